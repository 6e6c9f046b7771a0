//! The office's own form: a workbook with `{{…}}` in it, of which each person gets a filled copy. What needs no change stays byte for byte.
//!
//! | part | does |
//! |---|---|
//! | `fields`, `put` | what a form may ask for, and what a person gives |
//! | `markup` | a part's XML cut into pieces that are written back as they stand |
//! | `sheet`, `styles`, `shown` | a sheet and its looks taken apart, and what a number format shows |
//! | `reference` | places in formulas and areas, moved where rows are put in |
//! | `fill` | a sheet written for a person |
//! | `around`, `followers` | the other parts: links, names, drawings, comments, tables, charts |
//! | `doubts`, `sums` | what a filled form would show wrongly, and what its own formulas come to |
//! | `adopt` | labels of a form without placeholders, and where their values go |

mod adopt;
mod doubts;
mod fields;
mod fill;
mod followers;
mod markup;
mod package_parts;
mod person_copy;
mod reference;
mod sheet;
mod shown_number;
mod styles;
mod sums;

use std::collections::BTreeMap;

pub use adopt::{Marked, Proposal, marked};
pub use doubts::Known;
pub use fields::{Field, Group};
pub use person_copy::{PersonValues, Put};

use crate::cell::CellRef;
use crate::error::Error;
use crate::problem::{Code, Place, Problem, has_errors};
use crate::workbook::parts::Parts;
use fields::{Piece, has_placeholder};
use package_parts::Around;
use reference::Moves;
use sheet::{Fault, FormSheet};
use styles::Styles;

/// A form that was read.
#[derive(Debug, Clone)]
pub struct Form {
    parts: Parts,
    sheets: Vec<FormSheet>,
    styles: Styles,
    styles_part: Option<String>,
    around: Around,
}

/// A place of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPlace {
    /// Its cell.
    pub at: String,
    /// The field.
    pub field: Field,
}

/// A form with everything that is wrong with it; without the form where an error is among it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The form.
    pub form: Option<Form>,
    /// Problems and notes.
    pub problems: Vec<Problem>,
}

/// Reads a form and says what is wrong with it.
pub fn read(bytes: &[u8]) -> Checked {
    let mut problems = Vec::new();
    match open(bytes, &mut problems) {
        Ok(form) => {
            form.judge(&mut problems);
            let form = Some(form).filter(|_| !has_errors(&problems));
            Checked { form, problems }
        }
        Err(problem) => Checked { form: None, problems: vec![problem] },
    }
}

/// Placeholders and the words between them: a form of ten pages has some hundred. Each unknown one is compared with every known name.
const PLACES: usize = 2_000;

/// Takes a form apart.
fn open(bytes: &[u8], problems: &mut Vec<Problem>) -> Result<Form, Problem> {
    let parts = Parts::open(bytes)?;
    let reading = parts.reading();
    let around = Around::read(&reading)?;
    let damaged = |part: &str| Problem::new(Code::DamagedPart, Place::File).with("part", part);
    let shared = match &around.strings {
        Some(part) => {
            let text = reading.text(part)?.ok_or_else(|| damaged(part))?;
            sheet::shared_texts(&text).ok_or_else(|| damaged(part))?
        }
        None => Vec::new(),
    };
    let styles = match &around.styles {
        Some(part) => Styles::read(&reading.text(part)?.ok_or_else(|| damaged(part))?).ok_or_else(|| damaged(part))?,
        None => Styles::default(),
    };
    let mut sheets = Vec::new();
    for (name, part) in &around.sheets {
        let Some(text) = reading.text(part)? else { return Err(damaged(part)) };
        match FormSheet::read(name, part, &text, &shared) {
            Ok(sheet) => sheets.push(sheet),
            Err(Fault::Broken) => return Err(damaged(part)),
            Err(Fault::Mixed(row)) => {
                let at = CellRef::new(std::sync::Arc::<str>::from(name.as_str()), row.saturating_sub(1), 0);
                return Err(Problem::new(Code::FormRowMixed, &at));
            }
        }
    }
    let places = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells).map(|cell| cell.places.len());
    if places.fold(0, usize::saturating_add) > PLACES {
        return Err(Problem::new(Code::FileTooLarge, Place::File).with("what", "form-places").with("limit", PLACES));
    }
    if around.has_macros {
        problems.push(Problem::new(Code::FormMacrosDropped, Place::File));
    }
    if around.has_links {
        problems.push(Problem::new(Code::FormLinksDropped, Place::File));
    }
    let styles_part = around.styles.clone();
    Ok(Form { parts, sheets, styles, styles_part, around })
}

/// Whether a formula looks into another workbook: `[1]Sheet1!A1`.
pub(in crate::form) fn links_elsewhere(formula: &str) -> bool {
    formula.split('[').skip(1).any(|rest| {
        rest.split_once(']').is_some_and(|(inside, _)| !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit()))
    })
}

