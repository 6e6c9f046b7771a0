//! A table of the source: a sheet, a table of a document, or lines of text with marks between their cells.

use std::collections::BTreeMap;

use super::account::Spot;
use super::words::is;
use crate::workbook::Area;

/// A filled cell.
#[derive(Debug, Clone)]
pub(super) struct GridCell {
    /// What it shows, on one line or more.
    pub(super) text: String,
    /// Its piece of the account.
    pub(super) spot: Spot,
}

/// Cells by row and column, zero-based.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    /// The sheet's name; empty for other tables.
    pub(super) name: String,
    /// Filled cells.
    pub(super) cells: BTreeMap<(u32, u16), GridCell>,
    /// Merged areas by each of their cells.
    merged: BTreeMap<(u32, u16), Area>,
}

/// Cells of merged areas that are looked up one by one. A form has hundreds.
const MERGED: usize = 200_000;

impl Grid {
    /// A grid without cells.
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Takes a merged area in.
    pub(super) fn merge(&mut self, area: Area) {
        for row in area.top..=area.bottom {
            for column in area.left..=area.right {
                if self.merged.len() >= MERGED {
                    return;
                }
                self.merged.insert((row, column), area);
            }
        }
    }

    /// Whether nothing of it is merged downwards: lines of text, whose blanks say what a merged cell would.
    pub(super) fn is_flat(&self) -> bool {
        self.merged.values().all(|area| area.bottom == area.top)
    }

    /// The area that a cell is merged in; the cell alone where it is in none.
    pub(super) fn area(&self, row: u32, column: u16) -> Area {
        self.merged.get(&(row, column)).copied().unwrap_or(Area::cell(row, column))
    }

    /// Whether some cell of a column goes on downwards below a row: then a blank is a blank. Where none does, as in lines of text, a word
    /// and blanks below it say what a merged cell would.
    pub(super) fn merges_down(&self, column: u16, row: u32) -> bool {
        self.merged.iter().any(|((_, at), area)| *at == column && area.top > row && area.bottom > area.top)
    }

    /// The cell at a place, or the one whose merged area covers it.
    pub(super) fn at(&self, row: u32, column: u16) -> Option<&GridCell> {
        self.cells.get(&(row, column)).or_else(|| {
            let area = self.merged.get(&(row, column))?;
            self.cells.get(&(area.top, area.left))
        })
    }

    /// The filled cells that begin in a row, with their columns.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = (u16, &GridCell)> {
        self.cells.range((row, 0)..=(row, u16::MAX)).map(|((_, column), cell)| (*column, cell))
    }

    /// The last column of a row, of cells that are merged down into it too.
    pub(super) fn right(&self, row: u32) -> u16 {
        let own = self.row(row).last().map(|(column, _)| column);
        let merged = self.merged.range((row, 0)..=(row, u16::MAX)).next_back().map(|((_, column), _)| *column);
        own.max(merged).unwrap_or_default()
    }

    /// Whether a row holds what others add up to.
    pub(super) fn is_total(&self, row: u32) -> bool {
        self.row(row).take(2).any(|(_, cell)| is(&cell.text, "row.total"))
    }

    /// The only cell of a row, or the one that is merged over all of it.
    pub(super) fn single(&self, row: u32) -> Option<&GridCell> {
        let mut cells = self.row(row);
        let (_, first) = cells.next()?;
        cells.next().is_none().then_some(first)
    }

    /// Rows with filled cells, in their order.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        rows
    }

    /// The rows alone, as they stand.
    pub(super) fn only(&self, rows: &[u32]) -> Self {
        let mut part = Self::new(&self.name);
        let kept = |row: &u32| rows.binary_search(row).is_ok();
        part.cells =
            self.cells.iter().filter(|((row, _), _)| kept(row)).map(|(at, cell)| (*at, cell.clone())).collect();
        part.merged = self.merged.iter().filter(|((row, _), _)| kept(row)).map(|(at, area)| (*at, *area)).collect();
        part
    }

    /// The columns from one up to another alone; of `head`, only that row and the two below it.
    pub(super) fn columns(&self, (from, end): (u16, u16), head: Option<u32>) -> Self {
        let (first, last) = head.map_or((0, u32::MAX), |row| (row, row.saturating_add(2)));
        let mut part = Self::new(&self.name);
        let kept = |column: u16| (from..end).contains(&column);
        let all = (first, 0)..=(last, u16::MAX);
        let cells = self.cells.range(all.clone()).filter(|((_, at), _)| kept(*at));
        part.cells = cells.map(|(at, cell)| (*at, cell.clone())).collect();
        let merged = self.merged.range(all).filter(|((_, at), _)| kept(*at));
        part.merged = merged.map(|(at, area)| (*at, *area)).collect();
        part
    }

    /// The same with rows for columns; `None` where it is too long to be turned.
    pub(super) fn turned(&self) -> Option<Self> {
        let turn = |row: u32, column: u16| Some((u32::from(column), u16::try_from(row).ok()?));
        let mut turned = Self::new(&self.name);
        for ((row, column), cell) in &self.cells {
            turned.cells.insert(turn(*row, *column)?, cell.clone());
        }
        for ((row, column), area) in &self.merged {
            let (top, left) = turn(area.top, area.left)?;
            let (bottom, right) = turn(area.bottom, area.right)?;
            turned.merged.insert(turn(*row, *column)?, Area::new(top, left, bottom, right));
        }
        Some(turned)
    }
}
