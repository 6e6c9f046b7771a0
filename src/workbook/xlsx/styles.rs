//! `styles.xml`: which cell formats show percentages and dates.

use std::collections::BTreeMap;
use std::io::Read;

use crate::diagnostic::Problem;
use crate::workbook::limits::FORMATS;
use crate::workbook::refusal;
use crate::workbook::value::Shown;
use crate::workbook::xml::{Node, Xml, attribute};

/// What each cell format (`s="3"`) shows.
pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<Vec<Shown>, Problem> {
    let mut own: BTreeMap<u32, Shown> = BTreeMap::new();
    let mut formats = Vec::new();
    let mut in_cell_formats = false;
    loop {
        match xml.next()? {
            Node::Start(element) => match element.local_name().as_ref() {
                // Also occurs inside differential formats, with ids of its own kind; those come later in the part.
                "numFmt" if formats.is_empty() => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                        own.insert(id, Shown::of_code(&code));
                    }
                }
                "cellXfs" => in_cell_formats = true,
                "xf" if in_cell_formats => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    formats.push(own.get(&id).copied().unwrap_or_else(|| Shown::builtin(id)));
                }
                _ => {}
            },
            Node::End(element) if element.local_name().as_ref() == "cellXfs" => in_cell_formats = false,
            Node::Eof => return Ok(formats),
            Node::End(_) | Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
        if formats.len() > FORMATS || own.len() > FORMATS {
            return Err(refusal::too_large("formats", FORMATS));
        }
    }
}
