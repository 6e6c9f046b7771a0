//! Values over the department: every person's value of a measure, once per role that they hold.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::combine::CombinedRoles;
use super::earlier::Past;
use super::{Change, TeamValue, total};
use crate::cell::CellRef;
use crate::formula::{Team, TeamFunction};
use crate::model::{Back, Department, MeasureValue};
use crate::problem::{Code, Problem};
use crate::text;

/// Fewer people than this, and a team value gives single people away.
pub const PRIVATE_BELOW: u32 = 5;

/// The team values that formulas use, each once, in the order of the KPIs.
pub(super) fn values(
    department: &Department,
    combined: &CombinedRoles<'_>,
    past: &Past<'_>,
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
            let (numbers, people, changed) = match team.back {
                None => {
                    let (numbers, people) = present(department, combined, &held, name);
                    (numbers, people, None)
                }
                Some(back) => match earlier(department, combined, (past, back), &held, name) {
                    Ok((numbers, people)) => (numbers, people, None),
                    Err(changed) => (Vec::new(), 0, Some(changed)),
                },
            };
            if let Some(changed) = &changed {
                problems.push(total::changed_since(
                    department.lang,
                    changed,
                    at,
                    name,
                    &department.appraisal.department,
                ));
            }
            let value = combined_by(team.function, &numbers);
            if value.is_none() && !numbers.is_empty() {
                let department = &department.appraisal.department;
                problems.push(Problem::new(Code::ScoreOverflow, at).with("kpi", name).with("id", department));
            }
            let few = Problem::new(Code::TeamValueOfFew, at).with("measure", name).with("people", people);
            // That there is no earlier period is said at the KPI; the same of now and then is said once.
            if people < PRIVATE_BELOW && (team.back.is_none() || people > 0) && !problems.contains(&few) {
                problems.push(few);
            }
            TeamValue { function: team, measure: name.to_owned(), value, people, changed }
        })
        .collect()
}

/// Everybody's value of the period, and how many people they are.
fn present(
    department: &Department,
    combined: &CombinedRoles<'_>,
    held: &BTreeMap<usize, BTreeSet<&str>>,
    name: &str,
) -> (Vec<Decimal>, u32) {
    let key = text::key(name);
    let mut people = BTreeSet::new();
    let mut numbers: Vec<Decimal> = Vec::new();
    for (index, (role, by_id)) in department.roles.iter().zip(combined).enumerate() {
        let Some(at) = role.measures.iter().position(|m| m.earlier.is_none() && text::key(&m.name) == key) else {
            continue;
        };
        for id in held.get(&index).into_iter().flatten() {
            let Some(MeasureValue::Number(number)) = by_id.get(id).and_then(|m| m.get(at)).map(|m| &m.value) else {
                continue;
            };
            people.insert(*id);
            numbers.push(*number);
        }
    }
    (numbers, u32::try_from(people.len()).unwrap_or(u32::MAX))
}

/// Everybody's value at an earlier period, leavers included: what the archive has, and over it what a column 上期X says of those
/// who are there now.
///
/// # Errors
/// What of the measure changed since, where the archive's numbers cannot be compared.
fn earlier(
    department: &Department,
    combined: &CombinedRoles<'_>,
    (past, back): (&Past<'_>, Back),
    held: &BTreeMap<usize, BTreeSet<&str>>,
    name: &str,
) -> Result<(Vec<Decimal>, u32), Change> {
    let key = text::key(name);
    let mut measures = department.roles.iter().flat_map(|role| &role.measures);
    let Some(measure) = measures.find(|measure| text::key(&measure.name) == key) else { return Ok((Vec::new(), 0)) };
    let mut then = past.everybodys(&key, measure, back)?;
    for (index, (role, by_id)) in department.roles.iter().zip(combined).enumerate() {
        let own = role.measures.iter().position(|m| m.earlier.is_none() && text::key(&m.name) == key);
        let is_column = |measure: &crate::model::Measure| {
            measure.earlier.is_some_and(|earlier| Some(earlier.of) == own && earlier.back == back)
        };
        let Some(column) = role.measures.iter().position(is_column) else { continue };
        for id in held.get(&index).into_iter().flatten() {
            let place = ((*id).to_owned(), text::key(&role.name));
            match by_id.get(id).and_then(|measures| measures.get(column)).map(|combined| &combined.value) {
                Some(MeasureValue::Number(number)) => {
                    // What somebody typed of the time before counts once, under the role held now.
                    let holds = |role: &str| {
                        let named = department.roles.iter().position(|known| text::key(&known.name) == role);
                        named.and_then(|at| held.get(&at)).is_some_and(|ids| ids.contains(id))
                    };
                    then.retain(|(other, role), _| other != id || holds(role));
                    then.insert(place, *number);
                }
                Some(MeasureValue::NotApplicable | MeasureValue::Label(_)) => {
                    then.remove(&place);
                }
                Some(MeasureValue::Missing) | None => {}
            }
        }
    }
    let people: BTreeSet<&String> = then.keys().map(|(id, _)| id).collect();
    let people = u32::try_from(people.len()).unwrap_or(u32::MAX);
    Ok((then.values().copied().collect(), people))
}

/// `None` over nobody, and beyond 28 digits.
fn combined_by(function: TeamFunction, numbers: &[Decimal]) -> Option<Decimal> {
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number));
    match function {
        TeamFunction::Sum => sum.filter(|_| !numbers.is_empty()),
        TeamFunction::Mean => sum.and_then(|sum| sum.checked_div(Decimal::from(numbers.len()))),
    }
}
