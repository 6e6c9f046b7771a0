//! What stands in files and their names reaches the terminal, logs, tables and file names as plain text, and passwords reach nothing.

use std::io::Read;
use std::path::Path;

use crate::batch::{content, said, scorebook};
use crate::problems::book::Book;
use crate::problems::good;

/// Escape sequences, a title, line breaks, the other direction of reading, a bell.
const EVIL: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\n错误 E999\r\u{9b}31m\u{202e}\u{2028}恶";

fn steers(text: &str) -> bool {
    text.chars().any(|c| {
        (c.is_control() && c != '\n') || matches!(c, '\u{2028}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// A workbook whose every text holds what would steer a terminal; XML takes some of it as references only, so that the program
/// sees what a file can hold.
fn evil() -> Book {
    let mut book = good();
    // Text that is turned around is refused (E336): the workbook that is scored has none.
    let evil = EVIL.replace(['\u{1b}', '\u{7}', '\u{202e}'], "\u{9b}");
    book.set("考核信息!B1", format!("客服{evil}部").as_str())
        .set("人员名单!A2", format!("E{evil}1").as_str())
        .set("人员名单!B2", format!("张{evil}三").as_str())
        .set("人员名单!B3", "=HYPERLINK(\"http://x\")")
        .set("数据-客服!A2", format!("E{evil}1").as_str())
        .set("数据-客服!B2", format!("张{evil}三").as_str())
        .set("数据-客服!B3", "=HYPERLINK(\"http://x\")")
        .set("加减分!A2", format!("E{evil}1").as_str())
        .set("加减分!B2", format!("张{evil}三").as_str())
        .set("加减分!E2", format!("表扬{evil}").as_str());
    book
}

#[test]
fn no_command_sends_to_a_terminal_what_a_file_holds_to_steer_it() {
    let office = tempfile::tempdir().unwrap();
    let at = |path: &str| office.path().join(path);
    std::fs::write(at("好.xlsx"), evil().bytes()).unwrap();
    let mut bad = evil();
    bad.set("数据-客服!D2", format!("很多{EVIL}").replace(['\u{1b}', '\u{7}'], "\u{9b}").as_str())
        .set("考核指标!D3", "没有\u{9b}2J这个\n错误 E999 数据项")
        .set("考核指标!G2", "看着\u{202e}办\n错误 E999");
    let name = format!("坏{}.xlsx", EVIL.replace('/', "_"));
    if cfg!(unix) {
        std::fs::write(at(&name), bad.bytes()).unwrap();
    }
    std::fs::write(at("坏.xlsx"), bad.bytes()).unwrap();
    let id = "E001";
    let commands: [&[&str]; 12] = [
        &["check", "坏.xlsx"],
        &["check", "坏.xlsx", "--json"],
        &["check", "."],
        &["check", &name],
        &["run", "好.xlsx", "-o", "结果", "--archive", "档案"],
        &["run", "好.xlsx", "坏.xlsx", "-o", "两个", "--json"],
        &["run", &name, "-o", "三个"],
        &["why", "好.xlsx", "--id", id],
        &["why", "好.xlsx", "--id", "E002"],
        &["why", "好.xlsx", "--id", "E002", "--json"],
        &["why", &format!("没有{EVIL}.xlsx"), "--id", EVIL],
        &["archive", "export", "--archive", "档案", "--csv"],
    ];
    for command in commands {
        let output = scorebook(office.path(), command);
        let (told, data) = (said(&output), String::from_utf8(output.stdout.clone()).unwrap());
        assert!(!steers(&told), "{command:?}: {told:?}");
        let data = data.trim_start_matches('\u{feff}');
        assert!(!steers(data), "{command:?}: {data:?}");
        assert!(
            !told.lines().chain(data.lines()).any(|line| line.starts_with("错误 E999")),
            "{command:?} forges a line: {told}"
        );
    }
    for path in content(office.path()).keys().filter(|path| path.starts_with("结果") || path.starts_with("档案")) {
        assert!(!steers(&path.to_string_lossy()), "{path:?}");
    }
    let table = scorebook(office.path(), &["archive", "export", "--archive", "档案", "--csv"]);
    let table = String::from_utf8(table.stdout).unwrap();
    assert!(table.contains("'=HYPERLINK"), "{table}");
    assert_eq!(table.lines().count(), 5, "two people with two KPIs, and no row that a name forged: {table}");
}

/// Every text in a file, those of a workbook's parts too.
fn texts(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let mut all = String::from_utf8_lossy(&bytes).into_owned();
    if let Ok(mut package) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) {
        for index in 0..package.len() {
            let mut part = Vec::new();
            package.by_index(index).unwrap().read_to_end(&mut part).unwrap();
            all.push_str(&String::from_utf8_lossy(&part));
        }
    }
    all
}

#[test]
fn a_password_is_shown_nowhere_whatever_its_column_is_called() {
    const SECRET: &str = "kaimen-5721";
    for heading in
        ["打开密码", "打开密码(选填)", "密码(请保密)", "打開密碼", "Password", "密碼", "打开密吗", "口令", "Passwrod"]
    {
        let office = tempfile::tempdir().unwrap();
        let at = |path: &str| office.path().join(path);
        let mut book = good();
        book.set("人员名单!F1", heading)
            .set("人员名单!F2", SECRET)
            .set("人员名单!F3", SECRET)
            // A mistake in the very row, and one in the column.
            .set("人员名单!D2", "月初")
            .set("数据-客服!D2", "很多");
        std::fs::write(at("十一月.xlsx"), book.bytes()).unwrap();
        std::fs::create_dir(at("箱")).unwrap();
        std::fs::write(at("箱/十一月.xlsx"), book.bytes()).unwrap();
        let commands: [&[&str]; 5] = [
            &["check", "十一月.xlsx", "--issues", "清单.xlsx"],
            &["check", "十一月.xlsx", "--json"],
            &["run", "十一月.xlsx", "-o", "结果", "--json"],
            &["why", "十一月.xlsx", "--id", "E001", "--json"],
            &["watch", "箱", "--archive", "档案", "--once"],
        ];
        for command in commands {
            let output = scorebook(office.path(), command);
            assert!(!said(&output).contains(SECRET), "{heading} {command:?}: {}", said(&output));
            assert!(!String::from_utf8_lossy(&output.stdout).contains(SECRET), "{heading} {command:?}");
        }
        assert!(texts(&at("清单.xlsx")).contains("••••"), "{heading}: the column is in the list, hidden");
        for list in ["清单.xlsx", "箱/退回/十一月_问题清单.xlsx"] {
            assert!(!texts(&at(list)).contains(SECRET), "{heading} {list}");
        }
    }
}

#[test]
fn an_id_that_changed_hands_shares_neither_growth_nor_trend() {
    let office = tempfile::tempdir().unwrap();
    let at = |path: &str| office.path().join(path);
    let month = |period: &str, name: &str| {
        let mut book = good();
        book.set("考核信息!B2", period).set("考核指标!D2", "已解决数/上期已解决数").set("考核信息!B5", "不考核");
        for sheet in ["人员名单", "数据-客服", "加减分"] {
            book.set(&format!("{sheet}!B2"), name);
        }
        book
    };
    std::fs::write(at("十月.xlsx"), month("2026-10", "张三").bytes()).unwrap();
    std::fs::write(at("十一月.xlsx"), month("2026-11", "孙八").bytes()).unwrap();
    std::fs::write(at("同名.xlsx"), month("2026-11", " 张　三").bytes()).unwrap();
    let october = scorebook(office.path(), &["run", "十月.xlsx", "-o", "结果", "--archive", "档案"]);
    assert_eq!(october.status.code(), Some(0), "{}", said(&october));
    let other = scorebook(office.path(), &["run", "十一月.xlsx", "-o", "结果", "--archive", "档案"]);
    assert_eq!(other.status.code(), Some(0), "{}", said(&other));
    assert!(said(&other).contains("W810") && said(&other).contains("张三"), "{}", said(&other));
    let results = std::fs::read_to_string(at("结果/客服部/2026-11/results.json")).unwrap();
    let results: serde_json::Value = serde_json::from_str(&results).unwrap();
    let kpi = |person: usize| results["people"][person]["roles"][0]["kpis"][0]["status"].as_str().unwrap().to_owned();
    assert_eq!([kpi(0), kpi(1)], ["not_applicable", "scored"], "E001 has no history, E002 has");
    let same = scorebook(office.path(), &["check", "同名.xlsx", "--archive", "档案"]);
    assert!(!said(&same).contains("W810"), "one name, typed with other spaces: {}", said(&same));
}

#[test]
fn a_colleague_is_seen_in_a_reason_however_the_name_is_typed() {
    let office = tempfile::tempdir().unwrap();
    for (reason, named) in [
        ("替李四值班", true),
        ("替李 四值班", true),
        ("替Ｅ００２值班", true),
        ("替e002值班", true),
        ("替 E 002 值班", true),
        ("见E0021号单", false),
        ("受到表扬", false),
        ("替张三值班", false),
    ] {
        let mut book = good();
        book.set("加减分!E2", reason);
        std::fs::write(office.path().join("a.xlsx"), book.bytes()).unwrap();
        let output = scorebook(office.path(), &["check", "a.xlsx"]);
        assert_eq!(said(&output).contains("W801"), named, "{reason}: {}", said(&output));
    }
}
