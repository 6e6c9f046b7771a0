//! How far an archive's journal reached, as one word that a revision's files carry and people keep elsewhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::digest::sha256;

/// How far a journal reached: how many lines, and the hash of the last. Prints as one word to keep elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Seal {
    /// Lines up to the sealed one.
    pub lines: u64,
    /// SHA-256 of the last of them; zeros for a journal without lines.
    pub sha256: String,
}

impl Seal {
    /// What a seal begins with.
    const PREFIX: &str = "scorebook-seal/1/";

    /// The end of a journal in which nothing stands yet.
    pub fn of_nothing() -> Self {
        Self { lines: 0, sha256: "0".repeat(64) }
    }

    /// How far the bytes of a journal reach; what a crash left behind the last line break does not count.
    pub fn of_journal(bytes: &[u8]) -> Self {
        let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
        lines.pop();
        match lines.last() {
            Some(last) => Self { lines: u64::try_from(lines.len()).unwrap_or(u64::MAX), sha256: sha256(last) },
            None => Self::of_nothing(),
        }
    }
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}/{}", Self::PREFIX, self.lines, self.sha256)
    }
}

/// A text that is no seal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no seal")]
pub struct NoSeal(pub String);

impl FromStr for Seal {
    type Err = NoSeal;

    /// Reads a seal as people hand it on: spaces around it and capital letters do not matter.
    fn from_str(text: &str) -> Result<Self, NoSeal> {
        let wrong = || NoSeal(text.to_owned());
        let plain = text.trim().to_ascii_lowercase();
        let (lines, hash) = plain.strip_prefix(Self::PREFIX).and_then(|rest| rest.split_once('/')).ok_or_else(wrong)?;
        let is_number = !lines.is_empty() && lines.bytes().all(|byte| byte.is_ascii_digit());
        let is_hash = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let lines = lines.parse().ok().filter(|_| is_number && is_hash).ok_or_else(wrong)?;
        let seal = Self { lines, sha256: hash.to_owned() };
        // Before the first line there is nothing to have a hash.
        if seal.lines == 0 && seal != Self::of_nothing() { Err(wrong()) } else { Ok(seal) }
    }
}

impl TryFrom<String> for Seal {
    type Error = NoSeal;
    fn try_from(text: String) -> Result<Self, NoSeal> {
        text.parse()
    }
}

impl From<Seal> for String {
    fn from(seal: Seal) -> Self {
        seal.to_string()
    }
}
