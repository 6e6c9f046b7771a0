//! ±5% of the target: a band around it, where the value itself is compared and no deviation.

use rust_decimal::Decimal;

use super::clauses::{AwardClause, Clauses};
use super::{Made, stop};
use crate::rule::read::Context;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Measure, Span};
use crate::rule::refusal::Reason;

/// A target of 100%: no deviation is meant to be that.
const WHOLE: Decimal = Decimal::ONE;

/// The ± amount of a condition, and whether the condition lies inside it.
fn signed(cond: &Cond) -> Option<(&Amount, bool)> {
    match cond {
        Cond::Band { low: None, high: Some(End { edge: Edge::Amount(amount), .. }), .. } => Some((amount, true)),
        Cond::Band { low: Some(End { edge: Edge::Amount(amount), .. }), high: None, .. } => Some((amount, false)),
        Cond::Single(amount) => Some((amount, true)),
        _ => None,
    }
    .filter(|(amount, _)| amount.signed)
}

/// The target with so many percent more or less.
fn moved(amount: &Amount, by: Decimal) -> Option<Amount> {
    let value = Decimal::ONE_HUNDRED.checked_add(by)?;
    Some(Amount { value, of_target: true, signed: false, joined: false, ..amount.clone() })
}

fn end(amount: Amount, included: bool) -> End {
    End { edge: Edge::Amount(amount), included, named: true, fixed: true }
}

/// Inside, below and above.
fn bands(amount: &Amount) -> Option<(Cond, Cond, Cond)> {
    let low = moved(amount, Decimal::ZERO.checked_sub(amount.value)?)?;
    let high = moved(amount, amount.value)?;
    let inside = Cond::Band { low: Some(end(low.clone(), true)), high: Some(end(high.clone(), true)), reach: false };
    let below = Cond::Band { low: None, high: Some(end(low, false)), reach: false };
    let above = Cond::Band { low: Some(end(high, false)), high: None, reach: false };
    Some((inside, below, above))
}

impl Clauses {
    /// Puts ±N% of a target that is no percentage, or 目标±N%, as a band around the target.
    pub(super) fn around_target(&mut self, context: &Context<'_>) -> Made<()> {
        let conds = self.awards.iter().filter_map(|award| award.cond.as_ref());
        let all = conds
            .chain(self.stated.iter().map(|(cond, _)| cond))
            .chain(self.steps.iter().filter_map(|step| step.base.as_ref()));
        let found: Vec<Amount> = all.filter_map(signed).map(|(amount, _)| amount.clone()).collect();
        let Some(first) = found.first().cloned() else { return Ok(()) };
        let share = first.measure == Measure::Percent && (first.of_target || !context.unit.is_percent());
        let target = context.target.map(|target| target.value).filter(|target| !target.is_zero());
        if !share {
            // 误差±3% beside a target of 100%: is the value the deviation, or compared with the target?
            let far = context.unit.is_percent() && target == Some(WHOLE);
            return if far { stop(Reason::Target, first.span) } else { Ok(()) };
        }
        if target.is_none() {
            return stop(Reason::Target, first.span);
        }
        if found.iter().any(|other| other.value != first.value || other.measure != first.measure) {
            return stop(Reason::BoundUnclear, first.span);
        }
        let Some((inside, below, above)) = bands(&first) else { return stop(Reason::Target, first.span) };
        let mut more: Vec<AwardClause> = Vec::new();
        for award in &mut self.awards {
            match award.cond.as_ref().and_then(signed) {
                Some((_, true)) => award.cond = Some(inside.clone()),
                Some((_, false)) if award.points.are_none() => {
                    more.push(AwardClause { cond: Some(above.clone()), ..award.clone() });
                    award.cond = Some(below.clone());
                }
                Some((_, false)) => return stop(Reason::BoundUnclear, award.span),
                None => {}
            }
        }
        self.awards.append(&mut more);
        let restate = |cond: &mut Cond, _: Span| {
            if signed(cond).is_some() {
                *cond = inside.clone();
            }
        };
        for (cond, span) in &mut self.stated {
            restate(cond, *span);
        }
        for step in &mut self.steps {
            if let Some(base) = &mut step.base {
                restate(base, step.span);
            }
            // 每超1%: beyond the band, on either side.
            step.step.sides.clear();
            step.step.both = true;
        }
        Ok(())
    }
}
