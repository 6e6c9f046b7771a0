//! The terminal: human text to standard error with colour where a terminal shows it, machine text to standard output.

use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::error::Error;
use crate::lang::Lang;
use crate::{messages, text};

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

    /// Whether progress and closing lines are dropped.
    pub const fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// A line for people that matters even when quiet: a problem.
    pub fn problem(&self, text: &str) {
        // anstream drops colours where the terminal has none or NO_COLOR is set. A closed pipe is nobody's problem.
        let _ = writeln!(anstream::stderr().lock(), "{}", harmless(text));
    }

    /// A line for people: what was done.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.problem(text);
        }
    }

    /// Text to standard output; what would steer a terminal in it is shown as a sign.
    ///
    /// # Errors
    /// When standard output can't take it.
    pub fn print(&self, text: &str) -> Result<(), Error> {
        self.print_bytes(text::without_controls(text).as_bytes())
    }

    /// JSON to standard output: characters that would steer a terminal stand as escapes, which mean the same to programs.
    ///
    /// # Errors
    /// When standard output can't take it.
    pub fn print_json(&self, json: &str) -> Result<(), Error> {
        self.print_bytes(escaped(json).as_bytes())
    }

    /// Writes bytes to standard output.
    ///
    /// # Errors
    /// What the system says; a pipe whose reader has gone is none.
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), Error> {
        let mut out = std::io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            // The reader of a pipe has seen enough (`scorebook … | head`).
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
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

/// A path as it is shown.
pub(super) fn path(path: &Path) -> String {
    text::on_one_line(&path.display().to_string())
}

/// JSON whose texts hold no character that steers a terminal or turns the direction of reading; such characters stand in texts only.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        if text::without_controls(character.encode_utf8(&mut [0; 4])).starts_with(character) {
            safe.push(character);
        } else {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    safe
}

/// A text of our own in colour: nothing but its colours steers a terminal, whatever of strangers slipped into it.
fn harmless(text: &str) -> String {
    const ESCAPE: char = '\u{1b}';
    let mut safe = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(ESCAPE) {
        safe.push_str(&text::without_controls(before));
        let colour = behind
            .strip_prefix('[')
            .and_then(|code| code.split_once('m'))
            .filter(|(code, _)| code.chars().all(|c| c.is_ascii_digit() || c == ';'));
        match colour {
            Some((code, behind)) => {
                safe.push_str(&format!("{ESCAPE}[{code}m"));
                rest = behind;
            }
            None => {
                safe.push_str(&text::on_one_line("\u{1b}"));
                rest = behind;
            }
        }
    }
    safe.push_str(&text::without_controls(rest));
    safe
}

/// What the machine failed at, as a line in colour.
pub(super) fn failure(lang: Lang, error: &Error) -> String {
    let red = anstyle::Style::new().fg_color(Some(anstyle::AnsiColor::Red.into())).bold();
    let word = messages::say(lang, "cli-failure", &[]);
    format!("{red}{word}{red:#} {}", in_words(lang, error))
}

/// A failure in words: in the reader's language where people can do something about it.
pub(super) fn in_words(lang: Lang, error: &Error) -> String {
    match error {
        Error::InUse { path: place } => messages::say(lang, "cli-failure-in-use", &[("path", &path(place))]),
        Error::Io { path: place, source } if is_open_elsewhere(source, cfg!(windows)) => {
            messages::say(lang, "cli-failure-open", &[("path", &path(place))])
        }
        Error::Io { path: place, source } => match of_folder(source.kind()) {
            Some(id) => messages::say(lang, id, &[("path", &path(place))]),
            None => text::on_one_line(&error.to_string()),
        },
        other => text::on_one_line(&other.to_string()),
    }
}

/// The text for what anybody can mend about a folder: the system tells it in its own language, with names that nobody chose.
const fn of_folder(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Some("cli-failure-permission"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("cli-failure-full"),
        _ => None,
    }
}

/// Whether another program keeps a file to itself: Windows says so with a sharing or a lock violation, whose numbers mean other things
/// elsewhere.
fn is_open_elsewhere(error: &std::io::Error, windows: bool) -> bool {
    /// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION`.
    const VIOLATIONS: [i32; 2] = [32, 33];
    windows && error.raw_os_error().is_some_and(|number| VIOLATIONS.contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_program_keeps_is_told_from_other_failures() {
        for (number, windows, told) in [(32, true, true), (33, true, true), (32, false, false), (2, true, false)] {
            assert_eq!(
                is_open_elsewhere(&std::io::Error::from_raw_os_error(number), windows),
                told,
                "{number} {windows}"
            );
        }
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told_in_the_language() {
        for lang in Lang::ALL {
            for kind in [ErrorKind::PermissionDenied, ErrorKind::StorageFull] {
                let told = in_words(lang, &Error::io("表.xlsx", std::io::Error::new(kind, "os words")));
                assert!(told.contains("表.xlsx") && !told.contains("os words"), "{told}");
            }
        }
        let other = in_words(Lang::En, &Error::io("a.xlsx", std::io::Error::other("os words")));
        assert!(other.contains("os words"), "{other}");
    }

    #[test]
    fn nothing_but_colours_steers_a_terminal() {
        for (text, shown) in [
            ("\u{1b}[31m错误\u{1b}[0m E301\n    | A |", "\u{1b}[31m错误\u{1b}[0m E301\n    | A |"),
            ("\u{1b}[2J清屏", "\u{241b}[2J清屏"),
            ("\u{1b}]0;标题\u{7}", "\u{241b}]0;标题\u{2407}"),
            ("\u{1b}", "\u{241b}"),
            ("\u{9b}2J\u{202e}", "\u{fffd}2J\u{fffd}"),
        ] {
            assert_eq!(harmless(text), shown, "{text:?}");
        }
    }

    #[test]
    fn json_means_the_same_and_holds_no_control() {
        let name = "甲\u{9b}2J\u{202e}\u{e0041}乙\n";
        let json = serde_json::json!({ "name": name }).to_string();
        let safe = escaped(&json);
        assert!(safe.is_ascii() || !safe.contains(['\u{9b}', '\u{202e}', '\u{e0041}']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).unwrap()["name"], name);
    }
}
