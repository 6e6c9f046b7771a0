//! `scorebook rollup`: a quarter, half-year or year from its archived months.

use std::path::PathBuf;

use super::may_write::Grounds;
use super::pdf::{self, Office};
use super::status::Status;
use super::{Context, default_places, run, terminal};
use crate::archive::names::RevisionRef;
use crate::archive::{Archive, Failure};
use crate::error::Error;
use crate::file_name;
use crate::messages;
use crate::period::{Period, Span};
use crate::pipeline::{self, Method, Outputs, Provenance, Revision, Seal};
use crate::problem::{Code, Place, Problem};

/// Arguments of `rollup`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "DIR")]
    archive: PathBuf,
    #[arg(long, value_name = "NAME")]
    department: String,
    #[arg(long, value_name = "2026Q4")]
    period: Period,
    #[arg(long, value_name = "mean|days|measures", default_value = "mean", value_parser = method)]
    method: Method,
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    #[arg(long)]
    no_person_files: bool,
    #[arg(long)]
    pdf: bool,
    #[arg(long)]
    no_print_file: bool,
    #[arg(long)]
    print_locked: bool,
}

fn method(word: &str) -> Result<Method, String> {
    Method::named(word).ok_or_else(|| Method::ALL.map(Method::word).join(" | "))
}

/// Rolls up, writes the results and archives them.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let office = if args.pdf { Office::find(context) } else { None };
    if args.pdf && office.is_none() {
        return Ok(Status::Failed);
    }
    roll_up(args, office.as_ref(), context).or_else(|failure| context.stopped_by_archive(failure))
}

fn refused(args: &Args, problem: Problem) -> Failure {
    Failure::Refused { path: args.archive.clone(), problem: Box::new(problem) }
}

fn roll_up(args: &Args, office: Option<&Office>, context: &Context) -> Result<Status, Failure> {
    let grounds = Grounds::default().archive(Some(&args.archive))?;
    let out = args
        .out
        .clone()
        .unwrap_or_else(|| default_places::results(&default_places::parent_of(&args.archive), context.lang));
    grounds.folder(&out)?;
    let archive = Archive::open_existing(&args.archive)?;
    let entry = archive.department(&args.department)?;
    let period = args.period;
    if period.span() == Span::Month {
        return Err(refused(args, Problem::new(Code::RollUpOfMonth, Place::File).with("period", period)));
    }
    let inside = period.months();
    let revisions: Vec<RevisionRef> =
        entry.periods.iter().filter(|kept| inside.contains(&kept.period)).map(|kept| kept.counting()).collect();
    let mut months = Vec::new();
    for revision in &revisions {
        months.push(archive.month(&entry.name, *revision)?);
    }
    let Some(rolled) = pipeline::roll_up(period, args.method, &months) else {
        let known: Vec<String> = entry.periods.iter().map(|kept| kept.period.to_string()).collect();
        let what = format!("{} {period}", entry.name);
        let problem = Problem::new(Code::NothingArchived, Place::File).with("what", what);
        return Err(refused(args, problem.with("known", known.join("、"))));
    };
    let history = match args.method {
        Method::Measures => archive.history(&entry.name, period)?,
        // Means of totals grow over nothing.
        Method::Mean | Method::Days => archive.history_of_totals(&entry.name, period)?,
    };
    let (lang_of_months, lang) = (rolled.lang(), context.lang_of(Some(rolled.lang())));
    let outputs = Outputs::asked(args.no_person_files, args.no_print_file, args.print_locked);
    let scoring = rolled.score(history, outputs);
    context.problems(&args.archive, &scoring.problems, Some(lang_of_months));
    let Some(scored) = scoring.scored else { return Ok(Status::Problems) };
    let mut hashes = String::new();
    for revision in &revisions {
        for file in archive.manifest(&entry.name, *revision)?.files.values() {
            hashes.push_str(&file.sha256);
        }
    }
    let from = Provenance::months(args.method, revisions, &hashes);
    let now = archive.seal()?.unwrap_or_else(Seal::of_nothing);
    let journal = archive.journal_for(&entry.name, period, (from.origin(), scored.history()), &now)?;
    // Before anything is written.
    let place = grounds.results(&out, &file_name::clean(&entry.name), &entry.name, period)?;
    // Under the name that the archive knows it by.
    let mut revision = Revision { department: &entry.name, ..scored.revision(from, journal, &mut |_, _| {})? };
    let made = office.map(|office| office.pdf(&revision.outputs, lang)).transpose()?;
    let outcome = archive.publish(&revision)?;
    let mut locked = None;
    if let Some(mut made) = made {
        revision.outputs.append(&mut made.files);
        locked = pdf::locked_line(made.locked, lang);
    }
    run::put_in_place(&place, &revision)?;
    let said = [
        ("department", entry.name.clone()),
        ("period", period.to_string()),
        ("months", months.len().to_string()),
        ("people", scoring.people.to_string()),
        ("results", terminal::path(&place.folder)),
    ];
    let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
    context.terminal.say(&messages::say(lang, "cli-rollup-done", &said));
    for line in run::archived(&outcome, lang).into_iter().chain(locked) {
        context.terminal.say(&format!("  {line}"));
    }
    Ok(Status::Clean)
}
