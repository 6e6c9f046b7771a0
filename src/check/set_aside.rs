//! Rows that say themselves, in a column which is not read, that they are none of those to count: 状态 作废, 备注 重复录入请忽略, 类别 退货,
//! 周次 本月合计, 订单日期 10-31. They count all the same, and that is told.

use chrono::{Datelike, NaiveDate};

use super::date;
use super::departments;
use super::findings::Findings;
use super::grid::{shown, tidy};
use super::qualified_headings::{is_of_another, is_of_another_month};
use super::row_dates::{self, When};
use super::table::{Table, is_total};
use crate::model::layout::Column;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::text::key;
use crate::workbook::{Cell, Value};

/// What people write beside a row that is not to count, in the form of keys.
#[rustfmt::skip]
const VOID: [&str; 51] = [
    "作废", "无效", "取消", "已取消", "撤销", "已撤销", "撤回", "已撤回", "不计", "不算", "删除", "已删除", "停用", "已停用", "未启用", "不启用", "暂停考核", "离职", "已离职",
    "已退款", "已退货", "已退单", "交易关闭", "已关闭", "驳回", "已驳回", "未通过", "不通过", "审核不通过", "待审批", "待审核", "审批中", "审核中", "未审批", "未审核", "未批准",
    "未生效", "rejected", "notapproved", "pending", "withdrawn", "refunded", "void", "voided", "cancelled", "canceled", "deleted", "invalid",
    "inactive", "closed", "excluded",
];

/// What tells so within a short remark.
#[rustfmt::skip]
const WITHIN: [&str; 21] = [
    "不考核", "不参与", "不参加", "已作废", "不计入", "勿计", "忽略", "重复录入", "录重", "重复行", "待核实", "待确认", "待更正", "冲销", "冲正", "红冲", "减半", "剔除", "ignore",
    "duplicate", "donotcount",
];

/// The same beside people, where no day and nothing else says what becomes of them.
const OF_STAFF: [&str; 7] = ["离职", "辞职", "离岗", "停薪", "产假", "病假", "休假"];

/// Kinds of rows of a data sheet that are not what the others are.
#[rustfmt::skip]
const OTHER_KINDS: [&str; 9] = ["支出", "退货", "退款", "退单", "退换", "退货退款", "全月", "refund", "return"];

/// Headings whose answer no means that the row does not count, beside those that begin with 是否.
const ASKED: [&str; 7] = ["启用", "本月考核", "有效", "计入", "valid", "active", "included"];

/// Characters of a remark that is read for what it says of its row.
const REMARK: usize = 16;

/// A row of data of another month was added: 10月补录.
const ADDED: [&str; 4] = ["补", "结转", "数据", "业绩"];

/// Warns of such rows; `period` and the workbook's own department are there for tables of data and marks.
pub(super) fn tell(
    table: &Table<'_>,
    known: &dyn Fn(&str) -> bool,
    (period, own): (Option<Period>, Option<&str>),
    findings: &mut Findings,
) {
    let is_staff = table.column(Column::From).is_some()
        || table.column(Column::Role).is_some() && table.column(Column::Id).is_some();
    let named = |column: Column| table.column(column).map(|at| (at, table.grid.text(table.header, at)));
    let unread = table.others.iter().filter(|(_, typed)| !known(typed)).map(|(at, typed)| (*at, typed.clone()));
    for (column, header) in unread.chain(named(Column::Notes)) {
        if let Some(own) = own.filter(|_| departments::is_heading(&header)) {
            let rows = departments::others(table, column, own).into_iter();
            add(table, column, &header, rows.filter_map(|row| Some((row, table.grid.seen(row, column)?))), findings);
            continue;
        }
        // Who left on a day that is said, or takes part or not, is read of those columns.
        let is_said =
            |row: &&u32| [Column::To, Column::Appraised].iter().any(|said| table.cell(**row, *said).is_some());
        let asks = key(&header);
        let is_asked = asks.starts_with("是否") || ASKED.contains(&asks.as_str());
        let dated = period.filter(|_| is_of_dates(table, &[Column::Date], column, &header));
        let says = |cell: &Cell| match dated {
            Some(period) => day(cell, year(period)).is_some_and(|day| !When::Day(day, Column::Date).meets(period)),
            None => {
                let typed = shown(cell);
                is_set_aside(&typed, period) || is_asked && is_no(&typed) || is_staff && is_leaving(&typed)
            }
        };
        let rows = table.rows.iter().filter(|row| !is_said(row));
        let found =
            rows.filter_map(|row| table.grid.own(*row, column).filter(|cell| says(cell)).map(|cell| (*row, cell)));
        add(table, column, &header, found, findings);
    }
    let (Some((column, header)), Some(period)) = (named(Column::Month), period) else { return };
    let rows = table.rows.iter().filter_map(|row| Some((*row, table.grid.own(*row, column)?)));
    let unclear =
        rows.filter(|(row, cell)| !tidy(&shown(cell)).is_empty() && row_dates::month(table, *row, period).is_none());
    add(table, column, &header, unclear, findings);
}

