//! Steps: 每低于目标值2%, 每高/低1%, 每发生1次, 每缺少两项, 不足5%按5%计.

use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Measure, Phrase, Placed, SideKind, StepPhrase};
use crate::rule::read::token::Kind;
use crate::rule::read::vocabulary;
use crate::rule::types::Way;
use crate::unit::{Unit, UnitKind};

fn side(class: Class) -> Option<(Way, SideKind)> {
    Some(match class {
        Class::Less => (Way::Below, SideKind::Comparing),
        Class::LessSide => (Way::Below, SideKind::Moving),
        Class::Lack => (Way::Below, SideKind::Lack),
        Class::More => (Way::Above, SideKind::Comparing),
        Class::MoreSide => (Way::Above, SideKind::Moving),
        Class::Late => (Way::Above, SideKind::Late),
        Class::Apart => (Way::Either, SideKind::Apart),
        _ => return None,
    })
}

impl Parser<'_> {
    /// A step from 每 on.
    pub(super) fn step(&self, at: usize) -> Read<Phrase> {
        if !self.is(at, Class::Each) {
            return None;
        }
        let unit = at.saturating_add(1);
        if self.kind(unit) == Some(Kind::Unit) && forms::is(self.text(unit), forms::PERIODS) {
            // A period names when, unless its step has no other: 每天扣2分.
            let after = unit.saturating_add(1);
            if let Some((step, _)) = self.step_body(after, true)
                && (step.size.is_some() || !step.sides.is_empty())
            {
                return Some((Phrase::Noun(String::new()), after));
            }
            // 每周至少发布3条
            if matches!(self.class(after), Some(Class::AtLeast | Class::AtMost | Class::More | Class::Less)) {
                return Some((Phrase::Noun(String::new()), after));
            }
            if self.kind(after) == Some(Kind::Free) && !self.leads_to_points(after) {
                return Some((Phrase::Noun(String::new()), after));
            }
        }
        let (mut step, next) = self.step_body(unit, true)?;
        self.side_before(at, &mut step);
        step.after = self.afterwards(at);
        step.asked = self.asked(at);
        self.short(at, &mut step);
        // 每新增风险纳税人，扣8分: one of what is counted.
        if step.size.is_none() && step.sides.is_empty() && !step.noun.is_empty() && !step.target {
            let points = if self.sign(next) == Some(',') { next.saturating_add(1) } else { next };
            let points = self.skip(points, &[Class::Filler]);
            let gives = matches!(self.class(points), Some(Class::Take | Class::Add | Class::Give))
                && matches!(self.kind(points.saturating_add(1)), Some(Kind::Number(..)));
            let span = self.span(at, next);
            step.size = gives.then(|| Amount {
                value: rust_decimal::Decimal::ONE,
                big: false,
                measure: Measure::Unit(forms::word(forms::ONE_OF)),
                of_target: false,
                joined: false,
                signed: false,
                span,
            });
        }
        // 每百台故障数每增加1个: what is counted is a rate.
        if step.size.is_none() && step.sides.is_empty() && self.is(next, Class::Each) && next > unit {
            return Some((Phrase::Noun(step.noun), next));
        }
        step.size.is_some().then_some((Phrase::Step(step), next))
    }

    /// 超额部分每1%, 与目标偏差每1%, 提前完成每天: the side stands before 每.
    fn side_before(&self, at: usize, step: &mut StepPhrase) {
        let soft = [Class::Filler, Class::Reach, Class::Target, Class::Part, Class::Actual];
        let mut here = at;
        while let Some(before) =
            here.checked_sub(1).filter(|before| self.class(*before).is_some_and(|class| soft.contains(&class)))
        {
            here = before;
        }
        let Some(before) = here.checked_sub(1) else { return };
        match self.class(before).and_then(side) {
            Some((Way::Either, _)) if !forms::holds(self.text(before), forms::DEGREES) => {
                // 偏差每超1%: more than nothing, either way.
                let beyond =
                    matches!(step.sides.as_slice(), [] | [(Way::Above, SideKind::Comparing | SideKind::Moving)]);
                step.both |= beyond;
            }
            None if self.is(before, Class::RatioName) || forms::holds(self.text(before), forms::GROWTH) => {
                step.noun.insert_str(0, self.text(before));
            }
            Some((way, kind)) if way != Way::Either && step.sides.is_empty() && !step.both => {
                step.sides.push((way, kind));
                step.target |= (here..at).any(|here| self.is(here, Class::Target));
            }
            _ => {}
        }
    }

    /// Whether a clause begins with 之后, 超过后, or 超出部分 before 每.
    fn afterwards(&self, at: usize) -> bool {
        let mut here = at;
        while let Some(before) = here.checked_sub(1).filter(|before| {
            matches!(self.class(*before), Some(Class::Filler | Class::Part)) || self.is(*before, Class::More)
        }) {
            here = before;
        }
        let begins = here.checked_sub(1).is_none_or(|before| self.ends(before));
        let says = |here: usize| forms::is(self.text(here), forms::AFTERWARDS) || self.is(here, Class::Part);
        begins && (here..at).any(says)
    }

    /// Whether the clause before a comma says how many there must be at least.
    fn asked(&self, at: usize) -> bool {
        let Some(comma) = at.checked_sub(1).filter(|before| self.sign(*before) == Some(',')) else { return false };
        (0..comma).rev().take_while(|here| !self.ends(*here)).any(|here| self.is(here, Class::AtLeast))
    }

    /// 高(低), 增/减: the side that stands in brackets or behind a slash.
    fn other_side(&self, at: usize) -> Option<(Way, SideKind)> {
        match self.text(at) {
            word if forms::is(word, forms::LESS) => Some((Way::Below, SideKind::Moving)),
            word if forms::is(word, forms::MORE) => Some((Way::Above, SideKind::Moving)),
            _ => self.class(at).and_then(side),
        }
    }

    /// 与目标值的差值，按每差2天: the distance, both sides. Else 差 is the side that was named, or the bad one.
    fn short(&self, at: usize, step: &mut StepPhrase) {
        let [(_, kind)] = step.sides.as_mut_slice() else { return };
        if *kind != SideKind::Moving || !forms::is(self.text(at.saturating_add(1)), forms::SHORT) {
            return;
        }
        let distance = (0..at).any(|here| self.is(here, Class::Distance));
        if distance && (0..at).any(|here| self.is(here, Class::Target)) {
            step.sides = vec![(Way::Either, SideKind::Apart)];
        } else {
            *kind = SideKind::Short;
        }
    }

    fn leads_to_points(&self, at: usize) -> bool {
        (at..at.saturating_add(8))
            .take_while(|at| !self.ends(*at))
            .any(|at| matches!(self.class(at), Some(Class::Take | Class::Add)))
    }

    /// The second side inherits 每: 低于1%减1分 after 每高于1%加1分. Also 少一次 and 延误1天, a count that is counted by itself.
    pub(super) fn second_side(&self, at: usize, before: &[Placed]) -> Read<Phrase> {
        let class = self.class(at)?;
        let denied = class == Class::Not && self.is(at.saturating_add(1), Class::Reach);
        let direct = if denied { (Way::Below, SideKind::Not) } else { side(class)? };
        let (step, next) = self.step_body(at, false)?;
        let size = step.size.as_ref()?;
        let points =
            self.skip(if self.sign(next) == Some(',') { next.saturating_add(1) } else { next }, &[Class::Filler]);
        let takes = matches!(self.class(points), Some(Class::Take | Class::Add | Class::AddTake));
        if !takes {
            return None;
        }
        let counted = matches!(&size.measure, Measure::Unit(unit) if !forms::is(unit, forms::POINT))
            || (size.measure == Measure::Bare);
        let earlier = before.iter().rev().find_map(|placed| match &placed.phrase {
            Phrase::Step(step) => Some(step),
            _ => None,
        });
        let inherits = earlier.is_some_and(|earlier| {
            earlier.each
                && earlier.size.as_ref().is_some_and(|first| first.measure == size.measure && first.value == size.value)
                && earlier.sides.iter().all(|(way, _)| *way != direct.0)
        });
        if inherits {
            return Some((Phrase::Step(StepPhrase { each: true, ..step }), next));
        }
        // 少一次, 延误1天: bare counts are counted. 低于3次 compares.
        let counts = counted
            && !matches!(direct.1, SideKind::Comparing | SideKind::Apart)
            && size.value == rust_decimal::Decimal::ONE;
        // 延迟1次扣1分，延迟2次扣3分: a list, not a step.
        let listed = (next..self.tokens.len()).any(|here| {
            self.text(here) == self.text(at)
                && matches!(self.kind(here.saturating_add(1)), Some(Kind::Number(value, _)) if value != size.value)
        });
        (counts && !listed).then_some((Phrase::Step(step), next))
    }

    /// What stands between 每 and the points.
    fn step_body(&self, at: usize, each: bool) -> Read<StepPhrase> {
        let mut step = StepPhrase { each, ..StepPhrase::default() };
        let mut amounts: Vec<Amount> = Vec::new();
        let mut here = at;
        let mut behind = at;
        loop {
            if let Some((amount, next)) = self.step_amount(here, here == at) {
                // 每发现一处5S不合格: a number of the name.
                let kind = |amount: &Amount| match &amount.measure {
                    Measure::Unit(word) => Some(Unit::read(word).kind),
                    _ => None,
                };
                if let (Some(UnitKind::Count(_) | UnitKind::Other(_)), Some(other), true) = (
                    amounts.first().and_then(kind),
                    kind(&amount),
                    matches!(self.kind(next), Some(Kind::Free | Kind::Word(Class::Noun))),
                ) && !matches!(other, UnitKind::Count(_) | UnitKind::Other(_) | UnitKind::Score)
                {
                    step.noun.push_str(self.text(here));
                    step.named.push(self.span(here, next));
                    here = next;
                    continue;
                }
                // 每张0.1分: the points, no second amount.
                let points = amount.measure == Measure::Unit(forms::word(forms::POINT)) && self.ends(next);
                if points && matches!(amounts.first().and_then(kind), Some(UnitKind::Count(_) | UnitKind::Other(_))) {
                    break;
                }
                if amounts.len() >= 2 || amounts.len() == 1 && !self.beside(behind, here) {
                    return None;
                }
                behind = next;
                step.both |= amount.signed;
                // 每低于目标的90% 1个百分点: the first of two amounts is a share of the target.
                let shared = forms::is(self.text(here.wrapping_sub(1)), forms::OF)
                    && self.is(here.wrapping_sub(2), Class::Target);
                let of_target = shared && amounts.is_empty() && amount.measure == Measure::Percent;
                amounts.push(Amount { of_target, ..amount });
                here = next;
                continue;
            }
            let past = self.skip(here.saturating_add(2), &[Class::Filler]);
            if let Some(Kind::Number(start, _)) = self.kind(here)
                && forms::holds(self.text(past.saturating_sub(1)), forms::ON_TOP_OF)
            {
                step.said.push(start);
                here = past;
                continue;
            }
            let Some(kind) = self.kind(here) else { break };
            match kind {
                Kind::Free => self.name(&mut step, here),
                Kind::Sign('/') => {
                    // 高/低, 高(低): the other side follows.
                    let Some(found) = self.other_side(here.saturating_add(1)) else { break };
                    step.sides.push(found);
                    here = here.saturating_add(2);
                    continue;
                }
                // 超出预算（含税）2%: a remark without a number.
                Kind::Sign('(')
                    if self.other_side(self.skip(here.saturating_add(1), &[Class::Or])).is_none()
                        && self.remark(here).is_some() =>
                {
                    here = self.remark(here).unwrap_or(here);
                    continue;
                }
                // 每条爆款视频（播放量≥10万）加5分: what counts as one, a number of its own in it.
                Kind::Sign('(') if self.explains(here).is_some() => {
                    let close = self.explains(here).unwrap_or(here);
                    step.named.push(self.span(here.saturating_add(1), close));
                    here = close.saturating_add(1);
                    continue;
                }
                // 每低于标准（98%）1个百分点: the target by its number.
                Kind::Sign('(') if amounts.is_empty() && self.target_told(here).is_some() => {
                    let Some((amount, next)) = self.target_told(here) else { break };
                    amounts.push(amount);
                    (here, behind) = (next, next);
                    continue;
                }
                Kind::Sign('(') => {
                    let inner = self.skip(here.saturating_add(1), &[Class::Or]);
                    let Some(found) = self.other_side(inner) else { break };
                    let close = self.skip(inner.saturating_add(1), &[Class::Reach, Class::Filler]);
                    if self.sign(close) != Some(')') {
                        break;
                    }
                    step.sides.push(found);
                    here = close.saturating_add(1);
                    continue;
                }
                Kind::Sign('、') if !step.noun.is_empty() || !step.sides.is_empty() => {}
                // 每减5%
                Kind::Word(Class::Take) if each && here == at && forms::is(self.text(here), forms::LESS) => {
                    step.sides.push((Way::Below, SideKind::Moving));
                }
                Kind::Word(class) => {
                    // 每提升1%增加2分: the second word gives the points.
                    if !amounts.is_empty()
                        && matches!(class, Class::MoreSide | Class::LessSide)
                        && matches!(self.points(here), Ok(Some(_)))
                    {
                        break;
                    }
                    // 每1%低于目标: behind the amount a comparison needs what it compares with.
                    let comparing = matches!(class, Class::More | Class::Less);
                    let aimed = self.is(self.skip(here.saturating_add(1), &[Class::Filler]), Class::Target);
                    if comparing && !amounts.is_empty() && !aimed && !self.verb_next(here) {
                        break;
                    }
                    if let Some(found) = side(class) {
                        // 提高效率: after the amount a moving word is part of a noun.
                        let described = !amounts.is_empty()
                            && matches!(found.1, SideKind::Moving | SideKind::Late | SideKind::Lack | SideKind::Apart);
                        // 每高低2%: the other side follows a word that says so.
                        let turns = step.sides.iter().any(|(way, _)| *way != found.0);
                        let parted = matches!(self.class(here.wrapping_sub(1)), Some(Class::Or | Class::And))
                            || matches!(self.sign(here.wrapping_sub(1)), Some('、' | '/'));
                        if described {
                            self.name(&mut step, here);
                        } else if turns && !parted {
                            return None;
                        } else {
                            step.sided.push_str(self.text(here));
                            step.sides.push(found);
                        }
                    } else {
                        match class {
                            // 每超标5%: above the limit by so much.
                            Class::Noun if amounts.is_empty() && self.over_limit(here) => {
                                step.sides.push((Way::Above, SideKind::Comparing));
                            }
                            Class::Target => step.target = true,
                            // 每提前满30秒
                            Class::Reach
                                if forms::is(self.text(here), forms::FULLY)
                                    && self.number_follows(here.saturating_add(1))
                                    && !step.sides.is_empty() => {}
                            Class::Not if amounts.is_empty() && step.sides.is_empty() => {
                                step.sides.push((Way::Below, SideKind::Not));
                            }
                            Class::Not => self.name(&mut step, here),
                            Class::Both => step.both = true,
                            // 每月5日前 between 每 and the amount says when.
                            Class::Filler if amounts.is_empty() && vocabulary::is_period(self.text(here)) => {
                                return None;
                            }
                            Class::Or | Class::And => self.name(&mut step, here),
                            Class::Filler | Class::Total | Class::ThisItem => {}
                            Class::Noun
                            | Class::Reach
                            | Class::Actual
                            | Class::RatioName
                            | Class::Ratio
                            | Class::Against
                            | Class::None
                            | Class::Distance
                            | Class::Judge
                            | Class::OnTarget
                            | Class::Mark
                            | Class::Range => self.name(&mut step, here),
                            Class::Score if !matches!(self.kind(here.saturating_add(1)), Some(Kind::Number(..))) => {
                                self.name(&mut step, here)
                            }
                            // 每采用一条: what is done.
                            Class::Direct => self.name(&mut step, here),
                            Class::By if amounts.is_empty() && self.text(here).chars().count() > 1 => {
                                self.name(&mut step, here)
                            }
                            // 每获得1项奖励: what is got is counted.
                            Class::Give if forms::begins(self.text(here), forms::GAIN) && amounts.is_empty() => {
                                self.name(&mut step, here)
                            }
                            Class::Add if self.verb_follows(here) => self.name(&mut step, here),
                            Class::Money | Class::Modifier if self.is_counted(here) => self.name(&mut step, here),
                            Class::OffTarget if !amounts.is_empty() => self.name(&mut step, here),
                            _ => break,
                        }
                    }
                }
                _ => break,
            }
            here = here.saturating_add(1);
        }
        let mut amounts = amounts.into_iter();
        match (amounts.next(), amounts.next()) {
            (Some(first), Some(second)) => {
                step.threshold = Some(first);
                step.size = Some(second);
            }
            (first, _) => step.size = first.map(|size| Amount { of_target: false, ..size }),
        }
        // 滞后1天 is late, 落后1% is below.
        let timed = matches!(step.size.as_ref().map(|size| &size.measure), Some(Measure::Unit(unit))
            if matches!(Unit::read(unit).kind, UnitKind::Time | UnitKind::Days));
        if timed && (at..here).any(|here| forms::is(self.text(here), forms::BEHIND)) {
            step.sides = vec![(Way::Above, SideKind::Late)];
        }
        // 每逾1日扣1分: days past what was allowed, where nothing says what that is.
        if timed && forms::is(&step.sided, forms::PASSED) && !step.target && step.threshold.is_none() {
            step.sides = vec![(Way::Above, SideKind::Late)];
        }
        Some((step, here))
    }

    /// 超标 before a percentage.
    fn over_limit(&self, at: usize) -> bool {
        forms::is(self.text(at), forms::OVER_LIMIT)
            && self
                .amount(at.saturating_add(1))
                .is_some_and(|(amount, _)| matches!(amount.measure, Measure::Percent | Measure::Point))
    }

    /// Whether nothing but words that say nothing stands between where counting starts and the step: 每低于95%的1个百分点.
    fn beside(&self, from: usize, to: usize) -> bool {
        (from..to).all(|here| match self.kind(here) {
            Some(Kind::Word(Class::Filler)) => vocabulary::says_nothing(self.text(here)),
            Some(Kind::Word(class)) => side(class).is_some() || class == Class::Target,
            _ => false,
        })
    }

    /// Whether points follow a word at once.
    fn verb_next(&self, at: usize) -> bool {
        matches!(self.class(at.saturating_add(1)), Some(Class::Take | Class::Add | Class::Give))
    }

    /// A word of what is counted.
    fn name(&self, step: &mut StepPhrase, at: usize) {
        step.noun.push_str(self.text(at));
        step.named.push(self.span(at, at.saturating_add(1)));
    }

    /// 每获得1项奖励加5分: a verb behind a verb makes it a noun.
    fn verb_follows(&self, at: usize) -> bool {
        matches!(self.class(at.saturating_add(1)), Some(Class::Add | Class::Give | Class::Take))
            && self.text(at).len() > 3
    }

    /// An amount in a step; directly behind 每 a unit alone is one of it.
    fn step_amount(&self, at: usize, first: bool) -> Read<Amount> {
        if first && self.kind(at) == Some(Kind::Unit) {
            let measure = match self.text(at) {
                unit if forms::is(unit, forms::PERCENT) => Measure::Percent,
                unit if forms::is(unit, forms::PERCENTAGE_POINT) => Measure::Point,
                unit => Measure::Unit(unit.to_owned()),
            };
            let next = at.saturating_add(1);
            let span = self.span(at, next);
            let amount = Amount {
                value: rust_decimal::Decimal::ONE,
                big: false,
                measure,
                of_target: false,
                joined: false,
                signed: false,
                span,
            };
            return Some((amount, next));
        }
        // 目标5%: the step is 5%, the target is where it counts from.
        if self.is(at, Class::Target) {
            return None;
        }
        let (mut amount, next) = self.amount(at)?;
        // 在40分的基础上 says the start again.
        if forms::holds(self.text(self.skip(next, &[Class::Filler]).saturating_sub(1)), forms::ON_TOP_OF) {
            return None;
        }
        amount.of_target = false;
        Some((amount, next))
    }
}
