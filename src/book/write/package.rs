//! The pass over the finished package: chart parts get their caches, the theme its East-Asian face, sheets that hold a
//! marked text lose the mark. Every other part is copied as it stands, still deflated.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{chart_cache, fail, sheet, theme};
use crate::book::{Book, Content, Sheet, Value};
use crate::error::Error;

/// Rewrites the parts that need it.
pub(super) fn finish(book: &Book, bytes: Vec<u8>) -> Result<Vec<u8>, Error> {
    rewrite(book, bytes).map_err(|error| fail(book, &error))
}

fn rewrite(book: &Book, bytes: Vec<u8>) -> zip::result::ZipResult<Vec<u8>> {
    let room = bytes.len().saturating_add(bytes.len() / 8);
    let mut package = ZipArchive::new(Cursor::new(bytes))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(i64::from(super::DEFLATE_LEVEL)))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    let caches = chart_cache::caches(book);
    for at in 0..package.len() {
        let name = package.by_index_raw(at)?.name()?.into_owned();
        let xml = if name == theme::PART {
            Some(theme::xml())
        } else if name.starts_with("xl/charts/chart") {
            Some(chart_cache::fill(&text(&mut package, at)?, &caches))
        } else if sheet_of(book, &name).is_some_and(has_marked_text) {
            Some(text(&mut package, at)?.replace(sheet::TEXT_MARK, ""))
        } else {
            None
        };
        match xml {
            Some(xml) => {
                out.start_file(name, options)?;
                out.write_all(xml.as_bytes())?;
            }
            None => out.raw_copy_file(package.by_index_raw(at)?)?,
        }
    }
    Ok(out.finish()?.into_inner())
}

fn text(package: &mut ZipArchive<Cursor<Vec<u8>>>, at: usize) -> zip::result::ZipResult<String> {
    let mut part = package.by_index(at)?;
    let mut text = String::with_capacity(usize::try_from(part.size()).unwrap_or_default());
    part.read_to_string(&mut text)?;
    Ok(text)
}

/// The sheet that a part holds: `xl/worksheets/sheet1.xml` is the first.
fn sheet_of<'a>(book: &'a Book, part: &str) -> Option<&'a Sheet> {
    let number: usize = part.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?.parse().ok()?;
    book.sheets.get(number.checked_sub(1)?)
}

/// Whether a formula's text may have been marked.
fn has_marked_text(sheet: &Sheet) -> bool {
    sheet
        .cells
        .values()
        .any(|cell| matches!(&cell.content, Content::Formula(_, Value::Text(text)) if sheet::is_marked(text)))
}
