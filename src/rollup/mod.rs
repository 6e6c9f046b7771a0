//! Roll-ups: the archived months of a quarter, half-year or year become one department, which is scored and reported as
//! any other, so that bounds, ranks and grades follow the same rules. Pure.
//!
//! | part | does |
//! |---|---|
//! | `people` | everybody of the months, with the days that they held each role |
//! | `mean` | [`Method::Mean`], [`Method::Days`]: one KPI, the mean of the monthly totals |
//! | `measures` | [`Method::Measures`]: the KPIs themselves over all rows of the months |
//! | `own` | goals of people's own over the months |
//! | `marked` | marks over the months |
//! | `aside` | months in which somebody was not appraised |
//! | `extent` | how a formula's value grows with the months, and so what becomes of its target |

mod extent;
mod marked;
mod mean;
mod measures;
mod not_appraised;
mod own_targets;
mod people;
mod role_month;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::cell::CellRef;
use crate::history::{PastKpi, PastPeriod, PastPerson};
use crate::model::{Aggregate, Department, Measure, MeasureValue, Reading, Role};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::unit::Unit;

/// How months become one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The mean of the monthly totals; each month counts the same.
    Mean,
    /// The mean of the monthly totals; each month counts by the person's days in it.
    Days,
    /// The KPIs computed again from the measures, combined over the months by their 汇总方式.
    Measures,
}

impl Method {
    /// Every one, in the order in which help names them.
    pub const ALL: [Self; 3] = [Self::Mean, Self::Days, Self::Measures];

    /// The word of the command line and the manifest.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Days => "days",
            Self::Measures => "measures",
        }
    }

    /// The method of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.word() == word)
    }
}

/// The settings of a longer period: pay is a matter of its months, whose bases and coefficients it rests on.
fn without_pay(mut appraisal: crate::model::Appraisal) -> crate::model::Appraisal {
    appraisal.people.pay = None;
    appraisal
}

/// That nobody's pay is summed here, where a month has some.
fn pay_of_months(months: &[Month]) -> Option<Problem> {
    let paid = |month: &&Month| month.department.postings.iter().any(|posting| posting.pay_base.is_some());
    let of: Vec<String> = months.iter().filter(paid).map(|month| month.facts.period.to_string()).collect();
    (!of.is_empty()).then(|| Problem::new(Code::RollUpWithoutPay, Place::File).with("months", of.join("、")))
}

/// An archived month.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    /// Its workbook as checked.
    pub department: Department,
    /// What was archived of it.
    pub facts: PastPeriod,
    /// Whose total was decided by other means than their figures, by id.
    pub decided: BTreeMap<String, Decided>,
}

/// What decided a person's total in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// 一票否决, by a row or by a rule.
    Veto,
    /// 校准.
    Calibration,
}

/// A rolled-up department, and where its rows came from.
#[derive(Debug, Clone, PartialEq)]
pub struct RollUp {
    /// The department of the longer period.
    pub department: Department,
    /// What must be known of it; with an error among them it must not be scored.
    pub problems: Vec<Problem>,
    /// Data sheet and row of the department → month and row of that month's workbook.
    rows: BTreeMap<(Arc<str>, u32), (Period, u32)>,
}

impl RollUp {
    /// The same with every person under the targets of the role's latest month.
    #[must_use]
    pub fn without_own_targets(self) -> Self {
        let mut department = self.department.into_parts();
        department.roles.iter_mut().for_each(|role| role.own.clear());
        Self { department: Department::checked(department), ..self }
    }

    /// Problems of scoring, with each cell of a data row named as it stands in its month's workbook: `2026-11 数据-主播!D5`.
    pub fn locate(&self, problems: &mut [Problem]) {
        for problem in problems {
            let Place::Cell(cell) = &problem.place else { continue };
            if let Some((month, row)) = self.rows.get(&(cell.sheet.clone(), cell.row)) {
                let sheet = format!("{month} {}", cell.sheet);
                problem.place = Place::Cell(CellRef::new(sheet, *row, cell.column));
            }
        }
    }
}

/// The department of a period made of months (oldest first). `None` without a month.
pub fn department(period: Period, method: Method, months: &[Month]) -> Option<RollUp> {
    let mut problems = missing_months(period, months);
    problems.extend(changed_settings(months));
    problems.extend(people::two_under_one_id(months));
    problems.extend(pay_of_months(months));
    let (department, rows) = match method {
        Method::Mean | Method::Days => {
            problems.extend(changed_definitions(months));
            (mean::department(period, method, months)?, BTreeMap::new())
        }
        Method::Measures => measures::department(period, &not_appraised::set_aside(months), &mut problems)?,
    };
    let mut told = BTreeSet::new();
    // Of whom a month set aside nobody expects a total.
    let known: BTreeSet<&Arc<str>> =
        months.iter().flat_map(|month| &month.department.postings).map(|posting| &posting.id).collect();
    for posting in department.postings.iter().filter(|posting| known.contains(&posting.id)) {
        if told.insert(posting.id.clone()) {
            problems.extend(missing_person(&posting.id, &posting.name, months));
        }
    }
    Some(RollUp { department, problems, rows })
}

