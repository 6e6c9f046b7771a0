//! .ods: `content.xml` of a zip container (ISO/IEC 26300). Cells say their type and value themselves; formats and
//! repeated empty cells cost nothing.

#![allow(clippy::redundant_closure, reason = "a function's own lifetimes are not general enough for `Package::xml`")]

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use chrono::NaiveDate;
use quick_xml::events::BytesStart;

use super::limits::{Budget, CELL_CHARACTERS, SHEETS};
use super::package::Package;
use super::value::{self, Epoch, Shown};
use super::xml::{Node, Xml, qualified};
use super::{Area, Cell, Sheet, Value, Workbook, address, merges, own_output, refusal};
use crate::diagnostic::{Code, Problem};

/// Reads the workbook.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, Problem> {
    if package.xml("META-INF/manifest.xml", |xml| is_encrypted(xml))?.unwrap_or(false) {
        return Err(refusal::file(Code::Encrypted));
    }
    let mut budget = Budget::default();
    let sheets =
        package.xml("content.xml", |xml| content(xml, &mut budget))?.ok_or_else(|| refusal::damaged("content.xml"))?;
    let is_own_output = package.xml("meta.xml", |xml| own_output::in_custom_properties(xml))?.unwrap_or(false);
    Ok(Workbook { sheets, is_own_output })
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

/// The cell that is being read.
#[derive(Default)]
struct Open {
    kind: String,
    value: String,
    text: String,
    paragraphs: usize,
    is_error: bool,
    has_formula: bool,
    repeated: u32,
    span: Option<(u32, u32)>,
    covered: bool,
}

/// The sheet that is being read.
struct OpenSheet {
    name: Arc<str>,
    cells: BTreeMap<(u32, u16), Cell>,
    merges: Vec<Area>,
    row: u32,
    column: u32,
    /// How often the current row stands.
    repeated: u32,
    /// The current row's filled cells.
    filled: Vec<(u32, Cell)>,
    /// A copy of another file's cells, kept for formulas; no sheet of this workbook.
    is_link: bool,
}

