//! Cells that once were read as something else than they say, in silence.

use super::headings::{self, codes};
use super::problems::book::{Book, Content};
use super::units::answer_of;

/// One person whose value is 8, full points at 10.
fn good() -> Book {
    let mut book = headings::book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    book.set("考核指标!E2", "元").set("数据项!C2", "元");
    book
}

fn codes_with(cells: &[(&str, &str)]) -> Vec<String> {
    let mut book = good();
    for (cell, text) in cells {
        book.set(cell, *text);
    }
    codes(&book)
}

#[test]
fn two_numbers_in_a_cell_are_no_number() {
    for text in ["90 110", "90，110", "9\n0", "1 200", "1\u{3000}200"] {
        assert_eq!(codes_with(&[("数据-岗!C2", text)]), ["E301 数据-岗!C2"], "{text}");
        assert_eq!(codes_with(&[("考核指标!F2", text)]), ["E223 考核指标!F2"], "{text}");
    }
    assert_eq!(codes_with(&[("等级!B2", "90 95")]), ["E301 等级!B2"]);
    for (text, answer) in [("1,200", "1200 100"), ("１，２００", "1200 100"), ("9 元", "9 90")] {
        let mut book = good();
        book.set("数据-岗!C2", text);
        assert_eq!(answer_of(&book), answer, "{text}");
    }
}

#[test]
fn the_unit_in_the_heading_of_targets_is_that_of_its_numbers() {
    for (heading, unit, target, data, answer) in [
        // 8万元 of 10万元.
        ("目标值(万元)", "元", "10", "80000", "80000 80"),
        ("目标值（单位：万元）", "元", "10", "80000", "80000 80"),
        ("目标值(万元)", "", "10", "80000", "8 80"),
        ("目标值(百元)", "元", "10", "800", "800 80"),
        ("目标值(含税，千元)", "元", "10", "8000", "8000 80"),
        ("目标值(万元)", "元", "≥10", "80000", "80000 80"),
        // What the cell says itself is nearer.
        ("目标值(万元)", "元", "10元", "8", "8 80"),
        ("目标值(元)", "元", "10", "8", "8 80"),
        ("目标值(含补录)", "元", "10", "8", "8 80"),
    ] {
        let mut book = good();
        book.set("考核指标!F1", heading).set("考核指标!E2", unit).set("考核指标!F2", target).set("数据-岗!C2", data);
        assert_eq!(answer_of(&book), answer, "{heading} {unit} {target}");
    }
    let other = [("考核指标!F1", "目标值(万元)"), ("考核指标!E2", "次"), ("数据项!C2", "次")];
    assert_eq!(codes_with(&other), ["E224 考核指标!F2"]);
    let percent = [("考核指标!F1", "目标值(%)"), ("考核指标!E2", "次"), ("数据项!C2", "次")];
    assert_eq!(codes_with(&percent), ["E224 考核指标!F2"]);
}

/// One person with a goal of their own, whose row is given behind 工号, 姓名 and 指标.
fn own(headings: [&str; 2], cells: [&str; 2]) -> Book {
    let mut book = good();
    let [target, weight] = headings;
    book.sheet("个人目标", &[&["工号", "姓名", "指标", target, weight], &["E1", "甲一", "指标一", cells[0], cells[1]]]);
    book
}

#[test]
fn a_goal_of_ones_own_is_in_its_headings_unit() {
    let mut book = own(["目标值(万元)", "权重"], ["20", ""]);
    book.set("数据-岗!C2", "100000");
    // 10万元 of 20万元.
    assert_eq!(answer_of(&book), "100000 50");
}

#[test]
fn a_goal_that_does_not_apply_is_asked_about() {
    for text in ["不适用", "/", "—", "N/A"] {
        assert_eq!(codes(&own(["目标值", "权重"], [text, ""])), ["E268 个人目标!D2"], "{text}");
    }
    assert_eq!(answer_of(&own(["目标值", "权重"], ["", ""])), "8 80");
    // That the KPI is not asked is said by its weight.
    let mut none = own(["目标值", "权重"], ["不适用", "0%"]);
    none.set("考核指标!C2", "50%")
        .row("考核指标", 3, &["岗", "指标二", "50%", "甲", "元", "10", "按达成率比例计分"])
        .row("个人目标", 3, &["E1", "甲一", "指标二", "", "100%"]);
    assert_eq!(codes(&none), Vec::<String>::new());
}

