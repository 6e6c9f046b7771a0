//! An archive that the first version wrote stays readable: `tests/fixtures/archive-v1`, with a corrected month, a month
//! scored again over it, a closing and two roll-ups. And every result follows the published schema.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use scorebook::history::History;
use scorebook::report::results;
use scorebook::{check, score, workbook};
use serde_json::Value;

use crate::month_workbook;

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archive-v1")
}

fn scorebook(archive: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    let done = command.args(["--lang", "en"]).args(arguments).arg("--archive").arg(archive).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    done
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn an_archive_of_the_first_version_lists_verifies_and_exports() {
    let listed = String::from_utf8(scorebook(&kept(), &["archive", "list"]).stdout).unwrap();
    // Ordered by first day, then by length.
    let lines = ["2026H2\tr1\topen", "2026-10\tr2\tclosed", "2026Q4\tr1\topen", "2026-11\tr2\topen"];
    assert_eq!(lines.iter().filter(|line| listed.contains(**line)).count(), 4, "{listed}");
    let verified = scorebook(&kept(), &["archive", "verify"]);
    let words = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(words.contains("6 revisions"), "{words}");
    let table = String::from_utf8(scorebook(&kept(), &["archive", "export", "--csv"]).stdout).unwrap();
    // November's growth rests on October as corrected: 99 / 95 − 1 = 0.0421.
    let growth = table.lines().find(|line| line.contains("2026-11,r2,E1") && line.contains("销售增长")).unwrap();
    assert!(growth.contains(",scored,0.0421,0.1,42.10,"), "{growth}");
    assert!(!kept().join(".lock").exists(), "reading writes nothing");
}

#[test]
fn an_archive_of_the_first_version_grows_on() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    for file in files_below(&kept()) {
        let to = archive.join(file.strip_prefix(kept()).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&file, to).unwrap();
    }
    let december = month_workbook::write(folder.path(), "2026-12", &[("E2", "主播", 126)]);
    let out = folder.path().join("out");
    scorebook(&archive, &["run", december.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    let results: Value = serde_json::from_slice(&fs::read(out.join("直播部/2026-12/results.json")).unwrap()).unwrap();
    // 126 over November's 120.
    assert_eq!(results["people"][0]["roles"][0]["kpis"][1]["value"], "0.05");
    // That its journal began late is a note, no difference.
    let verified = scorebook(&archive, &["archive", "verify"]);
    let words = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(words.contains("N641") && words.contains("The archive is intact"), "{words}");
}

#[test]
fn every_kept_result_and_that_of_every_sample_follows_the_published_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_slice(&fs::read(root.join("docs/results.schema.json")).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let is_result = |path: &PathBuf| path.ends_with("results.json");
    let mut texts: Vec<(PathBuf, String)> = files_below(&kept())
        .into_iter()
        .filter(is_result)
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    for path in fs::read_dir(root.join("samples")).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|extension| extension == "xlsx") {
            let book = workbook::read(&fs::read(&path).unwrap()).value.unwrap();
            let department = check::check(&book).value.unwrap();
            let scored = score::score(&department, &History::default());
            texts.push((path, results::to_json(&department, &scored)));
        }
    }
    assert!(texts.len() >= 11, "{}", texts.len());
    for (path, text) in texts {
        let value: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", path.display());
    }
}
