//! Phrases → clauses → a rule.

mod allowed;
mod around;
mod bare_counts;
mod beside_numbers;
mod beside_steps;
mod better_side;
mod bounds;
mod clause;
mod clauses;
mod cutoffs;
mod events;
mod gather;
mod labels;
mod level;
mod line;
mod lists;
mod punctual;
mod signed;
mod stepped;
mod tiers;

use rust_decimal::Decimal;

use super::phrase::{Cond, Edge, Measure, Placed, Points, SideKind, Span, Stop, Verb};
use super::{Context, Explained, Reading};
use crate::model::{Direction, Scale};
use crate::rule::refusal::{Reason, Remark};
use crate::rule::types::{CutOff, Level, Main, Quantity, Rule, Step, Way};
use crate::unit::UnitKind;
use clauses::Clauses;

use beside_numbers::only_aims;
pub(super) use beside_numbers::{in_a_name, is_described};

pub(super) type Made<T> = Result<T, Stop>;

pub(super) fn stop<T>(reason: Reason, span: Span) -> Made<T> {
    Err(Stop::new(reason, span))
}

/// What the parts of the assembly share.
pub(super) struct Frame<'a> {
    pub context: &'a Context<'a>,
    pub full: Decimal,
    pub quantity: Quantity,
    pub lower: bool,
    pub all: Span,
    /// Close holes and end overlaps instead of refusing them, to offer the nearest sentence.
    pub mend: bool,
}

impl Frame<'_> {
    /// Whether points are signed and there are no full points: 扣分制.
    pub(super) fn signed(&self) -> bool {
        self.context.scale == Scale::Deductions
    }

    /// What is left of the full points after a deduction; signed, where there are none.
    pub(super) fn taken(&self, points: Points) -> Decimal {
        let left = self.full.checked_sub(self.points(points)).unwrap_or_default();
        if self.signed() { left } else { left.max(Decimal::ZERO) }
    }

    pub(super) fn points(&self, points: Points) -> Decimal {
        match points {
            Points::Number(value) => value,
            Points::Share(share) => share.checked_mul(self.full).unwrap_or_default().normalize(),
            Points::Full => self.full,
            Points::Zero => Decimal::ZERO,
            Points::Ratio => self.full,
            Points::Span(_, last) => last,
        }
    }

    /// 目标95% in the rule and another target in the cell contradict each other.
    fn says_its_target(&self, clauses: &Clauses) -> Made<()> {
        for (amount, span) in &clauses.targets {
            // 准确率100%，每错一处扣1分: says that none happened.
            if beside_steps::says_none(self, clauses, &Cond::Single(amount.clone())) {
                continue;
            }
            let said = self.number(self.amount(amount)?);
            let whole = amount.measure == Measure::Percent && amount.value == Decimal::ONE_HUNDRED;
            if self.target().is_some_and(|target| target != said) && !whole {
                return stop(Reason::TargetConflict, *span);
            }
        }
        Ok(())
    }

    /// Values from one to another in words, as a refusal names them: 97%～98%.
    pub(super) fn between(&self, first: Decimal, last: Decimal) -> Option<String> {
        let unit = self.context.unit;
        let percent = unit.is_percent() || self.quantity == Quantity::Ratio;
        let (factor, sign) = if percent { (Decimal::ONE_HUNDRED, "%") } else { (Decimal::ONE, unit.text.as_str()) };
        let shown = |value: Decimal| Some(format!("{}{sign}", crate::decimal::plain(value.checked_mul(factor)?)));
        Some(if first == last { shown(first)? } else { format!("{}～{}", shown(first)?, shown(last)?) })
    }

    /// Whether a condition that gives nothing says where steps start: a bound, or the target said again.
    pub(super) fn starts_steps(&self, cond: &Cond) -> bool {
        match cond {
            Cond::Band { .. } => true,
            // 自评占30% beside a target of 95% is no start.
            Cond::Single(amount) => {
                let level = self.amount(amount).ok().map(|level| self.number(level));
                let target =
                    self.target().map(|target| if self.quantity == Quantity::Ratio { Decimal::ONE } else { target });
                target.is_none() || level.is_some() && level == target
            }
            _ => false,
        }
    }

    pub(super) fn target(&self) -> Option<Decimal> {
        self.context.target.map(|target| target.value)
    }
}

