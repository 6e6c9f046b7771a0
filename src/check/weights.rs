//! Weights of KPIs and of their dimensions: ratios or percent, decided once for a column.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::draft::KpiDraft;
use super::findings::Findings;
use super::grid::shown;
use super::number::{self, Typed};
use super::table::{Table, unreadable};
use crate::decimal;
use crate::model::Dimension;
use crate::model::layout::Column;
use crate::problem::{Code, Place, Problem};
use crate::quantity::share::{self as percent, Reading};
use crate::text::key;
use crate::unit::Unit;

/// Reads 权重: ratios or percent, decided once for the column.
pub(super) fn read(table: &Table<'_>, drafts: &mut [KpiDraft], findings: &mut Findings) {
    let mut bare: Vec<(usize, Decimal)> = Vec::new();
    let mut merged = Vec::new();
    let unweighted = unweighted(table, drafts);
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
            if unweighted.contains(&(draft.role_key.clone(), key(&draft.dimension))) {
                continue;
            }
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
    // In all, or in each dimension by itself.
    let adds_up = |reading: Reading| {
        let mut sums: BTreeMap<&str, Decimal> = BTreeMap::new();
        let mut within: BTreeMap<(&str, String), Decimal> = BTreeMap::new();
        for (index, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.role_key.is_empty()) {
            let own = bare.binary_search_by_key(&index, |(at, _)| *at).ok().and_then(|at| bare.get(at));
            let own = own.map(|(_, n)| percent::share(*n, reading));
            let Some(weight) = own.or(draft.weight) else { return false };
            let sum = sums.entry(&draft.role_key).or_default();
            *sum = sum.checked_add(weight).unwrap_or_default();
            if draft.dimension_at.column != draft.weight_at.column && !draft.dimension.is_empty() {
                let sum = within.entry((&draft.role_key, key(&draft.dimension))).or_default();
                *sum = sum.checked_add(weight).unwrap_or_default();
            }
        }
        let is_one = |sum: &Decimal| *sum == Decimal::ONE;
        sums.values().all(is_one) || (!within.is_empty() && within.values().all(is_one))
    };
    [Reading::Ratio, Reading::Percent]
        .into_iter()
        .find(|reading| adds_up(*reading))
        .unwrap_or_else(|| percent::decide(bare.iter().map(|(_, n)| *n)))
}

/// Whether 维度 is filled once per group, with blanks below.
pub(super) fn dimensions_downwards(table: &Table<'_>) -> bool {
    table.column(Column::Dimension).is_some()
        && table.rows.iter().any(|row| table.cell(*row, Column::Dimension).is_none())
}

/// The dimensions of roles, by keys, none of whose KPIs has a weight.
fn unweighted(table: &Table<'_>, drafts: &[KpiDraft]) -> BTreeSet<(String, String)> {
    let of = |draft: &KpiDraft| (draft.role_key.clone(), key(&draft.dimension));
    let weighed: BTreeSet<(String, String)> =
        drafts.iter().filter(|draft| table.cell(draft.weight_at.row, Column::Weight).is_some()).map(of).collect();
    let all = drafts.iter().filter(|draft| !draft.dimension.is_empty()).map(of);
    all.filter(|one| table.column(Column::DimensionWeight).is_some() && !weighed.contains(one)).collect()
}

/// The dimensions of a role with the places of their KPIs in `drafts`, in the order of the table.
fn grouped(drafts: &[KpiDraft], role: &str) -> Vec<(String, Vec<usize>)> {
    let mut found: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.role_key == role) {
        if draft.dimension.is_empty() {
            continue;
        }
        let wanted = key(&draft.dimension);
        match found.iter_mut().find(|(name, _)| key(name) == wanted) {
            Some((_, all)) => all.push(at),
            None => found.push((draft.dimension.clone(), vec![at])),
        }
    }
    found
}

fn sum_of(parts: impl Iterator<Item = Decimal>) -> Decimal {
    parts.fold(Decimal::ZERO, |sum, part| sum.checked_add(part).unwrap_or(sum))
}

