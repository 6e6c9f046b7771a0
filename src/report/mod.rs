//! Reports: a scored department becomes the output workbooks and `results.json`, as values.

pub mod file_name;
