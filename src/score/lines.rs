//! The lines between the sum of the weighted scores and the total, each with its signed amount, so that what is printed
//! always adds up.

use rust_decimal::Decimal;

use super::RoleResult;
use super::limits::{Bound, within};
use crate::model::{Adjustment, AdjustmentKind};

/// A line between the sum of the weighted scores and the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// By how much it moves what stands above it.
    pub amount: Decimal,
}

/// What a line is, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A bonus or a penalty, by index in [`crate::model::DepartmentParts::adjustments`].
    Adjustment(usize),
    /// 总分上限, where the sum is above it.
    Cap,
    /// 保底: a sum below 0 is 0.
    Floor,
    /// A 一票否决 of 加减分, by index likewise.
    Veto(usize),
    /// The 一票否决 of a rule, by index in [`super::PersonResult::roles`] and [`RoleResult::kpis`].
    RuleVeto(usize, usize),
    /// A 校准, by index like an adjustment; beaten by a veto, it moves nothing.
    Calibration(usize),
}

/// The lines of a person; `None` where a figure is too large.
pub(super) fn lines(
    subtotal: Option<Decimal>,
    adjustments: &[(usize, &Adjustment)],
    roles: &[RoleResult],
    cap: Option<Decimal>,
) -> Option<Vec<Line>> {
    let mut running = subtotal.unwrap_or_default();
    let mut lines = Vec::new();
    let mut add = |kind, amount: Decimal, running: &mut Decimal| {
        *running = running.checked_add(amount)?;
        lines.push(Line { kind, amount });
        Some(())
    };
    let of_kind = |kind| adjustments.iter().filter(move |(_, row)| row.kind == kind);
    for (at, row) in adjustments {
        let points = row.points.unwrap_or_default();
        let amount = match row.kind {
            AdjustmentKind::Bonus => points,
            AdjustmentKind::Penalty => Decimal::ZERO.checked_sub(points)?,
            AdjustmentKind::Veto | AdjustmentKind::Calibration => continue,
        };
        add(LineKind::Adjustment(*at), amount, &mut running)?;
    }
    let (bounded, bound) = within(running, cap);
    if let Some(bound) = bound {
        let kind = if bound == Bound::Cap { LineKind::Cap } else { LineKind::Floor };
        add(kind, bounded.checked_sub(running)?, &mut running)?;
    }
    let mut vetoed = false;
    for (at, _) in of_kind(AdjustmentKind::Veto) {
        vetoed = true;
        add(LineKind::Veto(*at), Decimal::ZERO.checked_sub(running)?, &mut running)?;
    }
    for (held, role) in roles.iter().enumerate() {
        for (kpi, _) in role.kpis.iter().enumerate().filter(|(_, found)| found.vetoed()) {
            vetoed = true;
            add(LineKind::RuleVeto(held, kpi), Decimal::ZERO.checked_sub(running)?, &mut running)?;
        }
    }
    for (at, row) in of_kind(AdjustmentKind::Calibration) {
        let points = within(row.points.unwrap_or_default(), cap).0;
        let amount = if vetoed { Decimal::ZERO } else { points.checked_sub(running)? };
        add(LineKind::Calibration(*at), amount, &mut running)?;
    }
    Some(lines)
}
