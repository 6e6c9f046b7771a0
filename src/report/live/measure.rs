//! Measures combined over one person's rows.

use super::{At, Span, number, text};
use crate::book::Content;
use crate::model::{Aggregate, Role};
use crate::score::{Combined, CombinedValue};

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

/// The combined measure: a formula over the person's cells in `column`; 不适用, a blank and a value without a cell of
/// its own (no row) stand as given in `absent`.
///
/// `SUM`, `AVERAGE`, `MAX` and `MIN` leave out texts, and so the rows where the measure is 不适用.
pub fn combined(role: &Role, measure: usize, found: &Combined, rows: Rows<'_>, column: u16, absent: &str) -> Content {
    let Some(definition) = role.measures.get(measure) else { return Content::Blank };
    let only = || found.rows.iter().filter_map(|row| rows.row_of(*row)).next_back();
    match &found.value {
        CombinedValue::NotApplicable | CombinedValue::Missing => Content::Text(absent.to_owned()),
        CombinedValue::Label(label) => match only() {
            Some(row) => text(At { sheet: rows.sheet, row, column, fixed: true }.to_string(), &**label),
            None => Content::Text(label.to_string()),
        },
        CombinedValue::Number(value) => {
            let Some(last) =
                u32::try_from(rows.rows.len()).ok().and_then(|n| rows.first.checked_add(n)?.checked_sub(1))
            else {
                return Content::Number(*value);
            };
            let span = Span::column(rows.sheet, column, rows.first, last);
            let function = match definition.aggregate {
                Aggregate::Sum => "SUM",
                Aggregate::Mean => "AVERAGE",
                Aggregate::Max => "MAX",
                Aggregate::Min => "MIN",
                Aggregate::Last => {
                    return match last_row(role, found, rows) {
                        Some(row) => number(At { sheet: rows.sheet, row, column, fixed: true }.to_string(), *value),
                        None => Content::Number(*value),
                    };
                }
            };
            number(format!("{function}({span})"), *value)
        }
    }
}

/// 期末: the output's row of the latest date, else of the lowest row of the input.
fn last_row(role: &Role, found: &Combined, rows: Rows<'_>) -> Option<u32> {
    let last = found.rows.iter().copied().max_by_key(|at| role.rows.get(*at).map(|row| (row.date, row.row)))?;
    rows.row_of(last)
}
