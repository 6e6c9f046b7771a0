//! Exact factors between units: one whole number over another, so that no conversion loses a digit.

use rust_decimal::Decimal;

/// A factor as a quotient of whole numbers without common divisor: 分钟 → 小时 is 1 / 60.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// What is multiplied by.
    pub times: Decimal,
    /// What is divided by after that.
    pub over: Decimal,
}

impl Ratio {
    /// Nothing changes.
    pub const ONE: Self = Self { times: Decimal::ONE, over: Decimal::ONE };

    /// A quotient of positive numbers in lowest terms; `None` where it has no whole terms of 28 digits.
    pub fn new(times: Decimal, over: Decimal) -> Option<Self> {
        let (mut times, mut over) = (times.normalize(), over.normalize());
        if times <= Decimal::ZERO || over <= Decimal::ZERO {
            return None;
        }
        while !times.is_integer() || !over.is_integer() {
            times = times.checked_mul(Decimal::TEN)?;
            over = over.checked_mul(Decimal::TEN)?;
        }
        let (mut a, mut b) = (times, over);
        while !b.is_zero() {
            (a, b) = (b, a.checked_rem(b)?);
        }
        Some(Self { times: times.checked_div(a)?.normalize(), over: over.checked_div(a)?.normalize() })
    }

    /// A whole factor.
    pub fn whole(times: Decimal) -> Option<Self> {
        Self::new(times, Decimal::ONE)
    }

    /// Whether nothing changes.
    pub fn is_one(self) -> bool {
        self == Self::ONE
    }

    /// Both one after the other.
    pub fn then(self, next: Self) -> Option<Self> {
        Self::new(self.times.checked_mul(next.times)?, self.over.checked_mul(next.over)?)
    }

    /// The way back.
    #[must_use]
    pub const fn inverse(self) -> Self {
        Self { times: self.over, over: self.times }
    }

    /// A whole power, also below 0.
    pub fn power(self, exponent: i8) -> Option<Self> {
        let base = if exponent < 0 { self.inverse() } else { self };
        (0..exponent.unsigned_abs()).try_fold(Self::ONE, |power, _| power.then(base))
    }

    /// A number converted: multiplied before divided. `None` beyond 28 digits.
    pub fn of(self, number: Decimal) -> Option<Decimal> {
        number.checked_mul(self.times)?.checked_div(self.over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_stay_whole_and_in_lowest_terms() {
        let ratio = |a: i64, b: i64| Ratio::new(Decimal::from(a), Decimal::from(b)).unwrap();
        assert_eq!(ratio(60, 3600), ratio(1, 60));
        assert_eq!(Ratio::new(Decimal::new(5, 1), Decimal::ONE), Some(ratio(1, 2)));
        assert_eq!(ratio(1, 60).then(ratio(60, 1)), Some(Ratio::ONE));
        assert_eq!(ratio(2, 3).power(-2), Some(ratio(9, 4)));
        assert_eq!(ratio(1, 60).of(Decimal::from(30)), Some(Decimal::new(5, 1)));
        assert_eq!(Ratio::new(Decimal::ZERO, Decimal::ONE), None);
    }
}
