//! How a file ends: put where it belongs, its list beside it, and said in a line of the log that nothing from a file can forge.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::claims::PREPARED;
use super::processing::{Claimed, Desk, DropFolder};
use super::{moving, pace};
use crate::archive::Failure;
use crate::cli::run::Finished;
use crate::cli::status::Status;
use crate::cli::{Context, source, terminal};
use crate::error::Error;
use crate::lang::Lang;
use crate::messages::say;
use crate::pipeline::problem_list;
use crate::problem::{Problem, has_errors};
use crate::text;

/// The workbook of a returned file's problems; nothing where there are none.
pub(super) type List = Result<Option<Vec<u8>>, Error>;

/// Lines of a log that tell what changed since the revision before; the archive tells all.
const CHANGES: usize = 20;

/// Draws the list of a file that is returned.
pub(super) fn list(finished: &Finished, context: &Context) -> List {
    if finished.undone || finished.failure.is_some() || !has_errors(&finished.problems) {
        return Ok(None);
    }
    // What could not be read has no cells to show.
    let bytes = source::bytes_of_no_link(&finished.path).unwrap_or_default();
    let lang = context.lang_of(finished.lang);
    problem_list(bytes, &finished.problems, &name_of(&finished.path), lang).map(Some)
}

/// A file's name as it is shown.
pub(super) fn name_of(file: &Path) -> String {
    text::on_one_line(&file.file_name().unwrap_or_default().to_string_lossy())
}

impl Desk<'_> {
    /// Puts a file where it belongs, and says in a line how it ended.
    pub(super) fn put_away(&self, drop: &DropFolder, claimed: &Claimed, finished: &Finished, list: List) -> Status {
        let lang = self.context.lang_of(finished.lang);
        let (place, file) = (&claimed.place, &claimed.file);
        if finished.undone {
            // Should it stay among the claimed, the next start gives it back.
            let _ = drop.claims.give_back(place);
            return Status::Failed;
        }
        if let Some(failure) = &finished.failure {
            let _ = drop.claims.give_back(place);
            self.log_failed(file, lang, failure);
            return Status::Failed;
        }
        let put = match finished.status() {
            Status::Problems => {
                list.map_err(Failure::Machine).and_then(|list| give_back(drop, place, &list.unwrap_or_default(), lang))
            }
            _ => drop.folders.done.check().and_then(|()| Ok(moving::put(place, drop.folders.done.path()).map(|_| ())?)),
        };
        if let Err(failure) = put {
            let _ = drop.claims.give_back(place);
            self.log_failed(file, lang, &failure.into_error(lang));
            return Status::Failed;
        }
        self.log_ended(file, finished, lang);
        finished.status()
    }

    /// Returns a file that was not worked on.
    pub(super) fn put_back(&self, drop: &DropFolder, place: &Path, file: &Path, problem: Problem) -> Status {
        let lang = self.context.lang;
        let finished = Finished { path: place.to_owned(), problems: vec![problem], ..Finished::default() };
        let list = problem_list(Vec::new(), &finished.problems, &name_of(file), lang);
        let put = list.map_err(Failure::Machine).and_then(|list| give_back(drop, place, &list, lang));
        if let Err(failure) = put {
            // Where it was claimed it goes back; else it is where it was.
            if place != file {
                let _ = drop.claims.give_back(place);
            }
            self.log_failed(file, lang, &failure.into_error(lang));
            return Status::Failed;
        }
        self.log_ended(file, &finished, lang);
        Status::Problems
    }

    fn log_ended(&self, file: &Path, finished: &Finished, lang: Lang) {
        let (name, people, errors) = (name_of(file), finished.people.to_string(), finished.errors().to_string());
        let period = finished.period.map(|period| period.to_string()).unwrap_or_default();
        let department = finished.department.clone().unwrap_or_default();
        // Of the file as a whole the one reason says all.
        let (code, headline) = match finished.problems.as_slice() {
            [problem] => (problem.code.id(), problem.headline(lang)),
            _ => ("", String::new()),
        };
        let id = match (finished.status(), &finished.results) {
            (Status::Problems, _) if finished.department.is_none() && !code.is_empty() => "watch-line-refused",
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
            ("code", code),
            ("reason", &headline),
        ];
        self.log(&say(lang, id, &args));
        // A further revision, and what changed since the one before.
        if finished.archived.len() > 1 {
            for line in finished.archived.iter().take(CHANGES.saturating_add(1)) {
                self.log(&say(lang, "watch-line-change", &[("file", &name), ("change", line)]));
            }
            let more = finished.archived.len().saturating_sub(CHANGES.saturating_add(1));
            if more > 0 {
                self.log(&say(lang, "watch-line-changes-more", &[("file", &name), ("count", &more.to_string())]));
            }
        }
    }

    /// Says that a program has a file open.
    pub(super) fn log_held(&self, file: &Path) {
        self.log(&say(self.context.lang, "watch-line-held", &[("file", &name_of(file))]));
    }

    /// Says that the inbox can't be looked at.
    pub(super) fn log_lost(&self, reason: &str) {
        self.log(&say(self.context.lang, "watch-line-lost", &[("reason", reason)]));
    }

    pub(super) fn log_failed(&self, file: &Path, lang: Lang, error: &Error) {
        let reason = terminal::in_words(lang, error);
        self.log(&say(lang, "watch-line-failed", &[("file", &name_of(file)), ("reason", &reason)]));
    }

    /// A line with its time: one line, whatever stands in the names of files and departments.
    fn log(&self, text: &str) {
        let text = self.owned.iter().fold(text.to_owned(), |text, own| own.in_words(&text));
        let line = format!("{} {}", pace::stamp(), text::on_one_line(&text));
        self.line.suspend(|| self.context.terminal.problem(&line));
    }

    /// Brings the status line up.
    pub(super) fn show(&self, held: usize) {
        let tally = &self.tally;
        let (done, returned, held) = (tally.done.to_string(), tally.returned.to_string(), held.to_string());
        let args = [("done", done.as_str()), ("returned", &returned), ("held", &held), ("last", &tally.last)];
        self.line.set_message(say(self.context.lang, "watch-status", &args));
    }
}

/// Moves a workbook with errors into the folder of returned ones, its list of problems beside it.
fn give_back(drop: &DropFolder, file: &Path, list: &[u8], lang: Lang) -> Result<(), Failure> {
    let returned = &drop.folders.returned;
    returned.check()?;
    let name = |stem: &str| {
        let marked = say(lang, "watch-problem-list", &[("file", "")]);
        Some(moving::ending_in(stem, &format!("{marked}.xlsx")))
    };
    // The list first: a returned workbook never lies there without it.
    moving::put_beside(file, returned.path(), &name, &|place| write(drop.claims.workshop(), place, list))?;
    Ok(())
}

/// Writes a list where nobody else may, and moves it into its place: never over another file, and never through a name that somebody
/// could have replaced.
fn write(workshop: &Path, place: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREPARED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // People read it: the rights that any file gets.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let fresh = builder.tempfile_in(workshop)?;
    fresh.as_file().write_all(bytes)?;
    fresh.persist_noclobber(place).map(drop_file).map_err(|refused| refused.error)
}

fn drop_file(_: fs::File) {}
