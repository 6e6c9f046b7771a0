//! A sheet written back for one person: places filled, rows put in, everything that points at a row moved.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fields::{Field, Group, Piece};
use super::markup::{Mark, attribute, escaped, marks, plain, with_attribute, without_attribute};
use super::person_copy::{PersonValues, Put};
use super::reference::{Change, Insertion, Moves, areas, formula};
use super::sheet::{Block, FormCell, FormRow, FormSheet};
use super::styles::Styles;
use crate::cell::column_name;

/// The rows that a sheet needs for a person beyond those that the form has ready.
pub(super) fn moves(sheet: &FormSheet, values: &PersonValues) -> Moves {
    let insertion = |block: &Block| {
        let items = values.rows.get(&block.group).map_or(0, Vec::len);
        let needed = items.div_ceil(block.beside.max(1));
        let ready = block.last.saturating_sub(block.first).saturating_add(1);
        let count = u32::try_from(needed).unwrap_or(u32::MAX).saturating_sub(ready);
        Insertion { first: block.first, last: block.last, count }
    };
    // Two blocks of one kind: the first shows what it has room for, the last one grows.
    let mut all: Vec<Insertion> = Vec::new();
    for (at, block) in sheet.blocks.iter().enumerate() {
        let is_last = !sheet.blocks.iter().skip(at.saturating_add(1)).any(|other| other.group == block.group);
        let mut one = insertion(block);
        let before: u32 = sheet
            .blocks
            .iter()
            .take(at)
            .filter(|other| other.group == block.group)
            .map(|other| other.last.saturating_sub(other.first).saturating_add(1))
            .sum();
        one.count = if is_last { one.count.saturating_sub(before) } else { 0 };
        all.push(one);
    }
    Moves(all)
}

/// Writes a sheet. `all`: the moves of every sheet by its name, this one's among them.
pub(super) fn sheet(
    sheet: &FormSheet,
    values: &PersonValues,
    all: &BTreeMap<String, Moves>,
    styles: &mut Styles,
) -> String {
    let none = Moves::default();
    let own = all.get(&sheet.name).unwrap_or(&none);
    let mut out = String::with_capacity(sheet.before.len().saturating_add(sheet.after.len()).saturating_mul(2));
    out.push_str(&surroundings(&sheet.before, sheet, all));
    let mut given: BTreeMap<Group, usize> = BTreeMap::new();
    for row in &sheet.rows {
        let number = own.row(row.number);
        let block = sheet.blocks.iter().zip(&own.0).find(|(block, _)| (block.first..=block.last).contains(&row.number));
        match block {
            None => write_row(
                &mut out,
                sheet,
                row,
                number,
                &Source { values, item: None, all, copied: 0, places: None },
                styles,
            ),
            Some((block, insertion)) => {
                let pattern = sheet.row(block.pattern);
                let first = given.entry(block.group).or_insert(0);
                let mut one = |out: &mut String, number: u32, copied: u32, styles: &mut Styles| {
                    let item = Some((block.group, *first));
                    write_row(out, sheet, row, number, &Source { values, item, all, copied, places: pattern }, styles);
                    *first = first.saturating_add(block.beside.max(1));
                };
                one(&mut out, number, 0, styles);
                if row.number == block.last {
                    for copy in 1..=insertion.count {
                        one(&mut out, number.saturating_add(copy), copy, styles);
                    }
                }
            }
        }
    }
    out.push_str(&surroundings(&sheet.after, sheet, all));
    out
}

/// Where the words of a row come from.
struct Source<'a> {
    values: &'a PersonValues,
    /// The group that its rows are of, and the first item that it shows.
    item: Option<(Group, usize)>,
    all: &'a BTreeMap<String, Moves>,
    /// How far below its own place it is written, beyond what moved.
    copied: u32,
    /// The row whose places a ready blank one takes.
    places: Option<&'a FormRow>,
}

impl Source<'_> {
    /// What a field gives; `seen` counts how often the row has asked for it.
    fn give(&self, field: Field, seen: &mut BTreeMap<Field, usize>) -> Put {
        if field.group() == Group::Person {
            return self.values.own.get(&field).cloned().unwrap_or_default();
        }
        let Some((group, first)) = self.item.filter(|(group, _)| *group == field.group()) else { return Put::Blank };
        let times = seen.entry(field).or_insert(0);
        let at = first.saturating_add(*times);
        *times = times.saturating_add(1);
        let rows = self.values.rows.get(&group);
        rows.and_then(|rows| rows.get(at)).and_then(|row| row.get(&field)).cloned().unwrap_or_default()
    }
}

