//! Files that are not what they claim, made here: each gets one clear problem. What they allocate is bounded by the
//! limits of `src/workbook/limits.rs`.

use std::io::{Cursor, Write};

use scorebook::workbook::{self, Value};
use zip::write::SimpleFileOptions;

/// A container with a workbook of one sheet.
fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let parts = [
        (
            "_rels/.rels",
            format!(
                r#"{head}<Relationships><Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"{head}<workbook xmlns:r="{relation}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"{head}<Relationships><Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{relation}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("{head}{sheet}")),
        ("xl/sharedStrings.xml", format!("{head}{strings}")),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet(cells: &str) -> Vec<u8> {
    workbook(&format!("<worksheet><sheetData>{cells}</sheetData></worksheet>"), "<sst/>")
}

/// The codes of a file's problems.
fn codes(bytes: &[u8]) -> Vec<&'static str> {
    let read = workbook::read(bytes);
    assert_eq!(read.value.is_none(), !read.problems.is_empty());
    read.problems.iter().map(|problem| problem.code.id()).collect()
}

#[test]
fn files_of_other_kinds_are_named() {
    for (bytes, code) in [
        (&b""[..], "E102"),
        (b"PK\x03\x04\x14\x00", "E103"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "E103"),
        ("工号,姓名\nE001,张三\n".as_bytes(), "E107"),
        (b"\xB9\xA4\xBA\xC5,\xD0\xD5\xC3\xFB\r\nE001,1\r\n", "E107"),
        (b"\xEF\xBB\xBF  <html><table><tr><td>1</td></tr></table></html>", "E108"),
        (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", "E109"),
        (b"<?xml version=\"1.0\"?><!-- <html> --><office:document xmlns:office=\"x\"><table:table/>", "E109"),
        (b"<office:document><office:meta><meta:x/></office:meta></office:document>", "E109"),
        (b"<?xml version=\"1.0\"?><ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><ss:Table/>", "E109"),
        (b"<html xmlns:x=\"urn:schemas-microsoft-com:office:spreadsheet\"><table>", "E108"),
        (b"%PDF-1.7", "E110"),
        (b"{\\rtf1", "E110"),
        (b"\x89PNG\r\n\x1a\n", "E110"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08", "E101"),
    ] {
        assert_eq!(codes(bytes), [code], "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused() {
    let whole = sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    for length in (4..whole.len() - 1).step_by(97) {
        assert_eq!(codes(&whole[..length]), ["E103"], "{length}");
    }
}

#[test]
fn cells_in_opposite_corners_cost_two_cells() {
    let read = workbook::read(&sheet(
        r#"<row><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#,
    ));
    assert_eq!(read.value.unwrap().sheets[0].cells.len(), 2);
}

#[test]
fn absurd_addresses_are_outside_the_sheet() {
    assert_eq!(codes(&sheet(r#"<row r="4000000000"><c><v>1</v></c></row>"#)), ["E114"]);
    assert_eq!(codes(&sheet(r#"<row><c r="ZZZZ9"><v>1</v></c></row>"#)), ["E114"]);
}

#[test]
fn a_count_of_shared_strings_is_never_believed() {
    let bytes = workbook(
        r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#,
        r#"<sst count="9" uniqueCount="400000"><si><t>甲</t></si></sst>"#,
    );
    assert_eq!(workbook::read(&bytes).value.unwrap().sheets[0].get(0, 0).unwrap().value, Value::Text("甲".into()));
}

#[test]
fn saved_values_that_formulas_filled_down_do_not_give_are_no_values() {
    let rows = |saved: &str| {
        format!(
            r#"<row r="1"><c r="A1"><v>4</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>8</v></c></row>
            <row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/><v>{saved}</v></c></row>
            <row r="3"><c r="A3"><v>6</v></c><c r="B3"><f>SUM(B1:B2)</f><v>18</v></c></row>"#
        )
    };
    let values = |rows: String| {
        let read = workbook::read(&sheet(&rows)).value.unwrap();
        (0..3).map(|row| read.sheets[0].get(row, 1).unwrap().value == Value::Uncalculated).collect::<Vec<_>>()
    };
    assert_eq!(values(rows("10")), [false, false, false]);
    assert_eq!(values(rows("9")), [false, true, true]);
}

#[test]
fn what_unfolds_too_far_is_refused() {
    let digits = "0".repeat(2_000_000);
    assert_eq!(codes(&sheet(&format!(r#"<row r="1"><c r="A1"><v>{digits}</v></c></row>"#))), ["E112"]);
    assert_eq!(
        codes(&workbook("<worksheet><sheetData/></worksheet>", &format!("<sst><si><t>{digits}</t></si></sst>"))),
        ["E112"]
    );
    assert_eq!(codes(&sheet(&"<x>".repeat(300))), ["E112"]);
    assert_eq!(codes(&sheet(&format!("<row>{}</row>", "<c><v>1</v></c>".repeat(20_000)))), ["E114"]);
    let rows = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(10_000)).repeat(51);
    assert_eq!(codes(&sheet(&rows)), ["E112"]);
}

#[test]
fn entities_of_the_files_own_are_refused() {
    let bytes =
        workbook("<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>", "<sst/>");
    assert_eq!(codes(&bytes), ["E115"]);
}

#[test]
fn new_error_values_and_numbers_beyond_numbers_stay_in_their_cells() {
    let bytes = sheet(
        r##"<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1"><v>inf</v></c><c r="C1"><v>NaN</v></c><c r="D1"><f>1+1</f></c><c r="E1"><v>7</v></c></row>"##,
    );
    let workbook = workbook::read(&bytes).value.unwrap();
    let value = |column| workbook.sheets[0].get(0, column).unwrap().value.clone();
    assert_eq!(value(0), Value::Error("#SPILL!".into()));
    assert!(matches!(value(1), Value::Unusable(_)));
    assert!(matches!(value(2), Value::Unusable(_)));
    assert_eq!(value(3), Value::Uncalculated);
    assert_eq!(value(4), Value::Number(7.into()));
}

/// Each kind of hostile file once: none of them is a workbook that can be scored. For the tests of batches.
pub(crate) fn files() -> Vec<Vec<u8>> {
    let digits = "0".repeat(2_000_000);
    let mut files: Vec<Vec<u8>> = [
        &b""[..],
        b"PK\x03\x04\x14\x00",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"id,name\nE001,x\n",
        b"<html><table><tr><td>1</td></tr></table></html>",
        b"%PDF-1.7",
        b"\x00\x01\x02\x03\x04\x05\x06\x07\x08",
    ]
    .map(<[u8]>::to_vec)
    .into();
    files.extend([
        sheet(r#"<row r="4000000000"><c><v>1</v></c></row>"#),
        sheet(r#"<row><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#),
        sheet(&format!(r#"<row r="1"><c r="A1"><v>{digits}</v></c></row>"#)),
        sheet(&"<x>".repeat(300)),
        workbook("<worksheet/>", &format!("<sst><si><t>{digits}</t></si></sst>")),
        workbook("<!DOCTYPE x [<!ENTITY a \"haha\">]><worksheet>&a;</worksheet>", "<sst/>"),
    ]);
    files
}
