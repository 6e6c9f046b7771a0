//! Adjustments, calibrations, marks, staff, own goals, pay and rules that say two things: each is told at its cell, and what people usually
//! write is not.

use scorebook::history::History;
use scorebook::pipeline::{Outputs, Submission};
use scorebook::problem::Severity;

use super::problems::book::{Book, Content};
use super::problems::good;
use super::problems::people::{marked, with_goals, with_pay};

/// The warnings and errors of a workbook with their places.
fn told(book: &Book) -> Vec<String> {
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
    let loud = scoring.problems.iter().filter(|problem| problem.severity() != Severity::Note);
    loud.map(|problem| format!("{} {}", problem.code.id(), problem.place)).collect()
}

fn none() -> Vec<String> {
    Vec::new()
}

/// One adjustment: kind, points and reason.
fn adjusted(kind: &str, points: f64, reason: &str) -> Vec<String> {
    let mut book = good();
    book.set("加减分!C2", kind).set("加减分!D2", points).set("加减分!E2", reason);
    told(&book)
}

#[test]
fn points_under_a_heading_of_something_else_are_refused() {
    for heading in ["分值(元)", "分值（％）", "分值[万元]", "分值(次)", "分值(單位：元)"] {
        let mut book = good();
        book.set("加减分!D1", heading);
        assert_eq!(told(&book), ["E323 加减分!D1"], "{heading}");
    }
    for heading in ["分值", "分值(分)", "分值（分/次）", "分值(+/-)", "分值(加减分)"] {
        let mut book = good();
        book.set("加减分!D1", heading);
        assert_eq!(told(&book), none(), "{heading}");
    }
}

#[test]
fn points_that_are_meant_for_one_kpi_are_told() {
    for (heading, text, expected) in [
        ("指标", "满意度", "W248 加减分!F1"),
        ("考核指標", "满意度", "W248 加减分!F1"),
        ("KPI", "Satisfaction", "W248 加减分!F1"),
        ("指标", "", ""),
        ("经办人", "王五", ""),
    ] {
        let mut book = good();
        book.set("加减分!F1", heading).set("加减分!F2", text);
        assert_eq!(told(&book).concat(), expected, "{heading}");
    }
}

#[test]
fn a_reason_that_contradicts_its_row_is_told() {
    for (kind, points, reason) in [
        ("加分", 50.0, "奖金50元"),
        ("加分", 5.0, "獎金 5 元"),
        ("减分", 20.0, "罚款20元"),
        ("Bonus", 50.0, "Bonus of $50"),
        ("加分", 3.0, "迟到三次扣分"),
        ("加分", 3.0, "遲到扣3分"),
        ("减分", 3.0, "客户表扬加3分"),
        ("Penalty", 3.0, "Praised: add 3 points"),
        ("减分", 3.0, "10月份迟到"),
        ("Penalty", 3.0, "Late in October"),
    ] {
        assert_eq!(adjusted(kind, points, reason), ["W361 加减分!E2"], "{kind} {points} {reason}");
    }
    for (kind, points, reason) in [
        ("加分", 5.0, "拾金不昧500元，加5分"),
        ("减分", 5.0, "罚款50元"),
        ("减分", 3.0, "迟到扣3分"),
        ("加分", 3.0, "返还上次多扣3分"),
        ("减分", 3.0, "取消加分"),
        ("加分", 3.0, "无扣分，全勤"),
        ("加分", 3.0, "11月全勤"),
        ("加分", 3.0, "连续3个月无差错"),
        ("加分", 3.0, "加班3天"),
    ] {
        assert_eq!(adjusted(kind, points, reason), none(), "{kind} {points} {reason}");
    }
    // With its date in the period a row may well speak of October.
    let mut book = good();
    book.set("加减分!E2", "10月份表扬").set("加减分!F1", "日期").set("加减分!F2", "2026-11-03");
    assert_eq!(told(&book), none());
}

#[test]
fn one_adjustment_with_and_without_a_date_is_one_twice() {
    let twice = |dates: [&str; 2], reason: &str| {
        let mut book = good();
        book.set("加减分!F1", "日期").row("加减分", 2, &["E001", "张三", "加分", "1", reason, dates[0]]);
        book.row("加减分", 3, &["E001", "张三", "加分", "1", reason, dates[1]]);
        told(&book)
    };
    assert_eq!(twice(["2026-11-03", ""], "获奖"), ["W344 加减分!A3"]);
    assert_eq!(twice(["", "2026-11-03"], "获奖"), ["W344 加减分!A3"]);
    assert_eq!(twice(["2026-11-03", "2026-11-03"], "获奖"), ["W344 加减分!A3"]);
    assert_eq!(twice(["2026-11-03", "2026-11-04"], "获奖"), none());
}

