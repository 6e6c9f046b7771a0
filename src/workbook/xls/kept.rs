//! What is kept from the second reader.

use super::records::{Records, record};
use crate::problem::Problem;
use crate::workbook::cfb::Container;
use crate::workbook::{limits, refusal};

/// The second byte of a kind that no record has.
pub(super) const NONE: u8 = 0x7F;

/// What the second reader need not see, as bytes of the file that are changed for it: streams of embedded objects, which it
/// would take for the workbook; names and formulas, whose texts may be much longer than their records; sizes that a sheet
/// claims.
pub(in crate::workbook) fn kept_from_second(
    container: &Container<'_>,
    sheets: &[usize],
) -> Result<Vec<(usize, u8)>, Problem> {
    /// The formula `0`: its length and its tokens.
    const ZERO: [u8; 5] = [3, 0, 0x1E, 0, 0];
    /// Where the length of a formula's tokens stands in its record.
    const TOKENS: usize = 20;
    let stream = container.stream("Workbook")?.ok_or_else(super::damaged)?;
    // The first letter of the name; the directory is found by whole names.
    let mut changes: Vec<(usize, u8)> = container.embedded().iter().map(|at| (*at, b'_')).collect();
    for place in std::iter::once(0).chain(sheets.iter().copied()) {
        let mut records = Records::new(&stream, place);
        let mut inside = 0_usize;
        while let Some(kind) = records.advance() {
            let Some(start) = records.next.checked_sub(records.data.len()) else { break };
            let mut change = |at: Option<usize>, byte: u8| {
                changes.extend(at.and_then(|at| stream.place(at)).map(|place| (place, byte)));
            };
            match kind {
                record::BOF => inside = inside.saturating_add(1),
                record::EOF if inside <= 1 => break,
                record::EOF => inside = inside.saturating_sub(1),
                record::NAME | record::EXTERN_SHEET | record::DIMENSIONS => change(start.checked_sub(3), NONE),
                record::FORMULA if records.data.len() >= TOKENS.saturating_add(ZERO.len()) => {
                    for (by, byte) in ZERO.into_iter().enumerate() {
                        change(start.checked_add(TOKENS).and_then(|at| at.checked_add(by)), byte);
                    }
                }
                _ => {}
            }
            if changes.len() > CHANGES {
                return Err(refusal::too_large("cells", limits::CELLS));
            }
        }
    }
    Ok(changes)
}

/// Bytes that are changed for the second reader: five for the formula of every cell, and some for names.
const CHANGES: usize = limits::CELLS * 6;
