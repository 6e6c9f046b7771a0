//! Columns and heights of the A4 score sheet: the best page scale, upright or lying, and what is left for charts and boxes.

use std::collections::BTreeMap;

use crate::output::Area;
use crate::output::metrics;

/// The thirteen columns A to M, in characters.
const COLUMNS: [f64; 13] = [6.71, 6.71, 5.86, 8.71, 8.14, 8.14, 6.43, 12.43, 6.43, 6.43, 6.71, 4.14, 7.57];

/// Last column.
pub(super) const LAST: u16 = 12;

/// A way to lay the page.
struct Form {
    landscape: bool,
    /// Printable room with the sheet's margins, in pixels across and points down.
    page: (f64, f64),
    /// Pixels by which the text columns may widen together.
    widest: f64,
    /// Least and greatest heights of the charts and of the boxes below them, in points.
    charts: (f64, f64),
    boxes: (f64, f64),
    /// What the page takes less than the portrait one of the rows that every sheet has, in points.
    saved: f64,
}

/// A4 portrait: 188 × 271 mm.
const PORTRAIT: Form = Form {
    landscape: false,
    page: (710.6, 768.0),
    widest: 560.0,
    charts: (112.0, 190.0),
    boxes: (44.0, 130.0),
    saved: 0.0,
};

/// The same where the charts stand on another sheet.
const WITHOUT_CHARTS: Form = Form { charts: (0.0, 0.0), saved: 28.0, ..PORTRAIT };

/// A4 landscape: 275 × 184 mm. The boxes stand beside the charts: their own row, and the heads above it, fall away.
const LANDSCAPE: Form = Form {
    landscape: true,
    page: (1039.4, 521.0),
    widest: 900.0,
    charts: (112.0, 150.0),
    boxes: (0.0, 0.0),
    saved: 28.0,
};

/// The page scale down to which the sheet stays portrait: its smallest texts, of 8 points, print at 6, the least that is
/// read without effort. Long texts and many KPIs need area, of which a lying page has no more; it is figures too wide to
/// stand side by side that it helps.
const LEGIBLE: f64 = 0.75;

/// By how much landscape must be the better scale to be taken.
const WORTH: f64 = 0.03;

/// Pixels of a step of the search for the best columns.
const STEP: f64 = 20.0;

/// First and last columns of what stands below the total.
pub(super) struct Panels {
    pub(super) scores: (u16, u16),
    pub(super) trend: (u16, u16),
    pub(super) comment: (u16, u16),
    pub(super) plan: (u16, u16),
    /// Whether all four stand in one row.
    pub(super) beside: bool,
}

/// Charts above, boxes below.
pub(super) const STACKED: Panels =
    Panels { scores: (0, 5), trend: (7, LAST), comment: (0, 5), plan: (7, LAST), beside: false };

/// All in a row; the score's column keeps the boxes apart.
const BESIDE: Panels = Panels { scores: (0, 2), trend: (3, 5), comment: (6, 7), plan: (9, LAST), beside: true };

/// The columns of the texts of a KPI: name, formula, rule, note; with the size of the font and the pixels of an indent.
const GROUPS: [([u16; 2], u16, f64); 4] =
    [([0, 1], 90, 0.0), ([2, 3], 80, 0.0), ([6, 7], 80, metrics::INDENT_PX), ([11, 12], 80, metrics::INDENT_PX)];

/// The columns of a group's texts.
fn columns_of(texts: &Texts, group: usize) -> [u16; 2] {
    let [left, right] = GROUPS.get(group).map(|(columns, ..)| *columns).unwrap_or_default();
    [left, if texts.signed && left == 6 { 9 } else { right }]
}

/// What the table holds, as far as sizes need it: (name, formula, rule, note) per KPI, duties, and the figures and heads of
/// the narrow columns.
pub(super) struct Texts {
    pub(super) kpis: Vec<[String; 4]>,
    pub(super) duties: Vec<(String, String)>,
    pub(super) figures: Vec<Figure>,
    /// Points are signed: there are neither weights nor weighted scores, and rules take their room.
    pub(super) signed: bool,
}

/// What a column must show in one line.
pub(super) struct Figure {
    pub(super) column: u16,
    /// The pixels that it takes.
    pub(super) px: f64,
}

impl Figure {
    /// A number as printed, with the half digit of padding that its format leaves at the right.
    pub(super) fn number(column: u16, printed: &str, size: u16, bold: bool) -> Self {
        let px = metrics::number_px(&format!("{printed}0"), size);
        Self { column, px: if bold { px * metrics::BOLD } else { px } }
    }

