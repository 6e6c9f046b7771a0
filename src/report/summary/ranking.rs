//! 排名: everybody by total, each figure a formula over the role sheets.

use rust_decimal::Decimal;

use super::chart_cells::Drawn;
use super::overview::TREND;
use super::places::{RANKING_FIRST, RankingColumns, ranking_columns};
use super::sentence::{self, Figure};
use super::{Context, role_line, shared_words};
use crate::model::AdjustmentKind;
use crate::model::layout::{Choice, Column};
use crate::output::{
    Area, Cell, Condition, Content, Line, Page, Sheet, Sparkline, Style, Value, When, metrics, palette,
};
use crate::period::Period;
use crate::report::formulas::{self, At, Span, quoted, total};
use crate::report::months;
use crate::score::{PersonResult, Status};

const HEAD: u32 = RANKING_FIRST - 1;
/// Column of the bars, after the totals.
const BAR: u16 = 6;
/// Characters of the widest columns of names and roles; longer ones wrap.
const WIDEST: f64 = 40.0;
/// Characters of the notes column.
const NOTES: f64 = 22.14;

pub(super) fn sheet(context: &Context<'_>, drawn: &mut Drawn) -> Sheet {
    let mut sheet = Sheet::new(&context.places.ranking);
    let mut columns = ranking_columns(context.history);
    // The months of a roll-up stand before the notes.
    let (months, months_left) = (months::rolled_up(context.department), columns.notes);
    columns.notes = months_left.saturating_add(u16::try_from(months.len()).unwrap_or_default());
    let title = context.say("summary-ranking-title", &[("department", &context.department.appraisal.department)]);
    heads(context, columns, &months, &mut sheet);
    context.title(&mut sheet, title, counts(context, columns), (None, columns.notes));
    let (first, last) = context.places.ranking_rows();
    let height = match context.places.ranked.len() {
        0..=20 => 24.0,
        21..=24 => 22.0,
        _ => 19.5,
    };
    let history = sparks(context, columns, drawn);
    for (row, at) in (RANKING_FIRST..).zip(&context.places.ranked) {
        let Some(person) = context.results.people.get(*at) else { continue };
        let notes = notes(context, person);
        let lines = metrics::lines(&notes, 75, metrics::column_px(NOTES) - metrics::INDENT_PX);
        sheet.rows.insert(row, metrics::row_height(lines, 75).max(height));
        line(context, *at, person, columns, row, &mut sheet);
        let plain = row_style();
        for (column, month) in (months_left..).zip(&months) {
            let total = months::total(context.department, person, *month);
            let content = total.map_or_else(|| Content::Text(shared_words::DASH.to_owned()), Content::Number);
            let style = plain.clone().right().indented(2).format(&*context.score_format).color(palette::MUTED);
            sheet.put(row, column, Cell::new(content, style));
        }
        sheet.put(
            row,
            columns.notes,
            Cell::text(notes, plain.clone().size(75).color(palette::MUTED).wrapped().left().indented(1)),
        );
        if let (Some(column), Some((left, right))) = (columns.spark, history) {
            sheet.put(row, column, Cell::blank(plain));
            let line = row.saturating_sub(RANKING_FIRST);
            sheet.sparklines.push(Sparkline {
                cell: (row, column),
                values: (drawn.name().to_owned(), Area::new(line, left, line, right)),
                color: palette::SPARK,
                last: context.palette.accent,
                axis: (0, 120),
            });
        }
    }
    let column = |column| Area { top: first, left: column, bottom: last, right: column };
    chips(context, column(columns.grade), &mut sheet);
    let bar = When::Bar { color: context.palette.bar, maximum: Decimal::from(120), bar_only: true };
    sheet.conditions.push(Condition { area: column(BAR), when: bar, stop: false });
    if let Some((_, change)) = columns.past {
        signs(column(change), &mut sheet);
    }
    sheet.paint(
        Area { top: last.saturating_add(1), left: 0, bottom: last.saturating_add(1), right: columns.notes },
        &Style::default().top(Line::Thin, palette::RULE),
    );
    let fields = [[(1, 1), (2, 3)], [(4, 4), (5, 6)], [(7, 8), (9, columns.notes)]];
    context.approval(&mut sheet, last.saturating_add(3), fields);
    sheet.freeze = Some((RANKING_FIRST, 2));
    sheet.filter = Some(Area { top: HEAD, left: 0, bottom: last, right: columns.notes });
    sheet.page = Page { repeat_rows: Some((HEAD, HEAD)), ..context.page(&sheet.name) };
    sheet
}

fn row_style() -> Style {
    Style::new(90, palette::INK).bottom(Line::Dotted, palette::LINE)
}

