//! The terminal: human text to standard error with colour where a terminal shows it, machine text to standard output.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::Error;
use crate::lang::Lang;
use crate::texts;

/// Where text goes, and how much of it.
#[derive(Debug, Clone)]
pub struct Terminal {
    quiet: bool,
}

impl Terminal {
    /// `quiet` keeps problems and drops progress and closing lines.
    pub const fn new(quiet: bool) -> Self {
        Self { quiet }
    }

    /// A line for people that matters even when quiet: a problem.
    pub fn problem(&self, text: &str) {
        // anstream drops colours where the terminal has none or NO_COLOR is set. A closed pipe is nobody's problem.
        let _ = writeln!(anstream::stderr().lock(), "{text}");
    }

    /// A line for people: what was done.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.problem(text);
        }
    }

    /// Text for programs, to standard output.
    ///
    /// # Errors
    /// When standard output can't take it.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        self.print_bytes(text.as_bytes())
    }

    /// Writes bytes to standard output.
    ///
    /// # Errors
    /// What the system says; a pipe whose reader has gone is none.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut out = std::io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            // The reader of a pipe has seen enough (`scorebook … | head`).
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.map_err(|e| Error::io("-", e)),
        }
    }

    /// What the machine failed at.
    pub fn failure(&self, lang: Lang, error: &Error) {
        self.problem(&failure(lang, error));
    }

    /// A line that shows how things stand; it draws nothing when quiet or where no terminal shows it.
    pub fn status_line(&self) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let line = ProgressBar::new_spinner();
        match ProgressStyle::with_template("{wide_msg}") {
            Ok(style) => line.with_style(style),
            Err(_) => line,
        }
    }

    /// A progress bar over `length` steps; it draws nothing when quiet or where no terminal shows it.
    pub fn progress(&self, length: usize) -> ProgressBar {
        let length = u64::try_from(length).unwrap_or_default();
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
        match ProgressStyle::with_template("{bar:32} {pos}/{len} {wide_msg}") {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }
}

/// What the machine failed at, as a line in colour.
pub(super) fn failure(lang: Lang, error: &Error) -> String {
    let red = anstyle::Style::new().fg_color(Some(anstyle::AnsiColor::Red.into())).bold();
    let word = texts::say(lang, "cli-failure", &[]);
    format!("{red}{word}{red:#} {}", in_words(lang, error))
}

/// A failure in words: in the reader's language where people can do something about it.
pub(super) fn in_words(lang: Lang, error: &Error) -> String {
    match error {
        Error::InUse { path } => texts::say(lang, "cli-failure-in-use", &[("path", &path.display().to_string())]),
        other => other.to_string(),
    }
}
