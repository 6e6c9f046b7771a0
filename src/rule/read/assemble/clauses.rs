//! Phrases grouped into clauses, before their units are settled.

use rust_decimal::Decimal;

pub(super) use super::clause::{AwardClause, BoundClause, StepClause};
use super::words::{counts_events, follows_points, in_a_name, joins, moving, named, only_aims, only_names_event};
use super::{Made, stop};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, Gap, Measure, Phrase, Placed, Points, Span, StepPhrase, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::{Counting, Way};
use crate::unit::{Unit, UnitKind};

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
    linear_ratio: Option<Span>,
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
    /// Conditions that only say what is counted, or say again what another part says: they are shown.
    pub shown: Vec<Span>,
}

impl Clauses {
    pub(super) fn gather(phrases: &[Placed], unit: &Unit) -> Made<Self> {
        let mut out = Self::default();
        let mut conds: Vec<(Cond, Span)> = Vec::new();
        let mut step: Option<(StepPhrase, Span)> = None;
        let mut apart = false;
        let mut noun: Option<(String, Span)> = None;
        let mut item = false;
        let mut moved: Option<Way> = None;
        let mut about: Option<(String, Span)> = None;
        for (number, placed) in phrases.iter().enumerate() {
            let span = placed.span;
            if placed.gap == Gap::Clause {
                if let Some((_, span)) = &step {
                    return stop(Reason::TierPoints, *span);
                }
                out.stated.append(&mut conds);
                if let Some((words, span)) = noun.take() {
                    out.describe_sentence(words, span)?;
                }
                item = false;
            }
            match &placed.phrase {
                Phrase::Noun(_) if in_a_name(phrases, number, unit) => {
                    // 315曝光每次, 2小时内响应率≥95%: a number of the name.
                    out.shown.extend(conds.pop().map(|(_, place)| place));
                }
                Phrase::Noun(words) => match &mut noun {
                    Some((before, place)) if placed.gap < Gap::Comma => {
                        before.push_str(words);
                        *place = place.to(span);
                    }
                    Some((before, place)) => {
                        let (words_before, place_before) = (std::mem::take(before), *place);
                        *before = words.clone();
                        *place = span;
                        out.describe(words_before, place_before)?;
                    }
                    None => noun = Some((words.clone(), span)),
                },
                Phrase::Cond(Cond::States(amount)) => {
                    if let Some((words, span)) = noun.take() {
                        out.describe(words, span)?;
                    }
                    out.stated.push((Cond::Single(amount.clone()), span));
                    out.targets.push((amount.clone(), span));
                }
                Phrase::Cond(cond) => {
                    moved = None;
                    about = noun.clone().filter(|_| placed.gap <= Gap::Space);
                    if let Some((words, span)) = noun.take() {
                        if joins(&words) {
                            return stop(Reason::TierPoints, span);
                        }
                        moved = moving(&words, cond).filter(|_| placed.gap <= Gap::Space);
                        out.describe(words, span)?;
                    }
                    conds.push((cond.clone(), span));
                }
                Phrase::Step(found) => {
                    if let Some((_, span)) = step {
                        return stop(Reason::Unreadable, span);
                    }
                    // 每低于标准（98%）1个百分点
                    let said = found.threshold.as_ref().filter(|amount| found.target && !amount.of_target);
                    out.says_target(said, unit, span);
                    step = Some((found.clone(), span));
                    apart = placed.gap >= Gap::Comma;
                }
                // 超过100%部分: behind a condition; elsewhere it limits.
                Phrase::Part => {
                    let before = number.checked_sub(1).and_then(|before| phrases.get(before));
                    match before.map(|placed| &placed.phrase).filter(|_| placed.gap < Gap::Comma) {
                        Some(Phrase::Cond(_)) => {}
                        Some(Phrase::Noun(_)) => out.shown.push(span),
                        _ => return stop(Reason::Unreadable, span),
                    }
                }
                Phrase::ThisItem => item = true,
                Phrase::Points { verb, points, per } => {
                    let (subject, place) = noun.take().unwrap_or_default();
                    // 扣3择一分: points behind points, with words between that say nothing of when.
                    if *verb == Verb::Bare && follows_points(phrases, number) {
                        return stop(Reason::Unreadable, span);
                    }
                    // ≥95%，且无投诉，得满分: a tier on two measures.
                    if !conds.is_empty() && step.is_none() && joins(&subject) {
                        return stop(Reason::TierPoints, place);
                    }
                    if matches!(points, Points::Span(..)) && (step.is_some() || conds.is_empty()) {
                        return stop(Reason::PointRange, span);
                    }
                    if let Some((found, place)) = step.take() {
                        let mut base = conds.pop();
                        if let Some((_, place)) = base.take_if(|(cond, _)| only_names_event(cond, &found, unit)) {
                            out.shown.push(place);
                        }
                        let base = base.map(|(cond, _)| cond);
                        out.stated.append(&mut conds);
                        out.steps.push(StepClause {
                            step: found,
                            verb: *verb,
                            points: *points,
                            base,
                            span: place.to(span),
                            subject,
                            apart,
                        });
                    } else if let (Some(unit), Verb::Take | Verb::Add | Verb::Give) = (per, verb) {
                        let amount = Amount {
                            value: Decimal::ONE,
                            big: false,
                            measure: Measure::Unit(unit.clone()),
                            of_target: false,
                            joined: false,
                            signed: false,
                            span,
                        };
                        let event = StepPhrase {
                            each: true,
                            size: Some(amount),
                            noun: subject.clone(),
                            ..StepPhrase::default()
                        };
                        out.steps.push(StepClause {
                            step: event,
                            verb: *verb,
                            points: *points,
                            base: None,
                            span,
                            subject,
                            apart: false,
                        });
                    } else if per.is_some() {
                        return stop(Reason::Unreadable, span);
                    } else {
                        // 0项未达标, 控制在目标内为达标: what is counted or met is said twice.
                        while conds.len() > 1 && matches!(conds.last(), Some((Cond::OffTarget | Cond::OnTarget, _))) {
                            out.shown.extend(conds.pop().map(|(_, place)| place));
                        }
                        // 完成（100%-110%）得25分: the level says what the word stands for.
                        if let [(Cond::OnTarget | Cond::Band { .. }, _), (Cond::Band { .. } | Cond::Single(_), _)] =
                            conds.as_slice()
                            && conds.first().is_some_and(|(cond, _)| only_aims(cond))
                        {
                            // 达到目标值（95%）得满分
                            if let Some((Cond::Single(amount), place)) = conds.last()
                                && *points == Points::Full
                            {
                                out.says_target(Some(amount), unit, *place);
                            }
                            out.shown.push(conds.remove(0).1);
                        }
                        // 加班超40小时发生1人: what is counted is described with a number of another unit.
                        if let [(Cond::Band { low: Some(end), high: None, .. }, _), (Cond::Single(counted), _)] =
                            conds.as_slice()
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
                        if conds.len() > 1 {
                            return stop(Reason::TierPoints, span);
                        }
                        let cond = conds.pop().map(|(cond, _)| cond).or_else(|| named(&subject));
                        if cond.is_none() && matches!(verb, Verb::Take | Verb::Add | Verb::AddTake) {
                            return stop(Reason::NotCounted, span);
                        }
                        if cond.as_ref().is_some_and(counts_events) && *points == Points::Zero {
                            // 重大投诉一次不得分, 一次重大投诉不得分
                            let named = Some((subject, place)).filter(|(words, _)| !words.is_empty());
                            out.events.extend(about.clone().or(named));
                        }
                        let about = about.take().map(|(words, _)| words).unwrap_or_default();
                        out.awards.push(AwardClause {
                            cond,
                            points: *points,
                            verb: *verb,
                            span,
                            moved,
                            keeps: false,
                            about,
                        });
                    }
                }
                Phrase::Most { verb, points: Some(points) } => out.bound(true, *verb, *points, false, false, span),
                Phrase::Least { verb, points: Some(points) } => out.bound(false, *verb, *points, false, false, span),
                Phrase::DeductTo { points, negative, .. } => out.bound(false, None, *points, true, *negative, span),
                Phrase::Most { .. } | Phrase::Least { .. } => return stop(Reason::BoundUnclear, span),
                Phrase::FloorZero => out.floor_zero = true,
                Phrase::Endless => out.endless = true,
                Phrase::Bottomless => out.bottomless = true,
                Phrase::Veto => {
                    let event = noun.take();
                    let alone = event.as_ref().and_then(|(words, _)| named(words));
                    let Some(cond) = conds.pop().map(|(cond, _)| cond).or(alone) else {
                        return stop(Reason::Unreadable, span);
                    };
                    if counts_events(&cond) {
                        out.events.extend(about.take().or(event));
                    }
                    out.vetoes.push((cond, !item, span));
                }
                Phrase::NoBonus => {
                    noun = None;
                    match conds.pop() {
                        Some((cond @ (Cond::OffTarget | Cond::Band { low: None, high: Some(_), .. }), _)) => {
                            out.unrewarded.push((cond, span));
                        }
                        Some((_, place)) => {
                            out.shown.push(place);
                            out.no_bonus = true;
                        }
                        None => out.no_bonus = true,
                    }
                    out.shown.extend(conds.drain(..).map(|(_, place)| place));
                }
                Phrase::NoDeduction => {
                    // 无责不扣
                    let counted = matches!(unit.kind, UnitKind::Count(_));
                    let denied = noun.take().filter(|_| counted).and_then(|(words, _)| named(&words));
                    let denied = denied
                        .filter(|cond| matches!(cond, Cond::Nothing(words) if forms::begins(words, forms::WITHOUT)));
                    let Some(cond) = conds.pop().map(|(cond, _)| cond).or(denied) else {
                        return stop(Reason::Unreadable, span);
                    };
                    out.awards.push(AwardClause {
                        cond: Some(cond),
                        points: Points::Full,
                        verb: Verb::Give,
                        span,
                        moved: None,
                        keeps: true,
                        about: String::new(),
                    });
                }
                // 未达到的按完成比例计算: a way to points for that side.
                Phrase::Names { ratio: true } if matches!(conds.last(), Some((Cond::OffTarget, _))) => {
                    noun = None;
                    conds.pop();
                    if out.ratio.is_some_and(|(inverse, ..)| inverse) {
                        return stop(Reason::TwoRules, span);
                    }
                    out.ratio = out.ratio.or(Some((false, None, span)));
                }
                Phrase::Ratio { inverse, times } => {
                    noun = None;
                    // 按完成率折算，完成率×20分 says it twice.
                    if let Some((known, constant, _)) = &mut out.ratio
                        && known == inverse
                        && conds.is_empty()
                        && (constant.is_none() || times.is_none())
                    {
                        *constant = constant.or(*times);
                        continue;
                    }
                    if out.ratio.is_some() {
                        return stop(Reason::TwoRules, span);
                    }
                    if let Some((cond, place)) = conds.pop() {
                        // Below the target: the same as without the words. Another threshold is not.
                        // 低于70%不得分，其余按比例: what is left beside cut-offs.
                        let cut = |award: &AwardClause| {
                            award.verb != Verb::Take
                                && award.cond.is_some()
                                && (award.points == Points::Zero
                                    || matches!(award.points, Points::Number(value) if value.is_zero()))
                        };
                        let below = matches!(cond, Cond::OffTarget | Cond::OnTarget)
                            || cond == Cond::Else
                                && !(out.awards.is_empty() && out.vetoes.is_empty())
                                && out.awards.iter().all(cut)
                            || matches!(&cond, Cond::Band { high: Some(end), low: None, .. } if matches!(end.edge, Edge::Target(_)))
                            // 超出目标者按反比例: beyond what is wanted at most.
                            || *inverse && matches!(&cond, Cond::Band { low: Some(end), high: None, .. } if matches!(end.edge, Edge::Target(_)));
                        if !below && !*inverse && matches!(cond, Cond::Band { .. }) {
                            out.times.extend(times.map(|times| (times, span)));
                            out.awards.push(AwardClause {
                                cond: Some(cond),
                                points: Points::Ratio,
                                verb: Verb::Give,
                                span: place.to(span),
                                moved: None,
                                keeps: false,
                                about: String::new(),
                            });
                            continue;
                        }
                        if !below {
                            return stop(Reason::TwoRules, place.to(span));
                        }
                    }
                    out.ratio = Some((*inverse, *times, span));
                }
                Phrase::OwnShare { times } => {
                    if out.ratio.is_some() {
                        return stop(Reason::TwoRules, span);
                    }
                    out.ratio = Some((false, *times, span));
                    out.own_share = true;
                }
                Phrase::Direct => out.direct = true,
                Phrase::Marked { scale } => {
                    out.marked = true;
                    out.scale = scale.or(out.scale);
                }
                Phrase::Linear { ratio } => {
                    if *ratio {
                        out.linear_ratio = Some(span);
                        continue;
                    }
                    conds.retain(|(cond, _)| !matches!(cond, Cond::Else));
                    // 其余按线性 after stepped clauses counts the part.
                    if out.steps.is_empty() { out.linear = true } else { out.counting = Some(Counting::Part) }
                }
                Phrase::Partial { amount, counting } => {
                    out.counting = Some(*counting);
                    out.partials.extend(amount.clone().map(|amount| (amount, span)));
                }
                Phrase::DefinesRatio => out.defines_ratio = true,
                Phrase::RateOfTarget => {
                    out.defines_ratio = true;
                    out.rate_of_target = true;
                }
                Phrase::Names { ratio } => out.names_ratio |= *ratio,
                Phrase::Start(value) => {
                    out.start = true;
                    out.awards.push(AwardClause {
                        cond: None,
                        points: Points::Number(*value),
                        verb: Verb::Give,
                        span,
                        moved: None,
                        keeps: false,
                        about: String::new(),
                    });
                }
                Phrase::FullPoints(value) => {
                    if out.full.is_some_and(|(full, _)| full != *value) && !out.marked && !out.direct {
                        return stop(Reason::FullConflict, span);
                    }
                    out.full = out.full.or(Some((*value, span)));
                    // 每完成1单加2分，满分100分: behind a bonus it is the item's cap.
                    if out.steps.last().is_some_and(|step| step.verb == Verb::Add) {
                        out.bound(true, None, Points::Number(*value), false, false, span);
                    }
                }
                Phrase::AndSoOn => out.and_so_on = true,
                Phrase::Refused(reason) => return stop(*reason, span),
                Phrase::Scores => out.scores = Some(span),
            }
        }
        if let Some((_, span)) = step {
            return stop(Reason::TierPoints, span);
        }
        if let Some(span) = out.linear_ratio {
            out.line_or_ratio(span)?;
        }
        out.count_pattern();
        out.one_event(unit);
        out.count_single();
        out.accrue_single();
        if let Some((words, span)) = noun {
            out.describe_sentence(words, span)?;
        }
        out.stated.append(&mut conds);
        if out.and_so_on
            && (out.steps.is_empty()
                || out.steps.iter().any(|step| !step.step.each) && out.steps.len() != 1
                || !out.awards.iter().all(|award| {
                    award.points == Points::Full
                        || matches!(award.points, Points::Number(_)) && award.verb != Verb::Take
                }))
        {
            return stop(
                Reason::AndSoOn,
                phrases
                    .iter()
                    .find(|placed| placed.phrase == Phrase::AndSoOn)
                    .map(|placed| placed.span)
                    .unwrap_or_default(),
            );
        }
        Ok(out)
    }

