//! Below a role's matrix: the mean score of each KPI and the totals as bars, and the notes. Also how its pages break.

use std::collections::BTreeMap;

use super::chart_cells::Drawn;
use super::places::{ROLE_FIRST, RolePlace, last_row};
use super::sentence::mean;
use super::{Context, charts, role_dimensions};
use crate::model::Role;
use crate::output::{Area, Cell, Content, Page, Sheet, Style, metrics, palette};
use crate::report::formulas::{self, At};
use crate::report::growth_notes;
use crate::score::Status;

/// The sign at a KPI of which the notes say something.
pub(super) const REMARK: &str = "※";
/// Most KPIs on a page, by the columns that each takes.
const fn kpis_on_a_page(each: u16) -> usize {
    if each == 2 { 7 } else { KPIS }
}
const KPIS: usize = 5;
/// Most people whose totals are drawn.
const PEOPLE: usize = 12;
/// Printable width of A4 landscape with the sheet's margins (275 mm) in pixels, less the 6 % by which LibreOffice draws
/// columns wider.
pub(super) const PAGE_PX: f64 = 1039.0 * 0.94;
/// Printable height of A4 landscape with the sheets' margins (185 mm) in points.
pub(super) const PAGE_POINTS: f64 = 524.0;
/// Points of a row without a height.
pub(super) const DEFAULT_ROW_POINTS: f64 = 16.5;

/// The first KPI of each page, balanced: twelve KPIs make pages of four.
pub(super) fn page_starts(kpis: usize, each: u16) -> Vec<usize> {
    let pages = kpis.div_ceil(kpis_on_a_page(each)).max(1);
    (0..pages).filter_map(|page| page.checked_mul(kpis)?.checked_div(pages)).collect()
}

/// How many pages side by side a role's matrix takes.
pub(super) fn pages(role: &Role, place: &RolePlace) -> usize {
    page_starts(role.kpis.len(), place.each).len()
}

/// The print set-up: one page wide to five KPIs, else pages side by side with the names repeated.
pub(super) fn page(context: &Context<'_>, role: &Role, place: &RolePlace, columns: &BTreeMap<u16, f64>) -> Page {
    let page = Page { repeat_rows: Some((3, 5)), repeat_columns: Some((0, 2)), ..context.page(&place.sheet) };
    let starts = page_starts(role.kpis.len(), place.each);
    if starts.len() < 2 {
        return page;
    }
    let names = metrics::area_px(columns, Area::new(0, 0, 0, 2));
    let ends = starts.iter().skip(1).map(|kpi| place.kpi_column(*kpi).saturating_sub(1));
    let ends = ends.chain([role_dimensions::last_column(role, place)]);
    let widest = starts
        .iter()
        .zip(ends)
        .map(|(kpi, end)| names + metrics::area_px(columns, Area::new(0, place.kpi_column(*kpi), 0, end)))
        .fold(1.0, f64::max);
    let fits = |scale: &u16| f64::from(*scale) / 100.0 * widest <= PAGE_PX;
    Page {
        fit: None,
        scale: Some((10..=100).rev().find(fits).unwrap_or(10)),
        column_breaks: starts.iter().skip(1).map(|kpi| place.kpi_column(*kpi)).collect(),
        ..page
    }
}

/// The charts and notes below the matrix, within the first page.
pub(super) fn put(
    context: &Context<'_>,
    role: &Role,
    place: &RolePlace,
    (last, drawn): (u32, &mut Drawn),
    sheet: &mut Sheet,
) {
    let results = place.results;
    let right = match page_starts(role.kpis.len(), place.each).get(1) {
        Some(kpi) => place.kpi_column(*kpi).saturating_sub(1),
        None => results.coefficient,
    };
    // Pages side by side repeat the first three columns: what stood there would be printed on each.
    let first = if page_starts(role.kpis.len(), place.each).len() > 1 { place.kpi_column(0) } else { 0 };
    let mean_row = last.saturating_add(1);
    let top = last.saturating_add(5);
    sheet.rows.insert(top.saturating_sub(1), 9.0);
    let middle = right.saturating_add(first).checked_div(2).unwrap_or_default();
    let bars = role.kpis.len().max(if place.members.len() <= PEOPLE { place.members.len() } else { 0 });
    let height = (26.0 * f64::from(u32::try_from(bars).unwrap_or(0)) + 16.0).clamp(110.0, 330.0);
    let chart_row = top.saturating_add(1);
    sheet.rows.extend([(top, 22.0), (chart_row, height)]);
    // Programs leave out names of bars that would run into each other: where there are many, each takes one line.
    let label_room = if role.kpis.len() > KPIS { 190.0 } else { 400.0 };
    let (mut names, mut means) = (Vec::new(), Vec::new());
    // Bars of scores say how much of 100 was reached; signed points have no such measure, and stand in the matrix.
    let kpis = if results.start.is_some() { &[][..] } else { &*role.kpis };
    for (at, kpi) in kpis.iter().enumerate() {
        let scores: Vec<_> =
            context.members(place).filter_map(|(_, held)| held.kpis.get(at).and_then(|found| found.score())).collect();
        let Some(value) = mean(&scores, context.decimals) else { continue };
        names.push(Content::Text(metrics::cut(&kpi.name, 80, label_room)));
        let cell = At::on(&place.sheet, mean_row, place.score_column(at)).to_string();
        means.push(formulas::number(cell, value));
    }
    let (mut people, mut totals) = (Vec::new(), Vec::new());
    for ((person, held), row) in context.members(place).zip(ROLE_FIRST..) {
        let total = if person.roles.len() == 1 { person.total } else { held.total };
        let Some(total) = total else { continue };
        people.push(Content::Text(format!("{} {}", person.name, person.id)));
        totals.push(formulas::number(At::on(&place.sheet, row, results.total).to_string(), total));
    }
    let both = totals.len() <= PEOPLE && !totals.is_empty();
    let half = if both { middle } else { right };
    let of_totals = if results.start.is_some() { first } else { middle.saturating_add(1) };
    for (id, color, labels, values, (left, right)) in [
        ("summary-kpi-means", context.palette.mid, names, means, (first, half)),
        ("summary-total", context.palette.accent, people, totals, (of_totals, right)),
    ] {
        if values.is_empty() || (id == "summary-total" && !both) {
            continue;
        }
        let name = context.say(id, &[]);
        let near = left.saturating_add(2).min(right.saturating_sub(1)).max(left);
        charts::section(context, sheet, top, [left, near, right], (name.clone(), String::new()));
        let ranges = (drawn.column(labels), drawn.column(values));
        sheet.charts.push(charts::bars(context, color, name, ranges, Area::new(chart_row, left, chart_row, right)));
    }
    notes(context, role, place, chart_row.saturating_add(1), (first, right), sheet);
    let end = last_row(chart_row, 2);
    sheet.page.area = Some(Area::new(0, 0, end, role_dimensions::last_column(role, place)));
    keep_together(top, end, results.coefficient, sheet);
}

