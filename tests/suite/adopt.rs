//! Offices' own tables and texts, laid out in many ways, become department workbooks: what stands in them arrives, what does not is named.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use scorebook::lang::Lang;
use scorebook::pipeline::{Adopted, SourceFile, Wishes, adopted};
use scorebook::problem::{Code, Severity};
use scorebook::workbook::{self, Value};
use zip::write::SimpleFileOptions;

use crate::problems::book::Book;

pub(crate) fn wishes(lang: Lang) -> Wishes<'static> {
    Wishes { lang: Some(lang), department: Some("某部"), role: None, period: "2026-11".parse().unwrap() }
}

pub(crate) fn made(name: &str, bytes: &[u8]) -> Adopted {
    adopted(&[SourceFile { name, bytes }], &wishes(Lang::ZhCn)).unwrap().unwrap_or_else(|problems| {
        panic!("{name}: {:?}", problems.iter().map(|(_, p)| p.headline(Lang::ZhCn)).collect::<Vec<_>>())
    })
}

pub(crate) fn refused(name: &str, bytes: &[u8]) -> Vec<Code> {
    match adopted(&[SourceFile { name, bytes }], &wishes(Lang::ZhCn)).unwrap() {
        Ok(_) => Vec::new(),
        Err(problems) => problems.into_iter().map(|(_, problem)| problem.code).collect(),
    }
}

/// The rows of a sheet of what was made, from its header on: a map per row, by the header's words.
pub(crate) fn rows(adopted: &Adopted, sheet: &str) -> Vec<BTreeMap<String, String>> {
    let workbook = workbook::read(&adopted.bytes).value.unwrap();
    let sheet = workbook.sheets.iter().find(|one| &*one.name == sheet).unwrap_or_else(|| panic!("{sheet}"));
    let text = |row: u32, column: u16| match sheet.get(row, column).map(|cell| (&cell.value, cell.percent)) {
        Some((Value::Text(text), _)) => text.clone(),
        Some((Value::Number(number), true)) => {
            format!("{}%", (number * rust_decimal::Decimal::ONE_HUNDRED).normalize())
        }
        Some((Value::Number(number), false)) => number.normalize().to_string(),
        _ => String::new(),
    };
    let heads: Vec<(u16, String)> =
        (0..20).map(|column| (column, text(3, column))).filter(|(_, head)| !head.is_empty()).collect();
    (4..200)
        .map(|row| heads.iter().map(|(column, head)| (head.clone(), text(row, *column))).collect::<BTreeMap<_, _>>())
        .filter(|row: &BTreeMap<String, String>| row.values().any(|text| !text.is_empty()))
        .collect()
}

/// Columns of 考核指标 as lines: `role|kpi|weight|target|rule`.
pub(crate) fn kpis(adopted: &Adopted) -> Vec<String> {
    let cell = |row: &BTreeMap<String, String>, name: &str| row.get(name).cloned().unwrap_or_default();
    rows(adopted, "考核指标")
        .iter()
        .map(|row| ["岗位", "指标", "权重", "目标值", "评分标准"].map(|name| cell(row, name)).join("|"))
        .collect()
}

pub(crate) fn book(sheet: &str, rows: &[&[&str]]) -> Book {
    let mut book = Book::default();
    book.sheet(sheet, rows);
    book
}

/// Errors that a person must mend beside people and data.
pub(crate) fn lacks(adopted: &Adopted) -> Vec<&'static str> {
    let errors = adopted.problems.iter().filter(|problem| problem.severity() == Severity::Error);
    errors.map(|problem| problem.code.id()).collect()
}

#[test]
fn a_sheet_per_role_names_the_roles() {
    let mut book = book(
        "仓管员",
        &[
            &["物流部绩效考核"],
            &["指标", "权重", "目标", "评分标准"],
            &["出入库准确率", "60%", "≥99.5%", "每低0.1%扣2分，扣完为止"],
            &["盘点差异", "40%", "≤3次", "每超1次扣5分"],
            &["合计", "100%"],
        ],
    );
    book.sheet(
        "司机",
        &[&["指标", "权重", "目标", "评分标准"], &["安全事故", "100%", "0次", "每发生1次扣20分，扣完为止"]],
    );
    let made = made("物流部.xlsx", &book.bytes());
    assert_eq!(
        kpis(&made),
        [
            "仓管员|出入库准确率|60%|≥99.5%|每低0.1%扣2分，扣完为止",
            "仓管员|盘点差异|40%|≤3次|每超1次扣5分",
            "司机|安全事故|100%|0次|每发生1次扣20分，扣完为止",
        ]
    );
    assert_eq!(lacks(&made), Vec::<&str>::new());
    assert_eq!((made.counts.roles, made.counts.kpis, made.counts.blank), (2, 3, 0));
}

