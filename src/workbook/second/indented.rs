//! .ods files whose rows are indented, as some libraries and Gnumeric write them: calamine 0.38 takes the blanks between two cells for
//! a mistake and gives the file up (tests/suite/library_limits.rs notices when it no longer does).

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::workbook::limits::WIDE_BYTES;
use crate::workbook::package::Package;

/// What calamine opens of an .ods file before the sheets.
const BEFORE: [&str; 2] = ["mimetype", "META-INF/manifest.xml"];

/// What only a row holds, and its end: in front of them blanks are no content.
const IN_ROWS: [&str; 3] = ["<table:table-cell", "<table:covered-table-cell", "</table:table-row"];

/// The same file for calamine, with nothing between the cells of a row; `None` where it is too large or no text.
pub(super) fn without_blanks(package: &mut Package<'_>) -> Option<Vec<u8>> {
    let mut into = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, bytes: &[u8]| {
        into.start_file(name, plain).ok()?;
        into.write_all(bytes).ok()
    };
    for part in BEFORE {
        put(part, &whole(package, part)?)?;
    }
    let content = String::from_utf8(whole(package, "content.xml")?).ok()?;
    put("content.xml", tight(&content).as_bytes())?;
    into.finish().ok().map(Cursor::into_inner)
}

fn whole(package: &mut Package<'_>, part: &str) -> Option<Vec<u8>> {
    let bytes = package.start(part, WIDE_BYTES.saturating_add(1))?;
    (u64::try_from(bytes.len()).ok()? <= WIDE_BYTES).then_some(bytes)
}

fn tight(content: &str) -> String {
    content
        .split_inclusive('>')
        .map(|piece| match piece.trim_start() {
            tag if IN_ROWS.iter().any(|begin| tag.starts_with(begin)) => tag,
            _ => piece,
        })
        .collect()
}
