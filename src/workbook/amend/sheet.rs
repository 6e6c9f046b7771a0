//! A sheet's text with some cells changed: everything else stays letter for letter.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Cells, Put};
use crate::cell::a1;
use crate::workbook::address;

/// Why a cell can't be changed.
pub(super) struct Fault {
    /// The cell, where it is one.
    pub(super) at: Option<(u32, u16)>,
    /// The word of the problem's text.
    pub(super) why: &'static str,
}

/// The text of a sheet afterwards.
pub(super) fn changed(sheet: &str, changes: &Cells) -> Result<String, Fault> {
    let first = changes.cells.keys().next().copied();
    let odd = || Fault { at: first, why: "other" };
    let mut writer = Writer {
        out: String::with_capacity(sheet.len().saturating_add(changes.cells.len().saturating_mul(80))),
        waiting: changes.cells.clone(),
        like: changes.like,
        new_rows: changes.new_rows,
        looks: BTreeMap::new(),
        prefix: String::new(),
    };
    let mut reader = Reader::from_str(sheet);
    let (mut copied, mut row, mut in_data) = (0_usize, None, false);
    loop {
        let begun = position(&reader);
        let event = reader.read_event().map_err(|_| odd())?;
        let end = position(&reader);
        let mut until = |at: usize, writer: &mut Writer| {
            writer.out.push_str(sheet.get(copied..at)?);
            copied = at;
            Some(())
        };
        match event {
            Event::Eof => {
                until(sheet.len(), &mut writer).ok_or_else(odd)?;
                return if writer.waiting.is_empty() { Ok(writer.out) } else { Err(odd()) };
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "dimension" => {
                let Some(area) = said(&tag, "ref").and_then(|area| writer.widened(&area)) else { continue };
                let whole = sheet.get(begun..end).ok_or_else(odd)?;
                let old = said(&tag, "ref").unwrap_or_default();
                until(begun, &mut writer).ok_or_else(odd)?;
                writer.out.push_str(&whole.replacen(&old, &area, 1));
                copied = end;
            }
            Event::Start(tag) if tag.local_name().as_ref() == "sheetData" => {
                in_data = true;
                writer.prefix = prefix(&tag);
            }
            Event::Empty(tag) if tag.local_name().as_ref() == "sheetData" => {
                let whole = sheet.get(begun..end).and_then(|tag| tag.trim_end().strip_suffix("/>")).ok_or_else(odd)?;
                until(begun, &mut writer).ok_or_else(odd)?;
                writer.prefix = prefix(&tag);
                let name = tag.name().as_ref().to_owned();
                writer.out.push_str(&format!("{whole}>"));
                writer.rows_before(u32::MAX);
                writer.out.push_str(&format!("</{name}>"));
                copied = end;
            }
            Event::End(tag) if in_data && tag.local_name().as_ref() == "sheetData" => {
                in_data = false;
                until(begun, &mut writer).ok_or_else(odd)?;
                writer.rows_before(u32::MAX);
            }
            Event::Start(tag) if in_data && tag.local_name().as_ref() == "row" => {
                let number = row_of(&tag).ok_or_else(odd)?;
                row = Some(number);
                until(begun, &mut writer).ok_or_else(odd)?;
                writer.rows_before(number);
            }
            Event::Empty(tag) if in_data && tag.local_name().as_ref() == "row" => {
                let number = row_of(&tag).ok_or_else(odd)?;
                until(begun, &mut writer).ok_or_else(odd)?;
                writer.rows_before(number);
                if writer.has(number) {
                    let open = sheet.get(begun..end).and_then(|tag| tag.trim_end().strip_suffix("/>"));
                    writer.out.push_str(&format!("{}>", open.ok_or_else(odd)?));
                    writer.cells_before(number, None);
                    writer.out.push_str(&format!("</{}row>", prefix(&tag)));
                    copied = end;
                }
            }
            Event::End(tag) if in_data && tag.local_name().as_ref() == "row" => {
                let number = row.take().ok_or_else(odd)?;
                until(begun, &mut writer).ok_or_else(odd)?;
                writer.cells_before(number, None);
            }
            Event::Start(tag) | Event::Empty(tag) if row.is_some() && tag.local_name().as_ref() == "c" => {
                let own = said(&tag, "r").and_then(|own| address::cell(&own).ok()).ok_or_else(odd)?;
                until(begun, &mut writer).ok_or_else(odd)?;
                let is_whole = sheet.get(begun..end).is_some_and(|tag| tag.ends_with("/>"));
                let formula = || if is_whole { Ok(None) } else { rest_of_cell(&mut reader, sheet).ok_or_else(odd) };
                if writer.cell(&tag, (row.unwrap_or_default(), own), formula)? {
                    copied = position(&reader);
                }
            }
            _ => {}
        }
    }
}

/// What is written of a sheet.
struct Writer {
    out: String,
    /// Cells that are not written yet.
    waiting: BTreeMap<(u32, u16), Put>,
    like: Option<u32>,
    new_rows: bool,
    /// The styles of the cells of `like`.
    looks: BTreeMap<u16, String>,
    prefix: String,
}

impl Writer {
    /// Writes what a cell holds from now on; whether anything does. Its tag is read, the rest of it only where it is written anew.
    fn cell(
        &mut self,
        tag: &BytesStart<'_>,
        (row, own): (u32, (u32, u16)),
        formula: impl FnOnce() -> Result<Option<String>, Fault>,
    ) -> Result<bool, Fault> {
        let style = said(tag, "s").unwrap_or_default();
        if self.like == Some(row) {
            self.looks.insert(own.1, style.clone());
        }
        self.cells_before(row, Some(own.1));
        let Some(put) = self.waiting.remove(&own) else { return Ok(false) };
        let own_prefix = prefix(tag);
        let with = match (&put, formula()?) {
            (Put::Shown(text), Some(formula)) => shown(&own_prefix, own, &style, &formula, text),
            (Put::Shown(text), None) => cell(&own_prefix, own, &style, &Put::Text(text.clone())),
            (_, Some(_)) => return Err(Fault { at: Some(own), why: "formula" }),
            (put, None) => cell(&own_prefix, own, &style, put),
        };
        self.out.push_str(&with);
        Ok(true)
    }

    fn has(&self, row: u32) -> bool {
        self.waiting.range((row, 0)..=(row, u16::MAX)).next().is_some()
    }

    /// Rows that are not there, before a row that is.
    fn rows_before(&mut self, row: u32) {
        if !self.new_rows {
            return;
        }
        while let Some(next) = self.waiting.keys().next().map(|(next, _)| *next).filter(|next| *next < row) {
            self.out.push_str(&format!("<{}row r=\"{}\">", self.prefix, u64::from(next).saturating_add(1)));
            self.cells_before(next, None);
            self.out.push_str(&format!("</{}row>", self.prefix));
        }
    }

    /// Cells of a row that are not there, before a column that is.
    fn cells_before(&mut self, row: u32, column: Option<u16>) {
        let free = |at: &(u32, u16)| at.0 == row && column.is_none_or(|column| at.1 < column);
        while let Some(at) = self.waiting.range((row, 0)..).next().map(|(at, _)| *at).filter(free) {
            let Some(put) = self.waiting.remove(&at) else { return };
            let is_below = self.like.is_some_and(|like| like < row);
            let style = self.looks.get(&at.1).filter(|_| is_below).cloned().unwrap_or_default();
            self.out.push_str(&cell(&self.prefix, at, &style, &put));
        }
    }

    /// The area that a sheet says it has, with the cells that are waiting.
    fn widened(&self, area: &str) -> Option<String> {
        let (from, to) = area.split_once(':').unwrap_or((area, area));
        let (from, to) = (address::cell(from).ok()?, address::cell(to).ok()?);
        let rows = |pick: fn(u32, u32) -> u32, own: u32| self.waiting.keys().map(|at| at.0).fold(own, pick);
        let columns = |pick: fn(u16, u16) -> u16, own: u16| self.waiting.keys().map(|at| at.1).fold(own, pick);
        let from = a1(rows(u32::min, from.0), columns(u16::min, from.1));
        let to = a1(rows(u32::max, to.0), columns(u16::max, to.1));
        Some(format!("{from}:{to}"))
    }
}

/// The zero-based number of a row.
fn row_of(tag: &BytesStart<'_>) -> Option<u32> {
    said(tag, "r")?.parse::<u32>().ok()?.checked_sub(1)
}

/// Reads to the end of the cell whose start was just read; its formula with its tags, where it has one.
fn rest_of_cell(reader: &mut Reader<&[u8]>, sheet: &str) -> Option<Option<String>> {
    let mut formula = None;
    let mut open = None;
    loop {
        let begun = position(reader);
        let event = reader.read_event().ok()?;
        let end = position(reader);
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "f" => open = Some(begun),
            Event::Empty(tag) if tag.local_name().as_ref() == "f" => formula = Some(sheet.get(begun..end)?.to_owned()),
            Event::End(tag) if tag.local_name().as_ref() == "f" => {
                formula = Some(sheet.get(open.take()?..end)?.to_owned());
            }
            Event::End(tag) if tag.local_name().as_ref() == "c" => return Some(formula),
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn begin(prefix: &str, (row, column): (u32, u16), style: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!(" s=\"{style}\"") };
    format!("<{prefix}c r=\"{}\"{style}", a1(row, column))
}

/// A cell; a text is one of its own, so that the table of shared texts stays as it is.
pub(super) fn cell(prefix: &str, at: (u32, u16), style: &str, put: &Put) -> String {
    let begin = begin(prefix, at, style);
    match put {
        Put::Number(number) => format!("{begin}><{prefix}v>{}</{prefix}v></{prefix}c>", number.normalize()),
        Put::Text(text) | Put::Shown(text) => {
            let escaped = quick_xml::escape::escape(text);
            format!(
                "{begin} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{escaped}</{prefix}t></{prefix}is></{prefix}c>"
            )
        }
    }
}

/// A cell with its formula and what it shows.
fn shown(prefix: &str, at: (u32, u16), style: &str, formula: &str, text: &str) -> String {
    let escaped = quick_xml::escape::escape(text);
    format!("{} t=\"str\">{formula}<{prefix}v>{escaped}</{prefix}v></{prefix}c>", begin(prefix, at, style))
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