#[test]
fn merged_roles_and_two_header_rows_are_read_as_people_see_them() {
    let mut book = book(
        "Sheet1",
        &[
            &["某某公司2026年11月绩效考核指标表"],
            &["岗位", "考核内容", "", "", "评分", "", "备注"],
            &["", "指标名称", "权重", "评分标准", "自评\n(30%)", "上级评\n(70%)", ""],
            &["行政专员", "采购及时率", "0.4", "每延误1次扣5分，扣完为止"],
            &["", "费用控制", "0.6", "每超1%扣2分"],
            &["前台", "登记完整", "1", "每漏登1次扣2分"],
            &["备注：每月5日前提交"],
            &["制表人：", "", "审核人："],
        ],
    );
    for (first, last) in [("A1", "G1"), ("A2", "A3"), ("B2", "D2"), ("E2", "F2"), ("G2", "G3"), ("A4", "A5")] {
        book.merge("Sheet1", first, last);
    }
    assert_eq!(
        kpis(&made("行政部.xlsx", &book.bytes())),
        [
            "行政专员|采购及时率|40%||每延误1次扣5分，扣完为止",
            "行政专员|费用控制|60%||每超1%扣2分",
            "前台|登记完整|100%||每漏登1次扣2分",
        ]
    );
}

#[test]
fn points_of_100_are_weights_and_tables_with_titles_stand_below_one_another() {
    let book = book(
        "考核表",
        &[
            &["采购员绩效考核评分表"],
            &["序号", "考核项目", "标准分", "评分细则", "得分"],
            &["1", "采购及时率", "40", "95%以上得40分，90%以上得30分，低于90%不得分"],
            &["2", "降本金额", "60", "每完成1万元得5分，最高60分"],
            &["", "合计", "100"],
            &["质检员绩效考核评分表"],
            &["序号", "考核项目", "标准分", "评分细则", "得分"],
            &["1", "漏检次数", "100", "每漏检1次扣8分"],
        ],
    );
    let made = made("品质.xlsx", &book.bytes());
    assert_eq!(
        kpis(&made),
        [
            "采购员|采购及时率|40%||95%以上得40分，90%以上得30分，低于90%不得分",
            "采购员|降本金额|60%||每完成1万元得5分，最高60分",
            "质检员|漏检次数|100%||每漏检1次扣8分",
        ]
    );
    let workbook = workbook::read(&made.bytes).value.unwrap();
    let scale = workbook.sheets.iter().find(|sheet| &*sheet.name == "考核信息").unwrap();
    let values: Vec<&Value> = scale.cells.values().map(|cell| &cell.value).collect();
    assert!(values.contains(&&Value::Text("权重分".to_owned())));
    assert_eq!(lacks(&made), Vec::<&str>::new());
}

#[test]
fn a_table_that_lies_on_its_side_is_turned() {
    let book = book(
        "前厅经理",
        &[
            &["考核指标", "营业额达成率", "客诉次数"],
            &["权重", "0.7", "0.3"],
            &["目标值", "100%", "≤2次"],
            &["评分标准", "按达成率比例计分，最高120分", "每超1次扣10分"],
        ],
    );
    assert_eq!(
        kpis(&made("前厅.xlsx", &book.bytes())),
        ["前厅经理|营业额达成率|70%|100%|按达成率比例计分，最高120分", "前厅经理|客诉次数|30%|≤2次|每超1次扣10分"]
    );
}

#[test]
fn levels_in_columns_and_tiers_in_rows_are_one_rule() {
    let mut levels = book(
        "客服专员",
        &[
            &["指标", "权重", "评分标准", "", "", "数据提供部门"],
            &["", "", "优(90-100)", "良(70-89)", "差(0-69)", ""],
            &["响应速度", "100%", "30秒内", "60秒内", "60秒以上", "客服系统"],
        ],
    );
    for (first, last) in [("A1", "A2"), ("B1", "B2"), ("C1", "E1"), ("F1", "F2")] {
        levels.merge("客服专员", first, last);
    }
    let made_of_levels = made("a.xlsx", &levels.bytes());
    assert_eq!(
        kpis(&made_of_levels),
        ["客服专员|响应速度|100%||优(90-100)：30秒内；良(70-89)：60秒内；差(0-69)：60秒以上"]
    );
    let mut tiers = book(
        "培训讲师",
        &[
            &["考核指标", "权重", "评分标准"],
            &["课程满意度", "100%", "≥95%得100分"],
            &["", "", "90%≤X<95%得80分"],
            &["", "", "低于90%得0分"],
        ],
    );
    tiers.merge("培训讲师", "A2", "A4").merge("培训讲师", "B2", "B4");
    let made_of_tiers = made("b.xlsx", &tiers.bytes());
    assert_eq!(kpis(&made_of_tiers), ["培训讲师|课程满意度|100%||≥95%得100分；90%≤X<95%得80分；低于90%得0分"]);
    assert_eq!(lacks(&made_of_tiers), Vec::<&str>::new());
}

