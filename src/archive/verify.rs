//! Proving an archive: every byte against its hash, every input scored again and compared with its results.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value;

use super::disk;
use super::failure::Failure;
use super::folder::PeriodFolder;
use super::manifest::{self, Manifest, ManifestOrigin};
use super::names::{MANIFEST_FILE, RESULTS_FILE, RevisionNumber};
use super::publish::Reader;
use super::store::Archive;
use crate::diagnostic::{Code, Place, Problem};
use crate::history::History;

/// Scores a workbook's bytes over a history again and gives the text of `results.json`, or the errors that stand against it.
pub type Rescore<'a> = &'a dyn Fn(&[u8], &History) -> Result<String, Vec<Problem>>;

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

impl Archive {
    /// Compares every file with its hash, and scores every input again over exactly the earlier revisions that its manifest
    /// names; a roll-up is made again from the months that it names. `read` reads an archived workbook as a department.
    ///
    /// # Errors
    /// Where the machine fails to read; differences are findings, not errors.
    pub fn verify(&self, rescore: Rescore<'_>, read: Reader<'_>) -> Result<Verification, Failure> {
        let mut done = Verification::default();
        for folder in self.department_folders()? {
            // A month is read for each of its roll-ups: once is enough.
            let known = RefCell::new(BTreeMap::new());
            let read =
                |bytes: &[u8]| known.borrow_mut().entry(manifest::sha256(bytes)).or_insert_with(|| read(bytes)).clone();
            for place in self.period_folders(&folder)? {
                let Some(state) = noted(place.state(), &mut done.problems)?.flatten() else { continue };
                let recorded = state.revisions.iter().map(|known| known.revision);
                let mut numbers: Vec<RevisionNumber> = recorded.chain(place.revisions_present()?).collect();
                numbers.sort();
                numbers.dedup();
                for number in numbers {
                    done.revisions = done.revisions.saturating_add(1);
                    self.verify_revision(&place, number, (rescore, &read), &mut done)?;
                }
            }
        }
        Ok(done)
    }

    fn verify_revision(
        &self,
        place: &PeriodFolder,
        number: RevisionNumber,
        (rescore, read): (Rescore<'_>, Reader<'_>),
        done: &mut Verification,
    ) -> Result<(), Failure> {
        let Some(manifest) = noted(place.manifest(number), &mut done.problems)? else { return Ok(()) };
        let mut intact = true;
        for path in manifest.files.keys() {
            done.files = done.files.saturating_add(1);
            intact &= noted(place.file(number, &manifest, path), &mut done.problems)?.is_some();
        }
        for path in disk::files_below(&place.revision(number))? {
            if path != MANIFEST_FILE && !manifest.files.contains_key(&path) {
                let shown = place.revision(number).join(&path);
                done.problems.push(Problem::new(Code::ArchiveFileUnknown, Place::File).with("path", shown.display()));
            }
        }
        // Figures of files that are known to be altered prove nothing.
        if !intact {
            return Ok(());
        }
        let again = match &manifest.origin {
            ManifestOrigin::Workbook { path, .. } => {
                let bytes = place.file(number, &manifest, path)?;
                noted(self.history_of(&manifest, read), &mut done.problems)?.map(|history| rescore(&bytes, &history))
            }
            ManifestOrigin::RollUp { .. } => {
                noted(self.rolled_up_again(&manifest, read), &mut done.problems)?.flatten()
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
    manifest: &Manifest,
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
