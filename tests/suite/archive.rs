//! The archive on disk: revisions, closings, history, and what damage or a crash leaves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use rust_decimal::Decimal;
use scorebook::archive::changes::Area;
use scorebook::archive::{Archive, Failure, InputFile, Origin, Outcome, OutputFile, Revision, names::RevisionNumber};
use scorebook::file_name;
use scorebook::history::{History, PastPeriod, PastPerson};
use scorebook::lang::Lang;
use scorebook::period::Period;
use scorebook::pipeline::{Outputs, Provenance, Submission};
use scorebook::problem::Code;

use crate::month_workbook;

const R1: RevisionNumber = RevisionNumber(1);
const R2: RevisionNumber = RevisionNumber(2);

fn month(text: &str) -> Period {
    text.parse().unwrap()
}

fn facts(period: Period, total: i64) -> PastPeriod {
    let person = PastPerson {
        id: "E001".to_owned(),
        name: "张三".to_owned(),
        total: Some(Decimal::from(total)),
        grade: Some("A".to_owned()),
        pay: None,
        roles: Vec::new(),
    };
    PastPeriod { people: vec![person], ..PastPeriod::of(period) }
}

fn revision<'a>(department: &'a str, period: &str, input: &str, total: i64, history: &'a History) -> Revision<'a> {
    let period = month(period);
    Revision {
        department,
        period,
        lang: Lang::ZhCn,
        origin: Origin::Workbook(InputFile { name: "十一月.xlsx".to_owned(), bytes: input.as_bytes().to_vec() }),
        definitions: None,
        outputs: vec![OutputFile {
            path: "个人评分表/主播/E001_张三.xlsx".to_owned(), bytes: b"sheet".to_vec()
        }],
        results_json: format!("{{\"total\": \"{total}\"}}\n"),
        facts: facts(period, total),
        history,
        settings: BTreeMap::new(),
        journal: None,
    }
}

fn publish(archive: &Archive, revision: &Revision<'_>) -> Outcome {
    archive.publish(revision).unwrap()
}

fn code(failure: &Failure) -> Option<Code> {
    failure.problem().map(|problem| problem.code)
}

/// Every file below a folder with its bytes.
fn snapshot(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(snapshot(&path));
        } else {
            found.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn the_same_input_again_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path().join("archive")).unwrap();
    let none = History::default();
    let november = revision("电商部", "2026-11", "book", 88, &none);
    assert_eq!(publish(&archive, &november), Outcome::New(R1));
    let before = snapshot(archive.root());
    assert_eq!(publish(&archive, &november), Outcome::Same(R1));
    assert_eq!(snapshot(archive.root()), before);
    let kept = archive.root().join("电商部/2026-11/r1");
    for file in ["十一月.xlsx", "results.json", "facts.json", "manifest.json", "个人评分表/主播/E001_张三.xlsx"]
    {
        assert!(kept.join(file).is_file(), "{file}");
    }
}

#[test]
fn a_changed_input_makes_a_second_revision_that_says_what_changed_and_leaves_the_first_alone() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    let none = History::default();
    publish(&archive, &revision("电商部", "2026-11", "book", 88, &none));
    let first = snapshot(&folder.path().join("电商部/2026-11/r1"));
    let Outcome::Changed { revision: number, changes } =
        publish(&archive, &revision("电商部", "2026-11", "book, mended", 93, &none))
    else {
        panic!("a changed input changes the archive")
    };
    assert_eq!(number, R2);
    let words: Vec<_> = changes.iter().map(|change| change.in_words(Lang::ZhCn)).collect();
    assert_eq!(words, ["张三（E001） 总分：88 → 93"]);
    assert_eq!(snapshot(&folder.path().join("电商部/2026-11/r1")), first);
    let current = archive.state("电商部", month("2026-11")).unwrap();
    assert_eq!((current.current, current.revisions.len()), (R2, 2));
}

