//! calamine reads, IronCalc calculates; both in binary floats, as spreadsheets do.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use ironcalc_base::Model;
use ironcalc_base::cell::CellValue;

use super::Proof;
use crate::cell::CellRef;
use crate::diagnostic::{Code, Place, Problem};

/// How far two floats may lie apart, as a part of the larger: what is printed has far fewer digits, and engines round their last bits
/// in their own ways.
const TOLERANCE: f64 = 1e-9;

/// Brackets in brackets of a formula. Ours have a dozen; an engine that descends by calling itself has an end.
const DEEPEST: usize = 60;

/// Characters of a formula: the most that a cell of Excel holds.
const LONGEST: usize = 8192;

/// Errors with which the engine says that it does not know how.
const CANNOT: [&str; 4] = ["#ERROR!", "#N/IMPL!", "#NAME?", "#CIRC!"];

/// A formula's cell: where, the formula, and the stored value.
struct Formula {
    sheet: u32,
    cell: CellRef,
    text: String,
    stored: Data,
}

pub(super) fn prove(bytes: &[u8]) -> Proof {
    let tried = catch_unwind(AssertUnwindSafe(|| tried(bytes)));
    let unprovable = |reason: String| {
        let problem = Problem::new(Code::CellUnprovable, Place::File).with("formula", "").with("reason", reason);
        Proof { formulas: 0, problems: vec![problem] }
    };
    match tried {
        Ok(Ok(proof)) => proof,
        Ok(Err(reason)) => unprovable(reason),
        Err(_) => unprovable("the engine failed".to_owned()),
    }
}

fn tried(bytes: &[u8]) -> Result<Proof, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut model = Model::new_empty("proof", "en", "UTC", "en")?;
    let names = book.sheet_names();
    for (at, name) in names.iter().enumerate() {
        match at {
            0 => model.rename_sheet_by_index(0, name)?,
            _ => model.add_sheet(name)?,
        }
    }
    let mut proof = Proof::default();
    let mut formulas = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let sheet = u32::try_from(at).map_err(|error| error.to_string())?;
        read(&mut book, (sheet, name), &mut model, &mut formulas, &mut proof.problems)?;
    }
    model.evaluate();
    for formula in formulas {
        match compared(&model, &formula) {
            None => proof.formulas = proof.formulas.saturating_add(1),
            Some(problem) => proof.problems.push(problem),
        }
    }
    proof.problems.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(proof)
}

/// Puts a sheet's values and formulas into the engine.
fn read(
    book: &mut Xlsx<Cursor<&[u8]>>,
    (sheet, name): (u32, &str),
    model: &mut Model<'_>,
    formulas: &mut Vec<Formula>,
    problems: &mut Vec<Problem>,
) -> Result<(), String> {
    let values = book.worksheet_range(name).map_err(|error| error.to_string())?;
    let texts = book.worksheet_formula(name).map_err(|error| error.to_string())?;
    let tab: Arc<str> = Arc::from(name);
    let (top, left) = texts.start().unwrap_or_default();
    let mut with_formula = BTreeMap::new();
    for (row, column, text) in texts.used_cells().filter(|(_, _, text)| !text.is_empty()) {
        let place = (absolute(top, row)?, absolute(left, column)?);
        with_formula.insert(place, text.trim_start_matches('=').to_owned());
    }
    let (top, left) = values.start().unwrap_or_default();
    for (row, column, value) in values.used_cells() {
        let place = (absolute(top, row)?, absolute(left, column)?);
        if !with_formula.contains_key(&place) {
            put(model, (sheet, one_based(place.0)?, one_based(place.1)?), value)?;
        }
    }
    for ((row, column), text) in with_formula {
        let cell = CellRef::new(Arc::clone(&tab), row, u16::try_from(column).map_err(|error| error.to_string())?);
        let stored = values.get_value((row, column)).cloned().unwrap_or(Data::Empty);
        if text.len() > LONGEST || depth(&text) > DEEPEST {
            problems.push(unprovable(&cell, &text, "too long or too deep"));
            continue;
        }
        model.update_cell_with_formula(
            sheet,
            one_based(row)?,
            one_based(column)?,
            format!("={}", with_areas(&text)),
        )?;
        formulas.push(Formula { sheet, cell, text, stored });
    }
    Ok(())
}

fn absolute(start: u32, offset: usize) -> Result<u32, String> {
    let offset = u32::try_from(offset).map_err(|error| error.to_string())?;
    start.checked_add(offset).ok_or_else(|| "a cell beyond every sheet".to_owned())
}

fn one_based(index: u32) -> Result<i32, String> {
    let number = index.checked_add(1).ok_or("a cell beyond every sheet")?;
    i32::try_from(number).map_err(|error| error.to_string())
}

