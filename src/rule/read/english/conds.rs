//! Makers of conditions.

use rust_decimal::Decimal;

use super::makers::{Args, Maker, NEAR, Value, amount, end, high, inside, low, phrases, reach, single, things};
use crate::model::Direction;
use crate::rule::read::phrase::{Amount, Cond, Edge, Measure, Phrase, Span};
use crate::rule::types::Way;
use crate::unit::UnitKind;

impl Maker<'_> {
    pub(super) fn conds(&self, name: &str, args: &Args<'_>) -> Option<Value> {
        let first = || args.level(0);
        let counted = !self.context.unit.is_percent();
        let things_counted = matches!(self.context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_));
        let unit = || Some(Edge::Amount(amount(args.number(0)?, Measure::Unit(args.name(1)?))));
        Some(Value::Cond(match name {
            "ge" => low(first()?, true),
            "gt" => low(first()?, false),
            "le" => high(first()?, true),
            "lt" => high(first()?, false),
            "ge_better" if self.tends() != Some(Direction::Lower) => low(first()?, true),
            "le_better"
                if self
                    .tends()
                    .map_or(counted && self.context.unit.kind != UnitKind::Score, |way| way == Direction::Lower) =>
            {
                high(first()?, true)
            }
            "ge_unit" => low(unit()?, true),
            // Three injuries void the total: so many of what is counted, or more.
            "ge_things" if things_counted && args.number(0)? > Decimal::ZERO => low(unit()?, true),
            "le_unit" => high(unit()?, true),
            "le_inside" => high(inside(first()?)?, true),
            // Within 2% of the target: as far from it on each side.
            "near" => {
                let near = args.amount(0)?;
                let level = |value: Option<Decimal>| {
                    Some(Edge::Amount(Amount { value: value?, of_target: true, ..near.clone() }))
                };
                let below = level(Decimal::ONE_HUNDRED.checked_sub(near.value))?;
                let above = level(Decimal::ONE_HUNDRED.checked_add(near.value))?;
                if near.value >= NEAR {
                    return None;
                }
                let band = Cond::Band { low: end(below, true, true), high: end(above, true, true), reach: false };
                return phrases([Phrase::Cond(band)]);
            }
            "range" => {
                let (one, other) = alike(first()?, args.level(1)?);
                Cond::Band { low: end(one, true, false), high: end(other, true, false), reach: false }
            }
            "half_open" => {
                let (one, other) = alike(first()?, args.level(1)?);
                Cond::Band { low: end(one, true, true), high: end(other, false, true), reach: false }
            }
            "open" => {
                let (one, other) = alike(first()?, args.level(1)?);
                Cond::Band { low: end(one, false, true), high: end(other, false, true), reach: false }
            }
            "open_low" => {
                let (one, other) = alike(first()?, args.level(1)?);
                Cond::Band { low: end(one, false, true), high: end(other, true, true), reach: false }
            }
            "better" if self.tends()? == Direction::Lower => high(first()?, false),
            "better" => low(first()?, false),
            "worse" if self.tends()? == Direction::Lower => low(first()?, false),
            "worse" => high(first()?, false),
            "between" => return self.between(args),
            "single" => single(first()?)?,
            "reach" => reach(first()?),
            "count" if counted => Cond::Single(things(args.number(0)?)),
            "far_ge" => low(Edge::Beyond(args.amount(0)?, Way::Above), true),
            "far_gt" => low(Edge::Beyond(args.amount(0)?, Way::Above), false),
            "far_le" => Cond::Band {
                low: end(Edge::Target(Span::default()), false, true),
                high: end(Edge::Beyond(args.amount(0)?, Way::Above), true, true),
                reach: false,
            },
            "far_lt" => Cond::Band {
                low: end(Edge::Target(Span::default()), false, true),
                high: end(Edge::Beyond(args.amount(0)?, Way::Above), false, true),
                reach: false,
            },
            "short_ge" => high(Edge::Beyond(args.amount(0)?, Way::Below), true),
            "short_gt" => high(Edge::Beyond(args.amount(0)?, Way::Below), false),
            "short_le" => Cond::Band {
                low: end(Edge::Beyond(args.amount(0)?, Way::Below), true, true),
                high: end(Edge::Target(Span::default()), false, true),
                reach: false,
            },
            "short_lt" => Cond::Band {
                low: end(Edge::Beyond(args.amount(0)?, Way::Below), false, true),
                high: end(Edge::Target(Span::default()), false, true),
                reach: false,
            },
            "on" => Cond::OnTarget,
            "off" => Cond::OffTarget,
            "else" => Cond::Else,
            "nothing" if counted && self.counted(args) => Cond::Single(things(Decimal::ZERO)),
            "some" if counted && self.counted(args) => low(Edge::Amount(things(Decimal::ZERO)), false),
            // On time: no day late.
            "none" if matches!(self.context.unit.kind, UnitKind::Time | UnitKind::Days) => {
                Cond::Single(amount(Decimal::ZERO, Measure::Bare))
            }
            "none" if counted => Cond::Single(things(Decimal::ZERO)),
            "happens" if counted && self.counted(args) => Cond::Noun(String::new()),
            "deviation" => high(Edge::Amount(args.amount(0)?), true),
            _ => return self.counts(name, args),
        }))
    }

    /// Conditions on how many there are of what is counted.
    fn counts(&self, name: &str, args: &Args<'_>) -> Option<Value> {
        let things_counted = matches!(self.context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_));
        let number = || Some(Edge::Amount(things(args.number(0)?)));
        Some(Value::Cond(match name {
            // One breach or more, of what is counted.
            "ge_counted" if things_counted && self.counted(&args.behind()) => low(number()?, true),
            "le_counted" if things_counted && self.counted(&args.behind()) => high(number()?, true),
            // 2 or 3 errors: two numbers that follow each other.
            "either_n" if things_counted => {
                let (one, other) = (args.number(0)?, args.number(1)?);
                if one.checked_add(Decimal::ONE)? != other {
                    return None;
                }
                let level = |value: Decimal| end(Edge::Amount(things(value)), true, false);
                Cond::Band { low: level(one), high: level(other), reach: false }
            }
            _ => return None,
        }))
    }

    /// 80%≤X<90%
    fn between(&self, args: &Args<'_>) -> Option<Value> {
        let inclusive = |at: usize| match &args.0.get(at)?.value {
            Value::Name(sign) => Some(sign == "≤"),
            _ => None,
        };
        let (one, other) = (args.level(0)?, args.level(2)?);
        let band =
            Cond::Band { low: end(one, inclusive(1)?, true), high: end(other, inclusive(3)?, true), reach: false };
        Some(Value::Cond(band))
    }
}

/// 90-95%: the first end has the measure of the second.
fn alike(one: Edge, other: Edge) -> (Edge, Edge) {
    match (one, other) {
        (Edge::Amount(first), Edge::Amount(second)) if first.measure == Measure::Bare => {
            let first = Amount { measure: second.measure.clone(), of_target: second.of_target, ..first };
            (Edge::Amount(first), Edge::Amount(second))
        }
        ends => ends,
    }
}
