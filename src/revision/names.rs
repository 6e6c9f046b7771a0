//! Names inside the archive: revisions, periods' folders, files with a fixed name.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::period::Period;
use crate::text;

/// Tells that a folder is an archive, and of which layout.
pub const ARCHIVE_FILE: &str = "archive.json";
/// Which revision counts.
pub const CURRENT_FILE: &str = "current.json";
/// What was done, an act a line.
pub const JOURNAL_FILE: &str = "journal.jsonl";
/// The line of an act that is being done. What a crash leaves of the act is completed from it, or taken back.
pub const NEXT_LINE_FILE: &str = ".journal-next";
/// The hashes of a revision's files.
pub const MANIFEST_FILE: &str = "manifest.json";
/// The machine-readable result.
pub const RESULTS_FILE: &str = "results.json";
/// What later periods need of this one.
pub const FACTS_FILE: &str = "facts.json";
/// What an unfinished revision's folder begins with. It can't be taken for a revision, and hidden where dots hide.
pub const UNFINISHED_PREFIX: &str = ".new-";

/// The number of a revision; prints as `r1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RevisionNumber(pub u32);

impl RevisionNumber {
    /// The first revision of a period.
    pub const FIRST: Self = Self(1);

    /// The one after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for RevisionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{}", self.0)
    }
}

/// A text that is no revision such as `r1`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no revision such as r1")]
pub struct NoRevision(String);

impl FromStr for RevisionNumber {
    type Err = NoRevision;

    /// Reads the canonical form only: `r1`, not `r01`, `R1` or `r1 (2)`.
    fn from_str(text: &str) -> Result<Self, NoRevision> {
        let number = text.strip_prefix('r').and_then(|digits| digits.parse::<u32>().ok()).filter(|number| *number > 0);
        number.map(Self).filter(|number| number.to_string() == text).ok_or_else(|| NoRevision(text.to_owned()))
    }
}

impl TryFrom<String> for RevisionNumber {
    type Error = NoRevision;
    fn try_from(text: String) -> Result<Self, NoRevision> {
        text.parse()
    }
}

impl From<RevisionNumber> for String {
    fn from(number: RevisionNumber) -> Self {
        number.to_string()
    }
}

/// One revision of one period of a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RevisionRef {
    /// Which period.
    pub period: Period,
    /// Which revision of it.
    pub revision: RevisionNumber,
}

impl fmt::Display for RevisionRef {
    /// `2026-11/r2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.period, self.revision)
    }
}

/// Whether two names are one department: width, outer spaces and case do not count.
pub fn same_department(a: &str, b: &str) -> bool {
    folded_department(a) == folded_department(b)
}

/// The form under which two ways to type one department are one.
pub fn folded_department(name: &str) -> String {
    text::normalized(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_revision_names_are_read() {
        assert_eq!("r12".parse(), Ok(RevisionNumber(12)));
        for other in ["r0", "r01", "R1", "r1 (2)", "r", "r-1", ".new-r1", "r+1"] {
            assert!(other.parse::<RevisionNumber>().is_err(), "{other}");
        }
    }

    #[test]
    fn one_department_may_be_typed_in_several_ways() {
        assert!(same_department(" Sales ", "SALES"));
        assert!(same_department("电商（一）部", "电商(一)部"));
        assert!(!same_department("电商一部", "电商二部"));
    }
}