/// Reads 维度权重, and settles what the weights in a dimension are parts of: of the whole, or of their dimension.
pub(super) fn dimensions(table: &Table<'_>, drafts: &mut [KpiDraft], findings: &mut Findings) {
    if table.column(Column::DimensionWeight).is_none() {
        return;
    }
    read_dimension_weights(table, drafts, findings);
    let roles: BTreeSet<String> =
        drafts.iter().map(|draft| draft.role_key.clone()).filter(|role| !role.is_empty()).collect();
    for role in roles {
        let groups = grouped(drafts, &role);
        let weights: Vec<Option<Decimal>> = groups.iter().map(|(_, all)| of_group(drafts, all)).collect();
        if groups.is_empty() || weights.iter().any(Option::is_none) {
            continue;
        }
        let weights: Vec<Decimal> = weights.into_iter().flatten().collect();
        settle(table, drafts, (&role, &groups, &weights), findings);
    }
}

/// The weight of a dimension: that of its first KPI that tells one.
fn of_group(drafts: &[KpiDraft], all: &[usize]) -> Option<Decimal> {
    all.iter().find_map(|at| drafts.get(*at)?.dimension_weight)
}

fn read_dimension_weights(table: &Table<'_>, drafts: &mut [KpiDraft], findings: &mut Findings) {
    let mut bare: Vec<(usize, Decimal)> = Vec::new();
    for (index, draft) in drafts.iter_mut().enumerate() {
        let at = draft.dimension_at.clone();
        let Some(cell) = table.cell(at.row, Column::DimensionWeight) else { continue };
        if !unreadable(cell, &at, findings) {
            continue;
        }
        match number::read(&shown(cell), &Unit::percent()) {
            Typed::Number { value, percent: true } if value > Decimal::ZERO => draft.dimension_weight = Some(value),
            Typed::Number { value, percent: false } if value > Decimal::ZERO => bare.push((index, value)),
            Typed::Blank => {}
            _ => {
                findings.add(Problem::new(Code::WeightUnusable, &at).with("text", shown(cell)).with("reason", "other"))
            }
        }
    }
    let reading = match percent::decide(bare.iter().map(|(_, number)| *number)) {
        Reading::Mixed => Reading::Percent,
        decided => decided,
    };
    for (index, value) in bare {
        if let Some(draft) = drafts.get_mut(index) {
            draft.dimension_weight = Some(percent::share(value, reading));
        }
    }
}

/// The dimensions of one role with their weights.
type Groups<'a> = (&'a str, &'a [(String, Vec<usize>)], &'a [Decimal]);

