//! Conditions on the value: ≥95%, 80%-90%, 90%≤X<100%, 5次以上, 达到目标, 无应用.

use super::{Parser, Read};
use crate::rule::phrase::{Amount, Cond, Edge, End};
use crate::rule::token::Kind;
use crate::rule::vocabulary::Class;

/// Which end a comparing word sets, and whether the number is inside.
fn comparison(class: Class) -> Option<(bool, bool)> {
    Some(match class {
        Class::AtLeast | Class::Reach => (true, true),
        Class::More => (true, false),
        Class::AtMost => (false, true),
        Class::Less => (false, false),
        _ => return None,
    })
}

fn suffix(class: Class) -> Option<(bool, bool)> {
    Some(match class {
        Class::SuffixMin => (true, true),
        Class::SuffixBeyond => (true, false),
        Class::SuffixMax => (false, true),
        _ => return None,
    })
}

fn band(is_low: bool, end: End, reach: bool) -> Cond {
    if is_low {
        Cond::Band { low: Some(end), high: None, reach }
    } else {
        Cond::Band { low: None, high: Some(end), reach }
    }
}

impl Parser<'_> {
    /// 含 or 不含 beside a number, in brackets or not; gives inclusion and the place after.
    fn inclusion(&self, at: usize) -> Option<(bool, usize)> {
        let opened = self.sign(at) == Some('(');
        let here = if opened { at.saturating_add(1) } else { at };
        let included = match self.class(here)? {
            Class::Include => true,
            Class::Exclude => false,
            _ => return None,
        };
        let mut next = here.saturating_add(1);
        if opened {
            // (含90%) repeats the number.
            if let Some((_, after)) = self.amount(next) {
                next = after;
            }
            if self.sign(next) != Some(')') {
                return None;
            }
            next = next.saturating_add(1);
        }
        Some((included, next))
    }

    pub(in crate::rule) fn condition(&self, at: usize) -> Read<Cond> {
        let (first, next) = self.simple_condition(at)?;
        // 且, 但, or nothing joins the other end: 1.5万以上不足3万, ≥80%且<90%.
        let joined = self.skip(next, &[Class::And, Class::Filler]);
        let joined = if self.sign(joined) == Some(',') && joined == next {
            self.skip(joined.saturating_add(1), &[Class::And])
        } else {
            joined
        };
        if let Some((second, after)) = self.simple_condition(joined)
            && let Some(both) = merged(&first, &second)
        {
            return Some((both, after));
        }
        Some((first, next))
    }

    fn simple_condition(&self, at: usize) -> Read<Cond> {
        if let Some(found) = self.target_condition(at) {
            return Some(found);
        }
        if let Some(found) = self.interval(at) {
            return Some(found);
        }
        let class = self.class(at);
        if let Some((is_low, included)) = class.and_then(comparison) {
            return self.compared(at, is_low, included);
        }
        if class == Some(Class::Equal) {
            let (edge, next) = self.edge(at.saturating_add(1))?;
            return match edge {
                Edge::Amount(amount) => Some((Cond::Single(amount), next)),
                Edge::Target(_) => Some((Cond::OnTarget, next)),
            };
        }
        self.numbered(at)
    }

    /// A comparing word, then an amount or the target.
    fn compared(&self, at: usize, is_low: bool, included: bool) -> Read<Cond> {
        let reach = self.is(at, Class::Reach);
        let mut here = at.saturating_add(1);
        // 达到或超过, 控制在≤, 完成率达到: a second comparing word of the same way.
        while self.class(here).and_then(comparison).is_some_and(|(low, _)| low == is_low)
            || self.is(here, Class::RatioName) && reach
        {
            here = here.saturating_add(1);
        }
        // 控制在±4%以内, 完成低于92%.
        if reach && let Some((low, inside)) = self.class(here).and_then(comparison) {
            return self.compared(here, low, inside);
        }
        here = self.skip(here, &[Class::Filler, Class::Actual]);
        let (edge, mut next) = self.edge(here)?;
        let mut fixed = false;
        let mut included = included;
        let mut is_low = is_low;
        if let Some((inside, after)) = self.inclusion(next) {
            included = inside;
            fixed = true;
            next = after;
        }
        if let Some((low, inside)) = self.class(next).and_then(suffix) {
            if low != is_low && !reach {
                return None;
            }
            is_low = low;
            if reach {
                included = inside;
            }
            next = next.saturating_add(1);
            let named = End { edge, included, named: true, fixed };
            return Some((band(is_low, named, false), next));
        }
        if self.is(next, Class::Range) && reach {
            // 完成80%-90%
            return self.numbered(here);
        }
        Some((band(is_low, End { edge, included, named: !reach, fixed }, reach), next))
    }

    /// [80%,90%)
    fn interval(&self, at: usize) -> Read<Cond> {
        let opened = self.sign(at)?;
        if !matches!(opened, '[' | '(') {
            return None;
        }
        let (low, comma) = self.amount(at.saturating_add(1))?;
        if self.sign(comma) != Some(',') {
            return None;
        }
        let (high, close) = self.amount(comma.saturating_add(1))?;
        let closed = self.sign(close)?;
        if !matches!(closed, ']' | ')') {
            return None;
        }
        let end = |amount: Amount, included: bool| {
            Some(End { edge: Edge::Amount(amount), included, named: true, fixed: true })
        };
        let cond = Cond::Band { low: end(low, opened == '['), high: end(high, closed == ']'), reach: false };
        Some((cond, close.saturating_add(1)))
    }

    /// Conditions that begin with a number.
    fn numbered(&self, at: usize) -> Read<Cond> {
        let (mut first, mut next) = self.amount(at)?;
        let mut fixed = false;
        let mut included = true;
        if let Some((inside, after)) = self.inclusion(next) {
            included = inside;
            fixed = true;
            next = after;
        }
        if let Some((is_low, inside)) = self.class(next).and_then(suffix) {
            let end =
                End { edge: Edge::Amount(first), included: if fixed { included } else { inside }, named: true, fixed };
            let mut after = next.saturating_add(1);
            let mut end = end;
            if let Some((inside, past)) = self.inclusion(after) {
                end.included = inside;
                end.fixed = true;
                after = past;
            }
            // 80%以上-90%, 80%以上至90%以下
            if is_low
                && self.is(after, Class::Range)
                && let Some((Cond::Band { low: None, high: Some(high), .. }, past)) =
                    self.upper(after.saturating_add(1))
            {
                return Some((Cond::Band { low: Some(end), high: Some(high), reach: false }, past));
            }
            return Some((band(is_low, end, false), after));
        }
        if self.is(next, Class::Range) {
            let (cond, after) = self.upper(next.saturating_add(1))?;
            let Cond::Band { high: Some(high), .. } = cond else { return None };
            if let Edge::Amount(second) = &high.edge
                && first.measure == crate::rule::phrase::Measure::Bare
                && !first.big
            {
                // 80-90%: the unit stands once.
                first.measure = second.measure.clone();
                first.big = second.big && second.measure == crate::rule::phrase::Measure::Bare;
            }
            // 80%(含)-90% names its lower end.
            let low = End { edge: Edge::Amount(first), included, named: fixed, fixed };
            let after = self.skip(after, &[Class::Between]);
            return Some((Cond::Band { low: Some(low), high: Some(high), reach: false }, after));
        }
        // 80%≤X<90%, 25%<差异率≤32%, 90%>≥80%
        if let Some((is_low, inside)) = self.class(next).and_then(comparison)
            && self.is_sign_word(next)
        {
            let mut middle = next.saturating_add(1);
            while matches!(
                self.kind(middle),
                Some(
                    Kind::Free
                        | Kind::Word(
                            Class::Noun
                                | Class::RatioName
                                | Class::Ratio
                                | Class::Actual
                                | Class::Apart
                                | Class::Filler
                                | Class::Target
                                | Class::Distance
                                | Class::Mark
                                | Class::Score
                        )
                )
            ) {
                middle = middle.saturating_add(1);
            }
            // The sign is seen from the number: N < X is a lower end.
            let own = End { edge: Edge::Amount(first.clone()), included: inside, named: true, fixed };
            let own_low = !is_low;
            if let Some((second_low, second_inside)) = self.class(middle).and_then(comparison)
                && let Some((edge, after)) = self.edge(middle.saturating_add(1))
            {
                // 90%>≥80%: the first sign's number is the upper end.
                let other = End { edge, included: second_inside, named: true, fixed: false };
                return match (own_low, second_low) {
                    (true, false) => Some((Cond::Band { low: Some(own), high: Some(other), reach: false }, after)),
                    (false, true) => Some((Cond::Band { low: Some(other), high: Some(own), reach: false }, after)),
                    _ => None,
                };
            }
            if middle > next.saturating_add(1) {
                return Some((band(own_low, own, false), middle));
            }
            if self.is(next, Class::Less)
                || self.is(next, Class::More)
                || self.is(next, Class::AtLeast)
                || self.is(next, Class::AtMost)
            {
                return None;
            }
        }
        Some((Cond::Single(first), next))
    }

    /// The upper number of a range.
    fn upper(&self, at: usize) -> Read<Cond> {
        let at = self.skip(at, &[Class::Filler]);
        let (amount, mut next) = self.amount(at)?;
        let mut end = End { edge: Edge::Amount(amount), included: true, named: false, fixed: false };
        if let Some((inside, after)) = self.inclusion(next) {
            end.included = inside;
            end.fixed = true;
            next = after;
        }
        if let Some((false, inside)) = self.class(next).and_then(suffix) {
            if !end.fixed {
                end.included = inside;
            }
            next = next.saturating_add(1);
            if let Some((inside, after)) = self.inclusion(next) {
                end.included = inside;
                end.fixed = true;
                next = after;
            }
        }
        end.named = end.fixed;
        Some((Cond::Band { low: None, high: Some(end), reach: false }, next))
    }

    fn is_sign_word(&self, at: usize) -> bool {
        matches!(self.text(at).chars().next(), Some('≥' | '≤' | '<' | '>' | '=' | '≧' | '≦' | '⩾' | '⩽'))
    }

    /// Conditions that only name the target.
    fn target_condition(&self, at: usize) -> Read<Cond> {
        let class = self.class(at)?;
        let next = at.saturating_add(1);
        match class {
            Class::OnTarget => Some((Cond::OnTarget, next)),
            Class::OffTarget => Some((Cond::OffTarget, next)),
            // 超出不得分 after a tier: whatever lies outside of it.
            Class::More | Class::Less if self.is(self.skip(next, &[Class::Filler]), Class::Zero) => {
                Some((Cond::Else, self.skip(next, &[Class::Filler])))
            }
            // 超出部分, 不足部分: beyond the target, below it.
            Class::More | Class::Less if self.is(next, Class::Part) => {
                let edge = Edge::Target(self.span(at, next));
                let end = End { edge, included: false, named: true, fixed: false };
                Some((band(class == Class::More, end, false), next))
            }
            // 未按时完成: worse than the target.
            Class::Noun if self.text(at).starts_with("未按") && self.is(next, Class::Reach) => {
                let after = next.saturating_add(1);
                self.closes_condition(after).then_some((Cond::OffTarget, after))
            }
            // 预算内, 目标以上
            Class::Target if self.class(next).and_then(suffix).is_some() => {
                let (is_low, included) = self.class(next).and_then(suffix)?;
                let edge = Edge::Target(self.span(at, next));
                let end = End { edge, included, named: true, fixed: false };
                Some((band(is_low, end, false), next.saturating_add(1)))
            }
            Class::Target => {
                // 目标为≥97%, 目标0人: the sheet's own target, said again.
                let after = self.skip(next, &[Class::Filler, Class::Give]);
                if let Some((is_low, included)) = self.class(after).and_then(comparison)
                    && !self.is(after, Class::Reach)
                {
                    return self.compared(after, is_low, included);
                }
                let (amount, end) = self.amount(after)?;
                let of = after == next || self.text(next) == "的";
                let share = amount.measure == crate::rule::phrase::Measure::Percent && of;
                (!share && self.text(at).starts_with("目标")).then_some((Cond::Single(amount), end))
            }
            Class::Reach => {
                let after = self.skip(next, &[Class::Filler, Class::Reach, Class::More]);
                if let Some(end) = self.target(after)
                    && !matches!(self.kind(end), Some(Kind::Number(..)))
                    && self.amount(after).is_none()
                {
                    let end = self.skip(end, &[Class::SuffixMin]);
                    return Some((Cond::OnTarget, end));
                }
                // 完成所有回访安排: all of it.
                let noun = self.nouns(after);
                let points = |at: usize| {
                    matches!(self.class(at), Some(Class::Give | Class::Full | Class::Zero | Class::Take | Class::Score))
                        || matches!(self.kind(at), Some(Kind::Number(..)))
                };
                let all = self.text(after).starts_with("所有")
                    || self.text(after).starts_with("全部")
                    || self.text(after).starts_with("全年");
                if noun > after && all && points(noun)
                    || noun == after
                        && matches!(self.class(after), Some(Class::Give | Class::Full | Class::Zero | Class::Score))
                        && after == next
                {
                    return Some((Cond::OnTarget, noun));
                }
                // 完成，得满分 / 完成 15分 is a condition only where a number with 分 follows.
                if after == next
                    && matches!(self.kind(next), Some(Kind::Number(..)))
                    && self.text(next.saturating_add(1)) == "分"
                    && !self.ends(at)
                    && !matches!(
                        self.class(next.saturating_add(2)),
                        Some(Class::SuffixMin | Class::Give | Class::SuffixMax | Class::Range)
                    )
                {
                    return Some((Cond::OnTarget, next));
                }
                None
            }
            Class::Not => {
                let after = self.skip(next, &[Class::Filler]);
                if self.is(after, Class::OnTarget) {
                    return Some((Cond::OffTarget, after.saturating_add(1)));
                }
                if self.is(after, Class::Reach) {
                    let object = self.skip(after.saturating_add(1), &[Class::Filler]);
                    if let Some((edge, end)) = self.edge(object) {
                        return match edge {
                            Edge::Target(_) => Some((Cond::OffTarget, end)),
                            Edge::Amount(amount)
                                if matches!(
                                    amount.measure,
                                    crate::rule::phrase::Measure::Percent | crate::rule::phrase::Measure::Bare
                                ) =>
                            {
                                let edge = Edge::Amount(amount);
                                Some((
                                    Cond::Band {
                                        low: None,
                                        high: Some(End { edge, included: false, named: true, fixed: false }),
                                        reach: true,
                                    },
                                    end,
                                ))
                            }
                            Edge::Amount(_) => None,
                        };
                    }
                    if self.is(object, Class::Take) && self.text(object) == "扣分" {
                        return Some((Cond::OffTarget, object));
                    }
                    return self.closes_condition(object).then_some((Cond::OffTarget, object));
                }
                None
            }
            Class::Less => {
                let after = self.skip(next, &[Class::Filler]);
                let only = self.amount(after).is_none();
                if self.text(at).starts_with('未')
                    || self.text(at).starts_with('没')
                    || self.text(at).starts_with('达')
                    || self.text(at).starts_with("不达")
                {
                    let end = self.target(after).filter(|_| only);
                    if let Some(end) = end {
                        return Some((Cond::OffTarget, end));
                    }
                    let bare = self.ends(after)
                        || matches!(
                            self.class(after),
                            Some(Class::Give | Class::Zero | Class::Take | Class::By | Class::Each)
                        );
                    return bare.then_some((Cond::OffTarget, after));
                }
                None
            }
            _ => None,
        }
    }

    /// Whether a condition in words is over here: the clause ends, or what it gives follows.
    fn closes_condition(&self, at: usize) -> bool {
        self.ends(at)
            || matches!(
                self.class(at),
                Some(
                    Class::Give
                        | Class::Zero
                        | Class::Take
                        | Class::By
                        | Class::Each
                        | Class::Score
                        | Class::ThisItem
                        | Class::Ratio
                )
            )
    }

    /// Past free words.
    pub(super) fn nouns(&self, mut at: usize) -> usize {
        while matches!(
            self.kind(at),
            Some(Kind::Free | Kind::Word(Class::Noun | Class::Target | Class::Filler | Class::RatioName))
        ) {
            at = at.saturating_add(1);
        }
        at
    }
}

/// Two one-sided conditions as one band, where they are of opposite sides.
fn merged(first: &Cond, second: &Cond) -> Option<Cond> {
    let (Cond::Band { low, high, .. }, Cond::Band { low: low2, high: high2, .. }) = (first, second) else {
        return None;
    };
    match (low, high, low2, high2) {
        (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => {
            Some(Cond::Band { low: Some(low.clone()), high: Some(high.clone()), reach: false })
        }
        _ => None,
    }
}
