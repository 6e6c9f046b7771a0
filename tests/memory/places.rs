//! Commands over places: files beside the input that grew beyond every sense, an archive whose files did, a form for many people,
//! workbooks that came back with more rows than were sent, folders full of what nobody can read.

use std::fs::{self, File, OpenOptions};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Instant;

use super::{
    LONGEST, PATIENCE, PEAK_BYTES, cells, commands, container, is_optimised, part, peak, program, row, worked,
};

const SAMPLE: &[u8] = include_bytes!("../../samples/customer-service-zh-CN-2026-11.xlsx");
const FORM: &[u8] = include_bytes!("../fixtures/forms/f1_classic.xlsx");

/// Hardly anything on the disk.
const SPARSE: u64 = 3 << 30;

/// Runs the program and holds it to the bounds; what is wrong is put on the list.
struct Trial<'a> {
    folder: &'a Path,
    wrong: &'a mut Vec<String>,
}

impl Trial<'_> {
    fn run(&mut self, what: &str, arguments: &[&str], says: &str) -> Output {
        let mut command = Command::new(program());
        command.args(arguments).args(["--lang", "zh-CN"]).current_dir(self.folder);
        let (begun, before) = (Instant::now(), worked());
        let output = command.output().unwrap();
        let (took, work) = (begun.elapsed(), worked() - before);
        if is_optimised() && (work > LONGEST || took > PATIENCE) {
            self.wrong.push(format!("{what}: {work:?} of work in {took:?}"));
        }
        let said = String::from_utf8_lossy(&[output.stdout.clone(), output.stderr.clone()].concat()).into_owned();
        if output.status.code().is_none() || said.contains("panicked") || !said.contains(says) {
            let end: String = said.chars().take(400).collect();
            self.wrong.push(format!("{what}: {:?}, {says} expected, {end}", output.status));
        }
        assert!(peak() <= PEAK_BYTES, "{what}: {} bytes at the peak", peak());
        output
    }

    /// Where a file that must be there is.
    fn find(&self, below: &str, name: &str) -> PathBuf {
        let mut open = vec![self.folder.join(below)];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    open.push(entry);
                } else if entry.file_name().unwrap().to_string_lossy() == name {
                    return entry;
                }
            }
        }
        panic!("no {name} below {below}");
    }
}

fn grown(path: &Path) {
    OpenOptions::new().write(true).open(path).unwrap().set_len(SPARSE).unwrap();
}

/// Every case, in a folder of its own.
pub(super) fn cases(folder: &Path, wrong: &mut Vec<String>) {
    let mut trial = Trial { folder, wrong };
    fs::create_dir(folder).unwrap();
    fs::write(folder.join("部门.xlsx"), SAMPLE).unwrap();
    results_that_grew(&mut trial);
    archives_that_grew(&mut trial);
    answers_of_many_rows(&mut trial);
    // Minutes without optimisation.
    if is_optimised() {
        a_form_for_many(&mut trial);
        folders_full(&mut trial);
    }
}

/// Files of our own in the place of results: what is looked at to know whose they are ends somewhere.
fn results_that_grew(trial: &mut Trial<'_>) {
    const RUN: &[&str] = &["run", "部门.xlsx", "-o", "成绩", "--no-person-files"];
    trial.run("results", RUN, "");
    let month = trial.find("成绩", "manifest.json").parent().unwrap().to_owned();
    let kept = month.with_file_name("留");
    for (what, file, code) in [
        ("results whose manifest has 3 GB", "manifest.json", "E71"),
        ("results of which one file has 3 GB", "results.json", "E71"),
    ] {
        copied(&month, &kept);
        grown(&month.join(file));
        trial.run(what, RUN, code);
        fs::remove_dir_all(&month).unwrap();
        fs::rename(&kept, &month).unwrap();
    }
    File::create(trial.folder.join("清单.xlsx")).unwrap().set_len(SPARSE).unwrap();
    trial.run("a list of problems onto a file of 3 GB", &["check", "部门.xlsx", "--issues", "清单.xlsx"], "E714");
    File::create(trial.folder.join("表样.xlsx")).unwrap().set_len(SPARSE).unwrap();
    trial.run("a form of 3 GB", &["run", "部门.xlsx", "-o", "新", "--form", "表样.xlsx"], "E112");
    trial.run("a form of 3 GB that is looked at", &["form", "check", "表样.xlsx"], "E112");
    trial.run("a table of 3 GB to adopt", &["adopt", "表样.xlsx", "-o", "成表.xlsx"], "E112");
    fs::rename(trial.folder.join("表样.xlsx"), trial.folder.join("表样.toml")).unwrap();
    trial.run("a template of 3 GB", &["new", "表样.toml", "-o", "新表.xlsx"], "50 MB");
}

