//! A lint of output workbooks: what makes Excel offer a repair or show a wrong chart, found without Excel.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use scorebook::lang::Lang;
use scorebook::output::write;
use scorebook::report::{Source, person, summary};
use scorebook::template;

use crate::personal::november;

/// Excel's limits.
const LONGEST_FORMULA: usize = 8_192;
const LONGEST_FOOTER: usize = 255;
const LONGEST_SHEET_NAME: usize = 31;

struct Tag<'a> {
    name: &'a str,
    inside: &'a str,
    text: &'a str,
}

impl Tag<'_> {
    fn get(&self, key: &str) -> Option<String> {
        let start = self.inside.find(&format!(" {key}=\""))? + key.len() + 3;
        let rest = &self.inside[start..];
        Some(plain(&rest[..rest.find('"')?]))
    }
}

fn plain(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .into_iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Opening and empty tags in order, each with the text up to the next tag.
fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    xml.split('<').skip(1).filter(|tag| !tag.starts_with(['/', '?', '!'])).map(|tag| {
        let (inside, text) = tag.split_once('>').unwrap_or((tag, ""));
        Tag { name: inside.split([' ', '/']).next().unwrap_or_default(), inside, text }
    })
}

/// Rows and columns of `$A$1:$M$30`, from 1, ends included.
fn area(text: &str) -> Option<[u32; 4]> {
    let cell = |text: &str| {
        let text = text.replace('$', "");
        let letters = text.chars().take_while(char::is_ascii_uppercase).count();
        let column = text[..letters].bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter - b'A') + 1);
        Some((text[letters..].parse::<u32>().ok()?, column)).filter(|(_, column)| *column > 0)
    };
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    Some([top, left, bottom, right])
}

/// The sheets that a formula names.
fn sheets_named(formula: &str) -> Vec<String> {
    // Without text literals; a sheet's name stands in single quotes or is a bare word.
    let bare: String = formula.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
    bare.match_indices('!')
        .filter_map(|(at, _)| {
            let before = &bare[..at];
            match before.strip_suffix('\'') {
                Some(quoted) => {
                    let start = quoted.replace("''", "\0\0").rfind('\'')?;
                    Some(quoted[start + 1..].replace("''", "'"))
                }
                None => {
                    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
                    let start = before.char_indices().rev().take_while(|(_, c)| word(*c)).last()?.0;
                    Some(before[start..].to_owned())
                }
            }
        })
        .collect()
}

/// Everything wrong with a package of parts.
fn faults(parts: &BTreeMap<String, String>) -> Vec<String> {
    let mut found = Vec::new();
    let workbook = &parts["xl/workbook.xml"];
    let names: Vec<String> =
        tags(workbook).filter(|tag| tag.name == "sheet").filter_map(|tag| tag.get("name")).collect();
    let distinct: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    if distinct.len() != names.len() || names.is_empty() {
        found.push(format!("sheet names {names:?}"));
    }
    for name in &names {
        if name.encode_utf16().count() > LONGEST_SHEET_NAME || name.contains(['[', ']', ':', '*', '?', '/', '\\']) {
            found.push(format!("sheet name {name}"));
        }
    }
    let unknown = |formula: &str| sheets_named(formula).into_iter().find(|name| !names.contains(name));
    let mut defined = BTreeSet::new();
    for tag in tags(workbook).filter(|tag| tag.name == "definedName") {
        let key = (tag.get("name").unwrap_or_default().to_lowercase(), tag.get("localSheetId"));
        if !defined.insert(key.clone()) {
            found.push(format!("defined name {key:?} twice"));
        }
        if let Some(name) = unknown(&plain(tag.text)) {
            found.push(format!("defined name {key:?} names the sheet {name}"));
        }
    }
    let strings = parts.get("xl/sharedStrings.xml").map_or(0, |xml| tags(xml).filter(|tag| tag.name == "si").count());
    for (part, xml) in parts {
        if part.starts_with("xl/worksheets/sheet") {
            sheet(xml, strings, &unknown).into_iter().for_each(|fault| found.push(format!("{part}: {fault}")));
        }
        if part.starts_with("xl/charts/chart") {
            chart(xml, &unknown).into_iter().for_each(|fault| found.push(format!("{part}: {fault}")));
        }
    }
    found
}

