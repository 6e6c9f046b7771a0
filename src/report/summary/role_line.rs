//! One person's row on a role's sheet: values, scores and weighted scores, then the lines that lead to the total.

use rust_decimal::Decimal;

use super::data::earlier_column;
use super::places::{Member, ROLE_FIRST, RolePlace, last_row, measure_column, ranking_columns};
use super::role_columns::kpi_format;
use super::{Context, shared_words};
use crate::formula::{Cells, Team};
use crate::model::{AdjustmentKind, Back, Kpi, MissingPolicy, Role, Scale};
use crate::output::{Cell, Content, Line, Sheet, Style, Value, palette};
use crate::report::formulas::{self, At, Span, kpi, total};
use crate::score::{KpiResult, LineKind, PersonResult, RoleResult};

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
        formulas::literal(found.and_then(|one| one.value).unwrap_or_default())
    }
    fn target(&self) -> String {
        formulas::literal(self.kpi.target.as_ref().map_or(Decimal::ZERO, |target| target.value))
    }
}

/// One person's row: the values and scores of the KPIs, the lines below them, the total and what it gives.
pub(super) fn person(
    context: &Context<'_>,
    role: &Role,
    place: &RolePlace,
    member: &Member,
    row: u32,
    sheet: &mut Sheet,
) {
    let Some(person) = context.results.people.get(member.person) else { return };
    let Some(result) = person.roles.get(member.held) else { return };
    let base = Style::new(90, palette::INK).bottom(Line::Dotted, palette::LINE);
    let number = |format: &str| base.clone().right().format(format);
    let dash = shared_words::DASH;
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
    sheet.put(row, 2, Cell::text(&*person.id, base.clone().color(palette::MUTED)));
    let weighted = KpiCells { context, role, place, member, result, row }.put(&base, sheet);
    let single = person.roles.len() == 1;
    let figures = if single {
        lines(context, person, place, (row, &weighted), &vetoes(context, result.role, row, None))
    } else {
        Vec::new()
    };
    let signed = context.signed_format();
    if let (Some(column), Some(start)) = (columns.start, context.department.appraisal.start()) {
        let style = number(&context.score_format).left_border(Line::Thin, palette::LINE);
        sheet.put(row, column, Cell::number(start, style));
    }
    for (column, _) in lines_of(place).into_iter().filter(|(column, _)| Some(*column) != columns.start) {
        let found = figures.iter().find(|(at, _)| *at == column).map(|(_, content)| content.clone());
        let content = found.unwrap_or_else(|| Content::Text(dash.to_owned()));
        let style = number(&signed);
        let style = if column == place.after_kpis() { style.left_border(Line::Thin, palette::LINE) } else { style };
        sheet.put(row, column, Cell::new(content, style));
    }
    let style = number(&format!("{}_0", context.score_format)).bold().size(100);
    sheet.put(row, columns.total, Cell::new(total_of(context, person, result, place, (row, &weighted)), style));
    let (mut grade, mut coefficient) = (Content::Text(dash.to_owned()), Content::Text(dash.to_owned()));
    if single {
        let all = context.ranked_span(ranking_columns(context.history).total);
        let all = Some(all).filter(|_| !person.on_probation);
        let all = all.as_deref();
        grade = formulas::grade::grade(context.department, person, &context.grades, &own, all, dash);
        coefficient = formulas::grade::coefficient(person, &context.grades, &own, all, dash);
    }
    sheet.put(row, columns.grade, Cell::new(grade, base.clone().center().bold()));
    sheet.put(row, columns.coefficient, Cell::new(coefficient, number(&context.coefficient_format)));
}

/// The cells of a person's KPIs.
struct KpiCells<'a> {
    context: &'a Context<'a>,
    role: &'a Role,
    place: &'a RolePlace,
    member: &'a Member,
    result: &'a RoleResult,
    row: u32,
}

