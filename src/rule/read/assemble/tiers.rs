//! Tiers, and lines between points.

mod close;
mod join;
mod neighbours;
mod unclear;

use rust_decimal::Decimal;

use super::clauses::{AwardClause, Clauses};
use super::{Frame, Made, is_on_target, punctual, stop};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, End, Points, Stop, Verb};
use crate::rule::refusal::{Reason, Remark};
use crate::rule::types::{Award, Bound, Level, Main, Way};
use crate::unit::UnitKind;
use join::Join;

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

/// A tier as it is written: its two ends as far as they are said, and what it gives.
type Written = (Ends, Award);

/// What a list of tiers does as a whole.
#[derive(Clone, Copy)]
struct Does {
    /// Its points are taken from all there are; a value outside of it has them all.
    takes: bool,
    /// It is a list of bonuses: a value outside of it has none.
    adds: bool,
    /// A tier takes points.
    deducts: bool,
}

impl Does {
    fn of(frame: &Frame<'_>, awards: &[AwardClause]) -> Self {
        // Signed points are 0 on the side that a list of bonuses says nothing of, as on that of a list of deductions.
        let only = |verb: Verb| {
            awards.iter().all(|award| award.verb == verb || frame.points(award.points).is_zero())
                && awards.iter().any(|award| award.verb == verb)
        };
        let adds = frame.signed() && only(Verb::Add);
        // 低于1%扣2分 was hardly meant as a tier: nothing to offer.
        Self { takes: only(Verb::Take) || adds, adds, deducts: awards.iter().any(|award| award.verb == Verb::Take) }
    }
}

/// Tiers of numbers, or of labels.
pub(super) fn tiers(frame: &Frame<'_>, clauses: &Clauses, remarks: &mut Vec<Remark>) -> Made<Main> {
    let punctual = punctual::as_none(frame, clauses);
    let awards = punctual.as_ref().unwrap_or(&clauses.awards);
    // What happens has no name where it is the one thing that is counted: thefts, breaches.
    let nameless = |cond: &Cond| matches!(cond, Cond::Noun(name) | Cond::Nothing(name) if name.is_empty());
    let counted = match frame.context.unit.kind {
        UnitKind::Count(_) => true,
        UnitKind::Other(_) => awards.iter().filter_map(|award| award.cond.as_ref()).all(nameless),
        _ => false,
    };
    if awards.iter().all(|award| matches!(award.cond, Some(Cond::Noun(_) | Cond::Nothing(_)))) && !counted {
        return super::labels::labels(frame, awards);
    }
    unclear::what_counts(frame, awards)?;
    let does = Does::of(frame, awards);
    let (mut found, rest) = written(frame, awards)?;
    unclear::what_is_given(frame, awards, &found, does)?;
    only_a_cut(frame, clauses, &found, rest, does)?;
    let number = |end: &(Bound, Said)| frame.number(end.0.level);
    let whole = frame.context.unit.is_whole();
    if !whole && found.iter().all(|(ends, _)| matches!(ends, (Some(a), Some(b)) if number(a) == number(b))) {
        return stop(Reason::SingleValues, frame.all);
    }
    if !whole {
        super::lists::falling(frame, &mut found);
    }
    neighbours::bound_each_other(frame, &mut found);
    neighbours::own_tiers(frame, &mut found)?;
    // An open-ended neighbour ends where the better-bounded tiers end.
    found.sort_by_key(|((low, high), _)| {
        (
            low.is_some(),
            low.as_ref().map(number).or_else(|| high.as_ref().map(number)),
            low.as_ref().is_some_and(|low| !low.0.included),
            high.as_ref().map(number),
        )
    });
    let mut tiers = Join { frame, deducts: does.deducts, remarks: &mut *remarks }.joined(found)?;
    if let Some(target) = close::unsaid_at_target(frame, &tiers).filter(|_| rest.is_none() && !does.takes && !does.adds)
    {
        return Err(Stop { between: frame.between(target, target), ..Stop::new(Reason::Hole, frame.all) });
    }
    close::close(frame, &mut tiers, rest, does, remarks);
    // 10分钟以内扣1分，…: what does none at all give?
    let whole_list = does.takes && !does.adds && !tiers.iter().any(|tier| tier.award == Award::Points(frame.full));
    if tiers.is_empty() || whole_list {
        return stop(Reason::TierPoints, frame.all);
    }
    Ok(Main::Tiers(tiers))
}

/// The tiers in the order of the sentence, and the points of all that is left: 否则.
fn written(frame: &Frame<'_>, awards: &[AwardClause]) -> Made<(Vec<Written>, Option<Decimal>)> {
    let mut found = Vec::new();
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
            Some(Cond::Else) => rest = Some(points),
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
    Ok((found, rest))
}

/// One tier alone, or none that gives anything, only says from where on nothing is earned.
fn only_a_cut(frame: &Frame<'_>, clauses: &Clauses, found: &[Written], rest: Option<Decimal>, does: Does) -> Made<()> {
    let gives_nothing = || {
        found.iter().all(|(_, award)| *award == Award::Points(Decimal::ZERO))
            && !does.takes
            && (!frame.signed() || clauses.vetoes.is_empty())
            && rest.is_none_or(|points| points.is_zero())
    };
    if found.len() == 1 && rest.is_none() && !does.adds || gives_nothing() {
        return stop(Reason::OnlyCutOff, frame.all);
    }
    Ok(())
}

/// The most that a tier gives.
fn worth(frame: &Frame<'_>, award: Award) -> Decimal {
    match award {
        Award::Points(points) => points,
        Award::Ratio => frame.full,
    }
}
