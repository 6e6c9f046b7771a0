//! What is meant by arguments that name no command: the program's name alone, workbooks dropped onto it, and the words for help.

use std::ffi::OsString;
use std::path::Path;

use clap::CommandFactory as _;

use super::{Cli, inputs};

/// What people type for help before they know of `--help`.
const HELP: [&str; 5] = ["help", "帮助", "幫助", "说明", "說明"];

/// The arguments with the command that they mean.
pub(super) fn meant(arguments: Vec<OsString>) -> Vec<OsString> {
    meant_where(arguments, inputs::names_workbooks)
}

/// `is_input`: whether a word that is no command names something to work on.
fn meant_where(mut arguments: Vec<OsString>, is_input: impl Fn(&Path) -> bool) -> Vec<OsString> {
    let Some(at) = first_word(&arguments) else {
        // What is left are options: those of every command alone mean the menu; clap answers the others.
        let alone =
            |word: &OsString| word.to_str().is_some_and(|word| OF_EVERY_COMMAND.iter().any(|own| is(word, own)));
        if arguments.iter().skip(1).all(|word| alone(word) || is_language(word)) {
            arguments.push("start".into());
        }
        return arguments;
    };
    let Some(word) = arguments.get(at).cloned() else { return arguments };
    let named = word.to_str().unwrap_or_default();
    if HELP.contains(&named) {
        arguments.remove(at);
        arguments.push("--help".into());
    } else if Cli::command().find_subcommand(named).is_none() && is_input(Path::new(&word)) {
        arguments.insert(at, "open".into());
    }
    arguments
}

/// Options of every command that ask for nothing by themselves.
const OF_EVERY_COMMAND: [&str; 3] = ["--quiet", "-q", "--lang"];

fn is(word: &str, option: &str) -> bool {
    word == option || word.strip_prefix(option).is_some_and(|value| value.starts_with('='))
}

/// The value of `--lang`, which stands in a word of its own.
fn is_language(word: &OsString) -> bool {
    word.to_str().is_some_and(|word| !word.starts_with('-'))
}

/// Where the first word stands that is neither an option nor the value of one.
fn first_word(arguments: &[OsString]) -> Option<usize> {
    let mut words = arguments.iter().enumerate().skip(1);
    while let Some((at, word)) = words.next() {
        if word == "--lang" {
            words.next();
        } else if !word.to_string_lossy().starts_with('-') {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(typed: &str) -> String {
        let typed = typed.split_whitespace().map(OsString::from).collect();
        let meant = meant_where(typed, |path| path.extension().is_some_and(|ending| ending == "xlsx"));
        meant.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_names_no_command_means_one() {
        for (typed, meant) in [
            ("scorebook", "scorebook start"),
            ("scorebook --lang en", "scorebook --lang en start"),
            ("scorebook --lang=zh-TW -q", "scorebook --lang=zh-TW -q start"),
            ("scorebook a.xlsx b.xlsx", "scorebook open a.xlsx b.xlsx"),
            ("scorebook --lang en a.xlsx", "scorebook --lang en open a.xlsx"),
            ("scorebook help", "scorebook --help"),
            ("scorebook 帮助", "scorebook --help"),
            ("scorebook 說明 run", "scorebook run --help"),
            ("scorebook 说明", "scorebook --help"),
            ("scorebook help run", "scorebook run --help"),
            ("scorebook --lang en 幫助 archive list", "scorebook --lang en archive list --help"),
        ] {
            assert_eq!(said(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_names_a_command_or_asks_by_itself_stays_as_it_is() {
        for typed in [
            "scorebook check a.xlsx",
            "scorebook --help",
            "scorebook -V",
            "scorebook --lang en --version",
            "scorebook chek a.xlsx",
            "scorebook --jsn",
            "scorebook rule 帮助",
        ] {
            assert_eq!(said(typed), typed);
        }
    }
}
