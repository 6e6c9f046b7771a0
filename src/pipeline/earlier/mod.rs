//! What earlier periods left, for a host without an archive of its own: taken from the files that hold it, and grown by what is scored.

mod container;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Provenance, Scored, Submission, decided, measured_again};
use crate::error::Error;
use crate::history::{History, PastPeriod};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::revision::current::{Current, State};
use crate::revision::manifest::{self, Manifest, ManifestOrigin};
use crate::revision::names::{RevisionNumber, RevisionRef, folded_department};
use crate::revision::{Origin, Seal, versioned};
use crate::rollup::{Method, Month};

/// The version of the file that [`Earlier::carried_on`] writes.
const SCHEMA: &str = "scorebook/carried/1";

/// The ending of that file's name.
const ENDING: &str = ".facts.json";

/// Earlier periods of departments: an archive as a value. Read from the zip of an archive, from results of before, or grown by
/// [`Self::keep`].
///
/// ```
/// use scorebook::pipeline::{Earlier, Outputs, Provenance, Submission};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let october: &[u8] = include_bytes!("../../../samples/live-commerce-zh-CN-2026-10.xlsx");
/// let november = Submission::read(include_bytes!("../../../samples/live-commerce-zh-CN-2026-11.xlsx"));
/// let mut earlier = Earlier::default();
/// let scored = Submission::read(october).score(Default::default(), Outputs::All).scored.ok_or("no errors")?;
/// earlier.keep(&scored, &Provenance::workbook("october.xlsx", october.to_vec()));
/// // A file to keep until next month, and back again.
/// let (name, text) = Earlier::carried_on(&scored)?;
/// assert_eq!(name, "2026-10.facts.json");
/// let mut again = Earlier::default();
/// assert!(again.read(&name, text.as_bytes()).is_empty());
/// let (department, period) = (november.name.clone().ok_or("named")?, november.period.ok_or("dated")?);
/// let history = again.history(&department, period);
/// assert!(history.as_ref().is_ok_and(|history| history.previous.is_some()));
/// assert_eq!(history, earlier.history(&department, period));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// By folded department.
    departments: BTreeMap<String, BTreeMap<Period, Known>>,
    /// How far the journal reached of the archive that was read.
    journal: Option<Seal>,
}

/// What is known of a period.
#[derive(Debug, Clone)]
struct Known {
    facts: PastPeriod,
    /// The newest revision that the archive has of it.
    newest: RevisionNumber,
    closed: bool,
    /// Of the revision that counts, where it comes from an archive.
    manifest: Option<Manifest>,
    /// The months that it was rolled up of, where that was by their totals and they lie in the same file.
    months: Option<Vec<KeptMonth>>,
    /// The file that it comes from; `None` for what was scored here.
    file: Option<String>,
}

/// A month as archived.
#[derive(Debug, Clone)]
struct KeptMonth {
    workbook: Arc<[u8]>,
    results: Arc<[u8]>,
    facts: PastPeriod,
}

impl KeptMonth {
    fn read(&self) -> Option<Month> {
        let department = Submission::read(&self.workbook).department?;
        let decided = decided(&serde_json::from_slice(&self.results).ok()?);
        Some(Month { department, facts: self.facts.clone(), decided })
    }
}

/// A period's facts in a file of their own.
#[derive(Serialize, Deserialize)]
struct Carried {
    schema: String,
    department: String,
    /// Of the facts as compact JSON: what was changed by hand is found.
    sha256: String,
    facts: PastPeriod,
}

impl Earlier {
    /// Whether bytes are of a kind that [`Self::read`] is for rather than a workbook: a zip that is none, or one of our JSON files.
    ///
    /// ```
    /// use scorebook::pipeline::Earlier;
    ///
    /// assert!(!Earlier::is_meant("november.xlsx", include_bytes!("../../../samples/live-commerce-en-2026-11.xlsx")));
    /// assert!(Earlier::is_meant("2026-10.facts.json", b"{}"));
    /// ```
    pub fn is_meant(name: &str, bytes: &[u8]) -> bool {
        let name = name.to_lowercase();
        name.ends_with(".json") || name.ends_with(".zip") && bytes.starts_with(b"PK")
    }

