//! Exact decimals: the one door from Excel's binary floats, the one way back, and the rounding rule.

use std::fmt::Write as _;

use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_decimal::{Decimal, RoundingStrategy};

/// Digits that Excel keeps and shows of a number (IEEE double, 15 significant decimal digits).
const EXCEL_DIGITS: usize = 15;

/// Decimals that a KPI's value keeps before it is scored (a percentage therefore to 0.01%).
pub const VALUE_DECIMALS: u32 = 4;

/// Decimals of a printed effective weight.
pub const EFFECTIVE_WEIGHT_DECIMALS: u32 = 6;

/// A number cell's float as the shortest decimal that Excel shows for it: 15 significant digits.
///
/// `None` for infinities, NaN and magnitudes beyond [`Decimal`].
#[expect(clippy::disallowed_methods, reason = "this is the one door in")]
pub fn from_excel(value: f64) -> Option<Decimal> {
    /// The first whole number of one digit more than Excel keeps.
    const ONE_DIGIT_MORE: f64 = 1e15;
    if !value.is_finite() {
        return None;
    }
    // Most cells hold whole numbers, which are what they are.
    if value.abs() < ONE_DIGIT_MORE && value.trunc() == value {
        #[expect(clippy::cast_possible_truncation, reason = "whole and of fifteen digits at most")]
        return Some(Decimal::from(value as i64));
    }
    let text = format!("{value:.*e}", EXCEL_DIGITS.saturating_sub(1));
    Decimal::from_scientific(&text).ok().map(|d| d.normalize()).or_else(|| {
        // Below Decimal's 28 places the digits that remain are the nearest value that can be held.
        if value.abs() < 1.0 { Decimal::from_f64(value) } else { None }
    })
}

/// The float nearest to a decimal, for the limits of axes, bars and input rules. Cells hold the decimal itself ([`push_plain`]).
#[expect(clippy::disallowed_methods, reason = "this is the one door out")]
pub fn to_excel(value: Decimal) -> f64 {
    // Through text: the parser rounds to nearest, while the crate's own conversion may be one unit off.
    value.normalize().to_string().parse().unwrap_or_else(|_| value.to_f64().unwrap_or_default())
}

/// Excel's `ROUND`: half away from zero.
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// Whether a number has more places than anybody types: a quotient without an end, such as 20分钟 in 小时.
pub fn is_endless(value: Decimal) -> bool {
    value.normalize().scale() > 12
}

/// A number without an end to the places of values, any other as it is.
pub fn ended(value: Decimal) -> Decimal {
    if is_endless(value) { round(value, VALUE_DECIMALS).normalize() } else { value }
}

/// Plain notation with exactly `decimals` places: `92.35`, `0.00`.
pub fn fixed(value: Decimal, decimals: u32) -> String {
    let rounded = round(value, decimals);
    let text = format!("{rounded:.*}", usize::try_from(decimals).unwrap_or_default());
    if rounded.is_zero() { text.trim_start_matches('-').to_owned() } else { text }
}

/// Plain notation without trailing zeros: `0.4`, `1`, `5957`.
pub fn plain(value: Decimal) -> String {
    let mut text = String::new();
    push_plain(&mut text, value);
    text
}

/// Appends [`plain`].
pub fn push_plain(out: &mut String, value: Decimal) {
    let value = value.normalize();
    if value.is_zero() {
        out.push('0');
    } else {
        let _ = write!(out, "{value}");
    }
}

/// A share as people write it: 0.125 is `12.5%`.
pub fn percent(share: Decimal) -> String {
    let hundredfold = share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(share);
    format!("{}%", plain(hundredfold))
}

/// A number with thousands commas.
pub fn grouped(number: Decimal) -> String {
    let plain = plain(number);
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let digits: Vec<char> = whole.chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    let grouped = groups.join(",");
    rest.map_or_else(|| format!("{sign}{grouped}"), |rest| format!("{sign}{grouped}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_enter_as_the_decimal_that_excel_shows() {
        for (float, shown) in [
            (0.300_000_000_000_000_04, "0.3"),
            (28.999_999_999_999_996, "29"),
            (33.333_333_333_333_336, "33.3333333333333"),
            (0.1, "0.1"),
            (1e15, "1000000000000000"),
            (-2.5, "-2.5"),
            (0.0, "0"),
            (1e-20, "0.00000000000000000001"),
        ] {
            assert_eq!(from_excel(float).map(plain).as_deref(), Some(shown), "{float:e}");
        }
        for refused in [f64::NAN, f64::INFINITY, 1e40] {
            assert_eq!(from_excel(refused), None);
        }
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(fixed(Decimal::new(12345, 3), 2), "12.35");
        assert_eq!(fixed(Decimal::new(-12345, 3), 2), "-12.35");
        assert_eq!(fixed(Decimal::new(-1, 3), 2), "0.00");
        assert_eq!(fixed(Decimal::new(5, 0), 2), "5.00");
    }
}
