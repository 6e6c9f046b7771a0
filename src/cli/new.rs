//! `scorebook new`: a department workbook from a template, blank or with sample data, or the next period's from the last.
#![expect(clippy::disallowed_methods, reason = "an edge: the current month is the clock's matter")]

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;

use super::grounds::{Grounds, Over};
use super::status::Status;
use super::{Context, grounds, source, terminal};
use crate::archive::Failure;
use crate::book::{Book, write};
use crate::diagnostic::{Code, Severity};
use crate::error::Error;
use crate::history::History;
use crate::period::{Period, Span};
use crate::report::facts;
use crate::template::{self, Template};
use crate::{check, score, text, texts, workbook};

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A template's name, or a TOML file.
    template: Option<String>,
    /// Where to write.
    #[arg(long, short, value_name = "FILE")]
    out: PathBuf,
    /// 考核周期.
    #[arg(long, value_name = "2026-11")]
    period: Option<Period>,
    /// 部门.
    #[arg(long, value_name = "NAME")]
    department: Option<String>,
    /// Plausible people and data.
    #[arg(long)]
    sample: bool,
    /// The last period's workbook.
    #[arg(long, value_name = "LAST.xlsx", conflicts_with_all = ["template", "department", "sample"])]
    from: Option<PathBuf>,
    /// Overwrite.
    #[arg(long)]
    force: bool,
}

/// What people typed that can't be done; said in the language of the command.
struct Refusal(String);

/// Writes the workbook.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    if let Some(last) = &args.from {
        return follow(last, args, context);
    }
    match book(args, context)? {
        Ok(book) => {
            let status = save(&book, args, context)?;
            let own = args.template.as_deref().is_some_and(|name| template::find(name).is_none());
            if own && status == Status::Clean { judge(&book, args, context) } else { Ok(status) }
        }
        Err(refusal) => Ok(refuse(&refusal, context)),
    }
}

/// The workbook of the period after the last one, or of `--period`.
fn follow(last: &Path, args: &Args, context: &Context) -> Result<Status, Error> {
    let bytes = match source::bytes(last) {
        Ok(bytes) => bytes,
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let read = source::department(&bytes);
    context.problems(last, &read.problems, read.lang);
    let (Some(department), Some(workbook)) = (read.value, workbook::read(&bytes).value) else {
        return Ok(Status::Problems);
    };
    let own = department.appraisal.period;
    let after = own.last_day().succ_opt().and_then(Period::of_date);
    let period = args.period.or(after).unwrap_or(own);
    if period.span() != Span::Month || period <= own {
        let args = [("period", period.to_string()), ("last", own.to_string())];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        return Ok(refuse(&Refusal(texts::say(context.lang, "new-not-after", &args)), context));
    }
    // Combined measures rest on no earlier period, so that none is needed to fill the columns of the next one.
    let results = score::score(&department, &History::default());
    let facts = facts::past_period(&department, &results, 1);
    save(&template::next(&workbook, &department, &facts, period).book(), args, context)
}

/// Lists what the definitions of somebody's own template have wrong, by the cells of the workbook that was written.
fn judge(book: &Book, args: &Args, context: &Context) -> Result<Status, Error> {
    let Some(read) = workbook::read(&write::to_bytes(book)?).value else { return Ok(Status::Clean) };
    let mut problems = check::check(&read).problems;
    // A blank workbook lacks people and data by nature.
    problems.retain(|problem| problem.severity() == Severity::Error && problem.code != Code::EmptyTable);
    context.problems(&args.out, &problems, Some(context.lang));
    Ok(if problems.is_empty() { Status::Clean } else { Status::Problems })
}

fn refuse(Refusal(text): &Refusal, context: &Context) -> Status {
    context.terminal.problem(text);
    Status::Problems
}

fn book(args: &Args, context: &Context) -> Result<Result<Book, Refusal>, Error> {
    let period = match args.period {
        Some(period) => period,
        None => this_month()?,
    };
    if period.span() != Span::Month {
        let text = texts::say(context.lang, "new-whole-month", &[("period", &period.to_string())]);
        return Ok(Err(Refusal(text)));
    }
    let template = match find(args.template.as_deref().unwrap_or(template::DEFAULT), context)? {
        Ok(template) => template,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let draw = if args.sample { template::sample } else { template::workbook };
    Ok(Ok(draw(&template, context.lang, period, args.department.as_deref())))
}

/// An embedded template by its name, or a TOML file by its path.
fn find(name: &str, context: &Context) -> Result<Result<Template, Refusal>, Error> {
    if let Some(template) = template::find(name) {
        return Ok(Ok(template));
    }
    let path = Path::new(name);
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("toml")) {
        let all: Vec<String> = template::all().into_iter().map(|template| template.name).collect();
        let near = text::nearest(name, all.iter().map(String::as_str));
        let args =
            [("name", name), ("names", &all.join(" / ")), ("nearest", near.first().copied().unwrap_or_default())];
        let [named, names, nearest] = args;
        return Ok(Err(Refusal(match nearest {
            (_, "") => texts::say(context.lang, "new-unknown-template", &[named, names]),
            _ => texts::say(context.lang, "new-unknown-template-near", &args),
        })));
    }
    let unreadable = |reason: String| {
        Refusal(texts::say(context.lang, "new-unreadable-template", &[("path", name), ("reason", &reason)]))
    };
    match source::bytes(path).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(template::read(&text).map_err(|mistake| unreadable(mistake.say(context.lang)))),
        Ok(Err(error)) => Ok(Err(unreadable(error.to_string()))),
        Err(Failure::Refused { problem, .. }) => Ok(Err(unreadable(problem.headline(context.lang)))),
        Err(Failure::Machine(error)) => Err(error),
    }
}

fn save(book: &Book, args: &Args, context: &Context) -> Result<Status, Error> {
    save_bytes(&write::to_bytes(book)?, &args.out, &args.from, args.force, context)
}

/// Writes a new file; one that is there stays, unless it is forced, and an input stays in any case.
pub(super) fn save_bytes<'a>(
    bytes: &[u8],
    path: &Path,
    inputs: impl IntoIterator<Item = &'a PathBuf>,
    force: bool,
    context: &Context,
) -> Result<Status, Error> {
    let shown = terminal::path(path);
    let over = if force { Over::Anything } else { Over::Nothing };
    let written = Grounds::default().inputs(inputs).file(path, over).and_then(|()| grounds::write(path, bytes, over));
    match written {
        Ok(()) => {
            context.terminal.say(&texts::say(context.lang, "new-written", &[("path", &shown)]));
            Ok(Status::Clean)
        }
        Err(failure) => context.stopped_by_archive(failure),
    }
}

fn this_month() -> Result<Period, Error> {
    let wrong = |reason: String| Error::Internal(format!("the machine's clock: {reason}"));
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|error| wrong(error.to_string()))?;
    let seconds = i64::try_from(since.as_secs()).map_err(|error| wrong(error.to_string()))?;
    DateTime::from_timestamp(seconds, 0)
        .and_then(|time| Period::of_date(time.date_naive()))
        .ok_or_else(|| wrong(seconds.to_string()))
}
