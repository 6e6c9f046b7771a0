//! Writing into an archive: publishing a revision, closing and reopening a period. Always under the archive's lock.

use super::changes::{self, Change, Picture};
use super::current::{Current, State};
use super::disk;
use super::failure::Failure;
use super::folder::PeriodFolder;
use super::journal::{Act, Seal};
use super::journal_file::{Deed, Writing, internal};
use super::manifest::{self, Manifest, ManifestOrigin};
use super::names::{RevisionNumber, UNFINISHED_PREFIX};
use super::store::Archive;
use crate::history::History;
use crate::period::Period;
use crate::pipeline::Submission;
use crate::problem::{Code, Place, Problem};
use crate::revision::{Origin, Outcome, PlannedFile, Revision};

impl Archive {
    /// Archives a period's result as a new revision, or recognises that nothing changed.
    ///
    /// Which settings, grades and adjustments changed is told where the archived workbook can still be read.
    ///
    /// # Errors
    /// A refusal where the period is closed, another process keeps the archive, or it cannot be written; then nothing changed.
    pub fn publish(&self, revision: &Revision<'_>) -> Result<Outcome, Failure> {
        let writing = self.begin_writing()?;
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
                return Ok(Outcome::Same(before.current));
            }
            if before.state == State::Closed {
                let problem = Problem::new(Code::PeriodClosed, Place::File)
                    .with("department", revision.department)
                    .with("period", revision.period);
                return Err(Failure::with_problem(&place.path, problem));
            }
            changes = what_changed(&place, before.current, &theirs, &mine, revision)?;
        }
        let (_, files) = revision.plan(number, changes.clone())?;
        let manifest_sha256 = files.last().map(|(_, bytes)| manifest::sha256(bytes)).unwrap_or_default();
        current.publish(number, manifest_sha256);
        let act = match revision.origin {
            Origin::Workbook(_) => Act::Revision,
            Origin::RollUp { .. } => Act::RollUp,
        };
        commit(&writing, &place, &folder, &current, act, &Doing { files: Some(&files), reason: None, at: None })?;
        Ok(if before.is_none() { Outcome::New(number) } else { Outcome::Changed { revision: number, changes } })
    }

    /// How far the journal reached for a run of this origin over this history that begins `now`: where the revision that counts came from
    /// the same, what it says, so that the same input gives the same bytes again.
    ///
    /// # Errors
    /// Where the revision that counts is missing or altered.
    pub fn journal_for(
        &self,
        department: &str,
        period: Period,
        (origin, history): (&Origin, &History),
        now: &Seal,
    ) -> Result<Option<Seal>, Failure> {
        if let Some(folder) = self.find_department(department)? {
            let place = self.period_folder(&folder, period);
            if let Some(state) = place.state()? {
                let counting = place.manifest(state.current)?;
                let read = manifest::revisions_read(history);
                if counting.rests_on(&origin.in_manifest(""), &read) {
                    return Ok(counting.journal);
                }
            }
        }
        Ok(Some(now.clone()))
    }

    /// Closes a period against new revisions; `false` where it was closed already.
    ///
    /// # Errors
    /// A refusal where nothing of the period was archived, or as [`Self::publish`].
    pub fn close(&self, department: &str, period: Period) -> Result<bool, Failure> {
        self.change_state(department, period, Act::Close, None, |current, at| current.close(at.to_owned()))
    }

    /// Reopens a closed period for a reason, which is recorded; `false` where it was open.
    ///
    /// # Errors
    /// A refusal without a reason, where nothing of the period was archived, or as [`Self::publish`].
    pub fn reopen(&self, department: &str, period: Period, reason: &str) -> Result<bool, Failure> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Failure::refused(&self.root, Code::ReasonNeeded));
        }
        self.change_state(department, period, Act::Reopen, Some(reason), |current, at| {
            current.reopen(at.to_owned(), reason)
        })
    }

    fn change_state(
        &self,
        department: &str,
        period: Period,
        act: Act,
        reason: Option<&str>,
        change: impl FnOnce(&mut Current, &str) -> bool,
    ) -> Result<bool, Failure> {
        // What is not there is told before anything is written.
        self.state(department, period)?;
        let writing = self.begin_writing()?;
        let folder = self.find_department(department)?;
        let place = self.place(department, period)?;
        let (Some(folder), Some(mut current)) = (folder, place.state()?) else {
            return Err(Failure::refused(&place.path, Code::RecordMissing));
        };
        let at = self.witness.now();
        let changed = change(&mut current, &at);
        if changed {
            commit(&writing, &place, &folder, &current, act, &Doing { files: None, reason, at: Some(&at) })?;
        }
        Ok(changed)
    }
}

