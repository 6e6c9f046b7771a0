//! Marks over several months: every month's count, and what is told of few in one month is told of few in all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::role_month::Held;
use crate::model::{FEW_RATERS, Marking, MeasureValue, Role};

/// The months' rows of marks, in the order in which their rows are pooled; what was said beside them begins with its month.
pub(super) fn markings(held: &[Held<'_>]) -> Vec<Marking> {
    let of_month = |held: &Held<'_>| -> Vec<Marking> {
        let month = held.month.facts.period;
        let dated = |marking: &Marking| {
            let said = &marking.comment;
            let comment = if said.is_empty() { String::new() } else { format!("{month} {said}") };
            Marking { comment, ..marking.clone() }
        };
        held.role.markings.iter().map(dated).collect()
    };
    held.iter().flat_map(of_month).collect()
}

/// Whose marks of which measure of `made` come from fewer than [`FEW_RATERS`] in some month: with that month's own mean and the
/// others' they could be told apart.
pub(super) fn of_few(made: &Role, held: &[Held<'_>]) -> BTreeSet<(Arc<str>, usize)> {
    let mut few = BTreeSet::new();
    for held in held {
        let mut counts: BTreeMap<(Arc<str>, usize), usize> = BTreeMap::new();
        for row in held.role.rows.iter().filter(|row| row.is_marking) {
            for (at, reading) in row.readings.iter().enumerate() {
                let private = held.role.marked_by(at).is_some_and(|(_, by)| by.category.is_private());
                let measure = held.role.measures.get(at).and_then(|measure| made.measure(&measure.name));
                if let (true, Some(MeasureValue::Number(_)), Some(measure)) = (private, &reading.value, measure) {
                    let count = counts.entry((Arc::clone(&row.id), measure)).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        few.extend(counts.into_iter().filter(|(_, count)| *count < FEW_RATERS).map(|(key, _)| key));
    }
    few
}
