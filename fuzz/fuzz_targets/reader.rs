//! See `harness::reader`.
#![no_main]

#[path = "../harness.rs"]
#[allow(dead_code, reason = "each target takes its own function")]
mod harness;
#[path = "../panics.rs"]
mod panics;

libfuzzer_sys::fuzz_target!(init: panics::of_ours_only(), |bytes: &[u8]| harness::reader(bytes));