#[test]
fn the_same_input_over_another_earlier_revision_makes_a_new_revision_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    let none = History::default();
    publish(&archive, &revision("电商部", "2026-10", "october", 80, &none));
    let history = archive.history("电商部", month("2026-11")).unwrap();
    assert_eq!(history.previous.as_ref().map(|past| past.people[0].total), Some(Some(Decimal::from(80))));
    publish(&archive, &revision("电商部", "2026-11", "november", 88, &history));
    publish(&archive, &revision("电商部", "2026-10", "october, mended", 85, &none));
    let history = archive.history("电商部", month("2026-11")).unwrap();
    let Outcome::Changed { changes, .. } = publish(&archive, &revision("电商部", "2026-11", "november", 88, &history))
    else {
        panic!("another earlier revision was read")
    };
    let words: Vec<_> = changes.iter().map(|change| change.in_words(Lang::En)).collect();
    assert_eq!(words, ["Revision of 2026-10 that was read: r1 → r2"]);
}

#[test]
fn a_closed_period_refuses_until_it_is_reopened_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    let none = History::default();
    let november = month("2026-11");
    publish(&archive, &revision("电商部", "2026-11", "book", 88, &none));
    assert!(archive.close("电商部", november).unwrap());
    let mended = revision("电商部", "2026-11", "book, mended", 93, &none);
    let before = snapshot(archive.root());
    let refused = archive.publish(&mended).unwrap_err();
    assert_eq!(code(&refused), Some(Code::PeriodClosed));
    assert_eq!(snapshot(archive.root()), before);
    assert_eq!(publish(&archive, &revision("电商部", "2026-11", "book", 88, &none)), Outcome::Same(R1));
    let without_reason = archive.reopen("电商部", november, "  ").unwrap_err();
    assert_eq!(code(&without_reason), Some(Code::ReasonNeeded));
    assert!(archive.reopen("电商部", november, "补录投诉").unwrap());
    assert_eq!(publish(&archive, &mended).revision(), R2);
    let current = archive.state("电商部", november).unwrap();
    assert_eq!(current.reopened_because.as_deref(), Some("补录投诉"));
}

#[test]
fn departments_whose_names_are_one_file_are_refused_and_case_makes_no_second_one() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    let none = History::default();
    for name in ["A/B", "a/b", "CON", "أداء"] {
        publish(&archive, &revision(name, "2026-11", name, 88, &none));
    }
    let before = snapshot(folder.path());
    let cut = "很长的部门名称".repeat(8);
    publish(&archive, &revision(&format!("{cut}一"), "2026-11", "x", 88, &none));
    for name in ["A_B", "a\\b", "A:B", "A_B.", &format!("{cut}二"), "_con"] {
        let refused = archive.publish(&revision(name, "2026-11", name, 88, &none)).unwrap_err();
        assert_eq!(code(&refused), Some(Code::DepartmentFolderTaken), "{name}");
    }
    fs::remove_dir_all(folder.path().join(file_name::clean(&cut))).unwrap();
    let after = snapshot(folder.path());
    assert!(before.iter().all(|(path, bytes)| path.ends_with(".jsonl") || after.get(path) == Some(bytes)));
    let folders: Vec<_> =
        archive.departments().unwrap().into_iter().map(|d| (d.folder, d.periods[0].revisions().len())).collect();
    let expected = [("A_B", 2), ("_CON", 1), ("أداء", 1)];
    assert_eq!(folders, expected.map(|(name, revisions)| (name.to_owned(), revisions)));
}

#[test]
fn a_crash_before_the_rename_leaves_nothing_and_the_next_writer_cleans_up() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    let unfinished = folder.path().join("电商部/2026-11/.new-r1");
    fs::create_dir_all(&unfinished).unwrap();
    fs::write(unfinished.join("results.json"), "{").unwrap();
    assert_eq!(archive.departments().unwrap(), []);
    let none = History::default();
    assert_eq!(publish(&archive, &revision("电商部", "2026-11", "book", 88, &none)), Outcome::New(R1));
    assert!(!unfinished.exists());
}

