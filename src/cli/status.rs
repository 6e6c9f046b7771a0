//! Exit status: 0 all clean, 1 problems in the input, 2 the program or the machine failed.

use std::process::ExitCode;

/// How a command ended; the worst of several counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Status {
    /// All clean; warnings and notes allowed.
    #[default]
    Clean,
    /// Something in the input is wrong.
    Problems,
    /// The program or the machine failed.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Clean => 0,
            Status::Problems => 1,
            Status::Failed => 2,
        })
    }
}