    /// Takes in a file: the zip of an archive or of results of before, `facts.json` of a period with its department. Everything that
    /// stands against it is given back, and then nothing of it is taken.
    pub fn read(&mut self, name: &str, bytes: &[u8]) -> Vec<Problem> {
        let found = if bytes.starts_with(b"PK") {
            container::read(name, bytes)
        } else {
            carried(name, bytes).map(|(department, known)| Found { periods: vec![(department, known)], journal: None })
        };
        match found {
            Ok(found) => self.take(name, found),
            Err(problem) => vec![problem],
        }
    }

    fn take(&mut self, name: &str, found: Found) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let (Some(mine), Some(theirs)) = (&self.journal, &found.journal)
            && mine != theirs
        {
            problems.push(Problem::new(Code::TwoArchives, Place::File).with("file", name));
        }
        for (department, known) in &found.periods {
            let before = self.departments.get(&folded_department(department));
            let Some(before) = before.and_then(|periods| periods.get(&known.facts.period)) else { continue };
            if without_number(&before.facts) != without_number(&known.facts) {
                let other = before.file.clone().unwrap_or_default();
                problems.push(
                    Problem::new(Code::EarlierTwice, Place::File)
                        .with("department", department)
                        .with("period", known.facts.period)
                        .with("other", other),
                );
            }
        }
        if problems.is_empty() {
            self.journal = found.journal.or(self.journal.take());
            for (department, known) in found.periods {
                let periods = self.departments.entry(folded_department(&department)).or_default();
                // Of two that say the same, the archive's has its manifest too.
                let kept = periods.get(&known.facts.period).is_some_and(|before| before.manifest.is_some());
                if !kept {
                    periods.insert(known.facts.period, known);
                }
            }
        }
        problems
    }

    /// The departments and periods that are known, as they were folded: `(department, period)`.
    pub fn periods(&self) -> impl Iterator<Item = (&str, Period)> {
        self.departments.iter().flat_map(|(name, periods)| periods.keys().map(move |period| (name.as_str(), *period)))
    }

    /// What earlier periods say to a department's period.
    ///
    /// # Errors
    /// A refusal where the period would grow over one that was rolled up, and its months are not in the file that holds it.
    pub fn history(&self, department: &str, period: Period) -> Result<History, Problem> {
        let known = self.departments.get(&folded_department(department));
        let of = |at: Period| known.and_then(|periods| periods.get(&at));
        let mut history = History::of(
            period,
            History::wanted(period).into_iter().filter_map(|at| of(at).map(|known| known.facts.clone())),
        );
        for past in [&mut history.previous, &mut history.year_ago].into_iter().flatten() {
            let Some(known) = of(past.period) else { continue };
            past.missing_months = known.gaps();
            if !known.rolled_by_totals() {
                continue;
            }
            let refused = || {
                let problem = Problem::new(Code::EarlierRolledUp, Place::File);
                problem.with("department", department).with("period", past.period)
            };
            let months = known.months.as_deref().ok_or_else(refused)?;
            let months: Option<Vec<Month>> = months.iter().map(KeptMonth::read).collect();
            measured_again(past, &months.ok_or_else(refused)?);
        }
        Ok(history)
    }

    /// Whether a result may follow on what is known: a closed period takes no other one.
    ///
    /// # Errors
    /// The refusal of the archive.
    pub fn admits(&self, scored: &Scored, from: &Provenance) -> Result<(), Problem> {
        match self.of(scored).filter(|known| known.closed && !known.rests_on(scored, from.origin())) {
            None => Ok(()),
            Some(_) => Err(Problem::new(Code::PeriodClosed, Place::File)
                .with("department", &scored.department().appraisal.department)
                .with("period", scored.department().appraisal.period)),
        }
    }

    /// How far the archive's journal reached, as the files of a result say it; `None` where no archive was read.
    pub fn journal_for(&self, scored: &Scored, from: &Provenance) -> Option<Seal> {
        let now = self.journal.clone()?;
        match self.of(scored).filter(|known| known.rests_on(scored, from.origin())) {
            // The same input gives the same bytes again.
            Some(Known { manifest: Some(manifest), .. }) => manifest.journal.clone(),
            _ => Some(now),
        }
    }

    /// Keeps what a result says to later periods, under the revision's number that an archive would give it.
    pub fn keep(&mut self, scored: &Scored, from: &Provenance) {
        let known = self.of(scored);
        let same = known.filter(|known| match known.manifest {
            Some(_) => known.rests_on(scored, from.origin()),
            None => without_number(&known.facts) == without_number(&scored.facts()),
        });
        let newest = match (same, known) {
            (Some(_), _) => return,
            (None, Some(known)) => known.newest.next(),
            (None, None) => RevisionNumber::FIRST,
        };
        let appraisal = &scored.department().appraisal;
        let facts = PastPeriod { revision: newest.0, ..scored.facts() };
        let known = Known { facts, newest, closed: false, manifest: None, months: None, file: None };
        self.departments.entry(folded_department(&appraisal.department)).or_default().insert(appraisal.period, known);
    }

    fn of(&self, scored: &Scored) -> Option<&Known> {
        let appraisal = &scored.department().appraisal;
        self.departments.get(&folded_department(&appraisal.department))?.get(&appraisal.period)
    }

    /// What a result says to later periods as a file to keep: its name, which stands beside the period's folder, and its text.
    ///
    /// # Errors
    /// Never for values of this type; the serialiser's signature has one.
    pub fn carried_on(scored: &Scored) -> Result<(String, String), Error> {
        let appraisal = &scored.department().appraisal;
        let facts = PastPeriod { revision: RevisionNumber::FIRST.0, ..scored.facts() };
        let internal = |error: serde_json::Error| Error::Internal(error.to_string());
        let carried = Carried {
            schema: SCHEMA.to_owned(),
            department: appraisal.department.clone(),
            sha256: sha256_of(&facts).map_err(internal)?,
            facts,
        };
        let text = manifest::pretty(&carried).map_err(internal)?;
        Ok((format!("{}{ENDING}", appraisal.period), text))
    }
}

