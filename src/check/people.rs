//! 人员名单: who holds which role when.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::date;
use super::findings::Findings;
use super::grid::{shown, tidy};
use super::number::{self, Typed};
use super::table::{Table, is_total, unreadable};
use crate::cell::CellRef;
use crate::lang::Lang;
use crate::model::layout::{Choice, Column};
use crate::model::{Appraised, Password, Posting};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::text::{key, nearest};
use crate::unit::Unit;
use crate::workbook::{Cell, Value};

/// 人员名单 as read.
#[derive(Debug, Default)]
pub(super) struct Staff {
    /// Rows within the period whose role is known.
    pub(super) postings: Vec<Posting>,
    /// The column in which rows say 参评.
    pub(super) appraised_in: Option<u16>,
    /// Every id and name of the sheet, whatever else is wrong with the row.
    pub(super) everybody: Vec<(Arc<str>, Arc<str>)>,
    /// Rows outside the period: key of the role, name and place of the note.
    pub(super) outside: Vec<(String, Arc<str>, Place)>,
    /// Roles named by rows that could be read, with the cell, where 考核指标 has no such role.
    pub(super) unknown_roles: Vec<(String, CellRef)>,
    /// Names on rows whose id is blank or another's: an unknown id beside such a name is that same mistake.
    pub(super) unsettled: Vec<String>,
    /// Keys of the ids of these rows.
    pub(super) outside_ids: BTreeSet<String>,
    /// Some row could not be read: a role that seems empty may not be.
    pub(super) broken: bool,
    /// Keys of ids with a row that was found fault with: they may hold other roles than those read.
    pub(super) doubtful: BTreeSet<String>,
    /// Places in `everybody` by the id's key, by its digits (`None` where two ids share them), and by the name's key.
    by_id: BTreeMap<String, usize>,
    by_number: BTreeMap<String, Option<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    /// Places in `postings` by the id's key.
    postings_by_id: BTreeMap<String, Vec<usize>>,
}

impl Staff {
    /// Whether an id and a name beside it are those of somebody whom 人员名单 knows.
    pub(super) fn knows(&self, id: &str, name: &str) -> bool {
        match self.find(id) {
            // 小计 beside an id is no person's name, unless it is just this person's.
            Some((_, known)) => name.is_empty() || key(known) == key(name) || !is_total(name),
            None => id.is_empty() && !self.ids_of(name).is_empty(),
        }
    }

    /// Takes a row's id and name into the index of everybody.
    fn know(&mut self, id: &str, name: &str) {
        let at = self.everybody.len();
        let wanted = key(id);
        if let Some(number) = bare_number(&wanted) {
            let same = self.by_number.entry(number).or_insert(Some(at));
            let differs = |other: usize| self.everybody.get(other).is_some_and(|(known, _)| **known != *id);
            if same.is_some_and(differs) {
                *same = None;
            }
        }
        self.by_id.entry(wanted).or_insert(at);
        self.by_name.entry(key(name)).or_default().push(at);
        self.everybody.push((Arc::from(id), Arc::from(name)));
    }

    /// The id as the staff sheet writes it: case, width, blanks and leading zeros of plain numbers do not matter.
    pub(super) fn find(&self, typed: &str) -> Option<&(Arc<str>, Arc<str>)> {
        let wanted = key(typed);
        let by_number = || self.by_number.get(&bare_number(&wanted)?).copied().flatten();
        self.everybody.get(self.by_id.get(&wanted).copied().or_else(by_number)?)
    }

    /// The ids of everybody with a name.
    pub(super) fn ids_of(&self, name: &str) -> Vec<&str> {
        let named = self.by_name.get(&key(name)).map(Vec::as_slice).unwrap_or_default();
        named.iter().filter_map(|at| self.everybody.get(*at)).map(|(id, _)| &**id).collect()
    }

    /// The rows of one id within the period.
    pub(super) fn postings_of(&self, id: &str) -> impl Iterator<Item = &Posting> {
        let rows = self.postings_by_id.get(&key(id)).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter_map(|at| self.postings.get(*at))
    }

