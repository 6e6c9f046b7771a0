//! `岗位-<role>`: people × KPIs with value, score and weighted score.

use rust_decimal::Decimal;

use super::data::earlier_column;
use super::drawn::Drawn;
use super::places::{Member, ROLE_FIRST, RolePlace, below, last_row, measure_column, ranking_columns};
use super::role_columns::{kpi_format, kpi_widths};
use super::sentence::mean;
use super::{Context, ranking::chips, role_charts, role_dimensions, words};
use crate::book::{Area, Cell, Condition, Content, Line, Sheet, Style, Value, When, house, metrics};
use crate::decimal::plain;
use crate::formula::{Cells, Team};
use crate::model::layout::Column;
use crate::model::{AdjustmentKind, Back, Kpi, MissingPolicy, Role, Scale};
use crate::report::live::{self, At, Span, kpi, total};
use crate::report::since;
use crate::score::{KpiResult, KpiValue, LineKind, PersonResult, RoleResult};

/// A KPI's names as cells of the data sheet; target and team values as literals.
struct Row<'c> {
    context: &'c Context<'c>,
    role: &'c Role,
    place: &'c RolePlace,
    member: &'c Member,
    kpi: &'c Kpi,
}

impl<'c> Row<'c> {
    /// The cell of a measure.
    fn at(&self, index: usize) -> At<'c> {
        At::on(&self.place.data, self.member.combined_row, measure_column(index))
    }

    /// The cell of a measure that the rule counts itself.
    fn counted(&self, name: &str) -> Option<String> {
        self.role.measure(name).map(|index| self.measure(index))
    }
}

