//! Which way a rule's points go: more for more, or more for less; and whether the target's sign says the same.

use rust_decimal::Decimal;

use super::draft::KpiDraft;
use crate::model::Direction;
use crate::problem::{Code, Problem};
use crate::rule::{Award, Effect, Input, Main, Quantity, Rule, Way};

/// The problem of a rule that gives more for what its target calls worse.
pub(super) fn against_target(draft: &KpiDraft, rule: &Rule) -> Option<Problem> {
    let target = draft.target.as_ref()?;
    let good = target.direction?;
    let opposite = tendency(rule)? != good;
    opposite.then(|| {
        Problem::new(Code::RuleAgainstTarget, &draft.rule_at)
            .with("target", &target.text)
            .with("rule", draft.rule_text.as_deref().unwrap_or_default())
            .with("good", if good == Direction::Lower { "lower" } else { "higher" })
    })
}

/// The side on which a rule gives more points; `None` where it goes both ways, or rests on no number.
pub(super) fn tendency(rule: &Rule) -> Option<Direction> {
    if rule.quantity == Quantity::Magnitude {
        return None;
    }
    match &rule.main {
        Main::Ratio { inverse: true, .. } => Some(Direction::Lower),
        Main::Ratio { .. } | Main::Direct { .. } => Some(Direction::Higher),
        Main::Steps { steps, .. } => same(steps.iter().map(|step| match (step.way, step.effect) {
            (Way::Below, Effect::Deduct) | (Way::Above, Effect::Add) => Some(Direction::Higher),
            (Way::Above, Effect::Deduct) | (Way::Below, Effect::Add) => Some(Direction::Lower),
            (Way::Either, _) => None,
        })),
        Main::Tiers(tiers) if tiers.iter().any(|tier| tier.award == Award::Ratio) => Some(Direction::Higher),
        Main::Tiers(tiers) => of_points(tiers.iter().filter_map(|tier| match tier.award {
            Award::Points(points) => Some(points),
            Award::Ratio => None,
        })),
        Main::Line(line) => of_points(line.iter().map(|(_, points)| *points)),
        Main::Labels(_) | Main::Counts { .. } => None,
    }
}

/// What all of several say.
fn same(mut all: impl Iterator<Item = Option<Direction>>) -> Option<Direction> {
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

/// The side of the most points, where they go one way from the lowest level to the highest.
fn of_points(points: impl Iterator<Item = Decimal>) -> Option<Direction> {
    let points: Vec<Decimal> = points.collect();
    let (first, last) = (points.first()?, points.last()?);
    if points.is_sorted() && first < last {
        Some(Direction::Higher)
    } else if points.is_sorted_by(|a, b| a >= b) && first > last {
        Some(Direction::Lower)
    } else {
        None
    }
}

/// The step above a target in % that is far smaller than what its number without a sign is read as: 0.5 beside 每高0.1个百分点扣5分 is
/// read as 50%, and may be 0.5%.
pub(super) fn tiny_step(draft: &KpiDraft, rule: &Rule) -> Option<Decimal> {
    /// From so many steps up to the target on, a target of so small a number is doubted.
    const STEPS: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
    let target = draft.target.as_ref().filter(|_| draft.target_bare && draft.unit.is_percent())?;
    // 50 is read as 50%: only what is read as a ratio may be percent.
    let is_ratio =
        target.text.trim_end_matches('0').ends_with(crate::decimal::plain(target.value).trim_end_matches('0'));
    let Main::Steps { steps, .. } = &rule.main else { return None };
    if !is_ratio || tendency(rule) != Some(Direction::Lower) {
        return None;
    }
    let sizes: Option<Vec<Decimal>> = steps.iter().map(|step| rule.level(step.size)).collect();
    let largest = sizes?.into_iter().max()?;
    (largest > Decimal::ZERO && largest.checked_mul(STEPS)? <= target.value).then_some(largest)
}

/// Where steps below a level take points, and none of them is ever full: 每少5个扣1分 beside a target of 3 takes nothing from anybody who has
/// none at all. The level and the step.
pub(super) fn never_takes(rule: &Rule) -> Option<(Decimal, Decimal)> {
    let Main::Steps { start, steps } = &rule.main else { return None };
    let [step] = steps.as_slice() else { return None };
    let takes = step.effect == Effect::Deduct && step.way == Way::Below && rule.cutoffs.is_empty();
    let (from, size) = (rule.level(step.from)?, rule.level(step.size)?);
    let none = rule.points(&Input::Number(Decimal::ZERO)).ok()?;
    (takes && from > Decimal::ZERO && none.points == *start).then_some((from, size))
}
