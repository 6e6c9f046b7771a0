//! Tiers, and lines between points.

use rust_decimal::Decimal;

use super::clauses::{AwardClause, Clauses};
use super::events::several_events;
use super::{Frame, Made, counted, is_on_target, punctual, stop};
use crate::rule::read::class::Class;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Points, Span, Stop, Verb};
use crate::rule::read::{forms, vocabulary};
use crate::rule::refusal::{Reason, Remark};
use crate::rule::types::{Award, Bound, Level, Main, Tier, Way};
use crate::unit::UnitKind;

/// How clearly a bound's number is inside: not said, by a comparing word, by 含 itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Said {
    Bare,
    Named,
    Fixed,
}

pub(super) type Ends = (Option<(Bound, Said)>, Option<(Bound, Said)>);

/// Where steps that have this condition before them start.
pub(super) fn base_level(frame: &Frame<'_>, cond: Option<&Cond>, way: Way) -> Made<Option<Level>> {
    let Some(cond) = cond else { return Ok(None) };
    Ok(match cond {
        Cond::Band { low: Some(low), high: Some(high), .. } => {
            Some(frame.edge(if way == Way::Above { &high.edge } else { &low.edge })?)
        }
        Cond::Band { low: Some(end), .. } | Cond::Band { high: Some(end), .. } => Some(frame.edge(&end.edge)?),
        Cond::Single(amount) => Some(frame.amount(amount)?),
        _ => None,
    })
}

fn bound(frame: &Frame<'_>, end: &End) -> Made<(Bound, Said)> {
    let said = match (end.fixed && end.included, end.named) {
        (true, _) => Said::Fixed,
        (false, true) => Said::Named,
        (false, false) => Said::Bare,
    };
    Ok((Bound { level: frame.edge(&end.edge)?, included: end.included }, said))
}

fn single(frame: &Frame<'_>, amount: &Amount) -> Made<Ends> {
    let bound = Bound { level: frame.amount(amount)?, included: true };
    Ok((Some((bound, Said::Named)), Some((bound, Said::Named))))
}

/// A condition's two ends in the quantity's own terms.
pub(super) fn ends(frame: &Frame<'_>, cond: &Cond, award: &AwardClause) -> Made<Ends> {
    let zero = Bound { level: Level::Value(Decimal::ZERO), included: true };
    let counted = frame.counts();
    Ok(match cond {
        Cond::Band { low, high, reach } => {
            let low = low.as_ref().map(|end| bound(frame, end)).transpose()?;
            let high = high.as_ref().map(|end| bound(frame, end)).transpose()?;
            if *reach && frame.lower { (high, low) } else { (low, high) }
        }
        Cond::Single(amount) => single(frame, amount)?,
        // 完成2个得10分，完成1个得5分，未完成0分: none.
        Cond::OffTarget if counted && frame.target().is_none() => {
            (Some((zero, Said::Named)), Some((zero, Said::Named)))
        }
        Cond::OnTarget | Cond::OffTarget => {
            let level = frame.at_target(award.span)?;
            let good = is_on_target(cond);
            let end = Some((Bound { level, included: good }, Said::Named));
            if good == frame.lower { (None, end) } else { (end, None) }
        }
        // 逾期率为0: the number itself.
        Cond::Nothing(words) if forms::is(words, forms::AT_ZERO) || forms::is(words, forms::AT_NOTHING) => {
            (Some((zero, Said::Named)), Some((zero, Said::Named)))
        }
        Cond::Nothing(_) if counted => (Some((zero, Said::Named)), Some((zero, Said::Named))),
        // 达成配额, where the sheet has a target: what is reached is not known.
        Cond::Noun(noun)
            if counted
                && forms::begins(noun, forms::REACHES)
                && frame.target().is_some_and(|target| !target.is_zero()) =>
        {
            return stop(Reason::Unreadable, award.span);
        }
        Cond::Noun(_) if counted => (Some((Bound { included: false, ..zero }, Said::Named)), None),
        _ => return stop(Reason::NotCounted, award.span),
    })
}

