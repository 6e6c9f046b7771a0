//! Whether a formula of an .xls file may give a text. LibreOffice saves the text of a formula as 0 where the cell has a number
//! format; what the formula is made of (MS-XLS 2.5.198, in the order in which it is calculated) tells such a 0 from a real one.

use crate::workbook::cfb::u16_at;

/// What a formula's result comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    /// A text stands in the formula itself.
    text: bool,
    /// It is just this whole number.
    whole: Option<u16>,
    /// Cells whose contents it gives as they are: external sheet, first and last row, first and last column.
    cells: Vec<Cells>,
}

type Cells = (Option<u16>, (u32, u32), (u16, u16));

/// Cells of an area that are looked at.
const LOOKED_AT: u32 = 20_000;

impl Outcome {
    fn text() -> Self {
        Self { text: true, ..Self::default() }
    }

    fn and(mut self, other: Self) -> Self {
        self.text |= other.text;
        self.cells.extend(other.cells);
        self.whole = None;
        self
    }

    /// Whether the result may be a text; `is_text` looks at a cell.
    pub(super) fn may_be_text(&self, is_text: impl Fn(Option<u16>, u32, u16) -> bool) -> bool {
        self.text
            || self.cells.iter().any(|(sheet, (top, bottom), (left, right))| {
                let all = (*top..=*bottom).flat_map(|row| (*left..=*right).map(move |column| (row, column)));
                all.take(usize::try_from(LOOKED_AT).unwrap_or(usize::MAX))
                    .any(|(row, column)| is_text(*sheet, row, column))
            })
    }
}

/// Functions that give a text.
const TEXTS: [u16; 24] =
    [13, 14, 30, 31, 48, 111, 112, 113, 114, 115, 116, 118, 119, 120, 125, 130, 148, 162, 219, 244, 336, 354, 359, 360];

/// IF, CHOOSE: the first argument only decides.
const CHOOSING: [u16; 2] = [1, 100];

/// Functions that give a cell's content: LOOKUP, INDEX, OFFSET, HLOOKUP, VLOOKUP, INDIRECT; and those of add-ins, IFERROR among them.
const LOOKING_UP: [u16; 7] = [28, 29, 78, 101, 102, 148, 255];

/// How many arguments the functions take that do not say it.
const ARGUMENTS: [(&[u16], usize); 4] = [
    (&[10, 19, 34, 35, 63, 74, 221], 0),
    (&[27, 30, 39, 48, 97, 117, 212, 213, 276, 285, 288, 325, 326, 327, 328, 329, 337, 346, 300, 304, 307, 308], 2),
    (&[31, 65, 66, 277, 287, 293, 306, 142, 143, 305], 3),
    (&[119, 274, 278, 280, 282, 289, 290, 291, 292, 294, 302, 303], 4),
];

fn arguments(function: u16) -> usize {
    ARGUMENTS.iter().find(|(functions, _)| functions.contains(&function)).map_or(1, |(_, count)| *count)
}

/// The tokens of a formula's record.
pub(super) fn tokens(record: &[u8]) -> Option<&[u8]> {
    let length = usize::from(u16_at(record, 20)?);
    record.get(22..)?.get(..length)
}

/// Whether a formula begins with a token that there is (MS-XLS 2.5.198.25): the highest bit of none is set.
pub(super) fn are_tokens(tokens: &[u8]) -> bool {
    tokens.first().is_some_and(|first| (0x01..0x80).contains(first))
}

/// The tokens of the record of a formula that several cells share, or that fills an area.
pub(super) fn shared_tokens(record: &[u8], fills: bool) -> Option<&[u8]> {
    let start = if fills { 12 } else { 8 };
    let length = usize::from(u16_at(record, start)?);
    record.get(start.checked_add(2)?..)?.get(..length)
}

/// The cell that holds the formula which another one shares.
pub(super) fn base(tokens: &[u8]) -> Option<(u32, u16)> {
    (*tokens.first()? == 0x01).then(|| Some((u32::from(u16_at(tokens, 1)?), u16_at(tokens, 3)?))).flatten()
}

/// The outcome of an expression in a cell; `None` where it gives a number or a truth value for sure.
pub(super) fn outcome(tokens: &[u8], at: (u32, u16)) -> Option<Outcome> {
    // What is not understood may be anything.
    let outcome = calculated(tokens, at).unwrap_or_else(Outcome::text);
    (outcome.text || !outcome.cells.is_empty()).then_some(outcome)
}

