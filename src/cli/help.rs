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
    let mut command = in_language(lang, "cli", command).after_help(messages::say(lang, "cli-without-command", &[]));
    // Only what is built knows the words before a command's own name, which its usage begins with.
    command.build();
    with_usage(lang, command)
}

/// The usage of a command and of those below it, with clap's own word for options in the language.
fn with_usage(lang: Lang, mut command: Command) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", &options(lang));
    command.override_usage(usage).mut_subcommands(|inner| with_usage(lang, inner))
}

/// What stands in a usage for the options.
pub(super) fn options(lang: Lang) -> String {
    format!("[{}]", messages::say(lang, "cli-heading-options", &[]).to_uppercase())
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
    let help = messages::say(lang, &text, &[]);
    let argument = argument.long_help(None::<&str>).help_heading(messages::say(lang, heading, &[]));
    let defaults: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if defaults.is_empty() || !argument.get_action().takes_values() {
        return argument.help(help);
    }
    // What clap itself would say of them is English.
    let said = messages::say(lang, "cli-default", &[("value", &defaults.join(" "))]);
    argument.help(help + &said).hide_default_value(true)
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
    fn the_usage_names_the_options_in_the_language() {
        for (lang, word) in [(Lang::ZhCn, "[选项]"), (Lang::ZhTw, "[選項]"), (Lang::En, "[OPTIONS]")] {
            let mut command = localized(lang);
            let usage = command.render_usage().to_string();
            assert!(usage.contains(&format!("scorebook {word}")), "{usage}");
            let inner = command.find_subcommand_mut("archive").unwrap().find_subcommand_mut("show").unwrap();
            let usage = inner.render_usage().to_string();
            assert!(usage.contains(&format!("scorebook archive show {word}")), "{usage}");
        }
    }

    #[test]
    fn what_holds_without_an_option_is_said_in_the_language() {
        for (lang, said) in
            [(Lang::ZhCn, "（不写时为 mean）"), (Lang::ZhTw, "（不寫時為 mean）"), (Lang::En, "(without it: mean)")]
        {
            let mut command = localized(lang);
            let help = command.find_subcommand_mut("rollup").unwrap().render_help().to_string();
            let flat: String = help.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(said) && !flat.contains("[default"), "{help}");
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        localized(Lang::ZhCn).debug_assert();
    }
}
