//! `scorebook` alone: what one can do next in this folder. On a terminal a menu, whose choices run the commands that they show;
//! elsewhere the same as a short text.

mod choice;
mod look;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::Command;

use super::status::Status;
use super::{Context, desktop, terminal};
use crate::error::Error;
use crate::messages::say;
use choice::{Act, Choice};
use look::Sight;

/// Shows what there is to do, and does what is chosen.
pub(super) fn run(context: &Context) -> Result<Status, Error> {
    let is_asked = io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal();
    loop {
        let sight = Sight::of(Path::new("."))?;
        let choices = choice::choices(&sight, context.lang);
        if !is_asked {
            context.terminal.print(&listed(&sight, &choices, false, context))?;
            return Ok(Status::Clean);
        }
        context.terminal.problem(&listed(&sight, &choices, true, context));
        let Some(answer) = answer(&say(context.lang, "start-question", &[]), context) else { return Ok(Status::Clean) };
        let chosen = answer.parse::<usize>().ok().and_then(|number| choices.get(number.checked_sub(1)?));
        match chosen {
            Some(choice) => act(choice, context)?,
            None => {
                let count = choices.len().to_string();
                context.terminal.problem(&say(context.lang, "start-no-such-choice", &[("count", &count)]));
            }
        }
    }
}

/// Tells how a table that is no department workbook becomes one, and on a terminal does it if that is wanted.
pub(super) fn offer_adoption(table: &Path, context: &Context) {
    let adoption = choice::adoption(table, context.lang);
    context.terminal.problem(&format!("{}\n  {}", adoption.text, choice::shown(&adoption)));
    if !io::stdin().is_terminal() || context.terminal.is_quiet() {
        return;
    }
    let yes = answer(&say(context.lang, "start-now", &[]), context);
    if yes.is_some_and(|answer| ["y", "yes", "是", "好", "1"].contains(&answer.to_lowercase().as_str())) {
        let _ = act(&adoption, context);
    }
}

/// What was found, and the choices with the commands that they stand for.
fn listed(sight: &Sight, choices: &[Choice], numbered: bool, context: &Context) -> String {
    let lang = context.lang;
    let folder = terminal::path(&sight.folder);
    let mut text = say(lang, "start-head", &[("version", env!("CARGO_PKG_VERSION")), ("folder", &folder)]) + "\n";
    for line in choice::found(sight, lang) {
        text.push_str(&format!("  {line}\n"));
    }
    text.push_str(&format!("\n{}\n", say(lang, "start-choices", &[])));
    for (number, choice) in (1_usize..).zip(choices) {
        let number = if numbered { format!("{number:>3}  ") } else { "  - ".to_owned() };
        text.push_str(&format!("{number}{}\n       {}\n", choice.text, choice::shown(choice)));
    }
    text.push_str(&format!("\n{}\n", say(lang, "start-more", &[])));
    text
}

/// A line from the terminal; `None` where it is empty, or where nothing more comes.
fn answer(question: &str, context: &Context) -> Option<String> {
    context.terminal.problem(question);
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line).ok()?;
    let answer = line.trim();
    (read > 0 && !answer.is_empty()).then(|| answer.to_owned())
}

/// Does what was chosen. A command runs as a program of its own: it ends as if it had been typed, whatever happens in it.
fn act(choice: &Choice, context: &Context) -> Result<(), Error> {
    let mut words = choice.words.clone();
    match &choice.act {
        Act::Show(folder) => {
            desktop::show(folder);
            return Ok(());
        }
        Act::Run => {}
        Act::Ask(question) => {
            let Some(answer) = answer(question, context) else { return Ok(()) };
            words.pop();
            words.push(answer);
        }
    }
    context.terminal.problem(&format!("\n{}", choice::shown(&Choice { words: words.clone(), ..choice.clone() })));
    let own = std::env::current_exe().map_err(|error| Error::io("scorebook", error))?;
    let mut arguments: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    if let Some(lang) = context.asked {
        arguments.extend(["--lang".into(), lang.tag().into()]);
    }
    // How it ended it has said itself: it is read before the menu pushes it out of the window.
    let _ = Command::new(own).args(arguments).status();
    context.terminal.problem("");
    answer(&say(context.lang, "start-back", &[]), context);
    Ok(())
}
