//! The echo of any rule, in any language, reads again as the same rule.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use scorebook::decimal;
use scorebook::lang::Lang;
use scorebook::model::{Direction, Scale, Target};
use scorebook::rule::{self, Award, Context, Effect, Main, Quantity, Rule, Step, Tier};

use super::rule_values::{MEASURES, rules, variants};

/// What differs when the echo is read again, in one language.
fn unlike(rule: &Rule, direction: Option<Direction>, lang: Lang) -> Option<String> {
    let target = rule.target.map(|value| Target { text: decimal::plain(value), value, direction });
    let context = Context {
        unit: &rule.unit,
        target: target.as_ref(),
        full: Some(rule.full),
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &MEASURES,
        names: [""; 2],
    };
    let echo = rule.describe(lang).join("；");
    match rule::read(&echo, &context) {
        Ok(again) if again.rule == *rule => None,
        Ok(again) => Some(format!("{echo}\n  {rule:?}\n  {:?}", again.rule)),
        Err(refusals) => {
            let words: Vec<_> = refusals.iter().map(|refusal| (refusal.reason, &refusal.words)).collect();
            Some(format!("{echo}\n  {rule:?}\n  {words:?}"))
        }
    }
}

#[test]
fn every_variant_of_the_type_stands_among_the_random_rules() {
    let mut runner = TestRunner::deterministic();
    let drawn: Vec<Rule> = (0..900).map(|_| rules().new_tree(&mut runner).expect("a rule").current().0).collect();
    variants::all_stand_in(drawn.iter());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_echo_of_any_rule_reads_again_as_that_rule((rule, direction) in rules()) {
        // A share of the target for a distance from it: ±N% beside such a target is refused.
        let shares = |tier: &Tier| tier.award == Award::Ratio;
        let distance = rule.quantity == Quantity::Magnitude;
        prop_assume!(!(distance && matches!(&rule.main, Main::Tiers(tiers) if tiers.iter().any(shares))));
        // So is ±N% beside a target of 100%.
        prop_assume!(!(distance && rule.unit.is_percent() && rule.target == Some(Decimal::ONE)));
        // A bonus on top of all the points that there are adds nothing; beside a cut-off it is refused.
        let gains = |step: &Step| step.effect == Effect::Add;
        prop_assume!(!(distance && matches!(&rule.main, Main::Steps { start, steps }
            if *start == rule.full && rule.cap == Some(rule.full) && steps.iter().any(gains))));
        // A line along 0 above a floor says nothing between its ends: beside 最低30分 they are read as cut-offs, and refused.
        let nothing = |(_, points): &(rule::Level, Decimal)| points.is_zero();
        prop_assume!(!(rule.floor.is_some() && matches!(&rule.main, Main::Line(points) if points.iter().all(nothing))));
        for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
            let wrong = unlike(&rule, direction, lang);
            prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
        }
    }
}
