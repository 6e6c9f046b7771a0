//! What must be known of the period that a KPI grows over, to be said beside its figure.

use crate::history::{History, PastPeriod};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::layout::Column;
use crate::model::{Back, Kpi, Role};

/// What of a growth KPI's definition is otherwise than in the earlier period, and which months that period lacks; `None` where
/// there is nothing to say, or the KPI doesn't grow over anything.
pub(super) fn remarks(lang: Lang, history: &History, role: &Role, kpi: &Kpi) -> Option<String> {
    let pasts = kpi.formula.backs().into_iter().filter_map(|back| match back {
        Back::Previous => history.previous.as_ref(),
        Back::YearAgo => history.year_ago.as_ref(),
    });
    let parts: Vec<String> =
        pasts.flat_map(|past| [changed(lang, past, role, kpi), incomplete(lang, past)]).flatten().collect();
    (!parts.is_empty()).then(|| parts.join(&say(lang, "person-note-comma", &[])))
}

fn changed(lang: Lang, past: &PastPeriod, role: &Role, kpi: &Kpi) -> Option<String> {
    let old = past.kpis.iter().find(|old| old.role == *role.name && old.name == kpi.name)?;
    let target = kpi.target.as_ref().map_or("", |target| target.text.as_str());
    let changed = [
        (Column::Target, old.target != target),
        (Column::Weight, old.weight != kpi.weight),
        (Column::Formula, old.formula != kpi.formula_text),
        (Column::Rule, old.rule != kpi.rule_text),
    ];
    let names: Vec<&str> =
        changed.iter().filter(|(_, changed)| *changed).map(|(column, _)| column.name(lang)).collect();
    let what = names.join(&say(lang, "person-list-separator", &[]));
    let period = past.period.to_string();
    (!names.is_empty()).then(|| say(lang, "person-note-changed", &[("what", &what), ("period", &period)]))
}

fn incomplete(lang: Lang, past: &PastPeriod) -> Option<String> {
    let months: Vec<String> = past.missing_months.iter().map(ToString::to_string).collect();
    let months = months.join(&say(lang, "person-list-separator", &[]));
    let period = past.period.to_string();
    (!months.is_empty()).then(|| say(lang, "person-note-incomplete", &[("period", &period), ("months", &months)]))
}
