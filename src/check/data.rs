//! Data sheets: rows of readings per person, numbers under their units, and what is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::blocks;
use super::context::RoleData;
use super::doubtful_sums;
use super::findings::Findings;
use super::grid::{shown, tidy};
use super::headings::Headings;
use super::hidden;
use super::number::{self, Typed};
use super::plausible::{self, MarkScale};
use super::qualified_headings;
use super::repeated_rows;
use super::rows::{self, Row};
use super::table::{GREATEST_SHARE, Table, missing_column, shown_otherwise, unreadable};
use crate::cell::CellRef;
use crate::decimal;
use crate::model::layout::Column;
use crate::model::{Aggregate, DataRow, Measure, MeasureValue, MissingPolicy, Reading};
use crate::problem::{Code, Place, Problem};
use crate::quantity::share::{self as percent, Reading as Share};
use crate::text::key;
use crate::unit::{Unit, UnitKind};
use crate::workbook::{Cell, Value};

/// The columns 上期X and 去年同期X of a sheet as measures of their own.
pub(super) fn add_earlier(table: &Table<'_>, headings: &Headings, measures: &mut Vec<Measure>) {
    for (_, header) in &table.others {
        if headings.find(header).is_none()
            && let Some(back) = headings.earlier(header, measures)
            && let Some(of) = measures.get(back.of).cloned()
            && measures.iter().all(|known| known.earlier != Some(back))
        {
            measures.push(Measure { name: Arc::from(tidy(header)), earlier: Some(back), ..of });
        }
    }
}

enum Raw {
    Done(MeasureValue),
    Bare(Decimal),
}

/// Reads the rows of a role's data sheet.
pub(super) fn read(table: &Table<'_>, role: &RoleData<'_>, findings: &mut Findings) -> Vec<DataRow> {
    let columns = columns(table, role, findings);
    let scales = [role.scales.to_vec(), scales_of_headings(table, role.measures, &columns)].concat();
    let role = &RoleData { scales: &scales, ..*role };
    let read: Vec<u16> = table.columns.values().copied().chain(columns.iter().copied().flatten()).collect();
    hidden::tell(table, &read, findings);
    // Every row is read, whoever it belongs to: a mistake in one cell hides none in another.
    let (own, mut others): (Vec<Row>, Vec<Row>) =
        rows::read(table, role, findings).into_iter().partition(|row| row.counts);
    // A row with nothing in it but a mistaken id is not asked for what it lacks.
    let filled = |row: u32| columns.iter().flatten().any(|column| table.grid.own(row, *column).is_some());
    others.iter_mut().filter(|row| !filled(row.row)).for_each(|row| row.asked_of = None);
    let undated: BTreeSet<u32> = own.iter().filter(|row| row.date_broken).map(|row| row.row).collect();
    let mut rows: Vec<DataRow> = own.into_iter().map(Row::of_data).collect();
    for (index, measure) in role.measures.iter().enumerate() {
        let column = columns.get(index).copied().flatten();
        let raws: Vec<Raw> = rows
            .iter()
            .map(|row| match column {
                None => Raw::Done(MeasureValue::Missing),
                Some(column) => raw(table, row.row, column, measure, index, role, findings),
            })
            .collect();
        if let Some(column) = column {
            for other in &others {
                let raw = raw(table, other.row, column, measure, index, role, findings);
                if let (Raw::Done(MeasureValue::Missing), Some(id)) = (raw, &other.asked_of) {
                    missing(table, role, (other.row, column), (index, id), findings);
                }
            }
        }
        let share = if measure.unit.is_percent() && measure.unit.factor >= percent::HUNDREDTH {
            shares(table, column, &rows, &raws, findings)
        } else {
            Share::Exact
        };
        for (row, raw) in rows.iter_mut().zip(raws) {
            let value = match raw {
                Raw::Done(value) => value,
                // ‰ says itself what a bare number is.
                Raw::Bare(number) if measure.unit.factor < percent::HUNDREDTH => MeasureValue::Number(
                    number.checked_mul(measure.unit.factor).map_or(number, |share| share.normalize()),
                ),
                Raw::Bare(number) => MeasureValue::Number(percent::share(number, share)),
            };
            // 上期X is kept in the unit of X, whatever its own heading says.
            let of = measure.earlier.and_then(|earlier| role.measures.get(earlier.of));
            let value = match (value, of) {
                (MeasureValue::Number(number), Some(of)) if !of.unit.is_percent() => {
                    MeasureValue::Number(measure.unit.convert(number, &of.unit).unwrap_or(number))
                }
                (value, _) => value,
            };
            if let (MeasureValue::Missing, Some(column)) = (&value, column) {
                missing(table, role, (row.row, column), (index, &row.id), findings);
            }
            row.readings.push(Reading { column, value: Some(value) });
        }
    }
    let dated: Vec<&DataRow> = rows.iter().filter(|row| !undated.contains(&row.row)).collect();
    last_rows(table, role, &dated, findings);
    repeated_rows::tell(table, &columns, &dated, findings);
    doubtful_sums::tell(table, &columns, &rows, role.measures, findings);
    blocks::tell(table, &columns, &rows, findings);
    rows
}

