//! A KPI's value, score and weighted score.

use rust_decimal::Decimal;

use super::{literal, number, text};
use crate::book::Content;
use crate::formula::{Cells, Formula};
use crate::model::Scale;
use crate::rule::Rule;
use crate::score::{KpiResult, KpiValue, Status};

/// The value: the KPI's formula rounded to 4 decimals; a label as it stands in its cell; `absent` where the KPI does not
/// apply or is missing.
///
/// `cells` tells where the names of the formula stand.
pub fn value(result: &KpiResult, formula: &Formula, cells: &dyn Cells, absent: &str) -> Content {
    match (&result.status, &result.value) {
        (Status::Scored, Some(KpiValue::Number(value))) => number(formula.excel(cells), *value),
        // ROUND of a label is an error in every spreadsheet.
        (Status::Scored, Some(KpiValue::Label(label))) => match formula.label_cell(cells) {
            Some(cell) => text(cell, &**label),
            None => Content::Text(label.to_string()),
        },
        _ => Content::Text(absent.to_owned()),
    }
}

/// The points of a rule over the value's cell, as the score's and the weighted score's formulas hold them. A rule that counts
/// measures itself takes their cells instead, which `measure` finds by name; `None` where one has no cell.
pub fn points(rule: &Rule, value: &str, measure: impl Fn(&str) -> Option<String>) -> Option<String> {
    let counted = rule.measures();
    if counted.is_empty() {
        return Some(rule.excel(&[value], None));
    }
    let cells: Vec<String> = counted.into_iter().map(measure).collect::<Option<_>>()?;
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    Some(rule.excel(&cells, None))
}

/// The score: points ÷ F × 100, rounded to the workbook's decimals. A missing KPI under 计零 is a plain 0.
///
/// `points` is the rule over the value's cell, as `Rule::excel` writes it.
pub fn score(result: &KpiResult, points: &str, full: Decimal, decimals: u32, absent: &str) -> Content {
    match (result.status, result.score) {
        (Status::Scored, Some(score)) if full == Decimal::ONE_HUNDRED => {
            number(format!("ROUND({points},{decimals})"), score)
        }
        (Status::Scored, Some(score)) => number(format!("ROUND(({points})/{}*100,{decimals})", literal(full)), score),
        (_, Some(score)) => Content::Number(score),
        (_, None) => Content::Text(absent.to_owned()),
    }
}

/// What a weighted score is made of.
#[derive(Debug, Clone, Copy)]
pub struct Weighing<'a> {
    /// 计分方式.
    pub scale: Scale,
    /// The workbook's decimals.
    pub decimals: u32,
    /// The KPI's own weight as a share of one.
    pub own: Decimal,
    /// The cell that holds it, or its literal.
    pub own_cell: &'a str,
    /// The score's cell.
    pub score: &'a str,
    /// The rule over the value's cell (权重分 weighs the points, not the rounded score).
    pub points: &'a str,
}

/// The weighted score: score × weight ÷ the sum of the weights that apply, multiplied before divided.
pub fn weighted(result: &KpiResult, weighing: Weighing<'_>, absent: &str) -> Content {
    let Some(weighted) = result.weighted else { return Content::Text(absent.to_owned()) };
    if result.status != Status::Scored {
        return Content::Number(weighted);
    }
    let Weighing { scale, decimals, own, own_cell, score, points } = weighing;
    let (carried, all) = (result.carried_weight, result.carried_sum);
    let whole = all == Decimal::ONE;
    let formula = match scale {
        Scale::Percent => {
            let weight = if carried == own { own_cell.to_owned() } else { literal(carried) };
            if whole {
                format!("ROUND({score}*{weight},{decimals})")
            } else {
                format!("ROUND({score}*{weight}/{},{decimals})", literal(all))
            }
        }
        Scale::Points if carried == own && whole => format!("ROUND({points},{decimals})"),
        Scale::Points => {
            format!("ROUND(({points})*{}/{}/{own_cell},{decimals})", literal(carried), literal(all))
        }
    };
    number(formula, weighted)
}
