//! What all clauses together tell: deviations, what is allowed, and which side is better.

use rust_decimal::Decimal;

use super::clauses::{AwardClause, Clauses};
use crate::rule::read::phrase::{Cond, Edge, End, Points, SideKind, Verb};
use crate::rule::types::Way;

impl Clauses {
    pub(super) fn signed(&self) -> bool {
        let conds = self.awards.iter().filter_map(|award| award.cond.as_ref());
        let bases = self.steps.iter().filter_map(|step| step.base.as_ref());
        conds.chain(bases).chain(self.stated.iter().map(|(cond, _)| cond)).any(|cond| match cond {
            Cond::Band { low, high, .. } => {
                [low, high].into_iter().flatten().any(|end| matches!(&end.edge, Edge::Amount(amount) if amount.signed))
            }
            _ => false,
        })
    }

    /// 容许误差1%，超过部分每0.1%扣1分: without a target, what the rule itself allows is where 超过部分 begins.
    pub(super) fn allowed(&self, beyond: &Cond) -> Option<&Cond> {
        let aims = |end: &Option<End>| matches!(end, Some(End { edge: Edge::Target(_), .. }));
        let Cond::Band { low, high, .. } = beyond else { return None };
        self.stated.iter().map(|(cond, _)| cond).find(|cond| match cond {
            Cond::Band { low: None, high: Some(_), .. } => aims(low) && high.is_none(),
            Cond::Band { low: Some(_), high: None, .. } => aims(high) && low.is_none(),
            _ => false,
        })
    }

    /// Whether a band that is open below gives more than one that is open above: 3天以内得6分；3天以上得0分.
    fn falls(&self) -> bool {
        let worth = |award: &AwardClause| match (award.points, award.verb) {
            (Points::Number(points), Verb::Take) => Decimal::ZERO.checked_sub(points),
            (Points::Number(points), _) => Some(points),
            (Points::Zero, _) => Some(Decimal::ZERO),
            _ => None,
        };
        let open = |below: bool| {
            self.awards.iter().filter_map(move |award| match &award.cond {
                Some(Cond::Band { low: None, high: Some(_), reach: false }) if below => worth(award),
                Some(Cond::Band { low: Some(_), high: None, reach: false }) if !below => worth(award),
                _ => None,
            })
        };
        matches!((open(true).min(), open(false).max()), (Some(low), Some(high)) if low > high)
    }

    /// What the rule tells about the direction.
    pub(super) fn lower_is_better(&self) -> bool {
        self.falls()
            || self.steps.iter().any(|clause| {
                let above = clause.step.sides.first().is_some_and(|(way, _)| *way == Way::Above);
                let below = clause.step.sides.first().is_some_and(|(way, kind)| {
                    *way == Way::Below && matches!(kind, SideKind::Comparing | SideKind::Moving)
                });
                (above && clause.verb == Verb::Take) || (below && clause.verb == Verb::Add)
            })
    }
}
