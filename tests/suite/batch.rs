//! Batches as people run them: one table at the end, parts for several machines, faults of inputs and places.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use calamine::Reader;
use scorebook::lang::Lang;
use scorebook::output::write;
use scorebook::template;

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    command.args(arguments).current_dir(folder).env_remove("LC_ALL").env("LANG", "zh_CN.UTF-8");
    command
}

pub(crate) fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A small department's workbook: the fewest people that a template's roles allow.
fn department(name: &str, period: &str) -> Vec<u8> {
    let mut small = template::find("customer-service").unwrap();
    small.roles.iter_mut().for_each(|role| role.sample_people = role.sample_people.min(1));
    let book = template::sample(&small, Lang::ZhCn, period.parse().unwrap(), Some(name));
    write::to_bytes(&book).unwrap()
}

/// Every file below a folder with its content. The archive's own lock is no content.
pub(crate) fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(content(&path).into_iter().map(|(below, bytes)| (path.join(below), bytes)));
        } else if path.file_name().is_some_and(|name| name != ".lock") {
            found.insert(path.clone(), std::fs::read(path).unwrap());
        }
    }
    found.into_iter().map(|(path, bytes)| (path.strip_prefix(folder).unwrap_or(&path).to_owned(), bytes)).collect()
}

/// What a file says, but for how far the archive's journal reached when its run began.
fn without_seal(path: &Path, bytes: &[u8]) -> String {
    let is = |end: &str| path.to_string_lossy().ends_with(end);
    if is("绩效汇总.xlsx") {
        let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let cells = book.worksheets().into_iter().flat_map(|(name, sheet)| {
            let cells: Vec<String> =
                sheet.used_cells().map(|(row, column, cell)| format!("{name} {row} {column} {cell}")).collect();
            cells
        });
        return cells.filter(|cell| !cell.contains("scorebook-seal/")).collect::<Vec<_>>().join("\n");
    }
    if is("manifest.json") || is("current.json") {
        let text = String::from_utf8_lossy(bytes);
        return text
            .lines()
            .filter(|line| !["sha256", "bytes", "journal"].iter().any(|field| line.contains(field)))
            .collect();
    }
    format!("{bytes:?}")
}

#[test]
fn the_parts_of_a_batch_together_are_the_batch() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("各部门");
    std::fs::create_dir(&inputs).unwrap();
    // More workbooks than a batch keeps in memory, two months each, one department typed in two ways.
    for number in 1..=13 {
        for period in ["2026-10", "2026-11"] {
            let name =
                if (number, period) == (1, "2026-11") { "ｓales 1 ".to_owned() } else { format!("Sales {number}") };
            std::fs::write(inputs.join(format!("{number}-{period}.xlsx")), department(&name, period)).unwrap();
        }
    }
    std::fs::write(inputs.join("坏.xlsx"), "<html><table></table></html>").unwrap();
    let whole = scorebook(folder.path(), &["run", "各部门", "-o", "一次", "--archive", "档案一", "--no-person-files"]);
    assert_eq!(whole.status.code(), Some(1), "{}", said(&whole));

    let mut told = 0;
    for part in ["1/3", "2/3", "3/3"] {
        let output = scorebook(
            folder.path(),
            &["run", "各部门", "-o", "分份", "--archive", "档案二", "--no-person-files", "--shard", part],
        );
        told += said(&output).matches("E108").count();
        assert!(said(&output).contains("没有处理") || !said(&output).contains("已按要求停下"));
    }
    assert_eq!(told, 1, "the unreadable file belongs to one part");
    let once = content(&folder.path().join("一次"));
    assert!(once.keys().filter(|path| path.ends_with("results.json")).count() == 26, "{:?}", once.keys());
    for (one, other) in [("一次", "分份"), ("档案一", "档案二")] {
        let (one, other) = (content(&folder.path().join(one)), content(&folder.path().join(other)));
        assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        for (path, bytes) in one.iter().filter(|(path, _)| !path.ends_with("journal.jsonl")) {
            let (one, other) = (without_seal(path, bytes), without_seal(path, &other[path]));
            assert!(one == other, "{} differs", path.display());
        }
    }
}

