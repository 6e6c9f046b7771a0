//! The mark by which a workbook that this program wrote as an output is recognised: a custom document property. Excel,
//! WPS and LibreOffice keep it when they save the file again, in whatever format.

use std::io::Read;

use super::xml::{Node, Xml, local_attribute};
use crate::diagnostic::Problem;

/// The property's name.
pub const NAME: &str = "scorebook";

/// The property's value.
pub const VALUE: &str = "output";

/// Looks into an .xlsx file's `docProps/custom.xml`, or an .ods file's `meta.xml`.
pub(super) fn in_custom_properties<R: Read>(xml: &mut Xml<R>) -> Result<bool, Problem> {
    let mut in_ours = false;
    loop {
        match xml.next()? {
            Node::Start(element) if matches!(element.local_name().as_ref(), "property" | "user-defined") => {
                in_ours = local_attribute(&element, "name").as_deref() == Some(NAME);
            }
            Node::End(element) if matches!(element.local_name().as_ref(), "property" | "user-defined") => {
                in_ours = false
            }
            Node::Text(text) if in_ours && text.trim() == VALUE => return Ok(true),
            Node::Eof => return Ok(false),
            Node::Start(_) | Node::End(_) | Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}
