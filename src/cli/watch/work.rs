//! The work on what arrived: claimed, processed by departments side by side, put where it belongs, and said in a line each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use indicatif::ProgressBar;
use rayon::prelude::*;

use super::claims::Claims;
use super::folders::{self, Folders};
use super::pace;
use crate::archive::manifest;
use crate::cli::run::{Finished, Job, survey};
use crate::cli::status::Status;
use crate::cli::{Context, source, terminal};
use crate::diagnostic::Code;
use crate::error::Error;
use crate::lang::Lang;
use crate::texts::say;
use crate::workbook;

/// What the work needs.
pub(super) struct Work<'a> {
    /// What is done with a workbook.
    pub job: Job<'a>,
    /// Where things go.
    pub folders: &'a Folders,
    /// The files that are being worked on.
    pub claims: &'a Claims,
    /// The status line of a terminal.
    pub line: &'a ProgressBar,
}

/// How files ended since the start.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Scored, or passed over as one of our own outputs.
    pub done: usize,
    /// Given back with a list of problems.
    pub returned: usize,
    /// The name of the last file.
    pub last: String,
    /// The worst status.
    pub worst: Status,
}

/// Whether a file can't be read as a whole in a way that a half copied one can't either.
pub(super) fn is_cut_off(file: &Path) -> bool {
    // What may not be read is told when its turn comes.
    let Ok(bytes) = source::bytes(file) else { return false };
    let read = workbook::read(&bytes);
    read.value.is_none() && {
        let half = [Code::EmptyFile, Code::DamagedFile, Code::DamagedPart];
        // Some copying programs make the whole length first: zeros.
        read.problems.iter().any(|p| half.contains(&p.code)) || bytes.iter().take(8).all(|byte| *byte == 0)
    }
}

