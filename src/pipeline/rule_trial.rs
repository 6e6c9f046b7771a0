//! A scoring rule tried out: how a sentence is understood and what it gives, without a workbook.

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::cell::CellRef;
use crate::decimal;
use crate::lang::Lang;
use crate::messages::say;
use crate::model::Scale;
use crate::problem::{Code, Place, Problem};
use crate::quantity::number::{self, Typed};
use crate::quantity::share;
use crate::report::why::sentence;
use crate::rule::{self, Input, Outcome, Rule, Sample, Trace};
use crate::unit::Unit;

/// Decimals of points in tables and pictures; exact ones may run to 28.
const POINTS_DECIMALS: u32 = 6;

/// Steps of a picture from its first to its last value.
const STEPS: u32 = 240;

/// A sentence with what stands beside it in 考核指标. Blank is as in a blank cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Trial<'a> {
    /// 评分标准.
    pub sentence: &'a str,
    /// 单位; `None` where nothing is said of it: then a target in % makes the KPI a percentage.
    pub unit: Option<&'a str>,
    /// 目标值.
    pub target: &'a str,
    /// 满分.
    pub full: Option<Decimal>,
    /// 扣分制: signed points, no full points.
    pub deductions: bool,
    /// A value to score.
    pub value: Option<&'a str>,
}

/// A sentence as it was understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The rule said back, one sentence a clause.
    pub reading: Vec<String>,
    /// Words that were taken as description, with their bytes in the sentence.
    pub quoted: Vec<(String, Range<usize>)>,
    /// What one should know of it.
    pub remarks: Vec<Problem>,
    /// Values around the rule's edges.
    pub table: Vec<Row>,
    /// Values and points close enough for a picture, lowest value first; none for labels and counts.
    pub curve: Vec<Point>,
    /// The points of the value that was asked for, and whether they are a veto.
    pub points: Option<(String, bool)>,
}

/// A value's line in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As people write it.
    pub value: String,
    /// Its points; `None` where the rule says nothing of it.
    pub points: Option<String>,
    /// Whether the person's total becomes 0.
    pub veto: bool,
    /// How the points come about, in words.
    pub way: String,
}

/// A value of a picture: plain decimals, shares for %.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The value.
    pub value: String,
    /// Its points.
    pub points: String,
}

/// Why a sentence, its target or its value is not understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The problem, without a place.
    pub problem: Problem,
    /// The bytes of the sentence that stand in the way; `None` where it is not the sentence.
    pub span: Option<Range<usize>>,
}

/// Reads a sentence and says what it gives.
///
/// # Errors
/// Everything that is in the way.
///
/// ```
/// use scorebook::pipeline::{Lang, Trial, offers, try_rule};
///
/// let asked = Trial { sentence: "每低5%扣2分，扣完为止", target: "100%", value: Some("88%"), ..Trial::default() };
/// let tried = try_rule(&asked, Lang::ZhCn).map_err(|refused| refused.len());
/// // 12% lower: two whole steps of 5%.
/// assert_eq!(tried.map(|tried| tried.points), Ok(Some(("96".to_owned(), false))));
///
/// let refused = try_rule(&Trial { sentence: "每低1%扣2～3分", ..asked }, Lang::ZhCn).err().unwrap_or_default();
/// assert_eq!(refused.first().and_then(|one| one.span.clone()), Some(11..19));
/// ```
pub fn try_rule(trial: &Trial<'_>, lang: Lang) -> Result<Tried, Vec<Refused>> {
    // A target in % without a unit makes the KPI a percentage.
    let unit = match trial.unit {
        Some(unit) => Unit::read(unit),
        None if trial.target.trim().ends_with(['%', '％']) => Unit::percent(),
        None => Unit::plain(),
    };
    let no_number = |typed: &str| vec![Refused::of(Problem::new(Code::NotANumber, Place::File).with("text", typed))];
    let target = rule::target(trial.target, &unit);
    if target.is_none() && !trial.target.trim().is_empty() {
        return Err(no_number(trial.target));
    }
    let around = rule::Context {
        unit: &unit,
        target: target.as_ref(),
        full: trial.full,
        scale: if trial.deductions { Scale::Deductions } else { Scale::Percent },
        weight: Decimal::ONE,
        span: None,
        measures: &[],
        names: [""; 2],
    };
    let nowhere = CellRef::new("", 0, 0);
    let reading = rule::read(trial.sentence, &around).map_err(|refusals| {
        let refused = |refusal: &rule::Refusal| Refused {
            problem: Problem { place: Place::File, ..refusal.problem(&nowhere) },
            span: Some(refusal.span.clone()),
        };
        refusals.iter().map(refused).collect::<Vec<_>>()
    })?;
    let read = &reading.rule;
    let points = trial.value.map(|typed| {
        let input = match rule::target(typed, &unit) {
            Some(number) if read.labels().is_empty() => {
                let value = bare_share(typed, &unit).unwrap_or(number.value);
                Input::Number(decimal::round(value, decimal::VALUE_DECIMALS))
            }
            _ if read.labels().is_empty() => return Err(no_number(typed)),
            _ => Input::Label(typed),
        };
        let unanswered = |_| vec![Refused::of(Problem::new(Code::RuleNoAnswer, Place::File).with("value", typed))];
        read.points(&input).map(|outcome| (decimal::plain(outcome.points), outcome.veto)).map_err(unanswered)
    });
    let samples = read.sample();
    Ok(Tried {
        reading: read.describe(lang),
        quoted: reading.explained.iter().map(|said| (said.words.clone(), said.span.clone())).collect(),
        remarks: reading.remarks.iter().map(|remark| remark.problem(&nowhere)).collect(),
        table: samples.iter().map(|sample| row(read, sample, lang)).collect(),
        curve: curve(read, &samples),
        points: points.transpose()?,
    })
}

