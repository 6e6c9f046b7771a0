//! What is counted: measures, and the rows of a data sheet that fill them in.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::layout;
use crate::period::Period;
use crate::unit::Unit;

/// One measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// 数据项.
    pub name: Arc<str>,
    /// 单位.
    pub unit: Unit,
    /// 汇总方式.
    pub aggregate: Aggregate,
    /// 说明.
    pub meaning: String,
    /// Set for a data column named 上期X or 去年同期X: which measure (by index) and how far back.
    pub earlier: Option<Earlier>,
}

/// A measure's value at an earlier time, given in a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Earlier {
    /// X, by index in [`measures`](super::Role::measures).
    pub of: usize,
    /// How far back.
    pub back: Back,
}

/// How far back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Back {
    /// 上期: the directly preceding period of the same length.
    Previous,
    /// 去年同期: the same period a year earlier.
    YearAgo,
}

impl Back {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Previous, Self::YearAgo];

    /// The word that, put before a measure's name, means its earlier value.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Previous => "上期",
            Self::YearAgo => "去年同期",
        }
    }

    /// The earlier period that is meant in one; `None` before the calendar begins.
    pub fn of(self, period: Period) -> Option<Period> {
        match self {
            Self::Previous => period.previous(),
            Self::YearAgo => period.year_ago(),
        }
    }
}

/// 汇总方式: how a person's rows combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aggregate {
    /// 求和.
    Sum,
    /// 平均: the plain mean of the rows.
    Mean,
    /// 期末: the row with the latest date, else the lowest row.
    Last,
    /// 最大.
    Max,
    /// 最小.
    Min,
}

impl Aggregate {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Sum, Self::Mean, Self::Last, Self::Max, Self::Min];

    /// The word that says it in a workbook.
    pub const fn choice(self) -> layout::Choice {
        match self {
            Self::Sum => layout::Choice::Sum,
            Self::Mean => layout::Choice::Mean,
            Self::Last => layout::Choice::Last,
            Self::Max => layout::Choice::Max,
            Self::Min => layout::Choice::Min,
        }
    }
}

/// One row of a role's data sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct DataRow {
    /// 工号.
    pub id: Arc<str>,
    /// Zero-based row in the data sheet.
    pub row: u32,
    /// 日期.
    pub date: Option<NaiveDate>,
    /// One reading per entry of [`measures`](super::Role::measures), in that order.
    pub readings: Vec<Reading>,
    /// Whether it is a row of the sheet of marks, not of the data sheet.
    pub is_marking: bool,
}

/// What stood in one data cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reading {
    /// Zero-based column in the data sheet; `None` where the sheet has no such column.
    pub column: Option<u16>,
    /// What it says;
    /// `None` where the row is of the other sheet (of marks beside data, or of data beside marks) and says nothing of the measure.
    pub value: Option<MeasureValue>,
}

/// What a measure says, in one cell or combined over a person's rows: number, label, 不适用 and blank are different things everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MeasureValue {
    /// A number in the measure's unit; shares for %.
    Number(Decimal),
    /// A label that the KPI's rule names.
    Label(Arc<str>),
    /// 不适用.
    NotApplicable,
    /// Nobody filled it in; combined over rows, in some row or because there is none.
    Missing,
}
