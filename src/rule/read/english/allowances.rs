//! Makers of what is free, of what lies beyond it, and of single occasions.

use rust_decimal::Decimal;

use super::chart::Read;
use super::makers::{Args, Maker, Value, from, high, phrases, step, things};
use crate::rule::read::phrase::{Edge, Phrase, SideKind};
use crate::rule::types::Way;
use crate::unit::UnitKind;

/// Each one beyond so many.
fn beyond(count: Decimal) -> Option<Value> {
    let each = step(&[(Way::Above, SideKind::Comparing)], things(Decimal::ONE));
    phrases([Phrase::Step(from(each, Edge::Amount(things(count)))?)])
}

impl Maker<'_> {
    pub(super) fn allowances(&self, name: &str, args: &Args<'_>, reads: &[&Read]) -> Option<Value> {
        let counts = matches!(self.context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_) | UnitKind::Plain);
        match name {
            "allowed" if counts => phrases([Phrase::Cond(high(Edge::Amount(things(args.number(0)?)), true))]),
            "allowed_one" if counts => phrases([Phrase::Cond(high(Edge::Amount(things(Decimal::ONE)), true))]),
            "tolerated" => {
                let most = args.level(0).or_else(|| args.amount(0).map(Edge::Amount))?;
                phrases([Phrase::Cond(high(most, true))])
            }
            "beyond_nth" if counts => {
                let Edge::Amount(nth) = args.level(0)? else { return None };
                beyond(nth.value)
            }
            "beyond_n" if counts => beyond(args.number(0)?),
            "event_step_one" if counts => phrases([Phrase::Step(step(&[], things(Decimal::ONE)))]),
            "good_occasion" if counts && !self.harms(reads) => phrases([Phrase::Step(step(&[], things(Decimal::ONE)))]),
            // From the third on: beyond the second.
            "after_nth" if counts => {
                let Edge::Amount(nth) = args.level(0)? else { return None };
                beyond(nth.value.checked_sub(Decimal::ONE)?)
            }
            "further" if counts => {
                phrases([Phrase::Step(step(&[(Way::Above, SideKind::Comparing)], things(Decimal::ONE)))])
            }
            _ => None,
        }
    }
}