#[test]
fn a_unit_beside_another_word_in_a_headings_bracket_counts() {
    for heading in ["甲(含税,千元)", "甲（含税，千元）", "甲(千元、含税)", "甲(含税千元)", "甲(千元)(含税)"]
    {
        let mut book = good();
        book.set("数据-岗!C1", heading).set("考核指标!F2", "10000");
        // 8千元 of 10000元.
        assert_eq!(answer_of(&book), "8000 80", "{heading}");
    }
    for heading in ["甲(含税)", "甲(含税,元)", "甲(单元)"] {
        let mut book = good();
        book.set("数据-岗!C1", heading);
        assert_eq!(answer_of(&book), "8 80", "{heading}");
    }
}

#[test]
fn a_target_of_a_longer_time_is_told() {
    for text in ["10元/季", "10元/季度", "10/年", "10元（年度）", "≥10元/半年"] {
        assert_eq!(codes_with(&[("考核指标!F2", text)]), ["W249 考核指标!F2"], "{text}");
    }
    for text in ["10元/月", "10元", "10元（月）"] {
        assert_eq!(codes_with(&[("考核指标!F2", text)]), Vec::<String>::new(), "{text}");
    }
    // In a quarter that of a quarter is its own, that of a year is not.
    let quarter = ("考核信息!B2", "2026年第四季度");
    assert_eq!(codes_with(&[quarter, ("考核指标!F2", "10元/季")]), Vec::<String>::new());
    assert_eq!(codes_with(&[quarter, ("考核指标!F2", "10元/年")]), ["W249 考核指标!F2"]);
    assert_eq!(codes(&own(["目标值", "权重"], ["10元/季", ""])), ["W249 个人目标!D2"]);
    for heading in ["目标值(年度)", "目标值（季度）"] {
        assert_eq!(codes_with(&[("考核指标!F1", heading)]), ["E324 考核指标!F1"], "{heading}");
    }
    assert_eq!(codes_with(&[quarter, ("考核指标!F1", "目标值（季度）")]), Vec::<String>::new());
}

#[test]
fn a_share_beside_far_smaller_steps_is_told() {
    let told = |target: &str, rule: &str| {
        codes_with(&[
            ("考核指标!E2", "%"),
            ("数据项!C2", "%"),
            ("数据项!D2", "平均"),
            ("数据-岗!C2", "0.8%"),
            ("考核指标!F2", target),
            ("考核指标!G2", rule),
        ])
    };
    let tiny = "达到目标得满分，每高0.1个百分点扣5分，扣完为止";
    for target in ["0.5", "≤0.5", "1"] {
        assert_eq!(told(target, tiny), ["W249 考核指标!F2"], "{target}");
    }
    for target in ["0.5%", "50%", "0.02", "2"] {
        assert_eq!(told(target, tiny), Vec::<String>::new(), "{target}");
    }
    assert_eq!(told("0.95", "达到目标得满分，每低1个百分点扣5分，扣完为止"), Vec::<String>::new());
}

/// An adjustment of 甲一, behind 工号 and 姓名.
fn adjusted(headings: [&str; 4], cells: [&str; 4]) -> Vec<String> {
    let (mut head, mut row) = (vec!["工号", "姓名"], vec!["E1", "甲一"]);
    head.extend(headings);
    row.extend(cells);
    let mut book = good();
    book.sheet("加减分", &[&head, &row]).set("加减分!D2", cells[1]);
    codes(&book)
}

