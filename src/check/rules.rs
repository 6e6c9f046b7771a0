//! KPIs put together from their drafts: full points, and the rule with what it reads besides the formula.

use std::collections::BTreeSet;

use super::definitions::default_full;
use super::findings::Findings;
use super::kpis::KpiDraft;
use crate::diagnostic::{Code, Problem};
use crate::formula::{Expr, Formula};
use crate::model::{Appraisal, Kpi, Measure, Scale};
use crate::rule;

/// A KPI whose weight, formula and rule could all be read.
pub(super) fn kpi(
    draft: &KpiDraft,
    formula: Option<Formula>,
    heir: Option<usize>,
    appraisal: Option<&Appraisal>,
    measures: &[Measure],
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
    let names: Vec<&str> = measures.iter().map(|measure| measure.name.as_ref()).collect();
    let context = rule::Context {
        unit: &draft.unit,
        target: draft.target.as_ref(),
        full: draft.full,
        scale: appraisal?.scale,
        weight,
        measures: &names,
    };
    let rule = match rule::read(&rule_text, &context) {
        Ok(reading) => {
            for remark in &reading.remarks {
                findings.add(remark.problem(&draft.rule_at));
            }
            reading.rule
        }
        Err(refusals) => {
            for refusal in &refusals {
                findings.add(refusal.problem(&draft.rule_at));
            }
            return None;
        }
    };
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
        full: rule.full,
        rule,
        rule_at: draft.rule_at.clone(),
        when_not_applicable: heir,
        meaning: draft.meaning.clone(),
        source: draft.source.clone(),
    })
}

/// What a KPI's rule reads besides its formula: measures that it counts, and labels of the formula's one measure.
pub(super) fn uses(kpi: &Kpi, measures: &[Measure], used: &mut BTreeSet<usize>, labels: &mut Vec<(usize, String)>) {
    for name in kpi.rule.measures() {
        used.extend(measures.iter().position(|measure| measure.name.as_ref() == name));
    }
    let Expr::Measure(measure) = kpi.formula.root else { return };
    labels.extend(kpi.rule.labels().into_iter().map(|label| (measure, label.to_owned())));
}
