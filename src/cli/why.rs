//! `scorebook why FILE --id E001 [--kpi NAME] [--archive DIR]`: one person's score step by step.

use std::path::{Path, PathBuf};

use unicode_width::UnicodeWidthStr;

use super::status::Status;
use super::{Context, source};
use crate::archive::{Archive, Failure};
use crate::error::Error;
use crate::lang::Lang;
use crate::pipeline::{Department, History, Outputs, Steps, Submission, show_rows};
use crate::problem::{Problem, has_errors};
use crate::text;

/// Arguments of `why`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The department workbook.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The person.
    #[arg(long, value_name = "ID")]
    pub id: String,
    /// One KPI only.
    #[arg(long, value_name = "NAME")]
    pub kpi: Option<String>,
    /// The archive whose earlier periods growth formulas read.
    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,
    /// The steps as data on standard output.
    #[arg(long)]
    pub json: bool,
}

/// Prints the steps, or what stands in their way.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let bytes = match source::bytes(&args.file) {
        Ok(bytes) => bytes,
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let submission = Submission::read(&bytes);
    let lang = submission.lang;
    let Some(department) = &submission.department else {
        return Ok(refuse(args, context, &submission.problems, lang));
    };
    let history = match history(args.archive.as_deref(), department) {
        Ok(history) => history,
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let mut scoring = submission.score(history, Outputs::SummaryOnly);
    let Some(scored) = scoring.scored.take() else {
        let mut found = scoring.against();
        show_rows(&bytes, &mut found);
        return Ok(refuse(args, context, &found, lang));
    };
    let steps = match scored.why(&args.id, args.kpi.as_deref(), context.lang_of(lang)) {
        Ok(steps) => steps,
        Err(problem) => return Ok(refuse(args, context, &[problem], lang)),
    };
    if args.json {
        context.terminal.print_json(&format!("{}\n", steps.to_json()))?;
    } else {
        context.terminal.print(&as_text(scored.department(), &steps))?;
    }
    Ok(Status::Clean)
}

fn history(archive: Option<&Path>, department: &Department) -> Result<History, Failure> {
    let Some(folder) = archive else { return Ok(History::default()) };
    Archive::open_existing(folder)?.history(&department.appraisal.department, department.appraisal.period)
}

fn refuse(args: &Args, context: &Context, problems: &[Problem], lang: Option<Lang>) -> Status {
    context.problems(&args.file, problems, lang);
    if has_errors(problems) { Status::Problems } else { Status::Clean }
}

/// A heading, then each section's steps behind their labels; a label that repeats stands once.
fn as_text(department: &Department, steps: &Steps) -> String {
    let appraisal = &department.appraisal;
    let head = format!("{} {} · {} {}", steps.id, steps.name, appraisal.department, appraisal.period);
    let mut text = text::on_one_line(&head) + "\n";
    for section in &steps.sections {
        text.push_str(&format!("\n{}\n", text::on_one_line(&section.title)));
        let width = section.steps.iter().map(|step| step.label.width()).max().unwrap_or_default();
        let mut last = "";
        for step in &section.steps {
            let label = if step.label == last { "" } else { &step.label };
            let gap = " ".repeat(width.saturating_sub(label.width()));
            let step_text = text::on_one_line(&step.text);
            text.push_str(&format!("  {}{gap}  {step_text}\n", text::on_one_line(label)));
            last = &step.label;
        }
    }
    text
}
