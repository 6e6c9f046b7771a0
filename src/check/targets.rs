//! Targets of KPIs: a number, with the sign that tells the direction and units of one kind converted.

use rust_decimal::Decimal;

use super::draft::KpiDraft;
use super::findings::Findings;
use super::grid::shown;
use super::number::{self, Typed};
use super::table::{Table, unreadable};
use crate::diagnostic::{Code, Problem};
use crate::model::layout::Column;
use crate::model::{Direction, Target};
use crate::quantity::kind::{Fit, Quantity};
use crate::quantity::scale;
use crate::quantity::share as percent;
use crate::text::key;
use crate::unit::{Unit, UnitKind};
use crate::workbook::{Cell, Value};

const HIGHER: [&str; 12] =
    ["≥", ">=", ">", "不低于", "不少于", "不小于", "至少", "大于等于", "大于", "高于", "超过", "达到"];
const LOWER: [&str; 13] =
    ["≤", "<=", "<", "不高于", "不超过", "不大于", "不多于", "至多", "最多", "小于等于", "小于", "低于", "少于"];

/// A target's text without its sign, and the direction that the sign tells.
fn direction(word: &str) -> (&str, Option<Direction>) {
    for (signs, direction) in [(&HIGHER[..], Direction::Higher), (&LOWER[..], Direction::Lower)] {
        for sign in signs {
            if let Some(rest) = word.strip_prefix(sign) {
                return (rest.trim_start_matches(['于', '=']), Some(direction));
            }
        }
    }
    for (ends, direction) in
        [(["及以上", "以上", "或以上"], Direction::Higher), (["及以下", "以下", "以内"], Direction::Lower)]
    {
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
    match target_of(cell, &mut draft.unit) {
        Ok(target) => draft.target = target,
        Err(code) => {
            draft.target_broken = true;
            findings.add(Problem::new(code, &at).with("text", shown(cell)).with("unit", &draft.unit.text));
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
    target_of(cell, &mut unit.clone()).unwrap_or_else(|code| {
        findings.add(Problem::new(code, &at).with("text", shown(cell)).with("unit", &unit.text));
        None
    })
}

/// A target as typed; its cell may settle the unit.
pub(super) fn target_of(cell: &Cell, unit: &mut Unit) -> Result<Option<Target>, Code> {
    let typed = shown(cell);
    let (tidied, _) = scale::split(&typed);
    let (bare, direction) = direction(&tidied);
    let bare = bare.split('(').next().unwrap_or(bare).trim_start_matches("目标");
    if bare.is_empty() || number::is_not_applicable(&typed) {
        return Ok(None);
    }
    if unit.kind == UnitKind::Plain && unit.text.is_empty() && bare.ends_with(['%', '‰']) {
        *unit = Unit::percent();
    }
    let of_each_day = bare.split_once('/').is_some_and(|(_, time)| is_shorter(time));
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

/// 100件/天: a count of each day is none of the month's, which the value is.
fn is_shorter(time: &str) -> bool {
    const SHORTER: [&str; 12] = ["天", "日", "周", "星期", "工作日", "小时", "班", "day", "week", "hour", "d", "h"];
    SHORTER.contains(&key(time).trim_start_matches("每").trim_start_matches('个'))
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
    if typed.is_percent() || unit.is_percent() {
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
