//! One cell changed in the bytes of a workbook: everything else is what it was.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use proptest::prelude::*;
use scorebook::pipeline::{amended, rule_cells};
use scorebook::problem::Code;
use scorebook::workbook;

use crate::problems::good;

const SAMPLE: &[u8] = include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx");

/// The parts of a container with the bytes as they lie there.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index_raw(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (String::from_utf8_lossy(part.name_raw()).into_owned(), bytes)
        })
        .collect()
}

/// The text of a cell.
fn cell(bytes: &[u8], sheet: &str, row: u32, column: u16) -> String {
    let workbook = workbook::read(bytes).value.unwrap();
    let sheet = workbook.sheets.iter().find(|one| &*one.name == sheet).unwrap();
    sheet.get(row, column).map(workbook::Cell::shown).unwrap_or_default()
}

#[test]
fn only_the_sheets_own_part_changes_and_in_it_only_the_cell() {
    let mended = amended(SAMPLE, "考核指标", "G5", "每低1%扣1分，扣完为止").unwrap();
    let (before, after) = (parts(SAMPLE), parts(&mended));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let changed: Vec<_> =
        before.iter().filter(|(name, bytes)| after.get(*name) != Some(*bytes)).map(|(name, _)| name).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(cell(&mended, "考核指标", 4, 6), "每低1%扣1分，扣完为止");
    let (mut first, mut second) = (workbook::read(SAMPLE).value.unwrap(), workbook::read(&mended).value.unwrap());
    for workbook in [&mut first, &mut second] {
        let sheet = workbook.sheets.iter_mut().find(|sheet| &*sheet.name == "考核指标").unwrap();
        sheet.cells.remove(&(4, 6));
    }
    assert_eq!(first, second);
}

#[test]
fn a_mended_workbook_can_be_mended_again_and_a_blank_cell_filled() {
    let book = good().bytes();
    let once = amended(&book, "考核指标", "G2", "一").unwrap();
    let twice = amended(&once, "考核指标", "G2", "每低1%扣2分 & <最低0分>\n完").unwrap();
    assert_eq!(cell(&twice, "考核指标", 1, 6), "每低1%扣2分 & <最低0分>\n完");
    // Between two cells of its row, behind the last one.
    for (address, row, column) in [("H2", 1, 7), ("K3", 2, 10)] {
        let filled = amended(&twice, "考核指标", address, "满").unwrap();
        assert_eq!(cell(&filled, "考核指标", row, column), "满", "{address}");
    }
}

#[test]
fn what_cannot_be_changed_alone_is_refused_with_the_reason() {
    let refused = |bytes: &[u8], sheet: &str, cell: &str, text: &str| {
        let problem = amended(bytes, sheet, cell, text).unwrap_err();
        assert_eq!(problem.code, Code::CellNotChanged);
        problem.args.iter().find(|(name, _)| *name == "why").map(|(_, why)| why.clone()).unwrap()
    };
    assert_eq!(refused(b"no workbook", "考核指标", "G2", "x"), "format");
    assert_eq!(refused(SAMPLE, "没有这张表", "G2", "x"), "other");
    assert_eq!(refused(SAMPLE, "考核指标", "H999999", "x"), "other");
    for address in ["", "7", "H", "H0", "H-1", "ZZZZZ9", "H4:H5"] {
        assert_eq!(refused(SAMPLE, "考核指标", address, "x"), "other", "{address}");
    }
    assert_eq!(refused(SAMPLE, "考核指标", "H4", "a\u{1}b"), "text");
    assert_eq!(refused(SAMPLE, "考核指标", "H4", &"长".repeat(40_000)), "text");
}

#[test]
fn the_rules_of_a_workbook_stand_with_what_they_are_tried_with_whatever_else_is_wrong() {
    let mut book = good();
    book.row("考核指标", 4, &["", "差错率", "四成", "???", "%", "≤2%", "看情况", "30"]);
    let rules = rule_cells(&book.bytes());
    let third = rules.last().unwrap();
    assert_eq!((third.cell.as_str(), third.role.as_str(), third.kpi.as_str()), ("G4", "客服", "差错率"));
    assert_eq!((third.sentence.as_str(), third.target.as_str(), third.full.as_str()), ("看情况", "≤2%", "30"));
    assert!(!third.deductions);
    assert_eq!(rule_cells(b"no workbook"), []);
    // 考核信息 says what the points are of, and whether they are signed.
    let mut points = good();
    points.set("考核信息!B3", "权重分");
    assert_eq!(rule_cells(&points.bytes()).first().unwrap().full, "60");
    points.set("考核信息!B3", "扣分制");
    assert!(rule_cells(&points.bytes()).iter().all(|rule| rule.deductions));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn whatever_is_typed_stands_in_the_cell_as_it_was_typed(text in "[^\\p{C}]{1,40}") {
        let book = good().bytes();
        if let Ok(mended) = amended(&book, "考核指标", "G2", &text) {
            prop_assert_eq!(cell(&mended, "考核指标", 1, 6), text);
        }
    }
}
