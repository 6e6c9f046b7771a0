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
use crate::problem::{Code, Place, Problem};

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
            format!("={}", with_areas(&with_single_criteria(&text))),
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

/// Functions of which the engine takes areas only, and which argument that is.
const AREAS: [(&str, usize); 2] = [("RANK(", 1), ("COUNTIF(", 0)];

/// The formula with a single cell written as an area (`$Q$7:$Q$7`, which is the same) where the engine takes nothing else.
fn with_areas(formula: &str) -> String {
    let mut made = String::with_capacity(formula.len());
    let mut rest = formula;
    let next = |text: &str| {
        let found = AREAS.iter().filter_map(|(name, at)| Some((text.find(name)?, name.len(), *at)));
        found.min()
    };
    while let Some((start, length, wanted)) = next(rest) {
        let Some((before, behind)) = rest.split_at_checked(start.saturating_add(length)) else { break };
        made.push_str(before);
        rest = behind;
        for number in 0..=wanted {
            let end = argument(rest);
            let Some((text, more)) = rest.split_at_checked(end) else { break };
            if number < wanted {
                // What stands before the area may hold such a function itself.
                made.push_str(&with_areas(text));
                let comma = more.starts_with(',');
                made.push_str(if comma { "," } else { "" });
                rest = more.get(usize::from(comma)..).unwrap_or_default();
                continue;
            }
            made.push_str(text);
            let cell = text.rsplit('!').next().unwrap_or(text);
            if !cell.is_empty() && cell.chars().all(|c| c.is_ascii_alphanumeric() || c == '$') {
                made.push(':');
                made.push_str(cell);
            }
            rest = more;
        }
    }
    made.push_str(rest);
    made
}

/// The engine's COUNTIF takes one criterion: `SUMPRODUCT(COUNTIF(area,{"a","b"}))` is written `(COUNTIF(area,"a")+COUNTIF(area,"b"))`,
/// which is what it means.
fn with_single_criteria(formula: &str) -> String {
    const SUMMED: &str = "SUMPRODUCT(COUNTIF(";
    let Some((before, rest)) = formula.split_once(SUMMED) else { return formula.to_owned() };
    let one = |rest: &str| -> Option<(String, usize)> {
        let (area, behind) = rest.split_at_checked(argument(rest))?;
        let listed = behind.strip_prefix(",{")?;
        let (list, tail) = listed.split_once("}))")?;
        let mut criteria = Vec::new();
        let mut left = list;
        while !left.is_empty() {
            let (criterion, more) = left.split_at_checked(argument(left))?;
            criteria.push(format!("COUNTIF({area},{criterion})"));
            left = more.strip_prefix(',').unwrap_or(more);
        }
        Some((format!("({})", criteria.join("+")), rest.len().checked_sub(tail.len())?))
    };
    match one(rest) {
        Some((written, length)) => {
            format!("{before}{written}{}", with_single_criteria(rest.get(length..).unwrap_or_default()))
        }
        None => format!("{before}{SUMMED}{}", with_single_criteria(rest)),
    }
}

/// Where the argument at the beginning of a text ends: at a comma or a bracket of its own level. Texts and names of sheets may hold both.
fn argument(text: &str) -> usize {
    let (mut open, mut quote) = (0_usize, None);
    for (at, sign) in text.char_indices() {
        match (quote, sign) {
            (Some(mark), _) if mark == sign => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(sign),
            (None, '(') => open = open.saturating_add(1),
            (None, ',' | ')') if open == 0 => return at,
            (None, ')') => open = open.saturating_sub(1),
            _ => {}
        }
    }
    text.len()
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
    fn a_single_cell_is_written_as_an_area_where_the_engine_takes_areas_only() {
        for (given, made) in [
            ("RANK(Q7,$Q$7)", "RANK(Q7,$Q$7:$Q$7)"),
            ("RANK(Q7,'岗位-主播'!$Q$7,0)+1", "RANK(Q7,'岗位-主播'!$Q$7:$Q$7,0)+1"),
            ("RANK(Q7,$Q$7:$Q$9)", "RANK(Q7,$Q$7:$Q$9)"),
            ("IF(A1=\"\",\"\",RANK(A1,A1))", "IF(A1=\"\",\"\",RANK(A1,A1:A1))"),
            ("COUNTIF('数据'!$D$5,\"不适用\")>0", "COUNTIF('数据'!$D$5:$D$5,\"不适用\")>0"),
            ("COUNTIF('a,(b'!D5,\"A1,A2\")", "COUNTIF('a,(b'!D5:D5,\"A1,A2\")"),
            ("COUNTIF(D5:D9,D5)", "COUNTIF(D5:D9,D5)"),
            ("RANK(IF(COUNTIF(A1,1)>0,Q7,0),B1)", "RANK(IF(COUNTIF(A1:A1,1)>0,Q7,0),B1:B1)"),
            ("SUM(A1,B1)", "SUM(A1,B1)"),
        ] {
            assert_eq!(with_areas(given), made);
        }
    }

    #[test]
    fn a_list_of_criteria_is_written_as_a_sum_of_single_ones() {
        for (given, made) in [
            (
                "COUNT(A1:A4)+SUMPRODUCT(COUNTIF($A$1:$A$4,{\"不适用\",\"N,A\",\"—\"}))<4",
                "COUNT(A1:A4)+(COUNTIF($A$1:$A$4,\"不适用\")+COUNTIF($A$1:$A$4,\"N,A\")+COUNTIF($A$1:$A$4,\"—\"))<4",
            ),
            ("SUMPRODUCT(COUNTIF(A1:A4,B1))", "SUMPRODUCT(COUNTIF(A1:A4,B1))"),
            ("SUM(A1)", "SUM(A1)"),
        ] {
            assert_eq!(with_single_criteria(given), made);
        }
    }
}
