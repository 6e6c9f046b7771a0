//! Cells changed in the bytes of a workbook, and nothing else: what was read of the rest is read again afterwards and must be the
//! same, else nothing is given.
//!
//! | part | does |
//! |---|---|
//! | `sheet` | a sheet's text with some cells changed |
//! | `added` | sheets that the workbook did not have, and the parts that name them |

mod added;
mod sheet;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use rust_decimal::Decimal;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::sniff::{self, Format};
use super::{Value, Workbook, address, limits, xlsx};
use crate::cell::{CellRef, a1};
use crate::problem::{Code, Place, Problem};
pub use added::NewSheet;

/// Letters that a cell holds.
const LONGEST: usize = 32_767;

/// What a cell holds afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// What a formula shows: the formula stays, with this as its value.
    Shown(String),
}

/// Cells of a sheet that is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells {
    /// The sheet's name.
    pub sheet: String,
    /// By zero-based row and column.
    pub cells: BTreeMap<(u32, u16), Put>,
    /// The row whose looks cells have that stand nowhere yet.
    pub like: Option<u32>,
    /// Whether rows may be written that are not there.
    pub new_rows: bool,
}

/// The bytes of a workbook with another text in one cell, `H4` of a sheet.
///
/// # Errors
/// A refusal where the format has no cells that can be changed alone, the cell holds a formula, or the rest would not stay as it is.
pub fn amended(bytes: &[u8], sheet: &str, cell: &str, text: &str) -> Result<Vec<u8>, Problem> {
    let at = address::cell(cell).map_err(|_| refused(&format!("{sheet}!{cell}"), "other"))?;
    let cells = BTreeMap::from([(at, Put::Text(text.to_owned()))]);
    written(bytes, &[Cells { sheet: sheet.to_owned(), cells, like: None, new_rows: false }], &[])
}

/// The bytes of a workbook with some cells changed, and with some sheets behind its own.
///
/// # Errors
/// As [`amended`].
pub fn written(bytes: &[u8], changes: &[Cells], new: &[NewSheet]) -> Result<Vec<u8>, Problem> {
    let first = changes.iter().find_map(|one| {
        let ((row, column), _) = one.cells.first_key_value()?;
        Some(CellRef::new(one.sheet.as_str(), *row, *column).to_string())
    });
    let first = first.or_else(|| new.first().map(|sheet| sheet.name.clone())).unwrap_or_default();
    let refused = |why: &str| refused(&first, why);
    for put in changes.iter().flat_map(|one| one.cells.values()).chain(new.iter().flat_map(NewSheet::puts)) {
        let (Put::Text(text) | Put::Shown(text)) = put else { continue };
        if text.chars().nth(LONGEST).is_some() || text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(refused("text"));
        }
    }
    let Ok(Format::Xlsx(mut package, main)) = sniff::format(bytes) else { return Err(refused("format")) };
    let (before, tabs) = xlsx::read(&mut package, &main, &|_| true, &mut Vec::new())?;
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    for one in changes.iter().filter(|one| !one.cells.is_empty()) {
        let found = before.sheets.iter().zip(&tabs.parts).find(|(sheet, _)| *sheet.name == one.sheet);
        let part = found.map(|(_, part)| part.clone()).ok_or_else(|| refused("other"))?;
        let old = part_text(bytes, &part).ok_or_else(|| refused("other"))?;
        let new = sheet::changed(&old, one).map_err(|fault| {
            let at =
                fault.at.map_or_else(|| first.clone(), |(row, column)| format!("{}!{}", one.sheet, a1(row, column)));
            self::refused(&at, fault.why)
        })?;
        parts.insert(normal(&part), new);
    }
    let mut more = Vec::new();
    if !new.is_empty() {
        let (changed, added) = added::parts(bytes, &main, new).ok_or_else(|| refused("other"))?;
        parts.extend(changed.into_iter().map(|(name, text)| (normal(&name), text)));
        more = added;
    }
    let whole = repacked(bytes, &parts, &more).ok_or_else(|| refused("other"))?;
    if is_the_same_but(before, &whole, changes, new) { Ok(whole) } else { Err(refused("other")) }
}

fn refused(cell: &str, why: &str) -> Problem {
    Problem::new(Code::CellNotChanged, Place::File).with("cell", cell).with("why", why)
}

fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// A part in UTF-8.
fn part_text(bytes: &[u8], part: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let index = archive.file_names_raw().position(|name| normal(&String::from_utf8_lossy(name)) == normal(part))?;
    let mut text = String::new();
    archive.by_index(index).ok()?.take(limits::UNFOLDED_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The container with some parts changed and some behind the others; those that stay keep their very bytes.
fn repacked(bytes: &[u8], changed: &BTreeMap<String, String>, more: &[(String, String)]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut into = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    into.set_raw_comment(archive.comment().to_vec().into_boxed_slice()).ok()?;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).ok()?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let Some(new) = changed.get(&normal(&name)) else {
            into.raw_copy_file(entry).ok()?;
            continue;
        };
        let mut options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        if let Some(modified) = entry.last_modified() {
            options = options.last_modified_time(modified);
        }
        into.start_file(name, options).ok()?;
        into.write_all(new.as_bytes()).ok()?;
    }
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, text) in more {
        into.start_file(name.as_str(), options).ok()?;
        into.write_all(text.as_bytes()).ok()?;
    }
    into.finish().ok().map(Cursor::into_inner)
}

/// Whether a workbook is another one but for some cells and the sheets behind its own.
fn is_the_same_but(mut before: Workbook, after: &[u8], changes: &[Cells], new: &[NewSheet]) -> bool {
    let Some(mut after) = super::read_sheets(after, &|_| true).value else { return false };
    let added = after.sheets.split_off(before.sheets.len().min(after.sheets.len()));
    let holds = |value: &Value, put: &Put| match (value, put) {
        (Value::Text(own), Put::Text(text) | Put::Shown(text)) => own == text,
        (Value::Number(own), Put::Number(number)) => own == number,
        _ => false,
    };
    for one in changes {
        for (at, put) in &one.cells {
            let taken = |workbook: &mut Workbook| {
                let sheet = workbook.sheets.iter_mut().find(|sheet| *sheet.name == one.sheet)?;
                sheet.cells.remove(at)
            };
            taken(&mut before);
            if !taken(&mut after).is_some_and(|cell| holds(&cell.value, put)) {
                return false;
            }
        }
    }
    let right = |(sheet, wanted): (&super::Sheet, &NewSheet)| {
        let filled: usize = wanted.rows.iter().map(|row| row.iter().flatten().count()).sum();
        *sheet.name == wanted.name
            && sheet.cells.len() == filled
            && wanted.filled().all(|(at, put)| sheet.cells.get(&at).is_some_and(|cell| holds(&cell.value, put)))
    };
    added.len() == new.len() && added.iter().zip(new).all(right) && before == after
}
