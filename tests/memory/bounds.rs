//! Every bound that the sources name stands in `bounds.tsv` with what shows that it holds: a case of the memory tests by its name, or a
//! test by file and name; or with why it is no bound. A constant that is new, gone or named wrongly fails here.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const TABLE: &str = "tests/memory/bounds.tsv";

/// Kinds that sizes, counts and times have.
const KINDS: [&str; 11] =
    ["u8", "u16", "u32", "u64", "u128", "usize", "i32", "i64", "Duration", "std::time::Duration", "AtomicUsize"];

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|end| end == "rs") {
            found.push(entry);
        }
    }
}

/// The name of the constant of a number that a line defines.
fn constant(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let line = match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(") ")?.1,
        Some(rest) => rest.trim_start(),
        None => line,
    };
    let (name, rest) = line.strip_prefix("const ")?.split_once(": ")?;
    let (kind, _) = rest.split_once(" =")?;
    (KINDS.contains(&kind) && name != "_").then_some(name)
}

/// Every constant of the sources: `src/check/mod.rs PEOPLE`.
fn constants() -> BTreeSet<(String, String)> {
    let mut files = Vec::new();
    sources(&home().join("src"), &mut files);
    let mut found = BTreeSet::new();
    for file in files {
        let path = file.strip_prefix(home()).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&file).unwrap();
        found.extend(text.lines().filter_map(constant).map(|name| (path.clone(), name.to_owned())));
    }
    found
}

#[test]
fn every_bound_of_the_sources_is_named_with_what_shows_that_it_holds() {
    let table = fs::read_to_string(home().join(TABLE)).unwrap();
    let cases: String =
        ["tests/memory.rs", "tests/memory/commands.rs", "tests/memory/page.rs", "tests/memory/places.rs"]
            .iter()
            .map(|file| fs::read_to_string(home().join(file)).unwrap())
            .collect();
    let mut wrong = Vec::new();
    let mut named: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [file, name, kind, shown] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}")
        };
        *named.entry((file.to_owned(), name.to_owned())).or_default() += 1;
        let holds = match kind {
            "case" => cases.contains(&format!("\"{shown}\"")),
            "test" => shown.split_once(' ').is_some_and(|(path, test)| {
                fs::read_to_string(home().join(path)).is_ok_and(|text| text.contains(&format!("fn {test}(")))
            }),
            // Drawn, named or calculated by us: nothing that somebody hands in makes it larger.
            "none" => !shown.is_empty(),
            _ => false,
        };
        if !holds {
            wrong.push(format!("{file} {name}: no such {kind}: {shown}"));
        }
    }
    let constants = constants();
    assert!(constants.len() > 300, "{} constants found", constants.len());
    // `*` stands for the constants of a file, or of a folder, that are no bounds.
    let whole: Vec<&str> = named.keys().filter(|(_, name)| name == "*").map(|(file, _)| file.as_str()).collect();
    for (file, name) in &constants {
        let own = named.contains_key(&(file.clone(), name.clone()));
        if !own && !whole.iter().any(|whole| file.starts_with(whole)) {
            wrong.push(format!("{file} {name}: which case shows that it holds?"));
        }
    }
    for ((file, name), times) in &named {
        if *times > 1 || name != "*" && !constants.contains(&(file.clone(), name.clone())) {
            wrong.push(format!("{file} {name}: named {times} times, or no longer there"));
        }
    }
    for line in table.lines().filter(|line| line.contains("\t*\t")) {
        if line.split('\t').nth(2) != Some("none") {
            wrong.push(format!("a whole file is no bound: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{TABLE}:\n{}", wrong.join("\n"));
}
