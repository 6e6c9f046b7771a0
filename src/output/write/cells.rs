//! The cells of a sheet in the order of the file, and their XML.
//!
//! Rows and cells are the plainest part of the format (ECMA-376 part 1, §18.3.1.4 and §18.3.1.73).

use std::fmt::Write as _;

use chrono::NaiveDate;

use super::strings::Strings;
use super::styles::{Styles, Xf};
use super::{sizes, xml};
use crate::output::{Area, Cell, Content, Sheet, Style, Value};
use crate::{cell, decimal};

/// Day 0 of Excel's calendar, for days from March 1900.
const DAY_ZERO: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);

/// The cells of a sheet, in the order of rows and columns.
pub(super) struct Cells<'a> {
    sheet: &'a Sheet,
    slots: Vec<Slot<'a>>,
    /// The styles of columns, by their places among those of the workbook.
    columns: Vec<(u16, usize)>,
}

/// A cell that stands in the file.
struct Slot<'a> {
    row: u32,
    column: u16,
    content: &'a Content,
    /// The place of its style among those of the workbook.
    style: usize,
}

/// A cell of a merged area.
struct Covered {
    at: (u32, u16),
    /// Whether it is the top left one, which has the content.
    first: bool,
    /// The place of the area's style among those of the workbook.
    style: usize,
}

impl<'a> Cells<'a> {
    /// The cells of a sheet, their styles counted among those of the workbook.
    ///
    /// # Errors
    /// Merged areas that overlap, which no program opens.
    pub(super) fn of(sheet: &'a Sheet, plain: &'a Style, styles: &mut Styles<'a>) -> Result<Self, String> {
        let covered = covered(sheet, plain, styles)?;
        let mut slots = Vec::with_capacity(sheet.cells.len().saturating_add(covered.len()));
        let mut slot = |(row, column), content, style| {
            slots.push(Slot { row, column, content, style });
        };
        let mut covered = covered.into_iter().peekable();
        for (&at, cell) in &sheet.cells {
            while let Some(before) = covered.next_if(|one| one.at < at) {
                slot(before.at, &Content::Blank, before.style);
            }
            // Inside a merged area only the first cell has content; each may have borders of its own.
            match covered.next_if(|one| one.at == at) {
                Some(Covered { first: false, .. }) => slot(at, &Content::Blank, styles.number(&cell.style)),
                Some(Covered { first: true, style, .. }) => slot(at, &cell.content, style),
                None => slot(at, &cell.content, styles.number(&cell.style)),
            }
        }
        for behind in covered {
            slot(behind.at, &Content::Blank, behind.style);
        }
        let columns = sheet.column_styles.iter().map(|(column, style)| (*column, styles.number(style))).collect();
        Ok(Self { sheet, slots, columns })
    }

    /// Appends the area from the first cell to the last: `A1:M30`.
    pub(super) fn push_dimension(&self, out: &mut String) {
        let columns = self
            .slots
            .iter()
            .fold((u16::MAX, 0), |(least, most), slot| (least.min(slot.column), most.max(slot.column)));
        match self.slots.first().zip(self.slots.last()) {
            Some((first, last)) => Area::new(first.row, columns.0, last.row, columns.1).push_a1(out),
            None => out.push_str("A1"),
        }
    }

    /// Appends widths of columns and rows of cells, to the end of `<sheetData>`. The styles have got the numbers `xfs`, and
    /// texts go into the shared table.
    pub(super) fn push_grid(&self, out: &mut String, xfs: &[Xf], strings: &mut Strings<'a>) {
        /// Bytes of a cell, measured.
        const ROOM: usize = 48;
        let columns: Vec<(u16, &Xf)> =
            self.columns.iter().filter_map(|(column, style)| Some((*column, xfs.get(*style)?))).collect();
        sizes::push_columns(out, self.sheet, &columns);
        out.reserve(self.slots.len().saturating_mul(ROOM));
        out.push_str("<sheetData>");
        let width = self.slots.iter().map(|slot| slot.column).max().unwrap_or_default();
        let names: Vec<String> = (0..=width).map(cell::column_name).collect();
        let mut heights = self.sheet.rows.iter().peekable();
        for row in self.slots.chunk_by(|one, other| one.row == other.row) {
            let Some(number) = row.first().map(|slot| slot.row) else { continue };
            while let Some((&empty, &points)) = heights.next_if(|(at, _)| **at < number) {
                open_row(out, empty, Some(points), "/>");
            }
            let points = heights.next_if(|(at, _)| **at == number).map(|(_, points)| *points);
            open_row(out, number, points, ">");
            let line = u64::from(number).saturating_add(1).to_string();
            for slot in row {
                let name = names.get(usize::from(slot.column)).map_or("", String::as_str);
                let xf = xfs.get(slot.style).map_or("", Xf::attribute);
                push_cell(out, [name, &line], xf, slot.content, strings);
            }
            out.push_str("</row>");
        }
        for (&empty, &points) in heights {
            open_row(out, empty, Some(points), "/>");
        }
    }

