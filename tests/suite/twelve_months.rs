//! A year of a sample department: every month run and archived, rolled up to its quarters, half-years and the year, and
//! the whole verified. December alone is run with the archive and nothing else of the year beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rust_decimal::Decimal;
use scorebook::workbook::{self, Value};
use serde_json::Value as Json;

fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    let done = command.current_dir(folder).args(["--lang", "zh-CN"]).args(arguments).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    done
}

fn results(folder: &Path, period: &str) -> Json {
    let path = folder.join("out/客服部").join(period).join("results.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Everybody's total by id, in hundredths.
fn totals(results: &Json) -> BTreeMap<String, i64> {
    let people = results["people"].as_array().unwrap();
    let total = |person: &Json| person["total"].as_str().unwrap().replace('.', "").parse().unwrap();
    people.iter().map(|person| (person["id"].as_str().unwrap().to_owned(), total(person))).collect()
}

/// The mean in hundredths, halves away from zero; by whole numbers only.
fn mean(totals: &[i64]) -> i64 {
    let count = i64::try_from(totals.len()).unwrap();
    (2 * totals.iter().sum::<i64>() + count) / (2 * count)
}

/// Every text of a workbook, and each number with the text at its left: `01 月` → 93.5.
fn figures(path: &Path) -> (Vec<String>, Vec<(String, String)>) {
    let book = workbook::read(&fs::read(path).unwrap()).value.unwrap();
    let (mut texts, mut pairs) = (Vec::new(), Vec::new());
    for sheet in &book.sheets {
        for ((row, column), cell) in &sheet.cells {
            let Value::Text(text) = &cell.value else { continue };
            texts.push(text.clone());
            if let Some(Value::Number(number)) = sheet.cells.get(&(*row, column + 1)).map(|cell| &cell.value) {
                pairs.push((text.clone(), number.normalize().to_string()));
            }
        }
    }
    (texts, pairs)
}

/// A number of hundredths as a workbook holds it.
fn plain(hundredths: i64) -> String {
    Decimal::new(hundredths, 2).normalize().to_string()
}

#[test]
fn a_year_of_the_sample_department_is_archived_rolled_up_and_verified() {
    let office = tempfile::tempdir().unwrap();
    let folder = office.path();
    let months: Vec<String> = (1..=12).map(|month| format!("2026-{month:02}")).collect();
    // The first role of the sample department, so that the year is soon done.
    let template = include_str!("../../templates/customer-service.toml");
    let [first, ..] = template.match_indices("[[role]]").map(|(at, _)| at).collect::<Vec<_>>()[..] else { panic!() };
    let role = template[first + 1..].find("[[role]]").map_or(template.len(), |end| first + 1 + end);
    fs::write(folder.join("small.toml"), &template[..role]).unwrap();
    let run = |file: &str, more: &[&str]| {
        scorebook(folder, &[&["run", file, "-o", "out", "--archive", "archive"], more].concat());
    };
    fs::create_dir(folder.join("year")).unwrap();
    for month in &months {
        let file = if month == "2026-12" { "december.xlsx".to_owned() } else { format!("year/{month}.xlsx") };
        let new = ["new", "small.toml", "--sample", "--period", month, "--department", "客服部", "-o", &file];
        scorebook(folder, &new);
    }
    run("year", &["--no-person-files"]);
    let mut monthly: Vec<BTreeMap<String, i64>> =
        months[..11].iter().map(|month| totals(&results(folder, month))).collect();
    // The archive alone tells the trends of the last month.
    fs::remove_dir_all(folder.join("year")).unwrap();
    fs::remove_dir_all(folder.join("out")).unwrap();
    run("december.xlsx", &[]);
    monthly.push(totals(&results(folder, "2026-12")));
    trends(folder, &monthly);
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

/// The trends in December's workbooks: twelve periods in the summary and in the sheet of who was there all the year.
fn trends(folder: &Path, monthly: &[BTreeMap<String, i64>]) {
    let december = folder.join("out/客服部/2026-12");
    let (texts, pairs) = figures(&december.join("客服部_2026-12_绩效汇总.xlsx"));
    // Over the chart of 总览 and over the sparklines of 排名.
    assert_eq!(texts.iter().filter(|text| *text == "近 12 期").count(), 2, "{texts:?}");
    for (month, totals) in (1..).zip(monthly) {
        let totals: Vec<i64> = totals.values().copied().collect();
        let expected = (format!("{month:02} 月"), plain(mean(&totals)));
        assert!(pairs.contains(&expected), "{expected:?}: {pairs:?}");
    }
    let always = monthly[11].keys().find(|id| monthly.iter().all(|month| month.contains_key(*id))).unwrap();
    let sheets = fs::read_dir(december.join("个人评分表/客服主管")).unwrap().map(|entry| entry.unwrap().path());
    let own = sheets
        .into_iter()
        .find(|path| path.file_name().unwrap().to_string_lossy().starts_with(&format!("{always}_")))
        .unwrap();
    let (texts, pairs) = figures(&own);
    assert!(texts.iter().any(|text| text == "近 12 期总分"), "{texts:?}");
    for (month, totals) in (1..).zip(monthly) {
        let expected = (format!("{month:02} 月"), plain(totals[always]));
        assert!(pairs.contains(&expected), "{expected:?}: {pairs:?}");
    }
}