    /// A head.
    pub(super) fn text(column: u16, text: &str, size: u16) -> Self {
        /// Padding of the cell and of the format.
        const PADDING: f64 = 12.0;
        Self { column, px: metrics::text_px(text, size) + PADDING }
    }
}

/// The sizes found.
pub(super) struct Sizes {
    pub(super) columns: BTreeMap<u16, f64>,
    pub(super) kpis: Vec<f64>,
    pub(super) duties: Vec<f64>,
    pub(super) charts: f64,
    pub(super) boxes: f64,
    pub(super) landscape: bool,
    /// The page scale.
    pub(super) scale: f64,
}

impl Sizes {
    /// Where charts and boxes stand.
    pub(super) const fn panels(&self) -> Panels {
        if self.landscape { BESIDE } else { STACKED }
    }
}

/// An area of one row over columns.
pub(super) const fn across(row: u32, left: u16, right: u16) -> Area {
    Area { top: row, left, bottom: row, right }
}

/// The sizes with the best page scale; `fixed` is the height of all other rows of a portrait page in points. The page lies
/// where it would be hard to read upright and is easier to read so.
///
/// Without `charts` the page is upright and has none.
pub(super) fn sizes(texts: &Texts, fixed: f64, charts: bool) -> Sizes {
    if !charts {
        return best(texts, fixed, &WITHOUT_CHARTS).sizes;
    }
    let upright = best(texts, fixed, &PORTRAIT);
    if upright.scale >= LEGIBLE {
        return upright.sizes;
    }
    let lying = best(texts, fixed, &LANDSCAPE);
    if lying.scale < upright.scale + WORTH {
        return upright.sizes;
    }
    filled(lying)
}

/// The sizes of a sheet that runs on over as many pages as it needs, upright: only figures too wide make it smaller.
pub(super) fn flowing(texts: &Texts) -> Sizes {
    let columns = base(&texts.figures);
    let heights: Vec<[f64; 4]> = texts
        .kpis
        .iter()
        .map(|own| std::array::from_fn(|group| group_height(own, group, &columns, columns_of(texts, group))))
        .collect();
    let (charts, boxes) = (PORTRAIT.charts.1, PORTRAIT.boxes.0 * 2.0);
    let scale = (PORTRAIT.page.0 / width(&columns)).min(1.0);
    Sizes { charts, boxes, scale, ..measured(texts, 0.0, &columns, &heights, &PORTRAIT).sizes }
}

/// A lying page's columns widened until they fill it: its charts and boxes share the width.
fn filled(mut found: Measured) -> Sizes {
    let spare = LANDSCAPE.page.0 / found.scale - width(&found.sizes.columns);
    let each = spare.max(0.0) / 8.0;
    for column in GROUPS.iter().flat_map(|(columns, ..)| columns) {
        if let Some(chars) = found.sizes.columns.get_mut(column) {
            *chars = metrics::column_chars(metrics::column_px(*chars) + each);
        }
    }
    found.sizes
}

/// The sizes with the best page scale of a form.
///
/// While the page is too high, the text column that lowers the rows most gets wider, one step after another; the best
/// scale on that way is taken.
fn best(texts: &Texts, fixed: f64, form: &Form) -> Measured {
    let fixed = fixed - form.saved;
    let mut columns = base(&texts.figures);
    let all = texts;
    let mut heights: Vec<[f64; 4]> = texts
        .kpis
        .iter()
        .map(|texts| std::array::from_fn(|group| group_height(texts, group, &columns, columns_of(all, group))))
        .collect();
    let mut best = measured(texts, fixed, &columns, &heights, form);
    let mut extra = 0.0;
    while best.bound_by_height && extra < form.widest {
        let before = cost(texts, &columns, &heights);
        // Long words give way only to a bigger step.
        let tried = (0..GROUPS.len()).flat_map(|group| [1.0, 4.0].map(|steps| (group, steps))).map(|(group, steps)| {
            let (wider, higher) = widened(texts, group, steps * STEP, &columns, &heights);
            ((before - cost(texts, &wider, &higher)) / steps, steps, wider, higher)
        });
        let Some((_, steps, wider, higher)) = tried.max_by(|one, other| one.0.total_cmp(&other.0)) else { break };
        (columns, heights) = (wider, higher);
        extra += steps * STEP;
        let found = measured(texts, fixed, &columns, &heights, form);
        // A wider sheet must gain something worth seeing.
        if found.scale > best.scale + 0.005 {
            best = found;
        }
        if form.page.0 / width(&columns) <= best.scale {
            break;
        }
    }
    best
}

