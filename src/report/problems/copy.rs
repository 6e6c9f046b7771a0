//! A faulty sheet as it stands, with the faulty cells coloured and a note on each.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveTime};
use rust_decimal::Decimal;

use super::look;
use crate::lang::Lang;
use crate::messages;
use crate::output::{Area, Cell, Content, Line, Page, Sheet, Style, metrics, palette};
use crate::problem::{Place, Problem, render};
use crate::workbook::{self, Value};

/// Cells that all copies together hold. A month of a department has some thousands; a copy is for looking at, and each cell
/// with its style takes a kilobyte while the workbook is written.
pub(super) const CELLS: usize = 20_000;

/// Characters of a text that are copied: more than the lines that a row shows.
const CHARACTERS: usize = 300;

/// Cells that one merged area may cover to be copied as merged; a sheet merged whole is shown without.
const MERGED_CELLS: u64 = 5_000;

/// Size of the text, in tenths of a point.
const SIZE: u16 = 90;

/// Widths of columns in pixels: no narrower, no wider.
const NARROWEST: f64 = 48.0;
const WIDEST: f64 = 260.0;

/// Lines of a row that are shown before the rest is cut.
const LINES: u32 = 8;

/// A copied sheet.
pub(super) struct Copy<'a> {
    /// The sheet of the input.
    pub of: &'a workbook::Sheet,
    /// Its copy.
    pub sheet: Sheet,
    /// Whether the sheet has more cells than are copied.
    pub cut: bool,
    /// Merged cells by what they cover.
    anchors: BTreeMap<(u32, u16), (u32, u16)>,
}

impl<'a> Copy<'a> {
    /// Copies a sheet with its problems; `room` is how many cells may still be copied.
    pub(super) fn new(
        of: &'a workbook::Sheet,
        name: String,
        problems: &[&Problem],
        lang: Lang,
        room: &mut usize,
    ) -> Self {
        let mut copy = Self { of, sheet: Sheet::new(name), cut: of.cells.len() > *room, anchors: BTreeMap::new() };
        copy.sheet.gridlines = true;
        for (at, cell) in of.cells.iter().take(*room) {
            copy.sheet.put(at.0, at.1, copied(cell, lang));
        }
        copy.merge(*room);
        *room = room.saturating_sub(of.cells.len());
        copy.mark(problems, lang);
        copy.size();
        copy.sheet.page = Page { landscape: true, ..Page::default() };
        copy
    }

    /// The cell of the copy that shows what the input's cell shows: the first one of a merged area.
    pub(super) fn shows(&self, row: u32, column: u16) -> (u32, u16) {
        self.anchors.get(&(row, column)).copied().unwrap_or((row, column))
    }

    /// Takes over merged areas that a workbook may hold: more than one cell, none over another.
    fn merge(&mut self, room: usize) {
        let mut left = room;
        for area in &self.of.merges {
            let high = u64::from(area.bottom.saturating_sub(area.top)).saturating_add(1);
            let wide = u64::from(area.right.saturating_sub(area.left)).saturating_add(1);
            let size = high.saturating_mul(wide);
            let small = usize::try_from(size).unwrap_or(usize::MAX);
            if !(2..=MERGED_CELLS).contains(&size) || small > left {
                continue;
            }
            let covered = || (area.top..=area.bottom).flat_map(|row| (area.left..=area.right).map(move |at| (row, at)));
            if covered().any(|at| self.anchors.contains_key(&at)) {
                continue;
            }
            left = left.saturating_sub(small);
            self.anchors.extend(covered().map(|at| (at, (area.top, area.left))));
            self.sheet.merges.push(*area);
            let first = self.sheet.cells.entry((area.top, area.left)).or_insert_with(|| Cell::blank(plain()));
            if area.left < area.right {
                first.style = std::mem::take(&mut first.style).center();
            }
        }
    }

    /// Colours the faulty cells and gives each a note with all that is said about it.
    fn mark(&mut self, problems: &[&Problem], lang: Lang) {
        let mut found: BTreeMap<(u32, u16), Vec<&Problem>> = BTreeMap::new();
        for problem in problems {
            if let Place::Cell(cell) = &problem.place {
                found.entry(self.shows(cell.row, cell.column)).or_default().push(problem);
            }
        }
        for ((row, column), problems) in found {
            let worst = problems.iter().map(|problem| problem.severity()).min();
            let notes: Vec<String> = problems.iter().map(|problem| note(problem, lang)).collect();
            let cell = self.sheet.cells.entry((row, column)).or_insert_with(|| {
                // The cell is empty, or beyond what is copied.
                self.of.get(row, column).map_or_else(|| Cell::blank(plain()), |cell| copied(cell, lang))
            });
            if let Some(worst) = worst {
                cell.style = look(worst, std::mem::take(&mut cell.style));
            }
            cell.note = Some(notes.join("\n\n"));
            let merged = self.sheet.merges.iter().find(|area| (area.top, area.left) == (row, column)).copied();
            if let Some(area) = merged {
                // Excel draws the frame of a merged area from the cells that it covers.
                let style = cell.style.clone();
                self.sheet.paint(area, &style);
            }
        }
    }

