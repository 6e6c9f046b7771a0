//! Scores: a checked department and its history in, every person's exact figures and the way to them out. Pure.
//!
//! | part | does |
//! |---|---|
//! | `combine` | a person's rows → one value per measure |
//! | `earlier`, `team` | values of earlier periods, values over the department |
//! | `kpi` | value, points, score of one KPI |
//! | `outcome` | what can come of a KPI, and its part of the total |
//! | `marks` | the value of a KPI that people mark |
//! | `pay` | 绩效工资 of those who have a base |
//! | `weight` | what KPIs that do not apply give to the others |
//! | `total` | a person's roles, adjustments, bounds, veto, calibration |
//! | `lines` | what leads from the sum of the weighted scores to the total, line by line |
//! | `plausible` | values and marks that a colleague would ask about |
//! | `rank`, `grade` | places with ties; grades by score and by rank |

mod combine;
mod earlier;
mod grade;
mod kpi;
mod limits;
mod lines;
mod marks;
mod outcome;
mod pay;
mod plausible;
mod rank;
mod team;
mod total;
mod weight;

pub(crate) use self::pay::MONEY_DECIMALS;
pub use lines::{Line, LineKind};
pub use marks::Mark;
pub use outcome::{Change, ChangedPart, Counted, KpiResult, KpiValue, Outcome, Reason, Scored, Status, Unscored};
pub use pay::Pay;
pub use team::PRIVATE_BELOW;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::history::History;
use crate::model::{Appraised, Department, MeasureValue, Posting};
use crate::problem::{Code, Problem};

/// Scores a department. Where [`Results::problems`] holds an error, nothing of the rest may be reported.
pub fn score(department: &Department, history: &History) -> Results {
    let mut problems = Vec::new();
    // A person's postings, by id, in the order of 人员名单.
    let mut held: indexmap::IndexMap<&str, Vec<&Posting>> = indexmap::IndexMap::new();
    for posting in &department.postings {
        held.entry(&*posting.id).or_default().push(posting);
    }
    let combined = combine::department(department, &mut problems);
    earlier::changed_hands(history, &department.postings, &mut problems);
    let names = department.postings.iter().map(|posting| (&*posting.id, &*posting.name)).collect();
    let past = earlier::Past::new(history, &names);
    let team = team::values(department, &combined, &past, &mut problems);
    let mut adjustments: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, adjustment) in department.adjustments.iter().enumerate() {
        adjustments.entry(&*adjustment.id).or_default().push(index);
    }
    let scene = kpi::Scene { department, combined: &combined, past: &past, team: &team };
    let mut findings = kpi::Findings::default();
    let mut people: Vec<PersonResult> = held
        .iter()
        .filter_map(|(id, postings)| {
            // What is not appraised takes no part: neither a role of it nor its days.
            let those: Vec<&Posting> =
                postings.iter().copied().filter(|posting| posting.appraised != Appraised::No).collect();
            let rows = adjustments.get(id).map(Vec::as_slice).unwrap_or_default();
            (!those.is_empty()).then(|| total::person(&scene, &those, rows, &mut findings))
        })
        .collect();
    problems.append(&mut findings.problems);
    plausible::tell(department, &people, &mut problems);
    rank::rank(&mut people, department.roles.len());
    once(&mut problems);
    let grades = grade::grade(department, &mut people, &held, &mut problems);
    pay::pay(department, &mut people, &held, &mut problems);
    Results { people, grades, team, problems }
}

/// One blank or label that several KPIs need is one finding.
fn once(problems: &mut Vec<Problem>) {
    let mut seen = std::collections::BTreeSet::new();
    problems.retain(|problem| {
        let of_cell = matches!(
            problem.code,
            Code::DataMissing
                | Code::MissingCountsZero
                | Code::LabelInCalculation
                | Code::EarlierConflict
                | Code::EarlierNoBase
                | Code::NegativeDivisor
        );
        !of_cell || seen.insert((problem.code, problem.place.clone()))
    });
}

