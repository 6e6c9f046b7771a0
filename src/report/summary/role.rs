//! `岗位-<role>`: people × KPIs with value, score and weighted score.

use rust_decimal::Decimal;

use super::chart_cells::Drawn;
use super::places::{ROLE_FIRST, RolePlace, below, last_row};
use super::role_columns::{kpi_format, kpi_widths};
use super::role_line::{lines_of, person};
use super::sentence::mean;
use super::{Context, ranking::chips, role_charts, role_dimensions};
use crate::decimal::plain;
use crate::model::Role;
use crate::model::layout::Column;
use crate::output::{Area, Cell, Condition, Content, Line, Sheet, Style, When, metrics, palette};
use crate::report::formulas::{self, At, Span};
use crate::report::growth_notes;
use crate::score::{KpiResult, KpiValue, PersonResult};

pub(super) fn sheet(context: &Context<'_>, at: usize, drawn: &mut Drawn) -> Sheet {
    let (Some(role), Some(place)) = (context.department.roles.get(at), context.places.roles.get(at)) else {
        return Sheet::default();
    };
    let mut sheet = Sheet::new(&place.sheet);
    let results = place.results;
    let title = context.say("summary-role-title", &[("role", &role.name)]);
    let start = context.department.appraisal.start();
    let note = Content::Text(match start {
        Some(start) => context.say("summary-role-note-signed", &[("start", &plain(start))]),
        None => context.say("summary-role-note", &[]),
    });
    head(context, at, (role, place), &mut sheet);
    let repeated = (role_charts::pages(role, place) > 1).then_some(2);
    context.title(&mut sheet, title, note, (repeated, results.coefficient));
    for (line, member) in place.members.iter().enumerate() {
        person(context, role, place, member, below(ROLE_FIRST, line), &mut sheet);
    }
    let last = last_row(ROLE_FIRST, place.members.len());
    foot(context, role, place, last, &mut sheet);
    let starts = role_charts::page_starts(role.kpis.len(), place.each);
    role_dimensions::put(context, role, (place, &starts), &mut sheet);
    for number in 0..role.kpis.len() {
        let score = place.score_column(number);
        let area = Area { top: ROLE_FIRST, left: score, bottom: last, right: score };
        let cell = At::beside(ROLE_FIRST, score);
        let low = Style::new(90, palette::NEGATIVE).bold().underlined();
        let (least, high) = if start.is_some() { (0, ">0") } else { (palette::LOW_SCORE, ">=100") };
        for (test, look) in [
            (format!("AND(ISNUMBER({cell}),{cell}<{least})"), low),
            (format!("AND(ISNUMBER({cell}),{cell}{high})"), Style::new(90, palette::INK).fill(context.palette.high)),
        ] {
            sheet.conditions.push(Condition { area, when: When::Formula(test, look), stop: false });
        }
    }
    chips(context, Area { top: ROLE_FIRST, left: results.grade, bottom: last, right: results.grade }, &mut sheet);
    sheet.freeze = Some((ROLE_FIRST, 2));
    sheet.page = role_charts::page(context, role, place, &sheet.columns);
    role_charts::put(context, role, place, (last, &mut *drawn), &mut sheet);
    sheet
}

fn head(context: &Context<'_>, at: usize, (role, place): (&Role, &RolePlace), sheet: &mut Sheet) {
    let results = place.results;
    let (dark, light) = (context.palette.dark_head(), context.palette.light_head().center());
    sheet.paint(Area { top: 3, left: 0, bottom: 3, right: results.coefficient }, &dark);
    sheet.paint(Area { top: 4, left: 0, bottom: 4, right: results.coefficient }, &light);
    let edge = |column: u16, style: Style| {
        let starts =
            (0..role.kpis.len()).any(|number| place.kpi_column(number) == column) || column == place.after_kpis();
        let style = match column {
            0 => style,
            1 | 2 => style.left(),
            _ if column == results.grade => style,
            _ => style.right().format("@_0"),
        };
        if starts { style.left_border(Line::Thin, palette::LINE) } else { style }
    };
    let mut label = |column: u16, text: String| {
        sheet.put(5, column, Cell::text(text, edge(column, light.clone().bottom(Line::Thin, palette::RULE))))
    };
    label(0, context.say("summary-rank", &[]));
    label(1, Column::Name.name(context.lang).to_owned());
    label(2, Column::Id.name(context.lang).to_owned());
    for number in 0..role.kpis.len() {
        let heads = ["summary-value", "summary-score", "summary-weighted"];
        for (column, id) in (place.kpi_column(number)..).zip(heads).take(usize::from(place.each)) {
            label(column, context.say(id, &[]));
        }
    }
    for (column, id) in lines_of(place).into_iter().chain([
        (results.total, "summary-total"),
        (results.grade, "summary-grade"),
        (results.coefficient, "summary-coefficient"),
    ]) {
        label(column, context.say(id, &[]));
    }
    let over = Area { top: 3, left: place.after_kpis(), bottom: 3, right: results.coefficient };
    let label = context.say("summary-result", &[]);
    sheet.put_over(over, Cell::text(label, dark.clone().left_border(Line::Thin, palette::LINE)));
    let style = light.clone().left_border(Line::Thin, palette::LINE);
    sheet.put(4, place.after_kpis(), Cell::blank(style));
    let widest = |text: fn(&PersonResult) -> &str| {
        let px = context.results.people.iter().map(|person| metrics::text_px(text(person), 90)).fold(0.0, f64::max);
        metrics::column_chars(px + 10.0)
    };
    let name = widest(|person| &person.name).clamp(9.57, 40.0);
    sheet.columns.extend([(0, 5.57), (1, name), (2, widest(|person| &person.id).clamp(7.86, 24.0))]);
    for (number, kpi) in role.kpis.iter().enumerate() {
        let left = place.kpi_column(number);
        let across =
            |row| Area { top: row, left, bottom: row, right: left.saturating_add(place.each).saturating_sub(1) };
        sheet.put_over(
            across(3),
            Cell::text(kpi.name.as_str(), dark.clone().wrapped().left_border(Line::Thin, palette::LINE)),
        );
        let weight = format!("{}%", plain(kpi.weight.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default()));
        let text = match &kpi.target {
            Some(target) if results.start.is_some() => context.say("summary-target-alone", &[("target", &target.text)]),
            None if results.start.is_some() => String::new(),
            Some(target) => context.say("summary-target-weight", &[("target", &target.text), ("weight", &weight)]),
            None => context.say("summary-weight", &[("weight", &weight)]),
        };
        let text = match growth_notes::remarks(context.lang, context.history, role, kpi) {
            Some(_) => format!("{text} {}", role_charts::REMARK),
            None => text,
        };
        sheet.put_over(across(4), Cell::text(text, light.clone().left_border(Line::Thin, palette::LINE)));
        for (column, width) in (left..).zip(kpi_widths(context, at, number, kpi)).take(usize::from(place.each)) {
            sheet.columns.insert(column, width);
        }
    }
    sheet.columns.extend(lines_of(place).into_iter().map(|(column, _)| (column, 8.14)));
    sheet.columns.extend([
        (results.total, 10.29 + f64::from(context.decimals.saturating_sub(2))),
        (results.grade, 6.86),
        (results.coefficient, 6.86),
    ]);
    sheet.rows.extend([(3, 32.0), (4, 18.0), (5, 18.0)]);
}

