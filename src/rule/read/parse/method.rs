//! Ways of scoring said in words: 按比例计分, 直接计分, 按…占…的百分比评分, 实际/目标×满分, 区间内线性计算.

use super::condition::comparison;
use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Cond, Gap, Phrase, Placed, Stop};
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
        let has = |class: Class| (at..end).any(|here| self.is(here, class));
        let rates = has(Class::Ratio) || has(Class::RatioName);
        let last = |class: Class| (at..end).rev().find(|here| self.is(*here, class)).map(|here| here.saturating_add(1));
        // 按实际与目标的差异比例扣分: the heading of bands that follow.
        if self.is(end, Class::Take)
            && self.ends(end.saturating_add(1))
            && (has(Class::Distance) || has(Class::Apart))
            && has(Class::By)
        {
            return Some((Phrase::Names { ratio: false }, end.saturating_add(1)));
        }
        if matches!(self.class(end), Some(Class::Take)) && has(Class::Ratio) && has(Class::By) {
            return Some((Phrase::Ratio { inverse: false, times: None }, end.saturating_add(1)));
        }
        if by && rates && self.is(end.saturating_sub(1), Class::Convert) && self.ends(end) {
            return Some((Phrase::Ratio { inverse: false, times: None }, end));
        }
        if has(Class::Convert) && (has(Class::Score) || has(Class::Worth)) && self.ends(end) {
            return Some((Phrase::Direct, end));
        }
        if has(Class::Linear) {
            return Some((Phrase::Linear { ratio: by && has(Class::RatioName) }, end));
        }
        // 按目标值与实际值之比: the target comes first.
        if self.turned(at, end) && (by || has(Class::Score)) && self.ends(end) {
            return Some((Phrase::Ratio { inverse: true, times: None }, end));
        }
        // 按达成率×权重计分
        if by && rates && matches!(self.sign(end), Some('×' | '*')) {
            let factor = end.saturating_add(1);
            if let Ok(Some((points, after))) = self.point_amount(factor) {
                let next = self.skip(after, &[Class::Score, Class::Judge, Class::Filler]);
                let times = match points {
                    crate::rule::read::phrase::Points::Number(value) => Some(Some(value)),
                    crate::rule::read::phrase::Points::Full => Some(None),
                    _ => None,
                };
                if let Some(times) = times.filter(|_| self.ends(next)) {
                    return Some((Phrase::Ratio { inverse: false, times }, next));
                }
            }
        }
        // 未达成按比例计
        if by
            && rates
            && forms::is(self.text(end.saturating_sub(1)), forms::COUNT)
            && !self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Each))
        {
            return Some((Phrase::Ratio { inverse: false, times: None }, end));
        }
        if has(Class::Inverse) {
            return Some((Phrase::Ratio { inverse: true, times: None }, end));
        }
        // 以实际评分为准
        let marked = |last: usize| {
            end.checked_sub(last).is_some_and(|here| {
                here > at && (self.is(here, Class::Mark) || forms::is(self.text(here), forms::SCORES))
            })
        };
        if by && self.ends(end) && marked(2) && forms::is(self.text(end.saturating_sub(1)), forms::COUNTS) {
            return Some((Phrase::Direct, end));
        }
        if has(Class::Direct) && (self.ends(end)) {
            let next = last(Class::Direct)?;
            return Some((Phrase::Direct, if (next..end).all(|here| self.class(here).is_some()) { end } else { next }));
        }
        if !self.ends(end) && !self.is(end, Class::Each) {
            return None;
        }
        let closing = self.class(end.saturating_sub(1))?;
        // 按实际与目标的差距大小计分: how, is not said.
        if by
            && has(Class::Distance)
            && matches!(closing, Class::Score | Class::Mark)
            && !self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Each))
        {
            return Some((Phrase::Refused(Reason::FreeFormula), end));
        }
        // 按实际参与次数计分 is a rule of its own, and another one follows.
        if by && closing == Class::Score && !rates && !marked(2) && !has(Class::Mark) && self.names_amount(at, end) {
            return Some((Phrase::Scores, end));
        }
        match closing {
            Class::Score if rates && has(Class::Mark) => Some((Phrase::Direct, end)),
            Class::Score if rates => Some((Phrase::Ratio { inverse: false, times: None }, end)),
            // 以满意度调查得分计分
            Class::Score | Class::Judge if by && marked(2) => Some((Phrase::Direct, end)),
            Class::Score if has(Class::Mark) => Some((Phrase::Direct, end)),
            // 以满意度调查得分计分: the mark is named by its points.
            Class::Score
                if by && forms::is(self.text(end.saturating_sub(2)), forms::SCORE) && end > at.saturating_add(2) =>
            {
                Some((Phrase::Direct, end))
            }
            Class::Judge | Class::Mark if by && forms::is(self.text(at), forms::BY_WHOM) => {
                Some((Phrase::Marked { scale: None }, end))
            }
            Class::Judge | Class::Mark | Class::Score
                if by && rates && has(Class::Against) && has(Class::Target) && closing != Class::Score =>
            {
                Some((if self.rate_of_target(at, end) { Phrase::RateOfTarget } else { Phrase::DefinesRatio }, end))
            }
            Class::Mark if end == at.saturating_add(2) && by => Some((Phrase::Direct, end)),
            Class::Judge | Class::Mark if by => Some((Phrase::Names { ratio: rates }, end)),
            Class::Mark if !by => Some((Phrase::Marked { scale: None }, end)),
            Class::Ratio | Class::RatioName if by => Some((Phrase::Ratio { inverse: false, times: None }, end)),
            _ => None,
        }
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

    /// 按0-100分评价, 按5分制评分, 折算为本项最高8分, 换算成百分制得分.
    fn marks(&self, at: usize) -> Read<Phrase> {
        if self.is(at, Class::Convert) {
            let next = self.skip(
                at.saturating_add(1),
                &[Class::ThisItem, Class::Most, Class::Score, Class::Filler, Class::Convert, Class::Worth],
            );
            if let Some((crate::rule::read::phrase::Points::Number(value), after)) = self.point_amount(next).ok()? {
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

    /// 目标值与实际值之比: the target comes first.
    fn turned(&self, from: usize, to: usize) -> bool {
        let first = |class: Class| (from..to).find(|here| self.is(*here, class));
        first(Class::Ratio).is_some()
            && matches!(
                (first(Class::Target), first(Class::Against), first(Class::Actual)),
                (Some(target), Some(against), Some(actual)) if target < against && against < actual
            )
    }

    /// A formula over the value and the target, or the definition of a ratio by name.
    pub(super) fn formula(&self, at: usize, before: &[Placed], gap: Gap) -> Result<Read<Phrase>, Stop> {
        // 80%以上按实际完成率×权重分得分
        let conditioned = self.is(at, Class::By)
            && matches!(before.last(), Some(Placed { phrase: Phrase::Cond(Cond::Band { .. }), .. }));
        // 70%≤目标达成率＜100%：目标达成率×权重分 likewise.
        if matches!(self.condition(at), Some((Cond::Band { .. }, next)) if self.is(next, Class::By) || self.sign(next) == Some(':'))
        {
            return Ok(None);
        }
        if gap < Gap::Comma && !conditioned || (gap == Gap::Comma && self.sign(at.saturating_sub(1)) == Some('/')) {
            return Ok(None);
        }
        let end = (at..)
            .find(|here| {
                matches!(self.kind(*here), None | Some(Kind::Break | Kind::Sign(',')))
                    || self.sign(*here) == Some('(')
                        && matches!(
                            self.class(here.saturating_add(1)),
                            Some(Class::Most | Class::AtMost | Class::Least | Class::AtLeast)
                        )
            })
            .unwrap_or(at);
        let operator = |here: &usize| matches!(self.sign(*here), Some('*' | '×' | '÷' | '/'));
        let names = |here: usize| {
            matches!(
                self.class(here),
                Some(Class::Actual | Class::Target | Class::RatioName | Class::Ratio | Class::Noun | Class::Filler)
            ) || self.kind(here) == Some(Kind::Free)
        };
        // 85%*目标值 is a level.
        let level = |here: usize| {
            let before = here.saturating_sub(1);
            forms::is(self.text(before), forms::PERCENT_SIGN) && self.is(here.saturating_add(1), Class::Target)
                || self.is(before, Class::Target)
                    && matches!(self.kind(here.saturating_add(1)), Some(Kind::Number(..)))
                    && forms::is(self.text(here.saturating_add(2)), forms::PERCENT_SIGN)
        };
        let compares = (at..end).any(|here| {
            matches!(self.class(here), Some(Class::AtLeast | Class::AtMost | Class::Less | Class::More | Class::Reach))
        });
        let divides = |here: &usize| {
            if compares && level(*here) {
                return false;
            }
            self.sign(*here) == Some('/') && names(here.saturating_sub(1)) && names(here.saturating_add(1))
                || matches!(self.sign(*here), Some('*' | '×' | '÷'))
        };
        if !(at..end).any(|here| operator(&here) && divides(&here)) {
            return Ok(None);
        }
        let stop = Stop::new(Reason::FreeFormula, self.span(at, end));
        // 实际费用/预算费用≤100%得20分: a ratio by its parts is compared.
        let compared = (at..end).find(|here| self.class(*here).and_then(comparison).is_some() && !names(*here));
        if let Some(level) = compared.filter(|level| self.edge(level.saturating_add(1)).is_some())
            && (at..level).all(|here| names(here) || self.sign(here) == Some('/'))
            && (at..end).filter(|here| operator(here)).eq((at..level).filter(|here| self.sign(*here) == Some('/')))
            && (at..level).filter(|here| operator(here)).count() == 1
        {
            let of_target = self.factors(at, level).is_some_and(|(inverse, _)| !inverse);
            let phrase = if of_target { Phrase::DefinesRatio } else { Phrase::Noun(forms::word(forms::FORMULA_NAME)) };
            return Ok(Some((phrase, level)));
        }
        // 司机投诉次数/总调度次数，每高1%扣2分: how the value comes about, before the rule.
        let bare = (at..end).all(|here| {
            !matches!(self.kind(here), Some(Kind::Number(..) | Kind::Blank))
                && !matches!(
                    self.class(here),
                    Some(Class::Score | Class::Full | Class::Worth | Class::Equal | Class::Each)
                )
                || self.percent_only(here) && !self.is(here, Class::Equal) && !self.is(here, Class::Each)
        });
        let ruled = (end..self.tokens.len())
            .any(|here| matches!(self.class(here), Some(Class::Take | Class::Add | Class::Full | Class::Zero)));
        if bare && ruled && self.sign(end) == Some(',') {
            let of_target = self.factors(at, end).is_some_and(|(inverse, _)| !inverse)
                && (at..end).any(|here| self.is(here, Class::Target));
            let phrase = if of_target { Phrase::DefinesRatio } else { Phrase::Noun(forms::word(forms::FORMULA_NAME)) };
            return Ok(Some((phrase, end)));
        }
        let equals: Vec<usize> = (at..end).filter(|here| self.is(*here, Class::Equal)).collect();
        let scores = |from: usize, to: usize| {
            (from..to).any(|here| matches!(self.class(here), Some(Class::Score | Class::Worth | Class::Mark)))
                && (from..to).all(|here| !matches!(self.kind(here), Some(Kind::Number(..) | Kind::Sign(_))))
        };
        // 按完成比例得分：得分=…: the way's name before its formula.
        let named = |one: usize| {
            let colon = (at..one).rev().find(|here| self.sign(*here) == Some(':'));
            let plain = |to: usize| (at..to).all(|here| !matches!(self.kind(here), Some(Kind::Number(..))));
            colon.filter(|colon| plain(*colon)).map_or(at, |colon| colon.saturating_add(1))
        };
        let (from, to) = match equals.as_slice() {
            [] => (at, end),
            [one] if scores(named(*one), *one) => (one.saturating_add(1), end),
            [one] if scores(one.saturating_add(1), end) => (at, *one),
            // 完成率=A/B names the ratio.
            [one] if (at..*one).all(names) => return Ok(Some((Phrase::Names { ratio: true }, end))),
            _ => return Err(stop),
        };
        // 计算公式：及时数/总数×100% says how the value comes about.
        let heading = |name: usize, colon: usize| {
            self.sign(colon) == Some(':') && forms::is(self.text(name), forms::FORMULA_HEADINGS)
        };
        let defines = (heading(at, at.saturating_add(1)) || heading(at.wrapping_sub(2), at.wrapping_sub(1)))
            && equals.is_empty()
            && (at..end).all(|here| self.percent_only(here));
        if defines {
            let ratio = self.factors(from, to).is_some_and(|(inverse, _)| !inverse);
            return Ok(Some((Phrase::Names { ratio }, end)));
        }
        if let Some(times) = self.own_share(from, to) {
            return Ok(Some((Phrase::OwnShare { times }, end)));
        }
        self.factors(from, to).map(|(inverse, times)| Some((Phrase::Ratio { inverse, times }, end))).ok_or(stop)
    }

    /// 回款额/应收额×20分, 检查得分率*5分: the value itself, a percentage, times the points.
    fn own_share(&self, from: usize, to: usize) -> Option<Option<rust_decimal::Decimal>> {
        let last = (from..to).rev().find(|at| matches!(self.sign(*at), Some('*' | '×')))?;
        let names = (from..last).all(|at| {
            matches!(
                self.kind(at),
                Some(
                    Kind::Free
                        | Kind::Sign('/' | '÷')
                        | Kind::Word(
                            Class::Noun
                                | Class::By
                                | Class::Judge
                                | Class::Score
                                | Class::Mark
                                | Class::Actual
                                | Class::Filler
                        )
                )
            )
        });
        let divided = (from..last).filter(|at| matches!(self.sign(*at), Some('/' | '÷'))).count();
        let rate = forms::ends(self.text(last.saturating_sub(1)), forms::RATE)
            && self.kind(last.saturating_sub(1)) == Some(Kind::Free);
        let (points, next) = self.point_amount(last.saturating_add(1)).ok()??;
        let times = match points {
            crate::rule::read::phrase::Points::Number(value) => Some(value),
            crate::rule::read::phrase::Points::Full => None,
            _ => return None,
        };
        (names && (divided == 1 || divided == 0 && rate) && next == to).then_some(times)
    }

    /// Whether a part of a formula gives no points: a name, a sign, 100%.
    fn percent_only(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Number(value, _)) => {
                value == rust_decimal::Decimal::ONE_HUNDRED
                    && forms::is(self.text(at.saturating_add(1)), forms::PERCENT_SIGN)
            }
            Some(Kind::Word(class)) => !matches!(class, Class::Full | Class::Worth | Class::Score | Class::Mark),
            _ => true,
        }
    }

    /// Whether a word or sign may stand in a factor: a sum, a root or a power is another formula.
    fn names_factor(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Number(..) | Kind::Unit) => true,
            Some(Kind::Free) => {
                let text = self.text(at);
                text.chars().all(char::is_alphanumeric) && !forms::ends(text, forms::OPERATIONS)
            }
            Some(Kind::Sign(sign)) => matches!(sign, '(' | ')'),
            Some(Kind::Word(class)) => {
                !matches!(class, Class::Range | Class::Least | Class::Add | Class::Take | Class::AddTake)
            }
            _ => false,
        }
    }

    /// Whether a product of factors is t/v (`true`) or v/t times F; `None` for anything else.
    fn factors(&self, from: usize, to: usize) -> Option<(bool, Option<rust_decimal::Decimal>)> {
        let mut constant = None;
        let (mut value, mut target, mut ratio, mut full) = (0_i32, 0_i32, 0_i32, 0_i32);
        let mut sign = 1_i32;
        let mut here = from;
        while here < to {
            let stop = (here..to).find(|at| matches!(self.sign(*at), Some('*' | '×' | '÷' | '/'))).unwrap_or(to);
            let has = |class: Class| (here..stop).any(|at| self.is(at, class));
            let number = (here..stop).find_map(|at| match self.kind(at) {
                Some(Kind::Number(value, _)) => {
                    Some((value, forms::is(self.text(at.saturating_add(1)), forms::PERCENT_SIGN)))
                }
                _ => None,
            });
            if (here..stop).filter(|at| matches!(self.kind(*at), Some(Kind::Number(..)))).count() > 1
                || !(here..stop).all(|at| self.names_factor(at))
            {
                return None;
            }
            let count = if let Some((number, percent)) = number {
                if percent && number == rust_decimal::Decimal::ONE_HUNDRED {
                    None
                } else {
                    constant = Some(number);
                    Some(&mut full)
                }
            } else if self.turned(here, stop) {
                value = value.saturating_sub(sign);
                Some(&mut target)
            } else if has(Class::Ratio) || has(Class::RatioName) {
                Some(&mut ratio)
            } else if has(Class::Target) {
                Some(&mut target)
            } else if has(Class::Actual) {
                Some(&mut value)
            } else if has(Class::Full) || has(Class::Worth) {
                Some(&mut full)
            } else {
                return None;
            };
            if let Some(count) = count {
                *count = count.saturating_add(sign);
            }
            sign = if matches!(self.sign(stop), Some('÷' | '/')) { -1 } else { 1 };
            here = stop.saturating_add(1);
        }
        match (value, target, ratio) {
            (1, -1, 0) | (0, 0, 1) if (0..=1).contains(&full) => Some((false, constant)),
            (-1, 1, 0) if (0..=1).contains(&full) => Some((true, constant)),
            _ => None,
        }
    }
}
