//! Putting a period's results in their place: the folder is replaced whole, or not at all.
#![expect(clippy::disallowed_methods, reason = "writing the results is this edge's matter")]

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::archive::Failure;
use crate::cli::may_write::{ResultsPlace, Seen};
use crate::cli::staging::Workroom;
use crate::error::Error;
use crate::problem::{Code, Place as At, Problem};

/// A file and its path below the period's folder, with `/`.
pub(super) type File<'a> = (&'a str, &'a [u8]);

/// Writes the files into a fresh folder beside `folder` and swaps the two.
///
/// # Errors
/// What the system refused; then the old folder stands as it was. [`Error::InUse`] where a program has one of its files open; a
/// refusal where somebody changed the old folder since it was looked at.
pub(super) fn replace(place: &ResultsPlace, files: &[File<'_>]) -> Result<(), Failure> {
    replace_by(place, files, &swap)
}

/// The swap of a fresh folder with the one in its place: the third argument is where the old one goes.
type Swap<'a> = &'a dyn Fn(&Path, &Path, &Path) -> io::Result<()>;

fn replace_by(place: &ResultsPlace, files: &[File<'_>], swap: Swap<'_>) -> Result<(), Failure> {
    let folder = place.folder.as_path();
    let parent = folder.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(parent).map_err(|e| Error::io(parent, e))?;
    Workroom::sweep(parent);
    let room = Workroom::new_in(parent).map_err(|e| Error::io(parent, e))?;
    let whole = room.path().join("new");
    for (name, bytes) in files {
        write(&whole.join(name.split('/').collect::<PathBuf>()), bytes)?;
    }
    let old = room.path().join("old");
    let failed = |error: io::Error| {
        if is_in_use(&error, cfg!(windows)) {
            Error::InUse { path: folder.to_owned() }
        } else {
            Error::io(folder, error)
        }
    };
    swap(&whole, folder, &old).map_err(failed)?;
    // The folder that stood there: it goes for good only if it is the one that was looked at.
    let was = if old.exists() { old } else { whole };
    if Seen::of(&was).map_err(failed)? == place.seen {
        return Ok(());
    }
    swap(&was, folder, &room.path().join("fresh")).map_err(failed)?;
    Err(changed_meanwhile(folder))
}

fn changed_meanwhile(folder: &Path) -> Failure {
    let problem = Problem::new(Code::ResultsChanged, At::File)
        .with("folder", folder.display())
        .with("files", "…")
        .with("count", 1);
    Failure::with_problem(folder, problem)
}

/// Whether a program that has a file of the folder open keeps it from being moved. Windows says so with a sharing violation or by
/// denying access; elsewhere open files are no obstacle, and denied is denied.
fn is_in_use(error: &io::Error, windows: bool) -> bool {
    /// `ERROR_SHARING_VIOLATION`.
    const SHARING_VIOLATION: i32 = 32;
    error.kind() == ErrorKind::ResourceBusy
        || windows && (error.kind() == ErrorKind::PermissionDenied || error.raw_os_error() == Some(SHARING_VIOLATION))
}

/// Swaps the fresh folder with the one in its place. Where the system can exchange two names in one step, there is no moment
/// without a folder in its place.
fn swap(fresh: &Path, place: &Path, old: &Path) -> io::Result<()> {
    match exchange(fresh, place) {
        Ok(()) => Ok(()),
        // Nothing there yet, or a system (or a network share) that can't exchange.
        Err(error)
            if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Unsupported | ErrorKind::InvalidInput) =>
        {
            rename_both(fresh, place, old)
        }
        Err(error) => Err(error),
    }
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}

fn rename_both(fresh: &Path, place: &Path, old: &Path) -> io::Result<()> {
    let had_old = match fs::rename(place, old) {
        Ok(()) => true,
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    if let Err(error) = fs::rename(fresh, place) {
        if had_old {
            // Put back what was there; should that fail too, the first failure is the one to tell.
            let _ = fs::rename(old, place);
        }
        return Err(error);
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
    }
    // Into a folder that only this process knows: what lies there already was put there by somebody else.
    let mut file = fs::File::create_new(path).map_err(|e| Error::io(path, e))?;
    file.write_all(bytes).map_err(|e| Error::io(path, e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn place(folder: &Path) -> ResultsPlace {
        ResultsPlace { folder: folder.to_owned(), seen: Seen::of(folder).unwrap() }
    }

    #[test]
    fn what_somebody_put_into_the_old_folder_while_the_new_one_was_made_brings_it_back() {
        for swap in [&swap as Swap<'_>, &rename_both] {
            let out = tempfile::tempdir().unwrap();
            let folder = out.path().join("部门").join("2026-11");
            replace_by(&place(&folder), &[("a.txt", b"1")], swap).unwrap();
            let looked_at = place(&folder);
            fs::write(folder.join("意见.txt"), "mine").unwrap();
            assert!(replace_by(&looked_at, &[("b.txt", b"2")], swap).is_err());
            assert_eq!(names(&folder), ["a.txt", "意见.txt"]);
            assert_eq!(names(&out.path().join("部门")), ["2026-11"]);
        }
    }

    #[test]
    fn the_old_folder_is_replaced_whole() {
        for swap in [&swap as Swap<'_>, &rename_both] {
            let out = tempfile::tempdir().unwrap();
            let folder = out.path().join("部门").join("2026-11");
            replace_by(&place(&folder), &[("a.txt", b"1"), ("里/b.txt", b"2")], swap).unwrap();
            replace_by(&place(&folder), &[("c.txt", b"3")], swap).unwrap();
            assert_eq!(names(&folder), ["c.txt"]);
            assert_eq!(names(&out.path().join("部门")), ["2026-11"], "no temporary folder stays");
        }
    }

    #[test]
    fn what_another_program_has_open_is_said_and_the_old_folder_stands() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().join("部门").join("2026-11");
        replace(&place(&folder), &[("a.txt", b"1")]).unwrap();
        let refused = |_: &Path, _: &Path, _: &Path| Err(io::Error::from(ErrorKind::ResourceBusy));
        let error = replace_by(&place(&folder), &[("b.txt", b"2")], &refused).unwrap_err();
        assert!(matches!(error, Failure::Machine(Error::InUse { path }) if path == folder));
        assert_eq!(names(&folder), ["a.txt"]);
        assert_eq!(names(&out.path().join("部门")), ["2026-11"]);
        // Windows says it in two other ways, which elsewhere mean something else.
        for error in [io::Error::from_raw_os_error(32), io::Error::from(ErrorKind::PermissionDenied)] {
            assert_eq!([is_in_use(&error, true), is_in_use(&error, false)], [true, false]);
        }
    }

    #[test]
    fn a_name_that_is_taken_back_leaves_the_old_folder_where_it_was() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().join("2026-11");
        replace(&place(&folder), &[("a.txt", b"1")]).unwrap();
        let gone = out.path().join("nothing");
        assert!(rename_both(&gone, &folder, &out.path().join("old")).is_err());
        assert_eq!(names(&folder), ["a.txt"]);
    }
}
