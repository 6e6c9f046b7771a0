//! What a form's own formulas will show: sums over repeated rows, products within them, places that they look at. Only what is known for
//! certain is calculated; a formula with anything else in it has no value here.

use std::cell::Cell;

use rust_decimal::Decimal;

use super::adopt::bare;
use super::doubts::another;
use super::fields::{Field, Group, Piece};
use super::person_copy::{PersonValues, Put};
use super::sheet::{Block, FormCell, FormSheet};
use crate::cell::spot::Spot;
use crate::decimal;
use crate::problem::Problem;
use crate::workbook::sums::{Figures, Value, calculated};

/// Cells that are looked at for one formula, and formulas within one another.
const CELLS: u32 = 5_000;
const DEEP: u32 = 12;

/// Totals of the form's own that are not the total of somebody.
pub(super) fn others(sheet: &FormSheet, totals_elsewhere: bool, people: &[(String, PersonValues)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for row in sheet.rows.iter().filter(|row| block_of(sheet, row.number).is_none()) {
        for cell in row.cells.iter().filter(|cell| cell.formula.is_some()) {
            let label = label(sheet, row.number, cell.column);
            let wrong = people.iter().find_map(|(name, values)| {
                let (shown, total) = off(sheet, (row.number, cell), label, totals_elsewhere, values)?;
                Some((name, shown, total))
            });
            if let Some((name, shown, total)) = wrong {
                let shown = decimal::plain(decimal::round(shown, 4).normalize());
                let problem = another(sheet, row.number, cell.column, "total").with("name", name.as_str());
                problems.push(problem.with("shown", shown).with("total", total.to_string()));
            }
        }
    }
    problems
}

/// Whether a sheet gives the total somewhere: as a placeholder, or beside its label.
pub(super) fn gives_total(sheet: &FormSheet) -> bool {
    sheet.rows.iter().any(|row| {
        row.cells.iter().any(|cell| {
            cell.fields().any(|field| field == Field::Total)
                || cell.formula.is_some() && label(sheet, row.number, cell.column) == Some(Field::Total)
        })
    })
}

/// The field that the words left of a cell, or else above it, name.
fn label(sheet: &FormSheet, row: u32, column: u16) -> Option<Field> {
    let words = |cell: &FormCell| cell.text.clone().filter(|text| cell.formula.is_none() && !text.trim().is_empty());
    let left = sheet.row(row)?.cells.iter().rev().filter(|cell| cell.column < column).find_map(words);
    left.and_then(|text| Field::find(&bare(&text)))
}

/// What a cell shows and what it should, where the two differ.
fn off(
    sheet: &FormSheet,
    (row, cell): (u32, &FormCell),
    label: Option<Field>,
    totals_elsewhere: bool,
    values: &PersonValues,
) -> Option<(Decimal, Decimal)> {
    let (_, formula) = cell.formula.as_ref()?;
    let calc = Calc { sheet, values, scores: Cell::new(false), sums: Cell::new(false), cells: Cell::new(0) };
    let shown = calc.formula(formula, row, 0, 0)??;
    let is_total = label == Some(Field::Total);
    // A mean is no total, nor is the best of several.
    let upper = formula.to_ascii_uppercase();
    let is_other = || ["/", "AVERAGE", "MAX", "MIN"].iter().any(|sign| upper.contains(sign));
    if !calc.scores.get() || !calc.sums.get() || !is_total && is_other() {
        return None;
    }
    let given = |field: Field| match values.own.get(&field) {
        Some(Put::Number(number)) => Some(*number),
        _ => None,
    };
    let total = given(Field::Total)?;
    // Each of the rounded scores may be off by half a unit of the last place, and the total too.
    let count = values.rows.get(&Group::Kpi).map_or(0, Vec::len);
    let half = Decimal::new(5, total.scale().saturating_add(1));
    let bound = half.checked_mul(Decimal::from(count.saturating_add(1)))?;
    let near = |wanted: Decimal| shown.checked_sub(wanted).is_some_and(|off| off.abs() <= bound);
    let subtotal = given(Field::Subtotal);
    let fine = match label {
        Some(Field::Total) => near(total),
        Some(Field::Subtotal) => subtotal.is_some_and(near),
        _ => near(total) || totals_elsewhere && subtotal.is_some_and(near),
    };
    let wanted = if label == Some(Field::Subtotal) { subtotal.unwrap_or(total) } else { total };
    (!fine).then_some((shown, wanted))
}

fn block_of(sheet: &FormSheet, row: u32) -> Option<&Block> {
    sheet.blocks.iter().find(|block| (block.first..=block.last).contains(&row))
}

/// Calculates for one person; `None` wherever something is not certain.
struct Calc<'a> {
    sheet: &'a FormSheet,
    values: &'a PersonValues,
    /// Whether scores of KPIs were looked at, and whether repeated rows were gone through.
    scores: Cell<bool>,
    sums: Cell<bool>,
    cells: Cell<u32>,
}

