//! Roles put together: their KPIs with formulas and rules, and the rows of their data sheets.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::context::{Context, OfRole, RoleData};
use super::data;
use super::doubtful_scale::{self, Readings};
use super::draft::KpiDraft;
use super::duties_and_measures::Definitions;
use super::findings::Findings;
use super::goals;
use super::grid::Grid;
use super::headings::Headings;
use super::kpi_rows;
use super::kpi_rules;
use super::named_measures::{measures_of, named_in, team_names};
use super::plausible;
use super::qualified_headings;
use super::set_aside;
use super::table::{Table, bare};
use super::units;
use super::{formulas, marked_kpis, weights};
use crate::cell::CellRef;
use crate::formula::{Formula, Vocabulary};
use crate::lang::Lang;
use crate::model::layout::{Column, data_sheet_names};
use crate::model::{Earlier, Kpi, Measure, Role, Scale};
use crate::problem::{Code, Place, Problem};
use crate::text::{key, nearest};
use crate::workbook::Sheet;

/// What the formulas of all roles say.
#[derive(Default)]
struct Formulas {
    /// By role and KPI.
    formulas: Vec<Vec<Option<Formula>>>,
    /// Names that no measure of the role has, by role.
    unknown: Vec<BTreeSet<String>>,
    /// Keys of the measures that are summed over the team.
    team: Vec<String>,
}

fn missing_data_sheet(name: &str, role: &str, near: &[&str]) -> Problem {
    Problem::new(Code::MissingDataSheet, Place::File)
        .with("sheet", name)
        .with("role", role)
        .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
        .with("nearest", near.join(" / "))
}

/// The measures that formulas name, or sum over the team.
fn used(
    drafts: &[&KpiDraft],
    formulas: &[Option<Formula>],
    measures: &[Measure],
    team: &[String],
    table: Option<&Table<'_>>,
) -> BTreeSet<usize> {
    let mut used: BTreeSet<usize> = BTreeSet::new();
    formulas.iter().flatten().for_each(|f| measures_of(&f.root, measures, &mut used));
    used.extend(measures.iter().enumerate().filter(|(_, m)| team.contains(&key(&m.name))).map(|(i, _)| i));
    // What a formula that can't be read names is needed all the same.
    for (draft, _) in drafts.iter().zip(formulas).filter(|(_, formula)| formula.is_none()) {
        let text = draft.formula_text.as_deref().unwrap_or_default();
        used.extend(named_in(text, measures, table));
    }
    used
}

/// What the KPIs of a role are made of.
struct Scored<'a> {
    drafts: &'a [&'a KpiDraft],
    formulas: Vec<Option<Formula>>,
    heirs: &'a [Option<usize>],
    /// Whether a definition of its measures could not be read.
    broken: bool,
}

/// The rules as they were read, and those that can't serve.
struct Rules<'a> {
    read: &'a mut Readings,
    of_other_scale: &'a BTreeSet<CellRef>,
}

/// The KPIs of a role that data score, with the labels and the scales that their rules want of measures.
struct KpisRead {
    /// `None` where one can't be read, and for those that are marked.
    kpis: Vec<Option<Kpi>>,
    labels: Vec<(usize, String)>,
    scales: Vec<plausible::MarkScale>,
}

