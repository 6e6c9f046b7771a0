//! `scorebook templates`: the templates that come with the program; `templates export` writes one, or a workbook's
//! definitions, as a TOML file to go on from.

use std::path::PathBuf;

use super::status::Status;
use super::{Context, new, source};
use crate::error::Error;
use crate::messages::say;
use crate::pipeline::{Submission, template_of};
use crate::{template, text};

/// Arguments of `templates`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

/// What is done with templates; without it they are listed.
#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Write a template as TOML.
    Export {
        /// A template's name, or a workbook.
        from: PathBuf,
        /// Where to write.
        #[arg(long, short, value_name = "FILE.toml")]
        out: PathBuf,
        /// Overwrite.
        #[arg(long)]
        force: bool,
    },
}

/// Lists the templates or writes one.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    match &args.action {
        None => list(context),
        Some(Action::Export { from, out, force }) => match toml(from, context)? {
            Some(toml) => new::save_bytes(toml.as_bytes(), out, [from], *force, context),
            None => Ok(Status::Problems),
        },
    }
}

/// One line per template: name, tab, what it is for.
fn list(context: &Context) -> Result<Status, Error> {
    let lines: Vec<String> =
        template::all().iter().map(|one| format!("{}\t{}\n", one.name, one.title.get(context.lang))).collect();
    context.terminal.print(&lines.concat())?;
    context.terminal.say(&say(context.lang, "start-templates-use", &[]));
    Ok(Status::Clean)
}

/// The TOML of an embedded template or of a workbook's definitions; `None` where that was refused with its problems.
fn toml(from: &std::path::Path, context: &Context) -> Result<Option<String>, Error> {
    let name = from.to_string_lossy();
    if let Some(toml) = template::source(&name) {
        return Ok(Some(toml.to_owned()));
    }
    if from.symlink_metadata().is_err() {
        let all: Vec<String> = template::all().into_iter().map(|template| template.name).collect();
        let names = all.join(" / ");
        let near = text::nearest(&name, all.iter().map(String::as_str));
        let args = [("name", &*name), ("names", &names), ("nearest", near.first().copied().unwrap_or_default())];
        let id = if near.is_empty() { "new-unknown-template" } else { "new-unknown-template-near" };
        context.terminal.problem(&say(context.lang, id, &args));
        return Ok(None);
    }
    let bytes = match source::bytes(from) {
        Ok(bytes) => bytes,
        Err(failure) => return context.stopped_by_archive(failure).map(|_| None),
    };
    let read = Submission::read(&bytes);
    context.problems(from, &read.problems, read.lang);
    read.department.map_or(Ok(None), |department| template_of(&bytes, &department))
}
