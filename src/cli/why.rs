//! `scorebook why FILE --id E001 [--kpi NAME] [--archive DIR]`: one person's score step by step.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::status::Status;
use super::{Context, source};
use crate::archive::{Archive, Failure};
use crate::diagnostic::{Code, Place, Problem, has_errors};
use crate::error::Error;
use crate::history::History;
use crate::lang::Lang;
use crate::model::Department;
use crate::report::why::{Audience, Section, Why};
use crate::score::{self, PersonResult, Results};
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
    let read = match source::bytes(&args.file) {
        Ok(bytes) => source::department(&bytes),
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let lang = read.lang;
    let Some(department) = read.value else { return Ok(refuse(args, context, &read.problems, lang)) };
    let history = match history(args.archive.as_deref(), &department) {
        Ok(history) => history,
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let results = score::score(&department, &history);
    if has_errors(&results.problems) {
        return Ok(refuse(args, context, &results.problems, lang));
    }
    let person = match find(&results, &args.id) {
        Ok(person) => person,
        Err(problem) => return Ok(refuse(args, context, &[problem], lang)),
    };
    let why =
        Why { department: &department, results: &results, lang: context.lang_of(lang), audience: Audience::Office };
    let sections = why.sections(person, args.kpi.as_deref());
    if sections.is_empty() {
        return Ok(refuse(args, context, &[no_such_kpi(&department, person, args)], lang));
    }
    if args.json {
        context.terminal.print_json(&as_data(person, &sections))?;
    } else {
        context.terminal.print(&as_text(&department, person, &sections))?;
    }
    Ok(Status::Clean)
}

fn history(archive: Option<&Path>, department: &Department) -> Result<History, Failure> {
    let Some(folder) = archive else { return Ok(History::default()) };
    Archive::open_existing(folder)?.history(&department.appraisal.department, department.appraisal.period, &|bytes| {
        source::department(bytes).value
    })
}

fn refuse(args: &Args, context: &Context, problems: &[Problem], lang: Option<Lang>) -> Status {
    context.problems(&args.file, problems, lang);
    if has_errors(problems) { Status::Problems } else { Status::Clean }
}

fn find<'a>(results: &'a Results, id: &str) -> Result<&'a PersonResult, Problem> {
    let wanted = text::key(id);
    results.people.iter().find(|person| text::key(&person.id) == wanted).ok_or_else(|| {
        let known = results.people.iter().map(|person| &*person.id);
        let nearest = text::nearest(id, known).join(" ");
        Problem::new(Code::PersonNotFound, Place::File).with("id", id).with("nearest", nearest)
    })
}

fn no_such_kpi(department: &Department, person: &PersonResult, args: &Args) -> Problem {
    let known: Vec<&str> = person
        .roles
        .iter()
        .filter_map(|scores| department.roles.get(scores.role))
        .flat_map(|role| role.kpis.iter().map(|kpi| kpi.name.as_str()))
        .collect();
    Problem::new(Code::KpiNotFound, Place::File)
        .with("name", &person.name)
        .with("kpi", args.kpi.as_deref().unwrap_or_default())
        .with("known", known.join(" · "))
}

/// A heading, then each section's steps behind their labels; a label that repeats stands once.
fn as_text(department: &Department, person: &PersonResult, sections: &[Section]) -> String {
    let appraisal = &department.appraisal;
    let head = format!("{} {} · {} {}", person.id, person.name, appraisal.department, appraisal.period);
    let mut text = text::on_one_line(&head) + "\n";
    for section in sections {
        text.push_str(&format!("\n{}\n", text::on_one_line(&section.title)));
        let width = section.steps.iter().map(|step| columns(&step.label)).max().unwrap_or_default();
        let mut last = "";
        for step in &section.steps {
            let label = if step.label == last { "" } else { &step.label };
            let gap = " ".repeat(width.saturating_sub(columns(label)));
            let step_text = text::on_one_line(&step.text);
            text.push_str(&format!("  {}{gap}  {step_text}\n", text::on_one_line(label)));
            last = &step.label;
        }
    }
    text
}

/// Columns of a terminal that a label takes: a Han character takes two.
fn columns(label: &str) -> usize {
    label.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn as_data(person: &PersonResult, sections: &[Section]) -> String {
    let sections: Vec<Value> = sections
        .iter()
        .map(|section| {
            let steps: Vec<Value> =
                section.steps.iter().map(|step| json!({"label": step.label, "text": step.text})).collect();
            json!({"title": section.title, "steps": steps})
        })
        .collect();
    let data = json!({"schema": "scorebook/why/1", "id": &*person.id, "name": &*person.name, "sections": sections});
    format!("{data}\n")
}