#[test]
fn a_foreign_folder_a_newer_archive_and_damaged_files_are_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("照片.jpg"), "x").unwrap();
    assert_eq!(code(&Archive::open(folder.path()).unwrap_err()), Some(Code::NotAnArchive));
    assert_eq!(code(&Archive::open_existing(folder.path().join("none")).unwrap_err()), Some(Code::NotAnArchive));
    fs::write(folder.path().join("archive.json"), r#"{"schema": "scorebook/archive/3"}"#).unwrap();
    assert_eq!(code(&Archive::open(folder.path()).unwrap_err()), Some(Code::ArchiveNewer));
    fs::write(folder.path().join("archive.json"), "{").unwrap();
    assert_eq!(code(&Archive::open(folder.path()).unwrap_err()), Some(Code::ArchiveFileUnreadable));
}

#[test]
fn growth_never_rests_on_altered_or_missing_facts() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    let none = History::default();
    publish(&archive, &revision("电商部", "2026-10", "october", 80, &none));
    let facts = folder.path().join("电商部/2026-10/r1/facts.json");
    let honest = fs::read_to_string(&facts).unwrap();
    fs::write(&facts, honest.replace("\"80\"", "\"99\"")).unwrap();
    assert_eq!(code(&archive.history("电商部", month("2026-11")).unwrap_err()), Some(Code::ArchiveFileAltered));
    fs::remove_file(&facts).unwrap();
    assert_eq!(code(&archive.history("电商部", month("2026-11")).unwrap_err()), Some(Code::ArchiveFileMissing));
    fs::remove_dir_all(facts.parent().unwrap()).unwrap();
    assert_eq!(code(&archive.history("电商部", month("2026-11")).unwrap_err()), Some(Code::RevisionMissing));
}

#[test]
fn writers_at_once_take_turns_and_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap().with_patience(Duration::from_secs(120));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let archive = &archive;
            scope.spawn(move || {
                let none = History::default();
                for number in 0..3 {
                    publish(archive, &revision("电商部", "2026-11", &format!("{writer}-{number}"), number, &none));
                }
            });
        }
    });
    let entry = archive.department("电商部").unwrap();
    assert_eq!(entry.periods[0].revisions(), (1..=12).map(RevisionNumber).collect::<Vec<_>>());
}

/// Archives the workbook of a month as a run without personal workbooks would.
fn publish_month(archive: &Archive, period: &str, sold: i32, history: History) -> Outcome {
    let bytes = month_workbook::bytes("电商部", period, "100", &[("E001", "主播", sold)]);
    let scored = Submission::read(&bytes).score(history, Outputs::SummaryOnly).scored.unwrap();
    publish(archive, &scored.revision(Provenance::workbook("月.xlsx", bytes), None, &mut |_, _| {}).unwrap())
}

fn verified(archive: &Archive) -> (usize, Vec<Code>) {
    let done = archive.verify(&[]).unwrap();
    (done.rescored, done.problems.iter().map(|problem| problem.code).collect())
}

#[test]
fn verify_scores_each_input_again_over_the_revisions_that_its_manifest_names() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    // November was scored before October was archived, and once more afterwards, when its growth counted: both stay provable.
    publish_month(&archive, "2026-11", 88, History::default());
    publish_month(&archive, "2026-10", 80, History::default());
    let history = archive.history("电商部", month("2026-11")).unwrap();
    let Outcome::Changed { changes, .. } = publish_month(&archive, "2026-11", 88, history) else {
        panic!("another revision")
    };
    // 88 / 80 − 1 = 10%: the target, 100 points; half of 88 and half of 100 are 94.
    let total = changes.iter().find(|change| change.area == Area::Total).unwrap();
    assert_eq!((total.from.as_deref(), total.to.as_deref()), (Some("88"), Some("94")));
    assert_eq!(verified(&archive), (3, Vec::new()));
}

