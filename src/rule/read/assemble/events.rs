//! Events that a rule counts: one value counts one of them.

use super::clauses::{Clauses, StepClause};
use super::words::may_be_counted;
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
