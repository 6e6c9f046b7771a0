//! `scorebook watch INBOX --archive DIR`: a drop folder. What is put in is processed; what has errors is returned with its list
//! of problems; what the machine failed at stays and is tried again.
//!
//! A file is claimed first and put where it belongs last, after its results and its revision stand: stopped at any moment, the
//! next start finds it among the claimed and does it again, and the archive recognises the same input.
//!
//! Whoever puts files in is not trusted by the others: only ordinary files are read, only in a folder that nobody else may touch,
//! each by a worker of its own and for a limited time.

mod arrivals;
mod assign;
mod claims;
mod folders;
mod moving;
mod office_folders;
mod own_folders;
mod pace;
mod processing;
mod settle;
mod workers;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::interrupt::Interrupt;
use super::may_write::{Grounds, resolved};
use super::status::Status;
use super::{Context, terminal};
use crate::archive::{Archive, Failure};
use crate::error::Error;
use crate::messages::say;
use crate::problem::{Code, Place, Problem};
use arrivals::Arrivals;
use claims::Claims;
use folders::Folders;
use office_folders::{Only, Takes};
use own_folders::Me;
use pace::{Pace, Waker};
use processing::{Desk, DropFolder};

/// Seconds that a workbook is given where nothing is said: fifty times what a large department takes on a slow machine.
const LIMIT: u64 = 120;

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
    /// A department that hands in through a subfolder of its own; given once, nothing else is taken.
    #[arg(long, value_name = "DEPARTMENT=SUBFOLDER")]
    pub only: Vec<Only>,
    /// How long a workbook may take.
    #[arg(long, value_name = "SECONDS", default_value_t = LIMIT, value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: u64,
}

/// Watches until it is stopped (or once).
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    watch(args, context).or_else(|failure| context.stopped_by_archive(failure))
}

fn watch(args: &Args, context: &Context) -> Result<Status, Failure> {
    let apart = Grounds::default().inbox(&args.inbox)?;
    apart.archive_folder(&args.archive)?;
    Grounds::drop_folder(&args.inbox)?;
    if !own_folders::is_folder(&args.inbox) {
        return Err(Failure::with_problem(&args.inbox, Problem::new(Code::NoSuchInput, Place::File)));
    }
    let archive = Archive::open(&args.archive)?;
    let waker = Waker::new();
    let stop = Interrupt::listen(waker.bell())?;
    let shown = terminal::path(&args.inbox);
    let mut drops = Vec::new();
    for (inbox, takes) in office_folders::places(&args.inbox, &args.only) {
        let Some(drop) = open(&args.inbox, inbox, takes, context)? else {
            context.terminal.problem(&say(context.lang, "watch-other", &[("inbox", &shown)]));
            return Ok(Status::Failed);
        };
        drops.push(drop);
    }
    let line = context.terminal.status_line();
    if !args.once {
        context.terminal.say(&say(context.lang, "watch-started", &[("inbox", &shown)]));
    }
    let pace = Pace::new(drops.iter().map(|drop| drop.inbox.as_path()), waker);
    let grounds = Grounds::default().archive(Some(&args.archive))?;
    let limit = Duration::from_secs(args.limit);
    let mut desk = Desk::new(context, archive, grounds, (limit, pace.bell()), line.clone());
    desk.subfolders = office_folders::shown(&args.only);
    desk.owned = drops.iter().flat_map(DropFolder::owned).collect();
    attend(args, &mut desk, &mut drops, pace, &stop)?;
    line.finish_and_clear();
    if args.once {
        return Ok(desk.tally.worst);
    }
    context.terminal.say(&say(context.lang, "watch-stopped", &[]));
    Ok(Status::Clean)
}

/// A drop folder with its own folders; `None` where another watch works on it.
fn open(root: &Path, inbox: PathBuf, takes: Takes, context: &Context) -> Result<Option<DropFolder>, Failure> {
    if inbox != root {
        std::fs::DirBuilder::new().recursive(true).create(&inbox).map_err(|error| Error::io(&inbox, error))?;
        let real = |path: &Path| resolved(path).map_err(|error| Error::io(path, error));
        let below = inbox.strip_prefix(root).unwrap_or(&inbox);
        // A link on the way would lead out of the drop folder, or into another office's.
        if real(&inbox)? != real(root)?.join(below) {
            return Err(own_folders::refused(&inbox, "link"));
        }
    }
    let me = Me::in_folder(&inbox)?;
    let Some(claims) = Claims::of(&inbox, me)? else { return Ok(None) };
    let folders = Folders::of(&inbox, context.asked, me)?;
    Ok(Some(DropFolder { inbox, takes, folders, claims, arrivals: Arrivals::default() }))
}

/// Looks, works and rests until it is stopped; once: until nothing is left to wait for.
fn attend(
    args: &Args,
    desk: &mut Desk<'_>,
    drops: &mut [DropFolder],
    mut pace: Pace,
    stop: &Interrupt,
) -> Result<(), Error> {
    let mut is_lost = false;
    loop {
        let mut settled = true;
        let mut held: usize = 0;
        desk.hear(drops, &mut pace);
        for at in 0..drops.len() {
            match desk.look(drops, at, &mut pace, args.once) {
                Ok(look) => {
                    is_lost = false;
                    settled &= look.settled;
                    held = held.saturating_add(look.held);
                }
                Err(error) if args.once => return Err(error),
                // A share that is away for a while comes back; said once.
                Err(error) => {
                    if !is_lost {
                        desk.log_lost(&terminal::in_words(desk.context.lang, &error));
                    }
                    is_lost = true;
                }
            }
        }
        desk.assign(drops, &mut pace);
        desk.show(held);
        if stop.is_asked() {
            desk.finish(drops, &mut pace);
            return Ok(());
        }
        if args.once && settled && desk.is_idle() {
            return Ok(());
        }
        pace.rest(stop);
    }
}