#[test]
fn verify_names_every_altered_missing_and_foreign_file() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    for (period, sold) in [("2026-10", 80), ("2026-11", 88), ("2026-12", 90)] {
        publish_month(&archive, period, sold, History::default());
    }
    let at = |path: &str| folder.path().join("电商部").join(path);
    fs::write(at("2026-10/r1/results.json"), "{\"total\": \"99\"}\n").unwrap();
    fs::remove_file(at("2026-10/r1/月.xlsx")).unwrap();
    fs::write(at("2026-11/r1/备注.txt"), "x").unwrap();
    fs::remove_dir_all(at("2026-12/r1")).unwrap();
    let (rescored, codes) = verified(&archive);
    assert_eq!(rescored, 1);
    assert_eq!(
        codes,
        [Code::ArchiveFileAltered, Code::ArchiveFileMissing, Code::ArchiveFileUnknown, Code::RevisionMissing]
    );
}

#[test]
fn verify_sees_through_a_forgery_with_recalculated_hashes() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    // Every hash fits, since the program itself wrote them; only scoring again tells.
    let bytes = month_workbook::bytes("电商部", "2026-11", "100", &[("E001", "主播", 88)]);
    let scored = Submission::read(&bytes).score(History::default(), Outputs::SummaryOnly).scored.unwrap();
    let mut forged = scored.revision(Provenance::workbook("月.xlsx", bytes), None, &mut |_, _| {}).unwrap();
    forged.results_json = forged.results_json.replace("\"total\": \"88.00\"", "\"total\": \"95.00\"");
    publish(&archive, &forged);
    let done = archive.verify(&[]).unwrap();
    let headlines: Vec<_> = done.problems.iter().map(|problem| problem.headline(Lang::En)).collect();
    let told = |place: &str| {
        format!("Scoring 电商部 2026-11/r1 again gives another result: {place} was archived as 95.00 and is now 88.00")
    };
    assert_eq!(headlines, ["people[E001].total", "people[E001].roles[主播].total"].map(told));
}

fn scorebook(archive: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = assert_cmd::Command::cargo_bin("scorebook").unwrap();
    let output =
        command.args(["--lang", "en", "archive"]).args(arguments).arg("--archive").arg(archive).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_commands_list_show_close_and_reopen_what_was_archived() {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(folder.path()).unwrap();
    let none = History::default();
    publish(&archive, &revision("电商部", "2026-11", "88", 88, &none));
    publish(&archive, &revision("电商部", "2026-11", "93", 93, &none));
    let one = ["--department", "电商部", "--period", "2026-11"];
    let with = |name, more: &[&'static str]| [&[name], one.as_slice(), more].concat();
    assert_eq!(scorebook(folder.path(), &["list"]), (0, "电商部\t2026-11\tr2\topen\n".to_owned(), String::new()));
    let (status, shown, _) = scorebook(folder.path(), &with("show", &[]));
    assert!(status == 0 && shown.contains("张三 (E001), total: 88 → 93"), "{shown}");
    assert_eq!(scorebook(folder.path(), &with("close", &[])).0, 0);
    assert_eq!(scorebook(folder.path(), &["list"]).1, "电商部\t2026-11\tr2\tclosed\n");
    assert_eq!(scorebook(folder.path(), &with("reopen", &["--reason", " "])).0, 1);
    assert_eq!(scorebook(folder.path(), &with("reopen", &["--reason", "late complaint"])).0, 0);
    assert!(scorebook(folder.path(), &with("show", &[])).1.contains("late complaint"));
    let (status, _, told) = scorebook(folder.path(), &["show", "--department", "电商", "--period", "2026-11"]);
    assert!(status == 1 && told.contains("E610") && told.contains("电商部"), "{told}");
    assert_eq!(scorebook(&folder.path().join("电商部"), &["list"]).0, 1);
}
