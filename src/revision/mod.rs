//! A period's result as it is handed out and archived, as a value: which files it is made of, under which paths, what it rests on
//! and what changed since the one before. Pure; the archive publishes it.
//!
//! | part | does |
//! |---|---|
//! | [`manifest`] | `manifest.json`: every file's hash, settings, the earlier revisions that were read |
//! | [`names`] | revisions, departments and the files with fixed names |
//! | [`current`] | which revision of a period counts, open or closed |
//! | [`changes`] | what differs between two revisions of one period |

pub mod changes;
pub mod current;
mod digest;
pub mod manifest;
pub mod names;
mod seal;
pub(crate) mod versioned;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::file_name;
use crate::history::{History, PastPeriod};
use crate::lang::Lang;
use crate::model::Department;
use crate::period::Period;
pub use crate::report::outputs::Output as OutputFile;
use changes::Change;
use manifest::{FileEntry, Manifest, ManifestOrigin, Tool};
use names::{FACTS_FILE, MANIFEST_FILE, RESULTS_FILE, RevisionNumber, RevisionRef};
pub use seal::{NoSeal, Seal};

/// The version of `facts.json`.
pub(crate) const FACTS_SCHEMA: &str = "scorebook/facts/1";

/// A period's result, to be archived.
#[derive(Debug, Clone)]
pub struct Revision<'a> {
    /// The department as typed.
    pub department: &'a str,
    /// Which period.
    pub period: Period,
    /// The language of the workbook.
    pub lang: Lang,
    /// Where the figures come from.
    pub origin: Origin,
    /// The definitions, to say which settings, grades and adjustments changed; without them only figures are compared.
    pub definitions: Option<&'a Department>,
    /// The output files; neither `results.json` nor `manifest.json`.
    pub outputs: Vec<OutputFile>,
    /// The text of `results.json`.
    pub results_json: String,
    /// What later periods need; its revision number is set when it is published.
    pub facts: PastPeriod,
    /// What was read of earlier periods.
    pub history: &'a History,
    /// Settings of the run that shape the files.
    pub settings: BTreeMap<String, String>,
    /// How far the archive's journal reached when the run began; it stands on the summary.
    pub journal: Option<Seal>,
}

/// Where a revision's figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A workbook as received.
    Workbook(InputFile),
    /// Earlier revisions rolled up by a method.
    RollUp {
        /// `mean`, `days` or `measures`.
        method: String,
        /// The revisions of the months, oldest first.
        months: Vec<RevisionRef>,
    },
}

impl Origin {
    /// As a manifest names it; `path` is where a workbook stands.
    pub(crate) fn in_manifest(&self, path: &str) -> ManifestOrigin {
        match self {
            Self::RollUp { method, months } => {
                ManifestOrigin::RollUp { method: method.clone(), months: months.clone() }
            }
            Self::Workbook(input) => ManifestOrigin::Workbook {
                path: path.to_owned(),
                name: input.name.clone(),
                sha256: manifest::sha256(&input.bytes),
            },
        }
    }
}

/// An input workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Its file name as received.
    pub name: String,
    /// Its bytes as received.
    pub bytes: Vec<u8>,
}

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The period's first revision.
    New(RevisionNumber),
    /// The same input over the same earlier revisions: nothing was written, this revision counts.
    Same(RevisionNumber),
    /// A further revision, and what changed since the one before.
    Changed {
        /// The new revision.
        revision: RevisionNumber,
        /// What changed; empty where only the bytes of the workbook differ.
        changes: Vec<Change>,
    },
}

impl Outcome {
    /// The revision that counts now.
    pub const fn revision(&self) -> RevisionNumber {
        match self {
            Self::New(revision) | Self::Same(revision) | Self::Changed { revision, .. } => *revision,
        }
    }
}

/// The text of `facts.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) schema: String,
    pub(crate) facts: PastPeriod,
}

/// A file of a revision: path and bytes.
pub(crate) type PlannedFile<'a> = (String, Cow<'a, [u8]>);

