//! How an input ended, and what is said of it: its problems, what was done, and the same as data.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::archive::Outcome;
use crate::cli::problems::Line;
use crate::cli::status::Status;
use crate::cli::{Context, terminal};
use crate::error::Error;
use crate::lang::Lang;
use crate::messages::say;
use crate::period::Period;
use crate::problem::{Problem, Severity, has_errors};
use crate::text;

/// How one input ended.
#[derive(Debug, Default)]
pub(in crate::cli) struct Finished {
    pub path: PathBuf,
    pub lang: Option<Lang>,
    pub department: Option<String>,
    pub period: Option<Period>,
    pub people: usize,
    pub problems: Vec<Problem>,
    /// Where the results stand.
    pub results: Option<PathBuf>,
    /// What the archive did, said in the workbook's language.
    pub archived: Vec<String>,
    pub failure: Option<Error>,
    /// Left undone because somebody asked to stop.
    pub undone: bool,
    /// How long the work took: for people, in no file.
    pub took: Duration,
}

impl Finished {
    /// An input that gave no department.
    pub(super) fn without_workbook(path: PathBuf, problems: Vec<Problem>) -> Self {
        Self { path, problems, ..Self::default() }
    }

    /// An input that the machine failed at.
    pub(super) fn failed(path: PathBuf, failure: Error) -> Self {
        Self { path, failure: Some(failure), ..Self::default() }
    }

    /// How many errors it has.
    pub(in crate::cli) fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == Severity::Error).count()
    }

    /// Its exit status.
    pub(in crate::cli) fn status(&self) -> Status {
        if self.failure.is_some() || self.undone {
            Status::Failed
        } else if has_errors(&self.problems) {
            Status::Problems
        } else {
            Status::Clean
        }
    }
}

/// Everything that is said of one input: what is wrong with it and what changed.
pub(super) fn lines(one: &Finished, several: bool, context: &Context) -> Vec<Line> {
    if one.undone {
        return Vec::new();
    }
    let mut lines = context.told(&one.path, &one.problems, one.lang, several);
    let lang = context.lang_of(one.lang);
    if let Some(failure) = &one.failure {
        lines.push(Line(Severity::Error, terminal::failure(lang, failure)));
    }
    // What went well is in the table.
    let changed = one.archived.len() > 1;
    // A failure of the machine has said all; the input's errors are none of it.
    if one.failure.is_none() && (!several || one.results.is_none() || changed) {
        lines.push(Line(Severity::Note, line(one, lang)));
    }
    if !several || changed {
        lines.extend(one.archived.iter().map(|archived| Line(Severity::Note, format!("  {archived}"))));
    }
    lines
}

/// What the archive did, in words: the revision, and what changed.
pub(in crate::cli) fn archived(outcome: &Outcome, lang: Lang) -> Vec<String> {
    let revision = outcome.revision().to_string();
    let said = |id: &str| say(lang, id, &[("revision", &revision)]);
    match outcome {
        Outcome::New(_) => vec![said("cli-run-archived")],
        Outcome::Same(_) => vec![said("cli-run-archived-same")],
        Outcome::Changed { changes, .. } => {
            /// Changes that are listed after a run; `archive show` lists them all.
            const LISTED: usize = 40;
            let in_words =
                |change: &crate::archive::changes::Change| text::on_one_line(&format!("- {}", change.in_words(lang)));
            let listed = changes.iter().take(LISTED).map(in_words);
            let more = changes.len().checked_sub(LISTED).filter(|more| *more > 0).map(|more| more.to_string());
            let more = more.map(|more| say(lang, "cli-run-archived-more", &[("count", &more)]));
            std::iter::once(said("cli-run-archived-changed")).chain(listed).chain(more).collect()
        }
    }
}

fn line(one: &Finished, lang: Lang) -> String {
    let file = terminal::path(&one.path);
    let department = text::on_one_line(one.department.as_deref().unwrap_or_default());
    let department = department.as_str();
    let period = one.period.map(|period| period.to_string()).unwrap_or_default();
    let people = one.people.to_string();
    match (&one.results, one.status()) {
        (Some(results), _) => say(
            lang,
            "cli-run-done",
            &[
                ("file", &file),
                ("department", department),
                ("period", &period),
                ("people", &people),
                ("results", &terminal::path(results)),
            ],
        ),
        (None, Status::Clean) => say(lang, "cli-run-skipped", &[("file", &file)]),
        (None, _) => {
            let errors = one.errors().to_string();
            say(lang, "cli-run-refused", &[("file", &file), ("errors", &errors)])
        }
    }
}

/// How one input ended, as data.
pub(super) fn as_data(one: &Finished, context: &Context) -> Value {
    json!({
        "file": one.path.display().to_string(),
        "department": one.department,
        "period": one.period.map(|period| period.to_string()),
        "people": one.people,
        "status": if one.undone { "undone" } else { match one.status() { Status::Clean => "clean", Status::Problems => "problems", Status::Failed => "failed" } },
        "results": one.results.as_ref().map(|path| path.display().to_string()),
        "failure": one.failure.as_ref().map(ToString::to_string),
        "problems": context.problems_as_data(&one.problems, one.lang),
    })
}
