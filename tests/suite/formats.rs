//! One content in every format: files of LibreOffice (tests/fixtures/README.md) give the same department and the figures
//! that were worked out by hand, and calamine, an independent reader, finds the same in every cell.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader};
use scorebook::history::History;
use scorebook::model::Department;
use scorebook::pipeline::office_form;
use scorebook::problem::{Code, Severity};
use scorebook::workbook::{self, Sheet, Value};
use scorebook::{check, score};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The workbooks of a folder, with their names.
fn workbooks(path: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder(path)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| ["xlsx", "xlsm", "xls", "ods"].iter().any(|end| file.extension().is_some_and(|e| e == *end)));
    files.sort();
    files.into_iter().map(|file| (file.display().to_string(), fs::read(&file).unwrap())).collect()
}

fn department(name: &str, bytes: &[u8]) -> Department {
    let checked = check::check(&workbook::read(bytes).value.unwrap());
    let errors: Vec<_> = checked.problems.iter().filter(|p| p.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
    checked.value.unwrap()
}

#[test]
fn a_hurried_office_s_workbook_scores_alike_in_every_format() {
    let files = workbooks("tests/fixtures/messy");
    assert_eq!(files.len(), 5);
    for (name, bytes) in files {
        let department = department(&name, &bytes);
        let scored = score::score(&department, &History::default());
        let figures: Vec<String> = scored
            .people
            .iter()
            .map(|p| format!("{} {:.2} {}", p.id, p.total.unwrap(), department.grades[p.grade.unwrap()].name))
            .collect();
        // By hand. E001: 90/100 reaches 90%: 100 × 60%; (4.4 + 4.6)/2 = 4.5: 100 × 40%; + 1. E002: 80% / 90% = 88.89 × 60%
        // = 53.33; 4.4 is 0.1 low: 98 × 40% = 39.20. E003: 75% / 90% = 83.33, alone since 满意度 does not apply.
        assert_eq!(figures, ["E001 101.00 A", "E002 92.53 A", "E003 83.33 B"], "{name}");
    }
}

#[test]
fn a_workbook_with_macros_is_read_as_the_same_one_without() {
    let read =
        |name: &str| workbook::read(&fs::read(folder("tests/fixtures/messy").join(name)).unwrap()).value.unwrap();
    assert_eq!(read("messy.xlsm"), read("messy.xlsx"));
}

#[test]
fn an_xls_file_that_excel_opens_without_asking_is_read_as_the_same_one_in_plain() {
    let read = |name: &str| workbook::read(&fs::read(folder("tests/fixtures").join(name)).unwrap());
    let plain = read("messy/messy.xls").value.unwrap();
    for how in ["xor", "rc4", "api-40", "api-128"] {
        assert_eq!(read(&format!("sealed/{how}.xls")).value.as_ref(), Some(&plain), "{how}");
    }
    let refused = read("sealed/other.xls");
    assert!(refused.value.is_none() && refused.problems[0].code == Code::Encrypted, "{refused:?}");
}

#[test]
fn days_counted_from_1904_are_the_same_days_in_every_format() {
    let files = workbooks("tests/fixtures/days-1904");
    assert_eq!(files.len(), 3);
    for (name, bytes) in files {
        let department = department(&name, &bytes);
        assert_eq!(department.appraisal.period.to_string(), "2026-11", "{name}");
        let shown = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let staff: Vec<String> =
            department.postings.iter().map(|p| format!("{} {} {}", p.id, shown(p.from), shown(p.to))).collect();
        assert_eq!(staff, ["E001 2024-03-01 2026-11-20", "E002 2024-03-01 ", "E003 2024-03-01 2026-11-20"], "{name}");
        let days: Vec<String> = department.roles[0].rows.iter().map(|row| shown(row.date)).collect();
        assert_eq!(days, ["2026-11-05"; 3], "{name}");
    }
}

fn is_covered(sheet: &Sheet, row: u32, column: u16) -> bool {
    sheet.merges.iter().any(|area| {
        (area.top..=area.bottom).contains(&row)
            && (area.left..=area.right).contains(&column)
            && (area.top, area.left) != (row, column)
    })
}

/// Whether our value is what calamine found.
fn agree(ours: Option<&Value>, theirs: &Data) -> bool {
    let number = |value: f64| match ours {
        Some(Value::Number(own)) => {
            let own: f64 = own.to_string().parse().unwrap();
            (own - value).abs() <= value.abs() * 1e-14
        }
        Some(Value::Bool(own)) => f64::from(u8::from(*own)) == value,
        Some(Value::Unusable(_)) => value.abs() > 1e28,
        _ => false,
    };
    match theirs {
        Data::Empty => true,
        Data::Int(value) => number(*value as f64),
        Data::Float(value) => number(*value),
        Data::Bool(value) => ours == Some(&Value::Bool(*value)),
        Data::String(text) if text.is_empty() => true,
        Data::String(text) => match ours {
            Some(Value::Text(own)) => *own == text.replace("\r\n", "\n"),
            // In .ods errors are texts to calamine.
            Some(Value::Error(own)) => own == text,
            _ => false,
        },
        Data::DateTime(moment) => match ours {
            Some(Value::Date(own)) => Some(*own) == moment.as_datetime(),
            _ => false,
        },
        Data::DateTimeIso(text) => match ours {
            Some(Value::Date(own)) => text.starts_with(&own.date().to_string()),
            _ => false,
        },
        Data::DurationIso(_) => matches!(ours, Some(Value::Date(_))),
        Data::Error(error) => ours == Some(&Value::Error(error.to_string())),
    }
}

#[test]
fn calamine_finds_the_same_in_every_cell() {
    let mut cells = 0;
    let files = ["tests/fixtures/messy", "samples", "samples/errors"].into_iter().flat_map(workbooks);
    for (name, bytes) in files {
        // The one in which calamine sees something else, and the one that it does not open for a tab without a sheet.
        if ["E123.xlsx", "N125.xlsx"].iter().any(|sample| name.ends_with(sample)) {
            continue;
        }
        // Files that are refused are calamine's errors too, or worse.
        let Some(own) = workbook::read(&bytes).value else { continue };
        let Ok(mut theirs) = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)) else {
            // Calamine opens no file with a tab that has no part.
            assert!(name.ends_with("N125.xlsx"), "{name}");
            continue;
        };
        let names: Vec<String> = own.sheets.iter().map(|sheet| sheet.name.to_string()).collect();
        assert_eq!(names, theirs.sheet_names(), "{name}");
        for sheet in &own.sheets {
            let range = theirs.worksheet_range(&sheet.name).unwrap();
            let mut filled = 0;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, data) in range.used_cells() {
                let (row, column) = (top + u32::try_from(row).unwrap(), u16::try_from(left as usize + column).unwrap());
                let ours = sheet.get(row, column).map(|cell| &cell.value);
                if is_covered(sheet, row, column) {
                    continue;
                }
                assert!(agree(ours, data), "{name} {} row {row} column {column}: {ours:?}, {data:?}", sheet.name);
                filled += usize::from(ours.is_some_and(|value| *value != Value::Uncalculated));
            }
            // What we see otherwise: formulas that nobody calculated, for which a program perhaps wrote an empty text.
            let uncalculated = sheet.cells.values().filter(|cell| cell.value == Value::Uncalculated).count();
            assert_eq!(sheet.cells.len(), filled + uncalculated, "{name} {}", sheet.name);
            cells += filled;
        }
    }
    assert!(cells > 10_000, "{cells} cells compared");
}

