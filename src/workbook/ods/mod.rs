//! .ods: `content.xml` of a zip container (ISO/IEC 26300). Cells say their type and value themselves; formats and
//! repeated empty cells cost nothing.

#![allow(clippy::redundant_closure, reason = "a function's own lifetimes are not general enough for `Package::xml`")]

mod cell;
mod content;
mod sheet;

use std::io::Read;

use super::calculation::Belief;
use super::limits::Budget;
use super::package::Package;
use super::xml::{Node, Xml};
use super::{Workbook, calculation, own_output, refusal};
use crate::problem::{Code, Problem};

/// Reads the workbook.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, Problem> {
    if package.xml("META-INF/manifest.xml", |xml| is_encrypted(xml))?.unwrap_or(false) {
        return Err(refusal::file(Code::Encrypted));
    }
    let mut budget = Budget::default();
    let program = package.xml("meta.xml", |xml| calculation::program(xml))?.unwrap_or_default();
    let mut belief = calculation::of_program(&program);
    if package.xml("settings.xml", |xml| calculation::is_manual(xml))?.unwrap_or(false) {
        belief = Belief::None;
    }
    let sheets = package
        .xml("content.xml", |xml| content::read(xml, belief, &mut budget))?
        .ok_or_else(|| refusal::damaged("content.xml"))?;
    let is_own_output = package.xml("meta.xml", |xml| own_output::in_custom_properties(xml))?.unwrap_or(false);
    Ok(Workbook { sheets, is_own_output, is_manual: false })
}

/// Whether the manifest says that parts are encrypted.
fn is_encrypted<R: Read>(xml: &mut Xml<R>) -> Result<bool, Problem> {
    loop {
        match xml.next()? {
            Node::Start(element) if element.local_name().as_ref() == "encryption-data" => return Ok(true),
            Node::Eof => return Ok(false),
            Node::Start(_) | Node::End(_) | Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}