impl Calc<'_> {
    fn formula(&self, text: &str, row: u32, item: usize, deep: u32) -> Option<Value> {
        calculated(text, &From { calc: self, row, item, deep })
    }

    /// The value of a cell; `item`: which of the repeated ones, where its row is repeated.
    fn cell(&self, row: u32, column: u16, item: usize, deep: u32) -> Option<Value> {
        self.cells.set(self.cells.get().saturating_add(1));
        if self.cells.get() > CELLS || deep > DEEP {
            return None;
        }
        let block = block_of(self.sheet, row);
        let at = block.map_or(row, |block| block.pattern);
        let Some(cell) = self.sheet.row(at).and_then(|row| row.cells.iter().find(|cell| cell.column == column)) else {
            return Some(None);
        };
        if let Some((_, formula)) = &cell.formula {
            return self.formula(formula, at, item, deep.saturating_add(1));
        }
        match cell.places.as_slice() {
            [] => Some(cell.number()),
            [Piece::Placeholder(name)] => Some(self.given(Field::find(name)?, item)),
            _ => Some(None),
        }
    }

    fn given(&self, field: Field, item: usize) -> Value {
        let put = if field.group() == Group::Person {
            self.values.own.get(&field)
        } else {
            self.scores.set(self.scores.get() || matches!(field, Field::Score | Field::Weighted));
            self.values.rows.get(&field.group()).and_then(|rows| rows.get(item)).and_then(|row| row.get(&field))
        };
        match put {
            Some(Put::Number(number) | Put::Share(number)) => Some(*number),
            _ => None,
        }
    }

    /// All values of an area, repeated rows item by item; `own`: the repeated row that the formula stands in, with its item.
    fn area(&self, (left, top): (u16, u32), (right, bottom): (u16, u32), own: Own, deep: u32) -> Option<Vec<Value>> {
        let mut all = Vec::new();
        let mut row = top;
        while row <= bottom {
            let block = block_of(self.sheet, row);
            let items = match (block, own) {
                (None, _) => vec![0],
                (Some(_), Some((own, item))) if row == own && top == bottom => vec![item],
                (Some(block), _) => {
                    let alone = self.sheet.blocks.iter().filter(|other| other.group == block.group).count() == 1;
                    if !alone || block.beside != 1 || row != block.first || bottom < block.last {
                        return None;
                    }
                    self.sums.set(true);
                    (0..self.values.rows.get(&block.group).map_or(0, Vec::len)).collect()
                }
            };
            for item in items {
                for column in left..=right {
                    all.push(self.cell(row, column, item, deep)?);
                }
            }
            let own_row = top == bottom;
            row = block.filter(|_| !own_row).map_or(row, |block| block.last).checked_add(1)?;
        }
        Some(all)
    }
}

/// The repeated row that a formula stands in, and its item.
type Own = Option<(u32, usize)>;

/// The cells as a formula in a row sees them; `item`: which of the repeated ones, where its row is repeated.
struct From<'a> {
    calc: &'a Calc<'a>,
    row: u32,
    item: usize,
    deep: u32,
}

impl Figures for From<'_> {
    /// Of repeated rows a single cell is that of the formula's own item, where it stands in them too.
    fn one(&self, spot: Spot) -> Option<Value> {
        let (column, row) = spot.place()?;
        let Some(block) = block_of(self.calc.sheet, row) else {
            return self.calc.cell(row, column, 0, self.deep);
        };
        let alone = self.calc.sheet.blocks.iter().filter(|other| other.group == block.group).count() == 1;
        if !alone || block.beside != 1 {
            return None;
        }
        let along = (block.first..=block.last).contains(&self.row) && !spot.row.fixed;
        let item = match (along, row == self.row) {
            (true, true) => self.item,
            (true, false) => return None,
            (false, _) => usize::try_from(row.checked_sub(block.first)?).ok()?,
        };
        self.calc.cell(row, column, item, self.deep)
    }

    /// A single repeated cell stands for all of its rows, as the filled form has it.
    fn area(&self, first: Spot, last: Spot) -> Option<Vec<Value>> {
        let own = block_of(self.calc.sheet, self.row).map(|_| (self.row, self.item));
        self.calc.area(first.place()?, last.place()?, own, self.deep)
    }
}
