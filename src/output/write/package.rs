//! A book's package: the frame of its shape, with what is the book's own filled in.

use std::io::{Cursor, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::cells::Cells;
use super::frame::Frame;
use super::part::{InCore, InSheet, Part};
use super::strings::Strings;
use super::{chart_cache, sheet, sizes, xml};
use crate::output::Book;

/// How parts are written. One level for all: the zip crate then makes one compressor serve the whole package.
pub(super) fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(super::DEFLATE_LEVEL))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600)
        // The same bytes wherever the program runs: unsaid, it would be the system that it was built for.
        .system(System::Unix)
}

/// How parts are written that are stored as they are.
pub(super) fn stored() -> SimpleFileOptions {
    options().compression_method(CompressionMethod::Stored).compression_level(None)
}

/// Bytes up to which a part is stored as it is: to pack it costs more time than its saved bytes are worth.
const STORED: usize = 1_200;

/// The package of a book. `cells` are those of its sheets, in order.
pub(super) fn filled(frame: &Frame, book: &Book, cells: &[Cells<'_>]) -> ZipResult<Vec<u8>> {
    let mut fixed = ZipArchive::new(Cursor::new(frame.fixed.as_slice()))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(frame.fixed.len().saturating_mul(4))));
    // The table of texts comes behind the sheets in the package.
    let mut strings = Strings::default();
    // What is stored comes last: the compressor would be made anew behind each such part.
    let mut small: Vec<(&str, String)> = Vec::new();
    for (name, part) in &frame.parts {
        let xml = match part {
            Part::Fixed(at) => {
                out.raw_copy_file(fixed.by_index_raw(*at)?)?;
                continue;
            }
            Part::Strings => strings.part(),
            Part::Sheet(at, form) => {
                let (Some(sheet), Some(cells)) = (book.sheets.get(*at), cells.get(*at)) else { continue };
                form.filled(|blank, out| match blank {
                    InSheet::Dimension => cells.push_dimension(out),
                    InSheet::Grid => cells.push_grid(out, &frame.xfs, &mut strings),
                    InSheet::Merges => cells.push_merges(out),
                    InSheet::Ignored => cells.push_ignored(out),
                    InSheet::Header => xml::push_text(out, sheet::limited(&sheet.page.header)),
                    InSheet::Footer => xml::push_text(out, sheet::limited(&sheet.page.footer)),
                })
            }
            Part::Workbook(form) => form.filled(|at, out| {
                if let Some((sheet, area)) = book.sheets.get(*at).and_then(|sheet| Some((sheet, sheet.page.area?))) {
                    xml::push_text(out, &sheet::reference(&sheet.name, area));
                }
            }),
            Part::Core(form) => form.filled(|blank, out| match blank {
                InCore::Title => xml::push_text(out, &book.properties.title),
                InCore::Subject => xml::push_text(out, &book.properties.subject),
            }),
            Part::Drawing(at, form) => form.filled(|chart, out| {
                let sheet = book.sheets.get(*at);
                if let Some((sheet, chart)) = sheet.and_then(|sheet| Some((sheet, sheet.charts.get(*chart)?))) {
                    sizes::push_chart_end(out, chart, sheet);
                }
            }),
            Part::Chart(sheet, at, form) => {
                let Some(chart) = book.sheets.get(*sheet).and_then(|sheet| sheet.charts.get(*at)) else { continue };
                let ranges = chart_cache::ranges(chart);
                form.filled(|range, out| {
                    if let Some((range, category)) = ranges.get(*range) {
                        chart_cache::push(out, range, *category);
                    }
                })
            }
        };
        if xml.len() <= STORED {
            small.push((name.as_str(), xml));
            continue;
        }
        out.start_file(name.as_str(), options())?;
        out.write_all(xml.as_bytes())?;
    }
    for (name, xml) in small {
        out.start_file(name, stored())?;
        out.write_all(xml.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}
