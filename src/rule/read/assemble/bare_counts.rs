//! What counts without 每: 出现1次扣15分, 1次扣2分，2次扣4分，以此类推; and what a denial says of a count.

use rust_decimal::Decimal;

use super::clauses::{AwardClause, Clauses, StepClause};
use super::signed::effect_of;
use super::{Frame, Made, stop};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Cond, Edge, End, Measure, Points, Span, StepPhrase, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{Count, Counting, Effect, Main};
use crate::unit::{Unit, UnitKind};

impl Clauses {
    /// 1次扣2分，2次扣4分，以此类推: the pattern that fits is a step.
    pub(super) fn count_pattern(&mut self) {
        if !self.and_so_on || !self.steps.is_empty() {
            return;
        }
        let taken: Vec<(Decimal, Decimal)> = self
            .awards
            .iter()
            .filter(|award| award.verb == Verb::Take)
            .filter_map(|award| match (&award.cond, award.points) {
                (Some(Cond::Single(amount)), Points::Number(points)) => Some((amount.value, points)),
                _ => None,
            })
            .collect();
        let Some((size, points)) = taken.first().copied() else { return };
        let fits = taken.len() > 1
            && self.awards.iter().filter(|award| award.verb == Verb::Take).count() == taken.len()
            && taken.iter().zip(1_i64..).all(|((level, minus), number)| {
                size.checked_mul(Decimal::from(number)) == Some(*level)
                    && points.checked_mul(Decimal::from(number)) == Some(*minus)
            });
        if fits {
            let mut first = true;
            self.awards.retain(|award| award.verb != Verb::Take || std::mem::take(&mut first));
        }
    }

    /// 投诉一次0分, 展品丢失一票否决: one event alone on a count. None gives the full points, any nothing.
    pub(super) fn one_event(&mut self, unit: &Unit) {
        if !matches!(unit.kind, UnitKind::Count(_) | UnitKind::Other(_))
            || !self.steps.is_empty()
            || self.ratio.is_some()
            || self.direct
            || self.marked
        {
            return;
        }
        let event = |cond: &Cond| match cond {
            Cond::Noun(_) => true,
            Cond::Single(amount) => amount.value == Decimal::ONE && matches!(amount.measure, Measure::Unit(_)),
            // Any leak: more than none.
            Cond::Band { low: Some(End { edge: Edge::Amount(amount), included: false, .. }), high: None, .. } => {
                amount.value.is_zero() && matches!(amount.measure, Measure::Unit(_))
            }
            _ => false,
        };
        let award = |cond: Cond, points: Points, span| AwardClause::given(Some(cond), points, span);
        // 无舞弊得满分 beside a veto says only what none gives.
        let none = |award: &AwardClause| {
            award.points == Points::Full
                && match &award.cond {
                    Some(Cond::Nothing(_)) => true,
                    Some(Cond::Single(amount)) => amount.value.is_zero(),
                    _ => false,
                }
        };
        if let ([(cond, total, span)], true) = (self.vetoes.as_slice(), self.awards.iter().all(none)) {
            // Any incident: zero for the item is a tier of its own.
            if event(cond) && (*total || self.awards.is_empty() && !matches!(cond, Cond::Band { .. })) {
                let span = *span;
                self.vetoes.iter_mut().for_each(|(cond, _, _)| *cond = Cond::Noun(String::new()));
                if self.awards.is_empty() {
                    self.awards.push(award(Cond::Nothing(String::new()), Points::Full, span));
                }
                self.awards.push(award(Cond::Noun(String::new()), Points::Zero, span));
            }
            return;
        }
        let single = |award: &AwardClause| {
            award.gives_nothing() && matches!(&award.cond, Some(cond @ Cond::Single(_)) if event(cond))
        };
        // 未遗失得满分，遗失一份记0分: one or more.
        let others = self.awards.iter().filter(|award| !single(award)).all(|award| {
            matches!(award.cond, Some(Cond::Nothing(_) | Cond::OnTarget | Cond::Else)) || award.cond.is_none()
        });
        if others && self.vetoes.is_empty() && self.awards.iter().filter(|award| single(award)).count() == 1 {
            let alone = self.awards.len() == 1;
            for award in self.awards.iter_mut().filter(|award| single(award)) {
                award.cond = Some(Cond::Noun(String::new()));
            }
            if let (true, Some(span)) = (alone, self.awards.first().map(|award| award.span)) {
                self.awards.push(award(Cond::Nothing(String::new()), Points::Full, span));
            }
        }
    }

