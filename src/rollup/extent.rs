//! How a formula's value grows with the months: an amount of three months is about three times that of one, a ratio or a
//! mean stays what it is. From this follows what becomes of a target, and whether a rule means the same.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::formula::{Expr, Function, Operator};
use crate::model::{Aggregate, Back, Department, Kpi, Role};
use crate::rule::Main;
use crate::text;

/// How a value grows with the number of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Zero, which is zero over any time.
    Zero,
    /// With this power of it: 0 for ratios and means, 1 for amounts.
    Power(i32),
    /// In no such way: an amount beside a fixed number.
    Mixed,
}

/// What becomes of a KPI's target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TargetPlan {
    /// It is that of the months.
    Stays,
    /// It is the sum of the months' targets.
    Summed,
    /// Neither is right: only the column for the longer period can tell it.
    Unknown,
}

/// Why a KPI cannot be computed again over several months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// Its rule counts in absolute steps, tiers or events.
    Rule,
    /// Its formula sets amounts beside fixed numbers, or its value is an amount that the rule takes as it is.
    Formula,
    /// Its labels have no sum or mean.
    Labels,
    /// Its formula names a column 上期X itself, which over several months is another thing.
    PreviousColumn,
}

impl Obstacle {
    /// The word by which the problem's text tells it.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Formula => "formula",
            Self::Labels => "labels",
            Self::PreviousColumn => "previous",
        }
    }
}

/// A KPI in its role and department.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) department: &'a Department,
    pub(super) role: &'a Role,
    pub(super) kpi: &'a Kpi,
}

impl Seen<'_> {
    /// What becomes of the target where no column gives the longer period's.
    pub(super) fn target_plan(&self) -> TargetPlan {
        let every_sum = self.kpi.formula.measures().iter().all(|index| self.is_sum(*index));
        let plan_of_amount = if every_sum { TargetPlan::Summed } else { TargetPlan::Unknown };
        if self.kpi.formula.uses_target() {
            let none_sum = self.kpi.formula.measures().iter().all(|index| !self.is_sum(*index));
            return if none_sum { TargetPlan::Stays } else { plan_of_amount };
        }
        match self.extent(TargetPlan::Stays) {
            Extent::Zero | Extent::Power(0) => TargetPlan::Stays,
            _ => plan_of_amount,
        }
    }

    /// What stands against computing the KPI again.
    pub(super) fn obstacle(&self, plan: TargetPlan) -> Option<Obstacle> {
        let kpi = self.kpi;
        let earlier = |index: &usize| self.role.measures.get(*index).and_then(|measure| measure.earlier);
        let previous = |index: &usize| earlier(index).is_some_and(|earlier| earlier.back == Back::Previous);
        if kpi.formula.measures().iter().any(previous) {
            return Some(Obstacle::PreviousColumn);
        }
        if matches!(kpi.rule.main, Main::Labels(_)) {
            let last = |index: usize| self.role.measures.get(index).is_some_and(|m| m.aggregate == Aggregate::Last);
            return (!kpi.formula.single_measure().is_some_and(last)).then_some(Obstacle::Labels);
        }
        if !kpi.rule.is_scale_free() {
            return Some(Obstacle::Rule);
        }
        // Percentages and points of an assessment are scored as they stand; they must not grow with the months.
        let as_it_stands = kpi.unit.is_percent() || matches!(kpi.rule.main, Main::Direct { .. });
        match self.extent(plan) {
            Extent::Zero | Extent::Power(0) => None,
            Extent::Power(_) if !as_it_stands => None,
            _ => Some(Obstacle::Formula),
        }
    }

    fn is_sum(&self, measure: usize) -> bool {
        self.role.measures.get(measure).is_some_and(|measure| measure.aggregate == Aggregate::Sum)
    }

    fn extent(&self, plan: TargetPlan) -> Extent {
        self.of(&self.kpi.formula.root, plan)
    }

    fn of(&self, part: &Expr, plan: TargetPlan) -> Extent {
        let power = |grows: bool| Extent::Power(i32::from(grows));
        match part {
            Expr::Number(number) if number.is_zero() => Extent::Zero,
            Expr::Number(_) => Extent::Power(0),
            Expr::Measure(index) | Expr::Earlier(index, _) => power(self.is_sum(*index)),
            Expr::Team(_, name) => {
                let key = text::key(name);
                let measures = self.department.roles.iter().flat_map(|role| &role.measures);
                let mut named = measures.filter(|measure| text::key(&measure.name) == key);
                power(named.any(|measure| measure.aggregate == Aggregate::Sum))
            }
            Expr::Target => power(plan == TargetPlan::Summed),
            Expr::Negate(inner) | Expr::Convert(inner, _) => self.of(inner, plan),
            Expr::Binary(operator, left, right) => {
                self.binary(*operator, self.of(left, plan), self.of(right, plan), right)
            }
            Expr::Call(function, arguments) => self.call(*function, arguments, plan),
        }
    }

    fn binary(&self, operator: Operator, left: Extent, right: Extent, exponent: &Expr) -> Extent {
        match operator {
            Operator::Add | Operator::Subtract => alike(left, right),
            Operator::Multiply => combined(left, right, i32::checked_add),
            Operator::Divide => combined(left, right, i32::checked_sub),
            Operator::Power => match (left, exponent) {
                (Extent::Power(0) | Extent::Zero, _) => left,
                (Extent::Power(power), Expr::Number(number)) => {
                    whole(*number).and_then(|number| power.checked_mul(number)).map_or(Extent::Mixed, Extent::Power)
                }
                _ => Extent::Mixed,
            },
            _ => match alike(left, right) {
                Extent::Mixed => Extent::Mixed,
                _ => Extent::Power(0),
            },
        }
    }

    fn call(&self, function: Function, arguments: &[Expr], plan: TargetPlan) -> Extent {
        let together = |parts: &[Expr]| parts.iter().map(|part| self.of(part, plan)).fold(Extent::Zero, alike);
        match (function, arguments) {
            (Function::Round | Function::Abs, [value, ..]) => self.of(value, plan),
            (Function::If, [condition, branches @ ..]) => match self.of(condition, plan) {
                Extent::Zero | Extent::Power(0) => together(branches),
                _ => Extent::Mixed,
            },
            _ => together(arguments),
        }
    }
}

/// Values that are added, compared or chosen between must grow alike.
fn alike(left: Extent, right: Extent) -> Extent {
    match (left, right) {
        (Extent::Zero, other) | (other, Extent::Zero) => other,
        (left, right) if left == right => left,
        _ => Extent::Mixed,
    }
}

fn combined(left: Extent, right: Extent, of: fn(i32, i32) -> Option<i32>) -> Extent {
    match (left, right) {
        (Extent::Power(left), Extent::Power(right)) => of(left, right).map_or(Extent::Mixed, Extent::Power),
        (Extent::Mixed, _) | (_, Extent::Mixed) => Extent::Mixed,
        _ => Extent::Zero,
    }
}

fn whole(number: Decimal) -> Option<i32> {
    Some(number).filter(|number| number.fract().is_zero()).and_then(|number| number.to_i32())
}
