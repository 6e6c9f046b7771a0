//! What conditions beside steps allow, and where their numbers belong.

use super::beside_steps::same;
use super::clauses::{Clauses, StepClause};
use super::{Frame, Made, stop};
use crate::rule::read::phrase::{self, Cond, SideKind, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{CutOff, Test, Way};

/// 80%以下不得分，80%以上得60分，每增加1%加2分: the number that both name is the better one's own lower bound, as in tiers.
pub(super) fn leave_own_number(frame: &Frame<'_>, cond: &Cond, cuts: &mut [CutOff]) {
    let edge = match cond {
        Cond::Band { low: Some(low), .. } if low.included => low.edge.clone(),
        Cond::Single(amount) => phrase::Edge::Amount(amount.clone()),
        _ => return,
    };
    let Ok(level) = frame.edge(&edge).map(|level| frame.number(level)) else { return };
    let shared = |cut: &&mut CutOff| {
        cut.way == Way::Below && cut.test == Test::Quantity && frame.number(cut.bound.level) == level
    };
    for cut in cuts.iter_mut().filter(shared) {
        cut.bound.included = false;
    }
}

/// 超出部分: above the target, and nothing more.
pub(super) fn only_from_target(cond: &Cond) -> bool {
    matches!(cond, Cond::Band { low: Some(phrase::End { edge: phrase::Edge::Target(_), .. }), high: None, .. })
}

/// 3次以内，之后每次扣5分: a step without a side behind what is allowed counts beyond it. Without 之后 nothing tells it from a
/// step that counts every one: 允许3次，每次扣5分.
pub(super) fn beyond_allowed(
    frame: &Frame<'_>,
    clause: &StepClause,
    own: Option<&Cond>,
    base: Option<&Cond>,
) -> Made<Option<(Way, SideKind)>> {
    let allowed = match own {
        // 达98%得满分，98%以下每1%扣2分: below what gives the full points.
        Some(Cond::Band { low: None, high: Some(end), reach: false }) => {
            end.included
                && !matches!(base, Some(Cond::Band { low: Some(full), high: None, .. }) if same(frame, full, end))
        }
        _ => false,
    };
    let takes = clause.verb == Verb::Take;
    match (clause.step.after, allowed) {
        (true, true) => Ok(Some((Way::Above, SideKind::Comparing))),
        // 首次警告，之后每次扣5分: after what?
        (true, false) if takes && own.is_none() => stop(Reason::NotCounted, clause.span),
        (false, true) if takes && clause.base.is_some() => stop(Reason::NotCounted, clause.span),
        _ if clause.step.asked && clause.base.is_some() && clause.verb != Verb::Give => {
            stop(Reason::NotCounted, clause.span)
        }
        _ => Ok(None),
    }
}

/// 逾期3日以上不计分，未满3日者每日扣2分: the step's bound only says that the cut-off does not hold. Where there is a target it
/// could also be where counting starts.
pub(super) fn under_a_cut(frame: &Frame<'_>, clauses: &Clauses, clause: &StepClause) -> Made<bool> {
    let (Some(Cond::Band { low: None, high: Some(high), .. }), true, Verb::Take) =
        (&clause.base, clause.step.sides.is_empty(), clause.verb)
    else {
        return Ok(false);
    };
    let level = |edge: &phrase::Edge| frame.edge(edge).ok().map(|level| frame.number(level));
    let above = |cond: &Cond| matches!(cond, Cond::Band { low: Some(low), high: None, .. } if level(&low.edge) == level(&high.edge));
    let cut = clauses.awards.iter().any(|award| award.gives_nothing() && award.cond.as_ref().is_some_and(above))
        || clauses.vetoes.iter().any(|(cond, ..)| above(cond));
    if cut && frame.target().is_some() {
        return stop(Reason::Direction, clause.span);
    }
    Ok(cut)
}
