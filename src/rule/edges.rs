//! Values around a rule's edges, to try a wording with.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::evaluate::Input;
use super::types::{Level, Main, Rule};
use crate::decimal;

impl Rule {
    /// Every level at which the rule changes, lowest first.
    pub fn levels(&self) -> Vec<Decimal> {
        let mut levels: Vec<Level> = Vec::new();
        let step = |step: &super::types::Step, levels: &mut BTreeSet<Decimal>| {
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

    /// Values at, just above and just below each edge with their points, for people; `—` where the rule has no answer.
    pub fn edges(&self) -> Vec<(String, String)> {
        let show = |points: Result<super::Outcome, super::Unanswered>| {
            points.map_or_else(|_| "—".to_owned(), |outcome| decimal::plain(decimal::round(outcome.points, 6)))
        };
        if let Main::Labels(labels) = &self.main {
            return labels.iter().map(|(label, _)| (label.clone(), show(self.points(&Input::Label(label))))).collect();
        }
        let grid = if self.unit.is_whole() { Decimal::ONE } else { Decimal::new(1, 4) };
        let mut values = BTreeSet::new();
        for level in self.levels() {
            values.extend(
                [level.checked_sub(grid), Some(level), level.checked_add(grid)]
                    .into_iter()
                    .flatten()
                    .map(|value| value.normalize()),
            );
        }
        values
            .into_iter()
            .map(|value| {
                let shown = if self.unit.is_percent() {
                    format!("{}%", decimal::plain(value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default()))
                } else {
                    self.unit.beside(&decimal::plain(value))
                };
                (shown, show(self.points(&Input::Number(value))))
            })
            .collect()
    }
}