    /// Whether a person is not appraised in a role: nothing is asked of their data there.
    pub(super) fn is_left_out(&self, id: &str, role: usize) -> bool {
        let mut own = self.postings_of(id).filter(|posting| posting.role == role).peekable();
        own.peek().is_some() && own.all(|posting| posting.appraised == Appraised::No)
    }

    /// Whether a person is appraised in no role at all.
    pub(super) fn is_nowhere_appraised(&self, id: &str) -> bool {
        let mut own = self.postings_of(id).peekable();
        own.peek().is_some() && own.all(|posting| posting.appraised == Appraised::No)
    }

    /// Whether all rows of an id lie outside the period.
    pub(super) fn is_absent(&self, id: &str) -> bool {
        let wanted = key(id);
        self.outside_ids.contains(&wanted)
            && !self.doubtful.contains(&wanted)
            && self.postings_by_id.get(&wanted).is_none_or(Vec::is_empty)
    }

    /// Where a row says 参评, or would.
    pub(super) fn appraised_at(&self, posting: &Posting) -> CellRef {
        CellRef { column: self.appraised_in.unwrap_or_default(), ..posting.at.clone() }
    }

    /// The ids that one which nobody has may stand for: those of people with the name beside it, else the nearest.
    pub(super) fn near(&self, typed: &str, name: &str, worth_it: bool) -> Vec<&str> {
        let by_name = if name.is_empty() { Vec::new() } else { self.ids_of(name) };
        if by_name.is_empty() && worth_it {
            nearest(typed, self.everybody.iter().map(|(id, _)| &**id))
        } else {
            by_name
        }
    }
}

/// The digits of an id that is a plain number, without leading zeros and `.0`.
fn bare_number(wanted: &str) -> Option<String> {
    let text = wanted.strip_suffix(".0").unwrap_or(wanted);
    let digits = text.trim_start_matches('0');
    (!digits.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| digits.to_owned())
}

/// An id as text: number cells without `.0`, full-width digits made narrow.
pub(super) fn id_of(cell: &Cell) -> String {
    tidy(&shown(cell))
}

/// A date cell; `year` completes `11月5日`, and `month`, where dates lie within it, `5日`. `Ok(None)` for a blank, `Err` where it can't be read (then that is said).
pub(super) fn read_date(
    table: &Table<'_>,
    row: u32,
    column: Column,
    year: i32,
    month: Option<Period>,
    findings: &mut Findings,
) -> Result<Option<NaiveDate>, ()> {
    let Some(cell) = table.cell(row, column) else { return Ok(None) };
    let at = table.at(row, column);
    if !unreadable(cell, &at, findings) {
        return Err(());
    }
    let from_1904 = table.grid.sheet.days_from_1904;
    let read = match &cell.value {
        Value::Date(date) => Some(date.date()),
        Value::Number(number) => date::of_serial(*number, from_1904)
            .or_else(|| date::read(&shown(cell), year).filter(|_| number.scale() == 0)),
        Value::Text(typed) if tidy(typed).is_empty() || number::is_not_applicable(typed) => return Ok(None),
        Value::Text(typed) => date::read(typed, year).or_else(|| date::day_of(typed, month?)).or_else(|| {
            let Typed::Number { value, .. } = number::read(typed, &Unit::plain()) else { return None };
            date::of_serial(value, from_1904)
        }),
        _ => None,
    };
    if read.is_none() {
        findings.add(Problem::new(Code::DateUnreadable, &at).with("text", shown(cell)));
    }
    read.map(Some).ok_or(())
}

/// Stands in where the period is not known: every day of a year is a date in it.
const LEAP_YEAR: i32 = 2000;

