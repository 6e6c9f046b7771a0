//! Makers of clauses: points, conditions, ways of scoring.

use super::makers::{Args, Value, high, inside, low, phrases, points, reach, single};
use crate::rule::read::phrase::{Cond, Edge, Phrase, Points, Verb};

/// The phrases of a clause by its maker's name.
pub(super) fn clauses(name: &str, args: &Args<'_>) -> Option<Value> {
    let gives = || args.points(0).map(|given| points(Verb::Give, given));
    match name {
        "take" => phrases([points(Verb::Take, args.points(0)?)]),
        "add" => phrases([points(Verb::Add, args.points(0)?)]),
        "add_n" => phrases([points(Verb::Add, Points::Number(args.number(0)?))]),
        "addtake" => phrases([points(Verb::AddTake, args.points(0)?)]),
        "give" => phrases([gives()?]),
        "give_none" => phrases([points(Verb::Give, Points::Zero)]),
        "take_n" => phrases([points(Verb::Take, Points::Number(args.number(0)?))]),
        "give_n" => phrases([points(Verb::Give, Points::Number(args.number(0)?))]),
        "ge_cond" => phrases([Phrase::Cond(low(args.level(0)?, true))]),
        "cond" => phrases([Phrase::Cond(args.cond(0)?)]),
        "reached" => phrases([Phrase::Cond(reach(args.level(0)?))]),
        "upto" => phrases([Phrase::Cond(high(args.level(0)?, true))]),
        "upto_inside" => phrases([Phrase::Cond(high(inside(args.level(0)?)?, true))]),
        "label" => phrases([Phrase::Cond(Cond::Noun(args.name(0)?))]),
        "point" => phrases([Phrase::Cond(single(args.level(0)?)?), points(Verb::Give, args.points(1)?)]),
        "point_n" => {
            phrases([Phrase::Cond(single(args.level(0)?)?), points(Verb::Give, Points::Number(args.number(1)?))])
        }
        "veto" => phrases([Phrase::Veto]),
        "item_veto" => phrases([Phrase::ThisItem, Phrase::Veto]),
        "line" => phrases([Phrase::Linear { ratio: false }]),
        "ratio" => phrases([Phrase::Ratio { inverse: false, times: None, over: None }]),
        "inverse" => phrases([Phrase::Ratio { inverse: true, times: None, over: None }]),
        "ratio_n" => phrases([Phrase::Ratio { inverse: false, times: Some(args.number(0)?), over: None }]),
        "inverse_n" => phrases([Phrase::Ratio { inverse: true, times: Some(args.number(0)?), over: None }]),
        "tier_ratio" => phrases([Phrase::Ratio { inverse: false, times: None, over: None }]),
        "direct" => phrases([Phrase::Direct]),
        "scale" => phrases([Phrase::Direct, Phrase::Marked { scale: Some(args.number(0)?) }]),
        "out_of" => phrases([Phrase::FullPoints(args.number(0)?)]),
        "defines" => phrases([Phrase::DefinesRatio]),
        "defines_rate" => phrases([Phrase::RateOfTarget]),
        "kept" => phrases([Phrase::NoDeduction]),
        "start" => phrases([Phrase::Start(args.number(0)?)]),
        "on_target" => phrases([Phrase::Cond(Cond::OnTarget)]),
        "off_target" => phrases([Phrase::Cond(Cond::OffTarget)]),
        "rest" => phrases([Phrase::Cond(Cond::Else)]),
        "deviates" => phrases([Phrase::Cond(high(args.level(0).or_else(|| args.amount(0).map(Edge::Amount))?, true))]),
        _ => None,
    }
}
