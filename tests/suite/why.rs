//! `scorebook why`: a person's score step by step, with figures computed by hand from the sample workbook's cells.

use std::path::Path;
use std::process::{Command, Output};

use crate::department::department;

const NOVEMBER: &str = "samples/live-commerce-zh-CN-2026-11.xlsx";

fn scorebook(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("LC_ALL")
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn every_step_of_a_kpi_stands_with_its_cells_and_numbers() {
    let output = scorebook(&["why", NOVEMBER, "--id", "e001", "--kpi", "团队业绩（销售额、利润）"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = printed(&output);
    for words in [
        "E001 赵立春",
        "部门销售额 = 1060.76万元（数据-部门主管!C7）",
        // 1060.76 ÷ 1010 × 0.5 + 134.18 ÷ 136 × 0.5, by hand.
        "1060.76 ÷ 1010 × 0.5 + 134.18 ÷ 136 × 0.5 = 1.01843753…，四舍五入到 4 位小数得 101.84%",
        "按达成率比例计分，最高120分；低于60%不得分",
        "低于60%不得分",
        // Without an archive growth does not apply, and 80% of the weights share the whole: 101.84 × 0.4 ÷ 0.8.
        "101.84 × 40% ÷ 80% = 50.92",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("满意度"), "only the KPI that was asked for\n{text}");
}

#[test]
fn the_whole_of_a_person_ends_with_the_total_and_what_the_next_grade_needs() {
    let text = printed(&scorebook(&["why", NOVEMBER, "--id", "E014", "--lang", "zh-CN"]));
    // Without an archive growth does not apply; its 30% go to the other KPIs.
    for words in ["不适用：没有观看人数的上期数值", "÷ 70%", "等级", "还差"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn growth_reads_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("档案");
    let out = folder.path().join("结果");
    let path = |path: &Path| path.to_str().unwrap().to_owned();
    let october = "samples/live-commerce-zh-CN-2026-10.xlsx";
    assert!(scorebook(&["run", october, "-o", &path(&out), "--archive", &path(&archive)]).status.success());
    let text = printed(&scorebook(&["why", NOVEMBER, "--id", "E001", "--archive", &path(&archive)]));
    assert!(text.contains("直播观看人数上期 = 1268843人"), "{text}");
    // (1338117/1268843 + 30351350/28648991 + 4.61/4.47) ÷ 3 − 1 = 4.84%: 5.16 points below 10%, 5 whole steps of 3.
    for words in ["得 4.84%", "低了 5.16%，计 5 档，扣 15 分", "85.00 × 20% = 17.00"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn the_steps_come_as_data_too() {
    let output = scorebook(&["why", NOVEMBER, "--id", "E001", "--json"]);
    let data: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(data["schema"], "scorebook/why/1");
    assert_eq!(data["sections"].as_array().unwrap().len(), 5, "four KPIs and the total");
}

#[test]
fn an_unknown_person_or_kpi_is_answered_with_the_known_ones() {
    let output = scorebook(&["why", NOVEMBER, "--id", "E01"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E705") && said(&output).contains("E010"), "{}", said(&output));
    let output = scorebook(&["why", NOVEMBER, "--id", "E002", "--kpi", "销售额"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("E706") && said(&output).contains("销售额达成率"), "{}", said(&output));
}

#[test]
fn a_workbook_with_errors_shows_them_instead_of_steps() {
    for file in ["samples/errors/E217.xlsx", "没有.xlsx"] {
        let output = scorebook(&["why", file, "--id", "E001"]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        assert!(printed(&output).is_empty(), "{file}");
        assert!(said(&output).contains("E217") || said(&output).contains("E702"), "{}", said(&output));
    }
}

/// Nineteen people whose scores are 100, 99 … 82, the last two alike, graded by rank.
#[test]
fn grading_by_rank_shows_its_arithmetic_in_the_summary_and_to_whoever_asks_why() {
    let made = |people: u32| {
        let filled = department().role("主播", |role| {
            let role = role.measure("分数", "分", scorebook::model::Aggregate::Sum).kpi("分数", "100%", "分数");
            (0..people).fold(role, |role, n| role.row(&format!("E{n:02}"), &[&(100 - n.min(people - 2)).to_string()]))
        });
        (0..people)
            .fold(filled, |filled, n| filled.person(&format!("E{n:02}"), "主播"))
            .set(|appraisal| appraisal.grading = scorebook::model::Grading::ByRank)
            .grade("A", None, "1.2", Some("20%"))
            .grade("B", None, "1", None)
            .grade("C", None, "0.8", Some("15%"))
            .build()
    };
    let told = |people: u32, at: usize| {
        let department = made(people);
        let results = scorebook::score::score(&department, &scorebook::history::History::default());
        let why = scorebook::report::why::Why {
            department: &department,
            results: &results,
            lang: scorebook::lang::Lang::ZhCn,
            audience: scorebook::report::why::Audience::Office,
        };
        let steps = why.total(&results.people[at]);
        steps.iter().map(|step| step.text.clone()).collect::<Vec<_>>().join("\n")
    };
    // 19 × 20% = 3.8, 19 × 15% = 2.85, and what is left of 19 after 3 and 2; 7: 1.4, 1.05.
    let text = told(19, 0);
    assert!(text.contains("A 19 人 × 20% = 3.8 → 3 名；B 其余 14 名；C 19 人 × 15% = 2.85 → 2 名。第 1 名"), "{text}");
    assert!(told(19, 18).contains("第 18 名，2 人并列，同取较低的等级"), "{}", told(19, 18));
    assert!(
        told(7, 0).contains("A 7 人 × 20% = 1.4 → 1 名；B 其余 5 名；C 7 人 × 15% = 1.05 → 1 名"),
        "{}",
        told(7, 0)
    );
}
