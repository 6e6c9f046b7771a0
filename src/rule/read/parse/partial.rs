//! Parts of steps: 不足5%按5%计, 未满1日者以1日计, 不足1%按比例计算, 含不足一天.

use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::Phrase;
use crate::rule::read::token::Kind;
use crate::rule::types::Counting;

impl Parser<'_> {
    /// 尾数不计, 零数按比例计算: whatever the step is.
    fn remainder(&self, at: usize) -> Read<Phrase> {
        let here = self.skip(at, &[Class::Filler, Class::Part]);
        // 余数不足10秒者不扣
        if self.is(here, Class::Less) {
            return self.partial(here);
        }
        if self.is(here, Class::NoDeduction) && self.ends(here.saturating_add(1)) {
            let whole = Phrase::Partial { amount: None, counting: Counting::Complete };
            return Some((whole, here.saturating_add(1)));
        }
        let ratio = self.is(here, Class::By) && self.is(here.saturating_add(1), Class::Ratio);
        let next = self.skip(here.saturating_add(2), &[Class::Judge, Class::Score, Class::Take, Class::Add]);
        (ratio && self.ends(next)).then_some((Phrase::Partial { amount: None, counting: Counting::Part }, next))
    }

    /// Behind what is less than a step: 亦计, or 亦扣1分 with the step's own points again.
    fn counts_also(&self, at: usize) -> Option<usize> {
        let verb = at.saturating_add(1);
        if !forms::is(self.text(at), forms::ALSO) {
            return None;
        }
        let number = verb.saturating_add(1);
        if matches!(self.class(verb), Some(Class::Give | Class::Judge)) && self.ends(number) {
            return Some(number);
        }
        let points = |at: usize| match self.kind(at) {
            Some(Kind::Number(value, false)) if forms::is(self.text(at.saturating_add(1)), forms::POINT) => Some(value),
            _ => None,
        };
        let said = points(number)?;
        let takes = |at: usize| self.is(at, Class::Take) && points(at.saturating_add(1)) == Some(said);
        let next = number.saturating_add(2);
        (self.is(verb, Class::Take) && self.ends(next) && (0..at).any(takes)).then_some(next)
    }

    /// 不足5%按5%计, 不足1个百分点按比例计算, 不足1次不计.
    pub(super) fn partial(&self, at: usize) -> Read<Phrase> {
        // 每逾期一天（含不足一天）
        if self.is(at, Class::Include) && forms::is(self.text(at.saturating_add(1)), forms::FALLS_SHORT) {
            let (amount, next) = self.amount(at.saturating_add(2))?;
            let part = self.skip(next, &[Class::Filler, Class::Part]);
            return self
                .ends(part)
                .then_some((Phrase::Partial { amount: Some(amount), counting: Counting::Begun }, part));
        }
        if !self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Each)) {
            return None;
        }
        if forms::is(self.text(at), forms::REMAINDERS) {
            return self.remainder(at.saturating_add(1));
        }
        if !self.is(at, Class::Less) || !forms::begins(self.text(at), forms::DENIES) {
            return None;
        }
        let short = forms::begins(self.text(at), forms::NOT) || forms::begins(self.text(at), forms::NOT_FULL);
        let mut here = at.saturating_add(1);
        let mut amount = None;
        if let Some((found, next)) = self.amount(here) {
            amount = Some(found);
            here = next;
        }
        let begun = here;
        here = self.skip(here, &[Class::Filler, Class::Part]);
        // 不足1%不计分 is a cut-off, 不足1%的部分不计分 is not.
        let part = (begun..here).any(|at| self.is(at, Class::Part));
        if self.sign(here) == Some(',') {
            here = here.saturating_add(1);
        }
        here = self.skip(here, &[Class::Filler]);
        if (self.is(here, Class::NoDeduction) || part && self.is(here, Class::Zero)) && amount.is_some() {
            return Some((Phrase::Partial { amount, counting: Counting::Complete }, here.saturating_add(1)));
        }
        if let Some(next) = amount.as_ref().and_then(|_| self.counts_also(here)) {
            return Some((Phrase::Partial { amount, counting: Counting::Begun }, next));
        }
        // 未达1,000元者以1,000元计, 不足10分钟者视为10分钟, 未足1小时作1小时论: the same amount again.
        let named = self.kind(here) == Some(Kind::Free) && forms::is(self.text(here), forms::TREATED);
        let treated = named || (begun..here).any(|at| forms::is(self.text(at), forms::TREATED));
        let here = if named { here.saturating_add(1) } else { here };
        if !(self.is(here, Class::By) || treated && amount.is_some()) {
            return None;
        }
        let from = if self.is(here, Class::By) { here.saturating_add(1) } else { here };
        let here = self.skip(from, &[Class::Filler, Class::Actual]);
        if !short && self.amount(here).is_none() {
            return None;
        }
        if matches!(self.class(here), Some(Class::Ratio | Class::Linear | Class::RatioName)) {
            // ≥120小时满分，不足120小时按比例: without steps it is a condition.
            if !self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Each)) {
                return None;
            }
            let next = self.skip(
                here.saturating_add(1),
                &[
                    Class::Judge,
                    Class::Score,
                    Class::Take,
                    Class::Add,
                    Class::Give,
                    Class::Convert,
                    Class::Filler,
                    Class::Linear,
                ],
            );
            // 依比例计扣
            let next = if forms::is(self.text(next), forms::COUNT) {
                self.skip(next.saturating_add(1), &[Class::Take, Class::Add])
            } else {
                next
            };
            return Some((Phrase::Partial { amount, counting: Counting::Part }, next));
        }
        let (second, next) = self.amount(here)?;
        if amount.as_ref().is_some_and(|first| first.value != second.value) {
            return None;
        }
        let next = self.skip(next, &[Class::Judge, Class::Score, Class::Take, Class::Give, Class::Filler]);
        let next = if forms::is(self.text(next), forms::COUNTS_AS) { next.saturating_add(1) } else { next };
        Some((Phrase::Partial { amount: amount.or(Some(second)), counting: Counting::Begun }, next))
    }
}
