//! Tables that lie on their side: headings in the first column, a KPI a column; and cards, one below the other, each a KPI with its
//! headings.

use super::grid::Grid;
use super::heading;
use super::words::bare;

/// A grid that lies on its side.
pub(super) struct Lying {
    /// The rows that are titles, labels and remarks.
    pub(super) above: Vec<u32>,
    /// Its tables, turned.
    pub(super) tables: Vec<Grid>,
}

/// The tables of a grid none of whose rows are headings, and which has them once it is turned.
pub(super) fn tables(grid: &Grid) -> Option<Lying> {
    let headed = |grid: &Grid| grid.rows().into_iter().any(|row| heading::at(grid, row).is_some());
    if headed(grid) {
        return None;
    }
    let first = |row: u32| grid.row(row).next().map(|(_, cell)| bare(&cell.text)).unwrap_or_default();
    let (above, inside): (Vec<u32>, Vec<u32>) =
        grid.rows().into_iter().partition(|row| grid.single(*row).is_some_and(|cell| !heading::is_heading(&cell.text)));
    // A card begins where the first heading stands again.
    let begins = inside.first().map(|row| first(*row))?;
    let mut blocks: Vec<Vec<u32>> = Vec::new();
    for row in inside {
        match blocks.last_mut().filter(|_| first(row) != begins) {
            Some(block) => block.push(row),
            None => blocks.push(vec![row]),
        }
    }
    let tables: Vec<Grid> = blocks.iter().map(|rows| grid.only(rows).turned()).collect::<Option<_>>()?;
    tables.iter().all(headed).then_some(Lying { above, tables })
}
