//! What the INPUT arguments of `run` and `check` name: workbooks, in a stable order.
#![expect(clippy::disallowed_methods, reason = "listing folders is this edge's matter")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::may_write;
use crate::error::Error;
use crate::problem::{Code, Place, Problem};

/// Endings that a folder is searched for: what is read, and what is refused with the way out rather than passed over.
const ENDINGS: [&str; 7] = ["xlsx", "xlsm", "xls", "ods", "xlsb", "et", "wps"];

/// What arguments name.
pub(super) struct Inputs {
    /// The workbooks, each once.
    pub(super) workbooks: Vec<PathBuf>,
    /// Arguments that name none, and why.
    pub(super) missing: Vec<(PathBuf, Problem)>,
}

/// The workbooks that the arguments name, each once, folders searched with everything below them; and what names none.
///
/// `apart` are folders (OUT, the archive) whose content is never an input.
///
/// # Errors
/// A folder that can't be listed.
pub(super) fn find(arguments: &[PathBuf], apart: &[&Path]) -> Result<Inputs, Error> {
    let apart: Vec<PathBuf> = apart.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for argument in arguments {
        if argument.is_dir() {
            let before = found.len();
            // Of each folder anew: a workbook that was found twice is taken once below.
            search(argument, &apart, &mut BTreeSet::new(), &mut found)?;
            if found.len() == before {
                problems.push((argument.clone(), Problem::new(Code::EmptyFolder, Place::File)));
            }
        } else if argument.exists() {
            found.push(argument.clone());
        } else {
            problems.push((argument.clone(), Problem::new(Code::NoSuchInput, Place::File)));
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(Inputs { workbooks: found, missing: problems })
}

/// Searches a folder and those below it. A link to a folder is followed, and each folder is searched once: links may go in circles,
/// and name one folder a thousand times.
fn search(
    folder: &Path,
    apart: &[PathBuf],
    searched: &mut BTreeSet<PathBuf>,
    found: &mut Vec<PathBuf>,
) -> Result<(), Error> {
    let real = folder.canonicalize().map_err(|e| Error::io(folder, e))?;
    if !searched.insert(real) {
        return Ok(());
    }
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| Error::io(folder, e))? {
        entries.push(entry.map_err(|e| Error::io(folder, e))?.path());
    }
    // Folders that are there before links to them: a workbook is told under its own path.
    entries.sort_by_cached_key(|path| (path.is_symlink(), path.clone()));
    for path in entries {
        if path.is_dir() {
            // An archive holds copies of inputs, each of which would stand against its original.
            if !is_passed_over(&path)
                && !may_write::is_archive(&path)
                && path.canonicalize().is_ok_and(|real| !apart.contains(&real))
            {
                search(&path, apart, searched, found)?;
            }
        } else if is_workbook(&path) {
            found.push(path);
        }
    }
    Ok(())
}

/// Hidden files, the owner files of Excel (`~$`) and WPS (`.~`), and Office's temporary ones (`~WRL`).
fn is_passed_over(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    name.starts_with('.') || name.starts_with('~')
}

/// Whether a word that stands in a command's place names something to work on: what is there, or what has a workbook's ending.
pub(super) fn names_workbooks(path: &Path) -> bool {
    path.exists() || is_workbook(path)
}

/// Whether a file's name is that of a workbook that somebody saved.
pub(super) fn is_workbook(path: &Path) -> bool {
    !is_passed_over(path)
        && path
            .extension()
            .and_then(OsStr::to_str)
            .is_some_and(|ending| ENDINGS.contains(&ending.to_ascii_lowercase().as_str()))
}
