//! What the page calls and the program does not: the zip of earlier periods, the view of a sheet. This very program is started once more
//! for each file, so that the memory which the library takes can be told apart from what the maker of the file took.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use scorebook::cell::CellRef;
use scorebook::pipeline::{Earlier, grid, rule_cells};
use scorebook::problem::{Code, Problem};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::{PATIENCE, PEAK_BYTES, container, full, part, peak, repeated, worked};

/// The file that a child of this program looks at.
const FILE: &str = "SCOREBOOK_PAGE_FILE";

/// Does nothing but where it is started by [`cases`].
#[test]
fn a_file_is_taken_as_the_page_takes_it() {
    let Some(path) = std::env::var_os(FILE) else { return };
    let name = Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
    let bytes = std::fs::read(&path).unwrap();
    if Earlier::is_meant(&name, &bytes) {
        let problems = Earlier::default().read(&name, &bytes);
        println!("{:?}", problems.iter().map(|problem| problem.code.id()).collect::<Vec<_>>());
    } else {
        // One problem on each of the first sheets: each is shown with what stands around it.
        let places = [("考核指标", 1), ("人员名单", 300), ("数据-主播", 15_000), ("表1", 900), ("表2", 5)];
        let problems = places.map(|(sheet, row)| Problem::new(Code::NotANumber, &CellRef::new(sheet, row, 2)));
        let views = grid(&bytes, &problems);
        println!("{} sheets, {} rules", views.len(), rule_cells(&bytes).len());
    }
}

/// Every file of the page, with what must be said of it.
pub(super) fn cases(folder: &Path, wrong: &mut Vec<String>) {
    let zeros = "0".repeat(1000);
    let facts = |times| container(vec![repeated("甲部/2026-10.facts.json", "{", &*zeros, times, "}")]);
    let files = [
        ("earlier periods with a part of 300 MB", "一.zip", facts(300_000), "E112"),
        ("earlier periods with three hundred thousand entries", "二.zip", many_entries(), "E112"),
        (
            "earlier periods whose journal has 300 MB",
            "三.zip",
            container(vec![repeated("journal.jsonl", "", &*zeros, 300_000, "")]),
            "E112",
        ),
        ("earlier periods whose directory lies", "四.zip", super::lying(facts(20_000)), "E"),
        ("earlier periods of a year of thirty megabytes a month", "五.zip", months(), "E"),
        ("earlier periods in a JSON file of brackets", "六.facts.json", vec![b'['; 40_000_000], "E"),
        ("a view of a sheet that is filled to every limit", "七.xlsx", full(), "3 sheets, 1 rules"),
        ("a view of a workbook whose tabs are one sheet", "八.xlsx", one_sheet(), "0 sheets, 0 rules"),
    ];
    for (what, name, bytes, says) in files {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        let before = worked();
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "page::a_file_is_taken_as_the_page_takes_it", "--nocapture"]).env(FILE, &path);
        let output = child.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        if !output.status.success() || !said.contains(says) {
            wrong.push(format!("{what}: {says} expected, {output:?}"));
        }
        // This program is not optimised where it tests another build: ten times as long.
        if worked() - before > PATIENCE {
            wrong.push(format!("{what}: {:?} of work", worked() - before));
        }
        assert!(peak() <= PEAK_BYTES, "{what}: {} bytes at the peak", peak());
        std::fs::remove_file(&path).unwrap();
    }
}

/// A zip of more entries than the archive of twenty departments has in ten years: the directory alone, over and over.
fn many_entries() -> Vec<u8> {
    let mut bytes = container(vec![part("甲部/2026-10.facts.json", "{}")]);
    let mut entry = [0_u8; 46];
    entry[..4].copy_from_slice(b"PK\x01\x02");
    let at = bytes.len() - 22;
    bytes.splice(at..at, entry.repeat(300_000));
    bytes
}

/// Twelve periods whose facts are as large as a part may be, and one bound for all of them.
fn months() -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).compression_level(Some(1));
    for month in 1..=12 {
        zip.start_file(format!("甲部/2026-{month:02}/current.json"), packed).unwrap();
        zip.write_all(b"{").unwrap();
        for _ in 0..30 {
            zip.write_all(&[b' '; 1_000_000]).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

/// Two hundred tabs that are one sheet of many rows.
fn one_sheet() -> Vec<u8> {
    let tabs: String = (0..200).map(|at| format!(r#"<sheet name="表{at}" r:id="r1"/>"#)).collect();
    let rows = super::row(&["甲"; 60]).repeat(1_000);
    container(vec![
        part("xl/workbook.xml", format!("<workbook><sheets>{tabs}</sheets></workbook>")),
        part(
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships><Relationship Id="r1" Type="{}/worksheet" Target="1.xml"/></Relationships>"#,
                super::RELATIONS
            ),
        ),
        part("xl/1.xml", format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
    ])
}
