//! Ways to points that are not points themselves: in proportion, between points, out of full points.

use rust_decimal::Decimal;

use super::super::clauses::AwardClause;
use super::super::{Made, stop};
use super::Gathering;
use crate::rule::read::phrase::{Amount, Cond, Edge, Measure, Points, Span, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::Counting;

impl Gathering<'_> {
    /// 完成率: a name, or behind 未达到的 a way to points for that side.
    pub(super) fn names(&mut self, ratio: bool, span: Span) -> Made<()> {
        if !ratio || !matches!(self.conds.last(), Some((Cond::OffTarget, _))) {
            self.out.names_ratio |= ratio;
            return Ok(());
        }
        // 未达到的按完成比例计算
        self.noun = None;
        self.conds.pop();
        if self.out.ratio.is_some_and(|(inverse, ..)| inverse) {
            return stop(Reason::TwoRules, span);
        }
        self.out.ratio = self.out.ratio.or(Some((false, None, span)));
        Ok(())
    }

    /// 按完成率得分, 按反比例计分; `times` is the number that the ratio is multiplied with, `over` the one that says the target again.
    pub(super) fn ratio(
        &mut self,
        inverse: bool,
        times: Option<Decimal>,
        over: Option<&Amount>,
        span: Span,
    ) -> Made<()> {
        self.noun = None;
        if let Some(over) = over {
            // 实际销售额/95%×100: a share of something else.
            if over.measure == Measure::Percent && !self.unit.is_percent() {
                return stop(Reason::FreeFormula, span);
            }
            self.out.targets.push((over.clone(), span));
        }
        // 按完成率折算，完成率×20分 says it twice.
        if let Some((known, constant, _)) = &mut self.out.ratio
            && *known == inverse
            && self.conds.is_empty()
            && (constant.is_none() || times.is_none())
        {
            *constant = constant.or(times);
            return Ok(());
        }
        if self.out.ratio.is_some() {
            return stop(Reason::TwoRules, span);
        }
        if let Some((cond, place)) = self.conds.pop()
            && !self.is_where_ratios_hold(&cond, inverse)
        {
            if inverse || !matches!(cond, Cond::Band { .. }) {
                return stop(Reason::TwoRules, place.to(span));
            }
            self.out.times.extend(times.map(|times| (times, span)));
            self.out.awards.push(AwardClause::given(Some(cond), Points::Ratio, place.to(span)));
            return Ok(());
        }
        self.out.ratio = Some((inverse, times, span));
        Ok(())
    }

    /// Whether a condition says where a proportion holds anyway: below the target, or beside cut-offs. Another threshold is not.
    fn is_where_ratios_hold(&self, cond: &Cond, inverse: bool) -> bool {
        // 低于70%不得分，其余按比例: what is left beside cut-offs.
        let cut = |award: &AwardClause| award.gives_nothing() && award.cond.is_some();
        let beside_cuts =
            !(self.out.awards.is_empty() && self.out.vetoes.is_empty()) && self.out.awards.iter().all(cut);
        match cond {
            Cond::OffTarget | Cond::OnTarget => true,
            Cond::Else => beside_cuts,
            Cond::Band { high: Some(end), low: None, .. } => matches!(end.edge, Edge::Target(_)),
            // 超出目标者按反比例: beyond what is wanted at most.
            Cond::Band { low: Some(end), high: None, .. } => inverse && matches!(end.edge, Edge::Target(_)),
            _ => false,
        }
    }

    /// The value itself is the share of the full points.
    pub(super) fn own_share(&mut self, times: Option<Decimal>, span: Span) -> Made<()> {
        if self.out.ratio.is_some() {
            return stop(Reason::TwoRules, span);
        }
        self.out.ratio = Some((false, times, span));
        self.out.own_share = true;
        Ok(())
    }

    /// 按线性计分, 按达成率线性计分
    pub(super) fn linear(&mut self, ratio: bool, span: Span) {
        if ratio {
            self.out.linear_ratio = Some(span);
            return;
        }
        self.conds.retain(|(cond, _)| !matches!(cond, Cond::Else));
        // 其余按线性 after stepped clauses counts the part.
        if self.out.steps.is_empty() {
            self.out.linear = true;
        } else {
            self.out.counting = Some(Counting::Part);
        }
    }

    pub(super) fn full_points(&mut self, value: Decimal, span: Span) -> Made<()> {
        if self.out.full.is_some_and(|(full, _)| full != value) && !self.out.marked && !self.out.direct {
            return stop(Reason::FullConflict, span);
        }
        self.out.full = self.out.full.or(Some((value, span)));
        // 每完成1单加2分，满分100分: behind a bonus it is the item's cap.
        if self.out.steps.last().is_some_and(|step| step.verb == Verb::Add) {
            self.out.bound(true, None, Points::Number(value), false, false, span);
        }
        Ok(())
    }
}
