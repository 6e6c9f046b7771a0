//! The files that are being worked on. Each is moved into a hidden folder first, in one step: nobody can replace it halfway, and what
//! a killed watch left there is known to be unfinished and goes back. A lock in that folder keeps a second watch out.
#![expect(clippy::disallowed_methods, reason = "moving files in the drop folder is this edge's matter")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::moving;
use super::own_folders::{Me, Own};
use crate::archive::Failure;
use crate::cli::may_write::WORKING_FOLDER;
use crate::error::Error;

const LOCK: &str = ".lock";

/// What a file begins with that is prepared here: no claimed workbook does, since hidden files are left alone.
pub(super) const PREPARED: &str = ".prepared-";

/// The claimed files of an inbox, and the right to claim.
#[derive(Debug)]
pub(super) struct Claims {
    inbox: PathBuf,
    folder: Own,
    _lock: File,
}

impl Claims {
    /// Takes the right to work on an inbox, and gives back to it what an interrupted watch had claimed; `None` where another
    /// watch works on it.
    ///
    /// # Errors
    /// A refusal where the folder to work in is a link or somebody else's; else what the system refused.
    pub(super) fn of(inbox: &Path, me: Me) -> Result<Option<Self>, Failure> {
        let folder = Own::make(inbox.join(WORKING_FOLDER), true, me)?;
        let place = folder.path().join(LOCK);
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
    pub(super) fn claim(&self, file: &Path) -> Result<Option<PathBuf>, Failure> {
        self.folder.check()?;
        let place = self.folder.path().join(file.file_name().unwrap_or_default());
        match moving::rename_new(file, &place) {
            Ok(()) => Ok(Some(place)),
            // Gone; or one of its name is being worked on, and its turn comes afterwards.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) => Ok(None),
            Err(error) if cfg!(windows) && error.kind() != ErrorKind::StorageFull => Ok(None),
            Err(error) => Err(Failure::Machine(Error::io(file, error))),
        }
    }

    /// The folder in which files are prepared that nobody else may touch.
    pub(super) fn workshop(&self) -> &Path {
        self.folder.path()
    }

    /// The same folder.
    pub(super) const fn folder(&self) -> &Own {
        &self.folder
    }

    /// Gives a claimed file back to the inbox. Where a new file of that name came in the meantime, both stay.
    ///
    /// # Errors
    /// What the system refused; then the next watch gives it back.
    pub(super) fn give_back(&self, claimed: &Path) -> Result<PathBuf, Error> {
        moving::put(claimed, &self.inbox)
    }

    fn give_back_all(&self) -> Result<(), Error> {
        let folder = self.folder.path();
        for entry in fs::read_dir(folder).map_err(|e| Error::io(folder, e))? {
            let path = entry.map_err(|e| Error::io(folder, e))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(PREPARED) {
                // A list that was not put in its place yet: it is made again.
                let _ = fs::remove_file(&path);
            } else if name != LOCK {
                self.give_back(&path)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(inbox: &Path) -> Result<Option<Claims>, Failure> {
        Claims::of(inbox, Me::in_folder(inbox).unwrap())
    }

    #[test]
    fn what_a_killed_watch_had_claimed_goes_back_and_never_over_a_newer_file() {
        let inbox = tempfile::tempdir().unwrap();
        let file = inbox.path().join("十一月.xlsx");
        fs::write(&file, "old").unwrap();
        let first = claims(inbox.path()).unwrap().unwrap();
        first.claim(&file).unwrap().unwrap();
        assert!(!file.exists());
        assert_eq!(first.claim(&file).unwrap(), None, "it is gone");
        fs::write(&file, "new").unwrap();
        assert_eq!(first.claim(&file).unwrap(), None, "one of its name is being worked on");
        drop(first);
        let _claims = claims(inbox.path()).unwrap().unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::read_to_string(inbox.path().join("十一月~2.xlsx")).unwrap(), "old");
    }

    #[test]
    fn a_second_watch_is_kept_out_until_the_first_one_ends() {
        let inbox = tempfile::tempdir().unwrap();
        let first = claims(inbox.path()).unwrap();
        assert!(first.is_some());
        assert!(claims(inbox.path()).unwrap().is_none());
        drop(first);
        assert!(claims(inbox.path()).unwrap().is_some());
    }

    #[test]
    fn an_inbox_that_is_not_there_is_not_made_up() {
        let parent = tempfile::tempdir().unwrap();
        assert!(Me::in_folder(&parent.path().join("未挂载")).is_err());
        assert!(!parent.path().join("未挂载").exists());
    }
}