#[test]
fn a_calibration_that_is_a_difference_or_a_factor_is_told() {
    // 张三 has 100.
    for (points, reason, expected) in [
        (2.0, "上调2分", "E352 加减分!E2"),
        (5.0, "下調 5 分", "E352 加减分!E2"),
        (2.0, "Plus 2 points", "E352 加减分!E2"),
        (2.0, "部门复议", "W363 加减分!A2"),
        (1.05, "部门系数", "W363 加减分!A2"),
        (9.5, "部门复议", "W363 加减分!A2"),
        (0.0, "部门复议", ""),
        (92.0, "上调2分", ""),
        (60.0, "下调至60分", ""),
    ] {
        assert_eq!(adjusted("校准", points, reason).concat(), expected, "{points} {reason}");
    }
}

/// 张三's and 李四's marks by two managers under a criterion.
fn marks(criterion: &str, given: [f64; 4]) -> Book {
    let mut book = marked();
    book.set("考核指标!G4", criterion).set("考核指标!J4", "上级");
    for (row, (id, name, rater)) in
        [("E001", "张三", "王主管"), ("E001", "张三", "刘主管"), ("E002", "李四", "王主管"), ("E002", "李四", "刘主管")]
            .iter()
            .enumerate()
    {
        let row = u32::try_from(row).unwrap() + 2;
        book.row("评分-客服", row, &[id, name, "上级", rater]);
        book.set(&format!("评分-客服!E{row}"), given[usize::try_from(row).unwrap() - 2]);
    }
    for row in 2..6 {
        book.set(&format!("评分-客服!F{row}"), "");
    }
    book
}

#[test]
fn marks_of_one_kpi_on_two_scales_are_told() {
    let plain = "按工作态度评定";
    for (given, expected) in [
        ([9.0, 85.0, 88.0, 90.0], "W287 评分-客服!E2"),
        ([85.0, 9.0, 90.0, 8.0], "W287 评分-客服!E3"),
        ([4.5, 85.0, 90.0, 90.0], "W287 评分-客服!E2"),
        ([70.0, 85.0, 60.0, 90.0], ""),
        ([40.0, 85.0, 15.0, 90.0], ""),
        ([0.0, 85.0, 90.0, 90.0], ""),
    ] {
        assert_eq!(told(&marks(plain, given)).concat(), expected, "{given:?}");
    }
    assert_eq!(told(&marks("优秀90分，良好60分，差5分", [5.0, 90.0, 60.0, 90.0])), none());
    // One manager marks one person each, in two scales: 8, 9 of each by the other's 85.
    let mut apart = marks(plain, [9.0, 8.0, 85.0, 90.0]);
    apart
        .set("评分-客服!D2", "陈主管")
        .set("评分-客服!D3", "陈主管")
        .set("评分-客服!A3", "E002")
        .set("评分-客服!B3", "李四");
    apart.set("评分-客服!A4", "E001").set("评分-客服!B4", "张三");
    assert_eq!(told(&apart).concat(), "W287 评分-客服!E2");
}

#[test]
fn a_line_of_means_is_no_rater() {
    for rater in ["平均", "平均分", "合计", "去掉最高最低", "去掉最高分和最低分", "Average", "加權平均"]
    {
        let mut book = marks("按工作态度评定", [90.0, 70.0, 80.0, 80.0]);
        book.row("评分-客服", 6, &["E001", "张三", "上级", rater]).set("评分-客服!E6", 80.0);
        assert_eq!(told(&book), ["W349 评分-客服!D6"], "{rater}");
    }
    for rater in ["王平", "刘总", "Max Mean"] {
        let mut book = marks("按工作态度评定", [90.0, 70.0, 80.0, 80.0]);
        book.row("评分-客服", 6, &["E001", "张三", "上级", rater]).set("评分-客服!E6", 80.0);
        assert_eq!(told(&book), none(), "{rater}");
    }
}

#[test]
fn what_remarks_say_of_peoples_days_is_told_where_their_columns_are_blank() {
    let said = |remark: &str, from: &str| {
        let mut book = good();
        book.set("人员名单!F1", "备注").set("人员名单!F2", remark).set("人员名单!D2", from);
        told(&book)
    };
    for remark in [
        "11月16日入职",
        "11.16到岗",
        "2026年11月18日由销售部调入",
        "2026/11/20 轉崗",
        "新入职",
        "试用期",
        "試用",
        "Joined on 16 Nov",
        "on probation",
    ] {
        assert_eq!(said(remark, ""), ["W362 人员名单!F2"], "{remark}");
    }
    for remark in [
        "2019年入职",
        "2020-03-01入职",
        "入职3年",
        "试用期已转正",
        "原销售部转岗",
        "党员",
        "Joined 2019",
        "left-handed",
    ] {
        assert_eq!(said(remark, ""), none(), "{remark}");
    }
    assert_eq!(said("11月16日入职", "2026-11-16"), none());
}