/// A person's result of a month.
fn person<'a>(month: &'a Month, id: &str) -> Option<&'a PastPerson> {
    month.facts.people.iter().find(|person| person.id == id)
}

/// The months' printed totals as measures, one per month.
fn month_totals(months: &[Month], meaning: &str) -> Vec<Measure> {
    months.iter().map(|month| plain_measure(&month.facts.period.to_string(), meaning)).collect()
}

fn plain_measure(name: &str, meaning: &str) -> Measure {
    let aggregate = Aggregate::Sum;
    Measure { name: name.into(), unit: Unit::plain(), aggregate, meaning: meaning.to_owned(), earlier: None }
}

/// What a number, or none, stands as in a data row.
fn number_or_not(value: Option<Decimal>) -> MeasureValue {
    value.map_or(MeasureValue::NotApplicable, MeasureValue::Number)
}

/// Values as a row's readings, from the third column on as in a data sheet.
fn readings(values: impl IntoIterator<Item = MeasureValue>) -> Vec<Reading> {
    (2_u16..).zip(values).map(|(column, value)| Reading { column: Some(column), value: Some(value) }).collect()
}

/// The sum of a person's monthly totals times what each counts, and the sum of what they count. `None` where a figure is
/// too large.
fn weighed(id: &str, method: Method, months: &[Month]) -> Option<(Decimal, Decimal)> {
    let (mut sum, mut divisor) = (Decimal::ZERO, Decimal::ZERO);
    for month in months {
        let Some((person, total)) = person(month, id).and_then(|person| Some((person, person.total?))) else {
            continue;
        };
        let weight = match method {
            Method::Days => person.roles.iter().map(|role| Decimal::from(role.days)).sum(),
            Method::Mean | Method::Measures => Decimal::ONE,
        };
        sum = sum.checked_add(total.checked_mul(weight)?)?;
        divisor = divisor.checked_add(weight)?;
    }
    Some((sum, divisor))
}

/// The roles of all months, each as its latest month has it, in the order of that month.
fn roles(months: &[Month]) -> Vec<&Role> {
    let mut roles: Vec<&Role> = Vec::new();
    for role in months.iter().rev().flat_map(|month| &month.department.roles) {
        if !roles.iter().any(|known| known.name == role.name) {
            roles.push(role);
        }
    }
    roles
}

fn missing_months(period: Period, months: &[Month]) -> Vec<Problem> {
    let there: BTreeSet<Period> = months.iter().map(|month| month.facts.period).collect();
    let missing = period.months().into_iter().filter(|month| !there.contains(month));
    missing.map(|month| Problem::new(Code::RollUpMonthMissing, Place::File).with("month", month)).collect()
}

fn missing_person(id: &str, name: &str, months: &[Month]) -> Option<Problem> {
    let without: Vec<String> = months
        .iter()
        .filter(|month| person(month, id).is_none_or(|person| person.total.is_none()))
        .map(|month| month.facts.period.to_string())
        .collect();
    (!without.is_empty()).then(|| {
        Problem::new(Code::RollUpPersonMissing, Place::File)
            .with("name", name)
            .with("id", id)
            .with("months", without.join("、"))
    })
}

/// Settings that decide what a score means, and grade tables, that differ from those of the month before.
fn changed_settings(months: &[Month]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for pair in months.windows(2) {
        let [before, after] = pair else { continue };
        let lang = after.department.lang;
        let problem = |part: &str, setting: &str| {
            Problem::new(Code::RollUpDefinitionChanged, Place::File)
                .with("part", part)
                .with("setting", setting)
                .with("from", before.facts.period)
                .with("to", after.facts.period)
        };
        let settings = |month: &Month| month.department.appraisal.scoring_settings(lang);
        for ((field, old), (_, new)) in settings(before).into_iter().zip(settings(after)) {
            if old != new {
                problems.push(problem("setting", field.name(lang)));
            }
        }
        let grades = |month: &Month| -> BTreeMap<String, String> {
            month.department.grades.iter().map(|grade| (grade.name.clone(), grade.in_short())).collect()
        };
        if grades(before) != grades(after) {
            problems.push(problem("grades", ""));
        }
    }
    problems
}

/// KPIs whose definition in a month differs from the month before, in roles that both months have.
fn changed_definitions(months: &[Month]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for pair in months.windows(2) {
        let [before, after] = pair else { continue };
        let of = |month: &Month| -> BTreeMap<(String, String), PastKpi> {
            month.facts.kpis.iter().map(|kpi| ((kpi.role.clone(), kpi.name.clone()), kpi.clone())).collect()
        };
        let (old, new) = (of(before), of(after));
        let has = |kpis: &BTreeMap<(String, String), PastKpi>, role: &str| kpis.keys().any(|(own, _)| own == role);
        let keys: BTreeSet<_> = old.keys().chain(new.keys()).cloned().collect();
        for (role, kpi) in keys {
            let key = (role.clone(), kpi.clone());
            if old.get(&key) != new.get(&key) && has(&old, &role) && has(&new, &role) {
                problems.push(
                    Problem::new(Code::RollUpDefinitionChanged, Place::File)
                        .with("part", "kpi")
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
