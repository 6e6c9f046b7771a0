//! Archived months for a roll-up, and a roll-up's results made again from the months that its manifest names.

use std::collections::BTreeMap;

use serde_json::Value;

use super::failure::Failure;
use super::manifest::{Manifest, ManifestOrigin};
use super::names::{RESULTS_FILE, RevisionRef};
use super::publish::Reader;
use super::store::Archive;
use crate::diagnostic::{Code, Place, Problem, has_errors};
use crate::error::Error;
use crate::report::results;
use crate::rollup::{self, Decided, Method, Month};
use crate::score;

impl Archive {
    /// A month as archived: its workbook read again, and what was archived of it.
    ///
    /// # Errors
    /// Where the revision is missing or altered, or its workbook can no longer be read.
    pub fn month(&self, department: &str, revision: RevisionRef, read: Reader<'_>) -> Result<Month, Failure> {
        let facts = self.facts(department, revision)?;
        let unreadable = || {
            let problem = Problem::new(Code::InputNoLongerScores, Place::File);
            Failure::with_problem(&self.root, problem.with("revision", format!("{department} {revision}")))
        };
        let ManifestOrigin::Workbook { path, .. } = self.manifest(department, revision)?.origin else {
            return Err(unreadable());
        };
        let workbook = read(&self.file(department, revision, &path)?).ok_or_else(unreadable)?;
        let results: Value = serde_json::from_slice(&self.file(department, revision, RESULTS_FILE)?)
            .map_err(|error| Error::Internal(format!("{revision}: {error}")))?;
        Ok(Month { department: workbook, facts, decided: decided(&results) })
    }

    /// The text of `results.json` that the months named by a roll-up's manifest give again, or the errors against it.
    /// `None` for a revision that is no roll-up of a method that this version knows.
    ///
    /// # Errors
    /// Where one of the revisions is missing, altered or no longer readable.
    pub(super) fn rolled_up_again(
        &self,
        manifest: &Manifest,
        read: Reader<'_>,
    ) -> Result<Option<Result<String, Vec<Problem>>>, Failure> {
        let ManifestOrigin::RollUp { method, months } = &manifest.origin else { return Ok(None) };
        let Some(method) = Method::named(method) else { return Ok(None) };
        let mut found = Vec::new();
        for revision in months {
            found.push(self.month(&manifest.department, *revision, read)?);
        }
        let history = self.history_of(manifest)?;
        let Some(rolled) = rollup::department(manifest.period, method, &found) else { return Ok(None) };
        let scored = score::score(&rolled.department, &history);
        Ok(Some(if has_errors(&rolled.problems) || has_errors(&scored.problems) {
            Err(rolled.problems.into_iter().chain(scored.problems).collect())
        } else {
            Ok(results::to_json(&rolled.department, &scored))
        }))
    }
}

/// Whose total a veto or a calibration decided, as `results.json` says.
fn decided(results: &Value) -> BTreeMap<String, Decided> {
    let people = results.get("people").and_then(Value::as_array).into_iter().flatten();
    let is = |person: &Value, name: &str| person.get(name).and_then(Value::as_bool).unwrap_or_default();
    people
        .filter_map(|person| {
            let how = if is(person, "vetoed") {
                Decided::Veto
            } else if is(person, "calibrated") {
                Decided::Calibration
            } else {
                return None;
            };
            Some((person.get("id")?.as_str()?.to_owned(), how))
        })
        .collect()
}
