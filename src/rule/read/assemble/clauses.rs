//! Phrases grouped into clauses, before their units are settled.

use rust_decimal::Decimal;

pub(super) use super::clause::{AwardClause, BoundClause, StepClause};
use super::{Made, stop};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Measure, Points, Span, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::Counting;
use crate::unit::Unit;

#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub awards: Vec<AwardClause>,
    pub steps: Vec<StepClause>,
    pub bounds: Vec<BoundClause>,
    pub stated: Vec<(Cond, Span)>,
    /// Targets that the rule says again.
    pub targets: Vec<(Amount, Span)>,
    pub vetoes: Vec<(Cond, bool, Span)>,
    /// What a cut-off or a veto names beside its number: 旷工 in 旷工一次不得分.
    pub events: Vec<(String, Span)>,
    pub ratio: Option<(bool, Option<Decimal>, Span)>,
    /// 低于100%，得分=40×完成率: what a share in one tier is a share of.
    pub times: Vec<(Decimal, Span)>,
    /// The ratio is the value itself.
    pub own_share: bool,
    pub direct: bool,
    pub marked: bool,
    pub scale: Option<Decimal>,
    pub linear: bool,
    /// 按达成率线性计分: between points where there are any, else in proportion.
    pub linear_ratio: Option<Span>,
    pub defines_ratio: bool,
    pub names_ratio: bool,
    /// 按提升率占目标的百分比: v/t even where v is a percentage.
    pub rate_of_target: bool,
    pub full: Option<(Decimal, Span)>,
    pub counting: Option<Counting>,
    /// The steps that counting names: 5% in 不足5%按5%计.
    pub partials: Vec<(Amount, Span)>,
    pub floor_zero: bool,
    pub endless: bool,
    /// 扣分不封顶.
    pub bottomless: bool,
    /// 基础分60分 names the points before any step.
    pub start: bool,
    pub no_bonus: bool,
    /// 不足1个不加分: where a bonus gives nothing.
    pub unrewarded: Vec<(Cond, Span)>,
    pub and_so_on: bool,
    /// 按次数计分.
    pub scores: Option<Span>,
    pub described: Vec<String>,
    /// Levels whose words compare with the target: 与计划相差5%以内.
    pub compared: Vec<(Cond, Span)>,
    /// Conditions that only say what is counted, or say again what another part says: they are shown.
    pub shown: Vec<Span>,
}

impl Clauses {
    /// Whether 以此类推 stands behind one step, or behind tiers alone.
    pub(super) fn may_go_on(&self) -> bool {
        let all_points = |award: &AwardClause| {
            award.points == Points::Full || matches!(award.points, Points::Number(_)) && award.verb != Verb::Take
        };
        !self.steps.is_empty()
            && (self.steps.iter().all(|step| step.step.each) || self.steps.len() == 1)
            && self.awards.iter().all(all_points)
    }

    /// What 按达成率线性计分 means beside what else was read.
    pub(super) fn line_or_ratio(&mut self, span: Span) -> Made<()> {
        let points = self.awards.iter().filter(|award| award.cond.is_some() && award.points != Points::Zero).count();
        match (self.steps.is_empty(), points, self.ratio) {
            (true, 2.., None) => self.linear = true,
            (true, 0 | 1, None) => self.ratio = Some((false, None, span)),
            _ => return stop(Reason::TwoRules, span),
        }
        Ok(())
    }

    pub(super) fn bound(
        &mut self,
        most: bool,
        verb: Option<Verb>,
        points: Points,
        to: bool,
        negative: bool,
        span: Span,
    ) {
        let after = self.steps.len().checked_sub(1);
        self.bounds.push(BoundClause { most, verb, points, to, negative, after, span });
    }

    /// A number that is told as the target's; a share of a target that is no percentage tells another one.
    pub(super) fn says_target(&mut self, amount: Option<&Amount>, unit: &Unit, span: Span) {
        let own = amount.filter(|amount| unit.is_percent() || amount.measure != Measure::Percent);
        self.targets.extend(own.map(|amount| (amount.clone(), span)));
    }

    /// Words that only describe what a clause is about.
    pub(super) fn describe(&mut self, words: String, _span: Span) -> Made<()> {
        if !words.is_empty() {
            self.described.push(words);
        }
        Ok(())
    }

    /// A sentence of its own without a number: before the rule it introduces, after the rule it could be an exception.
    pub(super) fn describe_sentence(&mut self, words: String, span: Span) -> Made<()> {
        let said = !self.steps.is_empty() || !self.awards.is_empty() || self.ratio.is_some() || self.direct;
        let remark = forms::holds(words.as_str(), forms::SOURCES);
        if said && !remark && !words.is_empty() {
            return stop(Reason::Unreadable, span);
        }
        self.describe(words, span)
    }
}
