//! Rows of data that stand twice: the same person, day and figures. They count, and somebody should look.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use indexmap::IndexMap;

use super::findings::Findings;
use super::grid::shown;
use super::table::{Table, bare};
use crate::model::layout::Column;
use crate::model::{DataRow, MeasureValue, Reading};
use crate::problem::{Code, Problem};
use crate::workbook::Value;

/// Heads of columns that only number the rows: what stands in them tells no two rows apart.
const ROW_NUMBERS: [&str; 6] = ["序号", "行号", "项次", "no", "nr", ""];

/// Tells of rows that repeat an earlier one, once for all rows that are alike.
///
/// `read`: the columns whose readings the rows hold.
pub(super) fn tell(table: &Table<'_>, read: &[Option<u16>], rows: &[&DataRow], findings: &mut Findings) {
    type Alike<'r> = (&'r str, Option<NaiveDate>, Option<NaiveTime>, &'r [Reading]);
    let says = |row: &DataRow| {
        let filled =
            |reading: &Reading| matches!(reading.value, Some(MeasureValue::Number(_) | MeasureValue::Label(_)));
        row.readings.iter().any(filled)
    };
    let mut groups: IndexMap<Alike<'_>, Vec<u32>> = IndexMap::new();
    for row in rows.iter().filter(|row| says(row)) {
        groups.entry((&row.id, row.date, time_of(table, row.row), &row.readings)).or_default().push(row.row);
    }
    for ((id, ..), alike) in groups.iter().filter(|(_, alike)| alike.len() > 1) {
        let [first, second, ..] = alike.as_slice() else { continue };
        if told_apart(table, read, alike) {
            continue;
        }
        let name = table.cell(*second, Column::Name).map(shown).unwrap_or_default();
        findings.add(
            Problem::new(Code::RowTwice, &table.at(*second, Column::Id))
                .with("id", id)
                .with("name", name)
                .with("other", table.at(*first, Column::Id).a1())
                .with("rows", if alike.len() > 2 { "many" } else { "one" })
                .with("count", alike.len()),
        );
    }
}

/// The time of day in a row's date: two streams of one day are two.
fn time_of(table: &Table<'_>, row: u32) -> Option<NaiveTime> {
    match table.cell(row, Column::Date).map(|cell| &cell.value) {
        Some(Value::Date(moment)) => Some(moment.time()),
        _ => None,
    }
}

/// Whether a column that nothing adds up says something else in each of the rows, as a month or the number of a stream or a shift does.
fn told_apart(table: &Table<'_>, read: &[Option<u16>], alike: &[u32]) -> bool {
    let unread = |(column, header): &&(u16, String)| {
        !read.contains(&Some(*column)) && !ROW_NUMBERS.contains(&bare(header).as_str())
    };
    let unread = table.others.iter().filter(unread).map(|(column, _)| *column);
    unread.chain(table.column(Column::Month)).any(|column| {
        let said: Vec<String> =
            alike.iter().filter_map(|row| table.grid.own(*row, column)).map(shown).filter(|s| !s.is_empty()).collect();
        let different: BTreeSet<&String> = said.iter().collect();
        different.len() == alike.len()
    })
}
