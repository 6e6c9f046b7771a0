//! What a heading says in brackets behind its name, or over it: a unit and most words describe the figure, but another time, a plan or
//! a rank make another one of it. 销售额(含税) is 销售额; 销售额(10月), 销售额(上月) and 销售额(目标) are not.

use chrono::Datelike;

use super::date::{self, english_month_name, parts};
use super::findings::Findings;
use super::grid::{shown, tidy};
use super::periods;
use super::table::{Table, bare, brackets};
use crate::model::layout::Column;
use crate::model::{Aggregate, Measure};
use crate::period::{Period, Span};
use crate::problem::{Code, Place, Problem};
use crate::quantity::pace;
use crate::text::key;
use crate::unit::{Unit, UnitKind};
use crate::workbook::Value;

/// Words for another time than the period.
#[rustfmt::skip]
const TIMES: [&str; 30] = [
    "上月", "上个月", "上期", "上年", "去年", "同期", "上季", "上周", "前月", "往年", "次月", "下月", "下期", "明年", "年累计", "全年", "本年", "本季",
    "季度累计", "lastmonth", "priormonth", "previous", "lastyear", "prioryear", "ytd", "qtd", "nextmonth", "year-to-date", "thisyear", "wholeyear",
];

/// Words for a part of it.
const PARTS: [&str; 6] = ["上半月", "下半月", "上旬", "中旬", "下旬", "firsthalf"];

/// Words for what was to be.
const PLANS: [&str; 11] =
    ["目标", "计划", "预算", "预计", "预估", "预测", "target", "plan", "budget", "forecast", "expected"];

/// Words for what is made of the figure beside others.
#[rustfmt::skip]
const COMPARED: [&str; 15] = [
    "排名", "名次", "达成率", "完成率", "占比", "同比", "环比", "增长", "增幅", "差额", "差异", "缺口", "rank", "growth", "variance",
];

/// Words that tell when a cell is filled in, and nothing of the figure: (每日填写).
const FILLED: [&str; 6] = ["填", "录", "报", "更新", "统计", "fill"];

/// Words after which only what the figure holds is said: (不含上月结转), (扣除预估退款).
const SCOPES: [&str; 13] = ["不", "非", "含", "包", "扣", "剔", "除", "减", "加", "未", "excl", "incl", "without"];

/// What a heading says of its column that makes another figure of it than the measure's in the period; as it is typed, without blanks.
/// The heading over it and others may say it too: 10月 over 销售额 | 订单数.
pub(super) fn otherwise(table: &Table<'_>, column: u16, measure: &Measure, period: Option<Period>) -> Option<String> {
    let header = table.grid.text(table.header, column);
    if let Some(earlier) = measure.earlier {
        // 上期销售额(9月) in November.
        let own = period.and_then(|period| earlier.back.of(period))?;
        return brackets(&header, &|_| false).into_iter().find(|said| periods::names_another(said, own));
    }
    let over = || over(table, column).filter(|said| is_whole_other(&key(said), measure, period));
    behind(&header, measure, period).or_else(over)
}

/// What the words behind a measure's name in a heading say that makes another figure of it.
fn behind(header: &str, measure: &Measure, period: Option<Period>) -> Option<String> {
    let name = bare(&measure.name);
    // 接待数/天 is a count of each day; where the measure has a unit, the two are told to differ.
    let each = bare(header).strip_prefix(&name).and_then(|behind| behind.strip_prefix('/')).map(str::to_owned);
    let blank = measure.unit.kind == UnitKind::Plain;
    if let Some(time) = each.filter(|time| blank && pace::is_shorter(time) && !is_rate(measure)) {
        return Some(format!("/{time}"));
    }
    brackets(header, &|rest| rest == name).into_iter().find(|said| is_other(said, measure, period))
}

/// The heading over a column and those beside it, but for one that stands over the whole table.
fn over(table: &Table<'_>, column: u16) -> Option<String> {
    let above = table.header.checked_sub(1)?;
    let cell = table.grid.seen(above, column)?;
    let first = table.columns.values().copied().chain(table.others.iter().map(|(at, _)| *at)).min()?;
    let over_all = table.grid.seen(above, first);
    let said = tidy(&shown(cell));
    (!said.is_empty() && !over_all.is_some_and(|all| std::ptr::eq(all, cell))).then_some(said)
}