fn sheet(xml: &str, strings: usize, unknown: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut cells: BTreeMap<(u32, u32), bool> = BTreeMap::new();
    let (mut last, mut here, mut shared) = ((0, 0), String::new(), false);
    let mut merges: Vec<[u32; 4]> = Vec::new();
    for tag in tags(xml) {
        match tag.name {
            "c" => {
                here = tag.get("r").unwrap_or_default();
                let [row, column, ..] = area(&here).unwrap_or_default();
                if (row, column) <= last {
                    found.push(format!("cell {here} twice or out of order"));
                }
                last = (row, column);
                shared = tag.get("t").as_deref() == Some("s");
                cells.insert(last, false);
            }
            "v" | "f" | "is" => {
                cells.insert(last, true);
                if tag.name == "v" && shared && tag.text.parse::<usize>().map_or(true, |at| at >= strings) {
                    found.push(format!("{here}: no shared string {}", tag.text));
                }
                let formula = plain(tag.text);
                if tag.name == "f" && (formula.is_empty() || formula.chars().count() > LONGEST_FORMULA) {
                    found.push(format!("{here}: a formula of {} characters", formula.chars().count()));
                }
                if tag.name == "f" && formula.contains("#REF!") {
                    found.push(format!("{here}: {formula}"));
                }
                if let Some(name) = (tag.name == "f").then(|| unknown(&formula)).flatten() {
                    found.push(format!("{here} names the sheet {name}"));
                }
            }
            "mergeCell" => {
                let own = area(&tag.get("ref").unwrap_or_default()).unwrap_or_default();
                let [top, left, bottom, right] = own;
                if top == 0 || (top, left) == (bottom, right) {
                    found.push(format!("merged {:?}", tag.get("ref")));
                }
                if merges.iter().any(|[t, l, b, r]| top <= *b && *t <= bottom && left <= *r && *l <= right) {
                    found.push(format!("merged {:?} overlaps another", tag.get("ref")));
                }
                merges.push(own);
            }
            "oddHeader" | "oddFooter" if plain(tag.text).encode_utf16().count() > LONGEST_FOOTER => {
                found.push(format!("{} of {} characters", tag.name, plain(tag.text).chars().count()));
            }
            _ => {}
        }
    }
    for [top, left, bottom, right] in merges {
        let covered = cells.iter().find(|((row, column), filled)| {
            **filled
                && (top..=bottom).contains(row)
                && (left..=right).contains(column)
                && (*row, *column) != (top, left)
        });
        if let Some((place, _)) = covered {
            found.push(format!("a value at {place:?} under a merged cell"));
        }
    }
    found
}

/// References of a chart name existing sheets, and each cache has as many points as its range has cells.
fn chart(xml: &str, unknown: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    let mut range: Option<(String, u32)> = None;
    for tag in tags(xml) {
        match tag.name {
            "c:f" => {
                let reference = plain(tag.text);
                if let Some(name) = unknown(&reference) {
                    found.push(format!("names the sheet {name}"));
                }
                match reference.rsplit_once('!').and_then(|(_, cells)| area(cells)) {
                    Some([top, left, bottom, right]) if top <= bottom && left <= right => {
                        range = Some((reference, (bottom - top + 1) * (right - left + 1)));
                    }
                    _ => found.push(format!("the range {reference}")),
                }
            }
            "c:ptCount" => {
                let count = tag.get("val").and_then(|count| count.parse().ok()).unwrap_or(0);
                if let Some((reference, _)) = range.take().filter(|(_, cells)| *cells != count) {
                    found.push(format!("{reference} with {count} points in its cache"));
                }
            }
            _ => {}
        }
    }
    found
}

fn package(bytes: Vec<u8>) -> BTreeMap<String, String> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..package.len())
        .map(|at| {
            let mut part = package.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

fn assert_valid(book: &scorebook::output::Book) {
    let parts = package(write::to_bytes(book).unwrap());
    assert_eq!(faults(&parts), Vec::<String>::new(), "{}", book.properties.title);
}

#[test]
fn every_personal_workbook_is_one_that_excel_opens_without_repair() {
    let (department, results, history) = november();
    for at in 0..results.people.len() {
        assert_valid(&person::book(&department, &results, &history, at));
    }
}

#[test]
fn the_department_summary_is_one_that_excel_opens_without_repair() {
    let (department, results, history) = november();
    let source = Source {
        file_name: "2026-11.xlsx".into(),
        sha256: "0".repeat(64),
        problems: results.problems.clone(),
        tool_version: "0".into(),
        journal: None,
    };
    assert_valid(&summary::book(&department, &results, &history, &source));
}

#[test]
fn every_template_is_one_that_excel_opens_without_repair() {
    for template in template::all() {
        for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
            assert_valid(&template::workbook(&template, lang, "2026-11".parse().unwrap(), None));
        }
    }
}

#[test]
fn the_lint_finds_what_is_wrong() {
    let broken = "<c r=\"A1\" t=\"s\"><v>9</v></c><c r=\"A1\"><f>'无'!A1+\"x!\"</f></c><c r=\"B2\"><v>1</v></c>\
                  <mergeCell ref=\"A2:B3\"/><mergeCell ref=\"B3:C4\"/>";
    let names = ["表".to_owned()];
    let unknown = |formula: &str| sheets_named(formula).into_iter().find(|name| !names.contains(name));
    assert_eq!(
        sheet(broken, 1, &unknown),
        [
            "A1: no shared string 9",
            "cell A1 twice or out of order",
            "A1 names the sheet 无",
            "merged Some(\"B3:C4\") overlaps another",
            "a value at (2, 2) under a merged cell",
        ]
    );
    let series = "<c:f>表!$A$1:$A$3</c:f><c:ptCount val=\"2\"/>";
    assert_eq!(chart(series, &unknown), ["表!$A$1:$A$3 with 2 points in its cache"]);
    assert_eq!(sheets_named("'it''s'!$A$1+数据!B2&\"a!b\""), ["it's", "数据"]);
}
