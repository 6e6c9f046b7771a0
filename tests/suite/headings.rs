//! What a data sheet's headings and a column of months say of time: rows and columns of another month are not this month's.

use scorebook::check;
use scorebook::workbook;

use super::problems::book::{Book, Content};
use super::units::answer_of;

/// One person whose value is the sum of a column, full points at 10; the data sheet as given.
pub(crate) fn book(data: &[&[&str]]) -> Book {
    let mut book = Book::default();
    book.sheet("考核信息", &[&["部门", "试验部"], &["考核周期", "2026-11"]])
        .sheet(
            "考核指标",
            &[
                &["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"],
                &["岗", "指标一", "100%", "甲", "次", "10", "按达成率比例计分"],
            ],
        )
        .sheet("数据项", &[&["岗位", "数据项", "单位", "汇总方式"], &["岗", "甲", "次", "求和"]])
        .sheet("人员名单", &[&["工号", "姓名", "岗位"], &["E1", "甲一", "岗"]])
        .sheet("数据-岗", data)
        .sheet("等级", &[&["等级", "最低分", "绩效系数"], &["A", "90", "1.2"], &["B", "0", "1"]]);
    book
}

/// What is told of a workbook, and where.
pub(crate) fn codes(book: &Book) -> Vec<String> {
    let read = workbook::read(&book.bytes()).value.unwrap();
    check::check(&read).problems.iter().map(|p| format!("{} {}", p.code.id(), p.place)).collect()
}

#[test]
fn a_column_of_another_time_or_of_a_plan_is_not_this_months() {
    for header in ["甲(10月)", "甲（上月）", "甲(去年同期)", "甲(目标)", "甲（日均）", "甲(排名)"]
    {
        assert_eq!(codes(&book(&[&["工号", "姓名", header], &["E1", "甲一", "8"]])), ["E324 数据-岗!C1"], "{header}");
    }
    for header in ["甲(11月)", "甲（2026年11月）", "甲(含补录)", "甲(次)"] {
        assert_eq!(answer_of(&book(&[&["工号", "姓名", header], &["E1", "甲一", "8"]])), "8 80", "{header}");
    }
}

#[test]
fn this_months_column_counts_beside_that_of_another_month() {
    for header in ["甲(10月)", "10月甲", "甲(目标)"] {
        let beside = book(&[&["工号", "姓名", header, "甲"], &["E1", "甲一", "3", "8"]]);
        assert_eq!(answer_of(&beside), "8 80", "{header}");
        assert_eq!(codes(&beside), ["N208 数据-岗!C1"], "{header}");
    }
    // Where there is no other, that of another month is not offered in its stead.
    let alone = book(&[&["工号", "姓名", "10月甲"], &["E1", "甲一", "3"]]);
    assert_eq!(codes(&alone), ["E205 数据-岗!A1", "N208 数据-岗!C1"]);
}

#[test]
fn rows_of_another_month_do_not_count() {
    for (column, other, own) in [
        ("月份", "10月", "11月"),
        ("月份", "10", "11"),
        ("考核周期", "2026-10", "2026-11"),
        ("统计月份", "2026年10月份", "2026年11月"),
        ("年月", "202610", "202611"),
        ("期间", "十月", "十一月"),
        ("月份", "2025年11月", "2026年11月"),
        ("Month", "Oct 2026", "Nov 2026"),
        ("Month", "October", "Nov"),
    ] {
        let rows = book(&[&["工号", "姓名", column, "甲"], &["E1", "甲一", other, "5"], &["E1", "甲一", own, "8"]]);
        assert_eq!(answer_of(&rows), "8 80", "{column} {other}");
        assert_eq!(codes(&rows), ["W319 数据-岗!C2"], "{column} {other}");
    }
    // A longer time that holds the month says nothing against the row, nor does what is no time.
    for own in ["2026", "2026Q4", "第1周", ""] {
        assert_eq!(answer_of(&book(&[&["工号", "姓名", "月份", "甲"], &["E1", "甲一", own, "8"]])), "8 80", "{own}");
    }
    // The date wins.
    let dated = book(&[&["工号", "姓名", "日期", "月份", "甲"], &["E1", "甲一", "2026-11-03", "10月", "8"]]);
    assert_eq!(answer_of(&dated), "8 80");
}

