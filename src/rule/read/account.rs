//! The account of a sentence: every number in it stands in the rule that was composed, or in words that are shown as a
//! description. A number that is nowhere was left out somewhere on the way, and the sentence is not read.

use rust_decimal::Decimal;

use super::Context;
use super::phrase::{Cond, Edge, Phrase, Placed, Points, Span, Stop};
use super::token::{Kind, Token};
use crate::rule::refusal::Reason;
use crate::rule::types::{Award, Bound, Level, Main, Rule, Step};
use crate::unit::Unit;

/// The first number that no part of the rule holds. `described`: the words that are shown.
pub(super) fn left_out(tokens: &[Token], rule: &Rule, context: &Context<'_>, described: &[Span]) -> Option<Stop> {
    let known = Known::of(rule);
    let goes_on = tokens.iter().any(|token| matches!(token.kind, Kind::Word(super::class::Class::AndSoOn)));
    tokens.iter().enumerate().find_map(|(at, token)| {
        let Kind::Number(value, _) = token.kind else { return None };
        let shown = described.iter().any(|span| span.start <= token.start && token.end <= span.end);
        let ahead = |by: usize| tokens.get(at.saturating_add(by));
        let is_unit = |token: &&Token| token.kind == Kind::Unit;
        // 30-60分钟: both ends are in the second one's unit.
        let ranges = ahead(1).is_some_and(|next| next.kind == Kind::Word(super::class::Class::Range))
            && ahead(2).is_some_and(|end| matches!(end.kind, Kind::Number(..)));
        let unit = ahead(1).filter(is_unit).or_else(|| ahead(3).filter(|_| ranges).filter(is_unit));
        let held = shown
            || goes_on
            || value.is_zero()
            || forms(value, unit.map(|unit| unit.text.as_str()), context.unit).iter().any(|form| known.holds(*form));
        (!held).then(|| {
            let end = unit.filter(|_| !ranges).map_or(token.end, |unit| unit.end);
            Stop::new(Reason::Unreadable, Span { start: token.start, end })
        })
    })
}

/// The first number that stands inside a phrase and is none of the phrase's own: 每低1旺季5%扣2分 says two things at once.
pub(super) fn stray(tokens: &[Token], phrases: &[Placed]) -> Option<Stop> {
    tokens.iter().find_map(|token| {
        let Kind::Number(value, _) = token.kind else { return None };
        let inside = |span: &Span| span.start <= token.start && token.end <= span.end;
        // Two hold it where an end is named behind the points: 80-90%得1分(含80%).
        let own = phrases.iter().filter(|placed| inside(&placed.span)).any(|placed| match typed(&placed.phrase) {
            _ if matches!(&placed.phrase, Phrase::Step(step) if step.named.iter().any(inside)) => true,
            None => true,
            Some(own) => own.iter().any(|own| scaled(value, *own)),
        });
        (!own).then(|| Stop::new(Reason::Unreadable, Span { start: token.start, end: token.end }))
    })
}

/// The upper end of a range that follows the lower one with no letter between them, neither a unit nor a word: two numbers that
/// something was lost from, as in 达到97三个月内%.
pub(super) fn run_together(phrases: &[Placed]) -> Option<Stop> {
    phrases.iter().find_map(|placed| {
        let Phrase::Cond(Cond::Band { low: Some(low), high: Some(high), .. }) = &placed.phrase else { return None };
        let (Edge::Amount(low) | Edge::Beyond(low, _), Edge::Amount(high) | Edge::Beyond(high, _)) =
            (&low.edge, &high.edge)
        else {
            return None;
        };
        (low.span.end == high.span.start).then(|| Stop::new(Reason::Unreadable, high.span))
    })
}

/// Whether a written number is a phrase's own one: with 万, %, ‰ or 成 taken in, or with its sign.
fn scaled(written: Decimal, own: Decimal) -> bool {
    let (written, own) = (written.abs().normalize(), own.abs().normalize());
    let power = |times: u32| written.checked_mul(Decimal::from(10_u64.saturating_pow(times)));
    written == own
        || (1..=8).any(|times| power(times).is_some_and(|more| more.normalize() == own))
        || [Decimal::TEN, Decimal::ONE_HUNDRED]
            .into_iter()
            .any(|by| written.checked_div(by).is_some_and(|less| less.normalize() == own))
}

