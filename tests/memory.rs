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
    clippy::too_many_lines,
    reason = "a test fails by panicking, and documents itself by its name"
)]

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::{TimeVal, TimeValLike};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// The promise: for any input of up to 50 MB.
const PEAK_BYTES: i64 = 200 * 1000 * 1000;
/// What a batch may take however many workbooks it has. Kept in memory, the problems of [`BATCH`] take twice as much.
const BATCH_BYTES: i64 = 100 * 1000 * 1000;
const BATCH: usize = 100;
/// What the processor may work on one file. Counted is its work, not the clock; even that grows by half where its other core is busy, so
/// this is twice the 5 s that a file is answered in.
const LONGEST: Duration = Duration::from_secs(10);
/// What nobody waits for whatever the machine does.
const PATIENCE: Duration = Duration::from_secs(60);

#[path = "memory/bounds.rs"]
mod bounds;
#[path = "memory/commands.rs"]
mod commands;
#[path = "memory/page.rs"]
mod page;
#[path = "memory/places.rs"]
mod places;
#[path = "memory/records.rs"]
mod records;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part: bytes that it begins with, what stands before, what is repeated how often (each time as its number says), what stands behind.
struct Part {
    name: &'static str,
    mark: &'static [u8],
    before: String,
    again: Box<dyn Fn(usize) -> String>,
    times: usize,
    behind: String,
    packed: bool,
}

fn part(name: &'static str, text: impl Into<String>) -> Part {
    repeated(name, &text.into(), "", 0, "")
}

fn repeated(name: &'static str, before: &str, again: impl Into<String>, times: usize, behind: &str) -> Part {
    let again = again.into();
    // In pieces of a megabyte.
    let block = (1_000_000 / again.len().max(1)).clamp(1, times.max(1));
    let (whole, rest) = (again.repeat(block), again.repeat(times % block));
    let piece = move |at| if at < times / block { whole.clone() } else { rest.clone() };
    Part {
        name,
        mark: b"",
        before: before.to_owned(),
        again: Box::new(piece),
        times: times / block + 1,
        behind: behind.to_owned(),
        packed: true,
    }
}

