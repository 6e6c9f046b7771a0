//! Cell addresses in files: `B7`, `A1:C3`.

use super::limits::{COLUMNS, ROWS};
use super::{Area, refusal};
use crate::problem::Problem;

/// Zero-based row and column of an address such as `B7` or `$B$7`; a problem where no sheet has such a cell.
pub(super) fn cell(address: &str) -> Result<(u32, u16), Problem> {
    let (mut row, mut column, mut in_digits) = (0_u32, 0_u32, false);
    for byte in address.bytes() {
        match byte {
            b'$' => {}
            b'A'..=b'Z' | b'a'..=b'z' if !in_digits => {
                let digit = u32::from(byte.to_ascii_uppercase().saturating_sub(b'A')).saturating_add(1);
                column = column.saturating_mul(26).saturating_add(digit);
            }
            b'0'..=b'9' => {
                in_digits = true;
                row = row.saturating_mul(10).saturating_add(u32::from(byte.saturating_sub(b'0')));
            }
            _ => return Err(refusal::outside(address)),
        }
    }
    position(row.checked_sub(1), column.checked_sub(1)).ok_or_else(|| refusal::outside(address))
}

/// A position inside a sheet.
pub(super) fn position(row: Option<u32>, column: Option<u32>) -> Option<(u32, u16)> {
    let row = row.filter(|row| *row < ROWS)?;
    let column = column.filter(|column| *column < COLUMNS)?;
    Some((row, u16::try_from(column).ok()?))
}

/// An area such as `A1:C3`, a single cell, whole rows (`1:3`) or whole columns (`G:H`).
pub(super) fn area(address: &str) -> Result<Area, Problem> {
    let (first, last) = address.split_once(':').unwrap_or((address, address));
    let plain = |end: &str| end.replace('$', "");
    let both =
        |is: fn(&u8) -> bool| [first, last].iter().all(|end| !end.is_empty() && plain(end).as_bytes().iter().all(is));
    let (from, to) = if both(u8::is_ascii_digit) {
        (cell(&format!("A{}", plain(first)))?, cell(&format!("{LAST_COLUMN}{}", plain(last)))?)
    } else if both(u8::is_ascii_alphabetic) {
        (cell(&format!("{}1", plain(first)))?, cell(&format!("{}{ROWS}", plain(last)))?)
    } else {
        (cell(first)?, cell(last)?)
    };
    Ok(Area { top: from.0.min(to.0), left: from.1.min(to.1), bottom: from.0.max(to.0), right: from.1.max(to.1) })
}

/// The name of the last of [`COLUMNS`].
const LAST_COLUMN: &str = "XFD";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sheet_ends() {
        assert_eq!(cell("B7"), Ok((6, 1)));
        assert_eq!(cell("XFD1048576"), Ok((1_048_575, 16_383)));
        for outside in ["XFE1", "A1048577", "A4000000000", "A0", "1", "A", "", "A1B", "甲1", "A99999999999999999999"] {
            assert!(cell(outside).is_err(), "{outside}");
        }
    }

    #[test]
    fn areas_may_be_whole_rows_and_columns() {
        assert_eq!(area("A1:C4"), Ok(Area::new(0, 0, 3, 2)));
        assert_eq!(area("C4:A1"), Ok(Area::new(0, 0, 3, 2)));
        assert_eq!(area("B2"), Ok(Area::cell(1, 1)));
        for row in ["1:1", "$1:$1"] {
            assert_eq!(area(row), Ok(Area::new(0, 0, 0, 16_383)), "{row}");
        }
        assert_eq!(area("3:2"), Ok(Area::new(1, 0, 2, 16_383)));
        assert_eq!(area("G:H"), Ok(Area::new(0, 6, 1_048_575, 7)));
        assert_eq!(area("$h:$G"), Ok(Area::new(0, 6, 1_048_575, 7)));
        for wrong in ["", ":", "1:", ":G", "G:1", "0:1", "1:1048577", "A:XFE", "A1:", "$:$"] {
            assert!(area(wrong).is_err(), "{wrong}");
        }
    }
}
