//! Checks: the workbook's cells become a checked [`crate::model::Department`], with every problem named at once.

mod date;
mod findings;
mod grid;
mod number;
