//! 核对: where the figures came from and what to look at before they are used.

use std::collections::BTreeMap;

use super::places::ROLE_FIRST;
use super::{Context, table};
use crate::decimal::percent;
use crate::history::PastPeriod;
use crate::lang::Lang;
use crate::model::Kpi;
use crate::model::layout::{Choice, Column, SheetName};
use crate::output::{Cell, Content, Page, Sheet};
use crate::problem::{Problem, Severity};
use crate::report::{absence, quota};
use crate::score::Status;

pub(super) fn sheet(context: &Context<'_>) -> Sheet {
    let mut sheet = Sheet::new(&context.places.checks);
    sheet.columns.extend([(0, 16.0), (1, 22.0), (2, 26.0), (3, 50.0), (4, 50.0)]);
    let title = sheet.name.clone();
    context.title(&mut sheet, title, Content::Text(context.say("summary-checks-note", &[])), (None, 4));
    let mut next = 3;
    origin(context, &mut sheet, &mut next);
    findings(context, &mut sheet, &mut next);
    absent(context, &mut sheet, &mut next);
    changed(context, &mut sheet, &mut next);
    sheet.page = Page { ..context.page(&sheet.name) };
    sheet
}

fn section(context: &Context<'_>, sheet: &mut Sheet, next: &mut u32, id: &str) {
    let style = context.palette.section();
    sheet.paint(crate::output::Area::new(*next, 0, *next, 4), &style);
    sheet.put(*next, 0, Cell::text(context.say(id, &[]), style));
    sheet.rows.insert(*next, 22.0);
    *next = next.saturating_add(1);
}

/// A table, or a line that says there is nothing; then a blank row.
fn list(context: &Context<'_>, sheet: &mut Sheet, next: &mut u32, heads: &[String], rows: Vec<Vec<Content>>) {
    if rows.is_empty() {
        let style = crate::output::Style::new(85, crate::output::palette::MUTED).left();
        sheet.put(*next, 0, Cell::text(context.say("summary-none", &[]), style));
        *next = next.saturating_add(2);
    } else {
        *next = table::put(context, sheet, *next, heads, rows).saturating_add(1);
    }
}

fn texts<const N: usize>(cells: [String; N]) -> Vec<Content> {
    cells.map(Content::Text).to_vec()
}

fn origin(context: &Context<'_>, sheet: &mut Sheet, next: &mut u32) {
    section(context, sheet, next, "summary-origin");
    let (lang, appraisal) = (context.lang, &context.department.appraisal);
    let previous = context
        .history
        .previous
        .as_ref()
        .map_or_else(|| context.say("summary-no-previous", &[]), |past| format!("{} r{}", past.period, past.revision));
    let mut rows = vec![
        (context.say("summary-file", &[]), context.source.file_name.clone()),
        ("SHA-256".to_owned(), context.source.sha256.clone()),
        (context.say("summary-tool", &[]), context.source.tool_version.clone()),
        (context.words.previous.clone(), previous),
    ];
    rows.extend(context.source.journal.clone().map(|seal| (context.say("summary-journal", &[]), seal)));
    rows.extend(appraisal.scoring_settings(lang).into_iter().map(|(field, value)| {
        let value = if value.is_empty() { "—".to_owned() } else { value };
        (field.name(lang).to_owned(), value)
    }));
    rows.extend(
        quota::lines(lang, context.department, context.results)
            .into_iter()
            .map(|line| (context.say("summary-places", &[]), line)),
    );
    for (label, value) in rows {
        let muted = crate::output::Style::new(85, crate::output::palette::MUTED).left();
        sheet.put(*next, 0, Cell::text(label, muted));
        sheet.put(*next, 1, Cell::text(value, crate::output::Style::new(85, crate::output::palette::INK).left()));
        sheet.rows.insert(*next, 18.0);
        *next = next.saturating_add(1);
    }
    *next = next.saturating_add(1);
}

