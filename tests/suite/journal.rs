//! The archive's journal: what it tells, what a crash leaves of an act, and what verify finds by it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use scorebook::archive::journal::{Act, Chain, Seal};
use scorebook::archive::{Archive, InputFile, Origin, Outcome, Revision, Witness};
use scorebook::lang::Lang;
use scorebook::period::Period;
use scorebook::pipeline::{History, Outputs, Submission};
use scorebook::problem::Code;

use crate::month_workbook;

fn month(text: &str) -> Period {
    text.parse().unwrap()
}

fn archive(root: &Path) -> Archive {
    let witness = Witness {
        user: "lin".to_owned(),
        host: "office-1".to_owned(),
        always: Some("2026-12-05T08:00:00Z".to_owned()),
    };
    Archive::open(root).unwrap().with_witness(witness)
}

/// The workbook of a month in which one person sold so much.
fn workbook(department: &str, period: &str, sold: i32) -> Vec<u8> {
    month_workbook::bytes(department, period, "100", &[("E1", "主播", sold)])
}

/// Archives the workbook of a month in which one person sold so much; what it says of the journal is what a run that begins now says.
fn publish(archive: &Archive, department: &str, period: &str, sold: i32) -> Outcome {
    let bytes = workbook(department, period, sold);
    let scored = Submission::read(&bytes).score(History::default(), Outputs::SummaryOnly).scored.unwrap();
    let origin = Origin::Workbook(InputFile { name: "月.xlsx".to_owned(), bytes });
    let now = archive.seal().unwrap().unwrap_or_else(Seal::of_nothing);
    let journal = archive.journal_for(department, month(period), (&origin, scored.history()), &now).unwrap();
    let revision = Revision {
        department,
        period: month(period),
        lang: Lang::ZhCn,
        origin,
        definitions: None,
        // The journal knows of no workbook that is given out.
        outputs: Vec::new(),
        results_json: scored.results_json(),
        facts: scored.facts(),
        history: scored.history(),
        settings: BTreeMap::new(),
        journal,
    };
    archive.publish(&revision).unwrap()
}

fn found(root: &Path, seals: &[Seal]) -> Vec<Code> {
    let archive = Archive::open_existing(root).unwrap();
    let done = archive.verify(seals).unwrap();
    done.problems.iter().map(|problem| problem.code).collect()
}

fn chain(root: &Path) -> Chain {
    Chain::read(&fs::read(root.join("journal.jsonl")).unwrap())
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

fn copied(from: &Path, to: &Path) {
    for file in files_below(from) {
        let place = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(&file, place).unwrap();
    }
}

/// Two departments over two months, one corrected, one closed and reopened.
fn grown(root: &Path) -> Archive {
    let archive = archive(root);
    publish(&archive, "甲部", "2026-10", 1);
    publish(&archive, "甲部", "2026-10", 2);
    publish(&archive, "乙部", "2026-10", 3);
    assert!(archive.close("甲部", month("2026-10")).unwrap());
    assert!(archive.reopen("甲部", month("2026-10"), "补录\n投诉").unwrap());
    publish(&archive, "甲部", "2026-11", 4);
    archive
}

#[test]
fn every_act_is_a_line_with_who_when_and_why_and_the_chain_holds() {
    let folder = tempfile::tempdir().unwrap();
    grown(folder.path());
    let chain = chain(folder.path());
    let acts: Vec<Act> = chain.lines.iter().map(|line| line.act).collect();
    assert_eq!(acts, [Act::Revision, Act::Revision, Act::Revision, Act::Close, Act::Reopen, Act::Revision]);
    assert_eq!(chain.breaks, []);
    let reopened = &chain.lines[4];
    assert_eq!((&*reopened.user, &*reopened.host, &*reopened.at), ("lin", "office-1", "2026-12-05T08:00:00Z"));
    assert_eq!(reopened.reason.as_deref(), Some("补录\n投诉"));
    assert_eq!((reopened.department.as_str(), reopened.period, reopened.number), ("甲部", month("2026-10"), 5));
    assert_eq!(found(folder.path(), &[chain.end()]), []);
}

#[test]
fn the_same_input_again_adds_no_line_and_names_the_journal_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let archive = grown(folder.path());
    let before = fs::read(folder.path().join("journal.jsonl")).unwrap();
    assert!(matches!(publish(&archive, "甲部", "2026-10", 2), Outcome::Same(_)));
    assert_eq!(fs::read(folder.path().join("journal.jsonl")).unwrap(), before);
    let origin =
        Origin::Workbook(InputFile { name: "改名.xlsx".to_owned(), bytes: workbook("甲部", "2026-10", 2) });
    let history = History::default();
    let now = archive.seal().unwrap().unwrap();
    let of_same = archive.journal_for("甲部", month("2026-10"), (&origin, &history), &now).unwrap();
    // The second act rests on the first line.
    assert_eq!(of_same.map(|seal| seal.lines), Some(1));
    let other = Origin::Workbook(InputFile { name: "月.xlsx".to_owned(), bytes: b"9".to_vec() });
    assert_eq!(archive.journal_for("甲部", month("2026-10"), (&other, &history), &now).unwrap(), Some(now));
}

