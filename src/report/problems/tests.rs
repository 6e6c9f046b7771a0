//! The list and the copies, from workbooks made here.

use std::collections::BTreeMap;

use super::*;
use crate::cell::CellRef;
use crate::output::{Content, write};
use crate::problem::Code;
use crate::workbook::{Area, Cell, Value};

fn text(text: &str) -> Cell {
    Cell { value: Value::Text(text.to_owned()), percent: false, look: None }
}

fn number(text: &str, percent: bool) -> Cell {
    Cell { value: Value::Number(text.parse().unwrap()), percent, look: None }
}

fn sheet(name: &str, cells: Vec<((u32, u16), Cell)>, merges: Vec<Area>) -> Sheet {
    Sheet { name: name.into(), cells: cells.into_iter().collect(), merges, ..Sheet::default() }
}

fn hosts() -> Sheet {
    let mut cells = vec![
        ((0, 0), text("2026年11月主播考核数据（直播一组）")),
        ((1, 0), text("基本信息")),
        ((1, 2), text("业绩")),
        ((2, 0), text("员工编号")),
        ((2, 1), text("姓名")),
        ((2, 2), text("直播时长（小时）")),
        ((2, 3), text("销售额达成率")),
        ((2, 4), text("备注：本月因设备检修停播两天，时长按实际开播时间统计，请各组长逐一核对后再提交")),
    ];
    for row in 3..9_u32 {
        cells.push(((row, 0), text(&format!("E00{row}"))));
        cells.push(((row, 1), text("欧阳静怡")));
        cells.push(((row, 2), number("123.5", false)));
        cells.push(((row, 3), number("0.985", true)));
    }
    cells.push(((5, 2), text("一百二十")));
    cells.push(((6, 3), Cell { value: Value::Error("#DIV/0!".to_owned()), percent: true, look: None }));
    cells.push(((7, 2), Cell { value: Value::Uncalculated, percent: false, look: None }));
    let merges = vec![Area::new(0, 0, 0, 4), Area::new(1, 0, 1, 1), Area::new(1, 2, 1, 4)];
    sheet("数据-主播", cells, merges)
}

fn workbook() -> Workbook {
    let fine = sheet("部门人员", vec![((0, 0), text("姓名"))], Vec::new());
    Workbook { sheets: vec![fine, hosts()], ..Workbook::default() }
}

fn at(row: u32, column: u16) -> CellRef {
    CellRef::new("数据-主播", row, column)
}

fn problems() -> Vec<Problem> {
    vec![
        Problem::new(Code::NotANumber, &at(5, 2)).with("text", "一百二十"),
        Problem::new(Code::ErrorValue, &at(6, 3)).with("text", "#DIV/0!").with("column", "data"),
        Problem::new(Code::RuleOpenTier, &at(3, 0)).with("level", "60%"),
        Problem::new(Code::RuleDescribed, &at(1, 3)).with("words", "视情况"),
        Problem::new(Code::EmptyFile, Place::File),
    ]
}

fn links(sheet: &crate::output::Sheet) -> Vec<(String, (u32, u16))> {
    sheet
        .cells
        .values()
        .filter_map(|cell| match &cell.content {
            Content::Link { sheet, cell, .. } => Some((sheet.clone(), *cell)),
            _ => None,
        })
        .collect()
}

#[test]
fn every_problem_is_listed_in_reading_order_and_linked_to_its_cell_in_the_copy() {
    let book = book(&workbook(), &problems(), Lang::ZhCn, "直播一组.xlsx");
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["问题清单", "数据-主播"]);
    let list = &book.sheets[0];
    let codes: Vec<&Content> = (4..9).map(|row| &list.cells[&(row, 2)].content).collect();
    let wanted = ["E102", "N531", "W529", "E301", "E306"].map(|code| Content::Text(code.to_owned()));
    assert_eq!(codes, wanted.iter().collect::<Vec<_>>());
    let copied = "数据-主播".to_owned();
    // 视情况 stands in a merged heading: the link goes to its first cell.
    let places = [(1, 2), (3, 0), (5, 2), (6, 3)].map(|at| (copied.clone(), at));
    assert_eq!(links(list), places);
}

