//! Calculating a formula in exact decimals.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::outcome::{EvaluationError, SETTLED_PLACES, Value, settle};
use super::{Expr, Formula, Function, Operator, Team, power};
use crate::model::Back;

/// The figures that a formula is calculated with. Asked only for names that apply and are filled in, so each has one.
pub trait Inputs {
    /// A measure of the role by index.
    fn measure(&self, index: usize) -> Option<Decimal>;
    /// A measure at an earlier period.
    fn earlier(&self, _index: usize, _back: Back) -> Option<Decimal> {
        None
    }
    /// A team value.
    fn team(&self, _team: Team, _measure: &str) -> Option<Decimal> {
        None
    }
    /// The KPI's target.
    fn target(&self) -> Option<Decimal> {
        None
    }
}

impl Formula {
    /// The formula's value before it is rounded to the value's places.
    ///
    /// # Errors
    /// [`EvaluationError::DivisionByZero`] and [`EvaluationError::NoBase`] make the KPI not applicable; the others are problems.
    pub fn evaluate(&self, inputs: &dyn Inputs) -> Value {
        evaluate(&self.root, inputs).map(settle)
    }
}

fn evaluate(expr: &Expr, inputs: &dyn Inputs) -> Value {
    let given = |figure: Option<Decimal>| figure.ok_or(EvaluationError::NoFigure);
    match expr {
        Expr::Number(number) => Ok(*number),
        Expr::Measure(index) => given(inputs.measure(*index)),
        Expr::Earlier(index, back) => given(inputs.earlier(*index, *back)),
        Expr::Team(team, name) => given(inputs.team(*team, name)),
        Expr::Target => given(inputs.target()),
        // Subtraction, because `-0` would print with its sign.
        Expr::Negate(inner) => evaluate(inner, inputs).and_then(|x| subtract(Decimal::ZERO, x)),
        Expr::Binary(Operator::Divide, left, right) => {
            let (over, under) = (evaluate(left, inputs)?, evaluate(right, inputs)?);
            if right.is_earlier() && settle(under) <= Decimal::ZERO {
                return Err(EvaluationError::NoBase);
            }
            let below = |part: &Expr, value: Decimal| settle(value) < Decimal::ZERO && part.names_figures();
            // A planned loss: whatever stands over it, better is smaller and worse is larger.
            let of_loss = right.holds_negative(inputs) || below(left, over) && left.holds_negative(inputs);
            if below(right, under) && of_loss {
                return Err(EvaluationError::NegativeDivisor);
            }
            binary(Operator::Divide, over, under)
        }
        Expr::Convert(inner, ratio) => ratio.of(evaluate(inner, inputs)?).ok_or(EvaluationError::Overflow),
        Expr::Binary(operator, left, right) => binary(*operator, evaluate(left, inputs)?, evaluate(right, inputs)?),
        Expr::Call(function, arguments) => call(*function, arguments, inputs),
    }
}

impl Expr {
    /// Whether it names a figure of an earlier period.
    pub fn is_earlier(&self) -> bool {
        self.parts().any(|part| match part {
            Self::Earlier(..) => true,
            Self::Team(team, _) => team.back.is_some(),
            _ => false,
        })
    }

    /// Whether it names any figure: a literal by itself is no achievement.
    fn names_figures(&self) -> bool {
        self.parts().any(|part| matches!(part, Self::Measure(_) | Self::Earlier(..) | Self::Team(..) | Self::Target))
    }

    /// Whether a figure that it names is itself below 0: a difference may be, without anything being amiss.
    fn holds_negative(&self, inputs: &dyn Inputs) -> bool {
        let figure = |part: &Self| match part {
            Self::Measure(index) => inputs.measure(*index),
            Self::Earlier(index, back) => inputs.earlier(*index, *back),
            Self::Team(team, name) => inputs.team(*team, name),
            Self::Target => inputs.target(),
            _ => None,
        };
        self.parts().filter_map(figure).any(|value| value < Decimal::ZERO)
    }
}

fn subtract(left: Decimal, right: Decimal) -> Value {
    left.checked_sub(right).ok_or(EvaluationError::Overflow)
}

fn binary(operator: Operator, left: Decimal, right: Decimal) -> Value {
    let overflow = |result: Option<Decimal>| result.ok_or(EvaluationError::Overflow);
    let holds = |yes: bool| Ok(if yes { Decimal::ONE } else { Decimal::ZERO });
    match operator {
        Operator::Add => overflow(left.checked_add(right)),
        Operator::Subtract => subtract(left, right),
        Operator::Multiply => overflow(left.checked_mul(right)),
        Operator::Divide => {
            if settle(right).is_zero() {
                return Err(EvaluationError::DivisionByZero);
            }
            overflow(left.checked_div(right))
        }
        Operator::Power => power::power(left, right),
        Operator::Equal => holds(settle(left) == settle(right)),
        Operator::NotEqual => holds(settle(left) != settle(right)),
        Operator::Less => holds(settle(left) < settle(right)),
        Operator::LessOrEqual => holds(settle(left) <= settle(right)),
        Operator::Greater => holds(settle(left) > settle(right)),
        Operator::GreaterOrEqual => holds(settle(left) >= settle(right)),
    }
}

fn call(function: Function, arguments: &[Expr], inputs: &dyn Inputs) -> Value {
    if let (Function::If, [condition, then, other]) = (function, arguments) {
        let taken = if settle(evaluate(condition, inputs)?).is_zero() { other } else { then };
        return evaluate(taken, inputs);
    }
    let values = arguments.iter().map(|argument| evaluate(argument, inputs)).collect::<Result<Vec<_>, _>>()?;
    let sum = || values.iter().try_fold(Decimal::ZERO, |sum, x| sum.checked_add(*x)).ok_or(EvaluationError::Overflow);
    let missing = EvaluationError::NoFigure;
    match function {
        Function::Sum => sum(),
        Function::Average => sum()?.checked_div(Decimal::from(values.len())).ok_or(EvaluationError::DivisionByZero),
        Function::Max => values.iter().copied().max().ok_or(missing),
        Function::Min => values.iter().copied().min().ok_or(missing),
        Function::Abs => values.first().map(Decimal::abs).ok_or(missing),
        Function::Round => match values.as_slice() {
            [value, places] => round(settle(*value), settle(*places)),
            _ => Err(missing),
        },
        Function::If => Err(missing),
    }
}

/// Excel's ROUND, with places before the point too: ROUND(1234, −2) is 1200.
fn round(value: Decimal, places: Decimal) -> Value {
    let places = if places.is_integer() { places.to_i32() } else { None };
    let places = places.filter(|places| places.unsigned_abs() <= SETTLED_PLACES).ok_or(EvaluationError::Places)?;
    let half_away = RoundingStrategy::MidpointAwayFromZero;
    if places >= 0 {
        return Ok(value.round_dp_with_strategy(places.unsigned_abs(), half_away));
    }
    let unit = (0..places.unsigned_abs())
        .try_fold(Decimal::ONE, |unit, _| unit.checked_mul(Decimal::TEN))
        .ok_or(EvaluationError::Overflow)?;
    value
        .checked_div(unit)
        .map(|scaled| scaled.round_dp_with_strategy(0, half_away))
        .and_then(|rounded| rounded.checked_mul(unit))
        .ok_or(EvaluationError::Overflow)
}
