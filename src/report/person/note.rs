//! The short reason beside a KPI's score, and the numbers of a KPI as printed.

use rust_decimal::Decimal;

use super::plan::Plan;
use super::{Context, Part};
use crate::decimal;
use crate::model::{FormPart, Kpi, MeasureValue, Scale, Target};
use crate::report::withheld::withheld;
use crate::report::{absence, formulas, growth_notes, marks};
use crate::rule::{Effect, Input, Main, Outcome, Trace};
use crate::score::{KpiResult, KpiValue};

/// The number format of a KPI's value: 0.00% for shares, thousands with the decimals that the value has for the rest.
pub(super) fn value_format(kpi: &Kpi, result: &KpiResult) -> String {
    match result.value() {
        Some(KpiValue::Number(_)) if kpi.unit.is_percent() => "0.00%".to_owned(),
        Some(KpiValue::Number(number)) => super::places("#,##0", number.normalize().scale()),
        _ => String::new(),
    }
}

/// Why the score is what it is, in a few words; empty where the figures say it all.
pub(super) fn note(context: &Context<'_>, part: &Part<'_>, kpi: &Kpi, result: &KpiResult) -> String {
    // Whether it applies, a veto and the distance to the target tell of the team's value too.
    if withheld(context.results, &kpi.formula) {
        return context.say("person-note-withheld");
    }
    if kpi.marks.is_some() && result.unscored().is_none() {
        // What the manager said is said of all that was marked: it stands beside the first.
        let first = part.kpis().find(|(kpi, result)| kpi.marks.is_some() && result.unscored().is_none());
        if first.is_some_and(|(first, _)| first.name != kpi.name) {
            return String::new();
        }
        let comments = marks::managers_comments(part.role, &context.person.id);
        let text = comments.join(&context.say("person-note-comma"));
        return if text.is_empty() { text } else { context.fill("people-comment", &[("text", &text)]) };
    }
    if let Some(reason) = result.unscored() {
        return absence::why(context.lang, context.department.appraisal.period, part.role, reason);
    }
    let outcome = outcome(part, kpi, result);
    let trace = outcome.as_ref().map_or(&[][..], |outcome| outcome.trace.as_slice());
    let tier = trace.iter().find_map(|step| match step {
        Trace::Tier { number, .. } => kpi.rule.band(context.lang, *number),
        _ => None,
    });
    let first = match tier {
        Some(band) => context.fill("person-note-tier", &[("band", &band)]),
        None => against_target(context, kpi, result),
    };
    let second = decided(context, kpi, trace).unwrap_or_default();
    let third = growth_notes::remarks(context.lang, context.history, part.role, kpi).unwrap_or_default();
    let parts: Vec<String> = [first, second, third].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(&context.say("person-note-comma"))
}

