//! 考核指标: rows with their cells, weights decided once for the column, targets judged one by one.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::draft::KpiDraft;
use super::findings::Findings;
use super::grid::{shown, tidy};
use super::number::{self, Typed};
use super::people::unknown_choice;
use super::rater_shares;
use super::remarks;
use super::signed_points as signed_columns;
use super::table::{Table, unreadable, unreadable_formula};
use super::{targets, weights};
use crate::decimal;
use crate::lang::Lang;
use crate::model::LongerTargets;
use crate::model::layout::{Choice, Column};
use crate::problem::{Code, Place, Problem};
use crate::text::{key, nearest};
use crate::unit::Unit;
use crate::workbook::Value;

/// 考核指标 as read.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) drafts: Vec<KpiDraft>,
    /// Rows whose role could not be read: they may belong to any role. Their own cells are looked at all the same.
    pub(super) homeless: Vec<KpiDraft>,
}

/// What the table's grouping column says on each row: filled once per group, with blanks below, it counts downwards.
pub(super) fn grouped(table: &Table<'_>, column: Column) -> bool {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut blanks = false;
    for row in &table.rows {
        let text = key(&table.cell(*row, column).map(shown).unwrap_or_default());
        if text.is_empty() {
            blanks = !seen.is_empty();
        } else if !seen.insert(text) {
            return false;
        }
    }
    blanks
}

/// Reads the rows. `raters`: who marks the KPIs without a formula, where 考核信息 says so. `signed`: points are signed, and nothing is
/// weighed.
pub(super) fn read(
    table: &Table<'_>,
    (raters, signed): (Option<&str>, bool),
    lang: Lang,
    findings: &mut Findings,
) -> Drafts {
    let mut drafts: Vec<KpiDraft> = Vec::new();
    let downwards = grouped(table, Column::Role);
    let dimensions_downwards = weights::dimensions_downwards(table);
    for row in table.rows.iter().copied() {
        let above = drafts.last().map(|d| d.role.clone()).filter(|role| downwards && !role.is_empty());
        let role = match (table.words(row, Column::Role, findings), above) {
            (Some(role), Some(above)) if role.is_empty() => Some(above),
            (Some(_), _) => table.filled_words(row, Column::Role, lang, findings),
            (None, _) => None,
        };
        let name = table.filled_words(row, Column::Kpi, lang, findings);
        let role = role.unwrap_or_default();
        let unit = Unit::read(&table.words(row, Column::Unit, findings).unwrap_or_default());
        let mut draft = KpiDraft {
            role_key: key(&role),
            role,
            name: name.unwrap_or_default(),
            at: table.at(row, Column::Kpi),
            role_at: table.at(row, Column::Role),
            weight: None,
            weight_text: table.cell(row, Column::Weight).map(shown).unwrap_or_default(),
            weight_at: table.at(row, Column::Weight),
            formula_text: match table.cell(row, Column::Formula) {
                Some(cell) => unreadable_formula(cell, &table.at(row, Column::Formula), findings).then(|| shown(cell)),
                None => Some(String::new()),
            },
            formula_at: table.at(row, Column::Formula),
            unit,
            target: None,
            target_at: table.at(row, Column::Target),
            target_bare: false,
            target_broken: false,
            no_targets: table.column(Column::Target).is_none().then(|| table.missing(Column::Target, lang)),
            longer_targets: LongerTargets::default(),
            rule_text: table.words(row, Column::Rule, findings),
            rule_at: table.at(row, Column::Rule),
            full: None,
            full_broken: false,
            full_at: table.at(row, Column::Full),
            when: table.words(row, Column::WhenNotApplicable, findings).unwrap_or_default(),
            when_at: table.at(row, Column::WhenNotApplicable),
            meaning: table.explanation(row, Column::KpiMeaning, findings).unwrap_or_default(),
            source: table.words(row, Column::Source, findings).unwrap_or_default(),
            dimension: table.words(row, Column::Dimension, findings).unwrap_or_default(),
            dimension_weight: None,
            dimension_at: table.at(row, Column::DimensionWeight),
            prorated: prorated(table, row, lang, findings),
            prorate_at: table.at(row, Column::Prorate),
            marked: None,
        };
        let formula = table.cell(row, Column::Formula).is_some();
        draft.marked = rater_shares::of_row(table, row, (&draft.name, formula, raters), findings);
        if draft.dimension.is_empty() && dimensions_downwards {
            let above = drafts.last().filter(|above| above.role_key == draft.role_key);
            draft.dimension = above.map(|above| above.dimension.clone()).unwrap_or_default();
        }
        targets::read(table, row, &mut draft, findings);
        draft.longer_targets = LongerTargets {
            quarter: targets::longer(table, row, Column::QuarterTarget, &draft.unit, findings),
            half: targets::longer(table, row, Column::HalfTarget, &draft.unit, findings),
            year: targets::longer(table, row, Column::YearTarget, &draft.unit, findings),
        };
        if !signed {
            read_full(table, row, &mut draft, findings);
        }
        remarks::of_kpi(table, row, &draft, findings);
        drafts.push(draft);
    }
    if rater_shares::names_anybody(table) && drafts.iter().all(|draft| draft.marked.is_none()) {
        let header = table.column(Column::MarkedBy).unwrap_or_default();
        let at = Place::Cell(table.grid.at(table.header, header));
        let typed = table.grid.text(table.header, header);
        findings.add(Problem::new(Code::ExtraColumn, at).with("column", tidy(&typed)));
    }
    if signed {
        signed_columns::unweighted(table, &mut drafts, lang, findings);
    } else {
        weights::read(table, &mut drafts, findings);
        weights::dimensions(table, &mut drafts, findings);
    }
    let (homeless, drafts) = drafts.into_iter().partition(|draft| draft.role_key.is_empty());
    Drafts { drafts, homeless }
}

