//! A workbook as cells by address, small enough to change one of them and save it again.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatScript, Formula};
use zip::write::SimpleFileOptions;

/// The value of a formula that was never calculated.
pub(crate) const UNCALCULATED: &str = "UNCALCULATED";

/// What a cell of a sample holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    Text(String),
    Number(f64),
    /// A number whose format shows percent.
    Percent(f64),
    /// A number whose format shows a date.
    Day(f64),
    /// A number under a number format of its own.
    Shown(f64, &'static str),
    /// A text that is struck out.
    Struck(&'static str),
    /// A text whose first piece is struck out, and one whose last piece is raised.
    StruckBefore(&'static str, &'static str),
    RaisedBehind(&'static str, &'static str),
    /// Nothing but a format.
    Blank,
    /// A formula with the value that was saved beside it.
    Formula(&'static str, &'static str),
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<f64> for Content {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// One sheet: its name, its cells by (row, column), its merged areas.
#[derive(Debug, Clone)]
pub(crate) struct Tab {
    pub(crate) name: String,
    cells: BTreeMap<(u32, u16), Content>,
    merges: Vec<(u32, u16, u32, u16)>,
    /// Hidden rows and columns, and whether the tab is.
    pub(crate) hidden: (Vec<u32>, Vec<u16>, bool),
}

/// A workbook.
#[derive(Debug, Clone, Default)]
pub(crate) struct Book {
    pub(crate) tabs: Vec<Tab>,
}

/// The zero-based position of an address: `D5` → (4, 3).
pub(crate) fn position(a1: &str) -> (u32, u16) {
    let letters = a1.trim_end_matches(|c: char| c.is_ascii_digit());
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u16::from(letter - b'A') + 1);
    (a1[letters.len()..].parse::<u32>().unwrap() - 1, column - 1)
}

impl Book {
    /// Adds a sheet with its rows; blanks are left out and numbers are written as numbers.
    pub(crate) fn sheet(&mut self, name: &str, rows: &[&[&str]]) -> &mut Self {
        let mut tab =
            Tab { name: name.to_owned(), cells: BTreeMap::new(), merges: Vec::new(), hidden: Default::default() };
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let content = text.parse::<f64>().map_or_else(|_| Content::from(*text), Content::Number);
                tab.cells.insert((u32::try_from(row).unwrap(), u16::try_from(column).unwrap()), content);
            }
        }
        self.tabs.push(tab);
        self
    }

    pub(crate) fn tab(&mut self, name: &str) -> &mut Tab {
        self.tabs.iter_mut().find(|tab| tab.name == name).unwrap()
    }

    pub(crate) fn without(&mut self, name: &str) -> &mut Self {
        self.tabs.retain(|tab| tab.name != name);
        self
    }

    /// Fills `考核指标!C3`.
    pub(crate) fn set(&mut self, address: &str, content: impl Into<Content>) -> &mut Self {
        let (sheet, a1) = address.rsplit_once('!').unwrap();
        self.tab(sheet).cells.insert(position(a1), content.into());
        self
    }

    /// Empties a cell.
    pub(crate) fn clear(&mut self, address: &str) -> &mut Self {
        let (sheet, a1) = address.rsplit_once('!').unwrap();
        self.tab(sheet).cells.remove(&position(a1));
        self
    }

    /// Fills a row from its first column on.
    pub(crate) fn row(&mut self, sheet: &str, row: u32, cells: &[&str]) -> &mut Self {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let content = text.parse::<f64>().map_or_else(|_| Content::from(*text), Content::Number);
            self.tab(sheet).cells.insert((row - 1, u16::try_from(column).unwrap()), content);
        }
        self
    }

    /// Puts a line above everything of a sheet.
    pub(crate) fn above(&mut self, sheet: &str, title: &str) -> &mut Self {
        let tab = self.tab(sheet);
        let moved = std::mem::take(&mut tab.cells).into_iter().map(|((row, column), cell)| ((row + 1, column), cell));
        tab.cells = moved.collect();
        tab.cells.insert((0, 0), Content::from(title));
        self
    }

    /// Empties rows.
    pub(crate) fn clear_rows(&mut self, sheet: &str, first: u32, last: u32) -> &mut Self {
        self.tab(sheet).cells.retain(|(row, _), _| *row + 1 < first || *row + 1 > last);
        self
    }

    /// Merges an area down from its first cell.
    pub(crate) fn merge(&mut self, sheet: &str, first: &str, last: &str) -> &mut Self {
        let ((top, left), (bottom, right)) = (position(first), position(last));
        self.tab(sheet).merges.push((top, left, bottom, right));
        self
    }

    /// The workbook's bytes; the same for the same cells.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let made = ExcelDateTime::from_ymd(2026, 11, 30).unwrap();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let plain = Format::new();
        let percent = Format::new().set_num_format("0.00%");
        let day = Format::new().set_num_format("yyyy/m/d");
        for tab in &self.tabs {
            let sheet = workbook.add_worksheet();
            sheet.set_name(&tab.name).unwrap();
            for (top, left, bottom, right) in &tab.merges {
                sheet.merge_range(*top, *left, *bottom, *right, "", &plain).unwrap();
            }
            for row in &tab.hidden.0 {
                sheet.set_row_hidden(*row).unwrap();
            }
            for column in &tab.hidden.1 {
                sheet.set_column_hidden(*column).unwrap();
            }
            sheet.set_hidden(tab.hidden.2);
            for ((row, column), content) in &tab.cells {
                match content {
                    Content::Text(text) => sheet.write_string(*row, *column, text),
                    Content::Number(number) => sheet.write_number(*row, *column, *number),
                    Content::Day(serial) => sheet.write_number_with_format(*row, *column, *serial, &day),
                    Content::Struck(text) => {
                        sheet.write_string_with_format(*row, *column, *text, &Format::new().set_font_strikethrough())
                    }
                    Content::StruckBefore(struck, rest) => {
                        let strike = Format::new().set_font_strikethrough();
                        sheet.write_rich_string(*row, *column, &[(&strike, *struck), (&plain, *rest)])
                    }
                    Content::RaisedBehind(text, raised) => {
                        let script = Format::new().set_font_script(FormatScript::Superscript);
                        sheet.write_rich_string(*row, *column, &[(&plain, *text), (&script, *raised)])
                    }
                    Content::Blank => sheet.write_blank(*row, *column, &percent),
                    Content::Percent(share) => sheet.write_number_with_format(*row, *column, *share, &percent),
                    Content::Shown(number, format) => {
                        let format = Format::new().set_num_format(*format);
                        sheet.write_number_with_format(*row, *column, *number, &format)
                    }
                    Content::Formula(formula, value) => {
                        sheet.write_formula(*row, *column, Formula::new(*formula).set_result(*value))
                    }
                }
                .unwrap();
            }
        }
        changed(&workbook.save_to_buffer().unwrap(), &|text| {
            text.replace(&format!("</f><v>{UNCALCULATED}</v>"), "</f>")
        })
    }

    /// The same of a program that counts days from 1904.
    pub(crate) fn bytes_from_1904(&self) -> Vec<u8> {
        changed(&self.bytes(), &|text| text.replace("<workbookPr ", r#"<workbookPr date1904="1" "#))
    }
}

/// The same file with the text of its parts changed. Formulas that were never calculated have no value at all.
fn changed(bytes: &[u8], change: &dyn Fn(&str) -> String) -> Vec<u8> {
    with_parts(bytes, &|_, content| change(&String::from_utf8(content).unwrap()).into_bytes(), &[])
}

/// The same file with its parts changed by their names, and with some more behind them.
pub(crate) fn with_parts(bytes: &[u8], change: &dyn Fn(&str, Vec<u8>) -> Vec<u8>, more: &[(&str, &str)]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let name = part.name().unwrap().into_owned();
        let content = change(&name, content);
        to.start_file(name, SimpleFileOptions::default().system(zip::System::Unix)).unwrap();
        to.write_all(&content).unwrap();
    }
    for (name, content) in more {
        to.start_file(*name, SimpleFileOptions::default().system(zip::System::Unix)).unwrap();
        to.write_all(content.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}
