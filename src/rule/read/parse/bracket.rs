//! Brackets inside a step: a remark, or what counts as one.

use super::Parser;
use crate::rule::read::class::Class;
use crate::rule::read::forms;
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
}
