//! Lists of bare levels: 100%得30分，95%得25分，低于95%不得分 says at least, where an end of the list says so.

use rust_decimal::Decimal;

use super::Frame;
use super::tiers::Ends;
use crate::rule::types::{Award, Level};

/// Opens the single levels of a falling list upwards: its first names 以上, or its last 低于 or 以下.
pub(super) fn falling(frame: &Frame<'_>, found: &mut [(Ends, Award)]) {
    let level = |ends: &Ends| ends.0.or(ends.1).map(|(bound, _)| frame.number(bound.level));
    let single = |ends: &Ends| matches!(ends, (Some(low), Some(high)) if low.0.level == high.0.level);
    let points = |award: &Award| match award {
        Award::Points(points) => Some(*points),
        Award::Ratio => None,
    };
    let levels: Option<Vec<(Decimal, Decimal)>> =
        found.iter().map(|(ends, award)| Some((level(ends)?, points(award)?))).collect();
    let Some(levels) = levels else { return };
    // The last may name the level before it again: 90%得20分，低于90%不得分.
    let falls = levels.windows(2).all(|pair| matches!(pair, [(a, p), (b, q)] if a >= b && p > q));
    let shares = levels_of_target(found);
    let (Some((first, rest)), Some((last, _))) = (found.split_first(), found.split_last()) else { return };
    let opens = matches!(first.0, (Some(_), None));
    let closes = matches!(last.0, (None, Some(_)));
    let middle = rest.iter().take(rest.len().saturating_sub(usize::from(closes)));
    let singles = middle.filter(|(ends, _)| single(ends)).count();
    let all = singles == rest.len().saturating_sub(usize::from(closes)) && (opens || single(&first.0));
    // 90%得80分，90%以下0分: both name it.
    let twice = match (levels.as_slice(), &last.0) {
        ([.., (above, _), (below, _)], (None, Some((bound, _)))) => above == below && bound.included,
        _ => false,
    };
    let percent = frame.context.unit.is_percent() || shares;
    if falls && all && (opens || closes) && !twice && percent {
        for (ends, _) in found.iter_mut().filter(|(ends, _)| single(ends)) {
            ends.1 = None;
        }
    }
}

/// Whether the levels are shares of the target.
fn levels_of_target(found: &[(Ends, Award)]) -> bool {
    let share = |ends: &Ends| matches!(ends.0.or(ends.1), Some((bound, _)) if matches!(bound.level, Level::Target(_)));
    found.iter().any(|(ends, _)| share(ends))
}
