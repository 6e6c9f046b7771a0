//! Conditions that tell how far from the target a value lies: 超出预算10%以内, 低于目标3个百分点, 高于目标0-10%.

use super::condition::{band, suffix};
use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Measure};
use crate::rule::types::Way;

/// Between the target and a distance from it, or farther still: 超出10%以内, 超出10%以上.
pub(super) fn between(way: Way, target: End, far: End, farther: bool) -> Cond {
    match (way, farther) {
        (_, true) => band(way == Way::Above, far, false),
        (Way::Above, false) => Cond::Band { low: Some(target), high: Some(far), reach: false },
        (_, false) => Cond::Band { low: Some(far), high: Some(target), reach: false },
    }
}

/// A side of the target, then how far: 低于目标超过5%, 超出预算不足10%.
pub(super) fn farther(side: &Cond, extent: &Cond) -> Option<Cond> {
    let (Cond::Band { low, high, .. }, Cond::Band { low: least, high: most, .. }) = (side, extent) else { return None };
    let (way, target) = match (low, high) {
        (Some(end), None) => (Way::Above, end),
        (None, Some(end)) => (Way::Below, end),
        _ => return None,
    };
    let (end, farther) = match (least, most) {
        (Some(end), None) => (end, true),
        (None, Some(end)) => (end, false),
        _ => return None,
    };
    // 超过5% may be told from the target too, on a side of its own.
    let (Edge::Target(_), Edge::Amount(amount) | Edge::Beyond(amount, _)) = (&target.edge, &end.edge) else {
        return None;
    };
    let far = End { edge: Edge::Beyond(amount.clone(), way), ..end.clone() };
    (!amount.of_target).then(|| between(way, target.clone(), far, farther))
}

impl Parser<'_> {
    /// 超出预算10%, 低于目标3个百分点: a distance from the target. From 60% on it is a share of it, as with 的.
    pub(super) fn away(&self, at: usize, from: usize) -> Read<Edge> {
        let way = match self.class(at)? {
            Class::More => Way::Above,
            Class::Less if !forms::begins(self.text(at), forms::DENIALS) => Way::Below,
            _ => return None,
        };
        let Some(number) = self.target(from) else {
            // 超出目标5%以内得18分，超出5%以上得15分: a distance again.
            let (amount, next) = self.amount(from)?;
            let closes = self.is(next, Class::Range)
                || self.class(next).and_then(suffix).is_some()
                || matches!(self.class(next), Some(Class::Give | Class::Zero | Class::Take | Class::Full));
            // 超支10%以内 is told from the budget by its word.
            let own = forms::is(self.text(at), forms::OVERSPENT)
                && amount.measure == Measure::Percent
                && (self.class(next).and_then(suffix).is_some() || self.is(next, Class::Range));
            return (from == at.saturating_add(1) && closes && (own || self.tells_distance(&amount)))
                .then_some((Edge::Beyond(amount, way), next));
        };
        let (amount, next) = self.amount(number)?;
        // 高于目标0-10%: the unit stands once.
        if amount.measure == Measure::Bare
            && self.is(next, Class::Range)
            && let Some((last, _)) = self.amount(next.saturating_add(1))
            && last.measure != Measure::Bare
        {
            return Some((Edge::Beyond(Amount { measure: last.measure, ..amount }, way), next));
        }
        // Half of the target lies as far below it.
        let half = way == Way::Below && amount.value == rust_decimal::Decimal::from(50);
        let share = amount.measure == Measure::Percent && (half || amount.value >= rust_decimal::Decimal::from(60));
        let points = matches!(&amount.measure, Measure::Unit(unit) if forms::is(unit, forms::POINT));
        (amount.measure != Measure::Bare && !points && !share).then_some((Edge::Beyond(amount, way), next))
    }

    /// Whether another condition tells how far from the target the value lies, in the measure of an amount: 超出目标5%以内.
    fn tells_distance(&self, amount: &Amount) -> bool {
        if !matches!(amount.measure, Measure::Percent | Measure::Point) {
            return false;
        }
        (0..self.tokens.len()).any(|at| {
            let stepped = at.checked_sub(1).is_some_and(|before| self.is(before, Class::Each));
            let compares = matches!(self.class(at), Some(Class::More | Class::Less)) && !stepped;
            let told = || {
                let (told, next) = self.amount(self.target(at.saturating_add(1))?)?;
                let limited = self.is(next, Class::Range) || self.class(next).and_then(suffix).is_some();
                Some(limited && (told.measure == amount.measure || told.measure == Measure::Bare))
            };
            compares && told() == Some(true)
        })
    }

    /// Whether some words of the rule compare with the target on this side, in the measure of an amount: 较目标值低5%以内.
    fn compares_with_target(&self, way: Way, amount: &Amount) -> bool {
        (0..self.tokens.len()).any(|at| {
            let compared = || {
                let side = self.skip(self.target(at.saturating_add(1))?, &[Class::Against, Class::Filler]);
                let sided = match way {
                    Way::Above => self.is(side, Class::MoreSide),
                    _ => self.is(side, Class::LessSide),
                };
                let (told, next) = self.amount(self.skip(side.saturating_add(1), &[Class::Filler]))?;
                let limited = self.is(next, Class::Range) || self.class(next).and_then(suffix).is_some();
                Some(sided && limited && (told.measure == amount.measure || told.measure == Measure::Bare))
            };
            forms::is(self.text(at), forms::COMPARES) && compared() == Some(true)
        })
    }

    /// 低10%以上, 高5个百分点以内 behind 低于目标…: a distance whose target stands before.
    pub(super) fn side_distance(&self, at: usize) -> Read<Cond> {
        let way = match self.class(at)? {
            Class::MoreSide => Way::Above,
            Class::LessSide => Way::Below,
            _ => return None,
        };
        let (amount, next) = self.amount(self.skip(at.saturating_add(1), &[Class::Filler]))?;
        if !self.tells_distance(&amount) && !self.compares_with_target(way, &amount) {
            return None;
        }
        // 较目标低5%-10%
        let edge = Edge::Beyond(amount.clone(), way);
        if let Some(found) = self.distances(&edge, next) {
            return Some(found);
        }
        let (farther, included) = self.class(next).and_then(suffix)?;
        let far = End { edge: Edge::Beyond(amount, way), included, named: true, fixed: false };
        let near = End { edge: Edge::Target(self.span(at, next)), included: false, named: true, fixed: false };
        Some((between(way, near, far, farther), next.saturating_add(1)))
    }

    /// 高于目标0-10%, 超出5%-10%: from one distance to another.
    pub(super) fn distances(&self, first: &Edge, at: usize) -> Read<Cond> {
        let Edge::Beyond(near, way) = first else { return None };
        if !self.is(at, Class::Range) {
            return None;
        }
        let (last, next) = self.amount(at.saturating_add(1))?;
        if last.measure != near.measure || last.value <= near.value {
            return None;
        }
        let end = |edge: Edge| Some(End { edge, included: true, named: true, fixed: false });
        let (near, far) = (end(first.clone()), end(Edge::Beyond(last, *way)));
        let next = match self.class(next).and_then(suffix) {
            // 超出5%-10%以内
            Some((false, _)) => next.saturating_add(1),
            Some((true, _)) => return None,
            None => next,
        };
        let (low, high) = if *way == Way::Above { (near, far) } else { (far, near) };
        Some((Cond::Band { low, high, reach: false }, next))
    }
}