    /// Appends `<mergeCells>` where areas are merged.
    pub(super) fn push_merges(&self, out: &mut String) {
        let areas = &self.sheet.merges;
        if areas.is_empty() {
            return;
        }
        let _ = write!(out, "<mergeCells count=\"{}\">", areas.len());
        for area in areas {
            out.push_str("<mergeCell ref=\"");
            area.push_a1(out);
            out.push_str("\"/>");
        }
        out.push_str("</mergeCells>");
    }

    /// Appends that texts which look like numbers, such as the id 00123, are texts on purpose: Excel marks none of them.
    pub(super) fn push_ignored(&self, out: &mut String) {
        let is_number = |slot: &Slot<'_>| matches!(slot.content, Content::Text(text) if text.parse::<f64>().is_ok());
        if self.slots.iter().any(is_number) {
            out.push_str("<ignoredErrors><ignoredError sqref=\"");
            self.push_dimension(out);
            out.push_str("\" numberStoredAsText=\"1\"/></ignoredErrors>");
        }
    }
}

/// Every cell of every merged area, in the order of the file.
fn covered<'a>(sheet: &'a Sheet, plain: &'a Style, styles: &mut Styles<'a>) -> Result<Vec<Covered>, String> {
    let mut covered = Vec::new();
    for area in &sheet.merges {
        let corner = (area.top, area.left);
        let style = styles.number(sheet.cells.get(&corner).map_or(plain, |cell: &Cell| &cell.style));
        for row in area.top..=area.bottom {
            for column in area.left..=area.right {
                let at = (row, column);
                covered.push(Covered { at, first: at == corner, style });
            }
        }
    }
    covered.sort_unstable_by_key(|one| one.at);
    let twice = covered.iter().zip(covered.iter().skip(1)).find(|(one, next)| one.at == next.at);
    match twice {
        Some((one, _)) => Err(format!("{}!{} is merged twice", sheet.name, cell::a1(one.at.0, one.at.1))),
        None => Ok(covered),
    }
}

/// A row's tag; `points` where it has a height of its own.
fn open_row(out: &mut String, row: u32, points: Option<f64>, end: &str) {
    out.push_str("<row r=\"");
    cell::push_row_number(out, row);
    out.push('"');
    sizes::push_height(out, points);
    out.push_str(end);
}

/// A cell. `xf` is the attribute with the number of its style.
fn push_cell<'a>(out: &mut String, name: [&str; 2], xf: &str, content: &'a Content, strings: &mut Strings<'a>) {
    let mut open = |kind: &str| {
        for piece in ["<c r=\"", name[0], name[1], "\"", xf, kind] {
            out.push_str(piece);
        }
    };
    let shared = match content {
        Content::Number(number) => {
            open("><v>");
            decimal::push_plain(out, *number);
            out.push_str("</v></c>");
            return;
        }
        Content::Date(day) => {
            let days = DAY_ZERO.map_or(0, |zero| day.signed_duration_since(zero).num_days());
            open("><v>");
            let _ = write!(out, "{days}</v></c>");
            return;
        }
        Content::Formula(formula, value) => {
            open(kind(value));
            out.push_str("><f>");
            xml::push_text(out, formula);
            out.push_str("</f><v>");
            push_value(out, value);
            out.push_str("</v></c>");
            return;
        }
        Content::Text(text) | Content::Link { text, .. } => strings.text(text),
        Content::Rich(runs) => strings.rich(runs),
        Content::Blank => None,
    };
    match shared {
        Some(index) => {
            open(" t=\"s\"><v>");
            out.push_str(itoa::Buffer::new().format(index));
            out.push_str("</v></c>");
        }
        // A cell without content is there for its style alone.
        None if xf.is_empty() => {}
        None => open("/>"),
    }
}

/// The attribute with the type of a formula's value; numbers need none.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Number(_) => "",
        Value::Text(_) => " t=\"str\"",
        Value::Bool(_) => " t=\"b\"",
        Value::NotAvailable => " t=\"e\"",
    }
}

fn push_value(out: &mut String, value: &Value) {
    match value {
        Value::Number(number) => decimal::push_plain(out, *number),
        Value::Text(text) => xml::push_text(out, xml::within_a_cell(text)),
        Value::Bool(is) => out.push(if *is { '1' } else { '0' }),
        Value::NotAvailable => out.push_str("#N/A"),
    }
}
