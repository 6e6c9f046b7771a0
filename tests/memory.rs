//! What strangers' files may cost: the built program reads each hostile file as a child process, whose peak memory the
//! system reports. A program of its own, since that figure is the greatest of all children's.
#![cfg(unix)]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and documents itself by its name"
)]

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// The promise: for any input of up to 50 MB.
const PEAK_BYTES: i64 = 200 * 1000 * 1000;
const LONGEST: Duration = Duration::from_secs(5);

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part: what stands before, what is repeated how often, what stands behind.
struct Part {
    name: &'static str,
    before: String,
    again: String,
    times: usize,
    behind: String,
    packed: bool,
}

fn part(name: &'static str, text: impl Into<String>) -> Part {
    Part { name, before: text.into(), again: String::new(), times: 0, behind: String::new(), packed: true }
}

fn repeated(name: &'static str, before: &str, again: impl Into<String>, times: usize, behind: &str) -> Part {
    Part { name, before: before.to_owned(), again: again.into(), times, behind: behind.to_owned(), packed: true }
}

fn container(parts: Vec<Part>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let method = if part.packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options =
            SimpleFileOptions::default().compression_method(method).compression_level(part.packed.then_some(1));
        zip.start_file(part.name, options).unwrap();
        zip.write_all(part.before.as_bytes()).unwrap();
        // In pieces of a megabyte, so that the maker stays small too.
        let block = (1_000_000 / part.again.len().max(1)).clamp(1, part.times.max(1));
        let whole = part.again.repeat(block);
        for _ in 0..part.times / block {
            zip.write_all(whole.as_bytes()).unwrap();
        }
        zip.write_all(part.again.repeat(part.times % block).as_bytes()).unwrap();
        zip.write_all(part.behind.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An .xlsx file with these parts in the place of its sheet and shared strings.
fn xlsx(sheet: Part, more: Vec<Part>) -> Vec<u8> {
    let mut parts = vec![
        part(
            "_rels/.rels",
            format!(
                r#"{HEAD}<Relationships><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        part(
            "xl/workbook.xml",
            format!(
                r#"{HEAD}<workbook xmlns:r="{RELATIONS}"><sheets><sheet name="考核指标" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"{HEAD}<Relationships><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="{RELATIONS}/sharedStrings" Target="strings.xml"/><Relationship Id="r3" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
        sheet,
    ];
    for (name, text) in [("xl/strings.xml", "<sst/>"), ("xl/styles.xml", "<styleSheet/>")] {
        if !more.iter().any(|part| part.name == name) {
            parts.push(part(name, text));
        }
    }
    parts.extend(more);
    container(parts)
}

fn sheet(cells: &str) -> Vec<u8> {
    xlsx(part("xl/sheet.xml", format!("{HEAD}<worksheet><sheetData>{cells}</sheetData></worksheet>")), Vec::new())
}

fn cells(before: &str, again: impl Into<String>, times: usize, behind: &str) -> Vec<u8> {
    let before = format!("{HEAD}<worksheet><sheetData>{before}");
    xlsx(repeated("xl/sheet.xml", &before, again, times, &format!("{behind}</sheetData></worksheet>")), Vec::new())
}

fn strings(before: &str, again: impl Into<String>, times: usize, behind: &str) -> Vec<u8> {
    let cell = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>"#;
    xlsx(part("xl/sheet.xml", cell), vec![repeated("xl/strings.xml", before, again, times, behind)])
}

fn ods(rows: &str) -> Vec<u8> {
    ods_of(repeated(
        "content.xml",
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="考核指标">"#,
        rows,
        1,
        "</table:table></office:spreadsheet></office:body></office:document-content>",
    ))
}

fn ods_of(content: Part) -> Vec<u8> {
    let mut mimetype = part("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    mimetype.packed = false;
    container(vec![mimetype, content])
}

/// The same file where a part has another name of the same length, in the directory and before its bytes.
fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from.as_bytes())).collect();
    assert!(!places.is_empty(), "{from}");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    }
    bytes
}

/// The same file whose sheet has another checksum than its bytes.
fn with_wrong_checksum(mut bytes: Vec<u8>) -> Vec<u8> {
    for (mark, name, checksum) in [(b"PK\x03\x04", 30, 14), (b"PK\x01\x02", 46, 16)] {
        let at = (0..bytes.len() - 46)
            .find(|at| bytes[*at..].starts_with(mark) && bytes[*at + name..].starts_with(b"xl/sheet.xml"))
            .unwrap();
        bytes[at + checksum] ^= 0xFF;
    }
    bytes
}

const ONE_CELL: &str = r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#;

/// A sheet of one cell, with another part beside it.
fn beside(name: &'static str) -> Vec<u8> {
    xlsx(part("xl/sheet.xml", ONE_CELL), vec![part(name, ONE_CELL)])
}

/// A workbook whose sheet is said to stand in a file of the machine.
fn outside() -> Vec<u8> {
    let tabs = r#"<workbook><sheets><sheet name="考核指标" r:id="r1"/></sheets></workbook>"#;
    let relations = format!(
        r#"<Relationships><Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="../../../../etc/passwd"/></Relationships>"#
    );
    container(vec![part("xl/workbook.xml", tabs), part("xl/_rels/workbook.xml.rels", relations)])
}

/// The sizes of the largest part, in the directory and before it, said to be 100 bytes.
fn lying(mut bytes: Vec<u8>) -> Vec<u8> {
    let sizes: Vec<usize> = (0..bytes.len() - 46)
        .filter(|at| bytes[*at..].starts_with(b"PK\x01\x02") && bytes[*at + 46..].starts_with(b"xl/sheet.xml"))
        .collect();
    for at in sizes {
        bytes[at + 24..at + 28].copy_from_slice(&100_u32.to_le_bytes());
    }
    bytes
}

/// A real .xls file with bytes changed.
fn xls(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/messy/messy.xls");
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    bytes
}

fn put(bytes: &mut [u8], at: usize, number: u32) {
    bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
}

/// The place of a sector of 512 bytes.
fn sector(bytes: &[u8], field: usize) -> usize {
    (u32::from_le_bytes(bytes[field..field + 4].try_into().unwrap()) as usize + 1) * 512
}

/// The place of the first record of a kind with at least `length` bytes.
fn record(bytes: &[u8], kind: [u8; 2]) -> usize {
    (512..bytes.len() - 4)
        .find(|at| bytes[*at..*at + 2] == kind && bytes[*at + 3] < 0x20 && bytes[*at + 2] > 7)
        .unwrap()
}

/// Filled to just below every limit: half a million cells, forty megabytes of texts, whose every figure is wrong, and a picture.
fn full() -> Vec<u8> {
    let table = |rows: String| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let row = |cells: &[&str]| {
        let cells: String =
            cells.iter().map(|text| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#)).collect();
        format!("<row>{cells}</row>")
    };
    let measures: Vec<String> = (0..28).map(|n| format!("量{n}")).collect();
    let mut header = vec!["工号", "姓名"];
    header.extend(measures.iter().map(String::as_str));
    let people: String = (0..500).map(|n| row(&[&format!("E{n}"), &format!("张{n}"), "主播"])).collect();
    let mut one = vec!["E1", "张1"];
    one.extend(std::iter::repeat_n("很多很多很多很多很多很多很多很多很多", 28));
    let sheets = [
        ("考核信息", table(row(&["部门", "甲"]) + &row(&["考核周期", "2026-11"]))),
        (
            "考核指标",
            table(
                row(&["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"])
                    + &row(&["主播", "量", "100%", "量1", "次", "100", "按比例计分"]),
            ),
        ),
        (
            "数据项",
            table(
                row(&["岗位", "数据项", "单位", "汇总方式"])
                    + &measures.iter().take(8).map(|name| row(&["主播", name, "次", "求和"])).collect::<String>(),
            ),
        ),
        ("人员名单", table(row(&["工号", "姓名", "岗位"]) + &people)),
        ("等级", table(row(&["等级", "最低分"]) + &row(&["A", "0"]))),
        ("数据-主播", table(row(&header) + &row(&one).repeat(15_500))),
    ];
    let names = ["xl/1.xml", "xl/2.xml", "xl/3.xml", "xl/4.xml", "xl/5.xml", "xl/6.xml"];
    let tabs: String =
        sheets.iter().enumerate().map(|(at, (name, _))| format!(r#"<sheet name="{name}" r:id="r{at}"/>"#)).collect();
    let relations: String = (0..6)
        .map(|at| format!(r#"<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="{}.xml"/>"#, at + 1))
        .collect();
    let mut parts = vec![
        part("xl/workbook.xml", format!("<workbook><sheets>{tabs}</sheets></workbook>")),
        part("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
    ];
    parts.extend(names.into_iter().zip(sheets).map(|(name, (_, text))| part(name, text)));
    let mut picture = repeated("xl/media/1.png", "", "picture of a team outing ", 1_700_000, "");
    picture.packed = false;
    parts.push(picture);
    container(parts)
}

/// Every file with the code that it must be answered with.
fn files() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let zeros = "0".repeat(1000);
    let million = 1_000_000;
    let bomb = cells(r#"<row r="1"><c r="A1"><v>"#, &*zeros, 300_000, "</v></c></row>");
    vec![
        ("300 MB of zeros whose size is said to be 100 bytes", "E1", lying(bomb.clone())),
        ("300 MB of zeros in a number", "E112", bomb),
        (
            "300 MB of zeros as text",
            "E112",
            cells(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>"#, &*zeros, 300_000, "</t></is></c></row>"),
        ),
        ("two sheets of one name", "E103", renamed(beside("xl/sheex.xml"), "xl/sheex.xml", "xl/sheet.xml")),
        ("two sheets whose names differ in case", "E113", beside("xl/Sheet.xml")),
        (
            "names that begin at the root",
            "E204",
            renamed(xlsx(part("?xl/sheet.xml", ONE_CELL), Vec::new()), "?xl/sheet.xml", "/xl/sheet.xml"),
        ),
        ("a name that leaves the folder", "E204", beside("../../../../tmp/scorebook-was-here")),
        ("a sheet that is a file of the machine", "E113", outside()),
        ("a sheet with a wrong checksum", "E113", with_wrong_checksum(beside("media"))),
        ("one shared string of 30 MB", "E112", strings("<sst><si><t>", &*zeros, 30_000, "</t></si></sst>")),
        (
            "sixty megabytes of shared strings",
            "E112",
            strings("<sst>", format!("<si><t>{zeros}</t></si>"), 60_000, "</sst>"),
        ),
        ("a million empty shared strings", "E204", strings("<sst>", "<si/>", million, "</sst>")),
        ("two million cells in a row", "E1", cells("<row>", "<c><v>1</v></c>", 2 * million, "</row>")),
        (
            "more cells than half a million",
            "E112",
            cells("", format!("<row>{}</row>", "<c><v>1</v></c>".repeat(16_384)), 31, ""),
        ),
        (
            "two cells in opposite corners",
            "E204",
            sheet(r#"<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>"#),
        ),
        ("row 4,000,000,000", "E114", sheet(r#"<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>"#)),
        (
            "a count of 4,000,000,000 shared strings",
            "E204",
            strings(r#"<sst count="4000000000" uniqueCount="4000000000"><si><t>甲</t></si>"#, "", 0, "</sst>"),
        ),
        ("inf and NaN", "E204", sheet(r#"<row r="1"><c r="A1"><v>inf</v></c><c r="B1"><v>NaN</v></c></row>"#)),
        (
            "an error of a new kind beside others",
            "E204",
            sheet(r##"<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1" t="e"><v>#CALC!</v></c></row>"##),
        ),
        ("a million empty rows", "W116", cells("", "<row/>", million, "")),
        ("a million elements inside one another", "E112", cells("", "<x>", million, "")),
        ("an attribute of 3 MB", "E112", cells("<row r=\"", "1", 3 * million, "\"/>")),
        ("a million attributes", "E112", cells("<row ", "a=\"1\" ", million, "/>")),
        ("a comment of 3 MB", "E112", cells("<!--", " ", 3 * million, "-->")),
        (
            "entities that unfold",
            "E115",
            xlsx(
                part(
                    "xl/sheet.xml",
                    "<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>",
                ),
                Vec::new(),
            ),
        ),
        (
            "a million merged areas",
            "E112",
            xlsx(
                repeated(
                    "xl/sheet.xml",
                    "<worksheet><sheetData/><mergeCells>",
                    r#"<mergeCell ref="A1:XFD1048576"/>"#,
                    million,
                    "</mergeCells></worksheet>",
                ),
                Vec::new(),
            ),
        ),
        (
            "fifty thousand merged areas over a whole sheet",
            "E204",
            xlsx(
                repeated(
                    "xl/sheet.xml",
                    r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells>"#,
                    r#"<mergeCell ref="A1:XFD1048576"/>"#,
                    49_999,
                    "</mergeCells></worksheet>",
                ),
                Vec::new(),
            ),
        ),
        (
            "a million cell formats",
            "E112",
            xlsx(
                part("xl/sheet.xml", "<worksheet/>"),
                vec![repeated("xl/styles.xml", "<styleSheet><cellXfs>", "<xf/>", million, "</cellXfs></styleSheet>")],
            ),
        ),
        ("thirty thousand parts", "E112", [sheet(""), b"PK\x01\x02".repeat(30_000)].concat()),
        (
            ".ods with a whole sheet of one number",
            "E112",
            ods(
                r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>"#,
            ),
        ),
        (
            ".ods with a hundred thousand times four thousand million blanks in a text",
            "E112",
            ods_of(repeated(
                "content.xml",
                r#"<office:document-content><table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>"#,
                r#"<text:s text:c="4000000000"/>"#,
                100_000,
                "</text:p></table:table-cell></table:table-row></table:table></office:document-content>",
            )),
        ),
        (
            ".ods with rows beyond every sheet",
            "E1",
            ods(
                r#"<table:table-row table:number-rows-repeated="4294967295"/><table:table-row table:number-rows-repeated="4294967295"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#,
            ),
        ),
        (
            ".ods of a million tables",
            "E112",
            ods_of(repeated(
                "content.xml",
                "<office:document-content>",
                r#"<table:table table:name="a"></table:table>"#,
                million,
                "</office:document-content>",
            )),
        ),
        (
            ".ods with a table in a table",
            "E113",
            ods(r#"<table:table table:name="里"><table:table-row/></table:table><table:table-row/>"#),
        ),
        (
            ".ods with a hundred thousand tables in one another's cells",
            "E112",
            ods_of(repeated(
                "content.xml",
                "<office:document-content>",
                r#"<table:table table:name="a"><table:table-row><table:table-cell>"#,
                100_000,
                "",
            )),
        ),
        (
            ".xls whose allocation table runs in circles",
            "E103",
            xls(|bytes| {
                let table = sector(bytes, 76);
                (0..128).for_each(|entry| put(bytes, table + entry * 4, entry as u32 ^ 1));
            }),
        ),
        (
            ".xls whose table of tables names itself",
            "E103",
            xls(|bytes| {
                put(bytes, 68, 0);
                put(bytes, 72, 0xFFFF_FFF0);
                (0..128).for_each(|entry| put(bytes, 512 + entry * 4, 0));
            }),
        ),
        (".xls whose directory names a far sector", "E103", xls(|bytes| put(bytes, 48, 0x00FF_FFFF))),
        (
            ".xls with four thousand million shared strings",
            "E1",
            xls(|bytes| {
                let at = record(bytes, [0xFC, 0x00]);
                put(bytes, at + 8, u32::MAX);
            }),
        ),
        (
            ".xls with a string longer than the file",
            "E1",
            xls(|bytes| {
                let at = record(bytes, [0xFC, 0x00]);
                bytes[at + 12..at + 14].copy_from_slice(&[0xFF, 0xFF]);
            }),
        ),
        (
            ".xls with a record longer than the file",
            "E1",
            xls(|bytes| {
                let at = record(bytes, [0xFC, 0x00]);
                bytes[at + 2..at + 4].copy_from_slice(&[0xFF, 0xFF]);
            }),
        ),
        (".xls cut off", "E103", xls(|bytes| bytes.truncate(6000))),
        ("filled to every limit, all of it wrong", "E301", full()),
    ]
}

#[test]
fn no_file_takes_more_than_200_mb_and_each_is_answered_with_its_problem() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.xlsx");
    let mut wrong = Vec::new();
    for (what, code, bytes) in files() {
        assert!(bytes.len() <= 50 * 1024 * 1024, "{what}: {} bytes", bytes.len());
        std::fs::write(&path, bytes).unwrap();
        let begun = Instant::now();
        let output =
            Command::new(env!("CARGO_BIN_EXE_scorebook")).arg("check").arg("--json").arg(&path).output().unwrap();
        // The program that people get is built with optimisation; a debug build takes ten times as long.
        let took = begun.elapsed();
        assert!(cfg!(debug_assertions) || took <= LONGEST, "{what}: {took:?}");
        let said = String::from_utf8_lossy(&output.stdout);
        if output.status.code() != Some(1) || !said.contains(&format!("\"code\":\"{code}")) {
            let end: String = said.chars().take(300).collect();
            wrong.push(format!(
                "{what}: {:?}, {code} expected, {end} {}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        let peak = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss() * 1024;
        assert!(peak <= PEAK_BYTES, "{what}: {peak} bytes at the peak");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