/// Columns of figures that are this period's own.
const FIGURES: [Column; 8] = [
    Column::Target,
    Column::Weight,
    Column::Full,
    Column::PayBase,
    Column::Points,
    Column::Coefficient,
    Column::Lowest,
    Column::Appraised,
];

/// Tells of a table's columns that are of another time by the brackets behind their names: 目标值(10月), 绩效工资基数(上月).
pub(super) fn tell_times(table: &Table<'_>, period: Option<Period>, findings: &mut Findings) {
    for (column, at) in table.columns.iter().filter(|(column, _)| FIGURES.contains(column)) {
        tell_time(table, *at, &|rest| Column::named(rest).contains(column), period, findings);
    }
}

/// Tells of a base of pay that is one of a year, a quarter or a day by its heading: 绩效工资基数(年), 绩效工资基数(年薪), Pay base (per day).
pub(super) fn tell_longer_base(table: &Table<'_>, findings: &mut Findings) {
    let Some(column) = table.column(Column::PayBase) else { return };
    let header = table.grid.text(table.header, column);
    let is_other = |said: &String| {
        let word = key(said);
        let time = word.trim_end_matches(['薪', '金', '额', '度', '标', '准']);
        let over = word.rsplit_once(['/', '每']).map(|(_, time)| time);
        let over = over.or_else(|| word.strip_prefix("per")).or(Some(time)).unwrap_or_default();
        pace::months(over).is_some()
            || pace::is_shorter(over)
            || matches!(&*word, "annually" | "daily" | "hourly" | "weekly")
    };
    if let Some(said) =
        brackets(&header, &|rest| Column::named(rest).contains(&Column::PayBase)).into_iter().find(is_other)
    {
        let at = table.grid.at(table.header, column);
        findings.add(Problem::new(Code::ColumnOtherwise, &at).with("column", tidy(&header)).with("said", said));
    }
}

/// The same of one column; `is_name` tells its own name.
pub(super) fn tell_time(
    table: &Table<'_>,
    column: u16,
    is_name: &dyn Fn(&str) -> bool,
    period: Option<Period>,
    findings: &mut Findings,
) {
    let header = table.grid.text(table.header, column);
    let said = brackets(&header, is_name).into_iter().find(|said| is_other_time(&key(said), period));
    if let Some(said) = said.or_else(|| over(table, column).filter(|said| is_whole_time(&key(said), period))) {
        let at = table.grid.at(table.header, column);
        findings.add(Problem::new(Code::ColumnOtherwise, &at).with("column", tidy(&header)).with("said", said));
    }
}

/// Tells of a title above a table that names another month: 2026年10月销售数据 over November's. Days of printing and the like are not it.
pub(super) fn tell_title(table: &Table<'_>, period: Option<Period>, findings: &mut Findings) {
    const ASIDE: [&str; 8] = ["日期", "时间", "制表", "打印", "导出", "更新", "截止", "截至"];
    let Some(period) = period else { return };
    let titles =
        (0..table.header).flat_map(|row| table.grid.filled(row).map(move |(column, cell)| (row, column, cell)));
    for (row, column, cell) in titles {
        let said = tidy(&shown(cell));
        let word = key(&said);
        let is_title = matches!(cell.value, Value::Text(_)) && !ASIDE.iter().any(|aside| word.contains(aside));
        if is_title && is_of_another_month(&said, Some(period)) && over(table, column).is_none_or(|over| over != said) {
            let place = Place::Cell(table.grid.at(row, column));
            findings.add(Problem::new(Code::TitleOfOtherMonth, place).with("text", said).with("period", period));
            return;
        }
    }
}

/// Whether a heading names a month that is not the period's: 10月销售额, 销售额/2026年10月.
pub(super) fn is_of_another_month(header: &str, period: Option<Period>) -> bool {
    let word = bare(header);
    let Some(end) = word.find('月') else { return false };
    let before = word.get(..end).unwrap_or_default();
    let digits = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let month = digits(before);
    let year = before.get(..month).and_then(|text| text.strip_suffix('年')).map(digits);
    let named = word.get(year.unwrap_or(month)..end).unwrap_or_default();
    month < end && is_other_time(&format!("{named}月"), period)
}

