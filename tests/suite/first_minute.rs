//! The first minute of somebody who has never seen the program: its name alone, a workbook dropped onto it, words for help.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const LANGUAGES: [(&str, &str, &str); 3] = [
    ("zh-CN", "绩效结果", "直播电商部"),
    ("zh-TW", "績效結果", "直播電商部"),
    ("en", "Scorebook results", "Live Commerce"),
];

fn scorebook(folder: &Path, lang: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", format!("{}.UTF-8", lang.replace('-', "_")))
        .env("TZ", "CST-8")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn sample(lang: &str, to: &Path) {
    let name = format!("samples/live-commerce-{lang}-2026-11.xlsx");
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(name), to).unwrap();
}

/// The commands that a list of choices shows: the lines below the choices.
fn commands(list: &str) -> Vec<String> {
    let lines = list.lines().filter_map(|line| line.trim().strip_prefix("scorebook "));
    lines.map(str::to_owned).collect()
}

/// A command line as a shell takes it apart.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('"').enumerate();
    quoted
        .flat_map(|(at, part)| {
            if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        })
        .collect()
}

#[test]
fn the_name_alone_leads_from_an_empty_folder_to_results_in_every_language() {
    for (lang, results, department) in LANGUAGES {
        let folder = tempfile::tempdir().unwrap();
        let step = |wanted: &str| {
            let list = scorebook(folder.path(), lang, &[]);
            assert_eq!(list.status.code(), Some(0), "{lang}: {}", said(&list));
            let text = printed(&list);
            let line = commands(&text).into_iter().find(|line| line.starts_with(wanted));
            let line = line.unwrap_or_else(|| panic!("{lang}: no {wanted} in\n{text}"));
            let words: Vec<String> = words(&line);
            let done = scorebook(folder.path(), lang, &words.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(done.status.code(), Some(0), "{lang}: {line}: {}", said(&done));
        };
        // Each command is one that the list itself shows.
        step("new live-commerce --sample");
        step("check");
        step("run");
        step("new --from");
        let month = fs::read_dir(folder.path().join(results).join(department)).unwrap().next().unwrap().unwrap().path();
        assert!(month.join("results.json").exists(), "{month:?}");
        let text = printed(&scorebook(folder.path(), lang, &[]));
        assert!(
            text.contains(&format!("{results}/{department}/")) || text.contains(&format!("{results}\\{department}\\")),
            "{text}"
        );
        assert!(text.matches(department).count() > 3, "both months are found: {text}");
    }
}

#[test]
fn an_archived_month_is_closed_from_the_menu_until_it_is_closed() {
    for (lang, ..) in LANGUAGES {
        let folder = tempfile::tempdir().unwrap();
        sample(lang, &folder.path().join("November 表.xlsx"));
        let listed = || commands(&printed(&scorebook(folder.path(), lang, &[])));
        let close = || listed().into_iter().find(|line| line.starts_with("archive close "));
        // Nothing is archived: there is nothing to close.
        assert_eq!(close(), None, "{lang}");
        let archived = listed().into_iter().find(|line| line.contains(" --archive ")).unwrap();
        let done = |line: &str| {
            let words = words(line);
            let done = scorebook(folder.path(), lang, &words.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(done.status.code(), Some(0), "{lang}: {line}: {}", said(&done));
        };
        done(&archived);
        let line = close().unwrap_or_else(|| panic!("{lang}: {:?}", listed()));
        assert!(line.ends_with(" --period 2026-11"), "{line}");
        done(&line);
        assert_eq!(close(), None, "{lang}: it is closed");
        // Of another period of that archive nothing is there yet.
        done(&listed().into_iter().find(|line| line.starts_with("new --from ")).unwrap());
        assert_eq!(close(), None, "{lang}: December is not archived");
    }
}

#[test]
fn a_workbook_dropped_onto_the_program_is_scored_beside_itself() {
    for (lang, results, department) in LANGUAGES {
        let folder = tempfile::tempdir().unwrap();
        let desk = folder.path().join("桌面 一");
        fs::create_dir(&desk).unwrap();
        sample(lang, &desk.join("十一月 表.xlsx"));
        let dropped = scorebook(folder.path(), lang, &["桌面 一/十一月 表.xlsx"]);
        assert_eq!(dropped.status.code(), Some(0), "{}", said(&dropped));
        assert!(desk.join(results).join(department).join("2026-11/results.json").exists(), "{}", said(&dropped));
        // Nothing is archived where nobody has an archive.
        let names: Vec<_> = fs::read_dir(&desk).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }
}

#[test]
fn a_dropped_workbook_is_archived_where_the_archives_folder_stands_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    sample("zh-CN", &folder.path().join("十一月.xlsx"));
    fs::create_dir(folder.path().join("绩效档案")).unwrap();
    for _ in 0..2 {
        let dropped = scorebook(folder.path(), "zh-CN", &["十一月.xlsx"]);
        assert_eq!(dropped.status.code(), Some(0), "{}", said(&dropped));
    }
    let revisions = folder.path().join("绩效档案/直播电商部/2026-11");
    assert!(revisions.join("r1").exists() && !revisions.join("r2").exists());
    // An archive named in another language is the same archive.
    fs::rename(folder.path().join("绩效档案"), folder.path().join("Scorebook archive")).unwrap();
    let again = scorebook(folder.path(), "zh-CN", &["十一月.xlsx"]);
    assert!(said(&again).contains("r1"), "{}", said(&again));
}

#[test]
fn a_dropped_workbook_with_errors_gets_a_list_of_them_beside_it_and_the_others_are_scored() {
    let folder = tempfile::tempdir().unwrap();
    sample("zh-CN", &folder.path().join("好.xlsx"));
    let bad = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/errors/E212.xlsx");
    fs::copy(bad, folder.path().join("坏.xlsx")).unwrap();
    for _ in 0..2 {
        let dropped = scorebook(folder.path(), "zh-CN", &["坏.xlsx", "好.xlsx", "没有.xlsx"]);
        assert_eq!(dropped.status.code(), Some(1), "{}", said(&dropped));
        for words in ["E212", "E702", "坏_问题清单.xlsx"] {
            assert!(said(&dropped).contains(words), "{words}: {}", said(&dropped));
        }
    }
    let list = fs::read(folder.path().join("坏_问题清单.xlsx")).unwrap();
    assert!(scorebook::pipeline::is_own_output(&list));
    assert!(folder.path().join("绩效结果/直播电商部/2026-11/results.json").exists());
    // What somebody else keeps under that name stays.
    fs::write(folder.path().join("坏_问题清单.xlsx"), "mine").unwrap();
    let dropped = scorebook(folder.path(), "zh-CN", &["坏.xlsx"]);
    assert!(said(&dropped).contains("E714"), "{}", said(&dropped));
    assert_eq!(fs::read(folder.path().join("坏_问题清单.xlsx")).unwrap(), b"mine");
}

#[test]
fn a_dropped_folder_is_scored_with_its_results_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let month = folder.path().join("十一月");
    fs::create_dir(&month).unwrap();
    sample("zh-CN", &month.join("a.xlsx"));
    for _ in 0..2 {
        let dropped = scorebook(folder.path(), "zh-CN", &["十一月"]);
        assert_eq!(dropped.status.code(), Some(0), "{}", said(&dropped));
    }
    assert!(month.join("绩效结果/直播电商部/2026-11/results.json").exists());
}