#[test]
fn levels_that_head_columns_of_their_own_are_the_rule() {
    let table = book(
        "研发工程师绩效考核评分表",
        &[
            &["序号", "考核指标", "权重", "优秀(100)", "良好(80)", "合格(60)", "不合格(0)"],
            &["1", "代码质量", "60%", "缺陷率≤1%", "1%<缺陷率≤3%", "3%<缺陷率≤5%", "缺陷率>5%"],
            &["2", "团队协作", "40%", "主动协作", "较好", "一般", "差"],
        ],
    );
    let made = made("研发.xlsx", &table.bytes());
    assert_eq!(
        kpis(&made),
        [
            "研发工程师|代码质量|60%||优秀(100)：缺陷率≤1%；良好(80)：1%<缺陷率≤3%；合格(60)：3%<缺陷率≤5%；不合格(0)：缺陷率>5%",
            "研发工程师|团队协作|40%||优秀(100)：主动协作；良好(80)：较好；合格(60)：一般；不合格(0)：差",
        ]
    );
    assert_eq!(lacks(&made), Vec::<&str>::new());
}

#[test]
fn a_card_for_each_kpi_below_a_title_is_a_table() {
    let cards = book(
        "Sheet1",
        &[
            &["仓储主管绩效指标卡"],
            &["指标名称", "库存准确率"],
            &["权重", "60%"],
            &["目标值", "99%"],
            &["评分标准", "每低0.5%扣3分，扣完为止"],
            &[],
            &["指标名称", "发货及时率"],
            &["权重", "40%"],
            &["目标值", "98%"],
            &["评分标准", "每低1%扣2分，低于90%不得分"],
        ],
    );
    assert_eq!(
        kpis(&made("指标卡.xlsx", &cards.bytes())),
        [
            "仓储主管|库存准确率|60%|99%|每低0.5%扣3分，扣完为止",
            "仓储主管|发货及时率|40%|98%|每低1%扣2分，低于90%不得分"
        ]
    );
    let turned = book(
        "Sheet1",
        &[
            &["客服专员考核表"],
            &["考核指标", "满意度", "投诉次数"],
            &["权重", "60", "40"],
            &["目标值", "95%", "0次"],
            &["评分标准", "每低1%扣4分", "每次扣5分"],
        ],
    );
    assert_eq!(
        kpis(&made("客服.xlsx", &turned.bytes())),
        ["客服专员|满意度|60%|95%|每低1%扣4分", "客服专员|投诉次数|40%|0次|每次扣5分"]
    );
}

#[test]
fn what_a_kpi_is_worth_may_stand_behind_its_name() {
    let table = book(
        "Sheet1",
        &[
            &["物业保安月度绩效考核表（满分100分）"],
            &["项目", "考核内容及评分标准", "得分"],
            &["出勤纪律（60分）", "迟到每次扣2分", ""],
            &["服务态度（40分）", "业主投诉每次扣5分，扣完为止", ""],
            &["合计", "100分", ""],
        ],
    );
    let made = made("保安.xlsx", &table.bytes());
    assert_eq!(
        kpis(&made),
        ["物业保安|出勤纪律|60%||迟到每次扣2分", "物业保安|服务态度|40%||业主投诉每次扣5分，扣完为止"]
    );
    assert_eq!(workbook_setting(&made, "计分方式"), "权重分");
}

#[test]
fn levels_in_points_of_the_weight_make_the_table_one_of_weight_points() {
    // 优秀15分 out of 100 would give everybody 2.25 of the 15 points.
    let table = book(
        "行政专员",
        &[
            &["指标", "权重", "评分标准", "考核人"],
            &["采购及时率", "70%", "目标98%，每低1%扣5分", "需求部门"],
            &["服务意识", "15%", "优秀15分，良好12分，一般8分，差0分", "直接上级"],
            &["团队协作", "15%", "优秀15分，良好12分，一般8分，差0分", "直接上级"],
        ],
    );
    let made = made("行政.xlsx", &table.bytes());
    assert_eq!(workbook_setting(&made, "计分方式"), "权重分");
    let raters: Vec<String> =
        rows(&made, "考核指标").iter().map(|row| row.get("评分人").cloned().unwrap_or_default()).collect();
    assert_eq!(raters, ["", "上级", "上级"]);
    assert_eq!(lacks(&made), Vec::<&str>::new());
}

#[test]
fn lines_of_labels_and_grades_in_a_sentence_are_read_in_running_text() {
    let text = "前台文员绩效考核方案\n一、考核指标\n1. 会议室安排 权重：40% 评分标准：每次扣5分\n\
                2. 采购及时率，权重60%，目标值95%，每低1个百分点扣2分。\n二、等级\n\
                90分以上为优秀，80-89分为良好，60-79分为合格，60分以下为不合格。\n";
    let made = made("前台.txt", text.as_bytes());
    assert_eq!(kpis(&made), ["前台文员|会议室安排|40%||每次扣5分", "前台文员|采购及时率|60%|95%|每低1个百分点扣2分"]);
    let grades: Vec<(String, String)> = rows(&made, "等级")
        .iter()
        .map(|row| (row["等级"].clone(), row.get("最低分").cloned().unwrap_or_default()))
        .collect();
    let expected = [("优秀", "90"), ("良好", "80"), ("合格", "60"), ("不合格", "0")];
    assert_eq!(grades, expected.map(|(name, from)| (name.to_owned(), from.to_owned())));
}

