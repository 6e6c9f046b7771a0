//! One cell's text changed in the bytes of a workbook, and nothing else: what was read of the rest is read again afterwards and must be
//! the same, else nothing is given.

use std::io::{Cursor, Read as _, Write as _};
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::sniff::{self, Format};
use super::{Value, Workbook, address, limits, xlsx};
use crate::cell::{CellRef, a1};
use crate::diagnostic::{Code, Place, Problem};

/// Letters that a cell holds.
const LONGEST: usize = 32_767;

/// The bytes of a workbook with another text in one cell, `H4` of a sheet.
///
/// # Errors
/// A refusal where the format has no cells that can be changed alone, the cell holds a formula, or the rest would not stay as it is.
pub fn amended(bytes: &[u8], sheet: &str, cell: &str, text: &str) -> Result<Vec<u8>, Problem> {
    let refused = |why: &str| {
        let problem = Problem::new(Code::CellNotChanged, Place::File);
        problem.with("cell", format!("{sheet}!{cell}")).with("why", why)
    };
    let (row, column) = address::cell(cell).map_err(|_| refused("other"))?;
    let at = &CellRef::new(sheet, row, column);
    if text.chars().nth(LONGEST).is_some() || text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(refused("text"));
    }
    let Ok(Format::Xlsx(mut package, main)) = sniff::format(bytes) else { return Err(refused("format")) };
    let (before, tabs) = xlsx::read(&mut package, &main, &|_| true, &mut Vec::new())?;
    let found = before.sheets.iter().zip(&tabs.parts).find(|(sheet, _)| sheet.name == at.sheet);
    let part = found.map(|(_, part)| part.clone()).ok_or_else(|| refused("other"))?;
    let old = part_text(bytes, &part).ok_or_else(|| refused("other"))?;
    let Change { replaced, with } = match change(&old, at, text) {
        Found::Change(change) => change,
        Found::Formula => return Err(refused("formula")),
        Found::Nothing => return Err(refused("other")),
    };
    let (head, tail) = (old.get(..replaced.start), old.get(replaced.end..));
    let (Some(head), Some(tail)) = (head, tail) else { return Err(refused("other")) };
    let new = [head, &with, tail].concat();
    let whole = repacked(bytes, &part, new.as_bytes()).ok_or_else(|| refused("other"))?;
    if is_the_same_but(before, &whole, at, text) { Ok(whole) } else { Err(refused("other")) }
}

/// A piece of a part's text and what stands there instead.
struct Change {
    replaced: Range<usize>,
    with: String,
}

enum Found {
    Change(Change),
    Formula,
    Nothing,
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

/// The container with one part changed; the others keep their very bytes.
fn repacked(bytes: &[u8], part: &str, new: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut into = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    into.set_raw_comment(archive.comment().to_vec().into_boxed_slice()).ok()?;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).ok()?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        if normal(&name) != normal(part) {
            into.raw_copy_file(entry).ok()?;
            continue;
        }
        let mut options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        if let Some(modified) = entry.last_modified() {
            options = options.last_modified_time(modified);
        }
        into.start_file(name, options).ok()?;
        into.write_all(new).ok()?;
    }
    into.finish().ok().map(Cursor::into_inner)
}

/// Whether a workbook is another one but for a cell's text.
fn is_the_same_but(mut before: Workbook, after: &[u8], at: &CellRef, text: &str) -> bool {
    let Some(mut after) = super::read_sheets(after, &|_| true).value else { return false };
    let taken = |workbook: &mut Workbook| {
        let sheet = workbook.sheets.iter_mut().find(|sheet| sheet.name == at.sheet)?;
        sheet.cells.remove(&(at.row, at.column))
    };
    taken(&mut before);
    let holds = taken(&mut after).is_some_and(|cell| matches!(&cell.value, Value::Text(own) if own == text));
    holds && before == after
}

/// Where the cell stands in a sheet's text, and what stands there afterwards.
fn change(sheet: &str, at: &CellRef, text: &str) -> Found {
    let mut reader = Reader::from_str(sheet);
    let address = a1(at.row, at.column);
    let row_number = u64::from(at.row).saturating_add(1).to_string();
    let mut in_row = false;
    loop {
        let begun = position(&reader);
        let Ok(event) = reader.read_event() else { return Found::Nothing };
        let end = position(&reader);
        match event {
            Event::Eof => return Found::Nothing,
            Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                in_row = said(&tag, "r").as_deref() == Some(&row_number);
            }
            Event::Empty(tag)
                if tag.local_name().as_ref() == "row" && said(&tag, "r").as_deref() == Some(&row_number) =>
            {
                let Some(open) = sheet.get(begun..end).and_then(|tag| tag.trim_end().strip_suffix("/>")) else {
                    return Found::Nothing;
                };
                let prefix = prefix(&tag);
                let cell = cell(&prefix, &format!(" r=\"{address}\""), text);
                return Found::Change(Change { replaced: begun..end, with: format!("{open}>{cell}</{prefix}row>") });
            }
            Event::End(tag) if in_row && tag.local_name().as_ref() == "row" => {
                let name = tag.name().as_ref().to_owned();
                let prefix = name.strip_suffix("row").unwrap_or_default().to_owned();
                let cell = cell(&prefix, &format!(" r=\"{address}\""), text);
                return Found::Change(Change { replaced: begun..begun, with: cell });
            }
            Event::Start(tag) | Event::Empty(tag) if in_row && tag.local_name().as_ref() == "c" => {
                let Some(own) = said(&tag, "r") else { return Found::Nothing };
                let prefix = prefix(&tag);
                if own == address {
                    let style = said(&tag, "s").map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
                    let is_whole = sheet.get(begun..end).is_some_and(|tag| tag.ends_with("/>"));
                    let Some(end) = (if is_whole { Some(end) } else { end_of_cell(&mut reader) }) else {
                        return Found::Formula;
                    };
                    let with = cell(&prefix, &format!(" r=\"{address}\"{style}"), text);
                    return Found::Change(Change { replaced: begun..end, with });
                }
                if address::cell(&own).is_ok_and(|(_, column)| column > at.column) {
                    let with = cell(&prefix, &format!(" r=\"{address}\""), text);
                    return Found::Change(Change { replaced: begun..begun, with });
                }
            }
            _ => {}
        }
    }
}

/// The end of the cell whose start was just read; `None` where it holds a formula.
fn end_of_cell(reader: &mut Reader<&[u8]>) -> Option<usize> {
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "f" => return None,
            Event::End(tag) if tag.local_name().as_ref() == "c" => return Some(position(reader)),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// A cell with a text of its own, so that the table of shared texts stays as it is.
fn cell(prefix: &str, attributes: &str, text: &str) -> String {
    let escaped = quick_xml::escape::escape(text);
    format!(
        "<{prefix}c{attributes} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{escaped}</{prefix}t></{prefix}is></{prefix}c>"
    )
}

/// What stands before a tag's own name: `x:` of `x:c`.
fn prefix(tag: &BytesStart<'_>) -> String {
    let name = tag.name();
    let whole: &str = name.as_ref();
    whole.rsplit_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default()
}

fn said(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name).map(|found| found.value.into_owned())
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