#[test]
fn people_of_another_department_among_those_of_the_own_are_told() {
    let said = |heading: &str, departments: [&str; 2]| {
        let mut book = good();
        book.set("人员名单!F1", heading).set("人员名单!F2", departments[0]).set("人员名单!F3", departments[1]);
        told(&book)
    };
    assert_eq!(said("部门", ["客服部", "销售部"]), ["W362 人员名单!F3"]);
    assert_eq!(said("所屬部門", ["销售部", "客服部"]), ["W362 人员名单!F2"]);
    assert_eq!(said("Department", ["Sales", "客服部"]), ["W362 人员名单!F2"]);
    for departments in
        [["客服部", "客服部"], ["一组", "二组"], ["客服部", "客服部一组"], ["客服部", ""], ["客服", "客服部"]]
    {
        assert_eq!(said("部门", departments), none(), "{departments:?}");
    }
}

#[test]
fn columns_of_own_goals_that_are_not_read_are_told_and_those_of_another_month_left_out() {
    let with = |heading: &str, text: &str| {
        let mut book = with_goals();
        book.set("个人目标!G1", heading).set("个人目标!G2", text);
        told(&book)
    };
    assert_eq!(with("满分", "80"), ["W248 个人目标!G1"]);
    assert_eq!(with("滿分", "80"), ["W248 个人目标!G1"]);
    assert_eq!(with("最高分", "80"), ["W248 个人目标!G1"]);
    assert_eq!(with("满分", ""), none());
    assert_eq!(with("备注", "试行"), none());
    for own in ["11月", "2026-11", "11", "本月", "2026"] {
        assert_eq!(with("月份", own), none(), "{own}");
    }
    // Without its row of October the person's weights are the role's and the other goal's: 60% and 50%.
    assert_eq!(with("月份", "10月"), ["W319 个人目标!G2", "E269 个人目标!E3"]);
    // A row for each month: November's counts.
    let mut year = with_goals();
    year.set("个人目标!G1", "Month").set("个人目标!G2", "Nov").set("个人目标!G3", "Nov");
    year.row("个人目标", 4, &["E001", "张三", "解决率", "70%", "50%", "", "Oct"]);
    assert_eq!(told(&year), ["W319 个人目标!G4"]);
}

#[test]
fn a_base_of_a_year_is_no_months() {
    for (heading, expected) in [
        ("绩效工资基数(年)", "E324 人员名单!F1"),
        ("绩效工资基数（年薪）", "E324 人员名单!F1"),
        ("績效工資基數(元/年)", "E324 人员名单!F1"),
        ("绩效工资基数(季度)", "E324 人员名单!F1"),
        ("Pay base (per year)", "E324 人员名单!F1"),
        ("Pay base (annual)", "E324 人员名单!F1"),
        ("绩效工资基数(月)", ""),
        ("绩效工资基数(元/月)", ""),
        ("绩效工资基数(税前)", ""),
        ("绩效工资基数(元)", ""),
        ("Pay base (monthly)", ""),
    ] {
        let mut book = with_pay();
        book.set("人员名单!F1", heading);
        assert_eq!(told(&book).concat(), expected, "{heading}");
    }
}

#[test]
fn a_formula_that_pays_a_multiple_of_the_base_is_told() {
    for (formula, expected) in [
        ("基数*总分", "W364 考核信息!B7"),
        ("base*total", "W364 考核信息!B7"),
        ("基数*系数*12", "W364 考核信息!B7"),
        ("基数*总分/100", ""),
        ("基数*系数", ""),
        ("", ""),
    ] {
        let mut book = with_pay();
        book.row("考核信息", 7, &["绩效工资", formula]);
        assert_eq!(told(&book).concat(), expected, "{formula}");
    }
}

#[test]
fn a_rule_that_names_another_weight_is_refused() {
    let with = |weight: Content, rule: &str| {
        let mut book = good();
        book.set("考核指标!C2", weight).set("考核指标!G2", rule);
        told(&book)
    };
    let sixty = || Content::from("60%");
    for rule in [
        "本项权重20%，每低1%扣2分，扣完为止",
        "權重：20%。每低1%扣2分，扣完为止",
        "按完成率比例计分，最高100分【占比20%】",
    ] {
        assert_eq!(with(sixty(), rule), ["E278 考核指标!G2"], "{rule}");
    }
    for rule in ["本项权重60%，每低1%扣2分，扣完为止", "权重：60%。每低1%扣2分，扣完为止", "每低1%扣2分，扣完为止"]
    {
        assert_eq!(with(sixty(), rule), none(), "{rule}");
    }
    assert_eq!(with(Content::Percent(0.6), "本项权重60%，每低1%扣2分，扣完为止"), none());
}
