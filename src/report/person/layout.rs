//! Columns and heights of the A4 score sheet: the best page scale, and what is left for charts and boxes.

use std::collections::BTreeMap;

use crate::book::Area;
use crate::book::metrics;

/// The thirteen columns A to M, in characters.
const COLUMNS: [f64; 13] = [6.71, 6.71, 5.86, 8.71, 8.14, 8.14, 6.43, 12.43, 6.43, 6.43, 6.71, 4.14, 7.57];

/// Last column.
pub(super) const LAST: u16 = 12;

/// Printable room of A4 portrait with the sheet's margins (188 × 271 mm) in pixels and points.
const PAGE_PX: f64 = 710.6;
const PAGE_POINTS: f64 = 768.0;

/// Pixels by which the text columns may widen together, and the step of the search.
const WIDEST: u32 = 400;
const STEP: usize = 20;

/// Least and greatest heights of the charts and of the boxes, in points.
const CHARTS: (f64, f64) = (112.0, 190.0);
const BOXES: (f64, f64) = (44.0, 130.0);

/// What the table holds, as far as heights need it: (name, formula, rule, note) per KPI.
pub(super) struct Texts {
    pub(super) kpis: Vec<[String; 4]>,
    pub(super) duties: Vec<(String, String)>,
}

/// The sizes found.
pub(super) struct Sizes {
    pub(super) columns: BTreeMap<u16, f64>,
    pub(super) kpis: Vec<f64>,
    pub(super) duties: Vec<f64>,
    pub(super) charts: f64,
    pub(super) boxes: f64,
}

/// An area of one row over columns.
pub(super) const fn across(row: u32, left: u16, right: u16) -> Area {
    Area { top: row, left, bottom: row, right }
}

/// The sizes with the best page scale; `fixed` is the height of all other rows in points.
pub(super) fn sizes(texts: &Texts, fixed: f64) -> Sizes {
    let mut best: Option<(f64, Sizes)> = None;
    for extra in (0..=WIDEST).step_by(STEP) {
        let columns = widened(f64::from(extra));
        let kpis: Vec<f64> = texts.kpis.iter().map(|texts| kpi_height(texts, &columns)).collect();
        let duties: Vec<f64> = texts.duties.iter().map(|duty| duty_height(duty, &columns)).collect();
        let used = fixed + kpis.iter().sum::<f64>() + duties.iter().sum::<f64>();
        let width = metrics::area_px(&columns, across(0, 0, LAST));
        let scale = (PAGE_PX / width).min(PAGE_POINTS / (used + CHARTS.0 + BOXES.0)).min(1.0);
        // A wider sheet must gain something worth seeing.
        if best.as_ref().is_none_or(|(so_far, _)| scale > so_far + 0.005) {
            let left = (PAGE_POINTS / scale * 0.985 - used).max(0.0);
            let charts = (left * 2.0 / 3.0).clamp(CHARTS.0, CHARTS.1);
            let boxes = (left - charts).clamp(BOXES.0, BOXES.1);
            best = Some((scale, Sizes { columns, kpis, duties, charts, boxes }));
        }
    }
    best.map_or_else(
        || Sizes { columns: widened(0.0), kpis: Vec::new(), duties: Vec::new(), charts: CHARTS.0, boxes: BOXES.0 },
        |(_, sizes)| sizes,
    )
}

/// The columns with the text columns widened: formula 32 %, rule 43 %, note 25 %.
fn widened(extra: f64) -> BTreeMap<u16, f64> {
    let share = |column: u16| match column {
        2 | 3 => 0.16,
        6 | 7 => 0.215,
        11 | 12 => 0.125,
        _ => 0.0,
    };
    (0..=LAST)
        .zip(COLUMNS)
        .map(|(column, chars)| (column, metrics::column_chars(metrics::column_px(chars) + extra * share(column))))
        .collect()
}

fn kpi_height([name, formula, rule, note]: &[String; 4], columns: &BTreeMap<u16, f64>) -> f64 {
    let px = |left, right| metrics::area_px(columns, across(0, left, right));
    let lines = metrics::lines(formula, 80, px(2, 3))
        .max(metrics::lines(rule, 80, px(6, 7) - metrics::INDENT_PX))
        .max(metrics::lines(note, 80, px(11, 12) - metrics::INDENT_PX));
    metrics::row_height(metrics::lines(name, 90, px(0, 1)), 90).max(metrics::row_height(lines, 80)).max(24.0) + 2.0
}

fn duty_height((name, sentence): &(String, String), columns: &BTreeMap<u16, f64>) -> f64 {
    let px = |left, right| metrics::area_px(columns, across(0, left, right));
    let name = metrics::row_height(metrics::lines(name, 85, px(0, 1)), 85);
    name.max(metrics::row_height(metrics::lines(sentence, 85, px(2, LAST)), 85)).max(17.0)
}
