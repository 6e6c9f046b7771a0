//! Rules as people of English and of Taiwanese and Hong Kong offices would write them (tests/fixtures/rules-offices.tsv): written
//! down with their points before any was tried, a third of them set aside. None is silently wrong, no offer gives other points, and
//! the rates do not fall.

use std::collections::BTreeMap;

use scorebook::rule;
use scorebook::unit::Unit;

use super::rules::{answer, context};

const TABLE: &str = include_str!("../fixtures/rules-offices.tsv");

/// Wordings of each family in each language, but for the free allowance of fifteen and the six of ranks.
const WORDINGS: usize = 15;

/// Rules right at every value, in percent: what was reached.
const FLOORS: [(&str, &str, usize); 4] =
    [("work", "en", 95), ("work", "zh-TW", 81), ("aside", "en", 59), ("aside", "zh-TW", 72)];

/// (part, language, family, rule, unit, target, full points, values with their points).
fn rows() -> impl Iterator<Item = [&'static str; 8]> {
    TABLE.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>().try_into().expect(line))
}

/// The first sentence that is offered in the place of a refused one.
fn offer(text: &str, unit: &str, target: &str, full: &str) -> Option<String> {
    let unit = Unit::read(unit);
    let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
    let context = context(&unit, target.as_ref(), full);
    let refusals = rule::read(text, &context).err()?;
    refusals.into_iter().map(|refusal| refusal.nearest).find(|nearest| !nearest.is_empty())
}

#[test]
fn no_wording_of_an_office_is_silently_wrong_and_no_offer_moves_its_points() {
    let (mut silent, mut moved) = (Vec::new(), Vec::new());
    let mut rates: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for [part, language, _, text, unit, target, full, values] in rows() {
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
    for (part, language, least) in FLOORS {
        let (right, all) = rates[&(part, language)];
        assert!(100 * right >= least * all, "{part} {language}: {right} of {all}");
    }
}

#[test]
fn each_family_of_the_table_of_offices_has_fifteen_wordings_in_either_language() {
    let mut counted: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    rows().for_each(|[_, language, family, ..]| *counted.entry((language, family)).or_default() += 1);
    for ((language, family), wordings) in counted {
        assert!(wordings >= WORDINGS || family == "ranks", "{family} in {language}: {wordings}");
    }
}
