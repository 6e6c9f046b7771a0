//! Dates and periods as people type them.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::grid::tidy;
use crate::period::{Period, Span};
use crate::text;

/// Date serials that are taken for dates: 1954-10-03 to 2119-01-30. Below lie day and year numbers.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=80_000;

/// A date from its serial number (1900 system, as typed into a cell without a date format).
pub(super) fn of_serial(number: Decimal) -> Option<NaiveDate> {
    let serial = number.trunc().to_u32().filter(|n| SERIALS.contains(n))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(u64::from(serial)))
}

/// The runs of digits of a text, with what stands between.
fn parts(word: &str) -> Vec<(u32, String)> {
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
    matches!(mark, "-" | "/" | "." | "年" | "月")
}

/// Reads `2026-11-05`, `2026/11/5`, `2026年11月5日`, `20261105`, `11月5日`, `11/5`, each with or without a time behind it.
pub(super) fn read(typed: &str, year: i32) -> Option<NaiveDate> {
    let word = tidy(typed);
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) {
        return NaiveDate::parse_from_str(&word, "%Y%m%d").ok();
    }
    let found = parts(&word);
    let day_ends = |after: &str| after.is_empty() || after == "日" || after == "号" || after == "號" || is_time(after);
    match found.as_slice() {
        [(y, a), (m, b), (d, after), rest @ ..] if *y >= 1900 && is_separator(a) && is_separator(b) => {
            let whole = day_ends(after) && (rest.is_empty() || is_clock(rest));
            whole.then(|| NaiveDate::from_ymd_opt(i32::try_from(*y).ok()?, *m, *d)).flatten()
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
    matches!(rest, "" | "T" | "t" | "上午" | "下午" | "晚" | "晚上")
}

fn is_clock(rest: &[(u32, String)]) -> bool {
    rest.len() <= 4
        && rest.iter().all(|(number, after)| *number < 1_000_000 && matches!(after.as_str(), "" | ":" | "." | "Z"))
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads an appraisal period: `2026-11`, `2026年11月`, `2026/11`, `202611`, `2026年第四季度`, `2026H2`, `2026年度`, a date, or
/// `11月` with the year that a title gives.
pub(super) fn period(typed: &str, title_year: Option<i32>) -> Option<Period> {
    let word = numerals(&text::key(&tidy(typed)));
    if let Ok(period) = word.to_uppercase().parse() {
        return Some(period);
    }
    if let Some(date) = read(&word, 0) {
        return Period::of_date(date);
    }
    if let Some(named) = english_month(&word) {
        return Some(named);
    }
    let found = parts(&word);
    let year = |y: u32| i32::try_from(y).ok().filter(|y| (1900..=9999).contains(y));
    match found.as_slice() {
        [(n, after)] if word.len() == 6 && after.is_empty() => Period::month(year(n / 100)?, n % 100),
        [(m, after)] if (after == "月" || after == "月份") && *m <= 12 => Period::month(title_year?, *m),
        [(y, after)] => {
            let y = year(*y)?;
            match after.trim_start_matches('年') {
                "" | "度" | "全年" | "全年度" => Period::starting(y, 1, Span::Year),
                "上半年" => Period::starting(y, 1, Span::Half),
                "下半年" => Period::starting(y, 7, Span::Half),
                _ => None,
            }
        }
        [(y, a), (m, b)] => {
            let y = year(*y)?;
            let month_ends = matches!(b.as_str(), "" | "月" | "月份" | "月度");
            let first = |n: u32, span: Span| {
                Period::starting(y, n.checked_sub(1)?.checked_mul(span.months())?.checked_add(1)?, span)
            };
            match a.trim_start_matches('年').trim_matches(['-', '/', '.', '第', '_']) {
                "" if month_ends => Period::month(y, *m),
                "" if matches!(b.as_str(), "季" | "季度") => first(*m, Span::Quarter),
                "q" if b.is_empty() || b == "季度" => first(*m, Span::Quarter),
                "h" if b.is_empty() => first(*m, Span::Half),
                _ => None,
            }
        }
        [(_, _), (_, _), (_, _), (_, _), (_, _), (_, _)] => range(&found),
        _ => None,
    }
}

/// `2026-11-01至2026-11-30`: the period that has just these days.
fn range(found: &[(u32, String)]) -> Option<Period> {
    let date = |at: usize| {
        let part = |n: usize| found.get(at.saturating_add(n)).map(|(number, _)| *number);
        NaiveDate::from_ymd_opt(i32::try_from(part(0)?).ok()?, part(1)?, part(2)?)
    };
    let (first, last) = (date(0)?, date(3)?);
    [Span::Month, Span::Quarter, Span::Half, Span::Year]
        .into_iter()
        .filter_map(|span| Period::starting(chrono::Datelike::year(&first), chrono::Datelike::month(&first), span))
        .find(|period| period.first_day() == first && period.last_day() == last)
}

fn english_month(word: &str) -> Option<Period> {
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let at = MONTHS.iter().position(|month| letters.len() >= 3 && letters.starts_with(month))?;
    let year = (digits.len() == 4).then(|| digits.parse().ok())??;
    Period::month(year, u32::try_from(at).ok()?.checked_add(1)?)
}

/// Chinese numerals of years, months and quarters as digits: 二〇二六年十一月 → 2026年11月.
fn numerals(word: &str) -> String {
    let word = word.replace("十二", "12").replace("十一", "11").replace('十', "10");
    word.chars()
        .map(|c| match c {
            '〇' | '零' => '0',
            '一' => '1',
            '二' => '2',
            '三' => '3',
            '四' => '4',
            '五' => '5',
            '六' => '6',
            '七' => '7',
            '八' => '8',
            '九' => '9',
            other => other,
        })
        .collect()
}

/// The years that a title names: `2026年11月绩效考核`.
pub(super) fn years(title: &str) -> Vec<i32> {
    parts(&numerals(&tidy(title)))
        .iter()
        .filter_map(|(number, _)| {
            let year = if *number > 190_000 && *number < 999_913 { number / 100 } else { *number };
            i32::try_from(year).ok().filter(|y| (2000..=2099).contains(y))
        })
        .collect()
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
        ] {
            assert_eq!(date(typed).as_deref(), Some("2026-11-05"), "{typed}");
        }
        for typed in ["2026-13-05", "11月31日", "第一周", "", "5", "2026-11", "2026-11-05～11-07"] {
            assert_eq!(date(typed), None, "{typed}");
        }
        assert_eq!(of_serial(Decimal::from(46_331)).map(|d| d.to_string()).as_deref(), Some("2026-11-05"));
    }

    #[test]
    fn periods_are_read_as_people_type_them() {
        let read = |typed: &str| period(typed, Some(2026)).map(|p| p.to_string());
        for typed in [
            "2026-11",
            "2026年11月",
            "2026/11",
            "2026.11",
            "202611",
            "11月",
            "11月份",
            "2026年11月份",
            "２０２６年１１月",
            "2026-11-15",
            "Nov 2026",
            "November 2026",
            "二〇二六年十一月",
            "2026-11-01至2026-11-30",
            "2026 年 11 月",
        ] {
            assert_eq!(read(typed).as_deref(), Some("2026-11"), "{typed}");
        }
        for (typed, expected) in [
            ("2026Q4", "2026Q4"),
            ("2026年第四季度", "2026Q4"),
            ("2026年4季度", "2026Q4"),
            ("2026h2", "2026H2"),
            ("2026年下半年", "2026H2"),
            ("2026年度", "2026"),
            ("2026", "2026"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in ["13月", "2026-13", "本月", "", "2026年13月"] {
            assert_eq!(read(typed), None, "{typed}");
        }
        assert_eq!(period("11月", None), None);
        assert_eq!(years("直播电商部2026年11月绩效"), [2026]);
    }
}
