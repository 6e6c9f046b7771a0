//! The steps of one clause: on which side of which level they count, and from where.

use rust_decimal::Decimal;

use super::super::allowed::{beyond_allowed, only_from_target};
use super::super::beside_numbers::only_aims;
use super::super::beside_steps::{same, says_how_many};
use super::super::clauses::{Clauses, StepClause};
use super::super::signed::effect_of;
use super::super::{Frame, Made, stop, tiers};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Cond, Edge, Measure, Points, SideKind, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{Counting, Effect, Level, Quantity, Step, Way};
use crate::unit::UnitKind;

/// The steps of one clause. `base` is where the sentence around it says that steps start.
pub(super) fn made(frame: &Frame<'_>, clauses: &Clauses, clause: &StepClause, base: Option<&Cond>) -> Made<Vec<Step>> {
    let phrase = &clause.step;
    let Some(size) = &phrase.size else { return stop(Reason::Unreadable, clause.span) };
    let points = frame.points(clause.points);
    if size.value <= Decimal::ZERO || points <= Decimal::ZERO {
        return stop(Reason::Unreadable, clause.span);
    }
    let size = frame.amount(size)?;
    // 主管承担50%，每低1%扣1分 beside another target: no start.
    if let Some(cond @ Cond::Single(_)) = &clause.base
        && clause.apart
        && !frame.starts_steps(cond)
    {
        return stop(Reason::Target, clause.span);
    }
    let own = own_start(frame, clauses, clause, base);
    let making = Making { frame, clauses, clause, base, own, size, points };
    if frame.quantity == Quantity::Magnitude {
        return making.of_the_deviation();
    }
    // 80%-90%每低1%扣1分: a step inside a tier.
    let banded =
        matches!(&clause.base, Some(Cond::Band { low: Some(low), high: Some(high), .. }) if !same(frame, low, high));
    if banded
        && !phrase.both
        && matches!(phrase.sides.as_slice(), [] | [(Way::Below | Way::Above, _)])
        && clause.verb != Verb::AddTake
    {
        return stop(Reason::TierPoints, clause.span);
    }
    let ways = making.ways()?;
    if clause.verb == Verb::AddTake {
        return making.one_adds_one_takes(&ways);
    }
    if phrase.both || names_both(&ways) {
        return making.both_sides();
    }
    let accrues = !making.has_target()
        && own.is_none()
        && clause.verb != Verb::Take
        && matches!(ways.as_slice(), [(Way::Above | Way::Below, SideKind::Moving)]);
    if accrues {
        return making.counted_up();
    }
    match ways.first() {
        Some((way, kind)) => making.on_one_side(*way, *kind),
        None => making.counted(),
    }
}

/// Where the steps of a clause start by its own words, or by those around it.
fn own_start<'a>(
    frame: &Frame<'_>,
    clauses: &'a Clauses,
    clause: &'a StepClause,
    base: Option<&'a Cond>,
) -> Option<&'a Cond> {
    let own = clause.base.as_ref().filter(|cond| **cond != Cond::Else).or(base);
    let aimed = frame.target().is_some_and(|target| !target.is_zero());
    let own = own.map(|cond| if aimed { cond } else { clauses.allowed(cond).unwrap_or(cond) });
    // 3次以内不扣分，超出部分每次扣5分: beyond what loses nothing.
    match (own.map(only_from_target), base) {
        (Some(true), Some(Cond::Band { low: None, high: Some(_), .. })) => base,
        _ => own,
    }
}

/// Whether values above and values below count alike.
fn names_both(ways: &[(Way, SideKind)]) -> bool {
    let names = |side: Way| ways.iter().any(|(way, _)| *way == side);
    let compared = ways.iter().all(|(_, kind)| matches!(kind, SideKind::Comparing | SideKind::Moving));
    ways.len() > 1 && compared && names(Way::Above) && names(Way::Below) || matches!(ways, [(Way::Either, _)])
}

/// A clause with what its steps need.
struct Making<'a> {
    frame: &'a Frame<'a>,
    clauses: &'a Clauses,
    clause: &'a StepClause,
    base: Option<&'a Cond>,
    own: Option<&'a Cond>,
    size: Level,
    points: Decimal,
}