/// Mean, highest and lowest of values, scores, weighted scores and totals.
fn foot(context: &Context<'_>, role: &Role, place: &RolePlace, last: u32, sheet: &mut Sheet) {
    let held = || context.members(place).map(|(_, held)| held);
    let signed = place.results.start.is_some();
    // Column, number format, decimals, figures.
    let mut columns: Vec<(u16, String, u32, Vec<Decimal>)> = Vec::new();
    for (at, kpi) in role.kpis.iter().enumerate() {
        let left = place.kpi_column(at);
        let number = |found: &KpiResult| match found.value() {
            Some(KpiValue::Number(number)) => Some(*number),
            _ => None,
        };
        let values = held().filter_map(|result| number(result.kpis.get(at)?)).collect();
        // Values hold four decimals; a mean of them that prints with fewer is rounded to what it prints.
        let format = kpi_format(context, place, kpi, at);
        let decimals = if kpi.unit.is_percent() {
            4
        } else {
            format.split_once('.').and_then(|(_, zeros)| u32::try_from(zeros.len()).ok()).unwrap_or(0)
        };
        columns.push((left, format, decimals, values));
        let scores = held().filter_map(|result| result.kpis.get(at)?.score()).collect();
        let format = if signed { context.points_format() } else { context.score_format.clone() };
        columns.push((left.saturating_add(1), format, context.decimals, scores));
        if signed {
            continue;
        }
        let weighted = held().filter_map(|result| result.kpis.get(at)?.weighted()).collect();
        columns.push((left.saturating_add(2), context.score_format.clone(), context.decimals, weighted));
    }
    let results = place.results;
    let totals = format!("{}_0", context.score_format);
    columns.push((results.total, totals, context.decimals, context.role_totals(place)));
    for (row, (function, id)) in (last.saturating_add(1)..).zip([
        ("AVERAGE", "summary-mean"),
        ("MAX", "summary-highest"),
        ("MIN", "summary-lowest"),
    ]) {
        let first = function == "AVERAGE";
        let plain = Style::new(90, if first { palette::INK } else { palette::MUTED });
        let style = if first { plain.fill(context.palette.band).top(Line::Thin, palette::RULE) } else { plain };
        sheet.rows.insert(row, 18.0);
        let name = if first { style.clone().bold() } else { style.clone() };
        sheet.put(row, 0, Cell::text(context.say(id, &[]), name.left()));
        for (column, format, decimals, values) in &columns {
            let value = match function {
                "AVERAGE" => mean(values, *decimals),
                "MAX" => values.iter().max().copied(),
                _ => values.iter().min().copied(),
            };
            let Some(value) = value else { continue };
            let span = Span::column(None, *column, ROLE_FIRST, last);
            let content = formulas::number(
                format!("ROUND({function}({span}),{decimals})"),
                crate::decimal::round(value, *decimals),
            );
            let style = style.clone().right().format(format.as_str());
            let bold = first && (*column == results.total || format == &context.score_format);
            sheet.put(row, *column, Cell::new(content, if bold { style.bold() } else { style }));
        }
        for column in (0..role.kpis.len()).map(|kpi| place.kpi_column(kpi)).chain([place.after_kpis()]) {
            let cell = sheet.cells.entry((row, column)).or_insert_with(|| Cell::blank(style.clone()));
            cell.style = cell.style.clone().left_border(Line::Thin, palette::LINE);
        }
        sheet.paint(Area { top: row, left: 0, bottom: row, right: results.coefficient }, &style);
    }
}
