//! `scorebook` alone: what one can do next in this folder. On a terminal a menu, whose choices run the commands that they show;
//! elsewhere the same as a short text.

mod choice;
mod look;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::Command;

use super::status::Status;
use super::{Context, desktop, source, terminal};
use crate::error::Error;
use crate::messages::say;
use crate::text;
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
        let Some(choice) = chosen(&choices, context) else { return Ok(Status::Clean) };
        act(choice, context)?;
    }
}

/// The choice whose number is typed. After what is none it is asked again below that word: the choices still stand above.
fn chosen<'a>(choices: &'a [Choice], context: &Context) -> Option<&'a Choice> {
    loop {
        let answer = answer(&say(context.lang, "start-question", &[]), context)?;
        if let Some(choice) = number(&answer).and_then(|number| choices.get(number.checked_sub(1)?)) {
            return Some(choice);
        }
        let count = choices.len().to_string();
        context.terminal.problem(&say(context.lang, "start-no-such-choice", &[("count", &count)]));
    }
}

/// A number as it is typed: an input method writes `１`, and `1.` is how the number stands in a list.
fn number(answer: &str) -> Option<usize> {
    let narrow = text::narrow(answer);
    narrow.trim().trim_end_matches(['.', '、', '。', ')']).parse().ok()
}

/// Tells how a table that is no department workbook becomes one, and on a terminal does it if that is wanted.
pub(super) fn offer_adoption(table: &Path, context: &Context) {
    let adoption = choice::adoption(table, context.lang);
    context.terminal.problem(&format!("{}\n  {}", adoption.text, choice::shown(&adoption)));
    if !io::stdin().is_terminal() || context.terminal.is_quiet() {
        return;
    }
    let yes = answer(&say(context.lang, "start-now", &[]), context);
    if yes.is_some_and(|answer| ["y", "yes", "是", "好", "1"].contains(&text::narrow(&answer).to_lowercase().as_str()))
    {
        let _ = act(&adoption, context);
    }
}

/// Tells what the office's own score form is for; `false` where it is none.
pub(super) fn tells_of_form(workbook: &Path, context: &Context) -> bool {
    let is_form = source::bytes(workbook).is_ok_and(|bytes| look::is_form(&bytes));
    if is_form {
        let asked = choice::asked_by(workbook, context.lang);
        context.terminal.problem(&format!("{}\n  {}", asked.text, choice::shown(&asked)));
    }
    is_form
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_typed_as_an_input_method_writes_it() {
        for (typed, read) in [("1", Some(1)), ("１２", Some(12)), ("3.", Some(3)), ("３、", Some(3)), ("0", Some(0))]
        {
            assert_eq!(number(typed), read, "{typed}");
        }
        for typed in ["abc", "-1", "1 2", "一", "99999999999999999999999"] {
            assert_eq!(number(typed), None, "{typed}");
        }
    }
}
