//! Saved values of formulas that are not what the formulas give: some program wrote other figures beside them and calculated nothing
//! (=C2+D2 of 40 and 40 saved as 90), or a formula looks at itself. What [`sums`] does not calculate is
//! believed as before.

use std::cell::{Cell as Counter, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::cell::spot::Spot;
use crate::workbook::sums::{Figures, calculated};
use crate::workbook::{Area, Cell, Value, sums};

/// Bytes of formulas that are looked at: longer ones hold more than sums.
const LONGEST: usize = 120;

/// Formulas of a sheet that are looked at: the first ones.
const FORMULAS: usize = 100_000;

/// Cells that are looked at in a sheet for all of its formulas together; what stands behind is believed.
const LOOKED_AT: usize = 1_000_000;

/// How often sums of what is stale are looked for.
const ROUNDS: usize = 20;

/// Zero-based row and column.
type At = (u32, u16);

/// The formula of a cell while it is read.
#[derive(Debug, Default)]
pub(super) struct Formula {
    text: String,
    /// It fills an area, and is no sum of one cell.
    fills: bool,
    /// The number of the formula that cells share, which is filled down; the first of them holds its text.
    group: Option<u32>,
}

impl Formula {
    /// Begins with the next one.
    pub(super) fn begin(&mut self, fills: bool, group: Option<u32>) {
        self.text.clear();
        (self.fills, self.group) = (fills, group);
    }

    /// Takes a piece of its text. A longer one stays too long.
    pub(super) fn push(&mut self, piece: &str) {
        if self.text.len() <= LONGEST {
            self.text.push_str(piece);
        }
    }
}

/// A formula, and the cell that it was written for.
#[derive(Debug, Clone)]
struct Written {
    text: Arc<str>,
    first: At,
}

/// The formulas of a sheet, as far as they are looked at.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    of_cells: BTreeMap<At, Written>,
    shared: BTreeMap<u32, Written>,
}

impl Formulas {
    /// Keeps a cell's formula, and tells how many bytes of text that takes. `is_number`: whether a number is its saved value.
    pub(super) fn keep(&mut self, at: At, formula: &mut Formula, is_number: bool) -> usize {
        let is_new = !formula.text.is_empty();
        let kept = self.of_cells.len().saturating_add(self.shared.len());
        if formula.fills || formula.text.len() > LONGEST || kept >= FORMULAS {
            return 0;
        }
        let written = match formula.group {
            Some(group) if !is_new => self.shared.get(&group).cloned(),
            _ => is_new.then(|| Written { text: formula.text.as_str().into(), first: at }),
        };
        let Some(written) = written else { return 0 };
        if let Some(group) = formula.group.filter(|_| is_new) {
            self.shared.insert(group, written.clone());
        }
        if is_number {
            self.of_cells.insert(at, written);
        }
        if is_new { formula.text.len() } else { 0 }
    }

    /// The cells whose saved value is not what their formula gives, and those that rest on one of them.
    pub(super) fn stale(&self, cells: &BTreeMap<At, Cell>) -> BTreeSet<At> {
        stale(cells, &self.of_cells)
    }
}

fn stale(cells: &BTreeMap<At, Cell>, formulas: &BTreeMap<At, Written>) -> BTreeSet<At> {
    let left = Counter::new(LOOKED_AT);
    let mut seen: BTreeMap<At, Vec<Area>> = BTreeMap::new();
    let mut stale = BTreeSet::new();
    for (&at, formula) in formulas {
        let sheet = Sheet { cells, copied: between(formula.first, at), seen: RefCell::default(), left: &left };
        let Some(value) = calculated(&formula.text, &sheet) else { continue };
        let areas = sheet.seen.into_inner();
        let circles = areas.iter().any(|area| holds(area, at));
        let saved = cells.get(&at).and_then(number);
        if circles || saved.is_some_and(|saved| differ(saved, value.unwrap_or_default())) {
            stale.insert(at);
        }
        seen.insert(at, areas);
    }
    // A sum of what is stale is so as well, however often that goes on.
    let mut found: Vec<At> = stale.iter().copied().collect();
    for _ in 0..ROUNDS {
        let mut more = Vec::new();
        for (at, areas) in seen.iter().filter(|(at, _)| !stale.contains(*at)) {
            let work = areas.len().saturating_mul(found.len());
            let Some(rest) = left.get().checked_sub(work) else { return stale };
            left.set(rest);
            if found.iter().any(|one| areas.iter().any(|area| holds(area, *one))) {
                more.push(*at);
            }
        }
        if more.is_empty() {
            break;
        }
        stale.extend(more.iter().copied());
        found = more;
    }
    stale
}