impl Making<'_> {
    fn has_target(&self) -> bool {
        self.frame.target().is_some()
    }

    /// Whether the clause gives points, and takes or adds none.
    fn gives(&self) -> bool {
        matches!(self.clause.verb, Verb::Give | Verb::Bare)
    }

    /// Whether what is counted should not happen at all.
    fn aims_at_none(&self) -> bool {
        self.frame.counts() && self.frame.target() == Some(Decimal::ZERO)
    }

    fn step(&self, way: Way, effect: Effect, from: Level) -> Step {
        let counting = self.clauses.counting.unwrap_or(Counting::Complete);
        Step { from, way, size: self.size, effect, points: self.points, counting, most: None }
    }

    /// One step with the effect that the clause's verb has.
    fn one(&self, way: Way, from: Level) -> Made<Vec<Step>> {
        Ok(vec![self.step(way, effect_of(self.clause.verb), from)])
    }

    fn counted_up(&self) -> Made<Vec<Step>> {
        self.one(Way::Above, Level::Value(Decimal::ZERO))
    }

    fn stop<T>(&self, reason: Reason) -> Made<T> {
        stop(reason, self.clause.span)
    }

    /// The deviation itself is the value.
    fn of_the_deviation(&self) -> Made<Vec<Step>> {
        let aims = |cond: &&Cond| {
            matches!(cond, Cond::Band { low, high, .. }
                if [low, high].into_iter().flatten().any(|end| matches!(end.edge, Edge::Target(_))))
        };
        let own = self.own.filter(|cond| !aims(cond)).or(self.base);
        match tiers::base_level(self.frame, own, Way::Above)? {
            Some(from) => self.one(Way::Above, from),
            None => self.stop(Reason::Target),
        }
    }

    /// The level from which steps count on a side.
    fn from(&self, way: Way) -> Made<Level> {
        let (frame, clause, phrase) = (self.frame, self.clause, &self.clause.step);
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
            && let Some(level) = tiers::base_level(frame, self.own, way)?
        {
            return Ok(level);
        }
        // 零投诉得满分，每增加1起扣5分
        if way == Way::Above
            && !self.has_target()
            && self.clauses.awards.iter().any(|award| matches!(award.cond, Some(Cond::Nothing(_))))
        {
            return Ok(Level::Value(Decimal::ZERO));
        }
        frame.at_target(clause.span)
    }

    /// The sides that the clause names.
    fn ways(&self) -> Made<Vec<(Way, SideKind)>> {
        let (frame, clause, phrase) = (self.frame, self.clause, &self.clause.step);
        let mut ways: Vec<(Way, SideKind)> = phrase.sides.clone();
        if ways.is_empty() && !phrase.both {
            ways.extend(beyond_allowed(frame, clause, self.own, self.base)?);
        }
        for (way, kind) in &mut ways {
            // 每差一处 beside a target of none: what is wrong is counted.
            if *kind == SideKind::Short && self.aims_at_none() {
                *kind = SideKind::Lack;
            }
            if *kind == SideKind::Short {
                *way = match self.own {
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
        Ok(ways)
    }

    /// 每高1%加2分，低则扣2分 in one clause.
    fn one_adds_one_takes(&self, ways: &[(Way, SideKind)]) -> Made<Vec<Step>> {
        let (first, second) = match ways {
            [(Way::Above, _), (Way::Below, _)] | [] | [(Way::Either, _)] => (Way::Above, Way::Below),
            [(Way::Below, _), (Way::Above, _)] => (Way::Below, Way::Above),
            _ => return self.stop(Reason::Unreadable),
        };
        let (first, second) = if ways.len() < 2 && self.frame.lower { (second, first) } else { (first, second) };
        Ok(vec![
            self.step(first, Effect::Add, self.from(first)?),
            self.step(second, Effect::Deduct, self.from(second)?),
        ])
    }

    fn both_sides(&self) -> Made<Vec<Step>> {
        let (frame, phrase) = (self.frame, &self.clause.step);
        if !self.has_target() && self.own.is_none() {
            return self.stop(Reason::Target);
        }
        // 95%-105%之间得满分，每偏离1%: from the nearer end.
        if let (Some(Cond::Band { low: Some(low), high: Some(high), .. }), None, false) =
            (self.own, &phrase.threshold, phrase.target)
        {
            let (low, high) = (frame.edge(&low.edge)?, frame.edge(&high.edge)?);
            let effect = effect_of(self.clause.verb);
            return Ok(vec![self.step(Way::Below, effect, low), self.step(Way::Above, effect, high)]);
        }
        self.one(Way::Either, self.from(Way::Either)?)
    }

    /// 每次, 每发生1次, 每完成1个: counted from 0, or from 超过3次 before it.
    fn counted(&self) -> Made<Vec<Step>> {
        let (frame, clause, phrase) = (self.frame, self.clause, &self.clause.step);
        let described = (!self.has_target() || self.aims_at_none())
            && matches!(clause.base, Some(Cond::OffTarget | Cond::OnTarget));
        if let Some(cond) = clause.base.as_ref().filter(|_| !described) {
            let way = self.side_of(cond)?;
            return self.one(way, self.from(way)?);
        }
        // 每完成目标的10%得2分: a share of the target is the step, whatever the unit.
        if let (true, true, Level::Value(share), Some(Measure::Percent)) =
            (phrase.target, self.gives(), self.size, phrase.size.as_ref().map(|size| &size.measure))
        {
            let size = Level::Target(share);
            return Ok(vec![Step { size, ..self.step(Way::Above, Effect::Add, Level::Value(Decimal::ZERO)) }]);
        }
        // 2 points lost per 1% of overspend: shares of the target are no events that could be counted from nothing.
        let said = phrase.target || phrase.size.as_ref().is_some_and(|size| size.of_target);
        if clause.verb == Verb::Take && !said && matches!(self.size, Level::Target(_)) {
            return self.stop(Reason::UnitConflict);
        }
        let reached = clause.verb != Verb::Take && forms::REACHED.iter().any(|word| phrase.noun.contains(word))
            || self.size == Level::Target(Decimal::ONE);
        // 节约率每1%得5分: from nothing on, where no target could be meant.
        let earned = self.gives() && !self.has_target() && self.own.is_none();
        let rate = frame.context.unit.is_percent() && frame.quantity == Quantity::Value;
        if rate && !reached && !earned {
            return self.stop(Reason::UnitConflict);
        }
        // 每延长1天 on a target of 8 days, said in unknown words: from where?
        if frame.context.unit.is_measured()
            && clause.verb == Verb::Take
            && frame.target().is_some_and(|target| !target.is_zero())
        {
            return self.stop(Reason::NotCounted);
        }
        self.counted_up()
    }

    /// The side that the condition before a bare count means.
    fn side_of(&self, cond: &Cond) -> Made<Way> {
        let (frame, lower) = (self.frame, self.frame.lower);
        Ok(match cond {
            Cond::Band { high: Some(end), low: None, .. } => {
                // 超过10%每1%扣2分，10%以内每1%扣1分: two slopes on one side.
                let begins_there = |other: &StepClause| {
                    other.verb == Verb::Take
                        && matches!(&other.base, Some(Cond::Band { low: Some(low), .. }) if same(frame, low, end))
                };
                if self.clause.verb == Verb::Take && self.clauses.steps.iter().any(begins_there) {
                    return self.stop(Reason::TwoRules);
                }
                Way::Below
            }
            cond if says_how_many(frame, cond) => return self.stop(Reason::NotCounted),
            // 未完成，每5%扣2分: on the bad side of the target.
            Cond::OffTarget if !lower => Way::Below,
            Cond::OnTarget if lower => Way::Below,
            _ => Way::Above,
        })
    }

    /// 每低于目标2%, 每提高1次: one side is named.
    fn on_one_side(&self, way: Way, kind: SideKind) -> Made<Vec<Step>> {
        self.asked_back(way, kind)?;
        if self.is_event(kind) {
            let frame = self.frame;
            if matches!(frame.context.unit.kind, UnitKind::Money | UnitKind::Percent | UnitKind::Score) {
                return self.stop(Reason::Target);
            }
            return self.counted_up();
        }
        let each = matches!(kind, SideKind::Lack | SideKind::Late | SideKind::Not | SideKind::Moving);
        if !self.clause.step.each && !each {
            return self.stop(Reason::OnceOrEach);
        }
        if matches!(self.clause.points, Points::Zero | Points::Full) {
            return self.stop(Reason::Unreadable);
        }
        self.one(way, self.from(way)?)
    }

    fn asked_back(&self, way: Way, kind: SideKind) -> Made<()> {
        let (frame, clauses, phrase) = (self.frame, self.clauses, &self.clause.step);
        // 每高于目标0.1分得1分: what does the target itself earn?
        let told = clauses
            .awards
            .iter()
            .any(|award| !frame.points(award.points).is_zero() && award.cond.is_some() || clauses.start);
        let compared = matches!(kind, SideKind::Comparing) && phrase.target;
        let bonus = clauses.bounds.iter().any(|bound| bound.most && bound.verb == Some(Verb::Add));
        let told = told || compared && bonus || matches!(kind, SideKind::Lack | SideKind::Not);
        if self.gives() && self.has_target() && !told && !frame.signed() {
            return self.stop(Reason::BoundUnclear);
        }
        // 每低于100%减5分 beside a target of 100%: the step is not said. 每超1% beside one of 1% says it.
        let small = way == Way::Above && frame.number(self.size) <= Decimal::new(1, 1);
        if kind == SideKind::Comparing
            && !small
            && phrase.threshold.is_none()
            && !phrase.target
            && frame.context.unit.is_percent()
            && frame.target() == Some(frame.number(self.size))
        {
            return self.stop(Reason::Unreadable);
        }
        Ok(())
    }

    /// 每缺1人, 每迟到1次: what happens is counted, and no distance from a level.
    fn is_event(&self, kind: SideKind) -> bool {
        let (frame, phrase) = (self.frame, &self.clause.step);
        let own_level = matches!(self.own, Some(Cond::Band { .. } | Cond::Single(_)));
        let anchored = phrase.target || phrase.threshold.is_some() || own_level || self.has_target();
        match kind {
            SideKind::Lack | SideKind::Not => {
                let none = frame.target() == Some(Decimal::ZERO);
                let denied = !phrase.each && self.own.is_none() && kind == SideKind::Not;
                !anchored || self.has_target() && !phrase.target && (none || denied)
            }
            SideKind::Late => !anchored || matches!(frame.context.unit.kind, UnitKind::Count(_)),
            _ => false,
        }
    }
}
