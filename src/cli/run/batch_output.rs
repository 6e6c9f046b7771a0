//! A batch as it is told: what is said of each input is made when the input is done, and waits outside memory for its turn.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::json;

use super::outcome::{self, Finished};
use super::{Args, table};
use crate::cli::spool::{Piece, Spool};
use crate::cli::status::Status;
use crate::cli::{Context, terminal};
use crate::error::Error;
use crate::lang::Lang;
use crate::messages::say;
use crate::problem::Severity;

/// An input that is done: what the table needs of it, and where the rest waits.
pub(super) struct Told {
    /// The input without its problems.
    pub(super) finished: Finished,
    /// How many errors it had.
    pub(super) errors: usize,
    /// How many warnings.
    pub(super) warnings: usize,
    pub(super) status: Status,
}

/// Takes each input as it ends, in any order and from any thread.
pub(super) struct Telling<'a> {
    context: &'a Context,
    as_data: bool,
    several: bool,
    spool: Spool,
    taken: Mutex<Vec<Result<(Told, Pieces), Error>>>,
}

/// What is said of an input.
struct Pieces {
    lines: Piece,
    data: Option<Piece>,
}

impl Told {
    /// Counts an input's problems, and lets go of them.
    pub(super) fn of(mut finished: Finished) -> Self {
        let count = |severity| finished.problems.iter().filter(|problem| problem.severity() == severity).count();
        let (errors, warnings, status) = (count(Severity::Error), count(Severity::Warning), finished.status());
        finished.problems = Vec::new();
        Self { finished, errors, warnings, status }
    }
}

impl<'a> Telling<'a> {
    /// `several`: more than one input, which end in a table.
    pub(super) fn new(as_data: bool, several: bool, context: &'a Context) -> Self {
        Self { context, as_data, several, spool: Spool::new(), taken: Mutex::default() }
    }

    /// Takes an input that is done.
    pub(super) fn take(&self, finished: Finished) {
        let pieces = self.pieces(&finished);
        let told = pieces.map(|pieces| (Told::of(finished), pieces));
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).push(told);
    }

    fn pieces(&self, finished: &Finished) -> Result<Pieces, Error> {
        let keep = |made: serde_json::Result<Vec<u8>>| {
            self.spool.keep(&made.map_err(|error| Error::Internal(error.to_string()))?)
        };
        let lines = self.context.shown(&outcome::lines(finished, self.several, self.context));
        let lines = self.spool.keep(lines.as_bytes())?;
        let data = self.as_data.then(|| keep(serde_json::to_vec(&outcome::as_data(finished, self.context))));
        Ok(Pieces { lines, data: data.transpose()? })
    }

    /// Says everything about the batch, in the order of the paths, then the table. Gives the worst status and the folders of results.
    pub(super) fn report(self, args: &Args, out: &Path) -> Result<(Status, Vec<PathBuf>), Error> {
        let taken = self.taken.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut taken: Vec<(Told, Pieces)> = taken.into_iter().collect::<Result<_, _>>()?;
        taken.sort_by(|a, b| a.0.finished.path.cmp(&b.0.finished.path));
        let (all, pieces): (Vec<Told>, Vec<Pieces>) = taken.into_iter().unzip();
        let (context, terminal) = (self.context, &self.context.terminal);
        for one in &pieces {
            context.print_told(&text_of(one.lines, &self.spool)?);
        }
        if all.len() > 1 {
            for line in table::lines(&all, context.lang) {
                terminal.say(&line);
            }
        }
        if all.len() > 1 || args.shard.is_some() {
            terminal.say(&totals(&all, context.lang));
            terminal.say(&say(context.lang, "cli-run-out-is", &[("out", &terminal::path(out))]));
        }
        let undone = all.iter().filter(|one| one.finished.undone).count();
        if undone > 0 {
            terminal.problem(&say(context.lang, "cli-run-stopped", &[("files", &undone.to_string())]));
        }
        if self.as_data {
            print_files("scorebook/run/1", pieces.iter().filter_map(|one| one.data), &self.spool, context)?;
        }
        let status = all.iter().map(|one| one.status).max().unwrap_or_default();
        Ok((status, all.into_iter().filter_map(|one| one.finished.results).collect()))
    }
}

/// Prints a document of what was kept of each file: `{"schema":…,"files":[…]}`.
pub(in crate::cli) fn print_files(
    schema: &str,
    files: impl Iterator<Item = Piece>,
    spool: &Spool,
    context: &Context,
) -> Result<(), Error> {
    let empty = json!({"schema": schema, "files": []}).to_string();
    let (before, behind) = empty.split_at(empty.len().saturating_sub(2));
    context.terminal.print(before)?;
    for (at, piece) in files.enumerate() {
        let json = text_of(piece, spool)?;
        context.terminal.print_json(&if at > 0 { format!(",{json}") } else { json })?;
    }
    context.terminal.print(&format!("{behind}\n"))
}

fn text_of(piece: Piece, spool: &Spool) -> Result<String, Error> {
    String::from_utf8(spool.give(piece)?).map_err(|error| Error::Internal(error.to_string()))
}

fn totals(all: &[Told], lang: Lang) -> String {
    let count = |test: &dyn Fn(&Told) -> bool| all.iter().filter(|one| test(one)).count().to_string();
    say(
        lang,
        "cli-run-totals",
        &[
            ("files", &all.len().to_string()),
            ("done", &count(&|one| one.finished.results.is_some())),
            ("problems", &count(&|one| one.status == Status::Problems)),
            ("failed", &count(&|one| one.finished.failure.is_some())),
        ],
    )
}
