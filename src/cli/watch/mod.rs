//! `scorebook watch INBOX --archive DIR`: a drop folder. What is put in is processed; what has errors is returned with its list
//! of problems; what the machine failed at stays and is tried again.
//!
//! A file is claimed first and put where it belongs last, after its results and its revision stand: stopped at any moment, the
//! next start finds it among the claimed and does it again, and the archive recognises the same input.

mod arrivals;
mod claims;
mod folders;
mod pace;
mod work;

use std::path::PathBuf;

use super::interrupt::Interrupt;
use super::run::Job;
use super::status::Status;
use super::{Context, terminal};
use crate::archive::Archive;
use crate::diagnostic::{Code, Place, Problem};
use crate::error::Error;
use crate::texts::say;
use arrivals::Arrivals;
use claims::Claims;
use folders::Folders;
use pace::{Pace, Waker};
use work::{Tally, Work};

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
    let archive = match Archive::open(&args.archive) {
        Ok(archive) => archive,
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let waker = Waker::new();
    let stop = Interrupt::listen(waker.bell())?;
    let shown = args.inbox.display().to_string();
    let claims = match Claims::of(&args.inbox) {
        Ok(Some(claims)) => claims,
        Ok(None) => {
            context.terminal.problem(&say(context.lang, "watch-other", &[("inbox", &shown)]));
            return Ok(Status::Failed);
        }
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
            context.problems(&args.inbox, &[Problem::new(Code::NoSuchInput, Place::File)], None);
            return Ok(Status::Problems);
        }
        Err(error) => return Err(error),
    };
    let folders = Folders::of(&args.inbox, context.asked)?;
    let line = context.terminal.status_line();
    let job =
        Job { out: &folders.results, archive: Some(&archive), journal: None, person_files: true, context, stop: &stop };
    let work = Work { job, folders: &folders, claims: &claims, line: &line };
    if !args.once {
        context.terminal.say(&say(context.lang, "watch-started", &[("inbox", &shown)]));
    }
    let tally = attend(args, &work, Pace::new(&args.inbox, waker))?;
    line.finish_and_clear();
    if args.once {
        return Ok(tally.worst);
    }
    context.terminal.say(&say(context.lang, "watch-stopped", &[]));
    Ok(Status::Clean)
}

/// Looks, works and rests until it is stopped; once: until nothing is left to wait for.
fn attend(args: &Args, work: &Work<'_>, mut pace: Pace) -> Result<Tally, Error> {
    let mut arrivals = Arrivals::default();
    let mut tally = Tally::default();
    let mut is_lost = false;
    loop {
        let mut settled = false;
        match arrivals.look(&args.inbox) {
            Ok(arrived) => {
                is_lost = false;
                for file in &arrived.newly_held {
                    work.log_held(file);
                }
                let (half, whole): (Vec<_>, Vec<_>) = arrived
                    .complete
                    .into_iter()
                    .partition(|file| arrivals.may_be_half_copied(file) && work::is_cut_off(file));
                let ready = whole.into_iter().filter(|file| pace.may_try(file)).collect();
                work.on(ready, &mut tally, &mut |file, failed| pace.tried(file, failed));
                work.show(&tally, arrived.held);
                settled = half.is_empty() && !arrived.unsettled;
            }
            Err(error) if args.once => return Err(error),
            // A share that is away for a while comes back; said once.
            Err(error) => {
                if !is_lost {
                    work.log_lost(&terminal::in_words(work.job.context.lang, &error));
                }
                is_lost = true;
            }
        }
        if work.job.stop.is_asked() || (args.once && settled) {
            return Ok(tally);
        }
        pace.rest(work.job.stop);
    }
}