#[test]
fn an_adjustment_that_contradicts_itself_is_refused() {
    let usual = ["类型", "分值", "事由", "日期"];
    for (cells, code) in [
        (["一票否决", "否", "", ""], Some("E352 加减分!D2")),
        (["一票否决", "无", "", ""], Some("E352 加减分!D2")),
        (["一票否决", "", "无", ""], Some("E352 加减分!E2")),
        (["一票否决", "", "未发生", ""], Some("E352 加减分!E2")),
        (["一票否决", "/", "—", ""], Some("E352 加减分!E2")),
        (["一票否决", "", "泄露客户资料", ""], None),
        (["一票否决", "/", "", ""], None),
        (["一票否决", "是", "", ""], None),
        (["校准", "+2", "部门复议", ""], Some("E352 加减分!D2")),
        (["校准", "92", "部门复议", ""], None),
        (["加分", "+2", "表扬", ""], None),
        (["加分", "2", "合计", ""], Some("E352 加减分!E2")),
        (["减分", "2", "小计：", ""], Some("E352 加减分!E2")),
        (["加分", "2", "无", ""], None),
        (["加分", "2", "合计迟到三次", ""], None),
    ] {
        assert_eq!(adjusted(usual, cells), code.into_iter().collect::<Vec<_>>(), "{cells:?}");
    }
    let times = ["类型", "分值", "事由", "次数"];
    let other = "N208 加减分!F1";
    assert_eq!(adjusted(times, ["加分", "2", "表扬", "2"]), [other, "E352 加减分!F2"]);
    assert_eq!(adjusted(times, ["加分", "2", "表扬", "1"]), [other]);
    assert_eq!(adjusted(times, ["加分", "2", "表扬", ""]), [other]);
}

#[test]
fn an_adjustments_date_is_found_under_its_names() {
    for heading in ["日期", "发生时间", "奖惩日期", "奖惩时间"] {
        let told = adjusted(["类型", "分值", "事由", heading], ["加分", "2", "表扬", "2026-10-03"]);
        assert_eq!(told, ["W343 加减分!F2"], "{heading}");
    }
}

#[test]
fn a_second_sheet_of_adjustments_is_told() {
    let mut book = good();
    let rows: &[&[&str]] = &[&["工号", "姓名", "类型", "分值"], &["E1", "甲一", "加分", "2"]];
    book.sheet("加减分", rows).sheet("加减分2", rows).sheet("奖惩", rows);
    assert_eq!(codes(&book), ["W242 加减分2", "W242 奖惩"]);
}

#[test]
fn settings_of_another_scale_are_asked_about() {
    let with = |field: &str, value: Content| {
        let mut book = good();
        book.set("考核信息!A3", field).set("考核信息!B3", value);
        codes(&book)
    };
    assert_eq!(with("总分上限", Content::Number(1.2)), ["E210 考核信息!B3"]);
    assert_eq!(with("总分上限", Content::Number(120.0)), Vec::<String>::new());
    // 2026.10 typed as a number is 2026.1.
    let mut period = good();
    period.set("考核信息!B2", 2026.1);
    assert_eq!(codes(&period), ["E212 考核信息!B2"]);
    period.set("考核信息!B2", 2026.11);
    assert_eq!(codes(&period), Vec::<String>::new());
    period.set("考核信息!B2", "2026.10");
    assert_eq!(codes(&period), Vec::<String>::new());
    assert_eq!(codes_with(&[("等级!B2", "9"), ("等级!B3", "6")]), ["W233 等级!B2"]);
    assert_eq!(codes_with(&[("等级!B2", "60"), ("等级!B3", "0")]), Vec::<String>::new());
}

#[test]
fn what_a_heading_of_marks_says_of_their_scale_is_looked_at() {
    let marked = |heading: &str, more: &str| {
        let mut book = good();
        book.set("考核指标!H1", "评分人")
            .set("考核指标!C2", "60%")
            .row("考核指标", 3, &["岗", "态度", "40%", "", "", "", "按态度评定", "上级"])
            .sheet("评分-岗", &[&["工号", "姓名", "类别", heading, more], &["E1", "甲一", "上级", "9", "0.6"]]);
        codes(&book)
    };
    for heading in ["态度(10分)", "态度（满分5分）", "态度(5分制)"] {
        let told = marked(heading, "");
        assert!(told.contains(&"E323 评分-岗!D1".to_owned()), "{heading}: {told:?}");
    }
    for heading in ["态度", "态度(百分制)", "态度(100分)", "态度(主动)", "态度(2)"] {
        let told = marked(heading, "");
        assert!(!told.iter().any(|told| told.starts_with('E')), "{heading}: {told:?}");
    }
    assert!(marked("态度", "权重").contains(&"W248 评分-岗!E1".to_owned()));
}

