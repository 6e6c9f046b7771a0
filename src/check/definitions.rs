//! Roles put together: duties, measures, KPIs with their formulas and rules, and the rows of the data sheet.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::context::{Context, OfRole};
use super::data::{self, RoleData};
use super::draft::KpiDraft;
use super::findings::Findings;
use super::goals;
use super::grid::{Grid, shown};
use super::headings::Headings;
use super::kpis;
use super::named::{measures_of, named_in, team_names};
use super::people::unknown_choice;
use super::plausible;
use super::rules;
use super::scale::{self, Readings};
use super::table::{Table, bare};
use super::totals;
use super::units;
use super::{formulas, marks, weights};
use crate::cell::CellRef;
use crate::diagnostic::{Code, Place, Problem};
use crate::formula::{Formula, Vocabulary};
use crate::lang::Lang;
use crate::model::layout::{Column, data_sheet_names};
use crate::model::{Aggregate, Duty, Earlier, Kpi, Measure, Role, Scale};
use crate::text::{key, nearest};
use crate::unit::Unit;
use crate::workbook::Sheet;

/// What stands in 岗位职责 and 数据项, by role.
#[derive(Debug)]
pub(super) struct Definitions {
    duties: Vec<Vec<Duty>>,
    measures: Vec<Vec<Measure>>,
    /// Some row of this role's measures could not be read: its formulas say nothing about unknown names.
    broken: Vec<bool>,
    /// Keys of measures whose role could not be read: they may be any role's.
    stray: BTreeSet<String>,
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
        let mut above = kpis::grouped(table, Column::Role).then(String::new);
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
        let mut above = kpis::grouped(table, Column::Role).then(String::new);
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
    list.push(Measure { name: Arc::from(name.as_str()), unit, aggregate, meaning, earlier: None });
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

impl Definitions {
    /// Every role; an entry is `None` where a part of it could not be read (then that is said).
    pub(super) fn build(
        &mut self,
        roles: &[String],
        drafts: &[KpiDraft],
        sheets: &[Option<&Sheet>],
        context: &Context<'_>,
        offered: &mut Vec<String>,
        findings: &mut Findings,
    ) -> Vec<Option<Role>> {
        let lang = context.lang;
        let tables: Vec<Option<Table<'_>>> = sheets
            .iter()
            .zip(&mut self.measures)
            .map(|(sheet, measures)| {
                let headings = Headings::of(measures);
                let known = |h: &str| headings.find(h).is_some() || headings.earlier(h, measures).is_some();
                let grid = Grid::new((*sheet)?);
                let mut table = Table::find(
                    grid,
                    &[Column::Id, Column::Name, Column::Date],
                    &[Column::Id],
                    &known,
                    lang,
                    findings,
                )?;
                table.settle_totals(&|id, name| totals::knows(context.staff, id, name), findings);
                data::add_earlier(&table, &headings, measures);
                units::of_columns(&table, measures, findings);
                Some(table)
            })
            .collect();
        let mut formulas: Vec<Vec<Option<Formula>>> = Vec::new();
        let mut team = Vec::new();
        let mut unknown: Vec<BTreeSet<String>> = Vec::new();
        for (index, role) in roles.iter().enumerate() {
            let own = self.measures.get(index).map(Vec::as_slice).unwrap_or_default();
            let broken = self.broken.get(index).copied().unwrap_or(true) || !context.measures_read;
            let wanted = key(role);
            let vocabulary = Vocabulary::of(own);
            let mut names = BTreeSet::new();
            let read: Vec<Option<Formula>> = drafts
                .iter()
                .filter(|d| d.role_key == wanted)
                .map(|draft| {
                    // Who marks it takes the place of a formula.
                    let of_data = draft.marked.is_none();
                    let all = (&*self.measures, &self.stray);
                    of_data
                        .then(|| formulas::read(all, draft, role, (own, &vocabulary), broken, &mut names, findings))
                        .flatten()
                })
                .collect();
            unknown.push(names);
            read.iter().flatten().for_each(|f| team_names(&f.root, &mut team));
            formulas.push(read);
        }
        if context.measures_read {
            self.note_columns(&tables, &unknown, &formulas, lang, findings);
        }
        let mut rules_read = Readings::new();
        let of_other_scale = self.of_other_scale(roles, drafts, context, &mut rules_read, findings);
        let prefix = data_sheet_names(lang, roles.iter().map(String::as_str));
        let mut made = Vec::new();
        for (index, role) in roles.iter().enumerate() {
            let wanted = key(role);
            let own: Vec<&KpiDraft> = drafts.iter().filter(|d| d.role_key == wanted).collect();
            let heirs = kpis::check_role(
                role,
                &own,
                // Signed points are weighed by nothing.
                !context.roles_broken
                    && !context.doubtful_roles.contains(&wanted)
                    && context.appraisal.is_none_or(|appraisal| appraisal.scale != Scale::Deductions),
                findings,
            );
            let mut measures = self.measures.get(index).cloned().unwrap_or_default();
            let read = formulas.get(index).cloned().unwrap_or_default();
            let mut used: BTreeSet<usize> = BTreeSet::new();
            read.iter().flatten().for_each(|f| measures_of(&f.root, &measures, &mut used));
            used.extend(measures.iter().enumerate().filter(|(_, m)| team.contains(&key(&m.name))).map(|(i, _)| i));
            // What a formula that can't be read names is needed all the same.
            for (draft, _) in own.iter().zip(&read).filter(|(_, formula)| formula.is_none()) {
                let text = draft.formula_text.as_deref().unwrap_or_default();
                used.extend(named_in(text, &measures, tables.get(index).and_then(Option::as_ref)));
            }
            let mut kpis_made: Vec<Option<Kpi>> = Vec::new();
            let mut labels: Vec<(usize, String)> = Vec::new();
            let mut scales = plausible::scales_of_words(&measures);
            for ((draft, formula), heir) in own.iter().zip(read).zip(heirs.iter().copied()) {
                // Those come once the data are read.
                if draft.marked.is_some() {
                    kpis_made.push(None);
                    continue;
                }
                let broken = self.broken.get(index).copied().unwrap_or(true) || !context.measures_read;
                let rule = if of_other_scale.contains(&draft.rule_at) {
                    None
                } else {
                    let made = rules_read.remove(&draft.rule_at);
                    rules::read(draft, (context.appraisal, made), &measures, broken, findings)
                };
                if let Some(rule) = &rule {
                    scales.extend(plausible::scale_of_kpi(rule, draft.target.as_ref(), formula.as_ref(), &measures));
                    rules::uses(rule, formula.as_ref(), &measures, &mut used, &mut labels);
                }
                kpis_made.push(rule.and_then(|rule| rules::kpi(draft, formula, rule, heir)));
            }
            let sheet = sheets.get(index).copied().flatten();
            let people = context.staff.postings.iter().any(|p| p.role == index);
            if sheet.is_none() && people && !used.is_empty() {
                let name = prefix.get(index).cloned().unwrap_or_default();
                let worth_it = findings.may_suggest();
                // The role's name alone, without 数据-, is surely meant.
                let names = || context.untaken.iter().map(|sheet| &*sheet.name);
                let near = match names().find(|sheet| key(sheet) == wanted) {
                    Some(sheet) => vec![sheet],
                    None => nearest(&name, names().filter(|_| worth_it)),
                };
                // Whatever it is called, it holds data of people.
                let near = if near.is_empty() { self.sheets_with_data(index, &context.untaken) } else { near };
                offered.extend(near.iter().map(|n| (*n).to_owned()));
                findings.add(
                    Problem::new(Code::MissingDataSheet, Place::File)
                        .with("sheet", &name)
                        .with("role", role)
                        .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
                        .with("nearest", near.join(" / ")),
                );
            }
            // Without 数据项 (which is said) whose the rows are can be told all the same.
            let mut rows = match (tables.get(index).and_then(Option::as_ref), context.for_rows) {
                (Some(table), Some(appraisal)) => data::read(
                    table,
                    &RoleData {
                        index,
                        measures: &measures,
                        used: &used,
                        used_known: kpis_made
                            .iter()
                            .zip(&own)
                            .all(|(kpi, draft)| kpi.is_some() || draft.marked.is_some()),
                        labels: &labels,
                        scales: &scales,
                        appraisal,
                        period: context.period,
                        staff: context.staff,
                        staff_read: context.staff_read,
                    },
                    findings,
                ),
                _ => Vec::new(),
            };
            // Read in the units of their own headings, the columns 上期X are kept in those of X.
            for index in 0..measures.len() {
                let of = measures.get(index).and_then(|measure| measures.get(measure.earlier?.of));
                if let (Some(unit), Some(measure)) = (of.map(|of| of.unit.clone()), measures.get_mut(index)) {
                    measure.unit = unit;
                }
            }
            let of_role = OfRole { index, name: role, drafts: &own, heirs: &heirs };
            let markings = marks::add(&of_role, context, (&mut kpis_made, &mut measures, &mut rows), findings);
            let (dimensions, of_dimension) = weights::of_role(&own);
            for (kpi, dimension) in kpis_made.iter_mut().zip(of_dimension) {
                kpi.iter_mut().for_each(|kpi| kpi.dimension = dimension);
            }
            let own_kpis = goals::of_role(&of_role, &kpis_made, &measures, context, findings);
            made.push(kpis_made.into_iter().collect::<Option<Vec<Kpi>>>().map(|kpis| Role {
                own: own_kpis,
                dimensions,
                few: BTreeSet::new(),
                marks_sheet: context.marks_sheets.get(index).copied().flatten().map(|s| Arc::clone(&s.name)),
                markings,
                name: Arc::from(role.as_str()),
                duties: self.duties.get(index).cloned().unwrap_or_default(),
                kpis,
                measures,
                data_sheet: sheet.map(|s| Arc::clone(&s.name)),
                rows,
            }));
        }
        made
    }

