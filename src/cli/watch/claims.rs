//! The files that are being worked on. Each is moved into a hidden folder first, in one step: nobody can replace it halfway, and what
//! a killed watch left there is known to be unfinished and goes back. A lock in that folder keeps a second watch out.
#![expect(clippy::disallowed_methods, reason = "moving files in the drop folder is this edge's matter")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::folders;
use crate::error::Error;

const FOLDER: &str = ".scorebook-working";
const LOCK: &str = ".lock";

/// The claimed files of an inbox, and the right to claim.
#[derive(Debug)]
pub(super) struct Claims {
    inbox: PathBuf,
    folder: PathBuf,
    _lock: File,
}

impl Claims {
    /// Takes the right to work on an inbox, and gives back to it what an interrupted watch had claimed; `None` where another
    /// watch works on it.
    ///
    /// # Errors
    /// What the system refused.
    pub(super) fn of(inbox: &Path) -> Result<Option<Self>, Error> {
        let folder = inbox.join(FOLDER);
        // Not `create_dir_all`: an inbox that is not there (a share that is not mounted) is not made up.
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(Error::io(&folder, error)),
            _ => {}
        }
        let place = folder.join(LOCK);
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&place)
            .map_err(|error| Error::io(&place, error))?;
        match lock.try_lock() {
            // A share without locks: there the one watch that people start is trusted to be the only one.
            Ok(()) | Err(TryLockError::Error(_)) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
        }
        let claims = Self { inbox: inbox.to_owned(), folder, _lock: lock };
        claims.give_back_all()?;
        Ok(Some(claims))
    }

    /// Claims a file of the inbox; gives its place while it is worked on, under its own name. `None` where it is gone, or some
    /// program keeps it from being moved.
    ///
    /// # Errors
    /// What the system refused otherwise.
    pub(super) fn claim(&self, file: &Path) -> Result<Option<PathBuf>, Error> {
        let place = self.folder.join(file.file_name().unwrap_or_default());
        let renamed = fs::rename(file, &place).or_else(|_| {
            // The folder may be gone with a share that was away.
            fs::create_dir_all(&self.folder)?;
            fs::rename(file, &place)
        });
        match renamed {
            Ok(()) => Ok(Some(place)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) if cfg!(windows) && error.kind() != std::io::ErrorKind::StorageFull => Ok(None),
            Err(error) => Err(Error::io(file, error)),
        }
    }

    /// Gives a claimed file back to the inbox. Where a new file of that name came in the meantime, both stay.
    ///
    /// # Errors
    /// What the system refused; then the next watch gives it back.
    pub(super) fn give_back(&self, claimed: &Path) -> Result<PathBuf, Error> {
        folders::put(claimed, &self.inbox)
    }

    fn give_back_all(&self) -> Result<(), Error> {
        for entry in fs::read_dir(&self.folder).map_err(|e| Error::io(&self.folder, e))? {
            let path = entry.map_err(|e| Error::io(&self.folder, e))?.path();
            if path.file_name().is_some_and(|name| name != LOCK) {
                self.give_back(&path)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_watch_had_claimed_goes_back_and_never_over_a_newer_file() {
        let inbox = tempfile::tempdir().unwrap();
        let file = inbox.path().join("十一月.xlsx");
        fs::write(&file, "old").unwrap();
        let claims = Claims::of(inbox.path()).unwrap().unwrap();
        claims.claim(&file).unwrap().unwrap();
        assert!(!file.exists());
        assert_eq!(claims.claim(&file).unwrap(), None, "it is gone");
        fs::write(&file, "new").unwrap();
        drop(claims);
        let _claims = Claims::of(inbox.path()).unwrap().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::read_to_string(inbox.path().join("十一月~2.xlsx")).unwrap(), "old");
    }

    #[test]
    fn a_second_watch_is_kept_out_until_the_first_one_ends() {
        let inbox = tempfile::tempdir().unwrap();
        let first = Claims::of(inbox.path()).unwrap();
        assert!(first.is_some());
        assert!(Claims::of(inbox.path()).unwrap().is_none());
        drop(first);
        assert!(Claims::of(inbox.path()).unwrap().is_some());
    }

    #[test]
    fn an_inbox_that_is_not_there_is_not_made_up() {
        let parent = tempfile::tempdir().unwrap();
        assert!(Claims::of(&parent.path().join("未挂载")).is_err());
        assert!(!parent.path().join("未挂载").exists());
    }
}
