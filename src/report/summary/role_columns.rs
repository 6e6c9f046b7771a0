//! The columns of a KPI on a role's sheet: how wide, and with which number format.

use rust_decimal::Decimal;

use super::places::{Member, RolePlace};
use super::{Context, value_format};
use crate::model::Kpi;
use crate::output::metrics;
use crate::score::KpiValue;

/// Characters of a KPI's three columns: as many as its longest value, score and weighted score need.
pub(super) fn kpi_widths(context: &Context<'_>, role: usize, kpi: usize, definition: &Kpi) -> [f64; 3] {
    const LEAST: [f64; 3] = [9.86, 8.0, 8.14];
    let Some(place) = context.places.roles.get(role) else { return LEAST };
    let format = kpi_format(context, place, definition, kpi);
    let decimals = format.split_once('.').map_or(0, |(_, zeros)| zeros.trim_end_matches('%').len());
    let mut px = [0.0_f64; 3];
    for (_, held) in context.members(place) {
        let Some(found) = held.kpis.get(kpi) else { continue };
        let value = match found.value() {
            Some(KpiValue::Number(number)) if !definition.unit.is_percent() => {
                let whole = crate::decimal::fixed(*number, u32::try_from(decimals).unwrap_or_default());
                let commas = whole.len().saturating_sub(decimals).saturating_div(3);
                format!("{whole}{}", ",".repeat(commas))
            }
            Some(KpiValue::Label(label)) => label.to_string(),
            _ => String::new(),
        };
        let score = |score: Option<Decimal>| score.map(|score| crate::decimal::fixed(score, context.decimals));
        let printed = [value, score(found.score()).unwrap_or_default(), score(found.weighted()).unwrap_or_default()];
        for (px, text) in px.iter_mut().zip(printed) {
            // Means are bold, hence the tenth.
            *px = px.max(metrics::number_px(&text, 90) * 1.1);
        }
    }
    std::array::from_fn(|column| {
        let needed = px.get(column).map_or(0.0, |px| metrics::column_chars(*px));
        LEAST.get(column).copied().unwrap_or_default().max(needed)
    })
}

/// The number format of a KPI's values.
pub(super) fn kpi_format(context: &Context<'_>, place: &RolePlace, kpi: &Kpi, at: usize) -> String {
    let people = &context.results.people;
    let found = |member: &Member| people.get(member.person)?.roles.get(member.held)?.kpis.get(at)?.value();
    let values = place.members.iter().filter_map(found).filter_map(|value| match value {
        KpiValue::Number(number) => Some(number),
        KpiValue::Label(_) => None,
    });
    value_format(&kpi.unit, values)
}