    /// What 按达成率线性计分 means beside what else was read.
    fn line_or_ratio(&mut self, span: Span) -> Made<()> {
        let points = self.awards.iter().filter(|award| award.cond.is_some() && award.points != Points::Zero).count();
        match (self.steps.is_empty(), points, self.ratio) {
            (true, 2.., None) => self.linear = true,
            (true, 0 | 1, None) => self.ratio = Some((false, None, span)),
            _ => return stop(Reason::TwoRules, span),
        }
        Ok(())
    }

    fn bound(&mut self, most: bool, verb: Option<Verb>, points: Points, to: bool, negative: bool, span: Span) {
        let after = self.steps.len().checked_sub(1);
        self.bounds.push(BoundClause { most, verb, points, to, negative, after, span });
    }

    /// A number that is told as the target's; a share of a target that is no percentage tells another one.
    fn says_target(&mut self, amount: Option<&Amount>, unit: &Unit, span: Span) {
        let own = amount.filter(|amount| unit.is_percent() || amount.measure != Measure::Percent);
        self.targets.extend(own.map(|amount| (amount.clone(), span)));
    }

    /// Words that only describe what a clause is about.
    fn describe(&mut self, words: String, _span: Span) -> Made<()> {
        if !words.is_empty() {
            self.described.push(words);
        }
        Ok(())
    }

    /// A sentence of its own without a number: before the rule it introduces, after the rule it could be an exception.
    fn describe_sentence(&mut self, words: String, span: Span) -> Made<()> {
        let said = !self.steps.is_empty() || !self.awards.is_empty() || self.ratio.is_some() || self.direct;
        let remark = forms::holds(words.as_str(), forms::SOURCES);
        if said && !remark && !words.is_empty() {
            return stop(Reason::Unreadable, span);
        }
        self.describe(words, span)
    }
}
