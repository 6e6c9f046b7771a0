//! clap's help in the language of the command line: the words stand in `src/messages/<tag>/cli.ftl`.

use clap::{Arg, ArgAction, Command, CommandFactory};

use super::Cli;
use crate::lang::Lang;
use crate::messages;

/// The command with the help of a language.
pub(super) fn localized(lang: Lang) -> Command {
    // clap's own flags would explain themselves in English only.
    let command = Cli::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version));
    in_language(lang, "cli", command).after_help(messages::say(lang, "cli-without-command", &[]))
}

fn in_language(lang: Lang, id: &str, command: Command) -> Command {
    let say = |name: &str| messages::say(lang, name, &[]);
    let template =
        format!("{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}", say("cli-heading-usage"));
    command
        .about(say(id))
        .long_about(None::<&str>)
        .help_template(template)
        .subcommand_help_heading(say("cli-heading-commands"))
        .subcommand_value_name(say("cli-heading-commands"))
        .mut_args(|argument| explained(lang, id, argument))
        .mut_subcommands(|inner| {
            let inner_id = format!("{id}-{}", inner.get_name());
            in_language(lang, &inner_id, inner)
        })
}

fn explained(lang: Lang, id: &str, argument: Arg) -> Arg {
    let name = argument.get_id().as_str().replace('_', "-");
    // Options of every command have their words once, under `cli-`.
    let text = if argument.is_global_set() { format!("cli-{name}") } else { format!("{id}-{name}") };
    let heading = if argument.is_positional() { "cli-heading-arguments" } else { "cli-heading-options" };
    argument.help(messages::say(lang, &text, &[])).long_help(None::<&str>).help_heading(messages::say(
        lang,
        heading,
        &[],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsaid(command: &Command, path: &str, missing: &mut Vec<String>) {
        let said = |text: Option<&clap::builder::StyledStr>| {
            text.is_some_and(|text| !text.to_string().starts_with("cli-") && !text.to_string().is_empty())
        };
        if !said(command.get_about()) {
            missing.push(path.to_owned());
        }
        for argument in command.get_arguments() {
            if !said(argument.get_help()) {
                missing.push(format!("{path} {}", argument.get_id()));
            }
        }
        for inner in command.get_subcommands() {
            unsaid(inner, &format!("{path} {}", inner.get_name()), missing);
        }
    }

    #[test]
    fn every_command_and_argument_is_explained_in_every_language() {
        for lang in Lang::ALL {
            let mut missing = Vec::new();
            unsaid(&localized(lang), lang.tag(), &mut missing);
            assert!(missing.is_empty(), "{missing:#?}");
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        localized(Lang::ZhCn).debug_assert();
    }
}
