//! A target cell by the rules' own grammar: `≤2小时`, `不低于15%`, `250`, `100%`.

use rust_decimal::Decimal;

use super::parse::Parser;
use super::phrase::{Cond, Edge, Span};
use super::{Context, assemble, token};
use crate::model::{Direction, Scale, Target};
use crate::rule::types::{Level, Quantity};
use crate::unit::Unit;

/// The target of a cell's text in the KPI's unit; `None` where the text is no amount of that unit.
pub fn target(text: &str, unit: &Unit) -> Option<Target> {
    let tokens = token::tokens(text, &unit.text);
    let (cond, next) = Parser::new(&tokens).condition(0)?;
    if next < tokens.len() {
        return None;
    }
    let (edge, direction) = match &cond {
        Cond::Single(amount) => (Edge::Amount(amount.clone()), None),
        Cond::Band { low: Some(end), high: None, reach } => (end.edge.clone(), (!reach).then_some(Direction::Higher)),
        Cond::Band { low: None, high: Some(end), .. } => (end.edge.clone(), Some(Direction::Lower)),
        _ => return None,
    };
    let context = Context {
        unit,
        target: None,
        full: None,
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &[],
        names: [""; 2],
    };
    let frame = assemble::Frame {
        context: &context,
        full: Decimal::ONE_HUNDRED,
        quantity: Quantity::Value,
        lower: false,
        all: Span::default(),
        mend: false,
    };
    let value = match &edge {
        // A bare number under % is judged alone: a share up to 1.5, percent above.
        Edge::Amount(amount)
            if unit.is_percent()
                && amount.measure == super::phrase::Measure::Bare
                && amount.value <= Decimal::new(15, 1) =>
        {
            amount.value
        }
        _ => match frame.edge(&edge).ok()? {
            Level::Value(value) => value,
            Level::Target(_) => return None,
        },
    };
    Some(Target { text: text.trim().to_owned(), value: value.normalize(), direction })
}
