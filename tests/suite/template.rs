//! The committed samples and blank workbooks: up to date, and readable without an error.
//!
//! `SCOREBOOK_UPDATE=1 cargo test --test suite committed_workbooks` writes them anew after a change to a template.

use std::fs;
use std::path::{Path, PathBuf};

use scorebook::lang::Lang;
use scorebook::output::write::to_bytes;
use scorebook::problem::Severity;
use scorebook::template;
use scorebook::{check, workbook};

/// Template, language, period of each committed sample.
const SAMPLES: &[(&str, Lang, &str)] = &[
    ("live-commerce", Lang::ZhCn, "2026-10"),
    ("live-commerce", Lang::ZhCn, "2026-11"),
    ("live-commerce", Lang::ZhTw, "2026-11"),
    ("live-commerce", Lang::En, "2026-11"),
    ("customer-service", Lang::ZhCn, "2026-11"),
    ("live-commerce-ratings", Lang::ZhCn, "2026-11"),
    ("engineering-deductions", Lang::ZhCn, "2026-11"),
];

/// The period that stands in the committed blank workbooks.
const BLANK_PERIOD: &str = "2026-11";

fn wanted() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for (name, lang, period) in SAMPLES {
        let template = template::find(name).unwrap();
        let book = template::sample(&template, *lang, period.parse().unwrap(), None);
        let path = format!("samples/{name}-{}-{period}.xlsx", lang.tag());
        files.push((root.join(path), to_bytes(&book).unwrap()));
    }
    for template in template::all() {
        for lang in Lang::ALL {
            let book = template::workbook(&template, lang, BLANK_PERIOD.parse().unwrap(), None);
            let path = format!("templates/{}-{}.xlsx", template.name, lang.tag());
            files.push((root.join(path), to_bytes(&book).unwrap()));
        }
    }
    files
}

#[test]
fn committed_workbooks_are_what_the_templates_give() {
    let update = std::env::var_os("SCOREBOOK_UPDATE").is_some();
    let mut stale = Vec::new();
    for (path, bytes) in wanted() {
        if fs::read(&path).is_ok_and(|old| old == bytes) {
            continue;
        }
        if update {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        } else {
            stale.push(path.display().to_string());
        }
    }
    assert!(stale.is_empty(), "run SCOREBOOK_UPDATE=1 cargo test --test suite committed_workbooks: {stale:#?}");
}

#[test]
fn every_sample_is_read_and_checked_without_an_error() {
    for template in template::all() {
        for lang in Lang::ALL {
            for period in ["2026-10", "2026-11"] {
                let book = template::sample(&template, lang, period.parse().unwrap(), None);
                let read = workbook::read(&to_bytes(&book).unwrap());
                assert!(read.problems.is_empty(), "{:?}", read.problems);
                let checked = check::check(&read.value.unwrap());
                let errors: Vec<String> = checked
                    .problems
                    .iter()
                    .filter(|problem| problem.severity() == Severity::Error)
                    .map(|problem| format!("{} {} {}", problem.code.id(), problem.place, problem.headline(Lang::En)))
                    .collect();
                assert!(errors.is_empty(), "{} {} {period}: {errors:#?}", template.name, lang.tag());
                assert!(checked.value.is_some());
            }
        }
    }
}

#[test]
fn the_next_month_keeps_definitions_and_staff_drops_who_left_and_clears_the_data() {
    let template = template::find("live-commerce").unwrap();
    let book = template::sample(&template, Lang::ZhCn, "2026-11".parse().unwrap(), None);
    let workbook = workbook::read(&to_bytes(&book).unwrap()).value.unwrap();
    let november = check::check(&workbook).value.unwrap();
    let results = scorebook::score::score(&november, &scorebook::history::History::default());
    let facts = scorebook::report::facts::past_period(&november, &results, 1);
    let draft = template::next(&workbook, &november, &facts, "2026-12".parse().unwrap());

    // T2609 left on 20 November, and E021 left the first of two roles on the 15th.
    let gone: Vec<&str> = november
        .postings
        .iter()
        .filter(|old| !draft.staff.iter().any(|new| new.id == *old.id && new.role == *november.roles[old.role].name))
        .map(|posting| &*posting.id)
        .collect();
    assert_eq!(gone.len(), 2, "{gone:?}");
    assert!(gone.contains(&"T2609"));
    assert!(draft.adjustments.is_empty());
    let (old, new) = (&november.roles[1], &draft.roles[1]);
    assert_eq!(old.kpis.len(), new.kpis.len());
    assert_eq!(new.kpis[0][2], template::Entry::Text(old.kpis[0].formula_text.clone()));
    assert!(new.dated && new.rows.is_empty());
    assert!(draft.roles[0].rows.iter().all(|row| row.values.iter().all(|value| *value == template::Entry::Blank)));

    // The new workbook has one kind of error only: the data that nobody has filled in yet.
    let again = workbook::read(&to_bytes(&draft.book()).unwrap()).value.unwrap();
    let sheets: std::collections::BTreeSet<String> = check::check(&again)
        .problems
        .iter()
        .filter(|problem| problem.severity() == Severity::Error)
        .map(|problem| problem.place.to_string().split('!').next().unwrap().to_owned())
        .collect();
    assert!(sheets.iter().all(|sheet| sheet.starts_with("数据-") || sheet == "人员名单"), "{sheets:?}");
}

