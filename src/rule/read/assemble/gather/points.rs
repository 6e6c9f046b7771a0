//! Points close what was open: a step, a count, or a condition.

use rust_decimal::Decimal;

use super::super::beside_numbers::{counts_events, follows_points, joins, named, only_aims, only_names_event};
use super::super::clauses::{AwardClause, StepClause};
use super::super::{Made, stop};
use super::Gathering;
use crate::rule::read::phrase::{Amount, Cond, Edge, Measure, Points, Span, StepPhrase, Verb};
use crate::rule::read::vocabulary;
use crate::rule::refusal::Reason;
use crate::rule::types::Counting;
use crate::unit::UnitKind;

impl Gathering<'_> {
    /// `per` is what points are said of: 5分/次.
    pub(super) fn points(
        &mut self,
        number: usize,
        (verb, points): (Verb, Points),
        per: Option<&str>,
        span: Span,
    ) -> Made<()> {
        let (subject, place) = self.noun.take().unwrap_or_default();
        // 扣3择一分: points behind points, with words between that say nothing of when.
        if verb == Verb::Bare && follows_points(self.phrases, number) {
            return stop(Reason::Unreadable, span);
        }
        // ≥95%，且无投诉，得满分: a tier on two measures.
        if !self.conds.is_empty() && self.step.is_none() && joins(&subject) {
            return stop(Reason::TierPoints, place);
        }
        // 90%以下按完成率的80%得分: a share of the rate, not of the points.
        if matches!(points, Points::Share(_)) && vocabulary::by_rate(&subject) {
            return stop(Reason::FreeFormula, place.to(span));
        }
        if matches!(points, Points::Span(..)) && (self.step.is_some() || self.conds.is_empty()) {
            return stop(Reason::PointRange, span);
        }
        if let Some(step) = self.step.take() {
            self.step_points(step, (verb, points), subject, span);
            return Ok(());
        }
        match (per, verb) {
            (Some(unit), Verb::Take | Verb::Add | Verb::Give) => {
                self.each_points(unit, (verb, points), subject, span);
                Ok(())
            }
            (Some(_), _) => stop(Reason::Unreadable, span),
            (None, _) => self.award_points((verb, points), (subject, place), span),
        }
    }

    /// 每低1%扣2分
    fn step_points(
        &mut self,
        (step, place): (StepPhrase, Span),
        (verb, points): (Verb, Points),
        subject: String,
        span: Span,
    ) {
        let mut base = self.conds.pop();
        if let Some((_, place)) = base.take_if(|(cond, _)| only_names_event(cond, &step, self.unit)) {
            self.out.shown.push(place);
        }
        let base = base.map(|(cond, _)| cond);
        self.out.stated.append(&mut self.conds);
        let apart = self.apart;
        self.out.steps.push(StepClause { step, verb, points, base, span: place.to(span), subject, apart });
    }

    /// 扣5分/次
    fn each_points(&mut self, unit: &str, (verb, points): (Verb, Points), subject: String, span: Span) {
        let one = Amount {
            value: Decimal::ONE,
            big: false,
            measure: Measure::Unit(unit.to_owned()),
            of_target: false,
            joined: false,
            signed: false,
            span,
        };
        let step = StepPhrase { each: true, size: Some(one), noun: subject.clone(), ..StepPhrase::default() };
        self.out.steps.push(StepClause { step, verb, points, base: None, span, subject, apart: false });
    }

    /// 得分=100-次数×5: a part of one takes its part.
    pub(super) fn minus(&mut self, start: Option<Decimal>, points: Decimal, span: Span) -> Made<()> {
        if !matches!(self.unit.kind, UnitKind::Count(_) | UnitKind::Days | UnitKind::Time) {
            return stop(Reason::FreeFormula, span);
        }
        self.noun = None;
        self.out.times.extend(start.map(|start| (start, span)));
        self.out.counting = Some(Counting::Part);
        self.each_points(&self.unit.text.clone(), (Verb::Take, Points::Number(points)), String::new(), span);
        Ok(())
    }

    /// 95%以上得满分
    fn award_points(
        &mut self,
        (verb, points): (Verb, Points),
        (subject, place): (String, Span),
        span: Span,
    ) -> Made<()> {
        self.settle_conditions((verb, points));
        if self.conds.len() > 1 {
            return stop(Reason::TierPoints, span);
        }
        let cond = self.conds.pop().map(|(cond, _)| cond).or_else(|| named(&subject));
        if cond.is_none() && matches!(verb, Verb::Take | Verb::Add | Verb::AddTake) {
            return stop(Reason::NotCounted, span);
        }
        if cond.as_ref().is_some_and(counts_events) && points.are_none() {
            // 重大投诉一次不得分, 一次重大投诉不得分
            let named = Some((subject, place)).filter(|(words, _)| !words.is_empty());
            self.out.events.extend(self.about.clone().or(named));
        }
        let about = self.about.take().map(|(words, _)| words).unwrap_or_default();
        self.out.awards.push(AwardClause { cond, points, verb, span, moved: self.moved, keeps: false, about });
        Ok(())
    }

    /// Of several conditions in front of points, those that say no more than the others are only shown.
    fn settle_conditions(&mut self, (verb, points): (Verb, Points)) {
        let (out, conds) = (&mut self.out, &mut self.conds);
        // 0项未达标, 控制在目标内为达标: what is counted or met is said twice.
        while conds.len() > 1 && matches!(conds.last(), Some((Cond::OffTarget | Cond::OnTarget, _))) {
            out.shown.extend(conds.pop().map(|(_, place)| place));
        }
        // 完成（100%-110%）得25分: the level says what the word stands for.
        if let [(Cond::OnTarget | Cond::Band { .. }, _), (Cond::Band { .. } | Cond::Single(_), _)] = conds.as_slice()
            && conds.first().is_some_and(|(cond, _)| only_aims(cond))
        {
            // 达到目标值（95%）得满分
            if let Some((Cond::Single(amount), place)) = conds.last()
                && points == Points::Full
            {
                out.says_target(Some(amount), self.unit, *place);
            }
            out.shown.push(conds.remove(0).1);
        }
        // 加班超40小时发生1人: what is counted is described with a number of another unit.
        if let [(Cond::Band { low: Some(end), high: None, .. }, _), (Cond::Single(counted), _)] = conds.as_slice()
            && let (Edge::Amount(described), Verb::Take) = (&end.edge, verb)
            && matches!(described.measure, Measure::Unit(_))
            && described.measure != counted.measure
        {
            out.shown.push(conds.remove(0).1);
        }
        // 否则出现一次扣4分: what else happens, is counted.
        if let ([(Cond::Else, _), (Cond::Single(_), _)], Verb::Take) = (conds.as_slice(), verb) {
            conds.remove(0);
        }
    }
}
