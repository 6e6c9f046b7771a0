//! A rule's Excel formula gives the exact score: at, just above and just below every edge, calculated in floats.

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;
use scorebook::decimal;
use scorebook::output::{self, Book, Content, Properties, Sheet, Style, Value};
use scorebook::rule::{self, Input, Main, Quantity, Rule, Step};
use scorebook::unit::Unit;

use super::rule_values::{rules, variants};
use super::rules::{TABLES, context};
use super::sheet_engine::{Cell, calculate};

/// What a rule is given, in cells: the value, or the counts, from B2 on behind the target in C2.
#[derive(Debug, Clone)]
enum Given {
    Number(Decimal),
    Label(String),
    Counts(Vec<Decimal>),
}

/// The columns of what is given: B, then past the target's C and the formula's D.
const COLUMNS: [&str; 4] = ["B2", "E2", "F2", "G2"];

fn formula(rule: &Rule) -> String {
    let target = rule.target.map(|_| "C2");
    let cells = &COLUMNS[..rule.counted().len().max(1)];
    format!("ROUND(({})*100/{},2)", rule.excel(cells, target), decimal::plain(rule.full))
}

/// The exact score to two decimals; `None` where the rule has no answer.
fn score(rule: &Rule, given: &Given) -> Option<Decimal> {
    let input = match given {
        Given::Number(value) => Input::Number(*value),
        Given::Label(label) => Input::Label(label),
        Given::Counts(counts) => Input::Counts(counts),
    };
    let outcome = rule.points(&input).ok()?;
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

/// What to give a rule: values around its edges, each of its labels, counts up to and past a step.
fn given(rule: &Rule) -> Vec<Given> {
    match &rule.main {
        Main::Labels(labels) => labels.iter().map(|(label, _)| Given::Label(label.clone())).collect(),
        Main::Counts { counts, .. } => {
            let numbers = |times: Decimal, more: Decimal| {
                Given::Counts(counts.iter().map(|count| (count.size * times + more).max(Decimal::ZERO)).collect())
            };
            [0, 1, 2, 5]
                .into_iter()
                .flat_map(|times| [-1, 0, 1].map(|more| numbers(Decimal::from(times), Decimal::from(more))))
                .collect()
        }
        _ => values(rule).into_iter().map(Given::Number).collect(),
    }
}

/// What stands in each column for a rule that is given this.
fn cells(rule: &Rule, given: &Given) -> Vec<(u32, Cell)> {
    let mut out = match given {
        Given::Number(value) => vec![(2, Cell::Number(float(*value)))],
        Given::Label(label) => vec![(2, Cell::Text(label.clone()))],
        Given::Counts(counts) => {
            [2, 5, 6, 7].into_iter().zip(counts.iter().map(|count| Cell::Number(float(*count)))).collect()
        }
    };
    out.push((3, Cell::Number(float(rule.target.unwrap_or_default()))));
    out
}

fn differs(rule: &Rule, given: &Given) -> Option<String> {
    let exact = score(rule, given)?;
    let cells = cells(rule, given);
    let cell = |_: u32, column: u32| {
        cells.iter().find(|(at, _)| *at == column).map_or(Cell::Number(0.0), |(_, cell)| cell.clone())
    };
    let found = calculate(&formula(rule), &cell);
    (found != Cell::Number(float(exact)))
        .then(|| format!("{given:?}: exact {exact}, sheet {found:?}\n{}\n{rule:?}", formula(rule)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_random_rules_formula_gives_the_exact_score_around_every_edge((rule, _) in rules(), other in 0_i64..20_000_000) {
        for given in given(&rule).into_iter().chain([Given::Number(Decimal::new(other, 4))]) {
            let wrong = differs(&rule, &given);
            prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
        }
    }
}

/// The rules of the tables, as people write them.
fn written() -> Vec<(String, Rule)> {
    let mut out: Vec<(String, Rule)> = Vec::new();
    let mut last = "";
    for line in TABLES.into_iter().flat_map(|table| table.lines().skip(1)) {
        let [text, unit, target, full, _, _] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let key = line.rsplitn(3, '\t').last().unwrap_or_default();
        if key == last {
            continue;
        }
        last = key;
        let unit = Unit::read(unit);
        let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
        let context = context(&unit, target.as_ref(), full);
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
            given(rule)
                .into_iter()
                .filter_map(move |given| differs(rule, &given).map(|wrong| format!("{text}\n{wrong}")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Writes thousands of formulas with our exact scores cached to `target/tmp/rule-formulas.xlsx`, for
/// `scripts/recalculate.py` to prove with another program.
#[test]
fn the_workbook_of_rule_formulas_is_written_for_recalculation() {
    let mut runner = TestRunner::deterministic();
    let random = (0..900)
        .map(|number| (format!("random {number}"), rules().new_tree(&mut runner).expect("a rule").current().0))
        .collect::<Vec<_>>();
    variants::all_stand_in(random.iter().map(|(_, rule)| rule));
    let mut sheet = Sheet::new("rules");
    let mut row = 0_u32;
    for (text, rule) in written().into_iter().chain(random) {
        let template = formula(&rule);
        let all = given(&rule);
        for given in all.iter().step_by(all.len() / 12 + 1) {
            let Some(exact) = score(&rule, given) else { continue };
            let line = row + 1;
            let mut put = |column: u32, content: Content| {
                sheet.put(row, u16::try_from(column - 1).expect("few"), output::Cell::new(content, Style::default()))
            };
            put(1, Content::Text(text.clone()));
            put(3, Content::Number(rule.target.unwrap_or_default()));
            match given {
                Given::Number(value) => put(2, Content::Number(*value)),
                Given::Label(label) => put(2, Content::Text(label.clone())),
                Given::Counts(counts) => {
                    for (column, count) in [2, 5, 6, 7].into_iter().zip(counts) {
                        put(column, Content::Number(*count));
                    }
                }
            }
            let formula = ["B", "C", "E", "F", "G"]
                .iter()
                .fold(template.clone(), |text, column| text.replace(&format!("{column}2"), &format!("{column}{line}")));
            put(4, Content::Formula(formula, Value::Number(exact)));
            row += 1;
        }
    }
    assert!(row > 9_000, "only {row} formulas");
    let properties = Properties {
        title: "Rule formulas".to_owned(),
        subject: String::new(),
        author: String::new(),
        company: String::new(),
        created: NaiveDate::from_ymd_opt(2026, 1, 31).expect("a day"),
        custom: Vec::new(),
    };
    let bytes = output::write::to_bytes(&Book { properties, sheets: vec![sheet] }).expect("a workbook");
    std::fs::write(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("rule-formulas.xlsx"), bytes)
        .expect("written");
}
