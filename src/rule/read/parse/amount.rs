//! Amounts, the target, and lengths of numbers with units.

use rust_decimal::Decimal;

use super::{Parser, Read};
use crate::quantity::numeral;
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Edge, Measure};
use crate::rule::read::token::Kind;

impl Parser<'_> {
    /// A number with its unit: `5%`, `0.5个百分点`, `±4%`, `20万元`, `目标的90%`.
    pub(super) fn amount(&self, at: usize) -> Read<Amount> {
        let mut here = at;
        let mut signed = false;
        if self.is(here, Class::Both)
            || (self.sign(here) == Some('+') && matches!(self.kind(here.saturating_add(1)), Some(Kind::Number(..))))
        {
            signed = self.is(here, Class::Both);
            here = here.saturating_add(1);
        }
        let mut of_target = false;
        let mut joined = false;
        if self.is(here, Class::Target) {
            joined = matches!(self.kind(here.saturating_add(1)), Some(Kind::Number(..)));
            let after = self.skip(here.saturating_add(1), &[Class::Filler]);
            // 目标值*85%
            let times = matches!(self.sign(after), Some('*' | '×'));
            let after = if times { after.saturating_add(1) } else { after };
            if matches!(self.kind(after), Some(Kind::Number(..))) {
                of_target = true;
                here = after;
            } else if self.is(after, Class::Both)
                && matches!(self.kind(after.saturating_add(1)), Some(Kind::Number(..)))
            {
                // 目标±10%
                of_target = true;
                signed = true;
                here = after.saturating_add(1);
            }
        }
        let mut negative = false;
        if self.is(here, Class::Range) && forms::is(self.text(here), forms::MINUS) && !signed {
            negative = true;
            here = here.saturating_add(1);
        }
        let Some(Kind::Number(value, big)) = self.kind(here) else { return None };
        let mut measure = if numeral::is_share(self.text(here)) { Measure::Percent } else { Measure::Bare };
        let mut value = if negative { Decimal::ZERO.checked_sub(value)? } else { value };
        let mut next = here.saturating_add(1);
        if self.kind(next) == Some(Kind::Unit) {
            let unit = self.text(next);
            measure = match unit {
                _ if forms::is(unit, forms::PERCENT) => Measure::Percent,
                _ if forms::is(unit, forms::MILLE) => {
                    value = value.checked_div(Decimal::TEN)?;
                    Measure::Percent
                }
                _ if forms::is(unit, forms::TENTH) => {
                    value = value.checked_mul(Decimal::TEN)?;
                    Measure::Percent
                }
                // 目标的1.2倍
                _ if of_target && forms::is(unit, forms::TIMES) => {
                    value = value.checked_mul(Decimal::ONE_HUNDRED)?;
                    Measure::Percent
                }
                _ if forms::is(unit, forms::PERCENTAGE_POINT) => Measure::Point,
                unit => Measure::Unit(unit.to_owned()),
            };
            next = next.saturating_add(1);
        }
        if measure == Measure::Percent && !of_target {
            // 90%的目标, 100%目标值.
            let after = self.skip(next, &[Class::Filler]);
            // 85%*目标值
            let after =
                if matches!(self.sign(after), Some('*' | '×')) && self.is(after.saturating_add(1), Class::Target) {
                    after.saturating_add(1)
                } else {
                    after
                };
            if self.is(after, Class::Target) && !matches!(self.kind(after.saturating_add(1)), Some(Kind::Number(..))) {
                of_target = true;
                next = after.saturating_add(1);
            }
        }
        // 目标5% after 低于 is read by the step; 目标的5分 is no share.
        if of_target && measure != Measure::Percent {
            return None;
        }
        Some((Amount { value, big, measure, of_target, joined, signed, span: self.span(at, next) }, next))
    }

    /// An amount or the target itself.
    pub(super) fn edge(&self, at: usize) -> Read<Edge> {
        let at = self.skip(at, &[Class::Filler, Class::Actual]);
        if let Some((amount, next)) = self.amount(at) {
            return Some((Edge::Amount(amount), next));
        }
        // 低于集团平均水平: whose target it is stands before it.
        let mut named = at;
        while matches!(self.kind(named), Some(Kind::Free | Kind::Word(Class::Noun | Class::Filler))) {
            named = named.saturating_add(1);
        }
        self.target(named).map(|next| (Edge::Target(self.span(at, next)), next))
    }

    /// 目标值, 计划, 既定的目标: the target without a share of it.
    pub(super) fn target(&self, at: usize) -> Option<usize> {
        let start = self.skip(at, &[Class::ThisItem]);
        if !self.is(start, Class::Target) {
            return None;
        }
        let mut next = start.saturating_add(1);
        while self.is(next, Class::Target) {
            next = next.saturating_add(1);
        }
        Some(next)
    }
}
