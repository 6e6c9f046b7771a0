//! A zip container whose parts are read in bounded memory, whatever its directory claims.

use std::collections::BTreeMap;
use std::io::Cursor;

use zip::ZipArchive;
use zip::read::ZipFile;

use super::limits::{ENTRIES, UNFOLDED_BYTES};
use super::xml::{self, Xml};
use super::{directory, refusal};
use crate::diagnostic::{Code, Problem};

/// An opened container.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by their name in lower case with plain slashes: some writers differ between directory and references.
    names: BTreeMap<String, usize>,
    /// Bytes that the parts may still unfold to.
    unfolded: u64,
}

impl<'a> Package<'a> {
    /// Opens a container. The directory is counted before it is read, since its own count may lie.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let entries = bytes.windows(directory::ENTRY.len()).filter(|window| *window == directory::ENTRY).count();
        if entries > ENTRIES {
            return Err(refusal::too_large("entries", ENTRIES));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refusal::file(Code::DamagedFile))?;
        // Which of two parts of one name a program shows is its own choice: no figure of such a file can be relied on.
        if archive.has_duplicate_names() {
            return Err(refusal::file(Code::DamagedFile));
        }
        directory::judge(bytes, &mut archive)?;
        let mut names = BTreeMap::new();
        for (index, name) in archive.file_names_raw().enumerate() {
            let name = normal(&String::from_utf8_lossy(name));
            if names.insert(name.clone(), index).is_some() {
                return Err(refusal::ambiguous("zip").with("part", name));
            }
        }
        Ok(Self { archive, names, unfolded: UNFOLDED_BYTES })
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
        Ok(Some(value))
    }

    /// The first bytes of a small part, such as `mimetype`.
    pub(super) fn start(&mut self, part: &str, length: u64) -> Option<Vec<u8>> {
        use std::io::Read;
        let index = self.names.get(&normal(part)).copied()?;
        let mut bytes = Vec::new();
        self.archive.by_index(index).ok()?.take(length).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }
}

/// A part's name as it is compared.
fn normal(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}
