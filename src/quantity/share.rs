//! Shares in a column: whether numbers without % are ratios (0.4) or percent (40).

use rust_decimal::Decimal;

/// Up to here a bare number is a ratio, above it is percent (product rule for unit %).
const GREATEST_RATIO: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

/// One of a hundred: the factor of %. Units of shares below it (‰) say themselves what a bare number is.
pub const HUNDREDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// How the bare numbers of a column were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// There is none but zeros: both readings agree.
    Exact,
    /// 0.4 is 40%.
    Ratio,
    /// 40 is 40%.
    Percent,
    /// Some are up to 1.5 and some above.
    Mixed,
}

/// Decides once for a column, by magnitude; zeros read the same either way.
pub fn decide(bare: impl Iterator<Item = Decimal>) -> Reading {
    bare.filter(|n| !n.is_zero()).fold(Reading::Exact, |so_far, number| {
        let this = if number.abs() <= GREATEST_RATIO { Reading::Ratio } else { Reading::Percent };
        if so_far == Reading::Exact || so_far == this { this } else { Reading::Mixed }
    })
}

/// A bare number as a share.
pub fn share(number: Decimal, reading: Reading) -> Decimal {
    if reading == Reading::Percent {
        number.checked_mul(Decimal::new(1, 2)).unwrap_or(number).normalize()
    } else {
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_ratio_or_percent_and_zero_is_neither() {
        let read = |numbers: &[i64]| decide(numbers.iter().map(|n| Decimal::new(*n, 1)));
        assert_eq!(read(&[4, 15, 0]), Reading::Ratio);
        assert_eq!(read(&[400, 16, 0]), Reading::Percent);
        assert_eq!(read(&[4, 400]), Reading::Mixed);
        assert_eq!(read(&[0]), Reading::Exact);
    }
}
