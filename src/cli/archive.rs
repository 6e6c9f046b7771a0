//! `scorebook archive list|show|verify|close|reopen|export`.
#![expect(clippy::disallowed_methods, reason = "an edge: when a period was closed is a matter of the clock")]

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, SecondsFormat};

use super::status::Status;
use super::{Context, source};
use crate::archive::current::State;
use crate::archive::names::{RevisionNumber, RevisionRef};
use crate::archive::{Archive, DepartmentEntry, Failure, export};
use crate::diagnostic::{Problem, has_errors};
use crate::error::Error;
use crate::history::History;
use crate::period::Period;
use crate::report::results;
use crate::{score, texts};

/// Arguments of `archive`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What to do with an archive.
#[derive(Debug, clap::Subcommand)]
enum Action {
    List(Place),
    Show(OnePeriod),
    Verify(Place),
    Close(OnePeriod),
    Reopen(Reopen),
    Export(Export),
}

#[derive(Debug, clap::Args)]
struct Place {
    #[arg(long, value_name = "DIR")]
    archive: PathBuf,
}

#[derive(Debug, clap::Args)]
struct OnePeriod {
    #[arg(long, value_name = "DIR")]
    archive: PathBuf,
    #[arg(long, value_name = "NAME")]
    department: String,
    #[arg(long, value_name = "2026-11")]
    period: Period,
}

#[derive(Debug, clap::Args)]
struct Reopen {
    #[command(flatten)]
    place: OnePeriod,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

#[derive(Debug, clap::Args)]
struct Export {
    #[arg(long, value_name = "DIR")]
    archive: PathBuf,
    #[arg(long, value_name = "NAME")]
    department: Option<String>,
    #[arg(long, conflicts_with = "parquet", required_unless_present = "parquet")]
    csv: bool,
    #[arg(long)]
    parquet: bool,
    #[arg(short, long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs an action; what people can mend is a problem, not a failure.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let done = match &args.action {
        Action::List(place) => list(place, context).map(|()| Status::Clean),
        Action::Show(place) => show(place, context).map(|()| Status::Clean),
        Action::Verify(place) => verify(place, context),
        Action::Close(place) => close(place, context).map(|()| Status::Clean),
        Action::Reopen(reopening) => reopen(reopening, context).map(|()| Status::Clean),
        Action::Export(export) => write_table(export, context),
    };
    done.or_else(|failure| context.stopped_by_archive(failure))
}

fn list(place: &Place, context: &Context) -> Result<(), Failure> {
    let mut lines = String::new();
    for department in Archive::open_existing(&place.archive)?.departments()? {
        for entry in &department.periods {
            let state = word_of(entry.current.state, context);
            lines.push_str(&format!("{}\t{}\t{}\t{state}\n", department.name, entry.period, entry.current.current));
        }
    }
    Ok(context.terminal.print(&lines)?)
}

fn show(place: &OnePeriod, context: &Context) -> Result<(), Failure> {
    let archive = Archive::open_existing(&place.archive)?;
    let current = archive.state(&place.department, place.period)?;
    let state = word_of(current.state, context);
    let mut lines = format!("{}\t{}\t{}\t{state}\n", current.department, current.period, current.current);
    let numbers: Vec<RevisionNumber> = current.revisions.iter().map(|known| known.revision).collect();
    for revision in numbers {
        let manifest = archive.manifest(&place.department, RevisionRef { period: place.period, revision })?;
        let read: Vec<String> = manifest.earlier.iter().map(ToString::to_string).collect();
        let (tool, files) = (&manifest.tool, manifest.files.len().to_string());
        let args = [("files", files.as_str()), ("program", &tool.name), ("version", &tool.version)];
        lines.push_str(&format!("{revision}\t{}\n", texts::say(context.lang, "archive-revision", &args)));
        if !read.is_empty() {
            let args = [("revisions", read.join(" "))];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            lines.push_str(&format!("  {}\n", texts::say(context.lang, "archive-rests-on", &args)));
        }
        for change in &manifest.changes {
            lines.push_str(&format!("  {}\n", change.in_words(context.lang)));
        }
    }
    for closing in &current.closings {
        let reason = closing.reason.as_deref().unwrap_or_default();
        let became = word_of(closing.became, context);
        lines.push_str(&format!("{}\t{became}\t{}\t{reason}\n", closing.at, closing.revision));
    }
    Ok(context.terminal.print(&lines)?)
}