/// Tells of a cell that nobody filled in, where 报错 asks for it.
fn missing(
    table: &Table<'_>,
    role: &RoleData<'_>,
    (row, column): (u32, u16),
    (index, id): (usize, &str),
    findings: &mut Findings,
) {
    let Some(measure) = role.measures.get(index) else { return };
    let needed = role.used.contains(&index) && measure.earlier.is_none();
    if needed && role.appraisal.missing == MissingPolicy::Error && !role.staff.is_left_out(id, role.index) {
        findings.add(
            Problem::new(Code::MissingValue, Place::Cell(table.grid.at(row, column)))
                .with("measure", &measure.name)
                .with("id", if id.is_empty() { "blank" } else { id }),
        );
    }
}

/// The scales of marks that headings name: 满意度(5分制).
fn scales_of_headings(table: &Table<'_>, measures: &[Measure], columns: &[Option<u16>]) -> Vec<MarkScale> {
    let of_column = |(index, measure): (usize, &Measure)| {
        let column = columns.get(index).copied().flatten()?;
        let most = plausible::scale_of_heading(&table.grid.text(table.header, column), measure)?;
        Some(MarkScale { measure: index, most })
    };
    measures.iter().enumerate().filter_map(of_column).collect()
}

fn columns(table: &Table<'_>, role: &RoleData<'_>, findings: &mut Findings) -> Vec<Option<u16>> {
    let headings = Headings::of(role.measures);
    let mut columns: Vec<Option<u16>> = vec![None; role.measures.len()];
    let mut doubled = false;
    // Columns of another figure under a measure's name, each with what tells it.
    let mut aside: BTreeMap<usize, (u16, String)> = BTreeMap::new();
    for (at, header) in &table.others {
        let Some(index) = headings.find(header) else { continue };
        let (Some(slot), Some(measure)) = (columns.get_mut(index), role.measures.get(index)) else { continue };
        let place = table.grid.at(table.header, *at);
        if let Some(said) = qualified_headings::otherwise(table, *at, measure, role.period) {
            aside.entry(index).or_insert((*at, said));
            continue;
        }
        if slot.is_some() {
            findings.add(Problem::new(Code::ColumnTwice, &place).with("column", &measure.name));
            doubled = true;
            continue;
        }
        *slot = Some(*at);
    }
    // One of the two may be the one that is missing, mistyped.
    for (index, measure) in role.measures.iter().enumerate().filter(|_| !doubled) {
        let lacks = columns.get(index).copied().flatten().is_none();
        if let Some((at, said)) = aside.get(&index) {
            let place = table.grid.at(table.header, *at);
            let header = tidy(&table.grid.text(table.header, *at));
            findings.add(if lacks && role.used.contains(&index) {
                Problem::new(Code::ColumnOtherwise, &place).with("column", header).with("said", said)
            } else {
                Problem::new(Code::ExtraColumn, &place).with("column", header)
            });
            continue;
        }
        if lacks && role.used.contains(&index) && measure.earlier.is_none() {
            let unmatched: Vec<(u16, &str)> = table
                .others
                .iter()
                .filter(|(_, header)| headings.find(header).is_none())
                .filter(|(_, header)| !qualified_headings::is_of_another_month(header, role.period))
                .map(|(at, header)| (*at, header.as_str()))
                .collect();
            findings.add(missing_column(&table.grid, table.header, &measure.name, &unmatched));
        }
    }
    columns
}

