//! The built program over time: growth from the archive, proof of what was archived, kills and damage.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::month_workbook::{self, Row};

fn scorebook(arguments: &[&OsStr]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    command.args(["--lang", "zh-CN"]).args(arguments);
    command
}

/// A place for inputs, results and an archive.
struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn running(&self, input: &Path) -> Command {
        let (out, archive) = (self.path("out"), self.path("archive"));
        scorebook(&[
            "run".as_ref(),
            input.as_ref(),
            "-o".as_ref(),
            out.as_ref(),
            "--archive".as_ref(),
            archive.as_ref(),
        ])
    }

    /// Runs a month and gives its `results.json`.
    fn month(&self, period: &str, rows: &[Row<'_>]) -> Value {
        let input = month_workbook::write(self.folder.path(), period, rows);
        let done = self.running(&input).output().unwrap();
        assert!(done.status.success(), "{}", said(&done));
        let results = self.path("out").join("直播部").join(period).join("results.json");
        serde_json::from_slice(&fs::read(results).unwrap()).unwrap()
    }

    fn verify(&self) -> Output {
        scorebook(&["archive".as_ref(), "verify".as_ref(), "--archive".as_ref(), self.path("archive").as_ref()])
            .output()
            .unwrap()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A person's growth: the second KPI's status and value.
fn growth(results: &Value, id: &str) -> (String, Option<String>) {
    let person = results["people"].as_array().unwrap().iter().find(|person| person["id"] == id).unwrap();
    let kpi = &person["roles"][0]["kpis"][1];
    (kpi["status"].as_str().unwrap().to_owned(), kpi["value"].as_str().map(str::to_owned))
}

fn scored(value: &str) -> (String, Option<String>) {
    ("scored".to_owned(), Some(value.to_owned()))
}

fn not_applicable() -> (String, Option<String>) {
    ("not_applicable".to_owned(), None)
}

#[test]
fn january_grows_over_december_and_a_new_person_or_one_in_a_new_role_has_no_growth_yet() {
    let office = Office::new();
    let december = office.month("2026-12", &[("E1", "主播", 100), ("E2", "主播", 80)]);
    assert_eq!(growth(&december, "E1"), not_applicable());
    let january = office.month("2027-01", &[("E1", "主播", 110), ("E2", "运营", 80), ("E3", "主播", 90)]);
    assert_eq!(growth(&january, "E1"), scored("0.1"));
    // Sales 110 of 100 give 110 points, growth 10% of 10% gives 100: half of each is 105.
    assert_eq!(january["people"][0]["total"], "105.00");
    assert_eq!(growth(&january, "E2"), not_applicable());
    assert_eq!(growth(&january, "E3"), not_applicable());
}

#[test]
fn a_gap_leaves_growth_out_until_it_is_closed() {
    let office = Office::new();
    office.month("2026-10", &[("E1", "主播", 100)]);
    assert_eq!(growth(&office.month("2026-12", &[("E1", "主播", 120)]), "E1"), not_applicable());
    office.month("2026-11", &[("E1", "主播", 96)]);
    assert_eq!(growth(&office.month("2026-12", &[("E1", "主播", 120)]), "E1"), scored("0.25"));
    let verified = office.verify();
    // October, November, and December twice: over nothing, then over November.
    assert!(verified.status.success() && said(&verified).contains("4 个版本"), "{}", said(&verified));
}

#[test]
fn verify_scores_every_month_again_and_finds_a_changed_figure() {
    let office = Office::new();
    office.month("2026-10", &[("E1", "主播", 100)]);
    office.month("2026-11", &[("E1", "主播", 105)]);
    let verified = office.verify();
    assert!(verified.status.success(), "{}", said(&verified));
    assert!(said(&verified).contains("2 个工作簿重新计分结果相同"), "{}", said(&verified));
    let results = office.path("archive").join("直播部/2026-11/r1/results.json");
    let raised = fs::read_to_string(&results).unwrap().replace("\"E1\"", "\"E9\"");
    fs::write(&results, raised).unwrap();
    let found = office.verify();
    assert_eq!(found.status.code(), Some(1));
    assert!(said(&found).contains("E604"), "{}", said(&found));
}

#[test]
fn a_missing_revision_is_named_and_an_archive_that_is_a_file_is_refused() {
    let office = Office::new();
    office.month("2026-10", &[("E1", "主播", 100)]);
    fs::remove_dir_all(office.path("archive").join("直播部/2026-10/r1")).unwrap();
    let found = office.verify();
    assert_eq!(found.status.code(), Some(1));
    assert!(said(&found).contains("E605"), "{}", said(&found));

    let other = Office::new();
    fs::write(other.path("archive"), "no folder").unwrap();
    let input = month_workbook::write(other.folder.path(), "2026-10", &[("E1", "主播", 100)]);
    let refused = other.running(&input).output().unwrap();
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("archive"), "{}", said(&refused));
    assert_eq!(fs::read_to_string(other.path("archive")).unwrap(), "no folder");
}

/// Every file below a folder with its bytes.
fn files_of(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_of(&path));
        } else if !path.ends_with(".lock") {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn what_is_newer_edited_or_missing_stops_each_command_with_its_name_and_nothing_is_lost() {
    let office = Office::new();
    office.month("2026-10", &[("E1", "主播", 100)]);
    let november = month_workbook::write(office.folder.path(), "2026-11", &[("E1", "主播", 110)]);
    let archive = office.path("archive");
    let month = archive.join("直播部/2026-10");
    let edit = |file: &Path, from: &str, to: &str| {
        let text = fs::read_to_string(file).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(file, text.replace(from, to)).unwrap();
    };
    let roll_up: &[&str] = &["rollup", "--department", "直播部", "--period", "2026Q4", "-o", "quarter", "--archive"];
    let verify: &[&str] = &["archive", "verify", "--archive"];
    let export: &[&str] = &["archive", "export", "--csv", "--archive"];
    let newer = ("E603", "由更新版本的程序写入");
    let altered = ("E604", "与归档时的校验值不一致");
    let missing = ("E605", "缺少已记录的版本");
    let (marker, record, results) =
        (archive.join("archive.json"), month.join("current.json"), month.join("r1/results.json"));
    let gone = month.join("r1");
    let cases = [
        (marker.as_path(), ("archive/2", "archive/3"), newer, true),
        (record.as_path(), ("current/1", "current/2"), newer, true),
        // Scoring November needs October's facts, not its results.
        (results.as_path(), ("100.00", "101.00"), altered, false),
        (gone.as_path(), ("", ""), missing, true),
    ];
    for (file, (from, to), (code, words), stops_run) in cases {
        let away = office.path("away");
        if file.is_dir() {
            fs::rename(file, &away).unwrap();
        } else {
            edit(file, from, to);
        }
        let before = files_of(&archive);
        for command in [verify, roll_up, export] {
            let arguments: Vec<&OsStr> = command.iter().map(OsStr::new).collect();
            let refused = scorebook(&arguments).arg(&archive).current_dir(office.folder.path()).output().unwrap();
            assert_eq!(refused.status.code(), Some(1), "{file:?} {command:?}: {}", said(&refused));
            assert!(said(&refused).contains(code) && said(&refused).contains(words), "{}", said(&refused));
        }
        if stops_run {
            let refused = office.running(&november).output().unwrap();
            assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
            assert!(said(&refused).contains(code) && said(&refused).contains(words), "{}", said(&refused));
            for command in [&["check"][..], &["why", "--id", "E1"]] {
                let refused = scorebook(&command.iter().map(OsStr::new).collect::<Vec<_>>())
                    .args([november.as_os_str(), "--archive".as_ref(), archive.as_os_str()])
                    .output()
                    .unwrap();
                assert_eq!(refused.status.code(), Some(1), "{command:?}: {}", said(&refused));
                assert!(said(&refused).contains(code), "{command:?}: {}", said(&refused));
            }
        }
        assert!(!office.path("quarter").exists() && !office.path("out/直播部/2026-11").exists());
        assert_eq!(files_of(&archive), before, "{file:?}");
        if away.exists() {
            fs::rename(&away, file).unwrap();
        } else {
            edit(file, to, from);
        }
    }
    assert!(office.verify().status.success());
}

#[test]
fn a_hundred_kills_at_random_moments_leave_an_archive_that_verifies() {
    const KILLS: u64 = 100;
    let office = Office::new();
    let begun = Instant::now();
    office.month("2026-10", &[("E1", "主播", 100)]);
    // A whole run here and now: kills fall anywhere within one.
    let window = u64::try_from(begun.elapsed().max(Duration::from_millis(5)).as_micros()).unwrap();
    let holds = office.path("archive").join(".lock-holder");
    // A linear congruential generator with Knuth's constants: moments that are spread, and the same in every run.
    let mut moment: u64 = 2026;
    let mut within = 0;
    for kill in 0..KILLS {
        let sales = 101 + i32::try_from(kill).unwrap();
        let input = month_workbook::write(office.folder.path(), "2026-10", &[("E1", "主播", sales)]);
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut writer = office.running(&input).arg("--no-person-files").stderr(Stdio::null()).spawn().unwrap();
        let mut part = window;
        if kill % 2 == 1 {
            // Every other one falls while the archive is being written, which is a small part of a run.
            while !holds.exists() && writer.try_wait().unwrap().is_none() {
                std::thread::sleep(Duration::from_micros(200));
            }
            part = window / 10;
        }
        std::thread::sleep(Duration::from_micros((moment >> 33) % part));
        writer.kill().unwrap();
        writer.wait().unwrap();
        // Who held it when killed could not take the sign away.
        within += u64::from(holds.exists());
        let _ = fs::remove_file(&holds);
        if kill % 25 == 24 {
            let verified = office.verify();
            assert!(verified.status.success(), "kill {kill}: {}", said(&verified));
        }
    }
    assert!(within > KILLS / 10, "kills while the archive was being written: {within}");
    let last = office.month("2026-10", &[("E1", "主播", 90)]);
    assert_eq!(last["people"][0]["total"], "90.00");
    let verified = office.verify();
    assert!(verified.status.success(), "{}", said(&verified));
}

/// Rolls a period up and gives its `results.json` beside what was said.
fn rolled_up(office: &Office, period: &str, method: &str) -> (Value, String) {
    let (out, archive) = (office.path("out"), office.path("archive"));
    let done = scorebook(&["rollup".as_ref(), "--department".as_ref(), "直播部".as_ref(), "--archive".as_ref()])
        .arg(&archive)
        .args(["--period", period, "--method", method, "-o"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", said(&done));
    let results = fs::read(out.join("直播部").join(period).join("results.json")).unwrap();
    (serde_json::from_slice(&results).unwrap(), said(&done))
}

fn total<'a>(results: &'a Value, id: &str) -> &'a str {
    let person = results["people"].as_array().unwrap().iter().find(|person| person["id"] == id).unwrap();
    person["total"].as_str().unwrap()
}

#[test]
fn a_quarter_is_the_mean_of_its_monthly_totals_and_names_what_is_missing() {
    let office = Office::new();
    // October has no month before it: growth does not apply, sales alone give 100 and 80.
    office.month("2026-10", &[("E1", "主播", 100), ("E2", "主播", 80)]);
    // November: E1 sells 105 (+5% of 10% gives 50): 77.50; E3 is new and has 90.
    office.month("2026-11", &[("E1", "主播", 105), ("E3", "主播", 90)]);
    let (quarter, words) = rolled_up(&office, "2026Q4", "mean");
    assert_eq!(quarter["period"], "2026Q4");
    // (100 + 77.50) / 2
    assert_eq!(total(&quarter, "E1"), "88.75");
    assert_eq!((total(&quarter, "E2"), total(&quarter, "E3")), ("80.00", "90.00"));
    assert_eq!(quarter["people"][0]["grade"], "A");
    for named in ["2026-12 没有归档", "李四（E2）在 2026-11 没有总分", "王五（E3）在 2026-10 没有总分"]
    {
        assert!(words.contains(named), "{named}: {words}");
    }
    // By days: (100 × 31 + 77.50 × 30) / 61 = 5425 / 61 = 88.934…
    assert_eq!(total(&rolled_up(&office, "2026H2", "days").0, "E1"), "88.93");
    // The half-year is of other months than the quarter only in name; the year's mean is the same.
    assert_eq!(total(&rolled_up(&office, "2026", "mean").0, "E1"), "88.75");
    assert!(office.path("archive").join("直播部/2026Q4/r1/manifest.json").is_file());
    let verified = office.verify();
    assert!(verified.status.success() && said(&verified).contains("5 个版本"), "{}", said(&verified));
}

#[test]
fn a_quarter_names_a_target_that_changed_between_its_months() {
    let office = Office::new();
    office.month("2026-10", &[("E1", "主播", 100)]);
    let input = month_workbook::write_with_target(office.folder.path(), "2026-11", "120", &[("E1", "主播", 120)]);
    let done = office.running(&input).output().unwrap();
    assert!(done.status.success(), "{}", said(&done));
    let (quarter, words) = rolled_up(&office, "2026Q4", "mean");
    // Sales 120 of 120 give 100, growth of 20% over 10% gives 120 at most: 110; with October's 100 the mean is 105.
    assert_eq!(total(&quarter, "E1"), "105.00");
    assert!(words.contains("“销售额”的定义在 2026-10 与 2026-11 之间有变化"), "{words}");
    assert!(!words.contains("“销售增长”的定义"), "{words}");
}

#[test]
fn a_month_is_no_roll_up() {
    let office = Office::new();
    office.month("2026-10", &[("E1", "主播", 100)]);
    let refused = scorebook(&["rollup".as_ref(), "--department".as_ref(), "直播部".as_ref(), "--archive".as_ref()])
        .arg(office.path("archive"))
        .args(["--period", "2026-10", "-o"])
        .arg(office.path("out"))
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("E616"), "{}", said(&refused));
}

