//! Places in a workbook. A position is taken once, when a cell is read, and travels with the value from then on.

pub mod spot;

use std::fmt;
use std::sync::Arc;

/// One cell: sheet name, zero-based row and column. Prints as people write it: `主播!D5`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellRef {
    /// The sheet's name as it stands in the workbook.
    pub sheet: Arc<str>,
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u16,
}

impl CellRef {
    /// A cell by zero-based row and column.
    pub fn new(sheet: impl Into<Arc<str>>, row: u32, column: u16) -> Self {
        Self { sheet: sheet.into(), row, column }
    }

    /// The address without the sheet: `D5`.
    pub fn a1(&self) -> String {
        a1(self.row, self.column)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}", self.sheet, self.a1())
    }
}

/// A sheet's name as formulas and links write it: in quotes, a quote in it twice.
#[derive(Debug, Clone, Copy)]
pub struct QuotedSheet<'a>(pub &'a str);

impl fmt::Display for QuotedSheet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("'")?;
        for (at, piece) in self.0.split('\'').enumerate() {
            if at > 0 {
                f.write_str("''")?;
            }
            f.write_str(piece)?;
        }
        f.write_str("'")
    }
}

/// `D5` for zero-based row 4, column 3.
pub fn a1(row: u32, column: u16) -> String {
    let mut out = String::new();
    push_a1(&mut out, row, column);
    out
}

/// Appends [`a1`].
pub fn push_a1(out: &mut String, row: u32, column: u16) {
    push_column_name(out, column);
    push_row_number(out, row);
}

/// Appends the number of a row as people count: `1` for 0.
pub fn push_row_number(out: &mut String, row: u32) {
    out.push_str(itoa::Buffer::new().format(u64::from(row).saturating_add(1)));
}

/// `A` for 0, `Z` for 25, `AA` for 26.
pub fn column_name(column: u16) -> String {
    let mut out = String::new();
    push_column_name(&mut out, column);
    out
}

/// Appends [`column_name`].
pub fn push_column_name(out: &mut String, column: u16) {
    // The last of 65,536 columns has four letters.
    let mut letters = ['A'; 4];
    let (mut rest, mut unused) = (u32::from(column).saturating_add(1), letters.len());
    for letter in letters.iter_mut().rev() {
        if rest == 0 {
            break;
        }
        let digit = rest.saturating_sub(1);
        *letter = char::from_u32(u32::from(b'A').saturating_add(digit % 26)).unwrap_or('?');
        rest = digit / 26;
        unused = unused.saturating_sub(1);
    }
    out.extend(letters.iter().skip(unused));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_print_as_people_write_them() {
        assert_eq!(CellRef::new("主播", 4, 3).to_string(), "主播!D5");
        assert_eq!(column_name(25), "Z");
        assert_eq!(column_name(26), "AA");
        assert_eq!(column_name(16_383), "XFD");
        for (name, quoted) in [("主播", "'主播'"), ("it's", "'it''s'"), ("''", "''''''"), ("", "''")] {
            assert_eq!(QuotedSheet(name).to_string(), quoted);
        }
    }
}