fn raw(
    table: &Table<'_>,
    row: u32,
    column: u16,
    measure: &Measure,
    index: usize,
    role: &RoleData<'_>,
    findings: &mut Findings,
) -> Raw {
    let at = table.grid.at(row, column);
    if let Some(area) = table.grid.merge(row, column).filter(|area| area.bottom > area.top) {
        findings.add(
            Problem::new(Code::MergedNumbers, Place::Cell(table.grid.at(area.top, area.left)))
                .with("measure", &measure.name),
        );
        return Raw::Done(MeasureValue::NotApplicable);
    }
    let Some(cell) = table.grid.own(row, column) else { return Raw::Done(MeasureValue::Missing) };
    // Where no score needs the figure, an error (a picture in a cell is one to every program but Excel) stands in nobody's way.
    let is_aside = role.used_known && !role.used.contains(&index) && measure.earlier.is_none();
    if let (Value::Error(error), true) = (&cell.value, is_aside) {
        findings.add(Problem::new(Code::ErrorAside, &at).with("text", error).with("column", "measure"));
        return Raw::Done(MeasureValue::Missing);
    }
    if !unreadable(cell, &at, findings) {
        return Raw::Done(MeasureValue::NotApplicable);
    }
    match value(cell, &measure.unit, &|text| label(text, index, role)) {
        Ok(raw) => {
            let number = match &raw {
                Raw::Done(MeasureValue::Number(number)) | Raw::Bare(number) => Some(*number),
                Raw::Done(_) => None,
            };
            if let Some(fault) = number.and_then(|number| plausible::fault(number, measure, index, role.scales)) {
                findings.add(plausible::problem(fault, &at, &shown(cell)));
            }
            seen(cell, &raw, measure, &at, findings);
            raw
        }
        Err(code) => {
            if let (Code::ShownOtherwise, Value::Number(held)) = (code, &cell.value) {
                findings.add(shown_otherwise(cell, *held, &at));
                return Raw::Done(MeasureValue::NotApplicable);
            }
            let labels: Vec<&str> =
                role.labels.iter().filter(|(i, _)| *i == index).map(|(_, label)| label.as_str()).collect();
            let code = if code == Code::NotANumber && !labels.is_empty() { Code::UnknownLabel } else { code };
            findings.add(
                Problem::new(code, &at)
                    .with("text", shown(cell))
                    .with("unit", &measure.unit.text)
                    .with("labels", labels.join(" / "))
                    .with("kind", "data"),
            );
            Raw::Done(MeasureValue::NotApplicable)
        }
    }
}

/// Notes a number that was read as it is seen, and warns of a share that is hardly one.
fn seen(cell: &Cell, raw: &Raw, measure: &Measure, at: &CellRef, findings: &mut Findings) {
    let (Raw::Bare(number) | Raw::Done(MeasureValue::Number(number))) = raw else { return };
    if let (Value::Number(held), Some(look)) = (&cell.value, &cell.look)
        && held != number
    {
        findings.add(
            Problem::new(Code::ShownConverted, at)
                .with("seen", look.text(*held))
                .with("number", decimal::plain(*held))
                .with("unit", if measure.unit.text.is_empty() { "blank" } else { &measure.unit.text }),
        );
    }
    // Bare numbers may be percent: the column decides.
    if matches!(raw, Raw::Done(_)) && measure.unit.is_percent() && number.abs() > GREATEST_SHARE {
        findings.add(Problem::new(Code::PercentDoubtful, at).with("text", shown(cell)));
    }
}

fn label(text: &str, index: usize, role: &RoleData<'_>) -> Option<Arc<str>> {
    let mut own = role.labels.iter().filter(|(i, _)| *i == index).peekable();
    own.peek()?;
    let wanted = key(text);
    own.find(|(_, label)| key(label) == wanted).map(|(_, label)| Arc::from(label.as_str()))
}