    /// 完成1条得10分，最高30分: one thing's points, and how many it can be at most, are an accrual without 每.
    pub(super) fn accrue_single(&mut self) {
        let ([award], true) = (self.awards.as_slice(), self.steps.is_empty()) else { return };
        let amount = match &award.cond {
            Some(Cond::Single(amount)) => amount,
            Some(Cond::Band { low: Some(End { edge: Edge::Amount(amount), .. }), high: None, reach: true }) => amount,
            _ => return,
        };
        let (Points::Number(points), Verb::Give) = (award.points, award.verb) else { return };
        let counted = amount.value == Decimal::ONE
            && matches!(&amount.measure, Measure::Unit(unit) if !forms::is(unit, forms::POINT_OR_MONEY));
        let more = self.bounds.iter().any(|bound| {
            bound.most
                && bound.verb != Some(Verb::Take)
                && matches!(bound.points, Points::Number(most) if most > points)
        });
        let more = more || self.full.is_some_and(|(full, _)| full > points);
        if !counted || !more {
            return;
        }
        let step = StepPhrase { size: Some(amount.clone()), noun: forms::word(forms::DONE), ..StepPhrase::default() };
        let (points, span) = (award.points, award.span);
        self.awards.clear();
        self.steps.push(StepClause {
            step,
            verb: Verb::Give,
            points,
            base: None,
            span,
            subject: String::new(),
            apart: false,
        });
    }

    /// 出现1次扣15分, alone: a bare count is counted. Among others it is a tier.
    pub(super) fn count_single(&mut self) {
        let takes: Vec<usize> =
            self.awards.iter().enumerate().filter(|(_, award)| award.verb == Verb::Take).map(|(at, _)| at).collect();
        let [at] = takes.as_slice() else { return };
        let counted = match self.awards.get(*at) {
            Some(AwardClause { cond: Some(Cond::Single(amount)), .. }) => {
                matches!(&amount.measure, Measure::Unit(unit) if !forms::is(unit, forms::POINT_OR_MONEY))
                    && !self.awards.iter().any(|award| {
                        // 三次及以上不得分 cuts off what is counted; another band makes tiers.
                        matches!(award.cond, Some(Cond::Band { .. })) && !award.gives_nothing()
                    })
            }
            _ => false,
        };
        if !counted {
            return;
        }
        let award = self.awards.remove(*at);
        let Some(Cond::Single(amount)) = award.cond else { return };
        let step = StepPhrase { size: Some(amount), ..StepPhrase::default() };
        self.steps.push(StepClause {
            step,
            verb: Verb::Take,
            points: award.points,
            base: None,
            span: award.span,
            subject: award.about,
            apart: false,
        });
    }
}

/// Whether fewer points are for what did not happen, and the same words don't say what did: 未提交得0分，提交得10分.
pub(super) fn is_worse_denied(frame: &Frame<'_>, awards: &[AwardClause], award: &AwardClause) -> bool {
    let Some(Cond::Nothing(denied)) = &award.cond else { return false };
    let said = |other: &AwardClause| matches!(&other.cond, Some(Cond::Noun(said)) if !said.is_empty() && denied.ends_with(said.as_str()));
    let worth = |award: &AwardClause| match award.verb {
        Verb::Take => Decimal::ZERO.checked_sub(frame.points(award.points)).unwrap_or_default(),
        _ => frame.points(award.points),
    };
    !denied.is_empty() && awards.iter().any(|other| worth(other) > worth(award)) && !awards.iter().any(said)
}

/// 一般事故扣3分，重大事故扣10分: two events, each a measure of the role.
pub(super) fn counts(frame: &Frame<'_>, clauses: &Clauses) -> Made<Option<Main>> {
    // 投诉每次扣5分，表扬每次加2分: signed points count both ways.
    let counts = |verb: Verb| verb == Verb::Take || frame.signed() && verb == Verb::Add;
    let mut found: Vec<(&str, Decimal, (Decimal, Effect), Span)> = Vec::new();
    for clause in &clauses.steps {
        if !counts(clause.verb) || !clause.step.sides.is_empty() || clause.base.is_some() {
            return Ok(None);
        }
        let name = if clause.subject.is_empty() { clause.step.noun.as_str() } else { clause.subject.as_str() };
        let size = clause.step.size.as_ref().map_or(Decimal::ONE, |size| size.value);
        found.push((name, size, (frame.points(clause.points), effect_of(clause.verb)), clause.span));
    }
    for award in clauses.awards.iter().filter(|award| counts(award.verb)) {
        let Some(Cond::Noun(name)) = &award.cond else { return Ok(None) };
        found.push((name, Decimal::ONE, (frame.points(award.points), effect_of(award.verb)), award.span));
    }
    if found.len() < 2 {
        return Ok(None);
    }
    let mut start = frame.full;
    for award in clauses.awards.iter().filter(|award| !counts(award.verb)) {
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
    let mut made: Vec<Count> = Vec::new();
    for (name, size, (points, effect), span) in found {
        // 每发生1次重大事故: the verb is no part of the name.
        let name = forms::HAPPENS.iter().find_map(|verb| name.strip_prefix(verb)).unwrap_or(name);
        let key = crate::text::key(name);
        let mut known = frame.context.measures.iter().enumerate();
        let Some((measure, name)) = known.find(|(_, name)| crate::text::key(name) == key) else {
            return stop(Reason::TwoCounts, span);
        };
        if made.iter().any(|count| count.measure == measure) || size <= Decimal::ZERO {
            return stop(Reason::TwoRules, span);
        }
        made.push(Count { measure, name: (*name).to_owned(), size, effect, points, most: None });
    }
    Ok(Some(Main::Counts { start, counts: made }))
}
