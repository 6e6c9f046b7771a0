//! The drop folder as people use it: what is put in, when, and what they find afterwards.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};

const SAMPLE: &str = "samples/live-commerce-zh-CN-2026-11.xlsx";
const BEFORE: &str = "samples/live-commerce-zh-CN-2026-10.xlsx";

fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("投递 箱")).unwrap();
        Self { folder }
    }

    fn inbox(&self, path: &str) -> PathBuf {
        self.folder.path().join("投递 箱").join(path)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
        // As a service: without a locale. Windows has one for everybody.
        command.args(arguments).current_dir(self.folder.path()).env_remove("LC_ALL").env_remove("LANG");
        if cfg!(windows) {
            command.env("LANG", "zh_CN.UTF-8");
        }
        command.stderr(Stdio::piped());
        command
    }

    fn watch(&self) -> Child {
        self.command(&["watch", "投递 箱", "--archive", "档案"]).spawn().unwrap()
    }

    fn once(&self) -> Output {
        self.command(&["watch", "投递 箱", "--archive", "档案", "--once"]).output().unwrap()
    }

    fn verifies(&self) -> bool {
        self.command(&["archive", "verify", "--archive", "档案"]).output().unwrap().status.success()
    }

    fn revisions(&self, period: &str) -> usize {
        let folder = self.folder.path().join("档案/直播电商部").join(period);
        std::fs::read_dir(folder).into_iter().flatten().filter(|e| e.as_ref().unwrap().path().is_dir()).count()
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.inbox(folder)).into_iter().flatten();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        names
    }
}

/// Waits for something that must come; how long is the machine's matter, but not for ever.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_watch_takes_what_is_complete_waits_for_the_rest_and_logs_a_line_each() {
    let office = Office::new();
    let mut watch = office.watch();
    until("folders", || office.inbox("退回").exists());
    // Copied in two halves with a pause: left alone until it is whole.
    let whole = std::fs::read(project(SAMPLE)).unwrap();
    std::fs::write(office.inbox("慢.xlsx"), &whole[..whole.len() / 2]).unwrap();
    std::fs::write(office.inbox("打开着.xlsx"), &whole).unwrap();
    std::fs::write(office.inbox("~$打开着.xlsx"), "owner").unwrap();
    std::fs::copy(project(BEFORE), office.inbox("十月.xlsx")).unwrap();
    until("十月", || office.inbox("已处理/十月.xlsx").exists());
    std::thread::sleep(Duration::from_secs(2));
    assert!(office.inbox("慢.xlsx").exists(), "half a workbook was taken");
    assert!(office.inbox("打开着.xlsx").exists(), "an open workbook was taken");
    std::fs::write(office.inbox("慢.xlsx"), &whole).unwrap();
    until("慢", || office.inbox("已处理/慢.xlsx").exists());
    std::fs::remove_file(office.inbox("~$打开着.xlsx")).unwrap();
    until("打开着", || office.inbox("已处理/打开着.xlsx").exists());
    std::fs::copy(project("samples/errors/E201.xlsx"), office.inbox("缺表.xlsx")).unwrap();
    until("缺表", || office.inbox("退回/缺表.xlsx").exists());
    assert!(office.inbox("退回/缺表_问题清单.xlsx").exists());

    // A second watch on the same folder says so and ends; the first goes on.
    let second = office.once();
    assert_eq!(second.status.code(), Some(2), "{}", said(&second));
    assert!(said(&second).contains("另一个看守程序"), "{}", said(&second));
    assert_eq!(watch.try_wait().unwrap(), None);

    assert!(stop(&mut watch));
    let log = said(&watch.wait_with_output().unwrap());
    for line in
        ["完成 十月.xlsx：直播电商部 2026-10", "完成 慢.xlsx", "等待 打开着.xlsx", "完成 打开着.xlsx", "退回 缺表.xlsx"]
    {
        assert_eq!(log.matches(line).count(), 1, "{line}: {log}");
    }
    assert_eq!(
        (office.revisions("2026-10"), office.revisions("2026-11")),
        (1, 1),
        "the same input twice is one revision"
    );
    assert!(office.verifies());
}

/// Asks a process to end as a service manager does; elsewhere ends it.
fn stop(child: &mut Child) -> bool {
    if cfg!(unix) {
        Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success()
    } else {
        child.kill().is_ok()
    }
}

#[test]
fn months_that_come_together_are_worked_on_in_their_order_whatever_their_names() {
    let office = Office::new();
    // 十一月 sorts before 十月.
    std::fs::copy(project(SAMPLE), office.inbox("十一月.xlsx")).unwrap();
    std::fs::copy(project(BEFORE), office.inbox("十月.xlsx")).unwrap();
    let output = office.once();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let manifest =
        std::fs::read_to_string(office.folder.path().join("档案/直播电商部/2026-11/r1/manifest.json")).unwrap();
    assert!(manifest.contains("2026-10"), "November rests on October: {manifest}");
}

