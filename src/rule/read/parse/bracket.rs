//! Brackets inside a step or behind points: a remark, what counts as one, whether a tier has its end.

use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, Phrase, Placed};
use crate::rule::read::token::Kind;

impl Parser<'_> {
    /// Past a remark in brackets that holds neither a number nor a side.
    pub(super) fn remark(&self, at: usize) -> Option<usize> {
        let close = (at..at.saturating_add(8)).find(|here| self.sign(*here) == Some(')'))?;
        let plain = (at.saturating_add(1)..close).all(|here| {
            matches!(self.kind(here), Some(Kind::Free | Kind::Word(Class::Noun | Class::Include | Class::Exclude)))
        });
        plain.then_some(close.saturating_add(1))
    }

    /// 标准（98%）: the number of the target that is named right before.
    pub(super) fn target_told(&self, at: usize) -> Read<Amount> {
        let (amount, close) = self.amount(at.saturating_add(1))?;
        let named = self.is(at.wrapping_sub(1), Class::Target) && !amount.signed;
        (named && self.sign(at) == Some('(') && self.sign(close) == Some(')'))
            .then(|| (amount, close.saturating_add(1)))
    }

    /// The end of a bracket that opens with a name and compares it: 播放量≥10万.
    pub(super) fn explains(&self, at: usize) -> Option<usize> {
        let close = (at..at.saturating_add(10)).find(|here| self.sign(*here) == Some(')'))?;
        let first = at.saturating_add(1);
        let named = matches!(self.kind(first), Some(Kind::Free | Kind::Word(Class::Noun)));
        let inside = (first..close).all(|here| match self.kind(here) {
            Some(Kind::Free | Kind::Number(..) | Kind::Unit) => !forms::is(self.text(here), forms::POINT),
            Some(Kind::Word(class)) => matches!(
                class,
                Class::Noun
                    | Class::AtLeast
                    | Class::AtMost
                    | Class::More
                    | Class::Less
                    | Class::SuffixMin
                    | Class::SuffixMax
                    | Class::Reach
            ),
            _ => false,
        });
        let compares = (first..close).any(|here| matches!(self.kind(here), Some(Kind::Number(..))));
        (named && inside && compares).then_some(close)
    }

    /// Past (含80%) behind the points of 80-90%得1分: the tier before has that end, or (不含) has it not.
    pub(super) fn names_end(&self, at: usize, before: &mut [Placed]) -> Option<usize> {
        let [.., cond, points] = before else { return None };
        if self.sign(at) != Some('(') {
            return None;
        }
        let (included, next) = self.inclusion(at)?;
        let (number, _) = self.amount(at.saturating_add(2))?;
        let (Phrase::Cond(Cond::Band { low, high, .. }), Phrase::Points { .. }) = (&mut cond.phrase, &points.phrase)
        else {
            return None;
        };
        // 80-90%: the unit stands once, and each end has it.
        let named = |edge: &Edge| matches!(edge, Edge::Amount(own) if own.value == number.value && own.measure == number.measure);
        let mut ends = [low, high].into_iter().flatten().filter(|end| named(&end.edge));
        let (Some(end), None) = (ends.next(), ends.next()) else { return None };
        (end.included, end.fixed, end.named) = (included, true, true);
        cond.span = cond.span.to(self.span(at, next));
        Some(next)
    }
}
