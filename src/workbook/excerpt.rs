//! What a reader of a finding needs to see of its row: whose row it is, and what stands in and beside the cell.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::Datelike;

use super::{Cell, Value, Workbook};
use crate::cell::CellRef;
use crate::decimal;
use crate::text::as_typed;

/// Characters of one cell that an excerpt shows; a whole note would hide the others.
const CHARACTERS: usize = 16;

/// The cells of a finding's row as an excerpt: the first two filled ones (who it is), the cell itself and the filled ones
/// beside it, each as column and shown content. Empty where the sheet or the row has nothing.
pub fn excerpt(workbook: &Workbook, at: &CellRef) -> Vec<(u16, String)> {
    let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == at.sheet) else { return Vec::new() };
    // A row may be as wide as a sheet, and have a problem in each of its cells.
    let row = |columns: Range<u16>| {
        sheet.cells.range((at.row, columns.start)..(at.row, columns.end)).map(|((_, column), cell)| (*column, cell))
    };
    let from = at.column..u16::MAX;
    let shown: BTreeMap<u16, &Cell> =
        row(0..u16::MAX).take(2).chain(row(0..at.column).next_back()).chain(row(from).take(2)).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let mut shown: BTreeMap<u16, String> =
        shown.into_iter().map(|(column, cell)| (column, cut(&cell.shown()))).collect();
    // A blank where something is missing.
    shown.entry(at.column).or_default();
    shown.into_iter().collect()
}

fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(CHARACTERS).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

impl Cell {
    /// The cell as the text that was typed: numbers in plain notation (percent-formatted ones with their sign), or as their format
    /// spells digits out; dates as 2026-11-05.
    pub fn text(&self) -> String {
        match &self.value {
            Value::Number(number) if self.percent => number
                .checked_mul(rust_decimal::Decimal::ONE_HUNDRED)
                .map_or_else(|| decimal::plain(*number), |n| format!("{}%", decimal::plain(n))),
            Value::Number(number) => match &self.look {
                Some(look) if look.digits => look.text(*number),
                _ => decimal::plain(*number),
            },
            Value::Text(typed) => as_typed(typed),
            Value::Bool(true) => "TRUE".to_owned(),
            Value::Bool(false) => "FALSE".to_owned(),
            // A time without a day.
            Value::Date(date) if date.date().year() < 1900 => date.format("%H:%M").to_string(),
            Value::Date(date) => date.date().to_string(),
            Value::Error(error) => error.clone(),
            Value::Uncalculated => String::new(),
            Value::Unusable(number) => number.clone(),
        }
    }

    /// The cell as people see it in the grid; empty for a formula without a value.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Number(number) if self.percent => number
                .checked_mul(rust_decimal::Decimal::ONE_HUNDRED)
                .map_or_else(|| decimal::plain(*number), |hundred| format!("{}%", decimal::plain(hundred))),
            Value::Number(number) => decimal::plain(*number),
            Value::Text(text) | Value::Error(text) | Value::Unusable(text) => text.clone(),
            Value::Bool(true) => "TRUE".to_owned(),
            Value::Bool(false) => "FALSE".to_owned(),
            // A time without a day.
            Value::Date(moment) if moment.year() < 1900 => moment.format("%H:%M").to_string(),
            Value::Date(moment) if moment.time() == chrono::NaiveTime::MIN => moment.date().to_string(),
            Value::Date(moment) => moment.format("%Y-%m-%d %H:%M").to_string(),
            Value::Uncalculated => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::Sheet;

    fn text(text: &str) -> Cell {
        Cell { value: Value::Text(text.to_owned()), percent: false, look: None }
    }

    fn workbook(cells: &[(u16, Cell)]) -> Workbook {
        let cells = cells.iter().map(|(column, cell)| ((4, *column), cell.clone())).collect();
        Workbook { sheets: vec![Sheet { name: "主播".into(), cells, ..Sheet::default() }], ..Workbook::default() }
    }

    fn at(column: u16) -> Vec<(u16, String)> {
        let rate = Cell { value: Value::Number("0.125".parse().unwrap()), percent: true, look: None };
        let row = [
            (0, text("E001")),
            (1, text("张三")),
            (2, text("a")),
            (3, text("b")),
            (5, text("c")),
            (6, rate),
            (7, text("d")),
        ];
        excerpt(&workbook(&row), &CellRef::new("主播", 4, column))
    }

    fn shown(column: u16) -> String {
        at(column).iter().map(|(column, text)| format!("{column}={text} ")).collect()
    }

    #[test]
    fn an_excerpt_shows_whose_row_it_is_and_the_cells_beside() {
        assert_eq!(shown(6), "0=E001 1=张三 5=c 6=12.5% 7=d ");
        assert_eq!(shown(1), "0=E001 1=张三 2=a ");
    }

    #[test]
    fn a_missing_value_shows_as_a_blank_between_its_neighbours() {
        assert_eq!(shown(4), "0=E001 1=张三 3=b 4= 5=c 6=12.5% ");
    }

    #[test]
    fn a_long_text_is_cut() {
        let long = workbook(&[(0, text(&"长".repeat(40)))]);
        assert_eq!(excerpt(&long, &CellRef::new("主播", 4, 0)), [(0, format!("{}…", "长".repeat(16)))]);
        assert_eq!(excerpt(&long, &CellRef::new("运营", 4, 0)), []);
    }
}
