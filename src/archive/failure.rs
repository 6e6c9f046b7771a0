//! What keeps the archive from doing what it was asked.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Place, Problem};
use crate::error::Error;
use crate::lang::Lang;

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
            Kind::StorageFull | Kind::QuotaExceeded | Kind::WriteZero => Code::ArchiveDiskFull,
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

    /// As a failure of the program, with the problem's headline and hint in a language.
    pub fn into_error(self, lang: Lang) -> Error {
        match self {
            Self::Machine(error) => error,
            Self::Refused { path, problem } => {
                let hint = problem.hint(lang).map(|hint| format!(" {hint}")).unwrap_or_default();
                Error::Archive { path, reason: format!("{}{hint}", problem.headline(lang)) }
            }
        }
    }
}
