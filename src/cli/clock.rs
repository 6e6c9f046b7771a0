//! The clock, and times as people read them: in their own time zone. What programs read keeps UTC.
#![expect(clippy::disallowed_methods, reason = "an edge: the clock and the machine's time zone")]

use chrono::{DateTime, Local};

use crate::period::Period;

/// The month that it is where the machine stands.
pub(super) fn this_month() -> Option<Period> {
    Period::of_date(Local::now().date_naive())
}

/// A time as a journal or a record has it (RFC 3339 in UTC), in local time with its distance from UTC; what is no time stays as it is.
pub(super) fn local(recorded: &str) -> String {
    DateTime::parse_from_rfc3339(recorded).map_or_else(
        |_| recorded.to_owned(),
        |time| time.with_timezone(&Local).format("%Y-%m-%d %H:%M:%S %:z").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_local_time_is_the_same_moment() {
        let shown = local("2026-12-05T08:00:00Z");
        let moment = DateTime::parse_from_str(&shown, "%Y-%m-%d %H:%M:%S %:z").unwrap();
        assert_eq!(moment, DateTime::parse_from_rfc3339("2026-12-05T08:00:00Z").unwrap());
        assert_eq!(local("?"), "?");
    }
}
