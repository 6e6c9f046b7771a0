//! .xls and .ods by the second reader, which takes in the whole file at once.

use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, Xls, XlsOptions};

use super::overlay::Overlay;
use super::{Seen, attempt, comparison, indented, unreadable};
use crate::problem::Problem;
use crate::workbook::limits::{AREA, WHOLE_BYTES};
use crate::workbook::package::Package;
use crate::workbook::{Difference, Sheet, Workbook, refusal};

/// Reads every sheet of an .xls file again; `changes` keep from calamine what it does not need.
pub(in crate::workbook) fn xls(
    bytes: &[u8],
    changes: Vec<(usize, u8)>,
    workbook: &mut Workbook,
) -> Result<(), Problem> {
    if bytes.len() > WHOLE_BYTES {
        return Err(refusal::too_large("whole", WHOLE_BYTES / 1_048_576));
    }
    fits(workbook)?;
    let theirs = attempt(|| Xls::new_with_options(Overlay::new(bytes, changes), unicode()).ok());
    compare(theirs, workbook);
    Ok(())
}

/// Texts are Unicode since Excel 97, whatever code page a file names: some libraries name that of their machine, and calamine believes it.
fn unicode() -> XlsOptions {
    const UNICODE: u16 = 1200;
    let mut options = XlsOptions::default();
    options.force_codepage = Some(UNICODE);
    options
}

/// Reads every sheet of an .ods file again.
pub(in crate::workbook) fn ods(package: &mut Package<'_>, workbook: &mut Workbook) -> Result<(), Problem> {
    fits(workbook)?;
    match attempt(|| Ods::new(Cursor::new(package.bytes())).ok()) {
        Some(theirs) => compare(Some(theirs), workbook),
        None => {
            let tight = indented::without_blanks(package);
            compare(tight.and_then(|tight| attempt(|| Ods::new(Cursor::new(tight)).ok())), workbook);
        }
    }
    Ok(())
}

/// Calamine keeps a place for every cell between the first and the last filled one of a sheet.
fn fits(workbook: &Workbook) -> Result<(), Problem> {
    let mut places = 0_u64;
    for sheet in &workbook.sheets {
        let (Some((first, _)), Some((last, _))) = (sheet.cells.first_key_value(), sheet.cells.last_key_value()) else {
            continue;
        };
        let columns = sheet.cells.keys().map(|(_, column)| *column);
        let width = columns.clone().max().unwrap_or_default().saturating_sub(columns.min().unwrap_or_default());
        let height = u64::from(last.0.saturating_sub(first.0)).saturating_add(1);
        places = places.saturating_add(height.saturating_mul(u64::from(width).saturating_add(1)));
        if places > AREA {
            return Err(refusal::at_sheet(refusal::too_large("area", AREA), &sheet.name));
        }
    }
    Ok(())
}

fn compare<RS, R: Reader<RS>>(mut theirs: Option<R>, workbook: &mut Workbook)
where
    RS: std::io::Read + std::io::Seek,
{
    for sheet in &mut workbook.sheets {
        let range = attempt(|| theirs.as_mut()?.worksheet_range(&sheet.name).ok());
        sheet.differences = range.map_or_else(unreadable, |range| of_sheet(&range, sheet));
    }
}

fn of_sheet(range: &Range<Data>, sheet: &Sheet) -> Vec<Difference> {
    let mut comparison = comparison(sheet);
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let place = |start: u32, by: usize| u32::try_from(by).ok().and_then(|by| start.checked_add(by));
        let (Some(row), Some(column)) = (place(top, row), place(left, column)) else { continue };
        match value {
            Data::Error(error) => comparison.see(row, column, Seen::Error(&error.to_string())),
            #[expect(clippy::cast_precision_loss, reason = "whole numbers of a sheet are floats already")]
            Data::Int(number) => comparison.see(row, column, Seen::Number(*number as f64)),
            Data::Float(number) => comparison.see(row, column, Seen::Number(*number)),
            Data::String(text) => comparison.see(row, column, Seen::Text(text)),
            Data::Bool(value) => comparison.see(row, column, Seen::Bool(*value)),
            Data::DateTime(moment) => comparison.see(row, column, Seen::Number(moment.as_f64())),
            Data::DateTimeIso(text) => comparison.see(row, column, Seen::Day(text)),
            Data::DurationIso(text) => comparison.see(row, column, Seen::Time(text)),
            Data::Empty => {}
        }
    }
    comparison.finish(sheet)
}
