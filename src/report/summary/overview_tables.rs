//! The lower half of 总览: the weakest KPI of each role, the biggest moves, and what needs a look.

use rust_decimal::Decimal;

use super::overview::{LAST, PANELS, across};
use super::places::{ROLE_FIRST, last_row};
use super::sentence::{mean, minus};
use super::{Context, charts, checks, shared_words};
use crate::model::Grading;
use crate::model::layout::Column;
use crate::output::{Cell, Condition, Content, Font, Line, Sheet, Style, When, metrics, palette};
use crate::report::formulas::{self, At};
use crate::report::{months, quota};
use crate::score::Status;

/// Rows of each table: five, or one per role up to eight.
const ROWS: (usize, usize) = (5, 8);
/// KPIs that do not apply which the line names; more are only counted.
const NAMED: usize = 3;

/// Puts the tables from a row on. Gives the last row.
pub(super) fn put(context: &Context<'_>, sheet: &mut Sheet, top: u32) -> u32 {
    let rows = context.department.roles.len().clamp(ROWS.0, ROWS.1);
    let first = top.saturating_add(2);
    sheet.rows.extend([(top, 22.0), (top.saturating_add(1), 17.0)]);
    for row in first..=last_row(first, rows) {
        sheet.rows.insert(row, 20.0);
    }
    let [weak, up, down] = PANELS;
    weakest(context, sheet, top, weak, rows);
    moves(context, sheet, top, up, rows, true);
    moves(context, sheet, top, down, rows, false);
    let gap = last_row(first, rows).saturating_add(1);
    let notice = gap.saturating_add(1);
    sheet.rows.extend([(gap, 8.0), (notice, 30.0)]);
    let style = Style::new(80, palette::MUTED).left().wrapped().top(Line::Thin, palette::RULE);
    sheet.paint(across(notice, 0, LAST), &style);
    sheet.put_over(across(notice, 0, 11), Cell::text(notices(context), style.clone()));
    let link = Content::Link {
        sheet: context.places.checks.clone(),
        cell: (0, 0),
        text: context.say("summary-see-checks", &[]),
    };
    sheet.put_over(across(notice, 12, LAST), Cell::new(link, style.right().color(context.palette.accent)));
    notice
}

fn heads(context: &Context<'_>, sheet: &mut Sheet, top: u32, left: u16, head: (String, String), labels: [String; 3]) {
    let right = left.saturating_add(3);
    charts::section(context, sheet, top, [left, left.saturating_add(1), right], head);
    let row = top.saturating_add(1);
    let [first, second, third] = labels;
    let style = context.palette.light_head();
    sheet.put_over(across(row, left, left.saturating_add(1)), Cell::text(first, style.clone()));
    sheet.put(row, left.saturating_add(2), Cell::text(second, style.clone().right()));
    sheet.put(row, right, Cell::text(third, style.right()));
}

fn body() -> Style {
    Style::new(90, palette::INK).bottom(Line::Dotted, palette::LINE)
}

/// A cell over columns with a name in ink and the rest muted.
fn named(sheet: &mut Sheet, row: u32, (left, right): (u16, u16), name: &str, rest: &str) {
    let style = body().left();
    sheet.paint(across(row, left, right), &style);
    // Names come first; what stands beside them is cut where the cell ends.
    let room = metrics::area_px(&sheet.columns, across(row, left, right));
    let name = metrics::cut(name, 90, room);
    let rest = metrics::cut(&format!("  {rest}"), 80, room - metrics::text_px(&name, 90));
    let rest = if rest.trim_start() == "…" { String::new() } else { rest };
    let runs = vec![(name, Font::new(90, palette::INK)), (rest, Font::new(80, palette::MUTED))];
    sheet.put_over(across(row, left, right), Cell::new(Content::Rich(runs), style));
}

fn weakest(context: &Context<'_>, sheet: &mut Sheet, top: u32, left: u16, rows: usize) {
    let head = (context.say("summary-weakest", &[]), context.say("summary-weakest-note", &[]));
    let kpi = Column::Kpi.name(context.lang);
    let label = format!("{kpi}　{}", Column::Role.name(context.lang));
    heads(context, sheet, top, left, head, [label, String::new(), context.say("summary-mean-score", &[])]);
    let mut found: Vec<(Decimal, &str, &str, String)> = Vec::new();
    for (role, place) in context.department.roles.iter().zip(&context.places.roles) {
        let row = last_row(ROLE_FIRST, place.members.len()).saturating_add(1);
        let mut means: Vec<_> = role
            .kpis
            .iter()
            .enumerate()
            .filter_map(|(at, kpi)| {
                let scores: Vec<Decimal> = context
                    .members(place)
                    .filter_map(|(_, held)| held.kpis.get(at).and_then(|found| found.score()))
                    .collect();
                let cell = At::on(&place.sheet, row, place.score_column(at)).to_string();
                Some((mean(&scores, context.decimals)?, kpi.name.as_str(), &*role.name, cell))
            })
            .collect();
        means.sort_by_key(|(mean, ..)| *mean);
        found.extend(means.into_iter().next());
    }
    found.sort_by_key(|(mean, ..)| *mean);
    let first = top.saturating_add(2);
    let right = left.saturating_add(3);
    for (row, (mean, kpi, role, cell)) in (first..).zip(found.into_iter().take(rows)) {
        named(sheet, row, (left, left.saturating_add(2)), kpi, role);
        let style = body().bold().right().format(&*context.score_format);
        sheet.put(row, right, Cell::new(formulas::number(cell, mean), style));
    }
    let area = crate::output::Area::new(first, right, last_row(first, rows), right);
    let cell = At::beside(first, right);
    let low = if context.department.appraisal.start().is_some() { 0 } else { palette::LOW_SCORE };
    let test = format!("AND(ISNUMBER({cell}),{cell}<{low})");
    let look = Style::new(90, palette::NEGATIVE).bold().underlined();
    sheet.conditions.push(Condition { area, when: When::Formula(test, look), stop: false });
}

