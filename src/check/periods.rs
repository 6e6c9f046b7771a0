//! Appraisal periods as people type them.

use chrono::{Datelike, NaiveDate};

use super::date::{english_month_name, numerals, parts, read, since_minguo};
use super::grid::tidy;
use crate::period::{Period, Span};
use crate::text;

/// Reads an appraisal period: `2026-11`, `2026年11月`, `2026/11`, `202611`, `2026年第四季度`, `2026H2`, `2026年度`, a date, or
/// `11月` with the year that a title gives.
pub(super) fn period(typed: &str, title_year: Option<i32>) -> Option<Period> {
    let word = numerals(&since_minguo(&text::key(&tidy(typed))));
    let word = ["绩效考核", "考核", "绩效"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(&word).to_owned();
    if let Some(period) = title_year.and_then(|year| part_of_year(&word, year)) {
        return Some(period);
    }
    if let Ok(period) = word.to_uppercase().parse() {
        return Some(period);
    }
    if let Some(date) = read(&word, 0) {
        return Period::of_date(date);
    }
    if let Some(named) = english_month(&word) {
        return Some(named);
    }
    // Nov, in the year that a title gives.
    if word.chars().all(|c| c.is_ascii_alphabetic() || c == '.') {
        return Period::month(title_year?, english_month_name(&word)?);
    }
    let found = parts(&word);
    let year = |y: u32| i32::try_from(y).ok().filter(|y| (1900..=9999).contains(y));
    match found.as_slice() {
        // 26年11月
        [(y, a), (m, b)] if *y < 100 && a == "年" && matches!(b.as_str(), "" | "月" | "月份") => {
            Period::month(i32::try_from(*y).ok()?.checked_add(2000)?, *m)
        }
        // 11/2026
        [(m, a), (y, b)] if *m <= 12 && *y >= 1900 && matches!(a.as_str(), "/" | "-" | ".") && b.is_empty() => {
            Period::month(year(*y)?, *m)
        }
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
        // 2026年10-12月
        [(y, a), (m, b), (n, c)]
            if a == "年" && matches!(b.as_str(), "-" | "~" | "—" | "至" | "月-" | "月至") && c == "月" =>
        {
            let first = NaiveDate::from_ymd_opt(year(*y)?, *m, 1)?;
            spanning(first, Period::month(year(*y)?, *n)?.last_day())
        }
        // 2026年11月1日—30日
        [first, second, third, last] if first.0 >= 1900 => {
            range(&[first.clone(), second.clone(), third.clone(), first.clone(), second.clone(), last.clone()])
        }
        // 11月1日-11月30日
        [first, second, third, last] => {
            let year = (u32::try_from(title_year?).ok()?, String::new());
            range(&[year.clone(), first.clone(), second.clone(), year, third.clone(), last.clone()])
        }
        [(_, _), (_, _), (_, _), (_, _), (_, _), (_, _)] => range(&found),
        // 2026年11月1日-11月30日
        [first, second, third, fourth, fifth] => {
            range(&[first.clone(), second.clone(), third.clone(), first.clone(), fourth.clone(), fifth.clone()])
        }
        _ => None,
    }
}

/// Whether a text names a time of which no day lies in a period: 10月 in November.
pub(crate) fn names_another(typed: &str, own: Period) -> bool {
    period(typed, Some(own.first_day().year())).is_some_and(|named| !named.overlaps(own))
}

/// `2026-11-01至2026-11-30`: the period that has just these days.
fn range(found: &[(u32, String)]) -> Option<Period> {
    let date = |at: usize| {
        let part = |n: usize| found.get(at.saturating_add(n)).map(|(number, _)| *number);
        NaiveDate::from_ymd_opt(i32::try_from(part(0)?).ok()?, part(1)?, part(2)?)
    };
    spanning(date(0)?, date(3)?)
}

fn spanning(first: NaiveDate, last: NaiveDate) -> Option<Period> {
    [Span::Month, Span::Quarter, Span::Half, Span::Year]
        .into_iter()
        .filter_map(|span| Period::starting(first.year(), first.month(), span))
        .find(|period| period.first_day() == first && period.last_day() == last)
}

/// 第4季度, Q4, 下半年: a part of the year that a title names.
fn part_of_year(word: &str, year: i32) -> Option<Period> {
    let word = word.strip_prefix('第').unwrap_or(word);
    match word {
        "上半年" | "h1" => return Period::starting(year, 1, Span::Half),
        "下半年" | "h2" => return Period::starting(year, 7, Span::Half),
        _ => {}
    }
    let quarter = word.strip_prefix('q').or_else(|| word.strip_suffix("季度"))?;
    let number: u32 = quarter.parse().ok().filter(|number| (1..=4).contains(number))?;
    Period::starting(year, number.checked_sub(1)?.checked_mul(3)?.checked_add(1)?, Span::Quarter)
}

/// `Nov 2026`, `November-26`: no day can be meant in a period's cell, so that two digits are the year.
fn english_month(word: &str) -> Option<Period> {
    let month = english_month_name(word)?;
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let year: i32 = digits.parse().ok()?;
    match digits.len() {
        4 => Period::month(year, month),
        2 => Period::month(year.checked_add(2000)?, month),
        _ => None,
    }
}

/// The years that a title names: `2026年11月绩效考核`.
pub(super) fn years(title: &str) -> Vec<i32> {
    parts(&numerals(&since_minguo(&tidy(title))))
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
            "26年11月",
            "11/2026",
            "Nov-26",
            "2026年11月1日-11月30日",
            "2026年11月1日—30日",
            "11月1日～11月30日",
            "2026年11月度考核",
            "2026年11月绩效考核",
            "民國115年11月",
            "十一月",
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
            ("Q4", "2026Q4"),
            ("第四季度", "2026Q4"),
            ("四季度", "2026Q4"),
            ("下半年", "2026H2"),
            ("2026年10-12月", "2026Q4"),
            ("2026年10月至12月", "2026Q4"),
            ("2026", "2026"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in ["13月", "2026-13", "本月", "", "2026年13月", "11月1日～11月20日", "2026年11-12月", "Q5"]
        {
            assert_eq!(read(typed), None, "{typed}");
        }
        assert_eq!(period("11月", None), None);
        assert_eq!(years("直播电商部2026年11月绩效"), [2026]);
    }
}