fn heads(context: &Context<'_>, columns: RankingColumns, months: &[Period], sheet: &mut Sheet) {
    let said = |id: &str| context.say(id, &[]);
    let column = |column: Column| column.name(context.lang).to_owned();
    let mut heads: Vec<(String, f64, Style)> = Vec::new();
    let dark = context.palette.dark_head();
    let right = || dark.clone().right().indented(2);
    heads.push((said("summary-rank"), 7.0, dark.clone()));
    heads.push((column(Column::Name), 10.14, dark.clone().left()));
    heads.push((column(Column::Id), 8.43, dark.clone().left()));
    heads.push((column(Column::Role), 20.43, dark.clone().left()));
    heads.push((said("summary-rank-in-role"), 9.29, right()));
    heads.push((said("summary-total"), 10.71, right()));
    heads.push((String::new(), 14.14, dark.clone()));
    heads.push((said("summary-grade"), 7.57, dark.clone()));
    heads.push((said("summary-coefficient"), 8.57, right()));
    heads.push((said("summary-adjustment"), 10.86, right()));
    if columns.past.is_some() {
        heads.push((context.words.previous.clone(), 10.14, right()));
        heads.push((said("summary-change"), 12.14, right()));
    }
    if columns.spark.is_some() {
        let periods = context.trend(TREND.saturating_sub(1)).len().saturating_add(1);
        heads.push((context.say("summary-periods", &[("count", &periods.to_string())]), 12.43, dark.clone().left()));
    }
    heads.extend(months.iter().map(|month| (shared_words::short_period(context.lang, *month), 10.71, right())));
    heads.push((column(Column::Notes), NOTES, dark.clone().left().indented(1)));
    for (at, (head, width, style)) in (0..).zip(heads) {
        // Names of more than a few characters widen their columns.
        let widest = match at {
            1 => context.results.people.iter().map(|person| metrics::text_px(&person.name, 95)).fold(0.0, f64::max),
            3 => roles_of(context).map(|roles| metrics::text_px(&roles, 90)).fold(0.0, f64::max),
            2 => context.results.people.iter().map(|person| metrics::text_px(&person.id, 90)).fold(0.0, f64::max),
            _ => 0.0,
        };
        sheet.columns.insert(at, metrics::column_chars(widest + 10.0).clamp(width, width.max(WIDEST)));
        sheet.put(HEAD, at, Cell::text(head, style));
    }
    sheet.rows.insert(HEAD, 24.0);
}

/// The roles of each person, as listed.
fn roles_of(context: &Context<'_>) -> impl Iterator<Item = String> {
    context.results.people.iter().map(|person| {
        shared_words::role_names(context.department, person.roles.iter().map(|held| held.role), &context.words.comma)
    })
}

/// `21 人：S 6　A 7 …`, live.
fn counts(context: &Context<'_>, columns: RankingColumns) -> Content {
    let totals = context.ranking_span(columns.total);
    let people = Figure::count(format!("COUNT({totals})"), context.totals().len());
    let mut parts = vec![sentence::live(context, "summary-ranking-people", &[("count", people)])];
    let span = context.ranking_span(columns.grade);
    for at in context.grade_order() {
        let Some(grade) = context.department.grades.get(at) else { continue };
        let count = context.results.people.iter().filter(|person| person.grade == Some(at)).count();
        let expression = format!("SUMPRODUCT(--({span}={}))", quoted(&grade.name));
        let name = Figure::text(quoted(&grade.name), &grade.name);
        let count = Figure::count(expression, count);
        parts.push(sentence::live(context, "summary-grade-number", &[("grade", name), ("count", count)]));
    }
    parts.push(Content::Text(context.say("summary-ranking-note", &[])));
    sentence::join(parts, "　")
}

/// The totals of the last periods, a row per person; first and last column.
fn sparks(context: &Context<'_>, columns: RankingColumns, drawn: &mut Drawn) -> Option<(u16, u16)> {
    columns.spark?;
    let left = drawn.next();
    for period in context.trend(TREND.saturating_sub(1)) {
        let cells = context.places.ranked.iter().map(|at| {
            let person = context.results.people.get(*at);
            let past = period.people.iter().find(|past| person.is_some_and(|person| past.is(&person.id, &person.name)));
            past.and_then(|past| past.total).map_or(Content::Blank, Content::Number)
        });
        drawn.column(cells.collect());
    }
    let right = drawn.next();
    let now = context.places.ranked.iter().zip(RANKING_FIRST..).map(|(at, row)| {
        let total = context.results.people.get(*at).and_then(|person| person.total);
        let cell = At::on(&context.places.ranking, row, columns.total).to_string();
        total.map_or(Content::Blank, |total| formulas::number(cell, total))
    });
    drawn.column(now.collect());
    Some((left, right))
}

