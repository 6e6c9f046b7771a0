//! A drop folder among people who do not trust each other: what is put in to lead the program astray comes back unread, and nothing
//! outside the drop folder is read, written or replaced.
#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::problems::book::Book;
use crate::problems::good;

struct Office {
    folder: tempfile::TempDir,
}

fn workbook(department: &str, period: &str) -> Book {
    let mut book = good();
    book.set("考核信息!B1", department).set("考核信息!B2", period);
    book
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

impl Office {
    fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(office.at("箱")).unwrap();
        office
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, book: &Book) {
        std::fs::write(self.at(path), book.bytes()).unwrap();
    }

    fn command(&self, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
        command.args(["watch", "箱", "--archive", "档案"]).args(more).current_dir(self.folder.path());
        command.env_remove("LC_ALL").env_remove("LANG").stderr(Stdio::piped());
        command
    }

    fn once(&self, more: &[&str]) -> Output {
        self.command(&[&["--once"], more].concat()).output().unwrap()
    }

    /// The departments that were archived.
    fn departments(&self) -> Vec<String> {
        let mut names = self.names("档案");
        names.retain(|name| self.at("档案").join(name).is_dir());
        names
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.at(folder)).into_iter().flatten();
        let mut names: Vec<String> = entries
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|n| !n.starts_with('.'))
            .collect();
        names.sort();
        names
    }
}

