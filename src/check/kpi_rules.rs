//! Each KPI's rule, read with its target and full points, and the KPI put together.

use std::collections::BTreeSet;

use super::doubtful_scale::ReadRule;
use super::draft::KpiDraft;
use super::draft::default_full;
use super::findings::Findings;
use super::tendency;
use crate::formula::{self, Formula, FormulaErrorKind, Names};
use crate::model::{Appraisal, Kpi, Measure, Scale};
use crate::problem::{Code, Problem};
use crate::rule::{self, Reason, Rule};
use crate::text::key;
use crate::unit::Unit;
use rust_decimal::Decimal;

/// Reads a KPI's rule; `None` where it, or what it rests on, could not be read (then that is said).
///
/// `made`: what was read of it already, with the same settings. `measures_broken`: some measure of the role could not be read, so that names the rule counts may be there after all.
pub(super) fn read(
    draft: &KpiDraft,
    (appraisal, made): (Option<&Appraisal>, Option<ReadRule>),
    measures: &[Measure],
    measures_broken: bool,
    findings: &mut Findings,
) -> Option<Rule> {
    let scale = appraisal.map(|appraisal| appraisal.scale);
    let points = scale == Some(Scale::Points);
    if let (true, Some(full), Some(weight)) = (points, draft.full, draft.weight)
        && full != default_full(weight, points)
    {
        findings.add(Problem::new(Code::FullPoints, &draft.full_at).with("text", full));
        return None;
    }
    let text = draft.rule_text.as_deref()?;
    // Out of 100 the weight plays no part; in points the full points rest on it.
    let full_unknown = draft.full_broken || scale.is_none() || points && draft.weight.is_none();
    let scale = scale.unwrap_or(Scale::Percent);
    let span = appraisal.map(|appraisal| appraisal.period.span());
    let weight = draft.weight.unwrap_or(Decimal::ONE);
    let names: Vec<&str> = measures.iter().map(|measure| measure.name.as_ref()).collect();
    match made.unwrap_or_else(|| rule::read(text, &draft.rule_context(scale, (weight, span), &names))) {
        Ok(_) if full_unknown => None,
        Ok(reading) => {
            // A colon parts 权重：20% in two.
            let next = reading.explained.iter().skip(1).map(|part| part.words.as_str()).chain([""]);
            let mut described = reading
                .explained
                .iter()
                .zip(next)
                .flat_map(|(part, next)| [part.words.clone(), format!("{}{next}", part.words)]);
            if let Some((words, said)) = described.find_map(|words| other_weight(&words, draft)) {
                findings.add(
                    Problem::new(Code::RuleWeightConflict, &draft.rule_at)
                        .with("words", words)
                        .with("said", said)
                        .with("weight", &draft.weight_text),
                );
                return None;
            }
            for remark in &reading.remarks {
                findings.add(remark.problem(&draft.rule_at));
            }
            // Out of 100 by default: 得30分 was written for a 满分 of 30 that nobody filled in.
            let default = !points && draft.full.is_none() && reading.rule.full == default_full(weight, points);
            if let Some(best) = reading.rule.short_of_full().filter(|_| default) {
                let problem = Problem::new(Code::RuleBelowFull, &draft.rule_at).with("points", best);
                findings.add(problem.with("full", reading.rule.full).with("scale", "percent"));
            }
            if let Some((from, size)) = tendency::never_takes(&reading.rule) {
                let shown = |number: Decimal| {
                    let percent = draft.unit.is_percent();
                    if percent {
                        crate::decimal::percent(number)
                    } else {
                        format!("{}{}", crate::decimal::plain(number), draft.unit.text)
                    }
                };
                let problem = Problem::new(Code::RuleNeverTakes, &draft.rule_at).with("from", shown(from));
                findings.add(problem.with("size", shown(size)));
            }
            if let Some(step) = tendency::tiny_step(draft, &reading.rule) {
                findings.add(
                    Problem::new(Code::TargetDoubtful, &draft.target_at)
                        .with("why", "share")
                        .with("text", draft.target.as_ref().map(|target| target.text.clone()).unwrap_or_default())
                        .with("step", crate::decimal::percent(step))
                        .with("months", 0)
                        .with("own", 0),
                );
            }
            if let Some(problem) = tendency::against_target(draft, &reading.rule) {
                findings.add(problem);
                return None;
            }
            Some(reading.rule)
        }
        Err(refusals) => {
            let follows = |reason: Reason| match reason {
                Reason::Target | Reason::TargetConflict | Reason::UnitConflict => draft.target_broken,
                Reason::NotCounted | Reason::TwoCounts => measures_broken,
                // Points are wrong or right by the full points.
                Reason::PointRange
                | Reason::Hole
                | Reason::Overlap
                | Reason::FullConflict
                | Reason::BoundUnclear
                | Reason::TierPoints
                | Reason::Scale
                | Reason::SingleValues => full_unknown,
                _ => false,
            };
            for refusal in refusals.iter().filter(|refusal| !follows(refusal.reason)) {
                let column = draft.no_targets.as_ref().filter(|_| refusal.reason == Reason::Target);
                findings.add(column.cloned().unwrap_or_else(|| refusal.problem(&draft.rule_at)));
            }
            None
        }
    }
}

