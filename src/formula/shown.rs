//! A formula as people read it: with × and ÷, and either names or numbers in the place of names.

use rust_decimal::Decimal;

use super::{Expr, Formula, Function, Operator, Team};
use crate::decimal::plain;
use crate::model::Back;

/// What stands for the names of a formula in a text for people.
pub trait Shown {
    /// A measure of the role by index.
    fn measure(&self, index: usize) -> String;
    /// A measure at an earlier period.
    fn earlier(&self, index: usize, back: Back) -> String;
    /// A team value.
    fn team(&self, team: Team, measure: &str) -> String;
    /// The KPI's target.
    fn target(&self) -> String;
    /// A function's name.
    fn function(&self, function: Function) -> &str;
}

impl Formula {
    /// The formula in writing.
    pub fn shown(&self, with: &dyn Shown) -> String {
        write(&self.root, 0, with)
    }
}

fn write(expr: &Expr, around: u8, with: &dyn Shown) -> String {
    let (text, binding) = match expr {
        Expr::Number(number) => (plain(*number), 9),
        Expr::Measure(index) => (with.measure(*index), 9),
        Expr::Earlier(index, back) => (with.earlier(*index, *back), 9),
        Expr::Team(team, name) => (with.team(*team, name), 9),
        Expr::Target => (with.target(), 9),
        Expr::Negate(inner) => (format!("-{}", write(inner, 8, with)), 2),
        Expr::Binary(operator, left, right) => {
            let (sign, binding) = sign(*operator);
            let right_around = match operator {
                Operator::Add | Operator::Multiply => binding,
                _ => binding.saturating_add(1),
            };
            (format!("{} {sign} {}", write(left, binding, with), write(right, right_around, with)), binding)
        }
        Expr::Convert(inner, ratio) => {
            let times = if ratio.times == Decimal::ONE { String::new() } else { format!(" × {}", plain(ratio.times)) };
            let over = if ratio.over == Decimal::ONE { String::new() } else { format!(" ÷ {}", plain(ratio.over)) };
            (format!("{}{times}{over}", write(inner, 3, with)), 3)
        }
        Expr::Call(function, arguments) => {
            let arguments: Vec<String> = arguments.iter().map(|argument| write(argument, 0, with)).collect();
            (format!("{}({})", with.function(*function), arguments.join(", ")), 9)
        }
    };
    // A negative number in the midst of signs stands in parentheses.
    if binding < around || (around > 2 && text.starts_with('-')) { format!("({text})") } else { text }
}

const fn sign(operator: Operator) -> (&'static str, u8) {
    match operator {
        Operator::Equal => ("=", 1),
        Operator::NotEqual => ("≠", 1),
        Operator::Less => ("<", 1),
        Operator::LessOrEqual => ("≤", 1),
        Operator::Greater => (">", 1),
        Operator::GreaterOrEqual => ("≥", 1),
        Operator::Add => ("+", 2),
        Operator::Subtract => ("-", 2),
        Operator::Multiply => ("×", 3),
        Operator::Divide => ("÷", 3),
        Operator::Power => ("^", 4),
    }
}
