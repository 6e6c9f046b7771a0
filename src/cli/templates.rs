//! `scorebook templates`: the templates that come with the program.

use super::Context;
use super::status::Status;
use crate::error::Error;
use crate::template;

/// One line per template: name, tab, what it is for.
pub(super) fn run(context: &Context) -> Result<Status, Error> {
    let lines: Vec<String> =
        template::all().iter().map(|one| format!("{}\t{}\n", one.name, one.title.get(context.lang))).collect();
    context.terminal.print(&lines.concat())?;
    Ok(Status::Clean)
}
