//! What people decide, as the archive keeps and tells it: change lists, tables for analysts, roll-ups.

use std::collections::BTreeMap;

use scorebook::archive::changes::{Picture, between};
use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::pipeline::{Method, Month, Outputs, Provenance, Submission, roll_up};
use serde_json::Value;

use crate::parts;
use crate::problems::book::Book;
use crate::problems::people::{in_dimensions, marked, with_goals, with_pay};

fn picture(book: &Book) -> Picture {
    let bytes = book.bytes();
    let scoring = Submission::read(&bytes).score(History::default(), Outputs::All);
    let facts = scoring.scored.expect("it is scored").facts();
    Picture::of(&facts, Lang::ZhCn).with_definitions(&Submission::read(&bytes).department.unwrap())
}

fn changes(old: &Book, new: &Book) -> Vec<String> {
    between(&picture(old), &picture(new)).iter().map(|change| change.in_words(Lang::ZhCn)).collect()
}

#[test]
fn a_mark_and_a_word_are_told_by_category_and_never_by_the_raters_name() {
    let mut later = marked();
    later.set("评分-客服!E3", "60").set("评分-客服!F3", "需要耐心");
    // 90 × 20% + 60 × 80% = 66: 40 + 40 + 66 × 20% = 93.2 and the bonus.
    assert_eq!(
        changes(&marked(), &later),
        [
            "张三（E001） 数据「服务态度·上级」（客服）：85 → 60",
            "张三（E001） 评分「上级 · 服务态度」（客服）：85 → 60",
            "张三（E001） 评分「上级 · 评语」（客服）：耐心，响应及时 → 需要耐心",
            "张三（E001） 实际值「服务态度」：86 → 66",
            "张三（E001） 得分「服务态度」：86 → 66",
            "张三（E001） 总分：98.2 → 94.2",
        ]
    );
    let mut peers = marked();
    peers.set("考核指标!J4", "上级60%+同级40%");
    for (row, name, mark) in [(2, "赵密", "80"), (4, "钱密", "81")] {
        peers.set(&format!("评分-客服!C{row}"), "同级").set(&format!("评分-客服!D{row}"), name);
        peers.set(&format!("评分-客服!E{row}"), mark);
    }
    let mut changed = peers.clone();
    changed.set("评分-客服!E2", "70");
    let told = changes(&peers, &changed).join("\n");
    assert!(told.contains("评分「同级 · 服务态度」（客服）：80 → 70") && !told.contains('密'), "{told}");
}

#[test]
fn who_marks_dimensions_proration_and_settings_of_the_form_are_told() {
    let mut later = in_dimensions();
    later
        .set("考核指标!J4", "自评30%+上级70%")
        .set("考核指标!K4", "品德")
        .row("考核信息", 7, &["签字栏", "被考核人、总经理"])
        .row("考核信息", 8, &["表格栏目", "等级说明"]);
    let told = changes(&in_dimensions(), &later);
    for line in [
        "考核信息「签字栏」：（无） → 被考核人、总经理",
        "考核信息「表格栏目」：（无） → 等级说明",
        "客服 指标「服务态度 · 维度」：态度 → 品德",
        "客服 指标「服务态度 · 评分人」：自评20%+上级80% → 自评30%+上级70%",
    ] {
        assert!(told.iter().any(|told| told == line), "{line}: {told:#?}");
    }
}

#[test]
fn own_goals_who_is_appraised_and_pay_are_told() {
    let mut later = with_goals();
    later.set("个人目标!D2", "85%");
    assert_eq!(changes(&with_goals(), &later)[0], "张三（E001） 个人目标「解决率 · 目标值」（客服）：80% → 85%");
    let gone = changes(&with_goals(), &crate::problems::good());
    assert!(gone.contains(&"张三（E001） 个人目标「解决率 · 目标值」（客服）：80% → （无）".to_owned()), "{gone:#?}");
    let mut later = with_pay();
    later.set("人员名单!F2", 3500.0).set("人员名单!G1", "参评").set("人员名单!G3", "试用");
    later.row("考核信息", 7, &["绩效工资", "基数*总分/100"]);
    let told = changes(&with_pay(), &later);
    for line in [
        "考核信息「绩效工资」：（无） → 基数*总分/100",
        "张三（E001） 人员名单「绩效工资基数」（客服）：3000 → 3500",
        "李四（E002） 人员名单「参评」（客服）：是 → 试用",
        // 100 × 60% + 100 × 40% + 1 = 101: 3500 × 101 ÷ 100.
        "张三（E001） 绩效工资：3600 → 3535",
    ] {
        assert!(told.iter().any(|told| told == line), "{line}: {told:#?}");
    }
}

