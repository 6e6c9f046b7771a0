//! Steps and proportional rules.

mod made;

use rust_decimal::Decimal;

use super::allowed::{leave_own_number, under_a_cut};
use super::beside_steps::{
    award_below, below_one_step, earns_nothing, is_quota, loses_nothing, one_more, same, says_none,
};
use super::clauses::{Clauses, StepClause};
use super::events::another_event;
use super::signed;
use super::{Frame, Made, cutoffs, stop, tiers};
use crate::model::Direction;
use crate::rule::read::phrase::{Cond, Points, SideKind, Span, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{Counting, CutOff, Effect, Level, Main, Step, Test, Way};
use crate::unit::UnitKind;
use made::made;

/// A proportional rule with what stands beside it.
pub(super) fn ratio(frame: &Frame<'_>, clauses: &Clauses, inverse: bool, span: Span) -> Made<(Main, Vec<CutOff>)> {
    // ≤1% beside 按达成率比例: the worse would earn more.
    let wanted = frame.context.target.and_then(|target| target.direction);
    if wanted == Some(if inverse { Direction::Higher } else { Direction::Lower }) {
        return stop(Reason::Direction, span);
    }
    let mut base = frame.full;
    for award in &clauses.awards {
        let value = frame.points(award.points);
        match &award.cond {
            _ if value.is_zero() => {}
            Some(Cond::OnTarget) | None => base = value,
            Some(Cond::Band { .. } | Cond::Single(_)) if value == frame.full => {
                let level = tiers::base_level(frame, award.cond.as_ref(), Way::Below)?;
                if level.map(|level| frame.number(level)) != frame.target() {
                    return stop(Reason::TwoRules, award.span);
                }
            }
            _ => return stop(Reason::TierPoints, award.span),
        }
    }
    let mut bonus = None;
    for clause in &clauses.steps {
        let made = made(frame, clauses, clause, None)?;
        for step in made {
            let beyond = step.effect == Effect::Add
                && step.way == if frame.lower { Way::Below } else { Way::Above }
                && frame.number(step.from) != Decimal::ZERO;
            if !beyond || inverse || bonus.is_some() {
                return stop(Reason::TwoRules, span.to(clause.span));
            }
            bonus = Some(step);
        }
    }
    let cuts = cutoffs::cutoffs(frame, clauses, None)?;
    // 未完成不得分，部分完成按比例得分: a share of nothing, unless more than the full points can be reached.
    let more = bonus.is_some()
        || clauses.endless
        || clauses.bounds.iter().any(|bound| bound.most && frame.points(bound.points) > frame.full);
    let empty = |cut: &&CutOff| {
        let level = frame.number(cut.bound.level);
        cut.test == Test::Quantity
            && frame.target().is_some_and(|target| match cut.way {
                Way::Below => !inverse && level >= target,
                Way::Above | Way::Either => inverse && level <= target,
            })
    };
    if !more && cuts.iter().any(|cut| empty(&cut)) {
        return stop(Reason::TwoRules, span);
    }
    Ok((Main::Ratio { base, inverse, bonus }, cuts))
}

/// Stepped rules: deductions, bonuses, events, accrual.
pub(super) fn steps(frame: &Frame<'_>, clauses: &Clauses) -> Made<(Main, Vec<CutOff>)> {
    let begin = begin(frame, clauses)?;
    // 完成1项得2分，未完成1项扣2分: two counts.
    if let Some(clause) = clauses.steps.iter().find(|clause| counts_what_is_missing(clause))
        && clauses.awards.iter().any(one_more)
    {
        return stop(Reason::TwoCounts, clause.span);
    }
    // 达到目标得20分，每低1%扣10%分值, out of 100: a tenth of the twenty, or of all there are?
    let shared = |clause: &&StepClause| matches!(clause.points, Points::Share(part) if part < Decimal::ONE);
    if let Some(clause) = clauses.steps.iter().find(shared).filter(|_| begin.points != frame.full && !frame.signed()) {
        return stop(Reason::FullConflict, clause.span);
    }
    let awarded = begin.base.is_some();
    let base = begin.base.or_else(|| stated_before_steps(frame, clauses));
    let (mut out, accrual) = steps_of_clauses(frame, clauses, base.as_ref(), awarded)?;
    let side = |way: Way| out.iter().find(|step| step.way == way).map(|step| frame.number(step.from));
    if let (Some(above), Some(below)) = (side(Way::Above), side(Way::Below))
        && above < below
    {
        return stop(Reason::TwoRules, frame.all);
    }
    if accrual && (out.len() != 1 || begin.said > 0 && !clauses.start) {
        return stop(Reason::TwoRules, frame.all);
    }
    let start = if accrual && !clauses.start { Decimal::ZERO } else { begin.points };
    if awarded && let (Some(cond), [step]) = (&base, out.as_slice()) {
        full_points_begin_elsewhere(frame, cond, step)?;
    }
    if let (Some(cond), [step]) = (&base, out.as_slice()) {
        other_side_is_open(frame, clauses, cond, step)?;
    }
    if let Some((way, from)) = begin.kept {
        if out.iter().any(|step| step.way != if way == Way::Below { Way::Above } else { Way::Below }) {
            return stop(Reason::TwoRules, frame.all);
        }
        let (size, points) = (Level::Value(Decimal::ONE), Decimal::ZERO);
        out.push(Step { from, way, size, effect: Effect::Deduct, points, counting: Counting::Complete, most: None });
    }
    // 每增减1%，得分增减1分: points that go both ways are no points for being away from the target.
    let unsaid = clauses.steps.iter().any(|clause| !matches!(clause.verb, Verb::Add | Verb::Take));
    if unsaid && out.iter().any(|step| step.way == Way::Either && step.effect == Effect::Add) {
        return stop(Reason::Modifier, frame.all);
    }
    earns_nothing(frame, clauses, &out)?;
    another_event(clauses)?;
    // 每低1次扣2分 beside a target of none: nothing lies there, so the rule would never deduct. Days may lie before the day itself.
    let timed = matches!(frame.context.unit.kind, UnitKind::Days | UnitKind::Time);
    let counted = |step: &Step| frame.counts() || timed && step.effect == Effect::Deduct;
    let empty = |step: &Step| counted(step) && step.way == Way::Below && frame.number(step.from) <= Decimal::ZERO;
    if out.iter().any(empty) {
        return stop(Reason::Target, frame.all);
    }
    let mut cuts = cutoffs::cutoffs(frame, clauses, Some(&out))?;
    if let Some(cond) = base.as_ref().filter(|_| awarded) {
        leave_own_number(frame, cond, &mut cuts);
    }
    if frame.signed() {
        signed::no_cut(frame, &out, &cuts)?;
        cuts.clear();
    }
    Ok((Main::Steps { start, steps: out }, cuts))
}

/// What the awards beside the steps say.
struct Begin {
    /// The points that the steps start from.
    points: Decimal,
    /// From where on they are given.
    base: Option<Cond>,
    /// How many awards give points.
    said: usize,
    /// The side on which nothing is lost.
    kept: Option<(Way, Level)>,
}

fn begin(frame: &Frame<'_>, clauses: &Clauses) -> Made<Begin> {
    let mut begin = Begin { points: frame.full, base: None, said: 0, kept: None };
    for award in clauses.awards.iter().filter(|award| !frame.points(award.points).is_zero()) {
        // 每缺4人次扣2分，缺勤不足4人次得满分: less than one step says nothing new.
        if award.points == Points::Full && clauses.steps.iter().any(|step| below_one_step(frame, step, award)) {
            continue;
        }
        // 每高4%加2分，低于目标值不扣分: nothing is lost on that side.
        if let Some(level) = loses_nothing(frame, clauses, award)? {
            begin.kept = Some(level);
            continue;
        }
        if award.points == Points::Ratio {
            return stop(Reason::TwoRules, award.span);
        }
        if !matches!(award.verb, Verb::Give | Verb::Bare) || matches!(award.cond, Some(Cond::Else | Cond::OffTarget)) {
            return stop(Reason::TierPoints, award.span);
        }
        begin.said = begin.said.saturating_add(1);
        let value = frame.points(award.points);
        if begin.said > 1 && value != begin.points || value > frame.full || frame.signed() {
            return stop(Reason::TierPoints, award.span);
        }
        begin.points = value;
        if !matches!(award.cond, None | Some(Cond::Noun(_) | Cond::Nothing(_))) {
            // 达到100%得满分，每低1%扣2分；达到95%得满分: from where on?
            if begin.base.as_ref().is_some_and(|base| another_level(frame, base, award.cond.as_ref())) {
                return stop(Reason::TwoRules, award.span);
            }
            begin.base = award.cond.clone();
        }
    }
    Ok(begin)
}

fn counts_what_is_missing(clause: &StepClause) -> bool {
    clause.verb == Verb::Take
        && clause.step.sides.iter().any(|(_, kind)| matches!(kind, SideKind::Not | SideKind::Lack))
}

/// 95%，每低1%扣1分. Behind the steps a number says something else: 主管承担50%.
fn stated_before_steps(frame: &Frame<'_>, clauses: &Clauses) -> Option<Cond> {
    let first = clauses.steps.iter().map(|step| step.span.start).min().unwrap_or_default();
    let mut before = clauses
        .stated
        .iter()
        .filter(|(cond, span)| span.start < first && !says_none(frame, clauses, cond))
        .map(|(cond, _)| cond);
    before.find(|cond| frame.starts_steps(cond)).cloned()
}

/// The steps of all clauses, one for each side, and whether they gather points from nothing.
fn steps_of_clauses(
    frame: &Frame<'_>,
    clauses: &Clauses,
    base: Option<&Cond>,
    awarded: bool,
) -> Made<(Vec<Step>, bool)> {
    let mut out: Vec<Step> = Vec::new();
    let mut accrual = false;
    for clause in &clauses.steps {
        let heading = clause.base.as_ref().is_some_and(|cond| says_none(frame, clauses, cond));
        let says_less = under_a_cut(frame, clauses, clause)? || heading;
        let own = says_less.then(|| StepClause { base: None, ..clause.clone() });
        let clause = own.as_ref().unwrap_or(clause);
        accrual |= gathers(frame, clauses, clause)?;
        let quota = match clause.base.as_ref().or(base).filter(|_| !awarded) {
            Some(cond) => is_quota(frame, clauses, cond)?,
            None => false,
        };
        let steps = if quota {
            made(frame, clauses, &StepClause { base: None, ..clause.clone() }, None)?
        } else {
            made(frame, clauses, clause, base)?
        };
        for step in steps {
            if out.iter().any(|other| other.way == step.way || other.way == Way::Either || step.way == Way::Either) {
                return stop(Reason::TwoRules, clause.span);
            }
            out.push(step);
        }
    }
    Ok((out, accrual))
}

/// Whether what is counted gathers the points, from nothing up to a limit: 每完成1项得2分.
fn gathers(frame: &Frame<'_>, clauses: &Clauses, clause: &StepClause) -> Made<bool> {
    let sides = &clause.step.sides;
    let gives = matches!(clause.verb, Verb::Give | Verb::Bare);
    let compares =
        sides.iter().any(|(_, kind)| *kind == SideKind::Comparing) || clause.step.target || clause.base.is_some();
    let moves = || !compares && frame.target().is_none() && sides.iter().all(|(_, kind)| *kind == SideKind::Moving);
    let counted = sides.is_empty() || (gives || clause.verb == Verb::Add) && moves();
    let adds = clause.verb == Verb::Add && counted && !compares;
    if !counted || !gives && !adds {
        return Ok(false);
    }
    let limit = clauses
        .bounds
        .iter()
        .filter(|bound| bound.most)
        .map(|bound| frame.points(bound.points))
        .next()
        .or(clauses.full.map(|(full, _)| full));
    if adds && limit.is_none() && !clauses.endless && !frame.signed() {
        return stop(Reason::BoundUnclear, clause.span);
    }
    Ok(!frame.signed() && (gives || limit.is_some_and(|limit| limit <= frame.full)))
}

/// 达到95%得满分，每低于目标98%…: the full points begin at another level than the steps.
fn full_points_begin_elsewhere(frame: &Frame<'_>, cond: &Cond, step: &Step) -> Made<()> {
    if let (Effect::Deduct, Way::Below | Way::Above) = (step.effect, step.way)
        && let Ok(Some(level)) = tiers::base_level(frame, Some(cond), step.way)
        && frame.number(level) != frame.number(step.from)
    {
        return stop(Reason::TwoRules, frame.all);
    }
    Ok(())
}

/// 95%-105%得满分，每超出1%扣1分: what does less than 95% give?
fn other_side_is_open(frame: &Frame<'_>, clauses: &Clauses, cond: &Cond, one: &Step) -> Made<()> {
    let Cond::Band { low: Some(low), high: Some(high), .. } = cond else { return Ok(()) };
    if same(frame, low, high) || one.way == Way::Either || one.effect != Effect::Deduct {
        return Ok(());
    }
    let open = if one.way == Way::Above { &low.edge } else { &high.edge };
    let level = frame.edge(open).map(|level| frame.number(level));
    let (level, zero) = match level {
        Ok(level) => (level, award_below(frame, clauses, level, one.way)?),
        Err(_) => (Decimal::ZERO, true),
    };
    // Beyond the best value the best counts; nothing lies below 0.
    let told = zero || one.way == Way::Above && level.is_zero() || one.way == Way::Below;
    if told { Ok(()) } else { stop(Reason::BoundUnclear, frame.all) }
}

/// Whether two conditions begin at levels that are known and differ.
fn another_level(frame: &Frame<'_>, base: &Cond, other: Option<&Cond>) -> bool {
    let level = |cond: Option<&Cond>| match cond {
        Some(Cond::OnTarget) => frame.target(),
        cond => tiers::base_level(frame, cond, Way::Below).ok().flatten().map(|level| frame.number(level)),
    };
    matches!((level(Some(base)), level(other)), (Some(one), Some(two)) if one != two)
}
