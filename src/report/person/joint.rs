//! The sheet that joins several roles: role totals by days, adjustments once, total, grade, coefficient.

use rust_decimal::Decimal;

use super::front::{self, Rows};
use super::layout::{self, LAST, across};
use super::{Context, Part, totals};
use crate::book::house::{INK, LINE, MUTED};
use crate::book::{Cell, Content, Line, Sheet, Style};
use crate::report::live::{self, At, total};

/// The joint sheet; `cells_of_totals` holds the cell of each role's total.
pub(super) fn sheet(context: &Context<'_>, parts: &[Part<'_>], cells_of_totals: &[String]) -> Sheet {
    let mut sheet = Sheet { protected: true, ..Sheet::new(context.say("person-joint-sheet")) };
    let none = layout::Texts { kpis: Vec::new(), duties: Vec::new() };
    sheet.columns = layout::sizes(&none, 0.0).columns;
    let mut rows = Rows::new();
    front::header(context, &mut sheet, &mut rows);
    let first = rows.take(&mut sheet, 17.0);
    let name = Style::new(80, MUTED).left();
    sheet.put_over(across(first, 0, 1), Cell::text(context.say("person-name"), name.clone()));
    sheet.put_over(across(first, 2, 3), Cell::text(context.say("person-id"), name));
    let second = rows.take(&mut sheet, 24.0);
    let value = Style::new(110, INK).bold().left();
    sheet.put_over(across(second, 0, 1), Cell::text(context.person.name.to_string(), value.clone()));
    sheet.put_over(across(second, 2, 3), Cell::text(context.person.id.to_string(), value));
    rows.take(&mut sheet, 20.0);
    rows.take(&mut sheet, 21.0);
    front::section(context, &mut sheet, &mut rows, ("person-joint-head", "person-joint-quiet"), (0, LAST));
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
        let content = match part.result.total {
            Some(total) => {
                cells.push((At::here(row, 10).to_string(), part.result.days));
                live::number(cell.clone(), total)
            }
            None => Content::Text("—".to_owned()),
        };
        sheet.put(row, 10, Cell::new(content, line(Style::new(90, INK)).right().format(zeros.as_str())));
    }
    let row = rows.take(&mut sheet, 20.0);
    sheet.put_over(across(row, 0, 6), Cell::text(context.say("person-joint-total"), Style::new(85, MUTED).left()));
    let content = total::joint(&cells, context.person.subtotal, context.decimals, "—");
    sheet.put(row, 10, Cell::new(content, Style::new(90, INK).right().format(zeros)));
    let joint = At::here(row, 10).to_string();
    let total = totals::adjusted(context, &joint, (&mut sheet, &mut rows));
    if let Some(part) = parts.last() {
        front::result(context, part, true, first, &total, &mut sheet);
    }
    let height = u32::from(!parts.is_empty()).saturating_add(total.row);
    sheet.page = front::page(context, height);
    sheet
}
