//! `scorebook archive list|show|log|seal|verify|close|reopen|export`.

mod show;

use std::io::IsTerminal;
use std::path::PathBuf;

use super::may_write::{Grounds, Over};
use super::status::Status;
use super::{Context, clock, may_write};
use crate::archive::current::State;
use crate::archive::journal::{Act, Seal};
use crate::archive::names::{JOURNAL_FILE, RESULTS_FILE, RevisionNumber, RevisionRef};
use crate::archive::{Archive, DepartmentEntry, Failure, export};
use crate::error::Error;
use crate::messages;
use crate::period::Period;
use crate::problem::{self, Code, Problem, Severity, has_errors};

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
    Log(Place),
    Seal(Place),
    Verify(Verify),
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
struct Verify {
    #[command(flatten)]
    place: Place,
    #[arg(long, value_name = "LINE")]
    seal: Vec<String>,
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
        Action::Log(place) => log(place, context),
        Action::Seal(place) => seal(place, context).map(|()| Status::Clean),
        Action::Verify(wanted) => verify(wanted, context),
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
    // Who got what comes first: it is what people open an archive for.
    let counting = RevisionRef { period: place.period, revision: current.current };
    let results = archive.file(&place.department, counting, RESULTS_FILE)?;
    let results = serde_json::from_slice(&results).map_err(|error| Error::Internal(format!("{counting}: {error}")))?;
    for line in show::people(&results, context.lang) {
        lines.push_str(&format!("{line}\n"));
    }
    lines.push_str(&format!("\n{}\n", messages::say(context.lang, "archive-show-revisions", &[])));
    let numbers: Vec<RevisionNumber> = current.revisions.iter().map(|known| known.revision).collect();
    for revision in numbers {
        let manifest = archive.manifest(&place.department, RevisionRef { period: place.period, revision })?;
        let read: Vec<String> = manifest.earlier.iter().map(ToString::to_string).collect();
        let (tool, files) = (&manifest.tool, manifest.files.len().to_string());
        let args = [("files", files.as_str()), ("program", &tool.name), ("version", &tool.version)];
        lines.push_str(&format!("{revision}\t{}\n", messages::say(context.lang, "archive-revision", &args)));
        if !read.is_empty() {
            let args = [("revisions", read.join(" "))];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            lines.push_str(&format!("  {}\n", messages::say(context.lang, "archive-rests-on", &args)));
        }
        for change in &manifest.changes {
            lines.push_str(&format!("  {}\n", change.in_words(context.lang)));
        }
    }
    for closing in &current.closings {
        let reason = closing.reason.as_deref().unwrap_or_default();
        let became = word_of(closing.became, context);
        lines.push_str(&format!("{}\t{became}\t{}\t{reason}\n", clock::local(&closing.at), closing.revision));
    }
    Ok(context.terminal.print(&lines)?)
}

/// Compares every hash and scores every input again.
fn verify(wanted: &Verify, context: &Context) -> Result<Status, Failure> {
    let root = &wanted.place.archive;
    let archive = Archive::open_existing(root)?;
    let seals = seals(&wanted.seal).map_err(|problem| Failure::with_problem(root, problem))?;
    let done = archive.verify(&seals)?;
    context.problems(root, &done.problems, None);
    let counts = [("revisions", done.revisions), ("files", done.files), ("rescored", done.rescored)]
        .map(|(name, count)| (name, count.to_string()));
    let mut args: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    // A note tells what the archive is like, not that it differs: one without a journal from the start is whole.
    let differences = done.problems.iter().filter(|problem| problem.severity() != Severity::Note).count();
    let shown = differences.to_string();
    args.push(("problems", &shown));
    let id = if differences == 0 { "archive-verified" } else { "archive-not-verified" };
    context.terminal.say(&messages::say(context.lang, id, &args));
    let sealed = seals.iter().map(|seal| seal.lines).max();
    match sealed {
        None => context.terminal.say(&messages::say(context.lang, "archive-verify-unsealed", &[])),
        Some(lines) if !done.problems.iter().any(|problem| problem.code == Code::SealBroken) => {
            let lines = lines.to_string();
            context.terminal.say(&messages::say(context.lang, "archive-verify-sealed", &[("lines", &lines)]));
        }
        Some(_) => {}
    }
    Ok(if has_errors(&done.problems) { Status::Problems } else { Status::Clean })
}

