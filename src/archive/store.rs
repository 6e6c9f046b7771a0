//! An archive on disk: opening it, finding departments and periods, reading what earlier periods say.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::actor::Witness;
use super::current::Current;
use super::disk;
use super::failure::Failure;
use super::folder::{PeriodFolder, json};
use super::lock;
use super::manifest::Manifest;
use super::names::{ARCHIVE_FILE, RevisionNumber, RevisionRef, folded_department, same_department};
use super::workbooks::Workbooks;
use crate::file_name;
use crate::history::{History, PastPeriod};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};

/// The version of the archive's layout.
pub(super) const LAYOUT: &str = "scorebook/archive/2";
/// The layout before there were journals: it is read, and the first write brings it up.
pub(super) const LAYOUT_WITHOUT_JOURNAL: &str = "scorebook/archive/1";

/// `archive.json`.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Marker {
    pub(super) schema: String,
}

/// An archive on disk. Opening it writes nothing.
#[derive(Debug, Clone)]
pub struct Archive {
    pub(super) root: PathBuf,
    pub(super) patience: Duration,
    /// Who acts, on which machine, and the clock.
    pub(super) witness: Witness,
    /// Whether it had no journal when it was opened.
    pub(super) without_journal: bool,
    /// Departments' folded names by folder, as far as they were read.
    names: Arc<Mutex<BTreeMap<String, String>>>,
}

/// A department in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentEntry {
    /// Its name as typed.
    pub name: String,
    /// Its folder's name.
    pub folder: String,
    /// Its periods, oldest first.
    pub periods: Vec<PeriodEntry>,
}

/// A period in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodEntry {
    /// Which period.
    pub period: Period,
    /// Its state.
    pub current: Current,
}

impl Archive {
    /// Opens an archive, or a place where one may begin: no folder yet, or an empty one.
    ///
    /// # Errors
    /// A refusal where the folder is something else or of a newer version.
    pub fn open(root: impl Into<PathBuf>) -> Result<Self, Failure> {
        let mut archive = Self {
            root: root.into(),
            patience: lock::PATIENCE,
            witness: Witness::of_this_machine(),
            without_journal: false,
            names: Arc::default(),
        };
        archive.without_journal = match archive.layout()? {
            Some(layout) => layout == LAYOUT_WITHOUT_JOURNAL,
            None if archive.is_empty()? => false,
            None => return Err(Failure::refused(&archive.root, Code::NotAnArchive)),
        };
        Ok(archive)
    }

    /// The layout that `archive.json` names.
    pub(super) fn layout(&self) -> Result<Option<String>, Failure> {
        let path = self.root.join(ARCHIVE_FILE);
        let Some(bytes) = disk::read(&path)? else { return Ok(None) };
        if let Ok(Marker { schema }) = serde_json::from_slice(&bytes)
            && schema == LAYOUT_WITHOUT_JOURNAL
        {
            return Ok(Some(schema));
        }
        json::<Marker>(&path, &bytes, LAYOUT).map(|marker| Some(marker.schema))
    }

    /// Opens an archive that must be there already: to list, verify or roll up.
    ///
    /// # Errors
    /// As [`Self::open`], and where nothing was ever archived.
    pub fn open_existing(root: impl Into<PathBuf>) -> Result<Self, Failure> {
        let archive = Self::open(root)?;
        match disk::read(&archive.root.join(ARCHIVE_FILE))? {
            Some(_) => Ok(archive),
            None => Err(Failure::refused(&archive.root, Code::NotAnArchive)),
        }
    }

