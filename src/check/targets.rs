//! Targets of KPIs: a number, with the sign that tells the direction and units of one kind converted.

use rust_decimal::Decimal;

use super::draft::KpiDraft;
use super::findings::Findings;
use super::grid::shown;
use super::number::{self, Typed};
use super::table::{Table, brackets, named_unit, unreadable};
use crate::model::layout::Column;
use crate::model::{Direction, Target};
use crate::period::Period;
use crate::problem::{Code, Problem};
use crate::quantity::kind::{Fit, Quantity};
use crate::quantity::mark_scale;
use crate::quantity::number::is_several;
use crate::quantity::pace;
use crate::quantity::share as percent;
use crate::quantity::words::is_unread_multiple;
use crate::text::{key, tidy};
use crate::unit::{Unit, UnitKind};
use crate::workbook::{Cell, Value};

const HIGHER: [&str; 14] =
    ["≥", "≧", "⩾", ">=", ">", "不低于", "不少于", "不小于", "至少", "大于等于", "大于", "高于", "超过", "达到"];
#[rustfmt::skip]
const LOWER: [&str; 15] = [
    "≤", "≦", "⩽", "<=", "<", "不高于", "不超过", "不大于", "不多于", "至多", "最多", "小于等于", "小于", "低于", "少于",
];

/// The same behind the number; the longer ones first.
const ABOVE: [&str; 3] = ["及以上", "或以上", "以上"];
const BELOW: [&str; 6] = ["及以下", "或以下", "以下", "以内", "之内", "内"];

/// A target's text without its sign, and the direction that the sign tells.
fn direction(word: &str) -> (&str, Option<Direction>) {
    for (signs, direction) in [(&HIGHER[..], Direction::Higher), (&LOWER[..], Direction::Lower)] {
        for sign in signs {
            if let Some(rest) = word.strip_prefix(sign) {
                return (rest.trim_start_matches(['于', '=']), Some(direction));
            }
        }
    }
    for (ends, direction) in [(&ABOVE[..], Direction::Higher), (&BELOW[..], Direction::Lower)] {
        for end in ends {
            if let Some(rest) = word.strip_suffix(end) {
                return (rest, Some(direction));
            }
        }
    }
    (word, None)
}

/// Reads 目标值.
pub(super) fn read(table: &Table<'_>, row: u32, draft: &mut KpiDraft, findings: &mut Findings) {
    let Some(cell) = table.cell(row, Column::Target) else { return };
    let at = table.at(row, Column::Target);
    if !unreadable(cell, &at, findings) {
        draft.target_broken = true;
        return;
    }
    match headed(table, (row, Column::Target), &mut draft.unit) {
        Ok(target) => {
            draft.target = target;
            draft.target_bare = is_bare(cell, &shown(cell));
        }
        Err(problem) => {
            draft.target_broken = true;
            findings.add(*problem);
        }
    }
}

/// A target of a longer period, in the KPI's unit.
pub(super) fn longer(
    table: &Table<'_>,
    row: u32,
    column: Column,
    unit: &Unit,
    findings: &mut Findings,
) -> Option<Target> {
    let cell = table.cell(row, column)?;
    let at = table.at(row, column);
    if !unreadable(cell, &at, findings) {
        return None;
    }
    // The month's target has settled the unit; this cell is read in it.
    headed(table, (row, column), &mut unit.clone()).unwrap_or_else(|problem| {
        findings.add(*problem);
        None
    })
}

/// Tells of targets of a longer time than the period: of a column by its heading, 目标值(年度), and of a cell, 300元/季.
pub(super) fn tell_longer(table: &Table<'_>, period: Option<Period>, findings: &mut Findings) {
    let (Some(column), Some(period)) = (table.column(Column::Target), period) else { return };
    let own = period.span().months();
    let header = table.grid.text(table.header, column);
    let is_longer = |said: &String| pace::months(said).is_some_and(|months| months > own);
    if let Some(said) = brackets(&header, &|_| false).into_iter().find(is_longer) {
        let problem = Problem::new(Code::ColumnOtherwise, &table.grid.at(table.header, column));
        findings.add(problem.with("column", tidy(&header)).with("said", said));
        return;
    }
    for row in table.rows.iter().copied() {
        let typed = table.cell(row, Column::Target).map(shown).unwrap_or_default();
        let Some(months) = pace::months_of_figure(&key(&typed)).filter(|months| *months > own) else { continue };
        // A rate of a year is one in every month.
        if table.cell(row, Column::Unit).map(shown).is_some_and(|unit| unit.contains(['/', '／'])) {
            continue;
        }
        findings.add(
            Problem::new(Code::TargetDoubtful, &table.at(row, Column::Target))
                .with("why", "longer")
                .with("text", tidy(&typed))
                .with("months", months)
                .with("own", own)
                .with("step", ""),
        );
    }
}

