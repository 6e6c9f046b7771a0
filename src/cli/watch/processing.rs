//! The work on what arrived: claimed, looked at, processed by departments side by side, put where it belongs. Each step of a file is
//! done by a worker; here is who works on what, and what comes next.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use indicatif::ProgressBar;

use super::arrivals::Arrivals;
use super::claims::Claims;
use super::folders::Folders;
use super::office_folders::Takes;
use super::own_folders::Own;
use super::pace::{Pace, Since};
use super::settle::{self, List};
use super::workers::{Crew, Ticket};
use crate::archive::{Archive, manifest};
use crate::cli::may_write::Grounds;
use crate::cli::run::{Finished, Look, first_look, look};
use crate::cli::status::Status;
use crate::cli::{Context, source};
use crate::error::Error;
use crate::pipeline;
use crate::problem::{Code, Place, Problem};

/// Files whose content is kept between the look and the work; of more the look reads department and period only.
const KEPT: usize = 24;

/// A drop folder with what belongs to it.
pub(super) struct DropFolder {
    pub inbox: PathBuf,
    pub takes: Takes,
    pub folders: Folders,
    pub claims: Claims,
    pub arrivals: Arrivals,
}

impl DropFolder {
    /// The folders that are worked in.
    pub(super) fn owned(&self) -> [Own; 4] {
        let Folders { done, returned, results } = &self.folders;
        [done.clone(), returned.clone(), results.clone(), self.claims.folder().clone()]
    }
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

/// A claimed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claimed {
    /// Its drop folder, by index.
    pub drop: usize,
    /// Where it is while it is worked on.
    pub place: PathBuf,
    /// Where it was put in.
    pub file: PathBuf,
}

/// What a worker tells.
pub(super) enum News {
    /// Whether a file can't be read as a whole.
    Probed(bool),
    /// What a look saw.
    Looked { look: Result<Look, Error>, whole: bool, content: String },
    /// How a file ended, with its list of problems.
    Ended(Box<Finished>, List),
    /// That all files of a piece of work ended.
    Done,
}

/// What a worker does.
pub(super) enum Doing {
    Probe(PathBuf, Stamp),
    Look(Claimed),
    /// The files in the order of work, what they hold and whose they are.
    Score {
        files: Vec<Claimed>,
        contents: Vec<String>,
        department: Option<String>,
    },
}

/// A file that was looked at and waits for its turn.
pub(super) struct Looked {
    pub claimed: Claimed,
    pub look: Result<Look, Error>,
    pub whole: bool,
    pub content: String,
    pub since: Since,
}

pub(super) type Stamp = Option<(u64, Option<SystemTime>)>;

/// What a look into a drop folder saw.
pub(super) struct Seen {
    /// Whether nothing is to be waited for.
    pub settled: bool,
    /// Files that a program has open.
    pub held: usize,
}