/// Tiers of numbers, or of labels.
pub(super) fn tiers(frame: &Frame<'_>, clauses: &Clauses, remarks: &mut Vec<Remark>) -> Made<Main> {
    let punctual = punctual::as_none(frame, clauses);
    let awards = punctual.as_ref().unwrap_or(&clauses.awards);
    if awards.iter().all(|award| matches!(award.cond, Some(Cond::Noun(_) | Cond::Nothing(_))))
        && !matches!(frame.context.unit.kind, UnitKind::Count(_))
    {
        return super::labels::labels(frame, awards);
    }
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
    if let Some(award) = awards.iter().find(|award| !numbered && counted::is_worse_denied(frame, awards, award)) {
        return stop(Reason::NotCounted, award.span);
    }
    // Signed points are 0 on the side that a list of bonuses says nothing of, as on that of a list of deductions.
    let only = |verb: Verb| {
        awards.iter().all(|award| award.verb == verb || frame.points(award.points).is_zero())
            && awards.iter().any(|award| award.verb == verb)
    };
    let adds = frame.signed() && only(Verb::Add);
    let takes = only(Verb::Take) || adds;
    // 低于1%扣2分 was hardly meant as a tier: nothing to offer.
    let deducts = awards.iter().any(|award| award.verb == Verb::Take);
    let mut found: Vec<(Ends, Award)> = Vec::new();
    let mut rest = None;
    for award in awards {
        // 下降5%以内扣5分 beside a target: is 5% the value or the distance?
        if award.moved.is_some() && award.verb == Verb::Take && frame.target().is_some_and(|target| !target.is_zero()) {
            return stop(Reason::Target, award.span);
        }
        let points = match award.verb {
            Verb::Take => frame.taken(award.points),
            Verb::Add if frame.signed() => frame.points(award.points),
            Verb::Add | Verb::AddTake => return stop(Reason::TierPoints, award.span),
            Verb::Give | Verb::Bare => frame.points(award.points),
        };
        if points > frame.full && !frame.signed() {
            return stop(Reason::TierPoints, award.span);
        }
        match &award.cond {
            Some(Cond::Else) => rest = Some((points, award)),
            Some(cond) if award.points == Points::Ratio => found.push((ends(frame, cond, award)?, Award::Ratio)),
            Some(cond) => {
                let ends = ends(frame, cond, award)?;
                // Nothing lies above the higher and below the lower end.
                if let (Some(low), Some(high)) = ends
                    && frame.number(low.0.level) > frame.number(high.0.level)
                {
                    return stop(Reason::Unreadable, award.span);
                }
                found.push((ends, Award::Points(points)));
            }
            None => return stop(Reason::TierPoints, award.span),
        }
    }
    // 达标得10分，不达标扣5分, out of 30: deducted from what, where even the best is not all there is?
    let best = found.iter().map(|(_, award)| worth(frame, *award)).max().unwrap_or_default();
    let gives = |award: &&AwardClause| award.verb != Verb::Take && !frame.points(award.points).is_zero();
    if deducts
        && !frame.signed()
        && awards.iter().any(|award| gives(&award))
        && !awards.iter().filter(gives).any(|award| frame.points(award.points) == best)
    {
        return stop(Reason::TierPoints, span_of(awards));
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
    if takes && !adds && awards.len() < 2 {
        return stop(Reason::OnceOrEach, frame.all);
    }
    if found.len() == 1 && rest.is_none() && !adds
        || found.iter().all(|(_, award)| *award == Award::Points(Decimal::ZERO))
            && !takes
            && (!frame.signed() || clauses.vetoes.is_empty())
            && rest.as_ref().is_none_or(|(points, _)| points.is_zero())
    {
        return stop(Reason::OnlyCutOff, frame.all);
    }
    let number = |end: &(Bound, Said)| frame.number(end.0.level);
    let whole = frame.context.unit.is_whole();
    if !whole && found.iter().all(|(ends, _)| matches!(ends, (Some(a), Some(b)) if number(a) == number(b))) {
        return stop(Reason::SingleValues, frame.all);
    }
    if !whole {
        super::lists::falling(frame, &mut found);
    }
    // Nested lists: the next tier bounds this one.
    let lows: Vec<(Bound, Said)> =
        found.iter().filter_map(|((low, high), _)| if high.is_none() { *low } else { None }).collect();
    let highs: Vec<(Bound, Said)> =
        found.iter().filter_map(|((low, high), _)| if low.is_none() { *high } else { None }).collect();
    // 0次10分，3次以内5分: the single value has its own tier.
    let highs: Vec<(Bound, Said)> =
        if highs.is_empty() { highs } else { found.iter().filter_map(|((_, high), _)| *high).collect() };
    // 30次得12分 27次以上9分: the best single value is the lower end of the best tier.
    if !lows.is_empty() {
        for ((low, high), _) in &mut found {
            if let (Some(a), Some(b)) = (*low, *high)
                && number(&a) == number(&b)
                && lows.iter().all(|other| number(other) < number(&a))
            {
                *high = None;
            }
        }
    }
    let lows: Vec<(Bound, Said)> =
        found.iter().filter_map(|((low, high), _)| if high.is_none() { *low } else { None }).collect();
    let lows: Vec<(Bound, Said)> =
        if lows.is_empty() { lows } else { found.iter().filter_map(|((low, _), _)| *low).collect() };
    for ((low, high), _) in &mut found {
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
                *high = next.map(|(bound, _)| (Bound { included: !bound.included, ..*bound }, Said::Bare));
            }
            (None, Some(own)) => {
                let next = highs.iter().filter(|other| number(other) < number(&own)).max_by_key(|other| number(other));
                *low = next.map(|(bound, _)| (Bound { included: !bound.included, ..*bound }, Said::Bare));
            }
            _ => {}
        }
    }
    own_tiers(frame, &mut found)?;
    // An open-ended neighbour ends where the better-bounded tiers end.
    found.sort_by_key(|((low, high), _)| {
        (
            low.is_some(),
            low.as_ref().map(number).or_else(|| high.as_ref().map(number)),
            low.as_ref().is_some_and(|low| !low.0.included),
            high.as_ref().map(number),
        )
    });
    let span = frame.all;
    // The nearest numbers that a value can have.
    let grid = if whole { Decimal::ONE } else { Decimal::new(1, 4) };
    let mut tiers: Vec<Tier> = Vec::new();
    let mut last_said = Said::Bare;
    for ((low, high), award) in found {
        let mut low = low;
        if let Some(before) = tiers.last_mut() {
            let open = |level: Option<Level>, upward: bool| {
                let shown = level.and_then(|level| frame.between(frame.number(level), frame.number(level)));
                let between = shown.map(|shown| if upward { format!("{shown}～") } else { format!("～{shown}") });
                Stop { between, ..Stop::new(Reason::Overlap, span) }
            };
            let Some(end) = before.high else { return Err(open(low.map(|(own, _)| own.level), true)) };
            let Some((mut own, own_said)) = low else { return Err(open(Some(end.level), false)) };
            let (a, b) = (frame.number(end.level), frame.number(own.level));
            if a == b && end.included && own.included {
                let alone = before.low.is_some_and(|low| frame.number(low.level) == a);
                let both = last_said > Said::Bare && own_said > Said::Bare && alone;
                if both && !frame.mend {
                    return Err(Stop { between: frame.between(a, a), ..Stop::new(Reason::Overlap, span) });
                }
                // 1家15分，1家以上20分, mended: the value has its own tier.
                if both || last_said > own_said {
                    own.included = false;
                } else {
                    before.high = Some(Bound { included: false, ..end });
                }
                remarks.push(Remark::SharedNumber(frame.shown(end.level)));
            } else {
                let below = if end.included { a.checked_add(grid) } else { Some(a) };
                let above = if own.included { b.checked_sub(grid) } else { Some(b) };
                // 3天内，4-5天: one whole number follows the other; between them counts the worse.
                let listed = frame.lists_whole() && end.included && own.included && next_whole(a, b);
                if listed {
                    if worth(frame, before.award) <= worth(frame, award) {
                        before.high = Some(Bound { included: false, ..own });
                    } else {
                        own = Bound { included: false, ..end };
                    }
                    last_said = high.map_or(Said::Bare, |(_, said)| said);
                    tiers.push(Tier { low: Some(own), high: high.map(|(bound, _)| bound), award });
                    continue;
                }
                let hole = a == b && !end.included && !own.included
                    || a < b && (below <= above || !whole && b.checked_sub(a) > Some(grid));
                let between = if !whole {
                    frame.between(a, b)
                } else {
                    below.zip(above).and_then(|(first, last)| frame.between(first, last))
                };
                // Mending gives what lies between to the lower tier, and what both name to the upper one.
                let room = before.low.is_none_or(|low| frame.number(low.level) < b);
                if (hole || a > b) && frame.mend && room && !deducts {
                    before.high = Some(Bound { included: !own.included, ..own });
                } else if hole {
                    return Err(Stop { between, ..Stop::new(Reason::Hole, span) });
                } else if a > b {
                    return Err(Stop { between: frame.between(b, a), ..Stop::new(Reason::Overlap, span) });
                }
            }
            low = Some((own, own_said));
        }
        last_said = high.map_or(Said::Bare, |(_, said)| said);
        tiers.push(Tier { low: low.map(|(bound, _)| bound), high: high.map(|(bound, _)| bound), award });
    }
    if let Some(target) = unsaid_at_target(frame, &tiers).filter(|_| rest.is_none() && !takes && !adds) {
        return Err(Stop { between: frame.between(target, target), ..Stop::new(Reason::Hole, span) });
    }
    close(frame, &mut tiers, rest.map(|(points, _)| points), (takes, adds), remarks);
    // 10分钟以内扣1分，…: what does none at all give?
    let whole_list = takes && !adds && !tiers.iter().any(|tier| tier.award == Award::Points(frame.full));
    if tiers.is_empty() || whole_list {
        return stop(Reason::TierPoints, span);
    }
    Ok(Main::Tiers(tiers))
}