/// How deep brackets lie in brackets, at most.
fn depth(text: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0_usize);
    for sign in text.chars() {
        match sign {
            '(' | '{' => now = now.saturating_add(1),
            ')' | '}' => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    deepest
}

/// The engine's RANK takes areas only: a single cell is written as one (`$Q$7:$Q$7`), which is the same.
fn with_areas(formula: &str) -> String {
    const RANK: &str = "RANK(";
    let mut pieces = formula.split(RANK);
    let mut made = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        made.push_str(RANK);
        let single = piece.split_once(',').and_then(|(value, rest)| {
            let (area, _) = rest.split_once([',', ')'])?;
            let is_cell = !area.contains(['(', ':', '"']);
            let cell = area.rsplit('!').next().unwrap_or(area);
            let end = rest.get(area.len()..)?;
            is_cell.then(|| (format!("{value},{area}:{cell}"), end))
        });
        match single {
            Some((area, end)) => {
                made.push_str(&area);
                made.push_str(end);
            }
            None => made.push_str(piece),
        }
    }
    made
}

fn put(model: &mut Model<'_>, (sheet, row, column): (u32, i32, i32), value: &Data) -> Result<(), String> {
    match value {
        Data::Empty => Ok(()),
        Data::Bool(truth) => model.update_cell_with_bool(sheet, row, column, *truth),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            model.update_cell_with_text(sheet, row, column, text)
        }
        // An error that is no formula's: written as a text it would count as none.
        Data::Error(error) => model.update_cell_with_formula(sheet, row, column, format!("={error}")),
        _ => match number(value) {
            Some(number) => model.update_cell_with_number(sheet, row, column, number),
            None => model.update_cell_with_text(sheet, row, column, &value.to_string()),
        },
    }
}

fn number(value: &Data) -> Option<f64> {
    match value {
        Data::Float(number) => Some(*number),
        #[expect(clippy::cast_precision_loss, reason = "a cell's number is a float in every spreadsheet")]
        Data::Int(number) => Some(*number as f64),
        Data::DateTime(date) => Some(date.as_f64()),
        _ => None,
    }
}

fn unprovable(cell: &CellRef, formula: &str, reason: &str) -> Problem {
    Problem::new(Code::CellUnprovable, cell).with("formula", formula).with("reason", reason)
}

/// What stands against a formula's stored value.
fn compared(model: &Model<'_>, formula: &Formula) -> Option<Problem> {
    let place = (one_based(formula.cell.row), one_based(formula.cell.column.into()));
    let found = match place {
        (Ok(row), Ok(column)) => model.get_cell_value_by_index(formula.sheet, row, column),
        (Err(reason), _) | (_, Err(reason)) => Err(reason),
    };
    let found = match found {
        Ok(found) => found,
        Err(reason) => return Some(unprovable(&formula.cell, &formula.text, &reason)),
    };
    if equal(&formula.stored, &found) {
        return None;
    }
    if let CellValue::String(text) = &found
        && CANNOT.contains(&text.as_str())
    {
        return Some(unprovable(&formula.cell, &formula.text, text));
    }
    let problem = Problem::new(Code::CellDiffers, &formula.cell)
        .with("stored", shown(&formula.stored))
        .with("found", in_words(&found))
        .with("formula", &formula.text);
    Some(problem)
}

fn equal(stored: &Data, found: &CellValue) -> bool {
    match (stored, found) {
        (Data::Bool(stored), CellValue::Boolean(found)) => stored == found,
        (Data::Error(stored), CellValue::String(found)) => stored.to_string() == *found,
        (Data::String(stored), CellValue::String(found)) => stored == found,
        // An empty text and an empty cell are one in a stored value.
        (Data::Empty, CellValue::String(found)) => found.is_empty(),
        (Data::Empty, CellValue::None) => true,
        (Data::String(stored), CellValue::None) => stored.is_empty(),
        (stored, CellValue::Number(found)) => number(stored).is_some_and(|stored| {
            let larger = stored.abs().max(found.abs()).max(1.0);
            // Written so that no comparison with something that is no number holds.
            (stored - found).abs() <= TOLERANCE * larger
        }),
        _ => false,
    }
}

fn shown(value: &Data) -> String {
    match value {
        Data::Empty => "—".to_owned(),
        other => other.to_string(),
    }
}

fn in_words(value: &CellValue) -> String {
    match value {
        CellValue::None => "—".to_owned(),
        CellValue::String(text) => text.clone(),
        CellValue::Number(number) => number.to_string(),
        CellValue::Boolean(truth) => truth.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_over_a_single_cell_is_written_over_an_area_and_nothing_else_changes() {
        for (given, made) in [
            ("RANK(Q7,$Q$7)", "RANK(Q7,$Q$7:$Q$7)"),
            ("RANK(Q7,'岗位-主播'!$Q$7,0)+1", "RANK(Q7,'岗位-主播'!$Q$7:$Q$7,0)+1"),
            ("RANK(Q7,$Q$7:$Q$9)", "RANK(Q7,$Q$7:$Q$9)"),
            ("IF(A1=\"\",\"\",RANK(A1,A1))", "IF(A1=\"\",\"\",RANK(A1,A1:A1))"),
            ("SUM(A1,B1)", "SUM(A1,B1)"),
        ] {
            assert_eq!(with_areas(given), made);
        }
    }
}
