//! The smallest department without a mistake: one role, two KPIs, two people.

use super::book::Book;

pub(crate) fn good() -> Book {
    let mut book = Book::default();
    book.sheet(
        "考核信息",
        &[
            &["部门", "客服部"],
            &["考核周期", "2026-11"],
            &["计分方式", "百分制"],
            &["小数位数", "2"],
            &["缺数据处理", "报错"],
            &["定级方式", "按分数"],
        ],
    )
    .sheet(
        "考核指标",
        &[
            &["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准", "满分", "不适用时"],
            &["客服", "解决率", "60%", "已解决数/咨询数", "%", "90%", "按完成率比例计分，最高100分"],
            &["客服", "满意度", "40%", "满意度评分", "分", "4.5", "每低0.1分扣2分，扣完为止"],
        ],
    )
    .sheet(
        "数据项",
        &[
            &["岗位", "数据项", "单位", "汇总方式"],
            &["客服", "已解决数", "单", "求和"],
            &["客服", "咨询数", "单", "求和"],
            &["客服", "满意度评分", "分", "平均"],
        ],
    )
    .sheet(
        "人员名单",
        &[&["工号", "姓名", "岗位", "到岗日期", "离岗日期"], &["E001", "张三", "客服"], &["E002", "李四", "客服"]],
    )
    .sheet(
        "数据-客服",
        &[
            &["工号", "姓名", "日期", "已解决数", "咨询数", "满意度评分"],
            &["E001", "张三", "", "90", "100", "4.5"],
            &["E002", "李四", "", "80", "100", "4.4"],
        ],
    )
    .sheet("加减分", &[&["工号", "姓名", "类型", "分值", "事由"], &["E001", "张三", "加分", "1", "受到客户表扬"]])
    .sheet(
        "等级",
        &[&["等级", "最低分", "绩效系数", "比例上限"], &["A", "90", "1.2"], &["B", "60", "1"], &["C", "0", "0.8"]],
    );
    book
}

/// The definitions of a second role, 组长, without people.
pub(super) fn with_second_role() -> Book {
    let mut book = good();
    book.row("考核指标", 4, &["组长", "任务完成数", "100%", "任务数", "次", "10", "每少1次扣5分，扣完为止"]).row(
        "数据项",
        5,
        &["组长", "任务数", "次", "求和"],
    );
    book
}

/// The second role with its person and data.
pub(crate) fn with_second_person() -> Book {
    let mut book = with_second_role();
    book.row("人员名单", 4, &["E003", "王五", "组长"])
        .sheet("数据-组长", &[&["工号", "姓名", "任务数"], &["E003", "王五", "10"]]);
    book
}

/// The second KPI in percent, from a data column in percent.
pub(super) fn with_percent_column() -> Book {
    let mut book = good();
    book.set("数据项!C4", "%")
        .set("考核指标!E3", "%")
        .set("考核指标!F3", "90%")
        .set("考核指标!G3", "每低1%扣2分，扣完为止")
        .set("数据-客服!F2", 0.95)
        .set("数据-客服!F3", 0.85);
    book
}

/// The second KPI by labels.
pub(super) fn with_labels() -> Book {
    let mut book = good();
    book.clear("数据项!C4")
        .clear("考核指标!E3")
        .clear("考核指标!F3")
        .set("考核指标!G3", "优秀得100分，良好得80分，一般得60分")
        .set("数据-客服!F2", "优秀")
        .set("数据-客服!F3", "良好");
    book
}
