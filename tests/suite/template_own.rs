//! A department of a trade that the program does not know: a TOML file and no code.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A warehouse: points instead of percent, grades by rank, labels, blanks as zero.
const WAREHOUSE: &str = include_str!("../fixtures/warehouse.toml");

fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(arguments)
        .current_dir(folder)
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_toml_file_alone_makes_a_department_that_is_checked_and_scored() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("仓库.toml"), WAREHOUSE).unwrap();
    let new = scorebook(at, &["new", "仓库.toml", "--sample", "--period", "2026-11", "-o", "仓库.xlsx"]);
    assert_eq!(new.status.code(), Some(0), "{}", said(&new));
    let run = scorebook(at, &["run", "仓库.xlsx", "-o", "结果", "--no-person-files", "--quiet"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let results = fs::read_to_string(at.join("结果/仓储部/2026-11/results.json")).unwrap();
    let results: serde_json::Value = serde_json::from_str(&results).unwrap();
    let people = results["people"].as_array().unwrap();
    assert_eq!(people.len(), 6);
    // 30% of six people are 1.8 places: one.
    let best = people.iter().filter(|person| person["grade"] == "优").count();
    assert_eq!(best, 1);
    let labels = ["一般", "良好", "优秀"];
    assert!(people.iter().all(|person| labels.iter().any(|label| person["roles"][0]["kpis"][2]["value"] == **label)));
}

#[test]
fn a_mistake_in_the_toml_is_named_with_its_line_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("a.toml"), WAREHOUSE.replacen("aggregate = \"sum\"", "aggregate = \"summe\"", 1)).unwrap();
    let output = scorebook(at, &["new", "a.toml", "-o", "a.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    let line = WAREHOUSE.split("aggregate = \"sum\"").next().unwrap().lines().count() + 1;
    assert!(said(&output).contains("a.toml") && said(&output).contains("summe"), "{}", said(&output));
    assert!(said(&output).contains(&format!("line {line},")), "line {line}: {}", said(&output));
    assert!(!at.join("a.xlsx").exists());
}

#[test]
fn definitions_that_do_not_hold_are_named_by_the_cells_of_the_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let toml =
        WAREHOUSE.replace("weight = \"50%\"", "weight = \"49%\"").replace("拣货行数/出勤小时", "拣货行数/出勤时数");
    fs::write(at.join("a.toml"), toml).unwrap();
    let output = scorebook(at, &["new", "a.toml", "-o", "a.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(said.contains("99%") && said.contains("考核指标!D5") && said.contains("出勤小时"), "{said}");
    assert!(!said.contains("E240"), "a blank workbook has no people yet: {said}");
    assert!(at.join("a.xlsx").exists(), "so that the cells can be looked at");
}

#[test]
fn an_unknown_template_is_answered_with_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let output = scorebook(folder.path(), &["new", "live-comerce", "-o", "a.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("是不是“live-commerce”"), "{}", said(&output));
    assert!(!folder.path().join("a.xlsx").exists());
}

#[test]
fn a_quarter_is_refused_an_existing_file_is_kept_and_the_month_may_be_written_as_people_do() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let quarter = scorebook(at, &["new", "--period", "2026Q4", "-o", "a.xlsx"]);
    assert_eq!(quarter.status.code(), Some(1), "{}", said(&quarter));
    assert!(!at.join("a.xlsx").exists());
    let month =
        scorebook(at, &["new", "--period", "2026-11", "--department", "甲&乙部", "--lang", "en", "-o", "a.xlsx"]);
    assert_eq!(month.status.code(), Some(0), "{}", said(&month));
    let before = fs::read(at.join("a.xlsx")).unwrap();
    let again = scorebook(at, &["new", "--period", "2026-12", "-o", "a.xlsx"]);
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(fs::read(at.join("a.xlsx")).unwrap(), before);
    let forced = scorebook(at, &["new", "--period", "2026-12", "--force", "-o", "a.xlsx"]);
    assert_eq!(forced.status.code(), Some(0));
    assert_ne!(fs::read(at.join("a.xlsx")).unwrap(), before);
}
