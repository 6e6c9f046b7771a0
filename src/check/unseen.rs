//! Letters that nobody sees: left out wherever something is read, and told, since two texts that look the same may not be.

use super::findings::Findings;
use crate::cell::CellRef;
use crate::problem::{Code, Place, Problem};
use crate::text::{as_typed, is_invisible, is_turning};
use crate::workbook::{Sheet, Value};

/// Cells that the note names.
const NAMED: usize = 5;

/// Notes the cells of a sheet that counts with invisible letters, at the first one; a cell whose text is turned from right to
/// left is a problem: 123 is seen as 321.
pub(super) fn tell(sheet: &Sheet, findings: &mut Findings) {
    let mut found: Vec<CellRef> = Vec::new();
    let mut count = 0_usize;
    for ((row, column), cell) in &sheet.cells {
        let Value::Text(typed) = &cell.value else { continue };
        if !typed.contains(told) {
            continue;
        }
        let at = CellRef::new(sheet.name.clone(), *row, *column);
        if typed.contains(is_turning) {
            findings.add(Problem::new(Code::TextTurned, &at).with("text", as_typed(typed)));
            continue;
        }
        count = count.saturating_add(1);
        if found.len() < NAMED {
            found.push(at);
        }
    }
    let Some(first) = found.first() else { return };
    let mut cells = found.iter().map(CellRef::a1).collect::<Vec<_>>().join(", ");
    if count > found.len() {
        cells.push_str(" …");
    }
    findings.add(Problem::new(Code::Unseen, Place::Cell(first.clone())).with("count", count).with("cells", cells));
}

/// Invisible letters that are told; those that only choose between two shapes of a sign or a character are no slip.
const fn told(c: char) -> bool {
    is_invisible(c) && !matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