fn content<R: Read>(xml: &mut Xml<R>, budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let mut sheets = Vec::new();
    let mut sheet: Option<OpenSheet> = None;
    let mut cell: Option<Open> = None;
    // Depth inside a note, a drawing or a table in a cell; and inside paragraphs.
    let (mut aside, mut paragraph) = (0_usize, 0_usize);
    let mut days_from_1904 = false;
    loop {
        match xml.next()? {
            Node::Start(element) => {
                if aside > 0 {
                    aside = aside.saturating_add(1);
                    continue;
                }
                let name = element.name();
                let name = name.as_ref();
                match (&mut sheet, &mut cell) {
                    (None, _) if name == "table:table" => {
                        if sheets.len() >= SHEETS {
                            return Err(refusal::too_large("sheets", SHEETS));
                        }
                        let title = qualified(&element, "table:name").unwrap_or_default();
                        budget.text(title.len())?;
                        sheet = Some(OpenSheet::new(&title));
                    }
                    (None, _) if name == "table:null-date" => {
                        let day = qualified(&element, "table:date-value");
                        days_from_1904 = day.is_some_and(|day| day.starts_with("1904"));
                    }
                    (None, _) if name == "table:tracked-changes" => aside = 1,
                    (None, _) => {}
                    // Blanks, tabs and breaks are elements, so that text grows here too.
                    (Some(_), Some(open)) if open.text.len() > CELL_CHARACTERS.saturating_mul(4) => {
                        return Err(refusal::too_large("characters", CELL_CHARACTERS));
                    }
                    (Some(_), Some(open)) => match name {
                        "text:p" | "text:h" => {
                            if open.paragraphs > 0 {
                                open.text.push('\n');
                            }
                            open.paragraphs = open.paragraphs.saturating_add(1);
                            paragraph = paragraph.saturating_add(1);
                        }
                        "text:s" => {
                            let count =
                                number(&element, "text:c").min(u32::try_from(CELL_CHARACTERS).unwrap_or(u32::MAX));
                            open.text.extend((0..count).map(|_| ' '));
                        }
                        "text:tab" => open.text.push('\t'),
                        "text:line-break" => open.text.push('\n'),
                        _ if name.starts_with("text:") => {}
                        _ => aside = 1,
                    },
                    (Some(sheet), None) => match name {
                        "table:table-row" => {
                            sheet.column = 0;
                            sheet.repeated = number(&element, "table:number-rows-repeated");
                        }
                        "table:table-cell" | "table:covered-table-cell" => cell = Some(begin(&element)),
                        "table:table-source" => sheet.is_link = true,
                        // A table may stand within a cell only; anywhere else it would end the sheet around it.
                        "table:table" => return Err(refusal::damaged("content.xml")),
                        "table:shapes" | "office:forms" => aside = 1,
                        _ => {}
                    },
                }
            }
            Node::Text(piece) => {
                if let Some(open) = cell.as_mut().filter(|_| aside == 0 && paragraph > 0) {
                    push_collapsed(&mut open.text, &piece);
                    if open.text.len() > CELL_CHARACTERS.saturating_mul(4) {
                        return Err(refusal::too_large("characters", CELL_CHARACTERS));
                    }
                }
            }
            Node::End(element) => {
                if aside > 0 {
                    aside = aside.saturating_sub(1);
                    continue;
                }
                match element.name().as_ref() {
                    "text:p" | "text:h" => paragraph = paragraph.saturating_sub(1),
                    "table:table-cell" | "table:covered-table-cell" => {
                        if let (Some(open), Some(sheet)) = (cell.take(), sheet.as_mut()) {
                            sheet.end_cell(open, budget)?;
                        }
                    }
                    "table:table-row" => {
                        if let Some(sheet) = sheet.as_mut() {
                            sheet.end_row(budget)?;
                        }
                    }
                    "table:table" => {
                        if let Some(done) = sheet.take().filter(|sheet| !sheet.is_link) {
                            sheets.push(done.finish(days_from_1904));
                        }
                    }
                    _ => {}
                }
            }
            Node::Eof => return Ok(sheets),
            Node::Empty(_) | Node::Other => {}
        }
    }
}

/// White space in paragraphs counts as one space, and none at the start; `text:s` stands for the others.
fn push_collapsed(text: &mut String, piece: &str) {
    for character in piece.chars() {
        if matches!(character, ' ' | '\t' | '\n' | '\r') {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        } else {
            text.push(character);
        }
    }
}