/// `run` into another archive, which is refused; `limits` are set in the shell first.
#[cfg(target_os = "linux")]
fn refused_at(archive: &Path, limits: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let input = month_workbook::write(folder.path(), "2026-10", &[("E1", "主播", 100)]);
    let out = folder.path().join("out");
    let refused = Command::new("sh")
        .args(["-c", &format!("{limits}exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_scorebook"))
        .args(["--lang", "zh-CN", "run"])
        .arg(&input)
        .arg("-o")
        .arg(&out)
        .arg("--archive")
        .arg(archive)
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(!out.exists(), "no results beside an archive that has none");
    said(&refused)
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_that_nobody_may_write_is_named() {
    // Nobody makes folders in /sys, whoever they are.
    let words = refused_at(Path::new("/sys/scorebook-archive"), "");
    assert_eq!(words.matches("没有权限写入「/sys/scorebook-archive」").count(), 1, "{words}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_named_and_nothing_half_written_counts() {
    let office = Office::new();
    let archive = office.path("archive");
    fs::create_dir(&archive).unwrap();
    // No file may hold a byte; that a program is told so, not killed, is what `trap` is for.
    let words = refused_at(&archive, "trap '' XFSZ; ulimit -f 0; ");
    assert!(words.contains("磁盘已满") && words.contains("archive.json"), "{words}");
    assert!(!archive.join("archive.json").exists() && !archive.join("直播部").exists());
    // With room again the same folder serves.
    office.month("2026-10", &[("E1", "主播", 100)]);
    assert!(office.verify().status.success());
}
