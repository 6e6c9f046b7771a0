//! Ways of scoring said in words: 按比例计分, 直接计分, 按…占…的百分比评分, 区间内线性计算.

use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Phrase, Points};
use crate::rule::read::token::Kind;
use crate::rule::refusal::Reason;

/// Words that may stand in the name of a way of scoring.
fn soft(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Free
            | Kind::Word(
                Class::Noun
                    | Class::Filler
                    | Class::Actual
                    | Class::Target
                    | Class::Against
                    | Class::Ratio
                    | Class::RatioName
                    | Class::Mark
                    | Class::Convert
                    | Class::ThisItem
                    | Class::Reach
                    | Class::Score
                    | Class::Judge
                    | Class::Linear
                    | Class::Inverse
                    | Class::Direct
                    | Class::Total
                    | Class::By
                    | Class::Distance
                    | Class::MoreSide
                    | Class::LessSide
                    | Class::Worth
                    | Class::Part
                    | Class::Apart
            )
    )
}

/// Words that may name a way of scoring, from one place to another.
struct NamedWay<'a> {
    words: &'a Parser<'a>,
    at: usize,
    end: usize,
    /// Whether it begins with 按 or 以, and whether it names a rate.
    by: bool,
    rates: bool,
}

/// The points in proportion to the value.
const RATIO: Phrase = Phrase::Ratio { inverse: false, times: None, over: None };