fn write_row(
    out: &mut String,
    sheet: &FormSheet,
    row: &FormRow,
    number: u32,
    source: &Source<'_>,
    styles: &mut Styles,
) {
    out.push_str(&with_attribute(&row.open, "r", &number.to_string()));
    let mut seen = BTreeMap::new();
    for cell in &row.cells {
        // A blank row that is ready takes the places of the pattern.
        let pattern = source.places.and_then(|row| row.cells.iter().find(|other| other.column == cell.column));
        let places = match pattern {
            Some(pattern) if cell.places.is_empty() && cell.is_blank() && cell.formula.is_none() => &pattern.places,
            _ => &cell.places,
        };
        let address = format!("{}{number}", column_name(cell.column));
        if places.is_empty() {
            plain_cell(out, sheet, cell, &address, row.number, source);
        } else {
            let put = filled(places, source, &mut seen);
            put_cell(out, sheet, cell, &address, &put, styles);
        }
    }
    let _ = write!(out, "</{}row>", sheet.prefix);
}

/// What a cell's places give together.
fn filled(places: &[Piece], source: &Source<'_>, seen: &mut BTreeMap<Field, usize>) -> Put {
    let mut field = |name: &String| Field::find(name).map(|field| source.give(field, seen)).unwrap_or_default();
    match places {
        [Piece::Placeholder(name)] => field(name),
        pieces => {
            let words: String = pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Words(words) => words.clone(),
                    Piece::Placeholder(name) => field(name).shown(),
                })
                .collect();
            Put::text(words)
        }
    }
}

/// The beginning of a cell's tag.
fn open(out: &mut String, sheet: &FormSheet, cell: &FormCell, address: &str, style: &str, kind: &str) {
    let _ = write!(out, "<{}c r=\"{address}\"", sheet.prefix);
    if !style.is_empty() {
        let _ = write!(out, " s=\"{style}\"");
    }
    for (name, value) in &cell.attributes {
        let _ = write!(out, " {name}=\"{value}\"");
    }
    if !kind.is_empty() {
        let _ = write!(out, " t=\"{kind}\"");
    }
}

fn put_cell(out: &mut String, sheet: &FormSheet, cell: &FormCell, address: &str, put: &Put, styles: &mut Styles) {
    let prefix = &sheet.prefix;
    match put {
        Put::Blank => {
            open(out, sheet, cell, address, &cell.style, "");
            out.push_str("/>");
        }
        Put::Text(text) => {
            open(out, sheet, cell, address, &cell.style, "inlineStr");
            let _ = write!(
                out,
                "><{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}is></{prefix}c>",
                escaped(text)
            );
        }
        Put::Number(number) => {
            let style = styles.number(&cell.style, *number);
            open(out, sheet, cell, address, &style, "");
            let _ = write!(out, "><{prefix}v>{}</{prefix}v></{prefix}c>", number.normalize());
        }
        Put::Share(share) => {
            let style = styles.percent(&cell.style, *share);
            open(out, sheet, cell, address, &style, "");
            let _ = write!(out, "><{prefix}v>{}</{prefix}v></{prefix}c>", share.normalize());
        }
    }
}

/// A cell without places: as it stands, but that formulas are moved, and calculated anew by whoever opens the copy.
fn plain_cell(out: &mut String, sheet: &FormSheet, cell: &FormCell, address: &str, row: u32, source: &Source<'_>) {
    let prefix = &sheet.prefix;
    let Some((tag, text)) = &cell.formula else {
        // Words that stand in the row that is copied stand in each copy.
        open(out, sheet, cell, address, &cell.style, &cell.kind);
        if cell.inner.is_empty() {
            out.push_str("/>");
        } else {
            let _ = write!(out, ">{}</{prefix}c>", cell.inner);
        }
        return;
    };
    // Another workbook is not there for whoever gets the copy: the value stays.
    if text.contains('[') && super::links_elsewhere(text) {
        let kept = without_formula(&cell.inner);
        open(out, sheet, cell, address, &cell.style, &cell.kind);
        let _ = write!(out, ">{kept}</{prefix}c>");
        return;
    }
    let in_block = source.item.is_some();
    let moved = moved_formula(text, Some((&sheet.name, row, source.copied, in_block)), source.all);
    open(out, sheet, cell, address, &cell.style, "");
    let tag = match attribute(tag, "ref") {
        Some(area) => with_attribute(
            tag,
            "ref",
            &source.all.get(&sheet.name).map_or_else(|| area.to_string(), |own| areas(&area, own)),
        ),
        None => tag.clone(),
    };
    let _ = write!(out, ">{tag}{}</{prefix}f></{prefix}c>", escaped(&moved));
}

/// A cell's content without its formula.
fn without_formula(inner: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for mark in marks(inner).unwrap_or_default() {
        match mark {
            Mark::Open { name: "f", empty, .. } => inside = !empty,
            Mark::Close { name: "f", .. } => inside = false,
            mark if !inside => out.push_str(mark.raw()),
            _ => {}
        }
    }
    out
}