/// The numbers that a phrase holds; `None` where it is shown word for word, or is a formula whose numbers were counted.
fn typed(phrase: &Phrase) -> Option<Vec<Decimal>> {
    let points = |points: &Points| match points {
        Points::Number(value) | Points::Share(value) => vec![*value],
        Points::Span(first, last) => vec![*first, *last],
        Points::Full | Points::Zero | Points::Ratio => vec![Decimal::ZERO, Decimal::ONE_HUNDRED],
    };
    let edge = |edge: &Edge| match edge {
        Edge::Amount(amount) | Edge::Beyond(amount, _) => Some(amount.value),
        Edge::Target(_) => None,
    };
    Some(match phrase {
        Phrase::Cond(Cond::Band { low, high, .. }) => {
            [low, high].into_iter().flatten().filter_map(|end| edge(&end.edge)).collect()
        }
        Phrase::Cond(Cond::Single(amount) | Cond::States(amount)) => vec![amount.value],
        Phrase::Cond(Cond::OnTarget | Cond::OffTarget) => vec![Decimal::ONE_HUNDRED],
        Phrase::Step(step) => {
            let amounts = [&step.size, &step.threshold].into_iter().flatten().map(|amount| amount.value);
            amounts.chain(step.said.iter().copied()).collect()
        }
        Phrase::Points { points: given, .. } => points(given),
        Phrase::Most { points: Some(given), .. }
        | Phrase::Least { points: Some(given), .. }
        | Phrase::DeductTo { points: given, .. } => points(given),
        Phrase::Partial { amount: Some(amount), .. } => vec![amount.value],
        Phrase::FullPoints(value) | Phrase::Start(value) => vec![*value],
        Phrase::Marked { scale: Some(scale) } => vec![*scale, Decimal::ZERO],
        Phrase::FloorZero | Phrase::Bottomless | Phrase::Veto | Phrase::NoBonus | Phrase::NoDeduction => {
            vec![Decimal::ZERO]
        }
        _ => return None,
    })
}

/// What a written number may stand for.
fn forms(value: Decimal, unit: Option<&str>, own: &Unit) -> Vec<Decimal> {
    let theirs = unit.map(Unit::read);
    let converted = theirs.and_then(|theirs| value.checked_mul(theirs.factor)?.checked_div(own.factor));
    let big = value.checked_div(own.factor);
    let ten = value.checked_div(Decimal::TEN);
    let share = value.checked_div(Decimal::ONE_HUNDRED);
    let mille = value.checked_div(Decimal::ONE_THOUSAND);
    [Some(value), share, ten, mille, converted, big].into_iter().flatten().collect()
}

/// The numbers of a rule.
struct Known {
    /// As they are held.
    held: Vec<Decimal>,
    /// Levels as numbers, to tell distances between them.
    levels: Vec<Decimal>,
    target: Option<Decimal>,
    full: Decimal,
}

impl Known {
    fn of(rule: &Rule) -> Self {
        let mut known = Self {
            held: vec![rule.full, Decimal::ONE_HUNDRED],
            levels: rule.target.into_iter().collect(),
            target: rule.target,
            full: rule.full,
        };
        known.held.extend([rule.floor, rule.cap, rule.target].into_iter().flatten());
        match &rule.main {
            Main::Ratio { base, bonus, .. } => {
                known.held.push(*base);
                bonus.iter().for_each(|step| known.step(step));
            }
            Main::Steps { start, steps } => {
                known.held.push(*start);
                steps.iter().for_each(|step| known.step(step));
            }
            Main::Tiers(tiers) => {
                for tier in tiers {
                    [tier.low, tier.high].into_iter().flatten().for_each(|bound| known.level(bound.level));
                    // 30天以内，31-60天: the next whole number is where the tier begins or ends.
                    let beside = |bound: Option<Bound>, by: Decimal| match bound {
                        Some(Bound { level: Level::Value(value), included: false }) => value.checked_add(by),
                        _ => None,
                    };
                    known.held.extend(beside(tier.low, Decimal::ONE));
                    known.held.extend(beside(tier.high, Decimal::NEGATIVE_ONE));
                    if let Award::Points(points) = tier.award {
                        known.held.push(points);
                    }
                }
            }
            Main::Labels(labels) => known.held.extend(labels.iter().map(|(_, points)| *points)),
            Main::Counts { start, counts } => {
                known.held.push(*start);
                known.held.extend(
                    counts.iter().flat_map(|count| [Some(count.size), Some(count.points), count.most]).flatten(),
                );
            }
            Main::Direct { scale } => known.held.push(*scale),
            Main::Line(line) => {
                for (level, points) in line {
                    known.level(*level);
                    known.held.push(*points);
                }
            }
        }
        rule.cutoffs.iter().for_each(|cut| known.level(cut.bound.level));
        known
    }

    fn step(&mut self, step: &Step) {
        self.level(step.from);
        self.level(step.size);
        self.held.push(step.points);
        self.held.extend(step.most);
    }

    fn level(&mut self, level: Level) {
        match level {
            Level::Value(value) => {
                self.held.push(value);
                self.levels.push(value);
            }
            Level::Target(share) => {
                self.held.push(share);
                self.levels.extend(self.target.and_then(|target| target.checked_mul(share)));
                self.levels.push(share);
            }
        }
    }

    /// Whether a number is one of them, what is left of the full points, a share of these, or a distance of two levels.
    fn holds(&self, number: Decimal) -> bool {
        let same = |other: Option<Decimal>| other.is_some_and(|other| other.normalize() == number.normalize());
        self.held.iter().any(|held| {
            same(Some(*held))
                || same(self.full.checked_sub(*held))
                || same(held.checked_sub(self.full))
                || held
                    .checked_div(self.full)
                    .is_some_and(|share| same(Some(share)) || same(Decimal::ONE.checked_sub(share)))
                || same(Decimal::ZERO.checked_sub(*held))
        }) || self.levels.iter().any(|level| {
            same(self.target.and_then(|target| level.checked_div(target)))
                || self.levels.iter().any(|other| same(level.checked_sub(*other)))
                || same(level.checked_sub(Decimal::ONE))
                || same(Decimal::ONE.checked_sub(*level))
        })
    }
}
