//! A year of the sample department: every month run and archived, rolled up to its quarters, half-years and the year, and
//! the whole verified.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    let done = command.current_dir(folder).args(["--lang", "zh-CN"]).args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    done
}

fn results(folder: &Path, period: &str) -> Value {
    let path = folder.join("out/客服部").join(period).join("results.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Everybody's total by id, in hundredths.
fn totals(results: &Value) -> BTreeMap<String, i64> {
    let people = results["people"].as_array().unwrap();
    let total = |person: &Value| person["total"].as_str().unwrap().replace('.', "").parse().unwrap();
    people.iter().map(|person| (person["id"].as_str().unwrap().to_owned(), total(person))).collect()
}

/// The mean in hundredths, halves away from zero; by whole numbers only.
fn mean(totals: &[i64]) -> i64 {
    let count = i64::try_from(totals.len()).unwrap();
    (2 * totals.iter().sum::<i64>() + count) / (2 * count)
}

#[test]
fn a_year_of_the_sample_department_is_archived_rolled_up_and_verified() {
    let office = tempfile::tempdir().unwrap();
    let folder = office.path();
    let months: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}")).collect();
    // The sample department with one person per role, so that the year is soon done.
    let template = include_str!("../../templates/customer-service.toml");
    let small = template.lines().map(|line| if line.starts_with("sample-people") { "sample-people = 1" } else { line });
    fs::write(folder.join("small.toml"), small.collect::<Vec<_>>().join("\n")).unwrap();
    for month in &months {
        let file = format!("{month}.xlsx");
        let new = ["new", "small.toml", "--sample", "--period", month, "--department", "客服部", "-o", &file];
        scorebook(folder, &new);
    }
    let files: Vec<String> = months.iter().map(|month| format!("{month}.xlsx")).collect();
    let mut run = vec!["run", "--no-person-files", "-o", "out", "--archive", "archive"];
    run.extend(files.iter().map(String::as_str));
    scorebook(folder, &run);
    let monthly: Vec<BTreeMap<String, i64>> = months.iter().map(|month| totals(&results(folder, month))).collect();
    let longer = [
        ("2026Q1", 0..3),
        ("2026Q2", 3..6),
        ("2026Q3", 6..9),
        ("2026Q4", 9..12),
        ("2026H1", 0..6),
        ("2026H2", 6..12),
        ("2026", 0..12),
    ];
    for (period, inside) in longer {
        let place = ["--archive", "archive", "--department", "客服部", "--period", period];
        scorebook(folder, &[&["rollup", "--no-person-files", "-o", "out"], &place[..]].concat());
        let found = totals(&results(folder, period));
        let inside = &monthly[inside];
        let people: BTreeSet<&String> = inside.iter().flat_map(BTreeMap::keys).collect();
        assert_eq!(found.keys().collect::<BTreeSet<_>>(), people, "{period}");
        for (id, total) in &found {
            // Months before somebody joined and after they left do not count.
            let own: Vec<i64> = inside.iter().filter_map(|month| month.get(id)).copied().collect();
            assert_eq!(*total, mean(&own), "{period} {id}");
        }
    }
    let verified = scorebook(folder, &["archive", "verify", "--archive", "archive"]);
    let words = String::from_utf8_lossy(&verified.stderr).into_owned();
    assert!(words.contains("19 个版本") && words.contains("19 个工作簿重新计分结果相同"), "{words}");
}