/// 折算: blank is 否.
fn prorated(table: &Table<'_>, row: u32, lang: Lang, findings: &mut Findings) -> bool {
    let typed = match table.cell(row, Column::Prorate).map(|cell| &cell.value) {
        Some(Value::Bool(flag)) => return *flag,
        _ => table.words(row, Column::Prorate, findings).unwrap_or_default(),
    };
    let is = |choice: Choice| choice.word().matches(&typed);
    if !typed.is_empty() && !is(Choice::Yes) && !is(Choice::No) && !number::is_not_applicable(&typed) {
        let allowed = [Choice::Yes.name(lang), Choice::No.name(lang)];
        findings.add(unknown_choice(&table.at(row, Column::Prorate), Column::Prorate.name(lang), &typed, &allowed));
    }
    is(Choice::Yes)
}

fn read_full(table: &Table<'_>, row: u32, draft: &mut KpiDraft, findings: &mut Findings) {
    let Some(cell) = table.cell(row, Column::Full) else { return };
    let at = table.at(row, Column::Full);
    if !unreadable(cell, &at, findings) {
        draft.full_broken = true;
        return;
    }
    match number::read(&shown(cell), &Unit::read("分")) {
        Typed::Blank | Typed::NotApplicable => {}
        Typed::Number { value, percent: false } if value > Decimal::ZERO => draft.full = Some(value),
        _ => {
            draft.full_broken = true;
            findings.add(Problem::new(Code::FullPoints, &at).with("text", shown(cell)));
        }
    }
}

/// The role names in the order of the table, spelled as they stand first.
pub(super) fn roles(drafts: &[KpiDraft]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    drafts.iter().filter(|draft| seen.insert(&*draft.role_key)).map(|draft| draft.role.clone()).collect()
}

/// Makes homeless the rows of a role that stands nowhere else and is nearly another role's name, and tells that alone of the
/// role. Given back are the keys of the roles that such a row may belong to: their weights can't be added up.
pub(super) fn misspelt_roles(
    Drafts { drafts, homeless }: &mut Drafts,
    elsewhere: &[&Table<'_>],
    findings: &mut Findings,
) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for table in elsewhere {
        known.extend(table.rows.iter().filter_map(|row| table.cell(*row, Column::Role)).map(|cell| key(&shown(cell))));
    }
    let all = roles(drafts);
    let (known, strange): (Vec<&String>, Vec<&String>) = all.iter().partition(|role| known.contains(&key(role)));
    let mut meant = BTreeSet::new();
    let mut misspelt = BTreeSet::new();
    for role in strange {
        let near = nearest(role, known.iter().map(|role| role.as_str()));
        let wanted = key(role);
        if let (false, Some(first)) = (near.is_empty(), drafts.iter().find(|draft| draft.role_key == wanted)) {
            findings.add(without_people(first, "yes", &near));
            meant.extend(near.iter().map(|name| key(name)));
            misspelt.insert(wanted);
        }
    }
    homeless.extend(drafts.extract_if(.., |draft| misspelt.contains(&draft.role_key)));
    meant
}