/// Tells of the first of some rows, with how many there are.
fn add<'a>(
    table: &Table<'_>,
    column: u16,
    header: &str,
    mut rows: impl Iterator<Item = (u32, &'a Cell)>,
    findings: &mut Findings,
) {
    if let Some((row, cell)) = rows.next() {
        let more = rows.count();
        findings.add(
            Problem::new(Code::RowVoid, Place::Cell(table.grid.at(row, column)))
                .with("column", tidy(header))
                .with("text", shown(cell))
                .with("rows", if more > 0 { "many" } else { "one" })
                .with("count", more.saturating_add(1)),
        );
    }
}

/// The answers no, under a heading that asks whether the row is valid: 是否有效 否.
fn is_no(typed: &str) -> bool {
    matches!(key(typed).as_str(), "否" | "不" | "×" | "x" | "n" | "no" | "0" | "false" | "不是")
}

/// A remark beside somebody that says that they left or are away.
pub(super) fn is_leaving(typed: &str) -> bool {
    let word = key(typed);
    word.chars().count() <= REMARK && OF_STAFF.iter().any(|known| word.contains(known))
}

fn is_set_aside(typed: &str, period: Option<Period>) -> bool {
    let word = key(typed);
    if VOID.contains(&word.as_str()) {
        return true;
    }
    if word.chars().count() > REMARK {
        return false;
    }
    let has = |words: &[&str]| words.iter().any(|known| word.contains(known));
    let is_other = |period: Period| {
        OTHER_KINDS.contains(&word.as_str())
            || is_total(typed)
            // 单位：万元 beside one row: its figures are hardly in that of the column.
            || ["单位:", "unit:"].iter().any(|label| word.starts_with(label))
            || is_of_another(&word, period)
            || has(&ADDED) && is_of_another_month(typed, Some(period))
    };
    has(&WITHIN) || period.is_some_and(is_other)
}

/// Headings of dates that are a person's own, and no row's.
const OF_PEOPLE: [&str; 10] = ["入职", "到岗", "出生", "生日", "离职", "离岗", "合同", "到期", "转正", "截止"];

/// Days within which the dates of rows lie: those of a month with what slipped in from beside it.
const SPREAD: i64 = 62;

/// Stands for the year of dates without one, where they are only compared; a leap year, so that each day has a date.
const SOME_YEAR: i32 = 2000;

/// Whether a column that is not read holds the dates of a table of data which has no 日期: 订单日期, 录入时间.
pub(super) fn is_of_dates(table: &Table<'_>, wanted: &[Column], column: u16, header: &str) -> bool {
    let is_dated = table.column(Column::Date).is_some() || table.column(Column::Month).is_some();
    let word = key(header);
    let is_data = wanted.contains(&Column::Date) && table.column(Column::AdjustmentKind).is_none();
    if is_dated || !is_data || OF_PEOPLE.iter().any(|own| word.contains(own)) {
        return false;
    }
    let cells =
        || table.rows.iter().filter_map(|row| table.grid.own(*row, column)).filter(|cell| !shown(cell).is_empty());
    // A date without a year is told by its form, whatever the year.
    let days: Option<Vec<NaiveDate>> = cells().map(|cell| day(cell, SOME_YEAR)).collect();
    let days = days.unwrap_or_default();
    let spread =
        days.iter().max().zip(days.iter().min()).map(|(last, first)| last.signed_duration_since(*first).num_days());
    spread.is_some_and(|spread| spread <= SPREAD)
}

/// The year of a period's dates that are written without one.
fn year(period: Period) -> i32 {
    period.first_day().year()
}

/// The day that a cell of dates holds; `year` is that of dates without one.
fn day(cell: &Cell, year: i32) -> Option<NaiveDate> {
    match &cell.value {
        Value::Date(moment) => Some(moment.date()),
        Value::Text(typed) => date::read(typed, year),
        _ => None,
    }
}
