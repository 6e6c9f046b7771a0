//! Rules as people write them, against points computed by hand (tests/fixtures/rules.tsv).

use rust_decimal::Decimal;
use scorebook::model::Scale;
use scorebook::rule::{self, Context, Input};
use scorebook::unit::Unit;

/// The points as plain text, VETO, or REFUSE.
fn answer(text: &str, unit: &str, target: &str, full: &str, value: &str) -> String {
    let unit = Unit::read(unit);
    let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
    let context = Context {
        unit: &unit,
        target: target.as_ref(),
        full: full.parse().ok(),
        scale: Scale::Percent,
        weight: Decimal::ONE,
        measures: &[],
    };
    let reading = match rule::read(&text.replace("\\n", "\n"), &context) {
        Ok(reading) => reading,
        Err(refusals) => {
            return format!("REFUSE {:?}", refusals.iter().map(|r| (r.reason, &r.words)).collect::<Vec<_>>());
        }
    };
    let input = match rule::target(value, &unit) {
        Some(number) => Input::Number(number.value),
        None => Input::Label(value),
    };
    match reading.rule.points(&input) {
        Ok(outcome) if outcome.veto => "VETO".to_owned(),
        Ok(outcome) => scorebook::decimal::plain(scorebook::decimal::round(outcome.points, 6)),
        Err(unanswered) => format!("REFUSE {unanswered:?} {:?}", reading.rule.main),
    }
}

#[test]
fn every_case_of_the_table_gives_its_points_or_is_refused() {
    let mut wrong = Vec::new();
    for line in include_str!("../fixtures/rules.tsv").lines().skip(1) {
        let [text, unit, target, full, value, expect] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let got = answer(text, unit, target, full, value);
        if got.split(' ').next() != Some(expect) {
            wrong.push(format!("{line}: got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