/// A target with the unit that its column's heading names, 目标值(万元): it is that of numbers without one.
pub(super) fn headed(
    table: &Table<'_>,
    (row, column): (u32, Column),
    unit: &mut Unit,
) -> Result<Option<Target>, Box<Problem>> {
    let Some(cell) = table.cell(row, column) else { return Ok(None) };
    let typed = shown(cell);
    let heading = table.column(column).and_then(|column| {
        let own = named_unit(&table.grid.text(table.header, column));
        own.or_else(|| table.unit_below(column).map(|(_, unit)| unit))
    });
    let typed = match heading.filter(|heading| is_bare(cell, &typed) && !(heading.is_percent() && unit.is_percent())) {
        // 95 and 0.95 under 目标值(%), each by its size.
        Some(heading) if heading.is_percent() && unit.kind == UnitKind::Plain && unit.text.is_empty() => {
            *unit = Unit::percent();
            typed
        }
        Some(heading) => heading.beside(&typed),
        None => typed,
    };
    let before = unit.text.clone();
    target_of(cell, typed.clone(), unit).map_err(|code| {
        Problem::new(code, &table.at(row, column)).with("text", tidy(&typed)).with("unit", before).into()
    })
}

/// Whether a target is a number without a unit.
fn is_bare(cell: &Cell, typed: &str) -> bool {
    let is_share = cell.percent && !matches!(cell.value, Value::Text(_));
    !is_share && !typed.contains(['/', '／']) && tidy(typed).ends_with(|c: char| c.is_ascii_digit())
}

/// A target as typed, and the KPI's unit, which it may settle.
fn target_of(cell: &Cell, typed: String, unit: &mut Unit) -> Result<Option<Target>, Code> {
    let (tidied, scale) = mark_scale::split(&typed);
    let (bare, direction) = direction(&tidied);
    let (bare, remark) = bare.split_once('(').unwrap_or((bare, ""));
    let bare = bare.trim_start_matches("目标");
    if bare.is_empty() || number::is_not_applicable(&typed) {
        return Ok(None);
    }
    // 50k is no 50, whatever k is.
    let behind = typed.rfind(|c: char| c.is_ascii_digit()).and_then(|last| typed.get(last.saturating_add(1)..));
    if behind.is_some_and(is_unread_multiple) {
        return Err(Code::TargetUnit);
    }
    if is_several(&typed) || is_about(bare) || has_another_number(remark) {
        return Err(Code::TargetUnreadable);
    }
    if typed.contains(['/', '／']) && scale.is_some_and(|scale| !is_mark(&tidied, scale, unit)) {
        return Err(Code::TargetUnreadable);
    }
    if unit.kind == UnitKind::Plain && unit.text.is_empty() && bare.ends_with(['%', '‰']) {
        *unit = Unit::percent();
    }
    let under = bare.split_once('/').map(|(_, under)| under);
    if under.is_some_and(|under| under.contains(|c: char| c.is_ascii_digit())) {
        return Err(Code::TargetUnreadable);
    }
    let remark = key(remark.trim_end_matches(')'));
    let of_each_day = under.is_some_and(|under| pace::is_shorter(&key(under)))
        || pace::is_shorter(&remark)
        || pace::is_of_each(&remark)
        || pace::is_of_each(&key(bare));
    // 100件/天: a count of each day is none of the month's, which the value is.
    if of_each_day && !unit.text.contains('/') {
        return Err(Code::TargetUnit);
    }
    // The time that a count is over (8次/年) says nothing about the number itself, but where the unit is one of rates.
    let read = number_in(bare, unit).or_else(|code| match bare.split_once('/') {
        Some((count, _)) => number_in(count, unit),
        None => Err(code),
    });
    let value = match read? {
        Typed::Number { value, percent: false }
            if unit.is_percent() && !matches!(cell.value, Value::Text(_)) && cell.percent =>
        {
            value
        }
        Typed::Number { value, percent: false } if unit.is_percent() => {
            percent::share(value, percent::decide(std::iter::once(value)))
        }
        Typed::Number { value, .. } => value,
        _ => return Err(Code::TargetUnreadable),
    };
    Ok(Some(Target { text: typed, value, direction }))
}

/// 50左右, 50多次: no number that a value can be compared with.
fn is_about(bare: &str) -> bool {
    let Some(end) = bare.rfind(|c: char| c.is_ascii_digit()) else { return false };
    let tail = bare.get(end..).unwrap_or_default().trim_start_matches(|c: char| c.is_ascii_digit());
    ["左右", "上下", "前后", "前後"].iter().any(|word| tail.contains(word))
        || tail.starts_with(['余', '餘', '多', '来', '來', '许', '許'])
}

/// 50(挑战60): which of two numbers is meant is not said. A date is none.
fn has_another_number(remark: &str) -> bool {
    let mut rest = remark;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(start..).unwrap_or_default();
        let behind = from.trim_start_matches(|c: char| c.is_ascii_digit());
        if !behind.starts_with(['年', '月', '季']) {
            return true;
        }
        rest = behind;
    }
    false
}