#[test]
fn lines_of_two_cells_are_rows_of_a_table_and_numbers_with_a_tab_are_a_list() {
    let table = "物业保安月度绩效考核表\n项目\t考核内容及评分标准\t得分\n\
                 出勤纪律（60分）\t迟到每次扣2分\n服务态度（40分）\t业主投诉每次扣5分，扣完为止\n合计\t100分\n";
    assert_eq!(
        kpis(&made("保安.txt", table.as_bytes())),
        ["物业保安|出勤纪律|60%||迟到每次扣2分", "物业保安|服务态度|40%||业主投诉每次扣5分，扣完为止"]
    );
    let list = "前台文员绩效考核指标\n1.\t会议室安排，权重40%，每次扣5分。\n2.\t采购及时率，权重60%，目标值95%，每低1个百分点扣2分。\n";
    assert_eq!(
        kpis(&made("前台.txt", list.as_bytes())),
        ["前台文员|会议室安排|40%||每次扣5分", "前台文员|采购及时率|60%|95%|每低1个百分点扣2分"]
    );
}

#[test]
fn rows_of_bonuses_and_vetoes_are_told_and_are_no_kpis() {
    let mut table = book(
        "外贸业务员",
        &[
            &["序号", "考核指标", "权重", "目标值", "评分标准"],
            &["1", "销售额完成率", "100%", "100%", "完成率×100，最高120分"],
            &["加减分项"],
            &["2", "合理化建议被采纳", "", "", "每条加2分，最高10分"],
        ],
    );
    table.merge("外贸业务员", "A3", "E3");
    let made = made("外贸.xlsx", &table.bytes());
    assert_eq!(kpis(&made), ["外贸业务员|销售额完成率|100%|100%|完成率×100，最高120分"]);
    let read = workbook::read(&made.bytes).value.unwrap();
    let told = read.sheets.iter().find(|sheet| &*sheet.name == "导入说明").unwrap();
    let text = |cell: &workbook::Cell| match &cell.value {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    let (row, _) = told.cells.iter().find(|(_, cell)| text(cell) == "合理化建议被采纳").unwrap().0;
    let of_row: Vec<String> = told.cells.iter().filter(|((at, _), _)| at == row).map(|(_, cell)| text(cell)).collect();
    assert!(of_row.iter().any(|said| said.contains("加减分、否决")), "{of_row:?}");
    assert!(of_row.iter().any(|said| said.contains("写进「加减分」表")), "{of_row:?}");
}

#[test]
fn bands_of_bonuses_in_a_table_without_weights_hold_its_kpis() {
    let mut table = book(
        "职员",
        &[
            &["序号", "考核项目", "评分标准"],
            &["加分项"],
            &["1", "合理化建议", "每条加2分，最高加10分"],
            &["扣分项"],
            &["2", "迟到", "每次扣2分"],
            &["备注：起始100分，只列加减分"],
        ],
    );
    table.merge("职员", "A2", "C2").merge("职员", "A4", "C4");
    let made = made("职员.xlsx", &table.bytes());
    assert_eq!(kpis(&made), ["职员|合理化建议|||每条加2分，最高加10分", "职员|迟到|||每次扣2分"]);
    assert_eq!(workbook_setting(&made, "计分方式"), "扣分制");
}

#[test]
fn a_rule_below_the_table_is_the_rule_of_the_kpis_without_one() {
    let table = book(
        "运营专员",
        &[
            &["指标", "权重", "目标", "实际完成", "得分"],
            &["店铺GMV（万元）", "40%", "100", "", ""],
            &["上新款数", "30%", "20款", "", ""],
            &["平均响应时间", "30%", "30秒", "", ""],
            &["合计", "100%", "", "", ""],
            &["评分说明：得分=完成率×100，封顶100分"],
        ],
    );
    let made = made("运营.xlsx", &table.bytes());
    let rule = "得分=完成率×100，封顶100分";
    assert_eq!(
        kpis(&made),
        [
            format!("运营专员|店铺GMV（万元）|40%|100|{rule}"),
            format!("运营专员|上新款数|30%|20款|{rule}"),
            format!("运营专员|平均响应时间|30%|30秒|{rule}")
        ]
    );
    let of = |row: &BTreeMap<String, String>, column: &str| row.get(column).cloned().unwrap_or_default();
    let measures: Vec<String> =
        rows(&made, "数据项").iter().map(|row| format!("{}|{}", of(row, "单位"), of(row, "汇总方式"))).collect();
    assert_eq!(measures, ["万元|求和", "款|求和", "秒|平均"]);
}

#[test]
fn definitions_that_are_formulas_become_formulas_and_sentences_explanations() {
    let book = book(
        "剪辑师",
        &[
            &["指标", "权重", "计算公式", "目标", "评分标准", "数据来源"],
            &["爆款率", "60%", "爆款条数÷成片条数×100%", "10%", "每低1%扣5分", "后台"],
            &["成片数量", "40%", "按月统计的成片条数，含返工", "30条", "每少1条扣2分", "后台"],
        ],
    );
    let made = made("剪辑.xlsx", &book.bytes());
    let found = rows(&made, "考核指标");
    assert_eq!(found[0]["计算公式"], "爆款条数/成片条数");
    assert_eq!(
        (found[1]["计算公式"].as_str(), found[1]["指标说明"].as_str()),
        ("成片数量", "按月统计的成片条数，含返工")
    );
    let names: Vec<String> = rows(&made, "数据项").into_iter().map(|row| row["数据项"].clone()).collect();
    assert_eq!(names, ["爆款条数", "成片条数", "成片数量"]);
    assert_eq!(lacks(&made), Vec::<&str>::new());
}

#[test]
fn the_best_tier_of_a_rule_is_its_full_points() {
    let book = book(
        "主播",
        &[
            &["指标", "权重", "目标值", "评分标准"],
            &["销售完成率", "100%", "100%", "≥100%得30分；80%≤X<100%得20分；低于80%得0分"],
        ],
    );
    let made = made("a.xlsx", &book.bytes());
    assert_eq!(rows(&made, "考核指标")[0]["满分"], "30");
    assert_eq!(lacks(&made), Vec::<&str>::new());
}

#[test]
fn a_table_that_only_adds_and_deducts_becomes_one_of_signed_points() {
    let with = |weight: &str, remark: &str| {
        let book = book(
            "文员",
            &[
                &["考核项目", "权重", "单位", "评分标准", "得分"],
                &["工作饱和度", weight, "", "很饱和3；正常0；偏少-3；很少-8", ""],
                &["文件差错", weight, "份", "每差错1份扣2分", ""],
                &["按时率", weight, "%", "≥98%加2分；90%≤X<98% 0分；低于90%扣5分", ""],
                &[remark],
            ],
        );
        made("a.xlsx", &book.bytes())
    };
    let settings = |adopted: &Adopted| {
        let workbook = workbook::read(&adopted.bytes).value.unwrap();
        let sheet = workbook.sheets.iter().find(|one| &*one.name == "考核信息").unwrap();
        let told = |label: &str| {
            sheet.cells.iter().find_map(|((row, _), cell)| {
                match (&cell.value, sheet.get(*row, 1).map(|one| &one.value)) {
                    (Value::Text(text), Some(Value::Text(value))) if text == label => Some(value.clone()),
                    (Value::Text(text), Some(Value::Number(value))) if text == label => {
                        Some(value.normalize().to_string())
                    }
                    _ => None,
                }
            })
        };
        (told("计分方式").unwrap(), told("起评分"))
    };
    for weight in ["", "0"] {
        let adopted = with(weight, "备注：起始80分，只列扣分和加分");
        assert_eq!(settings(&adopted), ("扣分制".to_owned(), Some("80".to_owned())));
        let kpis = rows(&adopted, "考核指标");
        // A level of how busy somebody is stands in no data: a person says it.
        let marked: Vec<&str> = kpis.iter().map(|row| row["评分人"].as_str()).collect();
        assert_eq!(marked, ["上级", "", ""]);
        assert!(kpis.iter().all(|row| !row.contains_key("权重") && !row.contains_key("满分")));
        assert_eq!(lacks(&adopted), Vec::<&str>::new());
    }
    // Weights are weights, whatever a remark says.
    assert_eq!(settings(&with("33%", "备注：起始80分，只列扣分和加分")).0, "百分制");
}

#[test]
fn english_and_traditional_tables_are_read_with_the_same_words() {
    let english = book(
        "Scorecard",
        &[
            &["Sales Representative KPI Scorecard"],
            &["Department:", "Sales"],
            &["Category", "KPI", "Weight", "Target", "Unit", "Scoring rule", "Data source"],
            &[
                "Results",
                "Revenue achieved",
                "60%",
                "100%",
                "%",
                "Proportional to achievement, at most 120 points",
                "Finance",
            ],
            &["Results", "Complaints", "40%", "0", "complaints", "10 points off per complaint", "CRM"],
            &["Total", "", "100%"],
            &["Signature:", "", "Date:"],
        ],
    );
    let made_of_english =
        adopted(&[SourceFile { name: "a.xlsx", bytes: &english.bytes() }], &Wishes { lang: None, ..wishes(Lang::En) });
    let made_of_english = made_of_english.unwrap().unwrap();
    assert_eq!(made_of_english.lang, Lang::En);
    let first = &rows(&made_of_english, "KPIs")[0];
    let line = ["Role", "KPI", "Weight", "Target", "Source"].map(|name| first[name].clone());
    assert_eq!(line, ["Sales Representative", "Revenue achieved", "60%", "100%", "Finance"]);
    let mut traditional = book(
        "工作表1",
        &[
            &["門市店長績效考核表"],
            &["考核項目", "配分", "目標", "評分標準", "得分"],
            &["一、業績指標（70%）"],
            &["業績達成率", "70分", "100%", "每低1%扣1分，扣完為止"],
            &["二、管理指標（30%）"],
            &["員工流失", "30分", "≤1人", "每超過1人扣5分"],
            &["總分", "100分"],
            &["被考核人簽名：", "", "主管簽名："],
        ],
    );
    for (first, last) in [("A1", "E1"), ("A3", "E3"), ("A5", "E5")] {
        traditional.merge("工作表1", first, last);
    }
    assert_eq!(
        kpis(&made("b.xlsx", &traditional.bytes())),
        ["門市店長|業績達成率|70%|100%|每低1%扣1分，扣完為止", "門市店長|員工流失|30%|≤1人|每超過1人扣5分"]
    );
}

#[test]
fn duties_and_grades_arrive_from_sheets_of_their_own() {
    let mut book = book(
        "岗位职责",
        &[&["岗位", "职责", "职责描述"], &["出纳", "资金管理", "每日核对现金"], &["", "票据管理", "妥善保管"]],
    );
    book.sheet("考核指标", &[&["岗位", "指标", "权重", "考核标准"], &["出纳", "现金差错", "100", "每发生1次扣10分"]]);
    book.sheet(
        "等级表",
        &[&["等级", "分数段", "绩效系数"], &["A", "90分以上", "1.2"], &["B", "60-89分", "1"], &["C", "60分以下", "0"]],
    );
    let made = made("财务.xlsx", &book.bytes());
    let duties: Vec<String> = rows(&made, "岗位职责")
        .into_iter()
        .map(|row| format!("{} {} {}", row["岗位"], row["职责"], row["职责描述"]))
        .collect();
    assert_eq!(duties, ["出纳 资金管理 每日核对现金", "出纳 票据管理 妥善保管"]);
    let grades: Vec<String> = rows(&made, "等级")
        .into_iter()
        .map(|row| format!("{} {} {}", row["等级"], row["最低分"], row["绩效系数"]))
        .collect();
    assert_eq!(grades, ["A 90 1.2", "B 60 1", "C 0 0"]);
}

/// A document of paragraphs and one table, as Word writes them.
pub(crate) fn document(paragraphs: &[&str], table: &[&[&str]]) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(text));
    let rows: String = table
        .iter()
        .map(|row| {
            let cells: String = row
                .iter()
                .map(|text| {
                    // ^ goes on from the cell above.
                    let merge = if *text == "^" { "<w:vMerge/>" } else { r#"<w:vMerge w:val="restart"/>"# };
                    format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", paragraph(text.trim_start_matches('^')))
                })
                .collect();
            format!("<w:tr>{cells}</w:tr>")
        })
        .collect();
    let body: String = paragraphs.iter().map(|text| paragraph(text)).collect();
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "word/document.xml",
            format!(r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:tbl>{rows}</w:tbl></w:body></w:document>"#),
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn tables_of_a_document_belong_to_the_titles_above_them() {
    let bytes = document(
        &["客户端开发绩效考核表", "部门：研发部"],
        &[
            &["维度", "指标", "权重", "目标值", "评分标准"],
            &["交付", "按时交付率", "60%", "95%", "每低1%扣2分"],
            &["^", "线上缺陷", "40%", "≤3个", "每超1个扣5分"],
        ],
    );
    let made = made("研发.docx", &bytes);
    assert_eq!(kpis(&made), ["客户端开发|按时交付率|60%|95%|每低1%扣2分", "客户端开发|线上缺陷|40%|≤3个|每超1个扣5分"]);
    let own = Wishes { department: None, ..wishes(Lang::ZhCn) };
    let made = adopted(&[SourceFile { name: "研发.docx", bytes: &bytes }], &own).unwrap().unwrap();
    assert_eq!(workbook_setting(&made, "部门"), "研发部");
}

pub(crate) fn workbook_setting(made: &Adopted, label: &str) -> String {
    let workbook = workbook::read(&made.bytes).value.unwrap();
    let sheet = workbook.sheets.iter().find(|sheet| &*sheet.name == "考核信息").unwrap();
    let is = |value: &Value| matches!(value, Value::Text(text) if text == label);
    let row = sheet
        .cells
        .iter()
        .find(|((_, column), cell)| *column == 0 && is(&cell.value))
        .map(|((row, _), _)| *row)
        .unwrap();
    match sheet.get(row, 1).map(|cell| &cell.value) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// As copied from a web page: no line breaks, pronunciations behind some letters, and broken off.
const RUNNING: &str = "客服部門的崗位職責(zé)及績效考核指標(biāo)模板崗位職責(zé)1.客服主管團(tuán)隊(duì)管理:負責團隊排班。培訓指導(dǎo):帶教新人。2.客服專員接待咨詢:回答問題,例如,查單。\
績效考核指標(biāo)1.客服主管團(tuán)隊(duì)滿意度:客戶的評分,權(quán)重可占60%。培訓次數(shù):每月培訓的次數(shù),權(quán)重40%。2.客服專員響應(yīng)速度(首次、平均):回復的時間,權(quán)重50%。投訴率:投訴在";

#[test]
fn running_text_without_line_breaks_is_cut_at_its_numbers_and_names() {
    let own = Wishes { department: None, ..wishes(Lang::ZhCn) };
    let made = adopted(&[SourceFile { name: "来源.txt", bytes: RUNNING.as_bytes() }], &own).unwrap().unwrap();
    assert_eq!(
        kpis(&made),
        [
            "客服主管|團隊滿意度|60%||",
            "客服主管|培訓次數|40%||",
            "客服專員|響應速度(首次、平均)|50%||",
            "客服專員|投訴率|||"
        ]
    );
    let duties: Vec<String> = rows(&made, "岗位职责")
        .into_iter()
        .map(|row| format!("{} {} {}", row["岗位"], row["职责"], row["职责描述"]))
        .collect();
    assert_eq!(
        duties,
        ["客服主管 團隊管理 負責團隊排班。", "客服主管 培訓指導 帶教新人。", "客服專員 接待咨詢 回答問題,例如,查單。"]
    );
    assert_eq!(workbook_setting(&made, "部门"), "客服部門");
    // The cut is named, and so is what it left without a weight; nothing is made up.
    let told: Vec<String> = workbook::read(&made.bytes)
        .value
        .unwrap()
        .sheets
        .last()
        .unwrap()
        .cells
        .values()
        .filter_map(|cell| match &cell.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    assert!(told.iter().any(|text| text.contains("原文到这里中断")), "{told:?}");
    assert!(lacks(&made).contains(&"E219"));
}

#[test]
fn text_with_lines_bullets_and_labels_is_read_in_gbk_too() {
    let text = "# 直播部岗位职责及绩效考核指标\n## 主播\n### 岗位职责\n- 内容呈现：准确介绍商品。\n### 绩效考核指标\n- 销售额达成率（40%）：实际销售额÷目标销售额×100%。目标100%。评分标准：每低5%扣2分，扣完为止。\n- 粉丝增长数（权重60%）：每月新增粉丝；目标：500人；评分标准：每少10人扣1分；数据来源：平台后台。\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    for bytes in [text.as_bytes().to_vec(), gbk.into_owned()] {
        let made = made("直播.md", &bytes);
        assert_eq!(
            kpis(&made),
            ["主播|销售额达成率|40%|100%|每低5%扣2分，扣完为止", "主播|粉丝增长数|60%|500人|每少10人扣1分"]
        );
        assert_eq!(rows(&made, "考核指标")[0]["计算公式"], "实际销售额/目标销售额");
        let own = Wishes { department: None, ..wishes(Lang::ZhCn) };
        let own = adopted(&[SourceFile { name: "直播.md", bytes: &bytes }], &own).unwrap().unwrap();
        assert_eq!(workbook_setting(&own, "部门"), "直播部");
        assert_eq!(lacks(&made), Vec::<&str>::new());
    }
}

#[test]
fn every_piece_of_a_source_is_accounted_for() {
    let book = book(
        "主播",
        &[
            &["主播绩效考核表"],
            &["姓名", "张三", "部门", "直播部"],
            &["序号", "指标", "权重", "评分标准", "完成情况", "得分", "颜色"],
            &["1", "销售额", "100%", "每低1%扣1分", "98%", "98", "红"],
            &["合计", "", "100%"],
            &["备注：自评后交主管"],
        ],
    );
    let made = made("主播.xlsx", &book.bytes());
    let workbook = workbook::read(&made.bytes).value.unwrap();
    let sheet = workbook.sheets.last().unwrap();
    assert_eq!(&*sheet.name, "导入说明");
    let words: Vec<String> = sheet
        .cells
        .iter()
        .filter(|((_, column), _)| *column == 2)
        .filter_map(|(_, cell)| match &cell.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    for text in [
        "主播绩效考核表",
        "姓名",
        "张三",
        "直播部",
        "序号",
        "1",
        "销售额",
        "100%",
        "每低1%扣1分",
        "98%",
        "98",
        "红",
        "合计",
        "备注：自评后交主管",
    ] {
        assert!(words.iter().any(|word| word == text), "{text}");
    }
    assert_eq!(made.counts.pieces, 22);
}

#[test]
fn what_is_no_table_names_no_role_or_contradicts_itself_is_refused_with_its_problem() {
    assert_eq!(refused("a.xlsx", &book("S", &[&["hello", "world"], &["1", "2"]]).bytes()), [Code::AdoptNothing]);
    assert_eq!(refused("a.txt", "今天天气很好。\n".as_bytes()), [Code::AdoptNothing]);
    assert_eq!(
        refused(
            "a.xlsx",
            &book("Sheet1", &[&["指标", "权重", "评分标准"], &["销售额", "100%", "每低1%扣1分"]]).bytes()
        ),
        [Code::AdoptNoRole]
    );
    let mut two = book("主播", &[&["指标", "权重"], &["销售额", "100%"]]);
    two.sheet("主播 (2)", &[&["岗位", "指标", "权重"], &["主播", "销售额", "90%"]]);
    assert_eq!(refused("a.xlsx", &two.bytes()), [Code::AdoptContradiction]);
    assert_eq!(refused("a.xlsx", b""), [Code::EmptyFile]);
    assert_eq!(refused("a.docx", b"PK\x03\x04broken"), [Code::DamagedFile]);
    assert_eq!(refused("a.pdf", b"%PDF-1.7\n"), [Code::OtherDocument]);
}

#[test]
fn weights_that_do_not_add_up_are_written_as_they_stand_and_named() {
    let book = book(
        "主播",
        &[&["指标", "权重", "评分标准"], &["销售额", "40%", "每低1%扣1分"], &["互动", "50%", "每低1%扣1分"]],
    );
    let made = made("a.xlsx", &book.bytes());
    assert_eq!(kpis(&made), ["主播|销售额|40%||每低1%扣1分", "主播|互动|50%||每低1%扣1分"]);
    assert!(lacks(&made).contains(&"E217"));
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let once = made("来源.txt", RUNNING.as_bytes()).bytes;
    assert!(once == made("来源.txt", RUNNING.as_bytes()).bytes);
}

#[test]
fn what_somebody_judges_is_marked_by_whom_the_form_says() {
    let mut book = book(
        "主播",
        &[
            &["考核维度", "维度权重", "考核项目", "权重", "目标值", "评分标准", "自评（20%）", "直接上级（80%）"],
            &["业绩", "60%", "销售完成率", "60%", "100%", "按完成率比例计分"],
            &["行为", "40%", "责任心", "30%", "", "责任心强，能很好完成工作20；尚有责任心10；无责任心0"],
            &["", "", "团队合作", "10%", "", "由主管评价"],
        ],
    );
    book.merge("主播", "A3", "A4").merge("主播", "B3", "B4");
    let made = made("a.xlsx", &book.bytes());
    let found: Vec<String> = rows(&made, "考核指标")
        .into_iter()
        .map(|row| format!("{} {} {} {}", row["维度"], row["维度权重"], row["指标"], row["评分人"]))
        .collect();
    assert_eq!(found, ["业绩 60% 销售完成率 ", "行为 40% 责任心 自评20%+上级80%", "行为 40% 团队合作 自评20%+上级80%"]);
    assert_eq!(lacks(&made), Vec::<&str>::new());
}

#[test]
fn a_sentence_that_only_says_who_judges_is_marked_whatever_that_office_is_called() {
    let book = book(
        "行政专员",
        &[
            &["考核项目", "权重", "目标值", "评分标准"],
            &["团队协作", "40%", "", "由部门负责人评价"],
            &["公文质量", "30%", "", "由办公室打分"],
            &["考勤", "30%", "", "由系统自动评分"],
        ],
    );
    let found: Vec<String> = rows(&made("a.xlsx", &book.bytes()), "考核指标")
        .into_iter()
        .map(|row| format!("{} {} {}", row["指标"], row["计算公式"], row["评分人"]))
        .collect();
    // Nobody marks what a system counts.
    assert_eq!(found, ["团队协作  上级", "公文质量  上级", "考勤 考勤 "]);
}

#[test]
fn levels_that_name_a_task_are_marked_too_and_a_target_in_words_is_a_field_to_fill() {
    let book = book(
        "主播",
        &[
            &["考核项目", "权重", "目标值", "评分标准", "自评", "上级评"],
            &["责任心", "50%", "", "乐观积极，能很好完成任务20；尚有责任心10；无责任心0", "", ""],
            &["单位成本", "50%", "预算值", "等于预算值得满分，每高于预算值1%扣1分", "", ""],
        ],
    );
    let made = made("a.xlsx", &book.bytes());
    let marked: Vec<String> =
        rows(&made, "考核指标").into_iter().map(|row| format!("{} {}", row["指标"], row["评分人"])).collect();
    assert_eq!(marked, ["责任心 上级", "单位成本 "]);
    // Four fields each, and the target that only its owner knows.
    assert_eq!((made.counts.fields, made.counts.blank), (9, 1));
    assert_eq!(lacks(&made), ["E510"]);
}

#[test]
fn lines_of_text_give_what_the_merged_table_gives_that_they_were_copied_from() {
    let text = "客服部绩效考核表\n姓名\t\t部门\t\n维度\t维度权重\t考核项目\t权重\t目标值\t评分标准\n\
                服务\t60%\t回访率\t30%\t95%\t每低1%扣2分\n\t\t投诉\t30%\t0次\t每次扣5分\n\
                成长\t40%\t培训\t40%\t4次\t每少1次扣5分\n";
    let made = made("客服.txt", text.as_bytes());
    let own: Vec<String> =
        rows(&made, "考核指标").iter().map(|row| format!("{} {}", row["维度"], row["指标"])).collect();
    assert_eq!(own, ["服务 回访率", "服务 投诉", "成长 培训"]);
}

#[test]
fn blanks_below_a_dimension_are_it_in_a_table_without_merged_cells() {
    let heads: &[&str] = &["维度", "指标", "权重", "目标值", "评分标准"];
    let (first, last): (&[&str], &[&str]) =
        (&["交付", "按时交付率", "60%", "95%", "每低1%扣2分"], &["", "线上缺陷", "40%", "≤3个", "每超1个扣5分"]);
    let bytes = document(&["客户端开发绩效考核表"], &[heads, first, last]);
    let own: Vec<String> = rows(&made("研发.docx", &bytes), "考核指标").iter().map(|row| row["维度"].clone()).collect();
    assert_eq!(own, ["交付", "交付"]);
}

#[test]
fn a_remark_below_lines_of_text_says_that_points_are_only_taken_off() {
    let text = "工程部职员绩效考核表\n考核项目\t单位\t目标值\t评分标准\n服务质量\t条\t0\t投诉一条扣5分\n\
                安全\t次\t0\t每次扣10分\n备注：起始100分，只列扣分档\n";
    let made = made("工程.txt", text.as_bytes());
    assert_eq!(workbook_setting(&made, "计分方式"), "扣分制");
}
