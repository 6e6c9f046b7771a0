//! Units of a formula: parts of one kind are brought into one unit, exactly, and parts of two kinds are refused.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Expr, Formula, Function, Operator};
use crate::quantity::kind::{Fit, Quantity};
use crate::quantity::ratio::Ratio;

/// The units of what a formula names.
pub trait Units {
    /// A measure's, now and at earlier periods.
    fn measure(&self, index: usize) -> Quantity;
    /// A team value's, by its measure's name.
    fn team(&self, measure: &str) -> Quantity;
    /// The KPI's own, in which its target is kept too.
    fn kpi(&self) -> Quantity;
}

/// Why a formula's units do not fit.
#[derive(Debug, Clone, PartialEq)]
pub enum Misfit {
    /// Two kinds in one sum, comparison or choice.
    Parts {
        /// The first part, and its unit in words.
        left: (Expr, String),
        /// The other one, and its unit.
        right: (Expr, String),
    },
    /// The value is of another kind than the KPI's unit: the value's unit in words.
    Value(String),
    /// A number in the formula converts what is converted anyway: by how much.
    ByHand {
        /// The number, as it takes part: multiplied by `times`, divided by `over`.
        by: Ratio,
        /// From this unit.
        from: String,
        /// To this one.
        to: String,
    },
}

impl Formula {
    /// The same formula with every conversion in it.
    ///
    /// Sums, comparisons, MIN, MAX, AVERAGE and the branches of IF convert to the unit of the first part that has one;
    /// products and quotients multiply and divide kinds; the value is in the KPI's unit.
    ///
    /// # Errors
    /// Every [`Misfit`].
    pub fn in_units(&self, units: &dyn Units) -> Result<Self, Vec<Misfit>> {
        let mut reader = Reader { units, misfits: Vec::new() };
        let (root, unit) = reader.of(&self.root);
        let kpi = units.kpi();
        let share = !kpi.has_kind() && kpi.words().is_empty() && kpi != Quantity::unknown();
        // 完成数/总数*100 under % would be hundred times the share.
        let hundred = Ratio::whole(Decimal::ONE_HUNDRED);
        if let (true, false, Some(by)) = (share, unit.has_kind(), literal(&root).filter(|by| Some(*by) == hundred)) {
            reader.misfits.push(Misfit::ByHand { by, from: "1".to_owned(), to: "%".to_owned() });
        }
        let root = match unit.fits(&kpi) {
            Fit::Different => {
                reader.misfits.push(Misfit::Value(unit.words()));
                root
            }
            Fit::Unchecked => root,
            Fit::By(ratio) => reader.converted(root, ratio, &unit, &kpi),
        };
        if reader.misfits.is_empty() { Ok(Self { root }) } else { Err(reader.misfits) }
    }

    /// The formula's conversions, outer ones first.
    pub fn conversions(&self) -> impl Iterator<Item = Ratio> {
        self.parts().filter_map(|part| match part {
            Expr::Convert(_, ratio) => Some(*ratio),
            _ => None,
        })
    }
}

struct Reader<'a> {
    units: &'a dyn Units,
    misfits: Vec<Misfit>,
}

