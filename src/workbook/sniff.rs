//! What a file is, by its bytes. Names lie: back-offices export web pages and CSV as .xls.

use super::cfb::{self, Container};
use super::package::Package;
use super::{refusal, xls, xlsx};
use crate::problem::{Code, Problem};

/// A format that is read.
pub(super) enum Format<'a> {
    /// .xlsx or .xlsm, with the name of its main part.
    Xlsx(Package<'a>, String),
    /// .ods.
    Ods(Package<'a>),
    /// .xls of Excel 97 or later.
    Xls(Container<'a>),
    /// An encrypted .xlsx or .xlsm.
    Encrypted(Container<'a>),
}

/// First bytes of formats that are refused by name of their kind (a variant of the text of E110).
const OTHER_KINDS: &[(&[u8], &str)] = &[
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xFF\xD8\xFF", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"RIFF", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xBC\xAF", "archive"),
    (b"\x1F\x8B", "archive"),
    (b"BZh", "archive"),
    (b"\xFD7zXZ", "archive"),
];

/// How a zip container begins.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";

/// How an OLE container begins.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How records of workbooks without a container begin: Excel 2 to 4.
const BARE_RECORDS: &[&[u8]] =
    &[b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00\x00\x05"];

/// Recognises a file; the problem says what it is instead of a workbook, and the way out.
pub(super) fn format(bytes: &[u8]) -> Result<Format<'_>, Problem> {
    if bytes.is_empty() {
        return Err(refusal::file(Code::EmptyFile));
    }
    if bytes.starts_with(ZIP) || bytes.starts_with(b"PK\x05\x06") {
        return zip(Package::open(bytes)?);
    }
    if bytes.starts_with(OLE) {
        // Programs that look for a zip directory at the end find another workbook there.
        if ends_as_zip(bytes) {
            return Err(refusal::ambiguous("stream"));
        }
        return ole(bytes);
    }
    if BARE_RECORDS.iter().any(|start| bytes.starts_with(start)) {
        return Err(refusal::file(Code::OldExcel));
    }
    // A few bytes of a real file's beginning: a transfer that broke off at once.
    if bytes.len() < OLE.len() && (OLE.starts_with(bytes) || ZIP.starts_with(bytes)) {
        return Err(refusal::file(Code::DamagedFile));
    }
    if let Some((_, kind)) = OTHER_KINDS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(other(kind));
    }
    Err(text(bytes))
}

/// Whether a file ends as a zip container does: its end record, whose comment reaches to the last byte.
fn ends_as_zip(bytes: &[u8]) -> bool {
    const END: &[u8] = b"PK\x05\x06";
    /// Bytes of the end record, and of the longest comment.
    const RECORD: usize = 22;
    const LONGEST: usize = 65_535;
    let from = bytes.len().saturating_sub(RECORD.saturating_add(LONGEST));
    let tail = bytes.get(from..).unwrap_or_default();
    tail.windows(RECORD).enumerate().any(|(at, record)| {
        record.starts_with(END)
            && cfb::u16_at(record, 20)
                .is_some_and(|comment| at.saturating_add(RECORD).saturating_add(usize::from(comment)) == tail.len())
    })
}

fn other(kind: &str) -> Problem {
    refusal::file(Code::OtherDocument).with("kind", kind)
}

/// Which kind of zip container it is.
fn zip(mut package: Package<'_>) -> Result<Format<'_>, Problem> {
    if let Some(mimetype) = package.start("mimetype", 100) {
        let mimetype = String::from_utf8_lossy(&mimetype).into_owned();
        if mimetype.starts_with("application/vnd.oasis") && package.has("[Content_Types].xml") {
            return Err(refusal::ambiguous("stream"));
        }
        if mimetype.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(Format::Ods(package));
        }
        if mimetype.starts_with("application/vnd.oasis.opendocument") {
            return Err(other(if mimetype.contains("presentation") { "slides" } else { "other" }));
        }
    }
    if package.has("[Content_Types].xml") || package.has("_rels/.rels") || package.has("xl/workbook.xml") {
        let main = xlsx::main_part(&mut package)?;
        return if main.ends_with(".bin") || (package.has("xl/workbook.bin") && !package.has(&main)) {
            Err(refusal::file(Code::BinaryWorkbook))
        } else if main.starts_with("word/") {
            Err(other("word"))
        } else if main.starts_with("ppt/") {
            Err(other("slides"))
        } else if package.has(&main) {
            Ok(Format::Xlsx(package, main))
        } else if package.has_folder("xl/") {
            Err(refusal::damaged(main))
        } else {
            Err(other("other"))
        };
    }
    if package.has("content.xml") && package.has("META-INF/manifest.xml") {
        // Without its first part some programs still take it for what the list of its parts says.
        return Ok(Format::Ods(package));
    }
    Err(other(if package.has_folder("index/") && package.has_folder("metadata/") { "numbers" } else { "archive" }))
}

/// Which kind of OLE container it is.
fn ole(bytes: &[u8]) -> Result<Format<'_>, Problem> {
    /// Class ids of WPS Spreadsheets: `ET…WPS…KINGSOFT` in letters, whatever the version in between.
    const KINGSOFT: &[u8] = b"KINGSOF";
    let container = Container::open(bytes)?;
    if container.has("EncryptedPackage") {
        return Ok(Format::Encrypted(container));
    }
    if container.class().windows(KINGSOFT.len()).any(|part| part == KINGSOFT) {
        return Err(refusal::file(Code::WpsWorkbook));
    }
    if container.has("Workbook") {
        if xls::is_older(&container)? {
            return Err(refusal::file(Code::OldExcel));
        }
        return Ok(Format::Xls(container));
    }
    Err(if container.has("Book") {
        refusal::file(Code::OldExcel)
    } else if container.has("WordDocument") {
        other("word")
    } else if container.has("PowerPoint Document") {
        other("slides")
    } else {
        other("other")
    })
}

