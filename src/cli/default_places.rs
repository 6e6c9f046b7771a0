//! Where results and the archive stand when nobody says: beside the workbooks, under names that a person understands.
#![expect(clippy::disallowed_methods, reason = "which of the folders is there is this edge's matter")]

use std::path::{Path, PathBuf};

use crate::lang::Lang;
use crate::messages;

/// The folder that an input lies in; a folder holds its own workbooks.
pub(super) fn folder_of(input: &Path) -> PathBuf {
    if input.is_dir() {
        return input.to_owned();
    }
    parent_of(input)
}

/// The folder in which a file or folder lies.
pub(super) fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Where the results of the workbooks of a folder go: the folder that is there under its name in any language, else one with its name in
/// `lang`.
pub(super) fn results(folder: &Path, lang: Lang) -> PathBuf {
    there(folder, "beside-results").unwrap_or_else(|| below(folder, &messages::say(lang, "beside-results", &[])))
}

/// The archive beside the workbooks of a folder, where there is one.
pub(super) fn archive(folder: &Path) -> Option<PathBuf> {
    there(folder, "beside-archive")
}

/// The name of an archive beside workbooks.
pub(super) fn archive_name(lang: Lang) -> String {
    messages::say(lang, "beside-archive", &[])
}

fn there(folder: &Path, id: &str) -> Option<PathBuf> {
    Lang::ALL.iter().map(|lang| below(folder, &messages::say(*lang, id, &[]))).find(|path| path.is_dir())
}

/// A name in the working folder stands alone, as people type it.
fn below(folder: &Path, name: &str) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}
