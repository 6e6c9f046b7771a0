//! Whose the rows of a data sheet are, and which of them count: those of people who hold the role, on days on which they do.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::context::RoleData;
use super::findings::{Findings, Outside};
use super::people::{self, Staff};
use super::row_dates::{self, When};
use super::table::{Table, empty, unreadable};
use crate::model::layout::Column;
use crate::model::{DataRow, MissingPolicy, Posting};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::text::{key, nearest};

/// A row of a data sheet.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) row: u32,
    /// The id as 人员名单 writes it; empty where it has none like it.
    pub(super) id: Arc<str>,
    pub(super) date: Option<NaiveDate>,
    /// There is a date that can't be read (which is said).
    pub(super) date_broken: bool,
    /// The row is a person's who holds the role on its day.
    pub(super) counts: bool,
    /// It does not count for a mistake elsewhere (in its id, or in 人员名单): its blanks are asked for all the same. The id as
    /// it stands there.
    pub(super) asked_of: Option<String>,
}

impl Row {
    /// The row without readings yet.
    pub(super) fn of_data(self) -> DataRow {
        DataRow { id: self.id, row: self.row, date: self.date, readings: Vec::new(), is_marking: false }
    }
}

/// What is known of the people of a sheet once its rows are gone through.
#[derive(Default)]
struct Seen {
    /// Ids and names of rows that are nobody's.
    unmatched: Vec<(String, String)>,
    /// Rows left out for their days, by the key of the person's id.
    outside: BTreeMap<String, Vec<Outside>>,
    /// Keys of ids of people who are not there in the period, with the first row and how many there are.
    absent: BTreeMap<String, (Problem, usize)>,
}

/// Reads whose rows these are; all rows are given back, those that do not count too.
pub(super) fn read(table: &Table<'_>, role: &RoleData<'_>, findings: &mut Findings) -> Vec<Row> {
    if !table.rows.is_empty() {
        findings.unmatched.sheet();
    }
    let is_swapped = role.staff_read && swapped(table, role.staff);
    if is_swapped {
        findings.unmatched.swapped(table.at(table.header, Column::Id));
    }
    let days = row_dates::column_of_days(table);
    let mut seen = Seen::default();
    let mut rows = Vec::new();
    for row in table.rows.iter().copied() {
        let owner = if is_swapped { Owner::Nobody } else { owner(table, row, role, &mut seen, findings) };
        let year = role.appraisal.period.first_day().year();
        let read = people::read_date(table, row, days, year, role.period, findings);
        let date = read.unwrap_or_default();
        let (id, asked_of) = match owner {
            Owner::Is(id) => (Some(id), None),
            Owner::Mistaken(typed) => (None, Some(typed)),
            Owner::Nobody => (None, None),
        };
        let when = When::of(table, row, (date, days), role.period);
        let counts = id.as_ref().is_some_and(|id| on_its_days(table, row, id, when, role, &mut seen, findings));
        let id = id.unwrap_or_else(|| Arc::from(""));
        rows.push(Row { row, id, date, date_broken: read.is_err(), counts, asked_of });
    }
    for (problem, count) in std::mem::take(&mut seen.absent).into_values() {
        findings.add(problem.with("rows", if count > 1 { "many" } else { "one" }).with("count", count));
    }
    if !is_swapped {
        without_rows(table, role, &rows, &mut seen, findings);
    }
    for outside in std::mem::take(&mut seen.outside).into_values().flatten() {
        findings.outside(outside);
    }
    rows
}

/// Whose a row is.
enum Owner {
    /// The id of the person who holds the role.
    Is(Arc<str>),
    /// Somebody's, but for a mistake that is told; the id as it stands there.
    Mistaken(String),
    /// Of nobody who is scored here.
    Nobody,
}

