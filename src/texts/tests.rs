//! Every language is complete: the same texts, the same attributes, the same arguments, no mistakes in a file.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// The `{ $name }` arguments that a text uses, by id (`E101`, `E101.hint`).
fn arguments(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, source) in sources(lang) {
        let mut id = String::new();
        let mut entry = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let start = line.split('=').next().unwrap_or_default().trim();
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                id = start.to_owned();
                entry = id.clone();
                assert!(found.insert(entry.clone(), BTreeSet::new()).is_none(), "{} has {id} twice", lang.tag());
            } else if start.starts_with('.') && line.contains('=') {
                entry = format!("{id}{start}");
                found.insert(entry.clone(), BTreeSet::new());
            }
            for part in line.split('$').skip(1) {
                let name: String =
                    part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
                found.entry(entry.clone()).or_default().insert(name);
            }
        }
    }
    found
}

#[test]
fn every_file_is_well_formed() {
    for lang in Lang::ALL {
        for (area, source) in sources(lang) {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("{}/{area}: {errors:?}", lang.tag());
            }
        }
    }
}

#[test]
fn every_language_has_every_text_with_the_same_arguments() {
    let first = arguments(Lang::ZhCn);
    for lang in [Lang::ZhTw, Lang::En] {
        let other = arguments(lang);
        for (id, args) in &first {
            assert_eq!(other.get(id), Some(args), "{} {id}", lang.tag());
        }
        for id in other.keys() {
            assert!(first.contains_key(id), "{} has {id}, which zh-CN lacks", lang.tag());
        }
    }
}
