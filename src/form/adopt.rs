//! A form without placeholders: the labels that people write, and the blank cells where their values belong.

use std::collections::BTreeMap;

use super::PersonValues;
use super::fields::{Field, Group};
use super::fill;
use super::markup::escaped;
use super::reference::Moves;
use super::sheet::{FormCell, FormSheet};
use crate::cell::CellRef;
use crate::error::Error;
use crate::lang::Lang;
use crate::problem::{Code, Place, Problem, has_errors};
use crate::text::{key, simplified};

/// A place that was found for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The label's cell.
    pub label: String,
    /// The cell that the placeholder was written into.
    pub at: String,
    /// The field.
    pub field: Field,
}

/// A form that was marked.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The form with its placeholders; `None` where none was written.
    pub bytes: Option<Vec<u8>>,
    /// What was written where.
    pub proposals: Vec<Proposal>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// A form with placeholders written in where its labels tell their places, and what was written where.
///
/// # Errors
/// [`Error::Internal`] where the container can't be written: a defect of this program.
pub fn marked(bytes: &[u8]) -> Result<Marked, Error> {
    let mut problems = Vec::new();
    let form = match super::open(bytes, &mut problems) {
        Ok(form) => form,
        Err(problem) => return Ok(Marked { bytes: None, proposals: Vec::new(), problems: vec![problem] }),
    };
    let mut proposals = Vec::new();
    let mut changed: BTreeMap<String, Option<String>> = BTreeMap::new();
    let mut styles = form.styles.clone();
    for sheet in &form.sheets {
        let mut marked = sheet.clone();
        let found = propose(sheet, &mut problems);
        for (label, (row, column), field, words) in found {
            marked.write(row, column, &words);
            let at = |(row, column): (u32, u16)| {
                CellRef::new(std::sync::Arc::<str>::from(sheet.name.as_str()), row.saturating_sub(1), column)
                    .to_string()
            };
            proposals.push(Proposal { label: at(label), at: at((row, column)), field });
        }
        if proposals.iter().any(|one| one.at.starts_with(&sheet.name)) {
            let none: BTreeMap<String, Moves> = BTreeMap::new();
            marked.blocks.clear();
            changed
                .insert(sheet.part.clone(), Some(fill::sheet(&marked, &PersonValues::default(), &none, &mut styles)));
        }
    }
    if has_errors(&problems) {
        return Ok(Marked { bytes: None, proposals: Vec::new(), problems });
    }
    if proposals.is_empty() {
        problems.push(Problem::new(Code::FormWithoutPlaces, Place::File));
        return Ok(Marked { bytes: None, proposals, problems });
    }
    let bytes = form.parts.with(&changed)?;
    Ok(Marked { bytes: Some(bytes), proposals, problems })
}

/// A label's cell, the cell for its value, the field, and what is written there.
type Found = ((u32, u16), (u32, u16), Field, String);

/// The word of a label without its colon and blanks for letters.
pub(super) fn bare(text: &str) -> String {
    let text = key(text);
    let word = text.trim_end_matches(['_', ':', '.', '-']);
    word.split(['(', ':']).next().unwrap_or(word).to_owned()
}

fn placeholder(field: Field, label: &str) -> String {
    let lang = if label.is_ascii() {
        Lang::En
    } else if label.chars().any(|c| simplified(c) != c) {
        Lang::ZhTw
    } else {
        Lang::ZhCn
    };
    format!("{{{{{}}}}}", field.name(lang))
}

