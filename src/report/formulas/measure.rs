//! Measures combined over one person's rows.

use super::{At, Span, States};
use crate::model::{Aggregate, Kpi, MeasureValue, Role};
use crate::output::{Content, Value};
use crate::rule::Main;
use crate::score::Combined;

/// Where one person's data rows of a role stand: a run of rows, one column for each measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rows<'a> {
    /// The sheet; `None` for the formula's own.
    pub sheet: Option<&'a str>,
    /// The rows by index in [`Role::rows`], in the order in which they stand in the output, without a gap.
    pub rows: &'a [usize],
    /// Zero-based row of the first of them.
    pub first: u32,
}

impl Rows<'_> {
    /// The output's row of a data row.
    fn row_of(&self, data_row: usize) -> Option<u32> {
        let at = self.rows.iter().position(|row| *row == data_row)?;
        self.first.checked_add(u32::try_from(at).ok()?)
    }
}

/// Rows whose 期末 a formula can look for: each takes a level of nested IFs.
const MOST_LOOKED_AT: usize = 30;

/// The combined measure: a formula over the person's cells in `column`. As in the program a blank makes it missing, cells that
/// say 不适用 are left out, and where all do it does not apply; anything else that is no number is an error, and no figure.
/// A value without a cell of its own (no row) stands as a constant.
pub fn combined(
    role: &Role,
    measure: usize,
    found: &Combined,
    rows: Rows<'_>,
    column: u16,
    states: &States,
) -> Content {
    let Some(definition) = role.measures.get(measure) else { return Content::Blank };
    let cached = match &found.value {
        MeasureValue::NotApplicable => Value::Text(states.absent.clone()),
        MeasureValue::Missing => Value::Text(states.missing.clone()),
        MeasureValue::Label(label) => Value::Text(label.to_string()),
        MeasureValue::Number(value) => Value::Number(*value),
    };
    let count = rows.rows.len();
    let last = u32::try_from(count).ok().and_then(|n| rows.first.checked_add(n)?.checked_sub(1));
    let (Some(last), true) = (last, count > 0) else { return constant(cached) };
    let at = |row| At { sheet: rows.sheet, row, column, fixed: true }.to_string();
    let span = Span::column(rows.sheet, column, rows.first, last).to_string();
    let (absent, missing, marked) = (states.absent_text(), states.missing_text(), states.marked(&span));
    // Rows of the other sheet only: nobody filled it in.
    let says = |row: &usize| {
        let reading = role.rows.get(*row).and_then(|row| row.readings.get(measure));
        reading.is_some_and(|reading| reading.value.is_some())
    };
    if !rows.rows.iter().any(says) {
        return constant(cached);
    }
    if holds_labels(role, measure) {
        // Rows that agree on a label: any of them is the label.
        return match (count, found.rows.iter().filter_map(|row| rows.row_of(*row)).next_back()) {
            (1, _) => {
                Content::Formula(format!("IF(COUNTBLANK({span})>0,{missing},IF({marked}>0,{absent},{span}))"), cached)
            }
            (_, Some(row))
                if matches!(cached, Value::Text(_) | Value::Number(_)) && found.value != MeasureValue::Missing =>
            {
                Content::Formula(at(row), cached)
            }
            _ => constant(cached),
        };
    }
    let value = match definition.aggregate {
        Aggregate::Sum => format!("SUM({span})"),
        Aggregate::Mean => format!("AVERAGE({span})"),
        Aggregate::Max => format!("MAX({span})"),
        Aggregate::Min => format!("MIN({span})"),
        Aggregate::Last if count == 1 => span.clone(),
        Aggregate::Last if count <= MOST_LOOKED_AT => latest(role, rows, &at),
        Aggregate::Last => match last_row(role, found, rows) {
            Some(row) => at(row),
            None => return constant(cached),
        },
    };
    let number = format!("COUNT({span})={count}");
    let some = if count == 1 {
        format!("IF({marked}>0,{absent},NA())")
    } else {
        format!("IF(COUNT({span})+{marked}<{count},NA(),IF(COUNT({span})=0,{absent},{value}))")
    };
    Content::Formula(format!("IF({number},{value},IF(COUNTBLANK({span})>0,{missing},{some}))"), cached)
}

fn constant(value: Value) -> Content {
    match value {
        Value::Number(number) => Content::Number(number),
        Value::Text(text) => Content::Text(text),
        _ => Content::Blank,
    }
}

/// Whether some KPI of the role takes the measure by its labels.
fn holds_labels(role: &Role, measure: usize) -> bool {
    let takes = |kpi: &Kpi| matches!(kpi.rule.main, Main::Labels(_)) && kpi.formula.single_measure() == Some(measure);
    role.kpis.iter().any(takes)
}

/// 期末 among several rows: the latest that holds a number.
fn latest(role: &Role, rows: Rows<'_>, at: &dyn Fn(u32) -> String) -> String {
    let mut order: Vec<usize> = rows.rows.to_vec();
    order.sort_by_key(|row| std::cmp::Reverse(role.rows.get(*row).map(|row| (row.date, row.row))));
    let cells: Vec<String> = order.iter().filter_map(|row| rows.row_of(*row)).map(at).collect();
    let mut formula = String::new();
    let mut depth = 0_usize;
    for (number, cell) in cells.iter().enumerate() {
        if number.saturating_add(1) == cells.len() {
            formula.push_str(cell);
        } else {
            formula.push_str(&format!("IF(ISNUMBER({cell}),{cell},"));
            depth = depth.saturating_add(1);
        }
    }
    formula + &")".repeat(depth)
}

/// 期末: the output's row of the latest date, else of the lowest row of the input.
fn last_row(role: &Role, found: &Combined, rows: Rows<'_>) -> Option<u32> {
    let last = found.rows.iter().copied().max_by_key(|at| role.rows.get(*at).map(|row| (row.date, row.row)))?;
    rows.row_of(last)
}
