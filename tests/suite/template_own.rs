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

/// What `new` says of the warehouse with one change, in a language, and the line of the change.
fn mistaken(folder: &Path, from: &str, to: &str, lang: &str) -> (String, usize) {
    assert!(WAREHOUSE.contains(from), "{from}");
    fs::write(folder.join("a.toml"), WAREHOUSE.replacen(from, to, 1)).unwrap();
    let output = scorebook(folder, &["new", "a.toml", "-o", "a.xlsx", "--lang", lang]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!folder.join("a.xlsx").exists());
    (said(&output), WAREHOUSE.split(from).next().unwrap().matches('\n').count() + 1)
}

#[test]
fn a_mistake_in_the_toml_is_told_in_the_readers_language_with_its_line_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for (from, to, chinese, english) in [
        (
            "aggregate = \"sum\"",
            "aggregate = \"summe\"",
            "不认识“summe”；可以写 sum / mean / last / max / min",
            "“summe” is no word known here",
        ),
        ("weight = \"50%\"", "wieght = \"50%\"", "没有“wieght”这个键；是不是 weight？", "did you mean weight?"),
        (
            "weight = \"50%\"",
            "weight = 50",
            "这里写的是没有引号的数字，应写引号里的文字",
            "a number without quotes where text in quotes belongs",
        ),
        ("cap = \"110\"", "cap = \"一百一\"", "“一百一”不是数字", "“一百一” is no number"),
        (
            "show-rank = true",
            "show-rank = \"是\"",
            "这里写的是引号里的文字，应写true 或 false",
            "text in quotes where true or false belongs",
        ),
        ("title = \"仓储部门\"\n", "title = \"仓储部门\n", "从这里起不是 TOML 的写法", "no TOML from here on"),
        ("sample-rows = 20", "sample-rows = 20\nsample-rows = 20", "写了两次", "stands here twice"),
    ] {
        let (said, line) = mistaken(folder.path(), from, to, "zh-CN");
        assert!(said.contains("a.toml") && said.contains(chinese), "{to}: {said}");
        let own = line + usize::from(to.contains('\n') && !to.ends_with('\n'));
        assert!(said.contains(&format!("第 {own} 行")), "{to}: line {own}: {said}");
        let (said, _) = mistaken(folder.path(), from, to, "en");
        assert!(said.contains(english), "{to}: {said}");
    }
    let (said, _) = mistaken(folder.path(), "unit = \"行\"\ntarget = \"60\"\nrule", "unit = \"行\"\nrules", "zh-CN");
    assert!(said.contains("没有“rules”这个键；是不是 rule？"), "{said}");
}

#[test]
fn a_workbooks_definitions_become_a_toml_file_that_makes_the_same_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for sample in
        ["live-commerce-zh-CN-2026-11.xlsx", "customer-service-zh-CN-2026-11.xlsx", "live-commerce-en-2026-11.xlsx"]
    {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
        let lang = if sample.to_string_lossy().contains("-en-") { "en" } else { "zh-CN" };
        let sample = sample.to_str().unwrap();
        let export = scorebook(at, &["templates", "export", sample, "-o", "own.toml", "--force"]);
        assert_eq!(export.status.code(), Some(0), "{}", said(&export));
        let new =
            scorebook(at, &["new", "own.toml", "-o", "own.xlsx", "--period", "2026-12", "--lang", lang, "--force"]);
        assert_eq!(new.status.code(), Some(0), "{}", said(&new));
        let next = scorebook(
            at,
            &["new", "--from", sample, "-o", "next.xlsx", "--period", "2026-12", "--lang", lang, "--force"],
        );
        assert_eq!(next.status.code(), Some(0), "{}", said(&next));
        assert!(definitions(&at.join("own.xlsx")) == definitions(&at.join("next.xlsx")), "{sample}");
    }
}

/// The cells of the sheets that hold definitions, by an independent reader; whose office it is, who prepares and who
/// approves are none.
fn definitions(path: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    use calamine::Reader;
    let mut book = calamine::open_workbook_auto(path).unwrap();
    let of_people = ["人员", "Staff", "数据-", "Data-", "填写说明", "Guide", "加减分", "Adjustments"];
    let names: Vec<String> =
        book.sheet_names().into_iter().filter(|name| !of_people.iter().any(|one| name.starts_with(one))).collect();
    let people = ["公司", "制表人", "审核人", "Company", "Prepared by", "Approved by"];
    let row = |cells: &[calamine::Data]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows = |range: &calamine::Range<calamine::Data>| {
        range.rows().map(row).filter(|row| !row.iter().any(|cell| people.contains(&cell.as_str()))).collect()
    };
    names.into_iter().map(|name| (name.clone(), rows(&book.worksheet_range(&name).unwrap()))).collect()
}

#[test]
fn an_embedded_template_is_exported_with_its_comments_and_no_file_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let export = |from: &str| scorebook(at, &["templates", "export", from, "-o", "own.toml"]);
    assert_eq!(export("live-commerce").status.code(), Some(0));
    let embedded = include_str!("../../templates/live-commerce.toml");
    assert_eq!(fs::read_to_string(at.join("own.toml")).unwrap(), embedded);
    assert_eq!(export("customer-service").status.code(), Some(1));
    assert_eq!(fs::read_to_string(at.join("own.toml")).unwrap(), embedded);
    let unknown = export("live-comerce");
    assert_eq!(unknown.status.code(), Some(1));
    assert!(said(&unknown).contains("live-commerce"), "{}", said(&unknown));
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
