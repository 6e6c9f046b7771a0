//! Rows from the top of the page, and the heads of its sections.

use super::Context;
use super::layout::across;
use crate::output::{Cell, Sheet, metrics};

/// Height of an adjustment's row.
pub(super) const ADJUSTMENT: f64 = 17.0;

/// Rows from the top, each with its height.
pub(super) struct Rows {
    next: u32,
}

impl Rows {
    pub(super) const fn new() -> Self {
        Self { next: 0 }
    }
    pub(super) const fn next(&self) -> u32 {
        self.next
    }
    pub(super) fn take(&mut self, sheet: &mut Sheet, height: f64) -> u32 {
        let row = self.next;
        sheet.rows.insert(row, height);
        self.next = row.saturating_add(1);
        row
    }
}

/// A section head after a gap; with a quiet note at the right where there is one.
pub(super) fn section(
    context: &Context<'_>,
    sheet: &mut Sheet,
    rows: &mut Rows,
    (head, quiet): (&str, &str),
    (left, right): (u16, u16),
) -> u32 {
    let row = gap_and_head(sheet, rows);
    heading(context, sheet, row, (head, quiet), (left, right));
    row
}

/// The rows of a section's gap and head. Gives the latter.
pub(super) fn gap_and_head(sheet: &mut Sheet, rows: &mut Rows) -> u32 {
    rows.take(sheet, 9.0);
    rows.take(sheet, 19.0)
}

/// A section head over columns of a row; with a quiet note at the right where there is one that has room.
pub(super) fn heading(
    context: &Context<'_>,
    sheet: &mut Sheet,
    row: u32,
    (head, quiet): (&str, &str),
    (left, right): (u16, u16),
) {
    /// Pixels of a cell's padding and of the space between.
    const PADDING: f64 = 12.0;
    let (head, quiet) = (context.say(head), if quiet.is_empty() { String::new() } else { context.say(quiet) });
    let px = |left: u16, right: u16| metrics::area_px(&sheet.columns, across(0, left, right));
    let fits = |text: &str, size: u16, room: f64| metrics::text_px(text, size) * metrics::BOLD + PADDING <= room;
    let end = (left..right).find(|end| fits(&head, 105, px(left, *end)));
    match end.filter(|end| fits(&quiet, 80, px(end.saturating_add(1), right))) {
        Some(end) => {
            sheet.put_over(across(row, left, end), Cell::text(head, context.palette.section()));
            let rest = across(row, end.saturating_add(1), right);
            sheet.put_over(rest, Cell::text(quiet, context.palette.section_note()));
        }
        None => sheet.put_over(across(row, left, right), Cell::text(head, context.palette.section())),
    }
}