impl KpiCells<'_> {
    /// Puts them; the cells whose sum is the person's own score.
    fn put(&self, base: &Style, sheet: &mut Sheet) -> Vec<String> {
        let Self { context, role, place, member, result, row } = *self;
        let number = |format: &str| base.clone().right().format(format);
        let (columns, dash) = (place.results, shared_words::DASH);
        let zero = context.department.appraisal.missing == MissingPolicy::Zero;
        let in_points = context.department.appraisal.scale == Scale::Points;
        let definitions = || role.kpis.iter().zip(&result.kpis).map(|(kpi, found)| kpi.or_own(found.own.as_ref()));
        let weights: Vec<String> = definitions().map(|kpi| formulas::literal(kpi.weight)).collect();
        let score_cells: Vec<String> =
            (0..role.kpis.len()).map(|at| At::beside(row, place.score_column(at)).to_string()).collect();
        let applies: Vec<String> = score_cells.iter().map(|cell| format!("ISNUMBER({cell})")).collect();
        let carried: Vec<String> =
            (0..role.kpis.len()).map(|at| kpi::carried(&role.kpis, at, &weights, &applies)).collect();
        let shares: Vec<String> =
            carried.iter().zip(&applies).map(|(carried, own)| format!("({carried})*{own}")).collect();
        let all = format!("ROUND({},12)", shares.join("+"));
        let mut weighted = Vec::with_capacity(role.kpis.len());
        for (at, (definition, found)) in role.kpis.iter().zip(&result.kpis).enumerate() {
            let definition = definition.or_own(found.own.as_ref());
            let left = place.kpi_column(at);
            let names = Row { context, role, place, member, kpi: definition };
            let named = kpi::Named::of(definition, &names, |measure| names.at(measure));
            let value = kpi::value(found, definition, &names, &named, &context.states);
            sheet.put(
                row,
                left,
                Cell::new(
                    value,
                    number(&kpi_format(context, place, definition, at))
                        .color(palette::MUTED)
                        .left_border(Line::Thin, palette::LINE),
                ),
            );
            let value_cell = At::beside(row, left).to_string();
            let points = kpi::points(&definition.rule, &value_cell, |measure| names.measure(measure));
            let score =
                kpi::score(found, definition, (&points, &value_cell), context.decimals, (&context.states, zero, dash));
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
            let factor = if in_points {
                format!("({})", kpi::points_or_state(definition, &points, &value_cell, &context.states, zero))
            } else {
                cell.clone()
            };
            let carried = format!("({carried})");
            let own = in_points.then_some(own_weight.as_str());
            let content = kpi::weighted(found, (cell, &factor), (&carried, &all), own, context.decimals, dash);
            sheet.put(row, left.saturating_add(2), Cell::new(content, number(&context.score_format)));
            weighted.push(At::beside(row, left.saturating_add(2)).to_string());
        }
        weighted
    }
}

/// The columns of the lines between the KPIs and the total, with their heads.
pub(super) fn lines_of(place: &RolePlace) -> Vec<(u16, &'static str)> {
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
        kpi::veto(&kpi.rule, &value.to_string(), |measure| names.measure(measure))
    };
    kpis.enumerate().filter_map(condition).collect()
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
    formulas::sum(&cells)
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
        found.push((column, formulas::number(total::bounds(&before(column), cap, decimals), moved)));
    }
    let by_row = row_of(AdjustmentKind::Veto).is_some();
    if let Some(column) = columns.veto {
        let moved = amount(|kind| matches!(kind, LineKind::Veto(_) | LineKind::RuleVeto(..)));
        let taken = total::veto(&before(column), None, decimals);
        let content = match (by_row, vetoes) {
            (true, _) => formulas::number(taken, moved),
            (false, []) => Content::Number(moved),
            (false, vetoes) => {
                let none = total::unless(vetoes, "1");
                formulas::number(format!("IF({none}=0,{taken},0)"), moved)
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
                formulas::number(total::unless(vetoes, &moved_by), moved)
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
        return total::subtotal(weighted, conditions, result.total, context.decimals, shared_words::DASH);
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
        total::unless(&vetoes, &format!("IF({none},{},{sum})", formulas::quoted(shared_words::DASH)))
    };
    Content::Formula(formula, person.total.map_or_else(|| Value::Text(shared_words::DASH.to_owned()), Value::Number))
}
