//! A sheet of an .ods file as its cells and rows end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::cell::{self, Open};
use crate::cell::CellRef;
use crate::problem::{Place, Problem};
use crate::workbook::calculation::Belief;
use crate::workbook::limits::Budget;
use crate::workbook::xml::qualified;
use crate::workbook::{Area, Cell, Hidden, Sheet, Value, address, merges, refusal};

/// The sheet that is being read.
pub(super) struct OpenSheet {
    name: Arc<str>,
    cells: BTreeMap<(u32, u16), Cell>,
    merges: Vec<Area>,
    row: u32,
    column: u32,
    /// How often the current row stands.
    repeated: u32,
    /// The current row's filled cells, with whether they are struck out.
    filled: Vec<(u32, Cell, bool)>,
    /// Filled cells whose style strikes them out.
    struck: BTreeSet<(u32, u16)>,
    /// Covered cells that hold something.
    covered: Vec<(u32, u16)>,
    /// A copy of another file's cells, kept for formulas; no sheet of this workbook.
    is_copy: bool,
    hidden: Hidden,
    /// The next column that `table:table-column` speaks of.
    told_columns: u32,
    belief: Belief,
}

/// Whether a row or column is hidden, folded or filtered out.
pub(super) fn is_unseen(element: &BytesStart<'_>) -> bool {
    qualified(element, "table:visibility").is_some_and(|visible| matches!(&*visible, "collapse" | "filter"))
}

/// A count in an attribute; 1 where there is none.
pub(super) fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    qualified(element, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

impl OpenSheet {
    pub(super) fn new(name: &str, belief: Belief, is_hidden: bool) -> Self {
        Self {
            hidden: Hidden { sheet: is_hidden, ..Hidden::default() },
            told_columns: 0,
            belief,
            name: Arc::from(name),
            cells: BTreeMap::new(),
            merges: Vec::new(),
            row: 0,
            column: 0,
            repeated: 1,
            filled: Vec::new(),
            struck: BTreeSet::new(),
            covered: Vec::new(),
            // Programs keep them under the address of the file, in quotes.
            is_copy: name.starts_with('\'') && name.contains("'#"),
        }
    }

    /// Whether these are another file's cells.
    pub(super) fn is_copy(&self) -> bool {
        self.is_copy
    }

    pub(super) fn begin_row(&mut self, repeated: u32, is_unseen: bool) {
        self.column = 0;
        self.repeated = repeated;
        if is_unseen {
            self.hidden.add_rows(self.row, self.row.saturating_add(repeated).saturating_sub(1));
        }
    }

    /// Takes the next columns, with whether they are seen.
    pub(super) fn tell_columns(&mut self, element: &BytesStart<'_>) {
        let first = self.told_columns;
        self.told_columns = first.saturating_add(number(element, "table:number-columns-repeated"));
        if let (true, Ok(first)) = (is_unseen(element), u16::try_from(first)) {
            self.hidden.add_columns(first, u16::try_from(self.told_columns.saturating_sub(1)).unwrap_or(u16::MAX));
        }
    }

    pub(super) fn end_cell(&mut self, open: Open, budget: &mut Budget) -> Result<(), Problem> {
        let (column, repeated) = (self.column, open.repeated);
        self.column = column.saturating_add(repeated);
        if let Some((rows, columns)) = open.span {
            budget.merge()?;
            let last = |start: u32, count: u32| start.checked_add(count)?.checked_sub(1);
            let first = address::position(Some(self.row), Some(column));
            let end = address::position(last(self.row, rows), last(column, columns));
            let (Some(first), Some(end)) = (first, end) else {
                return Err(refusal::outside("table:number-rows-spanned"));
            };
            self.merges.push(Area { top: first.0, left: first.1, bottom: end.0, right: end.1 });
        }
        let (covered, is_struck) = (open.covered, open.is_struck);
        let found = cell::finish(open, self.belief).map_err(|mut problem| {
            if let Some((row, column)) = address::position(Some(self.row), Some(column)) {
                problem.place = Place::Cell(CellRef::new(self.name.clone(), row, column));
            }
            problem
        })?;
        if let Some(cell) = found {
            for offset in 0..repeated {
                budget.cell()?;
                if let Value::Text(text) | Value::Error(text) | Value::Unusable(text) = &cell.value {
                    budget.text(text.len())?;
                }
                let column = column.saturating_add(offset);
                self.filled.push((column, cell.clone(), is_struck));
                if covered {
                    self.covered.extend(address::position(Some(self.row), Some(column)));
                }
            }
        }
        Ok(())
    }

    pub(super) fn end_row(&mut self, budget: &mut Budget) -> Result<(), Problem> {
        let filled = std::mem::take(&mut self.filled);
        if !filled.is_empty() {
            for offset in 0..self.repeated {
                for (column, cell, is_struck) in &filled {
                    if offset > 0 {
                        budget.cell()?;
                        if let Value::Text(text) | Value::Error(text) | Value::Unusable(text) = &cell.value {
                            budget.text(text.len())?;
                        }
                    }
                    let row = self.row.saturating_add(offset);
                    let at = address::position(Some(row), Some(*column))
                        .ok_or_else(|| refusal::outside("table:number-rows-repeated"))?;
                    if *is_struck {
                        self.struck.insert(at);
                    }
                    self.cells.insert(at, cell.clone());
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        self.repeated = 1;
        Ok(())
    }

    pub(super) fn finish(mut self, days_from_1904: bool) -> Result<Sheet, Problem> {
        merges::uncover(&mut self.cells, &self.merges);
        // Under no merged area, some programs show what a covered cell holds.
        if let Some((row, column)) = self.covered.iter().find(|at| self.cells.contains_key(at)) {
            let mut problem = refusal::ambiguous("covered");
            problem.place = Place::Cell(CellRef::new(self.name.clone(), *row, *column));
            return Err(problem);
        }
        Ok(Sheet {
            name: self.name,
            cells: self.cells,
            merges: self.merges,
            days_from_1904,
            hidden: self.hidden,
            struck: self.struck,
            ..Sheet::default()
        })
    }
}