fn width(columns: &BTreeMap<u16, f64>) -> f64 {
    metrics::area_px(columns, across(0, 0, LAST))
}

/// A way to size the sheet.
struct Measured {
    scale: f64,
    bound_by_height: bool,
    sizes: Sizes,
}

fn measured(texts: &Texts, fixed: f64, columns: &BTreeMap<u16, f64>, heights: &[[f64; 4]], form: &Form) -> Measured {
    let kpis: Vec<f64> = heights.iter().map(|groups| groups.iter().copied().fold(24.0, f64::max) + 2.0).collect();
    let duties: Vec<f64> = texts.duties.iter().map(|duty| duty_height(duty, columns)).collect();
    let used = fixed + kpis.iter().sum::<f64>() + duties.iter().sum::<f64>();
    let across = form.page.0 / width(columns);
    let down = form.page.1 / (used + form.charts.0 + form.boxes.0);
    let scale = across.min(down).min(1.0);
    let left = (form.page.1 / scale * 0.985 - used).max(0.0);
    let share = if form.landscape { left } else { left * 2.0 / 3.0 };
    let charts = share.clamp(form.charts.0, form.charts.1);
    let boxes = (left - charts).clamp(form.boxes.0, form.boxes.1);
    Measured {
        scale,
        bound_by_height: down < across.min(1.0),
        sizes: Sizes { columns: columns.clone(), kpis, duties, charts, boxes, landscape: form.landscape, scale },
    }
}

/// What a way to size the columns costs: the heights of the rows, and a little of every text's own, so that steps towards
/// a shorter row count before they shorten it.
fn cost(texts: &Texts, columns: &BTreeMap<u16, f64>, heights: &[[f64; 4]]) -> f64 {
    const OWN: f64 = 0.15;
    let duties: f64 = texts.duties.iter().map(|duty| duty_height(duty, columns)).sum();
    let rows = |groups: &[f64; 4]| groups.iter().copied().fold(24.0, f64::max) + OWN * groups.iter().sum::<f64>();
    heights.iter().map(rows).sum::<f64>() + duties
}

/// The columns with one group wider by so many pixels, and how high its texts are then.
fn widened(
    texts: &Texts,
    group: usize,
    px: f64,
    columns: &BTreeMap<u16, f64>,
    heights: &[[f64; 4]],
) -> (BTreeMap<u16, f64>, Vec<[f64; 4]>) {
    let mut columns = columns.clone();
    let of_group = columns_of(texts, group);
    for column in of_group {
        if let Some(chars) = columns.get_mut(&column) {
            *chars = metrics::column_chars(metrics::column_px(*chars) + px / 2.0);
        }
    }
    let heights: Vec<[f64; 4]> = texts
        .kpis
        .iter()
        .zip(heights)
        .map(|(texts, before)| {
            let mut after = *before;
            if let Some(own) = after.get_mut(group) {
                *own = group_height(texts, group, &columns, of_group);
            }
            after
        })
        .collect();
    (columns, heights)
}

/// The columns, as wide as the figures in them need.
fn base(figures: &[Figure]) -> BTreeMap<u16, f64> {
    let mut columns: BTreeMap<u16, f64> = (0..=LAST).zip(COLUMNS).collect();
    for figure in figures {
        if let Some(chars) = columns.get_mut(&figure.column) {
            *chars = chars.max(metrics::column_chars(figure.px));
        }
    }
    columns
}

/// The height that one text of a KPI needs.
fn group_height(texts: &[String; 4], group: usize, columns: &BTreeMap<u16, f64>, [left, right]: [u16; 2]) -> f64 {
    let (Some((_, size, indent)), Some(text)) = (GROUPS.get(group), texts.get(group)) else { return 0.0 };
    let px = metrics::area_px(columns, across(0, left, right)) - indent;
    metrics::row_height(metrics::lines(text, *size, px), *size)
}

fn duty_height((name, sentence): &(String, String), columns: &BTreeMap<u16, f64>) -> f64 {
    let px = |left, right| metrics::area_px(columns, across(0, left, right));
    let name = metrics::row_height(metrics::lines(name, 85, px(0, 1)), 85);
    name.max(metrics::row_height(metrics::lines(sentence, 85, px(2, LAST)), 85)).max(17.0)
}