impl Cells for Row<'_> {
    fn measure(&self, index: usize) -> String {
        self.at(index).to_string()
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
        let low = Style::new(90, house::NEGATIVE).bold().underlined();
        let (least, high) = if start.is_some() { (0, ">0") } else { (house::LOW_SCORE, ">=100") };
        for (test, look) in [
            (format!("AND(ISNUMBER({cell}),{cell}<{least})"), low),
            (format!("AND(ISNUMBER({cell}),{cell}{high})"), Style::new(90, house::INK).fill(context.house.high)),
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
    let (dark, light) = (context.house.dark_head(), context.house.light_head().center());
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
        if starts { style.left_border(Line::Thin, house::LINE) } else { style }
    };
    let mut label = |column: u16, text: String| {
        sheet.put(5, column, Cell::text(text, edge(column, light.clone().bottom(Line::Thin, house::RULE))))
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
    sheet.put_over(over, Cell::text(label, dark.clone().left_border(Line::Thin, house::LINE)));
    let style = light.clone().left_border(Line::Thin, house::LINE);
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
            Cell::text(kpi.name.as_str(), dark.clone().wrapped().left_border(Line::Thin, house::LINE)),
        );
        let weight = format!("{}%", plain(kpi.weight.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default()));
        let text = match &kpi.target {
            Some(target) if results.start.is_some() => context.say("summary-target-alone", &[("target", &target.text)]),
            None if results.start.is_some() => String::new(),
            Some(target) => context.say("summary-target-weight", &[("target", &target.text), ("weight", &weight)]),
            None => context.say("summary-weight", &[("weight", &weight)]),
        };
        let text = match since::remarks(context.lang, context.history, role, kpi) {
            Some(_) => format!("{text} {}", role_charts::REMARK),
            None => text,
        };
        sheet.put_over(across(4), Cell::text(text, light.clone().left_border(Line::Thin, house::LINE)));
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

/// The columns of the lines between the KPIs and the total, with their heads.
fn lines_of(place: &RolePlace) -> Vec<(u16, &'static str)> {
    let results = place.results;
    let further = [
        (results.bounds, "summary-bounds"),
        (results.veto, "summary-veto"),
        (results.calibration, "summary-calibrated"),
    ];
    let further = further.into_iter().filter_map(|(column, id)| Some((column?, id)));
    let start = results.start.map(|column| (column, "summary-start"));
    start.into_iter().chain([(results.adjustment, "summary-adjustment")]).chain(further).collect()
}

/// The conditions under which rules of a person's KPIs veto the total. `on` names the role's sheet for formulas of others.
pub(super) fn vetoes(context: &Context<'_>, role: usize, row: u32, on: Option<&str>) -> Vec<String> {
    let (Some(definition), Some(place)) = (context.department.roles.get(role), context.places.roles.get(role)) else {
        return Vec::new();
    };
    let line = usize::try_from(row.saturating_sub(ROLE_FIRST)).unwrap_or_default();
    let Some(member) = place.members.get(line) else { return Vec::new() };
    let held = context.results.people.get(member.person).and_then(|person| person.roles.get(member.held));
    let kpis = definition.kpis.iter().zip(held.map(|held| held.kpis.as_slice()).unwrap_or_default());
    let condition = |(at, (kpi, found)): (usize, (&Kpi, &KpiResult))| {
        let kpi = kpi.or_own(found.own.as_ref());
        let names = Row { context, role: definition, place, member, kpi };
        let value = match on {
            Some(sheet) => At::on(sheet, row, place.kpi_column(at)),
            None => At::beside(row, place.kpi_column(at)),
        };
        kpi::veto(&kpi.rule, &value.to_string(), |measure| names.counted(measure))
    };
    kpis.enumerate().filter_map(condition).collect()
}

fn person(context: &Context<'_>, role: &Role, place: &RolePlace, member: &Member, row: u32, sheet: &mut Sheet) {
    let Some(person) = context.results.people.get(member.person) else { return };
    let Some(result) = person.roles.get(member.held) else { return };
    let base = Style::new(90, house::INK).bottom(Line::Dotted, house::LINE);
    let number = |format: &str| base.clone().right().format(format);
    let dash = words::DASH;
    let columns = place.results;
    let on_probation =
        |member: &&Member| context.results.people.get(member.person).is_some_and(|person| person.on_probation);
    let ranked = place.members.len().saturating_sub(place.members.iter().filter(on_probation).count());
    let last = last_row(ROLE_FIRST, ranked);
    let own = At::beside(row, columns.total).to_string();
    let column = Span::column(None, columns.total, ROLE_FIRST, last).to_string();
    sheet.rows.insert(row, 24.0);
    let rank = if person.on_probation {
        Content::Text(dash.to_owned())
    } else {
        total::rank(&own, &column, result.rank, dash)
    };
    sheet.put(row, 0, Cell::new(rank, base.clone().center()));
    sheet.put(row, 1, Cell::text(&*person.name, base.clone().bold()));
    sheet.put(row, 2, Cell::text(&*person.id, base.clone().color(house::MUTED)));
    let zero = context.department.appraisal.missing == MissingPolicy::Zero;
    let in_points = context.department.appraisal.scale == Scale::Points;
    let definitions = || role.kpis.iter().zip(&result.kpis).map(|(kpi, found)| kpi.or_own(found.own.as_ref()));
    let weights: Vec<String> = definitions().map(|kpi| live::literal(kpi.weight)).collect();
    let score_cells: Vec<String> =
        (0..role.kpis.len()).map(|at| At::beside(row, place.score_column(at)).to_string()).collect();
    let applies: Vec<String> = score_cells.iter().map(|cell| format!("ISNUMBER({cell})")).collect();
    let carried: Vec<String> =
        (0..role.kpis.len()).map(|at| kpi::carried(&role.kpis, at, &weights, &applies)).collect();
    let shares: Vec<String> = carried.iter().zip(&applies).map(|(carried, own)| format!("({carried})*{own}")).collect();
    let all = format!("ROUND({},12)", shares.join("+"));
    let mut weighted = Vec::with_capacity(role.kpis.len());
    for (at, (definition, found)) in role.kpis.iter().zip(&result.kpis).enumerate() {
        let definition = definition.or_own(found.own.as_ref());
        let left = place.kpi_column(at);
        let names = Row { context, role, place, member, kpi: definition };
        let named = kpi::Named::of(definition, role, &names, |measure| names.at(measure));
        let value = kpi::value(found, definition, &names, &named, &context.states);
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
            Some(points) => {
                kpi::score(found, definition, (points, &value_cell), context.decimals, (&context.states, zero, dash))
            }
            None => dashed(found.score()),
        };
        let format = if columns.start.is_some() { context.points_format() } else { context.score_format.clone() };
        sheet.put(row, left.saturating_add(1), Cell::new(score, number(&format).bold()));
        if columns.start.is_some() {
            weighted.push(At::beside(row, left.saturating_add(1)).to_string());
            continue;
        }
        let (Some(cell), Some(carried), Some(own_weight)) = (score_cells.get(at), carried.get(at), weights.get(at))
        else {
            continue;
        };
        let content = match &points {
            Some(points) => {
                let factor = if in_points {
                    format!("({})", kpi::points_or_state(definition, points, &value_cell, &context.states, zero))
                } else {
                    cell.clone()
                };
                let carried = format!("({carried})");
                let own = in_points.then_some(own_weight.as_str());
                kpi::weighted(found, (cell, &factor), (&carried, &all), own, context.decimals, dash)
            }
            None => dashed(found.weighted()),
        };
        sheet.put(row, left.saturating_add(2), Cell::new(content, number(&context.score_format)));
        weighted.push(At::beside(row, left.saturating_add(2)).to_string());
    }
    let single = person.roles.len() == 1;
    let figures = if single {
        lines(context, person, place, (row, &weighted), &vetoes(context, result.role, row, None))
    } else {
        Vec::new()
    };
    let signed = context.signed_format();
    if let (Some(column), Some(start)) = (columns.start, context.department.appraisal.start()) {
        let style = number(&context.score_format).left_border(Line::Thin, house::LINE);
        sheet.put(row, column, Cell::number(start, style));
    }
    for (column, _) in lines_of(place).into_iter().filter(|(column, _)| Some(*column) != columns.start) {
        let found = figures.iter().find(|(at, _)| *at == column).map(|(_, content)| content.clone());
        let content = found.unwrap_or_else(|| Content::Text(dash.to_owned()));
        let style = number(&signed);
        let style = if column == place.after_kpis() { style.left_border(Line::Thin, house::LINE) } else { style };
        sheet.put(row, column, Cell::new(content, style));
    }
    let style = number(&format!("{}_0", context.score_format)).bold().size(100);
    sheet.put(row, columns.total, Cell::new(total_of(context, person, result, place, (row, &weighted)), style));
    let (mut grade, mut coefficient) = (Content::Text(dash.to_owned()), Content::Text(dash.to_owned()));
    if single {
        let all = context.ranked_span(ranking_columns(context.history).total);
        let all = Some(all).filter(|_| !person.on_probation);
        let all = all.as_deref();
        grade = live::grade::grade(context.department, person, &context.grades, &own, all, dash);
        coefficient = live::grade::coefficient(person, &context.grades, &own, all, dash);
    }
    sheet.put(row, columns.grade, Cell::new(grade, base.clone().center().bold()));
    sheet.put(row, columns.coefficient, Cell::new(coefficient, number(&context.coefficient_format)));
}

