//! The program as people run it: exit status, what is said, and what is left behind.

use std::path::Path;
use std::process::{Command, Output};

fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_wrong_path_is_one_clear_message_and_exit_status_1() {
    let folder = tempfile::tempdir().unwrap();
    for command in [vec!["check", "没有.xlsx"], vec!["run", "没有.xlsx", "-o", "out"]] {
        let output = scorebook(folder.path(), &command);
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert_eq!(said(&output).matches("E702").count(), 1, "{}", said(&output));
    }
    assert!(!folder.path().join("out").exists(), "nothing is written");
}

#[test]
fn an_empty_folder_is_one_clear_message_and_exit_status_1() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("空")).unwrap();
    let output = scorebook(folder.path(), &["run", "空", "-o", "out"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E703"), "{}", said(&output));
}

#[test]
fn a_file_that_is_no_workbook_is_a_problem_of_the_input() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("假.xlsx"), "<html><table></table></html>").unwrap();
    let output = scorebook(folder.path(), &["check", "假.xlsx", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let data: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(data["files"][0]["problems"].as_array().unwrap().len(), 1, "{data}");
    assert_eq!(data["files"][0]["problems"][0]["severity"], "error");
}

#[test]
fn messages_come_in_the_language_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, words) in [("zh-CN", "找不到"), ("zh-TW", "找不到這個檔案"), ("en", "no such file")] {
        let output = scorebook(folder.path(), &["check", "x.xlsx", "--lang", lang]);
        assert!(said(&output).contains(words), "{lang}: {}", said(&output));
    }
}

#[test]
fn an_unwritable_place_is_the_machines_fault() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("archive"), "a file stands where the archive should be").unwrap();
    std::fs::write(folder.path().join("a.xlsx"), "x").unwrap();
    let output = scorebook(folder.path(), &["run", "a.xlsx", "-o", "out", "--archive", "archive"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
}

#[test]
fn wrong_usage_exits_with_2() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(scorebook(folder.path(), &["run"]).status.code(), Some(2));
    assert_eq!(scorebook(folder.path(), &["unknown"]).status.code(), Some(2));
}

#[test]
fn problems_can_be_written_as_a_workbook_that_is_no_input_itself() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("假.xlsx"), "<html><table></table></html>").unwrap();
    let output = scorebook(folder.path(), &["check", "假.xlsx", "--issues", "清单.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    let written = std::fs::read(folder.path().join("清单.xlsx")).unwrap();
    let workbook = scorebook::workbook::read(&written).value.unwrap();
    assert!(workbook.is_own_output);
    let texts = workbook.sheets[0].cells.values().map(scorebook::workbook::Cell::shown).collect::<Vec<_>>();
    assert!(texts.contains(&"E108".to_owned()), "{texts:?}");
}

#[test]
fn a_drop_folder_gives_results_returns_faulty_workbooks_and_leaves_open_ones_alone() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("收件箱");
    std::fs::create_dir(&inbox).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/live-commerce-zh-CN-2026-10.xlsx");
    std::fs::copy(&sample, inbox.join("十月.xlsx")).unwrap();
    std::fs::copy(&sample, inbox.join("还开着.xlsx")).unwrap();
    std::fs::write(inbox.join("~$还开着.xlsx"), "owner").unwrap();
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/errors/E201.xlsx");
    std::fs::copy(&bad, inbox.join("缺表.xlsx")).unwrap();

    let output = scorebook(folder.path(), &["watch", "收件箱", "--archive", "档案", "--once"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(inbox.join("已处理/十月.xlsx").exists());
    assert!(inbox.join("退回/缺表.xlsx").exists());
    assert!(inbox.join("退回/缺表_问题清单.xlsx").exists());
    assert!(inbox.join("还开着.xlsx").exists(), "Excel still has it open");
    assert!(inbox.join("结果/直播电商部/2026-10/results.json").exists());

    // The same workbook once more: recognised, nothing doubled.
    std::fs::copy(&sample, inbox.join("十月.xlsx")).unwrap();
    let again = scorebook(folder.path(), &["watch", "收件箱", "--archive", "档案", "--once"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(inbox.join("已处理/十月~2.xlsx").exists());
    assert!(folder.path().join("档案/直播电商部/2026-10/r1").exists());
    assert!(!folder.path().join("档案/直播电商部/2026-10/r2").exists());
}

#[test]
fn a_mistake_in_the_arguments_is_said_in_the_language_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, words) in [
        (vec!["run"], "缺少必填的参数：<INPUT>..."),
        (vec!["chek", "a.xlsx"], "没有“chek”这个命令\n    是不是想写：check"),
        (vec!["check", "a.xlsx", "--jsn"], "没有“--jsn”这个参数\n    是不是想写：--json"),
        (vec!["run", "a.xlsx", "-o", "b", "--jobs", "x"], "“x”不能用作参数“--jobs <N>”的值"),
        (vec!["run", "a.xlsx", "-o"], "参数“--out <OUT>”后面要写一个值"),
        (vec!["completions", "dos"], "可以写：bash"),
    ] {
        let output = scorebook(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(said(&output).contains(words), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("error:"), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn a_failure_of_the_machine_is_not_told_as_errors_of_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/customer-service-zh-CN-2026-11.xlsx");
    std::fs::write(folder.path().join("out"), "a file stands where the results should be").unwrap();
    let output = scorebook(folder.path(), &["run", sample, "-o", "out"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(!said(&output).contains("没有计分"), "{}", said(&output));
}

/// The second engine costs half of the program again and is left out by default: who asks for it is told how it is had, before anything is
/// read or written.
#[cfg(not(feature = "prove"))]
#[test]
fn a_program_without_the_second_engine_says_how_to_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/customer-service-zh-CN-2026-11.xlsx");
    for (lang, words) in
        [("zh-CN", "不带第二个计算引擎"), ("zh-TW", "不帶第二個計算引擎"), ("en", "without the second engine")]
    {
        for command in [vec!["prove", sample], vec!["run", sample, "-o", "out", "--archive", "archive", "--prove"]] {
            let output = scorebook(folder.path(), &[&command[..], &["--lang", lang]].concat());
            let said = said(&output);
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains(words) && said.contains("cargo build --release --features prove"), "{said}");
            assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none(), "nothing is written");
        }
    }
}
