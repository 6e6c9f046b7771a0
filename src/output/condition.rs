//! What depends on a cell's value: conditional formats, input rules, sparklines.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Area, Style};

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
    /// Title and text of the warning beside another value, which may be kept all the same: what is pasted passes no input
    /// rule, so that `check` judges it anyway. `None` accepts every value without a word.
    pub warning: Option<(String, String)>,
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
    /// A number from … to ….
    Numbers(Decimal, Decimal),
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
