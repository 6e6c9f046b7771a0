//! The steps of a KPI that people mark: who gave what, the criterion, the value. Marks of few are told to the office only.

use super::{Audience, Step, Why, figures};
use crate::decimal::{fixed, plain, round};
use crate::messages::say;
use crate::model::{Kpi, MeasureValue, Role};
use crate::report::marks;
use crate::score::{KpiResult, KpiValue, RoleResult};

impl Why<'_> {
    /// That target and weight are the person's own.
    pub(super) fn own(&self, kpi: &Kpi) -> Step {
        let target = kpi.target.as_ref().map_or("—", |target| &target.text);
        let args = [("target", target), ("weight", &*figures::percent(kpi.weight))];
        self.step("people-own-goal", "people-why-own", &args)
    }

    pub(super) fn marked(&self, role: &Role, scores: &RoleResult, kpi: &Kpi, result: &KpiResult) -> Vec<Step> {
        let lang = self.lang;
        let label = say(lang, "why-data", &[]);
        let data = |text: String| Step { label: label.clone(), text };
        let mut steps = Vec::new();
        let (mut parts, mut hidden) = (Vec::new(), false);
        for (by, mark) in marks::pairs(kpi, result) {
            let category = by.category.name(lang);
            let found = scores.measures.get(by.measure);
            if self.audience == Audience::Person && marks::is_few(by, mark) {
                hidden = true;
                steps.push(data(say(lang, "people-mark-few", &[("category", category)])));
                continue;
            }
            let Some(mean) = mark.mean else {
                let absent = found.is_some_and(|found| found.value == MeasureValue::NotApplicable);
                let id = if absent { "people-mark-absent" } else { "people-mark-none" };
                steps.push(data(say(lang, id, &[("category", category)])));
                continue;
            };
            // Where each mark stands is for the office: a row may be one rater's.
            let cells = found.filter(|_| self.audience == Audience::Office);
            let cells = cells.map(|found| figures::cells(role, by.measure, &found.rows)).unwrap_or_default();
            let count = if mark.count > 1 { mark.count.to_string() } else { "none".to_owned() };
            let shown = figures::shortened(mean);
            let args = [
                ("category", category),
                ("mean", &*shown),
                ("count", &*count),
                ("what", marks::what(mark)),
                ("cells", if cells.is_empty() { "none" } else { &*cells }),
            ];
            steps.push(data(say(lang, "people-mark-line", &args)));
            parts.push(if kpi.marks.as_ref().is_some_and(|marks| marks.by.len() > 1) {
                format!("{shown}×{}", figures::percent(by.share))
            } else {
                shown
            });
        }
        if let Some(marks) = &kpi.marks {
            steps.push(Step { label: say(lang, "why-formula", &[]), text: marks.text.clone() });
        }
        if let Some(reason) = result.unscored() {
            steps.push(self.reason(role, reason));
        }
        if let Some(KpiValue::Number(value)) = result.value() {
            let value = plain(*value);
            let text = if hidden || parts.len() < 2 {
                value
            } else {
                say(lang, "people-mark-value", &[("way", &parts.join(" + ")), ("value", &value)])
            };
            steps.push(Step { label: say(lang, "why-value", &[]), text });
        }
        steps.push(Step { label: say(lang, "why-rule", &[]), text: kpi.rule_text.clone() });
        if let (Some(points), Some(score)) = (result.points(), result.score()) {
            let points = plain(round(points, super::way::SHOWN_DECIMALS));
            let shown = fixed(score, self.department.appraisal.decimals);
            let args = [("points", points.as_str()), ("full", &plain(kpi.full)), ("score", &shown)];
            let id = if kpi.rule.is_signed() { "why-signed" } else { "why-score-line" };
            steps.push(self.step("why-score", id, &args));
        }
        steps
    }
}
