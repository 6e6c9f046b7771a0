//! A formula as an Excel formula over given cells, guarded so that binary floats round to the exact value.

use rust_decimal::Decimal;

use super::{Expr, Formula, Function, Operator, Team};
use crate::decimal::{VALUE_DECIMALS, plain};
use crate::model::Back;

/// Where the names of a formula stand in a workbook: cell references, or literal numbers.
pub trait Cells {
    /// A measure of the role by index.
    fn measure(&self, index: usize) -> String;
    /// A measure at an earlier period.
    fn earlier(&self, index: usize, back: Back) -> String;
    /// A team value.
    fn team(&self, team: Team, measure: &str) -> String;
    /// The KPI's target.
    fn target(&self) -> String;
}

/// Decimals to which a float is rounded before it is rounded to fewer, compared or put into INT. Errors of binary floats
/// lie below the twelfth decimal for values up to some thousands; above, the engines' own ROUND repairs them.
pub const VALUE_GUARD_DECIMALS: u32 = 12;

impl Formula {
    /// The KPI's value as an Excel expression without the leading `=`: rounded half away from zero to the value's four
    /// decimals, with functions that every spreadsheet program has.
    pub fn excel(&self, cells: &dyn Cells) -> String {
        format!("ROUND({},{VALUE_DECIMALS})", guarded(&self.root, cells))
    }
}

impl Formula {
    /// The same before it is rounded to the value's decimals, free of a float's dust.
    pub fn excel_exact(&self, cells: &dyn Cells) -> String {
        guarded(&self.root, cells)
    }

    /// Whether a calculation of it may have no value: a division by zero.
    pub fn may_fail(&self) -> bool {
        self.root.parts().any(|part| matches!(part, Expr::Binary(Operator::Divide | Operator::Power, ..)))
    }

    /// The cell whose label is the KPI's value: the formula's only measure. `None` where the formula calculates.
    pub fn label_cell(&self, cells: &dyn Cells) -> Option<String> {
        self.single_measure().map(|index| cells.measure(index))
    }
}

/// How tightly what was written holds together: a part that binds looser than its surroundings gets parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Power,
    Whole,
}

fn guarded(expr: &Expr, cells: &dyn Cells) -> String {
    match expr {
        // A cell or a literal holds no float error of ours.
        Expr::Number(_) | Expr::Measure(_) | Expr::Target => write(expr, Binding::Sum, cells),
        _ => format!("ROUND({},{VALUE_GUARD_DECIMALS})", write(expr, Binding::Sum, cells)),
    }
}

fn write(expr: &Expr, around: Binding, cells: &dyn Cells) -> String {
    let (text, binding) = match expr {
        Expr::Number(number) => (plain(*number), if number.is_sign_negative() { Binding::Sum } else { Binding::Whole }),
        Expr::Measure(index) => (cells.measure(*index), Binding::Whole),
        Expr::Earlier(index, back) => (cells.earlier(*index, *back), Binding::Whole),
        Expr::Team(team, name) => (cells.team(*team, name), Binding::Whole),
        Expr::Target => (cells.target(), Binding::Whole),
        // Programs disagree on −2^2, so a sign always stands in its own parentheses.
        Expr::Negate(inner) => (format!("(-{})", write(inner, Binding::Whole, cells)), Binding::Whole),
        Expr::Binary(operator, left, right) => binary(*operator, left, right, cells),
        Expr::Call(function, arguments) => (call(*function, arguments, cells), Binding::Whole),
        Expr::Convert(inner, ratio) => {
            let times = if ratio.times == Decimal::ONE { String::new() } else { format!("*{}", plain(ratio.times)) };
            let over = if ratio.over == Decimal::ONE { String::new() } else { format!("/{}", plain(ratio.over)) };
            (format!("{}{times}{over}", write(inner, Binding::Product, cells)), Binding::Product)
        }
    };
    let negative_literal = binding == Binding::Whole && text.starts_with('-');
    if binding < around || negative_literal { format!("({text})") } else { text }
}

fn binary(operator: Operator, left: &Expr, right: &Expr, cells: &dyn Cells) -> (String, Binding) {
    if operator.compares() {
        return (format!("IF({},1,0)", comparison(operator, left, right, cells)), Binding::Whole);
    }
    let (sign, binding, tighter) = match operator {
        Operator::Add => ("+", Binding::Sum, Binding::Sum),
        Operator::Subtract => ("-", Binding::Sum, Binding::Product),
        Operator::Multiply => ("*", Binding::Product, Binding::Product),
        Operator::Divide if right.is_earlier() => {
            // A loss is no base of growth: what is divided by it is an error, and so does not apply.
            let base = format!("MAX(0,{})", write(right, Binding::Sum, cells));
            return (format!("{}/{base}", write(left, Binding::Product, cells)), Binding::Product);
        }
        Operator::Divide => ("/", Binding::Product, Binding::Power),
        _ => ("^", Binding::Power, Binding::Whole),
    };
    // Powers within powers get parentheses on both sides: programs disagree on their order.
    let left_around = if operator == Operator::Power { Binding::Whole } else { binding };
    (format!("{}{sign}{}", write(left, left_around, cells), write(right, tighter, cells)), binding)
}

fn comparison(operator: Operator, left: &Expr, right: &Expr, cells: &dyn Cells) -> String {
    let sign = match operator {
        Operator::Equal => "=",
        Operator::NotEqual => "<>",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Greater => ">",
        _ => ">=",
    };
    format!("{}{sign}{}", guarded(left, cells), guarded(right, cells))
}

fn call(function: Function, arguments: &[Expr], cells: &dyn Cells) -> String {
    if let (Function::If, [condition, then, other]) = (function, arguments) {
        let condition = match condition {
            Expr::Binary(operator, left, right) if operator.compares() => comparison(*operator, left, right, cells),
            other => format!("{}<>0", guarded(other, cells)),
        };
        let then = write(then, Binding::Sum, cells);
        return format!("IF({condition},{then},{})", write(other, Binding::Sum, cells));
    }
    if let (Function::Round, [value, places]) = (function, arguments) {
        return format!("ROUND({},{})", guarded(value, cells), write(places, Binding::Sum, cells));
    }
    let arguments: Vec<String> = arguments.iter().map(|argument| write(argument, Binding::Sum, cells)).collect();
    format!("{}({})", function.excel(), arguments.join(","))
}