/// What stands beside the score: the points out of the full ones where the form shows them, which follow their cell, and the note as
/// the page has room for it. A text of its own where nothing follows a cell.
pub(super) fn beside(
    context: &Context<'_>,
    (part, plan): (&Part<'_>, &Plan),
    (kpi, result): (&Kpi, &KpiResult),
    points: &str,
) -> (Option<String>, String) {
    /// Characters of a text within a formula: Excel takes 255 at once, and no endless sum of them.
    const PIECE: usize = 200;
    const WHOLE: usize = 2000;
    let note = plan.note(&note(context, part, kpi, result));
    let Some(reached) = reached(context, kpi, result) else { return (None, note) };
    let comma = if note.is_empty() { String::new() } else { context.say("person-note-comma") };
    let with = |points: &str| {
        let words = [("points", points), ("full", &decimal::plain(kpi.full))];
        format!("{}{comma}{note}", context.fill("people-points", &words))
    };
    /// Stands for the points until the text is taken apart there.
    const PLACE: &str = "\u{1}";
    let whole = with(&decimal::plain(reached));
    let apart = with(PLACE);
    let Some((before, behind)) = apart.split_once(PLACE).filter(|_| apart.chars().count() <= WHOLE) else {
        return (None, whole);
    };
    let texts = |text: &str| -> Vec<String> {
        let signs: Vec<char> = text.chars().collect();
        signs.chunks(PIECE).map(|piece| formulas::quoted(&piece.iter().collect::<String>())).collect()
    };
    let mut parts = texts(before);
    parts.push(format!("ROUND({points},4)"));
    parts.extend(texts(behind));
    if before.is_empty() {
        parts.insert(0, "\"\"".to_owned());
    }
    (Some(parts.join("&")), whole)
}

/// The points out of full points other than 100, where the form shows them and nothing is withheld.
fn reached(context: &Context<'_>, kpi: &Kpi, result: &KpiResult) -> Option<Decimal> {
    let appraisal = &context.department.appraisal;
    let shows = appraisal.people.shown.contains(&FormPart::Points)
        && appraisal.scale == Scale::Percent
        && kpi.full != Decimal::ONE_HUNDRED
        && result.score().is_some()
        && !withheld(context.results, &kpi.formula);
    result.points().filter(|_| shows).map(|points| decimal::round(points, 4).normalize())
}

/// The rule's way to the points.
fn outcome(part: &Part<'_>, kpi: &Kpi, result: &KpiResult) -> Option<Outcome> {
    let counted = kpi.rule.counted().into_iter();
    let counts: Vec<Decimal> = counted
        .filter_map(|index| match part.result.measures.get(index)?.value {
            MeasureValue::Number(number) => Some(number),
            _ => None,
        })
        .collect();
    let input = match (result.value(), counts.as_slice()) {
        (_, [_, ..]) => Input::Counts(&counts),
        (Some(KpiValue::Number(value)), []) => Input::Number(*value),
        (Some(KpiValue::Label(label)), []) => Input::Label(label),
        (None, []) => return None,
    };
    kpi.rule.points(&input).ok()
}

/// How far the value is from the target.
fn against_target(context: &Context<'_>, kpi: &Kpi, result: &KpiResult) -> String {
    let (Some(KpiValue::Number(value)), Some(target)) = (result.value(), &kpi.target) else { return String::new() };
    let Some(distance) = value.checked_sub(decimal::ended(target.value)) else { return String::new() };
    if distance.is_zero() {
        return context.say("person-note-met");
    }
    let id = if distance.is_sign_negative() { "person-note-below" } else { "person-note-above" };
    let shown = if kpi.unit.is_percent() {
        let points = distance.abs().checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default();
        context.fill("person-points", &[("number", &decimal::plain(points))])
    } else {
        format!("{} {}", decimal::grouped(distance.abs()), kpi.unit.text).trim().to_owned()
    };
    context.fill(id, &[("distance", &shown)])
}

/// What decided the points: a cut-off, a bound, or what the steps added and deducted together.
fn decided(context: &Context<'_>, kpi: &Kpi, trace: &[Trace]) -> Option<String> {
    let say = |id: &str, points: Decimal| {
        Some(context.fill(id, &[("points", &decimal::plain(decimal::round(points.abs(), 4)))]))
    };
    let mut moved = None;
    let mut bound = None;
    for step in trace {
        match step {
            Trace::CutOff(_) => return Some(context.say("person-note-cut-off")),
            Trace::Cap(points) => bound = Some(("person-note-cap", *points)),
            Trace::Floor(points) => bound = Some(("person-note-floor", *points)),
            Trace::Steps { points, .. } => moved = Some(points.checked_add(moved.unwrap_or_default())?),
            _ => {}
        }
    }
    if let Some((id, points)) = bound {
        return say(id, points);
    }
    match moved {
        Some(points) if points > Decimal::ZERO => say("person-note-added", points),
        Some(points) if points < Decimal::ZERO => say("person-note-deducted", points),
        _ if deducts(&kpi.rule.main) => Some(context.say("person-note-not-deducted")),
        _ => None,
    }
}

/// Whether a rule starts from full points and deducts.
fn deducts(main: &Main) -> bool {
    match main {
        Main::Steps { steps, .. } => steps.iter().any(|step| step.effect == Effect::Deduct),
        Main::Counts { counts, .. } => counts.iter().any(|count| count.effect == Effect::Deduct),
        _ => false,
    }
}

/// A target as typed; a bare number of thousands with commas, like the value beside it.
pub(super) fn target(target: &Target) -> String {
    match target.text.trim().parse::<Decimal>() {
        Ok(number) if number == target.value && number.abs() >= Decimal::ONE_THOUSAND => decimal::grouped(number),
        _ => target.text.clone(),
    }
}
