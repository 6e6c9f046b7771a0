//! `scorebook explain CODE`: what a problem's code means, why it matters, an example and how to mend it.

use super::Context;
use super::status::Status;
use crate::diagnostic::{Code, render};
use crate::error::Error;
use crate::text;
use crate::texts::say;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The code, `E201`, in either case.
    code: String,
}

/// Prints what a code means; an unknown code is a mistake of usage, answered with the nearest ones.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    // A code pasted from Chinese text may be in full width.
    let typed = text::normalized(&args.code);
    if let Some(code) = Code::from_id(&typed) {
        context.terminal.print(&format!("{}\n", render::explanation(code, context.lang)))?;
        return Ok(Status::Clean);
    }
    let near = text::nearest(&typed, Code::ALL.iter().map(|code| code.id())).join(" ");
    let id = if near.is_empty() { "cli-explain-unknown" } else { "cli-explain-nearest" };
    context.terminal.problem(&say(context.lang, id, &[("code", &typed), ("near", &near)]));
    Ok(Status::Failed)
}
