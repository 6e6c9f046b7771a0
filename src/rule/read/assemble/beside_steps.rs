//! What awards beside steps tell: two counts, the other side of a band, less than one step, a side on which nothing is lost.

use rust_decimal::Decimal;

use super::clauses::{AwardClause, Clauses, StepClause};
use super::{Frame, Made, stop, tiers};
use crate::rule::read::phrase::{self, Cond, Points, SideKind, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{CutOff, Effect, Level, Step, Test, Way};
use crate::unit::UnitKind;

/// 完成1项得2分: points for one, no level that the full points lie at.
pub(super) fn one_more(award: &AwardClause) -> bool {
    let one =
        |amount: &phrase::Amount| amount.value == Decimal::ONE && matches!(amount.measure, phrase::Measure::Unit(_));
    matches!(award.points, Points::Number(_))
        && award.verb == Verb::Give
        && match &award.cond {
            Some(Cond::Single(amount)) => one(amount),
            Some(Cond::Band {
                low: Some(phrase::End { edge: phrase::Edge::Amount(amount), .. }),
                high: None,
                reach: true,
            }) => one(amount),
            _ => false,
        }
}

/// 每逾期1天扣1分，达到5天不得分: what takes points or all of them is reached from the good side, whichever is better.
pub(super) fn reached_harm(clauses: &mut Clauses) {
    let harmful = |award: &AwardClause| award.verb == Verb::Take || award.gives_nothing();
    let awards = clauses.awards.iter_mut().filter(|award| harmful(award)).filter_map(|award| award.cond.as_mut());
    for cond in awards.chain(clauses.vetoes.iter_mut().map(|(cond, _, _)| cond)) {
        if let Cond::Band { low: Some(phrase::End { edge: phrase::Edge::Amount(_), .. }), high: None, reach } = cond {
            *reach = false;
        }
    }
}

/// 合格率定为95%，每低1%扣2分 beside a target of 95%, and 评分为4.8分 beside one of 4.8: before steps, and without a condition, the target's
/// own number is the level that they count from. Another such number is a level that contradicts the target, or a start that nothing
/// tells from one.
pub(super) fn levels_as_points(frame: &Frame<'_>, clauses: &mut Clauses) -> Made<()> {
    let scored = matches!(frame.context.unit.kind, UnitKind::Score);
    let said = |award: &AwardClause| match award.points {
        Points::Share(share) if frame.context.unit.is_percent() => Some(share),
        Points::Number(number) if scored && number < frame.full => Some(number),
        _ => None,
    };
    let sided = clauses.steps.iter().any(|step| !step.step.sides.is_empty());
    let Some(target) = frame.target().filter(|_| sided) else { return Ok(()) };
    let plain = |award: &AwardClause| award.verb == Verb::Give && matches!(award.cond, None | Some(Cond::Noun(_)));
    let other = |award: &&AwardClause| plain(award) && said(award).is_some_and(|number| number != target);
    if let Some(award) = clauses.awards.iter().find(other) {
        return stop(Reason::TargetConflict, award.span);
    }
    clauses.awards.retain(|award| !(plain(award) && said(award) == Some(target)));
    Ok(())
}

/// 与计划相差5%以内: beside a target that is no such distance itself, the number is not the value's own level.
pub(super) fn compared(frame: &Frame<'_>, clauses: &Clauses) -> Made<()> {
    let Some(target) = frame.target().filter(|target| !target.is_zero()) else { return Ok(()) };
    for (cond, span) in &clauses.compared {
        let edges = match cond {
            Cond::Band { low, high, .. } => [low, high].into_iter().flatten().map(|end| &end.edge).collect(),
            _ => Vec::new(),
        };
        let own = |edge: &&phrase::Edge| matches!(edge, phrase::Edge::Amount(amount) if !amount.of_target);
        let levels = edges.into_iter().filter(own).map(|edge| frame.edge(edge).map(|level| frame.number(level)));
        if levels.collect::<Made<Vec<_>>>()?.iter().any(|level| *level != target) {
            return stop(Reason::BoundUnclear, *span);
        }
    }
    Ok(())
}

/// Whether a cut-off answers for the side of a band on which no step counts.
pub(super) fn award_below(frame: &Frame<'_>, clauses: &Clauses, level: Decimal, way: Way) -> Made<bool> {
    for award in clauses.awards.iter().filter(|award| frame.points(award.points).is_zero()) {
        let Some(cond) = &award.cond else { continue };
        let (low, high) = tiers::ends(frame, cond, award)?;
        let found = match way {
            Way::Above => high.filter(|_| low.is_none()).map(|(bound, _)| frame.number(bound.level)),
            _ => low.filter(|_| high.is_none()).map(|(bound, _)| frame.number(bound.level)),
        };
        if found == Some(level) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a condition that gives the full points only says that less than one step counts nothing.
pub(super) fn below_one_step(frame: &Frame<'_>, step: &StepClause, award: &AwardClause) -> bool {
    let Some(Cond::Band { low: None, high: Some(end), .. }) = &award.cond else { return false };
    let event = step.step.sides.iter().all(|(_, kind)| matches!(kind, SideKind::Lack | SideKind::Late | SideKind::Not));
    let level = |made: Made<Level>| made.ok().map(|level| frame.number(level));
    event
        && step.verb == Verb::Take
        && !end.included
        && frame.target().is_none_or(|target| target.is_zero())
        && step.step.size.as_ref().is_some_and(|size| level(frame.amount(size)) == level(frame.edge(&end.edge)))
}

/// 每超过1个加2分，不足1个不加分: less than one step, or the side on which no bonus counts, says nothing new. A bonus that would count
/// there is another rule.
pub(super) fn earns_nothing(frame: &Frame<'_>, clauses: &Clauses, steps: &[Step]) -> Made<()> {
    for (cond, span) in &clauses.unrewarded {
        let Cond::Band { high: Some(end), .. } = cond else { continue };
        let level = frame.number(frame.edge(&end.edge)?);
        let told = |step: &Step| {
            let (from, size) = (frame.number(step.from), frame.number(step.size));
            step.way == Way::Above && (level <= from || level == size || from.checked_add(size) == Some(level))
        };
        if !steps.iter().filter(|step| step.effect == Effect::Add).all(told) {
            return stop(Reason::BoundUnclear, *span);
        }
    }
    Ok(())
}

/// The side of the target on which a bonus alone loses nothing, as 不扣分 says.
pub(super) fn loses_nothing(frame: &Frame<'_>, clauses: &Clauses, award: &AwardClause) -> Made<Option<(Way, Level)>> {
    let bonus = !clauses.steps.is_empty() && clauses.steps.iter().all(|step| step.verb == Verb::Add);
    if !award.keeps || !bonus {
        return Ok(None);
    }
    let Some(cond) = &award.cond else { return Ok(None) };
    let (low, high) = tiers::ends(frame, cond, award)?;
    Ok(match (low, high) {
        (None, Some((bound, _))) => Some((Way::Below, bound.level)),
        (Some((bound, _)), None) => Some((Way::Above, bound.level)),
        _ => None,
    })
}

/// Whether a cut-off leaves nothing for a deduction: 每多1天扣2分，超过10天不得分 beside a target of 30 days.
pub(super) fn swallowed(frame: &Frame<'_>, steps: &[Step], cuts: &[CutOff]) -> bool {
    cuts.iter().filter(|cut| cut.test == Test::Quantity).any(|cut| {
        let level = frame.number(cut.bound.level);
        steps.iter().any(|step| {
            let from = frame.number(step.from);
            step.effect == Effect::Deduct
                && (step.way == cut.way || step.way == Way::Either)
                && if cut.way == Way::Above { level <= from } else { level >= from }
        })
    })
}

/// Whether two ends stand at one level.
pub(super) fn same(frame: &Frame<'_>, one: &phrase::End, other: &phrase::End) -> bool {
    matches!((frame.edge(&one.edge), frame.edge(&other.edge)), (Ok(a), Ok(b)) if frame.number(a) == frame.number(b))
}

/// 归档率100%，每发现一份未归档扣1分: whether a share beside counted events only says that none happened.
pub(super) fn says_none(frame: &Frame<'_>, clauses: &Clauses, cond: &Cond) -> bool {
    let whole = matches!(cond, Cond::Single(amount)
        if amount.measure == phrase::Measure::Percent && (amount.value == Decimal::ONE_HUNDRED || amount.value.is_zero()));
    let event = |kind: &SideKind| matches!(kind, SideKind::Lack | SideKind::Not | SideKind::Late);
    whole
        && matches!(frame.context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_))
        && frame.target().is_none()
        && !clauses.steps.is_empty()
        && clauses
            .steps
            .iter()
            .all(|step| step.verb == Verb::Take && step.step.sides.iter().all(|(_, kind)| event(kind)))
}

/// 每月抽查10份，每有1份不合格扣2分: how many are looked at is no level from which the step, that names no side, could count.
pub(super) fn says_how_many(frame: &Frame<'_>, cond: &Cond) -> bool {
    let Cond::Single(amount) = cond else { return false };
    frame.amount(amount).is_ok_and(|level| !frame.number(level).is_zero())
}

/// 不少于15条，每条记1分，满分15分: how many make the full points. Counting begins with the first one; where the points do not come out
/// so, it might also begin at the quota.
pub(super) fn is_quota(frame: &Frame<'_>, clauses: &Clauses, cond: &Cond) -> Made<bool> {
    let (Cond::Band { low: Some(end), high: None, .. }, [clause]) = (cond, clauses.steps.as_slice()) else {
        return Ok(false);
    };
    let gives = matches!(clause.verb, Verb::Give | Verb::Bare) && clause.step.sides.is_empty() && !clause.step.target;
    let (true, true, Some(size)) = (gives, end.included, &clause.step.size) else { return Ok(false) };
    let quota = frame.number(frame.edge(&end.edge)?);
    let (size, points) = (frame.number(frame.amount(size)?), frame.points(clause.points));
    let most = clauses.bounds.iter().find(|bound| bound.most).map(|bound| frame.points(bound.points));
    let full = most.or(clauses.full.map(|(full, _)| full)).unwrap_or(frame.full);
    let earned = quota.checked_div(size).and_then(|steps| steps.checked_mul(points));
    if earned == Some(full) { Ok(true) } else { stop(Reason::TwoRules, clause.span) }
}

/// 80%以下不得分，80%-100%按比例得分，超额部分每5%加1分: a share between a cut-off and the target is the proportion beside both.
pub(super) fn share_to_target(frame: &Frame<'_>, clauses: &mut Clauses) {
    let bonus = !clauses.steps.is_empty() && clauses.steps.iter().all(|step| step.verb == Verb::Add);
    let shares = |award: &AwardClause| award.points == Points::Ratio && award.verb == Verb::Give;
    let Some(at) = clauses.awards.iter().position(shares).filter(|_| bonus && clauses.ratio.is_none()) else { return };
    let Some(award) = clauses.awards.get(at) else { return };
    let Some(Cond::Band { low, high: Some(high), .. }) = &award.cond else { return };
    let level = |edge: &phrase::Edge| frame.edge(edge).ok().map(|level| frame.number(level));
    // 低于100%的，得分=完成率×满分；高于100%的，每高1%加1分: from nothing on.
    let cut = low.as_ref().is_none_or(|low| {
        clauses.awards.iter().any(|other| match &other.cond {
            Some(Cond::Band { low: None, high: Some(end), .. }) => {
                frame.points(other.points).is_zero()
                    && level(&end.edge) == level(&low.edge)
                    && level(&low.edge).is_some()
            }
            _ => false,
        })
    });
    if cut && level(&high.edge) == frame.target() && frame.target().is_some() {
        let span = award.span;
        clauses.awards.remove(at);
        clauses.ratio = Some((false, None, span));
    }
}

/// 按完成比例计分，完成70%计70分: a level that gets what the proportion gives there is an example. It is shown.
pub(super) fn examples(frame: &Frame<'_>, clauses: &mut Clauses) {
    let (Some((false, _, _)), Some(target)) = (clauses.ratio, frame.target()) else { return };
    let comes_out = |award: &AwardClause| {
        let amount = match &award.cond {
            Some(Cond::Single(amount)) => amount,
            Some(Cond::Band {
                low: Some(phrase::End { edge: phrase::Edge::Amount(amount), .. }),
                high: None,
                reach: true,
            }) => amount,
            _ => return None,
        };
        let level = frame.amount(amount).ok().map(|level| frame.number(level))?;
        let points = frame.points(award.points).checked_mul(target)?;
        let gives = matches!(award.verb, Verb::Give | Verb::Bare) && matches!(award.points, Points::Number(_));
        let gives = gives && frame.points(award.points) <= frame.full;
        (gives && level != target && Some(points) == frame.full.checked_mul(level)).then(|| amount.span.to(award.span))
    };
    // Beside a cut-off the example may lie where nothing is given.
    if clauses.awards.iter().any(|award| frame.points(award.points).is_zero()) {
        return;
    }
    let found: Vec<_> = clauses.awards.iter().map(comes_out).collect();
    let mut at = found.iter();
    clauses.awards.retain(|_| at.next().is_none_or(Option::is_none));
    clauses.shown.extend(found.into_iter().flatten());
}
