//! The folders of a drop folder, and moving a file into one without ever overwriting or losing it.
#![expect(clippy::disallowed_methods, reason = "moving files in the drop folder is this edge's matter")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::lang::Lang;
use crate::report::file_name;
use crate::texts::say;

/// Where things go.
#[derive(Debug)]
pub(super) struct Folders {
    /// Inputs that were scored.
    pub done: PathBuf,
    /// Inputs with errors, each with its list of problems.
    pub returned: PathBuf,
    /// The results.
    pub results: PathBuf,
}

impl Folders {
    /// The folders of an inbox, made where they are missing: those that are there, whatever their language; else in the language
    /// that was asked for; else Chinese. Not the environment's: a service has none, and must find what a person's session made.
    ///
    /// # Errors
    /// What the system refused.
    pub(super) fn of(inbox: &Path, asked: Option<Lang>) -> Result<Self, Error> {
        let place = |id: &str, lang: Lang| inbox.join(say(lang, id, &[]));
        let known = Lang::ALL.into_iter().find(|lang| place("watch-folder-returned", *lang).is_dir());
        let lang = known.or(asked).unwrap_or_default();
        let folder = |id: &str| -> Result<PathBuf, Error> {
            let path = place(id, lang);
            fs::create_dir_all(&path).map_err(|e| Error::io(&path, e))?;
            Ok(path)
        };
        Ok(Self {
            done: folder("watch-folder-done")?,
            returned: folder("watch-folder-returned")?,
            results: folder("watch-folder-results")?,
        })
    }
}

/// Moves a file into a folder; where a file of that name lies there already, under the next free name. Gives its new place.
///
/// # Errors
/// What the system refused; then the file is where it was.
pub(super) fn put(file: &Path, folder: &Path) -> Result<PathBuf, Error> {
    let place = free_place(file, folder);
    rename(file, &place)?;
    Ok(place)
}

/// Moves a file to a free place.
///
/// # Errors
/// What the system refused; then the file is where it was.
pub(super) fn rename(file: &Path, place: &Path) -> Result<(), Error> {
    fs::rename(file, place).map_err(|e| Error::io(place, e))
}

/// Writes a file beside another, whole or not at all.
///
/// # Errors
/// What the system refused.
pub(super) fn write(place: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = place.parent().unwrap_or_else(|| Path::new("."));
    let fresh = tempfile::NamedTempFile::new_in(folder).map_err(|e| Error::io(folder, e))?;
    fs::write(fresh.path(), bytes).map_err(|e| Error::io(fresh.path(), e))?;
    fresh.persist(place).map_err(|e| Error::io(place, e.error))?;
    Ok(())
}

/// Where a file can lie in a folder without replacing another: under its own name, or with `~2`, `~3` ….
pub(super) fn free_place(file: &Path, folder: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = file.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    let mut place = folder.join(format!("{stem}{ending}"));
    let mut number = 2_u32;
    while place.exists() {
        place = folder.join(format!("{}{ending}", file_name::numbered(&stem, number)));
        number = number.saturating_add(1);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_never_replaces_one_of_its_name() {
        let inbox = tempfile::tempdir().unwrap();
        let folders = Folders::of(inbox.path(), None).unwrap();
        for text in ["first", "second"] {
            let file = inbox.path().join("十一月.xlsx");
            fs::write(&file, text).unwrap();
            put(&file, &folders.done).unwrap();
        }
        let kept: Vec<_> = fs::read_dir(&folders.done).unwrap().map(|e| fs::read(e.unwrap().path()).unwrap()).collect();
        assert_eq!(kept.len(), 2);
    }

    #[test]
    fn a_service_without_a_language_finds_the_folders_that_a_person_made() {
        let inbox = tempfile::tempdir().unwrap();
        let persons = Folders::of(inbox.path(), Some(Lang::En)).unwrap();
        assert_eq!(Folders::of(inbox.path(), None).unwrap().returned, persons.returned);
        let fresh = tempfile::tempdir().unwrap();
        assert_eq!(Folders::of(fresh.path(), None).unwrap().returned, fresh.path().join("退回"));
    }
}
