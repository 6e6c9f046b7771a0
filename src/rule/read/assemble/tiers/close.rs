//! The ends of a list of tiers: what lies beyond its first and its last.

use rust_decimal::Decimal;

use super::{Does, Frame, worth};
use crate::rule::refusal::Remark;
use crate::rule::types::{Award, Bound, Tier};

/// 低于目标5%以内得8分, out of 10: the best of the tiers ends short of the target, and gives less than all there is. What does the
/// target itself get?
pub(super) fn unsaid_at_target(frame: &Frame<'_>, tiers: &[Tier]) -> Option<Decimal> {
    let (first, last) = (tiers.first()?, tiers.last()?);
    let (best, end) =
        if worth(frame, first.award) > worth(frame, last.award) { (first, first.low) } else { (last, last.high) };
    let target = frame.target()?;
    let short = end.is_some_and(|end| !end.included && frame.number(end.level) == target);
    (short && worth(frame, best.award) < frame.full && !target.is_zero()).then_some(target)
}

/// The ends of the list: beyond the best tier the best counts; 否则 takes what is left; below the last is open, but that signed
/// bonuses give 0 there.
pub(super) fn close(
    frame: &Frame<'_>,
    tiers: &mut Vec<Tier>,
    rest: Option<Decimal>,
    does: Does,
    remarks: &mut Vec<Remark>,
) {
    let falling = match (tiers.first(), tiers.last()) {
        (Some(first), Some(last)) if tiers.len() > 1 => worth(frame, first.award) > worth(frame, last.award),
        _ => frame.lower,
    };
    let flip = |bound: Bound| Bound { included: !bound.included, ..bound };
    let other = if does.takes { Some(frame.full) } else { None };
    if let Some(first) = tiers.first().copied()
        && let Some(low) = first.low
    {
        let outside = if let Some(rest) = rest {
            Some(rest)
        } else if falling != does.adds {
            other
        } else {
            None
        };
        match outside {
            Some(points) if !falling || does.takes || rest.is_some() => {
                tiers.insert(0, Tier { low: None, high: Some(flip(low)), award: Award::Points(points) })
            }
            _ if falling => {
                if let Some(tier) = tiers.first_mut() {
                    tier.low = None;
                }
            }
            _ if frame.number(low.level).is_zero() && low.included => {}
            _ => remarks.push(Remark::OpenTier(frame.shown(low.level))),
        }
    }
    if let Some(last) = tiers.last().copied()
        && let Some(high) = last.high
    {
        let outside = if let Some(rest) = rest {
            Some(rest)
        } else if falling != does.adds {
            None
        } else {
            other
        };
        match outside {
            Some(points) => tiers.push(Tier { low: Some(flip(high)), high: None, award: Award::Points(points) }),
            None if !falling => {
                if let Some(tier) = tiers.last_mut() {
                    tier.high = None;
                }
            }
            None => remarks.push(Remark::OpenTier(frame.shown(high.level))),
        }
    }
}
