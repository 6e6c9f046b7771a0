//! A zip that holds earlier periods: an archive's folder, packed by whatever program, or results of before.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{ENDING, Found, KeptMonth, Known, carried};
use crate::history::PastPeriod;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::revision::current::{self, Current};
use crate::revision::manifest::{self, Manifest, ManifestOrigin};
use crate::revision::names::{CURRENT_FILE, FACTS_FILE, JOURNAL_FILE, MANIFEST_FILE, RESULTS_FILE, RevisionRef};
use crate::revision::{FACTS_SCHEMA, Facts, Seal, versioned};

/// Bytes of a part that is read: the facts of the largest department take some megabytes, a journal of ten years less.
const PART_BYTES: u64 = 32 * 1024 * 1024;

/// Bytes of all parts together.
const ALL_BYTES: u64 = 256 * 1024 * 1024;

/// Bytes of the months that are kept for growth over what was rolled up of them: the newest twenty quarters of twenty people.
const MONTH_BYTES: u64 = 16 * 1024 * 1024;

/// Entries of a zip: twenty departments over ten years, each with the files of twenty-four people in several revisions.
const ENTRIES: usize = 200_000;

struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entries by path with plain slashes, as bytes: a packer may have written names in the code page of its machine.
    names: BTreeMap<Vec<u8>, usize>,
    left: u64,
    /// Where each period of a department lies.
    folders: BTreeMap<(String, Period), Vec<u8>>,
    /// What the zip is called in a refusal.
    name: &'a str,
}

/// Reads a zip.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Found, Problem> {
    let mut zip = Container::open(name, bytes)?;
    let names: Vec<Vec<u8>> = zip.names.keys().cloned().collect();
    let mut periods = Vec::new();
    for path in names.iter().filter(|path| path.ends_with(ENDING.as_bytes())) {
        let said = zip.said(path);
        let text = zip.part(path)?;
        periods.push(carried(&said, &text)?);
    }
    for path in &names {
        let Some(folder) = path.strip_suffix(CURRENT_FILE.as_bytes()).filter(|folder| folder.ends_with(b"/")) else {
            continue;
        };
        periods.push(zip.archived(folder)?);
    }
    zip.keep_months(&mut periods);
    let mut journal = None;
    for path in &names {
        // At the top of the archive, wherever that lies in the zip: an archive has one.
        if path.rsplit(|byte| *byte == b'/').next() == Some(JOURNAL_FILE.as_bytes()) {
            let seal = Seal::of_journal(&zip.part(path)?);
            if journal.replace(seal).is_some() {
                return Err(Problem::new(Code::TwoArchives, Place::File).with("file", name));
            }
        }
    }
    if periods.is_empty() {
        return Err(Problem::new(Code::NothingEarlier, Place::File));
    }
    Ok(Found { periods, journal })
}

