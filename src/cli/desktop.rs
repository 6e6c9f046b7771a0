//! What belongs to a desktop rather than to a terminal: a window that would close before it is read, and folders to look at.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::{Command, Stdio};

use super::terminal::Terminal;
use crate::lang::Lang;
use crate::messages::say;

/// Waits for a key where the window was opened for this program alone, which closes with it: after a double click, or a file dropped onto
/// the program. Never when somebody asked for quiet, or where the output goes elsewhere.
pub(super) fn hold(lang: Lang, terminal: &Terminal) {
    if terminal.is_quiet() || !is_shown_in_own_window() {
        return;
    }
    terminal.say(&format!("\n{}", say(lang, "desktop-press-a-key", &[])));
    let _ = console::Term::stderr().read_key();
}

/// Whether people look at this program in a window that was opened for it alone.
pub(super) fn is_shown_in_own_window() -> bool {
    is_alone() && io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal()
}

/// Shows a folder in the system's file manager; where there is none, nothing happens.
pub(super) fn show(folder: &Path) {
    let mut program = Command::new(FILE_MANAGER);
    let _ = program.arg(shown_path(folder)).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

/// The program that shows folders.
pub(super) const FILE_MANAGER: &str = if cfg!(windows) {
    "explorer"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// Windows' file manager takes its own separator only.
fn shown_path(folder: &Path) -> OsString {
    if cfg!(windows) { folder.to_string_lossy().replace('/', "\\").into() } else { folder.into() }
}

#[cfg(windows)]
fn is_alone() -> bool {
    use winsafe::{HPROCESSLIST, co};

    /// The parents of a program that a double click started.
    const FILE_MANAGERS: [&str; 2] = ["explorer.exe", "PowerToys.PowerLauncher.exe"];
    let Ok(mut list) = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None) else { return false };
    let mut known = Vec::new();
    for process in list.iter_processes().flatten() {
        known.push((process.th32ProcessID, process.th32ParentProcessID, process.szExeFile()));
    }
    let own = known.iter().find(|(id, ..)| *id == std::process::id());
    let parent = own.and_then(|(_, parent, _)| known.iter().find(|(id, ..)| id == parent));
    parent.is_some_and(|(.., name)| FILE_MANAGERS.iter().any(|manager| manager.eq_ignore_ascii_case(name)))
}

/// Elsewhere a terminal says itself what becomes of its window.
#[cfg(not(windows))]
const fn is_alone() -> bool {
    false
}