/// Condition under which a figure lacks that must not: 报错, and something that nobody filled in.
fn unfit(context: &Context<'_>, place: &RolePlace, kpis: usize, row: u32) -> Option<String> {
    let strict = context.department.appraisal.missing == MissingPolicy::Error && kpis > 0;
    let span = Span::row(None, row, place.kpi_column(0), place.kpi_column(kpis).saturating_sub(1));
    // The row moves with the cell when people sort.
    let span = span.to_string().replace('$', "");
    strict.then(|| format!("COUNTIF({span},{})>0", context.states.missing_text()))
}

/// The sum of a person's lines up to a column, the weighted scores included.
fn sum_to(place: &RolePlace, row: u32, weighted: &[String], last: u16) -> String {
    let adjustment = At::beside(row, place.results.adjustment);
    let mut cells = weighted.to_vec();
    cells.extend(place.results.start.map(|column| At::beside(row, column).to_string()));
    cells.push(if last == place.results.adjustment {
        adjustment.to_string()
    } else {
        format!("{adjustment}:{}", At::beside(row, last))
    });
    live::sum(&cells)
}

/// The lines of somebody with one role, each a formula over those before it.
fn lines(
    context: &Context<'_>,
    person: &PersonResult,
    place: &RolePlace,
    (row, weighted): (u32, &[String]),
    vetoes: &[String],
) -> Vec<(u16, Content)> {
    let columns = place.results;
    let amount = |of: fn(LineKind) -> bool| {
        let lines = person.lines.iter().filter(|line| of(line.kind));
        lines.fold(Decimal::ZERO, |sum, line| sum.checked_add(line.amount).unwrap_or(sum))
    };
    let rows = || person.adjustments.iter().filter_map(|at| context.department.adjustments.get(*at));
    let row_of = |kind| rows().find(move |row| row.kind == kind);
    let (cap, decimals) = (context.department.appraisal.cap, context.decimals);
    let before = |column: u16| sum_to(place, row, weighted, column.saturating_sub(1));
    let mut found = vec![(columns.adjustment, Content::Number(person.adjustment))];
    if let Some(column) = columns.bounds {
        let moved = amount(|kind| matches!(kind, LineKind::Cap | LineKind::Floor));
        found.push((column, live::number(total::bounds(&before(column), cap, decimals), moved)));
    }
    let by_row = row_of(AdjustmentKind::Veto).is_some();
    if let Some(column) = columns.veto {
        let moved = amount(|kind| matches!(kind, LineKind::Veto(_) | LineKind::RuleVeto(..)));
        let taken = total::veto(&before(column), None, decimals);
        let content = match (by_row, vetoes) {
            (true, _) => live::number(taken, moved),
            (false, []) => Content::Number(moved),
            (false, vetoes) => {
                let none = total::unless(vetoes, "1");
                live::number(format!("IF({none}=0,{taken},0)"), moved)
            }
        };
        found.push((column, content));
    }
    if let Some(column) = columns.calibration {
        let moved = amount(|kind| matches!(kind, LineKind::Calibration(_)));
        let content = match row_of(AdjustmentKind::Calibration).and_then(|row| row.points).filter(|_| !by_row) {
            Some(points) => {
                let points = cap.map_or(points, |cap| points.min(cap));
                let moved_by = total::calibration(points, &before(column), None, decimals);
                live::number(total::unless(vetoes, &moved_by), moved)
            }
            None => Content::Number(moved),
        };
        found.push((column, content));
    }
    found
}

