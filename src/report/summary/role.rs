//! `岗位-<role>`: people × KPIs with value, score and weighted score.

use rust_decimal::Decimal;

use super::data::earlier_column;
use super::drawn::Drawn;
use super::places::{
    Member, ROLE_FIRST, RolePlace, below, kpi_column, last_row, measure_column, ranking_columns, result_columns,
};
use super::sentence::mean;
use super::{Context, ranking::chips, role_charts, value_format, words};
use crate::book::{Area, Cell, Condition, Content, Line, Sheet, Style, When, house, metrics};
use crate::decimal::plain;
use crate::formula::{Cells, Team};
use crate::model::layout::Column;
use crate::model::{Back, Kpi, Role};
use crate::report::live::{self, At, Span, kpi, total};
use crate::report::since;
use crate::score::{KpiValue, RoleResult};
use crate::text;

/// A KPI's names as cells of the data sheet; target and team values as literals.
struct Row<'c> {
    context: &'c Context<'c>,
    role: &'c Role,
    place: &'c RolePlace,
    member: &'c Member,
    kpi: &'c Kpi,
}

impl Row<'_> {
    /// The cell of a measure that the rule counts itself.
    fn counted(&self, name: &str) -> Option<String> {
        let key = text::key(name);
        let index = self.role.measures.iter().position(|measure| text::key(&measure.name) == key)?;
        Some(self.measure(index))
    }
}

impl Cells for Row<'_> {
    fn measure(&self, index: usize) -> String {
        At::on(&self.place.data, self.member.combined_row, measure_column(index)).to_string()
    }
    fn earlier(&self, index: usize, back: Back) -> String {
        let column = earlier_column(self.role, self.place, index, back).unwrap_or_else(|| measure_column(index));
        At::on(&self.place.data, self.member.combined_row, column).to_string()
    }
    fn team(&self, team: Team, measure: &str) -> String {
        let found = self.context.results.team.iter().find(|one| one.function == team && one.measure == measure);
        live::literal(found.and_then(|one| one.value).unwrap_or_default())
    }
    fn target(&self) -> String {
        live::literal(self.kpi.target.as_ref().map_or(Decimal::ZERO, |target| target.value))
    }
}

