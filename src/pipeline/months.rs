//! A quarter, half-year or year from its months.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Outputs, Scored, Scoring};
use crate::history::{History, PastPeriod, PastRole};
use crate::lang::Lang;
use crate::period::Period;
use crate::problem::has_errors;
use crate::report::facts;
use crate::rollup::{self, Decided, Method, Month};
use crate::score;

/// Months as one department, not yet scored.
#[derive(Debug, Clone, PartialEq)]
pub struct RollUp(rollup::RollUp);

/// The department of a period made of its months, oldest first; `None` without a month. A month is its workbook as read, and the
/// [`facts`](Scored::facts) that it gave.
///
/// ```
/// use std::collections::BTreeMap;
///
/// use scorebook::pipeline::{History, Method, Month, Outputs, Submission, roll_up};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut months = Vec::new();
/// for bytes in [
///     include_bytes!("../../samples/live-commerce-zh-CN-2026-10.xlsx").as_slice(),
///     include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx"),
/// ] {
///     let read = Submission::read(bytes);
///     let department = read.department.clone().ok_or("no errors")?;
///     let facts = read.score(History::default(), Outputs::All).scored.ok_or("no errors")?.facts();
///     months.push(Month { department, facts, decided: BTreeMap::new() });
/// }
/// let quarter = roll_up("2026Q4".parse()?, Method::Mean, &months).ok_or("there are months")?;
/// // Everybody of either month.
/// assert_eq!(quarter.score(History::default(), Outputs::SummaryOnly).people, 25);
/// # Ok(())
/// # }
/// ```
pub fn roll_up(period: Period, method: Method, months: &[Month]) -> Option<RollUp> {
    rollup::department(period, method, months).map(RollUp)
}

impl RollUp {
    /// The language of the months' workbooks.
    pub fn lang(&self) -> Lang {
        self.0.department.lang
    }

    /// Scores the months as one period. Definitions that stand against it are all there is to say: figures over them would mislead.
    pub fn score(self, history: History, outputs: Outputs) -> Scoring {
        let mut problems = self.0.problems.clone();
        let results = (!has_errors(&problems)).then(|| {
            let mut results = score::score(&self.0.department, &history);
            self.0.locate(&mut results.problems);
            results
        });
        problems.extend(results.iter().flat_map(|results| results.problems.iter().cloned()));
        Scored::unless_errors(self.0.department, results, history, problems, outputs)
    }

    /// The same with every person under the targets of the role's latest month, as versions scored that knew no others.
    #[must_use]
    pub fn without_own_targets(self) -> Self {
        Self(self.0.without_own_targets())
    }

    /// What the months' measures say together, whatever stands against scoring KPIs over them.
    pub fn facts(&self) -> PastPeriod {
        let scored = score::score(&self.0.department, &History::default());
        facts::past_period(&self.0.department, &scored, 0)
    }
}

/// Gives a period that was rolled up by its months' totals the measures of its months, combined as they would be for the longer period:
/// a mean of totals holds none, and nothing could grow over it.
pub fn measured_again(past: &mut PastPeriod, months: &[Month]) {
    let Some(rolled) = roll_up(past.period, Method::Measures, months) else { return };
    // What stands against scoring the KPIs over these months stands against none of the measures.
    let measured = rolled.facts();
    past.kpis = measured.kpis;
    for person in &mut past.people {
        let same = measured.people.iter().find(|same| same.id == person.id);
        let roles = same.into_iter().flat_map(|same| &same.roles);
        person.roles = roles.map(|role| PastRole { total: None, kpis: Vec::new(), ..role.clone() }).collect();
    }
}

/// Whose total a veto or a calibration decided, as `results.json` says.
pub fn decided(results: &Value) -> BTreeMap<String, Decided> {
    let people = results.get("people").and_then(Value::as_array).into_iter().flatten();
    let is = |person: &Value, name: &str| person.get(name).and_then(Value::as_bool).unwrap_or_default();
    people
        .filter_map(|person| {
            let how = if is(person, "vetoed") {
                Decided::Veto
            } else if is(person, "calibrated") {
                Decided::Calibration
            } else {
                return None;
            };
            Some((person.get("id")?.as_str()?.to_owned(), how))
        })
        .collect()
}
