//! Reports: a scored department becomes the output workbooks and `results.json`, as values. Nothing here touches the file
//! system or the clock.

mod absence;
pub mod facts;
pub mod form_values;
pub mod formulas;
mod growth_notes;
mod marks;
mod months;
mod next;
pub mod outputs;
mod pay;
pub mod person;
mod print;
pub mod problems;
mod quota;
pub mod results;
pub mod summary;
pub mod sums;
pub mod why;
mod withheld;

pub use marks::reading;

use crate::problem::Problem;

/// Where a department's figures came from, as far as reports say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The input workbook's file name, without folders.
    pub file_name: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Findings of reading and checking (warnings and notes; an error gives no report).
    pub problems: Vec<Problem>,
    /// The version of this program.
    pub tool_version: String,
    /// How far the archive's journal reached when the run began: a seal that everybody who has the summary keeps.
    pub journal: Option<String>,
}
