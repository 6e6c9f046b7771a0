//! The direction of imports: each stage may use the stages before it, never one after.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and documents itself by its name"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The stages, earliest first; a module may use modules of its own and of every earlier group.
const ORDER: &[&[&str]] = &[
    &["cell", "decimal", "lang", "period", "quantity", "text", "unit", "error", "file_name"],
    &["messages"],
    &["problem"],
    &["workbook", "history"],
    // The model holds formulas and rules as understood; they name its roles, targets and directions.
    &["formula", "rule", "model"],
    &["check"],
    &["score", "rollup"],
    &["output"],
    &["form"],
    &["template", "report", "prove"],
    &["adopt"],
    &["revision"],
    &["pipeline"],
    &["archive"],
    &["cli"],
];

fn stage(module: &str) -> Option<usize> {
    ORDER.iter().position(|group| group.contains(&module))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn source_files() -> Vec<PathBuf> {
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// The modules of this crate that a source text names: behind `crate::`, also the several ones of `crate::{a, b::C}`.
fn crate_modules(code: &str) -> Vec<String> {
    names_behind(code, "crate::")
}

/// The first names of the paths that begin with `prefix`, which no `super::` stands in front of.
fn names_behind(code: &str, prefix: &str) -> Vec<String> {
    let plain: String =
        code.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(|line| [line, "\n"]).collect();
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    let mut used = Vec::new();
    let pieces: Vec<&str> = plain.split(prefix).collect();
    for (at, (before, part)) in pieces.iter().zip(pieces.iter().skip(1)).enumerate() {
        // Further up than `prefix` leads.
        if before.ends_with("super::") || (at > 0 && before.is_empty()) {
            continue;
        }
        let Some(group) = part.trim_start().strip_prefix('{') else {
            used.push(name(part));
            continue;
        };
        let mut depth = 0_u32;
        let mut item = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => used.push(name(&std::mem::take(&mut item))),
                _ => item.push(c),
            }
        }
        used.push(name(&item));
    }
    used.retain(|module| !module.is_empty() && module != "super");
    used
}

#[test]
fn modules_are_found_in_every_way_that_code_names_them() {
    let code =
        "use crate::{a::{B, C}, d,\n    e::F as G,\n};\n// crate::comment\nuse crate::h::*;\nfn f(x: crate::i::J) {}";
    assert_eq!(crate_modules(code), ["a", "d", "e", "h", "i"]);
}

