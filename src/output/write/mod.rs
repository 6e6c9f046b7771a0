//! The one writer: a [`Book`] becomes the bytes of an .xlsx. Nothing outside this folder knows rust_xlsxwriter.
//!
//! The library writes a workbook but for its cells: styles, charts, conditional formats, print set-up, the package ([`frame`]).
//! Rows of cells, shared texts, sizes and merged areas are ours, filled into the library's parts ([`package`]) at [`marks`] together with
//! what it cannot say (chart caches over formulas, the East-Asian face). Two things cost it more than half of a department's
//! time: it hashes a whole format for every cell, and it writes each of twenty workbooks that differ in their cells only
//! ([`shape`]) from the beginning, on a thread a sheet.
//!
//! The same books give the same bytes: the creation date is the book's, and no clock, random number or hash order is in a
//! file.

mod cells;
mod chart;
mod chart_cache;
mod condition;
mod encrypt;
mod form;
mod formats;
mod frame;
mod marks;
mod package;
mod part;
mod shape;
mod sheet;
mod sizes;
mod strings;
mod styles;
mod theme;
mod xml;

pub use encrypt::encrypt;

use super::{Book, Style};
use crate::error::Error;
use cells::Cells;
use frame::Frame;
use styles::Styles;

/// The name of the custom property by which an output of this program is recognised.
pub const MARK: &str = "scorebook";

/// Deflate level: of a department's time 0.96 of what level 3 takes, for 1.03 of the size.
const DEFLATE_LEVEL: i64 = 1;

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
    Ok(together(std::slice::from_ref(book))?.pop().unwrap_or_default())
}

/// The bytes of several books as .xlsx, in their order. What books of one [`shape`] have in common is made once; they share
/// one list of styles.
///
/// # Errors
///
/// As [`to_bytes`].
pub fn together(books: &[Book]) -> Result<Vec<Vec<u8>>, Error> {
    let fail = |book: &Book, reason: String| Error::Write { name: book.properties.title.clone(), reason };
    let (plain, mut styles) = (Style::default(), Styles::default());
    let mut cells = Vec::with_capacity(books.len());
    for book in books {
        let of_sheets = book.sheets.iter().map(|sheet| Cells::of(sheet, &plain, &mut styles));
        cells.push(of_sheets.collect::<Result<Vec<_>, String>>().map_err(|reason| fail(book, reason))?);
    }
    let mut frames: Vec<(&Book, Frame)> = Vec::new();
    let mut written = Vec::with_capacity(books.len());
    for (book, cells) in books.iter().zip(&cells) {
        let at = frames.iter().position(|(first, _)| shape::same(first, book)).unwrap_or(frames.len());
        if at == frames.len() {
            frames.push((book, Frame::of(book, &styles).map_err(|failure| fail(book, failure.to_string()))?));
        }
        let Some((_, frame)) = frames.get(at) else { continue };
        written.push(package::filled(frame, book, cells).map_err(|error| fail(book, error.to_string()))?);
    }
    Ok(written)
}

#[cfg(test)]
mod tests;