/// Shrinks what is little more than a page, and else begins a page above the charts where the page's end would fall among them.
fn keep_together(top: u32, end: u32, right: u16, sheet: &mut Sheet) {
    /// To what part of its size a page is shrunk at most.
    const SMALLEST: f64 = 0.75;
    let scale = match sheet.page.scale {
        Some(scale) => f64::from(scale) / 100.0,
        None => (PAGE_PX / metrics::area_px(&sheet.columns, Area::new(0, 0, 0, right))).min(1.0),
    };
    let room = PAGE_POINTS / scale;
    let height = |from: u32, to: u32| -> f64 {
        (from..=to).map(|row| sheet.rows.get(&row).copied().unwrap_or(DEFAULT_ROW_POINTS)).sum()
    };
    // Two charts alone on a second page help nobody; at three quarters of their size the figures stay readable.
    let whole = height(0, end) / room;
    if whole > 1.0 && whole <= 1.0 / SMALLEST {
        match sheet.page.scale {
            Some(_) => sheet.page.scale = Some(percent(scale / whole)),
            None => sheet.page.fit = Some((1, 1)),
        }
        return;
    }
    let head = height(3, 5);
    let mut left = room;
    for row in 0..top {
        let own = height(row, row);
        if own > left {
            left = room - head;
        }
        left -= own;
    }
    if height(top, end) > left {
        sheet.page.row_breaks.push(top);
        // Fit-to-page ignores breaks.
        if sheet.page.fit.take().is_some() {
            sheet.page.scale = Some(percent(scale));
        }
    }
}

/// A scale as Excel keeps it.
fn percent(scale: f64) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0.1 and 1")]
    let percent = (scale.clamp(0.1, 1.0) * 100.0) as u16;
    percent
}

/// What must be known of the periods that KPIs grow over, who was vetoed, and which KPIs do not apply to whom.
fn notes(
    context: &Context<'_>,
    role: &Role,
    place: &RolePlace,
    row: u32,
    (left, right): (u16, u16),
    sheet: &mut Sheet,
) {
    let mut lines: Vec<String> = role
        .kpis
        .iter()
        .filter_map(|kpi| {
            let remarks = growth_notes::remarks(context.lang, context.history, role, kpi)?;
            let kind = format!("{REMARK}{}", kpi.name);
            Some(context.say("summary-entry", &[("kind", &kind), ("text", &remarks)]))
        })
        .collect();
    for (person, held) in context.members(place) {
        let absent: Vec<&str> = role
            .kpis
            .iter()
            .zip(&held.kpis)
            .filter(|(_, found)| found.status() == Status::NotApplicable)
            .map(|(kpi, _)| kpi.name.as_str())
            .collect();
        if !absent.is_empty() {
            let names = absent.join(&context.words.comma);
            let args = [("id", &*person.id), ("name", &*person.name), ("kpis", names.as_str())];
            let id = if place.results.start.is_some() { "summary-role-absent-signed" } else { "summary-role-absent" };
            lines.push(context.say(id, &args));
        }
        if person.vetoed {
            lines.push(context.say("summary-notice-veto", &[("id", &person.id), ("name", &person.name)]));
        }
    }
    let text = lines.join(&context.say("summary-semicolon", &[]));
    if text.is_empty() {
        return;
    }
    let text = context.say("summary-role-notes", &[("notes", &text)]);
    let width = metrics::area_px(&sheet.columns, Area::new(0, left, 0, right));
    sheet.rows.insert(row, metrics::row_height(metrics::lines(&text, 80, width), 80).max(20.0));
    let style = Style::new(80, palette::MUTED).left().wrapped();
    sheet.put_over(Area::new(row, left, row, right), Cell::text(text, style));
}