    /// Widths for the texts of single cells, and heights for what wraps.
    fn size(&mut self) {
        let merged: BTreeMap<(u32, u16), Area> =
            self.sheet.merges.iter().map(|area| ((area.top, area.left), *area)).collect();
        let mut widths: BTreeMap<u16, f64> = BTreeMap::new();
        for (at, cell) in &self.sheet.cells {
            let px = metrics::text_px(&printed(&cell.content), SIZE) + 14.0;
            let width = widths.entry(at.1).or_insert(NARROWEST);
            // A title that stands alone in its row runs on over its empty neighbours.
            let alone = self.sheet.cells.range((at.0, 0)..=(at.0, u16::MAX)).nth(1).is_none();
            if merged.get(at).is_none_or(|area| area.left == area.right) && !alone {
                *width = width.max(px).min(WIDEST);
            }
        }
        self.sheet.columns = widths.into_iter().map(|(column, px)| (column, metrics::column_chars(px))).collect();
        let mut heights: BTreeMap<u32, f64> = BTreeMap::new();
        for (at, cell) in &mut self.sheet.cells {
            if self.anchors.get(at).is_some_and(|anchor| anchor != at) {
                continue;
            }
            let merged = merged.get(at).copied();
            let area = merged.unwrap_or(Area::cell(at.0, at.1));
            let text = printed(&cell.content);
            let lines = metrics::lines(&text, SIZE, metrics::area_px(&self.sheet.columns, area)).min(LINES);
            let next = self.of.get(at.0, at.1.saturating_add(1)).is_some();
            cell.style.wrap = lines > 1 && (next || text.contains('\n') || merged.is_some());
            let lines = if cell.style.wrap && area.top == area.bottom { lines } else { 1 };
            let height = heights.entry(at.0).or_insert(0.0);
            *height = height.max(metrics::row_height(lines, SIZE));
        }
        self.sheet.rows = heights;
    }
}

/// What a note says of a problem: severity and code, what is wrong, how to mend it.
fn note(problem: &Problem, lang: Lang) -> String {
    let severity = messages::say(lang, render::severity_text(problem.severity()), &[]);
    let mut lines = vec![format!("{severity} {}", problem.code.id()), problem.headline(lang)];
    lines.extend(problem.hint(lang));
    lines.join("\n")
}

fn plain() -> Style {
    Style::new(SIZE, palette::INK)
}

/// A cell's content as text, as near as widths need it.
fn printed(content: &Content) -> String {
    match content {
        Content::Text(text) => text.clone(),
        Content::Number(number) => crate::decimal::plain(*number),
        Content::Date(day) => day.to_string(),
        Content::Blank | Content::Rich(_) | Content::Formula(..) | Content::Link { .. } => String::new(),
    }
}

/// A cell of the input with its value and no formula.
fn copied(cell: &workbook::Cell, lang: Lang) -> Cell {
    let style = plain().bottom(Line::Dotted, palette::LINE);
    match &cell.value {
        Value::Number(number) if cell.percent => {
            let places = number.checked_mul(Decimal::ONE_HUNDRED).map_or(0, |hundred| hundred.normalize().scale());
            let zeros = "0".repeat(usize::try_from(places.min(6)).unwrap_or(0));
            let format = if zeros.is_empty() { "0%".to_owned() } else { format!("0.{zeros}%") };
            Cell::number(*number, style.format(format))
        }
        Value::Number(number) => Cell::number(*number, style),
        // Days before 1900 are none in Excel.
        Value::Date(moment) if moment.time() == NaiveTime::MIN && (1901..=9999).contains(&moment.year()) => {
            Cell::new(Content::Date(moment.date()), style.format("yyyy-mm-dd"))
        }
        Value::Uncalculated => Cell::text(messages::say(lang, "issues-uncalculated", &[]), style.color(palette::MUTED)),
        Value::Text(_) | Value::Bool(_) | Value::Date(_) | Value::Error(_) | Value::Unusable(_) => {
            let mut text = cell.shown();
            if let Some((end, _)) = text.char_indices().nth(CHARACTERS) {
                text.truncate(end);
                text.push('…');
                text.shrink_to_fit();
            }
            Cell::text(text, style)
        }
    }
}