fn stop(mut child: Child) -> String {
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not stop");
        std::thread::sleep(Duration::from_millis(20));
    }
    said(&child.wait_with_output().unwrap())
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn links_pipes_folders_and_what_else_is_no_file_come_back_unread() {
    let office = Office::new();
    office.put("别人的.xlsx", &workbook("财务部", "2026-11"));
    office.put("箱/自己的.xlsx", &workbook("客服部", "2026-11"));
    symlink(office.at("别人的.xlsx"), office.at("箱/链接.xlsx")).unwrap();
    symlink("/dev/zero", office.at("箱/设备.xlsx")).unwrap();
    symlink("没有.xlsx", office.at("箱/断链.xlsx")).unwrap();
    symlink(".", office.at("箱/圈.xlsx")).unwrap();
    assert!(Command::new("mkfifo").arg(office.at("箱/管道.xlsx")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(office.at("箱/口.xlsx"));
    std::fs::create_dir(office.at("箱/文件夹.xlsx")).unwrap();
    std::fs::write(office.at("箱/文件夹.xlsx/里面.txt"), "mine").unwrap();
    let output = office.once(&[]);
    let log = said(&output);
    assert_eq!(output.status.code(), Some(1), "{log}");
    for (name, word) in
        [("链接", "链接"), ("设备", "链接"), ("断链", "链接"), ("圈", "链接"), ("管道", "管道"), ("文件夹", "文件夹")]
    {
        assert!(office.at(&format!("箱/退回/{name}.xlsx")).symlink_metadata().is_ok(), "{name}: {log}");
        assert!(office.at(&format!("箱/退回/{name}_问题清单.xlsx")).is_file(), "{name}");
        let line = log.lines().find(|line| line.contains(&format!("退回 {name}.xlsx：E715")));
        assert!(line.is_some_and(|line| line.contains(word)), "{name}: {log}");
    }
    assert_eq!(std::fs::read_to_string(office.at("箱/退回/文件夹.xlsx/里面.txt")).unwrap(), "mine");
    assert!(office.at("箱/已处理/自己的.xlsx").is_file(), "the others are done: {log}");
    assert_eq!(office.departments(), ["客服部"], "nothing was read through a link");
    assert!(office.at("别人的.xlsx").is_file());
}

#[test]
fn folders_of_the_watch_that_are_links_or_files_are_refused_and_nothing_is_written_through_them() {
    for name in ["退回", "已处理", "结果", ".scorebook-working"] {
        let office = Office::new();
        std::fs::create_dir(office.at("别处")).unwrap();
        symlink(office.at("别处"), office.at("箱").join(name)).unwrap();
        office.put("箱/十一月.xlsx", &workbook("客服部", "2026-11"));
        let output = office.once(&[]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
        assert!(said(&output).contains("E716"), "{name}: {}", said(&output));
        assert_eq!(office.names("别处"), Vec::<String>::new());
        assert!(office.at("箱/十一月.xlsx").is_file());
        assert!(!office.at("档案").exists());
    }
}

#[test]
fn a_folder_that_is_exchanged_while_the_watch_runs_gets_nothing() {
    let office = Office::new();
    let watch = office.command(&[]).spawn().unwrap();
    until("folders", || office.at("箱/结果").exists());
    std::fs::create_dir(office.at("别处")).unwrap();
    for name in ["退回", "已处理"] {
        std::fs::rename(office.at("箱").join(name), office.at(name)).unwrap();
        symlink(office.at("别处"), office.at("箱").join(name)).unwrap();
    }
    let mut bad = workbook("客服部", "2026-11");
    bad.set("数据-客服!D2", "很多");
    office.put("箱/坏.xlsx", &bad);
    std::thread::sleep(Duration::from_secs(4));
    let log = stop(watch);
    assert_eq!(office.names("别处"), Vec::<String>::new(), "{log}");
    assert!(log.contains("E716"), "{log}");
    // Put right, the next start does what was left.
    for name in ["退回", "已处理"] {
        std::fs::remove_file(office.at("箱").join(name)).unwrap();
        std::fs::rename(office.at(name), office.at("箱").join(name)).unwrap();
    }
    assert_eq!(office.once(&[]).status.code(), Some(1));
    assert!(office.at("箱/退回/坏.xlsx").is_file());
}

#[test]
fn every_name_comes_back_and_none_replaces_another_or_forges_a_line_of_the_log() {
    let office = Office::new();
    let mut bad = workbook("客服部", "2026-11");
    bad.set("数据-客服!D2", "很多");
    let long = format!("{}ab.xlsx", "长".repeat(82));
    let forged = "甲\n2026-12-01T00:00:00Z 完成 假.xlsx：财务部 2026-11，99 人已计分\u{1b}[2K.xlsx";
    // Somebody's own file that is called like the list of another.
    for name in [long.as_str(), forged, "乙.xlsx", "乙_问题清单.xlsx", "丙~2.xlsx", "\u{202e}xslx.乙.xlsx", "丁.XLSX"]
    {
        office.put(&format!("箱/{name}"), &bad);
        bad.set("数据-客服!D3", name.chars().count().to_string().as_str());
    }
    let output = office.once(&[]);
    let log = said(&output);
    assert_eq!(output.status.code(), Some(1), "{log}");
    assert_eq!(office.names("箱").len(), 3, "nothing is left but the folders: {:?}", office.names("箱"));
    let returned = office.names("箱/退回");
    assert_eq!(returned.len(), 14, "seven workbooks and seven lists: {returned:#?}");
    // Nor does the name that they come back under steer the terminal of whoever lists the folder.
    assert!(returned.iter().all(|name| !name.contains(['\u{1b}', '\n', '\u{202e}'])), "{returned:#?}");
    let lists = returned.iter().filter(|name| {
        let bytes = std::fs::read(office.at("箱/退回").join(name)).unwrap();
        scorebook::workbook::read(&bytes).value.is_some_and(|book| book.is_own_output)
    });
    assert_eq!(lists.count(), 7);
    assert_eq!(log.lines().count(), 7, "{log}");
    assert!(log.lines().all(|line| line.contains(" 退回 ")), "{log}");
    assert!(!log.contains(['\u{1b}', '\u{202e}', '\r']), "{log:?}");
}

#[test]
fn a_second_revision_is_told_with_what_changed() {
    let office = Office::new();
    office.put("箱/十一月.xlsx", &workbook("客服部", "2026-11"));
    assert_eq!(office.once(&[]).status.code(), Some(0));
    let mut changed = workbook("客服部", "2026-11");
    changed.set("数据-客服!D2", 91.0);
    office.put("箱/十一月.xlsx", &changed);
    let output = office.once(&[]);
    let log = said(&output);
    assert_eq!(output.status.code(), Some(0), "{log}");
    let changes: Vec<&str> = log.lines().filter(|line| line.contains("变化 十一月.xlsx")).collect();
    assert!(changes[0].contains("r2"), "{log}");
    assert!(changes.iter().any(|line| line.contains("91")), "{log}");
}

#[test]
fn an_office_hands_in_for_its_own_department_only_and_finds_its_results_there() {
    let office = Office::new();
    let only = ["--only", "财务部=财务", "--only", "销售部=销售", "--only", "市场部=销售"];
    assert_eq!(office.once(&only).status.code(), Some(0));
    for (file, department) in [
        ("箱/财务/自己.xlsx", "财务部"),
        ("箱/财务/别人的.xlsx", "销售部"),
        ("箱/销售/销售.xlsx", "销售部"),
        ("箱/销售/市场.xlsx", "市场部"),
        ("箱/放错.xlsx", "财务部"),
        ("箱/没有规定.xlsx", "人事部"),
    ] {
        office.put(file, &workbook(department, "2026-11"));
    }
    let output = office.once(&only);
    let log = said(&output);
    assert_eq!(output.status.code(), Some(1), "{log}");
    assert_eq!(log.matches("E718").count(), 3, "{log}");
    assert_eq!(office.names("箱/财务/结果"), ["财务部"]);
    assert_eq!(office.names("箱/财务/退回"), ["别人的.xlsx", "别人的_问题清单.xlsx"]);
    let mut sold = office.names("箱/销售/结果");
    sold.sort();
    assert_eq!(sold, ["市场部", "销售部"]);
    assert_eq!(office.names("箱/结果"), Vec::<String>::new(), "results go only there");
    assert!(office.at("箱/退回/放错.xlsx").is_file() && office.at("箱/退回/没有规定.xlsx").is_file());
    assert_eq!(office.departments(), ["市场部", "财务部", "销售部"]);
    // A link in an office's place would lead into another's.
    std::fs::remove_dir_all(office.at("箱/财务")).unwrap();
    symlink("销售", office.at("箱/财务")).unwrap();
    let linked = office.once(&only);
    assert!(said(&linked).contains("E716"), "{}", said(&linked));
    for wrong in ["财务部", "财务部=../外面", "=x", "财务部=.scorebook-working"] {
        assert_eq!(office.once(&["--only", wrong]).status.code(), Some(2), "{wrong}");
    }
}

/// A workbook whose reading takes longer in a build for tests than what came with it is kept waiting; below the most cells that are read.
fn slow() -> Vec<u8> {
    use std::io::{Cursor, Write};
    let bytes = workbook("慢部", "2026-11").bytes();
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        if text.contains("客户表扬") || name.ends_with("sheet6.xml") {
            let mut rows = String::new();
            for row in 100..32_000 {
                rows.push_str(&format!("<row r=\"{row}\">"));
                for column in ["T", "U", "V", "W", "X", "Y", "Z", "AA", "AB", "AC", "AD", "AE", "AF", "AG", "AH"] {
                    rows.push_str(&format!("<c r=\"{column}{row}\"><v>{row}.25</v></c>"));
                }
                rows.push_str("</row>");
            }
            text = text.replace("</sheetData>", &format!("{rows}</sheetData>"));
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(text.as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[cfg(debug_assertions)]
#[test]
fn a_slow_workbook_comes_back_when_its_time_is_over_and_stops_nobody() {
    let office = Office::new();
    std::fs::write(office.at("箱/慢.xlsx"), slow()).unwrap();
    let old = std::time::SystemTime::now() - Duration::from_secs(3600);
    // What was written long ago is not waited for.
    let age =
        |file: &str| std::fs::File::options().write(true).open(office.at(file)).unwrap().set_modified(old).unwrap();
    age("箱/慢.xlsx");
    let watch = office.command(&["--limit", "1"]).spawn().unwrap();
    until("returned", || office.at("箱/退回/慢.xlsx").is_file());
    let log = stop(watch);
    assert!(log.contains("退回 慢.xlsx：E717"), "{log}");
    assert!(!office.at("档案/慢部").exists(), "what was given up is not published");
    // With time enough it is done, and what came with it does not wait for it.
    std::fs::rename(office.at("箱/退回/慢.xlsx"), office.at("箱/慢.xlsx")).unwrap();
    for number in 1..=3 {
        office.put(&format!("箱/快{number}.xlsx"), &workbook(&format!("第{number}部"), "2026-11"));
        age(&format!("箱/快{number}.xlsx"));
    }
    let watch = office.command(&[]).spawn().unwrap();
    until("the slow one", || office.at("箱/已处理").join("慢.xlsx").exists() || office.at("箱/退回/慢.xlsx").exists());
    until("the quick ones", || (1..=3).all(|number| office.at(&format!("箱/已处理/快{number}.xlsx")).is_file()));
    // By the log's order: how soon each came is the machine's matter.
    let log = stop(watch);
    let told = |file: &str| log.find(file).unwrap_or_else(|| panic!("{file} is not in {log}"));
    assert!((1..=3).any(|number| told(&format!("快{number}.xlsx")) < told("慢.xlsx")), "{log}");
}

#[test]
fn what_a_stopped_watch_had_begun_is_there_for_the_next() {
    let office = Office::new();
    for number in 1..=6 {
        office.put(&format!("箱/{number}.xlsx"), &workbook(&format!("第{number}部"), "2026-11"));
    }
    let watch = office.command(&[]).spawn().unwrap();
    until("the first", || !office.names("箱/已处理").is_empty());
    stop(watch);
    let done = office.names("箱/已处理").len();
    let left = office.names("箱").iter().filter(|name| Path::new(name).extension().is_some()).count();
    assert_eq!(done + left, 6, "each lies in the inbox or is done");
    assert_eq!(office.once(&[]).status.code(), Some(0));
    assert_eq!(office.names("箱/已处理").len(), 6);
}