#[test]
fn the_same_inputs_give_the_same_bytes_again_and_with_any_number_of_workers() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("多")).unwrap();
    for (name, period) in [("甲部", "2026-10"), ("甲部", "2026-11"), ("乙部", "2026-11")] {
        let path = folder.path().join(format!("多/{name}{period}.xlsx"));
        std::fs::write(path, department(name, period)).unwrap();
    }
    let run = |out: &str, jobs: &str| {
        let archive = format!("{out}档案");
        let output = scorebook(folder.path(), &["run", "多", "-o", out, "--archive", &archive, "--jobs", jobs]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let mut kept = content(&folder.path().join(archive));
        // The journal alone holds the clock, and the acts in the order in which they ended.
        kept.retain(|path, _| !path.ends_with("journal.jsonl"));
        (content(&folder.path().join(out)), kept)
    };
    let (one, kept) = run("一", "1");
    assert!(one.len() > 12, "summaries, score sheets, results and manifests: {:?}", one.keys());
    let (two, also_kept) = run("二", "2");
    // And again over the archive that holds them: its journal has grown since, and nothing else.
    let (again, kept_on) = run("一", "2");
    assert!(again == one && kept_on == kept);
    for (all, others) in [(&one, &two), (&kept, &also_kept)] {
        let differing: Vec<_> =
            all.keys().chain(others.keys()).filter(|path| all.get(*path) != others.get(*path)).collect();
        assert_eq!(differing, Vec::<&PathBuf>::new());
    }
}

