//! Points and bounds: 得30分, 扣2%, 最高加10分, 扣至0分为止.

use rust_decimal::Decimal;

use super::{Parser, Read};
use crate::rule::phrase::{Phrase, Placed, Points, Stop, Verb};
use crate::rule::refusal::Reason;
use crate::rule::token::Kind;
use crate::rule::vocabulary::Class;

fn percent(value: Decimal) -> Option<Decimal> {
    value.checked_div(Decimal::ONE_HUNDRED)
}

impl Parser<'_> {
    fn stop(&self, reason: Reason, from: usize, to: usize) -> Stop {
        Stop::new(reason, self.span(from, to))
    }

    /// A number of points: `30分`, `2`, `80%分值`, `满分`, `零分`, `本项分值的20%`.
    pub(super) fn point_amount(&self, at: usize) -> Result<Read<Points>, Stop> {
        let mut here = self.skip(at, &[Class::ThisItem, Class::Filler]);
        if self.sign(here) == Some('+') {
            here = here.saturating_add(1);
        }
        // 扣相应分值: how many?
        if self.is(here, Class::Worth)
            && (at.saturating_sub(1)..here)
                .any(|word| self.text(word).ends_with("相应") || self.text(word).ends_with("对应"))
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
                if let (Some(Kind::Number(value, _)), "分") = (self.kind(next), self.text(next.saturating_add(1))) {
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
                if self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Linear)) && self.text(unit) == "分" {
                    return Ok(Some((Points::Span(value, last), unit.saturating_add(1))));
                }
                return Err(self.stop(Reason::PointRange, here, second.saturating_add(2)));
            }
        }
        if self.text(here).starts_with("百分之")
            || (self.kind(next) == Some(Kind::Unit) && matches!(self.text(next), "%" | "percent" | "成"))
        {
            let value = if self.text(next) == "成" { value.checked_mul(Decimal::TEN) } else { Some(value) };
            if self.kind(next) == Some(Kind::Unit) {
                next = next.saturating_add(1);
            }
            let Some(share) = value.and_then(percent) else { return Ok(None) };
            return Ok(Some((Points::Share(share), self.past_worth(next))));
        }
        match self.kind(next) {
            Some(Kind::Unit) if matches!(self.text(next), "分" | "点" | "point" | "points" | "pts") => {
                next = next.saturating_add(1)
            }
            Some(Kind::Unit) if matches!(self.text(next), "元" | "块" | "块钱" | "元人民币" | "人民币") => {
                return Err(self.stop(Reason::Money, here, next.saturating_add(1)));
            }
            Some(Kind::Unit) => return Ok(None),
            // 100分值 as one word.
            Some(Kind::Word(Class::Worth)) => next = next.saturating_add(1),
            _ => {}
        }
        Ok(Some((Points::Number(value), next)))
    }

    fn share_of(&self, at: usize) -> Read<Points> {
        let Some(Kind::Number(value, _)) = self.kind(at) else { return None };
        let unit = at.saturating_add(1);
        // 满分的1.2倍
        if self.text(unit) == "倍" {
            return Some((Points::Share(value), unit.saturating_add(1)));
        }
        if self.text(unit) != "%" {
            return None;
        }
        Some((Points::Share(percent(value)?), unit.saturating_add(1)))
    }

    /// 80%分值, 80%的权重分, 80%分.
    fn past_worth(&self, at: usize) -> usize {
        let after = self.skip(at, &[Class::Filler, Class::ThisItem]);
        match self.class(after) {
            Some(Class::Worth | Class::Full | Class::Score) => after.saturating_add(1),
            _ if self.text(after) == "分" => after.saturating_add(1),
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
            Class::LessSide if !matches!(self.text(at), "差" | "落后" | "落后于" | "滞后" | "欠" | "提前") => {
                Verb::Take
            }
            _ => return None,
        };
        Some((verb, at.saturating_add(1)))
    }

    /// 满分计, 0分计算: points as which something counts.
    fn counted_as(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Number(..)) | Some(Kind::Word(Class::Full | Class::Zero)))
            && matches!(self.point_amount(at), Ok(Some((_, next))) if self.is(next, Class::Judge) || self.is(next, Class::Score))
            && (self.text(at.saturating_add(1)) == "分" || self.class(at).is_some())
    }

    /// 得30分, 不得分, 扣2分/次.
    pub(super) fn points(&self, at: usize) -> Result<Read<Phrase>, Stop> {
        let start = self.skip(at, &[Class::ThisItem]);
        if self.is(start, Class::Zero) {
            // 扣满分的5%
            let share = self.skip(start.saturating_add(1), &[Class::Filler]);
            if let (true, Some((points, next))) = (self.text(start).starts_with('扣'), self.share_of(share)) {
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
        if moving && self.text(next.saturating_sub(1)) != "分" {
            return Ok(None);
        }
        // 无制度、无计划、无记录各扣1分: each of them.
        let several = at.checked_sub(1).is_some_and(|before| {
            (0..before)
                .rev()
                .take_while(|here| !matches!(self.kind(*here), Some(Kind::Break | Kind::Sign(','))))
                .any(|here| self.sign(here) == Some('、'))
        });
        let mut per = (self.text(start).starts_with('各') && several && matches!(verb, Verb::Take | Verb::Add))
            .then(|| "个".to_owned());
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
                        || self.text(next.saturating_sub(1)) != "分" && self.verb(past).is_some()
                        || self.text(next.saturating_sub(1)) == "%"
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
                && (self.text(next.saturating_sub(1)) == "分" || self.token(next).is_some_and(|token| token.gap));
            if !new_tier {
                return Ok(None);
            }
        }
        if matches!(points, Points::Share(_))
            && !matches!(self.class(next.saturating_sub(1)), Some(Class::Worth | Class::Full | Class::Score))
            && self.text(next.saturating_sub(1)) != "分"
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
                self.text(number.saturating_add(1)) == "分" && self.ends(number.saturating_add(2))
            };
        let named =
            matches!(self.class(at)?, Class::Full | Class::Worth) || matches!(self.text(at), "基础" | "起评分") || item;
        if !named || self.is(at, Class::Target) {
            return None;
        }
        let next = self.skip(at.saturating_add(1), &[Class::Give, Class::Filler, Class::Total]);
        let next = if self.sign(next) == Some(':') { next.saturating_add(1) } else { next };
        match self.point_amount(next) {
            Ok(Some((Points::Number(value), after)))
                if matches!(
                    self.text(at),
                    "基准分" | "基础分" | "基本分" | "底分" | "基础分值" | "起始分" | "初始分" | "起评分"
                ) && self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Each)) =>
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

    /// 最高…, 最低…, 扣至…, 封顶.
    pub(super) fn bound(&self, at: usize, before: &[Placed]) -> Result<Read<Phrase>, Stop> {
        let start =
            self.skip(at, &[Class::ThisItem, Class::Total, Class::Worth, Class::Score, Class::Filler, Class::Until]);
        // 加分不超过10分, 扣分最高10分: the verb first.
        let (outer, here) = match self.class(start) {
            _ if (at..start).any(|here| self.total_of(here, &['扣', '减'])) => (Some(Verb::Take), start),
            _ if (at..start).any(|here| self.total_of(here, &['加'])) => (Some(Verb::Add), start),
            Some(Class::Add) if self.bounds(start) => (Some(Verb::Add), start.saturating_add(1)),
            Some(Class::Take) if self.bounds(start) => (Some(Verb::Take), start.saturating_add(1)),
            Some(Class::AddTake) if self.bounds(start) => (Some(Verb::AddTake), start.saturating_add(1)),
            _ => (None, start),
        };
        let here = self.skip(here, &[Class::Total, Class::Filler]);
        let class = match self.class(here) {
            Some(class @ (Class::Most | Class::Least)) => class,
            // 不超过 before points of another kind than the value is told by the clauses.
            Some(Class::AtMost) if self.text(here).contains("超") && (outer.is_some() || self.after_points(before)) => {
                Class::Most
            }
            Some(Class::AtLeast)
                if self.after_points(before) && self.text(here) != "至少" && self.text(here).contains('低') =>
            {
                Class::Least
            }
            Some(Class::DeductTo) => return self.deduct_to(here.saturating_add(1), false),
            Some(class @ (Class::DeductUpTo | Class::AddUpTo | Class::GainUpTo)) => {
                let verb = match class {
                    Class::DeductUpTo => Some(Verb::Take),
                    Class::AddUpTo => Some(Verb::Add),
                    _ => None,
                };
                return self.up_to(here.saturating_add(1), verb);
            }
            Some(Class::DeductAll) => return Ok(Some((Phrase::FloorZero, here.saturating_add(1)))),
            // 加分以5分为限
            Some(Class::By) if outer.is_some() => {
                return Ok(self.bound_after(here)?.map(|(phrase, next)| match phrase {
                    Phrase::Most { points, .. } => (Phrase::Most { verb: outer, points }, next),
                    other => (other, next),
                }));
            }
            Some(Class::Zero) if self.text(here).starts_with(['扣', '减']) => return self.until_gone(here),
            _ => return self.bound_after(start),
        };
        let mut next = here.saturating_add(1);
        let mut verb = outer;
        loop {
            match self.class(next) {
                Some(Class::Add) => verb = Some(Verb::Add),
                Some(Class::Take) => verb = Some(Verb::Take),
                Some(Class::AddTake) => verb = Some(Verb::AddTake),
                Some(Class::DeductTo) => return self.deduct_to(next.saturating_add(1), class == Class::Least),
                Some(Class::GainUpTo) => {}
                // 最多扣完本项分
                Some(Class::Zero) if self.text(next).starts_with("扣完") => {
                    let after = self.skip(next.saturating_add(1), &[Class::ThisItem, Class::Worth, Class::Filler]);
                    let after = if self.text(after) == "分" { after.saturating_add(1) } else { after };
                    return Ok(self.ends(after).then_some((Phrase::FloorZero, after)));
                }
                Some(
                    Class::Most
                    | Class::Least
                    | Class::Filler
                    | Class::Total
                    | Class::ThisItem
                    | Class::Give
                    | Class::AtMost
                    | Class::Score,
                ) => {}
                Some(Class::AtLeast) if class == Class::Least => {}
                Some(Class::MoreSide) => verb = Some(Verb::Add),
                Some(Class::LessSide) => verb = Some(Verb::Take),
                _ if self.sign(next) == Some(':') => {}
                _ => break,
            }
            next = next.saturating_add(1);
        }
        if self.sign(next) == Some('-') || (self.is(next, Class::Range) && self.text(next) == "-") {
            let Some((points, after)) = self.point_amount(next.saturating_add(1))? else { return Ok(None) };
            return Ok(Some((
                Phrase::DeductTo { least: true, points, negative: true },
                self.skip(after, &[Class::Until]),
            )));
        }
        let Some((points, mut next)) = self.point_amount(next)? else { return Ok(None) };
        // 满分20分 behind 最高 is one amount; 为止, 封顶 may close.
        if let (Points::Full, Ok(Some((Points::Number(value), after)))) = (points, self.point_amount(next)) {
            return Ok(Some((self.limit(class, verb, Points::Number(value)), after)));
        }
        next = self.skip(next, &[Class::Until]);
        if self.is(next, Class::Most) && self.ends(next.saturating_add(1)) {
            next = next.saturating_add(1);
        }
        Ok(Some((self.limit(class, verb, points), next)))
    }

    /// 累计扣分不超过: what is summed up.
    fn total_of(&self, at: usize, words: &[char]) -> bool {
        self.is(at, Class::Total) && self.text(at).contains(words)
    }

    /// Whether a bound stands right behind 加分 or 扣分.
    fn bounds(&self, at: usize) -> bool {
        let next = self.skip(at.saturating_add(1), &[Class::Total, Class::Filler]);
        matches!(self.class(next), Some(Class::Most | Class::AtMost | Class::Least | Class::AtLeast | Class::By))
    }

    /// 扣满20分为止, 加满5分.
    fn up_to(&self, at: usize, verb: Option<Verb>) -> Result<Read<Phrase>, Stop> {
        let Some((points, next)) = self.point_amount(at)? else { return Ok(None) };
        Ok(Some((Phrase::Most { verb, points: Some(points) }, self.skip(next, &[Class::Until]))))
    }

    /// 扣完该项分数为止, 扣完20分为止: until what there is, or so much, is gone.
    fn until_gone(&self, at: usize) -> Result<Read<Phrase>, Stop> {
        let object =
            [Class::ThisItem, Class::Filler, Class::Worth, Class::Full, Class::Score, Class::Mark, Class::Total];
        let next = self.skip(at.saturating_add(1), &object);
        if self.is(next, Class::Until) {
            return Ok(Some((Phrase::FloorZero, next.saturating_add(1))));
        }
        match self.point_amount(next)? {
            Some((points, after)) if self.is(after, Class::Until) => {
                Ok(Some((Phrase::Most { verb: Some(Verb::Take), points: Some(points) }, after.saturating_add(1))))
            }
            _ => Ok(None),
        }
    }

    fn limit(&self, class: Class, verb: Option<Verb>, points: Points) -> Phrase {
        if class == Class::Most {
            Phrase::Most { verb, points: Some(points) }
        } else {
            Phrase::Least { verb, points: Some(points) }
        }
    }

    /// Whether the phrase before is about points, so that 不超过 bounds them.
    fn after_points(&self, before: &[Placed]) -> bool {
        matches!(
            before.last().map(|placed| &placed.phrase),
            Some(
                Phrase::Points { .. }
                    | Phrase::Most { .. }
                    | Phrase::Least { .. }
                    | Phrase::FloorZero
                    | Phrase::Ratio { .. }
                    | Phrase::Partial { .. }
            )
        )
    }

    fn deduct_to(&self, at: usize, least: bool) -> Result<Read<Phrase>, Stop> {
        let at = self.skip(at, &[Class::Worth, Class::ThisItem, Class::Filler]);
        let negative = self.is(at, Class::Range) || self.sign(at) == Some('-');
        let from = if negative { at.saturating_add(1) } else { at };
        let Some((points, next)) = self.point_amount(from)? else { return Ok(None) };
        Ok(Some((Phrase::DeductTo { least, points, negative }, self.skip(next, &[Class::Until]))))
    }

    /// Whether a number of points and 为止 stand here.
    fn until_follows(&self, at: usize) -> bool {
        matches!(self.point_amount(at), Ok(Some((_, next))) if self.is(next, Class::Until))
    }

    /// 120分封顶, 50分为上限, 加10分为止.
    fn bound_after(&self, at: usize) -> Result<Read<Phrase>, Stop> {
        let (verb, here) = match self.class(at) {
            Some(Class::Add) => (Some(Verb::Add), at.saturating_add(1)),
            Some(Class::Take) => (Some(Verb::Take), at.saturating_add(1)),
            // 以扣5分为限
            Some(Class::By) if self.is(at.saturating_add(1), Class::Take) => (Some(Verb::Take), at.saturating_add(2)),
            Some(Class::By) if self.is(at.saturating_add(1), Class::Add) => (Some(Verb::Add), at.saturating_add(2)),
            Some(Class::By) => (None, at.saturating_add(1)),
            // 满10分止
            Some(Class::Reach) if self.until_follows(at.saturating_add(1)) => (None, at.saturating_add(1)),
            _ => (None, at),
        };
        let found = match self.point_amount(here) {
            Ok(Some(found)) => found,
            _ => return Ok(None),
        };
        let (points, next) = found;
        let next = self.skip(next, &[Class::Give]);
        let closes = self.is(next, Class::Most)
            || (self.is(next, Class::Until) && (verb.is_some() || self.is(at, Class::Reach)));
        let bottom = self.is(next, Class::Least);
        if !(closes || bottom) {
            return Ok(None);
        }
        let class = if bottom { Class::Least } else { Class::Most };
        let after = next.saturating_add(1);
        // 120分封顶 ends here; 5分，最高10分 does not: 最高 followed by a number opens the next bound.
        let opens = matches!(
            self.kind(after),
            Some(Kind::Number(..))
                | Some(Kind::Word(Class::Take | Class::Add | Class::Give | Class::DeductTo | Class::Full))
        );
        if opens {
            return Ok(None);
        }
        Ok(Some((self.limit(class, verb, points), self.skip(after, &[Class::Until]))))
    }
}
