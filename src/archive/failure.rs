//! What keeps the archive from doing what it was asked.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::lang::Lang;
use crate::problem::{Code, Place, Problem};

/// Why nothing was done. Whatever the reason, nothing that was archived is lost or half changed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something about the archive or the request that people can mend; its texts are in the catalogue.
    #[error("{}: {}", path.display(), problem.code.id())]
    Refused {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong.
        problem: Box<Problem>,
    },
    /// The machine failed.
    #[error(transparent)]
    Machine(#[from] Error),
}

impl Failure {
    /// A refusal with a code of the catalogue.
    pub(crate) fn refused(path: &Path, code: Code) -> Self {
        Self::with_problem(path, Problem::new(code, Place::File).with("path", path.display()))
    }

    /// A refusal with a problem made by the caller.
    pub(crate) fn with_problem(path: &Path, problem: Problem) -> Self {
        Self::Refused { path: path.to_owned(), problem: Box::new(problem) }
    }

    /// A failed reading.
    pub(crate) fn reading(path: &Path, source: std::io::Error) -> Self {
        Self::Machine(Error::io(path, source))
    }

    /// A failed writing: a read-only folder and a full disk are told from other failures.
    pub(crate) fn writing(path: &Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        let code = match source.kind() {
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Code::ArchiveReadOnly,
            // A limit on the size of files is set where many share a disk.
            Kind::StorageFull | Kind::QuotaExceeded | Kind::WriteZero | Kind::FileTooLarge => Code::ArchiveDiskFull,
            _ => return Self::reading(path, source),
        };
        Self::refused(path, code)
    }

    /// The problem, where people can mend it.
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused { problem, .. } => Some(problem),
            Self::Machine(_) => None,
        }
    }

    /// Whether it is a matter of the machine, as exit statuses tell it: a busy archive, a read-only place, a full disk.
    pub fn is_of_the_machine(&self) -> bool {
        self.problem().is_none_or(|problem| {
            matches!(problem.code, Code::ArchiveLocked | Code::ArchiveReadOnly | Code::ArchiveDiskFull)
        })
    }

    /// As a failure of the program, with the problem's code, headline and hint in a language.
    pub fn into_error(self, lang: Lang) -> Error {
        match self {
            Self::Machine(error) => error,
            Self::Refused { path, problem } => {
                let hint = problem.hint(lang).map(|hint| format!(" {hint}")).unwrap_or_default();
                Error::Archive { path, reason: format!("{} {}{hint}", problem.code.id(), problem.headline(lang)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use super::*;

    fn code(error: Error) -> Option<Code> {
        Failure::writing(Path::new("档案"), error).problem().map(|problem| problem.code)
    }

    #[test]
    fn a_full_disk_and_a_read_only_place_are_told_from_other_failures() {
        assert_eq!(code(ErrorKind::StorageFull.into()), Some(Code::ArchiveDiskFull));
        assert_eq!(code(ErrorKind::QuotaExceeded.into()), Some(Code::ArchiveDiskFull));
        assert_eq!(code(ErrorKind::PermissionDenied.into()), Some(Code::ArchiveReadOnly));
        assert_eq!(code(ErrorKind::ReadOnlyFilesystem.into()), Some(Code::ArchiveReadOnly));
        assert_eq!(code(ErrorKind::TimedOut.into()), None);
        // As the system says them: no space left on device, quota exceeded, not permitted, denied, read-only.
        for (number, expected) in [(28, "E608"), (122, "E608"), (27, "E608"), (1, "E607"), (13, "E607"), (30, "E607")] {
            if cfg!(target_os = "linux") {
                assert_eq!(code(Error::from_raw_os_error(number)).map(Code::id), Some(expected), "{number}");
            }
        }
    }
}
