//! What a formula gives: a number, or the reason why there is none.

use rust_decimal::{Decimal, RoundingStrategy};

/// Why a formula has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvaluationError {
    /// A division by zero.
    DivisionByZero,
    /// A number beyond 28 digits.
    Overflow,
    /// A power that is no real number (a fractional power of a negative number).
    Power,
    /// ROUND to a number of places that is not whole or beyond 20.
    Places,
    /// An earlier value of 0 or less that something is divided by: a loss is no base of growth.
    NoBase,
    /// A negative figure stands under the line: the quotient looks like an achievement or a failure, and is the other.
    NegativeDivisor,
    /// A name without a figure: a defect of the caller.
    NoFigure,
}

/// A number, or the reason why there is none.
pub(super) type Value = Result<Decimal, EvaluationError>;

/// Most digits that [`settle`] keeps. A decimal holds 28; the last three take up the errors of repeating fractions.
const SETTLED_DIGITS: u32 = 25;

/// Most places that [`settle`] keeps.
pub(super) const SETTLED_PLACES: u32 = 20;

/// Takes the last digits off a result, so that `1 / 3 × 3` is 1 wherever it is compared or rounded.
///
/// Quotients of workbook numbers (15 digits) are never this close to a half of the fourth place without being it.
pub fn settle(value: Decimal) -> Decimal {
    let whole_digits = value.trunc().mantissa().unsigned_abs().checked_ilog10().map_or(0, |log| log.saturating_add(1));
    let places = SETTLED_DIGITS.saturating_sub(whole_digits).min(SETTLED_PLACES);
    value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}
