//! 考核指标: rows with their cells, weights decided once for the column, targets judged one by one.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::findings::Findings;
use super::grid::shown;
use super::number::{self, Typed};
use super::table::{Table, unreadable, unreadable_formula};
use crate::cell::CellRef;
use crate::decimal;
use crate::diagnostic::{Code, Place, Problem};
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::model::{Direction, LongerTargets, Scale, Target};
use crate::quantity::kind::{Fit, Quantity};
use crate::quantity::scale;
use crate::quantity::share::{self as percent, Reading};
use crate::rule;
use crate::text::{key, nearest};
use crate::unit::{Unit, UnitKind};
use crate::workbook::{Cell, Value};

/// 考核指标 as read.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) drafts: Vec<KpiDraft>,
    /// Rows whose role could not be read: they may belong to any role. Their own cells are looked at all the same.
    pub(super) homeless: Vec<KpiDraft>,
}

/// A row of 考核指标, before its formula and rule are read.
#[derive(Debug)]
pub(super) struct KpiDraft {
    pub(super) role: String,
    /// The key under which the role's name matches.
    pub(super) role_key: String,
    /// Empty where it could not be read (which is said); the rest of the row is read all the same.
    pub(super) name: String,
    pub(super) at: CellRef,
    pub(super) role_at: CellRef,
    pub(super) weight: Option<Decimal>,
    pub(super) weight_text: String,
    pub(super) weight_at: CellRef,
    pub(super) formula_text: Option<String>,
    pub(super) formula_at: CellRef,
    pub(super) unit: Unit,
    pub(super) target: Option<Target>,
    /// The target's cell was wrong: what needs a target says nothing more.
    pub(super) target_broken: bool,
    /// That there is no column of targets, to be told where one is needed.
    pub(super) no_targets: Option<Problem>,
    pub(super) longer_targets: LongerTargets,
    pub(super) rule_text: Option<String>,
    pub(super) rule_at: CellRef,
    pub(super) full: Option<Decimal>,
    /// The cell of the full points was wrong: the rule, which rests on them, is not read.
    pub(super) full_broken: bool,
    pub(super) full_at: CellRef,
    pub(super) when: String,
    pub(super) when_at: CellRef,
    pub(super) meaning: String,
    pub(super) source: String,
}

impl KpiDraft {
    /// What the KPI's rule is read with.
    pub(super) fn rule_context<'a>(
        &'a self,
        scale: Scale,
        weight: Decimal,
        measures: &'a [&'a str],
    ) -> rule::Context<'a> {
        let names = [self.name.as_str(), self.role.as_str()];
        rule::Context {
            unit: &self.unit,
            target: self.target.as_ref(),
            full: self.full,
            scale,
            weight,
            measures,
            names,
        }
    }
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

/// Reads the rows.
pub(super) fn read(table: &Table<'_>, lang: Lang, findings: &mut Findings) -> Drafts {
    let mut drafts: Vec<KpiDraft> = Vec::new();
    let downwards = grouped(table, Column::Role);
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
        };
        read_target(table, row, &mut draft, findings);
        draft.longer_targets = LongerTargets {
            quarter: longer_target(table, row, Column::QuarterTarget, &draft.unit, findings),
            half: longer_target(table, row, Column::HalfTarget, &draft.unit, findings),
            year: longer_target(table, row, Column::YearTarget, &draft.unit, findings),
        };
        read_full(table, row, &mut draft, findings);
        drafts.push(draft);
    }
    read_weights(table, &mut drafts, findings);
    let (homeless, drafts) = drafts.into_iter().partition(|draft| draft.role_key.is_empty());
    Drafts { drafts, homeless }
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

const HIGHER: [&str; 12] =
    ["≥", ">=", ">", "不低于", "不少于", "不小于", "至少", "大于等于", "大于", "高于", "超过", "达到"];
const LOWER: [&str; 13] =
    ["≤", "<=", "<", "不高于", "不超过", "不大于", "不多于", "至多", "最多", "小于等于", "小于", "低于", "少于"];

