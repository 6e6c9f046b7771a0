//! Putting a period's results in their place: the folder is replaced whole, or not at all.
#![expect(clippy::disallowed_methods, reason = "writing the results is this edge's matter")]

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// A file and its path below the period's folder, with `/`.
pub(super) type File<'a> = (&'a str, &'a [u8]);

/// Writes the files into a fresh folder beside `folder` and swaps the two.
///
/// # Errors
/// What the system refused; then the old folder stands as it was.
pub(super) fn replace(folder: &Path, files: &[File<'_>]) -> Result<(), Error> {
    let parent = folder.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(parent).map_err(|e| Error::io(parent, e))?;
    let fresh = tempfile::Builder::new().prefix(".scorebook-").tempdir_in(parent).map_err(|e| Error::io(parent, e))?;
    let whole = fresh.path().join("new");
    for (name, bytes) in files {
        write(&whole.join(name.split('/').collect::<PathBuf>()), bytes)?;
    }
    let old = fresh.path().join("old");
    let had_old = match fs::rename(folder, &old) {
        Ok(()) => true,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(Error::io(folder, error)),
    };
    if let Err(error) = fs::rename(&whole, folder) {
        if had_old {
            // Put back what was there; should that fail too, the first failure is the one to tell.
            let _ = fs::rename(&old, folder);
        }
        return Err(Error::io(folder, error));
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| Error::io(folder, e))?;
    }
    fs::write(path, bytes).map_err(|e| Error::io(path, e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_folder_is_replaced_whole() {
        let out = tempfile::tempdir().unwrap();
        let folder = out.path().join("部门").join("2026-11");
        replace(&folder, &[("a.txt", b"1"), ("里/b.txt", b"2")]).unwrap();
        replace(&folder, &[("c.txt", b"3")]).unwrap();
        assert!(!folder.join("a.txt").exists());
        assert_eq!(fs::read(folder.join("c.txt")).unwrap(), b"3");
        let left: Vec<_> = fs::read_dir(out.path().join("部门")).unwrap().collect();
        assert_eq!(left.len(), 1, "no temporary folder stays");
    }
}
