//! The journal on disk. An act's line is written down first, then the act is done, then the line joins the journal: whatever stops
//! the program between, the next writer completes the act or takes it back. A line is only ever added, never changed.

use std::path::{Path, PathBuf};

use super::current::State;
use super::disk;
use super::failure::Failure;
use super::folder::PeriodFolder;
use super::journal::{self, Act, Chain, Line, Seal};
use super::lock::Lock;
use super::manifest::{self, sha256};
use super::names::{ARCHIVE_FILE, JOURNAL_FILE, MANIFEST_FILE, NEXT_LINE_FILE, RevisionNumber};
use super::store::{Archive, LAYOUT, Marker};
use crate::error::Error;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};

/// How much of a journal's end is read to find its last line: far more than a line has.
const END: u64 = 64 * 1024;

/// What an act was about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deed<'a> {
    pub(super) act: Act,
    pub(super) department: &'a str,
    pub(super) folder: &'a str,
    pub(super) period: Period,
    pub(super) revision: Option<RevisionNumber>,
    pub(super) manifest_sha256: Option<&'a str>,
    pub(super) reason: Option<&'a str>,
    pub(super) record_sha256: &'a str,
    /// The time, where it must be that of the record.
    pub(super) at: Option<&'a str>,
}

impl Archive {
    /// The journal; `None` in an archive that has none yet.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn journal(&self) -> Result<Option<Chain>, Failure> {
        Ok(disk::read(&self.journal_path())?.map(|bytes| Chain::read(&bytes)))
    }

    /// How far the journal reaches; `None` where there is none yet.
    ///
    /// # Errors
    /// Where it can't be read.
    pub fn seal(&self) -> Result<Option<Seal>, Failure> {
        Ok(self.end()?.map(|end| end.seal))
    }

    fn journal_path(&self) -> PathBuf {
        self.root.join(JOURNAL_FILE)
    }

    pub(super) fn next_line_path(&self) -> PathBuf {
        self.root.join(NEXT_LINE_FILE)
    }

    /// The line of an act that was begun and not yet told.
    pub(super) fn begun(&self) -> Result<Option<Line>, Failure> {
        Ok(disk::read(&self.next_line_path())?.and_then(|bytes| journal::parsed(&bytes).ok()))
    }

    /// The journal's end, from its last lines.
    fn end(&self) -> Result<Option<End>, Failure> {
        let path = self.journal_path();
        let Some((bytes, all)) = disk::read_end(&path, END)? else { return Ok(None) };
        if let Some(end) = End::of(&bytes, all) {
            return Ok(Some(end));
        }
        // A longer line than any that is written: only the whole tells.
        let bytes = disk::read(&path)?.unwrap_or_default();
        let chain = Chain::read(&bytes);
        Ok(Some(End { seal: chain.end(), torn: chain.torn }))
    }

    /// Takes the lock, makes the folder an archive with a journal where it is none yet, and settles what a crash left.
    pub(super) fn begin_writing(&self) -> Result<Writing<'_>, Failure> {
        disk::make_folder(&self.root)?;
        let lock = Lock::acquire(&self.root, self.patience, &self.witness.in_short())?;
        let writing = Writing { archive: self, _lock: lock };
        let marked = self.layout()?;
        if disk::kind(&self.journal_path())?.is_none() {
            if marked.as_deref() == Some(LAYOUT) && !self.department_folders()?.is_empty() {
                return Err(Failure::refused(&self.journal_path(), Code::JournalMissing));
            }
            if marked.is_none() {
                self.mark()?;
            }
            // Whole or not at all, so that everything found stands in it.
            disk::replace(&self.journal_path(), &self.found()?)?;
        }
        if marked.as_deref() != Some(LAYOUT) {
            self.mark()?;
        }
        writing.settle()?;
        Ok(writing)
    }

    fn mark(&self) -> Result<(), Failure> {
        let text = manifest::pretty(&Marker { schema: LAYOUT.to_owned() }).map_err(|error| internal(&error))?;
        disk::replace(&self.root.join(ARCHIVE_FILE), text.as_bytes())
    }

    /// The first lines of a journal: every revision that was there before it.
    fn found(&self) -> Result<Vec<u8>, Failure> {
        let mut lines = Vec::new();
        let mut end = Seal::of_nothing();
        for folder in self.department_folders()? {
            for mut place in self.period_folders(&folder)? {
                place.adopts = true;
                let state = match place.state() {
                    Ok(Some(state)) => state,
                    Ok(None) => continue,
                    Err(Failure::Refused { .. }) => {
                        // What can't be read is told by verify, and keeps nobody from going on with other departments.
                        self.found_unreadable(&place, &folder, &mut end, &mut lines)?;
                        continue;
                    }
                    Err(failure) => return Err(failure),
                };
                let text = manifest::pretty(&state).map_err(|error| internal(&error))?;
                // A crash of the older version may have come between a revision and its record.
                if place.recorded()?.as_ref() != Some(&state) {
                    disk::replace(&place.record(), text.as_bytes())?;
                }
                let record = disk::read_inside(&self.root, &place.record())?.unwrap_or_default();
                for known in &state.revisions {
                    let deed = Deed {
                        act: Act::Found,
                        department: &state.department,
                        folder: &folder,
                        period: state.period,
                        revision: Some(known.revision),
                        manifest_sha256: Some(&known.manifest_sha256),
                        reason: state.reopened_because.as_deref().filter(|_| state.state == State::Open),
                        record_sha256: &sha256(&record),
                        at: None,
                    };
                    self.add(&deed, &mut end, &mut lines)?;
                }
            }
        }
        Ok(lines)
    }

    fn found_unreadable(
        &self,
        place: &PeriodFolder,
        folder: &str,
        end: &mut Seal,
        lines: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        let record = disk::read_inside(&self.root, &place.record()).ok().flatten().unwrap_or_default();
        let deed = Deed {
            act: Act::Found,
            department: folder,
            folder,
            period: place.period,
            revision: None,
            manifest_sha256: None,
            reason: None,
            record_sha256: &sha256(&record),
            at: None,
        };
        self.add(&deed, end, lines)
    }

    fn add(&self, deed: &Deed<'_>, end: &mut Seal, lines: &mut Vec<u8>) -> Result<(), Failure> {
        let text = self.line(end, deed).to_json().map_err(|error| internal(&error))?;
        *end = Seal { lines: end.lines.saturating_add(1), sha256: sha256(text.as_bytes()) };
        lines.extend_from_slice(text.as_bytes());
        lines.push(b'\n');
        Ok(())
    }

    fn line(&self, end: &Seal, deed: &Deed<'_>) -> Line {
        Line {
            schema: journal::SCHEMA.to_owned(),
            number: end.lines.saturating_add(1),
            at: deed.at.map_or_else(|| self.witness.now(), str::to_owned),
            user: self.witness.user.clone(),
            host: self.witness.host.clone(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            act: deed.act,
            department: deed.department.to_owned(),
            folder: deed.folder.to_owned(),
            period: deed.period,
            revision: deed.revision,
            manifest_sha256: deed.manifest_sha256.map(str::to_owned),
            reason: deed.reason.map(str::to_owned),
            record_sha256: deed.record_sha256.to_owned(),
            before: end.sha256.clone(),
        }
    }
}

