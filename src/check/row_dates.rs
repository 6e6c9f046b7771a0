//! When a row is of: a day, or the month that a column of its own says.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::date;
use super::grid::{shown, tidy};
use super::periods;
use super::table::Table;
use crate::model::layout::Column;
use crate::model::{Back, Posting};
use crate::period::{Period, Span};
use crate::text::key;
use crate::workbook::Value;

/// The days that a row is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// One, in the column that holds the days.
    Day(NaiveDate, Column),
    /// Those of a month, or of a longer period, in 月份.
    Month(Period),
}

impl When {
    /// When a row is of, by its date in the column of days or else by its month; `None` where it says neither. `period` is the sheet's own.
    pub(super) fn of(
        table: &Table<'_>,
        row: u32,
        (date, days): (Option<NaiveDate>, Column),
        period: Option<Period>,
    ) -> Option<Self> {
        date.map(|date| Self::Day(date, days)).or_else(|| month(table, row, period?).map(Self::Month))
    }

    /// The column that says it.
    pub(super) const fn column(self) -> Column {
        match self {
            Self::Day(_, column) => column,
            Self::Month(_) => Column::Month,
        }
    }

    /// Its first day.
    pub(super) const fn first(self) -> NaiveDate {
        match self {
            Self::Day(day, _) => day,
            Self::Month(month) => month.first_day(),
        }
    }

    fn last(self) -> NaiveDate {
        match self {
            Self::Day(day, _) => day,
            Self::Month(month) => month.last_day(),
        }
    }

    /// The month that all of it lies in.
    pub(super) fn month(self) -> Option<Period> {
        match self {
            Self::Day(day, _) => Period::of_date(day),
            Self::Month(month) => Some(month).filter(|month| month.span() == Span::Month),
        }
    }

    /// Whether a day of it lies in the period.
    pub(super) fn meets(self, period: Period) -> bool {
        self.first() <= period.last_day() && period.first_day() <= self.last()
    }

    /// Whether a posting holds on a day of it.
    pub(super) fn is_held(self, posting: &Posting) -> bool {
        posting.from.is_none_or(|from| from <= self.last()) && posting.to.is_none_or(|to| self.first() <= to)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day, _) => day.fmt(f),
            Self::Month(month) => month.fmt(f),
        }
    }
}

/// The column that holds the days of rows: 日期, or 月份 where that holds whole dates.
pub(super) fn column_of_days(table: &Table<'_>) -> Column {
    let holds_days = || {
        let days = table.rows.iter().filter_map(|row| match table.cell(*row, Column::Month)?.value {
            Value::Date(moment) => Some(moment.date()),
            _ => None,
        });
        // A month is kept as its first day.
        days.into_iter().any(|day| day.day() != 1)
    };
    if table.column(Column::Date).is_none() && holds_days() { Column::Month } else { Column::Date }
}

/// Words for the period itself, and for the one before.
const OWN: [&str; 5] = ["本月", "当月", "本期", "这个月", "thismonth"];
const BEFORE: [&str; 5] = ["上月", "上个月", "上期", "前月", "lastmonth"];

/// The month, or the longer period, of a row: `10月`, `2026-10`, `10`, `上月`; `None` where it says none that can be read.
pub(super) fn month(table: &Table<'_>, row: u32, own: Period) -> Option<Period> {
    let year = own.first_day().year();
    let cell = table.cell(row, Column::Month)?;
    let typed = tidy(&shown(cell));
    let word = key(&typed);
    if OWN.contains(&word.as_str()) {
        return Some(own);
    }
    if BEFORE.contains(&word.as_str()) {
        return Back::Previous.of(own);
    }
    let by_number = || typed.parse().ok().and_then(|month| Period::month(year, month));
    let by_serial = || match &cell.value {
        Value::Number(serial) => date::of_serial(*serial, table.grid.sheet.days_from_1904).and_then(Period::of_date),
        _ => None,
    };
    match &cell.value {
        Value::Date(date) => Period::of_date(date.date()),
        Value::Number(_) | Value::Text(_) => {
            by_number().or_else(by_serial).or_else(|| periods::period(&typed, Some(year)))
        }
        _ => None,
    }
}
