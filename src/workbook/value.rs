//! How raw contents become values: the same for every format, so that the same content gives the same workbook.

use std::sync::Arc;

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::{Cell, Value};
use crate::decimal;
use crate::quantity::format::Format;

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Plain,
    /// As a percentage.
    Percent,
    /// As a date or a time.
    Date,
}

impl Shown {
    /// What a built-in number format shows (ECMA-376 part 1, 18.8.30; 27–36 and 50–58 are dates in Chinese versions).
    pub(super) fn builtin(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::Plain,
        }
    }

    /// What a format code shows. Only its first section counts; literals (`"…"`, `\x`, `_x`, `*x`) and bracketed
    /// colours, conditions and currencies do not.
    pub(super) fn of_code(code: &str) -> Self {
        let mut characters = code.chars();
        let mut date = false;
        while let Some(character) = characters.next() {
            match character {
                '"' => while characters.next().is_some_and(|c| c != '"') {},
                '\\' | '_' | '*' => {
                    characters.next();
                }
                '[' => {
                    let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    // [h], [mm], [ss] are elapsed times.
                    date |=
                        !inside.is_empty() && inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'));
                }
                ';' => break,
                '%' => return Self::Percent,
                // `General` holds an e but none of these; `e` alone is the year of some eras and of Chinese Excel.
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => date = true,
                'G' | 'g' if characters.as_str().get(..6).is_some_and(|rest| rest.eq_ignore_ascii_case("eneral")) => {
                    characters.nth(5);
                }
                _ => {}
            }
        }
        if date { Self::Date } else { Self::Plain }
    }
}

/// A cell's number format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Style {
    /// What it makes of numbers.
    pub(super) shown: Shown,
    /// Where it shows some of them otherwise than they are.
    pub(super) format: Option<Arc<Format>>,
    /// Whether its font strikes everything out.
    pub(super) struck: bool,
}

impl Style {
    /// A built-in number format.
    pub(super) fn builtin(id: u32) -> Self {
        Self { shown: Shown::builtin(id), format: None, struck: false }
    }

    /// A format code.
    pub(super) fn of_code(code: &str) -> Self {
        let shown = Shown::of_code(code);
        let format = if shown == Shown::Date { None } else { Format::read(code).map(Arc::new) };
        Self { shown, format, struck: false }
    }
}

impl From<Shown> for Style {
    fn from(shown: Shown) -> Self {
        Self { shown, format: None, struck: false }
    }
}

/// The first day of a workbook's dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Epoch {
    /// Serial 1 is 1900-01-01.
    #[default]
    Y1900,
    /// Serial 0 is 1904-01-01 (old Macs).
    Y1904,
}

/// Serial of 9999-12-31, the last day that Excel shows.
const LAST_SERIAL: f64 = 2_958_466.0;

/// A number cell.
pub(super) fn number(value: f64, style: &Style, epoch: Epoch) -> Cell {
    let shown = style.shown;
    let cell = |value| Cell { value, percent: shown == Shown::Percent, look: None };
    if shown == Shown::Date
        && let Some(date) = date(value, epoch)
    {
        return cell(Value::Date(date));
    }
    match decimal::from_excel(value) {
        Some(number) => match &style.format {
            Some(format) => {
                Cell { value: Value::Number(number), percent: format.is_percent(number), look: format.look(number) }
            }
            None => cell(Value::Number(number)),
        },
        None => cell(Value::Unusable(as_excel_shows(value))),
    }
}

/// A number beyond 28 digits, as Excel shows it: `1E+300`.
fn as_excel_shows(value: f64) -> String {
    if value.is_finite() {
        format!("{value:E}").replacen('E', "E+", 1).replacen("E+-", "E-", 1)
    } else {
        value.to_string()
    }
}

/// A number cell from its text in a file.
pub(super) fn number_text(text: &str, style: &Style, epoch: Epoch) -> Cell {
    match text.trim().parse::<f64>() {
        Ok(value) => number(value, style, epoch),
        Err(_) => Cell::plain(Value::Unusable(text.to_owned())),
    }
}

/// The day and time of a serial number, to the second; `None` outside the days that Excel shows.
fn date(serial: f64, epoch: Epoch) -> Option<NaiveDateTime> {
    if !(0.0..LAST_SERIAL).contains(&serial) {
        return None;
    }
    let first = match epoch {
        Epoch::Y1904 => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        // Excel believes in 1900-02-29 (serial 60); before it, days count from one day later.
        Epoch::Y1900 if serial < 60.0 => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        Epoch::Y1900 => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    #[expect(clippy::cast_possible_truncation, reason = "bounded by LAST_SERIAL: 2.6e11 seconds")]
    let seconds = (serial * 86_400.0).round() as i64;
    first.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::try_seconds(seconds)?)
}

/// A date as ISO text (`2026-11-05`, `2026-11-05T08:30:00.5`), to the second. A blank may stand for the T; an offset from
/// Greenwich is left out, since a cell shows the day and time that were written.
pub(super) fn iso_date(text: &str) -> Option<NaiveDateTime> {
    let text = without_offset(text.trim()).trim_end().replacen(' ', "T", 1);
    let moment = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok())
        .or_else(|| NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))?;
    let (day, time) = (moment.date(), moment.time());
    let (seconds, nanos) =
        (i64::from(chrono::Timelike::num_seconds_from_midnight(&time)), chrono::Timelike::nanosecond(&time));
    let rounded = seconds.checked_add(i64::from(nanos >= 500_000_000))?;
    day.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::try_seconds(rounded)?)
}

/// What stands before `Z`, `+08:00`, `-0530` or `+08` at the end of a time.
fn without_offset(text: &str) -> &str {
    if let Some(before) = text.strip_suffix(['Z', 'z']) {
        return before;
    }
    // The hyphens of the day are none of an offset.
    let Some(time) = text.find(':') else { return text };
    let Some(sign) = text.rfind(['+', '-']).filter(|sign| *sign > time) else { return text };
    let (before, offset) = text.split_at(sign);
    let hours = offset.get(1..).unwrap_or_default();
    let is_offset = match hours.split_once(':') {
        Some((hours, minutes)) => [hours, minutes].iter().all(|part| is_two_digits(part)),
        None => hours
            .split_at_checked(2)
            .is_some_and(|(hours, minutes)| is_two_digits(hours) && (minutes.is_empty() || is_two_digits(minutes))),
    };
    if is_offset { before } else { text }
}

fn is_two_digits(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text cell; `None` where there is no text: such a cell looks blank. Line breaks become `\n`.
pub(super) fn text(text: String) -> Option<Cell> {
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    (!text.is_empty()).then_some(Cell::plain(Value::Text(text)))
}
