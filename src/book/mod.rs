//! An output workbook as a value: sheets of cells with roles, formulas paired with their exact value, charts, print
//! set-up. No library type; [`write`] alone knows the writer.
//!
//! Coordinates are zero-based. Sizes are Excel's: column widths in characters, row heights in points.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use crate::workbook::Area;

/// An output workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Document properties.
    pub properties: Properties,
    /// Its sheets, in tab order.
    pub sheets: Vec<Sheet>,
}

/// Document properties. `created` is pinned (the period's last day): no clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Subject: department and period.
    pub subject: String,
    /// Author: 制表人.
    pub author: String,
    /// Company.
    pub company: String,
    /// Day of creation.
    pub created: NaiveDate,
    /// Named values for programs (for example the mark by which an output is recognised).
    pub custom: Vec<(String, String)>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Tab name; made by [`crate::model::layout::sheet_names`] where it holds names from the input.
    pub name: String,
    /// Widths of columns in characters of the Normal font.
    pub columns: BTreeMap<u16, f64>,
    /// Heights of rows in points.
    pub rows: BTreeMap<u32, f64>,
    /// Filled or formatted cells.
    pub cells: BTreeMap<(u32, u16), Cell>,
    /// Merged areas; the top left cell holds content and style.
    pub merges: Vec<Area>,
    /// Charts.
    pub charts: Vec<Chart>,
    /// Conditional formats, in order of priority.
    pub conditions: Vec<Condition>,
    /// Input rules with their messages.
    pub validations: Vec<Validation>,
    /// Column sparklines: (cell, row area of values).
    pub sparklines: Vec<Sparkline>,
    /// Rows and columns kept in sight: the first row and column that scroll.
    pub freeze: Option<(u32, u16)>,
    /// Area with filter buttons.
    pub filter: Option<Area>,
    /// Print set-up.
    pub page: Page,
    /// Whether cells that are not `unlocked` are protected.
    pub protected: bool,
    /// Whether gridlines show on screen.
    pub gridlines: bool,
    /// Tab colour, RRGGBB.
    pub tab: Option<u32>,
    /// Whether the tab is hidden (chart data).
    pub hidden: bool,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What it holds.
    pub content: Content,
    /// How it looks.
    pub style: Style,
    /// A note shown on hovering.
    pub note: Option<String>,
}

/// What a cell holds. Text from the input is always [`Content::Text`] or [`Content::Rich`]: never a formula.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Content {
    /// Only a format.
    #[default]
    Blank,
    /// Text.
    Text(String),
    /// Text in runs of different fonts; the cell's own style gives the alignment.
    Rich(Vec<(String, Font)>),
    /// A number, already rounded to what is printed.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
    /// A live formula (without `=`, English names, `,`) and the exact value that it must show.
    Formula(String, Value),
    /// A link to a cell of this workbook.
    Link {
        /// Sheet name.
        sheet: String,
        /// Zero-based row and column.
        cell: (u32, u16),
        /// Shown text.
        text: String,
    },
}

/// A formula's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number, already rounded as the formula rounds.
    Number(Decimal),
    /// Text, possibly empty.
    Text(String),
    /// TRUE or FALSE.
    Bool(bool),
    /// An error by design: `#N/A`, which charts leave out.
    NotAvailable,
}

/// A font face is fixed by the theme; this is the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Font {
    /// Tenths of a point: 105 is 10.5.
    pub size: u16,
    /// Bold.
    pub bold: bool,
    /// Single underline.
    pub underline: bool,
    /// Italic.
    pub italic: bool,
    /// RRGGBB.
    pub color: u32,
}

impl Default for Font {
    fn default() -> Self {
        Self { size: 90, bold: false, underline: false, italic: false, color: 0x1F_272D }
    }
}

/// How a cell looks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Style {
    /// Font.
    pub font: Font,
    /// Fill, RRGGBB.
    pub fill: Option<u32>,
    /// Borders: top, right, bottom, left.
    pub borders: [Option<Border>; 4],
    /// Horizontal alignment.
    pub across: Across,
    /// Vertical alignment.
    pub down: Down,
    /// Wrap text.
    pub wrap: bool,
    /// Indent steps.
    pub indent: u8,
    /// Number format in Excel's code; empty is General.
    pub format: String,
    /// Whether people may fill it in on a protected sheet.
    pub unlocked: bool,
}