/// Who works on what.
pub(super) struct Desk<'a> {
    pub context: &'a Context,
    pub tally: Tally,
    /// The subfolders of `--only`, for people.
    pub subfolders: String,
    /// The folders that are worked in, for people.
    pub owned: Vec<Own>,
    pub line: ProgressBar,
    pub(super) archive: Archive,
    pub(super) grounds: Grounds,
    limit: Duration,
    pub(super) crew: Crew<News>,
    pub(super) doing: BTreeMap<Ticket, Doing>,
    pub(super) looked: Vec<Looked>,
    /// Young files that were read to see whether they are whole.
    probed: BTreeMap<PathBuf, (Stamp, Option<bool>)>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        context: &'a Context,
        archive: Archive,
        grounds: Grounds,
        (limit, bell): (Duration, impl Fn() + Send + Sync + 'static),
        line: ProgressBar,
    ) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let places = processors.saturating_add(processors.div_ceil(2));
        Self {
            context,
            tally: Tally::default(),
            subfolders: String::new(),
            owned: Vec::new(),
            line,
            archive,
            grounds,
            limit,
            crew: Crew::new(places, limit, bell),
            doing: BTreeMap::new(),
            looked: Vec::new(),
            probed: BTreeMap::new(),
        }
    }

    /// Whether nobody works and nothing waits.
    pub(super) fn is_idle(&self) -> bool {
        self.crew.is_idle() && self.looked.is_empty()
    }

    /// Looks into a drop folder and begins with what is complete.
    ///
    /// # Errors
    /// A folder that can't be listed.
    pub(super) fn look(
        &mut self,
        drops: &mut [DropFolder],
        at: usize,
        pace: &mut Pace,
        once: bool,
    ) -> Result<Seen, Error> {
        let Some(drop) = drops.get_mut(at) else { return Ok(Seen { settled: true, held: 0 }) };
        let arrived = drop.arrivals.look(&drop.inbox)?;
        for file in &arrived.newly_held {
            self.log_held(file);
        }
        // For a scheduler each file is tried once.
        let may_try = |pace: &Pace, file: &Path| pace.may_try(file) && !(once && pace.has_failed(file));
        for (file, kind) in &arrived.irregular {
            if may_try(pace, file) {
                let problem = Problem::new(Code::NoOrdinaryFile, Place::File).with("kind", kind);
                self.give_back_unread(drop, file, file, problem, pace);
            }
        }
        let mut settled = !arrived.unsettled;
        for file in arrived.complete {
            if drop.arrivals.may_be_half_copied(&file) {
                match self.is_cut_off(drop.arrivals.stamp(&file), &file) {
                    Some(false) => {}
                    Some(true) | None => {
                        settled = false;
                        continue;
                    }
                }
            }
            if !may_try(pace, &file) {
                continue;
            }
            if !self.crew.has_room() {
                settled = false;
                continue;
            }
            self.begin(drop, at, file, pace);
        }
        self.probed.retain(|file, _| file.parent() != Some(&drop.inbox) || drop.arrivals.stamp(file).is_some());
        Ok(Seen { settled, held: arrived.held })
    }

    /// Claims a file and begins to look at it.
    fn begin(&mut self, drop: &DropFolder, at: usize, file: PathBuf, pace: &mut Pace) {
        let place = match drop.claims.claim(&file) {
            Ok(Some(place)) => place,
            Ok(None) => return,
            Err(failure) => {
                self.failed(&file, &failure.into_error(self.context.lang), pace);
                return;
            }
        };
        // Something else may have come into its place between the look and the claim; from now on nobody can.
        if let Ok(about) = place.symlink_metadata().as_ref()
            && !about.is_file()
        {
            let problem = Problem::new(Code::NoOrdinaryFile, Place::File).with("kind", source::kind(about));
            self.give_back_unread(drop, &place, &file, problem, pace);
            return;
        }
        if drop.takes == Takes::Nothing {
            let problem = self.not_this_office(drop, "none");
            self.give_back_unread(drop, &place, &file, problem, pace);
            return;
        }
        let whole = self.looked.len().saturating_add(self.doing.len()) < KEPT;
        let read = place.clone();
        let begun = self.crew.begin(move |hand| {
            let content = source::bytes_of_no_link(&read).map(|bytes| manifest::sha256(&bytes)).unwrap_or_default();
            let look = if whole { look(&read) } else { first_look(&read) };
            hand.tell(News::Looked { look, whole, content });
        });
        match begun {
            Ok(ticket) => {
                self.doing.insert(ticket, Doing::Look(Claimed { drop: at, place, file }));
            }
            Err(error) => {
                let _ = drop.claims.give_back(&place);
                self.failed(&file, &error, pace);
            }
        }
    }

    /// Whether a young file can't be read as a whole, so that it may be half copied; `None` until a worker has seen.
    fn is_cut_off(&mut self, stamp: Stamp, file: &Path) -> Option<bool> {
        match self.probed.get(file) {
            Some((known, seen)) if *known == stamp => *seen,
            _ if !self.crew.has_room() => None,
            _ => {
                let read = file.to_owned();
                let ticket = self.crew.begin(move |hand| hand.tell(News::Probed(is_cut_off(&read)))).ok()?;
                self.doing.insert(ticket, Doing::Probe(file.to_owned(), stamp));
                self.probed.insert(file.to_owned(), (stamp, None));
                None
            }
        }
    }

    /// Hears what the workers told, and gives up what takes too long.
    pub(super) fn hear(&mut self, drops: &[DropFolder], pace: &mut Pace) {
        for (ticket, news) in self.crew.news() {
            self.take(ticket, news, drops, pace);
        }
        for ticket in self.crew.give_up(false) {
            match self.doing.remove(&ticket) {
                Some(Doing::Probe(file, stamp)) => {
                    self.probed.insert(file, (stamp, Some(false)));
                }
                Some(Doing::Look(claimed)) => self.over(&claimed, drops, pace),
                Some(Doing::Score { files, .. }) => {
                    let mut files = files.into_iter();
                    if let Some(current) = files.next() {
                        self.over(&current, drops, pace);
                    }
                    // Its other months begin anew.
                    files.for_each(|claimed| back(&claimed, drops));
                }
                None => {}
            }
        }
    }

    /// Returns a file whose time is over.
    fn over(&mut self, claimed: &Claimed, drops: &[DropFolder], pace: &mut Pace) {
        let Some(drop) = drops.get(claimed.drop) else { return };
        let problem = Problem::new(Code::TookTooLong, Place::File).with("seconds", self.limit.as_secs());
        self.give_back_unread(drop, &claimed.place, &claimed.file, problem, pace);
    }

    fn take(&mut self, ticket: Ticket, news: News, drops: &[DropFolder], pace: &mut Pace) {
        match news {
            News::Probed(cut_off) => {
                self.crew.ended(ticket);
                if let Some(Doing::Probe(file, stamp)) = self.doing.remove(&ticket) {
                    self.probed.insert(file, (stamp, Some(cut_off)));
                }
            }
            News::Looked { look, whole, content } => {
                self.crew.ended(ticket);
                if let Some(Doing::Look(claimed)) = self.doing.remove(&ticket) {
                    self.looked_at(Looked { claimed, look, whole, content, since: Since::now() }, drops, pace);
                }
            }
            News::Ended(finished, list) => {
                self.crew.goes_on(ticket);
                let claimed = match self.doing.get_mut(&ticket) {
                    Some(Doing::Score { files, .. }) => {
                        let at = files.iter().position(|claimed| claimed.place == finished.path);
                        at.map(|at| files.remove(at))
                    }
                    _ => None,
                };
                if let Some(claimed) = claimed {
                    self.settle(&claimed, &finished, list, drops, pace);
                }
            }
            News::Done => {
                self.crew.ended(ticket);
                self.doing.remove(&ticket);
            }
        }
    }

    /// Keeps what was looked at until its turn comes; returns what this drop folder does not take.
    fn looked_at(&mut self, looked: Looked, drops: &[DropFolder], pace: &mut Pace) {
        let Some(drop) = drops.get(looked.claimed.drop) else { return };
        let name = looked.look.as_ref().ok().and_then(|look| look.name.clone());
        match name {
            Some(name) if !drop.takes.takes(&name) => {
                let problem = self.not_this_office(drop, &name);
                let Claimed { place, file, .. } = &looked.claimed;
                self.give_back_unread(drop, place, file, problem, pace);
            }
            _ => self.looked.push(looked),
        }
    }

    fn not_this_office(&self, drop: &DropFolder, department: &str) -> Problem {
        Problem::new(Code::NotThisOffice, Place::File)
            .with("department", department)
            .with("allowed", drop.takes.shown())
            .with("folders", &self.subfolders)
    }

    /// Puts a file where it belongs and counts how it ended.
    pub(super) fn settle(
        &mut self,
        claimed: &Claimed,
        finished: &Finished,
        list: List,
        drops: &[DropFolder],
        pace: &mut Pace,
    ) {
        let Some(drop) = drops.get(claimed.drop) else { return };
        let status = self.put_away(drop, claimed, finished, list);
        self.count(&claimed.file, status, pace);
    }

    fn count(&mut self, file: &Path, status: Status, pace: &mut Pace) {
        match status {
            Status::Clean => self.tally.done = self.tally.done.saturating_add(1),
            Status::Problems => self.tally.returned = self.tally.returned.saturating_add(1),
            Status::Failed => {}
        }
        self.tally.last = settle::name_of(file);
        self.tally.worst = self.tally.worst.max(status);
        pace.tried(file, status == Status::Failed);
    }

    /// Returns what is not worked on, with its list.
    fn give_back_unread(&mut self, drop: &DropFolder, place: &Path, file: &Path, problem: Problem, pace: &mut Pace) {
        let status = self.put_back(drop, place, file, problem);
        self.count(file, status, pace);
    }

    pub(super) fn failed(&mut self, file: &Path, error: &Error, pace: &mut Pace) {
        self.log_failed(file, self.context.lang, error);
        self.count(file, Status::Failed, pace);
    }

    /// Ends: what is being published is finished, everything else goes back.
    pub(super) fn finish(&mut self, drops: &[DropFolder], pace: &mut Pace) {
        for ticket in self.crew.give_up(true) {
            match self.doing.remove(&ticket) {
                Some(Doing::Look(claimed)) => back(&claimed, drops),
                Some(Doing::Score { files, .. }) => files.iter().for_each(|claimed| back(claimed, drops)),
                Some(Doing::Probe(..)) | None => {}
            }
        }
        for looked in std::mem::take(&mut self.looked) {
            back(&looked.claimed, drops);
        }
        while !self.crew.is_idle() {
            let Some((ticket, news)) = self.crew.last_news() else { return };
            let ended = matches!(news, News::Ended(..));
            self.take(ticket, news, drops, pace);
            if ended {
                // Its other months are left to the next start.
                for ticket in self.crew.give_up(true) {
                    if let Some(Doing::Score { files, .. }) = self.doing.remove(&ticket) {
                        files.iter().for_each(|claimed| back(claimed, drops));
                    }
                }
            }
        }
    }
}

/// Gives a claimed file back to its inbox; should it stay among the claimed, the next start gives it back.
pub(super) fn back(claimed: &Claimed, drops: &[DropFolder]) {
    if let Some(drop) = drops.get(claimed.drop) {
        let _ = drop.claims.give_back(&claimed.place);
    }
}

/// Whether a file looks half copied.
fn is_cut_off(file: &Path) -> bool {
    // What may not be read is told when its turn comes.
    source::bytes_of_no_link(file).is_ok_and(|bytes| pipeline::is_cut_off(&bytes))
}
