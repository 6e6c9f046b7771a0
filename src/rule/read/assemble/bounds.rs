//! The floor, the cap, and the greatest amounts of steps.

use rust_decimal::Decimal;

use super::clauses::Clauses;
use super::{Frame, Made, stop};
use crate::rule::read::phrase::{Points, Verb};
use crate::rule::refusal::{Reason, Remark};
use crate::rule::types::{Effect, Main};

/// The floor and the cap, and the greatest amounts of the steps.
pub(super) fn bounds(
    frame: &Frame<'_>,
    clauses: &Clauses,
    main: &mut Main,
    remarks: &mut Vec<Remark>,
) -> Made<(Option<Decimal>, Option<Decimal>)> {
    let mut floor = Decimal::ZERO;
    let mut cap: Option<Decimal> = None;
    let full = frame.full;
    let accrual = matches!(main, Main::Steps { start, .. } if start.is_zero());
    let bonus_alone = matches!(main, Main::Steps { start, steps }
        if *start == full && !steps.is_empty() && steps.iter().all(|step| step.effect == Effect::Add));
    let mut none = Vec::new();
    let start = match main {
        Main::Steps { start, .. } => *start,
        _ => full,
    };
    let steps: &mut Vec<_> = match main {
        Main::Steps { steps, .. } => steps,
        _ => &mut none,
    };
    let two_way =
        steps.iter().any(|step| step.effect == Effect::Add) && steps.iter().any(|step| step.effect == Effect::Deduct);
    let mut bonus_most: Option<Decimal> = None;
    for bound in &clauses.bounds {
        let value = frame.points(bound.points);
        let after_bonus = bound
            .after
            .and_then(|after| clauses.steps.get(after))
            .is_some_and(|step| matches!(step.verb, Verb::Add | Verb::AddTake));
        let deduct = bound.verb == Some(Verb::Take) && bound.most
            || bound.to && bound.negative
            || bound.verb == Some(Verb::Take) && !bound.most && two_way;
        if deduct {
            for step in steps.iter_mut().filter(|step| step.effect == Effect::Deduct) {
                step.most = Some(step.most.map_or(value, |most| most.min(value)));
            }
            if !steps.iter().any(|step| step.effect == Effect::Deduct) {
                return stop(Reason::BoundUnclear, bound.span);
            }
        } else if bound.to || !bound.most {
            if bound.verb == Some(Verb::Take) || (bound.to && !value.is_zero()) || value >= full {
                return stop(Reason::BoundUnclear, bound.span);
            }
            if matches!(bound.points, Points::Share(_)) && frame.context.unit.is_percent() {
                return stop(Reason::BoundUnclear, bound.span);
            }
            floor = value;
        } else if bound.verb == Some(Verb::AddTake) {
            for step in steps.iter_mut() {
                step.most = Some(value);
            }
        } else if bound.verb == Some(Verb::Add) || (after_bonus && value < full && !accrual) {
            bonus_most = Some(value);
        } else {
            if frame.context.scale == crate::model::Scale::Points
                && full.checked_mul(Decimal::TWO).is_some_and(|twice| value > twice)
            {
                return stop(Reason::BoundUnclear, bound.span);
            }
            // 最高不超过15% on a KPI in %: of the points, or of the value?
            if matches!(bound.points, Points::Share(share) if share < Decimal::ONE) && frame.context.unit.is_percent() {
                return stop(Reason::BoundUnclear, bound.span);
            }
            // 每次扣2分，最高10分: the points, or what is deducted?
            let deducted =
                bound.after.and_then(|after| clauses.steps.get(after)).is_some_and(|step| step.verb == Verb::Take);
            // Beside a bonus too, where the cap lies below what the target itself gives: 每超1%加1分，每低1%扣1分，封顶5分.
            let gives = value < if two_way { start } else { full };
            if deducted && gives && bound.verb.is_none() {
                return stop(Reason::BoundUnclear, bound.span);
            }
            cap = Some(value);
        }
    }
    let cap = closing_cap(frame, clauses, main, (cap, bonus_most, accrual), remarks);
    // 保底60分，每增加1万加2分: where do the points start?
    if !floor.is_zero() && bonus_alone {
        return stop(Reason::BoundUnclear, frame.all);
    }
    // 超过目标不加分，最高120分: nothing for more, and more than all the points.
    if clauses.no_bonus && cap.is_some_and(|cap| cap > full) {
        return stop(Reason::BoundUnclear, frame.all);
    }
    // 扣分不封顶 beside 最低60分 or 扣完为止 says both.
    if clauses.bottomless && (clauses.floor_zero || !floor.is_zero()) {
        return stop(Reason::BoundUnclear, frame.all);
    }
    Ok(((!clauses.bottomless).then_some(floor), cap))
}

/// The cap: as it is said, or what the greatest amounts of the bonuses leave.
fn closing_cap(
    frame: &Frame<'_>,
    clauses: &Clauses,
    main: &mut Main,
    (cap, bonus_most, accrual): (Option<Decimal>, Option<Decimal>, bool),
    remarks: &mut Vec<Remark>,
) -> Option<Decimal> {
    let full = frame.full;
    let steps: &mut [crate::rule::types::Step] = match main {
        Main::Steps { steps, .. } => steps,
        Main::Ratio { bonus: Some(step), .. } => std::slice::from_mut(step),
        _ => &mut [],
    };
    let adds = steps.iter().any(|step| step.effect == Effect::Add);
    for step in steps.iter_mut().filter(|step| step.effect == Effect::Add) {
        step.most = bonus_most.or(step.most);
    }
    let own: Option<Decimal> = steps
        .iter()
        .filter(|step| step.effect == Effect::Add)
        .map(|step| step.most)
        .try_fold(Decimal::ZERO, |sum, most| sum.checked_add(most?));
    match cap {
        Some(cap) => Some(cap),
        None if accrual => Some(full),
        None if clauses.no_bonus || clauses.steps.is_empty() && !clauses.unrewarded.is_empty() => Some(full),
        None if adds => {
            if own.is_none() {
                remarks.push(Remark::EndlessBonus);
            }
            own.and_then(|most| full.checked_add(most))
        }
        None if clauses.endless => None,
        None => Some(full),
    }
}
