//! What a person's copy of a form is given.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::fields::{Field, Group};
use crate::decimal;

/// A value for a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Put {
    /// Nothing: the place stays blank.
    #[default]
    Blank,
    /// Words.
    Text(String),
    /// A number with the decimals that it is printed with.
    Number(Decimal),
    /// A share of one, which is shown in percent.
    Share(Decimal),
}

impl Put {
    /// Words, or blank where there are none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// As it reads within other words.
    pub fn shown(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Share(share) => share
                .checked_mul(Decimal::ONE_HUNDRED)
                .map_or_else(String::new, |number| format!("{}%", decimal::plain(number.normalize()))),
        }
    }
}

/// Everything of one person that a form may ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonValues {
    /// Fields of the person.
    pub own: BTreeMap<Field, Put>,
    /// Rows: KPIs, duties, adjustments.
    pub rows: BTreeMap<Group, Vec<BTreeMap<Field, Put>>>,
    /// The name of the sheet that shows data and steps, and its lines; a line has words side by side.
    pub steps: (String, Vec<Vec<String>>),
}
