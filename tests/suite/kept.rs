//! No command destroys what it did not make: everything that people have beside the program's own files is there afterwards.

use std::path::{Path, PathBuf};
use std::process::Output;

use crate::batch::{content, said, scorebook};
use crate::problems::book::Book;
use crate::problems::good;

/// A place with an archive of two months, inputs, a file of somebody's own, and results.
struct Office {
    folder: tempfile::TempDir,
}

fn workbook(department: &str, period: &str) -> Book {
    let mut book = good();
    book.set("考核信息!B1", department).set("考核信息!B2", period);
    book
}

impl Office {
    fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(office.at("月底")).unwrap();
        office.put("月底/十一月.xlsx", "客服部", "2026-11");
        std::fs::write(office.at("工资.xlsx"), "salaries").unwrap();
        let run = office.run(&["run", "月底/十一月.xlsx", "-o", "结果", "--archive", "档案"]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        office
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, department: &str, period: &str) {
        std::fs::write(self.at(path), workbook(department, period).bytes()).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        scorebook(self.folder.path(), arguments)
    }

    /// Runs a command that must be refused with a code and change nothing at all.
    fn refuses(&self, code: &str, arguments: &[&str]) {
        let before = content(self.folder.path());
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(code), "{arguments:?}: {}", said(&output));
        assert_eq!(content(self.folder.path()), before, "{arguments:?} changed something");
    }
}

#[test]
fn no_command_writes_into_over_or_around_an_archive_an_inbox_or_an_input() {
    let office = Office::new();
    std::fs::create_dir_all(office.at("箱/.scorebook-working")).unwrap();
    let input = "月底/十一月.xlsx";
    for out in ["档案", "档案/客服部", "档案/客服部/2026-11/r1", "月底/../档案", ".", "月底", "箱", "箱/结果"]
    {
        office.refuses("E710", &["run", input, "-o", out, "--archive", "档案"]);
    }
    for out in ["档案", "档案/客服部/汇总", "."] {
        let period = ["--department", "客服部", "--period", "2026Q4"];
        office.refuses("E710", &[&["rollup", "--archive", "档案", "-o", out], &period[..]].concat());
    }
    // Also where no argument names the archive.
    office.refuses("E710", &["run", input, "-o", "档案/新"]);
    office.refuses("E710", &["check", input, "--issues", "档案/清单.xlsx"]);
    office.refuses("E710", &["new", "-o", "档案/客服部/新.xlsx", "--force"]);
    office.refuses("E710", &["archive", "export", "--archive", "档案", "--csv", "-o", "档案/表.csv"]);
    office.refuses("E710", &["watch", "箱", "--archive", "箱/档案", "--once"]);
    office.refuses("E710", &["watch", "档案/客服部", "--archive", "档案", "--once"]);
    office.refuses("E710", &["watch", "箱", "--archive", ".", "--once"]);
}

#[test]
fn no_file_that_somebody_else_made_is_overwritten() {
    let office = Office::new();
    let input = "月底/十一月.xlsx";
    office.refuses("E710", &["check", input, "--issues", input]);
    office.refuses("E710", &["new", "--from", input, "-o", input, "--force"]);
    office.refuses("E714", &["check", input, "--issues", "工资.xlsx"]);
    office.refuses("E714", &["check", input, "--issues", "月底"]);
    office.refuses("E714", &["new", "-o", "工资.xlsx"]);
    office.refuses("E714", &["archive", "export", "--archive", "档案", "--csv", "-o", input]);
    office.refuses("E714", &["archive", "export", "--archive", "档案", "--csv", "-o", "工资.xlsx"]);
    // A file of several lists: not one is written where one can't be.
    office.put("月底/十二月.xlsx", "客服部", "2026-12");
    std::fs::write(office.at("清单-十二月.xlsx"), "mine").unwrap();
    office.refuses("E714", &["check", "月底", "--issues", "清单.xlsx"]);
}