/// What an act brings beside the record.
struct Doing<'a> {
    /// The files of a new revision.
    files: Option<&'a [PlannedFile<'a>]>,
    reason: Option<&'a str>,
    /// The time that the record has.
    at: Option<&'a str>,
}

/// Does an act: everything is written beside its place, the act's line too, before one rename publishes it. Whatever stops it before
/// leaves the archive as it was; what stops it after is completed by the next writer.
fn commit(
    writing: &Writing<'_>,
    place: &PeriodFolder,
    folder: &str,
    current: &Current,
    act: Act,
    doing: &Doing<'_>,
) -> Result<(), Failure> {
    disk::make_folder_inside(&place.root, &place.path)?;
    disk::remove_unfinished(&place.path)?;
    let number = current.current;
    let unfinished = place.path.join(format!("{UNFINISHED_PREFIX}{number}"));
    let record = place.record();
    let beside = disk::beside(&record);
    let text = manifest::pretty(current).map_err(|error| internal(&error))?;
    let manifest_sha256 =
        current.revisions.iter().find(|known| known.revision == number).map(|known| known.manifest_sha256.as_str());
    let deed = Deed {
        act,
        department: &current.department,
        folder,
        period: current.period,
        revision: Some(number),
        manifest_sha256,
        reason: doing.reason,
        record_sha256: &manifest::sha256(text.as_bytes()),
        at: doing.at,
    };
    let prepare = || {
        if let Some(files) = doing.files {
            disk::write_folder(&unfinished, files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_ref())))?;
        }
        // The record and the line are on the disk before anything is published: a full disk can't come between.
        disk::write_synced(&beside, text.as_bytes())?;
        let line = writing.intend(&deed)?;
        if doing.files.is_some() {
            disk::rename(&unfinished, &place.revision(number))?;
        }
        Ok(line)
    };
    let line = match prepare() {
        Ok(line) => line,
        Err(failure) => {
            // What is left is ignored by readers and removed by the next writer; the failure itself is what matters.
            let _ = writing.forget();
            let _ = disk::remove_unfinished(&place.path);
            return Err(failure);
        }
    };
    disk::rename(&beside, &record)?;
    disk::sync_folder(&place.path)?;
    // A new department's or period's entry stands in the folder above.
    place.path.ancestors().skip(1).take(2).try_for_each(disk::sync_folder)?;
    // The act is done. Where its line can't join the journal now (a disk without room), it lies ready for the next writer.
    let _ = writing.done(&line);
    Ok(())
}

/// What changed since a revision: figures always; settings, grades and adjustments where both workbooks can be read.
fn what_changed(
    place: &PeriodFolder,
    number: RevisionNumber,
    theirs: &Manifest,
    mine: &Manifest,
    revision: &Revision<'_>,
) -> Result<Vec<Change>, Failure> {
    let mut old = Picture::of(&place.facts(number)?, revision.lang);
    let mut new = Picture::of(&revision.facts, revision.lang);
    if let (ManifestOrigin::Workbook { path, .. }, Origin::Workbook(_), Some(definitions)) =
        (&theirs.origin, &revision.origin, revision.definitions)
    {
        let bytes = place.file(number, theirs, path)?;
        if let Some(before) = Submission::read(&bytes).department {
            old = old.with_definitions(&before);
            new = new.with_definitions(definitions);
        }
    }
    let mut changes = mine.changes_since(theirs);
    changes.extend(changes::between(&old, &new));
    Ok(changes)
}
