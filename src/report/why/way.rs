//! The way from a KPI's value to its points, each step with its numbers in words.

use rust_decimal::Decimal;

use super::figures;
use crate::decimal::{plain, round};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Kpi, MeasureValue};
use crate::rule::{Input, Quantity, Rule, Trace, Way};
use crate::score::{KpiResult, KpiValue, RoleResult};

/// Decimals of points and distances in words; exact ones may run to 28.
pub(super) const SHOWN_DECIMALS: u32 = 6;

/// One sentence per step that the rule took; empty where it has no answer for the value.
pub(super) fn sentences(lang: Lang, scores: &RoleResult, kpi: &Kpi, result: &KpiResult) -> Option<Vec<String>> {
    let counts: Vec<Decimal> = kpi.rule.counted().into_iter().filter_map(|measure| counted(scores, measure)).collect();
    let input = match (result.value(), counts.as_slice()) {
        (_, [_, ..]) => Input::Counts(&counts),
        (Some(KpiValue::Number(value)), []) => Input::Number(*value),
        (Some(KpiValue::Label(label)), []) => Input::Label(label),
        (None, []) => return None,
    };
    let outcome = kpi.rule.points(&input).ok()?;
    Some(outcome.trace.iter().map(|step| sentence(lang, &kpi.rule, step)).collect())
}

fn counted(scores: &RoleResult, measure: usize) -> Option<Decimal> {
    match scores.measures.get(measure)?.value {
        MeasureValue::Number(number) => Some(number),
        _ => None,
    }
}

/// One step of the way to a rule's points in words.
pub(crate) fn sentence(lang: Lang, rule: &Rule, step: &Trace) -> String {
    let short = |number: Decimal| plain(round(number, SHOWN_DECIMALS));
    match step {
        Trace::Quantity(quantity) => {
            let percent = rule.target.is_some() && !rule.unit.is_percent();
            let shown = if percent { figures::percent(*quantity) } else { figures::number(*quantity, &rule.unit) };
            say(lang, "why-way-quantity", &[("quantity", &shown)])
        }
        Trace::Ratio { base, value, target, inverse, points } => {
            let id = if *inverse { "why-way-inverse" } else { "why-way-ratio" };
            let args = [
                ("base", &*plain(*base)),
                ("value", &figures::number(*value, &rule.unit)),
                ("target", &figures::number(*target, &rule.unit)),
                ("points", &short(*points)),
            ];
            say(lang, id, &args)
        }
        Trace::Start(points) => say(lang, "why-way-start", &[("points", &short(*points))]),
        Trace::Steps { measure, way, distance, steps, points, at_most } => {
            let side = match (measure, way) {
                (Some(_), _) => "why-way-counted",
                (None, Way::Above) if rule.counts_from_none() => "why-way-counted",
                (None, Way::Below) => "why-way-below",
                (None, Way::Above) => "why-way-above",
                (None, Way::Either) => "why-way-apart",
            };
            let distance = match measure {
                Some(_) => plain(*distance),
                None if rule.quantity == Quantity::Ratio => figures::percent(*distance),
                None => figures::number(*distance, &rule.unit),
            };
            let name = measure.as_deref().unwrap_or_default();
            let far = say(lang, side, &[("measure", name), ("distance", &distance)]);
            // Of what is counted without a name of its own only the number is said.
            let far = far.trim_start_matches([' ', ':']);
            if steps.is_zero() {
                return say(lang, "why-way-no-step", &[("far", far)]);
            }
            let moved = if points.is_sign_negative() { "why-way-off" } else { "why-way-more" };
            let moved = say(lang, moved, &[("points", &short(points.abs()))]);
            let most = if *at_most { say(lang, "why-way-at-most", &[]) } else { String::new() };
            say(lang, "why-way-steps", &[("far", far), ("steps", &short(*steps)), ("moved", &moved), ("most", &most)])
        }
        Trace::Tier { number, points } => {
            let band = rule.band(lang, *number).unwrap_or_default();
            say(lang, "why-way-tier", &[("band", &band), ("points", &short(*points))])
        }
        Trace::Label(points) => say(lang, "why-way-label", &[("points", &short(*points))]),
        Trace::Direct(points) => say(lang, "why-way-direct", &[("points", &short(*points))]),
        Trace::Line(points) => say(lang, "why-way-line", &[("points", &short(*points))]),
        Trace::Cap(points) => say(lang, "why-way-cap", &[("points", &short(*points))]),
        Trace::Floor(points) => say(lang, "why-way-floor", &[("points", &short(*points))]),
        Trace::CutOff(_) => say(lang, "why-way-cut-off", &[]),
    }
}
