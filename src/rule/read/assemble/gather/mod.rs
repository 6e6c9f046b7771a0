//! Phrases gathered into clauses, in the order of the sentence: every kind of phrase has a step of its own, and what a step leaves open
//! (conditions, a step without points, words) the next ones take up.

mod points;
mod ways;

use super::beside_numbers::{compares_with_target, counts_events, in_a_name, joins, moving, named};
use super::clauses::{AwardClause, Clauses};
use super::{Made, stop};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Gap, Phrase, Placed, Points, Span, StepPhrase};
use crate::rule::refusal::Reason;
use crate::rule::types::Way;
use crate::unit::{Unit, UnitKind};

/// The clauses so far, and what waits for more of the sentence.
struct Gathering<'a> {
    phrases: &'a [Placed],
    unit: &'a Unit,
    out: Clauses,
    /// Conditions that no points were said of yet.
    conds: Vec<(Cond, Span)>,
    /// A step that waits for its points.
    step: Option<(StepPhrase, Span)>,
    /// Whether a comma stands before it.
    apart: bool,
    /// Words that nothing was made of yet.
    noun: Option<(String, Span)>,
    /// 该项: a veto is of the item alone.
    item: bool,
    /// Which way the words before the last condition say that the value moved.
    moved: Option<Way>,
    /// What stands right before the last condition.
    about: Option<(String, Span)>,
}

/// The clauses of a sentence's phrases; `unit` is the value's.
pub(super) fn gather(phrases: &[Placed], unit: &Unit) -> Made<Clauses> {
    let mut gathering = Gathering {
        phrases,
        unit,
        out: Clauses::default(),
        conds: Vec::new(),
        step: None,
        apart: false,
        noun: None,
        item: false,
        moved: None,
        about: None,
    };
    for (number, placed) in phrases.iter().enumerate() {
        if placed.gap == Gap::Clause {
            gathering.end_clause()?;
        }
        gathering.phrase(number, placed)?;
    }
    gathering.finish()
}

