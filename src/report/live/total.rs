//! Subtotals, totals and ranks.

use rust_decimal::Decimal;

use super::{literal, number, sum};
use crate::book::Content;
use crate::score::PersonResult;

/// Scores at the floor of a total.
const FLOOR: u32 = 0;

/// The sum of the printed weighted scores of a role, rounded: floats leave dust in the last digit.
pub fn subtotal<S: AsRef<str>>(weighted: &[S], value: Option<Decimal>, decimals: u32, absent: &str) -> Content {
    match value {
        Some(value) => number(format!("ROUND({},{decimals})", sum(weighted)), value),
        None => Content::Text(absent.to_owned()),
    }
}

/// The joint total of several roles: Σ role total × days ÷ Σ days, rounded. A role without a total drops out.
///
/// `roles` holds the cell of each role total that is a number, with its days.
pub fn joint(roles: &[(String, u32)], value: Option<Decimal>, decimals: u32, absent: &str) -> Content {
    let Some(value) = value else { return Content::Text(absent.to_owned()) };
    match joint_expression(roles, decimals) {
        Some(formula) => number(formula, value),
        None => Content::Number(value),
    }
}

/// The joint total as an expression, for a cell that adds the adjustments too.
pub fn joint_expression(roles: &[(String, u32)], decimals: u32) -> Option<String> {
    let days = roles.iter().fold(0_u32, |all, (_, days)| all.saturating_add(*days));
    if days == 0 {
        return None;
    }
    let parts: Vec<String> = roles.iter().map(|(cell, days)| format!("{cell}*{days}")).collect();
    Some(format!("ROUND(({})/{days},{decimals})", parts.join("+")))
}

/// The signed sum of bonuses and penalties over the cells that list them.
pub fn adjustment<S: AsRef<str>>(cells: &[S], value: Decimal, decimals: u32) -> Content {
    if cells.is_empty() { Content::Number(value) } else { number(format!("ROUND({},{decimals})", sum(cells)), value) }
}

/// What the total is made of.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The cell or expression of the subtotal (or joint total).
    pub subtotal: &'a str,
    /// The adjustment's cell; `None` where there is none.
    pub adjustment: Option<&'a str>,
    /// The cell of the 校准 分值; `None` writes a constant.
    pub calibration: Option<&'a str>,
    /// 总分上限.
    pub cap: Option<Decimal>,
    /// The workbook's decimals.
    pub decimals: u32,
}

/// The printed total: at least 0, at most 总分上限; 0 under a veto, the 校准 分值 (bounded alike) where there is one. A veto
/// stays a constant: no data cell undoes it.
pub fn total(person: &PersonResult, parts: Parts<'_>, absent: &str) -> Content {
    let Some(total) = person.total else { return Content::Text(absent.to_owned()) };
    if person.vetoed {
        return Content::Number(total);
    }
    if person.calibrated {
        return match parts.calibration {
            Some(cell) => number(bounded(cell, parts), total),
            None => Content::Number(total),
        };
    }
    if person.subtotal.is_none() {
        return Content::Number(total);
    }
    number(raw_expression(parts), total)
}

/// The total before veto and calibration.
pub fn raw_total(person: &PersonResult, parts: Parts<'_>, absent: &str) -> Content {
    match (person.raw_total, person.subtotal) {
        (Some(raw), Some(_)) if !person.vetoed => number(raw_expression(parts), raw),
        (Some(raw), _) => Content::Number(raw),
        (None, _) => Content::Text(absent.to_owned()),
    }
}

fn raw_expression(parts: Parts<'_>) -> String {
    match parts.adjustment {
        Some(adjustment) => bounded(&format!("{}+{adjustment}", parts.subtotal), parts),
        None => bounded(parts.subtotal, parts),
    }
}

fn bounded(expression: &str, parts: Parts<'_>) -> String {
    let decimals = parts.decimals;
    match parts.cap {
        Some(cap) => format!("ROUND(MAX({FLOOR},MIN({},{expression})),{decimals})", literal(cap)),
        None => format!("ROUND(MAX({FLOOR},{expression}),{decimals})"),
    }
}

/// The rank of a printed total within a column of them; ties share it, texts are not ranked.
pub fn rank(total: &str, all: &str, value: Option<u32>, absent: &str) -> Content {
    match value {
        Some(rank) => number(format!("RANK({total},{all})"), Decimal::from(rank)),
        None => Content::Text(absent.to_owned()),
    }
}
