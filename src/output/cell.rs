//! A cell: what it holds and how it looks.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Font, Style};

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

impl Cell {
    /// A cell of a content and a style.
    pub fn new(content: Content, style: Style) -> Self {
        Self { content, style, note: None }
    }

    /// Only a format.
    pub fn blank(style: Style) -> Self {
        Self::new(Content::Blank, style)
    }

    /// Text, never a formula.
    pub fn text(text: impl Into<String>, style: Style) -> Self {
        Self::new(Content::Text(text.into()), style)
    }

    /// A number, already rounded to what is printed.
    pub fn number(number: Decimal, style: Style) -> Self {
        Self::new(Content::Number(number), style)
    }

    /// A live formula (without `=`) and the exact value that it must show.
    pub fn formula(formula: impl Into<String>, value: Value, style: Style) -> Self {
        Self::new(Content::Formula(formula.into(), value), style)
    }

    /// The same with a note shown on hovering.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
}

impl Value {
    /// A text value.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

impl From<Option<Decimal>> for Value {
    /// A number, or the empty text where there is none.
    fn from(number: Option<Decimal>) -> Self {
        number.map_or_else(|| Self::Text(String::new()), Self::Number)
    }
}
