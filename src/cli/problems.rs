//! Problems on the terminal and as data.

use std::path::Path;

use super::status::Status;
use super::{Context, source, terminal};
use crate::archive::Failure;
use crate::diagnostic::{Place, Problem, Severity, has_errors, render};
use crate::error::Error;
use crate::lang::Lang;
use crate::pipeline::excerpts;

/// A line as it is printed, in colour; all but errors only where progress would be shown too.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Line(pub Severity, pub String);

impl Context {
    /// Prints a workbook's problems, each with an excerpt of its row.
    pub(super) fn problems(&self, path: &Path, problems: &[Problem], lang: Option<Lang>) {
        self.lines(&self.told(path, problems, lang, false));
    }

    /// Prints lines.
    pub(super) fn lines(&self, lines: &[Line]) {
        for Line(severity, text) in lines {
            if *severity == Severity::Error {
                self.terminal.problem(text);
            } else {
                self.terminal.say(text);
            }
        }
    }

    /// A workbook's problems as they are printed. In a batch with excerpts only where there are errors to mend, as a workbook is
    /// read again for them.
    pub(super) fn told(&self, path: &Path, problems: &[Problem], lang: Option<Lang>, in_batch: bool) -> Vec<Line> {
        let lang = self.lang_of(lang);
        // What is not printed needs no excerpt.
        let printed = |problem: &Problem| problem.severity() == Severity::Error || !self.terminal.is_quiet();
        let in_cells = problems.iter().any(|problem| matches!(problem.place, Place::Cell(_)) && printed(problem));
        let wanted = in_cells && (!in_batch || has_errors(problems));
        let excerpts = wanted.then(|| source::bytes(path).ok()).flatten().map(|bytes| excerpts(&bytes, problems));
        let mut excerpts = excerpts.unwrap_or_default().into_iter();
        let line = |problem: &Problem| {
            let excerpt = excerpts.next().unwrap_or_default();
            Line(problem.severity(), coloured(problem, &render::text(problem, &excerpt, lang), path))
        };
        problems.iter().map(line).collect()
    }

    /// How a command ends that the archive stopped: what people can mend is told as a problem of the input, and a failure
    /// of the machine stays one.
    pub(super) fn stopped_by_archive(&self, failure: Failure) -> Result<Status, Error> {
        let of_the_machine = failure.is_of_the_machine();
        match failure {
            Failure::Refused { path, problem } if !of_the_machine => {
                self.problems(&path, &[*problem], None);
                Ok(Status::Problems)
            }
            other => Err(other.into_error(self.lang)),
        }
    }

    /// Problems as data.
    pub(super) fn problems_as_data(&self, problems: &[Problem], lang: Option<Lang>) -> Vec<render::Rendered> {
        let lang = self.lang_of(lang);
        problems.iter().map(|problem| render::data(problem, lang)).collect()
    }
}

/// The text with its severity and code in colour, and the file's name where the problem has no place in it.
fn coloured(problem: &Problem, text: &str, path: &Path) -> String {
    let color = match problem.severity() {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Note => anstyle::AnsiColor::Cyan,
    };
    let style = anstyle::Style::new().fg_color(Some(color.into()));
    let id = problem.code.id();
    let file = if problem.place == Place::File { format!(" {}", terminal::path(path)) } else { String::new() };
    match text.split_once(id) {
        Some((severity, rest)) => format!("{style}{severity}{id}{style:#}{file}{rest}"),
        None => text.to_owned(),
    }
}