pub(super) fn sheet(context: &Context<'_>, at: usize, drawn: &mut Drawn) -> Sheet {
    let (Some(role), Some(place)) = (context.department.roles.get(at), context.places.roles.get(at)) else {
        return Sheet::default();
    };
    let mut sheet = Sheet::new(&place.sheet);
    let results = result_columns(role.kpis.len());
    let title = context.say("summary-role-title", &[("role", &role.name)]);
    let note = Content::Text(context.say("summary-role-note", &[]));
    head(context, at, role, &mut sheet);
    let repeated = (role_charts::pages(role) > 1).then_some(2);
    context.title(&mut sheet, title, note, (repeated, results.coefficient));
    for (line, member) in place.members.iter().enumerate() {
        person(context, role, place, member, below(ROLE_FIRST, line), &mut sheet);
    }
    let last = last_row(ROLE_FIRST, place.members.len());
    foot(context, role, place, last, &mut sheet);
    for number in 0..role.kpis.len() {
        let score = kpi_column(number).saturating_add(1);
        let area = Area { top: ROLE_FIRST, left: score, bottom: last, right: score };
        let cell = At::beside(ROLE_FIRST, score);
        let low = Style::new(90, house::NEGATIVE).bold().underlined();
        for (test, look) in [
            (format!("AND(ISNUMBER({cell}),{cell}<{})", house::LOW_SCORE), low),
            (format!("AND(ISNUMBER({cell}),{cell}>=100)"), Style::new(90, house::INK).fill(context.house.high)),
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

fn head(context: &Context<'_>, at: usize, role: &Role, sheet: &mut Sheet) {
    let results = result_columns(role.kpis.len());
    let (dark, light) = (context.house.dark_head(), context.house.light_head().center());
    sheet.paint(Area { top: 3, left: 0, bottom: 3, right: results.coefficient }, &dark);
    sheet.paint(Area { top: 4, left: 0, bottom: 4, right: results.coefficient }, &light);
    let edge = |column: u16, style: Style| {
        let starts = (0..role.kpis.len()).any(|number| kpi_column(number) == column) || column == results.adjustment;
        let style = match column {
            0 => style,
            1 | 2 => style.left(),
            _ if column == results.grade => style,
            _ => style.right().format("@_0"),
        };
        if starts { style.left_border(Line::Thin, house::LINE) } else { style }
    };
    let mut label = |column: u16, text: String| {
        sheet.put(5, column, Cell::text(text, edge(column, light.clone().bottom(Line::Thin, house::RULE))))
    };
    label(0, context.say("summary-rank", &[]));
    label(1, Column::Name.name(context.lang).to_owned());
    label(2, Column::Id.name(context.lang).to_owned());
    for number in 0..role.kpis.len() {
        for (column, id) in (kpi_column(number)..).zip(["summary-value", "summary-score", "summary-weighted"]) {
            label(column, context.say(id, &[]));
        }
    }
    for (column, id) in
        (results.adjustment..).zip(["summary-adjustment", "summary-total", "summary-grade", "summary-coefficient"])
    {
        label(column, context.say(id, &[]));
    }
    let over = Area { top: 3, left: results.adjustment, bottom: 3, right: results.coefficient };
    let label = context.say("summary-result", &[]);
    sheet.put_over(over, Cell::text(label, dark.clone().left_border(Line::Thin, house::LINE)));
    let style = light.clone().left_border(Line::Thin, house::LINE);
    sheet.put(4, results.adjustment, Cell::blank(style));
    let widest = |text: fn(&crate::score::PersonResult) -> &str| {
        let px = context.results.people.iter().map(|person| metrics::text_px(text(person), 90)).fold(0.0, f64::max);
        metrics::column_chars(px + 10.0)
    };
    let name = widest(|person| &person.name).clamp(9.57, 40.0);
    sheet.columns.extend([(0, 5.57), (1, name), (2, widest(|person| &person.id).clamp(7.86, 24.0))]);
    for (number, kpi) in role.kpis.iter().enumerate() {
        let left = kpi_column(number);
        let across = |row| Area { top: row, left, bottom: row, right: left.saturating_add(2) };
        sheet.put_over(
            across(3),
            Cell::text(kpi.name.as_str(), dark.clone().wrapped().left_border(Line::Thin, house::LINE)),
        );
        let weight = format!("{}%", plain(kpi.weight.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default()));
        let text = match &kpi.target {
            Some(target) => context.say("summary-target-weight", &[("target", &target.text), ("weight", &weight)]),
            None => context.say("summary-weight", &[("weight", &weight)]),
        };
        let text = match since::remarks(context.lang, context.history, role, kpi) {
            Some(_) => format!("{text} {}", role_charts::REMARK),
            None => text,
        };
        sheet.put_over(across(4), Cell::text(text, light.clone().left_border(Line::Thin, house::LINE)));
        for (column, width) in (left..).zip(kpi_widths(context, at, number, kpi)) {
            sheet.columns.insert(column, width);
        }
    }
    sheet.columns.extend([
        (results.adjustment, 8.14),
        (results.total, 10.29 + f64::from(context.decimals.saturating_sub(2))),
        (results.grade, 6.86),
        (results.coefficient, 6.86),
    ]);
    sheet.rows.extend([(3, 32.0), (4, 18.0), (5, 18.0)]);
}

/// Characters of a KPI's three columns: as many as its longest value, score and weighted score need.
fn kpi_widths(context: &Context<'_>, role: usize, kpi: usize, definition: &Kpi) -> [f64; 3] {
    const LEAST: [f64; 3] = [9.86, 8.0, 8.14];
    let Some(place) = context.places.roles.get(role) else { return LEAST };
    let format = kpi_format(context, place, definition, kpi);
    let decimals = format.split_once('.').map_or(0, |(_, zeros)| zeros.trim_end_matches('%').len());
    let mut px = [0.0_f64; 3];
    for (_, held) in context.members(place) {
        let Some(found) = held.kpis.get(kpi) else { continue };
        let value = match &found.value {
            Some(KpiValue::Number(number)) if !definition.unit.is_percent() => {
                let whole = crate::decimal::fixed(*number, u32::try_from(decimals).unwrap_or_default());
                let commas = whole.len().saturating_sub(decimals).saturating_div(3);
                format!("{whole}{}", ",".repeat(commas))
            }
            Some(KpiValue::Label(label)) => label.to_string(),
            _ => String::new(),
        };
        let score = |score: Option<Decimal>| score.map(|score| crate::decimal::fixed(score, context.decimals));
        let printed = [value, score(found.score).unwrap_or_default(), score(found.weighted).unwrap_or_default()];
        for (px, text) in px.iter_mut().zip(printed) {
            // Means are bold, hence the tenth.
            *px = px.max(metrics::number_px(&text, 90) * 1.1);
        }
    }
    std::array::from_fn(|column| {
        let needed = px.get(column).map_or(0.0, |px| metrics::column_chars(*px));
        LEAST.get(column).copied().unwrap_or_default().max(needed)
    })
}

fn person(context: &Context<'_>, role: &Role, place: &RolePlace, member: &Member, row: u32, sheet: &mut Sheet) {
    let Some(person) = context.results.people.get(member.person) else { return };
    let Some(result) = person.roles.get(member.held) else { return };
    let base = Style::new(90, house::INK).bottom(Line::Dotted, house::LINE);
    let number = |format: &str| base.clone().right().format(format);
    let dash = words::DASH;
    let columns = result_columns(role.kpis.len());
    let last = last_row(ROLE_FIRST, place.members.len());
    let own = At::beside(row, columns.total).to_string();
    let column = Span::column(None, columns.total, ROLE_FIRST, last).to_string();
    sheet.rows.insert(row, 24.0);
    sheet.put(row, 0, Cell::new(total::rank(&own, &column, result.rank, dash), base.clone().center()));
    sheet.put(row, 1, Cell::text(&*person.name, base.clone().bold()));
    sheet.put(row, 2, Cell::text(&*person.id, base.clone().color(house::MUTED)));
    let mut weighted = Vec::with_capacity(role.kpis.len());
    for (at, (definition, found)) in role.kpis.iter().zip(&result.kpis).enumerate() {
        let definition = &*definition.for_target(found.own_target.as_ref());
        let left = kpi_column(at);
        let names = Row { context, role, place, member, kpi: definition };
        let absent = if found.status == crate::score::Status::Missing {
            &context.words.missing
        } else {
            &context.words.not_applicable
        };
        let value = kpi::value(found, &definition.formula, &names, absent);
        sheet.put(
            row,
            left,
            Cell::new(
                value,
                number(&kpi_format(context, place, definition, at))
                    .color(house::MUTED)
                    .left_border(Line::Thin, house::LINE),
            ),
        );
        let value_cell = At::beside(row, left).to_string();
        let points = kpi::points(&definition.rule, &value_cell, |measure| names.counted(measure));
        let dashed = |number: Option<Decimal>| number.map_or_else(|| Content::Text(dash.to_owned()), Content::Number);
        let score = match &points {
            Some(points) => kpi::score(found, points, definition.full, context.decimals, dash),
            None => dashed(found.score),
        };
        sheet.put(row, left.saturating_add(1), Cell::new(score, number(&context.score_format).bold()));
        let cell = At::beside(row, left.saturating_add(1)).to_string();
        let own_weight = live::literal(definition.weight);
        let weighing = |points| kpi::Weighing {
            scale: context.department.appraisal.scale,
            decimals: context.decimals,
            own: definition.weight,
            own_cell: &own_weight,
            score: &cell,
            points,
        };
        let content = match &points {
            Some(points) => kpi::weighted(found, weighing(points), dash),
            None => dashed(found.weighted),
        };
        sheet.put(row, left.saturating_add(2), Cell::new(content, number(&context.score_format)));
        weighted.push(At::beside(row, left.saturating_add(2)).to_string());
    }
    let single = person.roles.len() == 1;
    let signed = context.signed_format();
    let adjustment = match (single, person.vetoed, person.calibrated) {
        (false, _, _) => Content::Text(dash.to_owned()),
        (_, true, _) => Content::Text(context.words.veto.clone()),
        (_, _, true) => Content::Text(context.words.calibrated.clone()),
        _ => Content::Number(person.adjustment),
    };
    sheet.put(row, columns.adjustment, Cell::new(adjustment, number(&signed).left_border(Line::Thin, house::LINE)));
    let style = number(&format!("{}_0", context.score_format)).bold().size(100);
    sheet.put(row, columns.total, Cell::new(total_of(context, person, result, single, row, &weighted), style));
    let (mut grade, mut coefficient) = (Content::Text(dash.to_owned()), Content::Text(dash.to_owned()));
    if single {
        let all = context.ranking_span(ranking_columns(context.history).total);
        grade = live::grade::grade(context.department, person, &context.grades, &own, Some(&all), dash);
        coefficient = live::grade::coefficient(person, &context.grades, &own, Some(&all), dash);
    }
    sheet.put(row, columns.grade, Cell::new(grade, base.clone().center().bold()));
    sheet.put(row, columns.coefficient, Cell::new(coefficient, number(&context.coefficient_format)));
}

fn total_of(
    context: &Context<'_>,
    person: &crate::score::PersonResult,
    result: &RoleResult,
    single: bool,
    row: u32,
    weighted: &[String],
) -> Content {
    if !single {
        return total::subtotal(weighted, result.total, context.decimals, words::DASH);
    }
    let kpis = weighted.len();
    let adjustment = At::beside(row, result_columns(kpis).adjustment).to_string();
    let sum = live::sum(weighted);
    let parts = total::Parts {
        subtotal: &sum,
        adjustment: Some(&adjustment),
        calibration: None,
        cap: context.department.appraisal.cap,
        decimals: context.decimals,
    };
    total::total(person, parts, words::DASH)
}

fn kpi_format(context: &Context<'_>, place: &RolePlace, kpi: &Kpi, at: usize) -> String {
    let people = &context.results.people;
    let found = |member: &Member| people.get(member.person)?.roles.get(member.held)?.kpis.get(at)?.value.as_ref();
    let values = place.members.iter().filter_map(found).filter_map(|value| match value {
        KpiValue::Number(number) => Some(number),
        KpiValue::Label(_) => None,
    });
    value_format(&kpi.unit, values)
}

/// Mean, highest and lowest of values, scores, weighted scores and totals.
fn foot(context: &Context<'_>, role: &Role, place: &RolePlace, last: u32, sheet: &mut Sheet) {
    let held = || context.members(place).map(|(_, held)| held);
    // Column, number format, decimals, figures.
    let mut columns: Vec<(u16, String, u32, Vec<Decimal>)> = Vec::new();
    for (at, kpi) in role.kpis.iter().enumerate() {
        let left = kpi_column(at);
        let number = |found: &crate::score::KpiResult| match &found.value {
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
        let scores = held().filter_map(|result| result.kpis.get(at)?.score).collect();
        columns.push((left.saturating_add(1), context.score_format.clone(), context.decimals, scores));
        let weighted = held().filter_map(|result| result.kpis.get(at)?.weighted).collect();
        columns.push((left.saturating_add(2), context.score_format.clone(), context.decimals, weighted));
    }
    let results = result_columns(role.kpis.len());
    let totals = format!("{}_0", context.score_format);
    columns.push((results.total, totals, context.decimals, context.role_totals(place)));
    for (row, (function, id)) in (last.saturating_add(1)..).zip([
        ("AVERAGE", "summary-mean"),
        ("MAX", "summary-highest"),
        ("MIN", "summary-lowest"),
    ]) {
        let first = function == "AVERAGE";
        let plain = Style::new(90, if first { house::INK } else { house::MUTED });
        let style = if first { plain.fill(context.house.band).top(Line::Thin, house::RULE) } else { plain };
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
            let content =
                live::number(format!("ROUND({function}({span}),{decimals})"), crate::decimal::round(value, *decimals));
            let style = style.clone().right().format(format.as_str());
            let bold = first && (*column == results.total || format == &context.score_format);
            sheet.put(row, *column, Cell::new(content, if bold { style.bold() } else { style }));
        }
        for column in (0..role.kpis.len()).map(kpi_column).chain([results.adjustment]) {
            let cell = sheet.cells.entry((row, column)).or_insert_with(|| Cell::blank(style.clone()));
            cell.style = cell.style.clone().left_border(Line::Thin, house::LINE);
        }
        sheet.paint(Area { top: row, left: 0, bottom: row, right: results.coefficient }, &style);
    }
}
