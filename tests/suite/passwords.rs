//! Opening passwords: they lock one workbook each, and are told nowhere.

use std::io::{Cursor, Read};
use std::path::Path;

use scorebook::lang::Lang;
use scorebook::output::{Book, Cell, Content, Style, write};
use scorebook::template;

use crate::batch::{content, said, scorebook};

const PASSWORD: &str = "开门-Σ4711";

/// A small department in which the first of the staff has a password; `change` has the last word on the staff's cells.
pub(crate) fn department(change: impl Fn(&mut Book, usize, (u32, u16))) -> Vec<u8> {
    let mut small = template::find("customer-service").unwrap();
    small.roles.iter_mut().for_each(|role| role.sample_people = role.sample_people.min(1));
    let mut book = template::sample(&small, Lang::ZhCn, "2026-11".parse().unwrap(), Some("锁部"));
    let (sheet, head) = book
        .sheets
        .iter()
        .enumerate()
        .find_map(|(at, sheet)| {
            let is_head = |cell: &Cell| cell.content == Content::Text("打开密码".to_owned());
            Some((at, *sheet.cells.iter().find(|(_, cell)| is_head(cell))?.0))
        })
        .unwrap();
    book.sheets[sheet].put(head.0 + 1, head.1, Cell::text(PASSWORD, Style::default()));
    change(&mut book, sheet, head);
    write::to_bytes(&book).unwrap()
}

/// Whether bytes hold the password, as UTF-8 or UTF-16, in themselves or in a part of a package.
fn tells(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |bytes: &[u8]| {
        [PASSWORD.as_bytes(), &wide].iter().any(|sign| bytes.windows(sign.len()).any(|window| window == *sign))
    };
    let inner = zip::ZipArchive::new(Cursor::new(bytes)).is_ok_and(|mut package| {
        (0..package.len()).any(|at| {
            let mut part = Vec::new();
            package.by_index(at).unwrap().read_to_end(&mut part).unwrap();
            holds(&part)
        })
    });
    holds(bytes) || inner
}

fn is_locked(path: &Path, bytes: &[u8]) -> bool {
    path.extension().is_some_and(|extension| extension == "xlsx") && bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

#[test]
fn a_password_locks_one_workbook_and_stands_in_no_output_message_or_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let input = department(|_, _, _| {});
    assert!(tells(&input), "the search finds a password where there is one");
    std::fs::write(folder.path().join("锁.xlsx"), &input).unwrap();
    for arguments in [
        &["run", "锁.xlsx", "-o", "结果", "--archive", "档案", "--json"][..],
        &["check", "锁.xlsx", "--json"],
        &["check", "锁.xlsx", "--issues", "清单.xlsx"],
        &["why", "锁.xlsx", "--id", "E001"],
        &["archive", "verify", "--archive", "档案"],
    ] {
        let output = scorebook(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        assert!(!tells(&output.stdout) && !tells(&output.stderr), "{arguments:?}");
    }
    let written = content(folder.path());
    let told: Vec<_> = written.iter().filter(|(_, bytes)| tells(bytes)).map(|(path, _)| path).collect();
    // The archive keeps the input as it was received.
    assert!(told.iter().all(|path| written[*path] == input), "{told:?}");
    assert_eq!(written.iter().filter(|(path, bytes)| is_locked(path, bytes)).count(), 2, "in 结果 and in the archive");
}

#[test]
fn a_problem_beside_a_password_is_shown_without_it() {
    let folder = tempfile::tempdir().unwrap();
    // 岗位 stands four columns before, the dates and the manager between are blank: its excerpt reaches the password.
    let bytes = department(|book, sheet, (row, column)| {
        book.sheets[sheet].put(row + 1, column - 4, Cell::text("没有的岗位", Style::default()));
        book.sheets[sheet].put(row + 1, column - 1, Cell::blank(Style::default()));
    });
    std::fs::write(folder.path().join("锁.xlsx"), bytes).unwrap();
    for arguments in [
        &["check", "锁.xlsx", "--issues", "清单.xlsx"][..],
        &["run", "锁.xlsx", "-o", "结果"],
        &["watch", "收", "--archive", "档案", "--once"],
    ] {
        if arguments[0] == "watch" {
            std::fs::create_dir(folder.path().join("收")).unwrap();
            std::fs::copy(folder.path().join("锁.xlsx"), folder.path().join("收/锁.xlsx")).unwrap();
        }
        let output = scorebook(folder.path(), arguments);
        assert!(
            said(&output).contains(if arguments[0] == "watch" { "退回" } else { "没有的岗位" }),
            "{}",
            said(&output)
        );
        assert!(!tells(&output.stdout) && !tells(&output.stderr), "{}", said(&output));
    }
    let lists = content(folder.path());
    let lists: Vec<_> = lists.iter().filter(|(path, _)| !path.ends_with("锁.xlsx")).collect();
    assert!(lists.iter().any(|(path, _)| path.ends_with("清单.xlsx")));
    assert!(
        lists.iter().all(|(_, bytes)| !tells(bytes)),
        "{:?}",
        lists.iter().map(|(path, _)| path).collect::<Vec<_>>()
    );
}
