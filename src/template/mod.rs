//! Templates: a department as TOML data becomes a blank (or sample-filled) department workbook.

mod definition;
mod library;

pub use definition::*;
pub use library::{DEFAULT, all, find, read};
