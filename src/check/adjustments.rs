//! 加减分: what is added to or taken from a person's total.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::findings::Findings;
use super::grid::{shown, tidy};
use super::number::{self, Typed};
use super::people::{self, Staff, unknown_choice};
use super::reasons;
use super::row_dates::{self, When};
use super::table::{Table, bare, brackets, is_only_total};
use crate::lang::Lang;
use crate::model::layout::{Choice, Column};
use crate::model::{Adjustment, AdjustmentKind, Appraisal};
use crate::problem::{Code, Place, Problem};
use crate::text::key;
use crate::unit::{Unit, UnitKind};

/// What reading 加减分 needs to know.
pub(super) struct Context<'a> {
    pub(super) appraisal: &'a Appraisal,
    /// The period is known, so that dates can be compared with it.
    pub(super) period_known: bool,
    pub(super) staff: &'a Staff,
    /// 人员名单 was read: an id that is not in it is unknown.
    pub(super) staff_read: bool,
    pub(super) lang: Lang,
}

const KINDS: [(Choice, AdjustmentKind); 4] = [
    (Choice::Bonus, AdjustmentKind::Bonus),
    (Choice::Penalty, AdjustmentKind::Penalty),
    (Choice::Veto, AdjustmentKind::Veto),
    (Choice::Calibration, AdjustmentKind::Calibration),
];

/// Reads the rows. Each cell of a row is looked at, whatever is wrong with the others.
pub(super) fn read(table: &Table<'_>, context: &Context<'_>, findings: &mut Findings) -> Vec<Adjustment> {
    let (appraisal, staff, lang) = (context.appraisal, context.staff, context.lang);
    let mut rows: Vec<Adjustment> = Vec::new();
    let year = appraisal.period.first_day().year();
    let days = row_dates::column_of_days(table);
    headed(table, findings);
    for row in table.rows.iter().copied() {
        let month = context.period_known.then_some(appraisal.period);
        let date = people::read_date(table, row, days, year, month, findings);
        let reason = table.words(row, Column::Reason, findings);
        let at = table.at(row, Column::Id);
        let owner = owner(table, row, context, findings);
        let kind = kind(table, row, lang, findings);
        let points = match kind {
            Some(AdjustmentKind::Veto) => Some(None),
            Some(kind) => points(table, row, kind, appraisal.decimals, lang, findings).map(Some),
            // The kind decides the sign only: what is no number is none under any.
            None => points_of_no_kind(table, row, findings),
        };
        if kind == Some(AdjustmentKind::Calibration) && reason.as_ref().is_some_and(String::is_empty) {
            let place = if table.column(Column::Reason).is_some() { table.at(row, Column::Reason) } else { at.clone() };
            let typed = |column| table.cell(row, column).map(shown).unwrap_or_default();
            let (id, name) = match &owner {
                Some((id, name)) => (id.to_string(), name.to_string()),
                None => (typed(Column::Id), typed(Column::Name)),
            };
            findings.add(Problem::new(Code::CalibrationWithoutReason, &place).with("id", id).with("name", name));
        }
        let (Some((id, name)), Some(kind)) = (owner, kind) else { continue };
        if let Some((column, why, text)) = unclear(table, row, kind) {
            findings.add(
                Problem::new(Code::AdjustmentUnclear, &table.grid.at(row, column))
                    .with("why", why)
                    .with("id", &id)
                    .with("name", &name)
                    .with("column", tidy(&table.grid.text(table.header, column)))
                    .with("text", text),
            );
            continue;
        }
        let (Some(points), Ok(date), Some(reason)) = (points, date, reason) else { continue };
        let second = kind == AdjustmentKind::Calibration
            && rows.iter().any(|r| r.kind == AdjustmentKind::Calibration && r.id == id);
        if second {
            findings.add(Problem::new(Code::CalibrationTwice, &at).with("id", &id).with("name", &name));
            continue;
        }
        // 奖金 200 typed where points stand.
        let added = matches!(kind, AdjustmentKind::Bonus | AdjustmentKind::Penalty);
        if added && points.is_some_and(|points| points > Decimal::ONE_HUNDRED) {
            findings.add(
                Problem::new(Code::AdjustmentLarge, &table.at(row, Column::Points))
                    .with("id", &id)
                    .with("name", &name)
                    .with("points", points.map(crate::decimal::plain).unwrap_or_default()),
            );
        }
        let adjustment = Adjustment { id, kind, points, reason, date, at };
        let when = When::of(table, row, (date, days), Some(appraisal.period));
        let undated_in = month.filter(|_| when.is_none());
        if let Some((why, text)) = reasons::contradicts(&adjustment.reason, kind, points, undated_in) {
            findings.add(
                Problem::new(Code::AdjustmentDoubtful, &table.at(row, Column::Reason))
                    .with("why", why)
                    .with("id", &adjustment.id)
                    .with("name", &name)
                    .with("kind", if kind == AdjustmentKind::Bonus { "bonus" } else { "penalty" })
                    .with("points", points.map(crate::decimal::plain).unwrap_or_default())
                    .with("text", text),
            );
        }
        if dated(table, (row, when), &adjustment, &name, context, findings) {
            rows.push(adjustment);
        }
    }
    doubled(&rows, staff, findings);
    rows
}