/// A month of the small department with marks, every rule of which means the same over several months.
fn month(period: &str) -> Book {
    let mut book = marked();
    book.set("考核信息!B2", period).set("考核指标!G3", "按比例计分，最高100分");
    book
}

fn archived(book: &Book) -> Month {
    let read = Submission::read(&book.bytes());
    let department = read.department.clone().expect("no error");
    let facts = read.score(History::default(), Outputs::All).scored.expect("it is scored").facts();
    Month { department, facts, decided: BTreeMap::new() }
}

/// What is told of a roll-up and the results of it; null where it is refused.
fn rolled(method: Method, months: &[Book]) -> (Vec<String>, Value, Vec<(String, String)>) {
    let months: Vec<Month> = months.iter().map(archived).collect();
    let quarter = roll_up("2026Q4".parse().unwrap(), method, &months).unwrap();
    let scoring = quarter.score(History::default(), Outputs::All);
    let told = scoring.problems.iter().map(|problem| format!("{} {}", problem.code.id(), problem.headline(Lang::ZhCn)));
    let told = told.filter(|told| !told.starts_with("W617")).collect();
    let Some(scored) = scoring.scored else { return (told, Value::Null, Vec::new()) };
    let results = serde_json::from_str(&scored.results_json()).unwrap();
    let from = Provenance::workbook("in.xlsx", Vec::new());
    let outputs = scored.report(&from, None, &mut |_, _| {}).unwrap();
    (told, results, outputs.into_iter().map(|output| (output.path, parts::text_of(output.bytes))).collect())
}

fn of<'a>(results: &'a Value, id: &str) -> &'a Value {
    results["people"].as_array().unwrap().iter().find(|person| person["id"] == id).unwrap()
}

#[test]
fn a_quarter_by_measures_takes_the_mean_of_every_months_marks_and_each_months_comment() {
    let mut november = month("2026-11");
    november.set("评分-客服!E2", "70").set("评分-客服!E3", "80").set("评分-客服!F3", "进步很大");
    let (told, results, all) = rolled(Method::Measures, &[month("2026-10"), november]);
    assert_eq!(told, Vec::<String>::new());
    let attitude = &of(&results, "E001")["roles"][0]["kpis"][2];
    // Self (90 + 70) ÷ 2 = 80 × 20%, manager (85 + 80) ÷ 2 = 82.5 × 80%: 16 + 66 = 82.
    assert_eq!((&attitude["value"], &attitude["marks"][1]["mean"]), (&"82".into(), &"82.5".into()));
    // 100 × 40% twice, 82 × 20% = 16.40, and a bonus in each month.
    assert_eq!(of(&results, "E001")["total"], "98.40");
    let own = &all.iter().find(|(path, _)| path.contains("E001")).unwrap().1;
    assert!(own.contains("2026-10 耐心，响应及时") && own.contains("2026-11 进步很大"));
}

#[test]
fn who_are_few_in_a_month_are_not_many_in_a_quarter() {
    let peers = |period: &str, marks: &[(&str, &str)]| {
        let mut book = month(period);
        book.set("考核指标!J4", "上级60%+同级40%").clear_rows("评分-客服", 2, 9);
        for (at, (rater, mark)) in (2..).zip(marks) {
            let category = if *rater == "王主管" { "上级" } else { "同级" };
            book.row("评分-客服", at, &["E001", "张三", category, rater, mark, ""]);
        }
        let next = 2 + u32::try_from(marks.len()).unwrap();
        book.row("评分-客服", next, &["E002", "李四", "上级", "王主管", "80", ""]);
        book.row("评分-客服", next + 1, &["E002", "李四", "同级", "赵", "81", ""]);
        book
    };
    // One peer in October, three in November: (61.17 + 3 × 81.41) ÷ 4 = 76.35 would give October's away.
    let one = peers("2026-10", &[("王主管", "90"), ("甲", "61.17")]);
    let three = peers("2026-11", &[("王主管", "90"), ("甲", "81.41"), ("乙", "81.41"), ("丙", "81.41")]);
    let (_, results, all) = rolled(Method::Measures, &[one, three.clone()]);
    assert_eq!(of(&results, "E001")["roles"][0]["kpis"][2]["marks"][1]["mean"], "76.35");
    let own = &all.iter().find(|(path, _)| path.contains("E001")).unwrap().1;
    assert!(!own.contains("76.35") && !own.contains("61.17"));
    // Three in both may be told.
    let mut other = three.clone();
    other.set("考核信息!B2", "2026-10");
    let (_, _, all) = rolled(Method::Measures, &[other, three]);
    assert!(all.iter().find(|(path, _)| path.contains("E001")).unwrap().1.contains("81.41"));
}

