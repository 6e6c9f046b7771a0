//! Times without a day, as .ods writes them: durations.

use chrono::{NaiveDate, NaiveDateTime};

/// A time without a day, from a duration.
pub(super) fn time(text: &str) -> Option<NaiveDateTime> {
    let first = NaiveDate::from_ymd_opt(1899, 12, 31)?.and_hms_opt(0, 0, 0)?;
    first.checked_add_signed(chrono::Duration::try_seconds(duration(text)?)?)
}

/// Seconds of a duration such as `PT08H30M00S`.
fn duration(text: &str) -> Option<i64> {
    let (mut seconds, mut digits) = (0_i64, String::new());
    for character in text.strip_prefix("PT")?.chars() {
        let unit = match character {
            'H' => 3600,
            'M' => 60,
            'S' => 1,
            _ => {
                digits.push(character);
                continue;
            }
        };
        let count: i64 = digits.split(['.', ',']).next()?.parse().ok()?;
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        digits.clear();
    }
    Some(seconds)
}
