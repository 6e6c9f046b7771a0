//! Events that a rule counts: two are two measures, or the sentence is not read.

use rust_decimal::Decimal;

use super::clauses::{Clauses, StepClause};
use super::words::may_be_counted;
use super::{Frame, Made, stop};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Cond, SideKind, Span, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{Count, Counting, Effect, Main};

/// 一般事故扣3分，重大事故扣10分: two events, each a measure of the role.
pub(super) fn counts(frame: &Frame<'_>, clauses: &Clauses) -> Made<Option<Main>> {
    let mut found: Vec<(&str, Decimal, Decimal, Span)> = Vec::new();
    for clause in &clauses.steps {
        if clause.verb != Verb::Take || !clause.step.sides.is_empty() || clause.base.is_some() {
            return Ok(None);
        }
        let name = if clause.subject.is_empty() { clause.step.noun.as_str() } else { clause.subject.as_str() };
        let size = clause.step.size.as_ref().map_or(Decimal::ONE, |size| size.value);
        found.push((name, size, frame.points(clause.points), clause.span));
    }
    for award in clauses.awards.iter().filter(|award| award.verb == Verb::Take) {
        let Some(Cond::Noun(name)) = &award.cond else { return Ok(None) };
        found.push((name, Decimal::ONE, frame.points(award.points), award.span));
    }
    if found.len() < 2 {
        return Ok(None);
    }
    let mut start = frame.full;
    for award in clauses.awards.iter().filter(|award| award.verb != Verb::Take) {
        match award.cond {
            // 基础分60分 is where the counting starts; 无事故得满分 says what no count gives.
            None if clauses.start => start = frame.points(award.points),
            None | Some(Cond::Nothing(_)) if frame.points(award.points) == frame.full => {}
            _ => return stop(Reason::TwoCounts, award.span),
        }
    }
    // One of the counts, or a part of one: which?
    if let Some((_, _, span)) = clauses.vetoes.first() {
        return stop(Reason::TwoCounts, *span);
    }
    if clauses.counting.is_some_and(|counting| counting != Counting::Complete) {
        return stop(Reason::TwoCounts, frame.all);
    }
    let mut counts: Vec<Count> = Vec::new();
    for (name, size, points, span) in found {
        // 每发生1次重大事故: the verb is no part of the name.
        let name = forms::HAPPENS.iter().find_map(|verb| name.strip_prefix(verb)).unwrap_or(name);
        let key = crate::text::key(name);
        let Some(measure) = frame.context.measures.iter().find(|measure| crate::text::key(measure) == key) else {
            return stop(Reason::TwoCounts, span);
        };
        if counts.iter().any(|count| count.measure == **measure) || size <= Decimal::ZERO {
            return stop(Reason::TwoRules, span);
        }
        counts.push(Count { measure: (*measure).to_owned(), size, effect: Effect::Deduct, points, most: None });
    }
    Ok(Some(Main::Counts { start, counts }))
}

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