impl Scored<'_> {
    fn kpis(
        self,
        measures: &[Measure],
        used: &mut BTreeSet<usize>,
        rules: &mut Rules<'_>,
        context: &Context<'_>,
        findings: &mut Findings,
    ) -> KpisRead {
        let mut kpis_made: Vec<Option<Kpi>> = Vec::new();
        let mut labels: Vec<(usize, String)> = Vec::new();
        let mut scales = plausible::scales_of_words(measures);
        for ((draft, formula), heir) in self.drafts.iter().zip(self.formulas).zip(self.heirs.iter().copied()) {
            // Those come once the data are read.
            if draft.marked.is_some() {
                kpis_made.push(None);
                continue;
            }
            let rule = if rules.of_other_scale.contains(&draft.rule_at) {
                None
            } else {
                let made = rules.read.remove(&draft.rule_at);
                kpi_rules::read(draft, (context.appraisal, made), measures, self.broken, findings)
            };
            if let Some(rule) = &rule {
                scales.extend(plausible::scale_of_kpi(rule, draft.target.as_ref(), formula.as_ref(), measures));
                kpi_rules::uses(rule, formula.as_ref(), used, &mut labels);
            }
            kpis_made.push(rule.and_then(|rule| kpi_rules::kpi(draft, formula, rule, heir)));
        }
        KpisRead { kpis: kpis_made, labels, scales }
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
        let tables = self.data_tables(sheets, context, findings);
        let Formulas { formulas, unknown, team } = self.formulas(roles, drafts, context, findings);
        if context.measures_read {
            self.note_columns(&tables, &unknown, &formulas, context, findings);
        }
        let mut rules_read = Readings::new();
        let of_other_scale = self.of_other_scale(roles, drafts, context, &mut rules_read, findings);
        let prefix = data_sheet_names(lang, roles.iter().map(String::as_str));
        let mut made = Vec::new();
        for (index, role) in roles.iter().enumerate() {
            let wanted = key(role);
            let own: Vec<&KpiDraft> = drafts.iter().filter(|d| d.role_key == wanted).collect();
            let heirs = kpi_rows::check_role(
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
            let mut used = used(&own, &read, &measures, &team, tables.get(index).and_then(Option::as_ref));
            let broken = self.broken.get(index).copied().unwrap_or(true) || !context.measures_read;
            let scored = Scored { drafts: &own, formulas: read, heirs: &heirs, broken };
            let mut rules = Rules { read: &mut rules_read, of_other_scale: &of_other_scale };
            let KpisRead { kpis: mut kpis_made, labels, scales } =
                scored.kpis(&measures, &mut used, &mut rules, context, findings);
            let sheet = sheets.get(index).copied().flatten();
            let people = context.staff.postings.iter().any(|p| p.role == index);
            if sheet.is_none() && people && !used.is_empty() {
                let name = prefix.get(index).cloned().unwrap_or_default();
                let near = self.near_sheets(index, (role, &name), context, findings);
                offered.extend(near.iter().map(|n| (*n).to_owned()));
                findings.add(missing_data_sheet(&name, role, &near));
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
            let (markings, own_marks) =
                marked_kpis::add(&of_role, context, (&mut kpis_made, &mut measures, &mut rows), findings);
            let (dimensions, of_dimension) = weights::of_role(&own);
            for (kpi, dimension) in kpis_made.iter_mut().zip(of_dimension) {
                kpi.iter_mut().for_each(|kpi| kpi.dimension = dimension);
            }
            let own_kpis = goals::of_role(&of_role, (&kpis_made, &own_marks), &measures, context, findings);
            made.push(kpis_made.into_iter().collect::<Option<Vec<Kpi>>>().map(|kpis| Role {
                own: own_kpis,
                dimensions,
                few: BTreeSet::new(),
                pooled: false,
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

    /// The data sheet of each role as a table.
    fn data_tables<'a>(
        &mut self,
        sheets: &[Option<&'a Sheet>],
        context: &Context<'_>,
        findings: &mut Findings,
    ) -> Vec<Option<Table<'a>>> {
        sheets
            .iter()
            .zip(&mut self.measures)
            .map(|(sheet, measures)| {
                let headings = Headings::of(measures);
                let known = |h: &str| headings.find(h).is_some() || headings.earlier(h, measures).is_some();
                let grid = Grid::new((*sheet)?);
                let wanted = [Column::Id, Column::Name, Column::Date, Column::Month];
                let mut table = Table::find(grid, &wanted, &[Column::Id], &known, context.lang, findings)?;
                table.settle_totals(&|id, name| context.staff.knows(id, name), findings);
                data::add_earlier(&table, &headings, measures);
                units::of_columns(&table, measures, findings);
                qualified_headings::tell_title(&table, context.period, findings);
                Some(table)
            })
            .collect()
    }

    /// The formulas of each role's KPIs.
    fn formulas(
        &self,
        roles: &[String],
        drafts: &[KpiDraft],
        context: &Context<'_>,
        findings: &mut Findings,
    ) -> Formulas {
        let mut made = Formulas::default();
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
            made.unknown.push(names);
            read.iter().flatten().for_each(|f| team_names(&f.root, &mut made.team));
            made.formulas.push(read);
        }
        made
    }

    /// The sheets that may be meant for a role's data, which has the name that it should have.
    fn near_sheets<'a>(
        &self,
        index: usize,
        (role, name): (&str, &str),
        context: &Context<'a>,
        findings: &mut Findings,
    ) -> Vec<&'a str> {
        let worth_it = findings.may_suggest();
        let names = || context.untaken.iter().map(|sheet| &*sheet.name);
        let wanted = key(role);
        // The role's name alone, without 数据-, is surely meant.
        let near = match names().find(|sheet| key(sheet) == wanted) {
            Some(sheet) => vec![sheet],
            None => nearest(name, names().filter(|_| worth_it)),
        };
        // Whatever it is called, it holds data of people.
        if near.is_empty() { self.sheets_with_data(index, &context.untaken) } else { near }
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
        let found = doubtful_scale::other(&with_measures, appraisal, rules_read);
        if !found.is_empty() {
            findings.add(doubtful_scale::problem(appraisal.scale, at, &found, context.lang));
        }
        found.into_iter().collect()
    }

    /// Notes the columns of data sheets that nothing reads, but for those of measures that a finding is about already.
    fn note_columns(
        &self,
        tables: &[Option<Table<'_>>],
        unknown: &[BTreeSet<String>],
        formulas: &[Vec<Option<Formula>>],
        context: &Context<'_>,
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
                let read = [Column::Id, Column::Name, Column::Date, Column::Month];
                table.note_others(&read, &meant, &known, context.lang, findings);
                set_aside::tell(table, &known, (context.period, context.department()), findings);
            }
        }
    }
}
