//! Did you mean: a name that is nearly right gets the right one offered, whatever slipped: a letter, the input method's choice, a
//! word more.

use super::base::with_second_person;
use super::findings;
use scorebook::lang::Lang;

/// The cell, what is typed there, and the name that is meant. A sheet's name without a cell is the tab itself.
#[rustfmt::skip]
const SLIPS: &[(&str, &str, &str)] = &[
    ("人员名单!A1", "工号码", "工号"), ("人员名单!A1", "公号", "工号"), ("人员名单!A1", "工好", "工号"), ("人员名单!A1", "号工", "工号"),
    ("人员名单!B1", "性明", "姓名"), ("人员名单!B1", "姓  名字", "姓名"), ("人员名单!B1", "名姓", "姓名"), ("人员名单!B1", "姓铭", "姓名"),
    ("人员名单!C1", "刚位", "岗位"), ("人员名单!C1", "岗味", "岗位"), ("人员名单!D1", "到港日期", "到岗日期"), ("人员名单!D1", "到岗日其", "到岗日期"),
    ("人员名单!E1", "立岗日期", "离岗日期"), ("人员名单!E1", "离港曰期", "离岗日期"), ("考核指标!B1", "指表", "指标"), ("考核指标!B1", "只标", "指标"),
    ("考核指标!B1", "KPl", "指标"), ("考核指标!C1", "全重", "权重"), ("考核指标!C1", "权中", "权重"), ("考核指标!D1", "记算公示", "计算公式"),
    ("考核指标!D1", "计祘公式", "计算公式"), ("考核指标!E1", "但位", "单位"), ("考核指标!E1", "单味", "单位"), ("考核指标!F1", "目票值", "目标值"),
    ("考核指标!F1", "木标只", "目标值"), ("考核指标!G1", "评分标淮", "评分标准"), ("考核指标!G1", "平份标准", "评分标准"), ("考核指标!H1", "慢分", "满分"),
    ("考核指标!H1", "满份", "满分"), ("考核指标!I1", "不使用是", "不适用时"), ("数据项!B1", "数剧项", "数据项"), ("数据项!D1", "会总方试", "汇总方式"),
    ("数据-客服!D1", "以解决书", "已解决数"), ("数据-客服!F1", "满意度平分", "满意度评分"), ("数据-客服!A1", "工呺", "工号"), ("加减分!C1", "类形", "类型"),
    ("加减分!D1", "份值", "分值"), ("加减分!E1", "事油", "事由"), ("等级!B1", "最底份", "最低分"), ("等级!C1", "绩效系书", "绩效系数"),
    ("等级!D1", "比例上线", "比例上限"), ("考核信息!A2", "考核周其", "考核周期"), ("考核信息!A3", "记分方式", "计分方式"), ("考核信息!A4", "小数位属", "小数位数"),
    ("考核信息!A5", "缺数剧处理", "缺数据处理"), ("考核信息!A6", "定级方试", "定级方式"), ("考核指标", "考核指表", "考核指标"), ("加减分", "加减份", "加减分"),
    ("加减分", "加减分明细", "加减分"), ("加减分", "奖惩记录", "加减分"), ("加减分", "员工考勤与表扬", "加减分"), ("人员名单", "人员名丹", "人员名单"), ("等级", "等集", "等级"), ("数据-客服", "数据-客福", "数据-客服"),
    ("人员名单!C2", "客福", "客服"), ("考核指标!D2", "已解绝数/咨询数", "已解决数"), ("数据-客服!A2", "E00l", "E001"), ("数据项!A2", "客复", "客服"),
];

#[test]
fn a_name_that_is_nearly_right_gets_the_right_one_offered() {
    let mut wrong = Vec::new();
    for (cell, typed, meant) in SLIPS {
        let mut book = with_second_person();
        match cell.split_once('!') {
            Some(_) => drop(book.set(cell, *typed).bytes()),
            None => (*typed).clone_into(&mut book.tab(cell).name),
        }
        let found = findings(&book.bytes());
        let offered = found.iter().any(|problem| {
            let said = format!("{}{}", problem.headline(Lang::ZhCn), problem.hint(Lang::ZhCn).unwrap_or_default());
            said.replace(typed, "").contains(meant)
                && problem.place.to_string().contains(cell.split('!').next().unwrap_or(""))
                || cell.find('!').is_none() && said.contains(meant)
        });
        if !offered {
            let said: Vec<String> =
                found.iter().map(|p| format!("{} {} {}", p.code.id(), p.place, p.headline(Lang::ZhCn))).collect();
            wrong.push(format!("{cell} {typed}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_misspelt_column_of_earlier_values_is_told_where_a_formula_reads_it() {
    let mut book = with_second_person();
    book.set("考核指标!D2", "已解决数/上期(已解决数)").set("数据-客服!G1", "上其已解决数").set("数据-客服!G2", 80.0);
    let told: Vec<String> = findings(&book.bytes()).iter().map(|p| format!("{} {}", p.code.id(), p.place)).collect();
    assert!(told.contains(&"W243 数据-客服!G1".to_owned()), "{told:?}");
}