impl Gathering<'_> {
    fn phrase(&mut self, number: usize, placed: &Placed) -> Made<()> {
        let span = placed.span;
        match &placed.phrase {
            Phrase::Noun(words) => self.noun(number, placed, words)?,
            Phrase::Cond(Cond::States(amount)) => self.stated(amount, span)?,
            Phrase::Cond(cond) => self.condition(cond, placed)?,
            Phrase::Step(found) => self.step(found, placed)?,
            Phrase::Part => self.part(number, placed)?,
            Phrase::ThisItem => self.item = true,
            Phrase::Points { verb, points, per } => self.points(number, (*verb, *points), per.as_deref(), span)?,
            Phrase::Most { verb, points: Some(points) } => self.out.bound(true, *verb, *points, false, false, span),
            Phrase::Least { verb, points: Some(points) } => self.out.bound(false, *verb, *points, false, false, span),
            Phrase::DeductTo { points, negative, .. } => self.out.bound(false, None, *points, true, *negative, span),
            Phrase::Most { .. } | Phrase::Least { .. } => return stop(Reason::BoundUnclear, span),
            Phrase::FloorZero => self.out.floor_zero = true,
            Phrase::Endless => self.out.endless = true,
            Phrase::Bottomless => self.out.bottomless = true,
            Phrase::Veto => self.veto(span)?,
            Phrase::NoBonus => self.no_bonus(span),
            Phrase::NoDeduction => self.no_deduction(span)?,
            Phrase::Names { ratio } => self.names(*ratio, span)?,
            Phrase::Ratio { inverse, times, over } => self.ratio(*inverse, *times, over.as_ref(), span)?,
            Phrase::Minus { start, points } => self.minus(*start, *points, span)?,
            Phrase::OwnShare { times } => self.own_share(*times, span)?,
            Phrase::Direct => self.out.direct = true,
            Phrase::Marked { scale } => {
                self.out.marked = true;
                self.out.scale = scale.or(self.out.scale);
            }
            Phrase::Linear { ratio } => self.linear(*ratio, span),
            Phrase::Partial { amount, counting } => {
                self.out.counting = Some(*counting);
                self.out.partials.extend(amount.clone().map(|amount| (amount, span)));
            }
            Phrase::DefinesRatio => self.out.defines_ratio = true,
            Phrase::RateOfTarget => {
                self.out.defines_ratio = true;
                self.out.rate_of_target = true;
            }
            Phrase::Start(value) => {
                self.out.start = true;
                self.out.awards.push(AwardClause::given(None, Points::Number(*value), span));
            }
            Phrase::FullPoints(value) => self.full_points(*value, span)?,
            Phrase::AndSoOn => self.out.and_so_on = true,
            Phrase::Refused(reason) => return stop(*reason, span),
            Phrase::Scores => self.out.scores = Some(span),
        }
        Ok(())
    }

    /// A clause ends: no step may wait for points, conditions only state, and words are a sentence.
    fn end_clause(&mut self) -> Made<()> {
        if let Some((_, span)) = &self.step {
            return stop(Reason::TierPoints, *span);
        }
        self.out.stated.append(&mut self.conds);
        if let Some((words, span)) = self.noun.take() {
            self.out.describe_sentence(words, span)?;
        }
        self.item = false;
        Ok(())
    }

    fn noun(&mut self, number: usize, placed: &Placed, words: &str) -> Made<()> {
        if in_a_name(self.phrases, number, self.unit) {
            // 315曝光每次, 2小时内响应率≥95%: a number of the name.
            self.out.shown.extend(self.conds.pop().map(|(_, place)| place));
            return Ok(());
        }
        match &mut self.noun {
            Some((before, place)) if placed.gap < Gap::Comma => {
                before.push_str(words);
                *place = place.to(placed.span);
            }
            Some((before, place)) => {
                let before = std::mem::replace(before, words.to_owned());
                let before_at = std::mem::replace(place, placed.span);
                self.out.describe(before, before_at)?;
            }
            None => self.noun = Some((words.to_owned(), placed.span)),
        }
        Ok(())
    }

    /// 目标为95%: a level that is only stated.
    fn stated(&mut self, amount: &Amount, span: Span) -> Made<()> {
        if let Some((words, place)) = self.noun.take() {
            self.out.describe(words, place)?;
        }
        self.out.stated.push((Cond::Single(amount.clone()), span));
        self.out.targets.push((amount.clone(), span));
        Ok(())
    }

    fn condition(&mut self, cond: &Cond, placed: &Placed) -> Made<()> {
        self.moved = None;
        self.about = self.noun.clone().filter(|_| placed.gap <= Gap::Space);
        if let Some((words, place)) = self.noun.take() {
            if joins(&words) {
                return stop(Reason::TierPoints, place);
            }
            self.moved = moving(&words, cond).filter(|_| placed.gap <= Gap::Space);
            if placed.gap <= Gap::Space && compares_with_target(&words) {
                self.out.compared.push((cond.clone(), placed.span));
            }
            self.out.describe(words, place)?;
        }
        self.conds.push((cond.clone(), placed.span));
        Ok(())
    }

    fn step(&mut self, found: &StepPhrase, placed: &Placed) -> Made<()> {
        if let Some((_, span)) = self.step {
            return stop(Reason::Unreadable, span);
        }
        // 每发现一处3C缺陷: which of the two is one step?
        let sideless = found.sides.is_empty() && !found.target && !forms::begins(&found.noun, forms::OVER_LIMIT);
        if let Some(first) = found.threshold.as_ref().filter(|_| sideless && self.conds.is_empty()) {
            return stop(Reason::Unreadable, first.span);
        }
        // 每低于标准（98%）1个百分点
        let said = found.threshold.as_ref().filter(|amount| found.target && !amount.of_target);
        self.out.says_target(said, self.unit, placed.span);
        self.step = Some((found.clone(), placed.span));
        self.apart = placed.gap >= Gap::Comma;
        Ok(())
    }

    /// 超过100%部分: behind a condition; elsewhere it limits.
    fn part(&mut self, number: usize, placed: &Placed) -> Made<()> {
        let before = number.checked_sub(1).and_then(|before| self.phrases.get(before));
        match before.map(|placed| &placed.phrase).filter(|_| placed.gap < Gap::Comma) {
            Some(Phrase::Cond(_)) => {}
            Some(Phrase::Noun(_)) => self.out.shown.push(placed.span),
            _ => return stop(Reason::Unreadable, placed.span),
        }
        Ok(())
    }

    fn veto(&mut self, span: Span) -> Made<()> {
        let event = self.noun.take();
        let alone = event.as_ref().and_then(|(words, _)| named(words));
        let Some(cond) = self.conds.pop().map(|(cond, _)| cond).or(alone) else {
            return stop(Reason::Unreadable, span);
        };
        if counts_events(&cond) {
            self.out.events.extend(self.about.take().or(event));
        }
        self.out.vetoes.push((cond, !self.item, span));
        Ok(())
    }

    fn no_bonus(&mut self, span: Span) {
        self.noun = None;
        match self.conds.pop() {
            Some((cond @ (Cond::OffTarget | Cond::Band { low: None, high: Some(_), .. }), _)) => {
                self.out.unrewarded.push((cond, span));
            }
            Some((_, place)) => {
                self.out.shown.push(place);
                self.out.no_bonus = true;
            }
            None => self.out.no_bonus = true,
        }
        self.out.shown.extend(self.conds.drain(..).map(|(_, place)| place));
    }

    /// 无责不扣
    fn no_deduction(&mut self, span: Span) -> Made<()> {
        let counted = matches!(self.unit.kind, UnitKind::Count(_));
        let denied = self.noun.take().filter(|_| counted).and_then(|(words, _)| named(&words));
        let denied = denied.filter(|cond| matches!(cond, Cond::Nothing(words) if forms::begins(words, forms::WITHOUT)));
        let Some(cond) = self.conds.pop().map(|(cond, _)| cond).or(denied) else {
            return stop(Reason::Unreadable, span);
        };
        self.out.awards.push(AwardClause { keeps: true, ..AwardClause::given(Some(cond), Points::Full, span) });
        Ok(())
    }

    /// What the phrases say together, once all are taken.
    fn finish(mut self) -> Made<Clauses> {
        if let Some((_, span)) = self.step {
            return stop(Reason::TierPoints, span);
        }
        if let Some(span) = self.out.linear_ratio {
            self.out.line_or_ratio(span)?;
        }
        self.out.count_pattern();
        self.out.one_event(self.unit);
        self.out.count_single();
        self.out.accrue_single();
        if let Some((words, span)) = self.noun {
            self.out.describe_sentence(words, span)?;
        }
        self.out.stated.append(&mut self.conds);
        if self.out.and_so_on && !self.out.may_go_on() {
            let at = self.phrases.iter().find(|placed| placed.phrase == Phrase::AndSoOn);
            return stop(Reason::AndSoOn, at.map(|placed| placed.span).unwrap_or_default());
        }
        Ok(self.out)
    }
}
