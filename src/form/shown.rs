//! What a number format shows of a number.

use rust_decimal::Decimal;

use crate::decimal;

/// Whether a format shows a figure that is not the number, nor the number rounded by at most a hundredth of it: 8300% for 83, 1 for 1.2, a day.
/// `as_share`: the number is a share, which percent show rightly.
pub(super) fn another(code: &str, number: Decimal, as_share: bool) -> bool {
    let Some(Shown { decimals, percents, thousands, is_day }) = read(code) else { return false };
    if is_day {
        return true;
    }
    if thousands > 0 || percents > u32::from(as_share) {
        return !number.is_zero();
    }
    let rounded = decimal::round(number, decimals.saturating_add(percents.saturating_mul(2)));
    let (Some(off), Some(bound)) = (rounded.checked_sub(number), number.checked_mul(Decimal::new(1, 2))) else {
        return false;
    };
    off.abs() > bound.abs()
}

/// What a format does to a number.
struct Shown {
    decimals: u32,
    percents: u32,
    thousands: u32,
    is_day: bool,
}

/// Reads the part of a format for positive numbers; `None` where it is beyond what is understood here (powers, fractions, points put in as letters).
fn read(code: &str) -> Option<Shown> {
    let mut bare = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ';' => break,
            '"' => drop(letters.by_ref().take_while(|c| *c != '"').count()),
            '[' => drop(letters.by_ref().take_while(|c| *c != ']').count()),
            '\\' | '!' if letters.clone().next() == Some('.') => return None,
            '\\' | '!' | '_' | '*' => drop(letters.next()),
            letter => bare.push(letter.to_ascii_lowercase()),
        }
    }
    if bare.contains("general") || bare.contains(['@', '/', 'e']) && !bare.contains(['y', 'd']) {
        return None;
    }
    if bare.contains(['y', 'd', 'h', 's']) {
        return Some(Shown { decimals: 0, percents: 0, thousands: 0, is_day: true });
    }
    let digit = |c: char| matches!(c, '0' | '#' | '?');
    let behind = bare.split_once('.').map_or("", |(_, behind)| behind);
    let count = |text: &str, wanted: &dyn Fn(char) -> bool| {
        u32::try_from(text.chars().filter(|c| wanted(*c)).count()).unwrap_or_default()
    };
    let last = bare.rfind(digit)?;
    let thousands = count(bare.get(last..)?, &|c| c == ',');
    Some(Shown { decimals: count(behind, &digit), percents: count(&bare, &|c| c == '%'), thousands, is_day: false })
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