/// Which kind of text it is, if it is text.
fn text(bytes: &[u8]) -> Problem {
    /// Bytes looked at: a byte order mark, a declaration, comments and styles before the first telling tag.
    const LOOKED_AT: usize = 4096;
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let wide = start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF");
    // Every other byte of UTF-16 is zero in markup and CSV; dropping them is enough to recognise it.
    let letters: String =
        start.iter().filter(|byte| !(wide && **byte == 0)).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let letters = letters.trim_start_matches(|c: char| !c.is_ascii_graphic());
    // What the first element is decides: pages are quoted in workbooks, and workbooks in pages.
    let root = root(letters);
    let xml = |kind: &str| refusal::file(Code::XmlSpreadsheet).with("kind", kind);
    match root {
        "office:document" => return xml("opendocument"),
        "workbook" | "ss:workbook" => return xml("excel"),
        _ if letters.starts_with("<?xml") && letters.contains("opendocument:xmlns:office") => {
            return xml("opendocument");
        }
        _ if letters.contains("urn:schemas-microsoft-com:office:spreadsheet") && root != "html" => return xml("excel"),
        _ => {}
    }
    if ["<html", "<!doctype html", "<table", "<head", "<meta", "<body", "<div", "<script"]
        .iter()
        .any(|tag| letters.contains(tag))
        || letters.starts_with("mime-version:")
    {
        return refusal::file(Code::WebPage);
    }
    if letters.starts_with("<?xml") {
        return xml("other");
    }
    let is_text = !start.is_empty()
        && (wide || start.iter().all(|byte| !byte.is_ascii_control() || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)))
        && is_mostly_words(start, wide);
    refusal::file(if is_text { Code::DelimitedText } else { Code::NotAWorkbook })
}

/// The name of the first element; empty where there is none.
fn root(letters: &str) -> &str {
    let mut rest = letters;
    while let Some((_, from)) = rest.split_once('<') {
        // Declarations and comments come before it.
        let skipped = from.strip_prefix("!--").map(|comment| comment.split_once("-->").map_or("", |(_, after)| after));
        rest = match skipped {
            Some(after) => after,
            None if from.starts_with(['?', '!']) => from,
            None => {
                return from.split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("");
            }
        };
    }
    ""
}

/// Whether bytes without control characters are words: UTF-8, or a Chinese code page, where bytes from 0x81 come in
/// pairs; random bytes hardly ever get so far.
fn is_mostly_words(start: &[u8], wide: bool) -> bool {
    let cut = start.len().saturating_sub(4);
    wide || std::str::from_utf8(start).is_ok()
        || std::str::from_utf8(start.get(..cut).unwrap_or(start)).is_ok()
        || start.iter().any(|byte| matches!(byte, b',' | b'\t' | b';' | b'\n'))
}