/// Words that only describe, where they name another weight than the KPI's: 本项权重20% beside 权重 100%. With it, the share.
fn other_weight(words: &str, draft: &KpiDraft) -> Option<(String, String)> {
    const NAMES: [&str; 4] = ["权重", "占比", "比重", "weight"];
    let word = key(words);
    let rest = NAMES.iter().find_map(|name| word.split_once(name)).map(|(_, rest)| rest)?;
    let rest = rest.trim_start_matches([':', '为', '是', '占', '=', '(']).trim_start_matches("of");
    let (digits, _) = rest.split_once('%')?;
    let said: Decimal = digits.parse().ok()?;
    let share = said.checked_div(Decimal::ONE_HUNDRED)?;
    let typed = key(&draft.weight_text);
    let is_typed = typed.trim_end_matches('%').parse().is_ok_and(|typed: Decimal| typed == said);
    let weight = draft.weight.filter(|weight| *weight != share && !is_typed)?;
    // In a dimension the weight may be said of the whole.
    let of_whole = draft.dimension_weight.and_then(|dimension| dimension.checked_mul(weight));
    (of_whole != Some(share)).then(|| (words.trim().to_owned(), format!("{}%", crate::decimal::plain(said))))
}

/// Looks at the rules and formulas of rows that may belong to any role, as far as that does not matter to them.
pub(super) fn of_any_role(drafts: &[KpiDraft], appraisal: Option<&Appraisal>, findings: &mut Findings) {
    for draft in drafts.iter().filter(|draft| draft.marked.is_none()) {
        read(draft, (appraisal, None), &[], true, findings);
        let names = NoNames { has_target: draft.target.is_some() || draft.target_broken };
        let Some(Err(errors)) = draft.formula().map(|text| formula::read(&text, &names)) else { continue };
        for error in errors.iter().filter(|error| !matches!(error.kind, FormulaErrorKind::UnknownName(_))) {
            findings.add(error.problem(&draft.formula_at, &draft.role, &draft.name));
        }
    }
}

/// The names of a role of which nothing is known.
struct NoNames {
    has_target: bool,
}

impl Names for NoNames {
    fn measures(&self) -> &[Measure] {
        &[]
    }

    fn team(&self) -> Vec<(&str, &Unit)> {
        Vec::new()
    }

    fn has_target(&self) -> bool {
        self.has_target
    }
}

/// A KPI whose every part could be read.
pub(super) fn kpi(draft: &KpiDraft, formula: Option<Formula>, rule: Rule, heir: Option<usize>) -> Option<Kpi> {
    if draft.name.is_empty() {
        return None;
    }
    Some(Kpi {
        name: draft.name.clone(),
        at: draft.at.clone(),
        weight: draft.weight?,
        weight_text: draft.weight_text.clone(),
        formula_text: draft.formula_text.clone()?,
        formula: formula?,
        formula_at: draft.formula_at.clone(),
        unit: draft.unit.clone(),
        target: draft.target.clone(),
        longer_targets: draft.longer_targets.clone(),
        rule_text: draft.rule_text.clone()?,
        full: rule.full,
        rule,
        rule_at: draft.rule_at.clone(),
        when_not_applicable: heir,
        meaning: draft.meaning.clone(),
        source: draft.source.clone(),
        dimension: None,
        prorated: draft.prorated,
        marks: None,
    })
}

/// What a rule reads besides the formula: measures that it counts, and labels of the formula's one measure.
pub(super) fn uses(
    rule: &Rule,
    formula: Option<&Formula>,
    used: &mut BTreeSet<usize>,
    labels: &mut Vec<(usize, String)>,
) {
    used.extend(rule.counted());
    if let Some(measure) = formula.and_then(Formula::single_measure) {
        labels.extend(rule.labels().into_iter().map(|label| (measure, label.to_owned())));
    }
}
