//! The office's own form that a workbook names (评分表样): beside a drop folder, in the archive, and in next month's workbook.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scorebook::workbook::{self, Value};

use crate::problems::base::good;

const FORM: &[u8] = include_bytes!("../fixtures/forms/f2_ready_rows.xlsx");

/// A department whose 考核信息 names its form.
fn named() -> Vec<u8> {
    let mut book = good();
    book.row("考核信息", 7, &["评分表样", "表样.xlsx"]);
    book.bytes()
}

fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    command.args(arguments).current_dir(folder).env_remove("LC_ALL").env("LANG", "zh_CN.UTF-8").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// What a cell of a sheet shows.
fn cell(path: &Path, sheet: &str, (row, column): (u32, u16)) -> String {
    let workbook = workbook::read(&fs::read(path).unwrap()).value.unwrap();
    let sheet = workbook.sheets.iter().find(|one| &*one.name == sheet).unwrap_or_else(|| panic!("{path:?}: {sheet}"));
    match sheet.get(row, column).map(|cell| &cell.value) {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Number(number)) => number.normalize().to_string(),
        _ => String::new(),
    }
}

/// The only workbook of a person below a folder.
fn of_person(folder: &Path, id: &str) -> PathBuf {
    let mut found = files_below(folder);
    found.retain(|path| {
        path.file_name().unwrap().to_string_lossy().starts_with(id) && path.extension().unwrap() == "xlsx"
    });
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn a_drop_folder_fills_the_form_that_lies_beside_it() {
    let office = tempfile::tempdir().unwrap();
    let folder = office.path();
    fs::create_dir(folder.join("投递箱")).unwrap();
    fs::write(folder.join("投递箱/2026-11.xlsx"), named()).unwrap();
    let watch = ["watch", "投递箱", "--archive", "档案", "--once"];
    // Without its form a workbook comes back with the problem, and nothing is kept.
    let output = scorebook(folder, &watch);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(folder.join("投递箱/退回/2026-11.xlsx").exists() && !folder.join("档案/客服部").exists());
    let list = workbook::read(&fs::read(folder.join("投递箱/退回/2026-11_问题清单.xlsx")).unwrap()).value.unwrap();
    let mut cells = list.sheets.iter().flat_map(|sheet| sheet.cells.values());
    assert!(cells.any(|cell| matches!(&cell.value, Value::Text(text) if text == "E739")));
    fs::remove_dir_all(folder.join("投递箱/退回")).unwrap();
    fs::write(folder.join("表样.xlsx"), FORM).unwrap();
    fs::write(folder.join("投递箱/2026-11.xlsx"), named()).unwrap();
    let output = scorebook(folder, &watch);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let first = of_person(&folder.join("档案"), "E001");
    let second = of_person(&folder.join("档案"), "E002");
    assert_eq!([cell(&first, "考核表", (0, 1)), cell(&second, "考核表", (0, 1))], ["张三", "李四"]);
    assert_eq!(cell(&first, "考核表", (3, 0)), "解决率");
    // 60% × 100 + 40% × 100 and a point for praise; 60% × 80 ÷ 90 × 100 and 40% × 98.
    assert_eq!([cell(&first, "考核表", (0, 4)), cell(&second, "考核表", (0, 4))], ["101", "92.53"]);
    let output = scorebook(folder, &["archive", "verify", "--archive", "档案"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    // The archive holds its own: it stands when the form is gone.
    fs::remove_file(folder.join("表样.xlsx")).unwrap();
    assert_eq!(scorebook(folder, &["archive", "verify", "--archive", "档案"]).status.code(), Some(0));
}

#[test]
fn next_months_workbook_names_the_same_form() {
    let office = tempfile::tempdir().unwrap();
    let folder = office.path();
    fs::write(folder.join("2026-11.xlsx"), named()).unwrap();
    let output = scorebook(folder, &["new", "--from", "2026-11.xlsx", "-o", "2026-12.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let next = workbook::read(&fs::read(folder.join("2026-12.xlsx")).unwrap()).value.unwrap();
    let sheet = next.sheets.iter().find(|one| &*one.name == "考核信息").unwrap();
    let is = |value: &Value| matches!(value, Value::Text(text) if text == "评分表样");
    let row = sheet.cells.iter().find(|((_, column), cell)| *column == 0 && is(&cell.value)).map(|((row, _), _)| *row);
    assert_eq!(cell(&folder.join("2026-12.xlsx"), "考核信息", (row.unwrap(), 1)), "表样.xlsx");
}
