//! The package as it is written: bytes, parts and types, read back part by part.

use std::io::{Cursor, Read};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::*;
use crate::output::{Area, Cell, Chart, ChartKind, Content, Marker, Properties, Range, Series, Sheet, Style, Value};

fn properties() -> Properties {
    Properties {
        title: "评分表".to_owned(),
        subject: String::new(),
        author: "制表人".to_owned(),
        company: String::new(),
        created: NaiveDate::from_ymd_opt(2026, 11, 30).unwrap(),
        custom: vec![(MARK.to_owned(), "output".to_owned())],
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn book(sheet: Sheet) -> Book {
    Book { properties: properties(), sheets: vec![sheet] }
}

fn one_cell(cell: Cell) -> String {
    let mut sheet = Sheet::new("表");
    sheet.put(0, 0, cell);
    part(&to_bytes(&book(sheet)).unwrap(), "xl/worksheets/sheet1.xml")
}

#[test]
fn a_formula_keeps_the_type_of_its_value() {
    let cached = |value: Value| {
        let xml = one_cell(Cell::formula("B1", value, Style::default()));
        let (_, cell) = xml.split_once("<c r=\"A1\"").unwrap();
        let (cell, _) = cell.split_once("</c>").unwrap();
        let kind = cell.split_once("t=\"").map_or("n", |(_, rest)| rest.split_once('"').unwrap().0).to_owned();
        let value = cell.split_once("<v>").unwrap().1.split_once("</v>").unwrap().0.to_owned();
        (kind, value)
    };
    let pair = |kind: &str, value: &str| (kind.to_owned(), value.to_owned());
    assert_eq!(cached(Value::Number(Decimal::new(9235, 2))), pair("n", "92.35"));
    assert_eq!(cached(Value::text("00123")), pair("str", "00123"));
    assert_eq!(cached(Value::text("1e5")), pair("str", "1e5"));
    assert_eq!(cached(Value::text("inf")), pair("str", "inf"));
    assert_eq!(cached(Value::text("TRUE")), pair("str", "TRUE"));
    assert_eq!(cached(Value::text("")), pair("str", ""));
    assert_eq!(cached(Value::text("A<B")), pair("str", "A&lt;B"));
    assert_eq!(cached(Value::Bool(true)), pair("b", "1"));
    assert_eq!(cached(Value::NotAvailable), pair("e", "#N/A"));
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    for text in ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1"] {
        let xml = one_cell(Cell::text(text, Style::default()));
        assert!(xml.contains("t=\"s\""), "{text}: {xml}");
        assert!(!xml.contains("<f>"), "{text}");
    }
}

#[test]
fn the_theme_has_an_east_asian_face_and_the_properties_are_pinned() {
    let bytes = to_bytes(&book(Sheet::new("表"))).unwrap();
    assert!(part(&bytes, "xl/theme/theme1.xml").contains("<a:ea typeface=\"微软雅黑\"/>"));
    assert!(part(&bytes, "docProps/core.xml").contains("2026-11-30T00:00:00Z"));
    assert!(part(&bytes, "docProps/custom.xml").contains("name=\"scorebook\""));
    assert!(part(&bytes, "xl/styles.xml").contains("<sz val=\"10\"/>"));
}

fn charted() -> Book {
    let mut sheet = Sheet::new("表 & 1");
    let style = Style::default;
    for (row, (name, value)) in [("甲<1>", 5), ("乙", 7), ("丙", 0)].into_iter().enumerate() {
        let row = u32::try_from(row).unwrap();
        sheet.put(row, 0, Cell::formula(format!("\"{name}\""), Value::text(name), style()));
        let number = Decimal::from(value);
        sheet.put(row, 1, Cell::formula(format!("{value}"), Value::Number(number), style()));
    }
    let range = |column: u16, cache: Vec<Value>| Range {
        sheet: "表 & 1".to_owned(),
        area: Area::new(0, column, 2, column),
        cache,
    };
    let number = |n: i64| Value::Number(Decimal::from(n));
    let series = |overlay| Series {
        name: "得分".to_owned(),
        categories: range(0, vec![Value::text("甲<1>"), Value::text("乙"), Value::text("丙")]),
        values: range(1, vec![number(5), number(7), Value::NotAvailable]),
        line: Some((0x17_495E, 225, false)),
        fill: Some(0x17_495E),
        marker: Some(Marker { dash: false, size: 5, color: 0x17_495E }),
        points: Vec::new(),
        labels: None,
        overlay,
    };
    sheet.charts.push(Chart {
        kind: ChartKind::Column,
        area: Area::new(4, 0, 14, 5),
        series: vec![series(false), series(true)],
        axis: Some((Decimal::ZERO, Decimal::from(120), Decimal::from(20))),
        axis_labels: true,
        gridlines: true,
        plot: None,
        legend: false,
        font_size: 80,
        gap: 55,
        description: "得分".to_owned(),
    });
    book(sheet)
}

#[test]
fn charts_over_formulas_carry_their_values() {
    let xml = part(&to_bytes(&charted()).unwrap(), "xl/charts/chart1.xml");
    let categories = "<c:strCache><c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>甲&lt;1&gt;</c:v></c:pt>";
    assert_eq!(xml.matches(categories).count(), 2, "{xml}");
    let values = "<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"3\"/><c:pt idx=\"0\"><c:v>5</c:v>";
    assert_eq!(xml.matches(values).count(), 2, "{xml}");
    assert!(xml.contains("<c:pt idx=\"2\"><c:v>#N/A</c:v></c:pt>"));
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    assert_eq!(to_bytes(&charted()).unwrap(), to_bytes(&charted()).unwrap());
}

#[test]
fn texts_beyond_excels_limits_are_cut_and_notes_and_links_are_written() {
    let mut sheet = Sheet::new("a'b");
    sheet.put(0, 0, Cell::text("长".repeat(40_000), Style::default()).with_note("note"));
    let link = Content::Link { sheet: "a'b".to_owned(), cell: (4, 1), text: "去".to_owned() };
    sheet.put(1, 0, Cell::new(link, Style::default()));
    let bytes = to_bytes(&book(sheet)).unwrap();
    assert_eq!(part(&bytes, "xl/sharedStrings.xml").matches('长').count(), 32_767);
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("location=\"'a''b'!B5\""));
    assert!(part(&bytes, "xl/comments1.xml").contains("note"));
}

