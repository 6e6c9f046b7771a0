//! Tables of offices in which a KPI is easily put under the wrong role or loses a part: what must arrive is written down by hand.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use scorebook::problem::Code;
use scorebook::workbook::{self, Value};
use zip::write::SimpleFileOptions;

use crate::adopt::{book, kpis, lacks, made, refused, rows, workbook_setting};
use crate::problems::book::Book;

/// 导入说明 by the words of the source: as what each was taken, and what is to be looked at.
fn told(adopted: &scorebook::pipeline::Adopted) -> BTreeMap<String, (String, String)> {
    let workbook = workbook::read(&adopted.bytes).value.unwrap();
    let sheet = workbook.sheets.last().unwrap();
    let text = |row: u32, column: u16| match sheet.get(row, column).map(|cell| &cell.value) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let last = sheet.cells.keys().map(|(row, _)| *row).max().unwrap();
    (0..=last).map(|row| (text(row, 2), (text(row, 4), text(row, 5)))).collect()
}

#[test]
fn roles_that_head_columns_each_get_their_own_kpis() {
    let mut weights = book(
        "Sheet1",
        &[
            &["销售部各岗位KPI权重分配表"],
            &["考核指标", "目标值", "评分标准", "岗位权重"],
            &["", "", "", "销售经理", "销售代表", "导购"],
            &["销售额完成率", "100%", "每低1%扣2分", "40%", "60%", "100%"],
            &["新客户开发数", "5家", "每少1家扣10分", "20%", "40%", "/"],
            &["团队培训次数", "2次", "每少1次扣20分", "40%", "—", ""],
            &["合计", "", "", "100%", "100%", "100%"],
        ],
    );
    weights.merge("Sheet1", "A1", "F1").merge("Sheet1", "D2", "F2");
    for column in ["A", "B", "C"] {
        weights.merge("Sheet1", &format!("{column}2"), &format!("{column}3"));
    }
    let of_weights = made("a.xlsx", &weights.bytes());
    assert_eq!(
        kpis(&of_weights),
        [
            "销售经理|销售额完成率|40%|100%|每低1%扣2分",
            "销售经理|新客户开发数|20%|5家|每少1家扣10分",
            "销售经理|团队培训次数|40%|2次|每少1次扣20分",
            "销售代表|销售额完成率|60%|100%|每低1%扣2分",
            "销售代表|新客户开发数|40%|5家|每少1家扣10分",
            "导购|销售额完成率|100%|100%|每低1%扣2分",
        ]
    );
    assert_eq!(lacks(&of_weights), Vec::<&str>::new());
    let told = told(&of_weights);
    assert_eq!(told["/"].0, "不适用于这个岗位");
    // What one role's columns say is nothing to look at for the others.
    assert_eq!((told["60%"].1.as_str(), told["销售代表"].1.as_str()), ("", ""));

    // Amounts below the roles are their targets, where weights have a column of their own.
    let targets = book(
        "Sheet1",
        &[
            &["指标", "权重", "评分标准", "华东区经理", "华南区经理"],
            &["销售额", "60%", "每低1%扣1分", "500万元", "300万元"],
            &["新客户", "40%", "每少1家扣5分", "10家", "8家"],
        ],
    );
    assert_eq!(
        kpis(&made("a.xlsx", &targets.bytes())),
        [
            "华东区经理|销售额|60%|500万元|每低1%扣1分",
            "华东区经理|新客户|40%|10家|每少1家扣5分",
            "华南区经理|销售额|60%|300万元|每低1%扣1分",
            "华南区经理|新客户|40%|8家|每少1家扣5分",
        ]
    );
    let ticks = book(
        "Sheet1",
        &[
            &["考核指标", "权重", "评分标准", "店长", "店员"],
            &["销售额", "60%", "每低1%扣5分", "√", "√"],
            &["损耗率", "40%", "每高1%扣5分", "√", ""],
        ],
    );
    assert_eq!(
        kpis(&made("a.xlsx", &ticks.bytes())),
        ["店长|销售额|60%||每低1%扣5分", "店长|损耗率|40%||每高1%扣5分", "店员|销售额|60%||每低1%扣5分"]
    );
}