/// Whose row this is.
fn owner(table: &Table<'_>, row: u32, role: &RoleData<'_>, seen: &mut Seen, findings: &mut Findings) -> Owner {
    let at = table.at(row, Column::Id);
    let typed = match table.cell(row, Column::Id) {
        Some(cell) if unreadable(cell, &at, findings) => people::id_of(cell),
        Some(_) => {
            seen.unmatched.push((String::new(), table.name_beside(row, findings)));
            return Owner::Mistaken(String::new());
        }
        None => String::new(),
    };
    let name = table.name_beside(row, findings);
    if !role.staff_read {
        return Owner::Mistaken(typed);
    }
    if typed.is_empty() {
        let of_name = role.staff.ids_of(&name).first().map(|id| (*id).to_owned());
        findings.add(
            Problem::new(Code::IdMissing, &at)
                .with("has-nearest", if of_name.is_some() { "yes" } else { "no" })
                .with("name", if name.is_empty() { "blank" } else { &name })
                .with("nearest", of_name.unwrap_or_default()),
        );
        seen.unmatched.push((typed, name));
        return Owner::Mistaken(String::new());
    }
    let Some((id, known)) = role.staff.find(&typed) else {
        findings.unmatched.unknown(&typed, &name, Some(role.index), &at);
        seen.unmatched.push((typed.clone(), name));
        return Owner::Mistaken(typed);
    };
    findings.unmatched.name(&name, known, id, true, &table.at(row, Column::Name));
    let mut postings = role.staff.postings_of(id).peekable();
    if postings.peek().is_none() {
        // Where the row of 人员名单 is wrong, or nobody is left in the role, that is said.
        if role.staff.is_absent(id) && role.staff.postings.iter().any(|p| p.role == role.index) {
            let told =
                || Problem::new(Code::RowOutsideDays, &at).with("id", id).with("name", known).with("why", "absent");
            let (_, count) = seen.absent.entry(key(id)).or_insert_with(|| (told(), 0));
            *count = count.saturating_add(1);
        }
        let mistaken = role.staff.doubtful.contains(&key(id));
        return if mistaken { Owner::Mistaken(id.to_string()) } else { Owner::Nobody };
    }
    match postings.find(|p| p.role == role.index) {
        Some(posting) => return Owner::Is(Arc::clone(&posting.id)),
        None if role.staff.doubtful.contains(&key(id)) => return Owner::Mistaken(id.to_string()),
        None => findings.unmatched.elsewhere(id, known, role.index, &at),
    }
    Owner::Nobody
}

/// Whether a row that says when it is of lies within the period and on a day on which the person holds the role.
fn on_its_days(
    table: &Table<'_>,
    row: u32,
    id: &Arc<str>,
    when: Option<When>,
    role: &RoleData<'_>,
    seen: &mut Seen,
    findings: &mut Findings,
) -> bool {
    let (Some(when), Some(period)) = (when, role.period) else { return true };
    let place = || Place::Cell(table.at(row, when.column()));
    let outside = if when.meets(period) {
        findings.dated_inside();
        let mut own = role.staff.postings_of(id).filter(|p| p.role == role.index).peekable();
        if role.staff.doubtful.contains(&key(id)) || own.peek().is_none() || own.any(|p| when.is_held(p)) {
            return true;
        }
        let name = role.staff.find(id).map(|(_, name)| name.to_string()).unwrap_or_default();
        let problem = Problem::new(Code::RowOutsideDays, place())
            .with("id", id)
            .with("name", name)
            .with("date", when)
            .with("days", days_of(role, id))
            .with("why", "days");
        Outside { month: None, date: when.first(), rows: 1, problem }
    } else {
        let problem = Problem::new(Code::DateOutside, place()).with("date", when).with("period", period);
        Outside { month: when.month(), date: when.first(), rows: 1, problem }
    };
    seen.outside.entry(key(id)).or_default().push(outside);
    false
}

