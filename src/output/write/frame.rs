//! What the library writes of a book, once for all books of its shape: fixed parts, and forms for the parts that differ.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use zip::result::{ZipError, ZipResult};
use zip::{ZipArchive, ZipWriter};

use super::part::{self, Part};
use super::styles::{Styles, Xf};
use super::{DEFAULT_COLUMN_PX, DEFAULT_ROW_PX, chart, formats, package, sheet, theme};
use crate::output::Book;

/// Deflate level of the library's package, whose larger parts are compressed again: the fastest that it takes.
const LEVEL: u8 = 1;

/// Bytes up to which a fixed part is stored as it is: the lists of one relation, of which each page has two. All others are
/// compressed once for many books.
const TINY: usize = 300;

/// The library's part of a book.
pub(super) struct Frame {
    /// The parts in the order of the package.
    pub(super) parts: Vec<(String, Part)>,
    /// A package of the fixed parts, compressed.
    pub(super) fixed: Vec<u8>,
    /// The numbers of the styles, in their order.
    pub(super) xfs: Vec<Xf>,
}

/// Why there is no frame.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The library refuses what the book asks for.
    #[error(transparent)]
    Refused(#[from] XlsxError),
    /// The library's package is none.
    #[error(transparent)]
    Package(#[from] ZipError),
    /// The library writes a part in a way that is not known here.
    #[error("{0} is not written as expected")]
    Unknown(String),
}

impl Frame {
    /// The frame of a book, and of every book of its shape whose styles are among `styles`.
    pub(super) fn of(book: &Book, styles: &Styles<'_>) -> Result<Self, Failure> {
        let mut package = ZipArchive::new(Cursor::new(written(book, styles)?))?;
        let first =
            package.index_for_name(part::FIRST_SHEET).ok_or_else(|| Failure::Unknown(part::FIRST_SHEET.into()))?;
        let xfs = styles.numbers(&text(&mut package, first)?);
        let mut fixed = Fixed { package: ZipWriter::new(Cursor::new(Vec::new())), parts: 0 };
        let mut parts = Vec::with_capacity(package.len());
        for at in 0..package.len() {
            let name = package.by_index_raw(at)?.name()?.into_owned();
            let part = match Part::of(&name, book, || text(&mut package, at))? {
                Some(part) => part,
                None => Part::Fixed(fixed.add(&name, &mut package, at)?),
            };
            parts.push((name, part));
        }
        Ok(Self { parts, fixed: fixed.package.finish()?.into_inner(), xfs })
    }
}

/// The package of fixed parts while it is made.
struct Fixed {
    package: ZipWriter<Cursor<Vec<u8>>>,
    parts: usize,
}

impl Fixed {
    /// Takes a part of the library's, and tells its place.
    fn add(&mut self, name: &str, from: &mut ZipArchive<Cursor<Vec<u8>>>, at: usize) -> ZipResult<usize> {
        // Compressed anew: copied as it is, a part would carry the mark of the system that the library was built for, and the
        // same book would have other bytes on Windows.
        let xml = if name == theme::PART { theme::xml() } else { text(from, at)? };
        self.package.start_file(name, if xml.len() <= TINY { package::stored() } else { package::options() })?;
        self.package.write_all(xml.as_bytes())?;
        let place = self.parts;
        self.parts = place.saturating_add(1);
        Ok(place)
    }
}

/// The workbook as the library writes it, without its cells. In their stead the first sheet shows the styles' numbers, and a
/// text sees to it that there is a table of texts.
fn written(book: &Book, styles: &Styles<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(LEVEL);
    workbook.set_default_format(&formats::normal(), DEFAULT_ROW_PX, DEFAULT_COLUMN_PX)?;
    workbook.set_properties(&properties(book));
    for (at, sheet) in book.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        sheet::write(sheet, worksheet)?;
        for chart in &sheet.charts {
            chart::insert(chart, sheet, worksheet)?;
        }
        if at == 0 {
            worksheet.write_string(0, 0, "-")?;
            styles.show(worksheet)?;
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

fn text(package: &mut ZipArchive<Cursor<Vec<u8>>>, at: usize) -> ZipResult<String> {
    let mut part = package.by_index(at)?;
    let mut text = String::with_capacity(usize::try_from(part.size()).unwrap_or_default());
    part.read_to_string(&mut text)?;
    Ok(text)
}
