//! Tiers of how late: 按时提交得满分，迟交1-2天扣2分，迟交3天以上不得分.

use rust_decimal::Decimal;

use super::Frame;
use super::clauses::{AwardClause, Clauses};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Measure};
use crate::rule::read::vocabulary;
use crate::unit::UnitKind;

/// The awards with being on time as none of what the other tiers count; `None` where the rule is no such list.
pub(super) fn as_none(frame: &Frame<'_>, clauses: &Clauses) -> Option<Vec<AwardClause>> {
    let counted = frame.counts() || matches!(frame.context.unit.kind, UnitKind::Days | UnitKind::Time);
    let late = |award: &AwardClause| {
        matches!(award.cond, Some(Cond::Single(_) | Cond::Band { .. }))
            && vocabulary::class(&award.about) == Some(Class::Late)
    };
    let described = || clauses.described.iter().any(|words| forms::begins(words, forms::ON_TIME));
    let punctual = |award: &AwardClause| match &award.cond {
        Some(Cond::OnTarget) => true,
        Some(Cond::Noun(words) | Cond::Nothing(words)) => forms::begins(words, forms::ON_TIME),
        None => described(),
        _ => false,
    };
    let mut others = clauses.awards.iter().filter(|award| !late(award));
    let (Some(one), None) = (others.next(), others.next()) else { return None };
    let aimed = frame.target().is_some_and(|target| !target.is_zero());
    if !counted || aimed || clauses.awards.len() < 2 || !punctual(one) {
        return None;
    }
    let none = Amount {
        value: Decimal::ZERO,
        big: false,
        measure: Measure::Bare,
        of_target: false,
        joined: false,
        signed: false,
        span: one.span,
    };
    let end = End { edge: Edge::Amount(none), included: true, named: true, fixed: true };
    let made = |award: &AwardClause| match late(award) {
        true => award.clone(),
        false => {
            AwardClause { cond: Some(Cond::Band { low: None, high: Some(end.clone()), reach: false }), ..award.clone() }
        }
    };
    Some(clauses.awards.iter().map(made).collect())
}