impl Revision<'_> {
    /// The manifest under a number, and every file of the revision with the manifest last.
    ///
    /// # Errors
    /// Where an output's path leaves the revision's folder or two files have one path: defects of this program.
    pub(crate) fn plan(
        &self,
        number: RevisionNumber,
        changes: Vec<Change>,
    ) -> Result<(Manifest, Vec<PlannedFile<'_>>), Error> {
        let facts =
            Facts { schema: FACTS_SCHEMA.to_owned(), facts: PastPeriod { revision: number.0, ..self.facts.clone() } };
        let mut files: Vec<PlannedFile<'_>> = vec![
            (RESULTS_FILE.to_owned(), Cow::Borrowed(self.results_json.as_bytes())),
            (FACTS_FILE.to_owned(), Cow::Owned(json(&facts)?.into_bytes())),
        ];
        for output in &self.outputs {
            if !stays_inside(&output.path) {
                return Err(Error::Internal(format!("{:?} is no path of an output", output.path)));
            }
            files.push((output.path.clone(), Cow::Borrowed(&output.bytes)));
        }
        let mut path = String::new();
        if let Origin::Workbook(input) = &self.origin {
            path = free_path(&input.name, &files);
            files.push((path.clone(), Cow::Borrowed(&input.bytes)));
        }
        let origin = self.origin.in_manifest(&path);
        let mut entries = BTreeMap::new();
        for (path, bytes) in &files {
            if entries.insert(path.clone(), FileEntry::of(bytes)).is_some() {
                return Err(Error::Internal(format!("two outputs have the path {path:?}")));
            }
        }
        let manifest = Manifest {
            schema: manifest::SCHEMA.to_owned(),
            department: self.department.to_owned(),
            period: self.period,
            revision: Some(number),
            tool: Tool::this(),
            reading: manifest::READING.to_owned(),
            origin,
            settings: self.settings.clone(),
            earlier: manifest::revisions_read(self.history),
            journal: self.journal.clone(),
            files: entries,
            changes,
        };
        files.push((MANIFEST_FILE.to_owned(), Cow::Owned(json(&manifest)?.into_bytes())));
        Ok((manifest, files))
    }
}

impl Revision<'_> {
    /// The text of the `manifest.json` that stands beside the same outputs outside an archive: no revision number, and
    /// neither the input's copy nor `facts.json`.
    ///
    /// # Errors
    /// Never for values of this type; the serialiser's signature has one.
    pub fn output_manifest(&self) -> Result<String, Error> {
        let mut files: BTreeMap<String, FileEntry> =
            self.outputs.iter().map(|file| (file.path.clone(), FileEntry::of(&file.bytes))).collect();
        files.insert(RESULTS_FILE.to_owned(), FileEntry::of(self.results_json.as_bytes()));
        let path = match &self.origin {
            Origin::RollUp { .. } => "",
            Origin::Workbook(input) => &input.name,
        };
        let origin = self.origin.in_manifest(path);
        json(&Manifest {
            schema: manifest::SCHEMA.to_owned(),
            department: self.department.to_owned(),
            period: self.period,
            revision: None,
            tool: Tool::this(),
            reading: manifest::READING.to_owned(),
            origin,
            settings: self.settings.clone(),
            earlier: manifest::revisions_read(self.history),
            journal: self.journal.clone(),
            files,
            changes: Vec::new(),
        })
    }
}

fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    manifest::pretty(value).map_err(|error| Error::Internal(error.to_string()))
}

fn stays_inside(path: &str) -> bool {
    manifest::is_inside(path) && ![RESULTS_FILE, FACTS_FILE, MANIFEST_FILE].contains(&path)
}

/// The input's name as a path that no other file or folder of the revision has, whatever the case.
fn free_path(name: &str, files: &[PlannedFile<'_>]) -> String {
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{}", file_name::clean(extension))),
        _ => (name, String::new()),
    };
    let stem = file_name::clean(stem);
    let taken = |candidate: &str| {
        let candidate = file_name::folded(candidate);
        let first = |path: &str| file_name::folded(path.split('/').next().unwrap_or_default());
        candidate == MANIFEST_FILE || files.iter().any(|(path, _)| first(path) == candidate)
    };
    let mut candidate = format!("{stem}{extension}");
    let mut number = 2_u32;
    while taken(&candidate) {
        candidate = format!("{}{extension}", file_name::numbered(&stem, number));
        number = number.saturating_add(1);
    }
    candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_stay_inside_the_revision() {
        assert!(stays_inside("个人评分表/主播/E001_张三_2026-11.xlsx"));
        for outside in ["", "../x", "/etc/x", "a//b", "a\\b", "C:x", "a/./b", "manifest.json"] {
            assert!(!stays_inside(outside), "{outside}");
        }
    }

    #[test]
    fn an_input_named_as_an_output_gets_a_name_of_its_own() {
        let files: Vec<PlannedFile<'_>> =
            vec![("电商部_2026-11_绩效汇总.XLSX".to_owned(), Cow::Borrowed(b"".as_slice()))];
        assert_eq!(free_path("电商部_2026-11_绩效汇总.xlsx", &files), "电商部_2026-11_绩效汇总~2.xlsx");
        assert_eq!(free_path("十一月.xlsx", &files), "十一月.xlsx");
        assert_eq!(free_path("../manifest.json", &[]), "_manifest.json");
        assert_eq!(free_path("manifest.json", &[]), "manifest~2.json");
    }
}
