//! 计分方式 against the rules: one wrong choice there makes many rules wrong, and is told once, where it was made.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::draft::KpiDraft;
use super::draft::default_full;
use crate::cell::CellRef;
use crate::lang::Lang;
use crate::model::layout::Choice;
use crate::model::{Appraisal, Measure, Scale};
use crate::period::Span;
use crate::problem::{Code, Place, Problem};
use crate::rule::{self, Reading, Reason, Refusal};

/// Rules from which on the setting is doubted: a single one has its own mistake.
const SEVERAL: usize = 2;

/// What a rule's points say of the scale that they were written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    ForPercent,
    ForPoints,
    /// For either, or not to be told.
    Open,
}

/// What was read of a rule.
pub(super) type ReadRule = Result<Reading, Vec<Refusal>>;

/// Rules as read under the chosen scale, by their cells: reading one is the dearest part of checking a KPI.
pub(super) type Readings = BTreeMap<CellRef, ReadRule>;

/// Whether a rule may have been written for the other scale, as far as its reading under the chosen one tells.
fn may_be_other(draft: &KpiDraft, chosen: Scale, read: &ReadRule) -> bool {
    let in_points = draft.weight.map(|weight| default_full(weight, true));
    match (chosen, read) {
        (Scale::Percent, Ok(reading)) => draft.full.is_none() && reading.rule.short_of_full() == in_points,
        (Scale::Percent, Err(_)) => false,
        (Scale::Points, Ok(_)) => draft.full.is_some() && draft.full != in_points,
        (Scale::Points, Err(_)) => true,
        (Scale::Deductions, _) => false,
    }
}

/// Finds the rules that were written for the other scale than the chosen one, where several were and none for the chosen one.
/// What was read on the way is put into `readings`.
pub(super) fn other(
    drafts: &[(&KpiDraft, &[Measure])],
    appraisal: &Appraisal,
    readings: &mut Readings,
) -> Vec<CellRef> {
    let (chosen, span) = (appraisal.scale, Some(appraisal.period.span()));
    // Signed points are told by the weights, which are not there.
    if chosen == Scale::Deductions {
        return Vec::new();
    }
    let mut doubtful = 0_usize;
    for (draft, measures) in drafts {
        let (Some(text), Some(weight), false) = (draft.rule_text.as_deref(), draft.weight, draft.full_broken) else {
            continue;
        };
        let names: Vec<&str> = measures.iter().map(|measure| measure.name.as_ref()).collect();
        let read = rule::read(text, &draft.rule_context(chosen, (weight, span), &names));
        doubtful = doubtful.saturating_add(usize::from(may_be_other(draft, chosen, &read)));
        readings.insert(draft.rule_at.clone(), read);
    }
    if doubtful < SEVERAL {
        return Vec::new();
    }
    let (own, other) = match chosen {
        Scale::Percent => (Written::ForPercent, Written::ForPoints),
        Scale::Points | Scale::Deductions => (Written::ForPoints, Written::ForPercent),
    };
    let mut of_other = Vec::new();
    for (draft, measures) in drafts {
        match written(draft, span, measures) {
            one if one == own => return Vec::new(),
            one if one == other => of_other.push(draft.rule_at.clone()),
            _ => {}
        }
    }
    if of_other.len() >= SEVERAL { of_other } else { Vec::new() }
}

fn written(draft: &KpiDraft, span: Option<Span>, measures: &[Measure]) -> Written {
    let (Some(text), Some(weight), false) = (draft.rule_text.as_deref(), draft.weight, draft.full_broken) else {
        return Written::Open;
    };
    let names: Vec<&str> = measures.iter().map(|measure| measure.name.as_ref()).collect();
    let read = |scale| rule::read(text, &draft.rule_context(scale, (weight, span), &names));
    let (percent, points) = (read(Scale::Percent), read(Scale::Points));
    let in_points = default_full(weight, true);
    // Out of 100 a rule whose best points are just the weight: 得30分 beside 30%.
    let best = percent.as_ref().ok().and_then(|reading| reading.rule.short_of_full());
    if draft.full.is_none() && best == Some(in_points) && points.is_ok() {
        return Written::ForPoints;
    }
    let fits_percent = percent.is_ok() && best.is_none();
    let other_full = draft.full.is_some_and(|full| full != in_points && full == Decimal::ONE_HUNDRED);
    let too_much = match &points {
        Ok(_) => other_full,
        Err(refusals) => refusals.iter().all(|refusal| {
            matches!(refusal.reason, Reason::BoundUnclear | Reason::TierPoints | Reason::Scale | Reason::FullConflict)
        }),
    };
    if fits_percent && too_much { Written::ForPercent } else { Written::Open }
}

/// The problem at the setting.
pub(super) fn problem(chosen: Scale, at: &Place, rules: &[CellRef], lang: Lang) -> Problem {
    /// Cells that are named; the rest is counted.
    const NAMED: usize = 3;
    let word = |points: bool| if points { Choice::Points } else { Choice::Percent }.name(lang);
    let is_points = chosen == Scale::Points;
    let cells: Vec<String> = rules.iter().take(NAMED).map(CellRef::a1).collect();
    Problem::new(Code::ScaleDoubtful, at.clone())
        .with("scale", word(is_points))
        .with("other", word(!is_points))
        .with("count", rules.len())
        .with("cells", cells.join("、"))
        .with("to", if is_points { "points" } else { "percent" })
}
