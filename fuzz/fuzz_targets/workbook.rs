//! See `harness::workbook`.
#![no_main]

#[path = "../harness.rs"]
#[allow(dead_code, reason = "each target takes its own function")]
mod harness;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| harness::workbook(bytes));