/// The total: the sum of the lines; for several roles the role's own sum.
fn total_of(
    context: &Context<'_>,
    person: &PersonResult,
    result: &RoleResult,
    place: &RolePlace,
    (row, weighted): (u32, &[String]),
) -> Content {
    let unfit = unfit(context, place, weighted.len(), row);
    if person.roles.len() != 1 {
        let start = place.results.start.map(|column| At::beside(row, column).to_string());
        let conditions = (unfit.as_deref(), start.as_deref());
        return total::subtotal(weighted, conditions, result.total, context.decimals, words::DASH);
    }
    let none = format!("COUNT({})=0", weighted.join(","));
    let none = unfit.map_or(none.clone(), |unfit| format!("OR({none},{unfit})"));
    let all = sum_to(place, row, weighted, place.results.total.saturating_sub(1));
    let sum = format!("ROUND({all},{})", context.decimals);
    let mut decided = person.adjustments.iter().filter_map(|at| context.department.adjustments.get(*at));
    let decided = decided.any(|row| matches!(row.kind, AdjustmentKind::Veto | AdjustmentKind::Calibration));
    let formula = if decided {
        sum
    } else {
        let vetoes = vetoes(context, result.role, row, None);
        total::unless(&vetoes, &format!("IF({none},{},{sum})", live::quoted(words::DASH)))
    };
    Content::Formula(formula, person.total.map_or_else(|| Value::Text(words::DASH.to_owned()), Value::Number))
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
        for column in (0..role.kpis.len()).map(|kpi| place.kpi_column(kpi)).chain([place.after_kpis()]) {
            let cell = sheet.cells.entry((row, column)).or_insert_with(|| Cell::blank(style.clone()));
            cell.style = cell.style.clone().left_border(Line::Thin, house::LINE);
        }
        sheet.paint(Area { top: row, left: 0, bottom: row, right: results.coefficient }, &style);
    }
}
