//! `sharedStrings.xml`. What the part says of its own count is never believed, but it must not be absurd.

use std::io::Read;

use super::escapes;
use super::rich_text::{Growing, Within};
use crate::problem::Problem;
use crate::workbook::element_path::Trail;
use crate::workbook::limits::{Budget, STRINGS};
use crate::workbook::refusal;
use crate::workbook::strings::Strings;
use crate::workbook::xml::{Node, Xml, attribute};

/// A place in the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Outside,
    Strings,
    In(Within),
}

impl At {
    fn next(self, name: &str) -> Option<Self> {
        match (self, name) {
            (Self::Outside, "sst") => Some(Self::Strings),
            (Self::Strings, "si") => Some(Self::In(Within::Text)),
            (Self::In(within), _) => within.next(name).map(Self::In),
            _ => None,
        }
    }
}

/// All shared strings; of rich text the runs' texts, without phonetic hints.
pub(super) fn read<R: Read>(xml: &mut Xml<R>, budget: &mut Budget) -> Result<Strings, Problem> {
    let mut strings = Strings::default();
    let mut growing = Growing::default();
    let mut count = 0_usize;
    let mut trail = Trail::new(At::Outside, &["sst", "si", "t", "r", "rPh"]);
    loop {
        let is_shown = matches!(trail.at(), Some(At::In(within)) if within.is_shown());
        match xml.next()? {
            Node::Start(_) if is_shown => return Err(refusal::ambiguous("text")),
            Node::Start(element) => match trail.enter(&element, At::next)? {
                Some(At::Strings) => {
                    // The second reader reserves what the part claims.
                    let claimed = attribute(&element, "uniqueCount").and_then(|count| count.parse::<u64>().ok());
                    if claimed.is_some_and(|claimed| claimed > STRINGS as u64) {
                        return Err(refusal::too_large("strings", STRINGS));
                    }
                }
                Some(At::In(Within::Text)) => growing.clear(),
                Some(At::In(within)) => growing.enter(within, attribute(&element, "val").as_deref())?,
                _ => {}
            },
            Node::Text(piece) if is_shown => growing.push(&piece)?,
            // Programs that stop at a comment show the half before it.
            Node::Other if is_shown => return Err(refusal::ambiguous("text")),
            Node::End(_) => {
                if trail.leave() == Some(At::In(Within::Text)) {
                    count = count.saturating_add(1);
                    if count > STRINGS {
                        return Err(refusal::too_large("strings", STRINGS));
                    }
                    strings.push(&escapes::resolved(&growing.text), budget)?;
                }
            }
            Node::Eof => return Ok(strings),
            Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}
