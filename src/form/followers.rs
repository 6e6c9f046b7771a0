//! Parts that a sheet leads to, whose places go along with its rows: drawings, comments, tables, charts.

use std::collections::BTreeMap;

use super::fill::moved_formula;
use super::markup::{Mark, attribute, escaped, marks, plain, with_attribute};
use super::reference::{Moves, areas};

/// A drawing, whose anchors name rows from 0.
pub(super) fn drawing(text: &str, own: &Moves) -> String {
    let mut out = String::with_capacity(text.len());
    let mut in_row = false;
    for mark in marks(text).unwrap_or_default() {
        match mark {
            Mark::Open { raw, name: "row", .. } => {
                in_row = true;
                out.push_str(raw);
            }
            Mark::Close { raw, name: "row" } => {
                in_row = false;
                out.push_str(raw);
            }
            Mark::Text(raw) if in_row => out.push_str(&from_zero(raw, own)),
            mark => out.push_str(mark.raw()),
        }
    }
    out
}

/// A row counted from 0, moved.
fn from_zero(text: &str, own: &Moves) -> String {
    match text.trim().parse::<u32>() {
        Ok(row) => own.row(row.saturating_add(1)).saturating_sub(1).to_string(),
        Err(_) => text.to_owned(),
    }
}

/// Comments and tables, whose tags name cells and areas.
pub(super) fn referring(text: &str, own: &Moves) -> String {
    let mut out = String::with_capacity(text.len());
    for mark in marks(text).unwrap_or_default() {
        match mark {
            Mark::Open { raw, name: "comment" | "table" | "autoFilter" | "sortState" | "sortCondition", .. } => {
                match attribute(raw, "ref") {
                    Some(area) => {
                        let area = area.into_owned();
                        let moved = if area.contains(':') { areas(&area, own) } else { one_cell(&area, own) };
                        out.push_str(&with_attribute(raw, "ref", &moved));
                    }
                    None => out.push_str(raw),
                }
            }
            mark => out.push_str(mark.raw()),
        }
    }
    out
}

/// A cell, which moves and never grows.
fn one_cell(text: &str, own: &Moves) -> String {
    match super::reference::address(text) {
        Some((column, row)) => format!("{}{}", crate::cell::column_name(column), own.row(row)),
        None => text.to_owned(),
    }
}

/// The shapes of comments: their rows, and the corners of their boxes.
pub(super) fn notes(text: &str, own: &Moves) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = "";
    for mark in marks(text).unwrap_or_default() {
        match mark {
            Mark::Open { raw, name: name @ ("Row" | "Anchor"), empty: false } => {
                inside = name;
                out.push_str(raw);
            }
            Mark::Close { raw, name: "Row" | "Anchor" } => {
                inside = "";
                out.push_str(raw);
            }
            Mark::Text(raw) if inside == "Row" => out.push_str(&from_zero(raw, own)),
            // Column, offset, row, offset, twice.
            Mark::Text(raw) if inside == "Anchor" => {
                let numbers: Vec<String> = raw
                    .split(',')
                    .enumerate()
                    .map(
                        |(at, number)| {
                            if matches!(at, 2 | 6) { from_zero(number, own) } else { number.trim().to_owned() }
                        },
                    )
                    .collect();
                out.push_str(&numbers.join(", "));
            }
            mark => out.push_str(mark.raw()),
        }
    }
    out
}

/// A chart, whose formulas name areas of sheets. The values that it keeps are those of the form: whoever opens it takes the copy's own.
pub(super) fn chart(text: &str, all: &BTreeMap<String, Moves>) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut inside, mut in_cache) = (false, false);
    for mark in marks(text).unwrap_or_default() {
        match mark {
            Mark::Open { name: "strCache" | "numCache" | "multiLvlStrCache", empty, .. } => in_cache = !empty,
            Mark::Close { name: "strCache" | "numCache" | "multiLvlStrCache", .. } => in_cache = false,
            _ if in_cache => {}
            Mark::Open { raw, name: "f", empty: false } => {
                inside = true;
                out.push_str(raw);
            }
            Mark::Close { raw, name: "f" } => {
                inside = false;
                out.push_str(raw);
            }
            // A series of one cell is one of an area of one cell: it grows as that of a sum does.
            Mark::Text(raw) if inside => {
                let moved = moved_formula(&format!("SUM({})", plain(raw)), None, all);
                let bare = moved.strip_prefix("SUM(").and_then(|rest| rest.strip_suffix(')')).unwrap_or(&moved);
                out.push_str(&escaped(bare));
            }
            mark => out.push_str(mark.raw()),
        }
    }
    out
}