/// Reads 人员名单.
pub(super) fn read(
    table: &Table<'_>,
    period: Option<Period>,
    roles: &[String],
    lang: Lang,
    findings: &mut Findings,
) -> Staff {
    let mut staff = Staff { appraised_in: table.column(Column::Appraised), ..Staff::default() };
    let year = period.map_or(LEAP_YEAR, |p| p.first_day().year());
    let role_keys: Vec<String> = roles.iter().map(|role| key(role)).collect();
    let paid_in = table.column(Column::PayBase).map(|column| table.unit_of(column, Unit::read("元")));
    for row in table.rows.iter().copied() {
        let id = table.filled_words(row, Column::Id, lang, findings).map(|id| tidy(&id));
        let name = table.filled_words(row, Column::Name, lang, findings);
        let role = table.filled_words(row, Column::Role, lang, findings);
        let from = read_date(table, row, Column::From, year, None, findings);
        let to = read_date(table, row, Column::To, year, None, findings);
        let manager = table.words(row, Column::Manager, findings).unwrap_or_default();
        let notes = table.explanation(row, Column::Notes, findings).unwrap_or_default();
        let appraised = appraised(table, row, lang, findings);
        let pay_base = paid_in.as_ref().and_then(|unit| pay_base(table, row, unit, findings));
        let password = table.words(row, Column::Password, findings).filter(|p| !p.is_empty()).map(Password);
        match (&id, &name) {
            (Some(id), name) => {
                staff.know(id, name.as_deref().unwrap_or_default());
            }
            (None, Some(name)) => staff.unsettled.push(name.clone()),
            (None, None) => {}
        }
        let id_key = id.as_deref().map(key);
        let (Some(id), Some(name), Some(role), Ok(from), Ok(to)) = (id, name, role, from, to) else {
            staff.doubtful.extend(id_key);
            staff.broken = true;
            continue;
        };
        if let (Some(first), Some(last)) = (from, to)
            && first > last
        {
            findings.add(Problem::new(Code::DatesReversed, Place::Cell(table.at(row, Column::To))).with("id", &id));
            staff.doubtful.extend(id_key);
            staff.broken = true;
            continue;
        }
        let outside =
            period.is_some_and(|p| from.is_some_and(|d| d > p.last_day()) || to.is_some_and(|d| d < p.first_day()));
        if outside {
            let place = Place::Cell(table.at(row, Column::Id));
            findings.add(Problem::new(Code::StaffOutside, place.clone()).with("id", &id).with("name", &name));
            staff.outside.push((key(&role), Arc::from(name.as_str()), place));
            staff.outside_ids.extend(id_key);
            continue;
        }
        let wanted = key(&role);
        let Some(index) = role_keys.iter().position(|known| *known == wanted) else {
            staff.unknown_roles.push((role, table.at(row, Column::Role)));
            staff.doubtful.extend(id_key);
            staff.broken = true;
            continue;
        };
        let posting = Posting {
            id: Arc::from(id.as_str()),
            name: Arc::from(name.as_str()),
            role: index,
            from,
            to,
            manager,
            password,
            notes,
            appraised,
            pay_base,
            at: table.at(row, Column::Id),
        };
        let same: Vec<&Posting> = staff.postings_of(&posting.id).collect();
        // Of two people with one id, either may be the mistyped one.
        let doubled: Vec<String> = same.iter().map(|other| other.name.to_string()).collect();
        if let Some(problem) = clash(&posting, &same, roles) {
            // Dates whose column is not found overlap all over.
            let dates = problem.code == Code::PostingsOverlap;
            let asked = dates.then(|| dates_asked_for(table, year, lang));
            if problem.code == Code::IdTwice {
                staff.unsettled.extend(doubled);
            }
            findings.add(asked.flatten().unwrap_or(problem));
            staff.doubtful.extend(id_key);
            staff.unsettled.push(name);
            staff.broken = true;
            continue;
        }
        // Two spellings of one id are one person.
        let posting = match same.first() {
            Some(first) => Posting { id: Arc::clone(&first.id), ..posting },
            None => posting,
        };
        staff.postings_by_id.entry(key(&posting.id)).or_default().push(staff.postings.len());
        staff.postings.push(posting);
    }
    staff
}