/// A target's text without its sign, and the direction that the sign tells.
fn direction(word: &str) -> (&str, Option<Direction>) {
    for (signs, direction) in [(&HIGHER[..], Direction::Higher), (&LOWER[..], Direction::Lower)] {
        for sign in signs {
            if let Some(rest) = word.strip_prefix(sign) {
                return (rest.trim_start_matches(['于', '=']), Some(direction));
            }
        }
    }
    for (ends, direction) in
        [(["及以上", "以上", "或以上"], Direction::Higher), (["及以下", "以下", "以内"], Direction::Lower)]
    {
        for end in ends {
            if let Some(rest) = word.strip_suffix(end) {
                return (rest, Some(direction));
            }
        }
    }
    (word, None)
}

fn read_target(table: &Table<'_>, row: u32, draft: &mut KpiDraft, findings: &mut Findings) {
    let Some(cell) = table.cell(row, Column::Target) else { return };
    let at = table.at(row, Column::Target);
    if !unreadable(cell, &at, findings) {
        draft.target_broken = true;
        return;
    }
    match target_of(cell, &mut draft.unit) {
        Ok(target) => draft.target = target,
        Err(code) => {
            draft.target_broken = true;
            findings.add(Problem::new(code, &at).with("text", shown(cell)).with("unit", &draft.unit.text));
        }
    }
}

/// A target of a longer period, in the KPI's unit.
fn longer_target(table: &Table<'_>, row: u32, column: Column, unit: &Unit, findings: &mut Findings) -> Option<Target> {
    let cell = table.cell(row, column)?;
    let at = table.at(row, column);
    if !unreadable(cell, &at, findings) {
        return None;
    }
    // The month's target has settled the unit; this cell is read in it.
    target_of(cell, &mut unit.clone()).unwrap_or_else(|code| {
        findings.add(Problem::new(code, &at).with("text", shown(cell)).with("unit", &unit.text));
        None
    })
}

fn target_of(cell: &Cell, unit: &mut Unit) -> Result<Option<Target>, Code> {
    let typed = shown(cell);
    let (tidied, _) = scale::split(&typed);
    let (bare, direction) = direction(&tidied);
    let bare = bare.split('(').next().unwrap_or(bare).trim_start_matches("目标");
    if bare.is_empty() || number::is_not_applicable(&typed) {
        return Ok(None);
    }
    if unit.kind == UnitKind::Plain && unit.text.is_empty() && bare.ends_with(['%', '‰']) {
        *unit = Unit::percent();
    }
    // The time that a count is over (8次/年) says nothing about the number itself, but where the unit is one of rates.
    let read = number_in(bare, unit).or_else(|code| match bare.split_once('/') {
        Some((count, _)) => number_in(count, unit),
        None => Err(code),
    });
    let value = match read? {
        Typed::Number { value, percent: false }
            if unit.is_percent() && !matches!(cell.value, Value::Text(_)) && cell.percent =>
        {
            value
        }
        Typed::Number { value, percent: false } if unit.is_percent() => {
            percent::share(value, percent::decide(std::iter::once(value)))
        }
        Typed::Number { value, .. } => value,
        _ => return Err(Code::TargetUnreadable),
    };
    Ok(Some(Target { text: typed, value, direction }))
}

/// A target's number, in the KPI's unit or in another one of its kind.
fn number_in(bare: &str, unit: &mut Unit) -> Result<Typed, Code> {
    match number::read(bare, unit) {
        Typed::OtherUnit | Typed::Nothing => match in_another_unit(bare, unit) {
            Some(value) => Ok(Typed::Number { value, percent: unit.is_percent() }),
            None if bare.starts_with(|c: char| c.is_ascii_digit()) => Err(Code::TargetUnit),
            None => Err(Code::TargetUnreadable),
        },
        typed => Ok(typed),
    }
}

