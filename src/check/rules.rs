//! KPIs put together from their drafts: full points, and the rule with what it reads besides the formula.

use std::collections::BTreeSet;

use super::definitions::default_full;
use super::findings::Findings;
use super::kpis::KpiDraft;
use crate::diagnostic::{Code, Problem};
use crate::formula::{Expr, Formula};
use crate::model::{Appraisal, Kpi, Measure, Scale};
use crate::rule::Rule;

/// A KPI whose weight, formula and rule could all be read.
pub(super) fn kpi(
    draft: &KpiDraft,
    formula: Option<Formula>,
    heir: Option<usize>,
    appraisal: Option<&Appraisal>,
    _measures: &[Measure],
    findings: &mut Findings,
) -> Option<Kpi> {
    let weight = draft.weight?;
    let points = appraisal?.scale == Scale::Points;
    let default = default_full(weight, points);
    if let (true, Some(full)) = (points, draft.full.filter(|full| *full != default)) {
        findings.add(Problem::new(Code::FullPoints, &draft.at).with("text", full));
        return None;
    }
    let rule_text = draft.rule_text.clone()?;
    Some(Kpi {
        name: draft.name.clone(),
        at: draft.at.clone(),
        weight,
        weight_text: draft.weight_text.clone(),
        formula_text: draft.formula_text.clone()?,
        formula: formula?,
        formula_at: draft.formula_at.clone(),
        unit: draft.unit.clone(),
        target: draft.target.clone(),
        rule_text,
        // The rule stage has no reader yet; its type holds nothing.
        rule: Rule {},
        rule_at: draft.rule_at.clone(),
        full: draft.full.unwrap_or(default),
        when_not_applicable: heir,
        meaning: draft.meaning.clone(),
        source: draft.source.clone(),
    })
}

/// What a KPI's rule reads besides its formula: measures that it counts, and labels of the formula's one measure.
pub(super) fn uses(kpi: &Kpi, _measures: &[Measure], _used: &mut BTreeSet<usize>, labels: &mut Vec<(usize, String)>) {
    let Expr::Measure(_) = kpi.formula.root else { return };
    labels.extend(std::iter::empty());
}
