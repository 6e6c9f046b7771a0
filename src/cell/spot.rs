//! A cell's address as formulas write it: `$A5`.

/// Columns that a sheet may have.
const COLUMNS: u32 = 16_384;

/// A row or column as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Half {
    /// Whether it stays where its formula is copied to: `$`.
    pub fixed: bool,
    /// A zero-based column, a row from 1.
    pub number: u32,
}

/// A cell as it is written: `$A5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The column.
    pub column: Half,
    /// The row.
    pub row: Half,
}

impl Spot {
    /// Reads a cell's address at the beginning of a text, and how many bytes it takes.
    pub fn read(text: &str) -> Option<(Self, usize)> {
        let bytes = text.as_bytes();
        let mut at = 0_usize;
        let fixed = |at: usize| usize::from(bytes.get(at) == Some(&b'$'));
        let column_fixed = fixed(at);
        at = at.saturating_add(column_fixed);
        let letters: &[u8] = bytes.get(at..)?;
        let count = letters.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if !(1..=3).contains(&count) {
            return None;
        }
        let mut column = 0_u32;
        for byte in letters.get(..count)? {
            let digit = u32::from(byte.to_ascii_uppercase().saturating_sub(b'A')).saturating_add(1);
            column = column.saturating_mul(26).saturating_add(digit);
        }
        at = at.saturating_add(count);
        let row_fixed = fixed(at);
        at = at.saturating_add(row_fixed);
        let digits = bytes.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number: u32 = text.get(at..at.saturating_add(digits))?.parse().ok()?;
        at = at.saturating_add(digits);
        if number == 0 || column > COLUMNS {
            return None;
        }
        let spot = Self {
            column: Half { fixed: column_fixed == 1, number: column.saturating_sub(1) },
            row: Half { fixed: row_fixed == 1, number },
        };
        Some((spot, at))
    }

    /// The zero-based column and the row from 1.
    pub fn place(self) -> Option<(u16, u32)> {
        Some((u16::try_from(self.column.number).ok()?, self.row.number))
    }

    /// The spot in a formula that was copied so many rows down and columns to the right.
    pub fn copied(self, down: i64, right: i64) -> Option<Self> {
        let go = |half: Half, by: i64| {
            let number = if half.fixed { i64::from(half.number) } else { i64::from(half.number).checked_add(by)? };
            Some(Half { number: u32::try_from(number).ok()?, ..half })
        };
        let spot = Self { column: go(self.column, right)?, row: go(self.row, down)? };
        (spot.row.number > 0).then_some(spot)
    }

    /// Appends it as it is written.
    pub fn write(self, out: &mut String) {
        if self.column.fixed {
            out.push('$');
        }
        out.push_str(&super::column_name(u16::try_from(self.column.number).unwrap_or(u16::MAX)));
        if self.row.fixed {
            out.push('$');
        }
        out.push_str(&self.row.number.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_formula_looks_at_cells_beside_it_but_for_fixed_ones() {
        for (written, down, right, expected) in [
            ("B7", 2, 1, "C9"),
            ("$B7", 2, 1, "$B9"),
            ("B$7", 2, 1, "C$7"),
            ("$B$7", -9, -9, "$B$7"),
            ("AZ10", -3, 1, "BA7"),
        ] {
            let mut out = String::new();
            Spot::read(written).unwrap().0.copied(down, right).unwrap().write(&mut out);
            assert_eq!(out, expected);
        }
        assert_eq!(Spot::read("B7").unwrap().0.copied(-7, 0), None);
        assert_eq!(Spot::read("B7").unwrap().0.copied(0, -2), None);
    }
}
