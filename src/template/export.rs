//! A workbook's definitions as a template: what `templates export` writes, so that nobody types a TOML file from nothing.

use rust_decimal::Decimal;

use super::definition::{
    AppraisalTemplate, DutyTemplate, GradeTemplate, KpiTemplate, MeasureTemplate, RoleTemplate, RowsPerPerson,
    SampleStory, Template, Text,
};
use super::next;
use crate::decimal::plain;
use crate::model::layout::AppraisalField;
use crate::model::{Department, Kpi, Role, Scale};
use crate::workbook::Workbook;

/// The definitions of a checked department, read from `workbook`, without its people and its data.
pub fn of_department(workbook: &Workbook, department: &Department) -> Template {
    let own = &department.appraisal;
    let typed = |field| text(own.people.typed(field).unwrap_or_default());
    Template {
        name: own.department.clone(),
        title: text(&own.department),
        department: text(&own.department),
        appraisal: AppraisalTemplate {
            company: text(&own.company),
            scale: own.scale,
            decimals: own.decimals,
            missing: own.missing,
            cap: own.cap,
            grading: own.grading,
            show_rank: own.show_rank,
            accent: own.accent.map_or_else(String::new, |rgb| format!("#{rgb:06X}")),
            footer: text(own.footer.as_deref().unwrap_or_default()),
            marked_by: typed(AppraisalField::MarkedBy),
            pay: typed(AppraisalField::Pay),
            show_pay: own.people.show_pay,
            signatures: typed(AppraisalField::Signatures),
            form_parts: typed(AppraisalField::FormParts),
            start: own.people.start,
        },
        notes: Vec::new(),
        grades: department
            .grades
            .iter()
            .map(|grade| GradeTemplate {
                name: text(&grade.name),
                lowest: grade.lowest,
                coefficient: grade.coefficient,
                share_cap: grade.share_cap.map_or_else(String::new, percent),
                meaning: text(&grade.meaning),
            })
            .collect(),
        roles: department
            .roles
            .iter()
            .enumerate()
            .map(|(number, one)| role(number, one, workbook, department))
            .collect(),
        sample: SampleStory::default(),
    }
}

/// A template as the text of a TOML file.
///
/// # Errors
/// The TOML writer's, which has none for a template: a defect of this program.
pub fn toml(template: &Template) -> Result<String, toml::ser::Error> {
    toml::to_string_pretty(template)
}

fn text(typed: &str) -> Text {
    Text::Plain(typed.to_owned())
}

fn percent(share: Decimal) -> String {
    share.checked_mul(Decimal::ONE_HUNDRED).map_or_else(String::new, |number| format!("{}%", plain(number)))
}

fn role(number: usize, role: &Role, workbook: &Workbook, department: &Department) -> RoleTemplate {
    RoleTemplate {
        key: format!("role-{}", number.saturating_add(1)),
        name: text(&role.name),
        hint: Text::default(),
        rows: if next::is_dated(role, workbook) { RowsPerPerson::Many } else { RowsPerPerson::One },
        sample_people: 0,
        sample_rows: 0,
        duties: role
            .duties
            .iter()
            .map(|duty| DutyTemplate { name: text(&duty.name), text: text(&duty.description) })
            .collect(),
        kpis: role.kpis.iter().map(|one| kpi(one, role, department.appraisal.scale)).collect(),
        measures: role
            .measures
            .iter()
            .enumerate()
            .filter(|(number, _)| !role.holds_marks(*number))
            .map(|(number, measure)| MeasureTemplate {
                key: format!("measure-{}", number.saturating_add(1)),
                name: text(&measure.name),
                unit: text(&measure.unit.text),
                aggregate: measure.aggregate,
                meaning: text(&measure.meaning),
                earlier: measure.earlier.is_some(),
                sample: None,
            })
            .collect(),
    }
}

fn kpi(kpi: &Kpi, role: &Role, scale: Scale) -> KpiTemplate {
    let typed = |target: &Option<crate::model::Target>| text(target.as_ref().map_or("", |target| &target.text));
    let receiver = kpi.when_not_applicable.and_then(|index| role.kpis.get(index)).map_or("", |kpi| kpi.name.as_str());
    KpiTemplate {
        name: text(&kpi.name),
        weight: if scale == Scale::Deductions { String::new() } else { percent(kpi.weight) },
        formula: text(&kpi.formula_text),
        unit: text(&kpi.unit.text),
        target: typed(&kpi.target),
        quarter_target: typed(&kpi.longer_targets.quarter),
        half_target: typed(&kpi.longer_targets.half),
        year_target: typed(&kpi.longer_targets.year),
        rule: text(&kpi.rule_text),
        full: if next::usual_full(kpi, scale) { Text::default() } else { text(&plain(kpi.full)) },
        when_not_applicable: text(receiver),
        meaning: text(&kpi.meaning),
        source: text(&kpi.source),
        dimension: text(kpi.dimension.and_then(|at| role.dimensions.get(at)).map_or("", |one| &one.name)),
        dimension_weight: kpi
            .dimension
            .filter(|_| scale != Scale::Deductions)
            .and_then(|at| role.dimensions.get(at))
            .map_or_else(String::new, |one| percent(one.weight)),
        marked_by: text(kpi.marks.as_ref().map_or("", |marks| &marks.text)),
        prorate: kpi.prorated,
    }
}
