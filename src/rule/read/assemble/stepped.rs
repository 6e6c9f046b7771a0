//! Steps and proportional rules.

use rust_decimal::Decimal;

use super::allowed::{beyond_allowed, leave_own_number, only_from_target, under_a_cut};
use super::clauses::{Clauses, StepClause};
use super::events::another_event;
use super::signed::{self, effect_of};
use super::told::{award_below, below_one_step, earns_nothing, is_quota, loses_nothing, one_more, same, says_none};
use super::words::only_aims;
use super::{Frame, Made, cutoffs, stop, tiers};
use crate::model::Direction;
use crate::rule::read::forms;
use crate::rule::read::phrase::{self, Cond, Points, SideKind, Span, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{Counting, CutOff, Effect, Level, Main, Step, Test, Way};
use crate::unit::UnitKind;

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
    let mut start = frame.full;
    let mut base: Option<Cond> = None;
    let mut said = 0_usize;
    let mut kept: Option<(Way, Level)> = None;
    for award in clauses.awards.iter().filter(|award| !frame.points(award.points).is_zero()) {
        // 每缺4人次扣2分，缺勤不足4人次得满分: less than one step says nothing new.
        if award.points == Points::Full && clauses.steps.iter().any(|step| below_one_step(frame, step, award)) {
            continue;
        }
        // 每高4%加2分，低于目标值不扣分: nothing is lost on that side.
        if let Some(level) = loses_nothing(frame, clauses, award)? {
            kept = Some(level);
            continue;
        }
        if award.points == Points::Ratio {
            return stop(Reason::TwoRules, award.span);
        }
        if !matches!(award.verb, Verb::Give | Verb::Bare) || matches!(award.cond, Some(Cond::Else | Cond::OffTarget)) {
            return stop(Reason::TierPoints, award.span);
        }
        said = said.saturating_add(1);
        let value = frame.points(award.points);
        if said > 1 && value != start || value > frame.full || frame.signed() {
            return stop(Reason::TierPoints, award.span);
        }
        start = value;
        if !matches!(award.cond, None | Some(Cond::Noun(_) | Cond::Nothing(_))) {
            // 达到100%得满分，每低1%扣2分；达到95%得满分: from where on?
            if base.as_ref().is_some_and(|base| another_level(frame, base, award.cond.as_ref())) {
                return stop(Reason::TwoRules, award.span);
            }
            base = award.cond.clone();
        }
    }
    // 完成1项得2分，未完成1项扣2分: two counts.
    if let Some(clause) = clauses.steps.iter().find(|clause| {
        clause.verb == Verb::Take
            && clause.step.sides.iter().any(|(_, kind)| matches!(kind, SideKind::Not | SideKind::Lack))
            && clauses.awards.iter().any(one_more)
    }) {
        return stop(Reason::TwoCounts, clause.span);
    }
    let awarded = base.is_some();
    let base = base.or_else(|| {
        let first = clauses.steps.iter().map(|step| step.span.start).min().unwrap_or_default();
        // 95%，每低1%扣1分. Behind the steps a number says something else: 主管承担50%.
        let mut before = clauses
            .stated
            .iter()
            .filter(|(cond, span)| span.start < first && !says_none(frame, clauses, cond))
            .map(|(cond, _)| cond);
        before.find(|cond| frame.starts_steps(cond)).cloned()
    });
    let mut out: Vec<Step> = Vec::new();
    let mut accrual = false;
    for clause in &clauses.steps {
        let heading = clause.base.as_ref().is_some_and(|cond| says_none(frame, clauses, cond));
        let says_less = under_a_cut(frame, clauses, clause)? || heading;
        let own = says_less.then(|| StepClause { base: None, ..clause.clone() });
        let clause = own.as_ref().unwrap_or(clause);
        let gives = matches!(clause.verb, Verb::Give | Verb::Bare);
        let compares = clause.step.sides.iter().any(|(_, kind)| *kind == SideKind::Comparing)
            || clause.step.target
            || clause.base.is_some();
        let counted = clause.step.sides.is_empty()
            || (gives
                && !compares
                && clause.step.sides.iter().all(|(_, kind)| *kind == SideKind::Moving)
                && frame.target().is_none())
            || clause.verb == Verb::Add
                && !compares
                && frame.target().is_none()
                && clause.step.sides.iter().all(|(_, kind)| *kind == SideKind::Moving);
        let adds = clause.verb == Verb::Add && counted && !compares;
        if counted && (gives || adds) {
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
            accrual |= !frame.signed() && (gives || limit.is_some_and(|limit| limit <= frame.full));
        }

        let quota = match clause.base.as_ref().or(base.as_ref()).filter(|_| !awarded) {
            Some(cond) => is_quota(frame, clauses, cond)?,
            None => false,
        };
        let steps = if quota {
            made(frame, clauses, &StepClause { base: None, ..clause.clone() }, None)?
        } else {
            made(frame, clauses, clause, base.as_ref())?
        };
        for step in steps {
            if out.iter().any(|other| other.way == step.way || other.way == Way::Either || step.way == Way::Either) {
                return stop(Reason::TwoRules, clause.span);
            }
            out.push(step);
        }
    }
    let side = |way: Way| out.iter().find(|step| step.way == way).map(|step| frame.number(step.from));
    if let (Some(above), Some(below)) = (side(Way::Above), side(Way::Below))
        && above < below
    {
        return stop(Reason::TwoRules, frame.all);
    }
    if accrual {
        if out.len() != 1 || said > 0 && !clauses.start {
            return stop(Reason::TwoRules, frame.all);
        }
        if !clauses.start {
            start = Decimal::ZERO;
        }
    }
    // 达到95%得满分，每低于目标98%…: the full points begin at another level than the steps.
    if let (true, [step]) = (awarded, out.as_slice())
        && let (Effect::Deduct, Way::Below | Way::Above, Some(cond)) = (step.effect, step.way, &base)
        && let Ok(Some(level)) = tiers::base_level(frame, Some(cond), step.way)
        && frame.number(level) != frame.number(step.from)
    {
        return stop(Reason::TwoRules, frame.all);
    }
    // 95%-105%得满分，每超出1%扣1分: what does less than 95% give?
    if let (Some(Cond::Band { low: Some(low), high: Some(high), .. }), [one]) = (&base, out.as_slice())
        && !same(frame, low, high)
        && one.way != Way::Either
        && one.effect == Effect::Deduct
    {
        let open = if one.way == Way::Above { &low.edge } else { &high.edge };
        let level = frame.edge(open).map(|level| frame.number(level));
        let (level, zero) = match level {
            Ok(level) => (level, award_below(frame, clauses, level, one.way)?),
            Err(_) => (Decimal::ZERO, true),
        };
        // Beyond the best value the best counts; nothing lies below 0.
        let told = zero || one.way == Way::Above && level.is_zero() || one.way == Way::Below;
        if !told {
            return stop(Reason::BoundUnclear, frame.all);
        }
    }
    if let Some((way, from)) = kept {
        if out.iter().any(|step| step.way != if way == Way::Below { Way::Above } else { Way::Below }) {
            return stop(Reason::TwoRules, frame.all);
        }
        let (size, points) = (Level::Value(Decimal::ONE), Decimal::ZERO);
        out.push(Step { from, way, size, effect: Effect::Deduct, points, counting: Counting::Complete, most: None });
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

/// Whether two conditions begin at levels that are known and differ.
fn another_level(frame: &Frame<'_>, base: &Cond, other: Option<&Cond>) -> bool {
    let level = |cond: Option<&Cond>| match cond {
        Some(Cond::OnTarget) => frame.target(),
        cond => tiers::base_level(frame, cond, Way::Below).ok().flatten().map(|level| frame.number(level)),
    };
    matches!((level(Some(base)), level(other)), (Some(one), Some(two)) if one != two)
}

/// The steps of one clause.
fn made(frame: &Frame<'_>, clauses: &Clauses, clause: &StepClause, base: Option<&Cond>) -> Made<Vec<Step>> {
    let phrase = &clause.step;
    let Some(size) = &phrase.size else { return stop(Reason::Unreadable, clause.span) };
    let zero = matches!(size.value, value if value <= Decimal::ZERO);
    let points = frame.points(clause.points);
    if zero || points <= Decimal::ZERO {
        return stop(Reason::Unreadable, clause.span);
    }
    let size = frame.amount(size)?;
    let counting = clauses.counting.unwrap_or(Counting::Complete);
    let has_target = frame.target().is_some();
    let count_or_time = !matches!(frame.context.unit.kind, UnitKind::Money | UnitKind::Percent | UnitKind::Score);
    let own = clause.base.as_ref().filter(|cond| **cond != Cond::Else).or(base);
    let zero_target = frame.target().is_some_and(|target| target.is_zero());
    let own = own.map(|cond| if has_target && !zero_target { cond } else { clauses.allowed(cond).unwrap_or(cond) });
    // 3次以内不扣分，超出部分每次扣5分: beyond what loses nothing.
    let own = match (own.map(only_from_target), base) {
        (Some(true), Some(Cond::Band { low: None, high: Some(_), .. })) => base,
        _ => own,
    };
    // 主管承担50%，每低1%扣1分 beside another target: no start.
    if let Some(cond @ Cond::Single(_)) = &clause.base
        && clause.apart
        && !frame.starts_steps(cond)
    {
        return stop(Reason::Target, clause.span);
    }
    // 80%-90%每低1%扣1分: a step inside a tier.
    let banded =
        matches!(&clause.base, Some(Cond::Band { low: Some(low), high: Some(high), .. }) if !same(frame, low, high));
    let gives = matches!(clause.verb, Verb::Give | Verb::Bare);
    let step = |way: Way, effect: Effect, from: Level| Step { from, way, size, effect, points, counting, most: None };
    // The deviation itself is the value.
    if frame.quantity == crate::rule::types::Quantity::Magnitude {
        let aims = |cond: &&Cond| matches!(cond, Cond::Band { low, high, .. } if [low, high].into_iter().flatten().any(|end| matches!(end.edge, phrase::Edge::Target(_))));
        let own = own.filter(|cond| !aims(cond)).or(base);
        let Some(from) = tiers::base_level(frame, own, Way::Above)? else { return stop(Reason::Target, clause.span) };
        return Ok(vec![step(Way::Above, effect_of(clause.verb), from)]);
    }
    if banded
        && !phrase.both
        && matches!(phrase.sides.as_slice(), [] | [(Way::Below | Way::Above, _)])
        && clause.verb != Verb::AddTake
    {
        return stop(Reason::TierPoints, clause.span);
    }
    let from = |way: Way| -> Made<Level> {
        // 三次内每低于目标2%: a level of its own, and the step counts from another.
        let said = match &clause.base {
            Some(cond @ (Cond::Band { .. } | Cond::Single(_))) if !only_aims(cond) => {
                tiers::base_level(frame, clause.base.as_ref(), way)?
            }
            _ => None,
        };
        let agrees = |level: Level| match said {
            Some(said) if frame.number(said) != frame.number(level) => stop(Reason::TwoRules, clause.span),
            _ => Ok(level),
        };
        if let Some(threshold) = &phrase.threshold {
            return agrees(frame.amount(threshold)?);
        }
        if phrase.target && said.is_some() {
            return agrees(frame.at_target(clause.span)?);
        }
        if !phrase.target
            && let Some(level) = tiers::base_level(frame, own, way)?
        {
            return Ok(level);
        }
        // 零投诉得满分，每增加1起扣5分
        if way == Way::Above
            && !has_target
            && clauses.awards.iter().any(|award| matches!(award.cond, Some(Cond::Nothing(_))))
        {
            return Ok(Level::Value(Decimal::ZERO));
        }
        frame.at_target(clause.span)
    };
    let mut ways: Vec<(Way, SideKind)> = phrase.sides.clone();
    if ways.is_empty() && !phrase.both {
        ways.extend(beyond_allowed(frame, clause, own, base)?);
    }
    for (way, kind) in &mut ways {
        // 每差一处 beside a target of none: what is wrong is counted.
        if *kind == SideKind::Short && frame.counts() && frame.target() == Some(Decimal::ZERO) {
            *kind = SideKind::Lack;
        }
        if *kind == SideKind::Short {
            *way = match own {
                Some(Cond::Band { low: None, high: Some(_), reach: false }) => Way::Below,
                Some(Cond::Band { low: Some(_), high: None, reach: false }) if clause.base.is_some() => Way::Above,
                _ if frame.lower => Way::Above,
                _ => Way::Below,
            };
            *kind = SideKind::Moving;
        }
    }
    // 每超标1mg: above the limit, where there is one.
    if ways.is_empty()
        && forms::begins(&phrase.noun, forms::OVER_LIMIT)
        && frame.target().is_some_and(|target| !target.is_zero())
    {
        ways.push((Way::Above, SideKind::Comparing));
    }
    if clause.verb == Verb::AddTake {
        let (first, second) = match ways.as_slice() {
            [(Way::Above, _), (Way::Below, _)] | [] | [(Way::Either, _)] => (Way::Above, Way::Below),
            [(Way::Below, _), (Way::Above, _)] => (Way::Below, Way::Above),
            _ => return stop(Reason::Unreadable, clause.span),
        };
        let (first, second) = if ways.len() < 2 && frame.lower { (second, first) } else { (first, second) };
        return Ok(vec![step(first, Effect::Add, from(first)?), step(second, Effect::Deduct, from(second)?)]);
    }
    if ways.len() > 1
        && ways.iter().all(|(_, kind)| matches!(kind, SideKind::Comparing | SideKind::Moving))
        && ways.iter().any(|(way, _)| *way == Way::Above)
        && ways.iter().any(|(way, _)| *way == Way::Below)
        || phrase.both
        || matches!(ways.as_slice(), [(Way::Either, _)])
    {
        if !has_target && own.is_none() {
            return stop(Reason::Target, clause.span);
        }
        // 95%-105%之间得满分，每偏离1%: from the nearer end.
        if let (Some(Cond::Band { low: Some(low), high: Some(high), .. }), None, false) =
            (own, &phrase.threshold, phrase.target)
        {
            let (low, high) = (frame.edge(&low.edge)?, frame.edge(&high.edge)?);
            return Ok(vec![
                step(Way::Below, effect_of(clause.verb), low),
                step(Way::Above, effect_of(clause.verb), high),
            ]);
        }
        return Ok(vec![step(Way::Either, effect_of(clause.verb), from(Way::Either)?)]);
    }
    let accrues = !has_target
        && own.is_none()
        && clause.verb != Verb::Take
        && matches!(ways.as_slice(), [(Way::Above | Way::Below, SideKind::Moving)]);
    if accrues {
        return Ok(vec![step(Way::Above, effect_of(clause.verb), Level::Value(Decimal::ZERO))]);
    }
    let Some((way, kind)) = ways.first().copied() else {
        // 每次, 每发生1次, 每完成1个: counted from 0, or from 超过3次 before it.
        let none = frame.counts() && frame.target() == Some(Decimal::ZERO);
        let described = (!has_target || none) && matches!(clause.base, Some(Cond::OffTarget | Cond::OnTarget));
        if clause.base.is_some() && !described {
            let way = match clause.base.as_ref() {
                // 超过10%每1%扣2分，10%以内每1%扣1分: two slopes on one side.
                Some(Cond::Band { high: Some(end), low: None, .. })
                    if clause.verb == Verb::Take && clauses.steps.iter().any(|other| {
                        other.verb == Verb::Take
                            && matches!(&other.base, Some(Cond::Band { low: Some(low), .. }) if same(frame, low, end))
                    }) =>
                {
                    return stop(Reason::TwoRules, clause.span);
                }
                Some(Cond::Band { high: Some(_), low: None, .. }) => Way::Below,
                Some(cond) if super::told::says_how_many(frame, cond) => return stop(Reason::NotCounted, clause.span),
                // 未完成，每5%扣2分: on the bad side of the target.
                Some(Cond::OffTarget) if !frame.lower => Way::Below,
                Some(Cond::OnTarget) if frame.lower => Way::Below,
                _ => Way::Above,
            };
            return Ok(vec![step(way, effect_of(clause.verb), from(way)?)]);
        }
        // 每完成目标的10%得2分: a share of the target is the step, whatever the unit.
        if let (true, true, Level::Value(share), Some(phrase::Measure::Percent)) =
            (phrase.target, gives, size, phrase.size.as_ref().map(|size| &size.measure))
        {
            let size = Level::Target(share);
            return Ok(vec![Step { size, ..step(Way::Above, Effect::Add, Level::Value(Decimal::ZERO)) }]);
        }
        // 2 points lost per 1% of overspend: shares of the target are no events that could be counted from nothing.
        let said = phrase.target || phrase.size.as_ref().is_some_and(|size| size.of_target);
        if clause.verb == Verb::Take && !said && matches!(size, Level::Target(_)) {
            return stop(Reason::UnitConflict, clause.span);
        }
        let reached = clause.verb != Verb::Take && forms::REACHED.iter().any(|word| phrase.noun.contains(word))
            || size == Level::Target(Decimal::ONE);
        // 节约率每1%得5分: from nothing on, where no target could be meant.
        let earned = gives && !has_target && own.is_none();
        let rate = frame.context.unit.is_percent() && frame.quantity == crate::rule::types::Quantity::Value;
        if rate && !reached && !earned {
            return stop(Reason::UnitConflict, clause.span);
        }
        // 每延长1天 on a target of 8 days, said in unknown words: from where?
        if frame.context.unit.is_measured()
            && clause.verb == Verb::Take
            && frame.target().is_some_and(|target| !target.is_zero())
        {
            return stop(Reason::NotCounted, clause.span);
        }
        return Ok(vec![step(Way::Above, effect_of(clause.verb), Level::Value(Decimal::ZERO))]);
    };
    // 每高于目标0.1分得1分: what does the target itself earn?
    let told = clauses
        .awards
        .iter()
        .any(|award| !frame.points(award.points).is_zero() && award.cond.is_some() || clauses.start);
    let compared = matches!(kind, SideKind::Comparing) && phrase.target;
    let bonus = clauses.bounds.iter().any(|bound| bound.most && bound.verb == Some(Verb::Add));
    let told = told || compared && bonus || matches!(kind, SideKind::Lack | SideKind::Not);
    if gives && has_target && !told && !frame.signed() {
        return stop(Reason::BoundUnclear, clause.span);
    }
    // 每低于100%减5分 beside a target of 100%: the step is not said. 每超1% beside one of 1% says it.
    let small = way == Way::Above && frame.number(size) <= Decimal::new(1, 1);
    if kind == SideKind::Comparing
        && !small
        && phrase.threshold.is_none()
        && !phrase.target
        && frame.context.unit.is_percent()
        && frame.target() == Some(frame.number(size))
    {
        return stop(Reason::Unreadable, clause.span);
    }
    let own_level = matches!(own, Some(Cond::Band { .. } | Cond::Single(_)));
    let anchored = phrase.target || phrase.threshold.is_some() || own_level || has_target;
    let event = match kind {
        SideKind::Lack | SideKind::Not => {
            !anchored
                || (has_target
                    && !phrase.target
                    && (frame.target() == Some(Decimal::ZERO)
                        || !phrase.each && own.is_none() && kind == SideKind::Not))
        }
        SideKind::Late => !anchored || matches!(frame.context.unit.kind, UnitKind::Count(_)),
        _ => false,
    };
    if event {
        if !count_or_time {
            return stop(Reason::Target, clause.span);
        }
        return Ok(vec![step(Way::Above, effect_of(clause.verb), Level::Value(Decimal::ZERO))]);
    }
    if !phrase.each && !matches!(kind, SideKind::Lack | SideKind::Late | SideKind::Not | SideKind::Moving) {
        return stop(Reason::OnceOrEach, clause.span);
    }
    if matches!(clause.points, Points::Zero | Points::Full) {
        return stop(Reason::Unreadable, clause.span);
    }
    Ok(vec![step(way, effect_of(clause.verb), from(way)?)])
}