/// `mend`: see [`Frame::mend`].
pub(super) fn assemble(phrases: &[Placed], context: &Context<'_>, mend: bool) -> Made<Reading> {
    let Some(all) = phrases.iter().map(|placed| placed.span).reduce(Span::to) else {
        return stop(Reason::Empty, Span::default());
    };
    let signed = context.scale == Scale::Deductions;
    if signed {
        signed::without_full(phrases)?;
    }
    let mut clauses = gather::gather(phrases, context.unit)?;
    clauses.around_target(context)?;
    let direct = clauses.direct || (clauses.marked && clauses.steps.is_empty() && clauses.awards.is_empty());
    let full = full_points(context, &clauses, direct, all)?;
    if !clauses.linear
        && let Some(award) = clauses.awards.iter().find(|award| matches!(award.points, Points::Span(..)))
    {
        return stop(Reason::PointRange, award.span);
    }
    // 按达成率比例计算，低于50%者不给分: cut-offs alone beside the name of a ratio.
    let cut = |award: &clauses::AwardClause| award.gives_nothing() && matches!(award.cond, Some(Cond::Band { .. }));
    let steps_or_tiers = !clauses.steps.is_empty() || !clauses.awards.iter().all(cut);
    counted_apart(&clauses, steps_or_tiers)?;
    let shares = !context.unit.is_percent() || clauses.rate_of_target;
    let quantity = if clauses.defines_ratio && steps_or_tiers && shares {
        Quantity::Ratio
    } else if clauses.signed() {
        Quantity::Magnitude
    } else {
        Quantity::Value
    };
    let lower = match context.target.and_then(|target| target.direction) {
        Some(direction) => direction == Direction::Lower,
        None => clauses.lower_is_better(),
    };
    beside_steps::reached_harm(&mut clauses);
    let frame = Frame { context, full, quantity, lower, all, mend };
    frame.says_its_target(&clauses)?;
    beside_steps::compared(&frame, &clauses)?;
    beside_steps::levels_as_points(&frame, &mut clauses)?;
    if let Some((_, span)) = clauses.times.iter().find(|(times, _)| *times != full) {
        return stop(Reason::FullConflict, *span);
    }
    beside_steps::share_to_target(&frame, &mut clauses);
    beside_steps::examples(&frame, &mut clauses);
    let ratio = clauses.ratio.or_else(|| {
        ((clauses.defines_ratio || clauses.names_ratio) && !steps_or_tiers && !direct).then_some((false, None, all))
    });
    let mut remarks = Vec::new();
    let (main, mut cutoffs) = if let Some(ratio) = ratio {
        in_proportion(&frame, &clauses, direct, ratio)?
    } else if direct {
        a_mark(&frame, &clauses)?
    } else if clauses.linear {
        line::line(&frame, &clauses)?
    } else if let Some(counts) = bare_counts::counts(&frame, &clauses)? {
        (counts, Vec::new())
    } else if !clauses.steps.is_empty() {
        stepped::steps(&frame, &clauses)?
    } else if !clauses.awards.is_empty() {
        (tiers::tiers(&frame, &clauses, &mut remarks)?, Vec::new())
    } else {
        return stop(if clauses.vetoes.is_empty() { Reason::Unreadable } else { Reason::OnlyCutOff }, all);
    };
    // A label is no number that a veto could compare.
    if let (Main::Labels(_), Some((_, _, span))) = (&main, clauses.vetoes.first()) {
        return stop(Reason::NotCounted, *span);
    }
    cutoffs.extend(cutoffs::vetoes(&frame, &clauses)?);
    if let Main::Steps { steps, .. } = &main
        && beside_steps::swallowed(&frame, steps, &cutoffs)
    {
        return stop(Reason::TwoRules, all);
    }
    nothing_left_out(&frame, &clauses, &main, &cutoffs)?;
    finish(&frame, &clauses, main, cutoffs, remarks)
}

/// The full points: the cell's, the rule's own, or those that the scale has.
fn full_points(context: &Context<'_>, clauses: &Clauses, direct: bool, all: Span) -> Made<Decimal> {
    let default = match context.scale {
        Scale::Deductions => Decimal::ZERO,
        scale => scale.usual_full(context.weight).unwrap_or(Decimal::ONE_HUNDRED),
    };
    let mut full = context.full.unwrap_or(default);
    if let Some((said, span)) = clauses.full.filter(|_| !direct) {
        if context.full.is_some_and(|full| full != said)
            || (context.full.is_none() && context.scale == Scale::Points && said != default)
        {
            return stop(Reason::FullConflict, span);
        }
        full = said;
    }
    if full <= Decimal::ZERO && context.scale != Scale::Deductions {
        return stop(Reason::FullConflict, all);
    }
    Ok(full)
}