/// Words for nothing that happened, in the form of keys.
const NONE: [&str; 13] = [
    "无",
    "没有",
    "未发生",
    "没有发生",
    "未触发",
    "无此情况",
    "不涉及",
    "否",
    "no",
    "none",
    "nil",
    "false",
    "notvetoed",
];

/// Headings of how often a row counts, in the form of keys.
const TIMES: [&str; 8] = ["次数", "数量", "件数", "倍数", "times", "count", "quantity", "qty"];

/// What a cell of a row of 一票否决 says where it says that there is none. `or_dash`: a dash does, too.
fn says_none(table: &Table<'_>, row: u32, column: Column, or_dash: bool) -> Option<String> {
    let typed = table.cell(row, column).map(shown)?;
    let none = NONE.contains(&key(&typed).as_str()) || or_dash && number::is_not_applicable(&typed);
    none.then_some(typed)
}

/// Where a row contradicts itself: the column, why, and what stands there.
fn unclear(table: &Table<'_>, row: u32, kind: AdjustmentKind) -> Option<(u16, &'static str, String)> {
    let of = |column: Column, why, text| Some((table.column(column)?, why, text));
    if kind == AdjustmentKind::Veto {
        for (column, or_dash) in [(Column::Points, false), (Column::Reason, true)] {
            if let Some(text) = says_none(table, row, column, or_dash) {
                return of(column, "none", text);
            }
        }
    }
    if let Some(reason) = table.cell(row, Column::Reason).map(shown).filter(|reason| is_only_total(reason)) {
        return of(Column::Reason, "total", reason);
    }
    let points = table.cell(row, Column::Points).map(shown).unwrap_or_default();
    if kind == AdjustmentKind::Calibration && tidy(&points).starts_with('+') {
        return of(Column::Points, "signed", points);
    }
    let value = match number::read(&points, &Unit::read("分")) {
        Typed::Number { value, percent: false } => Some(value),
        _ => None,
    };
    // 2 beside 上调2分 is what is added, and no total.
    if let (AdjustmentKind::Calibration, Some(value)) = (kind, value)
        && let Some(reason) = table.cell(row, Column::Reason).map(shown).filter(|reason| reasons::adds(reason, value))
    {
        return of(Column::Reason, "signed", reason);
    }
    if matches!(kind, AdjustmentKind::Veto | AdjustmentKind::Calibration) {
        return None;
    }
    let (column, _) = table.others.iter().find(|(_, header)| TIMES.contains(&bare(header).as_str()))?;
    let text = table.grid.seen(row, *column).map(shown)?;
    let many = matches!(number::read(&text, &Unit::read("次")), Typed::Number { value, .. } if value != Decimal::ONE);
    many.then_some((*column, "times", text))
}

/// Whose row it is: the id as 人员名单 writes it, and the name there.
fn owner(table: &Table<'_>, row: u32, context: &Context<'_>, findings: &mut Findings) -> Option<(Arc<str>, Arc<str>)> {
    let typed = table.filled_words(row, Column::Id, context.lang, findings);
    let name = table.name_beside(row, findings);
    let typed = typed.filter(|_| context.staff_read)?;
    let Some((id, known)) = context.staff.find(&tidy(&typed)) else {
        findings.unmatched.unknown(&tidy(&typed), &name, None, &table.at(row, Column::Id));
        return None;
    };
    findings.unmatched.name(&name, known, id, false, &table.at(row, Column::Name));
    Some((Arc::clone(id), Arc::clone(known)))
}

fn kind(table: &Table<'_>, row: u32, lang: Lang, findings: &mut Findings) -> Option<AdjustmentKind> {
    let word = table.filled_words(row, Column::AdjustmentKind, lang, findings)?;
    let found = KINDS.iter().find(|(choice, _)| choice.word().matches(&word)).map(|(_, kind)| *kind);
    if found.is_none() {
        let allowed: Vec<_> = KINDS.iter().map(|(choice, _)| choice.name(lang)).collect();
        let at = table.at(row, Column::AdjustmentKind);
        findings.add(unknown_choice(&at, Column::AdjustmentKind.name(lang), &word, &allowed));
    }
    found
}

