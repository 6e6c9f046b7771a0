//! What reading and scoring one rule costs: `cargo bench --bench rule`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use rust_decimal::Decimal;
use scorebook::model::{Scale, Target};
use scorebook::rule::{self, Context, Input, Reading};
use scorebook::unit::Unit;

/// One sentence of each frequent family in each language, and long ones with several clauses.
const RULES: [&str; 18] = [
    "按达成率比例计分，最高120分",
    "每低5%扣2分，扣完为止",
    "≥100%得100分；90%≤X<100%得80分；80%-90%得60分；低于80%不得分",
    "达到目标得满分，否则0分",
    "0%得60分，100%得100分，区间内线性计算",
    "达到100%得满分，每低1%扣2分，低于80%不得分；每超1%加1分，最高加10分",
    "依目標達成率給分，惟未達70%者不予計分",
    "未達目標者，每短少5%扣2分，未滿5%者以5%計",
    "達98%以上給30分，95%以上未達98%給20分，未達95%者0分",
    "超過目標每1%加0.5分，最多加5分；未達目標每1%扣1分",
    "In proportion to the target, at most 120 points",
    "2 points off per 5% below target, floor 0",
    "At least 95%: 20 points; between 90% and 95%: 15 points; under 90%: 0 points",
    "full points if target met, otherwise 0 points",
    "60 points at 80%; 100 points at 100%; straight lines between",
    "Full points at 100%; 2 points off for each 1% below, down to 0; below 80%: 0 points; 1 point more per 1% above, at most 10 extra points",
    "按实际完成率与目标的比例评定；达到100%得满分，每低1个百分点扣2分，不足1个百分点按1个百分点计，扣完为止，低于80%不得分；每超过1个百分点加1分，最高加10分",
    "≥110%得100分；105%≤X<110%得95分；100%≤X<105%得90分；95%≤X<100%得80分；90%≤X<95%得70分；85%≤X<90%得60分；80%≤X<85%得40分；低于80%不得分",
];

/// Sentences that are refused, each in another way.
const REFUSED: [&str; 6] = [
    "视情况扣分",
    "每低1%扣1分，仅限新员工",
    "≥98%得100分；95%-97%得90分；<95%得0分",
    "依達成率給分，但超過部分折半計算",
    "2 points off per 1% below target, unless sales grew",
    "2 points off when the client is unhappy",
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

/// What a refusal costs, its nearest form included.
#[divan::bench(args = REFUSED)]
fn refuse(bencher: divan::Bencher<'_, '_>, text: &str) {
    let (unit, target) = (Unit::percent(), target());
    let context = Context {
        unit: &unit,
        target: Some(&target),
        full: None,
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &[],
        names: [""; 2],
    };
    bencher.bench_local(|| rule::read(divan::black_box(text), &context).unwrap_err());
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
