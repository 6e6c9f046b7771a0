//! Values around a rule's edges, to try a wording with.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::evaluate::{Input, Outcome, Unanswered};
use super::types::{Bound, Effect, Level, Main, Quantity, Rule, Step, Test, Way};
use crate::decimal;

impl Rule {
    /// Levels without an end as decimals (20分钟 in 小时), each with the value that it is as a value, which has four places.
    pub(super) fn endless(&self) -> Vec<(Decimal, Decimal)> {
        let mut levels = self.levels();
        levels.extend(self.target);
        levels.retain(|level| decimal::is_endless(*level));
        levels.dedup();
        levels.into_iter().map(|level| (level, decimal::ended(level))).collect()
    }

    /// Every level at which the rule changes, lowest first.
    pub fn levels(&self) -> Vec<Decimal> {
        let mut levels: Vec<Level> = Vec::new();
        let step = |step: &Step, levels: &mut BTreeSet<Decimal>| {
            let (Some(from), Some(size)) = (self.level(step.from), self.level(step.size)) else { return };
            levels.extend([Some(from), from.checked_add(size), from.checked_sub(size)].into_iter().flatten());
        };
        let mut out = BTreeSet::new();
        match &self.main {
            Main::Tiers(tiers) => {
                levels.extend(tiers.iter().flat_map(|tier| [tier.low, tier.high]).flatten().map(|bound| bound.level))
            }
            Main::Line(line) => levels.extend(line.iter().map(|(level, _)| *level)),
            Main::Steps { steps, .. } => steps.iter().for_each(|one| step(one, &mut out)),
            Main::Ratio { bonus, .. } => {
                out.extend(self.target);
                bonus.iter().for_each(|one| step(one, &mut out));
            }
            Main::Direct { scale } => out.extend([*scale]),
            Main::Labels(_) | Main::Counts { .. } => {}
        }
        levels.extend(self.cutoffs.iter().map(|cut| cut.bound.level));
        out.extend(levels.into_iter().filter_map(|level| self.level(level)));
        out.into_iter().collect()
    }

    /// Values on both sides of each edge with their points, lowest value first, at most [`ROWS`] of them: to try a wording.
    pub fn sample(&self) -> Vec<Sample> {
        if let Main::Labels(labels) = &self.main {
            let rows = labels.iter().take(ROWS);
            return rows.map(|(label, _)| Sample::of(self, label.clone(), &Input::Label(label))).collect();
        }
        let mut found = Found { rule: self, grid: self.grid(), values: Vec::new() };
        found.gather();
        let mut values = found.chosen();
        values.sort();
        let shown = |value: Decimal| Sample::of(self, self.shown(value), &Input::Number(value));
        values.into_iter().map(shown).collect()
    }

    /// The nearest numbers that people would try: 1 of whole things, 0.01% or 0.01 elsewhere, finer where the rule is.
    fn grid(&self) -> Decimal {
        if self.unit.is_whole() {
            return Decimal::ONE;
        }
        let own = if self.unit.is_percent() { 4 } else { 2 };
        let finest = self.levels().iter().map(|level| level.normalize().scale()).filter(|places| *places <= 4).max();
        Decimal::new(1, finest.unwrap_or(own).max(own))
    }

    /// Whether a level that the rule or its target names lies below 0.
    fn speaks_of_less_than_nothing(&self) -> bool {
        let mut named: Vec<Level> = self.cutoffs.iter().map(|cut| cut.bound.level).collect();
        match &self.main {
            Main::Steps { steps, .. } => named.extend(steps.iter().map(|step| step.from)),
            Main::Tiers(tiers) => {
                named.extend(tiers.iter().flat_map(|tier| [tier.low, tier.high]).flatten().map(|bound| bound.level));
            }
            Main::Line(line) => named.extend(line.iter().map(|(level, _)| *level)),
            _ => {}
        }
        let levels = named.into_iter().filter_map(|level| self.level(level));
        self.target.into_iter().chain(levels).any(|level| level < Decimal::ZERO)
    }