/// What stands in an archive when a program dies during its last act, which made `after` out of `before`: after each of the
/// steps in which an act is done.
fn crashes(
    before: &Path,
    after: &Path,
    period: &str,
    revision: Option<&str>,
) -> Vec<(&'static str, tempfile::TempDir)> {
    let journal = fs::read_to_string(after.join("journal.jsonl")).unwrap();
    let line = journal.lines().last().unwrap();
    let record = fs::read(after.join(period).join("current.json")).unwrap();
    let place = |root: &Path, name: &str| root.join(period).join(name);
    let mut stages = Vec::new();
    for stage in ["prepared", "intended", "published", "recorded", "half a line", "a line"] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        copied(before, root);
        fs::create_dir_all(root.join(period)).unwrap();
        let at = |name: &str| {
            ["prepared", "intended", "published", "recorded", "half a line", "a line"].iter().position(|s| *s == name)
        };
        let reached = |name: &str| at(stage) >= at(name);
        if let Some(revision) = revision {
            let to = if reached("published") { revision.to_owned() } else { format!(".new-{revision}") };
            copied(&place(after, revision), &place(root, &to));
        }
        fs::write(place(root, if reached("recorded") { "current.json" } else { ".new-current.json" }), &record)
            .unwrap();
        if reached("intended") {
            fs::write(root.join(".journal-next"), line).unwrap();
        }
        if reached("half a line") {
            let added = if stage == "a line" { format!("{line}\n") } else { line[..line.len() / 2].to_owned() };
            let whole = fs::read_to_string(root.join("journal.jsonl")).unwrap() + &added;
            fs::write(root.join("journal.jsonl"), whole).unwrap();
        }
        stages.push((stage, folder));
    }
    stages
}

#[test]
fn whatever_a_crash_leaves_of_a_revision_is_no_forgery_and_the_next_write_settles_it() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    grown(before.path());
    copied(before.path(), after.path());
    publish(&archive(after.path()), "甲部", "2026-11", 5);
    for (stage, folder) in crashes(before.path(), after.path(), "甲部/2026-11", Some("r2")) {
        let told = found(folder.path(), &[]);
        assert!(told.iter().all(|code| *code == Code::ActInterrupted), "{stage}: {told:?}");
        let archive = archive(folder.path());
        let stands = !matches!(stage, "prepared" | "intended");
        // The next writer is at another department.
        publish(&archive, "乙部", "2026-11", 6);
        assert_eq!(found(folder.path(), &[]), [], "{stage}");
        let r2 = archive.state("甲部", month("2026-11")).unwrap().revisions.len() == 2;
        assert_eq!((r2, chain(folder.path()).lines.len()), (stands, if stands { 8 } else { 7 }), "{stage}");
        // The same command again does what it did or finds it done.
        let outcome = publish(&archive, "甲部", "2026-11", 5);
        assert_eq!(matches!(outcome, Outcome::Same(_)), stands, "{stage}");
        assert_eq!(found(folder.path(), &[]), [], "{stage}");
    }
}

#[test]
fn whatever_a_crash_leaves_of_a_closing_is_settled_too() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    grown(before.path());
    copied(before.path(), after.path());
    archive(after.path()).close("乙部", month("2026-10")).unwrap();
    for (stage, folder) in crashes(before.path(), after.path(), "乙部/2026-10", None) {
        let told = found(folder.path(), &[]);
        assert!(told.iter().all(|code| *code == Code::ActInterrupted), "{stage}: {told:?}");
        let archive = archive(folder.path());
        archive.close("乙部", month("2026-10")).unwrap();
        assert_eq!(found(folder.path(), &[]), [], "{stage}");
        assert_eq!(chain(folder.path()).lines.len(), 7, "{stage}");
    }
}

#[test]
fn a_first_revision_that_a_crash_stopped_leaves_an_archive_that_verifies() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    grown(before.path());
    copied(before.path(), after.path());
    publish(&archive(after.path()), "丙部", "2026-11", 7);
    for (stage, folder) in crashes(before.path(), after.path(), "丙部/2026-11", Some("r1")) {
        let told = found(folder.path(), &[]);
        assert!(told.iter().all(|code| *code == Code::ActInterrupted), "{stage}: {told:?}");
        publish(&archive(folder.path()), "丙部", "2026-11", 7);
        assert_eq!(found(folder.path(), &[]), [], "{stage}");
    }
}

