//! A workbook changed by a script: the fuzzer's bytes are read as steps, each of which changes the XML of one part of a valid workbook as a
//! whole (elements and texts taken out, doubled, moved, given other values), so that what comes out still is a file that a reader gets into.

use std::io::{Cursor, Read, Write};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// Valid workbooks, small ones: a department of two people, one with growth over a column, a month with other rules, an unfilled template's kin.
const VALID: [&[u8]; 4] = [
    include_bytes!("../samples/errors/office/2026-11.xlsx"),
    include_bytes!("../samples/errors/office/2026-12-上期列.xlsx"),
    include_bytes!("../samples/errors/office/2026-09-否决.xlsx"),
    include_bytes!("../samples/customer-service-zh-CN-2026-11.xlsx"),
];

/// What stands in cells and attributes where somebody means harm or is careless.
const VALUES: [&str; 48] = [
    "",
    " ",
    "0",
    "-1",
    "1e308",
    "-1e-320",
    "NaN",
    "inf",
    "99999999999999999999999999999",
    "0.1",
    "100%",
    "8800%",
    "1.5亿",
    "１２３",
    "3,2,1",
    "N/A",
    "不适用",
    "—",
    "是",
    "优秀",
    "2026-13",
    "2026-02-30",
    "46000",
    "-46000",
    "=1+1",
    "@SUM(A1)",
    "\u{202e}1.23",
    "\u{feff}E001",
    "E002",
    "A1",
    "XFD1048576",
    "A0",
    "AAAA1",
    "$A$1:$B$2",
    "s",
    "str",
    "e",
    "b",
    "inlineStr",
    "d",
    "4294967296",
    "每低5%扣2分，扣完为止",
    "≥90%得100分；80%-90%得80分",
    "已解决数/咨询数*100",
    "上期(已解决数)",
    "客服",
    "合计",
    "&#0;",
];

/// Steps of a script that are taken; more only make a file that nobody gets into.
const STEPS: usize = 48;

/// A workbook made of a valid one by a script.
pub(super) fn workbook(script: &[u8]) -> Vec<u8> {
    let (first, steps) = script.split_first().unwrap_or((&0, &[]));
    let valid = VALID[usize::from(*first) % VALID.len()];
    let mut parts = parts_of(valid);
    for step in steps.chunks_exact(6).take(STEPS) {
        take(step, &mut parts);
    }
    packed(&parts)
}

/// A part's name and its XML, cut into tags and what stands between them.
type Part = (String, Vec<String>);

fn parts_of(valid: &[u8]) -> Vec<Part> {
    let mut zip = zip::ZipArchive::new(Cursor::new(valid)).expect("a valid workbook");
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a valid workbook");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("parts are XML");
        let name = file.name().expect("a valid workbook").into_owned();
        parts.push((name, cut(&text)));
    }
    // Sheets, texts and styles first: most steps fall there.
    parts.sort_by_key(|(name, _)| (!name.contains("worksheets/sheet"), !name.contains("sharedStrings"), name.clone()));
    parts
}

fn cut(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for sign in text.chars() {
        if sign == '<' {
            pieces.push(String::new());
        }
        let last = pieces.len() - 1;
        pieces[last].push(sign);
        if sign == '>' {
            pieces.push(String::new());
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

fn take(step: &[u8], parts: &mut Vec<Part>) {
    let [kind, part, high, low, more, value] = *step else { return };
    let count = parts.len();
    if count == 0 {
        return;
    }
    // Three of four steps fall on the sheets and texts.
    let near = count.min(10);
    let at = if part < 192 { usize::from(part) % near } else { usize::from(part) % count };
    let place = usize::from(high) << 8 | usize::from(low);
    let value = VALUES[usize::from(value) % VALUES.len()];
    match kind % 14 {
        12 => drop(parts.remove(at)),
        13 => {
            let mut twin = parts[at].clone();
            twin.0.push_str(if more % 2 == 0 { "" } else { "x" });
            parts.push(twin);
        }
        kind => {
            let other = parts[usize::from(more) % near].1.clone();
            change(kind, &mut parts[at].1, (place, usize::from(more)), value, &other);
        }
    }
}

fn change(kind: u8, pieces: &mut Vec<String>, (place, more): (usize, usize), value: &str, other: &[String]) {
    let length = pieces.len();
    if length == 0 {
        return;
    }
    let at = place % length;
    let end = (at + 1 + more % 8).min(length);
    match kind {
        0 => drop(pieces.drain(at..end)),
        1 => {
            let twins = pieces[at..end].to_vec();
            pieces.splice(at..at, twins);
        }
        2 => pieces.swap(at, (at + 1 + more) % length),
        // A text between tags, the next one behind the place.
        3..=5 => {
            if let Some(found) = (at..length).chain(0..at).find(|at| !pieces[*at].starts_with('<')) {
                pieces[found] = value.to_owned();
            }
        }
        // An attribute's value.
        6..=8 => {
            if let Some(found) = (at..length).chain(0..at).find(|at| pieces[*at].contains("=\"")) {
                pieces[found] = with_attribute(&pieces[found], more, value);
            }
        }
        9 => pieces.truncate(at),
        10 => {
            let from = place % other.len().max(1);
            let taken = other.get(from..(from + 1 + more % 8).min(other.len())).unwrap_or_default().to_vec();
            pieces.splice(at..at, taken);
        }
        // A whole element of a cell's kind, doubled further on: two cells of one address, two values in one cell.
        _ => {
            let begin = (at..length)
                .find(|at| ["<c ", "<row", "<v>", "<is>", "<si>"].iter().any(|tag| pieces[*at].starts_with(tag)));
            if let Some(begin) = begin {
                let end = (begin + 1 + more % 24).min(length);
                let twins = pieces[begin..end].to_vec();
                let to = (end + more).min(length);
                pieces.splice(to..to, twins);
            }
        }
    }
}

fn with_attribute(tag: &str, which: usize, value: &str) -> String {
    let mut pieces: Vec<&str> = tag.split('"').collect();
    // Every second piece is a value.
    let values = pieces.len() / 2;
    if values > 0 {
        pieces[1 + 2 * (which % values)] = value;
    }
    pieces.join("\"")
}

fn packed(parts: &[Part]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, pieces) in parts {
        // A name that is there already is refused by the writer: two of one name are the reader's own tests' matter.
        if zip.start_file(name.as_str(), plain).is_ok() {
            for piece in pieces {
                zip.write_all(piece.as_bytes()).expect("memory takes every part");
            }
        }
    }
    zip.finish().expect("memory takes every part").into_inner()
}