#[test]
fn a_name_that_fills_itself_harms_nothing_where_no_program_calculated_it() {
    let template = template::find("live-commerce").unwrap();
    let book = template::sample(&template, Lang::ZhCn, "2026-11".parse().unwrap(), None);
    let mut read = workbook::read(&to_bytes(&book).unwrap()).value.unwrap();
    let before = check::check(&read).problems.len();
    // What a program leaves that writes cells without calculating: no value in any cell of 姓名, in spare rows neither.
    for sheet in read.sheets.iter_mut().filter(|sheet| sheet.name.starts_with("数据-") || &*sheet.name == "加减分")
    {
        let header = if sheet.name.starts_with("数据-") { 5 } else { 3 };
        for row in header + 1..header + 60 {
            let cell = workbook::Cell { value: workbook::Value::Uncalculated, percent: false, look: None };
            sheet.cells.insert((row, 1), cell);
        }
    }
    let checked = check::check(&read);
    assert_eq!(checked.problems.len(), before, "{:?}", checked.problems);
    assert!(checked.value.is_some());
}

#[test]
fn the_check_of_a_blank_workbook_asks_for_the_people_and_nothing_else() {
    for template in template::all() {
        for lang in Lang::ALL {
            let book = template::workbook(&template, lang, BLANK_PERIOD.parse().unwrap(), None);
            let read = workbook::read(&to_bytes(&book).unwrap()).value.unwrap();
            let codes: Vec<&str> = check::check(&read).problems.iter().map(|problem| problem.code.id()).collect();
            assert_eq!(codes, ["E240"], "{} {}", template.name, lang.tag());
        }
    }
}

#[test]
fn the_next_month_follows_in_every_language_and_lacks_only_data() {
    for template in template::all() {
        for lang in Lang::ALL {
            let book = template::sample(&template, lang, "2026-11".parse().unwrap(), None);
            let workbook = workbook::read(&to_bytes(&book).unwrap()).value.unwrap();
            let november = check::check(&workbook).value.unwrap();
            let results = scorebook::score::score(&november, &scorebook::history::History::default());
            let facts = scorebook::report::facts::past_period(&november, &results, 1);
            let draft = template::next(&workbook, &november, &facts, "2026-12".parse().unwrap());
            let again = workbook::read(&to_bytes(&draft.book()).unwrap()).value.unwrap();
            let errors: std::collections::BTreeSet<&str> = check::check(&again)
                .problems
                .iter()
                .filter(|problem| problem.severity() == Severity::Error)
                .map(|problem| problem.code.id())
                .collect();
            assert!(errors.is_subset(&["E309", "E310", "E240"].into()), "{} {}: {errors:?}", template.name, lang.tag());
            assert!(!errors.is_empty());
        }
    }
}

#[test]
fn a_workbook_saved_as_ods_keeps_the_signs_of_lists_and_is_read_all_the_same() {
    let template = template::find("live-commerce").unwrap();
    for lang in Lang::ALL {
        let book = template::sample(&template, lang, "2026-11".parse().unwrap(), None);
        let mut read = workbook::read(&to_bytes(&book).unwrap()).value.unwrap();
        let before = check::check(&read);
        let mut signed = 0;
        for (sheet, drawn) in read.sheets.iter_mut().zip(&book.sheets) {
            for (at, cell) in &mut sheet.cells {
                let listed = drawn.cells.get(at).is_some_and(|cell| cell.style.format.contains('▾'));
                if let (workbook::Value::Text(text), true) = (&mut cell.value, listed) {
                    text.push_str(" ▾");
                    signed += 1;
                }
            }
        }
        // Five settings, 岗位 of four sheets, 汇总方式, 类型, and 工号 of 加减分 and of five data sheets.
        assert_eq!(signed, 5 + 4 + 1 + 1 + 6);
        let after = check::check(&read);
        assert_eq!(after.value, before.value, "{:?}", after.problems);
    }
}
