//! Which earlier periods a period rests on, and the [`History`] made of those that are archived.

use std::collections::BTreeMap;

use super::{History, PastPeriod};
use crate::period::Period;

/// Earlier periods in a trend; with the period itself they are twelve.
const TREND_PERIODS: usize = 11;

impl History {
    /// The earlier periods that a period looks at, oldest first: the trend's, and the same period a year earlier. All of its own length.
    pub fn wanted(period: Period) -> Vec<Period> {
        let mut wanted: Vec<Period> = before(period).chain(period.year_ago()).collect();
        wanted.sort();
        wanted.dedup();
        wanted
    }

    /// The history of a period, of what is known of earlier ones; those that it does not look at are left out.
    pub fn of(period: Period, known: impl IntoIterator<Item = PastPeriod>) -> Self {
        let mut known: BTreeMap<Period, PastPeriod> = known.into_iter().map(|past| (past.period, past)).collect();
        let previous = period.previous().and_then(|at| known.get(&at).cloned());
        let year_ago = period.year_ago().and_then(|at| known.get(&at).cloned());
        let mut trend: Vec<PastPeriod> = before(period).filter_map(|at| known.remove(&at)).collect();
        trend.reverse();
        Self { previous, year_ago, trend }
    }
}

/// The periods of a trend before a period, latest first.
fn before(period: Period) -> impl Iterator<Item = Period> {
    std::iter::successors(period.previous(), |earlier| earlier.previous()).take(TREND_PERIODS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn past(text: &str) -> PastPeriod {
        PastPeriod { revision: 1, ..PastPeriod::of(period(text)) }
    }

    fn shown(periods: impl IntoIterator<Item = Period>) -> Vec<String> {
        periods.into_iter().map(|p| p.to_string()).collect()
    }

    #[test]
    fn a_month_looks_at_the_eleven_before_it_and_at_the_same_month_a_year_earlier() {
        let months = shown(History::wanted(period("2026-01")));
        assert_eq!(months.len(), 12);
        assert_eq!(months.first().map(String::as_str), Some("2025-01"));
        assert_eq!(months.last().map(String::as_str), Some("2025-12"));
    }

    #[test]
    fn a_quarter_looks_at_quarters() {
        let quarters = shown(History::wanted(period("2026Q1")));
        assert_eq!(quarters.last().map(String::as_str), Some("2025Q4"));
        assert!(quarters.contains(&"2025Q1".to_owned()) && quarters.len() == 11, "{quarters:?}");
    }

    #[test]
    fn a_gap_leaves_previous_empty_and_the_trend_shorter() {
        let history = History::of(period("2026-03"), [past("2025-03"), past("2025-12"), past("2026-01")]);
        assert_eq!(history.previous, None);
        assert_eq!(history.year_ago.map(|p| p.period), Some(period("2025-03")));
        assert_eq!(shown(history.trend.iter().map(|p| p.period)), ["2025-12", "2026-01"]);
    }

    #[test]
    fn december_precedes_january() {
        let history = History::of(period("2026-01"), [past("2025-12"), past("2025-11")]);
        assert_eq!(history.previous.map(|p| p.period), Some(period("2025-12")));
        assert_eq!(shown(history.trend.iter().map(|p| p.period)), ["2025-11", "2025-12"]);
    }
}
