//! `--pdf` around an office program: a stand-in for it here, LibreOffice itself in `scripts/pdf_check.py`.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use crate::passwords;

/// Writes a PDF for each workbook that it is given, and none for those that `spoils` names.
fn office(folder: &Path, spoils: &str) {
    let script = format!(
        "#!/bin/sh\nwhile [ \"$1\" != --outdir ]; do shift; done\nout=$2; shift 2\nfor book; do name=$(basename \"$book\" .xlsx)\n\
         [ \"$name\" = \"{spoils}\" ] || echo \"%PDF $name\" > \"$out/$name.pdf\"; done\n"
    );
    let bin = folder.join("bin");
    fs::create_dir_all(&bin).unwrap();
    fs::write(bin.join("soffice"), script).unwrap();
    fs::set_permissions(bin.join("soffice"), fs::Permissions::from_mode(0o755)).unwrap();
}

fn scorebook(folder: &Path, path: &str, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    program.args(arguments).current_dir(folder).env("LANG", "zh_CN.UTF-8").env("PATH", path).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn below(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found
                .extend(below(&path).into_iter().map(|name| format!("{}/{name}", path.file_name().unwrap().display())));
        } else {
            found.insert(path.file_name().unwrap().display().to_string());
        }
    }
    found
}

#[test]
fn every_workbook_that_opens_without_a_password_has_its_pdf_in_the_results_and_none_in_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    office(folder.path(), "");
    fs::write(folder.path().join("a.xlsx"), passwords::department(|_, _, _| {})).unwrap();
    let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
    // The second run finds the folder as the first one left it, PDF files and all.
    for _ in 0..2 {
        let run = scorebook(folder.path(), &path, &["run", "a.xlsx", "-o", "out", "--archive", "档案", "--pdf"]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        assert!(said(&run).contains("1 个工作簿没有另存 PDF"), "{}", said(&run));
    }
    let all = below(&folder.path().join("out"));
    let stems = |ending: &str| -> BTreeSet<String> {
        all.iter().filter_map(|name| name.strip_suffix(ending)).map(str::to_owned).collect()
    };
    let (books, pdfs) = (stems(".xlsx"), stems(".pdf"));
    assert_eq!(books.difference(&pdfs).count(), 1, "the locked one: {all:?}");
    assert!(pdfs.is_subset(&books) && pdfs.iter().any(|name| name.ends_with("全员评分表_打印")), "{pdfs:?}");
    assert!(!below(&folder.path().join("档案")).iter().any(|name| name.ends_with(".pdf")));
    // Without it the results are without PDF files again.
    let run = scorebook(folder.path(), &path, &["run", "a.xlsx", "-o", "out"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(!below(&folder.path().join("out")).iter().any(|name| name.ends_with(".pdf")));
}

#[test]
fn where_no_office_program_is_or_it_fails_that_is_said_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.xlsx"), passwords::department(|_, _, _| {})).unwrap();
    let run = scorebook(folder.path(), "", &["run", "a.xlsx", "-o", "out", "--pdf"]);
    assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    assert!(said(&run).contains("LibreOffice") && said(&run).contains("去掉 --pdf"), "{}", said(&run));
    office(folder.path(), "0001");
    let path = format!("{}:/usr/bin:/bin", folder.path().join("bin").display());
    let run = scorebook(folder.path(), &path, &["run", "a.xlsx", "-o", "out", "--archive", "档案", "--pdf"]);
    assert_eq!(run.status.code(), Some(2), "{}", said(&run));
    assert!(said(&run).contains("全员评分表_打印.xlsx"), "{}", said(&run));
    assert!(!folder.path().join("out").exists() && !folder.path().join("档案/锁部").exists());
}
