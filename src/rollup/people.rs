//! Everybody of the months, with the days that they held each role.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::Month;
use crate::model::Posting;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::text;

/// One person in one role over days that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    /// The role's name.
    pub(super) role: Arc<str>,
    /// First day.
    pub(super) from: NaiveDate,
    /// Last day.
    pub(super) to: NaiveDate,
    /// The entry of the latest month.
    pub(super) posting: Posting,
}

/// The stretches of all months in the order in which people first appear; days of a month that was not archived belong to
/// none. What is said of a person (name, manager, password, notes) is what the latest month says.
pub(super) fn stretches(months: &[Month]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for month in months {
        let (first, last) = (month.facts.period.first_day(), month.facts.period.last_day());
        for posting in &month.department.postings {
            let Some(role) = month.department.roles.get(posting.role) else { continue };
            let from = posting.from.map_or(first, |from| from.max(first));
            let to = posting.to.map_or(last, |to| to.min(last));
            let goes_on = |known: &&mut Stretch| {
                known.posting.id == posting.id
                    && known.role == role.name
                    && known.to.checked_add_days(Days::new(1)) == Some(from)
            };
            match found.iter_mut().find(goes_on) {
                Some(known) => known.to = to,
                None => found.push(Stretch { role: role.name.clone(), from, to, posting: posting.clone() }),
            }
            for known in found.iter_mut().filter(|known| known.posting.id == posting.id) {
                known.posting = posting.clone();
            }
        }
    }
    found
}

/// Ids under which the months name different people: their figures must not be joined.
pub(super) fn two_under_one_id(months: &[Month]) -> Vec<Problem> {
    let mut names: BTreeMap<String, (Arc<str>, Period)> = BTreeMap::new();
    let mut told = BTreeSet::new();
    let mut problems = Vec::new();
    for month in months {
        for posting in &month.department.postings {
            let id = text::key(&posting.id);
            let period = month.facts.period;
            let (known, from) = names.entry(id.clone()).or_insert_with(|| (posting.name.clone(), period));
            if text::key(known) != text::key(&posting.name) && told.insert(id) {
                problems.push(
                    Problem::new(Code::RollUpTwoPeople, Place::File)
                        .with("id", &posting.id)
                        .with("name", known)
                        .with("other", &posting.name)
                        .with("from", *from)
                        .with("to", period),
                );
            }
        }
    }
    problems
}

/// The role that a person holds last.
pub(super) fn last_role(stretches: &[Stretch], id: &str) -> Option<Arc<str>> {
    stretches.iter().filter(|one| &*one.posting.id == id).max_by_key(|one| one.to).map(|one| one.role.clone())
}

/// A stretch as an entry of the longer period's staff.
pub(super) fn posting(stretch: &Stretch, role: usize, period: Period) -> Posting {
    Posting {
        role,
        from: Some(stretch.from).filter(|day| *day > period.first_day()),
        to: Some(stretch.to).filter(|day| *day < period.last_day()),
        ..stretch.posting.clone()
    }
}
