//! Proving an archive: every byte against its hash, every input scored again and compared with its results.

mod chain;
mod folders;

use std::collections::BTreeMap;

use serde_json::Value;

use super::disk::{self, Kind};
use super::failure::Failure;
use super::journal::{Chain, Line, Seal, Told};
use super::lock::Shared;
use super::manifest::{self, ManifestOrigin};
use super::months::results_of;
use super::names::{ARCHIVE_FILE, JOURNAL_FILE, MANIFEST_FILE, RESULTS_FILE, RevisionNumber};
use super::store::{Archive, LAYOUT_WITHOUT_JOURNAL, Marker};
use super::workbooks::Workbooks;
use crate::period::Period;
use crate::pipeline::{Outputs, Submission};
use crate::problem::{Code, Place, Problem};
use folders::Seen;

/// What was proved, and what does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Revisions looked at.
    pub revisions: usize,
    /// Files whose hash was compared.
    pub files: usize,
    /// Inputs that were scored again.
    pub rescored: usize,
    /// Every difference, by department, period and revision.
    pub problems: Vec<Problem>,
}

/// Differences listed per revision; the first ones tell what happened, thousands would hide it.
const DIFFERENCES_SHOWN: usize = 20;

/// What a verification looks at, as it was when it began.
struct Sight {
    seen: Vec<Seen>,
    chain: Option<Chain>,
    begun: Option<Line>,
    told: BTreeMap<(String, Period), Told>,
}

impl Archive {
    /// Proves that the archive is as its acts left it: every folder and record against the journal, every file against its hash. Then
    /// every input is scored again over exactly the earlier revisions that its manifest names; a roll-up is made again from the
    /// months that it names. `seals` are those that were kept elsewhere.
    ///
    /// # Errors
    /// Where the machine fails to read; differences are findings, not errors.
    pub fn verify(&self, seals: &[Seal]) -> Result<Verification, Failure> {
        let mut done = Verification::default();
        let sight = {
            // What a writer is at must not look like what somebody did.
            let _writers_wait = Shared::acquire(&self.root, self.patience);
            let chain = noted(self.journal(), &mut done.problems)?.flatten();
            let begun = noted(self.begun(), &mut done.problems)?.flatten();
            let told = chain.as_ref().map(Chain::periods).unwrap_or_default();
            Sight { seen: self.look(&mut done.problems)?, chain, begun, told }
        };
        self.verify_marker(&sight, &mut done.problems)?;
        if let Some(chain) = &sight.chain {
            chain::compare(self, &sight.seen, chain, sight.begun.as_ref(), &mut done.problems);
        }
        chain::seals(sight.chain.as_ref(), seals, &mut done.problems);
        // A month is read for each of its roll-ups: once is enough, as long as its department is at hand.
        let workbooks = Workbooks::kept();
        let mut at_hand = "";
        for one in &sight.seen {
            if at_hand != one.folder {
                workbooks.forget();
                at_hand = &one.folder;
            }
            let begun = sight.begun.as_ref().is_some_and(|l| l.folder == one.folder && l.period == one.place.period);
            if one.record_sha256.is_none() && !begun {
                let problem = Problem::new(Code::RecordMissing, Place::File);
                done.problems.push(problem.with("path", one.place.record().display()));
            }
            for number in one.revisions.keys() {
                done.revisions = done.revisions.saturating_add(1);
                self.verify_revision(&sight, one, *number, &workbooks, &mut done)?;
            }
        }
        Ok(done)
    }

    /// `archive.json`, and whether there is a journal where there must be one.
    fn verify_marker(&self, sight: &Sight, problems: &mut Vec<Problem>) -> Result<(), Failure> {
        let layout = self.layout()?.unwrap_or_default();
        let path = self.root.join(ARCHIVE_FILE);
        let expected = manifest::pretty(&Marker { schema: layout.clone() }).unwrap_or_default();
        let without = layout == LAYOUT_WITHOUT_JOURNAL;
        // Only what was found when the journal began may stand in it before the marker says that there is one.
        let begins = |chain: &Chain| chain.lines.iter().all(|line| line.act == super::journal::Act::Found);
        let lowered = without && !sight.chain.as_ref().is_none_or(begins);
        if lowered || disk::read(&path)?.is_some_and(|bytes| bytes != expected.as_bytes()) {
            problems.push(Problem::new(Code::ArchiveFileAltered, Place::File).with("path", path.display()));
        }
        if sight.chain.is_none() && !sight.seen.is_empty() {
            problems.push(if without { Problem::new(Code::NoJournal, Place::File) } else { self.journal_missing() });
        }
        Ok(())
    }

    fn journal_missing(&self) -> Problem {
        Problem::new(Code::JournalMissing, Place::File).with("path", self.root.join(JOURNAL_FILE).display())
    }

