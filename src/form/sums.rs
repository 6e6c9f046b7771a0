//! What a form's own formulas will show: sums over repeated rows, products within them, places that they look at. Only what is known for
//! certain is calculated; a formula with anything else in it has no value here.

use std::cell::Cell;

use rust_decimal::Decimal;

use super::adopt::bare;
use super::doubts::another;
use super::fields::{Field, Group, Piece};
use super::person_copy::{PersonValues, Put};
use super::reference::{Spot, spot};
use super::sheet::{Block, FormCell, FormSheet};
use crate::decimal;
use crate::problem::Problem;

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
    // A mean is no total.
    if !calc.scores.get() || !calc.sums.get() || !is_total && formula.contains('/') {
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

/// A number, or nothing: a blank or words.
type Value = Option<Decimal>;

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
        let mut reader = Reader { calc: self, rest: text.trim_start_matches('=').trim(), row, item, deep };
        let value = reader.sum()?;
        reader.rest.is_empty().then_some(value)
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

/// Reads a formula from left to right and calculates it.
struct Reader<'a, 'b> {
    calc: &'b Calc<'b>,
    rest: &'a str,
    row: u32,
    item: usize,
    deep: u32,
}

impl<'a> Reader<'a, '_> {
    fn eat(&mut self, sign: char) -> bool {
        match self.rest.strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        loop {
            let minus = if self.eat('+') {
                false
            } else if self.eat('-') {
                true
            } else {
                return Some(value);
            };
            let (one, other) = (value.unwrap_or_default(), self.product()?.unwrap_or_default());
            value = Some(if minus { one.checked_sub(other) } else { one.checked_add(other) }?);
        }
    }

    fn product(&mut self) -> Option<Value> {
        let mut value = self.one()?;
        loop {
            let over = if self.eat('*') {
                false
            } else if self.eat('/') {
                true
            } else {
                return Some(value);
            };
            let (one, other) = (value.unwrap_or_default(), self.one()?.unwrap_or_default());
            value = Some(if over { one.checked_div(other) } else { one.checked_mul(other) }?);
        }
    }

    fn one(&mut self) -> Option<Value> {
        self.deep = self.deep.saturating_add(1);
        if self.deep > DEEP.saturating_mul(4) {
            return None;
        }
        let value = if self.eat('(') {
            let value = self.sum()?;
            self.eat(')').then_some(value)
        } else if let Some(name) = ["SUMPRODUCT", "SUM", "ROUND"].into_iter().find(|name| self.is_call(name)) {
            self.rest = self.rest.get(name.len().saturating_add(1)..)?.trim_start();
            self.call(name)
        } else if self.rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            let end = self.rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(self.rest.len());
            let (number, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest.trim_start();
            let number: Decimal = number.parse().ok()?;
            Some(Some(if self.eat('%') { number.checked_div(Decimal::ONE_HUNDRED)? } else { number }))
        } else {
            let spot = self.spot()?;
            self.look(spot)
        };
        self.deep = self.deep.saturating_sub(1);
        value
    }

    fn is_call(&self, name: &str) -> bool {
        let start = self.rest.get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name))
            && self.rest.get(name.len()..).is_some_and(|rest| rest.starts_with('('))
    }

    fn call(&mut self, name: &str) -> Option<Value> {
        let mut columns: Vec<Vec<Value>> = Vec::new();
        loop {
            columns.push(self.argument(name == "SUM")?);
            if self.eat(')') {
                break;
            }
            if !self.eat(',') {
                return None;
            }
        }
        let add = |sum: Decimal, value: Decimal| sum.checked_add(value);
        match (name, columns.as_slice()) {
            ("SUM", columns) => columns.iter().flatten().flatten().copied().try_fold(Decimal::ZERO, add).map(Some),
            ("SUMPRODUCT", [first, others @ ..]) => {
                let mut sum = Decimal::ZERO;
                for (at, value) in first.iter().enumerate() {
                    let mut product = value.unwrap_or_default();
                    for other in others.iter().filter(|_| others.iter().all(|other| other.len() == first.len())) {
                        product = product.checked_mul((*other.get(at)?).unwrap_or_default())?;
                    }
                    sum = sum.checked_add(product)?;
                }
                others.iter().all(|other| other.len() == first.len()).then_some(Some(sum))
            }
            ("ROUND", [value, places]) => {
                let (value, places) = (value.first().copied()?, places.first().copied()??);
                Some(Some(decimal::round(value.unwrap_or_default(), u32::try_from(places).ok()?)))
            }
            _ => None,
        }
    }

    /// An argument: an area, or one value. `grows`: a single repeated cell stands for all of its rows, as the filled form has it.
    fn argument(&mut self, grows: bool) -> Option<Vec<Value>> {
        let before = self.rest;
        if let Some(first) = self.spot() {
            let only =
                before.split_once(')').is_some_and(|(inside, _)| !inside.contains([',', ':', '+', '-', '*', '/']));
            let second = if self.eat(':') { Some(self.spot()?) } else { None };
            if self.rest.starts_with([',', ')']) && (second.is_some() || grows && only) {
                let (one, other) = (corner(first), corner(second.unwrap_or(first)));
                let own = block_of(self.calc.sheet, self.row).map(|_| (self.row, self.item));
                return self.calc.area(one?, other?, own, self.deep);
            }
        }
        self.rest = before;
        Some(vec![self.sum()?])
    }

    fn spot(&mut self) -> Option<Spot> {
        let (found, length) = spot(self.rest)?;
        let rest = self.rest.get(length..)?;
        if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '!' | '(' | '_' | '.')) {
            return None;
        }
        self.rest = rest.trim_start();
        Some(found)
    }

    /// The value of a single cell, of its own item where both stand in repeated rows.
    fn look(&self, spot: Spot) -> Option<Value> {
        let (column, row) = corner(spot)?;
        let Some(block) = block_of(self.calc.sheet, row) else {
            return self.calc.cell(row, column, 0, self.deep);
        };
        let alone = self.calc.sheet.blocks.iter().filter(|other| other.group == block.group).count() == 1;
        if !alone || block.beside != 1 {
            return None;
        }
        let along = (block.first..=block.last).contains(&self.row) && !spot.is_row_fixed();
        let item = match (along, row == self.row) {
            (true, true) => self.item,
            (true, false) => return None,
            (false, _) => usize::try_from(row.checked_sub(block.first)?).ok()?,
        };
        self.calc.cell(row, column, item, self.deep)
    }
}

fn corner(spot: Spot) -> Option<(u16, u32)> {
    spot.place()
}