fn findings(context: &Context<'_>, sheet: &mut Sheet, next: &mut u32) {
    section(context, sheet, next, "summary-findings");
    let mut problems: Vec<&Problem> = Vec::new();
    for problem in context.source.problems.iter().chain(&context.results.problems) {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    problems.sort_by_key(|problem| problem.severity());
    let heads = [
        context.say("summary-severity", &[]),
        context.say("summary-code", &[]),
        context.say("summary-place", &[]),
        context.say("summary-finding", &[]),
        context.say("summary-mend", &[]),
    ];
    let rows = problems.into_iter().map(|problem| {
        let severity = match problem.severity() {
            Severity::Error => "summary-error",
            Severity::Warning => "summary-warning",
            Severity::Note => "summary-note",
        };
        texts([
            context.say(severity, &[]),
            problem.code.id().to_owned(),
            problem.place.to_string(),
            problem.headline(context.lang),
            problem.hint(context.lang).unwrap_or_default(),
        ])
    });
    list(context, sheet, next, &heads, rows.collect());
}

fn absent(context: &Context<'_>, sheet: &mut Sheet, next: &mut u32) {
    section(context, sheet, next, "summary-absent");
    let name = |column: Column| column.name(context.lang).to_owned();
    let heads = [
        context.say("summary-state", &[]),
        format!("{} {}", name(Column::Id), name(Column::Name)),
        name(Column::Role),
        name(Column::Kpi),
        name(Column::Reason),
    ];
    let mut rows = Vec::new();
    for (at, person) in context.results.people.iter().enumerate() {
        for (number, held) in person.roles.iter().enumerate() {
            let Some(role) = context.department.roles.get(held.role) else { continue };
            for (kpi, found) in role.kpis.iter().zip(&held.kpis).filter(|(_, found)| found.status() != Status::Scored) {
                let state = if found.status() == Status::Missing {
                    &context.words.missing
                } else {
                    &context.words.not_applicable
                };
                let reason = found
                    .unscored()
                    .map(|reason| absence::why(context.lang, context.department.appraisal.period, role, reason));
                let link = match context.role_row(at, number) {
                    Some((sheet, row)) => Content::Link {
                        sheet: sheet.to_owned(),
                        cell: (row.max(ROLE_FIRST), 0),
                        text: role.name.to_string(),
                    },
                    None => Content::Text(role.name.to_string()),
                };
                rows.push(vec![
                    Content::Text(state.clone()),
                    Content::Text(format!("{} {}", person.id, person.name)),
                    link,
                    Content::Text(kpi.name.clone()),
                    Content::Text(reason.unwrap_or_default()),
                ]);
            }
        }
    }
    list(context, sheet, next, &heads, rows);
}

/// What the definitions say otherwise than those of the previous period.
fn changed(context: &Context<'_>, sheet: &mut Sheet, next: &mut u32) {
    section(context, sheet, next, "summary-changed");
    let name = |column: Column| column.name(context.lang).to_owned();
    let heads = [
        name(Column::Role),
        name(Column::Kpi),
        context.say("summary-what", &[]),
        context.say("summary-before", &[]),
        context.say("summary-now", &[]),
    ];
    let Some(rows) = changes(context) else {
        let style = crate::output::Style::new(85, crate::output::palette::MUTED).left();
        return sheet.put(*next, 0, Cell::text(context.say("summary-no-previous", &[]), style));
    };
    list(context, sheet, next, &heads, rows.into_iter().map(texts).collect());
}

/// Every difference between the definitions and those of the previous period: role, KPI, what, before, now. `None` without
/// a previous period.
pub(super) fn changes(context: &Context<'_>) -> Option<Vec<[String; 5]>> {
    let previous = context.history.previous.as_ref()?;
    let name = |column: Column| column.name(context.lang).to_owned();
    let mut before: BTreeMap<(&str, &str), _> =
        previous.kpis.iter().map(|kpi| ((kpi.role.as_str(), kpi.name.as_str()), kpi)).collect();
    let target = |kpi: &Kpi| kpi.target.as_ref().map(|target| target.text.clone()).unwrap_or_default();
    let mut rows = changed_settings(context, previous);
    for role in &context.department.roles {
        for kpi in &role.kpis {
            let Some(old) = before.remove(&(&*role.name, kpi.name.as_str())) else {
                let what = context.say("summary-added", &[]);
                rows.push([role.name.to_string(), kpi.name.clone(), what, String::new(), kpi.formula_text.clone()]);
                continue;
            };
            for (column, old, new) in [
                (Column::Weight, percent(old.weight), percent(kpi.weight)),
                (Column::Target, old.target.clone(), target(kpi)),
                (Column::Formula, old.formula.clone(), kpi.formula_text.clone()),
                (Column::Rule, old.rule.clone(), kpi.rule_text.clone()),
            ] {
                if old != new {
                    rows.push([role.name.to_string(), kpi.name.clone(), name(column), old, new]);
                }
            }
        }
    }
    for ((role, kpi), old) in before {
        let what = context.say("summary-removed", &[]);
        rows.push([role.to_owned(), kpi.to_owned(), what, old.formula.clone(), String::new()]);
    }
    Some(rows)
}

/// Settings and grades that are otherwise than in the previous period; nothing where its record does not tell them.
fn changed_settings(context: &Context<'_>, previous: &PastPeriod) -> Vec<[String; 5]> {
    let lang = context.lang;
    let mut rows = Vec::new();
    if previous.settings.is_empty() {
        return rows;
    }
    let sheet = SheetName::Appraisal.name(lang);
    let now = context.department.appraisal.scoring_settings(Lang::En);
    let shown = |value: &str| Choice::find(value).map_or(value, |choice| choice.name(lang)).to_owned();
    for (field, new) in now {
        let old = previous.settings.get(field.name(Lang::En)).map_or("", String::as_str);
        if old != new {
            rows.push([sheet.to_owned(), String::new(), field.name(lang).to_owned(), shown(old), shown(&new)]);
        }
    }
    let sheet = SheetName::Grades.name(lang);
    let mut before = previous.grades.clone();
    for grade in &context.department.grades {
        let old = before.remove(&grade.name).unwrap_or_default();
        if old != grade.in_short() {
            rows.push([sheet.to_owned(), String::new(), grade.name.clone(), old, grade.in_short()]);
        }
    }
    rows.extend(before.into_iter().map(|(grade, old)| [sheet.to_owned(), String::new(), grade, old, String::new()]));
    rows
}