    fn verify_revision(
        &self,
        sight: &Sight,
        one: &Seen,
        number: RevisionNumber,
        workbooks: &Workbooks,
        done: &mut Verification,
    ) -> Result<(), Failure> {
        let place = &one.place;
        let Some(manifest) = noted(place.manifest(number), &mut done.problems)? else { return Ok(()) };
        let shown = place.revision(number).join(MANIFEST_FILE);
        let mut intact = true;
        for field in folders::misplaced(&manifest, one, number) {
            intact = false;
            let problem = Problem::new(Code::ManifestContradicts, Place::File);
            done.problems.push(problem.with("path", shown.display()).with("field", field));
        }
        match &sight.chain {
            Some(chain) if chain::states_another_history(&manifest, number, one, (chain, &sight.told)) => {
                done.problems.push(Problem::new(Code::JournalOtherHistory, Place::File).with("path", shown.display()));
            }
            // A revision that says how far the journal reached was not written without one.
            None if manifest.journal.is_some() && !done.problems.contains(&self.journal_missing()) => {
                done.problems.push(self.journal_missing());
            }
            _ => {}
        }
        for path in manifest.files.keys() {
            done.files = done.files.saturating_add(1);
            intact &= noted(place.file(number, &manifest, path), &mut done.problems)?.is_some();
        }
        for (path, kind) in disk::all_below(&place.revision(number))? {
            // An empty folder from which every file is gone is told by its files.
            let emptied = || manifest.files.keys().any(|file| file.starts_with(&format!("{path}/")));
            let known =
                path == MANIFEST_FILE || manifest.files.contains_key(&path) || (kind == Kind::Folder && emptied());
            let code = match kind {
                Kind::Other => Code::ArchiveNotAFile,
                _ if known => continue,
                _ => Code::ArchiveFileUnknown,
            };
            let problem = Problem::new(code, Place::File).with("path", place.revision(number).join(&path).display());
            if !done.problems.contains(&problem) {
                done.problems.push(problem);
            }
        }
        // Figures of files that are known to be altered prove nothing.
        if !intact {
            return Ok(());
        }
        let again = match &manifest.origin {
            ManifestOrigin::Workbook { path, .. } => {
                let bytes = place.file(number, &manifest, path)?;
                let history = noted(self.history_of(&manifest, workbooks), &mut done.problems)?;
                history.map(|history| results_of(Submission::read(&bytes).score(history, Outputs::SummaryOnly)))
            }
            ManifestOrigin::RollUp { .. } => {
                noted(self.rolled_up_again(&manifest, workbooks), &mut done.problems)?.flatten()
            }
        };
        if let Some(again) = again {
            let archived = place.file(number, &manifest, RESULTS_FILE)?;
            done.rescored = done.rescored.saturating_add(1);
            done.problems.extend(compared(&manifest, number, &archived, again));
        }
        Ok(())
    }
}

/// A value, or `None` with its refusal among the problems; machine failures go on up.
fn noted<T>(read: Result<T, Failure>, problems: &mut Vec<Problem>) -> Result<Option<T>, Failure> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(Failure::Refused { problem, .. }) => {
            // A roll-up reads its months again: what is wrong with one has been said.
            if !problems.contains(&problem) {
                problems.push(*problem);
            }
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

fn compared(
    manifest: &manifest::Manifest,
    number: RevisionNumber,
    archived: &[u8],
    now: Result<String, Vec<Problem>>,
) -> Vec<Problem> {
    let revision = format!("{} {}/{number}", manifest.department, manifest.period);
    let now = match now {
        Ok(text) => text,
        Err(problems) => {
            let mut all = vec![Problem::new(Code::InputNoLongerScores, Place::File).with("revision", revision)];
            all.extend(problems);
            return all;
        }
    };
    if manifest::sha256(archived) == manifest::sha256(now.as_bytes()) {
        return Vec::new();
    }
    let parsed = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap_or_default();
    let mut differences = Vec::new();
    compare("", &parsed(archived), &parsed(now.as_bytes()), &mut differences);
    if differences.is_empty() {
        // The same figures written in another way.
        differences.push((RESULTS_FILE.to_owned(), manifest::sha256(archived), manifest::sha256(now.as_bytes())));
    }
    let shown = differences.into_iter().take(DIFFERENCES_SHOWN);
    shown
        .map(|(place, before, after)| {
            Problem::new(Code::ResultsDiffer, Place::File)
                .with("revision", &revision)
                .with("where", place)
                .with("archived", before)
                .with("now", after)
        })
        .collect()
}

/// The leaves in which two JSON values differ: path, first, second. People, roles and KPIs are named, not numbered.
fn compare(path: &str, a: &Value, b: &Value, found: &mut Vec<(String, String, String)>) {
    match (a, b) {
        (Value::Object(first), Value::Object(second)) => {
            let missing = second.keys().filter(|key| !first.contains_key(*key));
            for key in first.keys().chain(missing) {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let of = |object: &serde_json::Map<String, Value>| object.get(key).cloned().unwrap_or_default();
                compare(&below, &of(first), &of(second), found);
            }
        }
        (Value::Array(first), Value::Array(second)) => {
            for at in 0..first.len().max(second.len()) {
                let of = |list: &[Value]| list.get(at).cloned().unwrap_or_default();
                let (one, other) = (of(first), of(second));
                let named = ["id", "role", "name", "grade"].iter().find_map(|key| one.get(key)?.as_str());
                let label = named.map_or_else(|| at.to_string(), str::to_owned);
                compare(&format!("{path}[{label}]"), &one, &other, found);
            }
        }
        _ if a != b => {
            let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            found.push((path.to_owned(), shown(a), shown(b)));
        }
        _ => {}
    }
}