/// A count in an attribute; 1 where there is none.
fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    qualified(element, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

/// Takes a cell's attributes.
fn begin(element: &BytesStart<'_>) -> Open {
    let mut open =
        Open { repeated: 1, covered: element.name().as_ref() == "table:covered-table-cell", ..Open::default() };
    let (mut columns, mut rows) = (1, 1);
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    for found in attributes.flatten() {
        let count = || found.value.parse::<u32>().unwrap_or(1).max(1);
        match found.key.as_ref() {
            "office:value-type" => open.kind = found.value.to_string(),
            "calcext:value-type" => open.is_error = found.value == "error",
            "office:value" | "office:date-value" | "office:time-value" | "office:boolean-value" => {
                open.value = found.value.to_string();
            }
            "table:formula" => open.has_formula = true,
            "table:number-columns-repeated" => open.repeated = count(),
            "table:number-columns-spanned" => columns = count(),
            "table:number-rows-spanned" => rows = count(),
            _ => {}
        }
    }
    open.span = (columns > 1 || rows > 1).then_some((rows, columns));
    open
}

impl OpenSheet {
    fn new(name: &str) -> Self {
        Self {
            name: Arc::from(name),
            cells: BTreeMap::new(),
            merges: Vec::new(),
            row: 0,
            column: 0,
            repeated: 1,
            filled: Vec::new(),
            is_link: false,
        }
    }

    fn end_cell(&mut self, open: Open, budget: &mut Budget) -> Result<(), Problem> {
        let (column, repeated) = (self.column, open.repeated);
        self.column = column.saturating_add(repeated);
        if let Some((rows, columns)) = open.span {
            budget.merge()?;
            let last = |start: u32, count: u32| start.checked_add(count)?.checked_sub(1);
            let first = address::position(Some(self.row), Some(column));
            let end = address::position(last(self.row, rows), last(column, columns));
            let (Some(first), Some(end)) = (first, end) else {
                return Err(refusal::outside("table:number-rows-spanned"));
            };
            self.merges.push(Area { top: first.0, left: first.1, bottom: end.0, right: end.1 });
        }
        if open.covered {
            return Ok(());
        }
        if let Some(cell) = finish(open) {
            for offset in 0..repeated {
                budget.cell()?;
                if let Value::Text(text) | Value::Error(text) | Value::Unusable(text) = &cell.value {
                    budget.text(text.len())?;
                }
                self.filled.push((column.saturating_add(offset), cell.clone()));
            }
        }
        Ok(())
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<(), Problem> {
        let filled = std::mem::take(&mut self.filled);
        if !filled.is_empty() {
            for offset in 0..self.repeated {
                for (column, cell) in &filled {
                    if offset > 0 {
                        budget.cell()?;
                        if let Value::Text(text) | Value::Error(text) | Value::Unusable(text) = &cell.value {
                            budget.text(text.len())?;
                        }
                    }
                    let row = self.row.saturating_add(offset);
                    let at = address::position(Some(row), Some(*column))
                        .ok_or_else(|| refusal::outside("table:number-rows-repeated"))?;
                    self.cells.insert(at, cell.clone());
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        self.repeated = 1;
        Ok(())
    }

    fn finish(mut self, days_from_1904: bool) -> Sheet {
        merges::uncover(&mut self.cells, &self.merges);
        Sheet { name: self.name, cells: self.cells, merges: self.merges, days_from_1904 }
    }
}

/// The value of a cell; `None` for one that only has a format.
fn finish(open: Open) -> Option<Cell> {
    let plain = |value| Some(Cell { value, percent: false });
    if open.is_error || (open.has_formula && is_error_text(&open.text)) {
        return plain(Value::Error(open.text));
    }
    match open.kind.as_str() {
        "" if open.has_formula => plain(Value::Uncalculated),
        "float" | "currency" => Some(value::number_text(&open.value, Shown::Plain, Epoch::Y1900)),
        "percentage" => Some(value::number_text(&open.value, Shown::Percent, Epoch::Y1900)),
        "boolean" => plain(Value::Bool(open.value == "true")),
        "date" => match value::iso_date(&open.value) {
            Some(date) => plain(Value::Date(date)),
            None => plain(Value::Unusable(open.value)),
        },
        "time" => match duration(&open.value) {
            Some(seconds) => {
                let first = NaiveDate::from_ymd_opt(1899, 12, 31)?.and_hms_opt(0, 0, 0)?;
                plain(Value::Date(first.checked_add_signed(chrono::Duration::try_seconds(seconds)?)?))
            }
            None => plain(Value::Unusable(open.value)),
        },
        _ => value::text(open.text),
    }
}

/// What LibreOffice shows for a formula that failed: `#DIV/0!`, `Err:502`.
fn is_error_text(text: &str) -> bool {
    text.starts_with("Err:") || (text.starts_with('#') && text.ends_with(['!', '?', 'A']))
}

/// Seconds of a duration such as `PT08H30M00S`.
fn duration(text: &str) -> Option<i64> {
    let (mut seconds, mut digits) = (0_i64, String::new());
    for character in text.strip_prefix("PT")?.chars() {
        let unit = match character {
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => {
                digits.push(character);
                continue;
            }
        };
        let count: i64 = digits.split(['.', ',']).next()?.parse().ok()?;
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        digits.clear();
    }
    Some(seconds)
}