fn calculated(tokens: &[u8], own: (u32, u16)) -> Option<Outcome> {
    let mut stack: Vec<Outcome> = Vec::new();
    let mut at = 0_usize;
    while let Some(token) = tokens.get(at).copied() {
        let rest = tokens.get(at.checked_add(1)?..)?;
        // Operands of three classes differ in two bits.
        let class = if token >= 0x20 { (token & 0x1F) | 0x20 } else { token };
        let size = match class {
            0x03..=0x07 | 0x09..=0x0E => {
                stack.pop()?;
                *stack.last_mut()? = Outcome::default();
                0
            }
            0x08 => {
                stack.pop()?;
                *stack.last_mut()? = Outcome::text();
                0
            }
            0x13 | 0x14 => {
                *stack.last_mut()? = Outcome::default();
                0
            }
            0x12 | 0x15 => 0,
            0x17 => {
                let (count, flags) = (usize::from(*rest.first()?), *rest.get(1)?);
                stack.push(Outcome::text());
                let bytes = if flags & 1 == 1 { count.checked_mul(2)? } else { count };
                bytes.checked_add(2)?
            }
            0x19 => {
                let (kind, data) = (*rest.first()?, usize::from(u16_at(rest, 1)?));
                if kind & 0x10 != 0 {
                    *stack.last_mut()? = Outcome::default();
                }
                let table = if kind & 0x04 != 0 { data.checked_add(1)?.checked_mul(2)? } else { 0 };
                table.checked_add(3)?
            }
            0x16 | 0x1C | 0x1D | 0x1F => {
                stack.push(Outcome::default());
                match class {
                    0x16 => 0,
                    0x1C | 0x1D => 1,
                    _ => 8,
                }
            }
            0x1E => {
                stack.push(Outcome { whole: Some(u16_at(rest, 0)?), ..Outcome::default() });
                2
            }
            0x21 => {
                let function = u16_at(rest, 0)?;
                called(&mut stack, function, arguments(function))?;
                2
            }
            0x22 => {
                called(&mut stack, u16_at(rest, 1)? & 0x7FFF, usize::from(*rest.first()? & 0x7F))?;
                3
            }
            0x24 | 0x2C => {
                stack.push(area(None, rest, false, (class == 0x2C).then_some(own))?);
                4
            }
            0x25 | 0x2D => {
                stack.push(area(None, rest, true, (class == 0x2D).then_some(own))?);
                8
            }
            0x3A => {
                stack.push(area(Some(u16_at(rest, 0)?), rest.get(2..)?, false, None)?);
                6
            }
            0x3B => {
                stack.push(area(Some(u16_at(rest, 0)?), rest.get(2..)?, true, None)?);
                10
            }
            0x23 | 0x39 => {
                stack.push(Outcome::default());
                if class == 0x23 { 4 } else { 6 }
            }
            _ => return None,
        };
        at = at.checked_add(1)?.checked_add(size)?;
    }
    stack.pop()
}

/// Cells by their rows and columns. In a shared formula the two upper bits of a column say whether row and column count from
/// the cell that shares it.
fn area(sheet: Option<u16>, at: &[u8], is_wide: bool, own: Option<(u32, u16)>) -> Option<Outcome> {
    let corner = |row: usize, column: usize| {
        let (row, column) = (u16_at(at, row)?, u16_at(at, column)?);
        let (moves_row, moves_column) = (column & 0x8000 != 0, column & 0x4000 != 0);
        let column = column & 0x00FF;
        Some(match own {
            None => (u32::from(row), column),
            Some((own_row, own_column)) => {
                // Both wrap around the sheet's ends.
                let moved_row = u16::try_from(own_row).ok()?.wrapping_add(row);
                let moved_column = own_column.wrapping_add(column) & 0x00FF;
                (u32::from(if moves_row { moved_row } else { row }), if moves_column { moved_column } else { column })
            }
        })
    };
    let first = corner(0, if is_wide { 4 } else { 2 })?;
    let last = if is_wide { corner(2, 6)? } else { first };
    Some(Outcome { cells: vec![(sheet, (first.0, last.0), (first.1, last.1))], ..Outcome::default() })
}

