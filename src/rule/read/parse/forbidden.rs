//! Words that no rule may hold, and clauses that are passed over as a whole.

use super::nth::nth_onward;
use super::{Parser, ordinal};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::Stop;
use crate::rule::read::token::Kind;
use crate::rule::read::vocabulary;
use crate::rule::refusal::Reason;

impl Parser<'_> {
    /// Past 数据来源：财务部, where no number stands in it.
    pub(super) fn source(&self, at: usize) -> Option<usize> {
        let named =
            forms::is(self.text(at), forms::DATA) && forms::begins(self.text(at.saturating_add(1)), forms::DATA_VERBS);
        let end = (at..).find(|here| matches!(self.kind(*here), None | Some(Kind::Break | Kind::Sign(')'))))?;
        let numbers = (at..end).any(|here| matches!(self.kind(here), Some(Kind::Number(..))));
        (named && !numbers).then_some(end)
    }

    /// Past (不含外院转入), a remark in brackets without a number that says what counts.
    pub(super) fn bracketed(&self, at: usize) -> Option<usize> {
        if self.sign(at) != Some('(') {
            return None;
        }
        let close = (at..).take_while(|here| self.kind(*here).is_some()).find(|here| self.sign(*here) == Some(')'))?;
        let first = at.saturating_add(1);
        let opens = matches!(self.class(first), Some(Class::Include | Class::Exclude | Class::Example))
            || forms::begins(self.text(first), forms::MEANS);
        let plain = (first..close).all(|here| {
            !matches!(self.kind(here), Some(Kind::Number(..) | Kind::Blank | Kind::Break))
                && !matches!(self.class(here), Some(Class::Take | Class::Add | Class::Full | Class::Zero | Class::Each))
        });
        (opens && plain && close > first.saturating_add(1)).then(|| close.saturating_add(1))
    }

    /// Past 正确率越高得分越高, where no number stands in it: which way is better.
    pub(super) fn direction(&self, at: usize) -> Option<usize> {
        if !at.checked_sub(1).is_none_or(|before| self.ends(before)) {
            return None;
        }
        let end = (at..).find(|here| self.ends(*here))?;
        let numbers = (at..end).any(|here| matches!(self.kind(here), Some(Kind::Number(..))));
        ((at..end).any(|here| self.is(here, Class::More2)) && !numbers).then_some(end)
    }

    /// 2%以下0分，3%满分，中间按比例: a share of the target, or of the way from one to the other? Behind a range
    /// (80%-100%之间按比例) it is the former, and 线性 says the latter.
    pub(super) fn shares_between(&self, at: usize) -> bool {
        let begins = at.checked_sub(1).is_none_or(|before| self.ends(before));
        let end = (at..).find(|here| self.ends(*here));
        let has = |class| (at..end.unwrap_or(at)).any(|here| self.is(here, class));
        begins && has(Class::Ratio) && !has(Class::Linear)
    }

    /// Words that no rule may hold, wherever they stand.
    pub(in crate::rule::read) fn forbidden(&self) -> Vec<Stop> {
        let mut stops = Vec::new();
        let mut past = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            if let Some(next) = self.bracketed(at) {
                past = past.max(next);
            }
            if at < past {
                continue;
            }
            let before = self.text(at.saturating_sub(1));
            let reason = match token.kind {
                // 前3次, 第4次起: another rule from there on.
                Kind::Number(..)
                    if self.kind(at.wrapping_sub(1)) == Some(Kind::Free) && forms::ends(before, forms::FIRST) =>
                {
                    Reason::Modifier
                }
                Kind::Free if ordinal(&token.text) && nth_onward(&token.text).is_none() => Reason::Modifier,
                // 同比每增长2%: the measure is the growth already.
                Kind::Word(Class::Modifier)
                    if forms::is(&token.text, forms::GROWTHS)
                        && matches!(
                            self.class(at.saturating_add(1)),
                            Some(Class::Each | Class::MoreSide | Class::LessSide)
                        ) =>
                {
                    continue;
                }
                Kind::Word(Class::Money | Class::Modifier) if self.is_counted(at) || self.names_event(at) => continue,
                Kind::Blank => Reason::Blank,
                // 达同业的95%: a share of what the sheet does not hold.
                Kind::Number(..) if self.shares_another(at) => Reason::Unreadable,
                // 1个百分分点: no unit and a name.
                Kind::Free
                    if forms::begins(&token.text, forms::HUNDREDTHS) && !token.gap && self.follows_number(at) =>
                {
                    Reason::Unreadable
                }
                // ≥次得0分, ＜：0分: the number is lost.
                Kind::Word(Class::AtLeast | Class::AtMost | Class::Less | Class::More)
                    if forms::begins(&token.text, forms::SIGNS) && self.lacks_number(at) =>
                {
                    Reason::Unreadable
                }
                // 完成比同比例
                Kind::Word(Class::Ratio)
                    if forms::begins(&token.text, forms::LIKEWISE)
                        && forms::ends(before, forms::RATIO)
                        && matches!(
                            self.class(at.wrapping_sub(1)),
                            Some(Class::Ratio | Class::RatioName | Class::Inverse)
                        ) =>
                {
                    Reason::Modifier
                }
                // 目标平均值: another level than the target.
                Kind::Word(Class::Target)
                    if vocabulary::is_mean(&token.text)
                        && (self.is(at.wrapping_sub(1), Class::Target)
                            || self.is(at.saturating_add(1), Class::Target)) =>
                {
                    Reason::Modifier
                }
                Kind::Word(Class::Judgement) => Reason::Judgement,
                Kind::Word(Class::Elsewhere) => Reason::Elsewhere,
                Kind::Word(Class::Money) => Reason::Money,
                Kind::Word(Class::Rank) => Reason::Rank,
                Kind::Word(Class::Rounding) => Reason::Rounding,
                // 按80%折算 changes every figure.
                Kind::Word(Class::By) if self.takes_share(at) => Reason::Modifier,
                Kind::Word(Class::More2) if !self.leads(at) => Reason::Modifier,
                Kind::Word(Class::Between) if self.shares_between(at) => Reason::Modifier,
                Kind::Word(Class::Modifier) => Reason::Modifier,
                Kind::Free
                    if forms::is(&token.text, forms::POINT)
                        && !matches!(self.class(at.saturating_sub(1)), Some(Class::ThisItem | Class::Half))
                        && !(forms::is(self.text(at.saturating_sub(1)), forms::PERCENT_SIGN)
                            || self.is(at.saturating_sub(1), Class::Filler)
                                && forms::is(self.text(at.saturating_sub(2)), forms::PERCENT_SIGN)) =>
                {
                    Reason::Blank
                }
                _ => continue,
            };
            stops.push(Stop::new(reason, self.span(at, at.saturating_add(1))));
        }
        stops
    }

    /// Whether a share of something that is neither the target nor points is compared with: 低于同业的95%.
    fn shares_another(&self, at: usize) -> bool {
        let Some(of) = at.checked_sub(1).filter(|of| forms::is(self.text(*of), forms::OF)) else { return false };
        if !forms::is(self.text(at.saturating_add(1)), forms::PERCENT_SIGN) {
            return false;
        }
        let named = |here: &usize| {
            matches!(self.kind(*here), Some(Kind::Free | Kind::Word(Class::Noun | Class::Against | Class::Filler)))
        };
        let first = (0..of).rev().take_while(named).last();
        first.and_then(|first| self.class(first.checked_sub(1)?)).is_some_and(|class| {
            matches!(class, Class::Reach | Class::Less | Class::More | Class::AtLeast | Class::AtMost)
        })
    }

    /// Whether a number, or one with its unit, stands before a word.
    fn follows_number(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        let number = if self.kind(before) == Some(Kind::Unit) { before.wrapping_sub(1) } else { before };
        matches!(self.kind(number), Some(Kind::Number(..)))
    }

    /// Whether no number stands before a sign, nor anything that it could compare with behind it, before points and the
    /// clause's end.
    fn lacks_number(&self, at: usize) -> bool {
        let before = (0..at).rev().find(|here| !matches!(self.kind(*here), Some(Kind::Unit)));
        if before.is_some_and(|before| matches!(self.kind(before), Some(Kind::Number(..)))) {
            return false;
        }
        for here in at.saturating_add(1).. {
            match self.kind(here) {
                Some(Kind::Number(..) | Kind::Blank) => return false,
                Some(Kind::Word(Class::Give | Class::Take | Class::Add | Class::Zero | Class::Full)) | None => break,
                Some(Kind::Word(Class::Filler | Class::Noun | Class::Score)) | Some(Kind::Unit | Kind::Free) => {}
                Some(Kind::Word(_)) => return false,
                Some(Kind::Sign(_) | Kind::Break) if self.ends(here) => break,
                Some(Kind::Sign(_) | Kind::Break) => {}
            }
        }
        true
    }

    /// Whether 按80%折算 stands here.
    pub(super) fn takes_share(&self, at: usize) -> bool {
        let number = at.saturating_add(1);
        let unit = number.saturating_add(1);
        let behind = self.skip(unit.saturating_add(1), &[Class::Filler]);
        let rest = self.text(behind);
        matches!(self.kind(number), Some(Kind::Number(value, _)) if value != rust_decimal::Decimal::ONE_HUNDRED)
            && forms::is(self.text(unit), forms::PERCENT_SIGN)
            && (self.is(behind, Class::Convert) || forms::begins(rest, forms::CARRIED_OUT))
    }

    /// Whether 越 stands in a clause without numbers.
    pub(super) fn leads(&self, at: usize) -> bool {
        let start = (0..=at).rev().find(|here| self.ends(*here)).map_or(0, |before| before.saturating_add(1));
        self.direction(start).is_some()
    }

    /// 处罚一次, 被通报每次: an event that is counted.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let next = at.saturating_add(1);
        let unit = if matches!(self.kind(next), Some(Kind::Number(..))) { next.saturating_add(1) } else { next };
        let event = |at: usize| forms::is(self.text(at), forms::EVENT_UNITS);
        let named = forms::is(self.text(at), forms::COUNTED_ACTS);
        named && (unit > next && event(unit) || self.is(next, Class::Each) && event(next.saturating_add(1)))
    }

    /// 工资计算错误每次, 重复投诉每起: part of the name of what is counted, with points in the same clause.
    pub(super) fn names_event(&self, at: usize) -> bool {
        let next = at.saturating_add(1);
        let goes_on = matches!(self.kind(next), Some(Kind::Free | Kind::Word(Class::Noun)))
            && !self.token(next).is_some_and(|token| token.gap);
        let bound =
            matches!(self.class(at.wrapping_sub(1)), Some(Class::Take | Class::Add | Class::Give | Class::Filler))
                || matches!(self.kind(at.wrapping_sub(1)), Some(Kind::Number(..) | Kind::Unit));
        if !forms::is(self.text(at), forms::EVENT_NAMES) || !goes_on || bound {
            return false;
        }
        let start = (0..at).rev().find(|here| self.ends(*here)).map_or(0, |before| before.saturating_add(1));
        let each = (start..at)
            .chain(next..)
            .take_while(|here| *here < at || !self.ends(*here))
            .find(|here| self.is(*here, Class::Each));
        each.map(|each| each.max(next))
            .is_some_and(|each| (each..).take_while(|here| !self.ends(*here)).any(|here| self.is(here, Class::Take)))
    }
}