#[test]
fn help_is_there_for_whoever_does_not_know_its_option() {
    let folder = tempfile::tempdir().unwrap();
    let help = printed(&scorebook(folder.path(), "zh-CN", &["--help"]));
    assert!(help.contains("scorebook 文件…"), "{help}");
    for word in ["help", "帮助", "幫助"] {
        let output = scorebook(folder.path(), "zh-CN", &[word]);
        assert_eq!((output.status.code(), printed(&output)), (Some(0), help.clone()), "{word}");
    }
    let of_run = printed(&scorebook(folder.path(), "zh-CN", &["run", "--help"]));
    assert_eq!(printed(&scorebook(folder.path(), "zh-CN", &["帮助", "run"])), of_run);
}

#[test]
fn a_run_without_a_place_for_results_puts_them_beside_its_first_input() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("里")).unwrap();
    sample("zh-CN", &folder.path().join("里/a.xlsx"));
    let run = scorebook(folder.path(), "en", &["run", "里/a.xlsx"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(folder.path().join("里/Scorebook results/直播电商部/2026-11/results.json").exists());
    // The folder that is there is used, whatever the language of the day.
    let run = scorebook(folder.path(), "zh-CN", &["run", "里/a.xlsx"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    assert!(!folder.path().join("里/绩效结果").exists());
}

#[test]
fn a_person_is_found_by_name_and_two_of_one_name_by_id() {
    let folder = tempfile::tempdir().unwrap();
    sample("zh-CN", &folder.path().join("a.xlsx"));
    let why = |asked: &str| scorebook(folder.path(), "zh-CN", &["why", "a.xlsx", "--id", asked]);
    assert_eq!(printed(&why("赵立春")), printed(&why("E001")));
    assert!(printed(&why("赵立春")).starts_with("E001 赵立春"));
    let near = why("赵立");
    assert_eq!(near.status.code(), Some(1));
    assert!(said(&near).contains("E705") && said(&near).contains("赵立春"), "{}", said(&near));
}

#[test]
fn people_read_times_of_their_own_day_and_headings_of_their_own_language() {
    let folder = tempfile::tempdir().unwrap();
    sample("zh-CN", &folder.path().join("a.xlsx"));
    let run = scorebook(folder.path(), "zh-CN", &["run", "a.xlsx", "--archive", "档案"]);
    assert_eq!(run.status.code(), Some(0), "{}", said(&run));
    let log = printed(&scorebook(folder.path(), "zh-CN", &["archive", "log", "--archive", "档案"]));
    // The command has the time zone of `TZ`; Windows has one for everybody.
    let zone = if cfg!(windows) { chrono::Local::now().format(" %:z\t").to_string() } else { " +08:00\t".to_owned() };
    assert!(log.contains(&zone), "{log}");
    let journal = fs::read_to_string(folder.path().join("档案/journal.jsonl")).unwrap();
    let recorded: serde_json::Value = serde_json::from_str(journal.lines().next().unwrap()).unwrap();
    assert!(recorded["at"].as_str().unwrap().ends_with('Z'), "{recorded}");
    for (lang, heads) in [
        ("zh-CN", "部门,考核周期,版本,工号"),
        ("zh-TW", "部門,考核週期,版本,工號"),
        ("en", "Department,Period,Revision,ID"),
    ] {
        let table =
            scorebook(folder.path(), "zh-CN", &["archive", "export", "--archive", "档案", "--csv", "--lang", lang]);
        assert!(
            printed(&table).starts_with(&format!("\u{feff}{heads}")),
            "{}",
            printed(&table).lines().next().unwrap()
        );
    }
}

#[test]
fn a_score_form_is_offered_as_a_form_and_never_as_a_table_to_adopt() {
    let form = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/forms/f1_classic.xlsx");
    for (lang, results, department) in LANGUAGES {
        let folder = tempfile::tempdir().unwrap();
        fs::copy(&form, folder.path().join("form.xlsx")).unwrap();
        assert_eq!(commands(&printed(&scorebook(folder.path(), lang, &[])))[0], "form check form.xlsx", "{lang}");
        let dropped = said(&scorebook(folder.path(), lang, &["form.xlsx"]));
        assert!(dropped.contains("scorebook form check form.xlsx") && !dropped.contains("adopt"), "{dropped}");
        // With a month beside it each person gets one.
        sample(lang, &folder.path().join("11.xlsx"));
        let list = commands(&printed(&scorebook(folder.path(), lang, &[])));
        assert!(list.iter().any(|line| line == "run 11.xlsx --form form.xlsx"), "{list:?}");
        let done = scorebook(folder.path(), lang, &["run", "11.xlsx", "--form", "form.xlsx"]);
        assert_eq!(done.status.code(), Some(0), "{}", said(&done));
        assert!(folder.path().join(results).join(department).exists());
    }
}

#[test]
fn a_list_of_templates_tells_how_one_is_used_and_one_of_a_thing_is_one() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, ..) in LANGUAGES {
        let listed = scorebook(folder.path(), lang, &["templates"]);
        assert!(said(&listed).contains("scorebook new "), "{lang}: {}", said(&listed));
        assert!(!printed(&listed).contains("scorebook"), "a script reads names and titles alone");
    }
    fs::write(folder.path().join("note.txt"), "hello").unwrap();
    let dropped = said(&scorebook(folder.path(), "en", &["note.txt"]));
    assert!(dropped.contains(": 1 error, 0 warnings, 0 notes; mend"), "{dropped}");
}