#[test]
fn targets_of_another_month_are_asked_about() {
    for (header, code) in [("目标值(10月)", "E324 考核指标!F1"), ("目标值（去年）", "E324 考核指标!F1")]
    {
        let mut book = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
        book.set("考核指标!F1", header);
        assert_eq!(codes(&book), [code], "{header}");
    }
}

#[test]
fn adjustments_of_another_month_are_told() {
    let mut with = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    with.sheet("加减分", &[&["工号", "姓名", "类型", "分值", "月份"], &["E1", "甲一", "加分", "5", "10月"]]);
    assert_eq!(codes(&with), ["W343 加减分!E2"]);
}

#[test]
fn a_row_that_says_that_it_is_void_is_told() {
    for (column, text) in [("状态", "作废"), ("备注", "不计入"), ("Status", "Void"), ("狀態", "已取消")] {
        let rows = book(&[&["工号", "姓名", "甲", column], &["E1", "甲一", "8", ""], &["E1", "甲一", "5", text]]);
        assert!(codes(&rows).contains(&"W329 数据-岗!D3".to_owned()), "{text}: {:?}", codes(&rows));
    }
    let mut left = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    left.set("人员名单!D1", "备注").set("人员名单!D2", "离职");
    assert_eq!(codes(&left), ["W329 人员名单!D2"]);
    // The day is said, and counts.
    left.set("人员名单!E1", "离岗日期").set("人员名单!E2", "2026-11-30");
    assert_eq!(codes(&left), Vec::<String>::new());
    for (column, text) in [
        ("备注", "重复录入，请忽略"),
        ("备注", "10月补录"),
        ("类别", "退货"),
        ("周次", "本月合计"),
        ("是否有效", "否"),
        ("类别", "计划"),
        ("状态", "驳回"),
    ] {
        let rows = book(&[&["工号", "姓名", "甲", column], &["E1", "甲一", "8", ""], &["E1", "甲一", "5", text]]);
        assert!(codes(&rows).contains(&"W329 数据-岗!D3".to_owned()), "{text}: {:?}", codes(&rows));
    }
    let valid = book(&[&["工号", "姓名", "甲", "状态"], &["E1", "甲一", "8", "有效"], &["E1", "甲一", "5", "作废1单"]]);
    assert_eq!(codes(&valid), ["N208 数据-岗!D1"]);
}

#[test]
fn a_column_that_seems_to_decide_points_and_is_not_read_is_told() {
    let good = || book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    for (cell, heading) in [
        ("考核指标!H1", "最高分"),
        ("考核指标!H1", "门槛值"),
        ("考核指标!H1", "一票否决"),
        ("考核指标!H1", "扣分标准"),
        ("考核指标!H1", "Max points"),
        ("人员名单!D1", "考核系数"),
        ("人员名单!D1", "出勤天数"),
        ("人员名单!D1", "月目标值"),
        ("数据-岗!D1", "扣分"),
    ] {
        let mut book = good();
        book.set(cell, heading).set(&cell.replace('1', "2"), "5");
        assert_eq!(codes(&book), [format!("W248 {cell}")], "{heading}");
        // With nothing below it, it is a column like any other.
        let mut blank = good();
        blank.set(cell, heading);
        assert_eq!(codes(&blank), [format!("N208 {cell}")], "{heading}");
    }
}

#[test]
fn marks_of_another_month_are_asked_about() {
    let marked = |heading: &str| {
        let mut book = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
        book.set("考核指标!H1", "评分人")
            .set("考核指标!C2", "60%")
            .row("考核指标", 3, &["岗", "态度(主动)", "40%", "", "", "", "按态度评定", "上级"])
            .sheet("评分-岗", &[&["工号", "姓名", "类别", heading], &["E1", "甲一", "上级", "90"]]);
        codes(&book)
    };
    assert_eq!(marked("态度(主动)"), Vec::<String>::new());
    assert_eq!(marked("态度(主动)（11月）"), Vec::<String>::new());
    assert_eq!(marked("态度(主动)（10月）"), ["E324 评分-岗!D1"]);
}

/// The same department with these names in the stead of its tabs, and further sheets.
fn with_tabs(renamed: &[(&str, &str)], further: &[(&str, &[&[&str]])]) -> Book {
    let mut book = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    for (tab, name) in renamed {
        (*name).clone_into(&mut book.tab(tab).name);
    }
    for (name, rows) in further {
        book.sheet(name, rows);
    }
    book
}

