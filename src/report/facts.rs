//! What the archive keeps of a period for later ones: measures for growth, totals for trends, definitions for changes.

use crate::history::{PastKpi, PastMeasure, PastPeriod, PastPerson, PastRole, PastScore, PastValue};
use crate::lang::Lang;
use crate::model::{Department, MeasureValue};
use crate::report::results::printed_value;
use crate::score::{Results, RoleResult};

/// The facts of a scored period under a revision's number.
pub fn past_period(department: &Department, results: &Results, revision: u32) -> PastPeriod {
    PastPeriod {
        period: department.appraisal.period,
        revision,
        people: results
            .people
            .iter()
            .map(|person| PastPerson {
                id: person.id.to_string(),
                name: person.name.to_string(),
                total: person.total,
                grade: person.grade.and_then(|grade| department.grades.get(grade)).map(|grade| grade.name.clone()),
                pay: person.pay.and_then(|pay| pay.amount),
                roles: person.roles.iter().filter_map(|scores| past_role(department, scores)).collect(),
            })
            .collect(),
        kpis: department
            .roles
            .iter()
            .flat_map(|role| {
                role.kpis.iter().map(|kpi| PastKpi {
                    role: role.name.to_string(),
                    name: kpi.name.clone(),
                    weight: kpi.weight,
                    target: kpi.target.as_ref().map(|target| target.text.clone()).unwrap_or_default(),
                    formula: kpi.formula_text.clone(),
                    rule: kpi.rule_text.clone(),
                    marked_by: kpi.marks.as_ref().map(|marks| marks.text.clone()).unwrap_or_default(),
                })
            })
            .collect(),
        settings: department
            .appraisal
            .scoring_settings(Lang::En)
            .into_iter()
            .map(|(field, value)| (field.name(Lang::En).to_owned(), value))
            .collect(),
        grades: department.grades.iter().map(|grade| (grade.name.clone(), grade.in_short())).collect(),
        missing_months: Vec::new(),
    }
}

fn past_role(department: &Department, scores: &RoleResult) -> Option<PastRole> {
    let role = department.roles.get(scores.role)?;
    Some(PastRole {
        role: role.name.to_string(),
        days: scores.days,
        total: scores.total,
        // Columns of earlier values say what the archive knows from the period itself.
        measures: role
            .measures
            .iter()
            .zip(&scores.measures)
            .filter(|(measure, _)| measure.earlier.is_none())
            .map(|(measure, combined)| PastMeasure {
                name: measure.name.to_string(),
                unit: measure.unit.text.clone(),
                aggregate: measure.aggregate.choice().name(Lang::En).to_owned(),
                value: match &combined.value {
                    MeasureValue::Number(number) => PastValue::Number(*number),
                    MeasureValue::Label(label) => PastValue::Label(label.to_string()),
                    MeasureValue::NotApplicable => PastValue::NotApplicable,
                    MeasureValue::Missing => PastValue::Missing,
                },
            })
            .collect(),
        kpis: role
            .kpis
            .iter()
            .zip(&scores.kpis)
            .map(|(kpi, result)| PastScore {
                name: kpi.name.clone(),
                value: printed_value(result),
                score: result.score(),
            })
            .collect(),
    })
}