    fn shown(&self, value: Decimal) -> String {
        if self.unit.is_percent() {
            format!("{}%", decimal::plain(value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default()))
        } else {
            self.unit.beside(&decimal::plain(value))
        }
    }
}

/// The most values that are shown: what a clerk takes in at a glance.
pub const ROWS: usize = 15;

/// A value, and what the rule gives for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The value or label as people write it.
    pub value: String,
    /// The value itself; `None` for a label.
    pub number: Option<Decimal>,
    /// Its points, or why there are none.
    pub outcome: Result<Outcome, Unanswered>,
}

impl Sample {
    fn of(rule: &Rule, value: String, input: &Input<'_>) -> Self {
        let number = if let Input::Number(number) = input { Some(*number) } else { None };
        Self { value, number, outcome: rule.points(input) }
    }
}

/// Values to show, each with how much it tells: 0 first.
struct Found<'a> {
    rule: &'a Rule,
    grid: Decimal,
    values: Vec<(u8, Decimal)>,
}

impl Found<'_> {
    fn gather(&mut self) {
        let rule = self.rule;
        match &rule.main {
            Main::Steps { steps, .. } => steps.iter().for_each(|step| self.step(step)),
            Main::Ratio { base, inverse, bonus } => {
                self.ratio(*base, *inverse);
                bonus.iter().for_each(|step| self.step(step));
            }
            Main::Tiers(tiers) => {
                let ends = tiers.iter().flat_map(|tier| [tier.low, tier.high]).flatten();
                ends.for_each(|bound| self.bound(bound));
            }
            Main::Line(line) => self.line(line),
            Main::Direct { scale } => {
                for (tells, part) in [(1, 0), (1, 60), (2, 80), (0, 100), (1, 101)] {
                    let value = scale.checked_mul(Decimal::new(part, 2));
                    let share = if rule.unit.is_percent() { Decimal::new(1, 2) } else { Decimal::ONE };
                    self.add(tells, value.and_then(|value| value.checked_mul(share)));
                }
            }
            Main::Labels(_) | Main::Counts { .. } => {}
        }
        for cut in rule.cutoffs.iter().filter(|cut| cut.test == Test::Quantity) {
            self.bound(cut.bound);
        }
    }

    /// Takes a level of the scored quantity as a value: under v/t that share of the target.
    fn add(&mut self, tells: u8, level: Option<Decimal>) {
        let value = level.and_then(|level| match self.rule.quantity {
            Quantity::Ratio => level.checked_mul(self.rule.target?),
            _ => Some(level),
        });
        let places = if self.rule.unit.is_whole() { 0 } else { decimal::VALUE_DECIMALS };
        let Some(value) = value.map(|value| decimal::round(value, places).normalize()) else { return };
        // Amounts below 0 are shown where the rule itself speaks of them.
        let below = value < Decimal::ZERO && !self.rule.speaks_of_less_than_nothing();
        match self.values.iter_mut().find(|(_, known)| *known == value) {
            Some((known, _)) => *known = tells.min(*known),
            None if !below => self.values.push((tells, value)),
            None => {}
        }
    }

    /// A value of the quantity that is so many of the smallest numbers away; under v/t a smallest number of the value.
    fn beside(&mut self, tells: u8, level: Decimal, way: Way) {
        let grid = match (self.rule.quantity, self.rule.target) {
            (Quantity::Ratio, Some(target)) => self.grid.checked_div(target).unwrap_or(self.grid),
            _ => self.grid,
        };
        // The quotient is rounded to 4 decimals: nearer than that is the same.
        let grid = if self.rule.quantity == Quantity::Ratio { grid.max(Decimal::new(1, 4)) } else { grid };
        self.add(tells, if way == Way::Below { level.checked_sub(grid) } else { level.checked_add(grid) });
    }

    /// At an edge, and next to it on the side where it no longer holds.
    fn bound(&mut self, bound: Bound) {
        let Some(level) = self.rule.level(bound.level) else { return };
        self.add(0, Some(level));
        // A share of the target may lie between the values that there are: then the next one above tells.
        let between = decimal::round(level, decimal::VALUE_DECIMALS) < level;
        self.beside(u8::from(between), level, Way::Below);
        self.beside(u8::from(!between), level, Way::Above);
    }

    fn step(&mut self, step: &Step) {
        let rule = self.rule;
        let (Some(from), Some(size)) = (rule.level(step.from), rule.level(step.size)) else { return };
        self.add(0, Some(from));
        let ways: &[Way] = if step.way == Way::Either { &[Way::Below, Way::Above] } else { &[step.way] };
        for way in ways {
            let away = |distance: Decimal| {
                if *way == Way::Below { from.checked_sub(distance) } else { from.checked_add(distance) }
            };
            let other = if *way == Way::Below { Way::Above } else { Way::Below };
            self.beside(1, from, *way);
            self.beside(1, from, other);
            // Just short of one step, and one step.
            let reached = |steps: Decimal| steps.checked_mul(size).and_then(away);
            for (tells, steps) in [(0, Decimal::ONE), (2, Decimal::TWO)] {
                let Some(level) = reached(steps) else { continue };
                self.add(tells, Some(level));
                self.beside(tells, level, other);
            }
            // Where it moves no further: its own greatest amount, the floor or the cap.
            let start = match &rule.main {
                Main::Steps { start, .. } => *start,
                Main::Ratio { base, .. } => *base,
                _ => rule.full,
            };
            let room = match step.effect {
                Effect::Deduct => rule.floor.and_then(|floor| start.checked_sub(floor)),
                Effect::Add => rule.cap.and_then(|cap| cap.checked_sub(start)),
            };
            let room = [step.most, room].into_iter().flatten().filter(|room| *room > Decimal::ZERO).min();
            let last = room.and_then(|room| room.checked_div(step.points)).map(|steps| steps.ceil());
            if let Some(level) = last.and_then(reached) {
                self.add(0, Some(level));
                self.beside(0, level, other);
                self.beside(2, level, *way);
            }
        }
    }

    fn ratio(&mut self, base: Decimal, inverse: bool) {
        let Some(target) = self.rule.target else { return };
        self.add(0, Some(target));
        for (tells, part) in [(1, 50), (1, 80), (2, 90), (2, 110)] {
            let part = Decimal::new(if inverse { 200_i64.saturating_sub(part) } else { part }, 2);
            self.add(tells, target.checked_mul(part));
        }
        let Some(cap) = self.rule.cap else { return };
        let (over, under) = if inverse { (base, cap) } else { (cap, base) };
        let reached = target.checked_mul(over).and_then(|product| product.checked_div(under));
        if let Some(reached) = reached.filter(|_| !under.is_zero()) {
            self.add(0, Some(reached));
            self.beside(0, reached, Way::Below);
            self.beside(0, reached, Way::Above);
        }
        if inverse {
            self.add(2, Some(Decimal::ZERO));
        }
    }

    fn line(&mut self, line: &[(Level, Decimal)]) {
        let mut before: Option<Decimal> = None;
        for level in line.iter().filter_map(|(level, _)| self.rule.level(*level)) {
            match before {
                None => self.beside(0, level, Way::Below),
                Some(low) => {
                    self.add(1, low.checked_add(level).and_then(|sum| sum.checked_div(Decimal::TWO)));
                }
            }
            self.add(0, Some(level));
            before = Some(level);
        }
        if let Some(last) = before {
            self.beside(0, last, Way::Above);
        }
    }

    /// The values that tell most, at most [`ROWS`].
    fn chosen(mut self) -> Vec<Decimal> {
        self.values.sort_by_key(|(tells, _)| *tells);
        self.values.into_iter().take(ROWS).map(|(_, value)| value).collect()
    }
}
