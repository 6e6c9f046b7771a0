//! Conditions on the value: ≥95%, 80%-90%, 90%≤X<100%, 5次以上, 达到目标, 无应用.

use super::distance::{between, farther};
use super::{Parser, Read};
use crate::quantity::numeral;
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Measure};
use crate::rule::read::token::Kind;
use crate::rule::read::vocabulary;
use crate::rule::types::Way;
use crate::unit::{Unit, UnitKind};
use rust_decimal::Decimal;

/// Which end a comparing word sets, and whether the number is inside.
pub(super) fn comparison(class: Class) -> Option<(bool, bool)> {
    Some(match class {
        Class::AtLeast | Class::Reach => (true, true),
        Class::More => (true, false),
        Class::AtMost => (false, true),
        Class::Less => (false, false),
        _ => return None,
    })
}

pub(super) fn suffix(class: Class) -> Option<(bool, bool)> {
    Some(match class {
        Class::SuffixMin => (true, true),
        Class::SuffixBeyond => (true, false),
        Class::SuffixMax => (false, true),
        _ => return None,
    })
}

pub(super) fn band(is_low: bool, end: End, reach: bool) -> Cond {
    if is_low {
        Cond::Band { low: Some(end), high: None, reach }
    } else {
        Cond::Band { low: None, high: Some(end), reach }
    }
}

