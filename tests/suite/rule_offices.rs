//! Rules as people of English and of Taiwanese and Hong Kong offices would write them (tests/fixtures/rules-offices.tsv): written
//! down with their points before any was tried, a third of them set aside. None is silently wrong, no offer gives other points, and
//! the rates do not fall. Five later batches of other trades stand in tests/fixtures/rules-offices-later.tsv.

use std::collections::BTreeMap;

use scorebook::rule;
use scorebook::unit::Unit;

use super::rules::{answer, context};

const TABLE: &str = include_str!("../fixtures/rules-offices.tsv");
const LATER: &str = include_str!("../fixtures/rules-offices-later.tsv");

/// Wordings of each family in each language, but for the free allowance of fifteen and the six of ranks.
const WORDINGS: usize = 15;

/// Rules right at every value, in percent: what was reached.
const FLOORS: [(&str, &str, usize); 4] =
    [("work", "en", 95), ("work", "zh-TW", 84), ("aside", "en", 68), ("aside", "zh-TW", 74)];

/// The same of each later batch. Before anything was mended for it: 29, 11, 30, 16 and 19 English ones of 60, 40, 69, 50 and 36,
/// 50, 31, 38 and 27 Traditional ones of 60, 40, 45 and 32.
/// What is set aside is never mended by, but for one that was silently wrong (感染通報遲報).
const LATER_FLOORS: [(&str, &str, usize); 18] = [
    ("work-1", "en", 97),
    ("work-1", "zh-TW", 87),
    ("aside-1", "en", 70),
    ("aside-1", "zh-TW", 85),
    ("work-2", "en", 88),
    ("work-2", "zh-TW", 81),
    ("aside-2", "en", 30),
    ("aside-2", "zh-TW", 92),
    ("work-3", "en", 93),
    ("work-3", "zh-TW", 86),
    ("aside-3", "en", 73),
    ("aside-3", "zh-TW", 93),
    ("work-4", "en", 90),
    ("work-4", "zh-TW", 86),
    ("aside-4", "en", 47),
    ("aside-4", "zh-TW", 80),
    ("work-5", "en", 87),
    ("aside-5", "en", 33),
];

/// (part, language, family, rule, unit, target, full points, values with their points).
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 8]> {
    table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>().try_into().expect(line))
}

/// The first sentence that is offered in the place of a refused one.
fn offer(text: &str, unit: &str, target: &str, full: &str) -> Option<String> {
    let unit = Unit::read(unit);
    let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
    let context = context(&unit, target.as_ref(), full);
    let refusals = rule::read(text, &context).err()?;
    refusals.into_iter().map(|refusal| refusal.nearest).find(|nearest| !nearest.is_empty())
}

fn hold(table: &'static str, floors: &[(&str, &str, usize)]) {
    let (mut silent, mut moved) = (Vec::new(), Vec::new());
    let mut rates: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for [part, language, _, text, unit, target, full, values] in rows(table) {
        let mut right = true;
        for (value, want) in values.split(';').filter_map(|one| one.rsplit_once('=')) {
            let got = answer(text, unit, target, full, value);
            let refused = got.starts_with("REFUSE");
            right &= got == want || refused && want == "REFUSE";
            if !refused && got != want {
                silent.push(format!("{text} at {value}: {want}, got {got}"));
            }
            if refused
                && want != "REFUSE"
                && let Some(offer) = offer(text, unit, target, full)
            {
                let again = answer(&offer, unit, target, full, value);
                if again != want && !again.starts_with("REFUSE") {
                    moved.push(format!("{text} at {value}: {want}, offered {offer} gives {again}"));
                }
            }
        }
        let rate = rates.entry((part, language)).or_default();
        *rate = (rate.0 + usize::from(right), rate.1 + 1);
    }
    println!("{rates:?}");
    assert!(silent.is_empty(), "{} silently wrong:\n{}", silent.len(), silent.join("\n"));
    assert!(moved.is_empty(), "{} offers move points:\n{}", moved.len(), moved.join("\n"));
    for (part, language, least) in floors.iter().copied() {
        let (right, all) = rates[&(part, language)];
        assert!(100 * right >= least * all, "{part} {language}: {right} of {all}");
    }
}

#[test]
fn no_wording_of_an_office_is_silently_wrong_and_no_offer_moves_its_points() {
    hold(TABLE, &FLOORS);
}

#[test]
fn no_later_wording_of_an_office_is_silently_wrong_and_no_offer_moves_its_points() {
    hold(LATER, &LATER_FLOORS);
}

#[test]
fn each_family_of_the_table_of_offices_has_fifteen_wordings_in_either_language() {
    let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    rows(TABLE).for_each(|[_, language, family, ..]| *counted.entry((language, family)).or_default() += 1);
    for ((language, family), wordings) in counted {
        assert!(wordings >= WORDINGS || family == "ranks", "{family} in {language}: {wordings}");
    }
}
