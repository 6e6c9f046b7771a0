//! What lies in an archive: every entry is known, a stranger, or something that no archive holds; and every record agrees with
//! itself and with its place.

use std::collections::BTreeMap;
use std::path::Path;

use super::noted;
use crate::archive::current::{Current, State};
use crate::archive::disk::{self, Entry, Kind};
use crate::archive::failure::Failure;
use crate::archive::folder::PeriodFolder;
use crate::archive::lock::{HOLDER_FILE, LOCK_FILE};
use crate::archive::manifest::{self, Manifest, ManifestOrigin};
use crate::archive::names::{
    ARCHIVE_FILE, CURRENT_FILE, FACTS_FILE, JOURNAL_FILE, MANIFEST_FILE, NEXT_LINE_FILE, RESULTS_FILE, RevisionNumber,
    UNFINISHED_PREFIX, same_department,
};
use crate::archive::store::Archive;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};

/// One period as it lies in the archive.
#[derive(Debug)]
pub(super) struct Seen {
    /// The department's folder.
    pub(super) folder: String,
    pub(super) place: PeriodFolder,
    /// What `current.json` says, where it can be read.
    pub(super) record: Option<Current>,
    /// Its hash, where it is there.
    pub(super) record_sha256: Option<String>,
    /// Every revision that is recorded or there, with the hash of its manifest where that is there.
    pub(super) revisions: BTreeMap<RevisionNumber, Option<String>>,
}

impl Seen {
    /// The department as recorded, else its folder.
    pub(super) fn department(&self) -> &str {
        self.record.as_ref().map_or(&self.folder, |record| &record.department)
    }

    /// The hash that the record holds for a revision's manifest.
    pub(super) fn recorded_sha256(&self, number: RevisionNumber) -> Option<&str> {
        let known = self.record.iter().flat_map(|record| &record.revisions).find(|known| known.revision == number);
        known.map(|known| known.manifest_sha256.as_str())
    }
}

/// Files that systems drop into folders.
fn is_dropped(name: &str) -> bool {
    name.starts_with("._") || matches!(name, ".DS_Store" | "desktop.ini" | "Thumbs.db")
}

/// A stranger, or something that no archive holds.
fn stranger(path: &Path, kind: Kind) -> Problem {
    let code = if kind == Kind::Other { Code::ArchiveNotAFile } else { Code::ArchiveFileUnknown };
    Problem::new(code, Place::File).with("path", path.display())
}

impl Archive {
    /// Looks at everything down to the revisions' folders.
    pub(super) fn look(&self, problems: &mut Vec<Problem>) -> Result<Vec<Seen>, Failure> {
        const OURS: [&str; 5] = [ARCHIVE_FILE, JOURNAL_FILE, NEXT_LINE_FILE, LOCK_FILE, HOLDER_FILE];
        let mut seen = Vec::new();
        for entry in disk::entries(&self.root)?.unwrap_or_default() {
            let path = self.root.join(&entry.name);
            if entry.is_folder() && !entry.name.starts_with('.') {
                self.look_into(&entry.name, problems, &mut seen)?;
            } else if !is_known(&entry, &OURS) {
                problems.push(stranger(&path, entry.kind));
            }
        }
        let mut departments: Vec<(&str, &str)> = Vec::new();
        for one in &seen {
            let name = one.department();
            match departments.iter().find(|(other, folder)| *folder != one.folder && same_department(other, name)) {
                Some((_, folder)) => {
                    let problem = Problem::new(Code::DepartmentTwice, Place::File)
                        .with("department", name)
                        .with("first", folder)
                        .with("second", &one.folder);
                    if !problems.contains(&problem) {
                        problems.push(problem);
                    }
                }
                None => departments.push((name, &one.folder)),
            }
        }
        Ok(seen)
    }

    fn look_into(&self, folder: &str, problems: &mut Vec<Problem>, seen: &mut Vec<Seen>) -> Result<(), Failure> {
        let path = self.root.join(folder);
        let mut name: Option<String> = None;
        for entry in disk::entries(&path)?.unwrap_or_default() {
            let period = entry.name.parse::<Period>().ok().filter(|period| period.to_string() == entry.name);
            let Some(period) = period.filter(|_| entry.is_folder()) else {
                if !is_known(&entry, &[]) {
                    problems.push(stranger(&path.join(&entry.name), entry.kind));
                }
                continue;
            };
            let Some(one) = look_at(folder, self.period_folder(folder, period), problems)? else { continue };
            if let Some(record) = &one.record {
                let mut wrong = contradictions(record, &one.place);
                let name = name.get_or_insert_with(|| record.department.clone());
                if !same_department(name, &record.department) {
                    wrong.push("department");
                }
                for field in wrong {
                    let problem = Problem::new(Code::RecordContradicts, Place::File);
                    problems.push(problem.with("path", one.place.record().display()).with("field", field));
                }
            }
            seen.push(one);
        }
        Ok(())
    }
}