#[test]
fn a_sheet_of_another_month_is_not_this_months() {
    let october: &[&[&str]] = &[&["工号", "姓名", "甲"], &["E1", "甲一", "3"]];
    for name in ["数据-岗(10月)", "10月数据-岗", "数据-岗（2026-10）", "数据-岗(十月)"] {
        let beside = with_tabs(&[("数据-岗", "数据-岗(11月)")], &[(name, october)]);
        assert_eq!(answer_of(&beside), "8 80", "{name}");
        assert_eq!(codes(&beside), [format!("N207 {name}")], "{name}");
        let alone = with_tabs(&[("数据-岗", name)], &[]);
        assert_eq!(answer_of(&alone), "E239", "{name}");
    }
    // It does not matter which of the two stands first.
    let mut first = with_tabs(
        &[("数据-岗", "数据-岗(10月)")],
        &[("数据-岗(11月)", &[&["工号", "姓名", "甲"], &["E1", "甲一", "9"]])],
    );
    first.set("数据-岗(10月)!C2", "1");
    assert_eq!(answer_of(&first), "9 90");
    let october: &[&[&str]] = &[&["工号", "姓名", "类型", "分值"], &["E1", "甲一", "加分", "30"]];
    let november: &[&[&str]] = &[&["工号", "姓名", "类型", "分值"], &["E1", "甲一", "加分", "5"]];
    let adjusted = with_tabs(&[], &[("加减分(10月)", october), ("加减分(11月)", november)]);
    assert_eq!(codes(&adjusted), ["N207 加减分(10月)"]);
}

#[test]
fn two_sheets_for_one_part_are_asked_about() {
    let data: &[&[&str]] = &[&["工号", "姓名", "甲"], &["E1", "甲一", "3"]];
    assert_eq!(answer_of(&with_tabs(&[], &[("数据-岗(11月)", data)])), "E203");
    let settings: &[&[&str]] = &[&["部门", "试验部"], &["考核周期", "2026-10"]];
    let both = with_tabs(&[("考核信息", "考核信息(11月)")], &[("考核信息(10月)", settings)]);
    assert_eq!(answer_of(&both), "E203");
}

