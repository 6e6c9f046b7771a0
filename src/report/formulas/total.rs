//! Subtotals, the lines below them, totals and ranks.
//!
//! A total is the sum of the lines that stand above it, so what is printed always adds up; each line is a formula over the
//! sum of those before it.

use rust_decimal::Decimal;

use super::{literal, number, quoted, sum};
use crate::output::{Content, Value};

/// Scores at the floor of a total.
const FLOOR: u32 = 0;

/// A number, or a text where there is none, behind a formula.
fn cached(formula: String, value: Option<Decimal>, absent: &str) -> Content {
    Content::Formula(formula, value.map_or_else(|| Value::Text(absent.to_owned()), Value::Number))
}

/// The sum of the printed weighted scores of a role, rounded: floats leave dust in the last digit. `absent` where none is a
/// number, and where `unfit` (a condition) says that a figure is missing that must not be. `start`: the cell of 起评分, from which
/// signed points count.
pub fn subtotal<S: AsRef<str>>(
    weighted: &[S],
    (unfit, start): (Option<&str>, Option<&str>),
    value: Option<Decimal>,
    decimals: u32,
    absent: &str,
) -> Content {
    let cells: Vec<&str> = weighted.iter().map(AsRef::as_ref).collect();
    let none = format!("COUNT({})=0", cells.join(","));
    let none = unfit.map_or(none.clone(), |unfit| format!("OR({none},{unfit})"));
    let all: Vec<&str> = start.into_iter().chain(cells).collect();
    cached(format!("IF({none},{},ROUND({},{decimals}))", quoted(absent), sum(&all)), value, absent)
}

/// The joint total of several roles: Σ role total × days ÷ Σ days, rounded. A role without a total drops out with its days.
///
/// `roles` holds the cell of each role total, with its days.
pub fn joint(roles: &[(String, u32)], value: Option<Decimal>, decimals: u32, absent: &str) -> Content {
    match joint_expression(roles, decimals, absent) {
        Some(formula) => cached(formula, value, absent),
        None => value.map_or_else(|| Content::Text(absent.to_owned()), Content::Number),
    }
}

/// The joint total as an expression: `absent` where no role has one.
pub fn joint_expression(roles: &[(String, u32)], decimals: u32, absent: &str) -> Option<String> {
    let joint = joint_number(roles, decimals)?;
    Some(format!("IF({},{joint},{})", some_joint(roles), quoted(absent)))
}

/// The condition that some role has a total.
pub fn some_joint(roles: &[(String, u32)]) -> String {
    let cells: Vec<&str> = roles.iter().map(|(cell, _)| cell.as_str()).collect();
    format!("COUNT({})>0", cells.join(","))
}

/// The joint total as an expression, where some role has one.
pub fn joint_number(roles: &[(String, u32)], decimals: u32) -> Option<String> {
    if roles.iter().all(|(_, days)| *days == 0) {
        return None;
    }
    let part = |of: &dyn Fn(&str, u32) -> String| -> String {
        roles.iter().map(|(cell, days)| of(cell, *days)).collect::<Vec<_>>().join("+")
    };
    let totals = part(&|cell, days| format!("N({cell})*{days}"));
    let days = part(&|cell, days| format!("ISNUMBER({cell})*{days}"));
    Some(format!("ROUND(({totals})/({days}),{decimals})"))
}

/// The line of 总分上限 and of the floor: what brings the sum of the lines above within the bounds.
pub fn bounds(above: &str, cap: Option<Decimal>, decimals: u32) -> String {
    match cap {
        Some(cap) => format!("ROUND(MAX({FLOOR},MIN({},{above}))-{above},{decimals})", literal(cap)),
        None => format!("ROUND(MAX({FLOOR},{above})-{above},{decimals})"),
    }
}

/// A sum within 0 and 总分上限.
pub fn bounded(sum: &str, cap: Option<Decimal>, decimals: u32) -> String {
    match cap {
        Some(cap) => format!("ROUND(MAX({FLOOR},MIN({},{sum})),{decimals})", literal(cap)),
        None => format!("ROUND(MAX({FLOOR},{sum}),{decimals})"),
    }
}

/// An expression, or 0 while one of the conditions of vetoes holds.
pub fn unless(vetoes: &[String], expression: &str) -> String {
    match vetoes {
        [] => expression.to_owned(),
        [one] => format!("IF({one},0,{expression})"),
        several => format!("IF(OR({}),0,{expression})", several.join(",")),
    }
}

/// The line of a veto: it takes back whatever the lines above make; where `flag` is given, while that condition holds.
pub fn veto(above: &str, flag: Option<&str>, decimals: u32) -> String {
    match flag {
        Some(flag) => format!("IF({flag},ROUND(0-{above},{decimals}),0)"),
        None => format!("ROUND(0-{above},{decimals})"),
    }
}

/// The line of a 校准: what leads from the lines above to its points; nothing while a veto beats it.
pub fn calibration(points: Decimal, above: &str, flag: Option<&str>, decimals: u32) -> String {
    let moved = format!("ROUND({}-{above},{decimals})", literal(points));
    flag.map_or(moved.clone(), |flag| format!("IF({flag},0,{moved})"))
}

/// What makes a total out of lines.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// The cell of the subtotal.
    pub subtotal: &'a str,
    /// Whether a row of 加减分 decides the total, so that there is one though nothing applies.
    pub decided: bool,
    /// The condition of a rule's veto, which decides it likewise.
    pub flag: Option<&'a str>,
}

/// The printed total: the sum of all its lines; `absent` where nothing applies and nothing else sets it.
pub fn total(all: &str, made: Made<'_>, value: Option<Decimal>, decimals: u32, absent: &str) -> Content {
    let total = format!("ROUND({all},{decimals})");
    let formula = match (made.decided, made.flag) {
        (true, _) => total,
        (false, None) => format!("IF(ISNUMBER({}),{total},{})", made.subtotal, quoted(absent)),
        (false, Some(flag)) => format!("IF(OR(ISNUMBER({}),{flag}),{total},{})", made.subtotal, quoted(absent)),
    };
    cached(formula, value, absent)
}

/// The rank of a printed total within a column of them; ties share it, texts are not ranked.
pub fn rank(total: &str, all: &str, value: Option<u32>, absent: &str) -> Content {
    let formula = format!("IF(ISNUMBER({total}),RANK({total},{all}),{})", quoted(absent));
    match value {
        Some(rank) => number(formula, Decimal::from(rank)),
        None => Content::Formula(formula, Value::Text(absent.to_owned())),
    }
}
