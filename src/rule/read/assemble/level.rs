//! Amounts as levels of the scored quantity.

use rust_decimal::Decimal;

use super::{Frame, Made, stop};
use crate::decimal;
use crate::quantity::share::HUNDREDTH;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Edge, Measure, Span};
use crate::rule::refusal::Reason;
use crate::rule::types::{Level, Quantity, Way};
use crate::unit::{Unit, UnitKind};

/// Whether a unit measures something that is not counted piece by piece.
pub(super) fn measures(word: &str) -> bool {
    match Unit::read(word).kind {
        UnitKind::Other(word) => forms::MEASURES.contains(&word.as_str()),
        kind => kind.is_measured(),
    }
}

fn share(value: Decimal) -> Decimal {
    value.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default().normalize()
}

impl Frame<'_> {
    /// An amount as a level or as the size of a step.
    pub(super) fn amount(&self, amount: &Amount) -> Made<Level> {
        let unit = self.context.unit;
        let percentage = unit.is_percent() || self.quantity == Quantity::Ratio;
        match &amount.measure {
            // 达到目标值95% where the target is 95%: said again.
            Measure::Percent if unit.is_percent() && amount.joined && self.target() == Some(share(amount.value)) => {
                self.of_target(Decimal::ONE, amount.span)
            }
            Measure::Percent if percentage && !amount.of_target => Ok(Level::Value(share(amount.value))),
            Measure::Percent => self.of_target(share(amount.value), amount.span),
            Measure::Point if percentage => Ok(Level::Value(share(amount.value))),
            Measure::Point => stop(Reason::UnitConflict, amount.span),
            // ‰ says itself what a bare number is, as in a column of data.
            Measure::Bare if unit.is_percent() && unit.factor < HUNDREDTH => amount
                .value
                .checked_mul(unit.factor)
                .map_or_else(|| stop(Reason::UnitConflict, amount.span), |share| Ok(Level::Value(share.normalize()))),
            Measure::Bare if unit.is_percent() => {
                // A bare number under % is percent where it cannot be a share.
                if amount.value > Decimal::new(15, 1) || amount.value.is_zero() {
                    Ok(Level::Value(share(amount.value)))
                } else {
                    stop(Reason::UnitConflict, amount.span)
                }
            }
            Measure::Bare if amount.big => match amount.value.checked_div(unit.factor) {
                Some(value) => Ok(Level::Value(value)),
                None => stop(Reason::UnitConflict, amount.span),
            },
            Measure::Bare => Ok(Level::Value(amount.value)),
            Measure::Unit(word) => self.in_unit(amount, word),
        }
    }

    fn in_unit(&self, amount: &Amount, word: &str) -> Made<Level> {
        let unit = self.context.unit;
        let theirs = Unit::read(word);
        let convert = || theirs.convert(amount.value, unit);
        let level = match (&theirs.kind, &unit.kind) {
            (UnitKind::Other(_), UnitKind::Percent) => None,
            // 每批次损失超过500元: one of what is no money.
            (UnitKind::Other(_), UnitKind::Money | UnitKind::Time) if amount.value == Decimal::ONE => None,
            (UnitKind::Other(word), ours)
                if forms::MEASURES.contains(&word.as_str()) && !matches!(ours, UnitKind::Plain) =>
            {
                (unit.kind == theirs.kind).then(convert).flatten()
            }
            // 5公斤 beside a blank unit is 5, and no number of 箱.
            (UnitKind::Mass | UnitKind::Length | UnitKind::Area | UnitKind::Volume, UnitKind::Plain) => {
                Some(amount.value)
            }
            (UnitKind::Mass | UnitKind::Length | UnitKind::Area | UnitKind::Volume, UnitKind::Other(_)) => None,
            // 30分钟, 1周 or 1万元 beside a blank unit, or one of something else: 30 or 1800, 1 or 7, which nobody can tell.
            (UnitKind::Time | UnitKind::Days | UnitKind::Money, UnitKind::Plain | UnitKind::Other(_))
                if theirs.factor != Decimal::ONE || amount.big =>
            {
                None
            }
            (UnitKind::Other(_), _) | (_, UnitKind::Plain | UnitKind::Other(_)) => convert(),
            (UnitKind::Count(a), UnitKind::Count(b)) => {
                let both = |words: &[&str]| words.contains(&a.as_str()) && words.contains(&b.as_str());
                (a == b
                    || forms::is(a, forms::ONE_OF)
                    || forms::is(b, forms::ONE_OF)
                    || both(forms::EVENTS)
                    || both(forms::PEOPLE))
                .then(convert)
                .flatten()
            }
            (theirs, ours) => (theirs == ours).then(convert).flatten(),
        };
        match level {
            Some(value) => Ok(Level::Value(value.normalize())),
            None => stop(Reason::UnitConflict, amount.span),
        }
    }

    fn of_target(&self, share: Decimal, span: Span) -> Made<Level> {
        if self.quantity == Quantity::Ratio {
            return Ok(Level::Value(share));
        }
        if self.target().is_none() { stop(Reason::Target, span) } else { Ok(Level::Target(share)) }
    }

    pub(in crate::rule) fn edge(&self, edge: &Edge) -> Made<Level> {
        match edge {
            Edge::Amount(amount) => self.amount(amount),
            Edge::Target(span) => self.at_target(*span),
            Edge::Beyond(amount, way) => self.beyond(amount, *way),
        }
    }

    /// Whether the unit counts things, by a word of the list or by one that measures nothing (户, 笔).
    pub(super) fn counts(&self) -> bool {
        match &self.context.unit.kind {
            UnitKind::Count(_) => true,
            UnitKind::Other(word) => !word.is_empty() && !forms::MEASURES.contains(&word.as_str()),
            _ => false,
        }
    }

    /// Whether people list this unit by whole numbers (3天内，4-5天), although a value may lie between them.
    pub(super) fn lists_whole(&self) -> bool {
        let unit = self.context.unit;
        matches!(unit.kind, UnitKind::Score | UnitKind::Days | UnitKind::Time)
            || self.counts() && !unit.is_whole()
            || matches!(&unit.kind, UnitKind::Other(word) if forms::LESSONS.contains(&word.as_str()))
    }

    /// So far below or above the target. Between 30% and 60% nobody can tell a distance from a share.
    fn beyond(&self, amount: &Amount, way: Way) -> Made<Level> {
        let unclear = amount.measure == Measure::Percent && amount.value > Decimal::from(30);
        let apply = |a: Decimal, b: Decimal| if way == Way::Below { a.checked_sub(b) } else { a.checked_add(b) };
        let level = match (self.amount(amount)?, self.target()) {
            (_, None) => None,
            _ if unclear => return stop(Reason::BoundUnclear, amount.span),
            (Level::Target(share), _) => apply(Decimal::ONE, share).map(Level::Target),
            (Level::Value(distance), Some(target)) => apply(target, distance).map(Level::Value),
        };
        level.map_or_else(|| stop(Reason::Target, amount.span), Ok)
    }

    pub(super) fn at_target(&self, span: Span) -> Made<Level> {
        self.of_target(Decimal::ONE, span)
    }

    /// A level as people write it: a share in percent.
    pub(super) fn shown(&self, level: Level) -> String {
        let number = self.number(level);
        let share = self.quantity == Quantity::Ratio || self.context.unit.is_percent();
        match number.checked_mul(Decimal::ONE_HUNDRED).filter(|_| share) {
            Some(hundredfold) => format!("{}%", decimal::plain(hundredfold)),
            None => decimal::plain(number),
        }
    }

    /// A level as a number, for comparing levels with each other.
    pub(super) fn number(&self, level: Level) -> Decimal {
        match level {
            Level::Value(value) => value,
            Level::Target(share) => self.target().and_then(|target| target.checked_mul(share)).unwrap_or_default(),
        }
    }
}
