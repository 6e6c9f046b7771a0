//! Sums over a person's rows that hardly mean what they say: a share or a price added up, a target that each row repeats.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::findings::Findings;
use super::table::Table;
use crate::model::{Aggregate, DataRow, Measure, MeasureValue};
use crate::problem::{Code, Problem};
use crate::text::key;

/// Names of figures that are one for the period, in the form of keys: each order or day that names them repeats them.
#[rustfmt::skip]
const OF_PERIOD: [&str; 12] = [
    "目标", "任务", "计划", "预算", "定额", "基数", "上期", "上月", "target", "quota", "plan", "budget",
];

/// Warns of them, each column once; `columns` are those of the measures.
pub(super) fn tell(
    table: &Table<'_>,
    columns: &[Option<u16>],
    rows: &[DataRow],
    measures: &[Measure],
    findings: &mut Findings,
) {
    for (index, (measure, column)) in measures.iter().zip(columns).enumerate() {
        let (Some(column), Aggregate::Sum) = (column, measure.aggregate) else { continue };
        let several = of_several_rows(rows, index);
        let name = key(&measure.name);
        let is_rate = measure.unit.is_percent() || measure.unit.text.contains('/');
        let is_repeated = measure.earlier.is_some() || OF_PERIOD.iter().any(|word| name.contains(word));
        let repeats =
            |values: &Vec<Decimal>| values.iter().all(|value| !value.is_zero() && Some(value) == values.first());
        let why = match several.first() {
            None => continue,
            Some(_) if is_rate => "rate",
            Some(_) if is_repeated && several.iter().all(repeats) => "repeated",
            Some(_) => continue,
        };
        let at = table.grid.at(table.header, *column);
        let problem = Problem::new(Code::SumDoubtful, &at).with("measure", &measure.name).with("why", why);
        findings.add(problem.with("count", several.len()));
    }
}

/// The numbers of a measure of each person who has more than one.
fn of_several_rows(rows: &[DataRow], measure: usize) -> Vec<Vec<Decimal>> {
    let mut of_people: BTreeMap<&str, Vec<Decimal>> = BTreeMap::new();
    for row in rows {
        if let Some(Some(MeasureValue::Number(number))) = row.readings.get(measure).map(|reading| &reading.value) {
            of_people.entry(&*row.id).or_default().push(*number);
        }
    }
    of_people.into_values().filter(|numbers| numbers.len() > 1).collect()
}
