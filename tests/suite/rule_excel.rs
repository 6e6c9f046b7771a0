//! A rule's Excel formula gives the exact score: at, just above and just below every edge, calculated in floats.

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use scorebook::book::{self, Book, Content, Properties, Sheet, Style, Value};
use scorebook::decimal;
use scorebook::model::Scale;
use scorebook::rule::{
    self, Award, Bound, Context, Counting, CutOff, Effect, Input, Level, Main, Quantity, Rule, Step, Test, Tier, Way,
};
use scorebook::unit::Unit;

use super::sheet_engine::{Cell, calculate};

/// A rule's cells: the value stands in B2, the target in C2.
fn formula(rule: &Rule) -> String {
    let target = rule.target.map(|_| "C2");
    format!("ROUND(({})*100/{},2)", rule.excel(&["B2"], target), decimal::plain(rule.full))
}

/// The exact score to two decimals; `None` where the rule has no answer.
fn score(rule: &Rule, value: Decimal) -> Option<Decimal> {
    let outcome = rule.points(&Input::Number(value)).ok()?;
    let score = outcome.points.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(rule.full)?;
    Some(decimal::round(score, 2))
}

fn float(number: Decimal) -> f64 {
    number.to_string().parse().expect("a float")
}

/// Values at, just above and just below each edge, also several steps away from it.
fn values(rule: &Rule) -> Vec<Decimal> {
    let whole = rule.needs_whole_numbers();
    let grid = if whole { Decimal::ONE } else { Decimal::new(1, 4) };
    let mut sizes = vec![Decimal::ZERO];
    let steps: Vec<Step> = match &rule.main {
        Main::Steps { steps, .. } => steps.clone(),
        Main::Ratio { bonus, .. } => bonus.iter().copied().collect(),
        _ => Vec::new(),
    };
    for step in &steps {
        let size = rule.level(step.size).expect("a size");
        sizes.extend([2, 3, 7, 10].map(|times| size * Decimal::from(times)));
    }
    let factor = if rule.quantity == Quantity::Ratio { rule.target.expect("a target") } else { Decimal::ONE };
    let mut out = Vec::new();
    for level in rule.levels() {
        for size in &sizes {
            for edge in [level + size, level - size] {
                let edge = decimal::round(edge * factor, if whole { 0 } else { 4 });
                out.extend([edge - grid, edge, edge + grid]);
            }
        }
    }
    out.sort();
    out.dedup();
    if out.iter().any(|value| *value >= Decimal::ZERO) {
        out.retain(|value| *value >= Decimal::ZERO);
    }
    out
}

fn differs(rule: &Rule, value: Decimal) -> Option<String> {
    let exact = score(rule, value)?;
    let cell =
        |_: u32, column: u32| Cell::Number(float(if column == 2 { value } else { rule.target.unwrap_or_default() }));
    let found = calculate(&formula(rule), &cell);
    (found != Cell::Number(float(exact))).then(|| format!("{value}: exact {exact}, sheet {found:?}\n{}", formula(rule)))
}

/// A decimal of `whole` hundredths and the like.
fn scaled(range: std::ops::Range<i64>, places: u32) -> impl Strategy<Value = Decimal> {
    range.prop_map(move |number| Decimal::new(number, places))
}

fn step(places: u32, of_target: bool) -> impl Strategy<Value = Step> {
    (scaled(1..90, places), 1_i64..60, 0..3_u8, any::<bool>(), proptest::option::of(2_i64..40), 50_i64..150).prop_map(
        move |(size, points, counting, own_start, most, start)| Step {
            from: if own_start || !of_target {
                Level::Value(size * Decimal::from(start) / Decimal::TEN)
            } else {
                Level::Target(Decimal::ONE)
            },
            way: Way::Below,
            size: if of_target {
                Level::Target(Decimal::new(1, 2) * Decimal::from(points))
            } else {
                Level::Value(size)
            },
            effect: Effect::Deduct,
            points: Decimal::new(points, 1),
            counting: [Counting::Complete, Counting::Begun, Counting::Part][usize::from(counting)],
            most: most.map(Decimal::from),
        },
    )
}

