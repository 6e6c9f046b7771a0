//! `scorebook form`: what an office's own form may ask for, what one asks for, and labels made placeholders.

use std::path::{Path, PathBuf};

use super::status::Status;
use super::{Context, new, source};
use crate::error::Error;
use crate::messages::say;
use crate::pipeline::{FormField, FormGroup, MarkedForm, Proposal, marked_form, office_form};

/// Arguments of `form`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What is done with forms.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// List every field.
    Fields,
    /// What a form asks for, with examples.
    Check {
        /// The form.
        form: PathBuf,
    },
    /// Write placeholders in where labels tell their places.
    Adopt {
        /// The form.
        form: PathBuf,
        /// Where to write.
        #[arg(long, short, value_name = "MARKED.xlsx")]
        out: PathBuf,
        /// Overwrite.
        #[arg(long)]
        force: bool,
    },
}

/// Does it.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    match &args.action {
        Action::Fields => fields(context),
        Action::Check { form } => check(form, context),
        Action::Adopt { form, out, force } => adopt(form, out, *force, context),
    }
}

fn group(group: FormGroup) -> &'static str {
    match group {
        FormGroup::Person => "form-group-person",
        FormGroup::Kpi => "form-group-kpi",
        FormGroup::Duty => "form-group-duty",
        FormGroup::Adjustment => "form-group-adjustment",
    }
}

/// One line per field: placeholder, tab, example; a heading per kind of rows.
fn fields(context: &Context) -> Result<Status, Error> {
    let mut lines = String::new();
    let mut last = None;
    for field in FormField::ALL {
        if last != Some(field.group()) {
            last = Some(field.group());
            lines.push_str(&format!("{}\n", say(context.lang, group(field.group()), &[])));
        }
        lines.push_str(&format!("  {{{{{}}}}}\t{}\n", field.name(context.lang), field.example()));
    }
    context.terminal.print(&lines)?;
    Ok(Status::Clean)
}

fn check(path: &Path, context: &Context) -> Result<Status, Error> {
    let bytes = match source::bytes(path) {
        Ok(bytes) => bytes,
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let (form, problems) = office_form(&bytes);
    context.problems(path, &problems, None);
    let Some(form) = form else { return Ok(Status::Problems) };
    let places = form.places();
    let lines: Vec<String> = places
        .iter()
        .map(|place| format!("{}\t{{{{{}}}}}\t{}\n", place.at, place.field.name(context.lang), place.field.example()))
        .collect();
    context.terminal.print(&lines.concat())?;
    context.terminal.say(&say(context.lang, "form-checked", &[("count", &places.len().to_string())]));
    Ok(Status::Clean)
}

fn adopt(path: &PathBuf, out: &Path, force: bool, context: &Context) -> Result<Status, Error> {
    let bytes = match source::bytes(path) {
        Ok(bytes) => bytes,
        Err(failure) => return context.stopped_by_archive(failure),
    };
    let MarkedForm { bytes, proposals, problems } = marked_form(&bytes)?;
    context.problems(path, &problems, None);
    let Some(marked) = bytes else { return Ok(Status::Problems) };
    let status = new::save_bytes(&marked, out, [path], force, context)?;
    if status == Status::Clean {
        let line = |one: &Proposal| format!("{} → {}\t{{{{{}}}}}\n", one.label, one.at, one.field.name(context.lang));
        context.terminal.print(&proposals.iter().map(line).collect::<String>())?;
        context.terminal.say(&say(context.lang, "form-marked", &[("count", &proposals.len().to_string())]));
    }
    Ok(status)
}
