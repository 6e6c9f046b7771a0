//! A hidden folder in which files are prepared beside their place. Its owner holds a lock in it, which the system frees however
//! the owner ends: what a killed process left is told from what a living one works on, and swept away by the next one.
#![expect(clippy::disallowed_methods, reason = "preparing files beside their place is this edge's matter")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

const PREFIX: &str = ".scorebook-";
const LOCK: &str = ".lock";

/// How often a room is made anew because a sweeper took the fresh one for an abandoned one.
const TRIES: usize = 16;

/// The folder; it goes with its value.
#[derive(Debug)]
pub(super) struct Workroom {
    // The lock is freed before its folder is removed: Windows removes no open file.
    lock: Option<File>,
    folder: TempDir,
}

impl Workroom {
    /// Makes one in a folder.
    ///
    /// # Errors
    /// What the system refused.
    pub(super) fn new_in(parent: &Path) -> io::Result<Self> {
        let mut taken = io::Error::from(io::ErrorKind::NotFound);
        for _ in 0..TRIES {
            let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
            let place = folder.path().join(LOCK);
            let file = match OpenOptions::new().write(true).create_new(true).open(&place) {
                Ok(file) => file,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    taken = error;
                    continue;
                }
                Err(error) => return Err(error),
            };
            match file.try_lock() {
                Ok(()) if place.exists() => return Ok(Self { lock: Some(file), folder }),
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                // A file system without locks: nobody there can tell, and nobody sweeps.
                Err(TryLockError::Error(_)) => return Ok(Self { lock: Some(file), folder }),
            }
        }
        Err(taken)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Removes the rooms whose owners are gone. What can't be removed now is a matter of the next time.
    pub(super) fn sweep(parent: &Path) {
        for room in rooms(parent) {
            match File::open(room.join(LOCK)) {
                Ok(file) => {
                    if file.try_lock().is_ok() {
                        drop(file);
                        let _ = fs::remove_dir_all(&room);
                    }
                }
                // Its owner ended, or is, before the lock: an empty folder, and nothing else may go.
                Err(_) => {
                    let _ = fs::remove_dir(&room);
                }
            }
        }
    }
}

impl Drop for Workroom {
    fn drop(&mut self) {
        self.lock = None;
    }
}

fn rooms(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX))
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_in_use_stays_and_an_abandoned_one_is_swept_away() {
        let parent = tempfile::tempdir().unwrap();
        let abandoned = parent.path().join(".scorebook-dead");
        fs::create_dir_all(abandoned.join("new")).unwrap();
        fs::write(abandoned.join(LOCK), "").unwrap();
        fs::write(abandoned.join("new").join("half.xlsx"), "PK").unwrap();
        fs::create_dir(parent.path().join(".scorebook-empty")).unwrap();
        let room = Workroom::new_in(parent.path()).unwrap();
        fs::write(room.path().join("mine.xlsx"), "PK").unwrap();
        Workroom::sweep(parent.path());
        assert_eq!(rooms(parent.path()), [room.path()]);
        assert!(room.path().join("mine.xlsx").exists());
        drop(room);
        assert_eq!(rooms(parent.path()), [] as [PathBuf; 0]);
    }
}
