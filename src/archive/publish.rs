//! Writing into an archive: publishing a revision, closing and reopening a period. Always under the archive's lock.

use super::changes::{self, Change, Picture};
use super::current::{Current, State};
use super::disk;
use super::failure::Failure;
use super::folder::PeriodFolder;
use super::lock::Lock;
use super::manifest::{self, Manifest, ManifestOrigin};
use super::names::{ARCHIVE_FILE, CURRENT_FILE, RevisionNumber, UNFINISHED_PREFIX};
use super::revision::{Origin, Outcome, PlannedFile, Revision};
use super::store::{Archive, LAYOUT, Marker};
use crate::diagnostic::{Code, Place, Problem};
use crate::error::Error;
use crate::model::Department;
use crate::period::Period;

/// Reads a workbook's bytes as a checked department.
pub type Reader<'a> = &'a dyn Fn(&[u8]) -> Option<Department>;

impl Archive {
    /// Archives a period's result as a new revision, or recognises that nothing changed.
    ///
    /// `read` reads an archived workbook again, to say which settings, grades and adjustments changed; `None` where it
    /// can no longer be read.
    ///
    /// # Errors
    /// A refusal where the period is closed, another process keeps the archive, or it cannot be written; then nothing changed.
    pub fn publish(&self, revision: &Revision<'_>, read: Reader<'_>) -> Result<Outcome, Failure> {
        let _lock = self.begin_writing()?;
        let folder = match self.find_department(revision.department)? {
            Some(folder) => folder,
            None => self.new_department_folder(revision.department)?,
        };
        let place = self.period_folder(&folder, revision.period);
        let before = place.state()?;
        let mut current = before.clone().unwrap_or_else(|| Current::new(revision.department, revision.period));
        let number = place
            .revisions_present()?
            .into_iter()
            .chain(current.newest())
            .max()
            .map_or(RevisionNumber::FIRST, RevisionNumber::next);
        let mut changes = Vec::new();
        if let Some(before) = &before {
            let (mine, _) = revision.plan(number, Vec::new())?;
            let theirs = place.manifest(before.current)?;
            if mine.rests_on_the_same(&theirs) {
                // A crash may have come between publication and record.
                if place.recorded()?.as_ref() != Some(before) {
                    write_current(&place, before)?;
                }
                return Ok(Outcome::Same(before.current));
            }
            if before.state == State::Closed {
                let problem = Problem::new(Code::PeriodClosed, Place::File)
                    .with("department", revision.department)
                    .with("period", revision.period);
                return Err(Failure::with_problem(&place.path, problem));
            }
            changes = what_changed(&place, before.current, &theirs, &mine, revision, read)?;
        }
        let (_, files) = revision.plan(number, changes.clone())?;
        let manifest_sha256 = files.last().map(|(_, bytes)| manifest::sha256(bytes)).unwrap_or_default();
        current.publish(number, manifest_sha256);
        commit(&place, number, &files, &current)?;
        Ok(if before.is_none() { Outcome::New(number) } else { Outcome::Changed { revision: number, changes } })
    }

    /// Closes a period against new revisions; `false` where it was closed already. `at` is the time as RFC 3339 in UTC.
    ///
    /// # Errors
    /// A refusal where nothing of the period was archived, or as [`Self::publish`].
    pub fn close(&self, department: &str, period: Period, at: &str) -> Result<bool, Failure> {
        self.change_state(department, period, |current| current.close(at.to_owned()))
    }

    /// Reopens a closed period for a reason, which is recorded; `false` where it was open.
    ///
    /// # Errors
    /// A refusal without a reason, where nothing of the period was archived, or as [`Self::publish`].
    pub fn reopen(&self, department: &str, period: Period, at: &str, reason: &str) -> Result<bool, Failure> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Failure::refused(&self.root, Code::ReasonNeeded));
        }
        self.change_state(department, period, |current| current.reopen(at.to_owned(), reason))
    }

    fn change_state(
        &self,
        department: &str,
        period: Period,
        change: impl FnOnce(&mut Current) -> bool,
    ) -> Result<bool, Failure> {
        let mut current = self.state(department, period)?;
        let _lock = self.begin_writing()?;
        let place = self.place(department, period)?;
        if let Some(now) = place.state()? {
            current = now;
        }
        let changed = change(&mut current);
        if changed {
            write_current(&place, &current)?;
        }
        Ok(changed)
    }

    /// Takes the lock, and makes the folder an archive where it is not one yet.
    fn begin_writing(&self) -> Result<Lock, Failure> {
        disk::make_folder(&self.root)?;
        let lock = Lock::acquire(&self.root, self.patience)?;
        let marker = self.root.join(ARCHIVE_FILE);
        if disk::read(&marker)?.is_none() {
            let text = manifest::pretty(&Marker { schema: LAYOUT.to_owned() }).map_err(|error| internal(&error))?;
            disk::replace(&marker, text.as_bytes())?;
        }
        Ok(lock)
    }
}

/// Writes a revision beside its place and publishes it by one rename. Whatever stops it before the rename leaves the archive as it was.
fn commit(
    place: &PeriodFolder,
    number: RevisionNumber,
    files: &[PlannedFile<'_>],
    current: &Current,
) -> Result<(), Failure> {
    disk::make_folder(&place.path)?;
    disk::remove_unfinished(&place.path)?;
    let unfinished = place.path.join(format!("{UNFINISHED_PREFIX}{number}"));
    let record = place.path.join(CURRENT_FILE);
    let record_beside = disk::beside(&record);
    let text = manifest::pretty(current).map_err(|error| internal(&error))?;
    let prepared = disk::write_folder(&unfinished, files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref())))
        // The record is on the disk before the revision is published: a full disk can't come between the two.
        .and_then(|()| disk::write_synced(&record_beside, text.as_bytes()))
        .and_then(|()| disk::rename(&unfinished, &place.revision(number)));
    if let Err(failure) = prepared {
        // What is left is ignored by readers and removed by the next writer; the failure itself is what matters.
        let _ = disk::remove_unfinished(&place.path);
        return Err(failure);
    }
    disk::rename(&record_beside, &record)?;
    disk::sync_folder(&place.path)?;
    // A new department's or period's entry stands in the folder above.
    place.path.ancestors().skip(1).take(2).try_for_each(disk::sync_folder)
}

fn write_current(place: &PeriodFolder, current: &Current) -> Result<(), Failure> {
    let text = manifest::pretty(current).map_err(|error| internal(&error))?;
    disk::replace(&place.path.join(CURRENT_FILE), text.as_bytes())
}

fn internal(error: &serde_json::Error) -> Failure {
    Failure::Machine(Error::Internal(error.to_string()))
}

/// What changed since a revision: figures always; settings, grades and adjustments where both workbooks can be read.
fn what_changed(
    place: &PeriodFolder,
    number: RevisionNumber,
    theirs: &Manifest,
    mine: &Manifest,
    revision: &Revision<'_>,
    read: Reader<'_>,
) -> Result<Vec<Change>, Failure> {
    let mut old = Picture::of(&place.facts(number)?, revision.lang);
    let mut new = Picture::of(&revision.facts, revision.lang);
    if let (ManifestOrigin::Workbook { path, .. }, Origin::Workbook(_), Some(definitions)) =
        (&theirs.origin, &revision.origin, revision.definitions)
    {
        let bytes = place.file(number, theirs, path)?;
        if let Some(before) = read(&bytes) {
            old = old.with_definitions(&before);
            new = new.with_definitions(definitions);
        }
    }
    let mut changes = changes::of_manifests(theirs, mine);
    changes.extend(changes::between(&old, &new));
    Ok(changes)
}
