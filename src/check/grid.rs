//! A sheet as the checks see it: cells with addresses, merged areas, and cells as text.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cell::CellRef;
use crate::text::is_invisible;
pub(super) use crate::text::tidy;
use crate::workbook::{Area, Cell, Sheet, Value};

/// A sheet with its merged areas found by column.
#[derive(Debug)]
pub(super) struct Grid<'a> {
    /// The sheet itself.
    pub(super) sheet: &'a Sheet,
    merges: BTreeMap<u16, Vec<Area>>,
}

/// Columns of a merged area that are looked into: wider ones are titles across a whole sheet, not cells of a table. Each
/// column of each area takes 12 bytes while a sheet is checked.
const WIDEST_MERGE: u16 = 64;

impl<'a> Grid<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        let mut merges: BTreeMap<u16, Vec<Area>> = BTreeMap::new();
        for area in &sheet.merges {
            let last = area.right.min(area.left.saturating_add(WIDEST_MERGE));
            for column in area.left..=last {
                merges.entry(column).or_default().push(*area);
            }
        }
        for areas in merges.values_mut() {
            areas.sort_by_key(|area| (area.top, area.bottom));
        }
        Self { sheet, merges }
    }

    pub(super) fn name(&self) -> &Arc<str> {
        &self.sheet.name
    }

    pub(super) fn at(&self, row: u32, column: u16) -> CellRef {
        CellRef::new(Arc::clone(&self.sheet.name), row, column)
    }

    /// The merged area that a cell lies in.
    pub(super) fn merge(&self, row: u32, column: u16) -> Option<Area> {
        let areas = self.merges.get(&column)?;
        let after = areas.partition_point(|area| area.top <= row);
        let area = areas.get(after.checked_sub(1)?)?;
        (area.bottom >= row).then_some(*area)
    }

    /// The cell itself, merged areas not considered.
    pub(super) fn own(&self, row: u32, column: u16) -> Option<&'a Cell> {
        self.sheet.get(row, column)
    }

    /// The cell, or the first cell of the merged area that it lies in.
    pub(super) fn seen(&self, row: u32, column: u16) -> Option<&'a Cell> {
        match self.merge(row, column) {
            Some(area) => self.sheet.get(area.top, area.left).or_else(|| self.own(row, column)),
            None => self.own(row, column),
        }
    }

    /// What the cell shows as text, merged areas considered; empty for a blank.
    pub(super) fn text(&self, row: u32, column: u16) -> String {
        self.seen(row, column).map(shown).unwrap_or_default()
    }

    /// The filled cells of a row that hold more than blanks.
    pub(super) fn filled(&self, row: u32) -> impl Iterator<Item = (u16, &'a Cell)> {
        self.sheet
            .cells
            .range((row, 0)..=(row, u16::MAX))
            .map(|((_, column), cell)| (*column, cell))
            .filter(|(_, cell)| !is_blank(cell))
    }

    /// The rows with a filled cell, in order.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> =
            self.sheet.cells.iter().filter(|(_, cell)| !is_blank(cell)).map(|((row, _), _)| *row).collect();
        rows.dedup();
        rows
    }
}

/// Whether a cell holds nothing that can be seen.
pub(super) fn is_blank(cell: &Cell) -> bool {
    matches!(&cell.value, Value::Text(typed) if typed.chars().all(|c| c.is_whitespace() || is_invisible(c)))
}

/// A cell as text.
pub(super) fn shown(cell: &Cell) -> String {
    cell.text()
}