fn moves(context: &Context<'_>, sheet: &mut Sheet, top: u32, left: u16, rows: usize, up: bool) {
    let id = if up { "summary-risen" } else { "summary-fallen" };
    let head = (context.say(id, &[]), context.say("summary-since-total", &[]));
    let label = format!("{}　{}", Column::Name.name(context.lang), Column::Id.name(context.lang));
    let labels = [label, context.say("summary-total", &[]), context.say("summary-change", &[])];
    heads(context, sheet, top, left, head, labels);
    let first = top.saturating_add(2);
    if context.history.previous.is_none() {
        let text = Cell::text(context.say("summary-no-previous", &[]), body().left().color(palette::MUTED));
        return sheet.put_over(across(first, left, left.saturating_add(3)), text);
    }
    let mut found: Vec<(Decimal, usize, Decimal, Decimal)> = Vec::new();
    for at in &context.places.ranked {
        let now = context.results.people.get(*at).and_then(|person| person.total);
        let past = context.places.past(context.history, *at).and_then(|past| past.total);
        let (Some(now), Some(past)) = (now, past) else { continue };
        let Some(change) = now.checked_sub(past) else { continue };
        if !change.is_zero() && change.is_sign_positive() == up {
            found.push((change, *at, now, past));
        }
    }
    found.sort_by_key(|(change, ..)| std::cmp::Reverse(change.abs()));
    for (row, (change, at, now, past)) in (first..).zip(found.into_iter().take(rows)) {
        let Some(person) = context.results.people.get(at) else { continue };
        let roles = shared_words::role_names(
            context.department,
            person.roles.iter().map(|held| held.role),
            &context.words.comma,
        );
        named(sheet, row, (left, left.saturating_add(1)), &person.name, &format!("{}  {roles}", person.id));
        let total = context.total_cell(at);
        let style = body().right();
        sheet.put(
            row,
            left.saturating_add(2),
            Cell::new(formulas::number(total.clone(), now), style.clone().format(&*context.score_format)),
        );
        let difference = formulas::number(format!("ROUND({total}{},{})", minus(past), context.decimals), change);
        let color = if up { palette::POSITIVE } else { palette::NEGATIVE };
        let style = style.color(color).format(context.change_format());
        sheet.put(row, left.saturating_add(3), Cell::new(difference, style));
    }
}

/// What needs a look, in one line.
fn notices(context: &Context<'_>) -> String {
    let mut parts = Vec::new();
    for person in context.results.people.iter().filter(|person| person.vetoed) {
        parts.push(context.say("summary-notice-veto", &[("id", &person.id), ("name", &person.name)]));
    }
    for (status, id) in [(Status::NotApplicable, "summary-notice-na"), (Status::Missing, "summary-notice-missing")] {
        let mut items = Vec::new();
        for person in &context.results.people {
            for held in &person.roles {
                let Some(role) = context.department.roles.get(held.role) else { continue };
                let hit = role.kpis.iter().zip(&held.kpis).filter(|(_, found)| found.status() == status);
                items.extend(hit.map(|(kpi, _)| format!("{} {}", person.id, kpi.name)));
            }
        }
        if items.is_empty() {
            continue;
        }
        let count = items.len().to_string();
        let more = if items.len() > NAMED { "…" } else { "" };
        items.truncate(NAMED);
        let list = format!("{}{more}", items.join(&context.words.comma));
        parts.push(context.say(id, &[("count", &count), ("items", &list)]));
    }
    let over: Vec<&str> = context
        .results
        .grades
        .iter()
        .filter(|found| found.places.is_some_and(|(places, _)| found.count > places))
        .filter_map(|found| context.department.grades.get(found.grade))
        .filter(|grade| grade.share_cap.is_some())
        .map(|grade| grade.name.as_str())
        .collect();
    if !over.is_empty() && context.department.appraisal.grading == Grading::ByScore {
        parts.push(context.say("summary-notice-caps", &[("grades", &over.join(&context.words.comma))]));
    }
    let places = quota::lines(context.lang, context.department, context.results);
    if !places.is_empty() {
        let places = places.join(&context.say("quota-separator", &[]));
        parts.push(context.say("summary-notice-places", &[("places", &places)]));
    }
    let lacking: Vec<String> = months::lacking(context.department).iter().map(ToString::to_string).collect();
    if !lacking.is_empty() {
        parts.push(context.say("person-months-lacking", &[("months", &lacking.join(&context.words.comma))]));
    }
    if let (Some(previous), Some(changes)) = (&context.history.previous, checks::changes(context)) {
        let (period, count) = (previous.period.to_string(), changes.len().to_string());
        if !changes.is_empty() {
            parts.push(context.say("summary-notice-changed", &[("period", &period), ("count", &count)]));
        }
    }
    if parts.is_empty() {
        parts.push(context.say("summary-notice-none", &[]));
    }
    parts.join("　·　")
}