/// 参评: blank is 是.
fn appraised(table: &Table<'_>, row: u32, lang: Lang, findings: &mut Findings) -> Appraised {
    const CHOICES: [(Choice, Appraised); 3] =
        [(Choice::Yes, Appraised::Yes), (Choice::Probation, Appraised::Probation), (Choice::No, Appraised::No)];
    const ALSO: [(Choice, Appraised); 2] = [(Choice::TakesPart, Appraised::Yes), (Choice::TakesNoPart, Appraised::No)];
    let typed = match table.cell(row, Column::Appraised).map(|cell| &cell.value) {
        Some(Value::Bool(true)) => Choice::Yes.name(lang).to_owned(),
        Some(Value::Bool(false)) => Choice::No.name(lang).to_owned(),
        _ => table.words(row, Column::Appraised, findings).unwrap_or_default(),
    };
    if typed.is_empty() {
        return Appraised::Yes;
    }
    let found = CHOICES.iter().chain(&ALSO).find(|(choice, _)| choice.word().matches(&typed)).map(|(_, found)| *found);
    found.unwrap_or_else(|| {
        let allowed = CHOICES.map(|(choice, _)| choice.name(lang));
        let at = table.at(row, Column::Appraised);
        findings.add(unknown_choice(&at, Column::Appraised.name(lang), &typed, &allowed));
        Appraised::Yes
    })
}

/// 绩效工资基数, in 元; `unit`: its column's.
fn pay_base(table: &Table<'_>, row: u32, unit: &Unit, findings: &mut Findings) -> Option<Decimal> {
    let cell = table.cell(row, Column::PayBase)?;
    let at = table.at(row, Column::PayBase);
    if !unreadable(cell, &at, findings) {
        return None;
    }
    match number::read(&shown(cell), unit) {
        Typed::Number { value, percent: false } if value >= Decimal::ZERO => {
            unit.convert(value, &Unit::read("元")).map(|value| value.normalize())
        }
        Typed::Blank | Typed::NotApplicable => None,
        _ => {
            findings.add(Problem::new(Code::NotANumber, &at).with("text", shown(cell)).with("kind", "base"));
            None
        }
    }
}

/// The problem of a column of dates that is not found: its header is nearly right, or is no word of the layout above nothing
/// but dates.
fn dates_asked_for(table: &Table<'_>, year: i32, lang: Lang) -> Option<Problem> {
    let columns = [Column::From, Column::To];
    let is_date = |cell: &Cell| match &cell.value {
        Value::Date(_) => true,
        Value::Text(typed) => date::read(typed, year).is_some(),
        _ => false,
    };
    let unnamed = || {
        let absent = columns.into_iter().find(|column| table.column(*column).is_none())?;
        table.above_nothing_but(&is_date).map(|header| table.missing_at(absent, header, lang))
    };
    columns.into_iter().find_map(|column| table.nearly(column, lang)).or_else(unnamed)
}

/// What a further row of one id does not agree with; `same` are the earlier ones.
fn clash(new: &Posting, same: &[&Posting], roles: &[String]) -> Option<Problem> {
    let first = same.first()?;
    let doubled = |other: &Posting| {
        Problem::new(Code::IdTwice, &new.at)
            .with("id", &new.id)
            .with("name", &new.name)
            .with("other", other.at.a1())
            .with("other-name", &other.name)
    };
    if key(&first.name) != key(&new.name) {
        return Some(doubled(first));
    }
    let begins = |p: &Posting| p.from.unwrap_or(NaiveDate::MIN);
    let ends = |p: &Posting| p.to.unwrap_or(NaiveDate::MAX);
    let over = same.iter().find(|p| begins(p) <= ends(new) && begins(new) <= ends(p))?;
    if over.role == new.role {
        return Some(doubled(over));
    }
    let role = |p: &Posting| roles.get(p.role).cloned().unwrap_or_default();
    Some(
        Problem::new(Code::PostingsOverlap, &new.at)
            .with("id", &new.id)
            .with("name", &new.name)
            .with("roles", format!("{} / {}", role(over), role(new)))
            .with("other", over.at.a1()),
    )
}

pub(super) fn unknown_choice(at: &CellRef, column: &str, text: &str, allowed: &[&str]) -> Problem {
    Problem::new(Code::UnknownChoice, at).with("column", column).with("text", text).with("allowed", allowed.join(" / "))
}
