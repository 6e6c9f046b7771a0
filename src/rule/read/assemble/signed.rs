//! 扣分制: points are signed and count from nothing, and there are no full points that a rule could speak of.

use rust_decimal::Decimal;

use super::clauses::Clauses;
use super::{Frame, Made, stop};
use crate::rule::read::phrase::{Phrase, Placed, Points, Verb};
use crate::rule::refusal::{Reason, Remark};
use crate::rule::types::{CutOff, Effect, Main, Step, Way};

/// What a verb does to points.
pub(super) const fn effect_of(verb: Verb) -> Effect {
    if matches!(verb, Verb::Take) { Effect::Deduct } else { Effect::Add }
}

/// Refuses what rests on full points: shares of them, the floor of an item that has none, a proportion of them.
pub(super) fn without_full(phrases: &[Placed]) -> Made<()> {
    let full = |points: &Points| matches!(points, Points::Full | Points::Share(_) | Points::Ratio);
    let ruled = phrases.iter().any(|placed| matches!(placed.phrase, Phrase::Step(_) | Phrase::Points { .. }));
    let stepped = phrases.iter().any(|placed| matches!(placed.phrase, Phrase::Step(_)));
    for placed in phrases {
        let rests = match &placed.phrase {
            Phrase::Points { points, .. }
            | Phrase::Most { points: Some(points), .. }
            | Phrase::Least { points: Some(points), .. } => full(points) || *points == Points::Zero && stepped,
            Phrase::DeductTo { points, negative, .. } => full(points) || !negative,
            Phrase::FloorZero
            | Phrase::FullPoints(_)
            | Phrase::Start(_)
            | Phrase::Ratio { .. }
            | Phrase::OwnShare { .. }
            | Phrase::Direct
            | Phrase::Marked { .. }
            | Phrase::Linear { .. }
            | Phrase::ThisItem => true,
            Phrase::DefinesRatio | Phrase::RateOfTarget | Phrase::Names { ratio: true } => !ruled,
            _ => false,
        };
        if rests {
            return stop(Reason::NoFull, placed.span);
        }
    }
    Ok(())
}

/// Where a sentence gives 0 points beside steps, these must count none there: 不足3次0分 beside a deduction from 3 on says nothing
/// new, 低于80%得0分 would give back what was deducted.
pub(super) fn no_cut(frame: &Frame<'_>, steps: &[Step], cuts: &[CutOff]) -> Made<()> {
    let harmless = |cut: &CutOff| {
        let level = frame.number(cut.bound.level);
        steps.iter().all(|step| {
            let from = frame.number(step.from);
            match (step.way, cut.way) {
                (Way::Below, Way::Above) => level >= from,
                (Way::Above, Way::Below) => level <= from,
                _ => false,
            }
        })
    };
    if cuts.iter().filter(|cut| !cut.veto).all(harmless) { Ok(()) } else { stop(Reason::NoFull, frame.all) }
}

/// The greatest amounts of steps. The item itself has neither a floor nor a cap.
pub(super) fn bounds(frame: &Frame<'_>, clauses: &Clauses, main: &mut Main, remarks: &mut Vec<Remark>) -> Made<()> {
    let mut most: Vec<(Effect, &mut Option<Decimal>)> = match main {
        Main::Steps { steps, .. } => steps.iter_mut().map(|step| (step.effect, &mut step.most)).collect(),
        _ => Vec::new(),
    };
    let all = |most: &[(Effect, &mut Option<Decimal>)], effect| most.iter().all(|(own, _)| *own == effect);
    for bound in &clauses.bounds {
        let before = bound.after.and_then(|after| clauses.steps.get(after)).map(|step| step.verb);
        let effect = match bound.verb {
            Some(Verb::Take) if bound.most || !all(&most, Effect::Deduct) => Some(Effect::Deduct),
            _ if bound.to && bound.negative => Some(Effect::Deduct),
            Some(Verb::Add) if bound.most => Some(Effect::Add),
            Some(Verb::AddTake) if bound.most => None,
            // 每次扣2分，最高10分 can only speak of what is deducted: there is no other number that could be so high.
            None if bound.most && !bound.to => match before {
                Some(Verb::Take) => Some(Effect::Deduct),
                Some(Verb::Add | Verb::Give | Verb::Bare) => Some(Effect::Add),
                _ => return stop(Reason::BoundUnclear, bound.span),
            },
            Some(Verb::Give | Verb::Bare) if bound.most && all(&most, Effect::Add) => Some(Effect::Add),
            _ => return stop(Reason::BoundUnclear, bound.span),
        };
        let value = frame.points(bound.points);
        let mut held = false;
        for (_, most) in most.iter_mut().filter(|(own, _)| effect.is_none_or(|effect| *own == effect)) {
            held = true;
            **most = Some(most.map_or(value, |most| most.min(value)));
        }
        if !held || value <= Decimal::ZERO {
            return stop(Reason::BoundUnclear, bound.span);
        }
    }
    if !clauses.endless && most.iter().any(|(effect, most)| *effect == Effect::Add && most.is_none()) {
        remarks.push(Remark::EndlessBonus);
    }
    Ok(())
}
