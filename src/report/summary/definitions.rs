//! 岗位职责 and 考核指标: what the scores rest on, as typed, with each rule as it was understood.

use super::{Context, table};
use crate::decimal::{percent, plain};
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::model::{Kpi, Role};
use crate::output::{Content, Sheet};

/// 岗位职责; none where no role has any.
pub(super) fn duties(context: &Context<'_>) -> Option<Sheet> {
    if context.department.roles.iter().all(|role| role.duties.is_empty()) {
        return None;
    }
    let mut sheet = Sheet::new(&context.places.duties);
    sheet.columns.extend([(0, 24.0), (1, 24.0), (2, 92.0)]);
    let title = sheet.name.clone();
    context.title(&mut sheet, title, Content::Blank, (None, 2));
    let heads = [Column::Role, Column::Duty, Column::Description].map(|column| column.name(context.lang).to_owned());
    let rows = context.department.roles.iter().flat_map(|role| {
        role.duties.iter().map(|duty| {
            [role.name.to_string(), duty.name.clone(), duty.description.clone()].map(Content::Text).to_vec()
        })
    });
    table::put(context, &mut sheet, 3, &heads, rows.collect());
    Some(table::finish(context, sheet))
}

/// Columns of 考核指标 where none is left out.
const WIDTHS: usize = 12;

/// The dimension of a KPI with its weight: 业绩（60%）.
fn dimension(role: &Role, kpi: &Kpi, signed: bool, lang: Lang) -> String {
    let Some(found) = kpi.dimension.and_then(|at| role.dimensions.get(at)) else { return String::new() };
    let weight = if signed { String::new() } else { lang.in_brackets(&percent(found.weight)) };
    format!("{}{weight}", found.name)
}

pub(super) fn kpis(context: &Context<'_>) -> Sheet {
    let mut sheet = Sheet::new(&context.places.kpis);
    // Wide enough for words, narrow enough for a print that can be read: rows grow, the scale stays.
    let widths: [f64; WIDTHS] = [17.0, 16.0, 18.0, 8.0, 24.0, 8.0, 10.0, 27.0, 27.0, 8.0, 22.0, 12.0];
    let column = |column: Column| column.name(context.lang).to_owned();
    // Signed points know neither weights nor full points.
    let signed = context.department.appraisal.start().is_some();
    let grouped = context.department.roles.iter().any(|role| !role.dimensions.is_empty());
    let unused = |at: usize| signed && matches!(at, 3 | 9) || !grouped && at == 1;
    let widths = widths.into_iter().enumerate().filter(|(at, _)| !unused(*at)).map(|(_, width)| width);
    sheet.columns.extend((0..).zip(widths));
    let title = sheet.name.clone();
    let columns = (0..WIDTHS).filter(|at| !unused(*at)).count();
    let last = u16::try_from(columns).unwrap_or_default().saturating_sub(1);
    context.title(&mut sheet, title, Content::Text(context.say("summary-kpis-note", &[])), (None, last));
    let heads = [
        column(Column::Role),
        column(Column::Dimension),
        column(Column::Kpi),
        column(Column::Weight),
        column(Column::Formula),
        column(Column::Unit),
        column(Column::Target),
        column(Column::Rule),
        context.say("summary-reading", &[]),
        column(Column::Full),
        column(Column::KpiMeaning),
        column(Column::Source),
    ];
    let heads: Vec<String> =
        heads.into_iter().enumerate().filter(|(at, _)| !unused(*at)).map(|(_, head)| head).collect();
    let rows = context.department.roles.iter().flat_map(|role| {
        let common = role.kpis.iter().map(|kpi| (kpi, kpi.name.clone()));
        // Below the role's KPIs those that are otherwise for single people.
        let own = role.own.iter().flat_map(|(id, kpis)| {
            let name = context.results.people.iter().find(|person| person.id == *id).map_or("", |person| &person.name);
            kpis.values().map(move |kpi| (&**kpi, format!("{} · {name} {id}", kpi.name)))
        });
        common.chain(own).map(|(kpi, name)| {
            [
                role.name.to_string(),
                dimension(role, kpi, signed, context.lang),
                name,
                kpi.weight_text.clone(),
                kpi.way().to_owned(),
                kpi.unit.text.clone(),
                kpi.target.as_ref().map(|target| target.text.clone()).unwrap_or_default(),
                kpi.rule_text.clone(),
                crate::report::reading(kpi, context.lang).join("\n"),
                plain(kpi.full),
                kpi.meaning.clone(),
                kpi.source.clone(),
            ]
            .map(Content::Text)
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !unused(*at))
            .map(|(_, text)| text)
            .collect()
        })
    });
    table::put(context, &mut sheet, 3, &heads, rows.collect());
    table::finish(context, sheet)
}
