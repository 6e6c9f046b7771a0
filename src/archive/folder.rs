//! The folder of one period of a department: what it holds, read and checked.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::current::{self, Current, State};
use super::disk;
use super::failure::Failure;
use super::manifest::{self, Manifest};
use super::names::{CURRENT_FILE, FACTS_FILE, MANIFEST_FILE, RevisionNumber};
use crate::history::PastPeriod;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::revision::{FACTS_SCHEMA, Facts, versioned};

/// The folder of one period.
#[derive(Debug, Clone)]
pub(super) struct PeriodFolder {
    /// The archive's folder: every folder below it must be one, and no link.
    pub(super) root: PathBuf,
    pub(super) path: PathBuf,
    pub(super) period: Period,
    /// Whether a revision that the record does not know counts: in an archive without a journal, a crash may have come between the two.
    /// With a journal the next writer completes what a crash left, and what it does not know is not ours.
    pub(super) adopts: bool,
}

impl PeriodFolder {
    /// Where a revision stands.
    pub(super) fn revision(&self, number: RevisionNumber) -> PathBuf {
        self.path.join(number.to_string())
    }

    /// The revisions whose folders are there, oldest first.
    pub(super) fn revisions_present(&self) -> Result<Vec<RevisionNumber>, Failure> {
        let below = self.path.strip_prefix(&self.root).unwrap_or(&self.path);
        if !disk::is_folder_inside(&self.root, below)? {
            return Ok(Vec::new());
        }
        let entries = disk::entries(&self.path)?.unwrap_or_default();
        let folders = entries.iter().filter(|entry| entry.is_folder());
        let mut present: Vec<RevisionNumber> = folders.filter_map(|entry| entry.name.parse().ok()).collect();
        present.sort();
        Ok(present)
    }

    /// `current.json` as it stands.
    pub(super) fn recorded(&self) -> Result<Option<Current>, Failure> {
        Ok(self.recorded_with_hash()?.map(|(current, _)| current))
    }

    /// The same with the file's hash.
    pub(super) fn recorded_with_hash(&self) -> Result<Option<(Current, String)>, Failure> {
        let path = self.record();
        let Some(bytes) = disk::read_inside(&self.root, &path)? else { return Ok(None) };
        Ok(Some((json(&path, &bytes, current::SCHEMA)?, manifest::sha256(&bytes))))
    }

    /// Where `current.json` stands.
    pub(super) fn record(&self) -> PathBuf {
        self.path.join(CURRENT_FILE)
    }

    /// The state of the period: what is recorded, and newer revisions that were published just before a crash.
    /// `None` where nothing was published.
    pub(super) fn state(&self) -> Result<Option<Current>, Failure> {
        let mut recorded = self.recorded()?;
        if !self.adopts || recorded.as_ref().is_some_and(|current| current.state == State::Closed) {
            return Ok(recorded);
        }
        let newest = recorded.as_ref().and_then(Current::newest);
        for number in self.revisions_present()?.into_iter().filter(|number| Some(*number) > newest) {
            let path = self.revision(number).join(MANIFEST_FILE);
            let Some(bytes) = disk::read_inside(&self.root, &path)? else { continue };
            let manifest: Manifest = json(&path, &bytes, manifest::SCHEMA)?;
            if manifest.period == self.period && manifest.revision == Some(number) {
                recorded
                    .get_or_insert_with(|| Current::new(&manifest.department, self.period))
                    .publish(number, manifest::sha256(&bytes));
            }
        }
        Ok(recorded)
    }

    /// A revision's manifest, whose hash is checked against the record where there is one.
    pub(super) fn manifest(&self, number: RevisionNumber) -> Result<Manifest, Failure> {
        let path = self.revision(number).join(MANIFEST_FILE);
        let bytes =
            disk::read_inside(&self.root, &path)?.ok_or_else(|| Failure::refused(&path, Code::RevisionMissing))?;
        let known = self.recorded()?.and_then(|current| {
            current.revisions.into_iter().find(|known| known.revision == number).map(|known| known.manifest_sha256)
        });
        if known.is_some_and(|sha256| sha256 != manifest::sha256(&bytes)) {
            return Err(Failure::refused(&path, Code::ArchiveFileAltered));
        }
        json(&path, &bytes, manifest::SCHEMA)
    }

    /// A file of a revision, its hash checked against the manifest.
    pub(super) fn file(&self, number: RevisionNumber, manifest: &Manifest, path: &str) -> Result<Vec<u8>, Failure> {
        if !manifest::is_inside(path) {
            let problem = Problem::new(Code::ArchivePathOutside, Place::File)
                .with("path", self.revision(number).join(MANIFEST_FILE).display())
                .with("outside", path);
            return Err(Failure::with_problem(&self.path, problem));
        }
        let place = self.revision(number).join(path);
        let altered = || Failure::refused(&place, Code::ArchiveFileAltered);
        let entry = manifest.files.get(path).ok_or_else(altered)?;
        let missing = || Failure::refused(&place, Code::ArchiveFileMissing);
        disk::kind(&place)?.ok_or_else(missing)?;
        // A file that grew need not be read to its end.
        if disk::kind(&place)? == Some(disk::Kind::File) && disk::length(&place)? != entry.bytes {
            return Err(altered());
        }
        let bytes = disk::read_inside(&self.root, &place)?.ok_or_else(missing)?;
        if entry.sha256 == manifest::sha256(&bytes) { Ok(bytes) } else { Err(altered()) }
    }

    /// What a revision tells later periods.
    pub(super) fn facts(&self, number: RevisionNumber) -> Result<PastPeriod, Failure> {
        let manifest = self.manifest(number)?;
        let bytes = self.file(number, &manifest, FACTS_FILE)?;
        let path = self.revision(number).join(FACTS_FILE);
        let facts: Facts = json(&path, &bytes, FACTS_SCHEMA)?;
        Ok(facts.facts)
    }
}

/// Reads a JSON file of the archive. A newer version of its schema is told from a file that was damaged.
pub(super) fn json<T: DeserializeOwned>(path: &Path, bytes: &[u8], schema: &str) -> Result<T, Failure> {
    versioned::read(&path.display().to_string(), bytes, schema).map_err(|problem| Failure::with_problem(path, problem))
}
