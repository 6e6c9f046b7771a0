//! Files that one program shows otherwise than another: each is refused, or read as everybody shows it. The kinds that other
//! programs judge too are made by scripts/differential.py.

use scorebook::problem::Code;
use scorebook::workbook::{self, Workbook};

use crate::problems::base::good;
use crate::problems::book::with_parts;

/// What is done to the sample: in a part, one text for another; and parts that are added.
struct Edit {
    part: &'static str,
    from: &'static str,
    to: String,
    more: Vec<(&'static str, String)>,
}

fn edit(part: &'static str, from: &'static str, to: impl Into<String>) -> Edit {
    Edit { part, from, to: to.into(), more: Vec::new() }
}

const DATA: &str = "xl/worksheets/sheet5.xml";
const TABS: &str = "xl/workbook.xml";
const LINKS: &str = "xl/_rels/workbook.xml.rels";
const STYLES: &str = "xl/styles.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
/// The 90 in D2 of 数据-客服.
const D2: &str = r#"<c r="D2"><v>90</v></c>"#;
const END: &str = "</worksheet>";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OTHER: &str =
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"#;
const ALTERNATE: &str = r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

fn changed(edit: &Edit) -> Vec<u8> {
    let found = std::cell::Cell::new(false);
    let change = |name: &str, content: Vec<u8>| {
        if name != edit.part {
            return content;
        }
        let text = String::from_utf8(content).unwrap();
        found.set(text.contains(edit.from));
        text.replacen(edit.from, &edit.to, 1).into_bytes()
    };
    let more: Vec<(&str, &str)> = edit.more.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let bytes = with_parts(&good().bytes(), &change, &more);
    assert!(found.get(), "{} holds no {}", edit.part, edit.from);
    bytes
}

fn plain() -> Workbook {
    workbook::read(&good().bytes()).value.unwrap()
}

#[test]
fn what_programs_show_differently_is_refused() {
    let row = r#"<row r="2"><c r="D2"><v>100</v></c></row>"#;
    let relation = |id: &str, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let part = |kind: &str, name: &str| {
        format!(
            r#"<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/></Types>"#
        )
    };
    let with_part = |mut edit: Edit, name: &'static str, text: &str| {
        edit.more.push((name, text.to_owned()));
        edit
    };
    let cases = [
        ("two values", edit(DATA, D2, r#"<c r="D2"><v>90</v><v>100</v></c>"#)),
        ("a value and a text", edit(DATA, D2, r#"<c r="D2"><v>90</v><is><t>100</t></is></c>"#)),
        ("a text of a number", edit(DATA, D2, r#"<c r="D2"><is><t>100</t></is></c>"#)),
        ("a text with a value", edit(DATA, D2, r#"<c r="D2" t="inlineStr"><v>90</v></c>"#)),
        ("both in a text", edit(DATA, D2, r#"<c r="D2" t="inlineStr"><v>90</v><is><t>100</t></is></c>"#)),
        ("two texts", edit(DATA, D2, r#"<c r="D2" t="inlineStr"><is><t>90</t></is><is><t>100</t></is></c>"#)),
        ("two pieces", edit(DATA, D2, r#"<c r="D2" t="inlineStr"><is><t>9</t><t>0</t></is></c>"#)),
        ("a piece and a run", edit(DATA, D2, r#"<c r="D2" t="inlineStr"><is><t>9</t><r><t>0</t></r></is></c>"#)),
        ("two pieces of a run", edit(DATA, D2, r#"<c r="D2" t="inlineStr"><is><r><t>9</t><t>0</t></r></is></c>"#)),
        ("a comment in a value", edit(DATA, D2, r#"<c r="D2"><v>9<!-- -->0</v></c>"#)),
        ("an instruction in a value", edit(DATA, D2, r#"<c r="D2"><v>9<?x y?>0</v></c>"#)),
        ("an element in a value", edit(DATA, D2, r#"<c r="D2"><v>9<b>9</b>0</v></c>"#)),
        ("an unknown kind", edit(DATA, D2, r#"<c r="D2" t="number"><v>90</v></c>"#)),
        ("a cell twice", edit(DATA, D2, format!(r#"{D2}<c r="D2"><v>100</v></c>"#))),
        ("cells out of order", edit(DATA, D2, format!(r#"<c r="E2"><v>100</v></c>{D2}"#))),
        ("a cell of another row", edit(DATA, D2, r#"<c r="D3"><v>90</v></c>"#)),
        ("a cell without a row", edit(DATA, "<sheetData>", r#"<sheetData><c r="A1"><v>1</v></c>"#)),
        ("a row twice", edit(DATA, "</sheetData>", format!("{row}</sheetData>"))),
        ("a row in a row", edit(DATA, D2, format!("{D2}{row}"))),
        ("two tables", edit(DATA, "</sheetData>", format!("</sheetData><sheetData>{row}</sheetData>"))),
        ("cells in an extension", edit(DATA, END, format!("<extLst><ext>{row}</ext></extLst>{END}"))),
        (
            "a cell in a cell's extension",
            edit(DATA, D2, r#"<c r="D2"><v>90</v><extLst><ext><v>100</v></ext></extLst></c>"#),
        ),
        ("a cell in a row's extension", edit(DATA, D2, format!(r#"{D2}<extLst><c r="E2"><v>100</v></c></extLst>"#))),
        (
            "cells for some programs",
            edit(
                DATA,
                D2,
                format!(
                    r#"<mc:AlternateContent {ALTERNATE}><mc:Choice Requires="x14">{D2}</mc:Choice><mc:Fallback><c r="D2"><v>100</v></c></mc:Fallback></mc:AlternateContent>"#
                ),
            ),
        ),
        (
            "a value for some programs",
            edit(
                DATA,
                D2,
                format!(
                    r#"<c r="D2"><mc:AlternateContent {ALTERNATE}><mc:Choice Requires="x14"><v>90</v></mc:Choice><mc:Fallback><v>100</v></mc:Fallback></mc:AlternateContent></c>"#
                ),
            ),
        ),
        (
            "a table for some programs",
            edit(
                DATA,
                END,
                format!(
                    r#"<mc:AlternateContent {ALTERNATE}><mc:Fallback><sheetData>{row}</sheetData></mc:Fallback></mc:AlternateContent>{END}"#
                ),
            ),
        ),
        ("a foreign element around cells", edit(DATA, D2, format!(r#"<z:x xmlns:z="urn:z">{D2}</z:x>"#))),
        (
            "a sheet in an extension",
            edit(
                TABS,
                "</workbook>",
                r#"<extLst><ext><sheet name="x" sheetId="9" r:id="rId1"/></ext></extLst></workbook>"#,
            ),
        ),
        (
            "two lists of sheets",
            edit(TABS, "</sheets>", r#"</sheets><sheets><sheet name="x" sheetId="9" r:id="rId1"/></sheets>"#),
        ),
        (
            "a sheet in a sheet",
            edit(
                TABS,
                "</sheets>",
                r#"<sheet name="x" sheetId="9" r:id="rId1"><sheet name="y" sheetId="10" r:id="rId2"/></sheet></sheets>"#,
            ),
        ),
        ("two settings of days", edit(TABS, "<workbookPr ", r#"<workbookPr date1904="1"/><workbookPr "#)),
        ("a foreign id", edit(TABS, "r:id=\"rId5\"", "r:id=\"rId5\" xmlns:z=\"urn:z\" z:id=\"rId1\"")),
        (
            "one name in two cases",
            edit(
                TABS,
                "</sheets>",
                r#"<sheet name="a" sheetId="8" r:id="rId1"/><sheet name="A" sheetId="9" r:id="rId2"/></sheets>"#,
            ),
        ),
        ("one part as two sheets", edit(TABS, "</sheets>", r#"<sheet name="a" sheetId="8" r:id="rId1"/></sheets>"#)),
        (
            "two relations of one id",
            with_part(
                edit(LINKS, "</Relationships>", relation("rId5", "worksheet", "worksheets/x.xml")),
                "xl/worksheets/x.xml",
                OTHER,
            ),
        ),
        (
            "two tables of texts",
            with_part(
                edit(LINKS, "</Relationships>", relation("rId99", "sharedStrings", "x.xml")),
                "xl/x.xml",
                "<sst/>",
            ),
        ),
        (
            "two styles",
            with_part(
                edit(LINKS, "</Relationships>", relation("rId99", "styles", "x.xml")),
                "xl/x.xml",
                "<styleSheet/>",
            ),
        ),
        (
            "two workbooks",
            with_part(
                edit("_rels/.rels", "</Relationships>", relation("rId99", "officeDocument", "x.xml")),
                "x.xml",
                "<workbook/>",
            ),
        ),
        (
            "a workbook of another type",
            with_part(
                edit("[Content_Types].xml", "</Types>", part("sheet.main", "xl/x.xml")),
                "xl/x.xml",
                "<workbook/>",
            ),
        ),
        (
            "texts of another type",
            with_part(edit("[Content_Types].xml", "</Types>", part("sharedStrings", "xl/x.xml")), "xl/x.xml", "<sst/>"),
        ),
        (
            "texts under another name beside the usual one",
            with_part(edit(LINKS, "Target=\"sharedStrings.xml\"", "Target=\"x.xml\""), "xl/x.xml", "<sst/>"),
        ),
        ("two pieces of a shared text", edit(STRINGS, "<t>", "<t>x</t><t>")),
        ("a comment in a shared text", edit(STRINGS, "<t>", "<t>x<!-- -->")),
        (
            "a shared text in an extension",
            edit(STRINGS, "</sst>", "<extLst><ext><si><t>x</t></si></ext></extLst></sst>"),
        ),
        (
            "a shared text for some programs",
            edit(
                STRINGS,
                "<si>",
                format!(
                    r#"<mc:AlternateContent {ALTERNATE}><mc:Fallback><si><t>x</t></si></mc:Fallback></mc:AlternateContent><si>"#
                ),
            ),
        ),
        (
            "one format twice",
            edit(
                STYLES,
                "<fonts ",
                r#"<numFmts><numFmt numFmtId="170" formatCode="0"/><numFmt numFmtId="170" formatCode="0%"/></numFmts><fonts "#,
            ),
        ),
        ("two lists of cell formats", edit(STYLES, "</cellXfs>", r#"</cellXfs><cellXfs><xf numFmtId="9"/></cellXfs>"#)),
        ("another encoding", edit(DATA, "encoding=\"UTF-8\"", "encoding=\"GBK\"")),
    ];
    let mut wrong = Vec::new();
    for (what, edit) in cases {
        let read = workbook::read(&changed(&edit));
        let codes: Vec<_> = read.problems.iter().map(|problem| problem.code).collect();
        if codes != [Code::Ambiguous] || read.value.is_some() {
            wrong.push(format!("{what}: {codes:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_office_programs_write_besides_changes_nothing() {
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    let cases = [
        (
            "rules of colour in an extension",
            edit(
                DATA,
                END,
                format!(
                    r#"<extLst><ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression"><xm:f>A1</xm:f><x14:dxf><numFmt numFmtId="9" formatCode="0%"/><font/></x14:dxf></x14:cfRule><xm:sqref>A1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>{END}"#
                ),
            ),
        ),
        (
            "form controls",
            edit(
                DATA,
                END,
                format!(
                    r#"<mc:AlternateContent {ALTERNATE}><mc:Choice Requires="x14"><controls><control shapeId="1" r:id="rId9"><controlPr><anchor><from><xdr:col xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">1</xdr:col><xdr:row xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">1</xdr:row></from></anchor></controlPr></control></controls></mc:Choice></mc:AlternateContent>{END}"#
                ),
            ),
        ),
        (
            "the folder where it was saved",
            edit(
                TABS,
                "<sheets>",
                format!(
                    r#"<mc:AlternateContent {ALTERNATE}><mc:Choice Requires="x15"><x15ac:absPath url="D:\" xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice></mc:AlternateContent><sheets>"#
                ),
            ),
        ),
        (
            "settings of a later version",
            edit(
                TABS,
                "</workbook>",
                r#"<extLst><ext xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst></workbook>"#,
            ),
        ),
        ("the strict edition", edit(DATA, MAIN, strict)),
        ("a declaration again", edit(DATA, "<row r=\"2\"", format!(r#"<row xmlns="{MAIN}" r="2""#))),
        ("a value without an address", edit(DATA, D2, r#"<c r="C2"/><c><v>90</v></c>"#)),
        ("a row without a number", edit(DATA, "<row r=\"2\"", "<row")),
        ("a wrong dimension", edit(DATA, "<sheetData>", r#"<dimension ref="A1"/><sheetData>"#)),
        ("comments between cells", edit(DATA, D2, format!("<!-- x -->{D2}<!-- y -->"))),
        ("a formula", edit(DATA, D2, r#"<c r="D2"><f>45*2</f><v>90</v></c>"#)),
    ];
    for (what, edit) in cases {
        let read = workbook::read(&changed(&edit));
        assert!(read.problems.is_empty(), "{what}: {:?}", read.problems);
        assert!(read.value.unwrap() == plain(), "{what}");
    }
}

#[test]
fn parts_in_utf_16_and_with_prefixes_are_read_as_the_plain_ones() {
    let wide = |text: String| -> Vec<u8> {
        let text = text.replacen("UTF-8", "UTF-16", 1);
        [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
    };
    let prefixed = |text: String| -> Vec<u8> {
        let (head, body) = text.split_once("?>").unwrap();
        let body =
            body.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:").replace("xmlns=", "xmlns:x=");
        format!("{head}?>{body}").into_bytes()
    };
    let is_read = |name: &str| name.starts_with("xl/worksheets/sheet") || [TABS, STRINGS].contains(&name);
    for change in [&wide as &dyn Fn(String) -> Vec<u8>, &prefixed] {
        let edit = |name: &str, content: Vec<u8>| {
            if is_read(name) { change(String::from_utf8(content).unwrap()) } else { content }
        };
        let read = workbook::read(&with_parts(&good().bytes(), &edit, &[]));
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        assert!(read.value.unwrap() == plain());
    }
}

#[test]
fn a_part_in_another_encoding_than_it_says_is_refused() {
    let narrow = |text: String| text.replacen("UTF-8", "UTF-16", 1).into_bytes();
    let wide = |text: String| -> Vec<u8> {
        [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
    };
    for change in [&narrow as &dyn Fn(String) -> Vec<u8>, &wide] {
        for part in [TABS, STRINGS, "xl/worksheets/sheet1.xml"] {
            let edit = |name: &str, content: Vec<u8>| {
                if name == part { change(String::from_utf8(content).unwrap()) } else { content }
            };
            let read = workbook::read(&with_parts(&good().bytes(), &edit, &[]));
            let codes: Vec<Code> = read.problems.iter().map(|problem| problem.code).collect();
            assert_eq!(codes, [Code::Ambiguous], "{part}");
        }
    }
}

#[test]
fn a_cell_that_a_second_reader_sees_otherwise_is_told_where_it_counts() {
    let told = |edit: &Edit| {
        let checked = scorebook::check::check(&workbook::read(&changed(edit)).value.unwrap());
        let of_code = |code| checked.problems.iter().filter(move |problem| problem.code == code);
        let places: Vec<String> = of_code(Code::TwoReadings).map(|problem| problem.place.to_string()).collect();
        (places, checked.value.is_some())
    };
    for value in ["<v>9&#48;</v>", "<v><![CDATA[90]]></v>"] {
        let edit = edit(DATA, D2, format!(r#"<c r="D2">{value}</c>"#));
        assert_eq!(told(&edit), (vec!["数据-客服!D2".to_owned()], false), "{value}");
    }
    // In a sheet that nothing reads it is nobody's figure.
    let mut extra = edit(TABS, "</sheets>", r#"<sheet name="随手记" sheetId="9" r:id="rId99"/></sheets>"#);
    extra.more.push((
        "xl/worksheets/x.xml",
        OTHER.replace("<sheetData/>", "<sheetData><row><c><v>9&#48;</v></c></row></sheetData>"),
    ));
    let link = r#"<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/x.xml"/></Relationships>"#;
    let bytes = with_parts(
        &changed(&extra),
        &|name, content| {
            if name == LINKS {
                String::from_utf8(content).unwrap().replace("</Relationships>", link).into_bytes()
            } else {
                content
            }
        },
        &[],
    );
    let workbook = workbook::read(&bytes).value.unwrap();
    assert_eq!(workbook.sheets.iter().map(|sheet| sheet.differences.len()).sum::<usize>(), 1);
    assert!(scorebook::check::check(&workbook).value.is_some());
}

#[test]
fn a_tab_without_a_sheet_is_left_out_with_a_note() {
    let bytes = changed(&edit(TABS, "<sheets>", r#"<sheets><sheet name="Module1" sheetId="99" r:id=""/>"#));
    let read = workbook::read(&bytes);
    assert_eq!(read.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::SheetWithoutPart]);
    assert!(read.value.unwrap() == plain());
}

#[test]
fn a_sheet_of_an_xls_file_is_of_the_version_and_kind_that_its_tab_says() {
    let whole =
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/messy/messy.xls")).unwrap();
    // The first record of a sheet: version and kind behind its own kind and length.
    let begin = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x10, 0x00];
    let at = whole.windows(begin.len()).position(|part| part == begin).unwrap();
    assert!(workbook::read(&whole).value.is_some());
    for (offset, byte) in [(5, 0x05), (6, 0x20), (6, 0x40)] {
        let mut other = whole.clone();
        other[at + offset] = byte;
        let read = workbook::read(&other);
        assert!(read.value.is_none() && read.problems[0].code == Code::DamagedPart, "{offset} {byte}");
    }
}

/// An .ods file whose content is this; `table` stands where sheets stand.
fn ods(around: impl Fn(&str) -> String, table: &str) -> Vec<u8> {
    const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0""#;
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"#,
        around(table)
    );
    with_parts(
        &empty_container(),
        &|_, content| content,
        &[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)],
    )
}

fn empty_container() -> Vec<u8> {
    zip::ZipWriter::new(std::io::Cursor::new(Vec::new())).finish().unwrap().into_inner()
}

fn table(name: &str, cells: &str) -> String {
    format!(r#"<table:table table:name="{name}"><table:table-row>{cells}</table:table-row></table:table>"#)
}

/// What the first sheet shows in its first row.
fn first_row(bytes: &[u8]) -> Result<Vec<String>, Vec<Code>> {
    let read = workbook::read(bytes);
    match read.value {
        Some(workbook) => Ok(workbook.sheets[0].cells.values().map(|cell| cell.shown()).collect()),
        None => Err(read.problems.iter().map(|problem| problem.code).collect()),
    }
}

#[test]
fn open_documents_show_what_libreoffice_shows() {
    let number = |value: &str| format!(r#"<table:table-cell office:value-type="float" office:value="{value}"/>"#);
    let plain = |text: &str| text.to_owned();
    let copy = table("数据", &number("100"));
    let cases: Vec<(&str, Vec<u8>, Option<&str>)> = vec![
        ("a number", ods(plain, &table("数据", &number("80"))), Some("80")),
        (
            "a table that a link keeps",
            ods(
                |own| {
                    format!(
                        "<table:dde-links><table:dde-link><office:dde-source/>{copy}</table:dde-link></table:dde-links>{own}"
                    )
                },
                &table("数据", &number("80")),
            ),
            Some("80"),
        ),
        (
            "a table of a tracked change",
            ods(
                |own| {
                    format!(
                        "<table:tracked-changes><table:insertion>{copy}</table:insertion></table:tracked-changes>{own}"
                    )
                },
                &table("数据", &number("80")),
            ),
            Some("80"),
        ),
        (
            "a copy of another file",
            ods(
                |own| format!("{}{own}", table("'file:///x.ods'#$数据", &number("100"))),
                &table("数据", &number("80")),
            ),
            Some("80"),
        ),
        ("two sheets of one name", ods(|own| format!("{own}{copy}"), &table("数据", &number("80"))), None),
        (
            "a sheet in an element that nobody knows",
            ods(|own| format!(r#"<z:x xmlns:z="urn:z">{copy}</z:x>{own}"#), &table("别的", &number("80"))),
            None,
        ),
        (
            "a sheet in one that nobody knows, within one that is known",
            ods(
                |own| format!(r#"<table:shapes><z:x xmlns:z="urn:z">{copy}</z:x></table:shapes>{own}"#),
                &table("别的", &number("80")),
            ),
            None,
        ),
        (
            "an element that nobody knows, without cells",
            ods(|own| format!(r#"<z:x xmlns:z="urn:z"><z:y>1</z:y></z:x>{own}"#), &table("数据", &number("80"))),
            Some("80"),
        ),
        (
            "a cell that is covered by nothing",
            ods(plain, &table("数据", &number("100").replace("table-cell", "covered-table-cell"))),
            None,
        ),
        (
            "a cell that is covered",
            ods(
                plain,
                &table(
                    "数据",
                    &format!(
                        r#"<table:table-cell office:value-type="float" office:value="80" table:number-columns-spanned="2"/>{}"#,
                        number("100").replace("table-cell", "covered-table-cell")
                    ),
                ),
            ),
            Some("80"),
        ),
        (
            "two values",
            ods(
                plain,
                &table(
                    "数据",
                    r#"<table:table-cell office:value-type="float" office:value="80" office:date-value="2026-11-05"/>"#,
                ),
            ),
            None,
        ),
        (
            "two kinds",
            ods(
                plain,
                &table(
                    "数据",
                    r#"<table:table-cell office:value-type="float" office:value="80" calcext:value-type="date"/>"#,
                ),
            ),
            None,
        ),
        (
            "two texts",
            ods(
                plain,
                &table(
                    "数据",
                    r#"<table:table-cell office:value-type="string" office:string-value="优"><text:p>良</text:p></table:table-cell>"#,
                ),
            ),
            None,
        ),
        (
            "a text and the sign that its format puts behind it",
            ods(
                plain,
                &table(
                    "数据",
                    r#"<table:table-cell office:value-type="string" office:string-value="类型"><text:p>类型 ▾</text:p></table:table-cell>"#,
                ),
            ),
            Some("类型"),
        ),
        (
            "one text twice",
            ods(
                plain,
                &table(
                    "数据",
                    r#"<table:table-cell office:value-type="string" office:string-value="优 秀"><text:p>优<text:s/>秀</text:p></table:table-cell>"#,
                ),
            ),
            Some("优 秀"),
        ),
        (
            "a row elsewhere",
            ods(
                |own| {
                    own.replace("<table:table-row>", "<z:x xmlns:z=\"urn:z\"><table:table-row>")
                        .replace("</table:table-row>", "</table:table-row></z:x>")
                },
                &copy,
            ),
            Some(""),
        ),
        (
            "a prefix of another meaning",
            ods(|own| own.replacen("<table:table ", r#"<table:table xmlns:table="urn:x" "#, 1), &copy),
            None,
        ),
        (
            "another prefix",
            ods(
                |own| {
                    own.replacen(
                        "<table:table ",
                        r#"<table:table xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" "#,
                        1,
                    )
                },
                &copy,
            ),
            None,
        ),
    ];
    let mut wrong = Vec::new();
    for (what, bytes, shown) in cases {
        let found = first_row(&bytes);
        let right = match (&found, shown) {
            (Ok(cells), Some(shown)) => cells.join(" ") == shown,
            (Err(codes), None) => *codes == [Code::Ambiguous],
            _ => false,
        };
        if !right {
            wrong.push(format!("{what}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
