//! Weights and points: which of them a source has, what adds up, and the lowest score of a grade.

use rust_decimal::Decimal;

use super::account::{Account, Spot};
use super::facts::{Found, Item};
use super::labels::{percent_in, share, worth_behind};
use super::title::without_number;
use super::words::words;
use crate::quantity::number::{self, Typed};
use crate::template::Entry;
use crate::text::key;
use crate::unit::Unit;

/// A KPI's weight.
#[derive(Debug, Clone, Default)]
pub(super) struct Weight {
    /// As it is written.
    pub(super) entry: Entry,
    /// 满分, where points stand beside a weight.
    pub(super) full: Option<Decimal>,
    /// Whether the points are the weight.
    pub(super) points_are_weight: bool,
}

/// The weights of a role.
#[derive(Debug, Clone, Default)]
pub(super) struct Weights {
    /// One per KPI.
    pub(super) each: Vec<Weight>,
    /// Whether they are points that add up to 100.
    pub(super) from_points: bool,
}

/// Whether a KPI has a weight or points that are more than nothing.
pub(super) fn is_weighed(item: &Item) -> bool {
    let weight =
        item.weight.as_ref().is_some_and(|found| weight_of(&found.text).is_none_or(|(value, _)| !value.is_zero()));
    weight || item.points.as_ref().is_some_and(|found| points(found).is_none_or(|value| !value.is_zero()))
}

/// Decides for the KPIs of a role. `deductions`: nothing is weighed.
pub(super) fn weigh(own: &[Item], deductions: bool, account: &mut Account) -> Weights {
    let typed: Vec<Option<(Decimal, bool)>> = own.iter().map(|item| weight_of(&item.weight.as_ref()?.text)).collect();
    let points: Vec<Option<Decimal>> = own.iter().map(|item| points(item.points.as_ref()?)).collect();
    if own.iter().any(|item| item.weight.is_some()) {
        let all_zero = typed.iter().flatten().all(|(value, _)| value.is_zero()) && typed.iter().any(Option::is_some);
        let bare: Decimal = typed
            .iter()
            .flatten()
            .filter(|(_, percent)| !percent)
            .map(|(value, _)| *value)
            .fold(Decimal::ZERO, |a, b| a.checked_add(b).unwrap_or(a));
        // Ratios add up to about 1, percent to about 100.
        let ratios = bare <= Decimal::TWO;
        let each = own
            .iter()
            .zip(&typed)
            .zip(&points)
            .map(|((item, typed), points)| {
                let entry = match (typed, &item.weight) {
                    (Some(_), _) if all_zero => Entry::Blank,
                    (Some((value, percent)), _) => {
                        let value =
                            if *percent || ratios { Some(*value) } else { value.checked_div(Decimal::ONE_HUNDRED) };
                        value.map_or(Entry::Blank, |value| Entry::Share(value.normalize()))
                    }
                    (None, Some(found)) => Entry::text(&found.text),
                    (None, None) => Entry::Blank,
                };
                if all_zero {
                    item.weight.iter().flat_map(|found| &found.spots).for_each(|spot| {
                        account.look(*spot, if deductions { "weight-none" } else { "weight-zero" }, Vec::new());
                    });
                }
                Weight { entry, full: *points, points_are_weight: false }
            })
            .collect();
        return Weights { each, from_points: false };
    }
    let sum = points.iter().flatten().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(*one)).unwrap_or_default();
    let each = points
        .iter()
        .zip(own)
        .map(|(points, item)| {
            let entry = match (points, &item.points) {
                (Some(points), _) => points
                    .checked_div(Decimal::ONE_HUNDRED)
                    .map_or(Entry::Blank, |value| Entry::Share(value.normalize())),
                (None, Some(found)) => Entry::text(&found.text),
                (None, None) => Entry::Blank,
            };
            Weight { entry, full: None, points_are_weight: true }
        })
        .collect();
    let adds_up = sum == Decimal::ONE_HUNDRED && points.iter().all(Option::is_some);
    Weights { each, from_points: adds_up || points.iter().any(Option::is_some) }
}

/// A weight as people type it: 40%, 0.4, 40, 占40%, 40分.
fn weight_of(text: &str) -> Option<(Decimal, bool)> {
    let typed = || {
        let whole = key(text);
        let said = words("text.weight").iter().find_map(|word| whole.strip_prefix(word.as_str())).unwrap_or(&whole);
        let plain = said.trim_start_matches([':', '为']);
        share(plain.strip_suffix('分').unwrap_or(plain))
    };
    share(text).or_else(typed)
}

/// The number of points: 20, 20分.
fn points(found: &Found) -> Option<Decimal> {
    match number::read(&found.text, &Unit::read("分")) {
        Typed::Number { value, percent: false } => Some(value),
        Typed::Number { value, percent: true } => value.checked_mul(Decimal::ONE_HUNDRED),
        _ => None,
    }
}

/// A dimension's name, and the percentage that stands with it: 业绩指标（70%）.
pub(super) fn dimension(text: &str) -> (String, Option<String>) {
    let percent = percent_in(text);
    let name: String = match &percent {
        Some(_) => {
            let end = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
            text.get(..end).unwrap_or(text).trim_end_matches(['(', '（', '：', ':', '\n', ' ', '占', '-']).to_owned()
        }
        // 工作业绩（70分）
        None => match worth_behind(text) {
            Some((name, worth)) => return (one_line(&name), Some(worth)),
            None => text.to_owned(),
        },
    };
    (one_line(&name), percent)
}

/// The same of a cell of its own.
pub(super) fn dimension_of(text: &str, spot: Spot) -> (Found, Option<Found>) {
    let (name, weight) = dimension(text);
    (Found::new(name.trim_end_matches(['：', ':']), spot), weight.map(|weight| Found::new(&weight, spot)))
}

fn one_line(name: &str) -> String {
    without_number(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A dimension's weight as it is written.
pub(super) fn dimension_weight(typed: &str) -> Entry {
    match share(typed) {
        Some((value, true)) => Entry::Share(value.normalize()),
        Some((value, false)) if value <= Decimal::ONE => Entry::Share(value.normalize()),
        Some((value, false)) => {
            value.checked_div(Decimal::ONE_HUNDRED).map_or(Entry::Blank, |value| Entry::Share(value.normalize()))
        }
        None => Entry::text(typed),
    }
}

/// The lowest score that a text of scores names: 90 of 90分以上, 80 of 80-89, 0 of 60分以下.
pub(super) fn lowest(text: &str) -> Option<Decimal> {
    let whole = key(text);
    let mut numbers: Vec<Decimal> = Vec::new();
    let mut digits = String::new();
    for c in whole.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() || c == '.' {
            digits.push(c);
        } else if !digits.is_empty() {
            numbers.extend(digits.parse::<Decimal>().ok());
            digits.clear();
        }
    }
    let open = ["以下", "低于", "不足", "below", "under", "小于"].iter().any(|word| whole.contains(word))
        || whole.starts_with(['<', '≤']);
    match numbers.as_slice() {
        [_] if open => Some(Decimal::ZERO),
        [] => None,
        all => all.iter().min().copied(),
    }
}
