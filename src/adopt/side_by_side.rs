//! Tables that stand beside one another: the first heading of a row stands in it again.

use super::grid::Grid;
use super::heading;
use super::words::bare;

/// Blocks of the widest such sheet.
const MOST: usize = 8;

/// The blocks of columns of a grid, each with a header of its own; `None` where it is one table.
pub(super) fn blocks(grid: &Grid) -> Option<Vec<Grid>> {
    grid.rows().into_iter().find_map(|row| {
        let first = grid.row(row).map(|(_, cell)| bare(&cell.text)).next()?;
        if !heading::is_heading(&first) {
            return None;
        }
        let starts: Vec<u16> =
            grid.row(row).filter(|(_, cell)| bare(&cell.text) == first).map(|(column, _)| column).collect();
        if !(2..=MOST).contains(&starts.len()) {
            return None;
        }
        let ends = starts.iter().skip(1).copied().chain([u16::MAX]);
        let from = [0].into_iter().chain(starts.iter().skip(1).copied());
        let spans: Vec<(u16, u16)> = from.zip(ends).collect();
        // The few rows of a header first: a whole block is only taken out once.
        let head = |(from, end): &(u16, u16)| grid.columns((*from, *end), Some(row));
        let headed = spans.iter().all(|span| heading::at(&head(span), row).is_some());
        headed.then(|| spans.into_iter().map(|span| grid.columns(span, None)).collect())
    })
}
