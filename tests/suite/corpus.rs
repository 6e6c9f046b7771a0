//! What fuzzing found worth keeping (fuzz/corpus), gone through once more by the same code that the fuzz targets run.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/harness.rs"]
mod harness;

/// Runs a target over its corpus.
fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{target} has no cases");
    for file in files {
        run(&fs::read(&file).unwrap());
    }
}

#[test]
fn every_file_of_the_corpus_is_answered() {
    replay("reader", harness::reader);
}

#[test]
fn every_part_of_the_corpus_is_answered() {
    replay("parts", harness::parts);
}

#[test]
fn every_script_of_the_corpus_is_answered() {
    replay("workbook", harness::workbook);
}

#[test]
fn every_number_of_the_corpus_is_answered() {
    replay("number", harness::number);
}

#[test]
fn every_formula_of_the_corpus_is_answered() {
    replay("formula", harness::formula);
}

#[test]
fn every_rule_of_the_corpus_is_answered() {
    replay("rule", harness::rule);
}
