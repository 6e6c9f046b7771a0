//! Where a result's figures come from, as its summary and its manifest say it.

use crate::revision::manifest::sha256;
use crate::revision::names::RevisionRef;
use crate::revision::{InputFile, Origin};
use crate::rollup::Method;

/// Where a result's figures come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    origin: Origin,
    file_name: String,
    sha256: String,
}

impl Provenance {
    /// A workbook as received: its file name without folders, and its bytes.
    pub fn workbook(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        let name = name.into();
        let sha256 = sha256(&bytes);
        Self { file_name: name.clone(), sha256, origin: Origin::Workbook(InputFile { name, bytes }) }
    }

    /// Archived months, oldest first, and the hashes of their files one after the other.
    pub fn months(method: Method, months: Vec<RevisionRef>, hashes: &str) -> Self {
        let names: Vec<String> = months.iter().map(ToString::to_string).collect();
        let origin = Origin::RollUp { method: method.word().to_owned(), months };
        Self { origin, file_name: names.join(" "), sha256: sha256(hashes.as_bytes()) }
    }

    /// As the manifest has it.
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    pub(super) fn file_name(&self) -> &str {
        &self.file_name
    }

    pub(super) fn sha256(&self) -> &str {
        &self.sha256
    }

    pub(super) fn into_origin(self) -> Origin {
        self.origin
    }

    /// Whether KPIs are computed again from the measures of months.
    pub(super) fn computes_again(&self) -> bool {
        matches!(&self.origin, Origin::RollUp { method, .. } if Method::named(method) == Some(Method::Measures))
    }
}
