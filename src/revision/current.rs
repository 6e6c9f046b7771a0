//! `current.json`: which revision of a period counts, whether the period is open, and how it came to be so.

use serde::{Deserialize, Serialize};

use super::names::RevisionNumber;
use crate::period::Period;

/// The version of `current.json`.
pub const SCHEMA: &str = "scorebook/current/1";

/// The state of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    /// [`SCHEMA`].
    pub schema: String,
    /// The department as typed.
    pub department: String,
    /// Which period.
    pub period: Period,
    /// The revision that counts.
    pub current: RevisionNumber,
    /// Open or closed.
    pub state: State,
    /// Why it was reopened, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopened_because: Option<String>,
    /// Every published revision with the hash of its manifest, which holds the hashes of all its files.
    pub revisions: Vec<Published>,
    /// Every closing and reopening, in order.
    pub closings: Vec<Closing>,
}

/// Open or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// New revisions are taken.
    Open,
    /// New revisions are refused until it is reopened.
    Closed,
}

/// A published revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Its number.
    pub revision: RevisionNumber,
    /// SHA-256 of its `manifest.json`.
    pub manifest_sha256: String,
}

/// A closing or reopening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// What the period became.
    pub became: State,
    /// The revision that counted then.
    pub revision: RevisionNumber,
    /// When, as RFC 3339 in UTC.
    pub at: String,
    /// Why, for a reopening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Current {
    /// The state of a period that has no revision yet; [`Self::publish`] gives it the first.
    pub fn new(department: &str, period: Period) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            department: department.to_owned(),
            period,
            current: RevisionNumber::FIRST,
            state: State::Open,
            reopened_because: None,
            revisions: Vec::new(),
            closings: Vec::new(),
        }
    }

    /// Counts a revision that was published.
    pub fn publish(&mut self, revision: RevisionNumber, manifest_sha256: String) {
        self.revisions.retain(|known| known.revision != revision);
        self.revisions.push(Published { revision, manifest_sha256 });
        self.current = revision;
    }

    /// The newest revision that it knows.
    pub fn newest(&self) -> Option<RevisionNumber> {
        self.revisions.iter().map(|known| known.revision).max()
    }

    /// Closes it; `false` where it was closed already.
    pub fn close(&mut self, at: String) -> bool {
        let changes = self.state == State::Open;
        if changes {
            self.state = State::Closed;
            self.closings.push(Closing { became: State::Closed, revision: self.current, at, reason: None });
        }
        changes
    }

    /// Reopens it for a reason; `false` where it was open already.
    pub fn reopen(&mut self, at: String, reason: &str) -> bool {
        let changes = self.state == State::Closed;
        if changes {
            self.state = State::Open;
            self.reopened_because = Some(reason.to_owned());
            let reason = Some(reason.to_owned());
            self.closings.push(Closing { became: State::Open, revision: self.current, at, reason });
        }
        changes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_closed_once_and_reopened_with_its_reason_kept() {
        let mut current = Current::new("电商部", Period::month(2026, 11).unwrap());
        current.publish(RevisionNumber(1), "00".to_owned());
        assert!(current.close("2026-12-05T08:00:00Z".to_owned()));
        assert!(!current.close("2026-12-06T08:00:00Z".to_owned()));
        assert!(current.reopen("2026-12-07T08:00:00Z".to_owned(), "补录投诉"));
        assert!(!current.reopen("2026-12-07T09:00:00Z".to_owned(), "again"));
        assert_eq!((current.state, current.reopened_because.as_deref()), (State::Open, Some("补录投诉")));
        assert_eq!(current.closings.len(), 2);
    }
}