#[test]
fn an_archive_of_before_there_were_journals_gets_one_that_says_what_was_there() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archive-v1");
    let folder = tempfile::tempdir().unwrap();
    copied(&kept, folder.path());
    let old = Archive::open_existing(folder.path()).unwrap();
    assert_eq!(old.seal().unwrap(), None);
    let done = old.verify(&[]).unwrap();
    assert!(done.problems.iter().any(|problem| problem.code == Code::NoJournal));
    assert!(archive(folder.path()).close("直播部", month("2026-11")).unwrap());
    let chain = chain(folder.path());
    let found: Vec<String> = chain
        .lines
        .iter()
        .filter(|line| line.act == Act::Found)
        .map(|line| format!("{}/{}", line.period, line.revision.unwrap()))
        .collect();
    assert_eq!(found, ["2026H2/r1", "2026-10/r1", "2026-10/r2", "2026Q4/r1", "2026-11/r1", "2026-11/r2"]);
    assert_eq!(chain.lines.last().map(|line| line.act), Some(Act::Close));
    let marker = fs::read_to_string(folder.path().join("archive.json")).unwrap();
    assert!(marker.contains("scorebook/archive/2"), "{marker}");
    let verified = Archive::open_existing(folder.path()).unwrap();
    let codes: Vec<Code> = verified.verify(&[]).unwrap().problems.iter().map(|p| p.code).collect();
    assert!(codes.contains(&Code::JournalBeganLater) && !codes.contains(&Code::NoJournal), "{codes:?}");
}

#[test]
fn a_journal_that_was_deleted_stops_every_write_until_it_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let archive = grown(folder.path());
    let path = folder.path().join("journal.jsonl");
    let journal = fs::read(&path).unwrap();
    fs::remove_file(&path).unwrap();
    assert_eq!(found(folder.path(), &[]), [Code::JournalMissing]);
    let refused = archive.close("甲部", month("2026-10")).unwrap_err();
    assert_eq!(refused.problem().map(|problem| problem.code), Some(Code::JournalMissing));
    // Making it look like an archive of before: its revisions know better.
    fs::write(folder.path().join("archive.json"), "{\n  \"schema\": \"scorebook/archive/1\"\n}\n").unwrap();
    assert!(found(folder.path(), &[]).contains(&Code::JournalMissing));
    fs::write(folder.path().join("archive.json"), "{\n  \"schema\": \"scorebook/archive/2\"\n}\n").unwrap();
    fs::write(&path, journal).unwrap();
    assert_eq!(found(folder.path(), &[]), []);
    assert!(archive.close("甲部", month("2026-10")).unwrap());
}

#[test]
fn a_line_that_is_planted_as_begun_puts_nothing_into_the_journal() {
    let folder = tempfile::tempdir().unwrap();
    let archive = grown(folder.path());
    let last = chain(folder.path());
    let mut planted = last.lines.last().unwrap().clone();
    planted.folder = "../外面".to_owned();
    planted.number += 1;
    planted.before = last.end().sha256;
    fs::write(folder.path().join(".journal-next"), planted.to_json().unwrap()).unwrap();
    publish(&archive, "乙部", "2026-11", 6);
    assert_eq!(chain(folder.path()).lines.len(), 7);
    fs::write(folder.path().join(".journal-next"), "{").unwrap();
    publish(&archive, "乙部", "2026-11", 8);
    assert_eq!((chain(folder.path()).lines.len(), found(folder.path(), &[])), (8, Vec::new()));
}

#[test]
fn a_very_long_reason_still_ends_in_a_whole_line() {
    let folder = tempfile::tempdir().unwrap();
    let archive = grown(folder.path());
    archive.close("甲部", month("2026-10")).unwrap();
    archive.reopen("甲部", month("2026-10"), &"因".repeat(60_000)).unwrap();
    archive.close("甲部", month("2026-10")).unwrap();
    assert_eq!((chain(folder.path()).lines.len(), found(folder.path(), &[])), (9, Vec::new()));
}

#[test]
fn a_closing_that_stands_twice_in_a_chain_without_a_break_is_found() {
    let folder = tempfile::tempdir().unwrap();
    assert!(grown(folder.path()).close("甲部", month("2026-11")).unwrap());
    assert_eq!(found(folder.path(), &[]), []);
    let whole = chain(folder.path());
    let mut twice = whole.lines.last().unwrap().clone();
    twice.number += 1;
    twice.before = whole.end().sha256;
    let mut text = fs::read(folder.path().join("journal.jsonl")).unwrap();
    text.extend_from_slice(format!("{}\n", twice.to_json().unwrap()).as_bytes());
    fs::write(folder.path().join("journal.jsonl"), text).unwrap();
    assert_eq!(chain(folder.path()).breaks, []);
    assert_eq!(found(folder.path(), &[]), [Code::RecordDiffers]);
}

#[test]
fn two_programs_at_once_add_their_lines_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    grown(folder.path());
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let archive = archive(folder.path());
            scope.spawn(move || {
                for number in 0..4 {
                    publish(&archive, "甲部", "2026-12", 10 * writer + number);
                }
            });
        }
        // A reader meanwhile sees nothing that looks like a forgery.
        for _ in 0..5 {
            assert_eq!(found(folder.path(), &[]), []);
        }
    });
    assert_eq!((chain(folder.path()).lines.len(), found(folder.path(), &[])), (22, Vec::new()));
}
