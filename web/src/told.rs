//! What is told to the page, as JSON.

use scorebook::pipeline::{
    self, AddedDimension, AddedLine, AddedRole, AddedUp, Lang, Problem, RuleRow, Severity, Trial,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::session::File;

pub(crate) fn problem(problem: &Problem, lang: Lang) -> String {
    said(problem, lang).to_string()
}

pub(crate) fn said(problem: &Problem, lang: Lang) -> Value {
    let mut data = serde_json::to_value(pipeline::problem_data(problem, lang)).unwrap_or_default();
    if let Some(fields) = data.as_object_mut() {
        fields.insert("offers".to_owned(), json!(pipeline::offers(problem)));
        let excerpt: Vec<_> = problem.excerpt.iter().map(|(column, shown)| json!([column, shown])).collect();
        fields.insert("excerpt".to_owned(), json!(excerpt));
    }
    data
}

pub(crate) fn file(file: &File, lang: Lang) -> String {
    let outputs: Vec<_> =
        file.outputs.iter().map(|(path, bytes)| json!({"path": path, "bytes": bytes.len()})).collect();
    json!({
        "file": file.name,
        "department": file.department,
        "period": file.period.map(|period| period.to_string()),
        "lang": file.lang.map(Lang::tag),
        "people": file.people,
        "status": file.status(),
        "problems": file.problems.iter().map(|one| said(one, lang)).collect::<Vec<_>>(),
        "outputs": outputs,
        "results": file.scored.as_ref().and_then(|scored| serde_json::from_str::<Value>(&scored.results_json()).ok()),
        "sums": file.scored.as_ref().map(|scored| scored.added_up(lang).iter().map(sums).collect::<Vec<_>>()),
    })
    .to_string()
}

/// How a person's figures add up.
fn sums(person: &AddedUp) -> Value {
    let dimension = |one: &AddedDimension| json!({"name": one.name, "weight": one.weight, "sum": one.sum});
    let role = |role: &AddedRole| {
        let dimensions: Vec<_> = role.dimensions.iter().map(dimension).collect();
        json!({"sum": role.sum, "dimensions": dimensions})
    };
    let line = |line: &AddedLine| json!({"label": line.label, "text": line.text, "amount": line.amount});
    json!({
        "roles": person.roles.iter().map(role).collect::<Vec<_>>(),
        "subtotal": person.subtotal,
        "lines": person.lines.iter().map(line).collect::<Vec<_>>(),
        "moved": person.moved,
    })
}

pub(crate) fn measured(file: &File, id: &str) -> String {
    let all = file.scored.as_ref().map(|scored| scored.measured(id)).unwrap_or_default();
    let all: Vec<_> =
        all.iter().map(|kpi| json!({"target": kpi.target, "value": kpi.value, "is_own": kpi.is_own})).collect();
    json!(all).to_string()
}

pub(crate) fn grid(bytes: &[u8], problems: &[Problem]) -> String {
    let sheets: Vec<_> = pipeline::grid(bytes, problems)
        .into_iter()
        .map(|grid| {
            let rows: Vec<_> = grid
                .rows
                .into_iter()
                .map(|row| {
                    let cells: Vec<_> = row
                        .cells
                        .into_iter()
                        .map(|cell| match cell.worst {
                            None => json!(cell.shown),
                            Some(worst) => {
                                json!({"shown": cell.shown, "worst": severity(worst), "problems": cell.problems})
                            }
                        })
                        .collect();
                    json!({"number": row.number, "cells": cells})
                })
                .collect();
            json!({"sheet": grid.sheet, "columns": grid.columns, "rows": rows})
        })
        .collect();
    json!(sheets).to_string()
}

fn severity(severity: Severity) -> Value {
    serde_json::to_value(severity).unwrap_or_default()
}

pub(crate) fn rules(bytes: &[u8]) -> String {
    let rules: Vec<_> = pipeline::rule_cells(bytes)
        .into_iter()
        .map(|rule| {
            json!({"sheet": rule.sheet, "cell": rule.cell, "role": rule.role, "kpi": rule.kpi, "sentence": rule.sentence,
                "unit": rule.unit, "target": rule.target, "full": rule.full, "deductions": rule.deductions})
        })
        .collect();
    json!(rules).to_string()
}

#[derive(Deserialize)]
#[serde(default)]
struct Asked {
    sentence: String,
    unit: String,
    target: String,
    full: String,
    value: String,
    deductions: bool,
}

impl Default for Asked {
    fn default() -> Self {
        let nothing = String::new;
        Self {
            sentence: nothing(),
            unit: nothing(),
            target: nothing(),
            full: nothing(),
            value: nothing(),
            deductions: false,
        }
    }
}

pub(crate) fn tried(asked: &str, lang: Lang) -> String {
    let asked: Asked = serde_json::from_str(asked).unwrap_or_default();
    let filled = |text: &str| !text.trim().is_empty();
    let trial = Trial {
        sentence: &asked.sentence,
        unit: Some(asked.unit.trim()).filter(|unit| filled(unit)),
        target: &asked.target,
        full: asked.full.trim().parse().ok(),
        deductions: asked.deductions,
        value: Some(asked.value.as_str()).filter(|value| filled(value)),
    };
    match pipeline::try_rule(&trial, lang) {
        Ok(tried) => {
            let quoted: Vec<_> = tried
                .quoted
                .iter()
                .map(|(words, span)| json!({"words": words, "span": pipeline::letters(&asked.sentence, span)}))
                .collect();
            let row =
                |row: &RuleRow| json!({"value": row.value, "points": row.points, "veto": row.veto, "way": row.way});
            json!({
                "reading": tried.reading,
                "quoted": quoted,
                "remarks": tried.remarks.iter().map(|remark| said(remark, lang)).collect::<Vec<_>>(),
                "table": tried.table.iter().map(row).collect::<Vec<_>>(),
                "curve": tried.curve.iter().map(|point| json!([point.value, point.points])).collect::<Vec<_>>(),
                "points": tried.points.map(|(points, veto)| json!({"points": points, "veto": veto})),
            })
            .to_string()
        }
        Err(refused) => {
            let refused: Vec<_> = refused
                .iter()
                .map(|one| {
                    let span = one.span.as_ref().map(|span| pipeline::letters(&asked.sentence, span));
                    json!({"problem": said(&one.problem, lang), "span": span})
                })
                .collect();
            json!({ "refused": refused }).to_string()
        }
    }
}

pub(crate) fn explained(code: &str, lang: Lang) -> String {
    let (known, text) = match pipeline::explain(code, lang) {
        Ok(text) => (true, text),
        Err(text) => (false, text),
    };
    json!({"known": known, "text": text}).to_string()
}

pub(crate) fn templates(lang: Lang) -> String {
    let all: Vec<_> =
        pipeline::templates().iter().map(|one| json!({"name": one.name, "title": one.title.get(lang)})).collect();
    json!(all).to_string()
}