#[test]
fn faulty_cells_are_coloured_and_carry_the_hint_as_a_note() {
    let book = book(&workbook(), &problems(), Lang::ZhCn, "直播一组.xlsx");
    let copy = &book.sheets[1];
    let marked: Vec<(u32, u16)> =
        copy.cells.iter().filter(|(_, cell)| cell.note.is_some()).map(|(at, _)| *at).collect();
    assert_eq!(marked, [(1, 2), (3, 0), (5, 2), (6, 3)]);
    let cell = &copy.cells[&(5, 2)];
    assert!(cell.style.fill.is_some());
    let note = cell.note.as_deref().unwrap();
    assert!(note.starts_with("错误 E"), "{note}");
    assert!(note.contains("一百二十"), "{note}");
    // The untouched cells keep their values: a percentage stays a number that shows as one.
    assert_eq!(copy.cells[&(4, 3)].content, Content::Number("0.985".parse().unwrap()));
    assert_eq!(copy.cells[&(4, 3)].style.format, "0.0%");
    assert_eq!(copy.cells[&(4, 3)].style.fill, None);
}

#[test]
fn a_problem_in_an_empty_cell_is_marked_there() {
    let book = book(&workbook(), &[Problem::new(Code::NotANumber, &at(20, 6))], Lang::En, "a.xlsx");
    assert!(book.sheets[1].cells[&(20, 6)].note.is_some());
}

#[test]
fn a_file_that_could_not_be_read_gives_the_list_alone() {
    let problems = [Problem::new(Code::EmptyFile, Place::File)];
    let book = book(&Workbook::default(), &problems, Lang::ZhTw, "空.xlsx");
    assert_eq!(book.sheets.len(), 1);
    let bytes = write::to_bytes(&book).unwrap();
    let read = crate::workbook::read(&bytes).value.unwrap();
    assert!(read.is_own_output);
}

#[test]
fn areas_that_overlap_or_cover_the_sheet_are_not_merged_in_the_copy() {
    let areas =
        vec![Area::new(0, 0, 1_048_575, 16_383), Area::new(2, 0, 3, 1), Area::new(3, 1, 4, 2), Area::new(9, 9, 9, 9)];
    let odd = ["", "'", "问题清单", "a/b", "A\\B"].map(|name| sheet(name, vec![((0, 0), text("x"))], areas.clone()));
    let problems: Vec<Problem> =
        odd.iter().map(|sheet| Problem::new(Code::NotANumber, &CellRef::new(sheet.name.clone(), 3, 1))).collect();
    let workbook = Workbook { sheets: odd.into(), ..Workbook::default() };
    let book = book(&workbook, &problems, Lang::ZhCn, "a.xlsx");
    assert_eq!(book.sheets.len(), 6);
    assert_eq!(book.sheets[1].merges, [Area::new(2, 0, 3, 1)]);
    write::to_bytes(&book).unwrap();
}

#[test]
fn many_problems_are_listed_up_to_a_bound_and_the_rest_is_counted() {
    let cells: BTreeMap<(u32, u16), Cell> = (0..5_100).map(|row| ((row, 0), text("x"))).collect();
    let problems: Vec<Problem> = (0..5_100).map(|row| Problem::new(Code::NotANumber, &at(row, 0))).collect();
    let workbook = Workbook {
        sheets: vec![Sheet { name: "数据-主播".into(), cells, ..Sheet::default() }],
        ..Workbook::default()
    };
    let book = book(&workbook, &problems, Lang::ZhCn, "a.xlsx");
    let said =
        book.sheets[0].cells.values().any(|cell| matches!(&cell.content, Content::Text(text) if text.contains("100")));
    assert!(said);
    assert_eq!(links(&book.sheets[0]).len(), PROBLEMS);
}