impl Known {
    /// The months that it was rolled up of.
    fn months_of(&self) -> &[RevisionRef] {
        match self.manifest.as_ref().map(|manifest| &manifest.origin) {
            Some(ManifestOrigin::RollUp { months, .. }) => months,
            _ => &[],
        }
    }

    /// Whether it was rolled up by its months' totals, which hold no measures.
    fn rolled_by_totals(&self) -> bool {
        matches!(self.manifest.as_ref().map(|manifest| &manifest.origin), Some(ManifestOrigin::RollUp { method, .. })
            if Method::named(method) != Some(Method::Measures))
    }

    /// The months that a roll-up lacked, which its manifest tells.
    fn gaps(&self) -> Vec<Period> {
        let there: Vec<Period> = self.months_of().iter().map(|month| month.period).collect();
        let all = if there.is_empty() { Vec::new() } else { self.facts.period.months() };
        all.into_iter().filter(|month| !there.contains(month)).collect()
    }

    fn rests_on(&self, scored: &Scored, origin: &Origin) -> bool {
        let read = manifest::revisions_read(scored.history());
        self.manifest.as_ref().is_some_and(|manifest| manifest.rests_on(&origin.in_manifest(""), &read))
    }

    fn archived(facts: PastPeriod, current: &Current, manifest: Manifest, file: &str) -> Self {
        Self {
            newest: current.newest().unwrap_or(current.current).max(current.current),
            closed: current.state == State::Closed,
            manifest: Some(manifest),
            months: None,
            file: Some(file.to_owned()),
            facts,
        }
    }
}

/// What a file holds.
struct Found {
    periods: Vec<(String, Known)>,
    journal: Option<Seal>,
}

/// A file of [`Earlier::carried_on`].
fn carried(name: &str, bytes: &[u8]) -> Result<(String, Known), Problem> {
    let read: Carried = versioned::read(name, bytes, SCHEMA)?;
    let altered = || Problem::new(Code::ArchiveFileAltered, Place::File).with("path", name);
    if sha256_of(&read.facts).ok().as_ref() != Some(&read.sha256) {
        return Err(altered());
    }
    let newest = RevisionNumber(read.facts.revision.max(1));
    let facts = PastPeriod { revision: newest.0, ..read.facts };
    Ok((
        read.department,
        Known { facts, newest, closed: false, manifest: None, months: None, file: Some(name.to_owned()) },
    ))
}

fn sha256_of(facts: &PastPeriod) -> Result<String, serde_json::Error> {
    serde_json::to_vec(facts).map(|bytes| manifest::sha256(&bytes))
}

fn without_number(facts: &PastPeriod) -> PastPeriod {
    PastPeriod { revision: 0, missing_months: Vec::new(), ..facts.clone() }
}