/// How far a formula was copied, down and to the right.
fn between(first: At, at: At) -> (i64, i64) {
    let apart = |to: i64, from: i64| to.saturating_sub(from);
    (apart(i64::from(at.0), i64::from(first.0)), apart(i64::from(at.1), i64::from(first.1)))
}

fn holds(area: &Area, (row, column): At) -> bool {
    (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column)
}

fn number(cell: &Cell) -> Option<Decimal> {
    match cell.value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Whether two figures differ by more than the digits that binary numbers lose.
fn differ(saved: Decimal, value: Decimal) -> bool {
    let size = saved.abs().max(value.abs()).max(Decimal::ONE);
    let most = size.checked_mul(Decimal::new(1, 6));
    saved.checked_sub(value).zip(most).is_some_and(|(off, most)| off.abs() > most)
}

/// The sheet as a formula sees it that was copied so far.
struct Sheet<'a> {
    cells: &'a BTreeMap<At, Cell>,
    copied: (i64, i64),
    seen: RefCell<Vec<Area>>,
    left: &'a Counter<usize>,
}

impl Sheet<'_> {
    fn at(&self, spot: Spot) -> Option<At> {
        let (column, row) = spot.copied(self.copied.0, self.copied.1)?.place()?;
        Some((row.checked_sub(1)?, column))
    }
}

