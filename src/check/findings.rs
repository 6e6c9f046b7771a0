//! The findings of one reading, collected while the checks run and put in sheet and cell order at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::unmatched_people::UnmatchedPeople;
use crate::period::Period;
use crate::problem::{Code, Place, Problem, Severity};
use crate::workbook::Workbook;

/// Findings that are listed. A column of wrong cells over a whole year of days has a tenth of them; beyond, the list is
/// no longer read by people, and a sheet of half a million wrong cells would take more memory than the workbook.
const LISTED: usize = 10_000;

/// Unknown names for which the nearest known ones are looked up: each is compared with everybody.
const SUGGESTED: usize = 500;

/// Collects findings; the same finding at the same place counts once.
#[derive(Debug, Default)]
pub(super) struct Findings {
    problems: Vec<Problem>,
    suggested: usize,
    /// There were more than [`LISTED`].
    more: bool,
    /// Rows that wait until every sheet is read.
    pub(super) unmatched: UnmatchedPeople,
    /// Whether a row of data is dated within the period, and the findings on those that are not, with their month.
    dated_inside: bool,
    dated_outside: Vec<Outside>,
}

/// What is told of rows that are left out for their date.
#[derive(Debug)]
pub(super) struct Outside {
    /// The month outside the period in which they lie; `None` where it is the person's days that they are outside of.
    pub(super) month: Option<Period>,
    pub(super) date: NaiveDate,
    pub(super) rows: usize,
    pub(super) problem: Problem,
}

impl Findings {
    /// Takes one finding.
    pub(super) fn add(&mut self, problem: Problem) {
        if self.problems.len() < LISTED {
            self.problems.push(problem);
        } else {
            self.more = true;
        }
    }

    /// Gives everything that was found to another collection.
    pub(super) fn move_to(self, other: &mut Self) {
        self.problems.into_iter().for_each(|problem| other.add(problem));
    }

    /// Takes several.
    pub(super) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        problems.into_iter().for_each(|problem| self.add(problem));
    }

    /// Takes note that a row of data is dated within the period.
    pub(super) fn dated_inside(&mut self) {
        self.dated_inside = true;
    }

    /// Takes the finding on rows that are left out for their date, until it is known whether all are.
    pub(super) fn outside(&mut self, outside: Outside) {
        if self.dated_outside.len() < LISTED {
            self.dated_outside.push(outside);
        } else {
            self.more = true;
        }
    }

    /// Tells which dates are outside the period; where all are, and in one month, it is the period that is doubted.
    pub(super) fn tell_dates(&mut self, period: Period, at: &Place) {
        let outside = std::mem::take(&mut self.dated_outside);
        let month = outside.first().and_then(|first| first.month);
        let rows = outside.iter().fold(0_usize, |sum, one| sum.saturating_add(one.rows));
        let Some(month) = month
            .filter(|month| !self.dated_inside && rows > 1 && outside.iter().all(|other| other.month == Some(*month)))
        else {
            outside.into_iter().for_each(|one| self.add(one.problem));
            return;
        };
        // Who was not there in that other period says nothing.
        self.problems.retain(|problem| problem.code != Code::StaffOutside);
        let leaves_nothing = outside.iter().any(|one| one.problem.code == Code::RowsAllOutside);
        let code = if leaves_nothing { Code::DataOfOtherMonth } else { Code::PeriodDoubtful };
        self.add(Problem::new(code, at.clone()).with("month", month).with("period", period));
    }

    /// Drops the findings of a kind about which one more general is told.
    pub(super) fn without(&mut self, codes: &[Code]) {
        self.problems.retain(|problem| !codes.contains(&problem.code));
    }

    /// Drops the notes at places about which more is said elsewhere.
    pub(super) fn without_notes_at<'a>(&mut self, places: impl Iterator<Item = &'a Place>) {
        let places: BTreeSet<&Place> = places.collect();
        self.problems.retain(|problem| problem.severity() != Severity::Note || !places.contains(&problem.place));
    }

    /// Whether the nearest names to one more unknown name are worth their time.
    pub(super) fn may_suggest(&mut self) -> bool {
        self.suggested = self.suggested.saturating_add(1);
        self.suggested <= SUGGESTED
    }

    /// Everything, in the order of the workbook's tabs, then rows, then columns.
    pub(super) fn sorted(mut self, workbook: &Workbook) -> Vec<Problem> {
        let tabs: BTreeMap<Arc<str>, usize> =
            workbook.sheets.iter().enumerate().map(|(index, sheet)| (Arc::clone(&sheet.name), index)).collect();
        let tab = |name: &Arc<str>| tabs.get(name).copied().unwrap_or(usize::MAX);
        if self.more {
            // An error whatever the listed ones are: among those left out may be some.
            self.problems
                .push(Problem::new(Code::FileTooLarge, Place::File).with("what", "problems").with("limit", LISTED));
        }
        self.problems.sort_by_key(|problem| match &problem.place {
            Place::File => (0, 0, 0, 0),
            Place::Sheet(name) => (1, tab(name), 0, 0),
            Place::Cell(cell) => (1, tab(&cell.sheet), u64::from(cell.row).saturating_add(1), u64::from(cell.column)),
        });
        unique(without_columns_asked_for(self.problems))
    }
}

/// Without the notes on columns that another finding at the same header asks for under their right name.
fn without_columns_asked_for(mut sorted: Vec<Problem>) -> Vec<Problem> {
    let asked: BTreeSet<Place> =
        sorted.iter().filter(|p| p.code == Code::MissingColumn).map(|p| p.place.clone()).collect();
    let unread = [Code::ExtraColumn, Code::ColumnNearly, Code::ColumnUnheaded, Code::ColumnDecides];
    sorted.retain(|p| !(unread.contains(&p.code) && asked.contains(&p.place)));
    sorted
}

/// Without the doubles among the findings of one place, which lie side by side.
fn unique(sorted: Vec<Problem>) -> Vec<Problem> {
    let mut kept: Vec<Problem> = Vec::with_capacity(sorted.len());
    for problem in sorted {
        let here = kept.iter().rev().take_while(|other| other.place == problem.place);
        if !here.into_iter().any(|other| *other == problem) {
            kept.push(problem);
        }
    }
    kept
}
