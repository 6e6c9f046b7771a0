//! Tables of texts: a dark head, rows as high as their texts need.

use super::Context;
use crate::output::{Cell, Content, Line, Page, Sheet, Style, metrics, palette};

const SIZE: u16 = 85;
/// Pixels by which each column's texts stand off from those before: an indent.
const APART: f64 = metrics::INDENT_PX;

/// Puts a table whose columns have their widths. Gives the row below it.
pub(super) fn put(
    context: &Context<'_>,
    sheet: &mut Sheet,
    top: u32,
    heads: &[String],
    rows: Vec<Vec<Content>>,
) -> u32 {
    for (column, head) in (0..).zip(heads) {
        let style = context.palette.dark_head().left().wrapped();
        let style = if column == 0 { style } else { style.indented(1) };
        sheet.put(top, column, Cell::text(head.as_str(), style));
    }
    sheet.rows.insert(top, 24.0);
    let style = Style::new(SIZE, palette::INK).left().at_top().wrapped().bottom(Line::Dotted, palette::LINE);
    let mut next = top.saturating_add(1);
    for cells in rows {
        let mut height = 20.0_f64;
        for (column, content) in (0..).zip(cells) {
            let px = sheet.columns.get(&column).map_or(64.0, |chars| metrics::column_px(*chars)) - APART;
            if let Content::Text(text) | Content::Link { text, .. } = &content {
                height = height.max(metrics::row_height(metrics::lines(text, SIZE, px), SIZE));
            }
            let style = if column == 0 { style.clone().bold() } else { style.clone().indented(1) };
            sheet.put(next, column, Cell::new(content, style));
        }
        sheet.rows.insert(next, height.min(400.0));
        next = next.saturating_add(1);
    }
    next
}

/// Freezes the head and sets up the page.
pub(super) fn finish(context: &Context<'_>, mut sheet: Sheet) -> Sheet {
    sheet.freeze = Some((4, 1));
    sheet.page = Page { repeat_rows: Some((3, 3)), ..context.page(&sheet.name) };
    sheet
}
