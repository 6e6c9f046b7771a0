//! Cut-offs and vetoes: where the item, or the total, is 0.

use rust_decimal::Decimal;

use super::clauses::{AwardClause, Clauses};
use super::tiers::ends;
use super::{Frame, Made, stop};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Points, SideKind, Span, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{Bound, Counting, CutOff, Effect, Level, Step, Test, Way};
use crate::unit::UnitKind;

/// Conditions that make the item 0 beside another rule.
///
/// `steps`: those of a stepped rule, from whose start a distance (下降超过5个百分点) counts.
pub(super) fn cutoffs(frame: &Frame<'_>, clauses: &Clauses, steps: Option<&[Step]>) -> Made<Vec<CutOff>> {
    let stepped = steps.is_some();
    let mut out = Vec::new();
    for award in clauses.awards.iter().filter(|award| frame.points(award.points).is_zero() && award.verb != Verb::Take)
    {
        let Some(cond) = &award.cond else { return stop(Reason::OnlyCutOff, award.span) };
        if stepped
            && (matches!(cond, Cond::Nothing(_)) || matches!(cond, Cond::OffTarget) && frame.target().is_none())
            && clauses.steps.iter().all(|step| matches!(step.verb, Verb::Give | Verb::Bare | Verb::Add))
            // 每完成1项得2分，未完成不得分: none is none. 80分为合格，每高5分加1分；不合格0分 says more.
            && steps.is_some_and(|steps| steps.iter().all(|step| frame.number(step.from).is_zero()))
        {
            continue;
        }
        // 每完成1项得5分，未完成不得分 beside a target of 4: none, or fewer than four?
        if stepped
            && matches!(cond, Cond::OffTarget)
            && frame.counts()
            && clauses.steps.iter().all(|step| matches!(step.verb, Verb::Give | Verb::Bare | Verb::Add))
            && steps.is_some_and(|steps| steps.iter().all(|step| frame.number(step.from).is_zero()))
        {
            return stop(Reason::TwoRules, award.span);
        }
        // 每次违规扣5分，出现泄密不得分: one value can't count both.
        if stepped && matches!(cond, Cond::Noun(_)) {
            return stop(Reason::TwoCounts, award.span);
        }
        // 出现1次扣5分，2次不得分: two or more, where more is worse.
        let counts = steps.is_some_and(|steps| {
            matches!(steps, [step] if step.way == Way::Above && step.effect == Effect::Deduct && step.from == Level::Value(Decimal::ZERO))
        });
        let reached;
        let cond = match cond {
            Cond::Single(amount) if counts => {
                let end = End { edge: Edge::Amount(amount.clone()), included: true, named: true, fixed: false };
                reached = Cond::Band { low: Some(end), high: None, reach: false };
                &reached
            }
            _ => cond,
        };
        let found = cut(frame, cond, award, false)?;
        // 每超1小时扣2分，不足1小时不计分: where more is worse, nothing is lost below one step; only whole steps count.
        let below_one = |step: &Step| {
            (step.way, step.effect, step.counting) == (Way::Above, Effect::Deduct, Counting::Complete)
                && frame.number(step.size) == frame.number(found.bound.level)
        };
        if found.way == Way::Below
            && found.test == Test::Quantity
            && steps.is_some_and(|steps| !steps.is_empty() && steps.iter().all(below_one))
        {
            continue;
        }
        // 20日内得10分；每逾期1天扣1分，超5天0分: five days late, where the step counts how late.
        let late = clauses.steps.iter().any(|step| step.step.sides.iter().any(|(_, kind)| *kind == SideKind::Late));
        let past = |step: &&Step| {
            late && step.way == Way::Above
                && found.way == Way::Above
                && frame.number(found.bound.level) < frame.number(step.from)
        };
        let overdue = steps.and_then(|steps| steps.iter().find(past));
        match award.moved.and_then(|way| steps?.iter().find(|step| step.way == way)).or(overdue) {
            // 每偏差1%扣1分，偏差超过10%不得分: so far on either side.
            Some(from) if from.way == Way::Either => {
                for way in [Way::Below, Way::Above] {
                    out.push(distant(frame, found, &Step { way, ..*from }, award.span)?);
                }
            }
            Some(from) => out.push(distant(frame, found, from, award.span)?),
            None => out.push(found),
        }
    }
    Ok(out)
}

/// A cut-off at a distance from where a step starts.
fn distant(frame: &Frame<'_>, cut: CutOff, step: &Step, span: Span) -> Made<CutOff> {
    let apply = |a: Decimal, b: Decimal| if step.way == Way::Below { a.checked_sub(b) } else { a.checked_add(b) };
    let level = match (step.from, cut.bound.level) {
        (Level::Target(from), Level::Target(distance)) => apply(from, distance).map(Level::Target),
        (from, distance) => apply(frame.number(from), frame.number(distance)).map(Level::Value),
    };
    match level {
        Some(level) => Ok(CutOff { way: step.way, bound: Bound { level, ..cut.bound }, ..cut }),
        None => stop(Reason::Unreadable, span),
    }
}

pub(super) fn cut(frame: &Frame<'_>, cond: &Cond, award: &AwardClause, veto: bool) -> Made<CutOff> {
    let in_points = matches!(cond, Cond::Band { low, high, .. } if [low, high].into_iter().flatten().any(|end| {
        matches!(&end.edge, Edge::Amount(Amount { measure: crate::rule::read::phrase::Measure::Unit(unit), .. }) if forms::is(unit, forms::POINT))
    })) && frame.context.unit.kind != UnitKind::Score
        && frame.context.unit.kind != UnitKind::Plain;
    if in_points {
        let Cond::Band { high: Some(End { edge: Edge::Amount(amount), included, .. }), low: None, .. } = cond else {
            return stop(Reason::UnitConflict, award.span);
        };
        let bound = Bound { level: Level::Value(amount.value), included: *included };
        return Ok(CutOff { test: Test::Score, way: Way::Below, bound, veto });
    }
    let (low, high) = ends(frame, cond, award)?;
    match (low, high) {
        (Some((bound, _)), None) => Ok(CutOff { test: Test::Quantity, way: Way::Above, bound, veto }),
        (None, Some((bound, _))) => Ok(CutOff { test: Test::Quantity, way: Way::Below, bound, veto }),
        _ => stop(Reason::TierPoints, award.span),
    }
}

pub(super) fn vetoes(frame: &Frame<'_>, clauses: &Clauses) -> Made<Vec<CutOff>> {
    clauses
        .vetoes
        .iter()
        .map(|(cond, veto, span)| {
            let award = AwardClause::given(None, Points::Zero, *span);
            cut(frame, cond, &award, *veto)
        })
        .collect()
}
