//! `scorebook adopt`: an office's own KPI table or text becomes a department workbook to check and fill.

use std::path::PathBuf;

use super::status::Status;
use super::{Context, new, source, terminal};
use crate::error::Error;
use crate::messages::say;
use crate::period::{Period, Span};
use crate::pipeline::{Counts, SourceFile, Wishes, adopted};
use crate::problem::Problem;

/// Arguments of `adopt`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Tables and texts of one department.
    #[arg(required = true, value_name = "FILE")]
    file: Vec<PathBuf>,
    /// Where to write.
    #[arg(long, short, value_name = "NEW.xlsx")]
    out: PathBuf,
    /// 部门.
    #[arg(long, value_name = "NAME")]
    department: Option<String>,
    /// 岗位 of KPIs for which the source names none.
    #[arg(long, value_name = "NAME")]
    role: Option<String>,
    /// 考核周期.
    #[arg(long, value_name = "2026-11")]
    period: Option<Period>,
    /// Overwrite.
    #[arg(long)]
    force: bool,
}

/// Reads the files and writes the workbook.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let period = match args.period {
        Some(period) => period,
        None => new::this_month()?,
    };
    if period.span() != Span::Month {
        context.terminal.problem(&say(context.lang, "new-whole-month", &[("period", &period.to_string())]));
        return Ok(Status::Problems);
    }
    let mut contents = Vec::new();
    for path in &args.file {
        match source::bytes(path) {
            Ok(bytes) => contents.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), bytes)),
            Err(failure) => return context.stopped_by_archive(failure),
        }
    }
    let files: Vec<SourceFile<'_>> = contents.iter().map(|(name, bytes)| SourceFile { name, bytes }).collect();
    let wishes =
        Wishes { lang: context.asked, department: args.department.as_deref(), role: args.role.as_deref(), period };
    let made = match adopted(&files, &wishes)? {
        Ok(made) => made,
        Err(problems) => {
            for (at, path) in args.file.iter().enumerate() {
                let own: Vec<Problem> =
                    problems.iter().filter(|(file, _)| *file == at).map(|(_, problem)| problem.clone()).collect();
                context.problems(path, &own, None);
            }
            return Ok(Status::Problems);
        }
    };
    let status = new::save_bytes(&made.bytes, &args.out, &args.file, args.force, context)?;
    if status == Status::Clean {
        told(&made.counts, &terminal::path(&args.out), context);
    }
    Ok(status)
}

/// What was found, what is missing, where it stands, in three lines.
fn told(counts: &Counts, out: &str, context: &Context) {
    let share = counts.blank.saturating_mul(1_000).checked_div(counts.fields).unwrap_or_default();
    let share = format!("{}.{}", share.checked_div(10).unwrap_or_default(), share.checked_rem(10).unwrap_or_default());
    let numbers = [
        ("roles", counts.roles),
        ("kpis", counts.kpis),
        ("duties", counts.duties),
        ("pieces", counts.pieces),
        ("left", counts.left),
        ("looks", counts.looks),
        ("fields", counts.fields),
        ("blank", counts.blank),
    ]
    .map(|(name, number)| (name, number.to_string()));
    let mut args: Vec<(&str, &str)> = numbers.iter().map(|(name, number)| (*name, number.as_str())).collect();
    args.push(("share", &share));
    args.push(("out", out));
    for id in ["adopt-told-found", "adopt-told-missing", "adopt-told-next"] {
        context.terminal.say(&say(context.lang, id, &args));
    }
}