#[test]
fn records_of_an_older_excel_are_told_as_such_wherever_a_file_is_taken() {
    let bytes = fs::read(folder("tests/fixtures/messy/messy.xls")).unwrap();
    let begin = [0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00];
    let at = bytes.windows(begin.len()).position(|part| part == begin).unwrap();
    let with = |kind: u16, version: u16| {
        let mut older = bytes.clone();
        older[at..at + 2].copy_from_slice(&kind.to_le_bytes());
        older[at + 4..at + 6].copy_from_slice(&version.to_le_bytes());
        older
    };
    // Excel 95 in the stream of its successors, and Excel 4, 3 and 2.
    for older in [with(0x0809, 0x0500), with(0x0409, 0), with(0x0209, 0), with(0x0009, 0x0200)] {
        let said = [workbook::read(&older).problems, office_form(&older).1];
        for problems in said {
            assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), [Code::OldExcel]);
        }
    }
    // The same file as it is: a workbook, but no form.
    assert_eq!(office_form(&bytes).1.first().map(|p| p.code), Some(Code::FormNotXlsx));
}

#[test]
fn a_code_page_that_a_library_names_in_an_xls_file_changes_no_text() {
    let bytes = fs::read(folder("tests/fixtures/messy/messy.xls")).unwrap();
    // The record of LibreOffice: Unicode.
    let named = [0x42, 0x00, 0x02, 0x00, 0xB0, 0x04];
    let at = bytes.windows(named.len()).position(|part| part == named).unwrap() + 4;
    let plain = workbook::read(&bytes);
    for page in [936_u16, 950, 932, 1252, 10_000, 65_001, 367, 0, 65_535] {
        let mut other = bytes.clone();
        other[at..at + 2].copy_from_slice(&page.to_le_bytes());
        let read = workbook::read(&other);
        assert_eq!(read.problems, plain.problems, "{page}");
        assert!(read.value == plain.value, "{page}");
    }
}

#[test]
fn what_is_struck_out_or_raised_is_so_in_every_format() {
    let files = workbooks("tests/fixtures/struck");
    assert_eq!(files.len(), 3);
    for (name, bytes) in files {
        let read = workbook::read(&bytes).value.unwrap();
        let sheet = &read.sheets[0];
        let text = |row: u32| match &sheet.cells[&(row, 0)].value {
            Value::Text(text) => text.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!([text(1), text(2), text(3)], ["8\u{336}9 of ten", "90¹", "plain"], "{name}");
        assert!(sheet.struck.contains(&(0, 0)) && !sheet.struck.contains(&(3, 0)), "{name}: {:?}", sheet.struck);
        assert_eq!(sheet.differences, [], "{name}");
    }
}
