//! `scorebook explain CODE`: what a problem's code means, why it matters, an example and how to mend it.

use super::Context;
use super::status::Status;
use crate::error::Error;
use crate::pipeline::explain;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The code, `E201`, in either case.
    code: String,
}

/// Prints what a code means; an unknown code is a mistake of usage, answered with the nearest ones.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    match explain(&args.code, context.lang) {
        Ok(text) => {
            context.terminal.print(&format!("{text}\n"))?;
            Ok(Status::Clean)
        }
        Err(text) => {
            context.terminal.problem(&text);
            Ok(Status::Failed)
        }
    }
}