/// A bare number under a unit of shares, read as a column that holds it alone would be: 96 is 96%, 0.96 too, and 5 under ‰ is 5‰.
fn bare_share(typed: &str, unit: &Unit) -> Option<Decimal> {
    match number::read(typed, unit) {
        Typed::Number { value, percent: false } if unit.is_percent() && unit.factor < share::HUNDREDTH => {
            value.checked_mul(unit.factor)
        }
        Typed::Number { value, percent: false } if unit.is_percent() => {
            Some(share::share(value, share::decide(std::iter::once(value))))
        }
        _ => None,
    }
}

/// The sentences or names that a problem offers instead of what stands in the cell, best first: each can be copied as it is.
pub fn offers(problem: &Problem) -> Vec<String> {
    let said = |name: &str| problem.args.iter().find(|(arg, _)| *arg == name).map(|(_, value)| value.as_str());
    if problem.code.is_of_rules() {
        let all = ["nearest", "first", "second"].into_iter().filter_map(said).filter(|form| !form.is_empty());
        let mut seen = BTreeSet::new();
        return all.filter(|form| seen.insert(*form)).map(str::to_owned).collect();
    }
    if said("has-nearest") != Some("yes") {
        return Vec::new();
    }
    said("nearest").into_iter().flat_map(|names| names.split(" / ")).map(str::to_owned).collect()
}

/// A span of bytes as letters, counted from 0.
pub fn letters(text: &str, span: &Range<usize>) -> [usize; 2] {
    let at = |byte: usize| text.char_indices().take_while(|(at, _)| *at < byte).count();
    [at(span.start), at(span.end)]
}

impl Refused {
    fn of(problem: Problem) -> Self {
        Self { problem, span: None }
    }
}

fn printed(outcome: &Outcome) -> String {
    decimal::plain(decimal::round(outcome.points, POINTS_DECIMALS))
}

fn row(rule: &Rule, sample: &Sample, lang: Lang) -> Row {
    let (points, veto, way) = match &sample.outcome {
        Ok(outcome) if outcome.veto => (Some(printed(outcome)), true, say(lang, "cli-rule-veto", &[])),
        Ok(outcome) => {
            let last = outcome.trace.iter().rev().find(|step| !matches!(step, Trace::Start(_) | Trace::Quantity(_)));
            (Some(printed(outcome)), false, last.map(|step| sentence(lang, rule, step)).unwrap_or_default())
        }
        Err(_) => (None, false, say(lang, "cli-rule-table-nothing", &[])),
    };
    Row { value: sample.value.clone(), points, veto, way }
}

/// Even steps over the values of the table and a little beyond, and those values themselves, between which points jump.
fn curve(rule: &Rule, samples: &[Sample]) -> Vec<Point> {
    let mut values: BTreeSet<Decimal> = samples.iter().filter_map(|sample| sample.number).collect();
    let span = values.first().zip(values.last()).and_then(|(low, high)| Some((*low, *high, high.checked_sub(*low)?)));
    let Some((low, high, wide)) = span else { return Vec::new() };
    let beyond = wide.checked_div(Decimal::TEN).unwrap_or_default();
    let first = low.checked_sub(beyond).unwrap_or(low);
    // Values below nothing are shown only of a rule that speaks of them.
    let first = if low >= Decimal::ZERO { first.max(Decimal::ZERO) } else { first };
    let last = high.checked_add(beyond).unwrap_or(high);
    let step = last.checked_sub(first).and_then(|wide| wide.checked_div(Decimal::from(STEPS)));
    let places = if rule.unit.is_whole() { 0 } else { decimal::VALUE_DECIMALS };
    for at in 0..=STEPS {
        let value = step.and_then(|step| step.checked_mul(Decimal::from(at))).and_then(|way| first.checked_add(way));
        values.extend(value.map(|value| decimal::round(value, places)));
    }
    let points = |value: Decimal| rule.points(&Input::Number(value)).ok();
    let jumps: Vec<Decimal> =
        values.iter().zip(values.iter().skip(1)).flat_map(|(low, high)| jump(&points, (*low, *high), places)).collect();
    values.extend(jumps);
    let point = |value: Decimal| Some(Point { value: decimal::plain(value), points: printed(&points(value)?) });
    values.into_iter().filter_map(point).collect()
}

/// The two values of [`decimal::VALUE_DECIMALS`] or whole ones between which points jump: a step is drawn upright. Nothing where they
/// slope, or jump more than once.
fn jump(
    points: &dyn Fn(Decimal) -> Option<Outcome>,
    (mut low, mut high): (Decimal, Decimal),
    places: u32,
) -> Vec<Decimal> {
    let of = |value: Decimal| points(value).map(|outcome| outcome.points);
    let (before, after) = (of(low), of(high));
    if before == after {
        return Vec::new();
    }
    let middle = |low: Decimal, high: Decimal| {
        let half = low.checked_add(high)?.checked_div(Decimal::TWO)?;
        Some(half.trunc_with_scale(places)).filter(|middle| *middle > low && *middle < high)
    };
    // Each turn halves the way.
    while let Some(at) = middle(low, high) {
        match of(at) {
            points if points == before => low = at,
            points if points == after => high = at,
            _ => return Vec::new(),
        }
    }
    vec![low, high]
}
