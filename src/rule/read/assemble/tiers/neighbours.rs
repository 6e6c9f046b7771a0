//! How tiers bound each other: where one ends that names one end only.

use rust_decimal::Decimal;

use super::{Frame, Made, Said, Written};
use crate::rule::read::phrase::Stop;
use crate::rule::refusal::Reason;
use crate::rule::types::Bound;

/// Nested lists: the next tier bounds this one.
pub(super) fn bound_each_other(frame: &Frame<'_>, found: &mut [Written]) {
    let number = |end: &(Bound, Said)| frame.number(end.0.level);
    let open_lows = |found: &[Written]| -> Vec<(Bound, Said)> {
        found.iter().filter_map(|((low, high), _)| if high.is_none() { *low } else { None }).collect()
    };
    let lows = open_lows(found);
    let highs: Vec<(Bound, Said)> =
        found.iter().filter_map(|((low, high), _)| if low.is_none() { *high } else { None }).collect();
    // 0次10分，3次以内5分: the single value has its own tier.
    let highs: Vec<(Bound, Said)> =
        if highs.is_empty() { highs } else { found.iter().filter_map(|((_, high), _)| *high).collect() };
    // 30次得12分 27次以上9分: the best single value is the lower end of the best tier.
    if !lows.is_empty() {
        for ((low, high), _) in &mut *found {
            if let (Some(a), Some(b)) = (*low, *high)
                && number(&a) == number(&b)
                && lows.iter().all(|other| number(other) < number(&a))
            {
                *high = None;
            }
        }
    }
    let lows = open_lows(found);
    let lows: Vec<(Bound, Said)> =
        if lows.is_empty() { lows } else { found.iter().filter_map(|((low, _), _)| *low).collect() };
    let beyond = |bound: &Bound| (Bound { included: !bound.included, ..*bound }, Said::Bare);
    for ((low, high), _) in found {
        match (*low, *high) {
            (Some(own), None) => {
                let next = lows
                    .iter()
                    .filter(|other| {
                        // 高于目标 beside 等于目标: that one number is left.
                        number(other) > number(&own)
                            || number(other) == number(&own) && own.0.included && !other.0.included
                    })
                    .min_by_key(|other| number(other));
                *high = next.map(|(bound, _)| beyond(bound));
            }
            (None, Some(own)) => {
                let next = highs.iter().filter(|other| number(other) < number(&own)).max_by_key(|other| number(other));
                *low = next.map(|(bound, _)| beyond(bound));
            }
            _ => {}
        }
    }
}

/// 1家15分，1家以上20分: a value with a tier of its own, from which another rises. It is asked back, and offered without that value.
pub(super) fn own_tiers(frame: &Frame<'_>, found: &mut [Written]) -> Made<()> {
    let number = |end: &(Bound, Said)| frame.number(end.0.level);
    let single = |(ends, _): &Written| match ends {
        (Some(low), Some(high)) if number(low) == number(high) => Some(number(low)),
        _ => None,
    };
    let singles: Vec<Decimal> = found.iter().filter_map(single).collect();
    for ((low, high), _) in found.iter_mut() {
        let (Some(own), None) = (low.as_mut(), high.as_ref()) else { continue };
        let level = frame.number(own.0.level);
        if !own.0.included || !singles.contains(&level) {
            continue;
        }
        if !frame.mend {
            return Err(Stop { between: frame.between(level, level), ..Stop::new(Reason::Overlap, frame.all) });
        }
        own.0.included = false;
    }
    Ok(())
}