#[test]
fn people_who_head_columns_are_no_roles() {
    let book = book(
        "客服组长",
        &[
            &["指标", "权重", "评分标准", "张三", "李四"],
            &["接通率", "60%", "每低1%扣1分", "95%", "93%"],
            &["满意度", "40%", "每低1%扣2分", "98%", "97%"],
        ],
    );
    let made = made("a.xlsx", &book.bytes());
    assert_eq!(kpis(&made), ["客服组长|接通率|60%||每低1%扣1分", "客服组长|满意度|40%||每低1%扣2分"]);
    assert!(told(&made)["93%"].1.contains("李四"));
}

#[test]
fn several_columns_under_each_role_are_that_roles() {
    let mut book = book(
        "Sheet1",
        &[
            &["考核指标", "班长", "", "操作工", "", "评分标准"],
            &["", "权重", "目标值", "权重", "目标值", ""],
            &["合格率", "60%", "99%", "100%", "98.5%", "每低0.1%扣1分"],
            &["员工流失率", "40%", "≤5%", "", "", "每高1%扣5分"],
        ],
    );
    for (first, last) in [("A1", "A2"), ("B1", "C1"), ("D1", "E1"), ("F1", "F2")] {
        book.merge("Sheet1", first, last);
    }
    assert_eq!(
        kpis(&made("a.xlsx", &book.bytes())),
        [
            "班长|合格率|60%|99%|每低0.1%扣1分",
            "班长|员工流失率|40%|≤5%|每高1%扣5分",
            "操作工|合格率|100%|98.5%|每低0.1%扣1分"
        ]
    );
}

#[test]
fn a_row_of_labels_between_tables_names_the_next_role() {
    let cards = book(
        "Sheet1",
        &[
            &["岗位：仓库主管    部门：物流部    考核周期：2026年11月"],
            &["序号", "考核指标", "权重", "评分标准"],
            &["1", "库存准确率", "100%", "每低1%扣5分"],
            &["岗位绩效考核表"],
            &["姓名", "", "岗位", "仓管员", "部门", "物流部"],
            &["序号", "考核指标", "权重", "评分标准"],
            &["1", "发货差错", "100%", "每次扣10分"],
        ],
    );
    let made_of_cards = made("a.xlsx", &cards.bytes());
    assert_eq!(kpis(&made_of_cards), ["仓库主管|库存准确率|100%||每低1%扣5分", "仓管员|发货差错|100%||每次扣10分"]);
    assert!(!rows(&made_of_cards, "考核指标")[1].contains_key("维度"));
    // A label that is not known leaves the role open: the department beside it is none.
    let unknown = book(
        "Sheet1",
        &[&["岗称：", "仓管员", "部门：", "物流部"], &["指标", "权重", "评分标准"], &["差错", "100%", "每次扣10分"]],
    );
    assert_eq!(refused("a.xlsx", &unknown.bytes()), [Code::AdoptNoRole]);
    // The file may name it.
    assert_eq!(kpis(&made("仓管员绩效考核表.xlsx", &unknown.bytes())), ["仓管员|差错|100%||每次扣10分"]);
}

#[test]
fn bands_numbered_alike_are_all_roles_and_shares_make_dimensions() {
    let mut roles = book(
        "Sheet1",
        &[
            &["序号", "考核指标", "权重", "评分标准"],
            &["一、店长"],
            &["1", "损耗率", "100%", "每高0.1%扣5分"],
            &["二、理货"],
            &["1", "缺货率", "100%", "每高1%扣5分"],
            &["三、操作工考核指标"],
            &["1", "个人产量", "100%", "每低1%扣1分"],
        ],
    );
    for row in [2, 4, 6] {
        roles.merge("Sheet1", &format!("A{row}"), &format!("D{row}"));
    }
    assert_eq!(
        kpis(&made("a.xlsx", &roles.bytes())),
        ["店长|损耗率|100%||每高0.1%扣5分", "理货|缺货率|100%||每高1%扣5分", "操作工|个人产量|100%||每低1%扣1分"]
    );
    let dimensions = book(
        "司机",
        &[
            &["一、业绩考核（80%）"],
            &["指标", "权重", "评分标准"],
            &["出车及时率", "100%", "每低1%扣2分"],
            &["二、态度考核（20%）"],
            &["指标", "权重", "评分标准"],
            &["违章", "100%", "每次扣10分"],
        ],
    );
    let made = made("a.xlsx", &dimensions.bytes());
    let found: Vec<String> = rows(&made, "考核指标")
        .iter()
        .map(|row| format!("{} {} {} {}", row["岗位"], row["维度"], row["维度权重"], row["指标"]))
        .collect();
    assert_eq!(found, ["司机 业绩考核 80% 出车及时率", "司机 态度考核 20% 违章"]);
    // The source has no target for the first; the weights add up in their dimensions.
    assert_eq!(lacks(&made), ["E510"]);
}