/// The end of a journal.
struct End {
    seal: Seal,
    /// What a crash left of a line behind it.
    torn: Vec<u8>,
}

impl End {
    /// The end that the last bytes of a journal show; `None` where they do not show a whole line.
    fn of(bytes: &[u8], all: bool) -> Option<Self> {
        let behind = bytes.iter().rposition(|byte| *byte == b'\n').map(|at| bytes.split_at(at));
        let Some((before, rest)) = behind else {
            return all.then(|| Self { seal: Seal::of_nothing(), torn: bytes.to_vec() });
        };
        let torn = rest.get(1..).unwrap_or_default().to_vec();
        let begins = before.iter().rposition(|byte| *byte == b'\n').map(|at| at.saturating_add(1));
        let line = before.get(begins.or(all.then_some(0))?..)?;
        // A line that can't be read has no number; only counting tells.
        let lines = journal::parsed(line).ok()?.number;
        Some(Self { seal: Seal { lines, sha256: sha256(line) }, torn })
    }
}

/// The right to write.
#[derive(Debug)]
pub(super) struct Writing<'a> {
    archive: &'a Archive,
    _lock: Lock,
}

impl Writing<'_> {
    /// Writes down what is about to be done.
    pub(super) fn intend(&self, deed: &Deed<'_>) -> Result<Line, Failure> {
        let end = self.archive.end()?.map_or_else(Seal::of_nothing, |end| end.seal);
        let line = self.archive.line(&end, deed);
        let text = line.to_json().map_err(|error| internal(&error))?;
        disk::replace(&self.archive.next_line_path(), text.as_bytes())?;
        Ok(line)
    }

    /// Nothing was done after all.
    pub(super) fn forget(&self) -> Result<(), Failure> {
        disk::remove(&self.archive.next_line_path())
    }

    /// It was done: its line joins the journal.
    pub(super) fn done(&self, line: &Line) -> Result<(), Failure> {
        let path = self.archive.journal_path();
        let torn = self.archive.end()?.map_or(0, |end| end.torn.len());
        let whole = disk::length(&path)?.saturating_sub(u64::try_from(torn).unwrap_or(u64::MAX));
        let text = line.to_json().map_err(|error| internal(&error))? + "\n";
        disk::append_synced(&path, whole, text.as_bytes())?;
        self.forget()
    }

    /// Completes or takes back what a crash left.
    fn settle(&self) -> Result<(), Failure> {
        let archive = self.archive;
        let path = archive.journal_path();
        let end = archive.end()?.ok_or_else(|| Failure::refused(&path, Code::JournalMissing))?;
        let begun = archive.begun()?;
        let text = begun.as_ref().and_then(|line| line.to_json().ok()).unwrap_or_default();
        if !end.torn.is_empty() && !text.as_bytes().starts_with(&end.torn) {
            let problem = Problem::new(Code::JournalBroken, Place::File)
                .with("path", path.display())
                .with("line", end.seal.lines.saturating_add(1));
            return Err(Failure::with_problem(&path, problem));
        }
        let Some(line) = begun else { return self.forget() };
        // A line of another state of the journal (one that was put back from a copy) is not ours to add.
        if line.before != end.seal.sha256 || line.number != end.seal.lines.saturating_add(1) {
            return self.forget();
        }
        match archive.reached(&line)? {
            Reached::Nothing => self.forget(),
            Reached::Published => {
                let record = archive.period_folder(&line.folder, line.period).record();
                disk::rename(&disk::beside(&record), &record)?;
                self.done(&line)
            }
            Reached::Recorded => self.done(&line),
        }
    }
}