impl NamedWay<'_> {
    fn has(&self, class: Class) -> bool {
        (self.at..self.end).any(|here| self.words.is(here, class))
    }

    /// Whether a mark stands so many words before the end.
    fn marked(&self, last: usize) -> bool {
        self.end.checked_sub(last).is_some_and(|here| {
            here > self.at && (self.words.is(here, Class::Mark) || forms::is(self.words.text(here), forms::SCORES))
        })
    }

    /// 按差异比例扣分, 按达成率折算
    fn deducts(&self) -> Read<Phrase> {
        let Self { words, end, .. } = *self;
        // 按实际与目标的差异比例扣分: the heading of bands that follow.
        if words.is(end, Class::Take)
            && words.ends(end.saturating_add(1))
            && (self.has(Class::Distance) || self.has(Class::Apart))
            && self.has(Class::By)
        {
            return Some((Phrase::Names { ratio: false }, end.saturating_add(1)));
        }
        if matches!(words.class(end), Some(Class::Take)) && self.has(Class::Ratio) && self.has(Class::By) {
            return Some((RATIO, end.saturating_add(1)));
        }
        if self.by && self.rates && words.is(end.saturating_sub(1), Class::Convert) && words.ends(end) {
            return Some((RATIO, end));
        }
        None
    }

    /// 折算为得分, 区间内线性计算
    fn converts(&self) -> Read<Phrase> {
        let Self { words, end, .. } = *self;
        if self.has(Class::Convert) && (self.has(Class::Score) || self.has(Class::Worth)) && words.ends(end) {
            return Some((Phrase::Direct, end));
        }
        if self.has(Class::Linear) {
            return Some((Phrase::Linear { ratio: self.by && self.has(Class::RatioName) }, end));
        }
        None
    }

    /// 按达成率×权重计分, 未达成按比例计, 按反比计算
    fn is_ratio(&self) -> Read<Phrase> {
        let Self { words, at, end, .. } = *self;
        // 按目标值与实际值之比: the target comes first.
        if words.turned(at, end) && (self.by || self.has(Class::Score)) && words.ends(end) {
            return Some((Phrase::Ratio { inverse: true, times: None, over: None }, end));
        }
        if let Some(found) = self.times_points() {
            return Some(found);
        }
        // 未达成按比例计
        if self.by
            && self.rates
            && forms::is(words.text(end.saturating_sub(1)), forms::COUNT)
            && !words.tokens.iter().any(|token| token.kind == Kind::Word(Class::Each))
        {
            return Some((RATIO, end));
        }
        if self.has(Class::Inverse) {
            return Some((Phrase::Ratio { inverse: true, times: None, over: None }, end));
        }
        None
    }

    /// 按达成率×权重计分
    fn times_points(&self) -> Read<Phrase> {
        let Self { words, end, .. } = *self;
        if !self.by || !self.rates || !matches!(words.sign(end), Some('×' | '*')) {
            return None;
        }
        let (points, after) = words.point_amount(end.saturating_add(1)).ok()??;
        let times = match points {
            Points::Number(value) => Some(value),
            Points::Full => None,
            _ => return None,
        };
        let next = words.skip(after, &[Class::Score, Class::Judge, Class::Filler]);
        words.ends(next).then_some((Phrase::Ratio { inverse: false, times, over: None }, next))
    }

    /// 以实际评分为准, 直接计分
    fn is_direct(&self) -> Read<Phrase> {
        let Self { words, at, end, .. } = *self;
        // 以实际评分为准
        if self.by && words.ends(end) && self.marked(2) && forms::is(words.text(end.saturating_sub(1)), forms::COUNTS) {
            return Some((Phrase::Direct, end));
        }
        if self.has(Class::Direct) && (words.ends(end)) {
            let next = (at..end).rev().find(|here| words.is(*here, Class::Direct))?.saturating_add(1);
            return Some((
                Phrase::Direct,
                if (next..end).all(|here| words.class(here).is_some()) { end } else { next },
            ));
        }
        None
    }

    /// 按…计分, …打分: the last word says which way it is.
    fn is_told_by_its_end(&self) -> Read<Phrase> {
        let Self { words, at, end, .. } = *self;
        if !words.ends(end) && !words.is(end, Class::Each) {
            return None;
        }
        let closing = words.class(end.saturating_sub(1))?;
        // 按实际与目标的差距大小计分: how, is not said.
        if self.by
            && self.has(Class::Distance)
            && matches!(closing, Class::Score | Class::Mark)
            && !words.tokens.iter().any(|token| token.kind == Kind::Word(Class::Each))
        {
            return Some((Phrase::Refused(Reason::FreeFormula), end));
        }
        // 按实际参与次数计分 is a rule of its own, and another one follows.
        if self.by
            && closing == Class::Score
            && !self.rates
            && !self.marked(2)
            && !self.has(Class::Mark)
            && words.names_amount(at, end)
        {
            return Some((Phrase::Scores, end));
        }
        match closing {
            Class::Score if self.rates && self.has(Class::Mark) => Some((Phrase::Direct, end)),
            Class::Score if self.rates => Some((RATIO, end)),
            // 以满意度调查得分计分
            Class::Score | Class::Judge if self.by && self.marked(2) => Some((Phrase::Direct, end)),
            Class::Score if self.has(Class::Mark) => Some((Phrase::Direct, end)),
            // 以满意度调查得分计分: the mark is named by its points.
            Class::Score
                if self.by
                    && forms::is(words.text(end.saturating_sub(2)), forms::SCORE)
                    && end > at.saturating_add(2) =>
            {
                Some((Phrase::Direct, end))
            }
            Class::Judge | Class::Mark if self.by && forms::is(words.text(at), forms::BY_WHOM) => {
                Some((Phrase::Marked { scale: None }, end))
            }
            Class::Judge | Class::Mark | Class::Score
                if self.by
                    && self.rates
                    && self.has(Class::Against)
                    && self.has(Class::Target)
                    && closing != Class::Score =>
            {
                Some((if words.rate_of_target(at, end) { Phrase::RateOfTarget } else { Phrase::DefinesRatio }, end))
            }
            Class::Mark if end == at.saturating_add(2) && self.by => Some((Phrase::Direct, end)),
            Class::Judge | Class::Mark if self.by => Some((Phrase::Names { ratio: self.rates }, end)),
            Class::Mark if !self.by => Some((Phrase::Marked { scale: None }, end)),
            Class::Ratio | Class::RatioName if self.by => Some((RATIO, end)),
            _ => None,
        }
    }
}

