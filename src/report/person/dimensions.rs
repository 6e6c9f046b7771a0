//! The heads of dimensions between a person's KPIs, each with its weight and its subtotal.

use rust_decimal::Decimal;

use super::layout::{LAST, across};
use super::section::{ADJUSTMENT, Rows};
use super::{Context, Part};
use crate::decimal;
use crate::output::palette::{INK, MUTED};
use crate::output::{Cell, Sheet, Style};
use crate::report::formulas::{self, At};

/// Whether the KPI at an index begins a dimension, or comes back to one.
fn begins(part: &Part<'_>, at: usize) -> Option<usize> {
    let of = |at: usize| part.kpis.get(at).and_then(|kpi| kpi.dimension);
    let own = of(at)?;
    (at.checked_sub(1).and_then(of) != Some(own)).then_some(own)
}

/// How many heads stand between the KPIs.
pub(super) fn headings(part: &Part<'_>) -> usize {
    (0..part.kpis.len()).filter(|at| begins(part, *at).is_some()).count()
}

/// The rows on which the KPIs will stand, the first of which follows `next`.
pub(super) fn rows(part: &Part<'_>, next: u32) -> Vec<u32> {
    let mut row = next;
    let place = |at: usize| {
        row = row.saturating_add(u32::from(begins(part, at).is_some()));
        let own = row;
        row = row.saturating_add(1);
        own
    };
    (0..part.kpis.len()).map(place).collect()
}

/// The head of the dimension that begins with a KPI, where one does.
pub(super) fn heading(
    context: &Context<'_>,
    part: &Part<'_>,
    (at, stands): (usize, &[u32]),
    (sheet, rows): (&mut Sheet, &mut Rows),
) {
    let Some((own, dimension)) = begins(part, at).and_then(|own| Some((own, part.role.dimensions.get(own)?))) else {
        return;
    };
    let row = rows.take(sheet, ADJUSTMENT);
    let band = Style::new(85, INK).bold().left().fill(context.palette.band);
    sheet.paint(across(row, 0, LAST), &band);
    sheet.put_over(across(row, 0, 5), Cell::text(dimension.name.as_str(), band.clone()));
    let of_it = |index: &usize| part.kpis.get(*index).is_some_and(|kpi| kpi.dimension == Some(own));
    let all: Vec<usize> = (0..part.kpis.len()).filter(of_it).collect();
    // A dimension that comes back has its subtotal where it first stands.
    if all.first() != Some(&at) {
        return;
    }
    let figure = |format: String| band.clone().right().format(format);
    let cells = |column: u16| -> Vec<String> {
        all.iter().filter_map(|at| stands.get(*at)).map(|row| At::here(*row, column).to_string()).collect()
    };
    let results: Vec<_> = all.iter().filter_map(|at| part.result.kpis.get(*at)).collect();
    let sum = |of: &dyn Fn(&crate::score::KpiResult) -> Option<Decimal>| {
        results
            .iter()
            .filter_map(|result| of(result))
            .fold(Decimal::ZERO, |sum, one| sum.checked_add(one).unwrap_or(sum))
    };
    let total = sum(&|result| result.weighted());
    // Of what does not apply there is no subtotal, and 0 would be one.
    let applies = results.iter().any(|result| result.weighted().is_some());
    let shown = |column: u16, value: Decimal, places: u32| {
        let cells = cells(column);
        let formula = format!("IF(COUNT({})=0,\"—\",ROUND({},{places}))", cells.join(","), formulas::sum(&cells));
        if applies { formulas::number(formula, value) } else { formulas::text(formula, "—") }
    };
    let content = shown(10, total, context.decimals);
    if context.start().is_some() {
        sheet.put(row, 10, Cell::new(content, figure(context.signed_format())));
        return;
    }
    sheet.put(row, 10, Cell::new(content, figure(format!("{}_0", context.score_format()))));
    let weight = decimal::round(sum(&|result| result.weighted().and(result.effective_weight())), 6);
    let format = if weight.normalize().scale() <= 2 { "0%_0" } else { "0.00%_0" };
    let content = shown(9, weight, 6);
    sheet.put(row, 9, Cell::new(content, figure(format.to_owned()).color(MUTED)));
}

/// An axis of a radar: name, formula, score.
pub(super) type Axis = (String, String, Decimal);

/// The dimensions with their scores out of 100, for a radar of more KPIs than it can name: name, formula over the cells of the
/// page's subtotals and weights, score. `first` is the row of each KPI. Fewer than three are none to draw.
pub(super) fn scores(context: &Context<'_>, part: &Part<'_>, first: &[u32]) -> Option<Vec<Axis>> {
    const LEAST: usize = 3;
    let one = |(own, dimension): (usize, &crate::model::Dimension)| {
        let all: Vec<usize> = (0..part.kpis.len())
            .filter(|at| part.kpis.get(*at).is_some_and(|kpi| kpi.dimension == Some(own)))
            .collect();
        let results = || all.iter().filter_map(|at| part.result.kpis.get(*at)).filter(|kpi| kpi.weighted().is_some());
        let added = |sum: Decimal, one: Decimal| sum.checked_add(one);
        let total = results().filter_map(|kpi| kpi.weighted()).try_fold(Decimal::ZERO, added)?;
        let weight = results().filter_map(|kpi| kpi.effective_weight()).try_fold(Decimal::ZERO, added)?;
        let weight = decimal::round(weight, 6);
        let score = decimal::round(total.checked_div(weight)?, context.decimals);
        let head = first.get(*all.first()?)?.checked_sub(1)?;
        let cell = |column| At::on(&part.front, head, column).to_string();
        let formula = format!("IFERROR(ROUND({}/{},{}),0)", cell(10), cell(9), context.decimals);
        Some((dimension.name.clone(), formula, score))
    };
    let found: Vec<_> = part.role.dimensions.iter().enumerate().filter_map(one).collect();
    (found.len() >= LEAST && context.start().is_none()).then_some(found)
}