/// How far an act went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reached {
    /// Nothing of it can be seen.
    Nothing,
    /// Its revision stands; the record lies ready beside the old one.
    Published,
    /// The record says it.
    Recorded,
}

impl Archive {
    /// How far an act went whose line was written down.
    pub(super) fn reached(&self, line: &Line) -> Result<Reached, Failure> {
        if !manifest::is_inside(&line.folder) || line.folder.contains('/') {
            return Ok(Reached::Nothing);
        }
        let place = self.period_folder(&line.folder, line.period);
        let hash = |path: &Path| -> Result<Option<String>, Failure> {
            Ok(disk::read_inside(&self.root, path)?.map(|bytes| sha256(&bytes)))
        };
        if let Some(number) = line.revision
            && hash(&place.revision(number).join(MANIFEST_FILE))? != line.manifest_sha256
        {
            return Ok(Reached::Nothing);
        }
        let is_it = |found: Option<String>| found.as_ref() == Some(&line.record_sha256);
        Ok(if is_it(hash(&place.record())?) {
            Reached::Recorded
        } else if is_it(hash(&disk::beside(&place.record()))?) {
            Reached::Published
        } else {
            Reached::Nothing
        })
    }
}

pub(super) fn internal(error: &serde_json::Error) -> Failure {
    Failure::Machine(Error::Internal(error.to_string()))
}