impl Parser<'_> {
    pub(super) fn method(&self, at: usize) -> Read<Phrase> {
        let first = self.kind(at)?;
        if !soft(first) || matches!(self.class(at), Some(Class::Filler)) {
            return None;
        }
        if let Some(found) = self.marks(at) {
            return Some(found);
        }
        let mut end = at;
        while self.kind(end).is_some_and(soft) {
            end = end.saturating_add(1);
        }
        let by = self.is(at, Class::By);
        let rates = (at..end).any(|here| matches!(self.class(here), Some(Class::Ratio | Class::RatioName)));
        let way = NamedWay { words: self, at, end, by, rates };
        way.deducts()
            .or_else(|| way.converts())
            .or_else(|| way.is_ratio())
            .or_else(|| way.is_direct())
            .or_else(|| way.is_told_by_its_end())
    }

    /// 按提升率占目标的百分比: a rate as a share of its target, which a percentage is not yet.
    fn rate_of_target(&self, at: usize, end: usize) -> bool {
        let Some(against) = (at..end).find(|here| self.is(*here, Class::Against)) else { return false };
        let target = self.skip(against.saturating_add(1), &[Class::Filler]);
        let alone = self.is(target, Class::Target)
            && matches!(self.class(self.skip(target.saturating_add(1), &[Class::Filler])), Some(Class::Ratio));
        let before = self.text(against.saturating_sub(1));
        alone && self.kind(against.saturating_sub(1)) == Some(Kind::Free) && forms::ends(before, forms::RATE)
    }

    /// Whether 按X计分 names an amount that would be scored, and not the period or the way.
    fn names_amount(&self, at: usize, end: usize) -> bool {
        (at..end).any(|here| {
            matches!(self.kind(here), Some(Kind::Free | Kind::Word(Class::Noun)))
                && forms::ends(self.text(here), forms::AMOUNTS)
        })
    }

    /// 由客户评分，5分满分, 10分为满分, (5分制): the scale of the mark that stands before.
    pub(super) fn scale_said(&self, at: usize) -> Read<Phrase> {
        let Some(Kind::Number(scale, _)) = self.kind(at) else { return None };
        let marked = (0..at).any(|at| self.is(at, Class::Mark));
        let apart = matches!(self.sign(at.checked_sub(1)?), Some(',' | '('));
        if !marked || !apart || !forms::is(self.text(at.saturating_add(1)), forms::POINT) {
            return None;
        }
        let said = at.saturating_add(2);
        let said = if forms::is(self.text(said), forms::AS) { said.saturating_add(1) } else { said };
        let full = self.is(said, Class::Full) || forms::is(self.text(said), forms::SCALE);
        let next = said.saturating_add(1);
        (full && (self.ends(next) || self.sign(next) == Some(')'))).then_some((Phrase::FullPoints(scale), next))
    }

    /// 按0-100分评价, 按5分制评分, 折算为本项最高8分, 换算成百分制得分.
    fn marks(&self, at: usize) -> Read<Phrase> {
        if self.is(at, Class::Convert) {
            let next = self.skip(
                at.saturating_add(1),
                &[Class::ThisItem, Class::Most, Class::Score, Class::Filler, Class::Convert, Class::Worth],
            );
            if let Some((Points::Number(value), after)) = self.point_amount(next).ok()? {
                return Some((Phrase::FullPoints(value), after));
            }
            return self.ends(next).then_some((Phrase::Direct, next));
        }
        if !self.is(at, Class::By) {
            return None;
        }
        let low = at.saturating_add(1);
        // 以100分为基数
        if let Some(Kind::Number(value, _)) = self.kind(low)
            && forms::is(self.text(low.saturating_add(1)), forms::POINT)
        {
            let named = self.skip(low.saturating_add(2), &[Class::Give, Class::Filler]);
            let named = if forms::is(self.text(named), forms::AS) { named.saturating_add(1) } else { named };
            if forms::is(self.text(named), forms::BASE) && self.ends(named.saturating_add(1)) {
                return Some((Phrase::Start(value), named.saturating_add(1)));
            }
        }
        // 按5分制评分
        if let Some(Kind::Number(scale, _)) = self.kind(low)
            && forms::is(self.text(low.saturating_add(1)), forms::POINT)
            && forms::is(self.text(low.saturating_add(2)), forms::SCALE)
            && matches!(self.class(low.saturating_add(3)), Some(Class::Mark | Class::Judge | Class::Score))
        {
            return Some((Phrase::Marked { scale: Some(scale) }, low.saturating_add(4)));
        }
        let (Kind::Number(zero, _), Kind::Number(scale, _)) = (self.kind(low)?, self.kind(low.saturating_add(2))?)
        else {
            return None;
        };
        let closes = low.saturating_add(4);
        let reads = zero.is_zero()
            && self.is(low.saturating_add(1), Class::Range)
            && forms::is(self.text(low.saturating_add(3)), forms::POINT);
        let judged = matches!(self.class(closes), Some(Class::Mark | Class::Judge | Class::Score));
        (reads && judged).then_some((Phrase::Marked { scale: Some(scale) }, closes.saturating_add(1)))
    }
}
