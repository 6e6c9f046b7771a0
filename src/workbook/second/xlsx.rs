//! .xlsx by the second reader: cell by cell, in the order of the part.

use std::io::{Cursor, Read, Seek};
use std::sync::Arc;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::overlay::Overlay;
use super::{Comparison, Seen, attempt, comparison, unreadable};
use crate::problem::Problem;
use crate::workbook::package::Package;
use crate::workbook::{Difference, Sheet, Value, Workbook};

/// What our reader found out about the container.
pub(in crate::workbook) struct Tabs {
    /// The folder of the main part.
    pub(in crate::workbook) folder: String,
    /// The part of the texts.
    pub(in crate::workbook) strings: Option<String>,
    /// The part of each sheet that was read.
    pub(in crate::workbook) parts: Vec<String>,
    /// Whether something stands where calamine does not look for it, or in a form that it does not take.
    pub(in crate::workbook) is_unusual: bool,
}

/// Reads every sheet again.
pub(in crate::workbook) fn xlsx(
    package: &mut Package<'_>,
    tabs: &Tabs,
    workbook: &mut Workbook,
) -> Result<(), Problem> {
    let names: Vec<Arc<str>> = workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let is_unusual = tabs.is_unusual || package.has_wide_parts();
    let found = if is_unusual {
        None
    } else if let Some(lean) = package.lean(&tabs.folder, &tabs.parts)? {
        compare(Cursor::new(lean), workbook, &names)
    } else {
        compare(Overlay::new(package.bytes(), without_formats(package, tabs)), workbook, &names)
    };
    let found = match found {
        Some(found) => found,
        // The same parts in their usual places.
        None => {
            let usual = package.in_usual_places(&tabs.parts, tabs.strings.as_deref())?;
            let names: Vec<Arc<str>> = (0..tabs.parts.len()).map(|at| at.to_string().into()).collect();
            compare(Cursor::new(usual), workbook, &names)
                .unwrap_or_else(|| names.iter().map(|_| unreadable()).collect())
        }
    };
    for (sheet, differences) in workbook.sheets.iter_mut().zip(found) {
        sheet.differences = differences;
    }
    Ok(())
}

/// Hides formats and the theme: which numbers are dates is not compared, and a style costs calamine hundreds of bytes.
fn without_formats(package: &Package<'_>, tabs: &Tabs) -> Vec<(usize, u8)> {
    let parts = ["styles.xml", "theme/theme1.xml"].map(|part| format!("{}/{part}", tabs.folder));
    parts.iter().filter_map(|part| package.name_in_directory(part)).map(|at| (at, b'?')).collect()
}

/// The differences of each sheet, by the names that the sheets have in `source`; `None` where calamine can't open it.
fn compare<RS: Read + Seek>(source: RS, workbook: &Workbook, names: &[Arc<str>]) -> Option<Vec<Vec<Difference>>> {
    let mut theirs = attempt(|| Xlsx::new(source).ok())?;
    let sheets = workbook.sheets.iter().zip(names);
    Some(
        sheets.map(|(sheet, name)| attempt(|| of_sheet(&mut theirs, sheet, name)).unwrap_or_else(unreadable)).collect(),
    )
}

fn of_sheet<RS: Read + Seek>(theirs: &mut Xlsx<RS>, sheet: &Sheet, name: &str) -> Option<Vec<Difference>> {
    let mut cells = theirs.worksheet_cells_reader(name).ok()?;
    let mut comparison = comparison(sheet);
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                see(&mut comparison, row, column, cell.get_value());
            }
            Ok(None) => break,
            // An error value of a later Excel: the reader goes on behind it.
            Err(XlsxError::CellError(_)) => {}
            Err(_) => return None,
        }
    }
    Some(comparison.finish(sheet))
}

fn see<'a, I: Iterator<Item = ((u32, u16), &'a Value)>>(
    comparison: &mut Comparison<'a, I>,
    row: u32,
    column: u32,
    value: &DataRef<'_>,
) {
    match value {
        DataRef::Error(error) => comparison.see(row, column, Seen::Error(&error.to_string())),
        #[expect(clippy::cast_precision_loss, reason = "whole numbers of a sheet are floats already")]
        DataRef::Int(number) => comparison.see(row, column, Seen::Number(*number as f64)),
        DataRef::Float(number) => comparison.see(row, column, Seen::Number(*number)),
        DataRef::String(text) => comparison.see(row, column, Seen::Text(text)),
        DataRef::SharedString(text) => comparison.see(row, column, Seen::Text(text)),
        DataRef::Bool(value) => comparison.see(row, column, Seen::Bool(*value)),
        DataRef::DateTime(moment) => comparison.see(row, column, Seen::Number(moment.as_f64())),
        DataRef::DateTimeIso(text) => comparison.see(row, column, Seen::Day(text)),
        DataRef::DurationIso(text) => comparison.see(row, column, Seen::Time(text)),
        DataRef::Empty => comparison.see(row, column, Seen::Nothing),
    }
}
