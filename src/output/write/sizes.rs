//! Sizes in whole pixels, as Excel keeps them: columns, rows, and where charts over them end.

use std::fmt::Write as _;

use super::styles::Xf;
use super::{DEFAULT_COLUMN_PX, DEFAULT_ROW_PX};
use crate::output::{Chart, Sheet, metrics};

/// Points of a pixel.
const POINTS_PER_PX: f64 = 0.75;

/// English Metric Units of a pixel, in which drawings are measured (ECMA-376 part 1, §20.1.2.1).
const EMU_PER_PX: f64 = 9525.0;

/// Parts of a digit's width in which widths of columns are kept.
const WIDTH_PARTS: f64 = 256.0;

/// Pixels of a column of a width in characters.
fn column_px(chars: Option<f64>) -> f64 {
    chars.map_or(f64::from(DEFAULT_COLUMN_PX), |chars| metrics::column_px(chars).round())
}

/// Pixels of a row.
fn row_px(points: Option<f64>) -> f64 {
    points.map_or(f64::from(DEFAULT_ROW_PX), |points| (points / POINTS_PER_PX).round())
}

/// Appends the attributes of a row's height where it has one of its own.
pub(super) fn push_height(out: &mut String, points: Option<f64>) {
    let pixels = row_px(points);
    if pixels != f64::from(DEFAULT_ROW_PX) {
        let _ = write!(out, " ht=\"{}\" customHeight=\"1\"", pixels * POINTS_PER_PX);
    }
}

/// Appends `<cols>`: columns of one width and style that stand side by side share an entry. `styles` are the columns' own, in
/// order.
pub(super) fn push_columns(out: &mut String, sheet: &Sheet, styles: &[(u16, &Xf)]) {
    let mut numbers: Vec<u16> = sheet.columns.keys().copied().chain(styles.iter().map(|(column, _)| *column)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let looks = |column: u16| {
        let style = styles.iter().find(|(styled, _)| *styled == column).map_or("", |(_, xf)| xf.number());
        (column_px(sheet.columns.get(&column).copied()), style)
    };
    if numbers.is_empty() {
        return;
    }
    out.push_str("<cols>");
    for run in numbers.chunk_by(|one, next| one.checked_add(1) == Some(*next) && looks(*one) == looks(*next)) {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        let (pixels, style) = looks(first);
        let width = (pixels * WIDTH_PARTS / metrics::DIGIT_PX).floor() / WIDTH_PARTS;
        let (first, last) = (u32::from(first).saturating_add(1), u32::from(last).saturating_add(1));
        let _ = write!(out, "<col min=\"{first}\" max=\"{last}\" width=\"{width}\"");
        if !style.is_empty() {
            let _ = write!(out, " style=\"{style}\"");
        }
        out.push_str(if pixels == f64::from(DEFAULT_COLUMN_PX) { "/>" } else { " customWidth=\"1\"/>" });
    }
    out.push_str("</cols>");
}

/// Appends where a chart ends: in the last of its cells, a pixel before the next.
pub(super) fn push_chart_end(out: &mut String, chart: &Chart, sheet: &Sheet) {
    let (column, row) = (chart.area.right, chart.area.bottom);
    let right = (column_px(sheet.columns.get(&column).copied()) - 1.0) * EMU_PER_PX;
    let bottom = (row_px(sheet.rows.get(&row).copied()) - 1.0) * EMU_PER_PX;
    let _ = write!(
        out,
        "<xdr:col>{column}</xdr:col><xdr:colOff>{right}</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>{bottom}</xdr:rowOff>"
    );
}
