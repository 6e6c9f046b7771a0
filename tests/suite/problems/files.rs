//! The smallest files that are no readable workbook, one per code of the first hundred.

use std::io::{Cursor, Write};

use scorebook::problem::Code;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::base::good;
use super::book::{Content, with_parts};

/// A code's file with the end of its name: what it pretends to be.
pub(super) fn sample(code: Code) -> Option<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    Some(match code {
        Code::NotAWorkbook => ("xlsx", vec![0, 1, 2, 3, 4, 5, 6, 7, 8]),
        Code::EmptyFile => ("xlsx", Vec::new()),
        Code::DamagedFile => ("xlsx", good().bytes()[..3000].to_vec()),
        Code::Encrypted => ("xlsx", ole("EncryptedPackage", [0; 16])),
        Code::BinaryWorkbook => {
            ("xlsb", container(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", "\u{83}\u{1}")]))
        }
        Code::WpsWorkbook => ("et", ole("Workbook", *b"ET\0\0WPS9KINGSOFT")),
        Code::DelimitedText => ("xls", text("工号,姓名,销售额\r\nE001,张三,100\r\n")),
        Code::WebPage => ("xls", text("<html><body><table><tr><td>E001</td></tr></table></body></html>")),
        Code::XmlSpreadsheet => {
            ("xls", text("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"))
        }
        Code::OtherDocument => ("xlsx", text("%PDF-1.7\n")),
        Code::OldExcel => ("xls", ole("Book", [0; 16])),
        Code::FileTooLarge => ("xlsx", sheet(&format!("<row><c><v>{}</v></c></row>", "0".repeat(2_000_000)))),
        Code::DamagedPart => ("xlsx", sheet("<row><c t=\"s\"><v>7</v></c></row>")),
        Code::OutsideSheet => ("xlsx", sheet("<row r=\"4000000000\"/>")),
        Code::Ambiguous => ("xlsx", sheet("<row r=\"1\"><c r=\"A1\"><v>9</v><v>99</v></c></row>")),
        // The second reader takes the number up to the reference to a character alone.
        Code::TwoReadings => {
            let (part, from, to) = ("xl/worksheets/sheet5.xml", "<v>90</v>", "<v>9&#48;</v>");
            ("xlsx", with_parts(&good().bytes(), &|name, content| in_part(name, content, part, from, to), &[]))
        }
        Code::SheetWithoutPart => {
            let tab = r#"<sheets><sheet name="Module1" sheetId="99" state="veryHidden" r:id=""/>"#;
            (
                "xlsx",
                with_parts(
                    &good().bytes(),
                    &|name, content| in_part(name, content, "xl/workbook.xml", "<sheets>", tab),
                    &[],
                ),
            )
        }
        Code::ManualCalculation => {
            let mut book = good();
            book.set("数据-客服!D2", Content::Formula("=45*2", "90"));
            let change = |name: &str, content| {
                in_part(name, content, "xl/workbook.xml", "<calcPr ", "<calcPr calcMode=\"manual\" ")
            };
            ("xlsx", with_parts(&book.bytes(), &change, &[]))
        }
        Code::DocumentType => ("xlsx", workbook("<!DOCTYPE x [<!ENTITY a \"哈哈\">]><worksheet/>")),
        _ => return None,
    })
}

/// A part's content with one text changed, where it is the part of that name.
fn in_part(name: &str, content: Vec<u8>, part: &str, from: &str, to: &str) -> Vec<u8> {
    if name == part { String::from_utf8(content).unwrap().replacen(from, to, 1).into_bytes() } else { content }
}

fn sheet(rows: &str) -> Vec<u8> {
    workbook(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
}

fn workbook(sheet: &str) -> Vec<u8> {
    container(&[
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="sheet1.xml"/></Relationships>"#,
        ),
        ("xl/sheet1.xml", sheet),
    ])
}

fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().system(zip::System::Unix).compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, packed).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An OLE container with one empty stream: header, allocation table, directory.
fn ole(stream: &str, class: [u8; 16]) -> Vec<u8> {
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let mut header = vec![0_u8; 512];
    header[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    let mut put = |at: usize, bytes: &[u8]| header[at..at + bytes.len()].copy_from_slice(bytes);
    put(24, &[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    for entry in 0..109 {
        put(76 + entry * 4, &(if entry == 0 { 0 } else { FREE }).to_le_bytes());
    }
    let mut table = [FREE; 128];
    table[0] = 0xFFFF_FFFD;
    table[1] = END;
    let mut directory = vec![0_u8; 512];
    for (at, (name, kind)) in [("Root Entry", 5_u8), (stream, 2)].into_iter().enumerate() {
        let entry = &mut directory[at * 128..(at + 1) * 128];
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..letters.len()].copy_from_slice(&letters);
        entry[64..66].copy_from_slice(&u16::try_from(letters.len() + 2).unwrap().to_le_bytes());
        entry[66] = kind;
        for link in [68, 72, 76] {
            entry[link..link + 4].copy_from_slice(&FREE.to_le_bytes());
        }
        if at == 0 {
            entry[76..80].copy_from_slice(&1_u32.to_le_bytes());
            entry[80..96].copy_from_slice(&class);
        }
        entry[116..120].copy_from_slice(&END.to_le_bytes());
    }
    [header, table.iter().flat_map(|entry| entry.to_le_bytes()).collect(), directory].concat()
}