/// Green above zero, red below; the signs ▲ and ▼ stand in the number format.
fn signs(area: Area, sheet: &mut Sheet) {
    let cell = At::beside(area.top, area.left);
    for (sign, color) in [(">", palette::POSITIVE), ("<", palette::NEGATIVE)] {
        let test = format!("AND(ISNUMBER({cell}),{cell}{sign}0)");
        sheet.conditions.push(Condition { area, when: When::Formula(test, Style::new(90, color)), stop: false });
    }
}

/// Grade chips over a column of grades.
pub(super) fn chips(context: &Context<'_>, area: Area, sheet: &mut Sheet) {
    let order = context.grade_order();
    let cell = At::beside(area.top, area.left);
    for (position, at) in order.iter().enumerate() {
        let Some(grade) = context.department.grades.get(*at) else { continue };
        let look = context.palette.grade_chip(position, order.len());
        let formula = format!("{cell}={}", quoted(&grade.name));
        sheet.conditions.push(Condition { area, when: When::Formula(formula, look), stop: true });
    }
}

/// Who was there for a part of the period only, adjustments with their reasons, and the KPIs that do not apply or are missing.
fn notes(context: &Context<'_>, person: &PersonResult) -> String {
    let mut parts = Vec::new();
    if person.on_probation {
        parts.push(context.say("people-probation", &[]));
    }
    let whole = months::days(context.department);
    for held in person.roles.iter().filter(|held| held.days < whole) {
        let role = context.department.roles.get(held.role).map_or("", |role| &role.name);
        parts.push(context.say("person-role-days", &[("role", role), ("days", &held.days.to_string())]));
    }
    let entry = |kind: &str, text: &str| context.say("summary-entry", &[("kind", kind), ("text", text)]);
    for adjustment in person.adjustments.iter().filter_map(|at| context.department.adjustments.get(*at)) {
        let kind = match adjustment.kind {
            AdjustmentKind::Bonus => Choice::Bonus,
            AdjustmentKind::Penalty => Choice::Penalty,
            AdjustmentKind::Veto => Choice::Veto,
            AdjustmentKind::Calibration => Choice::Calibration,
        };
        parts.push(entry(kind.name(context.lang), &adjustment.reason));
    }
    for (status, label) in
        [(Status::NotApplicable, &context.words.not_applicable), (Status::Missing, &context.words.missing)]
    {
        let mut names = Vec::new();
        for held in &person.roles {
            let Some(role) = context.department.roles.get(held.role) else { continue };
            let hit = role.kpis.iter().zip(&held.kpis).filter(|(_, found)| found.status() == status);
            names.extend(hit.map(|(kpi, _)| kpi.name.as_str()));
        }
        if !names.is_empty() {
            parts.push(entry(label, &names.join(&context.words.comma)));
        }
    }
    parts.join(&context.say("summary-semicolon", &[]))
}

