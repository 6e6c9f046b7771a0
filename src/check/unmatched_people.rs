//! Data rows of people whom 人员名单 does not place there. They wait until every sheet is read: one slip in 人员名单 shows in
//! many rows, in the sheet of another role, or in a role that nobody seems to hold, and is told once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cell::CellRef;
use crate::problem::Problem;
use crate::text::key;

/// Rows of one id that nobody has.
#[derive(Debug)]
pub(super) struct Unknown {
    pub(super) typed: String,
    pub(super) name: String,
    pub(super) at: CellRef,
    /// `at` lies in a data sheet.
    pub(super) in_data: bool,
    pub(super) rows: usize,
    /// People of the role without rows whose id is nearly this one.
    pub(super) meant: Vec<Arc<str>>,
}

/// Rows of one person in the sheet of a role that the person does not hold.
#[derive(Debug)]
pub(super) struct Elsewhere {
    pub(super) id: Arc<str>,
    pub(super) name: Arc<str>,
    pub(super) role: usize,
    pub(super) at: CellRef,
    pub(super) rows: usize,
}

/// Rows where a name beside an id is not the one in 人员名单.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) id: String,
    pub(super) typed: String,
    pub(super) known: String,
    pub(super) at: CellRef,
    pub(super) in_data: bool,
    pub(super) rows: usize,
}

/// What was found in data sheets and 加减分 and is not told yet.
#[derive(Debug, Default)]
pub(super) struct UnmatchedPeople {
    pub(super) unknown: Vec<Unknown>,
    pub(super) unknown_by_id: BTreeMap<String, usize>,
    pub(super) elsewhere: Vec<Elsewhere>,
    pub(super) elsewhere_by_id: BTreeMap<(String, usize), usize>,
    /// Names beside an id that are not the staff sheet's.
    pub(super) named: Vec<Named>,
    pub(super) named_by_key: BTreeMap<(String, String), usize>,
    /// Data sheets with rows.
    pub(super) sheets: usize,
    /// Headers of sheets whose ids and names are swapped.
    pub(super) swapped: Vec<CellRef>,
    /// People without a row in the sheet of their role.
    pub(super) without_rows: Vec<(Arc<str>, Problem)>,
    /// Roles whose sheet holds rows of unmatched: they are filled in, whoever holds them.
    pub(super) filled: BTreeSet<usize>,
}

impl UnmatchedPeople {
    /// Takes a row of an id that nobody has; `role` where it stands in a role's sheet.
    pub(super) fn unknown(&mut self, typed: &str, name: &str, role: Option<usize>, at: &CellRef) {
        self.filled.extend(role);
        let place = *self.unknown_by_id.entry(key(typed)).or_insert(self.unknown.len());
        match self.unknown.get_mut(place) {
            Some(known) => {
                known.rows = known.rows.saturating_add(1);
                // 加减分 is read first; the data are what matters.
                if role.is_some() && !known.in_data {
                    (known.at, known.in_data) = (at.clone(), true);
                }
                if known.name.is_empty() {
                    name.clone_into(&mut known.name);
                }
            }
            None => self.unknown.push(Unknown {
                typed: typed.to_owned(),
                name: name.to_owned(),
                at: at.clone(),
                in_data: role.is_some(),
                rows: 1,
                meant: Vec::new(),
            }),
        }
    }

    /// Takes a row of a person who does not hold the sheet's role.
    pub(super) fn elsewhere(&mut self, id: &Arc<str>, name: &Arc<str>, role: usize, at: &CellRef) {
        self.filled.insert(role);
        let place = *self.elsewhere_by_id.entry((key(id), role)).or_insert(self.elsewhere.len());
        match self.elsewhere.get_mut(place) {
            Some(known) => known.rows = known.rows.saturating_add(1),
            None => {
                self.elsewhere.push(Elsewhere { id: id.clone(), name: name.clone(), role, at: at.clone(), rows: 1 })
            }
        }
    }

    /// Takes a name beside an id; where it differs from the staff sheet's, however often, that is told once.
    pub(super) fn name(&mut self, typed: &str, known: &str, id: &str, in_data: bool, at: &CellRef) {
        if typed.is_empty() || known.is_empty() || key(typed) == key(known) {
            return;
        }
        let place = *self.named_by_key.entry((key(id), key(typed))).or_insert(self.named.len());
        match self.named.get_mut(place) {
            Some(same) => {
                same.rows = same.rows.saturating_add(1);
                // 加减分 is read first; the data are what matters.
                if in_data && !same.in_data {
                    (same.at, same.in_data) = (at.clone(), true);
                }
            }
            None => self.named.push(Named {
                id: id.to_owned(),
                typed: typed.to_owned(),
                known: known.to_owned(),
                at: at.clone(),
                in_data,
                rows: 1,
            }),
        }
    }

    /// Counts a data sheet that has rows.
    pub(super) fn sheet(&mut self) {
        self.sheets = self.sheets.saturating_add(1);
    }

    /// Takes the header of a sheet whose ids and names are swapped.
    pub(super) fn swapped(&mut self, at: CellRef) {
        self.swapped.push(at);
    }

    /// Notes that an unknown id is probably this person's.
    pub(super) fn means(&mut self, typed: &str, id: &Arc<str>) {
        let known = self.unknown_by_id.get(&key(typed)).and_then(|at| self.unknown.get_mut(*at));
        if let Some(known) = known.filter(|known| known.meant.len() < 3 && !known.meant.contains(id)) {
            known.meant.push(id.clone());
        }
    }

    /// Takes the problem of a person without rows.
    pub(super) fn without_rows(&mut self, id: &Arc<str>, problem: Problem) {
        self.without_rows.push((id.clone(), problem));
    }

    /// Whether a role's sheet is filled in by people who do not hold the role.
    pub(super) fn fill(&self, role: usize) -> bool {
        self.filled.contains(&role)
    }
}
