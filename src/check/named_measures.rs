//! Which measures a formula names.

use std::collections::BTreeSet;

use super::headings::Headings;
use super::table::Table;
use crate::formula::Expr;
use crate::model::Measure;
use crate::text::key;

/// The measures that an expression reads, by index; team values by name.
pub(super) fn measures_of(root: &Expr, measures: &[Measure], used: &mut BTreeSet<usize>) {
    match root {
        Expr::Number(_) | Expr::Target => {}
        Expr::Measure(index) | Expr::Earlier(index, _) => {
            used.insert(*index);
        }
        Expr::Team(_, name) => used.extend(measures.iter().position(|m| key(&m.name) == key(name))),
        Expr::Negate(inner) | Expr::Convert(inner, _) => measures_of(inner, measures, used),
        Expr::Binary(_, left, right) => {
            measures_of(left, measures, used);
            measures_of(right, measures, used);
        }
        Expr::Call(_, arguments) => arguments.iter().for_each(|a| measures_of(a, measures, used)),
    }
}

/// The measures whose names stand in a text and whose columns are there, by index.
pub(super) fn named_in(text: &str, measures: &[Measure], table: Option<&Table<'_>>) -> Vec<usize> {
    /// Bytes of a formula and of a name that people type.
    const LONGEST: (usize, usize) = (4_000, 200);
    if text.is_empty() || text.len() > LONGEST.0 {
        return Vec::new();
    }
    let text = key(text);
    let stands = |measure: &Measure| measure.name.len() <= LONGEST.1 && text.contains(&key(&measure.name));
    let named: Vec<usize> =
        measures.iter().enumerate().filter(|(_, measure)| stands(measure)).map(|(at, _)| at).collect();
    if named.is_empty() {
        return named;
    }
    let headings = Headings::of(measures);
    let headed: BTreeSet<usize> =
        table.iter().flat_map(|table| &table.others).filter_map(|(_, header)| headings.find(header)).collect();
    named.into_iter().filter(|at| headed.contains(at)).collect()
}

/// The names of measures that team functions read, which other roles must fill in too.
pub(super) fn team_names(root: &Expr, names: &mut Vec<String>) {
    match root {
        Expr::Team(_, name) => names.push(key(name)),
        Expr::Negate(inner) | Expr::Convert(inner, _) => team_names(inner, names),
        Expr::Binary(_, left, right) => {
            team_names(left, names);
            team_names(right, names);
        }
        Expr::Call(_, arguments) => arguments.iter().for_each(|a| team_names(a, names)),
        Expr::Number(_) | Expr::Target | Expr::Measure(_) | Expr::Earlier(..) => {}
    }
}
