//! Sentences whose figures are live: a text with expressions in the places of its arguments.

use rust_decimal::Decimal;

use super::Context;
use crate::decimal;
use crate::output::{Content, Value};
use crate::report::formulas::{self, literal, quoted};

/// A figure of a sentence: the expression that gives its text, and the text.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub expression: String,
    pub shown: String,
}

impl Figure {
    /// A whole number.
    pub(super) fn count(expression: String, count: usize) -> Self {
        Self { expression, shown: count.to_string() }
    }

    /// A number with fixed decimals.
    pub(super) fn number(expression: &str, value: Decimal, decimals: u32) -> Self {
        let format = super::fixed_format(decimals);
        Self { expression: format!("TEXT({expression},{})", quoted(&format)), shown: decimal::fixed(value, decimals) }
    }

    /// A text cell.
    pub(super) fn text(expression: String, shown: &str) -> Self {
        Self { expression, shown: shown.to_owned() }
    }

    /// What a difference says: one of the texts for more, less and the same, with its size.
    pub(super) fn change(
        context: &Context<'_>,
        expression: &str,
        value: Decimal,
        ids: [&str; 3],
        decimals: u32,
    ) -> Self {
        let [more, less, same] = ids.map(|id| context.say(id, &[]));
        let format = quoted(&super::fixed_format(decimals));
        let shown = if value.is_zero() {
            same.clone()
        } else {
            let word = if value.is_sign_positive() { &more } else { &less };
            format!("{word} {}", decimal::fixed(value.abs(), decimals))
        };
        let expression = format!(
            "IF({expression}>0,{}&TEXT({expression},{format}),IF({expression}<0,{}&TEXT(-({expression}),{format}),{}))",
            quoted(&format!("{more} ")),
            quoted(&format!("{less} ")),
            quoted(&same)
        );
        Self { expression, shown }
    }
}

/// The first private-use character: stands for an argument while the text is taken apart.
const MARK: u32 = 0xE000;

/// A text with live figures as its arguments.
pub(super) fn live(context: &Context<'_>, id: &str, figures: &[(&str, Figure)]) -> Content {
    let shown: Vec<_> = figures.iter().map(|(name, figure)| (*name, figure.shown.as_str())).collect();
    let marks: Vec<String> =
        (MARK..).zip(figures).filter_map(|(code, _)| char::from_u32(code)).map(String::from).collect();
    let marked: Vec<_> = figures.iter().zip(&marks).map(|((name, _), mark)| (*name, mark.as_str())).collect();
    let mut parts = Vec::new();
    let mut text = String::new();
    for character in context.say(id, &marked).chars() {
        match marks.iter().zip(figures).find(|(mark, _)| mark.starts_with(character)) {
            Some((_, (_, figure))) => {
                if !text.is_empty() {
                    parts.push(quoted(&std::mem::take(&mut text)));
                }
                parts.push(figure.expression.clone());
            }
            None => text.push(character),
        }
    }
    if !text.is_empty() {
        parts.push(quoted(&text));
    }
    formulas::text(parts.join("&"), context.say(id, &shown))
}

/// Several sentences in one cell.
pub(super) fn join(sentences: Vec<Content>, between: &str) -> Content {
    let (mut formulas, mut shown) = (Vec::new(), Vec::new());
    for sentence in sentences {
        match sentence {
            Content::Formula(formula, Value::Text(text)) => {
                formulas.push(formula);
                shown.push(text);
            }
            Content::Text(text) => {
                formulas.push(quoted(&text));
                shown.push(text);
            }
            _ => {}
        }
    }
    if formulas.is_empty() {
        return Content::Blank;
    }
    formulas::text(formulas.join(&format!("&{}&", quoted(between))), shown.join(between))
}

/// The mean, rounded as it is printed; `None` of nothing.
pub(super) fn mean(values: &[Decimal], decimals: u32) -> Option<Decimal> {
    let sum = values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value))?;
    Some(decimal::round(sum.checked_div(Decimal::from(values.len()))?, decimals))
}

/// The median, rounded as it is printed; `None` of nothing.
pub(super) fn median(values: &[Decimal], decimals: u32) -> Option<Decimal> {
    let mut sorted = values.to_vec();
    sorted.sort();
    let half = sorted.len().checked_div(2)?;
    let upper = sorted.get(half)?;
    if sorted.len().is_multiple_of(2) {
        let lower = sorted.get(half.checked_sub(1)?)?;
        Some(decimal::round(upper.checked_add(*lower)?.checked_div(Decimal::TWO)?, decimals))
    } else {
        Some(decimal::round(*upper, decimals))
    }
}

/// `value` with its sign turned, as an expression after an expression: `-85.5`.
pub(super) fn minus(value: Decimal) -> String {
    format!("-{}", literal(value))
}