impl Form {
    /// Every place with its field, in the order of the sheets.
    pub fn places(&self) -> Vec<FormPlace> {
        let mut places = Vec::new();
        for (sheet, row, cell) in self.cells() {
            let at = place(sheet, row, cell.column).to_string();
            places.extend(cell.fields().map(|field| FormPlace { at: at.clone(), field }));
        }
        places
    }

    fn cells(&self) -> impl Iterator<Item = (&FormSheet, u32, &sheet::FormCell)> {
        self.sheets.iter().flat_map(|sheet| {
            sheet.rows.iter().flat_map(move |row| row.cells.iter().map(move |cell| (sheet, row.number, cell)))
        })
    }

    /// Says what can't be filled.
    fn judge(&self, problems: &mut Vec<Problem>) {
        let mut any = false;
        for (sheet, row, cell) in self.cells() {
            for piece in &cell.places {
                let Piece::Placeholder(name) = piece else { continue };
                any = true;
                if Field::find(name).is_none() {
                    let near = Field::nearest(name);
                    problems.push(
                        Problem::new(Code::FormUnknownPlace, &place(sheet, row, cell.column))
                            .with("name", name)
                            .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
                            .with("nearest", near.join(" / ")),
                    );
                }
            }
            if !cell.places.is_empty() && sheet.is_protected && self.styles.is_locked(&cell.style) {
                let known = problems.iter().any(|problem| {
                    problem.code == Code::FormProtected
                        && matches!(&problem.place, Place::Cell(at) if *at.sheet == sheet.name)
                });
                if !known {
                    problems.push(Problem::new(Code::FormProtected, &place(sheet, row, cell.column)));
                }
            }
        }
        for sheet in &self.sheets {
            doubts::judge(sheet, problems);
            for block in &sheet.blocks {
                // An area that begins in the last row of a block and goes on below it can't be put in anew.
                let cut =
                    sheet.merges.iter().find(|((_, top), (_, bottom))| *top == block.last && *bottom > block.last);
                let into = sheet
                    .merges
                    .iter()
                    .find(|((_, top), (_, bottom))| *top < block.first && (block.first..block.last).contains(bottom));
                if let Some(((column, row), _)) = cut.or(into) {
                    problems.push(Problem::new(Code::FormRowMerged, &place(sheet, *row, *column)));
                }
            }
            for text in [&sheet.before, &sheet.after] {
                if has_placeholder(&markup::plain(text)) {
                    problems.push(
                        Problem::new(Code::FormPlaceElsewhere, Place::Sheet(sheet.name.as_str().into()))
                            .with("where", "header"),
                    );
                    any = true;
                }
            }
        }
        for (part, place) in &self.around.elsewhere {
            any = true;
            problems.push(Problem::new(Code::FormPlaceElsewhere, Place::File).with("where", *place).with("part", part));
        }
        if !any {
            problems.push(Problem::new(Code::FormWithoutPlaces, Place::File));
        }
    }

    /// What its copies would show that is not the result: totals of its own, and what was left of another month. `people`: names with values.
    pub fn doubts(&self, known: &Known, people: &[(String, PersonValues)]) -> Vec<Problem> {
        let totals = self.sheets.iter().any(sums::gives_total);
        let mut problems = Vec::new();
        for sheet in &self.sheets {
            problems.extend(doubts::left(sheet, &self.styles, known));
            problems.extend(sums::others(sheet, totals, people));
        }
        problems
    }

    /// The form filled for a person.
    ///
    /// # Errors
    /// [`Error::Internal`] where the container can't be written: a defect of this program.
    pub fn fill(&self, values: &PersonValues) -> Result<Vec<u8>, Error> {
        let mut styles = self.styles.clone();
        let moves: BTreeMap<String, Moves> =
            self.sheets.iter().map(|sheet| (sheet.name.clone(), fill::moves(sheet, values))).collect();
        let mut changed: BTreeMap<String, Option<String>> = BTreeMap::new();
        for sheet in &self.sheets {
            let moved = moves.get(&sheet.name).is_some_and(|own| !own.is_empty());
            let looks_there = moves.iter().any(|(name, own)| *name != sheet.name && !own.is_empty());
            let links = sheet.rows.iter().any(|row| {
                row.cells.iter().any(|cell| cell.formula.as_ref().is_some_and(|(_, text)| links_elsewhere(text)))
            });
            if sheet.has_places() || moved || looks_there || links {
                changed.insert(sheet.part.clone(), Some(fill::sheet(sheet, values, &moves, &mut styles)));
            }
        }
        if let (Some(part), Some(text)) = (&self.styles_part, styles.written()) {
            changed.insert(part.clone(), Some(text));
        }
        self.around.change(&self.parts, &moves, values, &mut changed)?;
        self.parts.with(&changed)
    }
}

/// A cell by its row from 1.
fn place(sheet: &FormSheet, row: u32, column: u16) -> CellRef {
    CellRef::new(std::sync::Arc::<str>::from(sheet.name.as_str()), row.saturating_sub(1), column)
}