#[test]
fn a_heading_over_others_tells_their_time_too() {
    let under = |over: &str| {
        let mut book = book(&[&["工号", "姓名", over, ""], &["", "", "甲", "备注"], &["E1", "甲一", "8", "x"]]);
        book.merge("数据-岗", "C1", "D1");
        book
    };
    for over in ["10月", "2026年10月", "上月", "目标", "计划", "日均"] {
        assert!(codes(&under(over)).contains(&"E324 数据-岗!C2".to_owned()), "{over}: {:?}", codes(&under(over)));
    }
    for over in ["11月", "2026年11月", "本月实际", "上月30日前填", "实际", "金额"] {
        assert_eq!(answer_of(&under(over)), "8 80", "{over}");
    }
    // A title over the whole table is none of its headings.
    let mut titled = book(&[&["10月数据", "", ""], &["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    titled.merge("数据-岗", "A1", "C1");
    assert_eq!(answer_of(&titled), "8 80");
}

#[test]
fn figures_of_another_month_are_asked_about_wherever_they_stand() {
    let good = || book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    let mut goals = good();
    goals.sheet("个人目标", &[&["工号", "姓名", "指标", "目标值(10月)"], &["E1", "甲一", "指标一", "9"]]);
    assert_eq!(codes(&goals), ["E324 个人目标!D1"]);
    let mut pay = good();
    pay.set("人员名单!D1", "绩效工资基数(上月)").set("人员名单!D2", "2000");
    assert!(codes(&pay).contains(&"E324 人员名单!D1".to_owned()), "{:?}", codes(&pay));
    let mut points = good();
    points.sheet("加减分", &[&["工号", "姓名", "类型", "分值（10月）"], &["E1", "甲一", "加分", "5"]]);
    assert_eq!(codes(&points), ["E324 加减分!D1"]);
    let mut grades = good();
    grades.set("等级!C1", "绩效系数(2025年)");
    assert_eq!(codes(&grades), ["E324 等级!C1"]);
    // Their own words in brackets are no time.
    for (cell, heading) in
        [("等级!C1", "绩效系数(2026年)"), ("考核指标!C1", "权重(%)"), ("考核指标!F1", "目标值（11月）")]
    {
        let mut own = good();
        own.set(cell, heading);
        assert_eq!(codes(&own), Vec::<String>::new(), "{heading}");
    }
}

#[test]
fn the_rows_of_months_count_in_a_quarter_while_the_person_is_there() {
    let quarter = |from: &str| {
        let mut book = book(&[
            &["工号", "姓名", "月份", "甲"],
            &["E1", "甲一", "10月", "3"],
            &["E1", "甲一", "11月", "3"],
            &["E1", "甲一", "12月", "2"],
        ]);
        book.set("考核信息!B2", "2026年第四季度").set("人员名单!D1", "到岗日期").set("人员名单!D2", from);
        book
    };
    assert_eq!(answer_of(&quarter("")), "8 80");
    // Two months of the same figures are not one row twice, and nobody answers for the month before they came.
    assert_eq!(codes(&quarter("")), Vec::<String>::new());
    assert_eq!(answer_of(&quarter("2026-11-15")), "5 50");
    assert!(
        codes(&quarter("2026-11-15")).contains(&"W341 数据-岗!C2".to_owned()),
        "{:?}",
        codes(&quarter("2026-11-15"))
    );
}

#[test]
fn the_column_of_earlier_values_is_that_of_the_month_before() {
    let with = |heading: &str| {
        let mut book = book(&[&["工号", "姓名", "甲", heading], &["E1", "甲一", "8", "4"]]);
        book.set("考核指标!D2", "甲/上期(甲)").set("考核指标!E2", "").set("考核指标!F2", "2");
        book
    };
    assert_eq!(answer_of(&with("上期甲")), "2 100");
    assert_eq!(answer_of(&with("上期甲(10月)")), "2 100");
    assert_ne!(answer_of(&with("上期甲(9月)")), "2 100");
    assert_eq!(codes(&with("上期甲(9月)")), ["N208 数据-岗!D1"]);
}

#[test]
fn dates_under_a_heading_that_is_not_known_are_told_and_so_are_those_of_another_month() {
    let head = ["工号", "姓名", "甲", "订单日期"];
    let own = book(&[&head, &["E1", "甲一", "8", "2026-11-03"], &["E1", "甲一", "5", "2026-11-04"]]);
    assert_eq!(codes(&own), ["W243 数据-岗!D1"]);
    let other = book(&[&head, &["E1", "甲一", "8", "2026-11-03"], &["E1", "甲一", "5", "2026-10-31"]]);
    assert_eq!(codes(&other), ["W243 数据-岗!D1", "W329 数据-岗!D3"]);
    // Somebody's own day is no row's, and beside 日期 another date may be anything.
    let joined = ["工号", "姓名", "甲", "入职日期"];
    let joined = book(&[&joined, &["E1", "甲一", "8", "2026-10-03"], &["E1", "甲一", "5", "2026-10-03"]]);
    assert_eq!(codes(&joined), ["N208 数据-岗!D1"]);
    let beside = ["工号", "姓名", "日期", "甲", "到账日期"];
    let beside = book(&[&beside, &["E1", "甲一", "2026-11-03", "8", "2026-12-01"]]);
    assert_eq!(codes(&beside), ["N208 数据-岗!E1"]);
}

#[test]
fn months_are_read_in_the_words_of_the_desk_and_days_under_a_month_are_days() {
    let head = ["工号", "姓名", "月份", "甲"];
    let both = book(&[&head, &["E1", "甲一", "本月", "8"], &["E1", "甲一", "上月", "5"]]);
    assert_eq!(codes(&both), ["W319 数据-岗!C3"]);
    let unclear = book(&[&head, &["E1", "甲一", "11月", "8"], &["E1", "甲一", "补", "5"]]);
    assert_eq!(codes(&unclear), ["W329 数据-岗!C3"]);
    let mut days = book(&[&head, &["E1", "甲一", "", "8"], &["E1", "甲一", "", "5"]]);
    days.set("数据-岗!C2", Content::Day(46_346.0)).set("数据-岗!C3", Content::Day(46_325.0));
    // 2026-11-20 and 2026-10-30.
    assert_eq!(codes(&days), ["W319 数据-岗!C3"]);
}

#[test]
fn figures_that_run_on_from_earlier_months_are_no_figures_of_the_month() {
    for header in ["甲(累计)", "甲(1-11月累计)"] {
        let running = book(&[&["工号", "姓名", header], &["E1", "甲一", "8"]]);
        assert_eq!(codes(&running), ["E324 数据-岗!C1"], "{header}");
    }
    for header in ["甲(本月累计)", "甲(11月累计)", "甲(当月累计)"] {
        let own = book(&[&["工号", "姓名", header], &["E1", "甲一", "8"]]);
        assert_eq!(codes(&own), Vec::<String>::new(), "{header}");
    }
}

#[test]
fn a_title_of_another_month_above_the_data_is_told() {
    for title in ["2026年10月销售数据", "10月份数据", "2025年11月数据"] {
        let mut old = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
        old.above("数据-岗", title);
        assert_eq!(codes(&old), ["W350 数据-岗!A1"], "{title}");
    }
    for title in ["2026年11月销售数据", "销售数据", "制表日期：2026年12月1日"] {
        let mut own = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
        own.above("数据-岗", title);
        assert_eq!(codes(&own), Vec::<String>::new(), "{title}");
    }
}

#[test]
fn what_is_struck_out_is_told_and_joins_nothing_within_a_text() {
    let mut cells = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", ""]]);
    cells.set("数据-岗!C2", Content::Struck("8"));
    assert_eq!(codes(&cells), ["W353 数据-岗!C2"]);
    // The 8 before 9 is struck out, and the 1 behind 90 is a footnote's.
    for text in [Content::StruckBefore("8", "9"), Content::RaisedBehind("90", "1")] {
        let mut joined = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", ""]]);
        joined.set("数据-岗!C2", text);
        let found = codes(&joined);
        assert!(found.iter().any(|code| code.starts_with('E') && code.ends_with("数据-岗!C2")), "{found:?}");
    }
    let mut rule = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    rule.set("考核指标!G2", Content::StruckBefore("每低1扣1", "1分"));
    assert!(codes(&rule).iter().any(|code| code.starts_with("E5")), "{:?}", codes(&rule));
}

#[test]
fn a_sheet_that_goes_on_with_another_one_is_told() {
    let head: &[&str] = &["工号", "姓名", "甲"];
    for name in ["数据-岗(2)", "数据-岗补", "数据-岗 2"] {
        let mut two = book(&[head, &["E1", "甲一", "8"]]);
        two.sheet(name, &[head, &["E1", "甲一", "5"]]);
        let found = codes(&two);
        assert!(
            found.iter().any(|code| code == &format!("W242 {name}") || code.starts_with("E203")),
            "{name}: {found:?}"
        );
    }
    let mut old = book(&[head, &["E1", "甲一", "8"]]);
    old.sheet("数据-岗(10月)", &[head, &["E1", "甲一", "5"]]);
    assert_eq!(codes(&old), ["N207 数据-岗(10月)"]);
}

#[test]
fn sums_of_shares_and_of_targets_that_each_row_repeats_are_asked_about() {
    let two = |unit: &str, name: &str, values: [&str; 2]| {
        let mut book = book(&[&["工号", "姓名", name], &["E1", "甲一", values[0]], &["E1", "甲一", values[1]]]);
        book.set("数据项!B2", name).set("数据项!C2", unit).set("考核指标!D2", name).set("考核指标!E2", unit);
        book.set("考核指标!F2", if unit == "%" { "90%" } else { "200" });
        codes(&book).into_iter().filter(|code| code.starts_with("W354")).collect::<Vec<_>>()
    };
    assert_eq!(two("%", "转化率", ["90%", "95%"]), ["W354 数据-岗!C1"]);
    assert_eq!(two("元/单", "客单价", ["90", "95"]), ["W354 数据-岗!C1"]);
    assert_eq!(two("单", "月目标", ["100", "100"]), ["W354 数据-岗!C1"]);
    // Targets of each week differ, and two orders may be alike.
    assert_eq!(two("单", "月目标", ["100", "120"]), Vec::<String>::new());
    assert_eq!(two("单", "订单数", ["100", "100"]), Vec::<String>::new());
}

#[test]
fn somebody_who_left_by_a_remark_is_asked_about() {
    let mut left = book(&[&["工号", "姓名", "甲"], &["E1", "甲一", "8"]]);
    left.set("人员名单!D1", "备注").set("人员名单!D2", "11月16日离职");
    assert_eq!(codes(&left), ["W329 人员名单!D2"]);
    left.set("人员名单!E1", "最后工作日").set("人员名单!E2", "2026-11-16");
    assert!(!codes(&left).iter().any(|code| code.starts_with("W329")), "{:?}", codes(&left));
}
