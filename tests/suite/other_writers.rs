//! One workbook as ten programs write it (tests/fixtures/writers): number formats that show another figure, a truth value, formulas
//! that were or were not calculated, a hidden row, days. Every one of them is told at its cell, whoever wrote the file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use scorebook::check;
use scorebook::problem::{Place, Problem, Severity};
use scorebook::workbook;

/// What holds whatever program wrote it: 8800%, TRUE in a cell of numbers, a number that shows its thousands alone, `88"%"`.
const EVERYWHERE: [&str; 4] = ["E332 D2", "E301 E2", "E331 C3", "N334 D3"];

/// What each program makes of the rest. 3.2万 is read as it is shown; some programs write the format anew and show 32万 or 32000万.
const FILES: [(&str, &[&str]); 12] = [
    ("exceljs.xlsx", &["N334 C2", "E305 E3", "E305 E4", "N251 A5"]),
    ("gnumeric.ods", &["E331 C2", "E301 E4", "N251 A5"]),
    ("gnumeric.xls", &["N334 C2", "E301 E4", "N251 A5"]),
    ("libreoffice.ods", &["E331 C2", "E301 E4", "N251 A5"]),
    ("libreoffice.xls", &["E331 C2", "E301 E4", "N251 A5"]),
    ("openpyxl.xlsx", &["N334 C2", "E305 E3", "E305 E4", "N251 A5"]),
    ("poi.xls", &["N334 C2", "E305 E3", "E305 E4", "N251 A5"]),
    // It writes no values of formulas and no hidden rows to .xls.
    ("sheetjs.xls", &["N334 C2", "E309 E3", "E309 E4"]),
    ("sheetjs.xlsx", &["N334 C2", "E305 E3", "E305 E4", "N251 A5"]),
    ("xlsxwriter.xlsx", &["N334 C2", "E305 E3", "E305 E4", "N251 A5"]),
    ("xlwt.xls", &["N334 C2", "E305 E3", "E305 E4", "N251 A5"]),
    // No formats at all: what is seen is 88 and 0.88, in one column.
    ("sheetjs.ods", &["E301 E2", "E305 E3", "E303 D4", "E305 E4"]),
];

fn told(file: &str) -> BTreeSet<String> {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/writers").join(file)).unwrap();
    let read = workbook::read(&bytes);
    assert!(read.problems.is_empty(), "{file}: {:#?}", read.problems);
    let at = |problem: &Problem| match &problem.place {
        Place::Cell(cell) => {
            format!("{} {}", problem.code.id(), cell.to_string().rsplit('!').next().unwrap_or_default())
        }
        place => panic!("{file}: {} at {place:?}", problem.code.id()),
    };
    let checked = check::check(&read.value.unwrap());
    assert!(checked.problems.iter().any(|problem| problem.severity() == Severity::Error));
    checked.problems.iter().map(at).collect()
}

#[test]
fn what_a_program_writes_in_its_own_way_is_told_at_its_cell() {
    for (file, own) in FILES {
        let everywhere = if file == "sheetjs.ods" { &[][..] } else { &EVERYWHERE[..] };
        let expected: BTreeSet<String> = everywhere.iter().chain(own).map(|text| (*text).to_owned()).collect();
        assert_eq!(told(file), expected, "{file}");
    }
}
