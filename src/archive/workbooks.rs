//! Archived workbooks, read again as departments.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::manifest::sha256;
use crate::pipeline::{Department, Submission};

/// Archived workbooks, read again.
#[derive(Debug, Default)]
pub(super) struct Workbooks {
    /// By hash, where they are kept.
    known: Option<RefCell<BTreeMap<String, Option<Department>>>>,
}

impl Workbooks {
    /// Each is read once: a month is looked at for each of its roll-ups.
    pub(super) fn kept() -> Self {
        Self { known: Some(RefCell::default()) }
    }

    /// Lets go of those that were read.
    pub(super) fn forget(&self) {
        if let Some(known) = &self.known {
            known.borrow_mut().clear();
        }
    }

    /// A workbook as a checked department; `None` where it can no longer be read.
    pub(super) fn read(&self, bytes: &[u8]) -> Option<Department> {
        let read = || Submission::read(bytes).department;
        match &self.known {
            Some(known) => known.borrow_mut().entry(sha256(bytes)).or_insert_with(read).clone(),
            None => read(),
        }
    }
}