#[test]
fn settings_that_there_are_not_and_that_seem_to_decide_points_are_asked_about() {
    let with = |label: &str| codes_with(&[("考核信息!A3", label), ("考核信息!B3", "1.2")]);
    for label in ["保底分", "每项下限", "部门系数", "部門係數", "加分封顶", "Department factor"] {
        assert_eq!(with(label), ["W355 考核信息!A3"], "{label}");
    }
    for label in ["考核人数", "版本", "联系电话", "单位性质", "Captain", "Capacity"] {
        assert_eq!(with(label), ["N350 考核信息!A3"], "{label}");
    }
}

#[test]
fn remarks_that_would_change_scores_are_asked_about() {
    let explained = |heading: &str, text: &str| {
        let mut book = good();
        book.set("考核指标!H1", heading).set("考核指标!H2", text);
        codes(&book).into_iter().filter(|told| told.starts_with('W')).collect::<Vec<_>>()
    };
    for text in [
        "低于6元本项不得分",
        "以财务数为准；低于 6 元，本项得0分",
        "每少1元扣7分",
        "最高120.5分",
        "單位：萬元",
        "目标单位为万元",
        "No points below 6: no points",
    ] {
        for heading in ["指标说明", "备注"] {
            assert_eq!(explained(heading, text), ["W356 考核指标!H2"], "{heading} {text}");
        }
    }
    // What the rule or the target says too, what names no number, and what decides nothing.
    for text in ["以财务数为准", "造假不得分", "目标10元", "由3人统计", "每月5日前报送", "单位：元", "最高得100分"]
    {
        assert_eq!(explained("指标说明", text), Vec::<String>::new(), "{text}");
    }
    let meant = |aggregate: &str, text: &str| {
        let mut book = good();
        book.set("数据项!D2", aggregate).set("数据项!E1", "说明").set("数据项!E2", text);
        codes(&book)
    };
    for (aggregate, text) in [
        ("求和", "取月平均值"),
        ("求和", "取每日均值"),
        ("求和", "按期末数"),
        ("平均", "各店合計"),
        ("Sum", "monthly average"),
    ] {
        assert_eq!(meant(aggregate, text), ["W356 数据项!E2"], "{aggregate} {text}");
    }
    for (aggregate, text) in
        [("求和", "每天的单量"), ("平均", "每日平均"), ("求和", "各店合计"), ("求和", "甲的平均合计")]
    {
        assert_eq!(meant(aggregate, text), Vec::<String>::new(), "{aggregate} {text}");
    }
    assert_eq!(meant("求和", "单位：万元"), ["W356 数据项!E2"]);
}

#[test]
fn the_people_of_a_sheet_who_stand_again_below_blank_rows_are_asked_about() {
    let with = |rows: &[(u32, &[&str])], head: &[&str]| {
        let mut book = headings::book(&[head, &["E1", "甲一", "8"], &["E2", "乙二", "7"]]);
        book.row("人员名单", 3, &["E2", "乙二", "岗"]);
        for (row, cells) in rows {
            book.row("数据-岗", *row, cells);
        }
        codes(&book).into_iter().filter(|told| told.starts_with("W357")).collect::<Vec<_>>()
    };
    let plain: &[&str] = &["工号", "姓名", "甲"];
    assert_eq!(with(&[(6, &["E1", "甲一", "5"]), (7, &["E2", "乙二", "4"])], plain), ["W357 数据-岗!A6"]);
    // No gap; one row alone; somebody who did not stand above; days or weeks that tell the blocks apart.
    assert_eq!(with(&[(4, &["E1", "甲一", "5"]), (5, &["E2", "乙二", "4"])], plain), Vec::<String>::new());
    assert_eq!(with(&[(6, &["E1", "甲一", "5"])], plain), Vec::<String>::new());
    let weeks: &[&str] = &["工号", "姓名", "甲", "周次"];
    let second: &[(u32, &[&str])] = &[(6, &["E1", "甲一", "5", "二"]), (7, &["E2", "乙二", "4", "二"])];
    assert_eq!(with(second, weeks), Vec::<String>::new());
}

