//! What a number format shows of a number.

use rust_decimal::Decimal;

use crate::decimal;
use crate::quantity::format::{Format, scaled};
use crate::workbook::shows_days;

/// Whether a format shows a figure that is not the number, nor the number rounded by at most a hundredth of it: 8300% for 83, 1 for 1.2, a day.
/// `as_share`: the number is a share, which percent show rightly.
pub(super) fn another(code: &str, number: Decimal, as_share: bool) -> bool {
    if shows_days(code) {
        return true;
    }
    let format = Format::of_code(code);
    let percent = format.is_percent(number);
    let look = format.look(number);
    if percent && !as_share || look.as_ref().is_some_and(|look| look.misleads(number)) {
        return !number.is_zero();
    }
    let power = if percent { 2 } else { look.map_or(0, |look| look.power) };
    let Some((seen, decimals)) = scaled(number, power).zip(format.decimals(number)) else { return false };
    let bound = seen.checked_mul(Decimal::new(1, 2));
    let off = decimal::round(seen, decimals).checked_sub(seen);
    off.zip(bound).is_some_and(|(off, bound)| off.abs() > bound.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_the_number_or_another() {
        let number = |text: &str| text.parse::<Decimal>().unwrap();
        for (code, typed, as_share, is_another) in [
            ("0%", "83", false, true),
            ("0.0%", "90", false, true),
            ("0", "1.2", false, true),
            ("0", "83", false, false),
            ("0", "85.23", false, false),
            ("0.0", "85.23", false, false),
            ("0\"分\"", "0.5", true, true),
            ("0\"分\"", "90", false, false),
            ("0%", "0.5", true, false),
            ("0%", "0.125", true, true),
            ("0.00%", "0.125", true, false),
            ("0.00", "0.4", true, false),
            ("#,##0,", "6000", false, true),
            ("#,##0.00_ ", "6000", false, false),
            ("0!.0,\"万\"", "60000", false, false),
            ("yyyy/m/d", "83", false, true),
            ("General", "1.25", false, false),
            ("[Red]0.00;-0.00", "1.25", false, false),
        ] {
            assert_eq!(another(code, number(typed), as_share), is_another, "{code} {typed}");
        }
    }
}
