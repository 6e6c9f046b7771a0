//! Straight lines between points.

use rust_decimal::Decimal;

use super::clauses::Clauses;
use super::tiers::base_level;
use super::{Frame, Made, stop};
use crate::rule::read::phrase::{Cond, Points, Stop, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{CutOff, Level, Main, Way};

/// Straight lines between named points.
pub(super) fn line(frame: &Frame<'_>, clauses: &Clauses) -> Made<(Main, Vec<CutOff>)> {
    let mut line: Vec<(Level, Decimal)> = Vec::new();
    let mut cuts = Vec::new();
    for award in &clauses.awards {
        if let (Some(Cond::Band { low: Some(low), high: Some(high), .. }), Points::Span(first, last)) =
            (&award.cond, award.points)
        {
            for (end, points) in [(low, first), (high, last)] {
                let level = frame.edge(&end.edge)?;
                let known = line.iter().find(|(other, _)| frame.number(*other) == frame.number(level));
                match known {
                    Some((_, other)) if *other == points => {}
                    Some((level, _)) => {
                        let at = frame.number(*level);
                        return Err(Stop { between: frame.between(at, at), ..Stop::new(Reason::Overlap, award.span) });
                    }
                    None => line.push((level, points)),
                }
            }
            continue;
        }
        let level = match &award.cond {
            Some(Cond::OnTarget) => frame.at_target(award.span)?,
            Some(Cond::Single(amount)) => frame.amount(amount)?,
            Some(Cond::Band { low: Some(end), high: None, .. } | Cond::Band { low: None, high: Some(end), .. }) => {
                frame.edge(&end.edge)?
            }
            _ => return stop(Reason::TierPoints, award.span),
        };
        let points = frame.points(award.points);
        // 60%以下不得分，60%得60分: the score begins at the line's lowest point.
        if let Some(cond @ Cond::Band { low: None, high: Some(_), .. }) = &award.cond
            && points.is_zero()
            && clauses.awards.iter().any(|other| {
                !frame.points(other.points).is_zero()
                    && matches!(base_level(frame, other.cond.as_ref(), Way::Below), Ok(Some(at)) if frame.number(at) == frame.number(level))
            })
        {
            let mut found = super::cutoffs::cut(frame, cond, award, false)?;
            found.bound.included = false;
            cuts.push(found);
            continue;
        }
        if award.verb == Verb::Take
            || award.verb == Verb::Add
            || line.iter().any(|(other, _)| frame.number(*other) == frame.number(level))
        {
            return stop(Reason::TierPoints, award.span);
        }
        line.push((level, points));
    }
    if line.len() < 2 || !clauses.steps.is_empty() {
        return stop(Reason::SingleValues, frame.all);
    }
    // Clamped to the full points, the upper part of the line would be flat; 最高120分 says that it is meant.
    let most = clauses
        .bounds
        .iter()
        .filter(|bound| bound.most)
        .map(|bound| frame.points(bound.points))
        .fold(frame.full, Decimal::max);
    if line.iter().any(|(_, points)| *points > most) {
        return stop(Reason::TierPoints, frame.all);
    }
    line.sort_by_key(|(level, _)| frame.number(*level));
    Ok((Main::Line(line), cuts))
}