fn is_other(said: &str, measure: &Measure, period: Option<Period>) -> bool {
    let word = key(said);
    if SCOPES.iter().any(|scope| word.starts_with(scope)) || !matches!(Unit::read(said).kind, UnitKind::Other(_)) {
        return false;
    }
    let name = key(&measure.name);
    let says = |words: &[&str]| words.iter().any(|known| word.contains(known) && !name.contains(known));
    let bare_word = word.trim_end_matches(['值', '数', '额', '量']);
    // 销售目标(计划) is what was to be by its own name.
    let is_plan = |text: &str| PLANS.iter().any(|plan| text.ends_with(plan));
    let is_planned = is_plan(bare_word) && !PLANS.iter().any(|plan| name.contains(plan));
    // A share may be described as one, and a mean as one of each day.
    let is_compared = !measure.unit.is_percent() && says(&COMPARED);
    let is_of_each = !is_rate(measure) && is_of_each(&word) && !FILLED.iter().any(|filled| word.contains(filled));
    is_planned
        || is_compared
        || is_of_each
        || is_running(&word, period) && !name.contains("累计")
        || is_other_time(&word, period)
}

/// Whether a word says that figures run on from before the period: 累计, 1-11月累计; 本月累计 and 11月累计 are the period's own.
fn is_running(word: &str, period: Option<Period>) -> bool {
    let Some(of) = word.strip_suffix("累计") else { return false };
    let is_own = || period.is_some_and(|own| periods::period(of, Some(own.first_day().year())) == Some(own));
    !matches!(of, "本月" | "当月" | "本期" | "月" | "月度") && !is_own()
}

fn is_of_each(word: &str) -> bool {
    pace::is_of_each(word) || word.contains("人均")
}

/// Whether a word that stands over columns, and not behind a name, is one of another figure: only as a whole.
fn is_whole_other(word: &str, measure: &Measure, period: Option<Period>) -> bool {
    let name = key(&measure.name);
    let is = |words: &[&str]| words.iter().any(|known| word == *known && !name.contains(known));
    is(&PLANS) || is(&COMPARED) || !is_rate(measure) && is(pace::MEANS) || is_whole_time(word, period)
}

/// Whether a word by itself says that a row is of another time than the period, or of what was to be: 上月, 去年同期, 计划, 2026-10. A part of
/// the period is its own, and a day may be that of anything.
pub(super) fn is_of_another(word: &str, period: Period) -> bool {
    let is_time =
        || TIMES.iter().any(|time| word.strip_prefix(time).is_some_and(|rest| rest.is_empty() || rest == "同期"));
    let is_day = || date::read(word, period.first_day().year()).is_some();
    PLANS.contains(&word) || is_time() || periods::names_another(word, period) && !is_day()
}

/// Whether a word is nothing but another time than the period.
fn is_whole_time(word: &str, period: Option<Period>) -> bool {
    let known = || TIMES.iter().chain(&PARTS);
    known().any(|time| word == *time) || !known().any(|time| word.contains(time)) && is_other_time(word, period)
}

/// Whether a figure may be one of each day: a share, a rate or a mean.
fn is_rate(measure: &Measure) -> bool {
    measure.unit.is_percent() || measure.unit.text.contains('/') || measure.aggregate != Aggregate::Sum
}

/// Whether a word names another time than the period: another month, or a part of it.
fn is_other_time(word: &str, period: Option<Period>) -> bool {
    if TIMES.iter().chain(&PARTS).any(|time| word.contains(time)) || is_part_of_month(word) {
        return true;
    }
    let Some(own) = period else { return false };
    // 截至11月10日, as of Nov 10; 截至月底 is the month's own.
    if let Some(day) = ["截至", "截止到", "截止", "asof", "upto"].iter().find_map(|until| word.strip_prefix(until))
    {
        return date::read(day, own.first_day().year()).is_some_and(|day| day < own.last_day());
    }
    match periods::period(word, Some(own.first_day().year())) {
        // The year of a month is said beside it.
        Some(named) if named.span() == Span::Year => named.first_day().year() != own.first_day().year(),
        Some(named) => named != own,
        None => false,
    }
}