#[test]
fn a_formula_without_figures_and_units_in_each_row_are_asked_about() {
    assert!(codes_with(&[("考核指标!D2", "0.95")]).contains(&"W358 考核指标!D2".to_owned()));
    let rows = |units: [&str; 2]| {
        let mut book = headings::book(&[
            &["工号", "姓名", "甲", "单位"],
            &["E1", "甲一", "8", units[0]],
            &["E1", "甲一", "7", units[1]],
        ]);
        book.set("数据项!C2", "元").set("考核指标!E2", "元");
        codes(&book)
    };
    assert_eq!(rows(["元", "万元"]), ["W248 数据-岗!D1"]);
    assert_eq!(rows(["元", "元"]), ["N208 数据-岗!D1"]);
}

#[test]
fn a_saved_value_that_its_formula_does_not_give_is_no_value() {
    let with = |formula: &'static str, saved: &'static str| {
        let mut book = headings::book(&[&["工号", "姓名", "甲", "早班", "晚班"], &["E1", "甲一", "", "4", "3"]]);
        book.set("数据-岗!C2", Content::Formula(formula, saved)).set("数据-岗!D2", 4.0).set("数据-岗!E2", 3.0);
        codes(&book).into_iter().filter(|told| !told.starts_with('N')).collect::<Vec<_>>()
    };
    for formula in ["D2+E2", "SUM(D2:E2)", "SUM($D2,E2)"] {
        assert_eq!(with(formula, "7"), Vec::<String>::new(), "{formula}");
        assert_eq!(with(formula, "9"), ["E305 数据-岗!C2"], "{formula}");
    }
    // It looks at itself.
    assert_eq!(with("C2+1", "9"), ["E305 数据-岗!C2"]);
    assert_eq!(with("ROUND(D2+E2,0)", "9"), ["E305 数据-岗!C2"]);
    assert_eq!(with("IF(D2>1,D2+E2,0)", "9"), Vec::<String>::new());
}

#[test]
fn rows_of_another_department_among_those_of_the_own_one_are_told() {
    let with = |heading: &str, departments: [&str; 2]| {
        let mut book = headings::book(&[
            &["工号", "姓名", "甲", heading],
            &["E1", "甲一", "8", departments[0]],
            &["E1", "甲一", "7", departments[1]],
        ]);
        book.set("考核信息!B1", "客服部");
        codes(&book).into_iter().filter(|told| told.starts_with('W')).collect::<Vec<_>>()
    };
    for heading in ["部门", "所屬部門", "Department"] {
        assert_eq!(with(heading, ["客服部", "销售部"]), ["W329 数据-岗!D3"], "{heading}");
        assert_eq!(with(heading, ["客服部", "客服部一组"]), Vec::<String>::new(), "{heading}");
        // A column of teams.
        assert_eq!(with(heading, ["一组", "二组"]), Vec::<String>::new(), "{heading}");
    }
}

#[test]
fn a_proportion_of_a_planned_loss_is_refused_where_the_loss_is_planned() {
    let cells = [("考核指标!F2", "-10"), ("数据-岗!C2", "8")];
    assert_eq!(codes_with(&cells), ["E510 考核指标!G2"]);
    let mut own = good();
    own.sheet("个人目标", &[&["工号", "姓名", "指标", "目标值"], &["E1", "甲一", "指标一", "-10"]]);
    assert_eq!(codes(&own), ["E510 个人目标!D2"]);
}
