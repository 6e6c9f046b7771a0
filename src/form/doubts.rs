//! What a form would show under another's name or beside another figure: rows that hold one item apart, names that are printed already,
//! formulas that stay with the first item, figures of another month left beside a label.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::adopt::{bare, right_of};
use super::fields::{Field, Group};
use super::reference::fixed_rows;
use super::sheet::{Block, FormCell, FormRow, FormSheet};
use super::styles::Styles;
use crate::cell::CellRef;
use crate::check;
use crate::period::Period;
use crate::problem::{Code, Problem};

/// What is known of the department that a form is filled for.
#[derive(Debug, Clone)]
pub struct Known {
    /// The period.
    pub period: Period,
    /// Ids and names of people.
    pub people: Vec<String>,
    /// Names of grades.
    pub grades: Vec<String>,
}

/// The groups that rows repeat for, each with the field that names its items.
const NAMED: [(Group, Field); 3] =
    [(Group::Kpi, Field::Kpi), (Group::Duty, Field::Duty), (Group::Adjustment, Field::Reason)];

/// Says what stands in the wrong row, whoever it is filled for.
pub(super) fn judge(sheet: &FormSheet, problems: &mut Vec<Problem>) {
    for (group, name) in NAMED {
        problems.extend(apart(sheet, group, name));
    }
    for block in &sheet.blocks {
        for row in sheet.rows.iter().filter(|row| (block.first..=block.last).contains(&row.number)) {
            for cell in &row.cells {
                if let Some(seen) = first_items(sheet, block, cell) {
                    problems.push(another(sheet, row.number, cell.column, "fixed").with("seen", seen));
                }
            }
        }
        problems.extend(points(sheet, block));
    }
}

/// Fields of one item on two rows, or beside names that are printed already.
fn apart(sheet: &FormSheet, group: Group, name: Field) -> Option<Problem> {
    let asks = |row: &&FormRow| row.cells.iter().flat_map(FormCell::fields).any(|field| field.group() == group);
    let names = |row: &FormRow| row.cells.iter().flat_map(FormCell::fields).any(|field| field == name);
    let split = |at: &CellRef, what| Problem::new(Code::FormRowApart, at).with("what", what);
    let rows = || sheet.rows.iter().filter(asks);
    if rows().any(names) {
        let row = rows().find(|row| !names(row))?;
        let cell = row.cells.iter().find(|cell| cell.fields().any(|field| field.group() == group))?;
        return Some(split(&super::place(sheet, row.number, cell.column), "rows").with("words", ""));
    }
    let printed = |row: &FormRow| {
        let cell = row.cells.iter().find(|cell| is_words(cell))?;
        Some((row.number, cell.column, cell.text.clone().unwrap_or_default()))
    };
    let (row, column, words) = rows().find_map(printed).filter(|_| group == Group::Kpi)?;
    Some(split(&super::place(sheet, row, column), "printed").with("words", words.trim()))
}

/// Whether words of the form's own stand in a cell.
fn is_words(cell: &FormCell) -> bool {
    cell.places.is_empty()
        && cell.formula.is_none()
        && cell.text.as_deref().is_some_and(|text| text.chars().any(char::is_alphabetic))
}

/// The place in a repeated formula that stays with one item's row.
fn first_items(sheet: &FormSheet, block: &Block, cell: &FormCell) -> Option<String> {
    let (_, formula) = cell.formula.as_ref()?;
    fixed_rows(formula).into_iter().find_map(|(column, row, written)| {
        let cell = sheet.row(row)?.cells.iter().find(|cell| cell.column == column)?;
        let own = cell.formula.is_some() || !cell.places.is_empty();
        ((block.first..=block.last).contains(&row) && own).then_some(written)
    })
}

/// Weights under a heading of points, beside scores out of the full points.
fn points(sheet: &FormSheet, block: &Block) -> Option<Problem> {
    let row = sheet.row(block.pattern)?;
    let asks = |wanted: Field| row.cells.iter().find(|cell| cell.fields().any(|field| field == wanted));
    let weight = asks(Field::Weight)?;
    asks(Field::Score)?;
    let above = sheet.rows.iter().rev().filter(|row| row.number < block.first);
    let heading = above.filter_map(|row| row.cells.iter().find(|cell| cell.column == weight.column)).find_map(text)?;
    let of_points = Field::find(&bare(heading)) == Some(Field::Points)
        || heading.chars().any(|c| c == '分') && !heading.chars().any(|c| c == '百');
    of_points.then(|| another(sheet, block.pattern, weight.column, "points").with("words", heading.trim()))
}