/// The maker stays small, since a child's peak begins with what its parent has.
fn container(parts: Vec<Part>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let method = if part.packed { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        let options =
            SimpleFileOptions::default().compression_method(method).compression_level(part.packed.then_some(1));
        zip.start_file(part.name, options).unwrap();
        zip.write_all(part.mark).unwrap();
        zip.write_all(part.before.as_bytes()).unwrap();
        for at in 0..part.times {
            zip.write_all((part.again)(at).as_bytes()).unwrap();
        }
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

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|text| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#)).collect();
    format!("<row>{cells}</row>")
}

/// A department named so, of 500 people.
fn department(name: &str, rows: usize, wrong: impl Fn(usize) -> String + 'static) -> Vec<Part> {
    department_of(500, name, rows, wrong)
}

/// A department named so: people, and rows of data whose every figure is one of the texts that `wrong` gives.
fn department_of(count: usize, name: &str, rows: usize, wrong: impl Fn(usize) -> String + 'static) -> Vec<Part> {
    const BEFORE: &str = "<worksheet><sheetData>";
    const BEHIND: &str = "</sheetData></worksheet>";
    let measures: Vec<String> = (0..28).map(|n| format!("量{n}")).collect();
    let mut header = vec!["工号", "姓名"];
    header.extend(measures.iter().map(String::as_str));
    let people: String = (0..count).map(|n| row(&[&format!("E{n}"), &format!("张{n}"), "主播"])).collect();
    let sheets = [
        ("考核信息", row(&["部门", name]) + &row(&["考核周期", "2026-11"])),
        (
            "考核指标",
            row(&["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"])
                + &row(&["主播", "量", "100%", &measures.join("+"), "次", "100", "按比例计分"]),
        ),
        (
            "数据项",
            row(&["岗位", "数据项", "单位", "汇总方式"])
                + &measures.iter().map(|name| row(&["主播", name, "次", "求和"])).collect::<String>(),
        ),
        ("人员名单", row(&["工号", "姓名", "岗位"]) + &people),
        ("等级", row(&["等级", "最低分"]) + &row(&["A", "0"])),
    ];
    let data = move |at: usize| {
        let mut cells = vec![format!("E{}", at % count), format!("张{}", at % count)];
        cells.extend((0..28).map(|column| wrong(at * 28 + column)));
        row(&cells.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let names = ["xl/1.xml", "xl/2.xml", "xl/3.xml", "xl/4.xml", "xl/5.xml"];
    let tabs: String = sheets
        .iter()
        .map(|(name, _)| *name)
        .chain(["数据-主播"])
        .enumerate()
        .map(|(at, name)| format!(r#"<sheet name="{name}" r:id="r{at}"/>"#))
        .collect();
    let relations: String = (0..6)
        .map(|at| format!(r#"<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="{}.xml"/>"#, at + 1))
        .collect();
    let mut parts = vec![
        part("xl/workbook.xml", format!("<workbook><sheets>{tabs}</sheets></workbook>")),
        part("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
    ];
    parts.extend(names.into_iter().zip(sheets).map(|(name, (_, rows))| part(name, format!("{BEFORE}{rows}{BEHIND}"))));
    parts.push(Part {
        name: "xl/6.xml",
        mark: b"",
        before: format!("{BEFORE}{}", row(&header)),
        again: Box::new(data),
        times: rows,
        behind: BEHIND.to_owned(),
        packed: true,
    });
    parts
}

/// A department of roles with one KPI each and one person, who holds the first and has so many rows of data.
fn small(roles: &[String], formula: &str, rows: usize) -> Vec<u8> {
    let of_role = |cells: &dyn Fn(&str) -> Vec<String>| -> String {
        roles.iter().map(|role| row(&cells(role).iter().map(String::as_str).collect::<Vec<_>>())).collect()
    };
    let kpi = |role: &str| {
        ["", "量", "100%", formula, "次", "100", "按比例计分"]
            .map(|text| if text.is_empty() { role.to_owned() } else { text.to_owned() })
            .to_vec()
    };
    let measure = |role: &str| [role, "量", "次", "求和"].map(str::to_owned).to_vec();
    let sheets = [
        ("考核信息", row(&["部门", "甲"]) + &row(&["考核周期", "2026-11"])),
        ("考核指标", row(&["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"]) + &of_role(&kpi)),
        ("数据项", row(&["岗位", "数据项", "单位", "汇总方式"]) + &of_role(&measure)),
        ("人员名单", row(&["工号", "姓名", "岗位"]) + &row(&["E0", "张一", "主播"])),
        ("数据-主播", row(&["工号", "姓名", "量"]) + &row(&["E0", "张一", "1"]).repeat(rows)),
        ("等级", row(&["等级", "最低分"]) + &row(&["A", "0"])),
    ];
    made(&sheets)
}

/// A workbook of up to eight sheets with these rows.
fn made(sheets: &[(&str, String)]) -> Vec<u8> {
    let names = ["xl/1.xml", "xl/2.xml", "xl/3.xml", "xl/4.xml", "xl/5.xml", "xl/6.xml", "xl/7.xml", "xl/8.xml"];
    let tabs: String =
        sheets.iter().enumerate().map(|(at, (name, _))| format!(r#"<sheet name="{name}" r:id="r{at}"/>"#)).collect();
    let relations: String = (0..sheets.len())
        .map(|at| format!(r#"<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="{}.xml"/>"#, at + 1))
        .collect();
    let mut parts = vec![
        part("xl/workbook.xml", format!("<workbook><sheets>{tabs}</sheets></workbook>")),
        part("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
    ];
    parts.extend(
        names
            .into_iter()
            .zip(sheets)
            .map(|(name, (_, rows))| part(name, format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))),
    );
    container(parts)
}

/// A department of one role: people, KPIs of one measure with these texts of rules, duties of so many letters, ids in the data,
/// columns beside theirs, and the beginning of each row of data.
struct OneRole<'a> {
    people: usize,
    rules: Vec<&'a str>,
    duties: Vec<String>,
    ids: Vec<String>,
    columns: usize,
    row: &'a str,
}

impl Default for OneRole<'_> {
    fn default() -> Self {
        Self {
            people: 1,
            rules: vec!["按比例计分"],
            duties: Vec::new(),
            ids: vec!["E0".to_owned()],
            columns: 0,
            row: "<row>",
        }
    }
}

impl OneRole<'_> {
    fn bytes(&self) -> Vec<u8> {
        let weight = format!("{}%", 100.0 / self.rules.len() as f64);
        let kpis: String = (self.rules.iter().enumerate())
            .map(|(at, rule)| row(&["主播", &format!("量{at}"), &weight, "量", "次", "100", rule]))
            .collect();
        let people: String = (0..self.people).map(|n| row(&[&format!("E{n}"), &format!("张{n}"), "主播"])).collect();
        let beside: Vec<String> = (0..self.columns).map(|n| format!("别的{n}")).collect();
        let mut header = vec!["工号", "姓名", "量"];
        header.extend(beside.iter().map(String::as_str));
        let data: String = (self.ids.iter())
            .map(|id| {
                let mut cells = vec![id.as_str(), "", "1"];
                cells.extend(beside.iter().map(|_| "1"));
                row(&cells).replace("<row>", self.row)
            })
            .collect();
        let duties: String =
            self.duties.iter().map(|duty| row(&["主播", duty.get(..12).unwrap_or(duty), duty])).collect();
        made(&[
            ("考核信息", row(&["部门", "甲"]) + &row(&["考核周期", "2026-11"])),
            ("考核指标", row(&["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"]) + &kpis),
            ("数据项", row(&["岗位", "数据项", "单位", "汇总方式"]) + &row(&["主播", "量", "次", "求和"])),
            ("人员名单", row(&["工号", "姓名", "岗位"]) + &people),
            ("数据-主播", row(&header) + &data),
            ("等级", row(&["等级", "最低分"]) + &row(&["A", "0"])),
            ("岗位职责", row(&["岗位", "职责", "职责描述"]) + &duties),
        ])
    }
}

/// Filled to just below every limit: half a million cells, forty megabytes of texts, whose every figure is wrong, and a picture.
fn full() -> Vec<u8> {
    let mut parts = department("甲", 15_500, |_| "很多很多很多很多很多很多很多很多很多".to_owned());
    let mut picture = repeated("xl/media/1.png", "", "picture of a team outing ", 1_700_000, "");
    picture.packed = false;
    parts.push(picture);
    container(parts)
}

/// Texts of full-width letters, no two of them the same, which fill forty megabytes in a file of nearly as many.
fn unlike(cells: usize, letters: usize) -> Vec<u8> {
    let wrong = move |cell: usize| {
        let mut seed = cell as u64;
        (0..letters)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                char::from_u32(0xFF21 + (seed >> 33) as u32 % 58).unwrap()
            })
            .collect()
    };
    container(department("甲", cells / 28, wrong))
}

/// Makes every file, one after the other, with the code that it must be answered with.
fn files(each: &mut dyn FnMut(&str, &str, Vec<u8>)) {
    let zeros = "0".repeat(1000);
    let million = 1_000_000;
    let bomb = cells(r#"<row r="1"><c r="A1"><v>"#, &*zeros, 300_000, "</v></c></row>");
    each("300 MB of zeros whose size is said to be 100 bytes", "E1", lying(bomb.clone()));
    each("300 MB of zeros in a number", "E112", bomb);
    each(
        "300 MB of zeros as text",
        "E112",
        cells(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>"#, &*zeros, 300_000, "</t></is></c></row>"),
    );
    each("two sheets of one name", "E103", renamed(beside("xl/sheex.xml"), "xl/sheex.xml", "xl/sheet.xml"));
    each("two sheets whose names differ in case", "E124", beside("xl/Sheet.xml"));
    each(
        "names that begin at the root",
        "E204",
        renamed(xlsx(part("?xl/sheet.xml", ONE_CELL), Vec::new()), "?xl/sheet.xml", "/xl/sheet.xml"),
    );
    each("a name that leaves the folder", "E204", beside("../../../../tmp/scorebook-was-here"));
    each("a sheet that is a file of the machine", "E113", outside());
    each("a sheet with a wrong checksum", "E113", with_wrong_checksum(beside("media")));
    each("one shared string of 30 MB", "E112", strings("<sst><si><t>", &*zeros, 30_000, "</t></si></sst>"));
    each(
        "sixty megabytes of shared strings",
        "E112",
        strings("<sst>", format!("<si><t>{zeros}</t></si>"), 60_000, "</sst>"),
    );
    each("a million empty shared strings", "E112", strings("<sst>", "<si/>", million, "</sst>"));
    each("two million cells in a row", "E1", cells("<row>", "<c><v>1</v></c>", 2 * million, "</row>"));
    each(
        "more cells than half a million",
        "E112",
        cells("", format!("<row>{}</row>", "<c><v>1</v></c>".repeat(16_384)), 31, ""),
    );
    each(
        "two cells in opposite corners",
        "E204",
        sheet(r#"<row><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#),
    );
    each("row 4,000,000,000", "E114", sheet(r#"<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>"#));
    each(
        "a count of 4,000,000,000 shared strings",
        "E112",
        strings(r#"<sst count="4000000000" uniqueCount="4000000000"><si><t>甲</t></si>"#, "", 0, "</sst>"),
    );
    each("inf and NaN", "E204", sheet(r#"<row r="1"><c r="A1"><v>inf</v></c><c r="B1"><v>NaN</v></c></row>"#));
    each(
        "an error of a new kind beside others",
        "E204",
        sheet(r##"<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1" t="e"><v>#CALC!</v></c></row>"##),
    );
    each("a million empty rows", "W116", cells("", "<row/>", million, ""));
    each("a million elements inside one another", "E112", cells("", "<x>", million, ""));
    each("an attribute of 3 MB", "E112", cells("<row r=\"", "1", 3 * million, "\"/>"));
    each("a million attributes", "E112", cells("<row ", "a=\"1\" ", million, "/>"));
    each("a comment of 3 MB", "E112", cells("<!--", " ", 3 * million, "-->"));
    each(
        "entities that unfold",
        "E115",
        xlsx(
            part(
                "xl/sheet.xml",
                "<!DOCTYPE x [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet>&b;</worksheet>",
            ),
            Vec::new(),
        ),
    );
    each(
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
    );
    each(
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
    );
    each(
        "a million cell formats",
        "E112",
        xlsx(
            part("xl/sheet.xml", "<worksheet/>"),
            vec![repeated("xl/styles.xml", "<styleSheet><cellXfs>", "<xf/>", million, "</cellXfs></styleSheet>")],
        ),
    );
    each("thirty thousand parts", "E112", [sheet(""), b"PK\x01\x02".repeat(30_000)].concat());
    each(
        ".ods with a whole sheet of one number",
        "E112",
        ods(
            r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>"#,
        ),
    );
    each(
        ".ods with a hundred thousand times four thousand million blanks in a text",
        "E202",
        ods_of(repeated(
            "content.xml",
            r#"<office:document-content><table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>"#,
            r#"<text:s text:c="4000000000"/>"#,
            100_000,
            "</text:p></table:table-cell></table:table-row></table:table></office:document-content>",
        )),
    );
    each(
        ".ods with rows beyond every sheet",
        "E1",
        ods(
            r#"<table:table-row table:number-rows-repeated="4294967295"/><table:table-row table:number-rows-repeated="4294967295"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#,
        ),
    );
    each(
        ".ods of a million tables",
        "E202",
        ods_of(repeated(
            "content.xml",
            "<office:document-content>",
            r#"<table:table table:name="a"></table:table>"#,
            million,
            "</office:document-content>",
        )),
    );
    each(
        ".ods with a table in a table",
        "E113",
        ods(r#"<table:table table:name="里"><table:table-row/></table:table><table:table-row/>"#),
    );
    each(
        ".ods with a hundred thousand tables in one another's cells",
        "E112",
        ods_of(repeated(
            "content.xml",
            "<office:document-content>",
            r#"<table:table table:name="a"><table:table-row><table:table-cell>"#,
            100_000,
            "",
        )),
    );
    each(
        ".xls whose allocation table runs in circles",
        "E103",
        xls(|bytes| {
            let table = sector(bytes, 76);
            (0..128).for_each(|entry| put(bytes, table + entry * 4, entry as u32 ^ 1));
        }),
    );
    each(
        ".xls whose table of tables names itself",
        "E103",
        xls(|bytes| {
            put(bytes, 68, 0);
            put(bytes, 72, 0xFFFF_FFF0);
            (0..128).for_each(|entry| put(bytes, 512 + entry * 4, 0));
        }),
    );
    each(".xls whose directory names a far sector", "E103", xls(|bytes| put(bytes, 48, 0x00FF_FFFF)));
    each(
        ".xls with four thousand million shared strings",
        "N237",
        xls(|bytes| {
            let at = record(bytes, [0xFC, 0x00]);
            put(bytes, at + 8, u32::MAX);
        }),
    );
    each(
        ".xls with a string longer than the file",
        "E1",
        xls(|bytes| {
            let at = record(bytes, [0xFC, 0x00]);
            bytes[at + 12..at + 14].copy_from_slice(&[0xFF, 0xFF]);
        }),
    );
    each(
        ".xls with a record longer than the file",
        "E1",
        xls(|bytes| {
            let at = record(bytes, [0xFC, 0x00]);
            bytes[at + 2..at + 4].copy_from_slice(&[0xFF, 0xFF]);
        }),
    );
    each(".xls cut off", "E103", xls(|bytes| bytes.truncate(6000)));
    let long = "岗".repeat(20_000);
    each(
        "ten roles of twenty thousand letters",
        "E2",
        small(&(0..10).map(|n| format!("{long}{n}")).collect::<Vec<_>>(), "量", 1),
    );
    let unknown: String = (0..200).map(|n| format!("+{}{n}", "丕".repeat(30))).collect();
    each("a formula of two hundred unknown names", "E4", small(&["主播".to_owned()], unknown.get(1..).unwrap(), 1));
    each("eighteen thousand rows of one person", "E112", small(&["主播".to_owned()], "量", 18_000));
    each("filled to every limit, all of it wrong", "E301", full());
    each("four hundred thousand wrong texts", "E301", unlike(400_000, 32));
    each("twelve hundred wrong texts as long as cells may hold", "E301", unlike(1_232, 10_000));
    beyond_bounds(each);
}

/// A workbook whose list of sheets and whose relations are these, with one sheet.
fn tabs(list: Part, relations: Part) -> Vec<u8> {
    container(vec![list, relations, part("xl/sheet.xml", ONE_CELL)])
}

/// A part of pieces that differ.
fn list(
    name: &'static str,
    before: String,
    again: &'static dyn Fn(usize) -> String,
    times: usize,
    behind: &str,
) -> Part {
    Part { name, mark: b"", before, again: Box::new(again), times, behind: behind.to_owned(), packed: true }
}

/// One file just beyond each bound that no other file here comes to (src/workbook/limits.rs, src/check).
fn beyond_bounds(each: &mut dyn FnMut(&str, &str, Vec<u8>)) {
    const LIST: &str = "xl/workbook.xml";
    const LINKS: &str = "xl/_rels/workbook.xml.rels";
    let link = format!(r#"<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="sheet.xml"/>"#);
    let links = || part(LINKS, format!("<Relationships>{link}</Relationships>"));
    let own_sheet = r#"<sheet name="考核指标" r:id="r1"/>"#;
    let sheets = list(
        LIST,
        "<workbook><sheets>".to_owned(),
        &|at| format!(r#"<sheet name="表{at}" r:id="r{at}"/>"#),
        2_000,
        "</sheets></workbook>",
    );
    let own = list(
        LINKS,
        "<Relationships>".to_owned(),
        &|at| format!(r#"<Relationship Id="r{at}" Type="{RELATIONS}/worksheet" Target="{at}.xml"/>"#),
        2_000,
        "</Relationships>",
    );
    each("two thousand sheets", "E112", tabs(sheets, own));
    each(
        "forty megabytes of names of areas",
        "E112",
        tabs(
            repeated(
                LIST,
                &format!("<workbook><sheets>{own_sheet}</sheets><definedNames>"),
                r#"<definedName name="a">Sheet1!$A$1</definedName>"#,
                1_000_000,
                "</definedNames></workbook>",
            ),
            links(),
        ),
    );
    let other = list(
        LINKS,
        format!("<Relationships>{link}"),
        &|at| format!(r#"<Relationship Id="x{at}" Type="x" Target="{at}.xml"/>"#),
        20_000,
        "</Relationships>",
    );
    let tab = part(LIST, format!("<workbook><sheets>{own_sheet}</sheets></workbook>"));
    each("twenty thousand relations", "E112", tabs(tab, other));
    let spaces: String = (0..150).map(|n| format!(r#"<x xmlns:p{n}="urn:{n}">"#)).collect();
    each("a hundred and fifty namespaces at once", "E112", cells(&spaces, "", 0, ""));
    let utf_16 = |text: &str| -> String { text.chars().flat_map(|letter| [letter, '\0']).collect() };
    let mut wide = repeated(
        "xl/sheet.xml",
        &utf_16("<worksheet><sheetData/>"),
        utf_16("<!--x-->"),
        1_500_000,
        &utf_16("</worksheet>"),
    );
    wide.mark = b"\xFF\xFE";
    each("twenty megabytes in UTF-16", "E2", xlsx(wide, Vec::new()));
    each("an .xls file of 17 MB", "E112", xls(|bytes| bytes.resize(17 << 20, 0)));
    each(
        ".ods with two cells in opposite corners",
        "E112",
        ods(
            r#"<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row><table:table-row table:number-rows-repeated="1000000"/><table:table-row><table:table-cell table:number-columns-repeated="16000"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#,
        ),
    );
    each("a password that is digested a million times", "E104", spun());
    each("a password whose description has a megabyte", "E1", records::described_at_length());
    each("six thousand people", "E112", container(department_of(6_000, "甲", 1, |_| "1".to_owned())));
    each(
        "eleven thousand rows of twenty-eight figures",
        "E112",
        container(department("甲", 11_000, |_| "1".to_owned())),
    );
    let roles: Vec<String> = (0..2_000).map(|n| format!("岗{n}")).collect();
    each("two thousand roles", "E112", small(&roles, "量", 1));
    each("a formula of thirty thousand signs", "E4", small(&["主播".to_owned()], &"量+".repeat(15_000), 1));
    each(
        "a formula of two thousand terms",
        "E4",
        small(&["主播".to_owned()], &format!("量{}", "+量".repeat(2_000)), 1),
    );
    each(
        "a formula of a thousand brackets",
        "E4",
        small(&["主播".to_owned()], &format!("{}量{}", "(".repeat(1_000), ")".repeat(1_000)), 1),
    );
    each("a cell of fifty thousand letters", "E112", sheet(&row(&[&"甲".repeat(50_000)])));
    each("a cell beyond the last column", "E114", sheet(r#"<row r="1"><c r="XFE1"><v>1</v></c></row>"#));
    let formats: String =
        (0..500).map(|n| format!(r#"<numFmt numFmtId="{}" formatCode="{}"/>"#, 200 + n, "0".repeat(30_000))).collect();
    let styles: String = (0..500).map(|n| format!(r#"<xf numFmtId="{}"/>"#, 200 + n)).collect();
    let shown: String = (0..500).map(|n| format!(r#"<row><c s="{n}"><v>1</v></c></row>"#)).collect();
    let styles = format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>");
    each(
        "five hundred formats of thirty thousand signs",
        "E2",
        xlsx(
            part("xl/sheet.xml", format!("<worksheet><sheetData>{shown}</sheetData></worksheet>")),
            vec![part("xl/styles.xml", styles)],
        ),
    );
    each(".xls of nine hundred tabs that are one sheet", "E1", records::one_sheet_for_all());
    each(".xls of sheets in one another", "E1", records::sheets_in_one_another());
    each(".xls of a hundred thousand charts in one another", "E1", records::charts_in_one_another());
    each(".xls of fifty thousand zeros that may be texts", "E2", records::zeros_that_may_be_texts());
    let english = "2 points off for each day late and one point more for every two days after that, ".repeat(14);
    let role = OneRole::default();
    let english = english.get(..990).unwrap();
    each("a hundred English rules as long as may be", "E5", OneRole { rules: vec![english; 100], ..role }.bytes());
    each("a formula of ten thousand brackets", "E4", small(&["主播".to_owned()], &"(".repeat(10_000), 1));
    let role = OneRole::default();
    each("sixty thousand scores", "E112", OneRole { people: 600, rules: vec!["按比例计分"; 100], ..role }.bytes());
    let duties = vec!["团队管理与规划".repeat(4_000), "数据分析与复盘".repeat(4_000)];
    let role = OneRole::default();
    each(
        "duties of three hundred pages for each of five hundred",
        "E112",
        OneRole { people: 500, duties, ..role }.bytes(),
    );
    let rule = "每低1%扣2分，".repeat(4_000);
    each("a rule of thirty thousand letters", "E5", OneRole { rules: vec![&rule], ..OneRole::default() }.bytes());
    let rule = "优".repeat(999);
    let digits = format!("每低{}%扣2分，扣完为止", "9".repeat(900));
    each("a rule of digits", "E5", OneRole { rules: vec![&digits; 100], ..OneRole::default() }.bytes());
    each("a hundred rules as long as may be", "E5", OneRole { rules: vec![&rule; 100], ..OneRole::default() }.bytes());
    let rule = format!("数据及时率达到目标得满分，每低1%扣2分{}", "，数据来源于天天系统".repeat(60));
    each(
        "a hundred rules of words that stand twice",
        "N531",
        OneRole { rules: vec![&rule; 100], ..OneRole::default() }.bytes(),
    );
    let strangers: Vec<String> = (0..4_000).map(|n| format!("{}{n}", "F".repeat(60))).collect();
    let role = OneRole { people: 4_900, ids: strangers, ..OneRole::default() };
    each("four thousand rows of strangers with long ids", "E3", role.bytes());
    each(
        "ten thousand columns of other things",
        "E240",
        OneRole { ids: vec![], columns: 10_000, ..OneRole::default() }.bytes(),
    );
    let role = OneRole { ids: vec!["E0".to_owned(); 1_400], row: r#"<row hidden="1">"#, ..OneRole::default() };
    each("fourteen hundred rows that are hidden", "N", role.bytes());
    let every_other = r#"<row hidden="1"><c><v>1</v></c></row><row><c><v>1</v></c></row>"#;
    each("three hundred thousand hidden rows, one by one", "E2", cells("", every_other, 240_000, ""));
}

/// An encrypted file that asks for ten times as many digests as Office does.
fn spun() -> Vec<u8> {
    use rand::SeedableRng;
    let mut bytes = Cursor::new(Vec::new());
    let mut random = rand::rngs::StdRng::seed_from_u64(1);
    let mut writer = ms_offcrypto_writer::Ecma376AgileWriter::create(&mut random, "1234", &mut bytes).unwrap();
    writer.write_all(&[0; 5000]).unwrap();
    writer.into_inner().unwrap();
    let mut bytes = bytes.into_inner();
    let (from, to) = (br#"spinCount="100000""#, br#"spinCount="999999""#);
    let places: Vec<usize> = (0..bytes.len() - from.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

/// The program: another build of it where SCOREBOOK names one.
fn program() -> PathBuf {
    let named = std::env::var_os("SCOREBOOK").map(|path| std::fs::canonicalize(path).unwrap());
    named.unwrap_or_else(|| env!("CARGO_BIN_EXE_scorebook").into())
}

/// Whether times count: a debug build takes ten times as long as what people get.
fn is_optimised() -> bool {
    !cfg!(debug_assertions) || std::env::var_os("SCOREBOOK").is_some()
}

/// The peak of all children so far.
fn peak() -> i64 {
    getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().max_rss() * 1024
}

/// The work of all children so far.
fn worked() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let time = |value: TimeVal| Duration::from_micros(value.num_microseconds().try_into().unwrap());
    time(usage.user_time()) + time(usage.system_time())
}

/// A batch whose every workbook has hundreds of problems, told as text and as data.
fn batch(folder: &Path) {
    let inputs = folder.join("各部门");
    std::fs::create_dir(&inputs).unwrap();
    for number in 0..BATCH {
        let parts = department(&format!("第{number}部"), 20, |cell| format!("大约{cell}"));
        std::fs::write(inputs.join(format!("{number}.xlsx")), container(parts)).unwrap();
    }
    let output = Command::new(program())
        .args(["run", "各部门", "-o", "结果", "--json", "--lang", "zh-CN"])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let data: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = data["files"].as_array().unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!((files.len(), text.matches("错误 E301").count()), (BATCH, BATCH * 20 * 28));
    for file in files {
        assert_eq!(file["problems"].as_array().unwrap().iter().filter(|p| p["code"] == "E301").count(), 20 * 28);
    }
    // In the order of the paths, whichever was done first.
    let paths: Vec<&str> = files.iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert!(paths.is_sorted(), "{paths:?}");
    assert!(peak() <= BATCH_BYTES, "{} bytes at the peak of a batch", peak());
}

/// Sixty locked rating workbooks whose names say nothing: not every password is tried against every file, and what was not is told.
fn locked_answers(folder: &Path, wrong: &mut Vec<String>) {
    const PEOPLE: usize = 60;
    std::fs::create_dir(folder).unwrap();
    std::fs::write(folder.join("部门.xlsx"), commands::who_mark_each_other(PEOPLE)).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(program());
        command.args(arguments).args(["--lang", "zh-CN"]).current_dir(folder);
        (command.output().unwrap(), worked())
    };
    run(&["ratings", "send", "部门.xlsx", "-o", "发出"]);
    let sent = std::fs::read_dir(folder.join("发出")).unwrap().map(|entry| entry.unwrap().path());
    let mut sent: Vec<PathBuf> = sent.collect();
    // Any order but that of the people.
    sent.sort_by_key(|path| (path.to_string_lossy().len(), std::cmp::Reverse(path.clone())));
    assert_eq!(sent.len(), PEOPLE);
    // In a debug build a try takes ten times as long: three files there.
    let some = if is_optimised() { PEOPLE } else { 3 };
    std::fs::create_dir(folder.join("收回")).unwrap();
    for (at, path) in sent.iter().take(some).enumerate() {
        std::fs::rename(
            path,
            folder.join(format!("收回/回复（{}）.xlsx", char::from_u32(0x7532 + at as u32).unwrap())),
        )
        .unwrap();
    }
    let before = worked();
    let (output, after) = run(&["ratings", "collect", "部门.xlsx", "收回", "-o", "新.xlsx"]);
    let said = String::from_utf8_lossy(&output.stderr);
    if is_optimised() && (after - before > PATIENCE || !said.contains("没有试完")) {
        wrong.push(format!("locked answers: {:?}, {said}", after - before));
    }
    assert!(peak() <= PEAK_BYTES, "locked answers: {} bytes at the peak", peak());
}

#[test]
fn no_file_takes_more_than_200_mb_and_each_is_answered_with_its_problem() {
    let folder = tempfile::tempdir().unwrap();
    // First, since its bound is the lower one.
    batch(folder.path());
    let path = folder.path().join("x.xlsx");
    let issues = folder.path().join("problems.xlsx");
    let mut wrong = Vec::new();
    files(&mut |what, code, bytes| {
        assert!(bytes.len() <= 50 * 1024 * 1024, "{what}: {} bytes", bytes.len());
        std::fs::write(&path, bytes).unwrap();
        // A file that is refused as a whole has no grid to show.
        let has_grid = code == "E301";
        for to_workbook in [Some(false), has_grid.then_some(true)].into_iter().flatten() {
            let mut command = Command::new(program());
            command.arg("check").arg("--json").arg(&path);
            if to_workbook {
                command.arg("--issues").arg(&issues);
            }
            let (begun, before) = (Instant::now(), worked());
            let output = command.output().unwrap();
            let (took, work) = (begun.elapsed(), worked() - before);
            if is_optimised() && (work > LONGEST || took > PATIENCE) {
                wrong.push(format!("{what}: {work:?} of work in {took:?}"));
            }
            let said = String::from_utf8_lossy(&output.stdout);
            // A count that lies is no mistake: such a workbook is read.
            let status = i32::from(!code.starts_with('N'));
            if output.status.code() != Some(status) || !said.contains(&format!("\"code\":\"{code}")) {
                let end: String = said.chars().take(300).collect();
                wrong.push(format!(
                    "{what}: {:?}, {code} expected, {end} {}",
                    output.status,
                    String::from_utf8_lossy(&output.stderr)
                ));
            }
            assert!(peak() <= PEAK_BYTES, "{what}: {} bytes at the peak", peak());
        }
    });
    // Minutes without optimisation: CI runs them on the release build.
    if is_optimised() {
        commands::cases(&mut |case| {
            let path = folder.path().join(case.name);
            std::fs::write(&path, &case.bytes).unwrap();
            let arguments = case.arguments.iter().map(|one| if *one == "FILE" { case.name } else { *one });
            let mut command = Command::new(program());
            command.args(arguments).args(["--lang", "zh-CN"]).current_dir(folder.path());
            let (begun, before) = (Instant::now(), worked());
            let output = command.output().unwrap();
            let (took, work) = (begun.elapsed(), worked() - before);
            if work > LONGEST || took > PATIENCE {
                wrong.push(format!("{}: {work:?} of work in {took:?}", case.what));
            }
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8_lossy(&said);
            if !matches!(output.status.code(), Some(0 | 1)) || !said.contains(case.code) {
                let end: String = said.chars().take(300).collect();
                wrong.push(format!("{}: {:?}, {} expected, {end}", case.what, output.status, case.code));
            }
            if peak() > PEAK_BYTES {
                panic!("{}: {} bytes at the peak", case.what, peak());
            }
        });
        locked_answers(&folder.path().join("评分"), &mut wrong);
    }
    places::cases(&folder.path().join("各处"), &mut wrong);
    page::cases(folder.path(), &mut wrong);
    // Larger than any file that is read, and hardly anything on the disk.
    std::fs::File::create(&path).unwrap().set_len(3 << 30).unwrap();
    let output = Command::new(program()).arg("check").arg("--json").arg(&path).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"code\":\"E112"), "a file of 3 GB: {output:?}");
    assert!(peak() <= PEAK_BYTES, "a file of 3 GB: {} bytes at the peak", peak());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
