//! Makers of bounds: caps, floors, greatest deductions, and which steps count.

use rust_decimal::Decimal;

use super::makers::{Args, Value, amount, phrases};
use crate::rule::read::phrase::{Amount, Measure, Phrase, Points, Verb};
use crate::rule::types::Counting;

pub(super) fn bounds(name: &str, args: &Args<'_>) -> Option<Value> {
    let number = |at: usize| args.number(at).map(Points::Number);
    let most = |verb: Option<Verb>, points: Points| Phrase::Most { verb, points: Some(points) };
    let least = |points: Points| Phrase::Least { verb: None, points: Some(points) };
    let partial = |amount: Option<Amount>, counting: Counting| phrases([Phrase::Partial { amount, counting }]);
    match name {
        "most" | "cap" => phrases([most(None, args.points(0)?)]),
        "most_n" => phrases([most(None, number(0)?)]),
        "most_share" => phrases([most(None, Points::Share(share(args.number(0)?)?))]),
        "most_take" => phrases([most(Some(Verb::Take), args.points(0)?)]),
        "most_add" => phrases([most(Some(Verb::Add), args.points(0)?)]),
        "most_add_n" => phrases([most(Some(Verb::Add), number(0)?)]),
        "most_take_n" => phrases([most(Some(Verb::Take), number(0)?)]),
        "cap_n" => phrases([most(None, number(0)?)]),
        "most_both" => phrases([most(Some(Verb::AddTake), args.points(0)?)]),
        "least" => match args.points(0)? {
            Points::Zero => phrases([Phrase::FloorZero]),
            Points::Number(value) if value.is_zero() => phrases([Phrase::FloorZero]),
            points => phrases([least(points)]),
        },
        "least_n" => phrases([least(number(0)?)]),
        "least_most" => phrases([least(number(0)?), most(None, number(1)?)]),
        "floor" => phrases([Phrase::FloorZero]),
        "endless" => phrases([Phrase::Endless]),
        "bottomless" => phrases([Phrase::Bottomless]),
        "cap_full" => phrases([Phrase::NoBonus]),
        "begun" => partial(Some(args.amount(0).or_else(|| args.step(0)?.size)?), Counting::Begun),
        // Part of an hour counts as an hour: the same step twice.
        "begun_same" => {
            let (one, other) = (args.amount(0)?, args.amount(1)?);
            let alike = one.value == other.value && one.measure == other.measure;
            if alike { partial(Some(one), Counting::Begun) } else { None }
        }
        "begun_units" => {
            let (one, other) = (args.name(0)?, args.name(1)?);
            let unit = amount(Decimal::ONE, Measure::Unit(one.clone()));
            if one == other { partial(Some(unit), Counting::Begun) } else { None }
        }
        "part" => partial(Some(args.amount(0)?), Counting::Part),
        "begun_any" => partial(None, Counting::Begun),
        "part_any" => partial(None, Counting::Part),
        _ => None,
    }
}

/// A number of percent as a share.
pub(super) fn share(value: Decimal) -> Option<Decimal> {
    value.checked_div(Decimal::ONE_HUNDRED).map(|share| share.normalize())
}
