//! What 岗位职责 and 数据项 say, by role.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::findings::Findings;
use super::grid::shown;
use super::headings::Headings;
use super::kpi_rows;
use super::people::unknown_choice;
use super::remarks;
use super::table::{Table, bare};
use crate::cell::CellRef;
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::model::{Aggregate, Duty, Measure};
use crate::problem::{Code, Problem};
use crate::text::key;
use crate::unit::Unit;

/// What stands in 岗位职责 and 数据项, by role.
#[derive(Debug)]
pub(super) struct Definitions {
    pub(super) duties: Vec<Vec<Duty>>,
    pub(super) measures: Vec<Vec<Measure>>,
    /// Some row of this role's measures could not be read: its formulas say nothing about unknown names.
    pub(super) broken: Vec<bool>,
    /// Keys of measures whose role could not be read: they may be any role's.
    pub(super) stray: BTreeSet<String>,
    pub(super) unknown_roles: Vec<(String, CellRef)>,
}

/// A row's role by index; `None` where it is unknown or unreadable (then that is noted).
fn role_of(
    table: &Table<'_>,
    row: u32,
    role_keys: &[String],
    above: &mut Option<String>,
    lang: Lang,
    unknown: &mut Vec<(String, CellRef)>,
    findings: &mut Findings,
) -> Option<usize> {
    let own = table.words(row, Column::Role, findings)?;
    let role = match above.as_ref().filter(|_| own.is_empty()) {
        Some(above) => above.clone(),
        None => table.filled_words(row, Column::Role, lang, findings)?,
    };
    if above.is_some() {
        *above = Some(role.clone());
    }
    let wanted = key(&role);
    let found = role_keys.iter().position(|known| *known == wanted);
    if found.is_none() {
        unknown.push((role, table.at(row, Column::Role)));
    }
    found
}

/// Reads 数据项 and 岗位职责.
pub(super) fn read(
    roles: &[String],
    measures: Option<&Table<'_>>,
    duties: Option<&Table<'_>>,
    lang: Lang,
    findings: &mut Findings,
) -> Definitions {
    let count = roles.len();
    let mut made = Definitions {
        duties: vec![Vec::new(); count],
        measures: vec![Vec::new(); count],
        broken: vec![false; count],
        stray: BTreeSet::new(),
        unknown_roles: Vec::new(),
    };
    let role_keys: Vec<String> = roles.iter().map(|role| key(role)).collect();
    if let Some(table) = duties {
        let mut above = kpi_rows::grouped(table, Column::Role).then(String::new);
        for row in table.rows.iter().copied() {
            let Some(role) = role_of(table, row, &role_keys, &mut above, lang, &mut made.unknown_roles, findings)
            else {
                continue;
            };
            let Some(name) = table.filled_words(row, Column::Duty, lang, findings) else { continue };
            let description = table.words(row, Column::Description, findings).unwrap_or_default();
            if let Some(list) = made.duties.get_mut(role) {
                list.push(Duty { name, description });
            }
        }
    }
    if let Some(table) = measures {
        let mut above = kpi_rows::grouped(table, Column::Role).then(String::new);
        let mut known = BTreeSet::new();
        for row in table.rows.iter().copied() {
            let Some(role) = role_of(table, row, &role_keys, &mut above, lang, &mut made.unknown_roles, findings)
            else {
                made.stray.extend(table.cell(row, Column::Measure).map(|cell| bare(&shown(cell))));
                // Its own cells are looked at all the same.
                read_measure(table, row, &mut Vec::new(), &mut false, |_| true, lang, findings);
                continue;
            };
            let (Some(list), Some(broken)) = (made.measures.get_mut(role), made.broken.get_mut(role)) else { continue };
            read_measure(table, row, list, broken, |name| known.insert((role, key(name))), lang, findings);
        }
        for list in &mut made.measures {
            settle_earlier(list);
        }
    }
    made
}

fn read_measure(
    table: &Table<'_>,
    row: u32,
    list: &mut Vec<Measure>,
    broken: &mut bool,
    mut is_new: impl FnMut(&str) -> bool,
    lang: Lang,
    findings: &mut Findings,
) {
    let name = table.filled_words(row, Column::Measure, lang, findings);
    let unit = Unit::read(&table.words(row, Column::Unit, findings).unwrap_or_default());
    let aggregates = Aggregate::ALL.map(|aggregate| (aggregate.choice(), aggregate));
    let aggregate = table.filled_words(row, Column::Aggregate, lang, findings).and_then(|typed| {
        let found = aggregates.iter().find(|(choice, _)| choice.word().matches(&typed)).map(|(_, a)| *a);
        if found.is_none() {
            let allowed: Vec<_> = aggregates.iter().map(|(choice, _)| choice.name(lang)).collect();
            findings.add(unknown_choice(
                &table.at(row, Column::Aggregate),
                Column::Aggregate.name(lang),
                &typed,
                &allowed,
            ));
        }
        found
    });
    let meaning = table.explanation(row, Column::Meaning, findings).unwrap_or_default();
    let Some(name) = name else {
        *broken = true;
        return;
    };
    if !is_new(&name) {
        findings.add(Problem::new(Code::MeasureTwice, &table.at(row, Column::Measure)).with("measure", &name));
        // It may be another one's, mistyped.
        *broken = true;
        return;
    }
    // With an unreadable aggregate (which is said) the measure still has its name, so that formulas find it.
    let aggregate = aggregate.unwrap_or(Aggregate::Sum);
    let measure = Measure { name: Arc::from(name.as_str()), unit, aggregate, meaning, earlier: None };
    remarks::of_measure(table, row, &measure, findings);
    list.push(measure);
}

/// 数据项 rows named 上期X take X's unit and aggregate, as its columns do.
fn settle_earlier(list: &mut [Measure]) {
    let headings = Headings::of(list);
    for index in 0..list.len() {
        let back = list.get(index).and_then(|m| headings.earlier(&m.name, list));
        if let Some(back) = back
            && let Some(of) = list.get(back.of).cloned()
            && let Some(own) = list.get_mut(index)
        {
            *own = Measure { name: Arc::clone(&own.name), meaning: own.meaning.clone(), earlier: Some(back), ..of };
        }
    }
}
