//! Why workbooks are not read by calamine alone: each reason that the head of `src/workbook` gives still holds. Where one of these
//! tests fails, the library has got better there: the reason goes, and perhaps what is ours because of it.

use std::io::{Cursor, Write};

use calamine::{Data, Ods, Reader, Xlsx};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

const MAIN: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;

const ROOT: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        zip.start_file(*name, plain).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with these rows, and the attributes of its table of shared texts.
fn xlsx(rows: &str, texts: &str) -> Vec<u8> {
    container(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", MAIN),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
        ("xl/sharedStrings.xml", &format!("<sst{texts}><si><t>x</t></si></sst>")),
    ])
}

fn cell(content: &str) -> String {
    format!(r#"<row r="1">{content}</row>"#)
}

fn value(rows: &str) -> Option<Data> {
    let mut book = Xlsx::new(Cursor::new(xlsx(rows, ""))).unwrap();
    book.worksheet_range("S").ok()?.get_value((0, 0)).cloned()
}

#[test]
fn the_library_reads_the_workbook_that_the_others_here_are_made_of() {
    assert_eq!(value(&cell(r#"<c r="A1"><v>1</v></c>"#)), Some(Data::Float(1.0)));
}

#[test]
fn one_error_of_a_later_excel_loses_the_whole_sheet() {
    assert_eq!(value(&cell(r#"<c r="A1"><v>1</v></c><c r="B1" t="e"><v>#SPILL!</v></c>"#)), None);
}

#[test]
fn a_formula_that_was_never_calculated_looks_like_a_blank() {
    let seen = value(&cell(r#"<c r="A1"><f>1+1</f></c><c r="B1"><v>2</v></c>"#));
    assert!(matches!(seen, None | Some(Data::Empty)), "{seen:?}");
}

#[test]
fn a_percentage_of_an_ods_file_looks_like_a_plain_number() {
    let content = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row><table:table-cell office:value-type="percentage" office:value="0.88"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let bytes = container(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", content),
    ]);
    let mut book = Ods::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.worksheet_range("S").unwrap().get_value((0, 0)), Some(&Data::Float(0.88)));
}

#[test]
fn blanks_between_the_cells_of_an_ods_row_lose_the_whole_file() {
    let content = r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row> <table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let bytes = container(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", content),
    ]);
    assert!(Ods::new(Cursor::new(bytes)).is_err());
}

/// What a file claims to hold, and what the library makes room for before it looks.
#[cfg(unix)]
mod claims {
    use std::process::Command;

    use super::*;

    /// The file that a child of the test reads.
    const FILE: &str = "SCOREBOOK_TEST_CLAIM";

    /// The child: it reads a file, and ends well where that can be done in the memory that it has.
    #[test]
    fn child_reads_the_file_that_it_is_given() {
        let Some(file) = std::env::var_os(FILE) else { return };
        if let Ok(mut book) = Xlsx::new(Cursor::new(std::fs::read(file).unwrap())) {
            let _ = book.worksheet_range("S");
        }
    }

    /// Whether a child with 2 GB of address space ends well with a file.
    fn is_read(bytes: &[u8]) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.xlsx");
        std::fs::write(&file, bytes).unwrap();
        let own = std::env::current_exe().unwrap();
        let child = "library_limits::claims::child_reads_the_file_that_it_is_given";
        let script = format!("ulimit -v 2000000; exec \"$0\" --exact {child} --test-threads 1");
        Command::new("sh").args(["-c", &script]).arg(own).env(FILE, &file).output().unwrap().status.success()
    }

    #[test]
    fn a_file_that_claims_what_it_holds_is_read() {
        assert!(is_read(&xlsx(&cell(r#"<c r="A1"><v>1</v></c>"#), r#" uniqueCount="1""#)));
    }

    #[test]
    fn two_cells_in_opposite_corners_end_the_process() {
        let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
        assert!(!is_read(&xlsx(rows, "")));
    }

    #[test]
    fn a_row_of_four_billion_ends_the_process() {
        let rows =
            r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="4000000000"><c r="A4000000000"><v>1</v></c></row>"#;
        assert!(!is_read(&xlsx(rows, "")));
    }

    #[test]
    fn a_count_of_four_billion_texts_ends_the_process() {
        let rows = cell(r#"<c r="A1" t="s"><v>0</v></c>"#);
        assert!(!is_read(&xlsx(&rows, r#" count="4000000000" uniqueCount="4000000000""#)));
    }
}