/// A target in another unit of the same kind (120分钟 under 小时), or with a noun that is no unit.
fn in_another_unit(bare: &str, unit: &mut Unit) -> Option<Decimal> {
    let digits = bare.split('/').next().unwrap_or(bare);
    let end = digits.rfind(|c: char| c.is_ascii_digit())?.checked_add(1)?;
    let (digits, tail) = bare.split_at_checked(end)?;
    let Typed::Number { value, percent: false } = number::read(digits, &Unit::plain()) else { return None };
    let typed = Unit::read(tail);
    if unit.kind == UnitKind::Plain && unit.text.is_empty() {
        *unit = typed;
        return Some(value);
    }
    if typed.is_percent() || unit.is_percent() {
        return None;
    }
    match Quantity::of_unit(&typed).fits(&Quantity::of_unit(unit)) {
        Fit::By(ratio) => ratio.of(value).map(|value| value.normalize()),
        Fit::Different => None,
        Fit::Unchecked => {
            let noun = matches!(typed.kind, UnitKind::Other(_)) && tail.chars().all(char::is_alphabetic);
            (noun && matches!(unit.kind, UnitKind::Count(_) | UnitKind::Other(_))).then_some(value)
        }
    }
}

fn read_weights(table: &Table<'_>, drafts: &mut [KpiDraft], findings: &mut Findings) {
    let mut bare: Vec<(usize, Decimal)> = Vec::new();
    let mut merged = Vec::new();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let at = draft.weight_at.clone();
        if let Some(area) = table.grid.merge(at.row, at.column).filter(|area| area.bottom > area.top) {
            if !merged.contains(&area) {
                merged.push(area);
                let last = table.grid.at(area.bottom, at.column).a1();
                findings.add(
                    Problem::new(Code::WeightMerged, Place::Cell(table.grid.at(area.top, area.left)))
                        .with("text", &draft.weight_text)
                        .with("rows", area.bottom.saturating_sub(area.top).saturating_add(1))
                        .with("last", last),
                );
            }
            continue;
        }
        let Some(cell) = table.cell(at.row, Column::Weight) else {
            findings.add(Problem::new(Code::WeightUnusable, &at).with("text", "").with("reason", "blank"));
            continue;
        };
        if !unreadable(cell, &at, findings) {
            continue;
        }
        let unusable = || Problem::new(Code::WeightUnusable, &at).with("text", shown(cell)).with("reason", "other");
        match number::read(&shown(cell), &Unit::percent()) {
            Typed::Number { value, .. } if value <= Decimal::ZERO => {
                findings.add(unusable());
            }
            Typed::Number { value, percent: true } => draft.weight = Some(value),
            Typed::Number { value, percent: false } => bare.push((index, value)),
            _ => findings.add(unusable()),
        }
    }
    let reading = decide(drafts, &bare);
    if reading == Reading::Mixed {
        let cells: Vec<_> = bare.iter().filter_map(|(i, _)| drafts.get(*i)).map(|d| d.weight_at.a1()).collect();
        if let Some(first) = bare.first().and_then(|(i, _)| drafts.get(*i)) {
            findings.add(Problem::new(Code::WeightsMixed, &first.weight_at).with("cells", cells.join("、")));
        }
        return;
    }
    for (index, value) in bare {
        if let Some(draft) = drafts.get_mut(index) {
            draft.weight = Some(percent::share(value, reading));
        }
    }
}

/// Ratios or percent: the reading under which every role adds up to 100%, else by magnitude. So 1 beside 40 and 59 is 1%.
fn decide(drafts: &[KpiDraft], bare: &[(usize, Decimal)]) -> Reading {
    let adds_up = |reading: Reading| {
        let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
        for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.role_key.is_empty()) {
            let own = bare.binary_search_by_key(&index, |(at, _)| *at).ok().and_then(|at| bare.get(at));
            let own = own.map(|(_, n)| percent::share(*n, reading));
            let Some(weight) = own.or(draft.weight) else { return false };
            let sum = sums.entry(draft.role_key.clone()).or_default();
            *sum = sum.checked_add(weight).unwrap_or_default();
        }
        sums.values().all(|sum| *sum == Decimal::ONE)
    };
    [Reading::Ratio, Reading::Percent]
        .into_iter()
        .find(|reading| adds_up(*reading))
        .unwrap_or_else(|| percent::decide(bare.iter().map(|(_, n)| *n)))
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