/// A formula with what every sheet's rows moved. `place`: the sheet, the row, how far it is copied, whether the row is one of a block.
pub(super) fn moved_formula(
    text: &str,
    place: Option<(&str, u32, u32, bool)>,
    all: &BTreeMap<String, Moves>,
) -> String {
    let mut text = text.to_owned();
    let mut copied = place.map_or(0, |(_, _, copied, _)| copied);
    let own_sheet = place.map(|(sheet, ..)| sheet);
    for (name, moves) in all.iter().filter(|(name, moves)| !moves.is_empty() || Some(name.as_str()) == own_sheet) {
        let own = own_sheet == Some(name.as_str());
        if !own && moves.is_empty() {
            continue;
        }
        let from = place.filter(|(.., in_block)| own && *in_block).map_or(0, |(_, row, ..)| row);
        let down = if own { std::mem::take(&mut copied) } else { 0 };
        text = formula(&text, &Change { moves, sheet: name, own, copied: (down, 0), from });
    }
    text
}

/// What stands before and behind the rows: areas, breaks, formats, rules, links.
fn surroundings(text: &str, sheet: &FormSheet, all: &BTreeMap<String, Moves>) -> String {
    let Some(own) = all.get(&sheet.name).filter(|own| !own.is_empty()) else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    let mut inside = "";
    let mut in_merges = false;
    for mark in marks(text).unwrap_or_default() {
        match mark {
            Mark::Open { raw, name: "mergeCells", .. } => {
                in_merges = true;
                out.push_str(&without_attribute(raw, "count"));
                for ((left, top), (right, bottom)) in merged(sheet, own) {
                    let area = format!("{}{top}:{}{bottom}", column_name(left), column_name(right));
                    let _ = write!(out, "<{}mergeCell ref=\"{area}\"/>", sheet.prefix);
                }
            }
            Mark::Close { raw, name: "mergeCells" } => {
                in_merges = false;
                out.push_str(raw);
            }
            _ if in_merges => {}
            Mark::Open { raw, name: "brk", .. } => {
                let id = attribute(raw, "id").and_then(|id| id.parse::<u32>().ok());
                match id {
                    // A break stands behind the row of its number; those of columns lie beyond them.
                    Some(id) if inside == "rowBreaks" => {
                        out.push_str(&with_attribute(raw, "id", &own.area(1, id).1.to_string()))
                    }
                    _ => out.push_str(raw),
                }
            }
            Mark::Open { raw, name: name @ ("rowBreaks" | "colBreaks"), .. } => {
                inside = name;
                out.push_str(raw);
            }
            Mark::Open { raw, name, empty } => {
                let mut tag = raw.to_owned();
                for key in ["sqref", "ref", "topLeftCell", "activeCell"] {
                    if let Some(value) = attribute(&tag, key) {
                        let value = value.into_owned();
                        let moved = if matches!(key, "topLeftCell" | "activeCell") {
                            one(&value, own)
                        } else {
                            areas(&value, own)
                        };
                        tag = with_attribute(&tag, key, &moved);
                    }
                }
                if let Some(place) = attribute(&tag, "location").filter(|_| name == "hyperlink") {
                    let place = moved_formula(&place, Some((&sheet.name, 0, 0, false)), all);
                    tag = with_attribute(&tag, "location", &place);
                }
                if matches!(name, "formula" | "formula1" | "formula2" | "f" | "sqref") && !empty {
                    inside = if name == "sqref" { "sqref" } else { "formula" };
                }
                out.push_str(&tag);
            }
            Mark::Close { raw, name } => {
                if matches!(name, "formula" | "formula1" | "formula2" | "f" | "sqref" | "rowBreaks" | "colBreaks") {
                    inside = "";
                }
                out.push_str(raw);
            }
            Mark::Text(raw) if inside == "formula" => {
                out.push_str(&escaped(&moved_formula(&plain(raw), Some((&sheet.name, 0, 0, false)), all)));
            }
            Mark::Text(raw) if inside == "sqref" => out.push_str(&areas(raw, own)),
            mark => out.push_str(mark.raw()),
        }
    }
    out
}

/// A single place, which moves and never grows.
fn one(text: &str, own: &Moves) -> String {
    match super::reference::address(text) {
        Some((column, row)) => format!("{}{}", column_name(column), own.row(row)),
        None => text.to_owned(),
    }
}

/// The merged areas: those over the whole block grow, those within its last row stand in each new one.
fn merged(sheet: &FormSheet, own: &Moves) -> Vec<((u16, u32), (u16, u32))> {
    let mut out = Vec::new();
    for ((left, top), (right, bottom)) in sheet.merges.iter().copied() {
        let block = own.0.iter().find(|one| one.last == bottom);
        match block {
            Some(one) if top >= one.first => {
                let moved = own.row(top);
                out.push(((left, moved), (right, own.row(bottom))));
                if top == bottom {
                    out.extend((1..=one.count).map(|copy| {
                        let row = moved.saturating_add(copy);
                        ((left, row), (right, row))
                    }));
                } else if top == one.first && left == right {
                    // The whole block in one column: it grows.
                    out.pop();
                    out.push(((left, moved), (right, own.area(top, bottom).1)));
                }
            }
            _ => {
                let (moved, end) = own.area(top, bottom);
                out.push(((left, moved), (right, end)));
            }
        }
    }
    out
}