#[test]
fn what_the_program_wrote_itself_is_written_again() {
    let office = Office::new();
    for _ in 0..2 {
        let list = office.run(&["check", "月底/十一月.xlsx", "--issues", "清单.xlsx"]);
        assert_eq!(list.status.code(), Some(0), "{}", said(&list));
        let table = office.run(&["archive", "export", "--archive", "档案", "--csv", "-o", "表.csv"]);
        assert_eq!(table.status.code(), Some(0), "{}", said(&table));
        let run = office.run(&["run", "月底", "-o", "结果", "--archive", "档案"]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    }
    // The list belongs to whoever saved it since: a program that saves notes the moment.
    let saved = saved_again(&std::fs::read(office.at("清单.xlsx")).unwrap());
    std::fs::write(office.at("清单.xlsx"), saved).unwrap();
    office.refuses("E714", &["check", "月底/十一月.xlsx", "--issues", "清单.xlsx"]);
}

/// A workbook as Excel leaves it: another moment of change.
fn saved_again(bytes: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        if name == "docProps/core.xml" {
            let core = String::from_utf8(text).unwrap();
            let at = core.find("<dcterms:modified").unwrap();
            let (head, tail) = core.split_at(at);
            let open = tail.find('>').unwrap() + 1;
            let close = tail.find("</dcterms:modified>").unwrap();
            text = format!("{head}{}2026-12-01T09:00:00Z{}", &tail[..open], &tail[close..]).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&text).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn results_that_people_worked_on_stay_and_the_archive_gains_nothing_either() {
    let office = Office::new();
    office.put("月底/十一月.xlsx", "客服部", "2026-11");
    let again = ["run", "月底/改.xlsx", "-o", "结果", "--archive", "档案"];
    let mut changed = workbook("客服部", "2026-11");
    changed.set("数据-客服!D2", 91.0);
    std::fs::write(office.at("月底/改.xlsx"), changed.bytes()).unwrap();
    let month = office.at("结果/客服部/2026-11");
    let sheet = first_below(&month.join("个人评分表"));
    let written = std::fs::read(&sheet).unwrap();
    std::fs::write(&sheet, saved_again(&written)).unwrap();
    office.refuses("E713", &again);
    std::fs::write(&sheet, written).unwrap();
    std::fs::write(month.join("谈话记录.docx"), "mine").unwrap();
    office.refuses("E712", &again);
    std::fs::remove_file(month.join("谈话记录.docx")).unwrap();
    let run = office.run(&again);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
}

fn first_below(folder: &Path) -> PathBuf {
    content(folder).keys().map(|path| folder.join(path)).find(|path| path.extension().is_some()).unwrap()
}

#[test]
fn departments_of_one_folder_name_in_separate_runs_never_replace_each_other() {
    let long = "很长的部门名称".repeat(7);
    for (first, second) in [
        ("a/b", "a_b"),
        ("财务部.", "财务部"),
        ("_CON", "CON"),
        (&*format!("{long}一"), &*format!("{long}二")),
        ("Sales", "SALES"),
        ("Ａ部", "A部"),
        ("Cafe\u{301}", "Caf\u{e9}"),
    ] {
        let office = Office::new();
        office.put("一.xlsx", first, "2026-11");
        office.put("二.xlsx", second, "2026-11");
        let run = office.run(&["run", "一.xlsx", "-o", "两个"]);
        assert_eq!(run.status.code(), Some(0), "{}", said(&run));
        office.refuses("E711", &["run", "二.xlsx", "-o", "两个"]);
        office.refuses("E711", &["run", "二.xlsx", "-o", "两个", "--archive", "档案"]);
    }
}

#[test]
fn an_input_that_is_no_file_is_told_at_once_by_every_command() {
    let office = Office::new();
    std::fs::create_dir(office.at("文件夹.xlsx")).unwrap();
    office.refuses("E715", &["why", "文件夹.xlsx", "--id", "E001"]);
    office.refuses("E715", &["new", "--from", "文件夹.xlsx", "-o", "新.xlsx"]);
    let sparse = std::fs::File::create(office.at("稀疏.xlsx")).unwrap();
    sparse.set_len(3 * 1024 * 1024 * 1024).unwrap();
    for arguments in [
        &["check", "稀疏.xlsx"][..],
        &["run", "稀疏.xlsx", "-o", "新"],
        &["why", "稀疏.xlsx", "--id", "E001"],
        &["new", "--from", "稀疏.xlsx", "-o", "新.xlsx"],
    ] {
        let output = office.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert!(said(&output).contains("E112"), "{arguments:?} {}", said(&output));
    }
    assert!(!office.at("新").exists() && !office.at("新.xlsx").exists());
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_circles_of_links_never_make_a_command_wait() {
    use std::os::unix::fs::symlink;
    let office = Office::new();
    let made = std::process::Command::new("mkfifo").arg(office.at("月底/管道.xlsx")).status().unwrap();
    assert!(made.success());
    symlink("/dev/zero", office.at("月底/零.xlsx")).unwrap();
    for round in ["月底/回来", "月底/再回来"] {
        symlink("..", office.at(round)).unwrap();
    }
    symlink("自己.xlsx", office.at("月底/自己.xlsx")).unwrap();
    for arguments in [&["check", "月底"][..], &["run", "月底", "-o", "新"]] {
        let output = office.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        assert_eq!(said(&output).matches("E715").count(), 2, "{}", said(&output));
    }
    assert!(office.at("新/客服部/2026-11/results.json").exists(), "the others are done");
    for arguments in [&["why", "/dev/zero", "--id", "E001"][..], &["new", "--from", "/dev/zero", "-o", "新.xlsx"]] {
        assert!(said(&office.run(arguments)).contains("E715"));
    }
}
