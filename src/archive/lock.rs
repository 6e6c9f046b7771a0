//! One writer at a time. The lock belongs to an open file: the system frees it when its process ends, however it ends, so that
//! neither a crash nor a dead process leaves an archive locked.
#![expect(clippy::disallowed_methods, reason = "an edge: locks are files of the archive")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::failure::Failure;
use crate::diagnostic::{Code, Place, Problem};

const LOCK_FILE: &str = ".lock";
/// Who holds it; a file of its own because Windows lets nobody read a locked one.
const HOLDER_FILE: &str = ".lock-holder";

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
    pub(super) fn acquire(archive: &Path, patience: Duration) -> Result<Self, Failure> {
        let path = archive.join(LOCK_FILE);
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
        let _ = fs::write(&holder, whoami());
        Ok(Self { _file: file, holder })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.holder);
    }
}

/// Process, user and machine, as far as the environment tells.
fn whoami() -> String {
    let first = |names: [&str; 2]| names.into_iter().find_map(|name| std::env::var(name).ok());
    let process = format!("{} {}", env!("CARGO_PKG_NAME"), std::process::id());
    let parts = [Some(process), first(["USER", "USERNAME"]), first(["HOSTNAME", "COMPUTERNAME"])];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_holds_the_archive_and_gets_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::acquire(folder.path(), PATIENCE).unwrap();
        let refused = Lock::acquire(folder.path(), Duration::ZERO).unwrap_err();
        let problem = refused.problem().unwrap();
        assert_eq!(problem.code, Code::ArchiveLocked);
        let holder = &problem.args.iter().find(|(name, _)| *name == "holder").unwrap().1;
        assert!(holder.contains(&std::process::id().to_string()), "{holder}");
        drop(first);
        Lock::acquire(folder.path(), Duration::ZERO).unwrap();
    }

    #[test]
    fn a_lock_file_left_behind_locks_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(LOCK_FILE), "").unwrap();
        fs::write(folder.path().join(HOLDER_FILE), "scorebook 4711").unwrap();
        Lock::acquire(folder.path(), Duration::ZERO).unwrap();
    }
}
