//! Conditions that name the target or no number at all: 达到目标, 未完成, 预算内, 超出不得分, 超过100%按100%计算.

use super::condition::{band, comparison, suffix};
use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Measure, Phrase, Placed, Points};
use crate::rule::read::token::Kind;

/// An end that a word names.
fn named(edge: Edge, included: bool) -> End {
    End { edge, included, named: true, fixed: false }
}

impl Parser<'_> {
    /// Conditions that only name the target.
    pub(super) fn target_condition(&self, at: usize) -> Read<Cond> {
        let next = at.saturating_add(1);
        match self.class(at)? {
            Class::OnTarget => self.on_target(at),
            Class::OffTarget => Some((Cond::OffTarget, next)),
            Class::AtMost | Class::AtLeast => self.target_not_passed(at),
            // 超出部分, 不足部分: beyond the target, below it.
            class @ (Class::More | Class::Less) if self.is(next, Class::Part) => {
                Some((self.beside_target(at, class == Class::More, false), next))
            }
            Class::More if forms::begins(self.text(at), forms::EXCEEDS) => self.exceeds(at),
            Class::Less => self.falls_short(at),
            // 未按时完成: worse than the target.
            Class::Noun if forms::begins(self.text(at), forms::NOT_AS) && self.is(next, Class::Reach) => {
                let after = next.saturating_add(1);
                self.closes_condition(after).then_some((Cond::OffTarget, after))
            }
            Class::Noun => self.grows_or_shrinks(at),
            Class::By => self.stated_as_target(next),
            Class::Total => self.so_many_in_all(next),
            Class::Give => self.is_nothing(at).or_else(|| self.rate_stated(at)),
            // 事故为零得满分
            Class::Zero
                if forms::is(self.text(at), forms::AT_NOTHING)
                    && matches!(self.class(next), Some(Class::Give | Class::Full)) =>
            {
                Some((Cond::Nothing(self.text(at).to_owned()), next))
            }
            Class::Target => self.target_named(at),
            Class::Reach => self.reached(at),
            Class::Not => self.not_reached(next),
            _ => None,
        }
    }

    /// The values on one side of the target, which the word here stands for.
    fn beside_target(&self, at: usize, is_low: bool, included: bool) -> Cond {
        band(is_low, named(Edge::Target(self.span(at, at.saturating_add(1))), included), false)
    }

    /// 达标, 目标达成100%
    fn on_target(&self, at: usize) -> Read<Cond> {
        let next = at.saturating_add(1);
        let percent = matches!(self.kind(next), Some(Kind::Number(..)))
            && forms::is(self.text(next.saturating_add(1)), forms::PERCENT_SIGN);
        if percent { self.compared(at, true, true) } else { Some((Cond::OnTarget, next)) }
    }

    /// 未超出得20分, 不低于得满分: the target is what was not passed.
    fn target_not_passed(&self, at: usize) -> Read<Cond> {
        let next = at.saturating_add(1);
        let denied = forms::begins(self.text(at), forms::DENIES)
            && matches!(self.class(next), Some(Class::Give | Class::Full | Class::NoDeduction));
        denied.then(|| (self.beside_target(at, self.is(at, Class::AtLeast), true), next))
    }

    /// 超额完成, without a number.
    fn exceeds(&self, at: usize) -> Read<Cond> {
        let after = self.skip(at.saturating_add(1), &[Class::Filler, Class::Part, Class::Reach]);
        let alone = self.ends(after)
            || matches!(self.class(after), Some(Class::By | Class::NoBonus | Class::Give | Class::Full));
        alone.then(|| (self.beside_target(at, true, false), after))
    }

    /// 未达目标, 未达标 without a number.
    fn falls_short(&self, at: usize) -> Read<Cond> {
        let words = [forms::NOT_YET, forms::NONE_OF, forms::REACH, forms::FALLS_SHORT_OF];
        if !words.into_iter().any(|word| forms::begins(self.text(at), word)) {
            return None;
        }
        let after = self.skip(at.saturating_add(1), &[Class::Filler]);
        let only = self
            .amount(after)
            .is_none_or(|(amount, _)| matches!(&amount.measure, Measure::Unit(unit) if forms::is(unit, forms::POINT)));
        if let Some(end) = self.target(after).filter(|_| only) {
            return Some((Cond::OffTarget, end));
        }
        let bare = self.ends(after)
            || self.only_points(after)
            || matches!(
                self.class(after),
                Some(Class::Give | Class::Zero | Class::Take | Class::By | Class::Each | Class::Equal)
            );
        bare.then_some((Cond::OffTarget, after))
    }

    /// Points that are given; 未达4.5分者给10分 and 未满70分者0分 compare with them instead.
    fn only_points(&self, at: usize) -> bool {
        let behind = self.skip(at.saturating_add(2), &[Class::Filler]);
        self.points_stand(at)
            && !matches!(self.class(behind), Some(Class::Give | Class::Zero | Class::Take | Class::Full | Class::By))
            && !matches!(self.kind(behind), Some(Kind::Number(..)))
    }

    /// A number with 分.
    fn points_stand(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Number(..))) && forms::is(self.text(at.saturating_add(1)), forms::POINT)
    }

    /// 负增长, 为正
    fn grows_or_shrinks(&self, at: usize) -> Read<Cond> {
        let word = self.text(at);
        let grows = forms::begins(word, forms::GROWING);
        if !grows && !forms::begins(word, forms::SHRINKING) {
            return None;
        }
        let next = at.saturating_add(1);
        let amount = Amount {
            value: rust_decimal::Decimal::ZERO,
            big: false,
            measure: if forms::ends(word, forms::GROWTH) { Measure::Percent } else { Measure::Bare },
            of_target: false,
            joined: false,
            signed: false,
            span: self.span(at, next),
        };
        Some((band(grows, named(Edge::Amount(amount), false), false), next))
    }

    /// 以95%为目标, 以3次为限
    fn stated_as_target(&self, at: usize) -> Read<Cond> {
        let (amount, after) = self.amount(at)?;
        let limit = if forms::is(self.text(after), forms::AS_LIMIT) {
            Some(false)
        } else {
            forms::is(self.text(after), forms::AS_LOWER_LIMIT).then_some(true)
        };
        if let (Some(is_low), true) = (limit, self.ends(after.saturating_add(1))) {
            return Some((band(is_low, named(Edge::Amount(amount), true), false), after.saturating_add(1)));
        }
        let target = self.skip(after, &[Class::Give, Class::Filler]);
        let target = if forms::is(self.text(target), forms::AS) { target.saturating_add(1) } else { target };
        (self.is(target, Class::Target) && self.ends(target.saturating_add(1)))
            .then_some((Cond::States(amount), target.saturating_add(1)))
    }

    /// 累计三次: so many or more.
    fn so_many_in_all(&self, at: usize) -> Read<Cond> {
        match self.simple_condition(at)? {
            (Cond::Single(amount), after) if matches!(amount.measure, Measure::Unit(_)) => {
                Some((band(true, named(Edge::Amount(amount), true), false), after))
            }
            _ => None,
        }
    }

    /// 事故为0得满分
    fn is_nothing(&self, at: usize) -> Read<Cond> {
        let number = at.saturating_add(1);
        let zero = matches!(self.kind(number), Some(Kind::Number(value, _)) if value.is_zero());
        if !zero || !forms::is(self.text(at), forms::AS) {
            return None;
        }
        let unit = number.saturating_add(1);
        let counted = self.kind(unit) == Some(Kind::Unit) && !forms::is(self.text(unit), forms::POINT);
        let after = if counted { unit.saturating_add(1) } else { unit };
        matches!(self.class(after), Some(Class::Give | Class::Full))
            .then(|| (Cond::Nothing(forms::word(forms::AT_ZERO)), after))
    }

    /// 合格率为95%，每低1%扣2分: a rate behind its name is a level, no share of the points.
    fn rate_stated(&self, at: usize) -> Read<Cond> {
        if !forms::is(self.text(at), forms::AS) || !self.rate_named(at) {
            return None;
        }
        let (amount, end) = self.amount(at.saturating_add(1))?;
        let levels = amount.measure == Measure::Percent && !amount.of_target && self.ends(end);
        levels.then_some((Cond::States(amount), end))
    }

    /// 预算内, 目标以上; 目标为≥97%, 目标0人: the sheet's own target, said again.
    fn target_named(&self, at: usize) -> Read<Cond> {
        let next = at.saturating_add(1);
        if let Some((is_low, included)) = self.class(next).and_then(suffix) {
            return Some((self.beside_target(at, is_low, included), next.saturating_add(1)));
        }
        let colon = if self.sign(next) == Some(':') { next.saturating_add(1) } else { next };
        let after = self.skip(colon, &[Class::Filler, Class::Give]);
        if let Some((is_low, included)) = self.class(after).and_then(comparison)
            && !self.is(after, Class::Reach)
        {
            return self.compared(after, is_low, included);
        }
        let (amount, end) = self.amount(after)?;
        let of = after == next || forms::is(self.text(next), forms::OF);
        let share = amount.measure == Measure::Percent && of;
        if self.ends(end) && !forms::is(self.text(next), forms::OF) && self.starts(at) {
            return Some((Cond::States(Amount { of_target: false, ..amount }), end));
        }
        (!share && forms::begins(self.text(at), forms::TARGET)).then_some((Cond::Single(amount), end))
    }

    /// 达到目标, 完成所有回访安排, 达成=10分
    fn reached(&self, at: usize) -> Read<Cond> {
        let next = at.saturating_add(1);
        let after = self.skip(next, &[Class::Filler, Class::Reach, Class::More]);
        if let Some(end) = self.target(after)
            && !matches!(self.kind(end), Some(Kind::Number(..)))
            && self.amount(after).is_none()
        {
            let end = self.skip(end, &[Class::SuffixMin]);
            return Some((Cond::OnTarget, end));
        }
        if let Some(noun) = self.all_of_it(after, next) {
            return Some((Cond::OnTarget, noun));
        }
        // 达成=10分
        let equal = self.is(next, Class::Equal) && forms::is(self.text(next.saturating_add(2)), forms::POINT);
        // 完成，得满分 / 完成 15分 is a condition only where a number with 分 follows.
        let number = self.points_stand(next)
            && !self.ends(at)
            && !matches!(
                self.class(next.saturating_add(2)),
                Some(Class::SuffixMin | Class::Give | Class::SuffixMax | Class::Range)
            );
        (after == next && (equal || number)).then_some((Cond::OnTarget, next))
    }

    /// 完成所有回访安排: where the name of all of it ends and points follow.
    fn all_of_it(&self, at: usize, next: usize) -> Option<usize> {
        let noun = self.nouns(at);
        let gives = matches!(self.class(noun), Some(Class::Give | Class::Full | Class::Zero | Class::Score));
        if noun == at {
            return (gives && at == next).then_some(noun);
        }
        let points = gives || self.is(noun, Class::Take) || matches!(self.kind(noun), Some(Kind::Number(..)));
        let all =
            [forms::EVERY, forms::WHOLE, forms::ALL_YEAR].into_iter().any(|word| forms::begins(self.text(at), word));
        (all && points).then_some(noun)
    }

    /// 未达标, 未完成目标, 未完成的项目不得分
    fn not_reached(&self, at: usize) -> Read<Cond> {
        let after = self.skip(at, &[Class::Filler]);
        if self.is(after, Class::OnTarget) {
            return Some((Cond::OffTarget, after.saturating_add(1)));
        }
        if !self.is(after, Class::Reach) {
            return None;
        }
        let object = self.skip(after.saturating_add(1), &[Class::Filler]);
        if let Some((edge, end)) = self.edge(object) {
            return match edge {
                Edge::Target(_) => Some((Cond::OffTarget, end)),
                Edge::Amount(amount) if matches!(amount.measure, Measure::Percent | Measure::Bare) => {
                    let high = Some(named(Edge::Amount(amount), false));
                    Some((Cond::Band { low: None, high, reach: true }, end))
                }
                // 未完成0分: points, no amount.
                Edge::Amount(Amount { measure: Measure::Unit(unit), .. }) if forms::is(&unit, forms::POINT) => {
                    Some((Cond::OffTarget, object))
                }
                Edge::Amount(_) | Edge::Beyond(..) => None,
            };
        }
        if self.is(object, Class::Take) && forms::is(self.text(object), forms::DEDUCTION) {
            return Some((Cond::OffTarget, object));
        }
        // 未完成的项目不得分
        let object = if object > after.saturating_add(1) { self.nouns(object) } else { object };
        self.closes_condition(object).then_some((Cond::OffTarget, object))
    }

    /// Whether a clause begins with the name of a rate, or of the target, that ends here: 合格率, 满意度, 占比, 目标区间值.
    fn rate_named(&self, at: usize) -> bool {
        let named = |at: &usize| {
            let class = |class| {
                use Class::{Actual, Filler, Noun, Ratio, RatioName, Reach, Target, ThisItem};
                matches!(class, Noun | RatioName | Ratio | Target | Actual | Reach | Filler | ThisItem)
            };
            matches!(self.kind(*at), Some(Kind::Free)) || self.class(*at).is_some_and(class)
        };
        let name = (0..at).rev().take_while(named);
        let said = |at: &usize| {
            !matches!(self.class(*at), Some(Class::Filler | Class::ThisItem))
                && !forms::is(self.text(*at), forms::MODALS)
        };
        let (Some(last), Some(first)) = (name.clone().find(said), name.last()) else { return false };
        // 合格率应为95%
        let word = self.text(last);
        let word = forms::MODALS.iter().find_map(|modal| word.strip_suffix(modal)).unwrap_or(word);
        let ends = |form| forms::ends(word, form);
        let rate = matches!(self.class(last), Some(Class::Ratio | Class::RatioName))
            || [forms::DEGREES, forms::RATIO, forms::FIGURES].into_iter().any(ends);
        rate && (first == 0 || first.checked_sub(1).is_some_and(|before| self.ends(before)))
    }

    /// Whether a clause begins here.
    fn starts(&self, at: usize) -> bool {
        let mut here = at;
        while let Some(before) = here.checked_sub(1) {
            match self.kind(before) {
                Some(Kind::Free | Kind::Word(Class::Noun | Class::Actual | Class::MoreSide)) => here = before,
                _ => return self.ends(before),
            }
        }
        true
    }

    /// 超出不得分 behind 偏差±5%以内: what the condition before leaves.
    pub(super) fn beyond(&self, at: usize, before: &[Placed]) -> Read<Phrase> {
        let class = self.class(at)?;
        let next = self.skip(at.saturating_add(1), &[Class::Filler, Class::Part]);
        if !matches!(class, Class::More | Class::Less)
            || !matches!(self.class(next), Some(Class::Zero | Class::Give | Class::Take))
            || self.point_amount(self.skip(next, &[Class::Give, Class::Take])).ok().flatten().is_none()
        {
            return None;
        }
        let mut bands = before.iter().filter_map(|placed| match &placed.phrase {
            Phrase::Cond(cond @ Cond::Band { .. }) => Some(cond),
            _ => None,
        });
        let (Some(Cond::Band { low, high, .. }), None) = (bands.next(), bands.next()) else { return None };
        let other = match class {
            Class::More => high.is_some() && low.is_none(),
            _ => low.is_some() && high.is_none(),
        };
        other.then_some((Phrase::Cond(Cond::Else), next))
    }

    /// 超过100%按100%计算, 完成率100%以上的按100%计, 最高按120%计: the item's cap.
    pub(super) fn counts_as(&self, at: usize) -> Read<Phrase> {
        let rate = self.skip(at, &[Class::Actual, Class::RatioName, Class::Reach]);
        let most = self.is(rate, Class::Most);
        let from = if most || self.is(rate, Class::More) { rate.saturating_add(1) } else { rate };
        if most {
            let (points, next) = self.counted_points(from)?;
            return Some((Phrase::Most { verb: None, points: Some(points) }, next));
        }
        let (first, by) = self.amount(self.skip(from, &[Class::Filler]))?;
        if from == rate && !self.is(by, Class::SuffixMin) {
            return None;
        }
        let by = self.skip(by, &[Class::Part, Class::Filler, Class::SuffixMin]);
        let by = if self.sign(by) == Some(',') { by.saturating_add(1) } else { by };
        let scored = matches!(&first.measure, Measure::Unit(unit) if forms::is(unit, forms::POINT));
        if first.measure != Measure::Percent && !scored {
            return None;
        }
        let (points, next) = self.counted_points(by)?;
        let same = match points {
            Points::Number(points) => scored && points == first.value,
            Points::Share(share) => share.checked_mul(rust_decimal::Decimal::ONE_HUNDRED) == Some(first.value),
            Points::Full => first.value == rust_decimal::Decimal::ONE_HUNDRED,
            _ => false,
        };
        same.then_some((Phrase::Most { verb: None, points: Some(points) }, next))
    }

    /// 按100%计算, to the end of the clause.
    fn counted_points(&self, at: usize) -> Read<Points> {
        if !self.is(at, Class::By) {
            return None;
        }
        let (points, next) = self.point_amount(at.saturating_add(1)).ok()??;
        let next = self.skip(next, &[Class::Judge, Class::Score, Class::Give, Class::Filler]);
        let next = if forms::is(self.text(next), forms::COUNTED) { next.saturating_add(1) } else { next };
        self.ends(next).then_some((points, next))
    }

    /// Whether a condition in words is over here: the clause ends, or what it gives follows.
    pub(super) fn closes_condition(&self, at: usize) -> bool {
        self.ends(at)
            || matches!(self.kind(at), Some(Kind::Number(..)))
                && forms::is(self.text(at.saturating_add(1)), forms::POINT)
            || self.is(at, Class::Equal) && forms::is(self.text(at.saturating_add(2)), forms::POINT)
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
}
