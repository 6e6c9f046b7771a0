//! Events that a rule counts: one value counts one of them.

use super::beside_numbers::{counts_events, may_be_counted, may_be_one};
use super::clauses::{AwardClause, Clauses, StepClause};
use super::{Made, stop};
use crate::rule::read::phrase::{SideKind, Verb};
use crate::rule::refusal::Reason;

/// 每迟到一次扣2分，旷工一次不得分: one value can't count both.
pub(super) fn another_event(clauses: &Clauses) -> Made<()> {
    let event = |kind: &SideKind| matches!(kind, SideKind::Lack | SideKind::Late | SideKind::Not);
    let counts = |step: &&StepClause| step.verb == Verb::Take && step.step.sides.iter().all(|(_, kind)| event(kind));
    for step in clauses.steps.iter().filter(counts) {
        let counted = format!("{}{}{}", step.subject, step.step.sided, step.step.noun);
        if let Some((_, span)) = clauses.events.iter().find(|(named, _)| !may_be_counted(&counted, named)) {
            return stop(Reason::TwoCounts, *span);
        }
    }
    Ok(())
}

/// 迟到1次得8分，旷工2次得0分: neither can one value count both in a list of tiers.
pub(super) fn several_events(awards: &[AwardClause]) -> Made<()> {
    let counts = |award: &&AwardClause| award.cond.as_ref().is_some_and(counts_events) && !award.about.is_empty();
    let mut named = awards.iter().filter(counts);
    let Some(first) = named.next() else { return Ok(()) };
    match named.find(|award| !may_be_one(&first.about, &award.about)) {
        Some(other) => stop(Reason::TwoCounts, other.span),
        None => Ok(()),
    }
}
