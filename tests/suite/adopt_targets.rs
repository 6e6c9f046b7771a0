//! A KPI's target as its column of an office's own table has it: the heading's unit, what several KPIs share, a year's figure, small percentages.

use scorebook::lang::Lang;
use scorebook::pipeline::{Adopted, SourceFile, Wishes, adopted};
use scorebook::workbook::{self, Value};

use crate::adopt::{book, made, rows as rows_in, wishes};

/// What a person must look at in a made workbook: the source's cell and what is said.
fn looked(adopted: &Adopted, words: &str) -> Vec<String> {
    let workbook = workbook::read(&adopted.bytes).value.unwrap();
    let sheet = workbook.sheets.iter().find(|one| &*one.name == "导入说明").unwrap();
    let text = |row: u32, column: u16| match sheet.get(row, column).map(|cell| &cell.value) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let rows: Vec<Vec<String>> = (0..200).map(|row| (0..8).map(|column| text(row, column)).collect()).collect();
    let said = rows.iter().filter(|row| row.iter().any(|cell| cell.contains(words)));
    said.filter_map(|row| row.iter().find(|cell| cell.contains('!')).cloned()).collect()
}

#[test]
fn a_target_keeps_the_unit_of_its_heading() {
    let rows: &[&[&str]] = &[
        &["岗位", "指标", "权重", "目标值（单位：万元）", "评分标准"],
        &["主播", "销售额", "60%", "100", "按完成比例得分"],
        &["主播", "退货率", "40%", "≤3%", "每高1%扣5分"],
    ];
    let made = made("a.xlsx", &book("S", rows).bytes());
    let units: Vec<String> = rows_in(&made, "考核指标").iter().map(|row| row["单位"].clone()).collect();
    assert_eq!(units, ["万元", "%"]);
    // 目标值(月) says when, and no unit.
    let rows: &[&[&str]] = &[&["岗位", "指标", "权重", "目标值（月）"], &["主播", "销售额", "100%", "100"]];
    let made = crate::adopt::made("a.xlsx", &book("S", rows).bytes());
    assert_eq!(rows_in(&made, "考核指标")[0]["单位"], "");
}

#[test]
fn a_target_of_several_kpis_or_of_a_year_is_to_be_looked_at() {
    let head: &[&str] = &["岗位", "指标", "权重", "目标值", "评分标准"];
    let kpis: [&[&str]; 2] =
        [&["主播", "销售额", "50%", "100万元", "按完成比例得分"], &["主播", "毛利", "50%", "", "按完成比例得分"]];
    let mut shared = book("S", &[head, kpis[0], kpis[1]]);
    shared.merge("S", "D2", "D3");
    assert_eq!(looked(&made("a.xlsx", &shared.bytes()), "合用一个目标"), ["S!D2"]);
    let yearly: &[&[&str]] = &[&["岗位", "指标", "权重", "年度目标值"], &["主播", "销售额", "100%", "1200万元"]];
    assert_eq!(looked(&made("a.xlsx", &book("S", yearly).bytes()), "一年或一个季度"), ["S!D2"]);
    let year = Wishes { period: "2026".parse().unwrap(), ..wishes(Lang::ZhCn) };
    let bytes = book("S", yearly).bytes();
    let of_year = adopted(&[SourceFile { name: "a.xlsx", bytes: &bytes }], &year).unwrap().unwrap();
    assert_eq!(looked(&of_year, "一年或一个季度"), Vec::<String>::new());
}

#[test]
fn a_small_percentage_is_read_as_the_others_of_its_column() {
    let head: &[&str] = &["岗位", "指标", "权重", "目标值", "单位"];
    let of = |first: &'static str, second: &'static str| {
        let rows: &[&[&str]] = &[head, &["主播", "差错率", "40%", first, "%"], &["主播", "合格率", "60%", second, "%"]];
        let made = made("a.xlsx", &book("S", rows).bytes());
        let targets: Vec<String> = rows_of(&made);
        (targets.join(" "), looked(&made, "读作百分之几"))
    };
    assert_eq!(of("0.5", "98"), ("0.5% 98".to_owned(), vec!["S!D2".to_owned()]));
    assert_eq!(of("1", "98"), ("1% 98".to_owned(), vec!["S!D2".to_owned()]));
    assert_eq!(of("0.5", "0.98"), ("0.5 0.98".to_owned(), Vec::new()));
}

fn rows_of(made: &Adopted) -> Vec<String> {
    rows_in(made, "考核指标").iter().map(|row| row["目标值"].clone()).collect()
}
