//! What reading and scoring one rule costs: `cargo bench --bench rule`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use rust_decimal::Decimal;
use scorebook::model::{Scale, Target};
use scorebook::rule::{self, Context, Input, Reading};
use scorebook::unit::Unit;

/// One sentence of each frequent family, and a long one with clauses.
const RULES: [&str; 6] = [
    "按达成率比例计分，最高120分",
    "每低5%扣2分，扣完为止",
    "≥100%得100分；90%≤X<100%得80分；80%-90%得60分；低于80%不得分",
    "达到目标得满分，否则0分",
    "0%得60分，100%得100分，区间内线性计算",
    "达到100%得满分，每低1%扣2分，低于80%不得分；每超1%加1分，最高加10分",
];

fn main() {
    divan::main();
}

fn target() -> Target {
    rule::target("100%", &Unit::percent()).unwrap()
}

fn reading(text: &str, target: &Target) -> Reading {
    let unit = Unit::percent();
    let context = Context {
        unit: &unit,
        target: Some(target),
        full: None,
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &[],
        names: [""; 2],
    };
    rule::read(text, &context).unwrap()
}

#[divan::bench(args = RULES)]
fn read(bencher: divan::Bencher<'_, '_>, text: &str) {
    let target = target();
    bencher.bench_local(|| reading(divan::black_box(text), &target));
}

#[divan::bench(args = RULES)]
fn points(bencher: divan::Bencher<'_, '_>, text: &str) {
    let rule = reading(text, &target()).rule;
    let value = Input::Number(Decimal::new(8765, 4));
    bencher.bench_local(|| rule.points(divan::black_box(&value)).unwrap());
}
