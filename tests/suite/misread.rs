//! Cells that once were read as something else than they say, in silence.

use scorebook::check;
use scorebook::workbook;

use super::problems::book::Book;
use super::units::answer_of;

/// One person whose value is 8, full points at 10.
fn good() -> Book {
    let mut book = Book::default();
    book.sheet("考核信息", &[&["部门", "试验部"], &["考核周期", "2026-11"]])
        .sheet(
            "考核指标",
            &[
                &["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"],
                &["岗", "指标一", "100%", "甲", "元", "10", "按达成率比例计分"],
            ],
        )
        .sheet("数据项", &[&["岗位", "数据项", "单位", "汇总方式"], &["岗", "甲", "元", "求和"]])
        .sheet("人员名单", &[&["工号", "姓名", "岗位"], &["E1", "甲一", "岗"]])
        .sheet("数据-岗", &[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]])
        .sheet("等级", &[&["等级", "最低分", "绩效系数"], &["A", "90", "1.2"], &["B", "0", "1"]]);
    book
}

fn codes(book: &Book) -> Vec<String> {
    let read = workbook::read(&book.bytes()).value.unwrap();
    check::check(&read).problems.iter().map(|p| format!("{} {}", p.code.id(), p.place)).collect()
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
    for heading in ["甲(含税,千元)", "甲（含税，千元）", "甲(千元、含税)", "甲(含税千元)", "甲(千元)(含税)"] {
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
