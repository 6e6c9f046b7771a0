//! Roll-ups: the archived months of a quarter, half-year or year become one department whose only KPI is the mean of the
//! monthly totals. It is scored and reported as any other, so that bounds, ranks and grades follow the same rules.
//!
//! Each person has a measure per month (the month's printed total, 不适用 where there is none), the sum of what counts
//! and what it is divided by. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::cell::CellRef;
use crate::diagnostic::{Code, Place, Problem};
use crate::formula::{self, Names};
use crate::history::{PastPeriod, PastPerson};
use crate::model::{
    Aggregate, Appraisal, DataRow, Department, Kpi, Measure, MissingPolicy, Posting, Reading, ReadingValue, Role,
};
use crate::period::Period;
use crate::rule::{Main, Quantity, Rule};
use crate::texts::say;
use crate::unit::Unit;

/// How monthly totals become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Each month counts the same.
    Mean,
    /// Each month counts by the person's days in it.
    Days,
}

impl Method {
    /// The word of the command line and the manifest.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Days => "days",
        }
    }
}

/// An archived month.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    /// Its workbook as checked.
    pub department: Department,
    /// What was archived of it.
    pub facts: PastPeriod,
}

/// The department of a period made of months (oldest first), and what must be known of it. `None` without a month.
pub fn department(period: Period, method: Method, months: &[Month]) -> Option<(Department, Vec<Problem>)> {
    let last = &months.last()?.department;
    let mut problems = missing_months(period, months);
    problems.extend(changed_definitions(months));
    let staff = staff(months);
    let lang = last.lang;
    let mut names: Vec<String> = months.iter().map(|month| month.facts.period.to_string()).collect();
    names.push(say(lang, if method == Method::Mean { "rollup-sum" } else { "rollup-day-sum" }, &[]));
    names.push(say(lang, if method == Method::Mean { "rollup-months" } else { "rollup-days" }, &[]));
    let measures: Vec<Measure> = names
        .iter()
        .map(|name| Measure {
            name: name.as_str().into(),
            unit: Unit::plain(),
            aggregate: Aggregate::Sum,
            meaning: String::new(),
            earlier: None,
        })
        .collect();
    let mut roles: Vec<Role> = Vec::new();
    let mut postings = Vec::new();
    for held in staff.values() {
        let place = match roles.iter().position(|role| role.name == held.role) {
            Some(place) => place,
            None => {
                roles.push(role(last, &held.role, &measures)?);
                roles.len().saturating_sub(1)
            }
        };
        let role = roles.get_mut(place)?;
        let row = u32::try_from(role.rows.len()).ok()?.saturating_add(1);
        role.rows.push(row_of(&held.posting.id, row, method, months)?);
        problems.extend(missing_person(&held.posting, months));
        postings.push(Posting { role: place, ..held.posting.clone() });
    }
    let appraisal = Appraisal { period, missing: MissingPolicy::Exclude, ..last.appraisal.clone() };
    let department =
        Department { lang, appraisal, roles, postings, adjustments: Vec::new(), grades: last.grades.clone() };
    Some((department, problems))
}

struct Held {
    role: Arc<str>,
    posting: Posting,
}

/// Everybody of the months by id: the latest role and entry, from the first day to the last one.
fn staff(months: &[Month]) -> indexmap::IndexMap<Arc<str>, Held> {
    let mut staff: indexmap::IndexMap<Arc<str>, Held> = indexmap::IndexMap::new();
    for month in months {
        for posting in &month.department.postings {
            let Some(role) = month.department.roles.get(posting.role) else { continue };
            let from = staff.get(&posting.id).map_or(posting.from, |held| held.posting.from);
            let posting = Posting { from, ..posting.clone() };
            staff.insert(posting.id.clone(), Held { role: role.name.clone(), posting });
        }
    }
    staff
}

struct Known<'a>(&'a [Measure]);

impl Names for Known<'_> {
    fn measures(&self) -> &[Measure] {
        self.0
    }
    fn team(&self) -> Vec<(&str, &Unit)> {
        Vec::new()
    }
    fn has_target(&self) -> bool {
        false
    }
}