/// A border line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Border {
    /// Kind of line.
    pub line: Line,
    /// RRGGBB.
    pub color: u32,
}

/// Kinds of border lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// Hair-thin dots between rows.
    Dotted,
    /// Thin.
    Thin,
    /// Medium.
    Medium,
    /// Thick.
    Thick,
}

/// Horizontal alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Across {
    /// Text left, numbers right.
    #[default]
    General,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
    /// Centre over a run of empty cells, without merging.
    CenterAcross,
}

/// Vertical alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Down {
    /// Middle.
    #[default]
    Middle,
    /// Top.
    Top,
    /// Bottom.
    Bottom,
}

/// A conditional format over an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Where.
    pub area: Area,
    /// When.
    pub when: When,
    /// Whether later conditions are skipped where this one holds.
    pub stop: bool,
}

/// Kinds of conditional formats.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// A formula over the area's top left cell is true: apply this look (font colour, bold, underline, fill, borders).
    Formula(String, Style),
    /// A data bar from 0 to a maximum, solid, of a colour, the value hidden or shown.
    Bar {
        /// RRGGBB.
        color: u32,
        /// The value that fills the cell.
        maximum: Decimal,
        /// Whether the number is hidden.
        bar_only: bool,
    },
}

/// An input rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Validation {
    /// Where.
    pub area: Area,
    /// What is allowed.
    pub allow: Allow,
    /// Title and text shown beside the selected cell.
    pub prompt: Option<(String, String)>,
    /// Title and text of the refusal; `None` only warns nobody: every value is accepted.
    pub refusal: Option<(String, String)>,
}

/// What an input rule allows.
#[derive(Debug, Clone, PartialEq)]
pub enum Allow {
    /// One of these words.
    Words(Vec<String>),
    /// One of the values of an area of a sheet: `='人员名单'!$A$2:$A$200`, without `=`.
    Range(String),
    /// A day from … to ….
    Days(NaiveDate, NaiveDate),
    /// A formula that must be true.
    Formula(String),
    /// Anything: only the prompt is wanted.
    Any,
}

/// A sparkline of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Sparkline {
    /// Its cell.
    pub cell: (u32, u16),
    /// Values: (sheet name, one-row area).
    pub values: (String, Area),
    /// Column colour, RRGGBB.
    pub color: u32,
    /// Colour of the last column.
    pub last: u32,
    /// Lowest and highest value of the axis.
    pub axis: (i32, i32),
}

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

/// Print set-up: A4 always.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Landscape instead of portrait.
    pub landscape: bool,
    /// Margins in millimetres: top, right, bottom, left, header, footer.
    pub margins: [f64; 6],
    /// Pages wide and tall to fit; 0 is as many as needed.
    pub fit: Option<(u16, u16)>,
    /// Scale in percent, where `fit` is `None`.
    pub scale: Option<u16>,
    /// Columns before which a page begins.
    pub column_breaks: Vec<u16>,
    /// Rows before which a page begins.
    pub row_breaks: Vec<u32>,
    /// Rows repeated on each page: first, last.
    pub repeat_rows: Option<(u32, u32)>,
    /// Columns repeated on each page: first, last.
    pub repeat_columns: Option<(u16, u16)>,
    /// Header in Excel's codes (`&L`, `&P` …; `&` of a text doubled).
    pub header: String,
    /// Footer in Excel's codes.
    pub footer: String,
    /// Printed area.
    pub area: Option<Area>,
    /// Centred on the page across.
    pub centered: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            landscape: false,
            margins: [11.0, 11.0, 15.0, 11.0, 7.0, 7.0],
            fit: Some((1, 0)),
            scale: None,
            column_breaks: Vec::new(),
            row_breaks: Vec::new(),
            repeat_rows: None,
            repeat_columns: None,
            header: String::new(),
            footer: String::new(),
            area: None,
            centered: true,
        }
    }
}
