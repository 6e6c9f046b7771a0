//! `scorebook watch INBOX --archive DIR`: a drop folder. What is put in is processed; what has errors is returned with its list
//! of problems; what the machine failed at stays and is tried again.
//!
//! A file is moved last, after its results and its revision stand: stopped at any moment, the next start does the file again,
//! and the archive recognises the same input.

mod arrivals;
mod folders;
mod pace;

use std::path::{Path, PathBuf};

use super::run::{Finished, Job};
use super::status::Status;
use super::{Context, source};
use crate::archive::Archive;
use crate::error::Error;
use crate::texts::say;
use arrivals::Arrivals;
use folders::Folders;
use pace::Pace;

/// Arguments of `watch`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The drop folder.
    #[arg(value_name = "INBOX")]
    pub inbox: PathBuf,
    /// The archive.
    #[arg(long, value_name = "DIR")]
    pub archive: PathBuf,
    /// Deal with what is there and end, for a scheduler.
    #[arg(long)]
    pub once: bool,
}

/// Watches until it is stopped (or once).
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let archive = Archive::open(&args.archive).map_err(|e| e.into_error(context.lang))?;
    let folders = Folders::of(&args.inbox, context.lang)?;
    let job = Job { out: &folders.results, archive: Some(&archive), person_files: true, context };
    let mut pace = Pace::new(&args.inbox)?;
    let mut arrivals = Arrivals::default();
    let mut worst = Status::Clean;
    let shown = args.inbox.display().to_string();
    if !args.once {
        context.terminal.say(&say(context.lang, "watch-started", &[("inbox", &shown)]));
    }
    loop {
        let complete = arrivals.look(&args.inbox)?;
        for file in &complete {
            if pace.is_stopped() {
                break;
            }
            if !pace.may_try(file) {
                continue;
            }
            let status = one(file, &job, &folders, context);
            pace.tried(file, status == Status::Failed);
            worst = worst.max(status);
        }
        let settled = !arrivals.waits_for(&complete);
        if pace.is_stopped() || (args.once && settled) {
            break;
        }
        pace.rest();
    }
    if !args.once {
        context.terminal.say(&say(context.lang, "watch-stopped", &[]));
        return Ok(Status::Clean);
    }
    Ok(worst)
}

/// Processes one file, says how it ended in one line, and puts it where it belongs.
fn one(file: &Path, job: &Job<'_>, folders: &Folders, context: &Context) -> Status {
    let finished = job.file(file);
    let lang = context.lang_of(finished.lang);
    let moved = match finished.status() {
        Status::Clean => folders::put(file, &folders.done).map(|_| ()),
        Status::Problems => give_back(file, &finished, folders, context),
        Status::Failed => Ok(()),
    };
    let status = if moved.is_err() { Status::Failed } else { finished.status() };
    let id = match status {
        Status::Clean => "watch-line-done",
        Status::Problems => "watch-line-returned",
        Status::Failed => "watch-line-failed",
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let reason = match (&moved, &finished.failure) {
        (Err(error), _) | (Ok(()), Some(error)) => error.to_string(),
        _ => String::new(),
    };
    let errors = finished.errors().to_string();
    let people = finished.people.to_string();
    let line = say(lang, id, &[("file", &name), ("people", &people), ("errors", &errors), ("reason", &reason)]);
    context.terminal.problem(&format!("{} {line}", pace::stamp()));
    status
}

/// Moves a workbook with errors into the folder of returned ones, its list of problems beside it.
fn give_back(file: &Path, finished: &Finished, folders: &Folders, context: &Context) -> Result<(), Error> {
    let bytes = source::bytes(file)?;
    let lang = context.lang_of(finished.lang);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let list = source::problem_book(&bytes, &finished.problems, &name, lang)?;
    let place = folders::put(file, &folders.returned)?;
    let stem = place.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = say(lang, "watch-problem-list", &[("file", &stem)]);
    folders::write(&folders.returned.join(format!("{name}.xlsx")), &list)
}
