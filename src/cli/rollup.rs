//! `scorebook rollup`: a quarter, half-year or year from its archived months.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::grounds::Grounds;
use super::status::Status;
use super::{Context, run, source, terminal};
use crate::archive::journal::Seal;
use crate::archive::manifest;
use crate::archive::names::RevisionRef;
use crate::archive::{Archive, Failure, Origin, OutputFile, Revision};
use crate::diagnostic::{Code, Place, Problem, has_errors};
use crate::error::Error;
use crate::period::{Period, Span};
use crate::report::{Source, facts, file_name, outputs, results};
use crate::rollup::{self, Method};
use crate::{score, texts};

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
    out: PathBuf,
    #[arg(long)]
    no_person_files: bool,
}

fn method(word: &str) -> Result<Method, String> {
    Method::named(word).ok_or_else(|| Method::ALL.map(Method::word).join(" | "))
}

/// Rolls up, writes the results and archives them.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    roll_up(args, context).or_else(|failure| context.stopped_by_archive(failure))
}

fn refused(args: &Args, problem: Problem) -> Failure {
    Failure::Refused { path: args.archive.clone(), problem: Box::new(problem) }
}

fn roll_up(args: &Args, context: &Context) -> Result<Status, Failure> {
    let grounds = Grounds::default().archive(Some(&args.archive))?;
    grounds.folder(&args.out)?;
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
        months.push(archive.month(&entry.name, *revision, &|bytes| source::department(bytes).value)?);
    }
    let Some(rolled) = rollup::department(period, args.method, &months) else {
        let known: Vec<String> = entry.periods.iter().map(|kept| kept.period.to_string()).collect();
        let what = format!("{} {period}", entry.name);
        let problem = Problem::new(Code::NothingArchived, Place::File).with("what", what);
        return Err(refused(args, problem.with("known", known.join("、"))));
    };
    let history = match args.method {
        Method::Measures => archive.history(&entry.name, period, &|bytes| source::department(bytes).value)?,
        // Means of totals grow over nothing.
        Method::Mean | Method::Days => archive.history_of_totals(&entry.name, period)?,
    };
    let department = &rolled.department;
    let mut problems = rolled.problems.clone();
    // Definitions that stand against it are all there is to say: figures over them would mislead.
    let scored = (!has_errors(&problems)).then(|| {
        let mut scored = score::score(department, &history);
        rolled.locate(&mut scored.problems);
        scored
    });
    problems.extend(scored.iter().flat_map(|scored| scored.problems.iter().cloned()));
    let lang = context.lang_of(Some(department.lang));
    context.problems(&args.archive, &problems, Some(department.lang));
    let Some(scored) = scored.filter(|_| !has_errors(&problems)) else { return Ok(Status::Problems) };
    let names: Vec<String> = revisions.iter().map(ToString::to_string).collect();
    let mut hashes = String::new();
    for revision in &revisions {
        for file in archive.manifest(&entry.name, *revision)?.files.values() {
            hashes.push_str(&file.sha256);
        }
    }
    let origin = Origin::RollUp { method: args.method.word().to_owned(), months: revisions };
    let now = archive.seal()?.unwrap_or_else(Seal::of_nothing);
    let journal = archive.journal_for(&entry.name, period, (&origin, &history), &now)?;
    let source = Source {
        file_name: names.join(" "),
        sha256: manifest::sha256(hashes.as_bytes()),
        problems,
        tool_version: env!("CARGO_PKG_VERSION").to_owned(),
        journal: journal.as_ref().map(ToString::to_string),
    };
    // Before anything is written.
    let place = grounds.results(&args.out, &file_name::clean(&entry.name), &entry.name, period)?;
    let books = outputs::books(department, &scored, &history, &source, !args.no_person_files)?;
    let mut settings: BTreeMap<String, String> =
        [("person_files".to_owned(), (!args.no_person_files).to_string())].into();
    if args.method == Method::Measures {
        let (targets, own_months) = manifest::OWN_MONTHS;
        settings.insert(targets.to_owned(), own_months.to_owned());
    }
    let revision = Revision {
        department: &entry.name,
        period,
        lang: department.lang,
        origin,
        definitions: None,
        outputs: books.into_iter().map(|file| OutputFile { path: file.path, bytes: file.bytes }).collect(),
        results_json: results::to_json(department, &scored),
        facts: facts::past_period(department, &scored, 0),
        history: &history,
        settings,
        journal,
    };
    let outcome = archive.publish(&revision, &|bytes| source::department(bytes).value)?;
    run::put_in_place(&place, &revision)?;
    let said = [
        ("department", entry.name.clone()),
        ("period", period.to_string()),
        ("months", months.len().to_string()),
        ("people", scored.people.len().to_string()),
        ("results", terminal::path(&place.folder)),
    ];
    let said: Vec<(&str, &str)> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
    context.terminal.say(&texts::say(lang, "cli-rollup-done", &said));
    for line in run::archived(&outcome, lang) {
        context.terminal.say(&format!("  {line}"));
    }
    Ok(Status::Clean)
}