/// Sides of steps: below, above, both with different steps, or either side by distance.
fn steps(places: u32, of_target: bool) -> impl Strategy<Value = Vec<Step>> {
    (step(places, of_target), step(places, of_target), 0..5_u8).prop_map(|(one, two, kind)| {
        let above = Step { way: Way::Above, effect: Effect::Add, ..two };
        match kind {
            0 => vec![one],
            1 => vec![Step { way: Way::Above, ..one }],
            2 => vec![one, Step { from: one.from, ..above }],
            3 => vec![Step { way: Way::Either, ..one }],
            _ => vec![Step { effect: Effect::Add, ..one }, Step { way: Way::Above, effect: Effect::Deduct, ..two }],
        }
    })
}

fn main(places: u32, of_target: bool) -> impl Strategy<Value = Main> {
    let level = move |share: Decimal| if of_target { Level::Target(share) } else { Level::Value(share) };
    let tiers =
        (proptest::collection::btree_set(1_i64..1500, 2..6), any::<bool>()).prop_map(move |(cuts, included)| {
            let cuts: Vec<Bound> =
                cuts.into_iter().map(|cut| Bound { level: level(Decimal::new(cut, places)), included }).collect();
            let mut tiers = vec![Tier {
                low: None,
                high: cuts.first().map(|cut| Bound { included: !included, ..*cut }),
                award: Award::Points(Decimal::ZERO),
            }];
            for (number, cut) in cuts.iter().enumerate() {
                let award = if number == 0 {
                    Award::Points(Decimal::new(375, 1))
                } else {
                    Award::Points(Decimal::from(40 + number))
                };
                tiers.push(Tier {
                    low: Some(*cut),
                    high: cuts.get(number + 1).map(|next| Bound { included: !included, ..*next }),
                    award,
                });
            }
            Main::Tiers(tiers)
        });
    let line = proptest::collection::btree_map(1_i64..1500, 0_i64..1000, 2..5).prop_map(move |points| {
        Main::Line(
            points.into_iter().map(|(at, points)| (level(Decimal::new(at, places)), Decimal::new(points, 1))).collect(),
        )
    });
    prop_oneof![
        1 => (any::<bool>(), proptest::option::of(step(places, of_target))).prop_map(|(inverse, bonus)| Main::Ratio {
            base: Decimal::from(100),
            inverse,
            bonus: bonus.filter(|_| !inverse).map(|step| Step {
                from: Level::Target(Decimal::ONE),
                way: Way::Above,
                effect: Effect::Add,
                ..step
            }),
        }),
        3 => steps(places, of_target).prop_map(|steps| Main::Steps { start: Decimal::from(100), steps }),
        2 => tiers,
        1 => line,
        1 => (1_i64..200).prop_map(|scale| Main::Direct { scale: Decimal::from(scale) }),
    ]
}