#[test]
fn tables_beside_one_another_keep_their_roles() {
    let book = book(
        "Sheet1",
        &[
            &["收银员绩效考核表", "", "", "", "理货员绩效考核表"],
            &["指标", "权重", "评分标准", "", "指标", "权重", "评分标准"],
            &["收银差错", "60%", "每次扣10分", "", "缺货率", "100%", "每高1%扣5分"],
            &["服务投诉", "40%", "每次扣20分"],
        ],
    );
    assert_eq!(
        kpis(&made("a.xlsx", &book.bytes())),
        ["收银员|收银差错|60%||每次扣10分", "收银员|服务投诉|40%||每次扣20分", "理货员|缺货率|100%||每高1%扣5分"]
    );
}

#[test]
fn two_roles_in_a_cell_both_get_the_kpi_and_a_qualified_one_stays_whole() {
    let book = book(
        "Sheet1",
        &[
            &["岗位", "考核指标", "权重", "评分标准"],
            &["电工、焊工", "返修率", "100%", "每高1%扣5分"],
            &["生产、质检主管", "合格率", "100%", "每低1%扣5分"],
        ],
    );
    let made = made("a.xlsx", &book.bytes());
    assert_eq!(
        kpis(&made),
        ["电工|返修率|100%||每高1%扣5分", "焊工|返修率|100%||每高1%扣5分", "生产、质检主管|合格率|100%||每低1%扣5分"]
    );
    assert!(told(&made)["电工、焊工"].1.contains("几个岗位"));
}

#[test]
fn points_of_tiers_belong_to_the_rule_and_short_rules_are_no_targets() {
    let mut tiers = book(
        "Sheet1",
        &[
            &["物流专员绩效考核表"],
            &["考核指标", "权重", "评分标准", ""],
            &["", "", "完成区间", "得分"],
            &["准时送达率", "100%", "≥98%", "100"],
            &["", "", "95%-98%", "80"],
            &["", "", "<95%", "0"],
        ],
    );
    for (first, last) in [("A1", "D1"), ("A2", "A3"), ("B2", "B3"), ("C2", "D2"), ("A4", "A6"), ("B4", "B6")] {
        tiers.merge("Sheet1", first, last);
    }
    assert_eq!(
        kpis(&made("a.xlsx", &tiers.bytes())),
        ["物流专员|准时送达率|100%||≥98%得100分；95%-98%得80分；<95%得0分"]
    );
    let short = book(
        "安全员",
        &[
            &["考核内容", "分值", "考核标准", "实得分"],
            &["隐患排查", "60", "少查一次扣5分"],
            &["夜间巡逻：少巡一次扣5分", "40", ""],
        ],
    );
    assert_eq!(
        kpis(&made("a.xlsx", &short.bytes())),
        ["安全员|隐患排查|60%||少查一次扣5分", "安全员|夜间巡逻|40%||少巡一次扣5分"]
    );
}

