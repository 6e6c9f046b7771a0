//! An .xlsx as the parts of its container: some are read as text and written anew, the others stay byte for byte.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::sniff::{self, Format};
use super::{limits, refusal};
use crate::error::Error;
use crate::problem::{Code, Place, Problem};

/// Bytes that the parts of a form which are read as text may have together: it has some hundred thousand. Taken apart, each of them takes
/// up to seventy bytes.
const TEXT_BYTES: u64 = 2 * 1024 * 1024;

/// An .xlsx or .xlsm whose container was judged as that of every workbook is.
#[derive(Debug, Clone)]
pub struct Parts {
    bytes: Vec<u8>,
    /// Names in the order of the container.
    names: Vec<String>,
    /// The name of the main part.
    pub main: String,
}

/// Parts that are read for the first time.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The container.
    pub parts: &'a Parts,
    left: Cell<u64>,
}

impl Reading<'_> {
    /// The text of a part; `None` where there is none of that name.
    ///
    /// # Errors
    /// As [`Parts::text`], and where all parts together are too large.
    pub fn text(&self, name: &str) -> Result<Option<String>, Problem> {
        let text = self.parts.within(name, self.left.get())?;
        let length = text.as_ref().map_or(0, |text| u64::try_from(text.len()).unwrap_or(u64::MAX));
        self.left.set(self.left.get().saturating_sub(length));
        Ok(text)
    }
}

impl Parts {
    /// Opens a container.
    ///
    /// # Errors
    /// The problem of what is no .xlsx or .xlsm, is encrypted, damaged or unfolds too far.
    pub fn open(bytes: &[u8]) -> Result<Self, Problem> {
        if bytes.len() > limits::FILE_BYTES {
            return Err(super::too_many_bytes());
        }
        let main = match sniff::format(bytes)? {
            Format::Xlsx(_, main) => main,
            Format::Encrypted(_) => return Err(refusal::file(Code::Encrypted)),
            Format::Ods(_) | Format::Xls(_) => return Err(Problem::new(Code::FormNotXlsx, Place::File)),
        };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refusal::file(Code::DamagedFile))?;
        let mut names = Vec::new();
        let mut unfolded = 0_u64;
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index).map_err(|_| refusal::file(Code::DamagedFile))?;
            unfolded = unfolded.saturating_add(file.size());
            names.push(file.name().map_err(|_| refusal::file(Code::DamagedFile))?.into_owned());
        }
        // An honest directory spares unfolding a bomb; a lying one is caught where a part is read.
        if unfolded > limits::UNFOLDED_BYTES {
            return Err(refusal::too_large("unfolded", limits::UNFOLDED_BYTES / 1_048_576));
        }
        let main = names.iter().find(|name| name.eq_ignore_ascii_case(&main)).cloned().unwrap_or(main);
        Ok(Self { bytes: bytes.to_vec(), names, main })
    }

    /// The parts' names, in the order of the container.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The text of a part; `None` where there is none of that name.
    ///
    /// # Errors
    /// The problem of a part that is damaged, too large, or no text in UTF-8.
    pub fn text(&self, name: &str) -> Result<Option<String>, Problem> {
        self.within(name, TEXT_BYTES)
    }

    /// The same parts, to be read for the first time: together within the bound.
    pub fn reading(&self) -> Reading<'_> {
        Reading { parts: self, left: Cell::new(TEXT_BYTES) }
    }

    fn within(&self, name: &str, limit: u64) -> Result<Option<String>, Problem> {
        let Some(index) = self.names.iter().position(|known| known.eq_ignore_ascii_case(name)) else { return Ok(None) };
        let mut archive = ZipArchive::new(Cursor::new(&*self.bytes)).map_err(|_| refusal::file(Code::DamagedFile))?;
        let file = archive.by_index(index).map_err(|_| refusal::damaged(name))?;
        let mut bytes = Vec::new();
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| refusal::damaged(name))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limit {
            return Err(refusal::too_large("form-text", TEXT_BYTES / 1_048_576));
        }
        let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let text = std::str::from_utf8(bare).map_err(|_| refusal::damaged(name))?;
        if text.contains("<!DOCTYPE") {
            return Err(refusal::file(Code::DocumentType).with("part", name));
        }
        Ok(Some(text.to_owned()))
    }

    /// The container with some parts changed, left out (`None`) or added behind the others; the same changes give the same bytes.
    ///
    /// # Errors
    /// [`Error::Internal`] where the container can't be written.
    pub fn with(&self, changed: &BTreeMap<String, Option<String>>) -> Result<Vec<u8>, Error> {
        let wrong = |error: &dyn std::fmt::Display| Error::Internal(error.to_string());
        let mut archive = ZipArchive::new(Cursor::new(&*self.bytes)).map_err(|error| wrong(&error))?;
        let mut into = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(3))
            .last_modified_time(DateTime::default());
        for (index, name) in self.names.iter().enumerate() {
            match changed.get(name) {
                Some(None) => {}
                Some(Some(text)) => {
                    into.start_file(name.as_str(), options).map_err(|error| wrong(&error))?;
                    into.write_all(text.as_bytes()).map_err(|error| wrong(&error))?;
                }
                None => {
                    let raw = archive.by_index_raw(index).map_err(|error| wrong(&error))?;
                    into.raw_copy_file(raw).map_err(|error| wrong(&error))?;
                }
            }
        }
        for (name, text) in changed.iter().filter(|(name, _)| !self.names.contains(name)) {
            let Some(text) = text else { continue };
            into.start_file(name.as_str(), options).map_err(|error| wrong(&error))?;
            into.write_all(text.as_bytes()).map_err(|error| wrong(&error))?;
        }
        into.finish().map(Cursor::into_inner).map_err(|error| wrong(&error))
    }
}
