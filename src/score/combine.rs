//! A person's rows of a role's data sheet combined into one value per measure.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Combined;
use crate::cell::CellRef;
use crate::model::{Aggregate, DataRow, Department, Measure, MeasureValue, Role};
use crate::problem::{Code, Problem};

/// Every person's combined measures: by role, then by id.
pub(super) type CombinedRoles<'a> = Vec<BTreeMap<&'a str, Vec<Combined>>>;

/// Combines all rows of all roles. A person with a posting but no row has no entry.
pub(super) fn department<'a>(department: &'a Department, problems: &mut Vec<Problem>) -> CombinedRoles<'a> {
    department.roles.iter().map(|role| combine_role(role, problems)).collect()
}

fn combine_role<'a>(role: &'a Role, problems: &mut Vec<Problem>) -> BTreeMap<&'a str, Vec<Combined>> {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, row) in role.rows.iter().enumerate() {
        rows.entry(&*row.id).or_default().push(index);
    }
    rows.into_iter()
        .map(|(id, rows)| {
            let measures =
                role.measures.iter().enumerate().map(|(at, measure)| combine(role, at, measure, &rows, problems));
            (id, measures.collect())
        })
        .collect()
}

/// What a person without a row has.
pub(super) const fn nothing() -> Combined {
    Combined { value: MeasureValue::Missing, rows: Vec::new(), previous: None, year_ago: None }
}

fn combine(role: &Role, at: usize, measure: &Measure, rows: &[usize], problems: &mut Vec<Problem>) -> Combined {
    let made = |value: MeasureValue, rows: Vec<usize>| Combined { value, rows, previous: None, year_ago: None };
    let read = |index: &usize| {
        let row = role.rows.get(*index)?;
        // A row of the other sheet says nothing of this measure.
        let value = row.readings.get(at)?.value.as_ref()?;
        Some((*index, row, value))
    };
    let filled: Vec<(usize, &DataRow, &MeasureValue)> =
        rows.iter().filter_map(read).filter(|(_, _, value)| **value != MeasureValue::NotApplicable).collect();
    if filled.is_empty() {
        // Rows that all say 不适用; without a reading at all nobody filled it in.
        let value = if rows.iter().filter_map(read).next().is_some() {
            MeasureValue::NotApplicable
        } else {
            MeasureValue::Missing
        };
        return made(value, Vec::new());
    }
    let indexes: Vec<usize> = filled.iter().map(|(index, ..)| *index).collect();
    if filled.iter().any(|(_, _, value)| **value == MeasureValue::Missing) {
        return made(MeasureValue::Missing, indexes);
    }
    if measure.aggregate == Aggregate::Last {
        // The latest date; rows without one come before dated ones, and of equals the lowest row counts.
        let last = filled.iter().max_by_key(|(_, row, _)| (row.date, row.row));
        return match last {
            Some((index, _, MeasureValue::Number(number))) => made(MeasureValue::Number(*number), vec![*index]),
            Some((index, _, MeasureValue::Label(label))) => made(MeasureValue::Label(label.clone()), vec![*index]),
            _ => made(MeasureValue::Missing, indexes),
        };
    }
    let labels: Vec<_> = filled
        .iter()
        .filter_map(|(_, row, value)| match value {
            MeasureValue::Label(label) => Some((row, label)),
            _ => None,
        })
        .collect();
    if let Some((row, label)) = labels.first() {
        let all_same = labels.len() == filled.len() && labels.iter().all(|(_, other)| other == label);
        if !all_same {
            problems.push(
                Problem::new(Code::LabelInCalculation, &cell(role, row, at))
                    .with("label", label)
                    .with("measure", &measure.name)
                    .with("reason", "rows"),
            );
        }
        return made(MeasureValue::Label((*label).clone()), indexes);
    }
    let numbers: Vec<Decimal> = filled
        .iter()
        .filter_map(|(_, _, value)| match value {
            MeasureValue::Number(number) => Some(*number),
            _ => None,
        })
        .collect();
    match aggregate(measure.aggregate, &numbers) {
        Some(number) => made(MeasureValue::Number(number), indexes),
        None => {
            if let Some((_, row, _)) = filled.first() {
                problems.push(
                    Problem::new(Code::ScoreOverflow, &cell(role, row, at))
                        .with("kpi", &measure.name)
                        .with("id", &row.id),
                );
            }
            made(MeasureValue::Missing, indexes)
        }
    }
}

/// `None` beyond 28 digits.
fn aggregate(how: Aggregate, numbers: &[Decimal]) -> Option<Decimal> {
    let sum = || numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number));
    match how {
        Aggregate::Sum => sum(),
        Aggregate::Mean => sum()?.checked_div(Decimal::from(numbers.len())),
        Aggregate::Max => numbers.iter().copied().max(),
        Aggregate::Min => numbers.iter().copied().min(),
        Aggregate::Last => numbers.last().copied(),
    }
}

/// The cell of a measure in a row; the row's first cell where the sheet lacks the column.
pub(super) fn cell(role: &Role, row: &DataRow, measure: usize) -> CellRef {
    let column = row.readings.get(measure).and_then(|reading| reading.column).unwrap_or_default();
    let sheet = if row.is_marking { &role.marks_sheet } else { &role.data_sheet };
    CellRef { sheet: sheet.clone().unwrap_or_else(|| role.name.clone()), row: row.row, column }
}
