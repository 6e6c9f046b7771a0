//! Cells and spans of an output workbook as formulas name them.

use std::fmt;

use crate::cell;
use crate::output::Area;

/// A cell as a formula names it. Zero-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At<'a> {
    /// The sheet; `None` for the formula's own.
    pub sheet: Option<&'a str>,
    /// Row.
    pub row: u32,
    /// Column.
    pub column: u16,
    /// Whether row and column stay when the formula is moved (`$B$4`). Cells of the same row in a table that people sort
    /// must not; all others must.
    pub fixed: bool,
}

impl<'a> At<'a> {
    /// A cell of another sheet, which stays: `'数据-主播'!$D$5`.
    pub const fn on(sheet: &'a str, row: u32, column: u16) -> Self {
        Self { sheet: Some(sheet), row, column, fixed: true }
    }

    /// A cell of the same sheet that stays: `$D$5`.
    pub const fn here(row: u32, column: u16) -> Self {
        Self { sheet: None, row, column, fixed: true }
    }

    /// A cell of the same sheet that moves with the formula: `D5`.
    pub const fn beside(row: u32, column: u16) -> Self {
        Self { sheet: None, row, column, fixed: false }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_sheet(f, self.sheet)?;
        write_cell(f, self.row, self.column, self.fixed)
    }
}

/// A rectangle of cells as a formula names it; rows and columns stay when the formula is moved. Ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span<'a> {
    /// The sheet; `None` for the formula's own.
    pub sheet: Option<&'a str>,
    /// The cells.
    pub area: Area,
}

impl<'a> Span<'a> {
    /// Cells of a column, ends included.
    pub const fn column(sheet: Option<&'a str>, column: u16, top: u32, bottom: u32) -> Self {
        Self { sheet, area: Area { top, left: column, bottom, right: column } }
    }

    /// Cells of a row, ends included.
    pub const fn row(sheet: Option<&'a str>, row: u32, left: u16, right: u16) -> Self {
        Self { sheet, area: Area { top: row, left, bottom: row, right } }
    }
}

impl fmt::Display for Span<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_sheet(f, self.sheet)?;
        let Area { top, left, bottom, right } = self.area;
        write_cell(f, top, left, true)?;
        if (top, left) != (bottom, right) {
            f.write_str(":")?;
            write_cell(f, bottom, right, true)?;
        }
        Ok(())
    }
}

fn write_sheet(f: &mut fmt::Formatter<'_>, sheet: Option<&str>) -> fmt::Result {
    let Some(sheet) = sheet else { return Ok(()) };
    write!(f, "{}!", cell::QuotedSheet(sheet))
}

fn write_cell(f: &mut fmt::Formatter<'_>, row: u32, column: u16, fixed: bool) -> fmt::Result {
    let dollar = if fixed { "$" } else { "" };
    write!(f, "{dollar}{}{dollar}{}", cell::column_name(column), u64::from(row).saturating_add(1))
}

/// The cells of one row at every `step`-th column, as texts: the scores of a row of KPI triples.
pub fn spread(row: u32, first: u16, step: u16, count: usize) -> Vec<String> {
    (0..count)
        .map_while(|n| u16::try_from(n).ok()?.checked_mul(step)?.checked_add(first))
        .map(|column| At::beside(row, column).to_string())
        .collect()
}
