//! `manifest.json`: what a revision consists of and rests on. The same file stands in the output folder of `run`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::changes::{Area, Change, Subject};
pub use super::digest::sha256;
use super::names::{RevisionNumber, RevisionRef};
use super::seal::Seal;
use crate::history::History;
use crate::period::Period;

/// The manifest's version.
pub const SCHEMA: &str = "scorebook/manifest/1";

/// The version of how workbooks are read and scored. It changes when the same bytes may give another result.
pub const READING: &str = "scorebook/reading/1";

/// The setting of a roll-up by measures that sums targets over the months that each person was there. One without it was made
/// when everybody had the targets of all months, and is verified as such.
pub const OWN_MONTHS: (&str, &str) = ("targets", "own_months");

/// What a revision consists of and rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`SCHEMA`].
    pub schema: String,
    /// The department as typed.
    pub department: String,
    /// Which period.
    pub period: Period,
    /// Which revision; absent in an output folder without an archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<RevisionNumber>,
    /// The program that wrote it.
    pub tool: Tool,
    /// [`READING`].
    pub reading: String,
    /// Where the figures come from.
    pub origin: ManifestOrigin,
    /// Settings of the run that shape the files.
    pub settings: BTreeMap<String, String>,
    /// The earlier revisions that were read, oldest period first.
    pub earlier: Vec<RevisionRef>,
    /// How far the archive's journal reached when the run began, as it stands on the summary. A stated input: the same input,
    /// archive and settings give the same bytes. Absent without an archive, and in revisions of before there were journals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal: Option<Seal>,
    /// Every file beside this one by its path with `/`, the input included.
    pub files: BTreeMap<String, FileEntry>,
    /// What changed since the revision before; empty in a first one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// The program that wrote a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// This program.
    pub fn this() -> Self {
        Self { name: env!("CARGO_PKG_NAME").to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// Where a revision's figures come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManifestOrigin {
    /// A workbook.
    Workbook {
        /// Its path within the revision.
        path: String,
        /// Its name as received.
        name: String,
        /// Its hash.
        sha256: String,
    },
    /// Earlier revisions rolled up.
    RollUp {
        /// `mean`, `days` or `measures`.
        method: String,
        /// The revisions of the months.
        months: Vec<RevisionRef>,
    },
}

/// One file of a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

impl FileEntry {
    /// The entry of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: sha256(bytes), bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) }
    }
}

impl Manifest {
    /// Whether another revision would come from the same origin over the same earlier revisions. How far the journal reached does
    /// not matter: it grows with every act.
    pub fn rests_on_the_same(&self, other: &Self) -> bool {
        let (targets, _) = OWN_MONTHS;
        self.rests_on(&other.origin, &other.earlier) && self.settings.get(targets) == other.settings.get(targets)
    }

    /// Whether it comes from an origin over these earlier revisions.
    pub fn rests_on(&self, origin: &ManifestOrigin, earlier: &[RevisionRef]) -> bool {
        let same_origin = match (&self.origin, origin) {
            // The name under which the same bytes came does not matter.
            (ManifestOrigin::Workbook { sha256: a, .. }, ManifestOrigin::Workbook { sha256: b, .. }) => a == b,
            (a, b) => a == b,
        };
        same_origin && self.earlier == earlier
    }

    /// What differs from the manifest of an earlier revision beside its files: the program, the method, the earlier revisions that were read.
    pub fn changes_since(&self, old: &Self) -> Vec<Change> {
        let change = |area, item: String, from: Option<String>, to: Option<String>| Change {
            area,
            subject: Subject { item, ..Subject::default() },
            from,
            to,
        };
        let mut changes = Vec::new();
        if old.tool != self.tool {
            let shown = |manifest: &Self| Some(format!("{} {}", manifest.tool.name, manifest.tool.version));
            changes.push(change(Area::Program, String::new(), shown(old), shown(self)));
        }
        let rolled = |manifest: &Self| match &manifest.origin {
            ManifestOrigin::RollUp { method, months } => (Some(method.clone()), months.clone()),
            ManifestOrigin::Workbook { .. } => (None, Vec::new()),
        };
        let ((old_method, old_months), (new_method, new_months)) = (rolled(old), rolled(self));
        if old_method != new_method {
            changes.push(change(Area::Method, String::new(), old_method, new_method));
        }
        let read = |earlier: &[RevisionRef], months: &[RevisionRef]| {
            earlier.iter().chain(months).map(|one| (one.period, one.revision)).collect::<BTreeMap<_, _>>()
        };
        let (before, after) = (read(&old.earlier, &old_months), read(&self.earlier, &new_months));
        for period in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let (from, to) = (before.get(period), after.get(period));
            if from != to {
                let shown = |revision: Option<&_>| revision.map(ToString::to_string);
                changes.push(change(Area::Earlier, period.to_string(), shown(from), shown(to)));
            }
        }
        changes
    }

    /// As the text of `manifest.json`.
    ///
    /// # Errors
    /// Never for values of this type; the serialiser's signature has one.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        pretty(self)
    }
}

/// Whether a path leads to a place below its folder and nowhere else, on every system.
pub(crate) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', ':', '\0'])
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// JSON with two spaces of indent and a line break at the end, as every JSON file of the archive.
pub(crate) fn pretty<T: Serialize>(value: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(value).map(|text| text + "\n")
}

/// The revisions that a history was assembled from, oldest period first.
pub fn revisions_read(history: &History) -> Vec<RevisionRef> {
    let read: BTreeSet<RevisionRef> = history
        .trend
        .iter()
        .chain(&history.previous)
        .chain(&history.year_ago)
        .map(|past| RevisionRef { period: past.period, revision: RevisionNumber(past.revision) })
        .collect();
    read.into_iter().collect()
}
