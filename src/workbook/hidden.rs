//! What of a sheet is not seen: the sheet itself, rows (hidden, folded or filtered out) and columns. Hidden cells are read
//! like all others.

/// The hidden parts of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// The sheet has no tab that people see.
    pub sheet: bool,
    /// Hidden rows: first and last ones of stretches, zero-based, in order.
    pub rows: Vec<(u32, u32)>,
    /// Hidden columns likewise.
    pub columns: Vec<(u16, u16)>,
}

/// Stretches of hidden rows or columns that are kept: files may hold one for each row of the sheet, and neighbours are joined.
const STRETCHES: usize = 100_000;

impl Hidden {
    /// Takes hidden rows; they come in order.
    pub(super) fn add_rows(&mut self, first: u32, last: u32) {
        add(&mut self.rows, first, last, first.saturating_sub(1));
    }

    /// Takes hidden columns; they come in order.
    pub(super) fn add_columns(&mut self, first: u16, last: u16) {
        add(&mut self.columns, first, last, first.saturating_sub(1));
    }

    /// Whether a row is hidden.
    pub fn row(&self, row: u32) -> bool {
        holds(&self.rows, row)
    }

    /// Whether a column is hidden.
    pub fn column(&self, column: u16) -> bool {
        holds(&self.columns, column)
    }
}

fn add<T: Copy + Ord>(stretches: &mut Vec<(T, T)>, first: T, last: T, before: T) {
    if let Some((_, end)) = stretches.last_mut()
        && *end >= before
        && *end <= last
    {
        *end = last;
    } else if stretches.len() < STRETCHES {
        stretches.push((first, last));
    }
}

fn holds<T: Copy + Ord>(stretches: &[(T, T)], at: T) -> bool {
    let after = stretches.partition_point(|(first, _)| *first <= at);
    after.checked_sub(1).and_then(|index| stretches.get(index)).is_some_and(|(_, last)| *last >= at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_one_stretch_and_each_row_is_found() {
        let mut hidden = Hidden::default();
        for row in [2, 3, 4, 8] {
            hidden.add_rows(row, row);
        }
        hidden.add_columns(0, 1);
        assert_eq!(hidden.rows, [(2, 4), (8, 8)]);
        assert_eq!([1, 2, 4, 5, 8, 9].map(|row| hidden.row(row)), [false, true, true, false, true, false]);
        assert!(hidden.column(1) && !hidden.column(2));
    }
}
