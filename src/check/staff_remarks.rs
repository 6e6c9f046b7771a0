//! What 人员名单 says of people in columns that are not read, where it bears on whether and how long they count: 备注 11月16日入职 beside a
//! blank 到岗日期, 部门 of another department.

use chrono::{Datelike, NaiveDate};

use super::date;
use super::departments;
use super::findings::Findings;
use super::grid::{shown, tidy};
use super::periods;
use super::set_aside;
use super::table::Table;
use crate::model::layout::Column;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::text::key;

/// Words of people who came, changed or left, in the form of keys.
#[rustfmt::skip]
const MOVED: [&str; 30] = [
    "入职", "到岗", "报到", "入司", "离职", "离岗", "辞职", "转岗", "调岗", "调入", "调出", "调任", "轮岗", "借调", "产假", "休假", "停薪", "返岗", "复工",
    "joined", "started", "hired", "onboard", "transferred", "moved", "resigned", "left", "leave", "lastday", "maternity",
];

/// The same where no day needs to be said.
#[rustfmt::skip]
const NOW: [&str; 20] = [
    "新入职", "刚入职", "本月入职", "当月入职", "月中入职", "新到岗", "本月转岗", "当月转岗", "月中转岗", "本月调入", "本月调岗", "月中调入", "产假", "停薪", "newhire", "newstarter", "joinedthismonth",
    "maternityleave", "unpaidleave", "resigned",
];

/// Words of people on probation, and of those no longer.
const PROBATION: [&str; 4] = ["试用期", "试用", "probation", "ontrial"];
const CONFIRMED: [&str; 8] = ["转正", "已过", "结束", "届满", "期满", "passed", "ended", "confirmed"];

/// Letters of the longest remark that is looked at.
const LONGEST: usize = 40;

/// Tells of them.
pub(super) fn tell(table: &Table<'_>, period: Option<Period>, department: Option<&str>, findings: &mut Findings) {
    let notes = table.column(Column::Notes).map(|at| (at, table.grid.text(table.header, at)));
    let columns = table.others.iter().map(|(at, header)| (*at, header.clone())).chain(notes);
    for (column, header) in columns {
        if let Some(own) = department.filter(|_| departments::is_heading(&header)) {
            let rows = departments::others(table, column, own);
            if let Some(first) = rows.first() {
                let text = table.grid.seen(*first, column).map(shown).unwrap_or_default();
                tell_one(table, (*first, column), ("department", &header, &text), rows.len(), findings);
            }
            continue;
        }
        let Some(period) = period else { continue };
        for row in &table.rows {
            let Some(typed) = table.grid.own(*row, column).map(shown) else { continue };
            // Of people who left or are away it is told that their row counts.
            let Some(why) = says(table, *row, &typed, period).filter(|_| !set_aside::is_leaving(&typed)) else {
                continue;
            };
            tell_one(table, (*row, column), (why, &header, &typed), 1, findings);
        }
    }
}

fn tell_one(
    table: &Table<'_>,
    (row, column): (u32, u16),
    (why, header, text): (&str, &str, &str),
    count: usize,
    findings: &mut Findings,
) {
    findings.add(
        Problem::new(Code::StaffRemark, Place::Cell(table.grid.at(row, column)))
            .with("why", why)
            .with("column", tidy(header))
            .with("text", tidy(text))
            .with("count", count),
    );
}

/// What a remark says of a row whose own columns do not: that somebody came, changed or left in the period, or is on probation.
fn says(table: &Table<'_>, row: u32, typed: &str, period: Period) -> Option<&'static str> {
    let word = key(typed);
    if word.is_empty() || word.chars().count() > LONGEST {
        return None;
    }
    let filled = |column: Column| table.cell(row, column).is_some_and(|cell| !tidy(&shown(cell)).is_empty());
    let has = |words: &[&str]| words.iter().any(|known| word.contains(known));
    if has(&PROBATION) && !has(&CONFIRMED) && !filled(Column::Appraised) {
        return Some("probation");
    }
    if filled(Column::From) || filled(Column::To) || filled(Column::Appraised) {
        return None;
    }
    (has(&NOW) || has(&MOVED) && days(&word, period).iter().any(|day| is_near(*day, period))).then_some("days")
}

/// Whether a day lies in the period, or soon after it.
fn is_near(day: NaiveDate, period: Period) -> bool {
    day >= period.first_day() && day.signed_duration_since(period.last_day()).num_days() <= i64::from(period.days())
}

/// The days that a remark names: 11月16日, 2026-11-16, 16 Nov; a month alone is its last day.
fn days(word: &str, period: Period) -> Vec<NaiveDate> {
    let year = period.first_day().year();
    let of = |said: &str| {
        let month = || periods::period(said, Some(year)).map(Period::last_day);
        date::read(said, year).or_else(|| english(said, year)).or_else(month)
    };
    let is_of_days = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '号' | '.' | '-' | '/');
    let runs = word.split(|c: char| !is_of_days(c)).filter(|run| run.contains(|c: char| c.is_ascii_digit()));
    let runs = runs.map(|run| run.trim_matches(['.', '-', '/']));
    // joined on 16 Nov
    let behind = MOVED.iter().filter(|known| known.is_ascii()).filter_map(|known| word.split_once(known));
    let behind = behind.map(|(_, rest)| {
        ["on", "in", "from", "since", "at", ":"]
            .iter()
            .fold(rest, |rest, known| rest.strip_prefix(known).unwrap_or(rest))
    });
    runs.chain(behind).filter(|run| run.len() > 2).filter_map(of).collect()
}

/// 16nov, nov16, 16nov2026, as a remark's key has them.
fn english(said: &str, year: i32) -> Option<NaiveDate> {
    let parts = date::parts(said);
    let (day, after) = parts.first()?;
    let end = said.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(said.len());
    let before = said.get(..end).unwrap_or_default();
    let month = date::english_month_name(if before.is_empty() { after } else { before })?;
    let named = parts.get(1).and_then(|(named, _)| i32::try_from(*named).ok()).filter(|named| *named > 1900);
    NaiveDate::from_ymd_opt(named.unwrap_or(year), month, *day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_in_remarks() {
        let period = Period::month(2026, 11).unwrap();
        for (remark, expected) in [
            ("11月16日入职", "2026-11-16"),
            ("2026-11-16入职", "2026-11-16"),
            ("2026.11.16 到岗", "2026-11-16"),
            ("11/16 转岗", "2026-11-16"),
            ("11月入职", "2026-11-30"),
            ("2026年11月20日由销售部转岗", "2026-11-20"),
            ("Joined on 16 Nov", "2026-11-16"),
            ("joined Nov 16", "2026-11-16"),
            ("left 2026-11-20", "2026-11-20"),
            ("入职3年", ""),
            ("新入职", ""),
        ] {
            let found = days(&key(remark), period).first().map(ToString::to_string).unwrap_or_default();
            assert_eq!(found, expected, "{remark}");
        }
        let near = |year, month, day| is_near(NaiveDate::from_ymd_opt(year, month, day).unwrap(), period);
        assert!(near(2026, 11, 1) && near(2026, 12, 5));
        assert!(!near(2026, 10, 31) && !near(2027, 3, 1) && !near(2019, 11, 16));
    }
}