impl Reader<'_> {
    fn of(&mut self, expr: &Expr) -> (Expr, Quantity) {
        match expr {
            Expr::Number(_) => (expr.clone(), Quantity::written()),
            Expr::Measure(index) | Expr::Earlier(index, _) => (expr.clone(), self.units.measure(*index)),
            Expr::Team(_, name) => (expr.clone(), self.units.team(name)),
            Expr::Target => (expr.clone(), self.units.kpi()),
            Expr::Negate(inner) => {
                let (inner, unit) = self.of(inner);
                (Expr::Negate(Box::new(inner)), unit)
            }
            Expr::Convert(inner, ratio) => {
                let (inner, unit) = self.of(inner);
                (Expr::Convert(Box::new(inner), *ratio), unit)
            }
            Expr::Binary(operator, left, right) => self.binary(*operator, left, right),
            Expr::Call(function, arguments) => self.call(*function, arguments),
        }
    }

    fn binary(&mut self, operator: Operator, left: &Expr, right: &Expr) -> (Expr, Quantity) {
        let made = |left: Expr, right: Expr| Expr::Binary(operator, Box::new(left), Box::new(right));
        match operator {
            Operator::Multiply | Operator::Divide => {
                let (left, one) = self.of(left);
                let (right, other) = self.of(right);
                let divides = operator == Operator::Divide;
                let under = if divides { other.power(-1) } else { Some(other.clone()) };
                let Some((mut unit, rest)) = under.and_then(|other| one.times(&other)) else {
                    return (made(left, right), Quantity::unknown());
                };
                // 单数×5 may well be 5元 for each: a number may carry a unit that nobody wrote.
                let price = |unit: &Quantity, expr: &Expr, by: &Quantity| {
                    unit.is_written() && !(by.has_kind() && is_share(expr))
                };
                if !unit.is_written() && (price(&one, &left, &other) || price(&other, &right, &one)) {
                    unit = unit.unchecked();
                }
                let whole = made(left, right);
                let to = if divides { other.words() } else { one.words() };
                let whole = self.scaled(whole, rest, &one.words(), &to);
                (whole, unit)
            }
            Operator::Power => {
                let (left, unit) = self.of(left);
                let (right, _) = self.of(right);
                let exponent = match &right {
                    Expr::Number(number) if number.is_integer() => number.to_i8(),
                    _ => None,
                };
                let raised = match exponent {
                    Some(exponent) => unit.power(exponent),
                    None if unit.has_kind() => None,
                    None => Some(unit),
                };
                (made(left, right), raised.unwrap_or_else(Quantity::unknown))
            }
            _ => {
                let (mut parts, unit) = self.alike(&[left, right]);
                let unit = if operator.compares() { Quantity::pure() } else { unit };
                match (parts.pop(), parts.pop()) {
                    (Some(right), Some(left)) => (made(left, right), unit),
                    _ => (made(left.clone(), right.clone()), unit),
                }
            }
        }
    }

    fn call(&mut self, function: Function, arguments: &[Expr]) -> (Expr, Quantity) {
        match (function, arguments) {
            (Function::Round, [value, places]) => {
                let (value, unit) = self.of(value);
                (Expr::Call(function, vec![value, places.clone()]), unit)
            }
            (Function::If, [condition, then, other]) => {
                let (condition, _) = self.of(condition);
                let (branches, unit) = self.alike(&[then, other]);
                (Expr::Call(function, std::iter::once(condition).chain(branches).collect()), unit)
            }
            _ => {
                let (parts, unit) = self.alike(&arguments.iter().collect::<Vec<_>>());
                (Expr::Call(function, parts), unit)
            }
        }
    }

    /// Parts that are added, compared or chosen from, all in one unit.
    fn alike(&mut self, parts: &[&Expr]) -> (Vec<Expr>, Quantity) {
        let parts: Vec<(Expr, Quantity)> = parts.iter().map(|part| self.of(part)).collect();
        let whole = parts.iter().map(|(_, unit)| unit.clone()).reduce(Quantity::or).unwrap_or_else(Quantity::written);
        let first = parts.iter().find(|(_, unit)| unit.clone().unchecked() == whole.clone().unchecked()).cloned();
        let misfits = self.misfits.len();
        let converted = parts
            .into_iter()
            .map(|(part, unit)| match unit.fits(&whole) {
                Fit::By(ratio) => self.converted(part, ratio, &unit, &whole),
                Fit::Unchecked => part,
                Fit::Different => {
                    let left = first.clone().map_or_else(|| part.clone(), |(expr, _)| expr);
                    self.misfits
                        .push(Misfit::Parts { left: (left, whole.words()), right: (part.clone(), unit.words()) });
                    part
                }
            })
            .collect();
        // What was told is not told again of the whole.
        if self.misfits.len() > misfits { (converted, whole.unchecked()) } else { (converted, whole) }
    }

    fn converted(&mut self, part: Expr, ratio: Ratio, from: &Quantity, to: &Quantity) -> Expr {
        self.scaled(part, ratio, &from.words(), &to.words())
    }

    fn scaled(&mut self, part: Expr, ratio: Ratio, from: &str, to: &str) -> Expr {
        if ratio.is_one() {
            return part;
        }
        if literal(&part) == Some(ratio) {
            self.misfits.push(Misfit::ByHand { by: ratio, from: from.to_owned(), to: to.to_owned() });
        }
        match part {
            // One conversion after the other is one conversion.
            Expr::Convert(inner, before) => match before.then(ratio) {
                Some(both) if both.is_one() => *inner,
                Some(both) => Expr::Convert(inner, both),
                None => Expr::Convert(Box::new(Expr::Convert(inner, before)), ratio),
            },
            other => Expr::Convert(Box::new(other), ratio),
        }
    }
}

/// Whether a written number only takes a share: 50%, 0.3.
fn is_share(expr: &Expr) -> bool {
    matches!(expr, Expr::Number(number) if number.abs() <= Decimal::ONE)
}

/// What the written numbers of a product come to: 1/60 in 时长/60.
fn literal(expr: &Expr) -> Option<Ratio> {
    match expr {
        Expr::Number(number) => Ratio::whole(*number),
        Expr::Negate(inner) | Expr::Convert(inner, _) => literal(inner),
        Expr::Binary(Operator::Multiply, left, right) => literal(left)?.then(literal(right)?),
        Expr::Binary(Operator::Divide, left, right) => literal(left)?.then(literal(right)?.inverse()),
        _ => Some(Ratio::ONE),
    }
}