impl<'a> Container<'a> {
    fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self, Problem> {
        let damaged = || Problem::new(Code::DamagedFile, Place::File);
        // The directory is counted before it is read.
        let entries = bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count();
        if entries > ENTRIES {
            return Err(too_large("entries", u64::try_from(ENTRIES).unwrap_or(u64::MAX)));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.has_duplicate_names() {
            return Err(damaged());
        }
        let mut names = BTreeMap::new();
        for (index, raw) in archive.file_names_raw().enumerate() {
            let mut path = raw.to_vec();
            // Some packers of Windows write its own separators; in a code page of China that byte may be half a letter.
            if !path.contains(&b'/') {
                path.iter_mut().filter(|byte| **byte == b'\\').for_each(|byte| *byte = b'/');
            }
            if names.insert(path, index).is_some() {
                return Err(damaged());
            }
        }
        Ok(Self { archive, names, left: ALL_BYTES, folders: BTreeMap::new(), name })
    }

    /// A path as it stands in a refusal.
    fn said(&self, path: &[u8]) -> String {
        format!("{} › {}", self.name, String::from_utf8_lossy(path))
    }

    fn refused(&self, code: Code, path: &[u8]) -> Problem {
        Problem::new(code, Place::File).with("path", self.said(path))
    }

    fn part(&mut self, path: &[u8]) -> Result<Vec<u8>, Problem> {
        let missing = self.refused(Code::ArchiveFileMissing, path);
        let index = self.names.get(path).copied().ok_or(missing)?;
        let limit = PART_BYTES.min(self.left);
        let mut bytes = Vec::new();
        let read = self.archive.by_index(index).map(|file| file.take(limit.saturating_add(1)).read_to_end(&mut bytes));
        if !matches!(read, Ok(Ok(_))) {
            return Err(self.refused(Code::ArchiveFileAltered, path));
        }
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if length > limit {
            return Err(too_large("part", limit / 1_048_576));
        }
        self.left = self.left.saturating_sub(length);
        Ok(bytes)
    }

    /// The facts of the revision that counts in a period's folder, its hashes checked up to `current.json`.
    fn archived(&mut self, folder: &[u8]) -> Result<(String, Known), Problem> {
        let below = |file: &str| [folder, file.as_bytes()].concat();
        let record = below(CURRENT_FILE);
        let bytes = self.part(&record)?;
        let current: Current = versioned::read(&self.said(&record), &bytes, current::SCHEMA)?;
        if period_of(folder) != Some(current.period) {
            return Err(self.refused(Code::ArchiveFileAltered, &record));
        }
        let path = below(&format!("{}/{MANIFEST_FILE}", current.current));
        let bytes = self.part(&path)?;
        let known = current.revisions.iter().find(|known| known.revision == current.current);
        if known.is_none_or(|known| known.manifest_sha256 != manifest::sha256(&bytes)) {
            return Err(self.refused(Code::ArchiveFileAltered, &path));
        }
        let manifest: Manifest = versioned::read(&self.said(&path), &bytes, manifest::SCHEMA)?;
        let path = below(&format!("{}/{FACTS_FILE}", current.current));
        let bytes = self.part(&path)?;
        let entry = manifest.files.get(FACTS_FILE);
        if entry.is_none_or(|entry| entry.sha256 != manifest::sha256(&bytes)) {
            return Err(self.refused(Code::ArchiveFileAltered, &path));
        }
        let Facts { facts, .. } = versioned::read(&self.said(&path), &bytes, FACTS_SCHEMA)?;
        if facts.period != current.period {
            return Err(self.refused(Code::ArchiveFileAltered, &path));
        }
        let facts = PastPeriod { revision: current.current.0, ..facts };
        let known = Known::archived(facts, &current, manifest, &String::from_utf8_lossy(folder));
        self.folders.insert((current.department.clone(), current.period), folder.to_vec());
        Ok((current.department, known))
    }

    /// Keeps the months of periods that were rolled up by totals, the newest periods first, as far as the bound goes. A month that is not
    /// in the zip, or not as its period's record says, is no refusal until something would grow over it.
    fn keep_months(&mut self, periods: &mut [(String, Known)]) {
        self.left = MONTH_BYTES;
        let mut rolled: Vec<&mut (String, Known)> =
            periods.iter_mut().filter(|(_, known)| known.rolled_by_totals()).collect();
        rolled.sort_by_key(|(_, known)| std::cmp::Reverse(known.facts.period));
        for (department, known) in rolled {
            let months = known.months_of().to_vec();
            let folders: Option<Vec<Vec<u8>>> =
                months.iter().map(|month| self.folders.get(&(department.clone(), month.period)).cloned()).collect();
            let Some(folders) = folders else { continue };
            known.months = months
                .iter()
                .zip(folders)
                .map(|(month, folder)| self.month(&folder, *month))
                .collect::<Result<_, _>>()
                .ok();
        }
    }

    /// A month's revision as a roll-up names it, its hashes checked up to its period's record.
    fn month(&mut self, folder: &[u8], month: RevisionRef) -> Result<KeptMonth, Problem> {
        let below = |file: &str| [folder, file.as_bytes()].concat();
        let record = below(CURRENT_FILE);
        let bytes = self.part(&record)?;
        let current: Current = versioned::read(&self.said(&record), &bytes, current::SCHEMA)?;
        let path = below(&format!("{}/{MANIFEST_FILE}", month.revision));
        let bytes = self.part(&path)?;
        let known = current.revisions.iter().find(|known| known.revision == month.revision);
        if known.is_none_or(|known| known.manifest_sha256 != manifest::sha256(&bytes)) {
            return Err(self.refused(Code::ArchiveFileAltered, &path));
        }
        let manifest: Manifest = versioned::read(&self.said(&path), &bytes, manifest::SCHEMA)?;
        let ManifestOrigin::Workbook { path: input, .. } = &manifest.origin else {
            return Err(self.refused(Code::ArchiveFileAltered, &path));
        };
        let mut file = |name: &str| {
            let path = below(&format!("{}/{name}", month.revision));
            let bytes = self.part(&path)?;
            let entry = manifest.files.get(name);
            if entry.is_none_or(|entry| entry.sha256 != manifest::sha256(&bytes)) {
                return Err(self.refused(Code::ArchiveFileAltered, &path));
            }
            Ok((path, bytes))
        };
        let (_, workbook) = file(input)?;
        let (_, results) = file(RESULTS_FILE)?;
        let (path, facts) = file(FACTS_FILE)?;
        let Facts { facts, .. } = versioned::read(&self.said(&path), &facts, FACTS_SCHEMA)?;
        let facts = PastPeriod { revision: month.revision.0, ..facts };
        Ok(KeptMonth { workbook: workbook.into(), results: results.into(), facts })
    }
}

/// The period that a folder's name says.
fn period_of(folder: &[u8]) -> Option<Period> {
    let last = folder.strip_suffix(b"/")?.rsplit(|byte| *byte == b'/').next()?;
    std::str::from_utf8(last).ok()?.parse().ok()
}

fn too_large(what: &'static str, limit: u64) -> Problem {
    Problem::new(Code::FileTooLarge, Place::File).with("what", what).with("limit", limit)
}