/// The days on which a person holds the role: `2026-11-10 – 2026-11-20`.
fn days_of(role: &RoleData<'_>, id: &str) -> String {
    let end = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let own = role.staff.postings_of(id).filter(|p| p.role == role.index);
    own.map(|p| format!("{} ~ {}", end(p.from), end(p.to))).collect::<Vec<_>>().join("、")
}

/// Whether every row has somebody's name for its id and an id for its name.
fn swapped(table: &Table<'_>, staff: &Staff) -> bool {
    let text = |row: u32, column| table.cell(row, column).map(people::id_of).unwrap_or_default();
    let is_swapped = |row: &u32| {
        let (id, name) = (text(*row, Column::Id), text(*row, Column::Name));
        staff.find(&id).is_none() && !staff.ids_of(&id).is_empty() && staff.find(&name).is_some()
    };
    !table.rows.is_empty() && table.rows.iter().all(is_swapped)
}

/// Unknown ids that are compared with those of people without rows: where there are more, they are not slips of the hand.
const STRANGERS: usize = 500;

fn without_rows(table: &Table<'_>, role: &RoleData<'_>, rows: &[Row], seen: &mut Seen, findings: &mut Findings) {
    if role.used.is_empty() {
        return;
    }
    let strict = role.appraisal.missing == MissingPolicy::Error;
    if table.rows.is_empty() && strict && role.staff.postings.iter().any(|p| p.role == role.index) {
        findings.add(empty(table));
        return;
    }
    let unmatched = &seen.unmatched;
    // Rows with neither id nor name are somebody's: that has been said.
    let mut anonymous = unmatched.iter().filter(|(id, name)| id.is_empty() && name.is_empty()).count();
    let mut told: BTreeSet<Arc<str>> = rows.iter().filter(|row| row.counts).map(|row| Arc::clone(&row.id)).collect();
    let names: BTreeSet<String> = unmatched.iter().map(|(_, name)| key(name)).collect();
    for posting in role.staff.postings.iter().filter(|p| p.role == role.index) {
        if !told.insert(Arc::clone(&posting.id)) || role.staff.is_left_out(&posting.id, role.index) {
            continue;
        }
        if let Some(first) = seen.outside.get_mut(&key(&posting.id)).filter(|_| strict) {
            left_with_nothing(first, posting);
            continue;
        }
        // A row whose id is mistyped is this person's: that has been said.
        let near = |(id, _): &&(String, String)| !id.is_empty() && !nearest(id, [&*posting.id]).is_empty();
        let slip = findings.may_suggest().then(|| unmatched.iter().take(STRANGERS).find(near)).flatten();
        if let Some((id, _)) = slip {
            findings.unmatched.means(id, &posting.id);
        }
        if slip.is_some() || names.contains(&key(&posting.name)) {
            continue;
        }
        if anonymous > 0 {
            anonymous = anonymous.saturating_sub(1);
            continue;
        }
        let code = if strict { Code::PersonWithoutData } else { Code::PersonWithoutDataAllowed };
        findings.unmatched.without_rows(
            &posting.id,
            Problem::new(code, &posting.at)
                .with("id", &posting.id)
                .with("name", &posting.name)
                .with("sheet", table.grid.name()),
        );
    }
}

/// Tells of the rows of a person, all left out for their days, as one problem at the first of them.
fn left_with_nothing(outside: &mut Vec<Outside>, posting: &Posting) {
    let count = outside.len();
    let months: Vec<Option<Period>> = outside.iter().map(|row| row.month).collect();
    outside.truncate(1);
    for first in outside {
        first.problem = Problem::new(Code::RowsAllOutside, first.problem.place.clone())
            .with("id", &posting.id)
            .with("name", &posting.name)
            .with("date", first.date)
            .with("rows", if count > 1 { "many" } else { "one" })
            .with("count", count);
        // Rows of several months are not those of one other month.
        first.rows = count;
        first.month = first.month.filter(|month| months.iter().all(|other| *other == Some(*month)));
    }
}