fn called(stack: &mut Vec<Outcome>, function: u16, count: usize) -> Option<()> {
    let arguments = stack.split_off(stack.len().checked_sub(count)?);
    stack.push(if TEXTS.contains(&function) {
        Outcome::text()
    } else if CHOOSING.contains(&function) {
        arguments.into_iter().skip(1).fold(Outcome::default(), Outcome::and)
    } else if LOOKING_UP.contains(&function) {
        found(function, arguments)
    } else {
        Outcome::default()
    });
    Some(())
}

/// What is found: not the key, nor the columns and rows beside those that are given.
fn found(function: u16, arguments: Vec<Outcome>) -> Outcome {
    const LOOKUP: u16 = 28;
    const INDEX: u16 = 29;
    const OFFSET: u16 = 78;
    const ACROSS: u16 = 101;
    const DOWN: u16 = 102;
    let whole = |place: usize| arguments.get(place).and_then(|argument| argument.whole).filter(|whole| *whole > 0);
    let (column, row) = match function {
        INDEX => (whole(2), whole(1)),
        DOWN => (whole(2), None),
        ACROSS => (None, whole(2)),
        _ => (None, None),
    };
    let place = match function {
        INDEX | OFFSET => 0,
        LOOKUP => arguments.len().saturating_sub(1),
        DOWN | ACROSS => 1,
        _ => return arguments.into_iter().skip(1).fold(Outcome::default(), Outcome::and),
    };
    let mut outcome = arguments.into_iter().nth(place).unwrap_or_else(Outcome::text);
    for (_, (top, bottom), (left, right)) in &mut outcome.cells {
        if let Some(column) = column {
            *left = left.saturating_add(column.saturating_sub(1)).min(*right);
            *right = *left;
        }
        if let Some(row) = row {
            *top = top.saturating_add(u32::from(row.saturating_sub(1))).min(*bottom);
            *bottom = *top;
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens as LibreOffice writes them, put together by hand from MS-XLS 2.5.198.
    fn may_be_text(tokens: &[u8]) -> bool {
        // Column A holds texts.
        outcome(tokens, (4, 3)).is_some_and(|outcome| outcome.may_be_text(|_, _, column| column == 0))
    }

    const ONE: [u8; 3] = [0x1E, 1, 0];
    const TEXT: [u8; 4] = [0x17, 1, 0, b'x'];
    const IN_A: [u8; 5] = [0x44, 2, 0, 0, 0xC0];
    const IN_B: [u8; 5] = [0x44, 2, 0, 1, 0xC0];

    #[test]
    fn a_text_a_reference_to_one_and_what_joins_them_may_be_text() {
        assert!(may_be_text(&TEXT));
        assert!(may_be_text(&IN_A));
        assert!(may_be_text(&[&IN_B[..], &ONE, &[0x08]].concat()), "B3&1");
        // IF(B3=1,"x",1) without its jumps.
        assert!(may_be_text(&[&IN_B[..], &ONE, &[0x0B], &TEXT, &ONE, &[0x42, 3, 1, 0]].concat()));
        // A1 as seen from the row below, in a shared formula.
        assert!(may_be_text(&[0x4C, 0xFF, 0xFF, 0xFD, 0xC0]));
        assert!(may_be_text(&[0x30]), "a token that is not known");
    }

    #[test]
    fn sums_comparisons_and_counts_of_texts_are_numbers() {
        assert!(!may_be_text(&[&IN_B[..], &ONE, &[0x05]].concat()), "B3*1");
        assert!(!may_be_text(&[&IN_A[..], &TEXT, &[0x0B]].concat()), "A3=\"x\"");
        // IF(A3="x",B3,1)
        assert!(!may_be_text(&[&IN_A[..], &TEXT, &[0x0B], &IN_B, &ONE, &[0x42, 3, 1, 0]].concat()));
        // COUNTIF(A3,"x")
        assert!(!may_be_text(&[&IN_A[..], &TEXT, &[0x41, 0x5A, 0x01]].concat()));
        // VLOOKUP(A3,A1:B9,2)
        let table = [0x25, 0, 0, 8, 0, 0, 0, 1, 0];
        assert!(!may_be_text(&[&IN_A[..], &table, &[0x1E, 2, 0], &[0x42, 3, 102, 0]].concat()));
        assert!(may_be_text(&[&IN_A[..], &table, &[0x1E, 1, 0], &[0x42, 3, 102, 0]].concat()));
    }
}