/// Whether a target is a mark out of so many, and not two numbers: 4.5/5.
fn is_mark(tidied: &str, scale: Decimal, unit: &Unit) -> bool {
    const USUAL: [u32; 3] = [5, 10, 100];
    let blank = unit.kind == UnitKind::Plain && unit.text.is_empty();
    unit.kind == UnitKind::Score
        || tidied.ends_with('分')
        || blank && USUAL.iter().any(|full| scale == Decimal::from(*full))
}

/// A target's number, in the KPI's unit or in another one of its kind.
fn number_in(bare: &str, unit: &mut Unit) -> Result<Typed, Code> {
    match number::read(bare, unit) {
        Typed::OtherUnit | Typed::Nothing => match in_another_unit(bare, unit) {
            Some(value) => Ok(Typed::Number { value, percent: unit.is_percent() }),
            None if bare.starts_with(|c: char| c.is_ascii_digit()) => Err(Code::TargetUnit),
            None => Err(Code::TargetUnreadable),
        },
        typed => Ok(typed),
    }
}

/// A target in another unit of the same kind (120分钟 under 小时), or with a noun that is no unit.
fn in_another_unit(bare: &str, unit: &mut Unit) -> Option<Decimal> {
    let digits = bare.split('/').next().unwrap_or(bare);
    let end = digits.rfind(|c: char| c.is_ascii_digit())?.checked_add(1)?;
    let (digits, tail) = bare.split_at_checked(end)?;
    let Typed::Number { value, percent: false } = number::read(digits, &Unit::plain()) else { return None };
    let typed = Unit::read(tail);
    if unit.kind == UnitKind::Plain && unit.text.is_empty() {
        *unit = typed;
        return Some(value);
    }
    let a_mark_and_a_count =
        |one: &Unit, other: &Unit| one.kind == UnitKind::Score && matches!(other.kind, UnitKind::Count(_));
    if typed.is_percent() || unit.is_percent() || a_mark_and_a_count(&typed, unit) || a_mark_and_a_count(unit, &typed) {
        return None;
    }
    match Quantity::of_unit(&typed).fits(&Quantity::of_unit(unit)) {
        Fit::By(ratio) => ratio.of(value).map(|value| value.normalize()),
        Fit::Different => None,
        Fit::Unchecked => {
            let noun = matches!(typed.kind, UnitKind::Other(_)) && tail.chars().all(char::is_alphabetic);
            (noun && matches!(unit.kind, UnitKind::Count(_) | UnitKind::Other(_))).then_some(value)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(typed: &str, unit: &str) -> String {
        match target_of(&Cell::plain(Value::Text(typed.to_owned())), typed.to_owned(), &mut Unit::read(unit)) {
            Ok(Some(target)) => crate::decimal::plain(target.value.normalize()),
            Ok(None) => "none".to_owned(),
            Err(code) => code.id().to_owned(),
        }
    }

    #[test]
    fn a_target_of_two_numbers_or_of_none_that_is_sure_is_no_target() {
        for (typed, unit) in [
            ("30/50/60", "次"),
            ("50/60", "次"),
            ("1/2", "次"),
            ("1/2", ""),
            ("50/2周", "次"),
            ("50(挑战60)", "次"),
            ("95%（±2%）", "%"),
            ("50 60", "次"),
            ("80 100", "次"),
            ("100\n120", "次"),
            ("8，100", "次"),
            ("1 250", "次"),
            ("50左右", "次"),
            ("50次左右", "次"),
            ("50余次", "次"),
            ("50多", ""),
        ] {
            assert_eq!(told(typed, unit), "E223", "{typed} under {unit}");
        }
        for (typed, unit) in [
            ("100分", "次"),
            ("50次", "分"),
            ("50 次 60", "次"),
            ("50(每天)", "次"),
            ("50（日均）", "次"),
            ("50次/工作日", "次"),
            ("50k", "次"),
            ("50k", ""),
            ("2M", ""),
            ("50(每班)", "次"),
            ("50(店均)", "次"),
            ("2M", ""),
            ("50 per day", "times"),
            ("50 daily", "times"),
        ] {
            assert_eq!(told(typed, unit), "E224", "{typed} under {unit}");
        }
    }

    #[test]
    fn what_stands_beside_a_target_may_be_said() {
        for (typed, unit, value) in [
            ("50(2026年10月起)", "次", "50"),
            ("50（含补录）", "次", "50"),
            ("50次（月）", "次", "50"),
            ("50次/月", "次", "50"),
            ("50 次 / 月", "次", "50"),
            ("人民币 5 万元", "元", "50000"),
            ("≧50", "次", "50"),
            ("≦ 50 次", "次", "50"),
            ("4.5/5", "", "4.5"),
            ("4.5分/5分", "分", "4.5"),
            ("目标50", "次", "50"),
            ("30秒内", "秒", "30"),
            ("2小时之内", "小时", "2"),
            ("50次或以上", "次", "50"),
            ("/", "次", "none"),
        ] {
            assert_eq!(told(typed, unit), value, "{typed} under {unit}");
        }
    }
}
