//! The findings of one reading, collected while the checks run and put in sheet and cell order at the end.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Place, Problem};
use crate::workbook::Workbook;

/// Collects findings; the same finding at the same place counts once.
#[derive(Debug, Default)]
pub(super) struct Findings {
    problems: Vec<Problem>,
}

impl Findings {
    /// Takes one finding.
    pub(super) fn add(&mut self, problem: Problem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Everything, in the order of the workbook's tabs, then rows, then columns.
    pub(super) fn sorted(mut self, workbook: &Workbook) -> Vec<Problem> {
        let tabs: BTreeMap<Arc<str>, usize> =
            workbook.sheets.iter().enumerate().map(|(index, sheet)| (Arc::clone(&sheet.name), index)).collect();
        let tab = |name: &Arc<str>| tabs.get(name).copied().unwrap_or(usize::MAX);
        self.problems.sort_by_key(|problem| match &problem.place {
            Place::File => (0, 0, 0, 0),
            Place::Sheet(name) => (1, tab(name), 0, 0),
            Place::Cell(cell) => (1, tab(&cell.sheet), u64::from(cell.row).saturating_add(1), u64::from(cell.column)),
        });
        self.problems
    }
}