/// Tells of a date outside the period or the person's days; whether the row counts: it does, but for people who are not
/// there in the period at all.
fn dated(
    table: &Table<'_>,
    (row, when): (u32, Option<When>),
    adjustment: &Adjustment,
    name: &str,
    context: &Context<'_>,
    findings: &mut Findings,
) -> bool {
    let staff = context.staff;
    let period = context.appraisal.period;
    let mut postings = staff.postings_of(&adjustment.id).peekable();
    let problem = |at: &crate::cell::CellRef, why: &str| {
        Problem::new(Code::AdjustmentOutside, at)
            .with("why", why)
            .with("id", &adjustment.id)
            .with("name", name)
            .with("date", when.map(|when| when.to_string()).unwrap_or_default())
            .with("period", period)
    };
    if postings.peek().is_none() {
        if staff.is_absent(&adjustment.id) {
            findings.add(problem(&adjustment.at, "absent"));
        }
        return false;
    }
    if staff.is_nowhere_appraised(&adjustment.id) {
        findings.add(problem(&adjustment.at, "left-out"));
        return true;
    }
    let (Some(when), true) = (when, context.period_known) else { return true };
    let at = table.at(row, when.column());
    if !when.meets(period) {
        findings.add(problem(&at, "period"));
    } else if !postings.any(|p| when.is_held(p)) && !staff.doubtful.contains(&key(&adjustment.id)) {
        findings.add(problem(&at, "days"));
    }
    true
}

/// Tells of points under a heading of something else: 分值(元), 分值(%).
fn headed(table: &Table<'_>, findings: &mut Findings) {
    let Some(column) = table.column(Column::Points) else { return };
    let header = table.grid.text(table.header, column);
    let is_other = |unit: &Unit| !matches!(unit.kind, UnitKind::Plain | UnitKind::Score | UnitKind::Other(_));
    let above = brackets(&header, &|rest| Column::named(rest).contains(&Column::Points)).into_iter();
    let above = above.map(|said| (table.grid.at(table.header, column), Unit::read(&said)));
    let found = above.chain(table.unit_below(column)).find(|(_, unit)| is_other(unit));
    if let Some((at, unit)) = found {
        findings.add(
            Problem::new(Code::HeaderUnit, &at)
                .with("kind", "points")
                .with("text", tidy(&header))
                .with("unit", unit.text),
        );
    }
}

/// Tells of rows that repeat an earlier one; one without a date may be of any day.
fn doubled(rows: &[Adjustment], staff: &Staff, findings: &mut Findings) {
    type Alike<'a> = (&'a str, AdjustmentKind, Option<Decimal>, String);
    // The first of each day, and of no day.
    let mut seen: BTreeMap<Alike<'_>, BTreeMap<Option<NaiveDate>, &Adjustment>> = BTreeMap::new();
    for row in rows {
        let alike = (&*row.id, row.kind, row.points.map(|points| points.normalize()), key(&row.reason));
        let before = seen.entry(alike).or_default();
        let of_any_day = || if row.date.is_none() { before.values().next() } else { before.get(&None) };
        // Of two that no reason tells apart, one without a date is nothing strange.
        let found = before.get(&row.date).or_else(|| of_any_day().filter(|_| !row.reason.is_empty())).copied();
        before.entry(row.date).or_insert(row);
        if let Some(first) = found {
            let name = staff.find(&row.id).map(|(_, name)| name.to_string()).unwrap_or_default();
            findings.add(
                Problem::new(Code::AdjustmentTwice, Place::Cell(row.at.clone()))
                    .with("id", &row.id)
                    .with("name", name)
                    .with("other", first.at.a1())
                    .with("dates", if first.date == row.date { "same" } else { "half" }),
            );
        }
    }
}

/// Points beside a kind that can't be read.
fn points_of_no_kind(table: &Table<'_>, row: u32, findings: &mut Findings) -> Option<Option<Decimal>> {
    let text = table.words(row, Column::Points, findings)?;
    match number::read(&text, &Unit::read("分")) {
        Typed::Number { .. } | Typed::Blank | Typed::NotApplicable => Some(None),
        _ => {
            let at = table.at(row, Column::Points);
            findings.add(
                Problem::new(Code::NotANumber, &at)
                    .with("text", shown(table.cell(row, Column::Points)?))
                    .with("kind", "points"),
            );
            None
        }
    }
}

fn points(
    table: &Table<'_>,
    row: u32,
    kind: AdjustmentKind,
    decimals: u32,
    lang: Lang,
    findings: &mut Findings,
) -> Option<Decimal> {
    let text = table.filled_words(row, Column::Points, lang, findings)?;
    let at = table.at(row, Column::Points);
    let Typed::Number { value, percent: false } = number::read(&text, &Unit::read("分")) else {
        findings.add(Problem::new(Code::NotANumber, &at).with("text", &text).with("kind", "points"));
        return None;
    };
    let value = if kind == AdjustmentKind::Penalty { value.abs() } else { value };
    if value.normalize().scale() > decimals {
        findings.add(Problem::new(Code::PointsDecimals, &at).with("text", &text).with("decimals", decimals));
        return None;
    }
    if value.is_sign_negative() && !value.is_zero() {
        findings.add(Problem::new(Code::PointsNegative, &at).with("text", &text));
        return None;
    }
    Some(value)
}
