//! Marks of one KPI on two scales: 9 by one rater and 85 by another are both out of ten, or both out of a hundred, in the sheet.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::findings::Findings;
use super::table::Table;
use crate::decimal;
use crate::model::{DataRow, Kpi, Marking, Marks, MeasureValue};
use crate::problem::{Code, Place, Problem};
use crate::text::key;

/// Full points from which on a tenth of them is no mark that people give beside half of them.
const WIDE: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// A mark of a column.
struct Given<'a> {
    row: u32,
    marking: &'a Marking,
    value: Decimal,
}

/// Tells of them. Levels and criteria of ranges say what each mark means.
pub(super) fn tell(
    table: &Table<'_>,
    (column, kpi, marks): (u16, &Kpi, &Marks),
    (rows, markings): (&[DataRow], &[Marking]),
    findings: &mut Findings,
) {
    let full = marks.bounds.1;
    if full < WIDE || marks.bounds.0 < Decimal::ZERO || !marks.levels.is_empty() || marks.ranged {
        return;
    }
    let given: Vec<Given<'_>> = rows
        .iter()
        .zip(markings)
        .filter_map(|(row, marking)| {
            let reading = row.readings.iter().find(|reading| reading.column == Some(column))?;
            let MeasureValue::Number(value) = reading.value.as_ref()? else { return None };
            Some(Given { row: row.row, marking, value: *value })
        })
        .collect();
    let (Some(tenth), Some(half)) = (full.checked_div(Decimal::TEN), full.checked_div(Decimal::TWO)) else { return };
    let is_low = |mark: &Given<'_>| mark.value > Decimal::ZERO && mark.value <= tenth;
    let high = given.iter().filter(|mark| mark.value >= half);
    // The first high mark, and the first of each person.
    let mut of_person: BTreeMap<String, &Given<'_>> = BTreeMap::new();
    for mark in high.clone() {
        of_person.entry(key(&mark.marking.id)).or_insert(mark);
    }
    // Raters several of whose marks are all low.
    let mut raters: BTreeMap<String, (usize, bool)> = BTreeMap::new();
    for mark in given.iter().filter(|mark| !mark.marking.rater.is_empty()) {
        let (count, low) = raters.entry(key(&mark.marking.rater)).or_insert((0, true));
        *count = count.saturating_add(1);
        *low &= is_low(mark);
    }
    let gives_low = |mark: &Given<'_>| matches!(raters.get(&key(&mark.marking.rater)), Some((2.., true)));
    let first_high = high.clone().next();
    let beside = |mark: &Given<'_>| {
        let own = of_person.get(&key(&mark.marking.id)).copied();
        own.or_else(|| first_high.filter(|_| gives_low(mark)))
    };
    let mut found = given.iter().filter(|mark| is_low(mark)).filter_map(|mark| Some((mark, beside(mark)?)));
    let Some((mark, other)) = found.next() else { return };
    findings.add(
        Problem::new(Code::MarksApart, Place::Cell(table.grid.at(mark.row, column)))
            .with("kpi", &kpi.name)
            .with("id", &mark.marking.id)
            .with("mark", decimal::plain(mark.value))
            .with("other", decimal::plain(other.value))
            .with("cell", table.grid.at(other.row, column).a1())
            .with("full", decimal::plain(full))
            .with("count", found.count().saturating_add(1)),
    );
}
