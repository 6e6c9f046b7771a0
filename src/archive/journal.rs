//! `journal.jsonl`: one line an act, each with the hash of the line before, so that none can be changed, taken out or slipped in
//! without breaking the chain. Whoever rewrites the whole chain is found by a [`Seal`] that was kept elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::current::State;
use super::manifest::sha256;
use super::names::RevisionNumber;
use crate::period::Period;
pub use crate::revision::Seal;

/// The version of a journal's line.
pub const SCHEMA: &str = "scorebook/journal/1";

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// A revision was there before the journal began; an older version of the program wrote it.
    Found,
    /// A workbook's revision was published.
    Revision,
    /// A roll-up's revision was published.
    RollUp,
    /// A period was closed.
    Close,
    /// A closed period was reopened.
    Reopen,
}

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// [`SCHEMA`].
    pub schema: String,
    /// Its number, from 1.
    pub number: u64,
    /// When, as RFC 3339 in UTC.
    pub at: String,
    /// Who, as the system tells it.
    pub user: String,
    /// On which machine.
    pub host: String,
    /// The version of the program.
    pub program: String,
    /// What was done.
    pub act: Act,
    /// The department as typed.
    pub department: String,
    /// Its folder in the archive.
    pub folder: String,
    /// Which period.
    pub period: Period,
    /// The revision that the act published, or that counted when the period was closed or reopened. Absent where what was found
    /// could not be read.
    pub revision: Option<RevisionNumber>,
    /// SHA-256 of the revision's manifest, which holds the hashes of all its files.
    pub manifest_sha256: Option<String>,
    /// Why, where the act has a reason.
    pub reason: Option<String>,
    /// SHA-256 of the period's `current.json` after the act.
    pub record_sha256: String,
    /// SHA-256 of the line before; zeros in the first.
    pub before: String,
}

impl Line {
    /// Its text, without the line break.
    ///
    /// # Errors
    /// Never for values of this type; the serialiser's signature has one.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}

/// A journal as it stands, read to its end whatever is wrong with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// Every line that can be read, in order.
    pub lines: Vec<Line>,
    /// Where the chain does not hold: the line's number, counted from 1, and how.
    pub breaks: Vec<(u64, Break)>,
    /// SHA-256 of every line, readable or not.
    hashes: Vec<String>,
    /// Bytes behind the last line break: what a crash left of a line.
    pub torn: Vec<u8>,
}

/// How a chain does not hold at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// It is no line of a journal.
    Unreadable(String),
    /// It does not follow on the line before: that one was changed, or lines were taken out, slipped in or reordered.
    Follows,
}

impl Chain {
    /// Reads the bytes of a journal.
    pub fn read(bytes: &[u8]) -> Self {
        let mut chain = Self::default();
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (line, behind) = rest.split_at(end);
            chain.take(line);
            rest = behind.get(1..).unwrap_or_default();
        }
        chain.torn = rest.to_vec();
        chain
    }

    fn take(&mut self, bytes: &[u8]) {
        let seal = self.end();
        let number = seal.lines.saturating_add(1);
        match parsed(bytes) {
            Ok(line) => {
                if line.before != seal.sha256 || line.number != number {
                    self.breaks.push((number, Break::Follows));
                }
                self.lines.push(line);
            }
            Err(reason) => self.breaks.push((number, Break::Unreadable(reason))),
        }
        self.hashes.push(sha256(bytes));
    }

    /// How far it reaches.
    pub fn end(&self) -> Seal {
        match self.hashes.last() {
            Some(last) => Seal { lines: u64::try_from(self.hashes.len()).unwrap_or(u64::MAX), sha256: last.clone() },
            None => Seal::of_nothing(),
        }
    }

    /// Whether the sealed line stands in it as it was sealed.
    pub fn holds(&self, seal: &Seal) -> bool {
        match usize::try_from(seal.lines).ok().and_then(|lines| lines.checked_sub(1)) {
            None => *seal == Seal::of_nothing(),
            Some(last) => self.hashes.get(last) == Some(&seal.sha256),
        }
    }

    /// What the acts left of each period, by folder and period.
    pub fn periods(&self) -> BTreeMap<(String, Period), Told> {
        let mut periods: BTreeMap<(String, Period), Told> = BTreeMap::new();
        for line in &self.lines {
            let told = periods.entry((line.folder.clone(), line.period)).or_default();
            told.department.clone_from(&line.department);
            told.record_sha256.clone_from(&line.record_sha256);
            told.last = Some(line.clone());
            if let (Some(revision), Some(sha256)) = (line.revision, &line.manifest_sha256)
                && matches!(line.act, Act::Found | Act::Revision | Act::RollUp)
            {
                told.revisions.insert(revision, (sha256.clone(), line.number));
            }
            match line.act {
                Act::Close => told.closings.push(State::Closed),
                Act::Reopen => told.closings.push(State::Open),
                Act::Found => told.found = true,
                Act::Revision | Act::RollUp => {}
            }
        }
        periods
    }
}

/// What a journal says of a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The department as typed.
    pub department: String,
    /// Every published revision: the hash of its manifest, and the line that says so.
    pub revisions: BTreeMap<RevisionNumber, (String, u64)>,
    /// What the period became by each closing and reopening, in their order.
    pub closings: Vec<State>,
    /// Whether it was there before the journal, perhaps with closings that no line tells of.
    pub found: bool,
    /// The hash of `current.json` after the last act.
    pub record_sha256: String,
    /// The last act.
    pub last: Option<Line>,
}