/// A sheet whose cells, sizes, footer, print area and chart ranges depend on a number, its shape does not.
fn like(number: u16) -> Book {
    let mut book = charted();
    book.properties.title = format!("评分表 {number}");
    let sheet = &mut book.sheets[0];
    let (row, style) = (u32::from(number), Style { wrap: true, ..Style::default() });
    sheet.put(30, 0, Cell::new(Content::Date(NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()), Style::default()));
    sheet.put_over(Area::new(31, 0, 31, number.max(1)), Cell::number(Decimal::from(number), style.clone()));
    // Of three people, one has an id that looks like a number.
    let id = if number == 2 { "00123".to_owned() } else { format!("E{number}") };
    sheet.put(40_u32.saturating_add(row), 3, Cell::text(id, style.clone()));
    sheet.column_styles.insert(8, style);
    sheet.columns.extend([(0, 10.0 + f64::from(number)), (5, 12.0)]);
    sheet.rows.extend([(2, 20.0 + f64::from(number)), (14, 30.0), (90, 40.0)]);
    sheet.page.footer = format!("&R第 {number} 人 <&&>");
    sheet.page.area = Some(Area::new(0, 0, row, 5));
    for series in &mut sheet.charts[0].series {
        series.values.area = Area::new(row, 1, row.saturating_add(2), 1);
        series.values.cache[0] = Value::Number(Decimal::from(number));
    }
    book
}

#[test]
fn books_written_together_are_as_each_of_them_alone() {
    let mut other = like(9);
    other.sheets[0].hidden = true;
    other.sheets.insert(0, Sheet::new("另一张"));
    let books = [like(1), like(2), other, like(3)];
    assert!(shape::same(&books[0], &books[3]) && !shape::same(&books[0], &books[2]));
    for (together, book) in together(&books).unwrap().iter().zip(&books) {
        assert!(*together == to_bytes(book).unwrap(), "{}", book.properties.title);
    }
}

#[test]
fn what_is_a_books_own_is_filled_in() {
    let bytes = together(&[like(1), like(2)]).unwrap().pop().unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for own in [
        "<dimension ref=\"A1:D43\"/>",
        // 12 characters are 89 pixels: 89 * 256 / 7 parts of 256.
        "<col min=\"1\" max=\"1\" width=\"12.7109375\" customWidth=\"1\"/>",
        "<col min=\"6\" max=\"6\" width=\"12.7109375\" customWidth=\"1\"/>",
        "<row r=\"3\" ht=\"21.75\" customHeight=\"1\">",
        // 40 points are 53 pixels.
        "<row r=\"91\" ht=\"39.75\" customHeight=\"1\"/>",
        "<v>46327</v>",
        "<mergeCells count=\"1\"><mergeCell ref=\"A32:C32\"/></mergeCells>",
        "<ignoredErrors><ignoredError sqref=\"A1:D43\" numberStoredAsText=\"1\"/></ignoredErrors><drawing",
        "<oddFooter>&amp;R第 2 人 &lt;&amp;&amp;&gt;</oddFooter>",
    ] {
        assert!(sheet.contains(own), "{own}: {sheet}");
    }
    assert!(part(&bytes, "xl/workbook.xml").contains(">'表 &amp; 1'!$A$1:$F$3</definedName>"));
    assert!(part(&bytes, "docProps/core.xml").contains("<dc:title>评分表 2</dc:title>"));
    let chart = part(&bytes, "xl/charts/chart1.xml");
    assert_eq!(chart.matches("<c:f>'表 &amp; 1'!$B$3:$B$5</c:f>").count(), 2, "{chart}");
}

#[test]
fn a_chart_ends_a_pixel_before_its_last_cell_does() {
    // Column F: 12 characters of 7 pixels and 5 between; row 15: 30 points are 40 pixels; 9525 EMU each.
    let drawing = part(&to_bytes(&like(1)).unwrap(), "xl/drawings/drawing1.xml");
    let end = "<xdr:to><xdr:col>5</xdr:col><xdr:colOff>838200</xdr:colOff><xdr:row>14</xdr:row><xdr:rowOff>371475</xdr:rowOff>";
    assert!(drawing.contains(end), "{drawing}");
}

#[test]
fn areas_that_are_merged_twice_are_refused() {
    let mut sheet = Sheet::new("表");
    sheet.merges = vec![Area::new(0, 0, 1, 1), Area::new(1, 1, 2, 2)];
    let refused = to_bytes(&book(sheet)).unwrap_err();
    assert!(refused.to_string().contains("B2"), "{refused}");
}
