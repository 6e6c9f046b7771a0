//! 岗位职责 and 考核指标: what the scores rest on, as typed, with each rule as it was understood.

use super::{Context, table};
use crate::book::{Content, Sheet};
use crate::decimal::plain;
use crate::model::layout::Column;

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

pub(super) fn kpis(context: &Context<'_>) -> Sheet {
    let mut sheet = Sheet::new(&context.places.kpis);
    // Wide enough for words, narrow enough for a print that can be read: rows grow, the scale stays.
    let widths = [17.0, 18.0, 8.0, 24.0, 8.0, 10.0, 27.0, 27.0, 8.0, 22.0, 12.0];
    let column = |column: Column| column.name(context.lang).to_owned();
    // Signed points know neither weights nor full points.
    let signed = context.department.appraisal.start().is_some();
    let unused = |at: usize| signed && matches!(at, 2 | 8);
    let widths = widths.into_iter().enumerate().filter(|(at, _)| !unused(*at)).map(|(_, width)| width);
    sheet.columns.extend((0..).zip(widths));
    let title = sheet.name.clone();
    let last = if signed { 8 } else { 10 };
    context.title(&mut sheet, title, Content::Text(context.say("summary-kpis-note", &[])), (None, last));
    let heads = [
        column(Column::Role),
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