/// The seals as they were typed.
fn seals(typed: &[String]) -> Result<Vec<Seal>, Problem> {
    let unreadable = |text: &str| Problem::new(Code::SealUnreadable, problem::Place::File).with("text", text);
    typed.iter().map(|text| text.parse().map_err(|_| unreadable(text))).collect()
}

/// Every act, oldest first.
fn log(place: &Place, context: &Context) -> Result<Status, Failure> {
    let archive = Archive::open_existing(&place.archive)?;
    let Some(chain) = archive.journal()? else {
        context.terminal.say(&messages::say(context.lang, "archive-log-none", &[]));
        return Ok(Status::Clean);
    };
    let mut lines = String::new();
    for line in &chain.lines {
        let act = messages::say(context.lang, word_of_act(line.act), &[]);
        let revision = line.revision.map(|revision| revision.to_string()).unwrap_or_default();
        let who = format!("{}@{}", line.user, line.host);
        let fields = [
            &line.number.to_string(),
            &clock::local(&line.at),
            &act,
            &line.department,
            &line.period.to_string(),
            &revision,
            &who,
            &line.program,
            line.reason.as_ref().unwrap_or(&String::new()),
        ]
        .map(|field| one_line(field));
        lines.push_str(&format!("{}\n", fields.join("\t").trim_end()));
    }
    context.terminal.print(&lines)?;
    let path = place.archive.join(JOURNAL_FILE);
    let broken: Vec<Problem> = chain.breaks.iter().map(|(number, _)| broken(&path, *number)).collect();
    context.problems(&place.archive, &broken, None);
    Ok(if broken.is_empty() { Status::Clean } else { Status::Problems })
}

fn broken(path: &std::path::Path, number: u64) -> Problem {
    Problem::new(Code::JournalBroken, problem::Place::File).with("path", path.display()).with("line", number)
}

/// A field of a line: no sign of it ends the line or the field, or says something to a terminal.
fn one_line(field: &str) -> String {
    field.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}

/// Prints how far the journal reaches, to be kept elsewhere.
fn seal(place: &Place, context: &Context) -> Result<(), Failure> {
    let archive = Archive::open_existing(&place.archive)?;
    let Some(seal) = archive.seal()? else {
        let problem = Problem::new(Code::NothingToSeal, problem::Place::File);
        return Err(Failure::with_problem(&place.archive, problem.with("path", place.archive.display())));
    };
    context.terminal.print(&format!("{seal}\n"))?;
    context.terminal.say(&messages::say(context.lang, "archive-seal-keep", &[]));
    Ok(())
}

fn close(place: &OnePeriod, context: &Context) -> Result<(), Failure> {
    let archive = Archive::open_existing(&place.archive)?;
    let changed = archive.close(&place.department, place.period)?;
    say(if changed { "archive-closed" } else { "archive-closed-before" }, place, context);
    Ok(())
}

fn reopen(reopening: &Reopen, context: &Context) -> Result<(), Failure> {
    let place = &reopening.place;
    let archive = Archive::open_existing(&place.archive)?;
    let changed = archive.reopen(&place.department, place.period, &reopening.reason)?;
    say(if changed { "archive-reopened" } else { "archive-open-before" }, place, context);
    Ok(())
}

fn write_table(wanted: &Export, context: &Context) -> Result<Status, Failure> {
    let refused = |id: &str| {
        context.terminal.problem(&messages::say(context.lang, id, &[]));
        Ok(Status::Failed)
    };
    if !wanted.csv && !cfg!(feature = "parquet") {
        return refused("archive-export-no-parquet");
    }
    if !wanted.csv && wanted.out.is_none() && std::io::stdout().is_terminal() {
        return refused("archive-export-terminal");
    }
    if let Some(out) = &wanted.out {
        Grounds::default().archive(Some(&wanted.archive))?.file(out, Over::OurTable)?;
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
    let table = if wanted.csv { export::csv(&rows, context.lang)? } else { columnar(&rows)? };
    match &wanted.out {
        Some(path) => may_write::write(path, &table, Over::OurTable)?,
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
    messages::say(context.lang, id, &[])
}

const fn word_of_act(act: Act) -> &'static str {
    match act {
        Act::Found => "archive-act-found",
        Act::Revision => "archive-act-revision",
        Act::RollUp => "archive-act-roll-up",
        Act::Close => "archive-act-close",
        Act::Reopen => "archive-act-reopen",
    }
}

fn say(id: &str, place: &OnePeriod, context: &Context) {
    let period = place.period.to_string();
    context.terminal.say(&messages::say(context.lang, id, &[("department", &place.department), ("period", &period)]));
}
