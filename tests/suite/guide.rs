//! The guides: every command in them is run, and shows what the guide says that it shows. `SCOREBOOK_UPDATE=1` writes what it shows now.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use scorebook::lang::Lang;
use scorebook::output::{Cell, Content, Style, write};
use scorebook::template;

/// A guide: its file, its language, the workbook with five mistakes, and the folder that a reader works in.
const GUIDES: [(&str, Lang, &str, &str, &str); 3] = [
    ("docs/guide.zh-CN.md", Lang::ZhCn, "五处错误.xlsx", "看情况给分", "D:/绩效"),
    ("docs/guide.zh-TW.md", Lang::ZhTw, "五處錯誤.xlsx", "視情況給分", "D:/績效"),
    ("docs/guide.md", Lang::En, "five mistakes.xlsx", "as the manager sees fit", "D:/scores"),
];

/// Lines of an output that a guide shows whole; of a longer one it shows the beginning and the end.
const WHOLE: usize = 18;
const BEGINNING: usize = 11;
const END: usize = 3;
const ELIDED: &str = "…";

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn is_update() -> bool {
    std::env::var_os("SCOREBOOK_UPDATE").is_some()
}

/// A month as it comes in: a figure with a word, one that lacks, a stranger, weights of 105% and a rule that nobody can read.
fn five_mistakes(lang: Lang, rule: &str) -> Vec<u8> {
    let template = template::find("customer-service").unwrap();
    let mut book = template::sample(&template, lang, "2026-11".parse().unwrap(), None);
    let about = if lang == Lang::En {
        "about 20000"
    } else if lang == Lang::ZhTw {
        "約2萬"
    } else {
        "约2万"
    };
    let text = |text: &str| Content::Text(text.to_owned());
    let changes = [
        (3, (4, 2), text("45%")),
        (3, (5, 6), text(rule)),
        (8, (6, 2), text(about)),
        (8, (7, 3), Content::Blank),
        (10, (6, 0), text("E099")),
    ];
    for (sheet, (row, column), content) in changes {
        let old = &book.sheets[sheet].cells[&(row, column)];
        assert_ne!(old.content, Content::Blank, "{sheet} {row} {column}");
        let style = Style { ..old.style.clone() };
        book.sheets[sheet].put(row, column, Cell::new(content, style));
    }
    write::to_bytes(&book).unwrap()
}

#[test]
fn the_committed_workbooks_of_the_guides_are_those_made_here() {
    for (_, lang, name, rule, _) in GUIDES {
        let path = root("samples/guide").join(name);
        let made = five_mistakes(lang, rule);
        if is_update() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &made).unwrap();
        }
        assert!(fs::read(&path).is_ok_and(|kept| kept == made), "{}: renew it with SCOREBOOK_UPDATE=1", path.display());
    }
}

/// A command line as a shell takes it apart.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(at, part)| {
            if at % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }
        })
        .collect()
}

/// What a terminal shows of a command.
fn shown(folder: &Path, lang: Lang, line: &str, place: &str) -> Vec<String> {
    let words = words(line);
    let (program, arguments) = words.split_first().unwrap();
    assert_eq!(program, "scorebook", "{line}");
    let output = Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env("LANG", format!("{}.UTF-8", lang.tag().replace('-', "_")))
        .env("TZ", "CST-8")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = [output.stderr, output.stdout].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    let real = folder.canonicalize().unwrap().display().to_string();
    let text = text.replace(real.trim_start_matches(r"\\?\"), place);
    // The guide shows paths of one system.
    let text = if cfg!(windows) { text.replace('\\', "/") } else { text };
    text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect()
}

/// Whether an output is what a guide shows of it.
fn is_shown(output: &[String], guide: &[String]) -> bool {
    match guide.iter().position(|line| line == ELIDED) {
        None => output == guide,
        Some(at) => {
            let (beginning, end) = (&guide[..at], &guide[at + 1..]);
            output.len() > guide.len() && output.starts_with(beginning) && output.ends_with(end)
        }
    }
}

fn shortened(output: &[String]) -> Vec<String> {
    if output.len() <= WHOLE {
        return output.to_vec();
    }
    let beginning = output[..BEGINNING].iter().cloned();
    beginning.chain([ELIDED.to_owned()]).chain(output[output.len() - END..].iter().cloned()).collect()
}

#[test]
fn every_command_of_the_guides_gives_what_they_show() {
    for (file, lang, mistakes, _, place) in GUIDES {
        let path = root(file);
        let guide = fs::read_to_string(&path).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (mut renewed, mut wrong, mut commands) = (String::new(), Vec::new(), 0);
        let mut lines = guide.lines().peekable();
        while let Some(line) = lines.next() {
            renewed.push_str(&format!("{line}\n"));
            if line != "```console" {
                continue;
            }
            while let Some(command) = lines.next_if(|line| *line != "```") {
                let typed = command.strip_prefix("$ ").unwrap_or_else(|| panic!("{file}: {command}"));
                let mut told = Vec::new();
                while let Some(line) = lines.next_if(|line| *line != "```" && !line.starts_with("$ ")) {
                    told.push(line.to_owned());
                }
                // It lies there when it is first spoken of.
                if typed.contains(mistakes) {
                    fs::copy(root("samples/guide").join(mistakes), folder.path().join(mistakes)).unwrap();
                }
                let output = shown(folder.path(), lang, typed, place);
                commands += 1;
                if !is_shown(&output, &told) {
                    wrong.push(format!("{file}: {typed}\n{}", output.join("\n")));
                }
                renewed.push_str(&format!("{command}\n"));
                shortened(&output).iter().for_each(|line| renewed.push_str(&format!("{line}\n")));
            }
        }
        assert!(commands >= 9, "{file}: {commands} commands");
        if is_update() {
            fs::write(&path, renewed).unwrap();
        } else {
            assert!(
                wrong.is_empty(),
                "renew them with SCOREBOOK_UPDATE=1 and read what changed\n{}",
                wrong.join("\n\n")
            );
        }
    }
}

#[test]
fn the_pictures_of_the_guides_are_there_and_each_is_used() {
    let mut used = std::collections::BTreeSet::new();
    for (file, ..) in GUIDES {
        let guide = fs::read_to_string(root(file)).unwrap();
        for rest in guide.split("](guide/").skip(1) {
            let name = rest.split(')').next().unwrap().to_owned();
            assert!(root("docs/guide").join(&name).is_file(), "{file}: {name}");
            used.insert(name);
        }
    }
    let kept = fs::read_dir(root("docs/guide")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(kept.collect::<std::collections::BTreeSet<_>>(), used);
}
