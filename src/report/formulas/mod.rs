//! Live formulas: where data stands in an output workbook → the formula of each figure, paired with its exact value.
//!
//! The chain is the one of scoring, a formula per printed figure:
//!
//! ```text
//! data rows ─ measure::combined ─ kpi::value ─ kpi::score ─ kpi::weighted ─ total::subtotal ─ total::total ─ grade, rank
//! ```
//!
//! Each function takes the *texts* of the cells that it builds on (see [`At`] and [`Span`]) and the figure that scoring
//! found; it gives a [`Content`], so a formula without its value cannot be made. States are live too ([`States`]): a data
//! cell that is cleared or says 不适用 moves weights, and a rule's veto comes and goes with the data. Constant are what
//! rests on other people (team values, places by rank) and what a row of 加减分 decided.
//!
//! Spreadsheets calculate in binary floats. Every printed figure is therefore wrapped in ROUND, and comparisons look
//! only at such figures. Only functions are used that Excel, WPS and LibreOffice have alike.

pub mod grade;
pub mod kpi;
pub mod marks;
pub mod measure;
pub mod pay;
mod place;
mod state;
pub mod total;

pub use place::{At, Span, spread};
pub use state::States;

use rust_decimal::Decimal;

use crate::decimal;
use crate::output::{Content, Value};

/// A formula and the number that it must show.
pub fn number(formula: String, value: Decimal) -> Content {
    Content::Formula(formula, Value::Number(value))
}

/// A formula and the text that it must show.
pub fn text(formula: String, value: impl Into<String>) -> Content {
    Content::Formula(formula, Value::Text(value.into()))
}

/// A decimal as it stands in a formula; negative ones in brackets, so that `2--1` and `-1^2` cannot arise.
pub fn literal(value: Decimal) -> String {
    let plain = decimal::plain(value);
    if plain.starts_with('-') { format!("({plain})") } else { plain }
}

/// A text as it stands in a formula.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// `SUM` of cells that may stand apart; texts among them are left out.
pub fn sum<S: AsRef<str>>(cells: &[S]) -> String {
    let mut formula = String::with_capacity(cells.len().saturating_mul(8).saturating_add(5));
    formula.push_str("SUM(");
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            formula.push(',');
        }
        formula.push_str(cell.as_ref());
    }
    formula.push(')');
    formula
}

#[cfg(test)]
mod tests;
