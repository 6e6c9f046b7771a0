//! Pages that are filled: a few rows that would stand alone on a last page come onto the pages before it, a little smaller.

use super::role_charts::{DEFAULT_ROW_POINTS, PAGE_POINTS, PAGE_PX};
use crate::output::{Area, Sheet, metrics};

/// To what part of its size a sheet is shrunk at most, so that its last rows need no page of their own.
const SMALLEST: f64 = 0.86;

/// Gives a sheet that is one page wide the number of pages that it needs at [`SMALLEST`], where that is one less than at its own size.
pub(super) fn fill(sheet: &mut Sheet) {
    if sheet.page.fit != Some((1, 0)) || !sheet.page.row_breaks.is_empty() {
        return;
    }
    let ends = || sheet.charts.iter().map(|chart| (chart.area.bottom, chart.area.right));
    let Some(bottom) = sheet.cells.keys().map(|(row, _)| *row).chain(ends().map(|(bottom, _)| bottom)).max() else {
        return;
    };
    let right = sheet.cells.keys().map(|(_, column)| *column).chain(ends().map(|(_, right)| right)).max();
    let width = metrics::area_px(&sheet.columns, Area::new(0, 0, 0, right.unwrap_or_default()));
    let room = PAGE_POINTS / (PAGE_PX / width.max(1.0)).min(1.0);
    let height = |from: u32, to: u32| -> f64 {
        (from..=to).map(|row| sheet.rows.get(&row).copied().unwrap_or(DEFAULT_ROW_POINTS)).sum()
    };
    let whole = height(0, bottom);
    let head = sheet.page.repeat_rows.map_or(0.0, |(first, last)| height(first, last));
    // Every page but the first begins with the rows that are repeated.
    let pages = |room: f64| 1.0 + ((whole - room) / (room - head).max(1.0)).ceil().max(0.0);
    let (own, smaller) = (pages(room), pages(room / SMALLEST));
    if smaller < own && smaller <= f64::from(u16::MAX) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from one to u16::MAX"
        )]
        let fitted = smaller as u16;
        sheet.page.fit = Some((1, fitted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Cell, Page, Style};

    /// A sheet of so many rows of 20 points on a page of 524.
    fn of_rows(rows: u32) -> Option<(u16, u16)> {
        let mut sheet = Sheet { page: Page { landscape: true, ..Page::default() }, ..Sheet::new("S") };
        for row in 0..rows {
            sheet.rows.insert(row, 20.0);
            sheet.put(row, 0, Cell::text("a", Style::default()));
        }
        fill(&mut sheet);
        sheet.page.fit
    }

    #[test]
    fn a_few_rows_stand_on_no_page_of_their_own() {
        assert_eq!(of_rows(26), Some((1, 0)), "they have room as they are");
        assert_eq!(of_rows(29), Some((1, 1)), "three rows more");
        assert_eq!(of_rows(40), Some((1, 0)), "half a page is one");
        assert_eq!(of_rows(54), Some((1, 2)), "the third page would have two rows");
    }
}