    /// The same with another patience for a writer that is busy.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The same with another witness than the system: its acts are signed with it.
    #[must_use]
    pub fn with_witness(mut self, witness: Witness) -> Self {
        self.witness = witness;
        self
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Every department with its periods, by folder name.
    ///
    /// # Errors
    /// Where a record cannot be read.
    pub fn departments(&self) -> Result<Vec<DepartmentEntry>, Failure> {
        let mut found = Vec::new();
        for folder in self.department_folders()? {
            let mut periods = Vec::new();
            for place in self.period_folders(&folder)? {
                if let Some(current) = place.state()? {
                    periods.push(PeriodEntry { period: place.period, current });
                }
            }
            if let Some(first) = periods.first() {
                found.push(DepartmentEntry { name: first.current.department.clone(), folder, periods });
            }
        }
        Ok(found)
    }

    /// One department's periods, oldest first.
    ///
    /// # Errors
    /// A refusal with the nearest names where nothing of that department was archived.
    pub fn department(&self, name: &str) -> Result<DepartmentEntry, Failure> {
        let departments = self.departments()?;
        if let Some(found) = departments.iter().find(|entry| same_department(&entry.name, name)) {
            return Ok(found.clone());
        }
        let known = departments.iter().map(|entry| entry.name.as_str());
        let near = crate::text::nearest(name, known.clone());
        let offered: Vec<&str> = if near.is_empty() { known.take(5).collect() } else { near };
        let problem = Problem::new(Code::NothingArchived, Place::File)
            .with("what", name)
            .with("known", if offered.is_empty() { "—".to_owned() } else { offered.join("、") });
        Err(Failure::with_problem(&self.root, problem))
    }

    /// The state of a department's period.
    ///
    /// # Errors
    /// A refusal where nothing of it was archived.
    pub fn state(&self, department: &str, period: Period) -> Result<Current, Failure> {
        let place = self.place(department, period)?;
        match place.state()? {
            Some(current) => Ok(current),
            None => Err(self.nothing(department, period)?),
        }
    }

    /// What earlier periods say to a period of a department; empty without an archive of them.
    ///
    /// # Errors
    /// Where a revision that counts is missing or altered.
    pub fn history(&self, department: &str, period: Period) -> Result<History, Failure> {
        self.grown(department, self.history_of_totals(department, period)?, &Workbooks::default())
    }

    /// The same as far as totals tell it: enough where nothing grows over a rolled-up period.
    ///
    /// # Errors
    /// Where a revision that counts is missing or altered.
    pub fn history_of_totals(&self, department: &str, period: Period) -> Result<History, Failure> {
        let mut archived = Vec::new();
        if let Some(folder) = self.find_department(department)? {
            for wanted in History::wanted(period) {
                let place = self.period_folder(&folder, wanted);
                if let Some(current) = place.state()? {
                    archived.push(place.facts(current.current)?);
                }
            }
        }
        Ok(History::of(period, archived))
    }

    /// The history that a revision rested on: exactly the revisions that its manifest names.
    ///
    /// # Errors
    /// Where one of them is missing or altered.
    pub(super) fn history_of(&self, manifest: &Manifest, workbooks: &Workbooks) -> Result<History, Failure> {
        self.grown(&manifest.department, self.totals_of(manifest)?, workbooks)
    }

    /// The same as far as totals tell it.
    pub(super) fn totals_of(&self, manifest: &Manifest) -> Result<History, Failure> {
        let mut archived = Vec::new();
        for earlier in &manifest.earlier {
            archived.push(self.facts(&manifest.department, *earlier)?);
        }
        Ok(History::of(manifest.period, archived))
    }

    /// What a revision tells later periods.
    ///
    /// # Errors
    /// Where it is missing or altered.
    pub fn facts(&self, department: &str, revision: RevisionRef) -> Result<PastPeriod, Failure> {
        self.place(department, revision.period)?.facts(revision.revision)
    }

    /// A revision's manifest.
    ///
    /// # Errors
    /// Where it is missing or altered.
    pub fn manifest(&self, department: &str, revision: RevisionRef) -> Result<Manifest, Failure> {
        self.place(department, revision.period)?.manifest(revision.revision)
    }

    /// A file of a revision by its path in the manifest, its hash checked.
    ///
    /// # Errors
    /// Where it is missing or altered.
    pub fn file(&self, department: &str, revision: RevisionRef, path: &str) -> Result<Vec<u8>, Failure> {
        let place = self.place(department, revision.period)?;
        let manifest = place.manifest(revision.revision)?;
        place.file(revision.revision, &manifest, path)
    }

    /// The folder of a department's period.
    pub(super) fn place(&self, department: &str, period: Period) -> Result<PeriodFolder, Failure> {
        match self.find_department(department)? {
            Some(folder) => Ok(self.period_folder(&folder, period)),
            None => Err(self.nothing(department, period)?),
        }
    }

    fn nothing(&self, department: &str, period: Period) -> Result<Failure, Failure> {
        let entry = self.department(department)?;
        let known: Vec<String> = entry.periods.iter().map(|entry| entry.period.to_string()).collect();
        let problem = Problem::new(Code::NothingArchived, Place::File)
            .with("what", format!("{department} {period}"))
            .with("known", if known.is_empty() { "—".to_owned() } else { known.join("、") });
        Ok(Failure::with_problem(&self.root, problem))
    }

    /// The folders of all departments.
    pub(super) fn department_folders(&self) -> Result<Vec<String>, Failure> {
        let entries = disk::entries(&self.root)?.unwrap_or_default();
        let folders = entries.into_iter().filter(|entry| entry.is_folder() && !entry.name.starts_with('.'));
        Ok(folders.map(|entry| entry.name).collect())
    }

    /// The folders of a department's periods, oldest first.
    pub(super) fn period_folders(&self, folder: &str) -> Result<Vec<PeriodFolder>, Failure> {
        let path = self.root.join(folder);
        if disk::kind(&path)?.is_some_and(|kind| kind != disk::Kind::Folder) {
            return Err(Failure::refused(&path, Code::ArchiveNotAFile));
        }
        let entries = disk::entries(&path)?.unwrap_or_default();
        let mut periods: Vec<Period> = entries
            .iter()
            .filter(|entry| entry.is_folder())
            .filter_map(|entry| entry.name.parse().ok())
            .filter(|period: &Period| entries.iter().any(|entry| entry.name == period.to_string()))
            .collect();
        periods.sort();
        Ok(periods.into_iter().map(|period| self.period_folder(folder, period)).collect())
    }

    /// A period's folder below a department's.
    pub(super) fn period_folder(&self, folder: &str, period: Period) -> PeriodFolder {
        PeriodFolder {
            root: self.root.clone(),
            path: self.root.join(folder).join(period.to_string()),
            period,
            adopts: self.without_journal,
        }
    }

    /// The folder that holds a department. Folders are told apart by the name that their records hold, so that two
    /// departments whose cleaned names are one file for the system stay two.
    pub(super) fn find_department(&self, name: &str) -> Result<Option<String>, Failure> {
        let is_it = |folder: &str| -> Result<bool, Failure> {
            Ok(self.name_of(folder)?.is_some_and(|found| same_department(&found, name)))
        };
        // The folder with the department's own cleaned name is nearly always the one.
        let likely = file_name::clean(name);
        if is_it(&likely)? {
            return Ok(Some(likely));
        }
        let wanted = folded_department(name);
        for folder in self.department_folders()? {
            // A name that was read once is only read again where it matches.
            if self.remembered(&folder)?.is_some_and(|found| found == wanted) && is_it(&folder)? {
                return Ok(Some(folder));
            }
        }
        Ok(None)
    }

    /// The folded name of the department that a folder holds, read once: a batch of a thousand departments asks a thousand times
    /// for each of a thousand folders.
    fn remembered(&self, folder: &str) -> Result<Option<String>, Failure> {
        let known = self.names.lock().ok().and_then(|names| names.get(folder).cloned());
        if known.is_some() {
            return Ok(known);
        }
        let read = self.name_of(folder)?.map(|name| folded_department(&name));
        if let (Some(name), Ok(mut names)) = (&read, self.names.lock()) {
            names.insert(folder.to_owned(), name.clone());
        }
        Ok(read)
    }

    /// A name for a new department's folder: its cleaned name, or that of an empty folder which is the same one for some system.
    ///
    /// # Errors
    /// A refusal where another department lies there: one of the two would be taken for the other by whoever looks.
    pub(super) fn new_department_folder(&self, name: &str) -> Result<String, Failure> {
        let wanted = file_name::clean(name);
        let folded = file_name::folded(&wanted);
        let Some(folder) = self.department_folders()?.into_iter().find(|other| file_name::folded(other) == folded)
        else {
            return Ok(wanted);
        };
        match self.name_of(&folder)? {
            None => Ok(folder),
            Some(other) => {
                let problem = Problem::new(Code::DepartmentFolderTaken, Place::File)
                    .with("department", name)
                    .with("other", other)
                    .with("folder", &folder);
                Err(Failure::with_problem(&self.root.join(folder), problem))
            }
        }
    }

    pub(super) fn name_of(&self, folder: &str) -> Result<Option<String>, Failure> {
        for place in self.period_folders(folder)? {
            if let Some(current) = place.state()? {
                return Ok(Some(current.department));
            }
        }
        Ok(None)
    }

    /// Whether nothing but hidden files and what systems drop into folders is there.
    fn is_empty(&self) -> Result<bool, Failure> {
        let dropped = |name: &str| name.starts_with('.') || matches!(name, "desktop.ini" | "Thumbs.db");
        Ok(disk::entries(&self.root)?.is_none_or(|entries| entries.iter().all(|entry| dropped(&entry.name))))
    }
}

/// The revision that counts, as a reference.
impl PeriodEntry {
    /// The revision that counts.
    pub const fn counting(&self) -> RevisionRef {
        RevisionRef { period: self.period, revision: self.current.current }
    }

    /// The published revisions, oldest first.
    pub fn revisions(&self) -> Vec<RevisionNumber> {
        self.current.revisions.iter().map(|known| known.revision).collect()
    }
}
