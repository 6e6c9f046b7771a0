//! Problems on the terminal and as data.

use std::path::Path;

use super::status::Status;
use super::{Context, terminal};
use crate::archive::Failure;
use crate::error::Error;
use crate::lang::Lang;
use crate::problem::{Problem, Severity, has_errors, render};

/// Lines that are printed; all but errors only where progress would be shown too.
#[derive(Debug)]
pub(super) struct Line(pub Severity, pub String);

impl Context {
    /// Prints a workbook's problems, each with what stands in its row.
    pub(super) fn problems(&self, path: &Path, problems: &[Problem], lang: Option<Lang>) {
        self.print_told(&self.shown(&self.told(path, problems, lang, false)));
    }

    /// Prints what was [`shown`](Self::shown).
    pub(super) fn print_told(&self, shown: &str) {
        if !shown.is_empty() {
            self.terminal.problem(shown);
        }
    }

    /// The lines that this terminal shows, in one text.
    pub(super) fn shown(&self, lines: &[Line]) -> String {
        let quiet = self.terminal.is_quiet();
        let shown = lines.iter().filter(|Line(severity, _)| *severity == Severity::Error || !quiet);
        shown.map(|Line(_, text)| text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// A workbook's problems as they are printed. In a batch with their rows only where there are errors to mend.
    pub(super) fn told(&self, path: &Path, problems: &[Problem], lang: Option<Lang>, in_batch: bool) -> Vec<Line> {
        let lang = self.lang_of(lang);
        let without_excerpt = in_batch && !has_errors(problems);
        let file = terminal::path(path);
        let line = |problem: &Problem| {
            let style = anstyle::Style::new().fg_color(Some(colour(problem.severity()).into()));
            let (before, after) = (style.to_string(), format!("{style:#}"));
            let setting = render::Setting { before: &before, after: &after, file: &file, without_excerpt };
            Line(problem.severity(), render::text(problem, lang, setting))
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

const fn colour(severity: Severity) -> anstyle::AnsiColor {
    match severity {
        Severity::Error => anstyle::AnsiColor::Red,
        Severity::Warning => anstyle::AnsiColor::Yellow,
        Severity::Note => anstyle::AnsiColor::Cyan,
    }
}
