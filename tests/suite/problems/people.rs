//! Mistakes in what people decide: marks, own goals, dimensions, pay.

use scorebook::problem::Code;

use super::base::good;
use super::book::{Book, Content};

/// The small department with a third KPI that people mark, by self and manager.
pub(crate) fn marked() -> Book {
    let mut book = good();
    book.set("考核指标!J1", "评分人")
        .set("考核指标!C2", "40%")
        .row("考核指标", 4, &["客服", "服务态度", "20%", "", "", "", "优秀95分，良好85分，合格70分"])
        .set("考核指标!J4", "自评20%+上级80%")
        .sheet(
            "评分-客服",
            &[
                &["工号", "姓名", "类别", "评分人", "服务态度", "评语"],
                &["E001", "张三", "自评", "张三", "90", ""],
                &["E001", "张三", "上级", "王主管", "85", "耐心，响应及时"],
                &["E002", "李四", "自评", "李四", "优秀", ""],
                &["E002", "李四", "上级", "王主管", "70", ""],
            ],
        );
    book
}

/// The same with KPIs in two dimensions whose weights are of the whole.
pub(crate) fn in_dimensions() -> Book {
    let mut book = marked();
    book.set("考核指标!K1", "维度").set("考核指标!L1", "维度权重");
    for (row, dimension, weight) in [(2, "业绩", "80%"), (3, "业绩", ""), (4, "态度", "20%")] {
        book.set(&format!("考核指标!K{row}"), dimension);
        if !weight.is_empty() {
            book.set(&format!("考核指标!L{row}"), weight);
        }
    }
    book
}

/// A sheet of own goals beside the small department.
pub(crate) fn with_goals() -> Book {
    let mut book = good();
    book.sheet(
        "个人目标",
        &[
            &["工号", "姓名", "指标", "目标值", "权重", "评分标准"],
            &["E001", "张三", "解决率", "80%", "50%", ""],
            &["E001", "张三", "满意度", "", "50%", ""],
        ],
    );
    book
}

/// Bases of pay beside the small department.
pub(crate) fn with_pay() -> Book {
    let mut book = good();
    book.set("人员名单!F1", "绩效工资基数").set("人员名单!F2", 3000.0).set("人员名单!F3", 2000.0);
    book
}

/// 扣分制: a level, counted events, steps on both sides and a KPI that people mark.
pub(crate) fn in_deductions() -> Book {
    let mut book = Book::default();
    book.sheet(
        "考核信息",
        &[&["部门", "工程部"], &["考核周期", "2026-11"], &["计分方式", "扣分制"], &["小数位数", "2"]],
    )
    .sheet(
        "考核指标",
        &[
            &["岗位", "指标", "计算公式", "评分人", "单位", "目标值", "评分标准"],
            &["职员", "工作数量", "工作量", "", "", "", "超负荷5；饱和0；一般-5；不足-10"],
            &["职员", "工作质量", "", "自评20%+上级80%", "", "", "优秀5；合格0；可挽回-15；无法挽回-30至-100"],
            &["职员", "客户投诉", "投诉数", "", "条", "", "每发生1条扣5分，最多扣20分"],
            &["职员", "完成率", "完成/计划", "", "%", "100%", "每低于目标1%扣0.5分；每超过1%加0.5分，最高加5分"],
        ],
    )
    .sheet(
        "数据项",
        &[
            &["岗位", "数据项", "单位", "汇总方式"],
            &["职员", "工作量", "", "期末"],
            &["职员", "投诉数", "条", "求和"],
            &["职员", "完成", "万元", "求和"],
            &["职员", "计划", "万元", "求和"],
        ],
    )
    .sheet("人员名单", &[&["工号", "姓名", "岗位"], &["E001", "张三", "职员"], &["E002", "李四", "职员"]])
    .sheet(
        "数据-职员",
        &[
            &["工号", "姓名", "工作量", "投诉数", "完成", "计划"],
            &["E001", "张三", "超负荷", "0", "120", "100"],
            &["E002", "李四", "不足", "6", "93.5", "100"],
        ],
    )
    .sheet(
        "评分-职员",
        &[
            &["工号", "姓名", "类别", "评分人", "工作质量", "评语"],
            &["E001", "张三", "自评", "张三", "5", ""],
            &["E001", "张三", "上级", "王主管", "0", ""],
            &["E002", "李四", "自评", "李四", "0", ""],
            &["E002", "李四", "上级", "王主管", "-30", "两次返工"],
        ],
    )
    .sheet("加减分", &[&["工号", "姓名", "类型", "分值", "事由"], &["E001", "张三", "加分", "3", "抢险"]])
    .sheet("等级", &[&["等级", "最低分", "绩效系数"], &["A", "100", "1.2"], &["B", "0", "1"]]);
    book
}

