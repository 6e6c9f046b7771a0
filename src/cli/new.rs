//! `scorebook new`: a department workbook from a template, blank or with sample data, or the next period's from the last.

use std::path::{Path, PathBuf};

use super::may_write::{Grounds, Over};
use super::status::Status;
use super::{Context, clock, may_write, source, terminal};
use crate::archive::Failure;
use crate::error::Error;
use crate::period::{Period, Span};
use crate::pipeline::{Submission, form_mistakes, form_with, identity, next_form_with};
use crate::template::{self, Template, With};
use crate::{file_name, messages, text};

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A template's name, or a TOML file.
    template: Option<String>,
    /// Where to write.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// 考核周期.
    #[arg(long, value_name = "2026-11")]
    period: Option<Period>,
    /// 部门.
    #[arg(long, value_name = "NAME")]
    department: Option<String>,
    /// Plausible people and data.
    #[arg(long)]
    sample: bool,
    /// Parts that the workbook has only where they are used: ratings, goals, pay, dimensions.
    #[arg(long, value_name = "PARTS", value_delimiter = ',')]
    with: Vec<Part>,
    /// The last period's workbook.
    #[arg(long, value_name = "LAST.xlsx", conflicts_with_all = ["template", "department", "sample"])]
    from: Option<PathBuf>,
    /// Overwrite.
    #[arg(long)]
    force: bool,
}

/// A part of a workbook that `--with` adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    Ratings,
    Goals,
    Pay,
    Dimensions,
}

impl Args {
    fn with(&self) -> With {
        let has = |part| self.with.contains(&part);
        With {
            ratings: has(Part::Ratings),
            goals: has(Part::Goals),
            pay: has(Part::Pay),
            dimensions: has(Part::Dimensions),
        }
    }
}

/// What people typed that can't be done; said in the language of the command.
struct Refusal(String);

/// Writes the workbook.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    if let Some(last) = &args.from {
        return follow(last, args, context);
    }
    match blank(args, context)? {
        Ok(form) => {
            let (status, out) = save(&form, args, context)?;
            let own = args.template.as_deref().is_some_and(|name| template::find(name).is_none());
            Ok(if own && status == Status::Clean { judge(&form, &out, context) } else { status })
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
    let read = Submission::read(&bytes);
    context.problems(last, &read.problems, read.lang);
    let Some(department) = read.department else { return Ok(Status::Problems) };
    let own = department.appraisal.period;
    let after = own.last_day().succ_opt().and_then(Period::of_date);
    let period = args.period.or(after).unwrap_or(own);
    if period.span() != Span::Month || period <= own {
        let args = [("period", period.to_string()), ("last", own.to_string())];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        return Ok(refuse(&Refusal(messages::say(context.lang, "new-not-after", &args)), context));
    }
    match next_form_with(&bytes, &department, period, args.with())? {
        Some(form) => save(&form, args, context).map(|(status, _)| status),
        None => Ok(Status::Problems),
    }
}

/// Lists what the definitions of somebody's own template have wrong, by the cells of the workbook that was written.
fn judge(form: &[u8], out: &Path, context: &Context) -> Status {
    let problems = form_mistakes(form);
    context.problems(out, &problems, Some(context.lang));
    if problems.is_empty() { Status::Clean } else { Status::Problems }
}

fn refuse(Refusal(text): &Refusal, context: &Context) -> Status {
    context.terminal.problem(text);
    Status::Problems
}

fn blank(args: &Args, context: &Context) -> Result<Result<Vec<u8>, Refusal>, Error> {
    let period = match args.period {
        Some(period) => period,
        None => this_month()?,
    };
    if period.span() != Span::Month {
        let text = messages::say(context.lang, "new-whole-month", &[("period", &period.to_string())]);
        return Ok(Err(Refusal(text)));
    }
    let template = match find(args.template.as_deref().unwrap_or(template::DEFAULT), context)? {
        Ok(template) => template,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let department = args.department.as_deref();
    form_with(&template, context.lang, (period, department), args.sample, args.with()).map(Ok)
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
            (_, "") => messages::say(context.lang, "new-unknown-template", &[named, names]),
            _ => messages::say(context.lang, "new-unknown-template-near", &args),
        })));
    }
    let unreadable = |reason: String| {
        Refusal(messages::say(context.lang, "new-unreadable-template", &[("path", name), ("reason", &reason)]))
    };
    match source::bytes(path).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(template::read(&text).map_err(|mistake| unreadable(mistake.say(context.lang)))),
        Ok(Err(error)) => Ok(Err(unreadable(error.to_string()))),
        Err(Failure::Refused { problem, .. }) => Ok(Err(unreadable(problem.headline(context.lang)))),
        Err(Failure::Machine(error)) => Err(error),
    }
}

/// Writes the form, and says where to.
fn save(form: &[u8], args: &Args, context: &Context) -> Result<(Status, PathBuf), Error> {
    let out = args.out.clone().unwrap_or_else(|| own_name(form, args.from.as_deref()));
    Ok((save_bytes(form, &out, &args.from, args.force, context)?, out))
}

/// `<department>_<period>.xlsx`: here, or beside the workbook that it follows on.
fn own_name(form: &[u8], last: Option<&Path>) -> PathBuf {
    let (department, period) = identity(form);
    let period = period.map(|period| period.to_string()).unwrap_or_default();
    let name = format!("{}_{period}.xlsx", file_name::clean(&department.unwrap_or_default()));
    last.and_then(Path::parent).map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name))
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
    let written = Grounds::default().inputs(inputs).file(path, over).and_then(|()| may_write::write(path, bytes, over));
    match written {
        Ok(()) => {
            context.terminal.say(&messages::say(context.lang, "new-written", &[("path", &shown)]));
            Ok(Status::Clean)
        }
        Err(failure) => context.stopped_by_archive(failure),
    }
}

/// The month that it is.
pub(super) fn this_month() -> Result<Period, Error> {
    clock::this_month().ok_or_else(|| Error::Internal("the machine's clock tells no month".to_owned()))
}
