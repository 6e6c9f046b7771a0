//! The limits of a total: 0 and 总分上限.

use rust_decimal::Decimal;

/// Which bound of a total was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// 总分上限.
    Cap,
    /// 0.
    Floor,
}

/// A total within 0 and 总分上限, and which bound it reached.
pub(super) fn within(total: Decimal, cap: Option<Decimal>) -> (Decimal, Option<Bound>) {
    match cap {
        _ if total < Decimal::ZERO => (Decimal::ZERO, Some(Bound::Floor)),
        Some(cap) if total > cap => (cap, Some(Bound::Cap)),
        _ => (total, None),
    }
}
