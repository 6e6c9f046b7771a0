//! Where the weight of KPIs that do not apply goes.

use rust_decimal::Decimal;

use crate::decimal::{EFFECTIVE_WEIGHT_DECIMALS, round};
use crate::model::Kpi;

/// The weights after what does not apply has been handed on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shares {
    /// Own weight plus what was handed to it; 0 for a KPI that does not apply.
    pub(super) carried: Vec<Decimal>,
    /// Their sum over the KPIs that apply.
    pub(super) sum: Decimal,
}

/// Hands the weight of each KPI that does not apply to the KPI named in 不适用时, followed through. A chain that ends
/// at a KPI that does not apply either joins what all share.
pub(super) fn shares(kpis: &[&Kpi], applies: &[bool]) -> Shares {
    let counts = |index: usize| applies.get(index).copied().unwrap_or(false);
    let mut carried: Vec<Decimal> =
        kpis.iter().enumerate().map(|(index, kpi)| if counts(index) { kpi.weight } else { Decimal::ZERO }).collect();
    for (index, kpi) in kpis.iter().enumerate().filter(|(index, _)| !counts(*index)) {
        let mut receiver = kpi.when_not_applicable;
        // A chain visits each KPI once at most; longer ones go round in a circle.
        for _ in 0..kpis.len() {
            match receiver {
                Some(next) if counts(next) => break,
                Some(next) if next != index => receiver = kpis.get(next).and_then(|kpi| kpi.when_not_applicable),
                _ => receiver = None,
            }
        }
        if let Some(slot) = receiver.filter(|next| counts(*next)).and_then(|next| carried.get_mut(next)) {
            *slot = slot.checked_add(kpi.weight).unwrap_or(*slot);
        }
    }
    let sum = carried.iter().try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight)).unwrap_or_default();
    Shares { carried, sum }
}

impl Shares {
    /// The weight that a KPI takes of the whole, for print.
    pub(super) fn effective(&self, index: usize) -> Option<Decimal> {
        let carried = self.carried.get(index)?;
        carried.checked_div(self.sum).map(|share| round(share, EFFECTIVE_WEIGHT_DECIMALS))
    }
}
