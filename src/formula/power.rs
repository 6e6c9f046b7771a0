//! Powers in decimals: exact for whole exponents, to about 24 digits for fractional ones.
//!
//! They are ours, because those of `rust_decimal` (1.43, feature `maths`) are not what a sheet shows: its 0^0 is 1 and its 0^−1 is 0, where
//! Excel has errors, and its (−8)^0.5 is −2.83, where there is no root. The feature would also bring `ln` and `powd`, which panic.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::outcome::{EvaluationError, settle};

/// ln 2, to all the places that a decimal holds.
const LN_2: Decimal = Decimal::from_parts(2_860_148_159, 2_180_329_217, 375_755_839, false, 28);

/// Terms of a series after which the next one is below the last place for every argument that occurs here.
const MAX_TERMS: u32 = 64;

/// `base ^ exponent` as Excel has it: 0^0 is an error there, and here a power without a value.
pub(super) fn power(base: Decimal, exponent: Decimal) -> Result<Decimal, EvaluationError> {
    let exponent = settle(exponent);
    if base.is_zero() {
        return if exponent.is_zero() {
            Err(EvaluationError::Power)
        } else if exponent.is_sign_negative() {
            Err(EvaluationError::DivisionByZero)
        } else {
            Ok(Decimal::ZERO)
        };
    }
    if exponent.is_integer() {
        let whole = exponent.to_i64().ok_or(EvaluationError::Overflow)?;
        return whole_power(base, whole);
    }
    if base.is_sign_negative() {
        return Err(EvaluationError::Power);
    }
    fractional(base, exponent).map(settle_power).ok_or(EvaluationError::Overflow)
}

fn whole_power(base: Decimal, exponent: i64) -> Result<Decimal, EvaluationError> {
    let mut result = Decimal::ONE;
    let mut square = base;
    let mut left = exponent.unsigned_abs();
    while left > 0 {
        if left % 2 == 1 {
            result = result.checked_mul(square).ok_or(EvaluationError::Overflow)?;
        }
        left /= 2;
        if left > 0 {
            square = square.checked_mul(square).ok_or(EvaluationError::Overflow)?;
        }
    }
    if exponent >= 0 {
        return Ok(result);
    }
    if result.is_zero() {
        return Err(EvaluationError::Overflow);
    }
    Decimal::ONE.checked_div(result).ok_or(EvaluationError::Overflow)
}

/// e^(exponent × ln base) for a positive base.
fn fractional(base: Decimal, exponent: Decimal) -> Option<Decimal> {
    exponential(natural_logarithm(base)?.checked_mul(exponent)?)
}

/// A root that is a short decimal comes out as that decimal: 1.44^0.5 is 1.2.
fn settle_power(value: Decimal) -> Decimal {
    // Of a value near zero fewer digits than these fit into 28 places; the library then gives it more places than a decimal may have.
    value.round_sf(20).filter(|settled| settled.scale() <= Decimal::MAX_SCALE).unwrap_or(value)
}

/// ln x: x is halved or doubled into 0.7 … 1.4, then 2·artanh((x−1)/(x+1)).
fn natural_logarithm(x: Decimal) -> Option<Decimal> {
    let two = Decimal::TWO;
    let (low, high) = (Decimal::new(7, 1), Decimal::new(14, 1));
    let mut mantissa = x;
    let mut halvings = 0_i64;
    while mantissa > high {
        mantissa = mantissa.checked_div(two)?;
        halvings = halvings.checked_add(1)?;
    }
    while mantissa < low {
        mantissa = mantissa.checked_mul(two)?;
        halvings = halvings.checked_sub(1)?;
    }
    let z = mantissa.checked_sub(Decimal::ONE)?.checked_div(mantissa.checked_add(Decimal::ONE)?)?;
    let square = z.checked_mul(z)?;
    let mut term = z;
    let mut sum = z;
    for n in 1..MAX_TERMS {
        term = term.checked_mul(square)?;
        if term.is_zero() {
            break;
        }
        sum = sum.checked_add(term.checked_div(Decimal::from(n.checked_mul(2)?.checked_add(1)?))?)?;
    }
    sum.checked_mul(two)?.checked_add(LN_2.checked_mul(Decimal::from(halvings))?)
}

/// e^x: x = k·ln 2 + r, e^r by its series, then doubled or halved k times.
fn exponential(x: Decimal) -> Option<Decimal> {
    let doublings = x.checked_div(LN_2)?.round().to_i32()?;
    // 2^96 is the largest decimal; below 2^-93 nothing is left of 28 places.
    if doublings > 96 {
        return None;
    }
    if doublings < -93 {
        return Some(Decimal::ZERO);
    }
    let rest = x.checked_sub(LN_2.checked_mul(Decimal::from(doublings))?)?;
    let mut term = Decimal::ONE;
    let mut sum = Decimal::ONE;
    for n in 1..MAX_TERMS {
        term = term.checked_mul(rest)?.checked_div(Decimal::from(n))?;
        if term.is_zero() {
            break;
        }
        sum = sum.checked_add(term)?;
    }
    for _ in 0..doublings.unsigned_abs() {
        sum = if doublings > 0 { sum.checked_mul(Decimal::TWO)? } else { sum.checked_div(Decimal::TWO)? };
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(base: &str, exponent: &str) -> Result<String, EvaluationError> {
        power(base.parse().unwrap(), exponent.parse().unwrap()).map(|x| x.normalize().to_string())
    }

    #[test]
    fn whole_powers_are_exact() {
        assert_eq!(shown("1.1", "3").as_deref(), Ok("1.331"));
        assert_eq!(shown("2", "-2").as_deref(), Ok("0.25"));
        assert_eq!(shown("-3", "3").as_deref(), Ok("-27"));
        assert_eq!(shown("0", "2").as_deref(), Ok("0"));
    }

    #[test]
    fn roots_come_out_as_the_short_decimals_that_they_are() {
        assert_eq!(shown("1.44", "0.5").as_deref(), Ok("1.2"));
        assert_eq!(shown("1000000", "0.5").as_deref(), Ok("1000"));
        assert_eq!(shown("0.0081", "0.25").as_deref(), Ok("0.3"));
        // √2 by the tables: 1.41421356237309504880…
        assert_eq!(shown("2", "0.5").as_deref(), Ok("1.4142135623730950488"));
    }

    #[test]
    fn powers_without_a_value_say_so() {
        assert_eq!(shown("-2", "0.5"), Err(EvaluationError::Power));
        assert_eq!(shown("0", "0"), Err(EvaluationError::Power));
        assert_eq!(shown("0", "-1"), Err(EvaluationError::DivisionByZero));
        assert_eq!(shown("10", "40"), Err(EvaluationError::Overflow));
        assert_eq!(shown("10", "1e27").ok(), None);
    }
}