impl Parser<'_> {
    /// 含 or 不含 beside a number, in brackets or not; gives inclusion and the place after.
    pub(super) fn inclusion(&self, at: usize) -> Option<(bool, usize)> {
        let opened = self.sign(at) == Some('(');
        let here = if opened { at.saturating_add(1) } else { at };
        let included = match self.class(here)? {
            Class::Include => true,
            Class::Exclude => false,
            _ => return None,
        };
        let mut next = here.saturating_add(1);
        // 90%含税: what is contained is no number.
        let named = self.token(next).is_some_and(|token| !token.gap && matches!(token.kind, Kind::Free));
        if named && !opened {
            return None;
        }
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
        // 容许误差1%，超过部分每0.1%: what lies beyond is no other end.
        let beyond = matches!(self.class(joined), Some(Class::More | Class::Less))
            && self.is(self.skip(joined.saturating_add(1), &[Class::Filler]), Class::Part);
        // 低于目标超过5%: how far from it, and no other end.
        let second = if beyond { None } else { self.simple_condition(joined) };
        if joined == next
            && forms::is(self.text(joined), forms::EXTENDS)
            && let Some((second, after)) = &second
            && let Some(far) = farther(&first, second)
        {
            return Some((far, *after));
        }
        if let Some((second, after)) = second
            && let Some(both) = merged(&first, &second)
        {
            return Some((both, after));
        }
        Some((first, next))
    }

    pub(super) fn simple_condition(&self, at: usize) -> Read<Cond> {
        if let Some(next) = self.target(at)
            && self.kind(next.saturating_add(1)).is_some_and(|kind| !matches!(kind, Kind::Number(..)))
            && let Some(found @ (Cond::Band { low: Some(_), high: Some(_), .. }, _)) =
                self.around(Edge::Target(self.span(at, next)), false, next)
        {
            return Some(found);
        }
        if let Some(found) = self.target_condition(at) {
            return Some(found);
        }
        if let Some(found) = self.side_distance(at) {
            return Some(found);
        }
        if let Some(found) = self.interval(at).or_else(|| self.nth_condition(at)) {
            return Some(found);
        }
        let class = self.class(at);
        if let Some((is_low, included)) = class.and_then(comparison) {
            return self.compared(at, is_low, included);
        }
        if class == Some(Class::Equal) {
            // 准确率=99.5%以上
            if let Some(found @ (Cond::Band { .. }, _)) = self.numbered(at.saturating_add(1)) {
                return Some(found);
            }
            let (edge, next) = self.edge(at.saturating_add(1))?;
            return match edge {
                Edge::Amount(amount) => Some((Cond::Single(amount), next)),
                Edge::Target(_) => Some((Cond::OnTarget, next)),
                Edge::Beyond(..) => None,
            };
        }
        // 次品率为4%以内
        if class == Some(Class::Give)
            && forms::is(self.text(at), forms::MARKS_AS)
            && let Some(found @ (Cond::Band { .. }, _)) = self.numbered(at.saturating_add(1))
        {
            return Some(found);
        }
        // 销售额为100万元: no points, where something else is named.
        if class == Some(Class::Give)
            && forms::is(self.text(at), forms::AS)
            && matches!(
                self.kind(at.wrapping_sub(1)),
                Some(Kind::Free | Kind::Word(Class::Noun | Class::Target | Class::Actual))
            )
            && let Some((amount, next)) = self.amount(at.saturating_add(1))
            && matches!(&amount.measure, Measure::Unit(unit) if Unit::read(unit).kind == UnitKind::Money)
        {
            return Some((Cond::Single(amount), next));
        }
        // 90%为基准，每上升1%加1分
        if let Some((amount, after)) = self.amount(at)
            && forms::is(self.text(after), forms::AS)
            && self.is(after.saturating_add(1), Class::Target)
            && self.ends(after.saturating_add(2))
        {
            return Some((Cond::States(amount), after.saturating_add(2)));
        }
        self.numbered(at)
    }

    /// A comparing word, then an amount or the target.
    pub(super) fn compared(&self, at: usize, is_low: bool, included: bool) -> Read<Cond> {
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
        let from = here;
        here = self.skip(here, &[Class::Filler, Class::Actual]);
        // 达到每月5日前的要求: a date.
        if (from..here).any(|at| vocabulary::is_period(self.text(at)))
            && forms::is(self.text(here.saturating_add(1)), forms::DAY)
        {
            return None;
        }
        // 至少拜访客户20家: what is done stands between.
        // 允许差错3笔 likewise.
        if matches!(self.class(at), Some(Class::AtLeast | Class::AtMost)) && self.edge(here).is_none() {
            let past = self.nouns(here);
            if matches!(self.kind(past), Some(Kind::Number(..)))
                && self.kind(past.saturating_add(1)) == Some(Kind::Unit)
            {
                here = past;
            }
        }
        let (edge, mut next) = self.away(at, here).or_else(|| self.edge(here))?;
        if let Some(found) = self.distances(&edge, next) {
            return Some(found);
        }
        let mut fixed = false;
        let mut included = included;
        let mut is_low = is_low;
        if let Some((inside, after)) = self.inclusion(next) {
            included = inside;
            fixed = true;
            next = after;
        }
        if let Some((low, inside)) = self.class(next).and_then(suffix) {
            // 超出预算10%以内: between the target and so far from it. 低于目标的10%以内 says neither.
            if let Edge::Beyond(..) = edge {
                let own = Edge::Target(self.span(at, here));
                let target = End { edge: own, included: false, named: true, fixed: false };
                let far = End { edge, included: inside, named: true, fixed };
                let way = if is_low { Way::Above } else { Way::Below };
                return Some((between(way, target, far, low), next.saturating_add(1)));
            }
            let within = self.is(at, Class::Less) && forms::holds(self.text(next), forms::WITHIN);
            if low != is_low && !reach || within {
                return None;
            }
            is_low = low;
            if reach {
                included = inside;
            }
            next = next.saturating_add(1);
            // 达到95%以上（含95%）
            if let Some((inside, after)) = self.inclusion(next) {
                (included, fixed, next) = (inside, true, after);
            }
            return Some((band(is_low, End { edge, included, named: true, fixed }, false), next));
        }
        if self.is(next, Class::Range) && reach {
            // 完成80%-90%
            return self.numbered(here);
        }
        // 逾3天至5天内
        if self.is(next, Class::Range)
            && is_low
            && let Edge::Amount(_) = &edge
            && let Some((Cond::Band { low: None, high: Some(high), .. }, after)) = self.upper(next.saturating_add(1))
        {
            let low = End { edge, included, named: true, fixed: true };
            return Some((Cond::Band { low: Some(low), high: Some(high), reach: false }, after));
        }
        Some((band(is_low, End { edge, included, named: true, fixed }, reach), next))
    }

    /// [80%,90%)
    pub(super) fn interval(&self, at: usize) -> Read<Cond> {
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
        // 100%完成
        if self.is(next, Class::Reach)
            && first.measure == Measure::Percent
            && self.closes_condition(next.saturating_add(1))
        {
            let end = End { edge: Edge::Amount(first), included: true, named: true, fixed: false };
            return Some((band(true, end, true), next.saturating_add(1)));
        }
        // 三次及三次以上 says the number twice.
        let again = self.skip(next, &[Class::And, Class::Or]);
        if again > next
            && let Some((second, after)) = self.amount(again)
            && second.value == first.value
            && second.measure == first.measure
            && self.class(after).and_then(suffix).is_some()
        {
            return self.numbered(again);
        }
        if self.is(next, Class::Range) {
            let (cond, after) = self.upper(next.saturating_add(1))?;
            let Cond::Band { high: Some(high), .. } = cond else { return None };
            if let Edge::Amount(second) = &high.edge
                && first.measure == Measure::Bare
                && !first.big
            {
                // 80-90%: the unit stands once.
                first.measure = second.measure.clone();
                // 80-100万: both are 万.
                if second.big {
                    let multiplier = self.multiplier(next.saturating_add(1));
                    first.value = first.value.checked_mul(multiplier)?;
                    first.big = true;
                }
            }
            let mut low = End { edge: Edge::Amount(first), included, named: false, fixed };
            let mut high = high;
            // 98%-95% is written from the top.
            if let (Edge::Amount(a), Edge::Amount(b)) = (&low.edge, &high.edge)
                && a.measure == b.measure
                && a.of_target == b.of_target
                && a.value > b.value
            {
                std::mem::swap(&mut low, &mut high);
            }
            let after = self.skip(after, &[Class::Between]);
            return Some((Cond::Band { low: Some(low), high: Some(high), reach: false }, after));
        }
        if let Some(found) = self.around(Edge::Amount(first.clone()), fixed, next) {
            return Some(found);
        }
        if self.is_sign_word(next)
            && matches!(self.class(next), Some(Class::Less | Class::More | Class::AtLeast | Class::AtMost))
        {
            return None;
        }
        Some((Cond::Single(first), next))
    }

    /// 80%≤X<90%, 25%<差异率≤32%, 90%>≥80%, 目标值≤X≤目标的120%: from the first sign on.
    fn around(&self, first: Edge, fixed: bool, next: usize) -> Read<Cond> {
        let (is_low, inside) = self.class(next).and_then(comparison).filter(|_| self.is_sign_word(next))?;
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
        ) || self.sign(middle) == Some('/') && self.is_sign_word(middle.saturating_add(1))
        {
            middle = middle.saturating_add(1);
        }
        // The sign is seen from the number: N < X is a lower end.
        let own = End { edge: first, included: inside, named: true, fixed };
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
        (middle > next.saturating_add(1)).then(|| (band(own_low, own, false), middle))
    }

    /// What 万 and the like multiply a number with, at the first number from here on.
    fn multiplier(&self, at: usize) -> Decimal {
        let at = self.skip(at, &[Class::Filler]);
        let letters: Vec<char> = std::iter::once('1')
            .chain(self.text(at).chars().skip_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')))
            .collect();
        numeral::number(&letters, &[]).map_or(Decimal::ONE, |(value, _, _)| value)
    }

    /// The upper number of a range.
    fn upper(&self, at: usize) -> Read<Cond> {
        let at = self.skip(at, &[Class::Filler, Class::Reach]);
        // 90%～未满100%: without its end.
        let under = self.is(at, Class::Less);
        let at = if under { at.saturating_add(1) } else { at };
        let (amount, mut next) = self.amount(at)?;
        let mut end = End { edge: Edge::Amount(amount), included: !under, named: false, fixed: under };
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
        forms::begins(self.text(at), forms::SIGNS)
    }

    /// Past free words.
    pub(super) fn nouns(&self, mut at: usize) -> usize {
        while matches!(
            self.kind(at),
            Some(
                Kind::Free
                    | Kind::Word(
                        Class::Noun | Class::Target | Class::Filler | Class::RatioName | Class::Late | Class::Lack
                    )
            )
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
