//! Dates as people type them.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::grid::tidy;
use crate::period::{Period, Span};
use crate::quantity::numeral::digit;
use crate::text::is_figure;

/// Date serials that are taken for dates: 1954-10-03 to 2119-01-30. Below lie day and year numbers.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;

/// A date from its serial number, as typed into a cell without a date format.
pub(super) fn of_serial(number: Decimal, days_from_1904: bool) -> Option<NaiveDate> {
    let serial = number.trunc().to_u32().filter(|n| SERIALS.contains(n))?;
    let first =
        if days_from_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) };
    first?.checked_add_days(Days::new(u64::from(serial)))
}

/// The runs of digits of a text, with what stands between.
pub(super) fn parts(word: &str) -> Vec<(u32, String)> {
    let mut found: Vec<(u32, String)> = Vec::new();
    let mut digits = String::new();
    for c in word.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            found.push((digits.parse().unwrap_or(u32::MAX), String::new()));
            digits.clear();
        }
        if let Some((_, after)) = found.last_mut() {
            after.push(c);
        }
    }
    for (_, after) in &mut found {
        *after = after.trim().to_owned();
    }
    found
}

fn is_separator(mark: &str) -> bool {
    matches!(mark, "-" | "/" | "." | "年" | "月" | "\\")
}

/// Reads `2026-11-05`, `2026/11/5`, `2026年11月5日`, `20261105`, `11月5日`, `11/5`, `5 Nov 2026`, each with or without a time, a
/// weekday (which must be that day's) or the part of the day behind it.
pub(super) fn read(typed: &str, year: i32) -> Option<NaiveDate> {
    let tidied = tidy(typed);
    // 5² is no 52nd day.
    if tidied.contains(is_figure) {
        return None;
    }
    let word = since_minguo(&tidied);
    let (word, weekday) = without_weekday(&word);
    let word = if word.contains('月') { numerals(&word) } else { word };
    let date = plain(word.trim(), year)?;
    weekday.is_none_or(|weekday| date.weekday() == weekday).then_some(date)
}

/// Reads `5日` as a day of a month, as monthly sheets have it.
pub(super) fn day_of(typed: &str, month: Period) -> Option<NaiveDate> {
    let word = tidy(typed);
    let day = word.strip_suffix(['日', '号', '號'])?.trim().parse().ok()?;
    (month.span() == Span::Month).then(|| month.first_day().with_day(day)).flatten()
}

const WEEKDAYS: [(char, Weekday); 8] = [
    ('一', Weekday::Mon),
    ('二', Weekday::Tue),
    ('三', Weekday::Wed),
    ('四', Weekday::Thu),
    ('五', Weekday::Fri),
    ('六', Weekday::Sat),
    ('日', Weekday::Sun),
    ('天', Weekday::Sun),
];

/// A date's text without the weekday in it (`（周四）`, `星期四`), and that weekday.
fn without_weekday(word: &str) -> (String, Option<Weekday>) {
    for mark in ["星期", "礼拜", "禮拜", "周", "週"] {
        let Some((before, after)) = word.split_once(mark) else { continue };
        let mut rest = after.chars();
        let Some(day) = rest.next() else { continue };
        let Some((_, weekday)) = WEEKDAYS.iter().find(|(sign, _)| *sign == day) else { continue };
        let before = before.trim_end().trim_end_matches(['(', ',']).trim_end();
        let after = rest.as_str().trim_start_matches(')').trim();
        return (format!("{before} {after}"), Some(*weekday));
    }
    // 11/5(四)
    let alone = word.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    let sign = |inner: &str| WEEKDAYS.iter().find(|(sign, _)| inner.chars().eq([*sign]));
    match alone.and_then(|(before, inner)| Some((before, sign(inner)?))) {
        Some((before, (_, weekday))) => (before.trim_end().to_owned(), Some(*weekday)),
        None => (word.to_owned(), None),
    }
}

/// 民國115年 → 2026年.
pub(super) fn since_minguo(word: &str) -> String {
    let Some(rest) = word.strip_prefix("民國").or_else(|| word.strip_prefix("民国")) else {
        return word.to_owned();
    };
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    match rest.split_at_checked(end).and_then(|(year, tail)| Some((year.parse::<u32>().ok()?.checked_add(1911)?, tail)))
    {
        Some((year, tail)) => format!("{year}{tail}"),
        None => word.to_owned(),
    }
}

fn plain(word: &str, year: i32) -> Option<NaiveDate> {
    if word.chars().any(|c| c.is_ascii_alphabetic()) {
        return english_date(word).or_else(|| numeric(word, year));
    }
    numeric(word, year)
}

/// `5 Nov 2026`, `Nov 5, 2026`, `05-Nov-2026`: the month by name, the year in four digits.
fn english_date(word: &str) -> Option<NaiveDate> {
    let month = english_month_name(word)?;
    let (first, second) = match parts(word).as_slice() {
        [(first, _), (second, _)] => (*first, *second),
        _ => return None,
    };
    let (day, year) = if first > 31 { (second, first) } else { (first, second) };
    (year >= 1900).then(|| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)).flatten()
}

