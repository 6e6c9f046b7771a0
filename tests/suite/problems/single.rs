//! One slip of the hand gives one problem, at the cell where the hand slipped, however much of the workbook rests on it.

use super::base::{good, with_second_person};
use super::book::Book;
use super::findings;

/// What is found in a workbook: `E312 数据-客服!A2`.
fn found(book: &Book) -> Vec<String> {
    findings(&book.bytes()).iter().map(|p| format!("{} {}", p.code.id(), p.place).trim_end().to_owned()).collect()
}

/// Two roles of two people each, where the first measure is asked for by growth too.
fn office() -> Book {
    let mut book = with_second_person();
    book.set("考核指标!D3", "满意度评分+0*环比(已解决数)")
        .row("人员名单", 5, &["F904", "赵六", "组长"])
        .row("数据-组长", 3, &["F904", "", "10"])
        // 姓名 lets itself be filled in by a formula, which a program has not calculated.
        .clear("数据-客服!B2")
        .clear("数据-客服!B3")
        .clear("数据-组长!B2")
        .row("数据-客服", 4, &["E001", "", "", "5", "5", "4.5"])
        .row("数据-客服", 5, &["E002", "", "", "5", "5", "4.5"]);
    book
}

fn slips() -> Vec<(&'static str, Book)> {
    let mut all = Vec::new();
    let mut slip = |expected: &'static str, change: &dyn Fn(&mut Book) -> &mut Book| {
        let mut book = office();
        change(&mut book);
        all.push((expected, book));
    };
    // Whole sheets and tables.
    slip("E201", &|book| book.without("数据项"));
    slip("E201", &|book| {
        "考核信习".clone_into(&mut book.tab("考核信息").name);
        book
    });
    slip("E239", &|book| {
        "客服".clone_into(&mut book.tab("数据-客服").name);
        book
    });
    slip("E240 数据-客服", &|book| book.clear_rows("数据-客服", 2, 5));
    // Headers: at the header that is meant.
    slip("E205 考核指标!B1", &|book| book.set("考核指标!B1", "指表"));
    slip("E205 考核指标!F1", &|book| book.set("考核指标!F1", "目标直"));
    slip("E205 考核指标!F1", &|book| book.clear("考核指标!F1"));
    slip("W247 数据项!C1", &|book| book.clear("数据项!C1"));
    slip("E205 数据项!B1", &|book| book.set("数据项!B1", "数据巷"));
    slip("E205 等级!B1", &|book| book.set("等级!B1", "最底分"));
    slip("E205 数据-客服!D1", &|book| book.set("数据-客服!D1", "已解块数"));
    slip("E206 数据-客服!E1", &|book| book.set("数据-客服!E1", "已解决数"));
    slip("W243 等级!C1", &|book| book.set("等级!C1", "绩效系"));
    slip("W243 人员名单!D1", &|book| book.set("人员名单!D1", "到港日期"));
    // Whose passwords nothing reads believes that the workbooks are locked.
    for heading in ["口令", "文件密码", "【密码】", "密吗", "Passwords", "PWD", "打开暗号"] {
        slip("W243 人员名单!F1", &|book| book.set("人员名单!F1", heading).set("人员名单!F2", "开门"));
    }
    slip("E211 考核信息!A2", &|book| book.set("考核信息!A2", "考核周其"));
    // Definitions.
    slip("E214 考核指标!A2", &|book| book.set("考核指标!A2", "客福"));
    slip("E213 数据项!A2", &|book| book.set("数据项!A2", "客福"));
    slip("E221 数据项!A2", &|book| book.clear("数据项!A2"));
    slip("E221 数据项!B2", &|book| book.clear("数据项!B2"));
    slip("E216 数据项!B3", &|book| book.set("数据项!B3", "已解决数"));
    slip("E219 考核指标!C2", &|book| book.clear("考核指标!C2"));
    slip("E215 考核指标!B5", &|book| {
        book.row("考核指标", 5, &["组长", "任务完成数", "100%", "任务数", "次", "10", "每少1次扣5分，扣完为止"])
    });
    slip("E402 考核指标!D3", &|book| book.set("考核指标!D3", "满意度评分+0*环比(已解块数)"));
    // People.
    slip("E221 人员名单!A2", &|book| book.clear("人员名单!A2"));
    slip("E234 人员名单!A3", &|book| book.set("人员名单!A2", "E002"));
    slip("E312 数据-客服!A2", &|book| book.set("人员名单!A2", "E0O1"));
    slip("E312 数据-客服!A2", &|book| book.clear_rows("人员名单", 2, 2));
    slip("E213 人员名单!C2", &|book| book.set("人员名单!C2", "客福"));
    slip("E313 数据-客服!A2", &|book| book.set("人员名单!C2", "组长"));
    slip("E313 数据-组长!A2", &|book| book.set("人员名单!C4", "客服"));
    slip("E236 人员名单!E2", &|book| book.set("人员名单!D2", "2026-11-20").set("人员名单!E2", "2026-11-10"));
    slip("E235 人员名单!A6", &|book| {
        book.row("人员名单", 6, &["E001", "张三", "组长"]).row("数据-组长", 4, &["E001", "", "1"])
    });
    slip("E205 人员名单!D1", &|book| {
        // 上班第一天 is no word of the layout, and stands above dates.
        book.set("人员名单!D1", "上班第一天")
            .set("人员名单!D2", "2024-03-01")
            .set("人员名单!E2", "2026-11-10")
            .row("人员名单", 6, &["E001", "张三", "组长", "2026-11-11"])
            .row("数据-组长", 4, &["E001", "", "1"])
    });
    slip("W314 数据-客服!B2", &|book| {
        book.set("人员名单!B2", "张珊").set("数据-客服!B2", "张三").set("数据-客服!B4", "张三")
    });
    slip("E327 数据-客服!B1", &|book| {
        book.set("数据-客服!A1", "姓名")
            .set("数据-客服!B1", "工号")
            .set("数据-客服!B2", "张三")
            .set("数据-客服!B3", "李四")
            .set("数据-客服!B4", "张三")
            .set("数据-客服!B5", "李四")
    });
    slip("E327 人员名单!B1", &|book| {
        for (cell, name) in [("客服!B2", "张三"), ("客服!B3", "李四"), ("客服!B4", "张三"), ("客服!B5", "李四")]
        {
            book.set(&format!("数据-{cell}"), name);
        }
        book.set("数据-组长!B2", "王五").set("数据-组长!B3", "赵六").clear("加减分!A2").clear_rows("加减分", 2, 2);
        book.set("人员名单!A1", "姓名").set("人员名单!B1", "工号")
    });
    slip("E213 人员名单!C2", &|book| book.set("考核指标!A2", "售后").set("考核指标!A3", "售后"));
    slip("E239", &|book| {
        "11月".clone_into(&mut book.tab("数据-客服").name);
        book
    });
    slip("E214 考核指标!A4", &|book| book.set("人员名单!E4", "2026-10-31").set("人员名单!E5", "2026-10-31"));
    slip("E246 考核信息!B2", &|book| {
        book.set("考核信息!B2", "2016-11")
            .set("人员名单!D2", "2024-03-01")
            .set("人员名单!D3", "2024-03-01")
            .set("人员名单!D4", "2024-03-01")
            .set("人员名单!D5", "2024-03-01")
            .set("数据-客服!C2", "2026-11-01")
    });
    // Settings: one wrong choice, however many rules and rows it touches.
    slip("E244 考核信息!B3", &|book| {
        book.set("考核信息!B3", "权重分")
            .set("考核指标!G2", "按完成率比例计分，最高150分")
            .set("考核指标!G3", "直接计分")
    });
    slip("E244 考核信息!B3", &|book| {
        book.set("考核指标!G2", "达到目标得60分，否则0分")
            .set("考核指标!G3", "达到目标得40分，每低0.1分扣2分，扣完为止")
            .set("考核指标!G4", "每少1次扣5分，扣完为止")
    });
    slip("E250 考核信息!B2", &|book| {
        book.set("考核信息!B2", "2026-12")
            .set("数据-客服!C2", "2026-11-01")
            .set("数据-客服!C3", "2026-11-02")
            .set("数据-客服!C4", "2026-11-03")
            .set("数据-客服!C5", "2026-11-04")
    });
    // Data.
    slip("E315 数据-组长!A2", &|book| book.clear("数据-组长!A2"));
    all
}

#[test]
fn one_slip_gives_one_problem_where_the_hand_slipped() {
    assert_eq!(found(&office()), Vec::<String>::new());
    let wrong: Vec<String> = slips()
        .iter()
        .map(|(expected, book)| (expected, found(book)))
        .filter(|(expected, found)| found != &[(*expected).to_owned()])
        .map(|(expected, found)| format!("{expected} expected, {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn people_below_every_grade_are_one_problem() {
    let mut book = good();
    book.set("等级!B2", 99.0).set("等级!B3", 98.0).set("等级!B4", 97.0).set("数据-客服!D2", 10.0);
    assert_eq!(found(&book), ["E422 人员名单!A2"]);
}

#[test]
fn the_subtotal_of_a_person_is_left_out_where_it_stands_beside_the_id() {
    for (row, at) in
        [(["E002", "小计", "", "999", "999", "5"], "B"), (["E002", "李四", "合计", "999", "999", "5"], "C")]
    {
        let mut book = office();
        book.row("数据-客服", 6, &row);
        assert_eq!(found(&book), [format!("N237 数据-客服!{at}6")]);
    }
}
