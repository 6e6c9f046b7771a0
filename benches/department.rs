//! What each step of one department's month costs: `cargo bench --bench department`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use scorebook::history::History;
use scorebook::report::{Source, outputs};
use scorebook::{check, score, workbook};

/// The larger sample: 24 people in five roles.
const SAMPLE: &[u8] = include_bytes!("../samples/live-commerce-zh-CN-2026-11.xlsx");

fn main() {
    divan::main();
}

#[divan::bench]
fn read() -> workbook::Workbook {
    workbook::read(divan::black_box(SAMPLE)).value.unwrap()
}

#[divan::bench]
fn read_settings_only() -> workbook::Workbook {
    workbook::read_sheets(divan::black_box(SAMPLE), &check::names_settings).value.unwrap()
}

#[divan::bench]
fn check(bencher: divan::Bencher<'_, '_>) {
    let workbook = read();
    bencher.bench_local(|| check::check(&workbook).value.unwrap());
}

#[divan::bench]
fn score(bencher: divan::Bencher<'_, '_>) {
    let department = check::check(&read()).value.unwrap();
    bencher.bench_local(|| score::score(&department, &History::default()));
}

/// The summary and everybody's workbook, as bytes.
#[divan::bench]
fn books(bencher: divan::Bencher<'_, '_>) {
    let department = check::check(&read()).value.unwrap();
    let history = History::default();
    let scored = score::score(&department, &history);
    let source = Source {
        file_name: "sample.xlsx".to_owned(),
        sha256: String::new(),
        problems: Vec::new(),
        tool_version: String::new(),
        journal: None,
    };
    bencher.bench_local(|| outputs::books(&department, &scored, &history, &source, outputs::Wanted::ALL).unwrap());
}
