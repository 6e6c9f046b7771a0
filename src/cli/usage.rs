//! A mistake in the arguments, said in the language of the command line. clap finds the mistake and speaks English only;
//! the words stand in `src/messages/<tag>/usage.ftl`.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::help;
use super::terminal::Terminal;
use crate::lang::Lang;
use crate::messages::say;
use crate::text;

/// Says what is wrong with the arguments. Help and version are no mistakes: clap prints them itself.
///
/// Returns the exit status as clap has it: 0 for help and version, 2 for a mistake.
pub(super) fn report(error: &Error, lang: Lang, terminal: &Terminal) -> u8 {
    match if error.use_stderr() { headline(error, lang) } else { None } {
        Some(headline) => terminal.problem(&whole(error, &headline, lang)),
        // A closed pipe is nobody's problem.
        None => drop(error.print()),
    }
    u8::try_from(error.exit_code()).unwrap_or(2)
}

/// Headline, what was probably meant, usage, and the way to the help.
fn whole(error: &Error, headline: &str, lang: Lang) -> String {
    let red = anstyle::Style::new().fg_color(Some(anstyle::AnsiColor::Red.into())).bold();
    let mut text = format!("{red}{}{red:#} {headline}", say(lang, "usage-wrong", &[]));
    let meant: Vec<String> = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .filter_map(|kind| named(error, kind))
        .collect();
    if !meant.is_empty() {
        text.push_str(&format!("\n    {}", say(lang, "usage-meant", &[("names", &meant.join(" · "))])));
    } else if let Some(known) =
        named(error, ContextKind::ValidValue).or_else(|| named(error, ContextKind::ValidSubcommand))
    {
        text.push_str(&format!("\n    {}", say(lang, "usage-known", &[("names", &known)])));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim().replace("[OPTIONS]", &help::options(lang));
        text.push_str(&format!("\n\n{} {usage}", say(lang, "cli-heading-usage", &[])));
    }
    text.push_str(&format!("\n\n{}", say(lang, "usage-help", &[])));
    text
}

/// What is wrong, in one sentence; `None` for the rare kinds that keep clap's own words.
fn headline(error: &Error, lang: Lang) -> Option<String> {
    let argument = named(error, ContextKind::InvalidArg);
    let value = named(error, ContextKind::InvalidValue);
    let with_argument = |id: &str| Some(say(lang, id, &[("argument", argument.as_deref()?)]));
    match error.kind() {
        ErrorKind::MissingRequiredArgument => with_argument("usage-missing"),
        ErrorKind::UnknownArgument => with_argument("usage-unknown-argument"),
        ErrorKind::InvalidSubcommand => {
            let command = named(error, ContextKind::InvalidSubcommand)?;
            Some(say(lang, "usage-unknown-command", &[("command", &command)]))
        }
        ErrorKind::InvalidValue if value.as_deref().is_none_or(str::is_empty) => with_argument("usage-no-value"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Some(say(lang, "usage-invalid-value", &[("argument", argument.as_deref()?), ("value", value.as_deref()?)]))
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => with_argument("usage-no-value"),
        ErrorKind::TooManyValues => with_argument("usage-too-many-values"),
        ErrorKind::ArgumentConflict => {
            let other = named(error, ContextKind::PriorArg)?;
            if argument.as_deref() == Some(&other) {
                return with_argument("usage-repeated");
            }
            Some(say(lang, "usage-conflict", &[("argument", argument.as_deref()?), ("other", &other)]))
        }
        _ => None,
    }
}

/// The names that clap keeps under a kind, joined.
fn named(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(name) => Some(text::on_one_line(name)),
        ContextValue::Strings(names) if !names.is_empty() => Some(text::on_one_line(&names.join(" · "))),
        _ => None,
    }
}
