use std::fs;
use std::path::Path;

use super::*;

fn code(asked: Result<(), Failure>) -> Option<&'static str> {
    asked.err().and_then(|failure| failure.problem().map(|problem| problem.code.id()))
}

#[test]
fn a_folder_for_results_is_apart_from_archive_inbox_and_inputs() {
    let place = tempfile::tempdir().unwrap();
    let at = |path: &str| place.path().join(path);
    fs::create_dir_all(at("档案/财务部")).unwrap();
    fs::create_dir_all(at("月底")).unwrap();
    fs::write(at("月底/十一月.xlsx"), "PK").unwrap();
    let grounds = Grounds::default().archive(Some(&at("档案"))).unwrap().inputs(&[at("月底/十一月.xlsx")]);
    for (out, expected) in [
        ("档案", Some("E710")),
        ("档案/财务部/结果", Some("E710")),
        (".", Some("E710")),
        ("月底", Some("E710")),
        ("月底/../档案/还没有", Some("E710")),
        ("还没有/../档案", Some("E710")),
        ("月底/结果", None),
        ("结果", None),
        ("档案二", None),
    ] {
        assert_eq!(code(grounds.folder(&at(out))), expected, "{out}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_resolved_first_also_those_that_lead_nowhere_yet_and_those_in_a_circle() {
    use std::os::unix::fs::symlink;
    let place = tempfile::tempdir().unwrap();
    let at = |path: &str| place.path().join(path);
    fs::create_dir(at("档案")).unwrap();
    symlink("档案", at("捷径")).unwrap();
    symlink("档案/将来", at("将来")).unwrap();
    symlink("甲", at("乙")).unwrap();
    symlink("乙", at("甲")).unwrap();
    let grounds = Grounds::default().archive(Some(&at("档案"))).unwrap();
    assert_eq!(code(grounds.folder(&at("捷径/结果"))), Some("E710"));
    assert_eq!(code(grounds.folder(&at("将来"))), Some("E710"));
    assert!(matches!(grounds.folder(&at("甲")), Err(Failure::Machine(_))), "a circle leads nowhere");
}

#[test]
fn an_archive_and_a_drop_folder_are_known_without_being_named() {
    let place = tempfile::tempdir().unwrap();
    let at = |path: &str| place.path().join(path);
    fs::create_dir_all(at("档案/财务部")).unwrap();
    fs::write(at("档案/archive.json"), "{\n  \"schema\": \"scorebook/archive/1\"\n}\n").unwrap();
    fs::create_dir_all(at("箱/.scorebook-working")).unwrap();
    let grounds = Grounds::default();
    for (out, expected) in [("档案/财务部", Some("E710")), ("箱/结果", Some("E710")), ("结果", None)] {
        assert_eq!(code(grounds.folder(&at(out))), expected, "{out}");
        assert_eq!(code(grounds.file(&at(out).join("清单.xlsx"), Over::Anything)), expected, "{out}");
    }
}

#[test]
fn a_file_replaces_nothing_but_what_it_may() {
    let place = tempfile::tempdir().unwrap();
    let at = |path: &str| place.path().join(path);
    fs::write(at("工资.xlsx"), "PK").unwrap();
    fs::write(at("十一月.xlsx"), "PK").unwrap();
    fs::create_dir(at("文件夹")).unwrap();
    fs::write(at("旧.csv"), format!("\u{feff}{}\n", crate::archive::export::COLUMNS.join(","))).unwrap();
    let grounds = Grounds::default().inputs(&[at("十一月.xlsx")]);
    for (file, over, expected) in [
        ("新.xlsx", Over::Nothing, None),
        ("工资.xlsx", Over::Nothing, Some("E714")),
        ("工资.xlsx", Over::OurWorkbook, Some("E714")),
        ("工资.xlsx", Over::OurTable, Some("E714")),
        ("工资.xlsx", Over::Anything, None),
        ("十一月.xlsx", Over::Anything, Some("E710")),
        ("文件夹", Over::Anything, Some("E714")),
        ("旧.csv", Over::OurTable, None),
        ("旧.csv", Over::OurWorkbook, Some("E714")),
    ] {
        assert_eq!(code(grounds.file(&at(file), over)), expected, "{file} {over:?}");
    }
}

#[test]
fn a_written_file_is_whole_and_nothing_stays_beside_it() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("清单.xlsx");
    write(&file, b"one", Over::Nothing).unwrap();
    assert!(write(&file, b"two", Over::Nothing).is_err(), "it came into its place meanwhile");
    write(&file, b"two", Over::Anything).unwrap();
    assert_eq!(fs::read(&file).unwrap(), b"two");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
}

mod results {
    use super::*;
    use crate::archive::manifest;
    use crate::archive::{InputFile, Origin, OutputFile, Revision};
    use crate::history::{History, PastPeriod};
    use crate::lang::Lang;

    /// The folder of a department's period as a run leaves it.
    fn written(out: &Path, folder: &str, department: &str, period: &str) {
        let period = period.parse().unwrap();
        let revision = Revision {
            department,
            period,
            lang: Lang::ZhCn,
            journal: None,
            origin: Origin::Workbook(InputFile { name: "a.xlsx".to_owned(), bytes: Vec::new() }),
            definitions: None,
            outputs: vec![OutputFile { path: "个人评分表/客服/E001.xlsx".to_owned(), bytes: b"sheet".to_vec() }],
            results_json: "{}".to_owned(),
            facts: PastPeriod::of(period),
            history: &History::default(),
            settings: std::collections::BTreeMap::new(),
        };
        let place = out.join(folder).join(period.to_string());
        fs::create_dir_all(place.join("个人评分表/客服")).unwrap();
        fs::write(place.join("个人评分表/客服/E001.xlsx"), "sheet").unwrap();
        fs::write(place.join("results.json"), "{}").unwrap();
        fs::write(place.join("manifest.json"), revision.output_manifest().unwrap()).unwrap();
        assert_eq!(manifest::sha256(b"sheet").len(), 64);
    }

    fn asked(out: &Path, department: &str, period: &str) -> Result<String, &'static str> {
        let name = crate::file_name::clean(department);
        match Grounds::default().results(out, &name, department, period.parse().unwrap()) {
            Ok(place) => Ok(place.folder.strip_prefix(out).unwrap().to_string_lossy().replace('\\', "/")),
            Err(failure) => Err(failure.problem().unwrap().code.id()),
        }
    }

    #[test]
    fn a_file_where_a_folder_of_results_should_stand_is_told_before_anything_is_written() {
        let out = tempfile::tempdir().unwrap();
        fs::write(out.path().join("财务部"), "in the way").unwrap();
        let period = "2026-11".parse().unwrap();
        for below in [out.path().to_owned(), out.path().join("财务部/结果")] {
            let asked = Grounds::default().results(&below, "财务部", "财务部", period);
            assert!(asked.is_err_and(|failure| failure.is_of_the_machine()), "{}", below.display());
        }
    }

    #[test]
    fn unchanged_results_of_the_same_department_may_be_replaced() {
        let out = tempfile::tempdir().unwrap();
        written(out.path(), "财务部", "财务部", "2026-11");
        assert_eq!(asked(out.path(), "财务部", "2026-11"), Ok("财务部/2026-11".to_owned()));
        for dropping in [".DS_Store", "Thumbs.db", "desktop.ini", "~$E001.xlsx", ".~lock.E001.xlsx#"] {
            fs::write(out.path().join("财务部/2026-11").join(dropping), "x").unwrap();
        }
        fs::remove_file(out.path().join("财务部/2026-11/个人评分表/客服/E001.xlsx")).unwrap();
        assert!(asked(out.path(), "财务部", "2026-11").is_ok(), "what was handed out may be moved away");
    }

    #[test]
    fn what_a_person_put_there_or_changed_there_is_never_replaced() {
        type Deed = fn(&Path);
        let deeds: [(&str, Deed); 7] = [
            ("E712", |place| fs::write(place.join("谈话记录.docx"), "mine").unwrap()),
            ("E712", |place| fs::write(place.join("个人评分表/客服/新.xlsx"), "mine").unwrap()),
            ("E712", |place| fs::create_dir(place.join("我的")).unwrap()),
            ("E712", |place| fs::remove_file(place.join("manifest.json")).unwrap()),
            ("E712", |place| fs::write(place.join("manifest.json"), "{}").unwrap()),
            ("E713", |place| fs::write(place.join("个人评分表/客服/E001.xlsx"), "评语").unwrap()),
            ("E713", |place| fs::write(place.join("results.json"), "[]").unwrap()),
        ];
        for (number, (code, deed)) in deeds.into_iter().enumerate() {
            let out = tempfile::tempdir().unwrap();
            written(out.path(), "财务部", "财务部", "2026-11");
            deed(&out.path().join("财务部/2026-11"));
            assert_eq!(asked(out.path(), "财务部", "2026-11"), Err(code), "{number}");
            assert!(asked(out.path(), "财务部", "2026-12").is_ok(), "another month is not touched by it");
        }
    }

    #[test]
    fn two_departments_of_one_folder_name_never_replace_each_other() {
        let long = "很长的部门名称".repeat(7);
        for (first, second) in [
            ("a/b", "a_b"),
            ("财务部.", "财务部"),
            ("CON", "_CON"),
            ("a:b", "a?b"),
            (&*format!("{long}一组"), &*format!("{long}二组")),
            ("财\u{200b}务部二", "财务部二"),
            ("甲 乙", "甲\u{3000}乙"),
            ("Straße/1", "Straße:1"),
            ("..", "."),
        ] {
            let out = tempfile::tempdir().unwrap();
            written(out.path(), &crate::file_name::clean(first), first, "2026-11");
            assert_eq!(asked(out.path(), second, "2026-11"), Err("E711"), "{first:?} {second:?}");
        }
        // In case and width only: one department, whose other months share the folder, but the same month says which is meant.
        for (first, second) in [("Sales", "SALES"), ("Ａ部", "A部"), ("Cafe\u{301}", "Café")] {
            let out = tempfile::tempdir().unwrap();
            let folder = crate::file_name::clean(first);
            written(out.path(), &folder, first, "2026-11");
            assert_eq!(asked(out.path(), second, "2026-11"), Err("E711"), "{first} {second}");
            assert_eq!(asked(out.path(), second, "2026-12"), Ok(format!("{folder}/2026-12")), "{first} {second}");
        }
    }

    #[test]
    fn a_department_keeps_the_folder_that_it_had_beside_its_twin() {
        let out = tempfile::tempdir().unwrap();
        written(out.path(), "a_b", "a/b", "2026-11");
        written(out.path(), "a_b~2", "a_b", "2026-11");
        assert_eq!(asked(out.path(), "a_b", "2026-12"), Ok("a_b~2/2026-12".to_owned()));
        assert_eq!(asked(out.path(), "a/b", "2026-12"), Ok("a_b/2026-12".to_owned()));
        assert_eq!(asked(out.path(), "a:b", "2026-12"), Err("E711"));
    }

    #[cfg(unix)]
    #[test]
    fn links_below_the_folder_of_results_are_somebody_elses() {
        let out = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(other.path(), out.path().join("财务部")).unwrap();
        assert_eq!(asked(out.path(), "财务部", "2026-11"), Err("E712"));
        written(out.path(), "销售部", "销售部", "2026-11");
        std::os::unix::fs::symlink(other.path(), out.path().join("销售部/2026-11/链接")).unwrap();
        assert_eq!(asked(out.path(), "销售部", "2026-11"), Err("E712"));
    }
}