fn is_known(entry: &Entry, ours: &[&str]) -> bool {
    match entry.kind {
        Kind::File => {
            ours.contains(&entry.name.as_str()) || is_dropped(&entry.name) || entry.name.starts_with(UNFINISHED_PREFIX)
        }
        Kind::Folder => entry.name.starts_with(UNFINISHED_PREFIX),
        Kind::Other => false,
    }
}

/// A period's folder; `None` where a crash came before anything was published in it.
fn look_at(folder: &str, place: PeriodFolder, problems: &mut Vec<Problem>) -> Result<Option<Seen>, Failure> {
    let mut revisions = BTreeMap::new();
    for entry in disk::entries(&place.path)?.unwrap_or_default() {
        let number = entry.name.parse::<RevisionNumber>().ok().filter(|_| entry.is_folder());
        if let Some(number) = number {
            let path = place.revision(number).join(MANIFEST_FILE);
            let bytes = noted(disk::read_inside(&place.root, &path), problems)?.flatten();
            revisions.insert(number, bytes.map(|bytes| manifest::sha256(&bytes)));
        } else if !is_known(&entry, &[CURRENT_FILE]) {
            problems.push(stranger(&place.path.join(&entry.name), entry.kind));
        }
    }
    let bytes = noted(disk::read_inside(&place.root, &place.record()), problems)?.flatten();
    let record_sha256 = bytes.map(|bytes| manifest::sha256(&bytes));
    let record = match record_sha256 {
        Some(_) => noted(place.recorded(), problems)?.flatten(),
        None => None,
    };
    for known in record.iter().flat_map(|record| &record.revisions) {
        revisions.entry(known.revision).or_insert(None);
    }
    let nothing = revisions.is_empty() && record_sha256.is_none();
    Ok((!nothing).then(|| Seen { folder: folder.to_owned(), place, record, record_sha256, revisions }))
}

/// The fields in which a record contradicts itself or its place: it was edited, copied or moved by hand.
fn contradictions(record: &Current, place: &PeriodFolder) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    if record.period != place.period {
        wrong.push("period");
    }
    // Numbers are given one after the other, and none is ever taken away.
    let counted = (1_u32..).map(RevisionNumber);
    if record.revisions.is_empty()
        || !record.revisions.iter().zip(counted).all(|(known, number)| known.revision == number)
    {
        wrong.push("revisions");
    }
    if Some(record.current) != record.newest() {
        wrong.push("current");
    }
    // Closed and reopened by turns, over revisions that there were.
    let turns = [State::Closed, State::Open].into_iter().cycle();
    let by_turns = record.closings.iter().zip(turns).all(|(closing, turn)| closing.became == turn);
    let in_order = record.closings.iter().zip(record.closings.iter().skip(1));
    let forward = in_order.clone().all(|(first, second)| first.revision <= second.revision);
    let with_reasons = record.closings.iter().all(|one| one.reason.is_some() == (one.became == State::Open));
    let over_known = record.closings.iter().all(|one| Some(one.revision) <= record.newest());
    if !by_turns || !forward || !with_reasons || !over_known {
        wrong.push("closings");
    }
    if record.closings.last().map_or(State::Open, |last| last.became) != record.state {
        wrong.push("state");
    }
    let reason = record.closings.iter().rev().find_map(|closing| closing.reason.as_ref());
    if record.reopened_because.as_ref() != reason {
        wrong.push("reopened_because");
    }
    wrong
}

/// The fields in which a manifest contradicts itself or its place.
pub(super) fn misplaced(manifest: &Manifest, seen: &Seen, number: RevisionNumber) -> Vec<&'static str> {
    let mut wrong = Vec::new();
    if !same_department(&manifest.department, seen.department()) {
        wrong.push("department");
    }
    if manifest.period != seen.place.period {
        wrong.push("period");
    }
    if manifest.revision != Some(number) {
        wrong.push("revision");
    }
    if let ManifestOrigin::Workbook { path, sha256, .. } = &manifest.origin
        && manifest.files.get(path).is_none_or(|entry| entry.sha256 != *sha256)
    {
        wrong.push("origin");
    }
    if ![RESULTS_FILE, FACTS_FILE].iter().all(|file| manifest.files.contains_key(*file)) {
        wrong.push("files");
    }
    wrong
}
