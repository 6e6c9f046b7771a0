//! Points and bounds: 得30分, 扣2%, 最高加10分, 扣至0分为止.

use rust_decimal::Decimal;

use super::{Parser, Read};
use crate::quantity::numeral;
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Phrase, Points, Stop, Verb};
use crate::rule::read::token::Kind;
use crate::rule::refusal::Reason;

fn percent(value: Decimal) -> Option<Decimal> {
    value.checked_div(Decimal::ONE_HUNDRED)
}

impl Parser<'_> {
    fn stop(&self, reason: Reason, from: usize, to: usize) -> Stop {
        Stop::new(reason, self.span(from, to))
    }

    /// A number of points: `30分`, `2`, `80%分值`, `满分`, `零分`, `本项分值的20%`.
    pub(in crate::rule::read) fn point_amount(&self, at: usize) -> Result<Read<Points>, Stop> {
        let mut here = self.skip(at, &[Class::ThisItem, Class::Filler]);
        if self.sign(here) == Some('+') {
            here = here.saturating_add(1);
        }
        // 扣相应分值: how many?
        if self.is(here, Class::Worth)
            && (at.saturating_sub(1)..here).any(|word| {
                forms::ends(self.text(word), forms::CORRESPONDING) || forms::ends(self.text(word), forms::MATCHING)
            })
        {
            let share = self.skip(here.saturating_add(1), &[Class::Filler]);
            if !matches!(self.kind(share), Some(Kind::Number(..))) {
                return Err(self.stop(Reason::Blank, here, here.saturating_add(1)));
            }
        }
        match self.class(here) {
            Some(Class::Full) => {
                let next = here.saturating_add(1);
                // 满分的80%
                let share = self.skip(next, &[Class::Filler]);
                return self.share_of(share).map_or(Ok(Some((Points::Full, next))), |found| Ok(Some(found)));
            }
            Some(Class::Worth) => {
                let next = here.saturating_add(1);
                let mut share = self.skip(next, &[Class::Filler]);
                if matches!(self.sign(share), Some('*' | '×')) {
                    share = share.saturating_add(1);
                }
                if let Some(found) = self.share_of(share) {
                    return Ok(Some(found));
                }
                // 扣本项分值1分
                if let Some(Kind::Number(value, _)) = self.kind(next)
                    && forms::is(self.text(next.saturating_add(1)), forms::POINT)
                {
                    // 分数4.5分以上 is a level.
                    if self.class(next.saturating_add(2)).and_then(super::condition::suffix).is_some() {
                        return Ok(None);
                    }
                    return Ok(Some((Points::Number(value), next.saturating_add(2))));
                }
                return Ok(Some((Points::Full, next)));
            }
            Some(Class::Half) => {
                return Ok(Some((Points::Share(Decimal::new(5, 1)), self.past_worth(here.saturating_add(1)))));
            }
            Some(Class::Zero) => return Ok(Some((Points::Zero, here.saturating_add(1)))),
            _ => {}
        }
        let Some(Kind::Number(value, _)) = self.kind(here) else { return Ok(None) };
        let mut next = here.saturating_add(1);
        // 80-100分, 2至6分: a range.
        if self.is(next, Class::Range)
            || (self.kind(next) == Some(Kind::Unit) && self.is(next.saturating_add(1), Class::Range))
        {
            let second = if self.is(next, Class::Range) { next.saturating_add(1) } else { next.saturating_add(2) };
            if let Some(Kind::Number(last, _)) = self.kind(second) {
                let unit = second.saturating_add(1);
                if self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Linear))
                    && forms::is(self.text(unit), forms::POINT)
                {
                    return Ok(Some((Points::Span(value, last), unit.saturating_add(1))));
                }
                return Err(self.stop(Reason::PointRange, here, second.saturating_add(2)));
            }
        }
        if numeral::is_share(self.text(here))
            || (self.kind(next) == Some(Kind::Unit) && forms::is(self.text(next), forms::SHARES))
        {
            let value =
                if forms::is(self.text(next), forms::TENTH) { value.checked_mul(Decimal::TEN) } else { Some(value) };
            if self.kind(next) == Some(Kind::Unit) {
                next = next.saturating_add(1);
            }
            let Some(share) = value.and_then(percent) else { return Ok(None) };
            return Ok(Some((Points::Share(share), self.past_worth(next))));
        }
        // 5平均分 is no number of points.
        if self.is(next, Class::Mark) && !self.token(next).is_some_and(|token| token.gap) {
            return Ok(None);
        }
        match self.kind(next) {
            Some(Kind::Unit) if forms::is(self.text(next), forms::POINTS) => next = next.saturating_add(1),
            Some(Kind::Unit) if forms::is(self.text(next), forms::MONEY) => {
                return Err(self.stop(Reason::Money, here, next.saturating_add(1)));
            }
            Some(Kind::Unit) => return Ok(None),
            // 100分值 as one word.
            Some(Kind::Word(Class::Worth)) => next = next.saturating_add(1),
            _ => {}
        }
        Ok(Some((Points::Number(value), next)))
    }

    pub(super) fn share_of(&self, at: usize) -> Read<Points> {
        let Some(Kind::Number(value, _)) = self.kind(at) else { return None };
        let unit = at.saturating_add(1);
        // 满分的1.2倍
        if forms::is(self.text(unit), forms::TIMES) {
            return Some((Points::Share(value), unit.saturating_add(1)));
        }
        if !forms::is(self.text(unit), forms::PERCENT_SIGN) {
            return None;
        }
        Some((Points::Share(percent(value)?), unit.saturating_add(1)))
    }

    /// 80%分值, 80%的权重分, 80%分.
    fn past_worth(&self, at: usize) -> usize {
        let after = self.skip(at, &[Class::Filler, Class::ThisItem]);
        match self.class(after) {
            // =100% 满分: a level, and what it gives.
            Some(Class::Full) if self.token(after).is_some_and(|token| token.gap) => at,
            Some(Class::Worth | Class::Full | Class::Score) => after.saturating_add(1),
            _ if forms::is(self.text(after), forms::POINT) => after.saturating_add(1),
            _ => at,
        }
    }

    fn verb(&self, at: usize) -> Read<Verb> {
        let verb = match self.class(at)? {
            Class::Give | Class::Score | Class::Equal => Verb::Give,
            // 超额完成按满分计
            Class::By if self.counted_as(at.saturating_add(1)) => Verb::Give,
            Class::Add => Verb::Add,
            Class::Take => Verb::Take,
            Class::AddTake => Verb::AddTake,
            // 增加2分, 减少2分 where points follow.
            Class::MoreSide => Verb::Add,
            // 差 and 落后 are how much is missing, or the label 差.
            Class::LessSide if !forms::is(self.text(at), forms::STATES) => Verb::Take,
            _ => return None,
        };
        Some((verb, at.saturating_add(1)))
    }

    /// 满分计, 0分计算: points as which something counts.
    fn counted_as(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Number(..)) | Some(Kind::Word(Class::Full | Class::Zero)))
            && matches!(self.point_amount(at), Ok(Some((_, next))) if self.is(next, Class::Judge) || self.is(next, Class::Score))
            && (forms::is(self.text(at.saturating_add(1)), forms::POINT) || self.class(at).is_some())
    }

    /// 得30分, 不得分, 扣2分/次.
    pub(super) fn points(&self, at: usize) -> Result<Read<Phrase>, Stop> {
        let start = self.skip(at, &[Class::ThisItem]);
        if self.is(start, Class::Zero) {
            // 扣满分的5%
            let share = self.skip(start.saturating_add(1), &[Class::Filler]);
            if let (true, Some((points, next))) = (forms::begins(self.text(start), forms::TAKE), self.share_of(share)) {
                return Ok(Some((Phrase::Points { verb: Verb::Take, points, per: None }, next)));
            }
            return Ok(Some((
                Phrase::Points { verb: Verb::Give, points: Points::Zero, per: None },
                start.saturating_add(1),
            )));
        }
        let Some((mut verb, mut next)) = self.verb(start) else { return Ok(None) };
        let moving = matches!(self.class(start), Some(Class::MoreSide | Class::LessSide));
        // 另加扣 two verbs in a row: 则得, 可另加.
        while let Some((second @ (Verb::Give | Verb::Add | Verb::Take), after)) = self.verb(next)
            && !moving
        {
            if self.is(next, Class::MoreSide) || self.is(next, Class::LessSide) {
                break;
            }
            // 得分扣减1分 deducts; 加 and 扣 together say nothing.
            match (verb, second) {
                (Verb::Give, Verb::Add | Verb::Take) => verb = second,
                (Verb::Add, Verb::Take) | (Verb::Take, Verb::Add) => return Ok(None),
                _ => {}
            }
            next = after;
        }
        if verb == Verb::AddTake && self.sign(next) == Some('(') {
            next = next.saturating_add(1);
        }
        // 增长5%-10% is a condition on the growth.
        let amount = self.point_amount(next).or_else(|stop| if moving { Ok(None) } else { Err(stop) })?;
        let Some((points, mut next)) = amount else { return Ok(None) };
        // 得分90%及以上为满分: the mark is compared.
        if self.is(start, Class::Score)
            && matches!(self.class(next), Some(Class::SuffixMin | Class::SuffixMax | Class::Range))
        {
            return Ok(None);
        }
        let worth = matches!(self.class(next.saturating_sub(1)), Some(Class::Worth | Class::Full));
        if moving && !forms::is(self.text(next.saturating_sub(1)), forms::POINT) && !worth {
            return Ok(None);
        }
        // 无制度、无计划、无记录各扣1分: each of them.
        let several = at.checked_sub(1).is_some_and(|before| {
            (0..before)
                .rev()
                .take_while(|here| !matches!(self.kind(*here), Some(Kind::Break | Kind::Sign(','))))
                .any(|here| self.sign(here) == Some('、'))
        });
        let mut per =
            (forms::begins(self.text(start), forms::EACH_OF) && several && matches!(verb, Verb::Take | Verb::Add))
                .then(|| forms::word(forms::ONE_OF));
        let unit = next.saturating_add(1);
        let slash = self.sign(next) == Some('/');
        let each = self.is(next, Class::Each) && self.ends(next.saturating_add(2));
        if self.kind(unit) == Some(Kind::Unit) && (slash || each) {
            per = Some(self.text(unit).to_owned());
            next = unit.saturating_add(1);
        }
        Ok(Some((Phrase::Points { verb, points, per }, next)))
    }

    /// Points without a verb after a condition: `≥4万 12`, `达成88%以上18分`.
    pub(super) fn bare_points(&self, at: usize) -> Result<Read<Phrase>, Stop> {
        let here = if self.is(at, Class::Equal) { at.saturating_add(1) } else { at };
        if !matches!(self.kind(here), Some(Kind::Number(..)) | Some(Kind::Word(Class::Full | Class::Zero))) {
            return Ok(None);
        }
        // 86分以上, 80分~90分, 60分得满分: a condition.
        let (points, next) = match self.point_amount(here) {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(None),
            Err(stop) => {
                // B：90%-95%，15分: the points stand behind a comma.
                let condition = |next: usize| {
                    let past = if self.sign(next) == Some(',') { next.saturating_add(1) } else { next };
                    let close = self.sign(next) == Some(')') && self.sign(at.wrapping_sub(1)) == Some('(');
                    self.verb(next).is_some()
                        || close && self.verb(next.saturating_add(1)).is_some()
                        || self.is(next.saturating_sub(1), Class::Between)
                        || !forms::is(self.text(next.saturating_sub(1)), forms::POINT) && self.verb(past).is_some()
                        || forms::is(self.text(next.saturating_sub(1)), forms::PERCENT_SIGN)
                            && matches!(self.sign(next), Some(',' | ')'))
                            && matches!(self.bare_points(next.saturating_add(1)), Ok(Some(_)))
                };
                return if self.condition(here).is_some_and(|(_, next)| condition(next)) {
                    Ok(None)
                } else {
                    Err(stop)
                };
            }
        };
        let follows = matches!(
            self.class(next),
            Some(
                Class::SuffixMin
                    | Class::SuffixMax
                    | Class::SuffixBeyond
                    | Class::Range
                    | Class::Include
                    | Class::Exclude
                    | Class::AtLeast
                    | Class::AtMost
                    | Class::Less
                    | Class::More
                    | Class::Give
                    | Class::Take
                    | Class::Add
                    | Class::Zero
                    | Class::Score
            )
        );
        if follows
            || (self.sign(next) == Some('(')
                && matches!(self.class(next.saturating_add(1)), Some(Class::Include | Class::Exclude)))
        {
            // …15分 不足76%为0分: the comparison begins the next tier where a gap or a number tells.
            let new_tier = matches!(self.class(next), Some(Class::Less | Class::More | Class::AtLeast | Class::AtMost))
                && matches!(points, Points::Number(_) | Points::Full | Points::Zero)
                && (forms::is(self.text(next.saturating_sub(1)), forms::POINT)
                    || self.token(next).is_some_and(|token| token.gap));
            if !new_tier {
                return Ok(None);
            }
        }
        if matches!(points, Points::Share(_))
            && !matches!(self.class(next.saturating_sub(1)), Some(Class::Worth | Class::Full | Class::Score))
            && !forms::is(self.text(next.saturating_sub(1)), forms::POINT)
        {
            return Ok(None);
        }
        let mut per = None;
        let mut next = next;
        if matches!(self.sign(next), Some('/')) && self.kind(next.saturating_add(1)) == Some(Kind::Unit) {
            per = Some(self.text(next.saturating_add(1)).to_owned());
            next = next.saturating_add(2);
        }
        Ok(Some((Phrase::Points { verb: Verb::Bare, points, per }, next)))
    }

    /// 满分20分, 总分15, 基础15分.
    pub(super) fn full_points(&self, at: usize) -> Read<Phrase> {
        // 本项20分，每低1%扣2分
        let item = self.is(at, Class::ThisItem)
            && at.checked_sub(1).is_none_or(|before| self.kind(before) == Some(Kind::Break))
            && {
                let number = self.skip(at.saturating_add(1), &[Class::Filler, Class::Total]);
                forms::is(self.text(number.saturating_add(1)), forms::POINT) && self.ends(number.saturating_add(2))
            };
        let named = matches!(self.class(at)?, Class::Full | Class::Worth)
            || forms::is(self.text(at), forms::BASE_OR_START)
            || item;
        if !named || self.is(at, Class::Target) {
            return None;
        }
        let next = self.skip(at.saturating_add(1), &[Class::Give, Class::Filler, Class::Total]);
        let next = if self.sign(next) == Some(':') { next.saturating_add(1) } else { next };
        match self.point_amount(next) {
            Ok(Some((Points::Number(value), after)))
                if forms::is(self.text(at), forms::START)
                    && self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Each)) =>
            {
                Some((Phrase::Start(value), after))
            }
            Ok(Some((Points::Number(value), after))) if value.is_zero() => {
                Some((Phrase::Points { verb: Verb::Give, points: Points::Zero, per: None }, after))
            }
            Ok(Some((Points::Number(value), after))) => Some((Phrase::FullPoints(value), after)),
            _ => None,
        }
    }
}
