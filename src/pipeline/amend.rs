//! A workbook with one cell changed.

use crate::problem::Problem;
use crate::workbook::amend;

/// The bytes of a workbook with another text in one cell, `G5` of a sheet, and nothing else changed.
///
/// # Errors
/// A refusal where that can't be: another format than .xlsx and .xlsm, a formula in the cell, a file that is written unusually.
///
/// ```
/// use scorebook::pipeline::{amended, rule_cells};
///
/// let bytes = include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx");
/// let mended = amended(bytes, "考核指标", "G5", "每低1%扣1分，扣完为止").map_err(|problem| problem.code)?;
/// let (before, after) = (rule_cells(bytes), rule_cells(&mended));
/// assert_eq!(after.first().map(|rule| rule.sentence.as_str()), Some("每低1%扣1分，扣完为止"));
/// assert_eq!(before.get(1..), after.get(1..));
/// # Ok::<(), scorebook::pipeline::Code>(())
/// ```
pub fn amended(bytes: &[u8], sheet: &str, cell: &str, text: &str) -> Result<Vec<u8>, Problem> {
    amend::amended(bytes, sheet, cell, text)
}