/// A role whose only KPI is the rolled-up total.
fn role(last: &Department, name: &Arc<str>, measures: &[Measure]) -> Option<Role> {
    let [.., sum, weight] = measures else { return None };
    // Rounded once, as a total is: the value's own four decimals never meet a half.
    let formula_text = format!("ROUND({}/{},{})", sum.name, weight.name, last.appraisal.decimals);
    let formula = formula::read(&formula_text, &Known(measures)).ok()?;
    let unit = Unit::plain();
    let at = |column| CellRef::new(name.clone(), 0, column);
    let rule = Rule {
        unit: unit.clone(),
        target: None,
        full: Decimal::ONE_HUNDRED,
        quantity: Quantity::Value,
        main: Main::Direct { scale: Decimal::ONE_HUNDRED },
        floor: Decimal::ZERO,
        cap: None,
        cutoffs: Vec::new(),
    };
    let kpi = Kpi {
        name: say(last.lang, "rollup-kpi", &[]),
        at: at(0),
        weight: Decimal::ONE,
        weight_text: "100%".to_owned(),
        formula_text,
        formula,
        formula_at: at(1),
        unit,
        target: None,
        rule_text: say(last.lang, "rollup-rule", &[]),
        rule,
        rule_at: at(2),
        full: Decimal::ONE_HUNDRED,
        when_not_applicable: None,
        meaning: String::new(),
        source: String::new(),
    };
    let duties = last.roles.iter().find(|role| role.name == *name).map(|role| role.duties.clone()).unwrap_or_default();
    let (measures, data_sheet) = (measures.to_vec(), Some(name.clone()));
    Some(Role { name: name.clone(), duties, kpis: vec![kpi], measures, data_sheet, rows: Vec::new() })
}

fn person<'a>(month: &'a Month, id: &str) -> Option<&'a PastPerson> {
    month.facts.people.iter().find(|person| person.id == id)
}

/// A person's totals, their sum and what it is divided by. `None` where a figure is too large.
fn row_of(id: &Arc<str>, row: u32, method: Method, months: &[Month]) -> Option<DataRow> {
    let (mut sum, mut divisor) = (Decimal::ZERO, Decimal::ZERO);
    let mut values = Vec::new();
    for month in months {
        let Some((person, total)) = person(month, id).and_then(|person| Some((person, person.total?))) else {
            values.push(ReadingValue::NotApplicable);
            continue;
        };
        let weight = match method {
            Method::Mean => Decimal::ONE,
            Method::Days => person.roles.iter().map(|role| Decimal::from(role.days)).sum(),
        };
        sum = sum.checked_add(total.checked_mul(weight)?)?;
        divisor = divisor.checked_add(weight)?;
        values.push(ReadingValue::Number(total));
    }
    let counted =
        |value: Decimal| if divisor.is_zero() { ReadingValue::NotApplicable } else { ReadingValue::Number(value) };
    values.extend([counted(sum), counted(divisor)]);
    let readings = (2_u16..).zip(values).map(|(column, value)| Reading { column: Some(column), value }).collect();
    Some(DataRow { id: id.clone(), row, date: None, readings })
}

fn missing_months(period: Period, months: &[Month]) -> Vec<Problem> {
    let there: BTreeSet<Period> = months.iter().map(|month| month.facts.period).collect();
    let missing = period.months().into_iter().filter(|month| !there.contains(month));
    missing.map(|month| Problem::new(Code::RollUpMonthMissing, Place::File).with("month", month)).collect()
}

fn missing_person(posting: &Posting, months: &[Month]) -> Option<Problem> {
    let without: Vec<String> = months
        .iter()
        .filter(|month| person(month, &posting.id).is_none_or(|person| person.total.is_none()))
        .map(|month| month.facts.period.to_string())
        .collect();
    (!without.is_empty()).then(|| {
        Problem::new(Code::RollUpPersonMissing, Place::File)
            .with("name", &posting.name)
            .with("id", &posting.id)
            .with("months", without.join("、"))
    })
}

/// KPIs whose definition in a month differs from the month before.
fn changed_definitions(months: &[Month]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for pair in months.windows(2) {
        let [before, after] = pair else { continue };
        let of = |month: &Month| -> BTreeMap<(String, String), crate::history::PastKpi> {
            month.facts.kpis.iter().map(|kpi| ((kpi.role.clone(), kpi.name.clone()), kpi.clone())).collect()
        };
        let (old, new) = (of(before), of(after));
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
        for (role, kpi) in keys {
            let key = (role.clone(), kpi.clone());
            if old.get(&key) != new.get(&key) {
                problems.push(
                    Problem::new(Code::RollUpDefinitionChanged, Place::File)
                        .with("role", role)
                        .with("kpi", kpi)
                        .with("from", before.facts.period)
                        .with("to", after.facts.period),
                );
            }
        }
    }
    problems
}