/// The problem of a role without people, at its first row.
///
/// `why`: a `yes` with the names that may be meant, an `outside` with those of people who are there in other periods, or `no`.
pub(super) fn without_people(first: &KpiDraft, why: &str, names: &[&str]) -> Problem {
    Problem::new(Code::RoleWithoutPeople, &first.role_at)
        .with("role", &first.role)
        .with("has-nearest", why)
        .with("nearest", names.join(if why == "outside" { "、" } else { " / " }))
}

/// Doubled names, sums of weights (where no row is missing from them), and 不适用时 within one role.
pub(super) fn check_role(
    role: &str,
    kpis: &[&KpiDraft],
    complete: bool,
    findings: &mut Findings,
) -> Vec<Option<usize>> {
    let mut doubled = Decimal::ZERO;
    for (index, kpi) in kpis.iter().enumerate() {
        let same = |other: &&&KpiDraft| !kpi.name.is_empty() && key(&other.name) == key(&kpi.name);
        if let Some(first) = kpis.iter().take(index).find(same) {
            findings.add(
                Problem::new(Code::KpiTwice, &kpi.at)
                    .with("kpi", &kpi.name)
                    .with("role", role)
                    .with("other", first.at.a1()),
            );
            doubled = doubled.saturating_add(kpi.weight.unwrap_or_default());
        }
    }
    let weights: Option<Vec<Decimal>> = kpis.iter().map(|kpi| kpi.weight.filter(|_| complete)).collect();
    if let (Some(weights), Some(first)) = (weights, kpis.first()) {
        let sum = weights.iter().try_fold(Decimal::ZERO, |sum, w| sum.checked_add(*w)).unwrap_or_default();
        // A row that stands twice has been told; without it the rest may add up.
        if sum != Decimal::ONE && sum.checked_sub(doubled) != Some(Decimal::ONE) {
            let cells: Vec<_> = kpis.iter().map(|kpi| kpi.weight_at.a1()).collect();
            let shown = decimal::plain(sum.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(sum));
            findings.add(
                Problem::new(Code::WeightsOff, &first.weight_at)
                    .with("role", role)
                    .with("sum", format!("{shown}%"))
                    .with("cells", cells.join("、")),
            );
        }
    }
    let heirs: Vec<Option<usize>> = kpis
        .iter()
        .enumerate()
        .map(|(own, kpi)| {
            if kpi.when.is_empty() || number::is_not_applicable(&kpi.when) {
                return None;
            }
            let heir = kpis.iter().position(|other| key(&other.name) == key(&kpi.when)).filter(|at| *at != own);
            // A KPI whose name cannot be read may be the one that is meant.
            if heir.is_none() && !kpis.iter().any(|k| k.name.is_empty() && k.at != kpi.at) {
                let near = nearest(&kpi.when, kpis.iter().filter(|k| k.at != kpi.at).map(|k| k.name.as_str()));
                findings.add(
                    Problem::new(Code::HeirUnknown, &kpi.when_at)
                        .with("text", &kpi.when)
                        .with("role", role)
                        .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
                        .with("nearest", near.join(" / ")),
                );
            }
            heir
        })
        .collect();
    let mut told = false;
    for start in 0..heirs.len() {
        let mut at = start;
        for _ in 0..heirs.len() {
            match heirs.get(at).copied().flatten() {
                Some(next) if next == start && !told => {
                    told = true;
                    if let Some(kpi) = kpis.get(start) {
                        findings.add(Problem::new(Code::HeirCycle, &kpi.when_at).with("kpi", &kpi.name));
                    }
                    break;
                }
                Some(next) => at = next,
                None => break,
            }
        }
    }
    heirs
}
