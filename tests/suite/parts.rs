//! What a written workbook holds, part by part.

use std::io::{Cursor, Read};

/// The names and texts of all parts of a workbook, one behind the other.
pub(crate) fn text_of(workbook: Vec<u8>) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        all.push_str(&file.name().unwrap());
        let mut part = Vec::new();
        file.read_to_end(&mut part).unwrap();
        all.push_str(&String::from_utf8_lossy(&part));
    }
    all
}