fn value(cell: &Cell, unit: &Unit, label: &dyn Fn(&str) -> Option<Arc<str>>) -> Result<Raw, Code> {
    let number = match &cell.value {
        Value::Number(number) if cell.percent && !number.is_zero() => {
            if !unit.is_percent() && unit.kind != UnitKind::Plain {
                return Err(Code::OtherUnit);
            }
            return Ok(Raw::Done(MeasureValue::Number(*number)));
        }
        Value::Number(held) => match &cell.look {
            Some(look) => number::seen(look, *held, unit).ok_or(Code::ShownOtherwise)?,
            None => Typed::Number { value: *held, percent: false },
        },
        Value::Text(typed) => number::read(typed, unit),
        _ => Typed::Nothing,
    };
    Ok(match number {
        Typed::Number { value, percent: false } if unit.is_percent() => Raw::Bare(value),
        Typed::Number { value, .. } => Raw::Done(MeasureValue::Number(value)),
        Typed::NotApplicable => Raw::Done(MeasureValue::NotApplicable),
        Typed::Blank => Raw::Done(MeasureValue::Missing),
        Typed::OtherUnit => return Err(Code::OtherUnit),
        Typed::Hyphen => return Err(Code::LoneHyphen),
        Typed::Nothing => match label(&shown(cell)) {
            Some(label) => Raw::Done(MeasureValue::Label(label)),
            None => return Err(Code::NotANumber),
        },
    })
}

/// Decides a % column once and says how it was read.
fn shares(table: &Table<'_>, column: Option<u16>, rows: &[DataRow], raws: &[Raw], findings: &mut Findings) -> Share {
    let bare: Vec<(u32, Decimal)> = rows
        .iter()
        .zip(raws)
        .filter_map(|(row, raw)| if let Raw::Bare(number) = raw { Some((row.row, *number)) } else { None })
        .collect();
    let share = percent::decide(bare.iter().map(|(_, n)| *n));
    let Some(column) = column else { return share };
    let header = table.grid.text(table.header, column);
    match share {
        Share::Mixed => {
            let first = percent::decide(bare.iter().map(|(_, n)| *n).filter(|n| !n.is_zero()).take(1));
            let odd = bare.iter().find(|(_, n)| !n.is_zero() && percent::decide(std::iter::once(*n)) != first);
            let row = odd.map_or(table.header, |(row, _)| *row);
            findings.add(
                Problem::new(Code::PercentMixed, Place::Cell(table.grid.at(row, column))).with("column", tidy(&header)),
            );
        }
        Share::Ratio | Share::Percent => findings.add(
            Problem::new(Code::PercentRead, Place::Cell(table.grid.at(table.header, column)))
                .with("column", tidy(&header))
                .with("reading", if share == Share::Ratio { "ratio" } else { "percent" }),
        ),
        Share::Exact => {}
    }
    share
}

/// 期末 takes the row of the latest date: two of them, or a row without date beside dated ones, leave that open.
fn last_rows(table: &Table<'_>, role: &RoleData<'_>, rows: &[&DataRow], findings: &mut Findings) {
    let mut told: BTreeSet<u32> = BTreeSet::new();
    for (index, measure) in role.measures.iter().enumerate() {
        if measure.aggregate != Aggregate::Last || !role.used.contains(&index) {
            continue;
        }
        let counts = |row: &&&DataRow| {
            row.readings.get(index).is_some_and(|reading| reading.value != Some(MeasureValue::NotApplicable))
        };
        let mut people: IndexMap<&str, Vec<&DataRow>> = IndexMap::new();
        for row in rows.iter().filter(counts) {
            people.entry(&row.id).or_default().push(row);
        }
        for (id, own) in people {
            let Some(latest) = own.iter().filter_map(|row| row.date).max() else { continue };
            let on_it: Vec<_> = own.iter().filter(|row| row.date == Some(latest)).collect();
            let (code, row) = match (on_it.as_slice(), own.iter().find(|row| row.date.is_none())) {
                ([_, second, ..], _) => (Code::LastTwice, second.row),
                (_, Some(undated)) => (Code::LastUndated, undated.row),
                _ => continue,
            };
            let at = table.at(row, Column::Date);
            if told.insert(row) {
                findings
                    .add(Problem::new(code, &at).with("measure", &measure.name).with("id", id).with("date", latest));
            }
        }
    }
}
