//! One writer at a time. The lock belongs to an open file: the system frees it when its process ends, however it ends, so that
//! neither a crash nor a dead process leaves an archive locked.
#![expect(clippy::disallowed_methods, reason = "an edge: locks are files of the archive")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk;
use super::failure::Failure;
use crate::problem::{Code, Place, Problem};

pub(super) const LOCK_FILE: &str = ".lock";
/// Who holds it; a file of its own because Windows lets nobody read a locked one.
pub(super) const HOLDER_FILE: &str = ".lock-holder";

/// How long a writer waits for another one: publishing the largest department takes a few seconds.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);
const STEP: Duration = Duration::from_millis(20);

/// The right to write; given back when dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
    holder: PathBuf,
}

impl Lock {
    /// Waits for the right to write into an archive.
    ///
    /// # Errors
    /// A refusal that names the holder, where another process keeps the lock for longer than `patience`.
    pub(super) fn acquire(archive: &Path, patience: Duration, who: &str) -> Result<Self, Failure> {
        let path = archive.join(LOCK_FILE);
        // A pipe would keep us waiting for ever, and a link would lead elsewhere.
        if disk::kind(&path)?.is_some_and(|kind| kind != disk::Kind::File) {
            return Err(Failure::refused(&path, Code::ArchiveNotAFile));
        }
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| Failure::writing(&path, error))?;
        let holder = archive.join(HOLDER_FILE);
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if waited < patience => {
                    std::thread::sleep(STEP);
                    waited = waited.saturating_add(STEP);
                }
                Err(TryLockError::WouldBlock) => {
                    let by = fs::read_to_string(&holder).unwrap_or_default();
                    let problem = Problem::new(Code::ArchiveLocked, Place::File)
                        .with("path", archive.display())
                        .with("holder", if by.trim().is_empty() { "?" } else { by.trim() });
                    return Err(Failure::with_problem(archive, problem));
                }
                Err(TryLockError::Error(error)) => return Err(Failure::writing(&path, error)),
            }
        }
        // Only for people: a failure to say who holds it keeps nobody from working.
        let _ = disk::write_unsynced(&holder, who.as_bytes());
        Ok(Self { _file: file, holder })
    }
}

/// Keeps writers away for as long as it lives.
#[derive(Debug)]
pub(super) struct Shared {
    _file: File,
}

impl Shared {
    /// Waits for the writer at work, where there is one, and keeps the next away. `None` where nobody ever wrote, where the place is
    /// not ours to lock, or a writer takes longer than `patience`: reading goes on without.
    pub(super) fn acquire(archive: &Path, patience: Duration) -> Option<Self> {
        let path = archive.join(LOCK_FILE);
        if disk::kind(&path).ok()? != Some(disk::Kind::File) {
            return None;
        }
        let file = File::open(path).ok()?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock_shared() {
                Ok(()) => return Some(Self { _file: file }),
                Err(TryLockError::WouldBlock) if waited < patience => {
                    std::thread::sleep(STEP);
                    waited = waited.saturating_add(STEP);
                }
                Err(_) => return None,
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.holder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_holds_the_archive_and_gets_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::acquire(folder.path(), PATIENCE, "scorebook 4711, lin").unwrap();
        let refused = Lock::acquire(folder.path(), Duration::ZERO, "another").unwrap_err();
        let problem = refused.problem().unwrap();
        assert_eq!(problem.code, Code::ArchiveLocked);
        let holder = &problem.args.iter().find(|(name, _)| *name == "holder").unwrap().1;
        assert!(holder.contains("4711, lin"), "{holder}");
        drop(first);
        Lock::acquire(folder.path(), Duration::ZERO, "another").unwrap();
    }

    #[test]
    fn a_lock_file_left_behind_locks_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(LOCK_FILE), "").unwrap();
        fs::write(folder.path().join(HOLDER_FILE), "scorebook 4711").unwrap();
        Lock::acquire(folder.path(), Duration::ZERO, "another").unwrap();
    }

    #[test]
    fn a_reader_keeps_writers_away_and_none_waits_where_nobody_wrote() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Shared::acquire(folder.path(), PATIENCE).is_none() && !folder.path().join(LOCK_FILE).exists());
        drop(Lock::acquire(folder.path(), PATIENCE, "first").unwrap());
        let reading = Shared::acquire(folder.path(), PATIENCE).unwrap();
        assert!(Lock::acquire(folder.path(), Duration::ZERO, "second").is_err());
        drop(reading);
        Lock::acquire(folder.path(), Duration::ZERO, "second").unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_sign_that_leads_elsewhere_is_replaced_and_what_it_led_to_stays() {
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = folder.path().join("elsewhere");
        fs::write(&elsewhere, "theirs").unwrap();
        let archive = folder.path().join("archive");
        fs::create_dir(&archive).unwrap();
        std::os::unix::fs::symlink(&elsewhere, archive.join(HOLDER_FILE)).unwrap();
        let lock = Lock::acquire(&archive, Duration::ZERO, "ours").unwrap();
        assert_eq!(fs::read_to_string(&elsewhere).unwrap(), "theirs");
        drop(lock);
        std::os::unix::fs::symlink(&elsewhere, archive.join("twin")).unwrap();
        fs::rename(archive.join("twin"), archive.join(LOCK_FILE)).unwrap();
        let refused = Lock::acquire(&archive, Duration::ZERO, "ours").unwrap_err();
        assert_eq!(refused.problem().map(|problem| problem.code), Some(Code::ArchiveNotAFile));
    }
}
