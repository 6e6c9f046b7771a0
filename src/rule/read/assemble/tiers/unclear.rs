//! What a list of tiers leaves open is asked back: what is counted, and whether points are taken once or each time.

use rust_decimal::Decimal;

use super::super::bare_counts;
use super::super::clauses::AwardClause;
use super::super::events::several_events;
use super::{Does, Frame, Made, Written, ends, stop, worth};
use crate::rule::read::class::Class;
use crate::rule::read::phrase::{Cond, Edge, End, Points, Span, Verb};
use crate::rule::read::vocabulary;
use crate::rule::refusal::Reason;

/// All tiers are of one count, and it is known which.
pub(super) fn what_counts(frame: &Frame<'_>, awards: &[AwardClause]) -> Made<()> {
    several_events(awards)?;
    // 不按时参加扣负责人5分，当事人20分: two things on one count.
    let mut nouns = awards.iter().filter_map(|award| match &award.cond {
        Some(Cond::Noun(noun)) => Some((noun, award.span)),
        _ => None,
    });
    if let Some((first, _)) = nouns.next()
        && let Some((_, span)) = nouns.find(|(noun, _)| *noun != first)
    {
        return stop(Reason::TwoCounts, span);
    }
    // 未及时沟通的扣3分: once, or each time?
    let numbered = awards.iter().any(|award| matches!(award.cond, Some(Cond::Single(_) | Cond::Band { .. })));
    let otherwise = awards.iter().any(|award| award.verb == Verb::Give && frame.points(award.points) == frame.full);
    if let Some(award) = awards.iter().find(|award| {
        award.verb == Verb::Take
            && !numbered
            && !otherwise
            && matches!(award.cond, Some(Cond::Noun(_) | Cond::Nothing(_)))
    }) {
        return stop(Reason::OnceOrEach, award.span);
    }
    // 未按时提交得0分，否则得满分: is the slip counted, or what is handed in?
    if let Some(award) = awards.iter().find(|award| !numbered && bare_counts::is_worse_denied(frame, awards, award)) {
        return stop(Reason::NotCounted, award.span);
    }
    Ok(())
}

/// It is known what is taken from what, and how often.
pub(super) fn what_is_given(frame: &Frame<'_>, awards: &[AwardClause], found: &[Written], does: Does) -> Made<()> {
    // 达标得10分，不达标扣5分, out of 30: deducted from what, where even the best is not all there is?
    let best = found.iter().map(|(_, award)| worth(frame, *award)).max().unwrap_or_default();
    let gives = |award: &&AwardClause| award.verb != Verb::Take && !frame.points(award.points).is_zero();
    if does.deducts
        && !frame.signed()
        && awards.iter().any(|award| gives(&award))
        && !awards.iter().filter(gives).any(|award| frame.points(award.points) == best)
    {
        return stop(Reason::TierPoints, span_of(awards));
    }
    if let Some(span) = half_of_what(frame, awards) {
        return stop(Reason::FullConflict, span);
    }
    if let Some(span) = once_or_each(frame, awards)? {
        return stop(Reason::OnceOrEach, span);
    }
    // 低于目标1%扣1分 alone: once, or per step?
    let mut distances =
        awards.iter().filter(|award| award.verb == Verb::Take && award.cond.as_ref().is_some_and(beyond));
    if let (Some(one), None) = (distances.next(), distances.next()) {
        return stop(Reason::OnceOrEach, one.span);
    }
    if does.takes && !does.adds && awards.len() < 2 {
        return stop(Reason::OnceOrEach, frame.all);
    }
    Ok(())
}

/// 达到目标得20分，达到90%得一半, out of 100: half of the twenty, or of all there are?
fn half_of_what(frame: &Frame<'_>, awards: &[AwardClause]) -> Option<Span> {
    let shares = awards.iter().any(|award| matches!(award.points, Points::Share(part) if part < Decimal::ONE));
    let named = |award: &AwardClause| match award.points {
        Points::Number(points) => Some((points, award.span)),
        _ => None,
    };
    let whole = awards.iter().any(|award| frame.points(award.points) == frame.full);
    let (_, span) = awards.iter().filter_map(named).max_by_key(|(points, _)| *points)?;
    (shares && !whole).then_some(span)
}

/// Where tiers stand that deduct.
fn span_of(awards: &[AwardClause]) -> Span {
    let takes = awards.iter().filter(|award| award.verb == Verb::Take).map(|award| award.span);
    takes.reduce(Span::to).unwrap_or_default()
}

/// Whether a condition names a distance from the target.
fn beyond(cond: &Cond) -> bool {
    let far = |end: &Option<End>| matches!(end, Some(End { edge: Edge::Beyond(..), .. }));
    matches!(cond, Cond::Band { low, high, .. } if far(low) || far(high))
}

/// 达到100%得满分，超出1%扣2分: a deduction from a level on that the full points lie beyond is no tier but a step that does
/// not say whether it counts once or each time.
fn once_or_each(frame: &Frame<'_>, awards: &[AwardClause]) -> Made<Option<Span>> {
    let full_at = |award: &AwardClause| -> Made<Option<(Option<Decimal>, Option<Decimal>)>> {
        let gives = matches!(award.verb, Verb::Give | Verb::Bare) && frame.points(award.points) == frame.full;
        let Some(cond) = award.cond.as_ref().filter(|cond| gives && !matches!(cond, Cond::Else)) else {
            return Ok(None);
        };
        let (low, high) = ends(frame, cond, award)?;
        Ok(Some((low.map(|end| frame.number(end.0.level)), high.map(|end| frame.number(end.0.level)))))
    };
    for award in awards.iter().filter(|award| award.verb == Verb::Take) {
        let Some(cond @ Cond::Band { reach: false, .. }) = &award.cond else { continue };
        // 按期完成得15分，逾期1天以内扣2分: how late, once.
        if vocabulary::class(&award.about) == Some(Class::Late) {
            continue;
        }
        let (low, high) = ends(frame, cond, award)?;
        let (low, high) = (low.map(|end| frame.number(end.0.level)), high.map(|end| frame.number(end.0.level)));
        for other in awards {
            let Some((full_low, full_high)) = full_at(other)? else { continue };
            let above =
                high.is_none() && full_high.is_none() && low.zip(full_low).is_some_and(|(own, full)| own < full);
            let below =
                low.is_none() && full_low.is_none() && high.zip(full_high).is_some_and(|(own, full)| own > full);
            if above || below {
                return Ok(Some(award.span));
            }
        }
    }
    Ok(None)
}