/// Compares every hash and scores every input again.
fn verify(place: &Place, context: &Context) -> Result<Status, Failure> {
    let archive = Archive::open_existing(&place.archive)?;
    let done = archive.verify(&rescore, &|bytes| source::department(bytes).value)?;
    context.problems(&place.archive, &done.problems, None);
    let counts = [("revisions", done.revisions), ("files", done.files), ("rescored", done.rescored)]
        .map(|(name, count)| (name, count.to_string()));
    let mut args: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    let differences = done.problems.len().to_string();
    args.push(("problems", &differences));
    let id = if done.problems.is_empty() { "archive-verified" } else { "archive-not-verified" };
    context.terminal.say(&texts::say(context.lang, id, &args));
    Ok(if has_errors(&done.problems) { Status::Problems } else { Status::Clean })
}

/// The text of `results.json` that a workbook gives over a history.
fn rescore(bytes: &[u8], history: &History) -> Result<String, Vec<Problem>> {
    let read = source::department(bytes);
    let Some(department) = read.value else { return Err(read.problems) };
    let scored = score::score(&department, history);
    if has_errors(&scored.problems) {
        return Err(scored.problems);
    }
    Ok(results::to_json(&department, &scored))
}

fn close(place: &OnePeriod, context: &Context) -> Result<(), Failure> {
    let archive = Archive::open_existing(&place.archive)?;
    let changed = archive.close(&place.department, place.period, &now()?)?;
    say(if changed { "archive-closed" } else { "archive-closed-before" }, place, context);
    Ok(())
}

fn reopen(reopening: &Reopen, context: &Context) -> Result<(), Failure> {
    let place = &reopening.place;
    let archive = Archive::open_existing(&place.archive)?;
    let changed = archive.reopen(&place.department, place.period, &now()?, &reopening.reason)?;
    say(if changed { "archive-reopened" } else { "archive-open-before" }, place, context);
    Ok(())
}

fn write_table(wanted: &Export, context: &Context) -> Result<Status, Failure> {
    let refused = |id: &str| {
        context.terminal.problem(&texts::say(context.lang, id, &[]));
        Ok(Status::Failed)
    };
    if !wanted.csv && !cfg!(feature = "parquet") {
        return refused("archive-export-no-parquet");
    }
    if !wanted.csv && wanted.out.is_none() && std::io::stdout().is_terminal() {
        return refused("archive-export-terminal");
    }
    let archive = Archive::open_existing(&wanted.archive)?;
    let departments: Vec<DepartmentEntry> = match &wanted.department {
        Some(name) => vec![archive.department(name)?],
        None => archive.departments()?,
    };
    let mut rows = Vec::new();
    for department in &departments {
        rows.extend(archive.export(department)?);
    }
    let table = if wanted.csv { export::csv(&rows)? } else { columnar(&rows)? };
    match &wanted.out {
        Some(path) => source::write(path, &table)?,
        None => context.terminal.print_bytes(&table)?,
    }
    Ok(Status::Clean)
}

#[cfg(feature = "parquet")]
fn columnar(rows: &[export::Row]) -> Result<Vec<u8>, Error> {
    crate::archive::parquet::bytes(rows)
}

#[cfg(not(feature = "parquet"))]
fn columnar(_: &[export::Row]) -> Result<Vec<u8>, Error> {
    Err(Error::Internal("built without the feature parquet".to_owned()))
}

fn word_of(state: State, context: &Context) -> String {
    let id = match state {
        State::Open => "archive-state-open",
        State::Closed => "archive-state-closed",
    };
    texts::say(context.lang, id, &[])
}

fn say(id: &str, place: &OnePeriod, context: &Context) {
    let period = place.period.to_string();
    context.terminal.say(&texts::say(context.lang, id, &[("department", &place.department), ("period", &period)]));
}

/// The time as RFC 3339 in UTC.
fn now() -> Result<String, Error> {
    let wrong = |reason: String| Error::Internal(format!("the machine's clock: {reason}"));
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| wrong(error.to_string()))?;
    let seconds = i64::try_from(since.as_secs()).map_err(|error| wrong(error.to_string()))?;
    let time = DateTime::from_timestamp(seconds, 0).ok_or_else(|| wrong(seconds.to_string()))?;
    Ok(time.to_rfc3339_opts(SecondsFormat::Secs, true))
}
