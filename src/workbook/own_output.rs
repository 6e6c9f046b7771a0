//! The mark by which a workbook that this program wrote as an output is recognised: a custom document property. Excel,
//! WPS and LibreOffice keep it when they save the file again, in whatever format.

use std::io::Read;

use super::package::Package;
use super::xml::{Node, Xml, local_attribute};
use crate::problem::Problem;

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

/// Whether a workbook was never saved again since this program wrote it: ours are made and changed at one moment, and every
/// program that saves one notes when it did. A file that says nothing of it counts as saved again.
pub fn was_never_saved_again(bytes: &[u8]) -> bool {
    let Ok(mut package) = Package::open(bytes) else { return false };
    let core = package.xml("docProps/core.xml", |xml| {
        let [created, modified] = moments(xml)?;
        Ok(created.is_some() && created == modified)
    });
    matches!(core, Ok(Some(true)))
}

/// When a workbook was made and when it was last changed, as `docProps/core.xml` has them.
fn moments<R: Read>(xml: &mut Xml<R>) -> Result<[Option<String>; 2], Problem> {
    let mut moments = [None, None];
    let mut which = None;
    loop {
        match xml.next()? {
            Node::Start(element) => {
                which = match element.local_name().as_ref() {
                    "created" => Some(0),
                    "modified" => Some(1),
                    _ => None,
                };
            }
            Node::End(_) => which = None,
            Node::Text(text) => {
                if let Some(moment) = which.and_then(|at: usize| moments.get_mut(at)) {
                    *moment = Some(text.trim().to_owned());
                }
            }
            Node::Eof => return Ok(moments),
            Node::Empty(_) | Node::Other => {}
        }
    }
}