/// 第2周, 1-10日.
fn is_part_of_month(word: &str) -> bool {
    let is_week = word.starts_with('第') && word.ends_with('周')
        || ["week", "wk"]
            .iter()
            .any(|week| word.strip_prefix(week).is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit())));
    is_week
        || match parts(word).as_slice() {
            [(first, mark), (last, end)]
                if matches!(end.as_str(), "日" | "号") || english_month_name(end).is_some() =>
            {
                matches!(mark.trim_matches(['日', '号']), "-" | "~" | "至" | "到") && (*first != 1 || *last < 28)
            }
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn said(header: &str, unit: &str, aggregate: Aggregate) -> String {
        let measure = Measure {
            name: Arc::from("销售额"),
            unit: Unit::read(unit),
            aggregate,
            meaning: String::new(),
            earlier: None,
        };
        behind(header, &measure, Period::month(2026, 11)).unwrap_or_default()
    }

    #[test]
    fn another_time_a_plan_and_a_rank_are_another_figure() {
        for (header, word) in [
            ("销售额(10月)", "10月"),
            ("销售额（2026年10月）", "2026年10月"),
            ("销售额（上月）", "上月"),
            ("销售额(去年同期)", "去年同期"),
            ("销售额(上个月)(元)", "上个月"),
            ("销售额(2025)", "2025"),
            ("销售额（Q4）", "q4"),
            ("销售额(上半月)", "上半月"),
            ("销售额(1-10日)", "1-10日"),
            ("销售额(第2周)", "第2周"),
            ("销售额[目标]", "目标"),
            ("销售额（月目标值）", "月目标值"),
            ("销售额(计划)", "计划"),
            ("销售额(当月目标)", "当月目标"),
            ("销售额(11月目标)", "11月目标"),
            ("销售额(排名)", "排名"),
            ("销售额(同比增长率)", "同比增长率"),
            ("销售额（日均）", "日均"),
            ("銷售額（去年）", "去年"),
            ("销售额(last month)", "lastmonth"),
            ("销售额(Oct)", "oct"),
            ("销售额(week 1)", "week1"),
            ("销售额(1-10 Nov)", "1-10nov"),
            ("销售额(截至11月10日)", "截至11月10日"),
            ("销售额(Oct. 2026)", "oct.2026"),
        ] {
            assert_eq!(said(header, "元", Aggregate::Sum), word, "{header}");
        }
    }

    #[test]
    fn a_unit_the_own_month_and_what_the_figure_holds_are_not() {
        for header in [
            "销售额",
            "销售额(元)",
            "销售额（11月）",
            "销售额(Nov)",
            "销售额（2026年11月）",
            "销售额(2026年)",
            "销售额(含税)",
            "销售额(不含上月结转)",
            "销售额(扣除预计退款)",
            "销售额(目标客户)",
            "销售额(每日填写)",
            "销售额(截至月底)",
            "销售额(截至11月30日)",
            "销售额(非计划)",
            "销售额(1-30日)",
            "销售额(本月累计)",
            "销售额(团队)",
        ] {
            assert_eq!(said(header, "元", Aggregate::Sum), "", "{header}");
        }
        assert_eq!(said("销售额(日均)", "元", Aggregate::Mean), "");
        assert_eq!(said("销售额(占比)", "%", Aggregate::Mean), "");
        assert_eq!(said("销售额/天", "", Aggregate::Sum), "/天");
    }

    #[test]
    fn the_month_in_a_heading_is_told_wherever_it_stands() {
        let is_other = |header: &str| is_of_another_month(header, Period::month(2026, 11));
        for header in ["10月销售额", "销售额/10月", "2025年11月销售额", "销售额-2026年10月"] {
            assert!(is_other(header), "{header}");
        }
        for header in ["11月销售额", "2026年11月销售额", "月销售额", "销售额", "本月销售额"] {
            assert!(!is_other(header), "{header}");
        }
    }
}
