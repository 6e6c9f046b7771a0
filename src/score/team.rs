//! Values over the department: every person's value of a measure, once per role that they hold.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::combine::CombinedRoles;
use super::{CombinedValue, TeamValue};
use crate::cell::CellRef;
use crate::diagnostic::{Code, Problem};
use crate::formula::Team;
use crate::model::Department;
use crate::text;

/// Fewer people than this, and a team value gives single people away.
pub(super) const PRIVATE_BELOW: u32 = 5;

/// The team values that formulas use, each once, in the order of the KPIs.
pub(super) fn values(
    department: &Department,
    combined: &CombinedRoles<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<TeamValue> {
    let mut asked: Vec<(Team, &str, &CellRef)> = Vec::new();
    for kpi in department.roles.iter().flat_map(|role| &role.kpis) {
        for (team, name) in kpi.formula.team() {
            if !asked.iter().any(|(other, known, _)| *other == team && *known == name) {
                asked.push((team, name, &kpi.formula_at));
            }
        }
    }
    let mut held: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for posting in &department.postings {
        held.entry(posting.role).or_default().insert(&posting.id);
    }
    asked
        .into_iter()
        .map(|(team, name, at)| {
            let value = value(department, combined, &held, team, name);
            if value.people < PRIVATE_BELOW {
                problems
                    .push(Problem::new(Code::TeamValueOfFew, at).with("measure", name).with("people", value.people));
            }
            value
        })
        .collect()
}

fn value(
    department: &Department,
    combined: &CombinedRoles<'_>,
    held: &BTreeMap<usize, BTreeSet<&str>>,
    team: Team,
    name: &str,
) -> TeamValue {
    let key = text::key(name);
    let mut people = BTreeSet::new();
    let mut numbers: Vec<Decimal> = Vec::new();
    for (index, (role, by_id)) in department.roles.iter().zip(combined).enumerate() {
        let Some(at) = role.measures.iter().position(|m| m.earlier.is_none() && text::key(&m.name) == key) else {
            continue;
        };
        for id in held.get(&index).into_iter().flatten() {
            let Some(CombinedValue::Number(number)) = by_id.get(id).and_then(|m| m.get(at)).map(|m| &m.value) else {
                continue;
            };
            people.insert(*id);
            numbers.push(*number);
        }
    }
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number));
    let value = match team {
        Team::Sum => sum.filter(|_| !numbers.is_empty()),
        Team::Mean => sum.and_then(|sum| sum.checked_div(Decimal::from(numbers.len()))),
    };
    TeamValue {
        function: team,
        measure: name.to_owned(),
        value,
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
    }
}
