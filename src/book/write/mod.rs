//! The one writer: a [`Book`] becomes the bytes of an .xlsx. Nothing outside this folder knows rust_xlsxwriter.
//!
//! The same book gives the same bytes: the creation date is the book's, and no clock, random number or hash order is in a
//! file. What the library cannot say (chart caches over formulas, the East-Asian face, the type of a formula's text) is
//! put right by one pass over the package, [`package`].

mod chart;
mod chart_cache;
mod condition;
mod encrypt;
mod formats;
mod package;
mod runs;
mod sheet;
mod theme;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

pub use encrypt::encrypt;

use super::Book;
use crate::error::Error;
use formats::Formats;

/// The name of the custom property by which an output of this program is recognised.
pub const MARK: &str = "scorebook";

/// Deflate level: Excel's own; 0.7 of the time of level 6 for 1.06 of the size.
const DEFLATE_LEVEL: u8 = 3;

/// Pixels of Excel's default column and row where the Normal style is 微软雅黑 at 10 pt.
const DEFAULT_COLUMN_PX: u32 = 64;
const DEFAULT_ROW_PX: u32 = 22;

/// The bytes of a book as .xlsx.
///
/// # Errors
///
/// [`Error::Write`] when the book asks for what the format does not allow (overlapping merges, sheet names that are
/// refused): a defect of the report that built it.
pub fn to_bytes(book: &Book) -> Result<Vec<u8>, Error> {
    written(book).map_err(|error| fail(book, &error)).and_then(|bytes| package::finish(book, bytes))
}

/// An [`Error::Write`] of a book.
fn fail(book: &Book, reason: &impl ToString) -> Error {
    Error::Write { name: book.properties.title.clone(), reason: reason.to_string() }
}

/// The book as the library writes it.
fn written(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(DEFLATE_LEVEL);
    workbook.set_default_format(&formats::normal(), DEFAULT_ROW_PX, DEFAULT_COLUMN_PX)?;
    workbook.set_properties(&properties(book));
    let mut formats = Formats::new();
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        sheet::write(sheet, worksheet, &mut formats)?;
        for chart in &sheet.charts {
            chart::insert(chart, sheet, worksheet)?;
        }
    }
    workbook.save_to_buffer()
}

fn properties(book: &Book) -> DocProperties {
    let own = &book.properties;
    let pinned = own.created.and_time(chrono::NaiveTime::MIN);
    let properties = DocProperties::new()
        .set_title(&own.title)
        .set_subject(&own.subject)
        .set_author(&own.author)
        .set_company(&own.company)
        .set_creation_datetime(&pinned);
    own.custom.iter().fold(properties, |properties, (name, value)| properties.set_custom_property(name, value.as_str()))
}

#[cfg(test)]
mod tests;