fn settle(table: &Table<'_>, drafts: &mut [KpiDraft], (role, groups, weights): Groups<'_>, findings: &mut Findings) {
    let of = |drafts: &[KpiDraft], all: &[usize]| -> Option<Vec<Decimal>> {
        all.iter().map(|at| drafts.get(*at)?.weight).collect()
    };
    let mut told = false;
    for ((name, all), weight) in groups.iter().zip(weights) {
        let first = all.first().and_then(|at| drafts.get(*at));
        let other =
            all.iter().filter_map(|at| drafts.get(*at)).find(|d| d.dimension_weight.is_some_and(|w| w != *weight));
        if let Some(other) = other {
            told = true;
            findings.add(
                Problem::new(Code::DimensionWeightsOff, &other.dimension_at)
                    .with("why", "two")
                    .with("dimension", name)
                    .with("sum", decimal::percent(*weight)),
            );
        }
        let blank = all
            .iter()
            .all(|at| drafts.get(*at).is_some_and(|draft| table.cell(draft.weight_at.row, Column::Weight).is_none()));
        if let (true, Some(first)) = (blank, first) {
            told = true;
            findings.add(
                Problem::new(Code::DimensionWeightsBlank, &first.weight_at)
                    .with("dimension", name)
                    .with("weight", decimal::percent(*weight))
                    .with("count", all.len())
                    .with("shares", equal_shares(*weight, all.len())),
            );
        }
    }
    let loose = drafts.iter().filter(|draft| draft.role_key == role && draft.dimension.is_empty());
    let loose: Option<Vec<Decimal>> = loose.map(|draft| draft.weight).collect();
    let within: Option<Vec<Decimal>> =
        groups.iter().map(|(_, all)| of(drafts, all).map(|parts| sum_of(parts.into_iter()))).collect();
    let (Some(loose), Some(within), false) = (loose, within, told) else {
        // Something of them could not be read, which is said: their sum says nothing.
        for at in groups.iter().flat_map(|(_, all)| all) {
            if let Some(draft) = drafts.get_mut(*at).filter(|_| told) {
                draft.weight = None;
            }
        }
        return;
    };
    let whole = sum_of(weights.iter().copied().chain(loose));
    if whole != Decimal::ONE {
        let cells: Vec<String> =
            groups.iter().filter_map(|(_, all)| Some(drafts.get(*all.first()?)?.dimension_at.a1())).collect();
        if let Some(first) = groups.first().and_then(|(_, all)| drafts.get(*all.first()?)) {
            findings.add(
                Problem::new(Code::DimensionWeightsOff, &first.dimension_at)
                    .with("why", "sum")
                    .with("dimension", &first.role)
                    .with("sum", decimal::percent(whole))
                    .with("cells", cells.join("、")),
            );
        }
    }
    let of_whole = within.iter().zip(weights).filter(|(sum, weight)| sum == weight).count();
    let of_dimension = within.iter().filter(|sum| **sum == Decimal::ONE).count();
    let nested = of_dimension > of_whole;
    for (((name, all), weight), sum) in groups.iter().zip(weights).zip(&within) {
        let fits = if nested { *sum == Decimal::ONE } else { sum == weight };
        let first = all.first().and_then(|at| drafts.get(*at));
        if let (false, Some(first)) = (fits, first) {
            let cells: Vec<String> = all.iter().filter_map(|at| drafts.get(*at)).map(|d| d.weight_at.a1()).collect();
            findings.add(
                Problem::new(Code::DimensionKpiWeights, &first.weight_at)
                    .with("dimension", name)
                    .with("sum", decimal::percent(*sum))
                    .with("weight", decimal::percent(*weight))
                    .with("cells", cells.join("、")),
            );
        }
        for at in all {
            let Some(draft) = drafts.get_mut(*at) else { continue };
            draft.weight = match draft.weight {
                _ if !fits || whole != Decimal::ONE => None,
                Some(own) if nested => own.checked_mul(*weight).map(|product| product.normalize()),
                own => own,
            };
        }
    }
}

/// Equal shares of a weight to copy, the last of which takes what rounding leaves: 13.33%、13.33%、13.34%.
fn equal_shares(weight: Decimal, count: usize) -> String {
    let count = Decimal::from(count.max(1));
    let each = weight.checked_div(count).map(|share| share.trunc_with_scale(4)).unwrap_or_default();
    let before = each.checked_mul(count.checked_sub(Decimal::ONE).unwrap_or_default()).unwrap_or_default();
    let last = weight.checked_sub(before).unwrap_or(each);
    let mut shares = Vec::new();
    let mut left = count;
    while left > Decimal::ONE {
        shares.push(decimal::percent(each));
        left = left.checked_sub(Decimal::ONE).unwrap_or_default();
    }
    shares.push(decimal::percent(last));
    shares.join("、")
}

/// The dimensions of a role, and the place of each of its KPIs among them. A dimension without a weight of its own has that of
/// its KPIs together.
pub(super) fn of_role(kpis: &[&KpiDraft]) -> (Vec<Dimension>, Vec<Option<usize>>) {
    let mut found: Vec<Dimension> = Vec::new();
    let places = kpis.iter().map(|kpi| {
        if kpi.dimension.is_empty() {
            return None;
        }
        let wanted = key(&kpi.dimension);
        let at = found.iter().position(|known| key(&known.name) == wanted).unwrap_or(found.len());
        if at == found.len() {
            found.push(Dimension { name: kpi.dimension.clone(), weight: Decimal::ZERO });
        }
        if let Some(dimension) = found.get_mut(at) {
            let own = kpi.weight.unwrap_or_default();
            dimension.weight = dimension.weight.checked_add(own).unwrap_or(own);
        }
        Some(at)
    });
    let places = places.collect();
    (found, places)
}