impl Work<'_> {
    /// Works on files of the inbox. `tried` hears of each whether the machine failed at it.
    pub(super) fn on(&self, ready: Vec<PathBuf>, tally: &mut Tally, tried: &mut dyn FnMut(&Path, bool)) {
        let mut claimed = Vec::new();
        for file in ready {
            match self.claims.claim(&file) {
                Ok(Some(place)) => claimed.push((place, file)),
                Ok(None) => {}
                Err(error) => {
                    self.log_failed(&file, self.job.context.lang, &error);
                    tally.worst = tally.worst.max(Status::Failed);
                    tried(&file, true);
                }
            }
        }
        let ended = Mutex::new(Vec::new());
        let each = |finished: Finished| {
            let status = self.settle(&finished);
            if let Ok(mut ended) = ended.lock() {
                ended.push((finished.path, status));
            }
        };
        for round in rounds(claimed.iter().map(|(place, _)| place.as_path())) {
            let survey = survey(&round, None, self.job.stop);
            survey.ended.into_iter().for_each(each);
            survey.apart.into_par_iter().for_each(|found| each(self.job.apart(found)));
            survey.departments.into_par_iter().with_max_len(1).for_each(|group| self.job.department(group, &each));
        }
        for (place, status) in ended.into_inner().unwrap_or_default() {
            let Some((_, file)) = claimed.iter().find(|(claimed, _)| *claimed == place) else { continue };
            match status {
                Status::Clean => tally.done = tally.done.saturating_add(1),
                Status::Problems => tally.returned = tally.returned.saturating_add(1),
                Status::Failed => {}
            }
            tally.last = name_of(file);
            tally.worst = tally.worst.max(status);
            tried(file, status == Status::Failed);
        }
    }

    /// Puts a file where it belongs, and says in a line how it ended.
    fn settle(&self, finished: &Finished) -> Status {
        let lang = self.job.context.lang_of(finished.lang);
        let file = &finished.path;
        if finished.undone {
            // Asked to stop; should it stay among the claimed, the next start gives it back.
            let _ = self.claims.give_back(file);
            return Status::Failed;
        }
        let put = match (&finished.failure, finished.status()) {
            (Some(failure), _) => {
                let _ = self.claims.give_back(file);
                self.log_failed(file, lang, failure);
                return Status::Failed;
            }
            (None, Status::Problems) => give_back(file, finished, self.folders, self.job.context),
            (None, _) => folders::put(file, &self.folders.done).map(|_| ()),
        };
        if let Err(error) = put {
            let _ = self.claims.give_back(file);
            self.log_failed(file, lang, &error);
            return Status::Failed;
        }
        let (name, people, errors) = (name_of(file), finished.people.to_string(), finished.errors().to_string());
        let period = finished.period.map(|period| period.to_string()).unwrap_or_default();
        let department = finished.department.clone().unwrap_or_default();
        let id = match (finished.status(), &finished.results) {
            (Status::Problems, _) => "watch-line-returned",
            (_, Some(_)) => "watch-line-done",
            // One of our own outputs.
            (_, None) => "watch-line-passed-over",
        };
        let args = [
            ("file", name.as_str()),
            ("people", &people),
            ("errors", &errors),
            ("department", &department),
            ("period", &period),
        ];
        self.log(&say(lang, id, &args));
        finished.status()
    }

    /// Says that a program has a file open.
    pub(super) fn log_held(&self, file: &Path) {
        self.log(&say(self.job.context.lang, "watch-line-held", &[("file", &name_of(file))]));
    }

    /// Says that the inbox can't be looked at.
    pub(super) fn log_lost(&self, reason: &str) {
        self.log(&say(self.job.context.lang, "watch-line-lost", &[("reason", reason)]));
    }

    fn log_failed(&self, file: &Path, lang: Lang, error: &Error) {
        let reason = terminal::in_words(lang, error);
        self.log(&say(lang, "watch-line-failed", &[("file", &name_of(file)), ("reason", &reason)]));
    }

    /// A line with its time.
    fn log(&self, text: &str) {
        let line = format!("{} {text}", pace::stamp());
        self.line.suspend(|| self.job.context.terminal.problem(&line));
    }

    /// Brings the status line up.
    pub(super) fn show(&self, tally: &Tally, held: usize) {
        let (done, returned, held) = (tally.done.to_string(), tally.returned.to_string(), held.to_string());
        let args = [("done", done.as_str()), ("returned", &returned), ("held", &held), ("last", &tally.last)];
        self.line.set_message(say(self.job.context.lang, "watch-status", &args));
    }
}

/// The files in rounds, in each of which no two have the same content: a workbook that was put in twice is no contradiction, and the
/// archive recognises the copy once the first is done.
fn rounds<'a>(files: impl Iterator<Item = &'a Path>) -> Vec<Vec<PathBuf>> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut rounds: Vec<Vec<PathBuf>> = Vec::new();
    for file in files {
        // What can't be read is told when its turn comes.
        let content = source::bytes(file).map(|bytes| manifest::sha256(&bytes)).unwrap_or_default();
        let copies = seen.entry(content).or_default();
        if rounds.len() <= *copies {
            rounds.push(Vec::new());
        }
        if let Some(round) = rounds.get_mut(*copies) {
            round.push(file.to_owned());
        }
        *copies = copies.saturating_add(1);
    }
    rounds
}

fn name_of(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Moves a workbook with errors into the folder of returned ones, its list of problems beside it.
fn give_back(file: &Path, finished: &Finished, folders: &Folders, context: &Context) -> Result<(), Error> {
    let bytes = source::bytes(file)?;
    let lang = context.lang_of(finished.lang);
    let list = source::problem_book(bytes, &finished.problems, &name_of(file), lang)?;
    let place = folders::free_place(file, &folders.returned);
    let stem = place.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = say(lang, "watch-problem-list", &[("file", &stem)]);
    // The list first: a returned workbook never lies there without it.
    folders::write(&folders.returned.join(format!("{name}.xlsx")), &list)?;
    folders::rename(file, &place)
}