fn text(cell: &FormCell) -> Option<&str> {
    let own = cell.text.as_deref().filter(|_| cell.places.is_empty() && cell.formula.is_none());
    own.filter(|text| !text.trim().is_empty())
}

/// The problem of a cell that would show another figure.
pub(super) fn another(sheet: &FormSheet, row: u32, column: u16, what: &'static str) -> Problem {
    let problem = Problem::new(Code::FormShowsAnother, &super::place(sheet, row, column)).with("what", what);
    // What only some kinds say.
    let parts = match what {
        "fixed" => &["words", "shown", "total", "name"][..],
        "points" => &["seen", "shown", "total", "name"],
        "left" => &["seen", "total", "name"],
        _ => &["seen", "words"],
    };
    parts.iter().fold(problem, |problem, part| problem.with(part, ""))
}

/// What stands in a cell beside a label.
enum Beside {
    Words(String),
    Number(Decimal),
}

/// Says which label has something of another month, or of somebody, beside it in place of a placeholder.
pub(super) fn left(sheet: &FormSheet, styles: &Styles, known: &Known) -> Vec<Problem> {
    let mut problems = Vec::new();
    for row in &sheet.rows {
        for cell in &row.cells {
            let Some(words) = text(cell) else { continue };
            let Some(field) = Field::find(&bare(words)).filter(|field| field.group() == Group::Person) else {
                continue;
            };
            let own = words.split_once([':', '：']).map(|(_, rest)| rest.trim()).filter(|rest| !rest.is_empty());
            let right = right_of(sheet, row.number, cell.column);
            let there = |column: u16| row.cells.iter().find(|cell| cell.column == column);
            let (column, beside) = match own {
                Some(rest) => (cell.column, Some(Beside::Words(rest.to_owned()))),
                None => (right, there(right).and_then(|cell| constant(cell, styles))),
            };
            let Some(beside) = beside else { continue };
            // A list of grades, and a row whose figure stands further on.
            let next = there(right_of(sheet, row.number, column)).and_then(|cell| constant(cell, styles));
            let later = row.cells.iter().any(|cell| {
                cell.column > column && (cell.formula.is_some() || cell.fields().any(|other| other == field))
            });
            if own.is_none() && later {
                continue;
            }
            let listed = matches!((&beside, &next), (Beside::Number(_), Some(Beside::Number(_))))
                || matches!(&next, Some(Beside::Words(word)) if known.grades.contains(word));
            if let Some(shown) = stale(field, &beside, known).filter(|_| !listed) {
                let label: String = words.split([':', '：']).next().unwrap_or(words).trim().to_owned();
                problems.push(another(sheet, row.number, column, "left").with("words", label).with("shown", shown));
            }
        }
    }
    problems
}

/// A constant as it reads: words, a number, a day as its month.
fn constant(cell: &FormCell, styles: &Styles) -> Option<Beside> {
    if let Some(words) = text(cell) {
        return Some(Beside::Words(words.trim().to_owned()));
    }
    let number = cell.number().filter(|_| cell.formula.is_none())?;
    let is_day = styles.code(&cell.style).is_some_and(|code| code.contains(['y', 'Y']));
    let day = || {
        let serial = u64::try_from(number.trunc()).ok()?;
        NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial))
    };
    match is_day.then(day).flatten() {
        Some(day) => Some(Beside::Words(day.format("%Y-%m-%d").to_string())),
        None => Some(Beside::Number(number)),
    }
}

/// What is shown of a figure that is no month's or somebody's; `None` where it may stay.
fn stale(field: Field, beside: &Beside, known: &Known) -> Option<String> {
    match (field, beside) {
        (Field::Period, Beside::Words(words)) => {
            check::names_another_period(words, known.period).then(|| words.clone())
        }
        (Field::Name | Field::Id, Beside::Words(words)) => known.people.contains(words).then(|| words.clone()),
        (Field::Grade, Beside::Words(words)) => known.grades.contains(words).then(|| words.clone()),
        (
            Field::Total
            | Field::Subtotal
            | Field::Coefficient
            | Field::Pay
            | Field::Rank
            | Field::Days
            | Field::Adjustment,
            Beside::Number(number),
        ) => Some(number.normalize().to_string()),
        _ => None,
    }
}