/// 低于目标5%以内得8分, out of 10: the best of the tiers ends short of the target, and gives less than all there is. What does the
/// target itself get?
fn unsaid_at_target(frame: &Frame<'_>, tiers: &[Tier]) -> Option<Decimal> {
    let (first, last) = (tiers.first()?, tiers.last()?);
    let (best, end) =
        if worth(frame, first.award) > worth(frame, last.award) { (first, first.low) } else { (last, last.high) };
    let target = frame.target()?;
    let short = end.is_some_and(|end| !end.included && frame.number(end.level) == target);
    (short && worth(frame, best.award) < frame.full && !target.is_zero()).then_some(target)
}

/// Where tiers stand that deduct.
fn span_of(awards: &[AwardClause]) -> Span {
    let takes = awards.iter().filter(|award| award.verb == Verb::Take).map(|award| award.span);
    takes.reduce(Span::to).unwrap_or_default()
}

/// Whether two numbers are whole and follow each other.
fn next_whole(a: Decimal, b: Decimal) -> bool {
    a.is_integer() && b.is_integer() && a.checked_add(Decimal::ONE) == Some(b)
}

fn worth(frame: &Frame<'_>, award: Award) -> Decimal {
    match award {
        Award::Points(points) => points,
        Award::Ratio => frame.full,
    }
}