/// The smallest bad workbook of a code.
pub(super) fn sample(code: Code) -> Option<Book> {
    let mut book = marked();
    match code {
        Code::RatersUnreadable => book.set("考核指标!J4", "由部门负责人综合各方意见后评定"),
        Code::RaterShares => book.set("考核指标!J4", "自评20%+上级70%"),
        Code::MarkedAndCalculated => {
            book = good();
            book.set("考核指标!J1", "评分人").set("考核指标!J3", "上级")
        }
        Code::MissingMarksSheet => book.without("评分-客服"),
        Code::NotInDeductions => {
            book = in_deductions();
            book.set("考核指标!H1", "权重").set("考核指标!H2", "40%")
        }
        Code::RuleNoFullPoints => {
            book = in_deductions();
            book.set("考核指标!G4", "每发生1条扣5分，扣完为止")
        }
        Code::CriterionBeyondFull => book.set("考核指标!G4", "优秀105分，良好85分"),
        Code::DimensionWeightsOff => {
            book = in_dimensions();
            book.set("考核指标!L4", "30%").set("考核指标!C4", "30%")
        }
        Code::DimensionKpiWeights => {
            book = in_dimensions();
            book.set("考核指标!C3", "30%")
        }
        Code::DimensionWeightsBlank => {
            book = in_dimensions();
            book.clear("考核指标!C2").clear("考核指标!C3")
        }
        Code::OwnGoalUnknown => {
            book = with_goals();
            book.row("个人目标", 4, &["E001", "张三", "投诉率", "1%"])
        }
        Code::OwnWeightsOff => {
            book = with_goals();
            book.set("个人目标!E3", "40%")
        }
        Code::OwnGoalTwice => {
            book = with_goals();
            book.row("个人目标", 4, &["E001", "张三", "解决率", "85%"])
        }
        Code::ProrateUnfit => {
            book = good();
            book.set("考核指标!J1", "折算").set("考核指标!J2", "是")
        }
        Code::PayFormulaUnreadable => {
            book = with_pay();
            book.row("考核信息", 7, &["绩效工资", "基数*系数+津贴"])
        }
        Code::PayFormulaWithoutValue => {
            book = with_pay();
            book.row("考核信息", 7, &["绩效工资", "基数*系数/(2-2)"])
        }
        Code::PayUnknown => {
            book = with_pay();
            book.row("考核信息", 7, &["绩效工资", "基数*系数/(应计天数-在岗天数)"]).set("人员名单!E3", "2026-11-29")
        }
        Code::PayBaseTwice => {
            book = super::base::with_second_person();
            book.set("人员名单!F1", "绩效工资基数")
                .set("人员名单!E2", "2026-11-10")
                .set("人员名单!F2", 3000.0)
                .row("人员名单", 5, &["E001", "张三", "组长", "2026-11-11"])
                .set("人员名单!F5", 4000.0)
                .row("数据-组长", 3, &["E001", "张三", "10"])
                .set("考核指标!J1", "折算")
                .set("考核指标!J4", "是")
        }
        Code::NotAppraised => {
            book = good();
            book.set("人员名单!F1", "参评").set("人员名单!F3", "否")
        }
        Code::AppraisedContradicts => {
            book = good();
            book.set("人员名单!F1", "参评").set("人员名单!E2", "2026-11-10").set("人员名单!F2", "否").row(
                "人员名单",
                4,
                &["E001", "张三", "客服", "2026-11-15"],
            )
        }
        Code::ProbationOfPart => {
            book = good();
            book.set("人员名单!F1", "参评").set("人员名单!E2", "2026-11-10").set("人员名单!F2", "试用").row(
                "人员名单",
                4,
                &["E001", "张三", "客服", "2026-11-15"],
            )
        }
        Code::MarkBeyondBounds => book.set("评分-客服!E3", 105.0),
        Code::MarkUnreadable => book.set("评分-客服!E3", "还可以"),
        Code::MarkCategoryUnknown => book.row("评分-客服", 6, &["E001", "张三", "同级", "赵六", "90"]),
        Code::MarkNotAsked => book
            .row("考核指标", 5, &["客服", "协作", "20%", "", "", "", "按配合程度评定"])
            .set("考核指标!C2", "20%")
            .set("考核指标!J5", "上级")
            .set("评分-客服!G1", "协作")
            .set("评分-客服!G3", 80.0)
            .set("评分-客服!G5", 80.0)
            .set("评分-客服!G2", 90.0),
        Code::RaterOfAnother => book.set("评分-客服!D2", "王主管"),
        Code::MarkTwice => book.row("评分-客服", 6, &["E001", "张三", "上级", "王主管", "80"]),
        Code::MarksSmall => {
            let marks = ["9", "8", "8.5", "7"];
            (2_u32..).zip(marks).for_each(|(row, mark)| {
                book.row("评分-客服", row, &["", "", "", "", mark]);
            });
            book.set("考核指标!G4", "按工作态度评定")
        }
        Code::MarksApart => {
            book.set("考核指标!G4", "按工作态度评定").set("评分-客服!E3", 9.0).set("评分-客服!E4", 90.0)
        }
        Code::PayFar => {
            book = with_pay();
            book.row("考核信息", 7, &["绩效工资", "基数*总分"])
        }
        Code::MarkBlank => book.row("评分-客服", 6, &["E001", "张三", "上级", "刘主管", "", "出差，未评"]),
        Code::MarksMissing => book.clear_rows("评分-客服", 5, 5),
        Code::MarksMissingAllowed => book.clear_rows("评分-客服", 5, 5).set("考核信息!B5", "不考核"),
        Code::TargetWholeForPart => {
            book = super::base::with_second_person();
            book.set("人员名单!D4", "2026-11-20")
        }
        Code::PayTooLarge => {
            book = with_pay();
            book.row("考核信息", 7, &["绩效工资", "基数^9*基数^9"]).set("人员名单!F2", Content::Number(90000.0))
        }
        _ => return None,
    };
    Some(book)
}