fn module_of(path: &Path) -> String {
    let relative = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = relative.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn imports_go_from_later_stages_to_earlier_ones_only() {
    let mut wrong = Vec::new();
    for path in source_files() {
        let module = module_of(&path);
        if module == "lib" || module == "main" {
            continue;
        }
        let own = stage(&module).unwrap_or_else(|| panic!("{module} has no place in the order of stages"));
        let code = fs::read_to_string(&path).unwrap();
        for used in crate_modules(&code) {
            if stage(&used).is_some_and(|theirs| theirs > own) {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Which part of its room uses which others; a part is a file or a folder with all below it. Tests don't count.
fn uses_inside(room: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let name = room.file_name().unwrap().to_string_lossy().into_owned();
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in rust_files(room) {
        let inside = path.strip_prefix(room).unwrap().with_extension("");
        let mut modules: Vec<String> =
            inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        modules.retain(|module| module != "mod");
        let Some(part) = modules.first().cloned().filter(|_| modules.last().is_some_and(|last| last != "tests")) else {
            continue;
        };
        let whole = fs::read_to_string(&path).unwrap();
        let code = whole.split("#[cfg(test)]\nmod ").next().unwrap();
        let mut named = names_behind(code, &"super::".repeat(modules.len()));
        named.extend(names_behind(code, &format!("crate::{name}::")));
        uses.entry(part).or_default().extend(named);
    }
    let parts: BTreeSet<String> = uses.keys().cloned().collect();
    uses.iter_mut().for_each(|(part, used)| used.retain(|other| other != part && parts.contains(other)));
    uses
}

/// Everything that a part leads to.
fn reached(uses: &BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![from.to_owned()];
    while let Some(part) = open.pop() {
        for next in uses.get(&part).into_iter().flatten() {
            if found.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    found
}

#[test]
fn there_is_no_circle_inside_a_room() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut circles = BTreeSet::new();
    for room in rooms {
        let name = room.file_name().unwrap().to_string_lossy().into_owned();
        let uses = uses_inside(&room);
        for part in uses.keys() {
            let there = reached(&uses, part);
            let circle: Vec<&String> = there.iter().filter(|other| reached(&uses, other).contains(part)).collect();
            if !circle.is_empty() {
                circles.insert(format!("{name}: {circle:?}"));
            }
        }
    }
    assert!(circles.is_empty(), "{circles:?}");
}

#[test]
fn a_circle_is_seen_however_its_paths_begin() {
    let code = "use super::a;\nuse crate::room::{b, c::D};\nuse super::super::e;\nfn f() { super::g::h() }";
    assert_eq!(names_behind(code, "super::"), ["a", "g"]);
    assert_eq!(names_behind(code, "super::super::"), ["e"]);
    assert_eq!(names_behind(code, "crate::room::"), ["b", "c"]);
    let uses = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")];
    let uses = uses.map(|(part, used)| (part.to_owned(), BTreeSet::from([used.to_owned()]))).into();
    assert!(reached(&uses, "a").contains("a") && !reached(&uses, "d").contains("d"));
}

#[test]
fn a_department_comes_out_of_check_and_of_rollup_and_of_nothing_else() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut makers = BTreeSet::new();
    for path in source_files() {
        let place = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let code = fs::read_to_string(&path).unwrap();
        if code.contains("Department::checked(") {
            makers.insert(place.split('/').next().unwrap().to_owned());
        }
        assert!(!code.contains("Department::unchecked(") || place.ends_with("tests.rs"), "{place}");
    }
    assert_eq!(makers, ["check", "rollup"].map(str::to_owned).into());
}

/// What every host does with workbooks goes through [`pipeline`](scorebook::pipeline); these are the rooms behind it.
const BEHIND_THE_FRONT: &[&str] = &["workbook", "check", "score", "rollup", "report", "output", "prove"];

#[test]
fn the_command_line_and_the_archive_call_the_pipeline_and_none_of_the_rooms_behind_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for path in source_files() {
        let place = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if !(place.starts_with("cli/") || place.starts_with("archive/")) {
            continue;
        }
        let used = crate_modules(&fs::read_to_string(&path).unwrap());
        wrong.extend(
            used.iter()
                .filter(|used| BEHIND_THE_FRONT.contains(&used.as_str()))
                .map(|used| (place.clone(), used.clone())),
        );
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Where the file system, the clock, threads or the environment may be met; two doors between decimals and floats.
const EDGES: &[&str] = &[
    "archive/actor.rs",
    "archive/disk.rs",
    "archive/lock.rs",
    "cli/clock.rs",
    "cli/default_places.rs",
    "cli/inputs.rs",
    "cli/locale.rs",
    "cli/may_write/mod.rs",
    "cli/pdf/mod.rs",
    "cli/run/job.rs",
    "cli/run/replace_folder.rs",
    "cli/source.rs",
    "cli/staging.rs",
    "cli/start/look.rs",
    "cli/watch/arrivals.rs",
    "cli/watch/claims.rs",
    "cli/watch/moving.rs",
    "cli/watch/own_folders.rs",
    "cli/watch/pace.rs",
    "cli/watch/workers.rs",
    "decimal.rs",
];

#[test]
fn only_the_edges_ask_for_what_clippy_forbids_and_each_says_why() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut asking = Vec::new();
    for path in source_files() {
        let code = fs::read_to_string(&path).unwrap();
        for rest in code.split("clippy::disallowed_").skip(1) {
            let attribute = rest.split(')').next().unwrap();
            assert!(attribute.contains("reason = "), "{}: {attribute}", path.display());
            asking.push(path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
    asking.dedup();
    assert_eq!(asking, EDGES);
}

#[test]
fn every_dependency_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    let code: String = ["src", "tests", "benches"]
        .iter()
        .filter(|folder| root.join(folder).is_dir())
        .flat_map(|folder| rust_files(&root.join(folder)))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let names = |table: &str| manifest[table].as_table().unwrap().keys().cloned().collect::<Vec<_>>();
    let unused: Vec<String> = [names("dependencies"), names("dev-dependencies")]
        .concat()
        .into_iter()
        .filter(|name| {
            let module = name.replace('-', "_");
            // A path through the crate, or a derive or feature that others turn on by its name.
            !code.contains(&format!("{module}::")) && !code.contains(&format!("use {module}"))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn no_source_file_is_longer_than_500_lines() {
    let long: Vec<_> =
        source_files().into_iter().filter(|path| fs::read_to_string(path).unwrap().lines().count() > 500).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn each_workbook_library_is_known_in_one_room_only() {
    // calamine stands beside our own reader, and reads for the engine that proves our outputs: nothing else leans on it.
    let rooms: [(&str, &[&str]); 3] = [
        ("calamine", &["src/workbook/second", "src/prove/engine"]),
        ("ironcalc_base", &["src/prove/engine"]),
        ("rust_xlsxwriter", &["src/output/write"]),
    ];
    for (library, rooms) in rooms {
        for path in source_files() {
            let path_text = path.to_string_lossy().replace('\\', "/");
            let inside = rooms.iter().any(|room| path_text.contains(room));
            let code = fs::read_to_string(&path).unwrap();
            let uses =
                code.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{library}::")));
            assert!(inside || !uses, "{} uses {library}", path.display());
        }
    }
}

/// The lexicon and the grammar of rules as data: only here may a word stand that people write.
const LEXICON: &[&str] = &["forms.rs", "limits.rs", "numeral.rs", "patterns.rs", "vocabulary.rs"];

/// The string and character literals of a source text before its tests, without what formatting fills in.
fn literals(code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for line in code.split("#[cfg(test)]").next().unwrap().lines() {
        let mut letters = line.chars().peekable();
        while let Some(c) = letters.next() {
            if c == '/' && letters.peek() == Some(&'/') {
                break;
            }
            let mut literal = String::new();
            if c == '"' {
                while let Some(c) = letters.next().filter(|c| *c != '"') {
                    literal.push(if c == '\\' { letters.next().map_or(' ', |_| ' ') } else { c });
                }
            } else if c == '\'' {
                let mut rest = letters.clone();
                if let (Some(c), Some('\'')) = (rest.next(), rest.next()) {
                    literal.push(c);
                    letters = rest;
                }
            }
            let mut depth = 0_u32;
            literal.retain(|c| {
                depth += u32::from(c == '{');
                let kept = depth == 0;
                depth -= u32::from(c == '}' && depth > 0);
                kept
            });
            out.push(literal);
        }
    }
    out
}

#[test]
fn words_that_people_write_in_rules_stand_in_the_lexicon_alone() {
    let han = |text: &str| text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    assert!(literals("if word == \"扣\" { 'x'; } // \"不\"").contains(&"扣".to_owned()));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rule/read");
    let mut wrong = Vec::new();
    for path in rust_files(&root) {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if LEXICON.contains(&name.as_str()) {
            continue;
        }
        // The makers of English clauses and its lists of words have names in the Latin alphabet.
        let latin = !name.starts_with("english");
        let code = fs::read_to_string(&path).unwrap();
        let word = |text: &&String| han(text) || latin && text.chars().any(|c| c.is_ascii_alphabetic());
        wrong.extend(literals(&code).iter().filter(word).map(|text| format!("{name}: {text}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