fn line(context: &Context<'_>, at: usize, person: &PersonResult, columns: RankingColumns, row: u32, sheet: &mut Sheet) {
    let plain = row_style();
    let number = |format: &str| plain.clone().right().indented(2).format(format);
    let (first, last) = context.places.ranked_rows();
    let all = Span::column(None, columns.total, first, last).to_string();
    let own = At::beside(row, columns.total).to_string();
    let dash = shared_words::DASH;
    let rank = plain.clone().center();
    let rank = if person.rank.is_some_and(|rank| rank <= 3) { rank.bold() } else { rank };
    let place =
        if person.on_probation { Content::Text(dash.to_owned()) } else { total::rank(&own, &all, person.rank, dash) };
    sheet.put(row, 0, Cell::new(place, rank));
    sheet.put(row, 1, Cell::text(&*person.name, plain.clone().bold().size(95).wrapped()));
    sheet.put(row, 2, Cell::text(&*person.id, plain.clone().color(palette::MUTED)));
    let roles =
        shared_words::role_names(context.department, person.roles.iter().map(|held| held.role), &context.words.comma);
    let wide = |column| sheet.columns.get(&column).map_or(64.0, |chars| metrics::column_px(*chars));
    let lines = metrics::lines(&roles, 90, wide(3)).max(metrics::lines(&person.name, 95, wide(1)));
    let height = sheet.rows.get(&row).copied().unwrap_or_default();
    sheet.rows.insert(row, if lines > 1 { height.max(metrics::row_height(lines, 95)) } else { height });
    sheet.put(row, 3, Cell::text(roles, plain.clone().wrapped()));
    let within = match (person.roles.as_slice(), context.role_row(at, 0)) {
        ([held], Some((sheet, row))) => match held.rank {
            Some(rank) => formulas::number(At::on(sheet, row, 0).to_string(), Decimal::from(rank)),
            None => formulas::text(At::on(sheet, row, 0).to_string(), dash),
        },
        _ => Content::Text(dash.to_owned()),
    };
    sheet.put(row, 4, Cell::new(within, number("0").color(palette::MUTED)));
    let style = number(&context.score_format).bold().size(100);
    sheet.put(row, columns.total, Cell::new(total_of(context, at, person, columns, row), style));
    let bar = match person.total {
        Some(value) => formulas::number(own.clone(), value),
        None => formulas::text(own.clone(), dash),
    };
    sheet.put(row, BAR, Cell::new(bar, plain.clone().format(";;;")));
    let all = Some(all.as_str()).filter(|_| !person.on_probation);
    let grade = formulas::grade::grade(context.department, person, &context.grades, &own, all, dash);
    sheet.put(row, columns.grade, Cell::new(grade, plain.clone().center().bold()));
    let coefficient = formulas::grade::coefficient(person, &context.grades, &own, all, dash);
    sheet.put(row, columns.coefficient, Cell::new(coefficient, number(&context.coefficient_format)));
    let style = number(&context.signed_format()).color(palette::MUTED);
    sheet.put(row, columns.adjustment, Cell::new(adjustment_of(context, at, person), style));
    let Some((previous, change)) = columns.past else { return };
    let past = context.places.past(context.history, at).and_then(|past| past.total);
    let shown = past.map_or_else(|| Content::Text(dash.to_owned()), Content::Number);
    sheet.put(row, previous, Cell::new(shown, number(&context.score_format).color(palette::MUTED)));
    let difference = match (past, past.and_then(|past| person.total?.checked_sub(past))) {
        (Some(_), change) => {
            let moved = format!("ROUND({own}-{},{})", At::beside(row, previous), context.decimals);
            let cached = change.map_or_else(|| Value::Text(dash.to_owned()), Value::Number);
            Content::Formula(format!("IF(ISNUMBER({own}),{moved},{})", quoted(dash)), cached)
        }
        _ => Content::Text(dash.to_owned()),
    };
    sheet.put(row, change, Cell::new(difference, number(&context.change_format())));
}

/// The adjustments: the role sheet's cell where that sheet adds them, which it does for a single role.
fn adjustment_of(context: &Context<'_>, at: usize, person: &PersonResult) -> Content {
    let place = person.roles.first().and_then(|held| context.places.roles.get(held.role));
    match (person.roles.len(), place, context.role_row(at, 0)) {
        (1, Some(place), Some((sheet, row))) => {
            formulas::number(At::on(sheet, row, place.results.adjustment).to_string(), person.adjustment)
        }
        _ => Content::Number(person.adjustment),
    }
}

/// The total: the role sheet's cell; for several roles their joint total with the adjustments, within its bounds, and with
/// whatever decides it otherwise.
fn total_of(context: &Context<'_>, at: usize, person: &PersonResult, columns: RankingColumns, row: u32) -> Content {
    let cached = person.total.map_or_else(|| Value::Text(shared_words::DASH.to_owned()), Value::Number);
    let mut cells = Vec::new();
    let mut flags = Vec::new();
    for (held, result) in person.roles.iter().enumerate() {
        let (Some(place), Some((sheet, row))) = (context.places.roles.get(result.role), context.role_row(at, held))
        else {
            continue;
        };
        cells.push((At::on(sheet, row, place.results.total).to_string(), result.days));
        flags.extend(role_line::vetoes(context, result.role, row, Some(sheet)));
    }
    if let ([(cell, _)], 1) = (cells.as_slice(), person.roles.len()) {
        return Content::Formula(cell.clone(), cached);
    }
    let kinds = || person.adjustments.iter().filter_map(|row| context.department.adjustments.get(*row));
    let row_of = |kind| kinds().find(move |row| row.kind == kind);
    if row_of(AdjustmentKind::Veto).is_some() {
        return person.total.map_or_else(|| Content::Text(shared_words::DASH.to_owned()), Content::Number);
    }
    let (cap, decimals) = (context.department.appraisal.cap, context.decimals);
    let calibrated = row_of(AdjustmentKind::Calibration).and_then(|row| row.points);
    let decided = match (calibrated, total::joint_number(&cells, decimals)) {
        (Some(points), _) => formulas::literal(cap.map_or(points, |cap| points.min(cap))),
        (None, Some(joint)) => {
            let sum = format!("{joint}+{}", At::beside(row, columns.adjustment));
            let bounded = total::bounded(&sum, cap, decimals);
            format!("IF({},{bounded},{})", total::some_joint(&cells), quoted(shared_words::DASH))
        }
        (None, None) => return Content::Text(shared_words::DASH.to_owned()),
    };
    Content::Formula(total::unless(&flags, &decided), cached)
}