fn numeric(word: &str, year: i32) -> Option<NaiveDate> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(word, "%Y%m%d").ok();
    }
    let found = parts(word);
    let day_ends = |after: &str| after.is_empty() || after == "日" || after == "号" || after == "號" || is_time(after);
    match found.as_slice() {
        [(y, a), (m, b), (d, after), rest @ ..] if *y >= 1900 && is_separator(a) && is_separator(b) => {
            let whole = day_ends(after) && (rest.is_empty() || is_clock(rest));
            whole.then(|| NaiveDate::from_ymd_opt(i32::try_from(*y).ok()?, *m, *d)).flatten()
        }
        // 2026 11 05
        [(y, a), (m, b), (d, after)] if *y >= 1900 && a.is_empty() && b.is_empty() && day_ends(after) => {
            NaiveDate::from_ymd_opt(i32::try_from(*y).ok()?, *m, *d)
        }
        // 26年11月5日: a year in two digits only where it says that it is one.
        [(y, a), (m, b), (d, after)] if *y < 100 && a == "年" && is_separator(b) && day_ends(after) => {
            NaiveDate::from_ymd_opt(i32::try_from(*y).ok()?.checked_add(2000)?, *m, *d)
        }
        [(m, a), (d, after), rest @ ..]
            if *m <= 12 && a == "月" && day_ends(after) && is_clock(rest) && !rest.is_empty() =>
        {
            NaiveDate::from_ymd_opt(year, *m, *d)
        }
        [(m, a), (d, after)] if *m <= 12 && is_separator(a) && a != "年" && day_ends(after) => {
            NaiveDate::from_ymd_opt(year, *m, *d)
        }
        _ => None,
    }
}

/// What may stand between a date and a clock time.
fn is_time(after: &str) -> bool {
    let rest = after.trim_start_matches(['日', '号', '號']).trim();
    let rest = rest.trim_start_matches('(').trim_end_matches(')');
    matches!(
        rest,
        "" | "T"
            | "t"
            | "上午"
            | "下午"
            | "晚"
            | "晚上"
            | "早上"
            | "中午"
            | "早场"
            | "午场"
            | "中场"
            | "下午场"
            | "晚场"
            | "夜场"
    ) || rest.is_empty()
}

fn is_clock(rest: &[(u32, String)]) -> bool {
    // 20:00-22:00
    if let [(_, a), (_, b), (_, c), (_, d)] = rest
        && (a == ":" && c == ":" && d.is_empty())
        && matches!(b.as_str(), "-" | "~" | "—" | "–" | "至" | "到")
    {
        return true;
    }
    rest.len() <= 4
        && rest.iter().all(|(number, after)| *number < 1_000_000 && matches!(after.as_str(), "" | ":" | "." | "Z"))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The month that an English name or its beginning stands for, where the letters are nothing else.
pub(super) fn english_month_name(word: &str) -> Option<u32> {
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let at = MONTHS.iter().position(|month| {
        month.starts_with(&letters) && (letters.len() == month.len() || letters.len() == 3)
            || letters == "sept" && *month == "september"
    })?;
    u32::try_from(at).ok()?.checked_add(1)
}

/// Chinese numerals of years, months, days and quarters as digits: 二〇二六年十一月二十五日 → 2026年11月25日.
pub(super) fn numerals(word: &str) -> String {
    let mut out = String::new();
    let mut characters = word.chars().peekable();
    let mut tens = false;
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let before_ten = next == Some('十');
        match digit(c) {
            // 二十: its ten follows.
            Some(number) if before_ten && number > 1 => {
                out.push_str(&number.to_string());
                tens = true;
            }
            Some(number) => out.push_str(&number.to_string()),
            None if c == '十' => {
                if !tens {
                    out.push('1');
                }
                if next.and_then(digit).is_none() {
                    out.push('0');
                }
                tens = false;
            }
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let date = |typed: &str| read(typed, 2026).map(|d| d.to_string());
        for typed in [
            "2026-11-05",
            "2026/11/5",
            "2026年11月5日",
            "11月5日",
            "11/5",
            "2026.11.5",
            "20261105",
            "２０２６－１１－０５",
            "2026-11-05 20:30",
            "2026-11-05T20:30:00",
            "2026年11月5日 20:30",
            "11月5号",
            "11月5日(周四)",
            "11月5日 星期四",
            "2026-11-05（周四） 20:00",
            "11月5日晚场",
            "11月5日 20:30",
            "26年11月5日",
            "5 Nov 2026",
            "05-Nov-2026",
            "November 5, 2026",
            "11/5(四)",
            "2026/11/05 20:00-22:00",
            "2026\\11\\5",
            "2026 11 05",
            "十一月五日",
            "二〇二六年十一月五日",
            "民國115年11月5日",
        ] {
            assert_eq!(date(typed).as_deref(), Some("2026-11-05"), "{typed}");
        }
        for typed in [
            "2026-13-05",
            "11月31日",
            "第一周",
            "",
            "5",
            "2026-11",
            "2026-11-05～11-07",
            "11月5日(周五)",
            "5 Foo 2026",
            "26/11/5",
            "2026-11-05 11-07",
            "11/5(五)",
            "2026/11/05 20-22",
        ] {
            assert_eq!(date(typed), None, "{typed}");
        }
        for (typed, day) in [("十一月二十五日", 25), ("11月三十日", 30), ("十一月十日", 10), ("十一月十九日", 19)]
        {
            assert_eq!(date(typed), Some(format!("2026-11-{day}")), "{typed}");
        }
        for (serial, days_from_1904) in [(46_331, false), (44_869, true)] {
            let date = of_serial(Decimal::from(serial), days_from_1904);
            assert_eq!(date.map(|d| d.to_string()).as_deref(), Some("2026-11-05"));
        }
    }

    #[test]
    fn a_day_alone_is_one_of_the_month() {
        let november = Period::month(2026, 11).expect("a month");
        assert_eq!(day_of("5日", november).map(|d| d.to_string()).as_deref(), Some("2026-11-05"));
        assert_eq!(day_of("31号", november), None);
    }
}