fn propose(sheet: &FormSheet, problems: &mut Vec<Problem>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut taken: Vec<(u32, u16)> = Vec::new();
    for row in &sheet.rows {
        // The head of a table of KPIs: three of its columns, the KPI's name among them.
        let columns: Vec<(u16, Field, &str)> = row
            .cells
            .iter()
            .filter_map(|cell| {
                let text = cell.text.as_deref()?;
                let word = bare(text);
                let field = Field::ALL
                    .iter()
                    .copied()
                    .filter(|field| field.group() != Group::Person)
                    .find(|field| Field::find(&word) == Some(*field))?;
                Some((cell.column, field, text))
            })
            .collect();
        for (group, name) in [(Group::Kpi, Field::Kpi), (Group::Duty, Field::Duty), (Group::Adjustment, Field::Reason)]
        {
            let own: Vec<&(u16, Field, &str)> = columns.iter().filter(|(_, field, _)| field.group() == group).collect();
            let needed = if group == Group::Kpi { 3 } else { 2 };
            if own.len() < needed || !own.iter().any(|(_, field, _)| *field == name) {
                continue;
            }
            let below = end_of(sheet, row.number, own.first().map_or(0, |(column, ..)| *column)).saturating_add(1);
            if let Some(words) = printed(sheet, below, &own, name) {
                problems.push(words);
                continue;
            }
            for (column, field, label) in own {
                if is_blank(sheet, below, *column) && !taken.contains(&(below, *column)) {
                    taken.push((below, *column));
                    found.push(((row.number, *column), (below, *column), *field, placeholder(*field, label)));
                }
            }
        }
        for cell in &row.cells {
            let Some(text) = cell.text.as_deref().filter(|_| cell.places.is_empty() && cell.formula.is_none()) else {
                continue;
            };
            if columns.len() >= 3 && columns.iter().any(|(column, ..)| *column == cell.column) {
                continue;
            }
            let word = bare(text);
            let Some(field) = Field::find(&word).filter(|field| field.group() == Group::Person) else { continue };
            let lines = text.trim_end().ends_with(['_', '＿']);
            if lines {
                let label = text.trim_end().trim_end_matches(['_', '＿', ' ']);
                found.push((
                    (row.number, cell.column),
                    (row.number, cell.column),
                    field,
                    format!("{label}{}", placeholder(field, label)),
                ));
                continue;
            }
            let right = right_of(sheet, row.number, cell.column);
            let below = end_of(sheet, row.number, cell.column).saturating_add(1);
            let free = |at: (u32, u16)| is_blank(sheet, at.0, at.1) && !taken.contains(&at);
            let exists =
                |at: (u32, u16)| sheet.row(at.0).is_some_and(|row| row.cells.iter().any(|cell| cell.column == at.1));
            let places = [(row.number, right), (below, cell.column)];
            let place = places
                .into_iter()
                .find(|at| free(*at) && exists(*at))
                .or_else(|| places.first().copied().filter(|at| free(*at)));
            if let Some(place) = place {
                taken.push(place);
                found.push(((row.number, cell.column), place, field, placeholder(field, text)));
            }
        }
    }
    found
}

/// The problem of a table whose names are printed below its head: what is filled in goes by the order of the items, not by these names.
fn printed(sheet: &FormSheet, below: u32, own: &[&(u16, Field, &str)], name: Field) -> Option<Problem> {
    let column = own.iter().find(|(_, field, _)| *field == name).map(|(column, ..)| *column)?;
    let cell = sheet.row(below)?.cells.iter().find(|cell| cell.column == column)?;
    let words = cell.text.as_deref().map(str::trim).filter(|words| !words.is_empty() && cell.places.is_empty())?;
    own.iter().any(|(column, ..)| is_blank(sheet, below, *column)).then(|| {
        Problem::new(Code::FormRowApart, &super::place(sheet, below, column))
            .with("what", "printed")
            .with("words", words)
    })
}

/// The column right of a cell and of the area that it is merged in.
pub(super) fn right_of(sheet: &FormSheet, row: u32, column: u16) -> u16 {
    area(sheet, row, column).map_or(column, |(_, (right, _))| right).saturating_add(1)
}

/// The last row of the area that a cell is merged in.
fn end_of(sheet: &FormSheet, row: u32, column: u16) -> u32 {
    area(sheet, row, column).map_or(row, |(_, (_, bottom))| bottom)
}

fn area(sheet: &FormSheet, row: u32, column: u16) -> Option<((u16, u32), (u16, u32))> {
    sheet
        .merges
        .iter()
        .copied()
        .find(|((left, top), (right, bottom))| (*left..=*right).contains(&column) && (*top..=*bottom).contains(&row))
}

/// Whether nothing stands in a cell; one within a merged area is none of its own.
fn is_blank(sheet: &FormSheet, row: u32, column: u16) -> bool {
    if area(sheet, row, column).is_some_and(|((left, top), _)| (left, top) != (column, row)) {
        return false;
    }
    sheet.row(row).and_then(|row| row.cells.iter().find(|cell| cell.column == column)).is_none_or(FormCell::is_blank)
}

impl FormSheet {
    /// Writes words into a cell, which keeps its look.
    fn write(&mut self, number: u32, column: u16, words: &str) {
        let prefix = self.prefix.clone();
        let at = match self.rows.binary_search_by_key(&number, |row| row.number) {
            Ok(at) => at,
            Err(at) => {
                let open = format!("<{prefix}row r=\"{number}\">");
                self.rows.insert(at, super::sheet::FormRow { number, open, cells: Vec::new() });
                at
            }
        };
        let Some(row) = self.rows.get_mut(at) else { return };
        let place = match row.cells.binary_search_by_key(&column, |cell| cell.column) {
            Ok(place) => place,
            Err(place) => {
                row.cells.insert(place, FormCell::blank(column));
                place
            }
        };
        let Some(cell) = row.cells.get_mut(place) else { return };
        cell.kind = "inlineStr".to_owned();
        cell.inner =
            format!("<{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}is>", escaped(words));
        cell.formula = None;
    }
}
