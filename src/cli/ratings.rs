//! `scorebook ratings send` and `collect`: a workbook for everybody who marks, and their marks in the department workbook.

use std::path::{Path, PathBuf};

use super::may_write::{self, Grounds, Over};
use super::status::Status;
use super::{Context, inputs, source, terminal};
use crate::archive::Failure;
use crate::error::Error;
use crate::lang::Lang;
use crate::messages::say;
use crate::pipeline::{AnswerFile, RatingWorkbook, collect_ratings, send_ratings};
use crate::problem::{Code, Place, Problem, Severity, has_errors};

/// Arguments of `ratings`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What is done with marks.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// A workbook for everybody who marks.
    Send {
        /// The department workbook.
        file: PathBuf,
        /// The folder that they go into.
        #[arg(long, short, value_name = "DIR")]
        out: PathBuf,
    },
    /// What came back goes into a copy of the department workbook.
    Collect {
        /// The department workbook.
        file: PathBuf,
        /// The folder of what came back.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The copy.
        #[arg(long, short, value_name = "NEW.xlsx")]
        out: PathBuf,
        /// Overwrite.
        #[arg(long)]
        force: bool,
    },
}

/// Does it.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let done = match &args.action {
        Action::Send { file, out } => send(file, out, context),
        Action::Collect { file, folder, out, force } => collect(file, folder, out, *force, context),
    };
    done.or_else(|failure| context.stopped_by_archive(failure))
}

fn send(file: &PathBuf, out: &Path, context: &Context) -> Result<Status, Failure> {
    let bytes = source::bytes(file)?;
    Grounds::default().inputs([file]).folder(out)?;
    let sent = send_ratings(&bytes)?;
    let lang = context.lang_of(sent.lang);
    context.problems(file, &sent.problems, sent.lang);
    if sent.workbooks.is_empty() {
        if !has_errors(&sent.problems) {
            context.terminal.problem(&say(lang, "ratings-nobody", &[]));
        }
        return Ok(Status::Problems);
    }
    // Every place is looked at before anything is written.
    let mut waiting: Vec<(PathBuf, &RatingWorkbook)> = Vec::new();
    for one in &sent.workbooks {
        let place = out.join(&one.name);
        match source::bytes(&place) {
            Ok(there) if there == one.bytes => continue,
            // A blank one of an earlier time is replaced; an answer never is.
            Ok(there) if sent.is_kept(AnswerFile { name: &one.name, bytes: &there }) => {
                return Err(may_write::in_the_way(&place));
            }
            Ok(_) => {}
            Err(Failure::Refused { problem, .. }) if problem.code == Code::NoSuchInput => {}
            Err(failure) => return Err(failure),
        }
        Grounds::default().inputs([file]).file(&place, Over::Anything)?;
        waiting.push((place, one));
    }
    may_write::make_folder(out)?;
    for (place, one) in waiting {
        may_write::write(&place, &one.bytes, Over::Anything)?;
    }
    let line = |one: &RatingWorkbook| {
        let people = one.people.to_string();
        let locked = if one.is_locked { "yes" } else { "no" };
        let some = if one.people == 1 { "one" } else { "many" };
        let args = [
            ("file", one.name.as_str()),
            ("rater", &one.rater),
            ("people", &people),
            ("some", some),
            ("locked", locked),
        ];
        format!("{}\n", say(lang, "ratings-sent-line", &args))
    };
    context.terminal.print(&sent.workbooks.iter().map(line).collect::<String>())?;
    let count = sent.workbooks.len().to_string();
    let untold = sent.problems.iter().filter(|problem| problem.severity() == Severity::Warning).count();
    let args = [
        ("count", count.as_str()),
        ("folder", &terminal::path(out)),
        ("untold", &untold.to_string()),
        ("has-untold", if untold == 0 { "no" } else { "yes" }),
    ];
    context.terminal.say(&say(lang, "ratings-sent", &args));
    Ok(Status::Clean)
}

fn collect(file: &PathBuf, folder: &Path, out: &Path, force: bool, context: &Context) -> Result<Status, Failure> {
    let bytes = source::bytes(file)?;
    if let Some(wanted) = other_ending(file, out) {
        let problem = Problem::new(Code::OutputEnding, Place::File).with("ending", wanted);
        return Err(Failure::with_problem(out, problem.with("out", out.display())));
    }
    let found = inputs::find(&[folder.to_owned()], &[])?;
    for (path, problem) in &found.missing {
        context.problems(path, std::slice::from_ref(problem), None);
    }
    let real = |path: &Path| may_write::resolved(path).ok();
    let apart = [real(file), real(out)];
    let paths: Vec<PathBuf> = found.workbooks.into_iter().filter(|path| !apart.contains(&real(path))).collect();
    if paths.is_empty() {
        if found.missing.is_empty() {
            context.problems(folder, &[Problem::new(Code::EmptyFolder, Place::File)], None);
        }
        return Ok(Status::Problems);
    }
    let over = if force { Over::Anything } else { Over::Nothing };
    let grounds = Grounds::default().inputs(paths.iter().chain([file]));
    grounds.file(out, over)?;
    let mut contents = Vec::new();
    for path in &paths {
        contents.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), source::bytes(path)?));
    }
    let files: Vec<AnswerFile<'_>> = contents.iter().map(|(name, bytes)| AnswerFile { name, bytes }).collect();
    let collected = collect_ratings(&bytes, &files)?;
    let lang = context.lang_of(collected.lang);
    for (path, problems) in paths.iter().zip(&collected.of_files) {
        // Whose cell it is, is told by the file that it stands in.
        if !problems.is_empty() {
            context.terminal.problem(&format!("{}{}", terminal::path(path), if lang == Lang::En { ":" } else { "：" }));
            context.problems(path, problems, collected.lang);
        }
    }
    context.problems(file, &collected.problems, collected.lang);
    let all = || collected.problems.iter().chain(collected.of_files.iter().flatten());
    let count = |severity: Severity| all().filter(|problem| problem.severity() == severity).count().to_string();
    let numbers = [
        ("errors", count(Severity::Error)),
        ("warnings", count(Severity::Warning)),
        ("asked", collected.raters.0.to_string()),
        ("answered", collected.raters.1.to_string()),
        ("rows", collected.written.0.to_string()),
        ("marks", collected.written.1.to_string()),
    ];
    let mut args: Vec<(&str, &str)> = numbers.iter().map(|(name, number)| (*name, number.as_str())).collect();
    let shown = terminal::path(out);
    args.push(("out", &shown));
    let Some(new) = &collected.bytes else {
        context.terminal.say(&say(lang, "ratings-not-collected", &args));
        return Ok(Status::Problems);
    };
    may_write::write(out, new, over)?;
    context.terminal.say(&say(lang, "ratings-collected", &args));
    Ok(Status::Clean)
}

/// The ending that a copy of a workbook must have, where the wanted one is another: Excel opens no workbook under another kind's.
fn other_ending(file: &Path, out: &Path) -> Option<String> {
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let wanted = ending(file).filter(|ending| matches!(ending.as_str(), "xlsx" | "xlsm"))?;
    (ending(out).as_ref() != Some(&wanted)).then(|| format!(".{wanted}"))
}