/// Random rules of every family that scores numbers.
fn rules() -> impl Strategy<Value = Rule> {
    let unit = prop_oneof![Just(("%", 3)), Just(("元", 1)), Just(("", 2)), Just(("次", 0)), Just(("小时", 2))];
    (unit, 1_i64..2000, any::<bool>(), prop_oneof![Just(100_i64), Just(40), Just(15), Just(7)]).prop_flat_map(
        |((unit, places), target, of_target, full)| {
            let quantity = if unit == "%" || of_target {
                Just(Quantity::Value).boxed()
            } else {
                prop_oneof![4 => Just(Quantity::Value), 1 => Just(Quantity::Magnitude)].boxed()
            };
            (
                Just((unit, Decimal::new(target, places), full)),
                main(if of_target { 3 } else { places }, of_target),
                quantity,
                proptest::option::of((1_i64..1500, any::<bool>(), any::<bool>())),
                prop_oneof![Just(0_i64), Just(3)],
                proptest::option::weighted(0.9, 100_i64..150),
            )
                .prop_map(move |((unit, target, full), main, quantity, cut, floor, cap)| {
                    let cutoffs = cut.map(|(level, included, above)| CutOff {
                        test: Test::Quantity,
                        way: if above { Way::Above } else { Way::Below },
                        bound: Bound { level: Level::Value(Decimal::new(level, places)), included },
                        veto: false,
                    });
                    Rule {
                        unit: Unit::read(unit),
                        target: Some(target),
                        full: Decimal::from(full),
                        quantity,
                        main,
                        floor: Decimal::from(floor),
                        cap: cap.map(Decimal::from),
                        cutoffs: cutoffs.into_iter().collect(),
                    }
                })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_random_rules_formula_gives_the_exact_score_around_every_edge(rule in rules(), other in 0_i64..20_000_000) {
        for value in values(&rule).into_iter().chain([Decimal::new(other, 4)]) {
            let wrong = differs(&rule, value);
            prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
        }
    }
}

/// The rules of the table, as people write them.
fn written() -> Vec<(String, Rule)> {
    let mut out: Vec<(String, Rule)> = Vec::new();
    for line in include_str!("../fixtures/rules.tsv").lines().skip(1) {
        let [text, unit, target, full, _, _] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        if out.last().is_some_and(|(last, _)| last == text) {
            continue;
        }
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
        if let Ok(reading) = rule::read(&text.replace("\\n", "\n"), &context) {
            out.push((text.to_owned(), reading.rule));
        }
    }
    out
}

#[test]
fn the_formula_of_every_rule_people_write_gives_the_exact_score() {
    let wrong: Vec<String> = written()
        .iter()
        .flat_map(|(text, rule)| {
            values(rule)
                .into_iter()
                .filter_map(move |value| differs(rule, value).map(|wrong| format!("{text}\n{wrong}")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Writes thousands of formulas with our exact scores cached to `target/tmp/rule-formulas.xlsx`, for
/// `scripts/recalculate.py` to prove with another program.
#[test]
fn the_workbook_of_rule_formulas_is_written_for_recalculation() {
    let mut runner = TestRunner::deterministic();
    let random =
        (0..600).map(|number| (format!("random {number}"), rules().new_tree(&mut runner).expect("a rule").current()));
    let mut sheet = Sheet::new("rules");
    let mut row = 0_u32;
    let put = |sheet: &mut Sheet, row: u32, column: u16, content: Content| {
        sheet.put(row, column, book::Cell::new(content, Style::default()));
    };
    for (text, rule) in written().into_iter().chain(random) {
        let template = formula(&rule);
        let all = values(&rule);
        for value in all.iter().step_by(all.len() / 12 + 1) {
            let Some(exact) = score(&rule, *value) else { continue };
            let line = row + 1;
            put(&mut sheet, row, 0, Content::Text(text.clone()));
            put(&mut sheet, row, 1, Content::Number(*value));
            put(&mut sheet, row, 2, Content::Number(rule.target.unwrap_or_default()));
            let formula = template.replace("B2", &format!("B{line}")).replace("C2", &format!("C{line}"));
            put(&mut sheet, row, 3, Content::Formula(formula, Value::Number(exact)));
            row += 1;
        }
    }
    assert!(row > 5_000, "only {row} formulas");
    let properties = Properties {
        title: "Rule formulas".to_owned(),
        subject: String::new(),
        author: String::new(),
        company: String::new(),
        created: NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day"),
        custom: Vec::new(),
    };
    let bytes = book::write::to_bytes(&Book { properties, sheets: vec![sheet] }).expect("a workbook");
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("rule-formulas.xlsx"), bytes)
        .expect("written");
}
