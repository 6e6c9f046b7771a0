//! The sheet that joins several roles: role totals by days, adjustments once, total, grade, coefficient, the trend, and
//! the lines to sign.

use rust_decimal::Decimal;

use super::front;
use super::layout::{self, LAST, across};
use super::section::{self, Rows};
use super::{Context, Part, charts, form, head, pay, totals};
use crate::cell::QuotedSheet;
use crate::output::palette::{INK, LINE, MUTED};
use crate::output::{Cell, Line, Sheet, Style};
use crate::report::formulas::{self, At, total};
use crate::score::RoleResult;

/// Heights of the charts and of the boxes, in points.
const CHARTS: f64 = 190.0;
const BOXES: f64 = 100.0;

/// The joint sheet; `cells_of_totals` holds the cell of each role's total, `data` the sheet for the charts' figures with
/// its first free row.
pub(super) fn sheet(
    context: &Context<'_>,
    parts: &[Part<'_>],
    (cells_of_totals, vetoes): (&[String], &[(String, String, bool)]),
    (data, free): (&mut Sheet, u32),
) -> Sheet {
    let mut sheet = Sheet { protected: true, ..Sheet::new(context.say("person-joint-sheet")) };
    let texts = layout::Texts { signed: false, kpis: Vec::new(), duties: Vec::new(), figures: front::figures(context) };
    sheet.columns = layout::sizes(&texts, 0.0, true).columns;
    let mut rows = Rows::new();
    head::header(context, &mut sheet, &mut rows);
    let held: Vec<&RoleResult> = parts.iter().map(|part| part.result).collect();
    let first = head::identity(context, &held, &mut sheet, &mut rows);
    section::section(context, &mut sheet, &mut rows, ("person-joint-head", "person-joint-quiet"), (0, LAST));
    let zeros = format!("{}_0", context.score_format());
    let mut cells = Vec::new();
    for (part, cell) in parts.iter().zip(cells_of_totals) {
        let row = rows.take(&mut sheet, 22.0);
        let line = |style: Style| style.bottom(Line::Dotted, LINE);
        sheet.put_over(
            across(row, 0, 6),
            Cell::text(part.role.name.to_string(), line(Style::new(90, INK).bold()).left()),
        );
        let days = line(Style::new(90, MUTED)).right().format(context.say("person-days-format"));
        sheet.put_over(across(row, 7, 9), Cell::number(Decimal::from(part.result.days), days));
        cells.push((At::here(row, 10).to_string(), part.result.days));
        let content = match part.result.total {
            Some(total) => formulas::number(cell.clone(), total),
            None => formulas::text(cell.clone(), "—"),
        };
        sheet.put(row, 10, Cell::new(content, line(Style::new(90, INK)).right().format(zeros.as_str())));
    }
    let row = rows.take(&mut sheet, 20.0);
    sheet.put_over(across(row, 0, 6), Cell::text(context.say("person-joint-total"), Style::new(85, MUTED).left()));
    let content = total::joint(&cells, context.person.subtotal, context.decimals, "—");
    sheet.put(row, 10, Cell::new(content, Style::new(90, INK).right().format(zeros)));
    let held: Vec<&Part<'_>> = parts.iter().collect();
    let made = totals::adjusted(context, &held, (row, vetoes), (&mut sheet, &mut rows));
    let total = made.total;
    if let Some(part) = parts.last() {
        head::result(context, part, true, first, &made, &mut sheet);
        let coefficient = At::here(first.saturating_add(1), LAST).to_string();
        pay::line(context, (&total.to_string(), &coefficient), (&mut sheet, &mut rows));
    }
    let heads = section::section(context, &mut sheet, &mut rows, ("person-joint-scores", ""), (0, 5));
    let row = rows.take(&mut sheet, CHARTS);
    let name = data.name.clone();
    let drawn: Vec<(&str, String, Decimal)> = parts
        .iter()
        .zip(&cells)
        .filter_map(|(part, (cell, _))| Some((&*part.role.name, remote(&sheet.name, cell), part.result.total?)))
        .collect();
    sheet.charts.extend(charts::role_totals(context, &drawn, (data, (&name, free)), across(row, 0, 5)));
    let below = free.saturating_add(u32::try_from(parts.len()).unwrap_or_default()).saturating_add(1);
    let cell = At::on(&sheet.name.clone(), total.row, total.column).to_string();
    charts::put_trend(context, &cell, (data, (&name, below)), &mut sheet, (heads, row, layout::STACKED.trend));
    let stand = front::below(&mut sheet, &mut rows, BOXES);
    front::boxes(context, &mut sheet, &layout::STACKED, stand);
    form::foot(context, &super::plan::Plan::WHOLE, &mut sheet, &mut rows);
    sheet.page = front::page(context, rows.next());
    sheet
}

/// A cell of this sheet as other sheets name it.
fn remote(sheet: &str, cell: &str) -> String {
    format!("{}!{cell}", QuotedSheet(sheet))
}
