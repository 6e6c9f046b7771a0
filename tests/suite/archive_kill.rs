//! Killing a writer at any moment leaves an archive that verifies, and that the next writer can go on with.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use scorebook::archive::{Archive, InputFile, Origin, OutputFile, Revision};
use scorebook::diagnostic::Problem;
use scorebook::history::{History, PastPeriod};
use scorebook::lang::Lang;

/// Tells the child where to write; without it the child test does nothing.
const PLACE: &str = "SCOREBOOK_TEST_KILL_ARCHIVE";
const KILLS: u64 = 100;

/// The file by which the child says that it runs: how long a program takes to start is the machine's matter.
fn started(root: &Path) -> PathBuf {
    root.with_extension("started")
}

/// Stands in for scoring: the result repeats what the input says.
fn results(input: &[u8]) -> String {
    format!("{{\"total\": \"{}\"}}\n", String::from_utf8_lossy(input))
}

#[expect(clippy::unnecessary_wraps, reason = "the signature that verifying asks for")]
fn rescore(input: &[u8], _: &History) -> Result<String, Vec<Problem>> {
    Ok(results(input))
}

fn publish_next(root: &Path) {
    let archive = Archive::open(root).unwrap();
    let period = "2026-11".parse().unwrap();
    let next = archive.state("电商部", period).map_or(1, |current| current.current.0 + 1);
    let input = next.to_string().into_bytes();
    let outputs =
        (0..12).map(|n| OutputFile { path: format!("个人评分表/主播/{n}.xlsx"), bytes: vec![n; 4096] });
    let none = History::default();
    let revision = Revision {
        department: "电商部",
        period,
        lang: Lang::ZhCn,
        results_json: results(&input),
        origin: Origin::Workbook(InputFile { name: "十一月.xlsx".to_owned(), bytes: input }),
        definitions: None,
        outputs: outputs.collect(),
        facts: PastPeriod { period, revision: 0, people: Vec::new(), kpis: Vec::new() },
        history: &none,
        settings: [].into(),
    };
    archive.publish(&revision, &|_| None).unwrap();
}

#[test]
#[ignore = "the program that the next test kills"]
fn a_writer_that_never_stops() {
    let Some(place) = std::env::var_os(PLACE) else { return };
    std::fs::write(started(Path::new(&place)), "").unwrap();
    loop {
        publish_next(&PathBuf::from(&place));
    }
}

#[test]
fn a_hundred_kills_at_random_moments_leave_an_archive_that_verifies() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("archive");
    // How long one revision takes here and now decides within what time the kills fall: from the first step of one to well
    // into the next ones.
    let begun = std::time::Instant::now();
    publish_next(&root);
    let window = begun.elapsed().saturating_mul(3).max(Duration::from_millis(5));
    let window = u64::try_from(window.as_micros()).unwrap();
    let mut newest = 1;
    // A linear congruential generator with Knuth's constants: moments that are spread, and the same in every run.
    let mut moment: u64 = 2026;
    for kill in 0..KILLS {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "archive_kill::a_writer_that_never_stops", "--ignored"])
            .env(PLACE, &root)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        while !started(&root).exists() {
            assert_eq!(writer.try_wait().unwrap(), None, "kill {kill}: the writer ended by itself");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros((moment >> 33) % window));
        writer.kill().unwrap();
        writer.wait().unwrap();
        std::fs::remove_file(started(&root)).unwrap();
        let archive = Archive::open(&root).unwrap();
        let counting = archive.departments().unwrap().first().map_or(0, |entry| entry.periods[0].current.current.0);
        assert!(counting >= newest, "kill {kill}: {counting} after {newest}");
        newest = counting;
        if kill % 20 == 19 {
            let done = archive.verify(&rescore, &|_| None).unwrap();
            assert_eq!(done.problems, [], "kill {kill}");
            assert_eq!(done.revisions, done.rescored);
        }
    }
    assert!(newest > 10, "the writer got to write: {newest}");
    publish_next(&root);
    let done = Archive::open(&root).unwrap().verify(&rescore, &|_| None).unwrap();
    assert_eq!((done.problems, done.revisions), (Vec::new(), usize::try_from(newest).unwrap() + 1));
}
