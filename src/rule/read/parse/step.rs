//! Steps: 每低于目标值2%, 每高/低1%, 每发生1次, 每缺少两项, 不足5%按5%计.

mod body;

use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Measure, Phrase, Placed, SideKind, StepPhrase};
use crate::rule::read::token::Kind;
use crate::rule::types::Way;

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
}
