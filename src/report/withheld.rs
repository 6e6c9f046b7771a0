//! Which KPIs stand in a personal workbook without the way to their score.
//!
//! A team value over a few people gives single people away. So does whatever it can be solved for from: a value or points
//! made of it, and a score beside the formula, the target or the rule that turn it back. Of such a KPI a personal
//! workbook shows its name, weight, score and weighted score, which are the person's own result and add up to the total,
//! and nothing of what they were made of.

use crate::formula::Formula;
use crate::score::{PRIVATE_BELOW, Results};

/// Whether a formula rests on a team value over fewer people than may be told apart.
pub(super) fn withheld(results: &Results, formula: &Formula) -> bool {
    formula.team().into_iter().any(|(team, name)| {
        results.team.iter().any(|value| value.function == team && value.measure == name && value.people < PRIVATE_BELOW)
    })
}
