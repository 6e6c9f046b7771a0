//! `results.json`: the machine-readable result. Its form is published as `docs/results.schema.json`.

use serde::Serialize;

use crate::decimal::{self, fixed, plain};
use crate::model::{Department, Kpi, Role};
use crate::problem::Severity;
use crate::score::{KpiResult, KpiValue, PersonResult, Results, RoleResult, Status};

/// The form's name and version; a reader of another version refuses the file.
pub const SCHEMA: &str = "scorebook/results/1";

/// The same with what people decide: marks, dimensions, own weights, pay. Written only where a workbook has some of it, and
/// the first form with more keys.
pub const SCHEMA_WITH_PEOPLE: &str = "scorebook/results/2";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    department: &'a str,
    period: String,
    people: Vec<Person<'a>>,
    grades: Vec<GradeCount<'a>>,
    warnings: usize,
}

#[derive(Serialize)]
struct Person<'a> {
    id: &'a str,
    name: &'a str,
    total: Option<String>,
    grade: Option<&'a str>,
    coefficient: Option<String>,
    rank: Option<u32>,
    raw_total: Option<String>,
    adjustment: String,
    calibrated: bool,
    vetoed: bool,
    #[serde(skip_serializing_if = "is_false")]
    probation: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pay: Option<PayScore>,
    roles: Vec<RoleScores<'a>>,
}

#[derive(Serialize)]
struct PayScore {
    base: String,
    amount: Option<String>,
}

#[derive(Serialize)]
struct MarkScore<'a> {
    by: &'a str,
    share: String,
    mean: Option<String>,
    count: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Whether anything of a workbook is decided by people, so that the second form is needed.
fn has_people(department: &Department) -> bool {
    let of_role = |role: &Role| {
        !role.dimensions.is_empty()
            || !role.own.is_empty()
            || role.kpis.iter().any(|kpi| kpi.marks.is_some() || kpi.prorated)
    };
    let of_posting = |posting: &crate::model::Posting| {
        posting.appraised != crate::model::Appraised::Yes || posting.pay_base.is_some()
    };
    department.appraisal.start().is_some()
        || department.roles.iter().any(of_role)
        || department.postings.iter().any(of_posting)
}

#[derive(Serialize)]
struct RoleScores<'a> {
    role: &'a str,
    days: u32,
    rank: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    total: Option<String>,
    kpis: Vec<KpiScore<'a>>,
}

#[derive(Serialize)]
struct KpiScore<'a> {
    name: &'a str,
    status: Status,
    value: Option<String>,
    target: Option<String>,
    score: Option<String>,
    weight: Option<String>,
    effective_weight: Option<String>,
    weighted: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dimension: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<MarkScore<'a>>,
}

#[derive(Serialize)]
struct GradeCount<'a> {
    grade: &'a str,
    count: u32,
}

/// The text of `results.json`, ending in a line break. The same results give the same bytes.
pub fn to_json(department: &Department, results: &Results) -> String {
    let document = Document {
        schema: if has_people(department) { SCHEMA_WITH_PEOPLE } else { SCHEMA },
        department: &department.appraisal.department,
        period: department.appraisal.period.to_string(),
        people: results.people.iter().map(|result| person(department, result)).collect(),
        grades: results
            .grades
            .iter()
            .filter_map(|count| {
                let grade = department.grades.get(count.grade)?;
                Some(GradeCount { grade: &grade.name, count: count.count })
            })
            .collect(),
        warnings: results.problems.iter().filter(|problem| problem.severity() == Severity::Warning).count(),
    };
    // Writing plain data into a string cannot fail.
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn person<'a>(department: &'a Department, result: &'a PersonResult) -> Person<'a> {
    let decimals = department.appraisal.decimals;
    Person {
        id: &result.id,
        name: &result.name,
        total: result.total.map(|total| fixed(total, decimals)),
        grade: result.grade.and_then(|grade| department.grades.get(grade)).map(|grade| grade.name.as_str()),
        coefficient: result.coefficient.map(plain),
        rank: result.rank,
        raw_total: result.raw_total.map(|total| fixed(total, decimals)),
        adjustment: fixed(result.adjustment, decimals),
        calibrated: result.calibrated,
        vetoed: result.vetoed,
        probation: result.on_probation,
        pay: result
            .pay
            .map(|pay| PayScore { base: plain(pay.base), amount: pay.amount.map(|amount| fixed(amount, 2)) }),
        roles: result
            .roles
            .iter()
            .filter_map(|scores| department.roles.get(scores.role).map(|role| role_scores(department, role, scores)))
            .collect(),
    }
}

fn role_scores<'a>(department: &'a Department, role: &'a Role, scores: &'a RoleResult) -> RoleScores<'a> {
    let decimals = department.appraisal.decimals;
    RoleScores {
        role: &role.name,
        days: scores.days,
        rank: scores.rank,
        start: department.appraisal.start().map(|start| fixed(start, decimals)),
        total: scores.total.map(|total| fixed(total, decimals)),
        kpis: role.kpis.iter().zip(&scores.kpis).map(|(kpi, score)| kpi_score(department, role, kpi, score)).collect(),
    }
}

fn kpi_score<'a>(department: &'a Department, role: &'a Role, kpi: &'a Kpi, result: &'a KpiResult) -> KpiScore<'a> {
    let decimals = department.appraisal.decimals;
    let kpi = kpi.or_own(result.own.as_ref());
    KpiScore {
        name: &kpi.name,
        status: result.status(),
        value: printed_value(result),
        target: kpi.target.as_ref().map(|target| plain(decimal::ended(target.value))),
        score: result.score().map(|score| fixed(score, decimals)),
        weight: (!kpi.rule.is_signed()).then(|| plain(kpi.weight)),
        effective_weight: result.effective_weight().map(plain),
        weighted: result.weighted().map(|weighted| fixed(weighted, decimals)),
        dimension: kpi.dimension.and_then(|at| role.dimensions.get(at)).map(|dimension| dimension.name.as_str()),
        marks: super::marks::pairs(kpi, result)
            .map(|(by, mark)| MarkScore {
                by: by.category.name(department.lang),
                share: plain(by.share),
                mean: mark.mean.map(super::marks::mean_in_full),
                count: mark.count,
            })
            .collect(),
    }
}

/// A KPI's value as it stands in `results.json`: plain notation, or the label.
pub fn printed_value(result: &KpiResult) -> Option<String> {
    result.value().map(|value| match value {
        KpiValue::Number(number) => plain(*number),
        KpiValue::Label(label) => label.to_string(),
    })
}
