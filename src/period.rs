//! Appraisal periods: months, and the quarters, half-years and years that a roll-up makes of them.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Span {
    /// One month.
    Month,
    /// Three months, from January, April, July or October.
    Quarter,
    /// Six months, from January or July.
    Half,
    /// Twelve months, from January.
    Year,
}

impl Span {
    /// How many months it has.
    pub const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Half => 6,
            Self::Year => 12,
        }
    }
}

/// One period: `2026-11`, `2026Q4`, `2026H2` or `2026`. Ordered by first day, then by length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    first: NaiveDate,
    span: Span,
}

/// A text that is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no period such as 2026-11, 2026Q4, 2026H2 or 2026")]
pub struct NoPeriod(pub String);

impl Period {
    /// The years that a period may lie in: Excel's calendar begins in 1900, its last year is 9999.
    const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

    /// A month; `None` outside the calendar.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::starting(year, month, Span::Month)
    }

    /// The period of a span that begins in a month; `None` where none of that span begins there.
    pub fn starting(year: i32, month: u32, span: Span) -> Option<Self> {
        let aligned = month.checked_sub(1)?.checked_rem(span.months())? == 0;
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        (aligned && Self::YEARS.contains(&year)).then_some(Self { first, span })
    }

    /// The month of a date.
    pub fn of_date(date: NaiveDate) -> Option<Self> {
        Self::month(date.year(), date.month())
    }

    /// Its length.
    pub const fn span(self) -> Span {
        self.span
    }

    /// Its first day.
    pub const fn first_day(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.first
            .checked_add_months(Months::new(self.span.months()))
            .and_then(|next| next.checked_sub_days(Days::new(1)))
            .unwrap_or(self.first)
    }

    /// How many days it has.
    pub fn days(self) -> u32 {
        u32::try_from(self.last_day().signed_duration_since(self.first).num_days().saturating_add(1))
            .unwrap_or_default()
    }

    /// Whether the two have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.first_day() <= other.last_day() && other.first_day() <= self.last_day()
    }

    /// The directly preceding period of the same length.
    pub fn previous(self) -> Option<Self> {
        self.back(self.span.months())
    }

    /// The same period one year earlier.
    pub fn year_ago(self) -> Option<Self> {
        self.back(12)
    }

    /// The months that it is made of, in order (itself for a month).
    pub fn months(self) -> Vec<Self> {
        (0..self.span.months())
            .filter_map(|n| self.first.checked_add_months(Months::new(n)))
            .map(|first| Self { first, span: Span::Month })
            .collect()
    }

    fn back(self, months: u32) -> Option<Self> {
        let first = self.first.checked_sub_months(Months::new(months))?;
        Self::starting(first.year(), first.month(), self.span)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.span {
            Span::Month => write!(f, "{year:04}-{month:02}"),
            Span::Quarter => write!(f, "{year:04}Q{}", month.div_ceil(3)),
            Span::Half => write!(f, "{year:04}H{}", month.div_ceil(6)),
            Span::Year => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Period {
    type Err = NoPeriod;

    /// Reads the canonical forms only; what people type in a cell is read by the model.
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let read = || {
            let (year, rest) = text.split_at_checked(4)?;
            let year: i32 = year.bytes().all(|b| b.is_ascii_digit()).then(|| year.parse().ok())??;
            match rest.as_bytes() {
                [] => Self::starting(year, 1, Span::Year),
                [b'-', a @ b'0'..=b'1', b @ b'0'..=b'9'] => {
                    let month = u32::from(a.saturating_sub(b'0'))
                        .saturating_mul(10)
                        .saturating_add(u32::from(b.saturating_sub(b'0')));
                    Self::month(year, month)
                }
                [b'Q', n @ b'1'..=b'4'] => Self::starting(
                    year,
                    u32::from(n.saturating_sub(b'1')).saturating_mul(3).saturating_add(1),
                    Span::Quarter,
                ),
                [b'H', n @ b'1'..=b'2'] => Self::starting(
                    year,
                    u32::from(n.saturating_sub(b'1')).saturating_mul(6).saturating_add(1),
                    Span::Half,
                ),
                _ => None,
            }
        };
        read().ok_or_else(|| NoPeriod(text.to_owned()))
    }
}

impl TryFrom<String> for Period {
    type Error = NoPeriod;
    fn try_from(text: String) -> Result<Self, NoPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_print_and_read_back() {
        for text in ["2026-11", "2026-01", "2026Q4", "2026H2", "2026"] {
            assert_eq!(text.parse::<Period>().map(|p| p.to_string()).as_deref(), Ok(text));
        }
        for text in ["2026-13", "2026-1", "26-11", "2026Q5", "", "2026-00", "二〇二六"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_previous_period_crosses_the_year() {
        let previous = |text: &str| text.parse::<Period>().ok().and_then(Period::previous).map(|p| p.to_string());
        assert_eq!(previous("2026-01").as_deref(), Some("2025-12"));
        assert_eq!(previous("2026Q1").as_deref(), Some("2025Q4"));
        assert_eq!(previous("2026H1").as_deref(), Some("2025H2"));
        assert_eq!("2024-02".parse::<Period>().map(Period::days), Ok(29));
    }
}
