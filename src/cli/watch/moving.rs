//! Moving a file into a folder without ever replacing or losing another, whatever the two are called.
#![expect(clippy::disallowed_methods, reason = "moving files in the drop folder is this edge's matter")]

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::{file_name, text};

/// Bytes of a file's name on the file systems that offices use.
const LONGEST: usize = 255;

/// Names that are tried before a folder counts as one that takes no more.
const TRIES: u32 = 10_000;

/// Moves a file into a folder; where something of that name lies there already, under the next free name. Gives its new place.
///
/// # Errors
/// What the system refused; then the file is where it was.
pub(super) fn put(file: &Path, folder: &Path) -> Result<PathBuf, Error> {
    put_beside(file, folder, &|_| None, &|_| Ok(()))
}

/// The same with a companion that must find a free name beside it: `companion` names it for a name of the file, and `write` makes
/// it before the file is moved.
///
/// # Errors
/// As [`put`].
pub(super) fn put_beside(
    file: &Path,
    folder: &Path,
    companion: &dyn Fn(&str) -> Option<String>,
    write: &dyn Fn(&Path) -> io::Result<()>,
) -> Result<PathBuf, Error> {
    // What steers a terminal would do so whenever somebody lists the folder.
    let stem = text::on_one_line(&file.file_stem().unwrap_or_default().to_string_lossy());
    let ending = file.extension().map(|e| format!(".{}", text::on_one_line(&e.to_string_lossy()))).unwrap_or_default();
    for number in 1..=TRIES {
        let own = if number == 1 { stem.clone() } else { file_name::numbered(&stem, number) };
        let place = folder.join(ending_in(&own, &ending));
        let beside = companion(&own).map(|name| folder.join(name));
        if is_there(&place) || beside.as_deref().is_some_and(is_there) {
            continue;
        }
        match beside.as_deref().map_or(Ok(()), write) {
            Ok(()) => {}
            // Somebody was quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            Err(error) => return Err(Error::io(folder, error)),
        }
        match rename_new(file, &place) {
            Ok(()) => return Ok(place),
            Err(error) => {
                if let Some(beside) = &beside {
                    let _ = fs::remove_file(beside);
                }
                if error.kind() != ErrorKind::AlreadyExists {
                    return Err(Error::io(place, error));
                }
            }
        }
    }
    Err(Error::io(folder, io::Error::from(ErrorKind::AlreadyExists)))
}

/// A name that ends in something of ours, the rest cut so that the whole is one that a file may have.
pub(super) fn ending_in(stem: &str, end: &str) -> String {
    let mut left = LONGEST.saturating_sub(end.len());
    let kept: String = stem
        .chars()
        .take_while(|c| {
            let fits = c.len_utf8() <= left;
            left = left.saturating_sub(c.len_utf8());
            fits
        })
        .collect();
    kept + end
}

fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Renames without replacing.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match exclusively(from, to) {
        // A system or a share that can't: then whoever came between the look and the move is replaced, as by any program.
        Err(error) if matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput) => {
            if is_there(to) {
                return Err(io::Error::from(ErrorKind::AlreadyExists));
            }
            fs::rename(from, to)
        }
        done => done,
    }
}

#[cfg(target_os = "linux")]
fn exclusively(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(target_os = "linux"))]
fn exclusively(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(ErrorKind::Unsupported))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_never_replaces_one_of_its_name() {
        let inbox = tempfile::tempdir().unwrap();
        let folder = inbox.path().join("已处理");
        fs::create_dir(&folder).unwrap();
        for text in ["first", "second"] {
            let file = inbox.path().join("十一月.xlsx");
            fs::write(&file, text).unwrap();
            put(&file, &folder).unwrap();
        }
        let kept: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| fs::read(e.unwrap().path()).unwrap()).collect();
        assert_eq!(kept.len(), 2);
        assert_eq!(
            rename_new(&folder.join("十一月.xlsx"), &folder.join("十一月~2.xlsx")).unwrap_err().kind(),
            ErrorKind::AlreadyExists
        );
    }

    #[test]
    fn a_companion_never_replaces_a_file_that_is_called_like_it() {
        let inbox = tempfile::tempdir().unwrap();
        let folder = inbox.path().join("退回");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("甲_清单.xlsx"), "somebody's own").unwrap();
        let file = inbox.path().join("甲.xlsx");
        fs::write(&file, "file").unwrap();
        let companion = |stem: &str| Some(ending_in(stem, "_清单.xlsx"));
        let place = put_beside(&file, &folder, &companion, &|path| fs::write(path, "list")).unwrap();
        assert_eq!(place, folder.join("甲~2.xlsx"));
        assert_eq!(fs::read_to_string(folder.join("甲_清单.xlsx")).unwrap(), "somebody's own");
        assert_eq!(fs::read_to_string(folder.join("甲~2_清单.xlsx")).unwrap(), "list");
    }

    #[test]
    fn the_longest_names_that_there_are_come_back_with_their_companions() {
        let inbox = tempfile::tempdir().unwrap();
        let folder = inbox.path().join("退回");
        fs::create_dir(&folder).unwrap();
        let name = format!("{}ab.xlsx", "长".repeat(82));
        for _ in 0..2 {
            let file = inbox.path().join(&name);
            fs::write(&file, "file").unwrap();
            let companion = |stem: &str| Some(ending_in(stem, "_问题清单.xlsx"));
            put_beside(&file, &folder, &companion, &|path| fs::write(path, "list")).unwrap();
        }
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 4);
    }
}
