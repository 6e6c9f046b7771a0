//! Each family of rules in wordings of English and of Taiwanese and Hong Kong offices, written for themselves and not from the
//! Chinese ones (tests/fixtures/rules-families.tsv), against points computed by hand.

use std::collections::BTreeMap;

use scorebook::lang::Lang;

use super::rules::{answer, unequal_echoes};

const TABLE: &str = include_str!("../fixtures/rules-families.tsv");

/// Wordings of each family in each language.
const WORDINGS: usize = 15;

/// What stands in docs/rules.md.
const FAMILIES: [&str; 18] = [
    "accrual",
    "begun-steps",
    "bounds",
    "cut-off",
    "direct",
    "interpolation",
    "inverse",
    "labels",
    "on-time",
    "pass-fail",
    "per-event",
    "proportional",
    "share",
    "steps-down",
    "steps-up",
    "tiers",
    "two-way",
    "veto",
];

/// (family, language, rule, unit, target, full points, values with their points).
fn wordings() -> impl Iterator<Item = [&'static str; 7]> {
    TABLE.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>().try_into().expect(line))
}

#[test]
fn every_wording_of_every_family_gives_its_points_at_each_of_its_values() {
    let mut wrong = Vec::new();
    for [family, _, rule, unit, target, full, values] in wordings() {
        let values: Vec<&str> = values.split(';').collect();
        // A list of two levels has no third value.
        assert!(values.len() >= 3 || family == "labels" && values.len() == 2, "{rule}");
        for (value, points) in values.into_iter().filter_map(|one| one.rsplit_once('=')) {
            let got = answer(rule, unit, target, full, value);
            if got != points {
                wrong.push(format!("{rule} at {value}: {points}, got {got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_family_has_fifteen_wordings_in_english_and_fifteen_in_traditional_characters() {
    let mut counted: BTreeMap<(&str, &str), std::collections::BTreeSet<&str>> = BTreeMap::new();
    for [family, language, rule, ..] in wordings() {
        counted.entry((family, language)).or_default().insert(rule);
    }
    let families: std::collections::BTreeSet<&str> = counted.keys().map(|(family, _)| *family).collect();
    assert_eq!(families.into_iter().collect::<Vec<_>>(), FAMILIES);
    for family in FAMILIES {
        for language in ["en", "zh-TW"] {
            let wordings = counted.get(&(family, language)).map_or(0, |rules| rules.len());
            assert!(wordings >= WORDINGS, "{family} in {language}: {wordings}");
        }
    }
}

#[test]
fn the_echo_of_every_wording_is_the_same_rule_again_in_every_language() {
    let table: String = std::iter::once("rule\tunit\ttarget\tfull\tvalue\texpect".to_owned())
        .chain(wordings().map(|[_, _, rule, unit, target, full, _]| format!("{rule}\t{unit}\t{target}\t{full}\t0\t0")))
        .collect::<Vec<_>>()
        .join("\n");
    for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
        let wrong = unequal_echoes(&table, lang);
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}