/// A line of a journal, or why it is none.
pub(super) fn parsed(bytes: &[u8]) -> Result<Line, String> {
    let line: Line = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if line.schema == SCHEMA { Ok(line) } else { Err(line.schema) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(acts: &[(&str, Act)]) -> Vec<u8> {
        let mut text = Vec::new();
        for (period, act) in acts {
            let end = Chain::read(&text).end();
            let line = Line {
                schema: SCHEMA.to_owned(),
                number: end.lines.saturating_add(1),
                at: "2026-12-05T08:00:00Z".to_owned(),
                user: "lin".to_owned(),
                host: "office-1".to_owned(),
                program: "0.1.0".to_owned(),
                act: *act,
                department: "电商部".to_owned(),
                folder: "电商部".to_owned(),
                period: period.parse().unwrap(),
                revision: Some(RevisionNumber(1)),
                manifest_sha256: Some(sha256(period.as_bytes())),
                reason: None,
                record_sha256: sha256(act_name(*act).as_bytes()),
                before: end.sha256,
            };
            text.extend_from_slice(line.to_json().unwrap().as_bytes());
            text.push(b'\n');
        }
        text
    }

    fn act_name(act: Act) -> String {
        format!("{act:?}")
    }

    const YEAR: [(&str, Act); 4] =
        [("2026-09", Act::Revision), ("2026-10", Act::Revision), ("2026-09", Act::Close), ("2026-09", Act::Reopen)];

    #[test]
    fn a_whole_chain_has_no_breaks_and_tells_what_was_left_of_each_period() {
        let chain = Chain::read(&journal(&YEAR));
        assert_eq!((chain.breaks.clone(), chain.lines.len(), chain.end().lines), (Vec::new(), 4, 4));
        let periods = chain.periods();
        assert_eq!(periods.len(), 2);
        let september = &periods[&("电商部".to_owned(), "2026-09".parse().unwrap())];
        assert_eq!(september.last.as_ref().map(|line| line.act), Some(Act::Reopen));
        assert_eq!(september.revisions[&RevisionNumber(1)].1, 1);
        assert_eq!((september.closings.as_slice(), september.found), ([State::Closed, State::Open].as_slice(), false));
    }

    #[test]
    fn whatever_is_done_to_a_line_but_the_last_breaks_the_chain() {
        let whole = String::from_utf8(journal(&YEAR)).unwrap();
        let lines: Vec<&str> = whole.lines().collect();
        let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        let changed = whole.replacen("lin", "wei", 1);
        let removed = joined(&[lines[0], lines[2], lines[3]]);
        let first_gone = joined(&lines[1..]);
        let doubled = joined(&[lines[0], lines[1], lines[1], lines[2], lines[3]]);
        let swapped = joined(&[lines[0], lines[2], lines[1], lines[3]]);
        let spaced = whole.replacen("{\"schema\"", "{ \"schema\"", 1);
        let blank = joined(&[lines[0], "", lines[1], lines[2], lines[3]]);
        for (what, text) in [
            ("changed", changed),
            ("removed", removed),
            ("first gone", first_gone),
            ("doubled", doubled),
            ("swapped", swapped),
            ("spaced", spaced),
            ("blank", blank),
        ] {
            assert!(!Chain::read(text.as_bytes()).breaks.is_empty(), "{what}");
        }
    }

    #[test]
    fn a_seal_finds_what_a_chain_alone_can_t() {
        let whole = journal(&YEAR);
        let seal = Chain::read(&whole).end();
        // The last line is held by nothing behind it.
        let whole = String::from_utf8(whole).unwrap();
        let (before, behind) = whole.rsplit_once("lin").unwrap();
        let last_changed = format!("{before}wei{behind}");
        let chain = Chain::read(last_changed.as_bytes());
        assert!(chain.breaks.is_empty() && !chain.holds(&seal));
        let shorter = journal(&YEAR[..3]);
        assert!(!Chain::read(&shorter).holds(&seal));
        // Written anew from the first line on.
        let anew = journal(&[("2026-08", Act::Revision), YEAR[1], YEAR[2], YEAR[3]]);
        assert!(Chain::read(&anew).breaks.is_empty() && !Chain::read(&anew).holds(&seal));
        // Honest acts go on behind a seal.
        let longer = journal(&[YEAR.as_slice(), &[("2026-11", Act::Revision)]].concat());
        assert!(Chain::read(&longer).holds(&seal));
    }

    #[test]
    fn a_seal_is_read_as_people_hand_it_on() {
        let seal = Chain::read(&journal(&YEAR)).end();
        let word = seal.to_string();
        assert_eq!(format!(" {}\r\n", word.to_uppercase()).parse::<Seal>(), Ok(seal));
        assert_eq!(Seal::of_nothing().to_string().parse::<Seal>(), Ok(Seal::of_nothing()));
        let mut cut = word.clone();
        cut.pop();
        let of_line_0 = word.replace("/4/", "/0/");
        for wrong in
            ["", "4", &cut, word.trim_start_matches('s'), &word.replace("/4/", "/+4/"), &of_line_0, &format!("{word}0")]
        {
            assert!(wrong.parse::<Seal>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_a_crash_left_of_a_line_stands_apart() {
        let whole = journal(&YEAR);
        let (cut, _) = whole.split_at(whole.len().saturating_sub(7));
        let chain = Chain::read(cut);
        assert_eq!((chain.lines.len(), chain.breaks.len()), (3, 0));
        assert!(!chain.torn.is_empty());
    }
}