/// 按实际参与次数计分 beside a rule that counts something else.
fn counted_apart(clauses: &Clauses, steps_or_tiers: bool) -> Made<()> {
    let Some(span) = clauses.scores else { return Ok(()) };
    // 每缺勤1次扣3分 counts something else; 每增加20次 counts on from there.
    let other = |step: &clauses::StepClause| {
        let sides = &step.step.sides;
        sides.is_empty() && step.verb == Verb::Take
            || sides.iter().any(|(_, kind)| matches!(kind, SideKind::Lack | SideKind::Late | SideKind::Not))
    };
    if !steps_or_tiers {
        return stop(Reason::FreeFormula, span);
    }
    if clauses.steps.iter().any(other) {
        return stop(Reason::TwoRules, span);
    }
    Ok(())
}

/// The points in proportion to the target: 按达成率比例计分.
fn in_proportion(
    frame: &Frame<'_>,
    clauses: &Clauses,
    direct: bool,
    (inverse, times, span): (bool, Option<Decimal>, Span),
) -> Made<(Main, Vec<CutOff>)> {
    if direct || clauses.linear {
        return stop(Reason::TwoRules, span);
    }
    // The value itself times the points is v/t only where the target is 100%.
    if clauses.own_share && !(frame.context.unit.is_percent() && frame.target() == Some(Decimal::ONE)) {
        return stop(Reason::FreeFormula, span);
    }
    let at_target = |award: &clauses::AwardClause| match award.cond {
        None | Some(Cond::OnTarget) => frame.points(award.points),
        _ => frame.full,
    };
    if times.is_some_and(|times| times != frame.full && !clauses.awards.iter().any(|award| at_target(award) == times)) {
        return stop(Reason::FullConflict, span);
    }
    stepped::ratio(frame, clauses, inverse, span)
}

/// A mark that somebody gives: 直接计分.
fn a_mark(frame: &Frame<'_>, clauses: &Clauses) -> Made<(Main, Vec<CutOff>)> {
    if !clauses.steps.is_empty() || clauses.linear {
        return stop(Reason::TwoRules, frame.all);
    }
    if let Some(award) = clauses.awards.iter().find(|award| !frame.points(award.points).is_zero()) {
        return stop(Reason::TwoRules, award.span);
    }
    // A mark is given in points and no count.
    if clauses.marked && clauses.scale.is_none() && matches!(frame.context.unit.kind, UnitKind::Count(_)) {
        return stop(Reason::UnitConflict, frame.all);
    }
    let said = clauses.scale.or(clauses.full.map(|(scale, _)| scale));
    let scale = match (said, frame.context.target.and_then(crate::model::Target::scale)) {
        (Some(said), Some(scale)) if said != scale => return stop(Reason::Scale, frame.all),
        (Some(scale), _) | (None, Some(scale)) => scale,
        (None, None) if frame.context.scale == Scale::Points => return stop(Reason::Scale, frame.all),
        // A mark of at most 5 out of 10 points: on a scale of 5, or cut off there?
        (None, None) => match clauses.bounds.iter().find(|bound| bound.most && frame.points(bound.points) < frame.full)
        {
            Some(bound) => return stop(Reason::BoundUnclear, bound.span),
            None => Decimal::ONE_HUNDRED,
        },
    };
    Ok((Main::Direct { scale }, cutoffs::cutoffs(frame, clauses, None)?))
}

