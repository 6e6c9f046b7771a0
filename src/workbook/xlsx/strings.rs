//! `sharedStrings.xml`. What the part says of its own count is never believed.

use std::io::Read;

use super::escapes;
use crate::diagnostic::Problem;
use crate::workbook::limits::{Budget, CELL_CHARACTERS};
use crate::workbook::refusal;
use crate::workbook::strings::Strings;
use crate::workbook::xml::{Node, Xml};

/// All shared strings; of rich text the runs' texts, without phonetic hints.
pub(super) fn read<R: Read>(xml: &mut Xml<R>, budget: &mut Budget) -> Result<Strings, Problem> {
    let mut strings = Strings::default();
    let mut text = String::new();
    let (mut in_text, mut in_phonetic) = (false, false);
    loop {
        match xml.next()? {
            Node::Start(element) => match element.local_name().as_ref() {
                "si" => text.clear(),
                "t" => in_text = !in_phonetic,
                "rPh" => in_phonetic = true,
                _ => {}
            },
            Node::Text(piece) if in_text => {
                text.push_str(&piece);
                if text.len() > CELL_CHARACTERS.saturating_mul(4) {
                    return Err(refusal::too_large("characters", CELL_CHARACTERS));
                }
            }
            Node::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_phonetic = false,
                "si" => strings.push(&escapes::resolved(&text), budget)?,
                _ => {}
            },
            Node::Eof => return Ok(strings),
            Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}