#[test]
fn of_several_columns_of_a_kind_none_is_taken_silently() {
    let mut months = book(
        "销售主管",
        &[
            &["考核指标", "权重", "月度目标", "", "评分标准"],
            &["", "", "10月", "11月", ""],
            &["销售额", "100%", "100万", "120万", "每低1%扣1分"],
        ],
    );
    for (first, last) in [("A1", "A2"), ("B1", "B2"), ("C1", "D1"), ("E1", "E2")] {
        months.merge("销售主管", first, last);
    }
    let made_of_months = made("a.xlsx", &months.bytes());
    assert_eq!(kpis(&made_of_months), ["销售主管|销售额|100%||每低1%扣1分"]);
    let told = told(&made_of_months);
    assert!(told["100万"].1.contains("月度目标 10月") && told["120万"].1.contains("月度目标 11月"), "{told:?}");
    // The second row of headings belongs to them though it says less, and what is merged into it still heads its column.
    assert_eq!(told["每低1%扣1分"].0, "评分标准");
    // A dimension's weight stands between it and its KPIs.
    let mut two = book(
        "项目经理",
        &[
            &["一级指标", "权重", "二级指标", "权重", "评分标准"],
            &["进度", "60%", "里程碑达成率", "40%", "每低5%扣10分"],
            &["", "", "延期任务数", "20%", "每超1个扣5分"],
            &["成本", "40%", "预算偏差率", "40%", "每超1%扣5分"],
        ],
    );
    two.merge("项目经理", "A2", "A3").merge("项目经理", "B2", "B3");
    let found: Vec<String> = rows(&made("a.xlsx", &two.bytes()), "考核指标")
        .iter()
        .map(|row| format!("{} {} {}", row["维度权重"], row["指标"], row["权重"]))
        .collect();
    assert_eq!(found, ["60% 里程碑达成率 40%", "60% 延期任务数 20%", "40% 预算偏差率 40%"]);
    // Two columns of rules are both of the rule; a second weight of one KPI is told.
    let rules = book(
        "快递员",
        &[&["考核指标", "权重", "扣分标准", "加分标准"], &["派件及时率", "100%", "每低1%扣5分", "每高1%加2分"]],
    );
    assert_eq!(kpis(&made("a.xlsx", &rules.bytes())), ["快递员|派件及时率|100%||每低1%扣5分；每高1%加2分"]);
}

#[test]
fn numbers_with_levels_and_remarks_over_the_table_are_no_kpis() {
    let mut book = book(
        "Sheet1",
        &[
            &["数据分析师绩效指标"],
            &["序号", "指标", "权重", "评分规则"],
            &["1", "业绩类", "70%"],
            &["1.1", "报表及时率", "40%", "每迟1天扣10分"],
            &["1.2", "数据差错", "30%", "每超1次扣10分"],
            &["2", "能力类", "30%"],
            &["2.1", "学习分享", "30%", "每少1次扣15分"],
            &["等次", "□优秀 □良好 □合格 □不合格"],
            &["编制：张三", "审核：李四"],
        ],
    );
    book.merge("Sheet1", "B8", "D8");
    let made = made("a.xlsx", &book.bytes());
    let found: Vec<String> =
        rows(&made, "考核指标").iter().map(|row| format!("{} {} {}", row["维度"], row["指标"], row["权重"])).collect();
    assert_eq!(found, ["业绩类 报表及时率 40%", "业绩类 数据差错 30%", "能力类 学习分享 30%"]);
    assert!(told(&made)["□优秀 □良好 □合格 □不合格"].1.contains("没有写入"));
}

#[test]
fn lines_of_a_table_are_whole_records_and_bands_between_them_are_its_rows() {
    let records = "岗位,考核指标,权重,评分标准\r\n会计,\"税务申报,及时率\",100%,\"100%得100分,\r\n低于100%得0分\"\r\n出纳,\"现金\"\"盘点\"\"差错\",100%,每次扣20分\r\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(records);
    let records: Vec<String> = kpis(&made("a.csv", &gbk)).iter().map(|line| line.replace('\n', "")).collect();
    assert_eq!(
        records,
        ["会计|税务申报,及时率|100%||100%得100分,低于100%得0分", "出纳|现金\"盘点\"差错|100%||每次扣20分"]
    );
    let bands = "序号\t考核指标\t权重\t评分标准\n一、店长\n1\t损耗率\t100%\t每高0.1%扣5分\n\n二、导购\n1\t连带率\t100%\t每低0.1扣5分\n";
    assert_eq!(
        kpis(&made("a.txt", bands.as_bytes())),
        ["店长|损耗率|100%||每高0.1%扣5分", "导购|连带率|100%||每低0.1扣5分"]
    );
    let dimensions = "司机绩效考核表\n岗位：货车司机    部门：车队\n一、业绩考核（80%）\n指标\t权重\t评分标准\n出车及时率\t100%\t每低1%扣2分\n";
    let made = made("a.txt", dimensions.as_bytes());
    let first = &rows(&made, "考核指标")[0];
    assert_eq!(["岗位", "维度", "维度权重"].map(|name| first[name].as_str()), ["货车司机", "业绩考核", "80%"]);
    assert_eq!(workbook_setting(&made, "部门"), "某部");
}

