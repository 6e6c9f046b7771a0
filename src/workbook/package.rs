//! A zip container whose parts are read in bounded memory, whatever its directory claims.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::lean::without_blanks;
use super::limits::{ENTRIES, LEAN_BYTES, UNFOLDED_BYTES, WIDE_BYTES};
use super::utf16::Narrow;
use super::xml::{self, Xml};
use super::{refusal, zip_directory};
use crate::problem::{Code, Problem};

/// An opened container.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by their name in lower case with plain slashes: some writers differ between directory and references.
    names: BTreeMap<String, usize>,
    /// Bytes that the parts may still unfold to.
    unfolded: u64,
    /// Parts in UTF-16 that were read.
    wide: BTreeSet<String>,
}

impl<'a> Package<'a> {
    /// Opens a container. The directory is counted before it is read, since its own count may lie.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let entries =
            bytes.windows(zip_directory::ENTRY.len()).filter(|window| *window == zip_directory::ENTRY).count();
        if entries > ENTRIES {
            return Err(refusal::too_large("entries", ENTRIES));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refusal::file(Code::DamagedFile))?;
        // Which of two parts of one name a program shows is its own choice: no figure of such a file can be relied on.
        if archive.has_duplicate_names() {
            return Err(refusal::file(Code::DamagedFile));
        }
        zip_directory::judge(bytes, &mut archive)?;
        let mut names = BTreeMap::new();
        for (index, name) in archive.file_names_raw().enumerate() {
            let name = normal(&String::from_utf8_lossy(name));
            if names.insert(name.clone(), index).is_some() {
                return Err(refusal::ambiguous("zip").with("part", name));
            }
        }
        Ok(Self { bytes, archive, names, unfolded: UNFOLDED_BYTES, wide: BTreeSet::new() })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, part: &str) -> bool {
        self.names.contains_key(&normal(part))
    }

    /// Whether a part's name begins so.
    pub(super) fn has_folder(&self, prefix: &str) -> bool {
        self.names.range(prefix.to_owned()..).next().is_some_and(|(name, _)| name.starts_with(prefix))
    }

    /// Reads a part's XML; `None` where there is no such part. Whatever `read` unfolds counts against the common limit.
    pub(super) fn xml<T>(
        &mut self,
        part: &str,
        read: impl FnOnce(&mut Xml<ZipFile<'_, Cursor<&'a [u8]>>>) -> Result<T, Problem>,
    ) -> Result<Option<T>, Problem> {
        let Some(index) = self.names.get(&normal(part)).copied() else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|_| refusal::damaged(part))?;
        // An honest directory spares unfolding a bomb up to the limit; a lying one is caught on the way.
        if file.size() > self.unfolded {
            return Err(xml::unfolds_too_far());
        }
        let mut xml = Xml::new(file, part, self.unfolded);
        let value = read(&mut xml)?;
        self.unfolded = xml.unfolded();
        if xml.is_wide() {
            self.wide.insert(normal(part));
        }
        Ok(Some(value))
    }

    /// All bytes of the file.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// Bytes that the parts may still unfold to.
    pub(super) fn unfolded(&self) -> u64 {
        self.unfolded
    }

    /// Whether a part that was read is in UTF-16.
    pub(super) fn has_wide_parts(&self) -> bool {
        !self.wide.is_empty()
    }

    /// Where a part's name begins in the directory.
    pub(super) fn name_in_directory(&self, part: &str) -> Option<usize> {
        let index = self.names.get(&normal(part)).copied()?;
        let mut archive = self.archive.clone();
        let start = archive.by_index_raw(index).ok()?.central_header_start();
        usize::try_from(start).ok()?.checked_add(zip_directory::ENTRY_BEFORE_NAME)
    }

    /// A container of sheets alone, named by their numbers, with their texts, each part where every program looks for it and
    /// in UTF-8.
    pub(super) fn in_usual_places(&mut self, sheets: &[String], strings: Option<&str>) -> Result<Vec<u8>, Problem> {
        let mut into = ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let of_ours = |_| refusal::file(Code::DamagedFile);
        let put = |into: &mut ZipWriter<_>, name: &str, text: &str| -> Result<(), Problem> {
            into.start_file(name, plain).map_err(of_ours)?;
            into.write_all(text.as_bytes()).map_err(|_| refusal::file(Code::DamagedFile))
        };
        let numbers = || 0..sheets.len();
        let tabs: String = numbers().map(|at| format!(r#"<sheet name="{at}" r:id="r{at}"/>"#)).collect();
        let links: String = numbers()
            .map(|at| {
                format!(r#"<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="worksheets/{at}.xml"/>"#)
            })
            .collect();
        let to_main = format!(r#"<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>"#);
        put(&mut into, "_rels/.rels", &format!("<Relationships>{to_main}</Relationships>"))?;
        put(&mut into, "xl/workbook.xml", &format!("<workbook><sheets>{tabs}</sheets></workbook>"))?;
        put(&mut into, "xl/_rels/workbook.xml.rels", &format!("<Relationships>{links}</Relationships>"))?;
        let named = sheets.iter().enumerate().map(|(at, part)| (part.as_str(), format!("xl/worksheets/{at}.xml")));
        let mut wide = WIDE_BYTES;
        for (part, name) in named.chain(strings.map(|part| (part, "xl/sharedStrings.xml".to_owned()))) {
            let Some(index) = self.names.get(&normal(part)).copied() else { continue };
            if !self.wide.contains(&normal(part)) {
                let raw = self.archive.by_index_raw(index).map_err(of_ours)?;
                into.raw_copy_file_rename(raw, name.as_str()).map_err(of_ours)?;
                continue;
            }
            let file = self.archive.by_index(index).map_err(of_ours)?;
            let mut text = Vec::new();
            Narrow::new(file)
                .take(wide.saturating_add(1))
                .read_to_end(&mut text)
                .map_err(|_| refusal::damaged(part))?;
            wide = wide
                .checked_sub(u64::try_from(text.len()).unwrap_or(u64::MAX))
                .ok_or_else(|| refusal::too_large("part", WIDE_BYTES / 1_048_576))?;
            into.start_file(name, plain).map_err(of_ours)?;
            into.write_all(&text).map_err(|_| refusal::damaged(part))?;
        }
        into.finish().map(Cursor::into_inner).map_err(of_ours)
    }

    /// The container as it is, with what the second reader needs alone: the list of sheets and their relations, the texts, and the
    /// sheets without cells that only have a format. `None` where its parts are too large to be held at once.
    pub(super) fn lean(&mut self, folder: &str, sheets: &[String]) -> Result<Option<Vec<u8>>, Problem> {
        let of_ours = |_| refusal::file(Code::DamagedFile);
        let sheets: BTreeSet<String> = sheets.iter().map(|part| normal(part)).collect();
        let needed = ["workbook.xml", "_rels/workbook.xml.rels", "sharedStrings.xml"];
        let needed: BTreeSet<String> = needed.map(|part| normal(&format!("{folder}/{part}"))).into();
        let mut into = ZipWriter::new(Cursor::new(Vec::new()));
        let mut left = LEAN_BYTES;
        for (name, index) in &self.names {
            let is_sheet = sheets.contains(name);
            if !is_sheet && !needed.contains(name) && !OF_CONTAINER.contains(&name.as_str()) {
                continue;
            }
            let raw = self.archive.by_index_raw(*index).map_err(of_ours)?;
            let size = if is_sheet { raw.size() } else { raw.compressed_size() };
            let Some(rest) = left.checked_sub(size) else { return Ok(None) };
            left = rest;
            if !is_sheet {
                into.raw_copy_file(raw).map_err(of_ours)?;
                continue;
            }
            drop(raw);
            let mut file = self.archive.by_index(*index).map_err(of_ours)?;
            let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            into.start_file(file.name().map_err(of_ours)?.into_owned(), stored).map_err(of_ours)?;
            let mut part = Vec::new();
            file.by_ref().take(size).read_to_end(&mut part).map_err(|_| refusal::damaged(name))?;
            let lean = without_blanks(&part);
            into.write_all(lean.as_deref().unwrap_or(&part)).map_err(|_| refusal::damaged(name))?;
        }
        into.finish().map(|whole| Some(whole.into_inner())).map_err(of_ours)
    }

    /// The first bytes of a small part, such as `mimetype`.
    pub(super) fn start(&mut self, part: &str, length: u64) -> Option<Vec<u8>> {
        let index = self.names.get(&normal(part)).copied()?;
        let mut bytes = Vec::new();
        self.archive.by_index(index).ok()?.take(length).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// Parts of every container of this kind.
const OF_CONTAINER: [&str; 2] = ["[content_types].xml", "_rels/.rels"];

/// How the types of relations begin.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part's name as it is compared.
fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}