/// Whether a condition names a distance from the target.
fn beyond(cond: &Cond) -> bool {
    let far = |end: &Option<End>| matches!(end, Some(End { edge: Edge::Beyond(..), .. }));
    matches!(cond, Cond::Band { low, high, .. } if far(low) || far(high))
}

/// 1家15分，1家以上20分: a value with a tier of its own, from which another rises. It is asked back, and offered without that value.
fn own_tiers(frame: &Frame<'_>, found: &mut [(Ends, Award)]) -> Made<()> {
    let number = |end: &(Bound, Said)| frame.number(end.0.level);
    let single = |(ends, _): &(Ends, Award)| match ends {
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

/// The ends of the list: beyond the best tier the best counts; 否则 takes what is left; below the last is open, but that signed
/// bonuses give 0 there.
fn close(
    frame: &Frame<'_>,
    tiers: &mut Vec<Tier>,
    rest: Option<Decimal>,
    (takes, adds): (bool, bool),
    remarks: &mut Vec<Remark>,
) {
    let points = |tier: &Tier| match tier.award {
        Award::Points(points) => points,
        Award::Ratio => frame.full,
    };
    let falling = match (tiers.first(), tiers.last()) {
        (Some(first), Some(last)) if tiers.len() > 1 => points(first) > points(last),
        _ => frame.lower,
    };
    let flip = |bound: Bound| Bound { included: !bound.included, ..bound };
    let other = if takes { Some(frame.full) } else { None };
    if let Some(first) = tiers.first().copied()
        && let Some(low) = first.low
    {
        let outside = if let Some(rest) = rest {
            Some(rest)
        } else if falling != adds {
            other
        } else {
            None
        };
        match outside {
            Some(points) if !falling || takes || rest.is_some() => {
                tiers.insert(0, Tier { low: None, high: Some(flip(low)), award: Award::Points(points) })
            }
            _ if falling => {
                if let Some(tier) = tiers.first_mut() {
                    tier.low = None;
                }
            }
            _ if frame.number(low.level).is_zero() && low.included => {}
            _ => remarks.push(Remark::OpenTier(frame.shown(low.level))),
        }
    }
    if let Some(last) = tiers.last().copied()
        && let Some(high) = last.high
    {
        let outside = if let Some(rest) = rest {
            Some(rest)
        } else if falling != adds {
            None
        } else {
            other
        };
        match outside {
            Some(points) => tiers.push(Tier { low: Some(flip(high)), high: None, award: Award::Points(points) }),
            None if !falling => {
                if let Some(tier) = tiers.last_mut() {
                    tier.high = None;
                }
            }
            None => remarks.push(Remark::OpenTier(frame.shown(high.level))),
        }
    }
}
