//! Goals of one's own over several months: each person's are those of their last month in the role.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::role_month::{Held, index_in};
use crate::model::{Kpi, Role};
use crate::problem::{Code, Place, Problem};

type OwnKpis = BTreeMap<Arc<str>, BTreeMap<usize, Arc<Kpi>>>;

/// The KPIs that are otherwise for single people, under the latest month's formulas and targets.
pub(super) fn of_last_months(latest: &Role, held: &[Held<'_>]) -> OwnKpis {
    let mut own = OwnKpis::new();
    for held in held {
        for id in people(held) {
            let mut kpis = BTreeMap::new();
            for (index, kpi) in latest.kpis.iter().enumerate() {
                let Some(theirs) = held.role.own(&id, index_in(held.role, &kpi.name)) else { continue };
                // Measures are numbered by month: the formula is the latest month's.
                let made = Kpi {
                    weight: theirs.weight,
                    weight_text: theirs.weight_text.clone(),
                    target: theirs.target.clone(),
                    rule_text: theirs.rule_text.clone(),
                    rule: theirs.rule.renumbered(|name| latest.measure(name)),
                    full: theirs.full,
                    ..kpi.clone()
                };
                kpis.insert(index, Arc::new(made));
            }
            if kpis.is_empty() {
                own.remove(&id);
            } else {
                own.insert(id, kpis);
            }
        }
    }
    own
}

/// KPIs that are another thing for a person in the later of two months than in the earlier one, where only own goals make them so.
/// `summed` tells of a KPI whether its targets add up, so that they may differ.
pub(super) fn changed(
    (earlier, later): (&Held<'_>, &Held<'_>),
    latest: &Role,
    summed: impl Fn(&Kpi) -> bool,
    problems: &mut Vec<Problem>,
) {
    for id in people(earlier).intersection(&people(later)) {
        for kpi in &later.role.kpis {
            let of = |held: &Held<'_>| {
                let at = index_in(held.role, &kpi.name);
                Some((held.role.kpis.get(at)?.clone(), held.role.own(id, at).cloned()))
            };
            let (Some((base, old)), Some((_, new))) = (of(earlier), of(later)) else { continue };
            if old.is_none() && new.is_none() {
                continue;
            }
            let old = base.or_own(old.as_ref());
            let new = kpi.or_own(new.as_ref());
            let target = |kpi: &Kpi| kpi.target.as_ref().map(|target| (target.value, target.direction));
            let targets_alike = summed(kpi) || target(old) == target(new);
            if targets_alike && old.weight == new.weight && old.rule_text == new.rule_text {
                continue;
            }
            let mut postings = later.month.department.postings.iter();
            let name = postings.find(|posting| posting.id == *id).map(|posting| posting.name.to_string());
            problems.push(
                Problem::new(Code::RollUpMeasuresChanged, Place::File)
                    .with("role", &latest.name)
                    .with("kpi", format!("{}（{} {id}）", kpi.name, name.unwrap_or_default()))
                    .with("from", earlier.month.facts.period)
                    .with("to", later.month.facts.period),
            );
        }
    }
}

/// Who holds the role in a month.
fn people(held: &Held<'_>) -> BTreeSet<Arc<str>> {
    let roles = &held.month.department.roles;
    let of_role = |role: usize| roles.get(role).is_some_and(|role| role.name == held.role.name);
    let postings = held.month.department.postings.iter().filter(|posting| of_role(posting.role));
    postings.map(|posting| Arc::clone(&posting.id)).collect()
}