#[test]
fn the_table_has_a_line_for_every_input_and_the_totals_add_up() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("月底")).unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join("月底").join(name), bytes).unwrap();
    put("客服一部.xlsx", &department("客服一部", "2026-11"));
    put("重复.xlsx", &department("客服二部", "2026-11"));
    put("重复 (2).xlsx", &department("客服二部", "2026-11"));
    put("空.xlsx", b"");
    let output = scorebook(folder.path(), &["run", "月底", "-o", "结果"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    let line = |begin: &str| text.lines().filter(|line| line.starts_with(begin)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(line("部门 ").len(), 1, "{text}");
    assert!(line("客服一部")[0].contains("2026-11") && line("客服一部")[0].ends_with("秒"), "{text}");
    assert_eq!(line("客服二部").len(), 2, "{text}");
    assert!(line("客服二部").iter().all(|line| line.contains("错误 1")), "{text}");
    assert!(line("空.xlsx")[0].contains("错误 1"), "{text}");
    assert_eq!(text.matches("E701").count(), 2, "{text}");
    assert!(text.contains("共 4 个文件：完成 1 个，有错误 3 个，程序未能完成 0 个"), "{text}");
    assert!(folder.path().join("结果/客服一部/2026-11/results.json").exists());
    assert!(!folder.path().join("结果/客服二部").exists());
}

#[test]
fn departments_that_are_one_name_for_the_file_system_get_a_folder_each() {
    let folder = tempfile::tempdir().unwrap();
    for (file, name) in [("a.xlsx", "甲/乙"), ("b.xlsx", "甲:乙")] {
        std::fs::write(folder.path().join(file), department(name, "2026-11")).unwrap();
    }
    let output = scorebook(folder.path(), &["run", "a.xlsx", "b.xlsx", "-o", "结果"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(folder.path().join("结果/甲_乙/2026-11/results.json").exists());
    assert!(folder.path().join("结果/甲_乙~2/2026-11/results.json").exists());
}

#[test]
fn a_batch_with_hostile_files_in_it_does_the_others_and_says_what_each_is() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("混在一起");
    std::fs::create_dir(&inputs).unwrap();
    let whole = department("正常部", "2026-11");
    std::fs::write(inputs.join("正常部.xlsx"), &whole).unwrap();
    let hostile = crate::hostile::files();
    assert!(hostile.len() >= 10, "{}", hostile.len());
    for (number, bytes) in hostile.iter().enumerate() {
        std::fs::write(inputs.join(format!("恶意{number:02}.xlsx")), bytes).unwrap();
    }
    std::fs::write(inputs.join("半截.xlsx"), &whole[..whole.len() / 2]).unwrap();
    let output = scorebook(folder.path(), &["run", "混在一起", "-o", "结果", "--archive", "档案"]);
    let text = said(&output);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for number in 0..hostile.len() {
        let name = format!("恶意{number:02}.xlsx");
        let line = text.lines().find(|line| line.starts_with(&name)).unwrap_or_else(|| panic!("{name}: {text}"));
        assert!(line.contains("错误"), "{line}");
    }
    let made: Vec<_> = std::fs::read_dir(folder.path().join("结果")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(made, ["正常部"]);
    assert_eq!(scorebook(folder.path(), &["archive", "verify", "--archive", "档案"]).status.code(), Some(0));
}

#[cfg(unix)]
fn interrupt(child: &std::process::Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_between_two_workbooks_and_another_run_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("多");
    std::fs::create_dir(&inputs).unwrap();
    for number in 1..=12 {
        std::fs::write(inputs.join(format!("{number:02}.xlsx")), department(&format!("第{number:02}部"), "2026-11"))
            .unwrap();
    }
    let arguments = ["run", "多", "-o", "结果", "--archive", "档案", "--jobs", "1"];
    let mut command = command(folder.path(), &arguments);
    let child = command.stderr(Stdio::piped()).spawn().unwrap();
    while !folder.path().join("结果").exists() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    interrupt(&child);
    let output = child.wait_with_output().unwrap();
    let text = said(&output);
    assert_eq!(output.status.code(), Some(2), "{text}");
    assert!(text.contains("已按要求停下"), "{text}");
    let results = || content(&folder.path().join("结果"));
    let done = results().keys().filter(|path| path.ends_with("manifest.json")).count();
    assert!((1..12).contains(&done), "{done}");
    assert!(results().keys().all(|path| !path.to_string_lossy().contains(".scorebook-")), "nothing half-written");
    assert_eq!(scorebook(folder.path(), &["archive", "verify", "--archive", "档案"]).status.code(), Some(0));
    assert_eq!(scorebook(folder.path(), &arguments).status.code(), Some(0));
    assert_eq!(results().keys().filter(|path| path.ends_with("manifest.json")).count(), 12);
}

#[test]
fn two_processes_on_one_archive_leave_every_revision_whole() {
    let folder = tempfile::tempdir().unwrap();
    for (side, name) in [("左", "左部"), ("右", "右部")] {
        std::fs::create_dir(folder.path().join(side)).unwrap();
        for month in 1..=4 {
            let period = format!("2026-0{month}");
            std::fs::write(folder.path().join(side).join(format!("{period}.xlsx")), department(name, &period)).unwrap();
            // One workbook that both process.
            std::fs::write(folder.path().join(side).join("同.xlsx"), department("同部", "2026-11")).unwrap();
        }
    }
    let run = |side: &str| {
        let out = format!("结果{side}");
        command(folder.path(), &["run", side, "-o", &out, "--archive", "档案"]).stderr(Stdio::piped()).spawn().unwrap()
    };
    for child in [run("左"), run("右")] {
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }
    let verified = scorebook(folder.path(), &["archive", "verify", "--archive", "档案"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
    assert!(folder.path().join("档案/同部/2026-11/r1").exists());
    assert!(!folder.path().join("档案/同部/2026-11/r2").exists(), "the same input makes one revision");
    assert!(folder.path().join("档案/左部/2026-04/r1").exists() && folder.path().join("档案/右部/2026-04/r1").exists());
}