/// Everything that was scored, in the order of 人员名单.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// One entry per person (a person with two roles is one).
    pub people: Vec<PersonResult>,
    /// People per grade, in the order of 等级.
    pub grades: Vec<GradeCount>,
    /// Team values that formulas used.
    pub team: Vec<TeamValue>,
    /// Findings of scoring: warnings and notes, and errors (then nothing may be reported).
    pub problems: Vec<Problem>,
}

/// One person's result.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonResult {
    /// 工号.
    pub id: Arc<str>,
    /// 姓名.
    pub name: Arc<str>,
    /// The printed total; `None` when no KPI applied and nothing else set it.
    pub total: Option<Decimal>,
    /// Sum of the printed weighted scores (or the joint total of several roles) + adjustment, within its bounds.
    pub raw_total: Option<Decimal>,
    /// What stood before the adjustments: the sum of the printed weighted scores, or the joint total.
    pub subtotal: Option<Decimal>,
    /// Signed sum of bonuses and penalties.
    pub adjustment: Decimal,
    /// The person's rows of 加减分, by index in [`crate::model::DepartmentParts::adjustments`].
    pub adjustments: Vec<usize>,
    /// Whether a 校准 set the total.
    pub calibrated: bool,
    /// Whether a veto (a row, or a rule's) set the total to 0.
    pub vetoed: bool,
    /// What leads from `subtotal` to `total`, line by line: together they add up to it.
    pub lines: Vec<Line>,
    /// The grade, by index in [`crate::model::DepartmentParts::grades`].
    pub grade: Option<usize>,
    /// The grade's coefficient.
    pub coefficient: Option<Decimal>,
    /// Rank within the department; ties share it.
    pub rank: Option<u32>,
    /// 试用: without a rank and a place in the quota.
    pub on_probation: bool,
    /// 绩效工资, of those who have a base.
    pub pay: Option<Pay>,
    /// Per role held in the period, earliest first.
    pub roles: Vec<RoleResult>,
}

/// One role's result of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleResult {
    /// The role, by index in [`crate::model::DepartmentParts::roles`].
    pub role: usize,
    /// Days of the period in the role.
    pub days: u32,
    /// Rank within the role by the printed total, where ranked.
    pub rank: Option<u32>,
    /// Sum of the printed weighted scores for this role, from 起评分 on where there is one (for a single role: the person's total).
    pub total: Option<Decimal>,
    /// One entry per measure of the role, in its order.
    pub measures: Vec<Combined>,
    /// One entry per KPI of the role, in its order.
    pub kpis: Vec<KpiResult>,
}

/// A measure combined over a person's rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Combined {
    /// The combined value.
    pub value: MeasureValue,
    /// The rows that count, by index in [`crate::model::Role::rows`].
    pub rows: Vec<usize>,
    /// Its value one period and one year back, where a formula asked for it and history or a column gave it.
    pub previous: Option<MeasureValue>,
    /// Its value one year back.
    pub year_ago: Option<MeasureValue>,
}

/// People per grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GradeCount {
    /// By index in [`crate::model::DepartmentParts::grades`].
    pub grade: usize,
    /// How many people.
    pub count: u32,
    /// How many of them take a place: those who are not on probation.
    pub in_quota: u32,
    /// 按排名: how many places there were, with the product before rounding down. 按分数: the cap's places.
    pub places: Option<(u32, Decimal)>,
}

/// A team value that some formula used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamValue {
    /// Sum or mean, of which period.
    pub function: crate::formula::Team,
    /// The measure's name.
    pub measure: String,
    /// The value.
    pub value: Option<Decimal>,
    /// Over how many people; below 5 it must not stand in a personal workbook.
    pub people: u32,
    /// What of the measure changed since the earlier period, where that is why there is no value.
    pub changed: Option<Change>,
}
