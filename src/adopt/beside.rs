//! Tables that stand beside one another: the first heading of a row stands in it again.

use super::grid::Grid;
use super::heading;
use super::words::bare;

/// The blocks of columns of a grid, each with a header of its own; `None` where it is one table.
pub(super) fn blocks(grid: &Grid) -> Option<Vec<Grid>> {
    grid.rows().into_iter().find_map(|row| {
        let first = grid.row(row).map(|(_, cell)| bare(&cell.text)).next()?;
        if !heading::is_heading(&first) {
            return None;
        }
        let starts: Vec<u16> =
            grid.row(row).filter(|(_, cell)| bare(&cell.text) == first).map(|(column, _)| column).collect();
        if starts.len() < 2 {
            return None;
        }
        let ends = starts.iter().skip(1).copied().chain([u16::MAX]);
        let from = [0].into_iter().chain(starts.iter().skip(1).copied());
        let parts: Vec<Grid> = from.zip(ends).map(|(from, end)| grid.columns(from, end)).collect();
        parts.iter().all(|part| heading::at(part, row).is_some()).then_some(parts)
    })
}
