//! Charts over cells, each range with the values that its stored cache holds.

use rust_decimal::Decimal;

use super::{Area, Font, Value};

/// A range of cells that a chart draws, with the values that its cache holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// Sheet name.
    pub sheet: String,
    /// One row or one column.
    pub area: Area,
    /// What the cells show, in order.
    pub cache: Vec<Value>,
}

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Kind.
    pub kind: ChartKind,
    /// The cells that it covers (two-cell anchor; ends are the cells just outside).
    pub area: Area,
    /// Series, drawn in order.
    pub series: Vec<Series>,
    /// Value axis: minimum, maximum, major step.
    pub axis: Option<(Decimal, Decimal, Decimal)>,
    /// Whether value axis labels show.
    pub axis_labels: bool,
    /// Whether gridlines show.
    pub gridlines: bool,
    /// Plot area as thousandths of the chart: x, y, width, height.
    pub plot: Option<[u16; 4]>,
    /// Whether a legend stands on top.
    pub legend: bool,
    /// Size of axis texts in tenths of a point.
    pub font_size: u16,
    /// Columns and bars: gap between them in percent of their width.
    pub gap: u16,
    /// Text for people who cannot see it.
    pub description: String,
}

/// Kinds of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Radar with markers.
    Radar,
    /// Line.
    Line,
    /// Upright columns.
    Column,
    /// Lying bars, the first category on top.
    Bar,
}

/// A series of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Name (shown in a legend only).
    pub name: String,
    /// Categories.
    pub categories: Range,
    /// Values.
    pub values: Range,
    /// Line: colour, width in hundredths of a point, dashed.
    pub line: Option<(u32, u16, bool)>,
    /// Fill of columns and bars.
    pub fill: Option<u32>,
    /// Round markers of this size, filled with this colour; or long dashes.
    pub marker: Option<Marker>,
    /// Fill and border of single points: colour of the fill, colour of the border.
    pub points: Vec<(Option<u32>, Option<u32>)>,
    /// Data labels.
    pub labels: Option<Labels>,
    /// Columns only: whether it is drawn as a line with markers over them.
    pub overlay: bool,
}

/// A marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// A long dash instead of a circle.
    pub dash: bool,
    /// Size in points.
    pub size: u8,
    /// RRGGBB.
    pub color: u32,
}

/// Data labels of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// Number format.
    pub format: String,
    /// Font.
    pub font: Font,
    /// Above, below, right or outside end.
    pub position: LabelPosition,
    /// Only the last point has one.
    pub last_only: bool,
    /// The last point's own font.
    pub last_font: Option<Font>,
}

/// Where labels stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelPosition {
    /// Above the point.
    Above,
    /// Below the point.
    Below,
    /// Beyond the end of the column or bar.
    OutsideEnd,
}