#[test]
fn a_name_that_comes_again_replaces_nothing() {
    let office = Office::new();
    for sample in [BEFORE, SAMPLE] {
        std::fs::copy(project(sample), office.inbox("本月.xlsx")).unwrap();
        assert_eq!(office.once().status.code(), Some(0));
    }
    assert_eq!(office.names("已处理"), ["本月.xlsx", "本月~2.xlsx"]);
    let kept = |name: &str| std::fs::read(office.inbox("已处理").join(name)).unwrap();
    assert_eq!(kept("本月.xlsx"), std::fs::read(project(BEFORE)).unwrap());
    assert_eq!(kept("本月~2.xlsx"), std::fs::read(project(SAMPLE)).unwrap());
}

#[test]
fn what_is_broken_for_good_is_returned_with_its_list() {
    let office = Office::new();
    let file = office.inbox("断.xlsx");
    let whole = std::fs::read(project(SAMPLE)).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let hour_ago = SystemTime::now() - Duration::from_secs(3600);
    std::fs::File::options().write(true).open(&file).unwrap().set_modified(hour_ago).unwrap();
    let output = office.once();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(office.names("退回"), ["断.xlsx", "断_问题清单.xlsx"]);
}

#[test]
fn what_the_machine_failed_at_stays_and_is_done_when_the_machine_is_well_again() {
    let office = Office::new();
    std::fs::copy(project(SAMPLE), office.inbox("十一月.xlsx")).unwrap();
    // A file stands where the department's results should go.
    std::fs::create_dir_all(office.inbox("结果")).unwrap();
    std::fs::write(office.inbox("结果/直播电商部"), "in the way").unwrap();
    let mut watch = office.watch();
    // Given back to the inbox because the results could not be written; and nothing is archived whose results stand nowhere.
    until("the claim", || !office.inbox("十一月.xlsx").exists());
    until("the failure", || office.inbox("十一月.xlsx").exists());
    assert_eq!(office.revisions("2026-11"), 0);
    std::fs::remove_file(office.inbox("结果/直播电商部")).unwrap();
    until("another try", || office.inbox("已处理/十一月.xlsx").exists());
    assert!(stop(&mut watch));
    let log = said(&watch.wait_with_output().unwrap());
    assert!(log.contains("暂缓 十一月.xlsx"), "{log}");
    assert_eq!(office.revisions("2026-11"), 1);
}

#[test]
fn an_inbox_that_is_not_there_is_said_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(["watch", "没有", "--archive", "档案", "--once"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("E702"), "{}", said(&output));
    assert!(!folder.path().join("没有").exists());
}

#[test]
fn killed_at_any_moment_a_watch_loses_and_doubles_nothing() {
    const KILLS: u64 = 6;
    let office = Office::new();
    let inputs = [BEFORE, SAMPLE, "samples/errors/E201.xlsx"];
    // A linear congruential generator with Knuth's constants: moments that are spread, and the same in every run.
    let mut moment: u64 = 2026;
    for kill in 0..KILLS {
        for (at, input) in inputs.iter().enumerate() {
            std::fs::copy(project(input), office.inbox(&format!("{kill:02}-{at}.xlsx"))).unwrap();
        }
        let mut watch = office.watch();
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_millis(700 + (moment >> 33) % 1500));
        watch.kill().unwrap();
        watch.wait().unwrap();
    }
    // Whatever the kills left; one more workbook with an error, so that there is something to return in any case.
    std::fs::copy(project("samples/errors/E201.xlsx"), office.inbox("最后.xlsx")).unwrap();
    let last = office.once();
    assert_eq!(last.status.code(), Some(1), "{}", said(&last));
    let count = |folder: &str| office.names(folder).iter().filter(|name| !name.contains("问题清单")).count();
    let kills = usize::try_from(KILLS).unwrap();
    assert_eq!((count("已处理"), count("退回")), (2 * kills, kills + 1));
    assert_eq!(office.names("").into_iter().filter(|name| name.ends_with(".xlsx")).count(), 0);
    for name in office.names("退回").iter().filter(|name| !name.contains("问题清单")) {
        assert!(
            office.inbox("退回").join(name.replace(".xlsx", "_问题清单.xlsx")).exists(),
            "{name} lies there without its list"
        );
    }
    assert_eq!((office.revisions("2026-10"), office.revisions("2026-11")), (1, 1));
    assert!(office.verifies());
}
