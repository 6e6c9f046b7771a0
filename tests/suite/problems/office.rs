//! Codes that no single workbook brings about: an archive, two files or a command's words belong to them. One office goes
//! through them in order; `samples/errors/README.md` lists the steps, which work with the files in `samples/errors/office`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::base::good;
use super::book::Book;

/// Something that is done to the archive by hand.
type Tampering = fn(&Path);

/// One step.
pub(super) struct Step {
    /// What it brings about; nothing for a step that only prepares.
    pub(super) code: &'static str,
    /// What is done by hand first, in words and in deed.
    pub(super) before: Option<(&'static str, Tampering)>,
    /// The command's arguments.
    pub(super) arguments: &'static str,
}

const fn step(code: &'static str, arguments: &'static str) -> Step {
    Step { code, before: None, arguments }
}

const fn after(code: &'static str, words: &'static str, deed: Tampering, arguments: &'static str) -> Step {
    Step { code, before: Some((words, deed)), arguments }
}

const REVISION: &str = "档案/客服部/2026-11/r1";

/// The steps, in order.
pub(super) fn steps() -> Vec<Step> {
    const VERIFY: &str = "archive verify --archive 档案";
    vec![
        step("E702", "check 没有.xlsx"),
        after("E703", "新建一个空文件夹", |office| fs::create_dir(office.join("空文件夹")).unwrap(), "check 空文件夹"),
        step("E532", "rule ≥90%得100分；80%-90%得80分 --target 90% --value 50%"),
        step("E705", "why 2026-11.xlsx --id E009"),
        step("E706", "why 2026-11.xlsx --id E001 --kpi 出勤率"),
        step("E701", "run 2026-11.xlsx 2026-11-改.xlsx -o 结果"),
        step("E602", "archive list --archive 空文件夹"),
        step("", "run 2026-10.xlsx 2026-11.xlsx -o 结果 --archive 档案"),
        step("N704", "check 结果/客服部/2026-11/客服部_2026-11_绩效汇总.xlsx"),
        step("W418", "check 2026-12-上期列.xlsx --archive 档案"),
        step("W419", "check 2026-12-单位.xlsx --archive 档案"),
        step("E616", "rollup --archive 档案 --department 客服部 --period 2026-11 -o 汇总"),
        step("W617", "rollup --archive 档案 --department 客服部 --period 2026Q4 -o 汇总 --method mean"),
        step("W618", "rollup --archive 档案 --department 客服部 --period 2026Q4 -o 汇总 --method mean"),
        step("E610", "archive close --archive 档案 --department 客服部 --period 2027-01"),
        step("", "archive close --archive 档案 --department 客服部 --period 2026-11"),
        step("E601", "run 2026-11-改.xlsx -o 结果 --archive 档案"),
        step("E611", "archive reopen --archive 档案 --department 客服部 --period 2026-11 --reason="),
        after(
            "W615",
            "在 r1 里放进一个文件",
            |office| fs::write(office.join(REVISION).join("备忘.txt"), "x").unwrap(),
            VERIFY,
        ),
        after(
            "E604",
            "删掉它，再改动 r1/results.json",
            |office| {
                let revision = office.join(REVISION);
                fs::remove_file(revision.join("备忘.txt")).unwrap();
                let results = revision.join("results.json");
                let text = fs::read_to_string(&results).unwrap() + " ";
                fs::write(results, text).unwrap();
            },
            VERIFY,
        ),
        after(
            "E612",
            "删掉 r1/results.json",
            |office| fs::remove_file(office.join(REVISION).join("results.json")).unwrap(),
            VERIFY,
        ),
        after("E605", "删掉 r1", |office| fs::remove_dir_all(office.join(REVISION)).unwrap(), VERIFY),
    ]
}

/// The workbooks that the steps work with.
pub(super) fn workbooks() -> Vec<(&'static str, Book)> {
    let mut october = good();
    october.set("考核信息!B2", "2026-10").clear_rows("人员名单", 3, 3).clear_rows("数据-客服", 3, 3);
    let mut changed = good();
    changed.set("数据-客服!D2", 91.0);
    let december = || {
        let mut book = good();
        book.set("考核信息!B2", "2026-12").set("考核指标!D2", "已解决数/上期已解决数");
        book
    };
    let mut column = december();
    column.set("数据-客服!G1", "上期已解决数").set("数据-客服!G2", 70.0).set("数据-客服!G3", 80.0);
    let mut unit = december();
    unit.set("数据项!C2", "元").set("数据-客服!D2", 90.0);
    vec![
        ("2026-10.xlsx", october),
        ("2026-11.xlsx", good()),
        ("2026-11-改.xlsx", changed),
        ("2026-12-上期列.xlsx", column),
        ("2026-12-单位.xlsx", unit),
    ]
}

#[test]
fn an_office_brings_about_each_code_that_needs_more_than_one_workbook() {
    let office = tempfile::tempdir().unwrap();
    for (name, book) in workbooks() {
        fs::write(office.path().join(name), book.bytes()).unwrap();
    }
    let mut wrong = Vec::new();
    for step in steps() {
        if let Some((_, deed)) = step.before {
            deed(office.path());
        }
        let output = Command::new(env!("CARGO_BIN_EXE_scorebook"))
            .args(step.arguments.split(' '))
            .args(["--lang", "zh-CN"])
            .current_dir(office.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let told: Vec<&str> = said
            .lines()
            .map(|line| ["错误 ", "警告 ", "提示 "].iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line))
            .filter_map(|rest| rest.get(..4))
            .filter(|code| code.starts_with(['E', 'W', 'N']))
            .collect();
        let as_meant = if step.code.is_empty() {
            output.status.success()
        } else {
            // Both inputs of E701 are told, and each person of W419; beside an error there is no other.
            told.contains(&step.code) && told.iter().all(|code| *code == step.code || !code.starts_with('E'))
        };
        if !as_meant {
            wrong.push(format!("{} {}: {}\n{said}", step.code, step.arguments, output.status));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
