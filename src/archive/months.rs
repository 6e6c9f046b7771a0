//! Archived months for a roll-up, and a roll-up's results made again from the months that its manifest names.

use serde_json::Value;

use super::failure::Failure;
use super::manifest::{Manifest, ManifestOrigin, OWN_MONTHS};
use super::names::{RESULTS_FILE, RevisionNumber, RevisionRef};
use super::store::Archive;
use super::workbooks::Workbooks;
use crate::error::Error;
use crate::history::History;
use crate::period::{Period, Span};
use crate::pipeline::{Method, Month, Outputs, Scoring, decided, measured_again, roll_up};
use crate::problem::{Code, Place, Problem};

impl Archive {
    /// A month as archived: its workbook read again, and what was archived of it.
    ///
    /// # Errors
    /// Where the revision is missing or altered, or its workbook can no longer be read.
    pub fn month(&self, department: &str, revision: RevisionRef) -> Result<Month, Failure> {
        self.month_of(department, revision, &Workbooks::default())
    }

    fn month_of(&self, department: &str, revision: RevisionRef, workbooks: &Workbooks) -> Result<Month, Failure> {
        let facts = self.facts(department, revision)?;
        let unreadable = || {
            let problem = Problem::new(Code::InputNoLongerScores, Place::File);
            Failure::with_problem(&self.root, problem.with("revision", format!("{department} {revision}")))
        };
        let ManifestOrigin::Workbook { path, .. } = self.manifest(department, revision)?.origin else {
            return Err(unreadable());
        };
        let workbook = workbooks.read(&self.file(department, revision, &path)?).ok_or_else(unreadable)?;
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
        workbooks: &Workbooks,
    ) -> Result<Option<Result<String, Vec<Problem>>>, Failure> {
        let ManifestOrigin::RollUp { method, months } = &manifest.origin else { return Ok(None) };
        let Some(method) = Method::named(method) else { return Ok(None) };
        let mut found = Vec::new();
        for revision in months {
            found.push(self.month_of(&manifest.department, *revision, workbooks)?);
        }
        // Only KPIs computed again can grow over anything.
        let history = match method {
            Method::Measures => self.history_of(manifest, workbooks)?,
            Method::Mean | Method::Days => self.totals_of(manifest)?,
        };
        let Some(mut rolled) = roll_up(manifest.period, method, &found) else { return Ok(None) };
        if !manifest.settings.contains_key(OWN_MONTHS.0) {
            rolled = rolled.without_own_targets();
        }
        Ok(Some(results_of(rolled.score(history, Outputs::SummaryOnly))))
    }
}

/// The text of `results.json`, or what stands against it.
pub(super) fn results_of(scoring: Scoring) -> Result<String, Vec<Problem>> {
    match &scoring.scored {
        Some(scored) => Ok(scored.results_json()),
        None => Err(scoring.against()),
    }
}

impl Archive {
    /// A history whose longer periods can be grown over, whichever method rolled them up: a mean of totals holds no measures, so
    /// those of its months stand in their place, combined as they would be for the longer period. Also which months it lacks.
    ///
    /// # Errors
    /// Where a month is missing or altered, or its workbook can no longer be read.
    pub(super) fn grown(
        &self,
        department: &str,
        mut history: History,
        workbooks: &Workbooks,
    ) -> Result<History, Failure> {
        let longer = [&mut history.previous, &mut history.year_ago].into_iter().flatten();
        for past in longer.filter(|past| past.period.span() != Span::Month) {
            let revision = RevisionRef { period: past.period, revision: RevisionNumber(past.revision) };
            let ManifestOrigin::RollUp { method, months } = self.manifest(department, revision)?.origin else {
                continue;
            };
            let there: Vec<Period> = months.iter().map(|month| month.period).collect();
            past.missing_months = past.period.months().into_iter().filter(|month| !there.contains(month)).collect();
            if Method::named(&method) == Some(Method::Measures) {
                continue;
            }
            let mut found = Vec::new();
            for month in months {
                found.push(self.month_of(department, month, workbooks)?);
            }
            measured_again(past, &found);
        }
        Ok(history)
    }
}
