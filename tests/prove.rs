//! The second engine over our own workbooks: it finds what we stored, and names each cell that somebody changed. Needs the feature
//! `prove`.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and documents itself by its name"
)]

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use scorebook::problem::Code;
use scorebook::prove;

fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(arguments)
        .args(["--lang", "en"])
        .current_dir(folder)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn sample(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).display().to_string()
}

/// The results of a sample in a fresh folder.
fn results(input: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let done = scorebook(folder.path(), &["run", &sample(input), "-o", "out"]);
    assert!(done.status.success(), "{}", said(&done));
    folder
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn summary(folder: &Path) -> PathBuf {
    let is = |path: &PathBuf| path.to_string_lossy().ends_with("绩效汇总.xlsx");
    files_below(folder).into_iter().find(is).unwrap()
}

/// A workbook with one part's text changed.
fn changed(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut seen = false;
    for at in 0..old.len() {
        let mut file = old.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == part {
            let text = String::from_utf8(content).unwrap();
            let other = change(&text);
            assert_ne!(text, other, "{part}");
            content = other.into_bytes();
            seen = true;
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(&content).unwrap();
    }
    assert!(seen, "{part}");
    new.finish().unwrap().into_inner()
}

/// The part, the address, the formula and the stored value of a workbook's first formula with a number.
fn a_formula(bytes: &[u8]) -> (String, String, String, String) {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        if !name.starts_with("xl/worksheets/sheet") || file.read_to_string(&mut text).is_err() {
            continue;
        }
        for cell in text.split("<c ").filter(|cell| cell.contains("<f>") && !cell.contains("t=\"")) {
            let between = |open: &str, close: &str| {
                let (_, rest) = cell.split_once(open)?;
                rest.split_once(close).map(|(found, _)| found.to_owned())
            };
            if let (Some(address), Some(formula), Some(value)) =
                (between("r=\"", "\""), between("<f>", "</f>"), between("<v>", "</v>"))
                && value.parse::<f64>().is_ok_and(|value| value > 0.0)
            {
                return (name, address, formula, value);
            }
        }
    }
    panic!("no formula")
}

fn codes(bytes: &[u8]) -> Vec<(Code, String)> {
    prove::workbook(bytes).problems.iter().map(|problem| (problem.code, problem.place.to_string())).collect()
}

#[test]
fn every_formula_of_the_samples_is_found_by_the_second_engine_in_time() {
    for input in
        ["live-commerce-zh-CN-2026-11.xlsx", "live-commerce-en-2026-11.xlsx", "customer-service-zh-CN-2026-11.xlsx"]
    {
        let folder = results(input);
        let begun = Instant::now();
        let done = scorebook(folder.path(), &["prove", "out"]);
        let took = begun.elapsed();
        assert!(done.status.success() && said(&done).contains("Proved"), "{}", said(&done));
        println!("{input}: {took:?}: {}", said(&done));
    }
}

#[test]
fn a_stored_value_that_was_changed_is_named_by_its_cell() {
    let folder = results("customer-service-zh-CN-2026-11.xlsx");
    let honest = fs::read(summary(folder.path())).unwrap();
    assert_eq!(codes(&honest), []);
    let (part, address, formula, value) = a_formula(&honest);
    let stored = format!("<f>{formula}</f><v>{value}</v>");
    let raised = format!("<f>{formula}</f><v>{}</v>", value.parse::<f64>().unwrap() + 0.01);
    let found = codes(&changed(&honest, &part, |text| text.replacen(&stored, &raised, 1)));
    assert!(
        found.iter().any(|(code, place)| *code == Code::CellDiffers && place.ends_with(&format!("!{address}"))),
        "{found:?}"
    );
}

#[test]
fn a_formula_that_was_changed_is_named_by_its_cell() {
    let folder = results("customer-service-zh-CN-2026-11.xlsx");
    let honest = fs::read(summary(folder.path())).unwrap();
    let (part, address, formula, _) = a_formula(&honest);
    let edited = |other: String| {
        codes(&changed(&honest, &part, |text| {
            text.replacen(&format!("<f>{formula}</f>"), &format!("<f>{other}</f>"), 1)
        }))
    };
    let at = |found: &[(Code, String)], code| {
        found.iter().any(|(one, place)| *one == code && place.ends_with(&format!("!{address}")))
    };
    assert!(at(&edited(format!("({formula})+1")), Code::CellDiffers));
    assert!(at(&edited("NOSUCHFUNCTION(1)".to_owned()), Code::CellUnprovable));
    assert!(at(&edited(format!("{}1{}", "(".repeat(5000), ")".repeat(5000))), Code::CellUnprovable));
    assert!(at(&edited("1+".to_owned()), Code::CellUnprovable));
}

#[test]
fn what_was_changed_together_with_its_value_differs_from_the_manifest() {
    let folder = results("customer-service-zh-CN-2026-11.xlsx");
    let path = summary(folder.path());
    let honest = fs::read(&path).unwrap();
    let (part, _, formula, value) = a_formula(&honest);
    let constant = changed(&honest, &part, |text| {
        text.replacen(&format!("<f>{formula}</f><v>{value}</v>"), &format!("<v>{value}</v>"), 1)
    });
    fs::write(&path, constant).unwrap();
    let done = scorebook(folder.path(), &["prove", "out"]);
    assert!(said(&done).contains("W822"), "{}", said(&done));
}

#[test]
fn other_workbooks_and_other_files_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("x.xlsx"), "no workbook").unwrap();
    for (file, code) in [
        (sample("customer-service-zh-CN-2026-11.xlsx"), "E823"),
        ("x.xlsx".to_owned(), "E10"),
        ("none.xlsx".to_owned(), "E702"),
    ] {
        let done = scorebook(folder.path(), &["prove", &file]);
        assert!(done.status.code() == Some(1) && said(&done).contains(code), "{file}: {}", said(&done));
    }
}

#[test]
fn run_proves_before_it_publishes() {
    let folder = tempfile::tempdir().unwrap();
    let input = sample("customer-service-zh-CN-2026-11.xlsx");
    let done = scorebook(folder.path(), &["run", &input, "-o", "out", "--archive", "archive", "--prove"]);
    assert!(done.status.success(), "{}", said(&done));
    assert!(folder.path().join("archive/journal.jsonl").exists());
}
