//! The short reason beside a KPI's score, and the numbers of a KPI as printed.

use rust_decimal::Decimal;

use super::Context;
use crate::decimal;
use crate::model::{Back, Kpi, Role};
use crate::score::{KpiResult, KpiValue, Reason};

/// The number format of a KPI's value: 0.00% for shares, thousands with the decimals that the value has for the rest.
pub(super) fn value_format(kpi: &Kpi, result: &KpiResult) -> String {
    match &result.value {
        Some(KpiValue::Number(_)) if kpi.unit.is_percent() => "0.00%".to_owned(),
        Some(KpiValue::Number(number)) => super::places("#,##0", number.normalize().scale()),
        _ => String::new(),
    }
}

/// Why the score is what it is, in a few words; empty where the figures say it all.
pub(super) fn note(context: &Context<'_>, role: &Role, kpi: &Kpi, result: &KpiResult) -> String {
    if let Some(reason) = &result.reason {
        return why_absent(context, role, reason);
    }
    if result.vetoed {
        return context.say("person-note-veto");
    }
    let (Some(KpiValue::Number(value)), Some(target)) = (&result.value, &kpi.target) else { return String::new() };
    let Some(distance) = value.checked_sub(target.value) else { return String::new() };
    if distance.is_zero() {
        return context.say("person-note-met");
    }
    let id = if distance.is_sign_negative() { "person-note-below" } else { "person-note-above" };
    let shown = if kpi.unit.is_percent() {
        let points = distance.abs().checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
        context.fill("person-points", &[("number", &decimal::plain(points))])
    } else {
        format!("{} {}", grouped(distance.abs()), kpi.unit.text).trim().to_owned()
    };
    context.fill(id, &[("distance", &shown)])
}

fn why_absent(context: &Context<'_>, role: &Role, reason: &Reason) -> String {
    let name = |at: &usize| role.measures.get(*at).map_or_else(String::new, |measure| measure.name.to_string());
    let names = |list: &[usize]| list.iter().map(name).collect::<Vec<_>>().join(&context.say("person-list-separator"));
    let back = |back: &Back| match back {
        Back::Previous => context.say("person-previous"),
        Back::YearAgo => context.say("person-year-ago"),
    };
    match reason {
        Reason::NotApplicable(list) => context.fill("person-note-na", &[("names", &names(list))]),
        Reason::Missing(list) => context.fill("person-note-missing", &[("names", &names(list))]),
        Reason::NoEarlier(at, when) => {
            context.fill("person-note-no-earlier", &[("name", &name(at)), ("back", &back(when))])
        }
        Reason::EarlierZero(at, when) => {
            context.fill("person-note-earlier-zero", &[("name", &name(at)), ("back", &back(when))])
        }
        Reason::DivisionByZero => context.say("person-note-division"),
        Reason::EmptyTeam(_) => context.say("person-note-team"),
    }
}

/// A number with thousands commas.
fn grouped(number: Decimal) -> String {
    let plain = decimal::plain(number);
    let (whole, rest) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let digits: Vec<char> = whole.chars().collect();
    let groups: Vec<String> = digits.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    let grouped = groups.join(",");
    rest.map_or_else(|| grouped.clone(), |rest| format!("{grouped}.{rest}"))
}