impl Figures for Sheet<'_> {
    /// A text in the middle of a calculation is an error, or a number that is none here.
    fn one(&self, spot: Spot) -> Option<sums::Value> {
        let at = self.at(spot)?;
        self.seen.borrow_mut().push(Area { top: at.0, left: at.1, bottom: at.0, right: at.1 });
        match self.cells.get(&at) {
            None => Some(None),
            Some(cell) => number(cell).map(Some),
        }
    }

    fn area(&self, first: Spot, last: Spot) -> Option<Vec<sums::Value>> {
        let (first, last) = (self.at(first)?, self.at(last)?);
        let area = Area {
            top: first.0.min(last.0),
            left: first.1.min(last.1),
            bottom: first.0.max(last.0),
            right: first.1.max(last.1),
        };
        self.seen.borrow_mut().push(area);
        let width = usize::from(area.right.saturating_sub(area.left)).saturating_add(1);
        let height = usize::try_from(area.bottom.saturating_sub(area.top)).ok()?.saturating_add(1);
        // Each of them has its place among the others, blanks too.
        let size = width.checked_mul(height)?;
        self.left.set(self.left.get().checked_sub(size)?);
        let mut values = Vec::with_capacity(size);
        for row in area.top..=area.bottom {
            for column in area.left..=area.right {
                values.push(match self.cells.get(&(row, column)).map(|cell| &cell.value) {
                    Some(Value::Number(number)) => Some(*number),
                    // Texts count nothing in an area.
                    None | Some(Value::Text(_) | Value::Bool(_)) => None,
                    Some(_) => return None,
                });
            }
        }
        Some(values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(value: Value) -> Cell {
        Cell { value, percent: false, look: None }
    }

    fn number(text: &str) -> Cell {
        plain(Value::Number(text.parse().unwrap()))
    }

    fn own(at: At, text: &str) -> (At, Written) {
        (at, Written { text: text.into(), first: at })
    }

    /// Row 1 holds A1 40, B1 30, C1 a text and E1 nothing; the formula stands in D1 with a saved value.
    fn is_stale(formula: &str, saved: &str) -> bool {
        let text = plain(Value::Text("请假".to_owned()));
        let cells =
            BTreeMap::from([((0, 0), number("40")), ((0, 1), number("30")), ((0, 2), text), ((0, 3), number(saved))]);
        !stale(&cells, &BTreeMap::from([own((0, 3), formula)])).is_empty()
    }

    #[test]
    fn a_saved_value_that_the_formula_does_not_give_is_stale() {
        for (formula, value) in [
            ("A1+B1", "70"),
            ("SUM(A1:C1)", "70"),
            ("A1/B1", "1.33333333333333"),
            ("ROUND(A1/B1,1)", "1.3"),
            ("AVERAGE(A1:C1)", "35"),
            ("40+40", "80"),
        ] {
            assert!(!is_stale(formula, value), "{formula}");
            assert!(is_stale(formula, "90"), "{formula}");
        }
        // It looks at itself.
        assert!(is_stale("D1+1", "1") && is_stale("SUM(A1:D1)", "70"));
    }

    #[test]
    fn what_is_not_certain_is_believed() {
        for formula in ["A1+C1", "Sheet2!A1+B1", "IF(A1>1,2,3)", "A1^2", "SUM(名称)", "A1/E1", "总额+A1", "SUM(A:A)"]
        {
            assert!(!is_stale(formula, "90"), "{formula}");
        }
    }

    #[test]
    fn cells_that_share_a_formula_have_that_of_the_first() {
        let mut formulas = Formulas::default();
        let mut keep = |at, text: &str, group, is_number| {
            let mut formula = Formula::default();
            formula.begin(false, group);
            formula.push(text);
            formulas.keep(at, &mut formula, is_number)
        };
        assert_eq!(keep((0, 1), "A1*2", Some(7), false), 4);
        assert_eq!(keep((1, 1), "", Some(7), true), 0);
        assert_eq!(keep((2, 1), "", Some(8), true), 0);
        assert_eq!(keep((3, 1), &"A1+".repeat(60), None, true), 0);
        let cells = BTreeMap::from([((1, 0), number("4")), ((1, 1), number("9")), ((2, 1), number("9"))]);
        assert_eq!(formulas.stale(&cells), BTreeSet::from([(1, 1)]));
    }

    #[test]
    fn formulas_that_are_filled_down_look_at_their_own_row() {
        let cells = (0..3).flat_map(|row| [((row, 0), number("4")), ((row, 1), number(["8", "9", "8"][row as usize]))]);
        let shared = |row| ((row, 1), Written { text: "A1*$A$1/2".into(), first: (0, 1) });
        let found = stale(&cells.collect(), &(0..3).map(shared).collect());
        assert_eq!(found, BTreeSet::from([(1, 1)]));
    }

    #[test]
    fn sums_without_end_are_believed() {
        // Sums of a thousand cells each, more of them than are looked at.
        let figures = (0..1_000).map(|row| ((row, 0), number("1")));
        let sums = (0..2_000).map(|row| ((row, 1), number(if row == 1_999 { "1" } else { "1000" })));
        let formulas = (0..2_000).map(|row| own((row, 1), "SUM(A1:A1000)")).collect();
        assert_eq!(stale(&figures.chain(sums).collect(), &formulas), BTreeSet::new());
        // A whole sheet in one formula.
        assert_eq!(stale(&BTreeMap::new(), &BTreeMap::from([own((0, 0), "SUM(B1:XFD1048576)")])), BTreeSet::new());
    }

    #[test]
    fn what_rests_on_a_stale_value_is_stale_too() {
        let cells = [((0, 0), "40"), ((0, 1), "90"), ((0, 2), "180"), ((0, 3), "1")];
        let cells = cells.map(|(at, text)| (at, number(text))).into();
        let formulas = [own((0, 1), "A1+A1"), own((0, 2), "B1*2"), own((0, 3), "A1-39")].into();
        assert_eq!(stale(&cells, &formulas), BTreeSet::from([(0, 1), (0, 2)]));
    }
}
