//! The direction of imports: each stage may use the stages before it, never one after.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and documents itself by its name"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The stages, earliest first; a module may use modules of its own and of every earlier group.
const ORDER: &[&[&str]] = &[
    &["cell", "decimal", "lang", "period", "text", "unit", "error"],
    &["texts"],
    &["diagnostic"],
    &["workbook", "history"],
    // The model holds formulas and rules as understood; they name its roles, targets and directions.
    &["formula", "rule", "model"],
    &["check"],
    &["score", "rollup"],
    &["book"],
    &["template", "report"],
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
        for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for part in line.split("crate::").skip(1) {
                let used: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                let Some(theirs) = stage(&used) else { continue };
                if theirs > own {
                    wrong.push(format!("{}:{} uses {used}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_source_file_is_longer_than_500_lines() {
    let long: Vec<_> =
        source_files().into_iter().filter(|path| fs::read_to_string(path).unwrap().lines().count() > 500).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn each_workbook_library_is_known_in_one_room_only() {
    // calamine is the tests' second reader: no source file leans on it.
    for (library, room) in [("calamine", "tests/"), ("rust_xlsxwriter", "src/book/write")] {
        for path in source_files() {
            let inside = path.to_string_lossy().replace('\\', "/").contains(room);
            let code = fs::read_to_string(&path).unwrap();
            let uses =
                code.lines().any(|line| !line.trim_start().starts_with("//") && line.contains(&format!("{library}::")));
            assert!(inside || !uses, "{} uses {library}", path.display());
        }
    }
}
