//! `--pdf`: the output workbooks as PDF too, through the office program that is installed. PDF files differ from run to run, so they go
//! to the results and not into an archive.
#![expect(clippy::disallowed_methods, reason = "an edge: another program works on files of a folder of its own")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use super::Context;
use crate::error::Error;
use crate::lang::Lang;
use crate::messages::say;
use crate::pipeline::Output;

/// What Excel and WPS are asked to do.
const AUTOMATION: &str = include_str!("office.ps1");

/// How the script says that there is neither.
const NO_OFFICE: i32 = 3;

/// Workbooks that one start of the office program takes: command lines have an end.
const TOGETHER: usize = 40;

/// An office program that saves workbooks as PDF.
#[derive(Debug)]
pub(super) enum Office {
    /// LibreOffice, by its path.
    Libre(PathBuf),
    /// Excel or WPS, asked by a script of `PowerShell`.
    Automation,
}

/// The PDF files of a result, and how many locked workbooks have none.
pub(super) struct Made {
    pub(super) files: Vec<Output>,
    pub(super) locked: usize,
}

impl Office {
    /// The program that is installed; where there is none, what to do is said.
    pub(super) fn find(context: &Context) -> Option<Self> {
        let found = libre().map(Self::Libre).or_else(|| cfg!(windows).then_some(Self::Automation));
        if found.is_none() {
            context.terminal.problem(&say(context.lang, "pdf-no-program", &[]));
        }
        found
    }

    /// The PDF of each workbook, under its name.
    ///
    /// # Errors
    /// What the office program or the system could not do.
    pub(super) fn pdf(&self, outputs: &[Output], lang: Lang) -> Result<Made, Error> {
        // Two at once would fight over memory, and over who is the one office program of this user.
        static ONE: Mutex<()> = Mutex::new(());
        let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let room = tempfile::tempdir().map_err(|error| Error::io(std::env::temp_dir(), error))?;
        let profile = room.path().join("profile");
        // Without its password nobody opens a locked workbook, and its PDF would be open to everybody.
        let (locked, open): (Vec<_>, Vec<_>) = outputs.iter().partition(|output| is_locked(&output.bytes));
        let mut files = Vec::with_capacity(open.len());
        for (number, group) in open.chunks(TOGETHER).enumerate() {
            let folder = room.path().join(number.to_string());
            fs::create_dir_all(&folder).map_err(|error| Error::io(&folder, error))?;
            // Plain names, whatever the people are called.
            let names: Vec<PathBuf> = (0..group.len()).map(|at| folder.join(format!("{at:04}.xlsx"))).collect();
            for (path, output) in names.iter().zip(group) {
                fs::write(path, &output.bytes).map_err(|error| Error::io(path, error))?;
            }
            self.convert(&folder, &names, &profile, lang)?;
            for (path, output) in names.iter().zip(group) {
                let made = path.with_extension("pdf");
                let bytes = fs::read(&made).map_err(|_| failed(lang, &output.path))?;
                let path = output.path.strip_suffix(".xlsx").unwrap_or(&output.path);
                files.push(Output { path: format!("{path}.pdf"), bytes });
            }
        }
        Ok(Made { files, locked: locked.len() })
    }

    fn convert(&self, folder: &Path, names: &[PathBuf], profile: &Path, lang: Lang) -> Result<(), Error> {
        let mut command = match self {
            Self::Libre(program) => {
                let mut command = Command::new(program);
                // A profile of its own: an office program that somebody has open is left alone.
                command.arg(format!("-env:UserInstallation={}", file_url(profile)));
                command.args(["--headless", "--norestore", "--convert-to", "pdf", "--outdir"]).arg(folder).args(names);
                command
            }
            Self::Automation => {
                let script = folder.join("office.ps1");
                fs::write(&script, AUTOMATION).map_err(|error| Error::io(&script, error))?;
                let mut command = Command::new("powershell");
                command.args(["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File"]).arg(script);
                command.arg("-Folder").arg(folder);
                command
            }
        };
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let status = command.status().map_err(|error| Error::io(command.get_program(), error))?;
        match status.code() {
            Some(NO_OFFICE) if matches!(self, Self::Automation) => {
                Err(Error::Internal(say(lang, "pdf-no-program", &[])))
            }
            // What was not made is noticed file by file.
            _ => Ok(()),
        }
    }
}

/// What is said of the locked workbooks.
pub(super) fn locked_line(locked: usize, lang: Lang) -> Option<String> {
    (locked > 0).then(|| say(lang, "pdf-locked", &[("count", &locked.to_string())]))
}

fn failed(lang: Lang, file: &str) -> Error {
    Error::Internal(say(lang, "pdf-failed", &[("file", file)]))
}

/// Whether a workbook is encrypted: such a one is an OLE container.
fn is_locked(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// LibreOffice on the path, or where its installers put it.
fn libre() -> Option<PathBuf> {
    let names: &[&str] = if cfg!(windows) { &["soffice.exe"] } else { &["soffice", "libreoffice"] };
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&on_path).chain(
        ["ProgramFiles", "ProgramFiles(x86)"]
            .into_iter()
            .filter_map(std::env::var_os)
            .map(|folder| Path::new(&folder).join("LibreOffice").join("program")),
    );
    let installed =
        folders.chain(cfg!(target_os = "macos").then(|| "/Applications/LibreOffice.app/Contents/MacOS".into()));
    let mut programs = installed.flat_map(|folder| names.iter().map(move |name| folder.join(name)));
    programs.find(|program| program.is_file())
}

/// A path as a URL, as LibreOffice wants the place of its profile.
fn file_url(path: &Path) -> String {
    let mut url = "file://".to_owned();
    let text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        url.push('/');
    }
    for byte in text.bytes() {
        let plain = byte.is_ascii_alphanumeric() || b"/:-_.~".contains(&byte);
        url.push_str(&if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_url_on_every_system() {
        assert_eq!(file_url(Path::new("/tmp/a b")), "file:///tmp/a%20b");
        assert_eq!(file_url(Path::new(r"C:\Users\李\x")), "file:///C:/Users/%E6%9D%8E/x");
    }
}
