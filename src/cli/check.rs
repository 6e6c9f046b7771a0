//! `scorebook check FILE…`: reads and validates, writes no score, lists every problem at once.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::may_write::{Grounds, Over};
use super::run::print_files;
use super::spool::Spool;
use super::status::Status;
use super::{Context, inputs, may_write, source, terminal};
use crate::archive::{Archive, Failure};
use crate::error::Error;
use crate::lang::Lang;
use crate::messages::say;
use crate::pipeline::{History, Submission, problem_list, show_rows};
use crate::problem::{Problem, Severity, has_errors};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Workbooks or folders.
    #[arg(required = true, value_name = "FILE")]
    pub file: Vec<PathBuf>,
    /// The archive whose earlier periods growth formulas read.
    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,
    /// The problems as data on standard output.
    #[arg(long)]
    pub json: bool,
    /// A workbook that shows the problems in the grid.
    #[arg(long, value_name = "OUT.xlsx")]
    pub issues: Option<PathBuf>,
}

/// A workbook with everything that was found in it.
pub(super) struct Checked {
    pub(super) path: PathBuf,
    pub(super) lang: Option<Lang>,
    pub(super) problems: Vec<Problem>,
}

/// Checks every input.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let apart: Vec<_> = args.archive.as_deref().into_iter().collect();
    let inputs::Inputs { workbooks: paths, missing } = inputs::find(&args.file, &apart)?;
    let one_only = paths.len().saturating_add(missing.len()) == 1;
    let named = missing.iter().map(|(path, _)| path).chain(&paths);
    let lists = args.issues.as_deref().map(|out| lists(out, named, one_only)).unwrap_or_default();
    // Every list has its place before the first workbook is read.
    let grounds = Grounds::default().archive(args.archive.as_deref())?.inputs(&paths);
    for list in &lists {
        if let Err(failure) = grounds.file(list, Over::OurWorkbook) {
            return context.stopped_by_archive(failure);
        }
    }
    let mut lists = lists.into_iter();
    let archive = match args.archive.as_deref().map(Archive::open_existing).transpose() {
        Ok(archive) => archive,
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let missing = missing.into_iter().map(|(path, problem)| Ok(Checked { path, lang: None, problems: vec![problem] }));
    let read = paths.into_iter().map(|path| check(path, archive.as_ref()));
    let (spool, mut data) = (Spool::new(), Vec::new());
    let mut status = Status::Clean;
    // One after the other: what was said of a workbook is not kept.
    for checked in missing.chain(read) {
        let one = match checked {
            Ok(one) => one,
            Err(failure) => return context.stopped_by_archive(failure),
        };
        context.problems(&one.path, &one.problems, one.lang);
        context.terminal.say(&closing(&one, context));
        if let Some(Err(failure)) = lists.next().map(|list| show(&one, &list, context)) {
            return context.stopped_by_archive(failure);
        }
        if args.json {
            data.push(spool.keep(as_data(&one, context).to_string().as_bytes())?);
        }
        if has_errors(&one.problems) {
            status = Status::Problems;
        }
    }
    if args.json {
        print_files("scorebook/check/1", data.into_iter(), &spool, context)?;
    }
    Ok(status)
}

fn as_data(one: &Checked, context: &Context) -> Value {
    json!({
        "file": one.path.display().to_string(),
        "problems": context.problems_as_data(&one.problems, one.lang),
    })
}

/// Reads and checks one workbook over the earlier periods of an archive.
///
/// # Errors
/// What the system or the archive says.
pub(super) fn check(path: PathBuf, archive: Option<&Archive>) -> Result<Checked, Failure> {
    let bytes = match source::bytes(&path) {
        Ok(bytes) => bytes,
        // What is no file is a problem of this input, and the others are checked.
        Err(Failure::Refused { problem, .. }) => return Ok(Checked { path, lang: None, problems: vec![*problem] }),
        Err(failure) => return Err(failure),
    };
    let submission = Submission::read(&bytes);
    let history = match (archive, &submission.department) {
        (Some(archive), Some(department)) => {
            archive.history(&department.appraisal.department, department.appraisal.period)?
        }
        _ => History::default(),
    };
    let (lang, mut problems) = (submission.lang, submission.check(&history));
    show_rows(&bytes, &mut problems);
    Ok(Checked { path, lang, problems })
}

/// Writes the problems of a workbook to `out`.
///
/// # Errors
/// What the system says.
pub(super) fn show(one: &Checked, out: &Path, context: &Context) -> Result<(), Failure> {
    // A path that names no file has nothing in it to show.
    let bytes = source::bytes(&one.path).unwrap_or_default();
    let name = one.path.file_name().unwrap_or(one.path.as_os_str()).to_string_lossy();
    let lang = context.lang_of(one.lang);
    may_write::write(out, &problem_list(bytes, &one.problems, &name, lang)?, Over::OurWorkbook)?;
    context.terminal.say(&say(lang, "cli-check-issues-written", &[("file", &terminal::path(out))]));
    Ok(())
}

/// Where the list of each input goes.
fn lists<'a>(out: &Path, inputs: impl Iterator<Item = &'a PathBuf>, one_only: bool) -> Vec<PathBuf> {
    let mut taken = BTreeSet::new();
    inputs.map(|input| if one_only { out.to_owned() } else { free(out, input, &mut taken) }).collect()
}

/// The problems of several workbooks stand in files beside OUT that end in the workbook's name: `OUT-<input>.xlsx`, with `~2`, `~3` … where two inputs have one name.
fn free(out: &Path, input: &Path, taken: &mut BTreeSet<PathBuf>) -> PathBuf {
    let stem = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let whole = format!("{}-{}", stem(out), stem(input));
    let mut path = out.with_file_name(format!("{whole}.xlsx"));
    let mut number = 2_u32;
    while !taken.insert(path.clone()) {
        path = out.with_file_name(format!("{whole}~{number}.xlsx"));
        number = number.saturating_add(1);
    }
    path
}

/// The line that counts what was found.
pub(super) fn closing(one: &Checked, context: &Context) -> String {
    let count = |severity: Severity| one.problems.iter().filter(|p| p.severity() == severity).count().to_string();
    say(
        context.lang_of(one.lang),
        if has_errors(&one.problems) { "cli-check-errors" } else { "cli-check-clean" },
        &[
            ("file", &terminal::path(&one.path)),
            ("errors", &count(Severity::Error)),
            ("warnings", &count(Severity::Warning)),
            ("notes", &count(Severity::Note)),
        ],
    )
}
