//! The print file: everybody's first page in one workbook, so that one print job prints a department.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scorebook::workbook::{self, Cell, Workbook};

use crate::passwords;

const NOVEMBER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/live-commerce-zh-CN-2026-11.xlsx");

fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    let output = program.args(arguments).current_dir(folder).env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn month(folder: &Path, department: &str) -> PathBuf {
    folder.join("out").join(department).join("2026-11")
}

fn read(path: &Path) -> Workbook {
    workbook::read(&fs::read(path).unwrap()).value.unwrap()
}

fn texts(workbook: &Workbook, sheet: usize) -> BTreeSet<String> {
    // A formula's stored 0 or empty text is read as doubtful, a figure is not.
    workbook.sheets[sheet].cells.values().map(Cell::shown).filter(|text| !["", "0"].contains(&text.as_str())).collect()
}

#[test]
fn everybody_stands_in_it_once_in_the_order_of_roles_and_ids_with_the_figures_of_their_own_workbook() {
    let folder = tempfile::tempdir().unwrap();
    scorebook(folder.path(), &["run", NOVEMBER, "-o", "out"]);
    let place = month(folder.path(), "直播电商部");
    let print = read(&place.join("全员评分表_打印.xlsx"));
    assert!(print.is_own_output);
    let results: serde_json::Value = serde_json::from_slice(&fs::read(place.join("results.json")).unwrap()).unwrap();
    let people = results["people"].as_array().unwrap();
    let role_of = |person: &serde_json::Value| {
        person["roles"].as_array().unwrap().last().unwrap()["role"].as_str().unwrap().to_owned()
    };
    let visible: Vec<&str> = print.sheets.iter().map(|sheet| &*sheet.name).filter(|name| *name != "图表数据").collect();
    let known: BTreeSet<String> = people.iter().map(role_of).collect();
    assert!(known.len() > 3, "{known:?}");
    assert_eq!(visible.len(), people.len());
    // Within a role by id, and each role in one piece.
    let role_by_tab: Vec<String> = visible
        .iter()
        .map(|tab| role_of(people.iter().find(|one| tab.starts_with(one["id"].as_str().unwrap())).unwrap()))
        .collect();
    let mut pieces = role_by_tab.clone();
    pieces.dedup();
    assert_eq!(pieces.len(), known.len(), "{pieces:?}");
    for (tabs, roles) in visible.windows(2).zip(role_by_tab.windows(2)) {
        assert!(roles[0] != roles[1] || tabs[0] < tabs[1], "{tabs:?}");
    }
    for (at, tab) in visible.iter().enumerate() {
        let person = people.iter().find(|one| tab.starts_with(one["id"].as_str().unwrap())).unwrap();
        let (id, name) = (person["id"].as_str().unwrap(), person["name"].as_str().unwrap());
        assert_eq!(*tab, format!("{id} {name}"));
        let shown = texts(&print, at);
        assert!(
            shown.contains(name)
                && shown.contains(person["total"].as_str().unwrap().trim_end_matches('0').trim_end_matches('.')),
            "{shown:?}"
        );
        let own = place.join("个人评分表").join(role_of(person).replace('/', "_"));
        let own = read(&own.join(format!("{id}_{name}_2026-11.xlsx")));
        assert_eq!(shown, texts(&own, 0), "{tab}");
    }
}

/// The XML of a part of a workbook.
fn part(path: &Path, name: &str) -> String {
    use std::io::Read as _;
    let mut package = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn it_holds_no_formula_and_all_of_its_pages_are_printed_at_once() {
    let folder = tempfile::tempdir().unwrap();
    scorebook(folder.path(), &["run", NOVEMBER, "-o", "out"]);
    let print = month(folder.path(), "直播电商部").join("全员评分表_打印.xlsx");
    let count = read(&print).sheets.len();
    for number in 1..count {
        let xml = part(&print, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(!xml.contains("<f>"), "sheet {number}");
        assert!(xml.contains("tabSelected=\"1\""), "sheet {number}");
        assert!(xml.contains("fitToPage=\"1\""), "sheet {number}");
        assert!(!xml.contains("&amp;N"), "no number of pages of the whole job");
    }
    let charts = part(&print, &format!("xl/worksheets/sheet{count}.xml"));
    assert!(!charts.contains("tabSelected"), "the figures of the charts are not printed");
    assert!(part(&print, "xl/workbook.xml").contains("state=\"hidden\""));
}

#[test]
fn whoever_has_a_password_is_in_it_only_where_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.xlsx"), passwords::department(|_, _, _| {})).unwrap();
    let tabs = |arguments: &[&str]| -> Vec<String> {
        let mut all = vec!["run", "a.xlsx", "-o", "out"];
        all.extend(arguments);
        scorebook(folder.path(), &all);
        let below = fs::read_dir(folder.path().join("out")).unwrap().next().unwrap().unwrap().path();
        let period = fs::read_dir(below).unwrap().next().unwrap().unwrap().path();
        let print = period.join("全员评分表_打印.xlsx");
        if print.exists() {
            read(&print).sheets.iter().map(|sheet| sheet.name.to_string()).collect()
        } else {
            Vec::new()
        }
    };
    let everybody = tabs(&["--print-locked"]);
    let unlocked = tabs(&[]);
    assert_eq!(everybody.len(), unlocked.len() + 1, "{everybody:?} {unlocked:?}");
    // The first of the staff has the password.
    assert_eq!(everybody[1..], unlocked[..], "{everybody:?} {unlocked:?}");
    assert!(tabs(&["--no-print-file"]).is_empty());
    assert!(tabs(&["--no-person-files"]).is_empty());
}
