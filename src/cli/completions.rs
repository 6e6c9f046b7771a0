//! `scorebook completions SHELL` and `scorebook man`.

use super::status::Status;
use super::{Context, help};
use crate::error::Error;

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Which shell.
    shell: clap_complete::Shell,
}

/// Prints the completion script of a shell.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::localized(context.lang), "scorebook", &mut script);
    print(&script, context)
}

/// Prints the manual page in roff.
pub(super) fn manual(context: &Context) -> Result<Status, Error> {
    let mut page = Vec::new();
    clap_mangen::Man::new(help::localized(context.lang))
        .render(&mut page)
        .map_err(|e| Error::Internal(e.to_string()))?;
    print(&page, context)
}

fn print(text: &[u8], context: &Context) -> Result<Status, Error> {
    context.terminal.print(&String::from_utf8_lossy(text))?;
    Ok(Status::Clean)
}