/// A condition that gave nothing is the start, the target or an edge said again; another number would be left out.
fn nothing_left_out(frame: &Frame<'_>, clauses: &Clauses, main: &Main, cutoffs: &[CutOff]) -> Made<()> {
    let mut known: Vec<Level> = cutoffs.iter().map(|cut| cut.bound.level).collect();
    match main {
        Main::Steps { steps, .. } => known.extend(steps.iter().map(|step| step.from)),
        Main::Ratio { bonus, .. } => known.extend(bonus.iter().map(|step| step.from)),
        Main::Tiers(tiers) => {
            known.extend(tiers.iter().flat_map(|tier| [tier.low, tier.high]).flatten().map(|bound| bound.level));
        }
        Main::Line(line) => known.extend(line.iter().map(|(level, _)| *level)),
        Main::Labels(_) | Main::Counts { .. } | Main::Direct { .. } => {}
    }
    let known: Vec<Decimal> = known.into_iter().map(|level| frame.number(level)).chain(frame.target()).collect();
    for (cond, span) in clauses.stated.iter().filter(|(cond, _)| !beside_steps::says_none(frame, clauses, cond)) {
        let edges = match cond {
            Cond::Band { low, high, .. } => [low, high].into_iter().flatten().map(|end| end.edge.clone()).collect(),
            Cond::Single(amount) | Cond::States(amount) => vec![Edge::Amount(amount.clone())],
            _ => Vec::new(),
        };
        for edge in edges {
            let level = frame.edge(&edge).ok().map(|level| frame.number(level));
            if level.is_none_or(|level| !known.contains(&level)) {
                return stop(Reason::Unreadable, *span);
            }
        }
    }
    let sizes: Vec<Decimal> = match main {
        Main::Steps { steps, .. } => steps.iter().map(|step| frame.number(step.size)).collect(),
        Main::Ratio { bonus, .. } => bonus.iter().map(|step| frame.number(step.size)).collect(),
        _ => Vec::new(),
    };
    for (amount, span) in &clauses.partials {
        // 不足1%按1%计 beside steps of 5% rounds in a way of its own.
        let bare = |clause: &clauses::StepClause| {
            clause.step.size.as_ref().is_some_and(|size| amount.measure == Measure::Bare && size.value == amount.value)
        };
        if clauses.steps.iter().any(bare) {
            continue;
        }
        let size = frame.amount(amount).ok().map(|size| frame.number(size));
        if size.is_none_or(|size| !sizes.contains(&size)) {
            return stop(Reason::Rounding, *span);
        }
    }
    Ok(())
}

/// Bounds, and the last checks.
fn finish(
    frame: &Frame<'_>,
    clauses: &Clauses,
    mut main: Main,
    cutoffs: Vec<CutOff>,
    mut remarks: Vec<Remark>,
) -> Made<Reading> {
    let (floor, cap) = if frame.signed() {
        signed::bounds(frame, clauses, &mut main, &mut remarks)?;
        (None, None)
    } else {
        bounds::bounds(frame, clauses, &mut main, &mut remarks)?
    };
    // 低于90%不得分，90%以上每增加1%加1分，满分10分: all at once where the bonus begins, or from nothing on?
    if let (Main::Steps { start, steps }, Some(cap)) = (&main, cap)
        && *start == frame.full
        && cap <= frame.full
        && steps.iter().all(|step| step.effect == crate::rule::types::Effect::Add)
        && cutoffs.iter().any(|cut| {
            let level = frame.number(cut.bound.level);
            steps.iter().any(|step| frame.number(step.from) == level)
        })
    {
        return stop(Reason::BoundUnclear, frame.all);
    }
    let target = frame.target();
    let divides = |step: &Step| matches!(step.size, Level::Target(_));
    let needs = match &main {
        Main::Ratio { .. } => true,
        Main::Tiers(tiers) if tiers.iter().any(|tier| tier.award == crate::rule::types::Award::Ratio) => true,
        Main::Steps { steps, .. } => steps.iter().any(divides) || frame.quantity == Quantity::Ratio,
        _ => frame.quantity == Quantity::Ratio,
    };
    if needs && target.is_none_or(|target| target <= Decimal::ZERO) {
        return stop(Reason::Target, frame.all);
    }
    if let Main::Steps { steps, .. } = &main
        && steps.iter().all(|step| step.effect == crate::rule::types::Effect::Add && step.way != Way::Either)
        && !matches!(&main, Main::Steps { start, .. } if start.is_zero())
    {
        remarks.push(Remark::BonusOnly);
    }
    if !clauses.described.is_empty() {
        remarks.push(Remark::Described(clauses.described.join("，")));
    }
    let rule = Rule {
        unit: frame.context.unit.clone(),
        target,
        full: frame.full,
        quantity: frame.quantity,
        main,
        floor,
        cap,
        cutoffs,
    };
    // Words that the rule was made without; the caller words them.
    let says_nothing =
        |cond: &Cond| only_aims(cond) || *cond == Cond::OffTarget || beside_steps::says_none(frame, clauses, cond);
    let aims = clauses.stated.iter().filter(|(cond, _)| says_nothing(cond));
    let shown = clauses.shown.iter().copied().chain(aims.map(|(_, span)| *span));
    let explained = shown.map(|span| Explained { words: String::new(), span: span.start..span.end });
    Ok(Reading { rule, remarks, explained: explained.collect() })
}

/// Whether a condition is about the target's good side only.
pub(super) fn is_on_target(cond: &Cond) -> bool {
    matches!(cond, Cond::OnTarget)
}