/// A document whose body is this.
fn document(body: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let body = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("_rels/.rels", relations), ("word/document.xml", &body)]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let inner = if text.starts_with('<') {
            format!("{text}<w:p/>")
        } else {
            format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
        };
        format!("<w:tc>{inner}</w:tc>")
    };
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn tables_within_a_cell_are_read_where_they_stand() {
    let of = |kpi: &str| table(&[&["考核指标", "权重", "评分标准"], &[kpi, "100%", "每次扣20分"]]);
    let (first, second) = (of("护理差错"), of("配药差错"));
    // A form that only holds tables: each belongs to the label before it.
    let form = table(&[&["岗位：护士长"], &[&first], &["岗位：药师"], &[&second]]);
    assert_eq!(
        kpis(&made("a.docx", &document(&form))),
        ["护士长|护理差错|100%||每次扣20分", "药师|配药差错|100%||每次扣20分"]
    );
    // Tiers in a cell of their own are the text of that cell.
    let tiers = table(&[&["≥98%", "得100分"], &["低于98%", "得0分"]]);
    let whole = table(&[&["岗位", "考核指标", "权重", "评分标准"], &["司机", "准点率", "100%", &tiers]]);
    assert_eq!(kpis(&made("a.docx", &document(&whole))), ["司机|准点率|100%||≥98% 得100分\n低于98% 得0分"]);
}

#[test]
fn many_headers_above_a_kpi_leave_it_its_parts() {
    let mut book = Book::default();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for _ in 0..3_000 {
        rows.push(["指标", "权重", "评分标准"].map(str::to_owned).to_vec());
    }
    rows.push(["差错", "100%", "每次扣10分"].map(str::to_owned).to_vec());
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    book.sheet("店员", &rows);
    assert_eq!(kpis(&made("a.xlsx", &book.bytes())), ["店员|差错|100%||每次扣10分"]);
}

#[test]
fn a_role_alone_in_its_column_is_that_of_the_rows_below() {
    let rows: &[&[&str]] = &[
        &["岗位", "指标", "权重", "目标", "评分标准"],
        &["一、销售经理"],
        &["", "销售额", "60%", "500万", "按达成率计分"],
        &["", "回款率", "40%", "95%", "每低1%扣2分"],
        &["二、销售专员"],
        &["", "销售额", "70%", "50万", "按达成率计分"],
        &["", "拜访量", "30%", "40次", "每少1次扣2分"],
    ];
    let meant = [
        "销售经理|销售额|60%|500万|按达成率计分",
        "销售经理|回款率|40%|95%|每低1%扣2分",
        "销售专员|销售额|70%|50万|按达成率计分",
        "销售专员|拜访量|30%|40次|每少1次扣2分",
    ];
    let plain = book("Sheet1", rows);
    assert_eq!(kpis(&made("a.xlsx", &plain.bytes())), meant);
    let mut merged = book("Sheet1", rows);
    merged.merge("Sheet1", "A2", "E2").merge("Sheet1", "A5", "E5");
    assert_eq!(kpis(&made("a.xlsx", &merged.bytes())), meant);
}

#[test]
fn whom_a_table_is_for_is_its_role_where_that_is_one() {
    let of = |whom: &str| {
        let rows: &[&[&str]] = &[
            &["客服部绩效考核方案"],
            &[whom],
            &["指标", "权重", "目标", "评分标准"],
            &["接待量", "60%", "1000次", "按达成率计分"],
            &["响应", "40%", "30秒内", "每超5秒扣5分"],
        ];
        kpis(&made("a.xlsx", &book("Sheet1", rows).bytes()))
    };
    let own = ["客服专员|接待量|60%|1000次|按达成率计分", "客服专员|响应|40%|30秒内|每超5秒扣5分"];
    assert_eq!(of("考核对象：客服专员"), own);
    assert!(of("考核对象：张三丰").iter().all(|kpi| kpi.starts_with("客服部|")));

    // One card below the other.
    let cards = book(
        "Sheet1",
        &[
            &["考核对象：客服专员"],
            &["指标", "权重", "目标", "评分标准"],
            &["接待量", "100%", "1000次", "按达成率计分"],
            &["考核对象：质检员"],
            &["指标", "权重", "目标", "评分标准"],
            &["抽检数", "100%", "50次", "按达成率计分"],
        ],
    );
    let own = ["客服专员|接待量|100%|1000次|按达成率计分", "质检员|抽检数|100%|50次|按达成率计分"];
    assert_eq!(kpis(&made("a.xlsx", &cards.bytes())), own);
}