#[test]
fn marks_by_others_or_goals_that_changed_between_the_months_are_refused_by_measures_and_told_by_mean() {
    let mut november = month("2026-11");
    november.set("考核指标!J4", "自评30%+上级70%");
    let (told, results, _) = rolled(Method::Measures, &[month("2026-10"), november.clone()]);
    assert_eq!(told, ["E620 客服“服务态度”的定义在 2026-10 与 2026-11 之间有变化，不能按数据重新计算"]);
    assert_eq!(results, Value::Null);
    let (told, results, _) = rolled(Method::Mean, &[month("2026-10"), november]);
    assert_eq!(told, ["W619 客服“服务态度”的定义在 2026-10 与 2026-11 之间有变化"]);
    // 98.20, and with 90 × 30% + 85 × 70% = 86.5 in November 98.30: 98.25.
    assert_eq!(of(&results, "E001")["total"], "98.25");
    let goal = |period: &str, target: &str| {
        let mut book = month(period);
        book.sheet(
            "个人目标",
            &[&["工号", "姓名", "指标", "目标值", "权重", "评分标准"], &["E001", "张三", "解决率", target, "", ""]],
        );
        book
    };
    let (told, ..) = rolled(Method::Measures, &[goal("2026-10", "80%"), goal("2026-11", "85%")]);
    assert_eq!(told, ["E620 客服“解决率（张三 E001）”的定义在 2026-10 与 2026-11 之间有变化，不能按数据重新计算"]);
    let (told, results, _) = rolled(Method::Measures, &[goal("2026-10", "95%"), goal("2026-11", "95%")]);
    assert_eq!(told, Vec::<String>::new());
    // 180 of 200 are 90% of an own 95%: 94.7368 → 94.74.
    assert_eq!(of(&results, "E001")["roles"][0]["kpis"][0]["score"], "94.74");
}

#[test]
fn a_goal_of_ones_own_counts_for_who_left_before_the_last_month() {
    let mut october = month("2026-10");
    october.sheet(
        "个人目标",
        &[&["工号", "姓名", "指标", "目标值", "权重", "评分标准"], &["E001", "张三", "解决率", "100%", "", ""]],
    );
    let mut november = month("2026-11");
    november.clear_rows("人员名单", 2, 2).clear_rows("数据-客服", 2, 2).clear_rows("评分-客服", 2, 3);
    november.clear_rows("加减分", 2, 2);
    let (_, results, _) = rolled(Method::Measures, &[october, november]);
    // 90% of an own 100%, not of the role's 90%.
    assert_eq!(of(&results, "E001")["roles"][0]["kpis"][0]["score"], "90.00");
}

#[test]
fn dimensions_stay_and_pay_is_said_to_be_the_months() {
    let dimensions = |period: &str| {
        let mut book = in_dimensions();
        book.set("考核信息!B2", period).set("考核指标!G3", "按比例计分，最高100分");
        book
    };
    let (told, results, _) = rolled(Method::Measures, &[dimensions("2026-10"), dimensions("2026-11")]);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(of(&results, "E001")["roles"][0]["kpis"][2]["dimension"], "态度");
    let paid = |period: &str| {
        let mut book = with_pay();
        book.set("考核信息!B2", period);
        book
    };
    for method in [Method::Mean, Method::Days] {
        let (told, results, all) = rolled(method, &[paid("2026-10"), paid("2026-11")]);
        assert_eq!(told, ["N300 2026-10、2026-11 的绩效工资没有合到汇总里：绩效工资按月算"]);
        assert_eq!(of(&results, "E001")["pay"], Value::Null);
        assert!(all.iter().all(|(_, text)| !text.contains("3600")));
    }
}
