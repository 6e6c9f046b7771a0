//! Failures of the machine or the program: what no change to a workbook can mend. Each names its path.

use std::path::PathBuf;

/// A failure that is nobody's mistake in a workbook; the command ends with exit status 2.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Reading or writing a path failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of a folder that is to be replaced is open in another program.
    #[error("{}: a file in it is open in another program", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The workbook writer refused what the report asked for: a defect of this program.
    #[error("cannot write the workbook {name}: {reason}")]
    Write {
        /// The workbook's file name.
        name: String,
        /// What the writer said.
        reason: String,
    },
    /// Something that belongs to an archive is not as this program left it.
    #[error("{reason}")]
    Archive {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong with it, its path included, in the language of the command.
        reason: String,
    },
    /// Any other defect of this program.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// An [`Error::Io`] for a path.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }
}
