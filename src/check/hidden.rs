//! What is read although it is not seen, or struck out: hidden sheets, rows that are hidden or filtered out, hidden columns, cells with
//! a stroke through them. It counts, and is told with its number.

use std::collections::BTreeSet;

use super::findings::Findings;
use super::grid::Grid;
use super::table::Table;
use crate::cell::{CellRef, column_name};
use crate::problem::{Code, Place, Problem};

/// Stretches of rows and columns that a finding names; the rest is in its number.
const NAMED: usize = 8;

/// Tells what of a table is hidden; `columns` are those that are read.
pub(super) fn tell(table: &Table<'_>, columns: &[u16], findings: &mut Findings) {
    if !table.grid.sheet.struck.is_empty() {
        tell_struck(table, columns, findings);
    }
    let hidden = &table.grid.sheet.hidden;
    tell_sheet(&table.grid, findings);
    if !hidden.rows.is_empty() {
        let rows: Vec<u32> = table.rows.iter().copied().filter(|row| hidden.row(*row)).collect();
        tell_rows(&table.grid, &rows, columns.iter().copied().min().unwrap_or_default(), findings);
    }
    let mut columns: Vec<u16> = columns.iter().copied().filter(|column| hidden.column(*column)).collect();
    columns.sort_unstable();
    columns.dedup();
    // A column of nothing says nothing.
    columns.retain(|column| table.rows.iter().any(|row| table.grid.seen(*row, *column).is_some()));
    tell_columns(&table.grid, table.header, &columns, findings);
}

/// Tells of the cells of a table that are struck out; `columns` are those that are read.
fn tell_struck(table: &Table<'_>, columns: &[u16], findings: &mut Findings) {
    let struck = &table.grid.sheet.struck;
    let cells = table.rows.iter().flat_map(|row| columns.iter().map(move |column| (*row, *column)));
    let found: BTreeSet<(u32, u16)> = cells.filter(|at| struck.contains(at)).collect();
    if let Some((row, column)) = found.first() {
        let place = Place::Cell(table.grid.at(*row, *column));
        findings.add(Problem::new(Code::CellsStruck, place).with("count", found.len()));
    }
}

/// Tells what of the settings is hidden; `at` are the cells of their values.
pub(super) fn tell_settings<'a>(grid: &Grid<'_>, at: impl Iterator<Item = &'a CellRef>, findings: &mut Findings) {
    tell_sheet(grid, findings);
    let hidden = &grid.sheet.hidden;
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for cell in at {
        rows.extend(Some(cell.row).filter(|row| hidden.row(*row)));
        columns.extend(Some(cell.column).filter(|column| hidden.column(*column)));
    }
    rows.sort_unstable();
    rows.dedup();
    columns.sort_unstable();
    columns.dedup();
    tell_rows(grid, &rows, 0, findings);
    tell_columns(grid, 0, &columns, findings);
}

fn tell_sheet(grid: &Grid<'_>, findings: &mut Findings) {
    if grid.sheet.hidden.sheet {
        let place = Place::Sheet(grid.name().clone());
        findings.add(Problem::new(Code::HiddenSheet, place).with("sheet", grid.name()));
    }
}

fn tell_rows(grid: &Grid<'_>, rows: &[u32], column: u16, findings: &mut Findings) {
    let Some(first) = rows.first() else { return };
    let shown = |row: u32| u64::from(row).saturating_add(1).to_string();
    findings.add(
        Problem::new(Code::HiddenRows, Place::Cell(grid.at(*first, column)))
            .with("count", rows.len())
            .with("rows", stretches(rows, |a, b| a.saturating_add(1) == b, shown)),
    );
}

fn tell_columns(grid: &Grid<'_>, header: u32, columns: &[u16], findings: &mut Findings) {
    let Some(first) = columns.first() else { return };
    findings.add(
        Problem::new(Code::HiddenColumns, Place::Cell(grid.at(header, *first)))
            .with("count", columns.len())
            .with("columns", stretches(columns, |a, b| a.saturating_add(1) == b, column_name)),
    );
}

/// `3, 5–7`.
fn stretches<T: Copy>(all: &[T], adjoin: impl Fn(T, T) -> bool, shown: impl Fn(T) -> String) -> String {
    let mut found: Vec<(T, T)> = Vec::new();
    for one in all {
        match found.last_mut() {
            Some(last) if adjoin(last.1, *one) => last.1 = *one,
            _ => found.push((*one, *one)),
        }
    }
    let words = found.iter().take(NAMED).map(|(first, last)| match (shown(*first), shown(*last)) {
        (first, last) if first == last => first,
        (first, last) => format!("{first}–{last}"),
    });
    let mut words: Vec<String> = words.collect();
    if found.len() > NAMED {
        words.push("…".to_owned());
    }
    words.join(", ")
}
