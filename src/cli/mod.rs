//! The command line: arguments as typed → settings → calls. Human text goes to standard error, machine output alone to
//! standard output.
//!
//! Each command has a file of its own with its `Args` and its `run`. A new command is: that file, a line in [`Command`], a
//! line in [`dispatch`], and its words in `src/messages/<tag>/cli.ftl` (`cli-<command>` and `cli-<command>-<argument>`).

mod adopt;
mod archive;
mod check;
mod clock;
mod completions;
mod default_places;
mod desktop;
mod explain;
mod form;
mod help;
mod inputs;
mod intent;
mod interrupt;
mod locale;
mod may_write;
mod new;
mod open;
mod pdf;
mod problems;
mod prove;
mod ratings;
mod rollup;
mod rule;
mod run;
mod source;
mod spool;
mod staging;
mod start;
mod status;
mod templates;
mod terminal;
mod usage;
mod watch;
mod why;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

use crate::error::Error;
use crate::lang::Lang;
use status::Status;
use terminal::Terminal;

/// The arguments as typed.
#[derive(Debug, Parser)]
#[command(name = "scorebook", version, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Debug, Clone, clap::Args)]
pub struct Global {
    /// Language of messages; without it the workbook's.
    #[arg(long, global = true, value_name = "zh-CN|zh-TW|en", value_parser = language)]
    pub lang: Option<Lang>,
    /// Only problems, no progress and no closing line.
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// The commands, in the order of the work.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a department workbook.
    New(new::Args),
    /// Makes a department workbook of an office's own table or text.
    Adopt(adopt::Args),
    /// The office's own form: its fields, its places, its labels.
    Form(form::Args),
    /// Marks that people give: sent out, and collected.
    Ratings(ratings::Args),
    /// Reads and validates.
    Check(check::Args),
    /// The main job.
    Run(run::Args),
    /// A second engine calculates our formulas again.
    Prove(prove::Args),
    /// One person's score step by step.
    Why(why::Args),
    /// A drop folder.
    Watch(watch::Args),
    /// A quarter, half-year or year from its months.
    Rollup(rollup::Args),
    /// Look into an archive and manage it.
    Archive(archive::Args),
    /// How a scoring rule is understood.
    Rule(rule::Args),
    /// What a problem's code means.
    Explain(explain::Args),
    /// List the templates, or write one as TOML.
    Templates(templates::Args),
    /// Shell completions.
    Completions(completions::Args),
    /// The manual page.
    Man,
    /// What one can do next in this folder: what the program's name alone means.
    #[command(hide = true)]
    Start,
    /// Workbooks dropped onto the program: what their names alone mean.
    #[command(hide = true)]
    Open(open::Args),
}

/// What a command works with beside its arguments.
#[derive(Debug, Clone)]
pub struct Context {
    /// `--lang`; `None` means each workbook's own language.
    pub asked: Option<Lang>,
    /// The language of messages that belong to no workbook.
    pub lang: Lang,
    /// Where text goes.
    pub terminal: Terminal,
}

impl Context {
    /// The language for a workbook's messages.
    pub fn lang_of(&self, workbook: Option<Lang>) -> Lang {
        self.asked.or(workbook).unwrap_or(self.lang)
    }
}

/// Parses, runs, and gives the exit status.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = intent::meant(arguments.into_iter().collect());
    let lang = locale::command_language(&arguments);
    let parsed = help::localized(lang).try_get_matches_from(arguments).and_then(|m| Cli::from_arg_matches(&m));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            let terminal = Terminal::new(false);
            let status = usage::report(&error, lang, &terminal);
            desktop::hold(lang, &terminal);
            return status.into();
        }
    };
    let context = Context { asked: cli.global.lang, lang, terminal: Terminal::new(cli.global.quiet) };
    // Whoever leaves the menu has read what there is.
    let is_menu = matches!(cli.command, Command::Start);
    let status = dispatch(cli.command, &context).unwrap_or_else(|error| {
        context.terminal.failure(context.lang, &error);
        Status::Failed
    });
    if !is_menu {
        desktop::hold(context.lang, &context.terminal);
    }
    status.into()
}

fn dispatch(command: Command, context: &Context) -> Result<Status, Error> {
    match command {
        Command::New(args) => new::run(&args, context),
        Command::Adopt(args) => adopt::run(&args, context),
        Command::Form(args) => form::run(&args, context),
        Command::Ratings(args) => ratings::run(&args, context),
        Command::Check(args) => check::run(&args, context),
        Command::Run(args) => run::run(&args, context),
        Command::Prove(args) => prove::run(&args, context),
        Command::Why(args) => why::run(&args, context),
        Command::Watch(args) => watch::run(&args, context),
        Command::Rollup(args) => rollup::run(&args, context),
        Command::Archive(args) => archive::run(&args, context),
        Command::Rule(args) => rule::run(&args, context),
        Command::Explain(args) => explain::run(&args, context),
        Command::Templates(args) => templates::run(&args, context),
        Command::Completions(args) => completions::run(&args, context),
        Command::Man => completions::manual(context),
        Command::Start => start::run(context),
        Command::Open(args) => open::run(&args, context),
    }
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag).ok_or_else(|| Lang::ALL.map(Lang::tag).join(" | "))
}