/// Every file of an archive, one after the other.
fn archives_that_grew(trial: &mut Trial<'_>) {
    const RUN: &[&str] = &["run", "部门.xlsx", "-o", "成绩二", "--archive", "档案", "--no-person-files"];
    const VERIFY: &[&str] = &["archive", "verify", "--archive", "档案"];
    trial.run("an archive", RUN, "");
    let archive = trial.folder.join("档案");
    let kept = trial.folder.join("档案留");
    for name in ["archive.json", "journal.jsonl", "current.json", "manifest.json", "results.json", "facts.json"] {
        copied(&archive, &kept);
        grown(&trial.find("档案", name));
        let what = format!("an archive whose {name} has 3 GB");
        trial.run(&format!("{what}, verified"), VERIFY, "E6");
        trial.run(&format!("{what}, listed"), &["archive", "list", "--archive", "档案"], "");
        trial.run(&format!("{what}, its log"), &["archive", "log", "--archive", "档案"], "");
        trial.run(&format!("{what}, written to"), RUN, "");
        fs::remove_dir_all(&archive).unwrap();
        fs::rename(&kept, &archive).unwrap();
    }
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copied(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A rating workbook that came back with twenty thousand rows more than were asked for, on each of its sheets.
fn answers_of_many_rows(trial: &mut Trial<'_>) {
    fs::write(trial.folder.join("互评.xlsx"), commands::who_mark_openly(2)).unwrap();
    trial.run("two rating workbooks", &["ratings", "send", "互评.xlsx", "-o", "发出"], "");
    let sent = fs::read_dir(trial.folder.join("发出")).unwrap().map(|entry| entry.unwrap().path()).next().unwrap();
    fs::create_dir(trial.folder.join("收回")).unwrap();
    let more = row(&["E9", "张九", "主播", "同级", "90", "很好"]).repeat(20_000);
    let returned = with_rows(&fs::read(sent).unwrap(), &more);
    fs::write(trial.folder.join("收回/答.xlsx"), returned).unwrap();
    trial.run(
        "an answer of forty thousand rows that nobody asked for",
        &["ratings", "collect", "互评.xlsx", "收回", "-o", "齐.xlsx"],
        "E742",
    );
}

/// The same workbook with rows at the end of each sheet.
fn with_rows(bytes: &[u8], rows: &str) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name.contains("worksheets/sheet") {
            let text = String::from_utf8(content).unwrap();
            content = text.replace("</sheetData>", &format!("{rows}</sheetData>")).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// A form with as many places as it may have, filled for five hundred people.
fn a_form_for_many(trial: &mut Trial<'_>) {
    fs::write(trial.folder.join("多人.xlsx"), container(super::department_of(500, "多", 500, |_| "1".to_owned())))
        .unwrap();
    fs::write(trial.folder.join("大表样.xlsx"), with_rows(FORM, &row(&["{{姓名}}"; 10]).repeat(190))).unwrap();
    trial.run(
        "a form of two thousand places for five hundred people",
        &["run", "多人.xlsx", "-o", "多", "--form", "大表样.xlsx"],
        "",
    );
}

/// Folders of many files, none of which can be read, and of many that can.
fn folders_full(trial: &mut Trial<'_>) {
    let bombs = trial.folder.join("下载");
    fs::create_dir(&bombs).unwrap();
    let bomb = cells("<row><c><v>", "0".repeat(1000), 300_000, "</v></c></row>");
    let text = container(vec![part("x", "")]);
    for number in 0..60 {
        fs::write(bombs.join(format!("{number}.xlsx")), if number % 8 == 0 { &bomb } else { &text }).unwrap();
    }
    let mut beside = Trial { folder: &bombs, wrong: trial.wrong };
    beside.run("a folder of sixty workbooks that can't be read, looked at", &[], "");
    trial.run(
        "a drop folder of sixty workbooks that can't be read",
        &["watch", "下载", "--archive", "新档案", "--once"],
        "E112",
    );
}