    /// The sheets that have a column of ids and one of a role's measures.
    fn sheets_with_data<'a>(&self, role: usize, sheets: &[&'a Sheet]) -> Vec<&'a str> {
        let measures = self.measures.get(role).map(Vec::as_slice).unwrap_or_default();
        let headings = Headings::of(measures);
        let holds = |sheet: &&&Sheet| {
            let grid = Grid::new(sheet);
            let found = Table::find(
                grid,
                &[Column::Id],
                &[Column::Id],
                &|header| headings.find(header).is_some(),
                Lang::default(),
                &mut Findings::default(),
            );
            found.is_some_and(|table| table.others.iter().any(|(_, header)| headings.find(header).is_some()))
        };
        sheets.iter().filter(holds).map(|sheet| &*sheet.name).take(3).collect()
    }

    /// The rules that were written for the other score scale, where the chosen one is wrong (which is said).
    fn of_other_scale(
        &self,
        roles: &[String],
        drafts: &[KpiDraft],
        context: &Context<'_>,
        rules_read: &mut Readings,
        findings: &mut Findings,
    ) -> BTreeSet<CellRef> {
        let (Some(appraisal), Some(at)) = (context.appraisal, context.scale_at) else { return BTreeSet::new() };
        let role_keys: Vec<String> = roles.iter().map(|role| key(role)).collect();
        let with_measures: Vec<(&KpiDraft, &[Measure])> = drafts
            .iter()
            .filter(|draft| draft.marked.is_none())
            .filter_map(|draft| {
                let role = role_keys.iter().position(|known| *known == draft.role_key)?;
                Some((draft, self.measures.get(role)?.as_slice()))
            })
            .collect();
        let found = scale::other(&with_measures, appraisal, rules_read);
        if !found.is_empty() {
            findings.add(scale::problem(appraisal.scale, at, &found, context.lang));
        }
        found.into_iter().collect()
    }

    /// Notes the columns of data sheets that nothing reads, but for those of measures that a finding is about already.
    fn note_columns(
        &self,
        tables: &[Option<Table<'_>>],
        unknown: &[BTreeSet<String>],
        formulas: &[Vec<Option<Formula>>],
        lang: Lang,
        findings: &mut Findings,
    ) {
        for (((table, measures), (unknown, broken)), formulas) in
            tables.iter().zip(&self.measures).zip(unknown.iter().zip(&self.broken)).zip(formulas)
        {
            let headings = Headings::of(measures);
            let known = |header: &str| {
                let word = bare(header);
                headings.find(header).is_some()
                    || headings.earlier(header, measures).is_some()
                    || *broken
                    || unknown.contains(&word)
                    || self.stray.contains(&word)
            };
            if let Some(table) = table {
                // 上期X that a formula reads, and whose column is not there.
                let meant: Vec<String> = formulas
                    .iter()
                    .flatten()
                    .flat_map(Formula::earlier)
                    .filter(|(of, back)| !measures.iter().any(|m| m.earlier == Some(Earlier { of: *of, back: *back })))
                    .filter_map(|(of, back)| Some(format!("{}{}", back.prefix(), measures.get(of)?.name)))
                    .collect();
                table.note_others(&[Column::Id, Column::Name, Column::Date], &meant, &known, lang, findings);
            }
        }
    }
}
