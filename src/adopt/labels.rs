//! Labels with their values above a table, percentages in brackets, and the names of duties in one text.

use rust_decimal::Decimal;

use super::account::Account;
use super::facts::{DutyItem, Facts, Found, Item};
use super::grid::GridCell;
use super::place::Place;
use super::words::{bare, section};
use crate::quantity::number::{self, Typed};
use crate::text::{as_typed, key};
use crate::unit::Unit;

/// How many cells a label took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Took {
    /// None: it is no label.
    Nothing,
    /// Itself.
    One,
    /// Itself and the next one, its value.
    Two,
}

/// The label that a text is, by its name in `[label]`.
fn label(text: &str) -> Option<&'static str> {
    let word = bare(text);
    section("label").find(|(_, words)| words.contains(&word)).map(|(name, _)| name)
}

/// Reads 部门：直播部 in one cell or two.
pub(super) fn read(
    cell: &GridCell,
    next: Option<&GridCell>,
    place: &mut Place,
    facts: &mut Facts,
    account: &mut Account,
) -> Took {
    let typed = as_typed(&cell.text);
    if let Some((before, value)) = typed.split_once([':', '：'])
        && let Some(name) = label(before)
        && !value.trim().is_empty()
    {
        // 姓名：　　部门：　　: several labels in one cell, and nothing behind them.
        let value = value.trim();
        if value.contains([':', '：']) {
            account.left(cell.spot, "label");
            for part in typed.split(['　', ' ', '\n', '\t']).filter(|part| !part.is_empty()) {
                if let Some((before, value)) = part.split_once([':', '：'])
                    && let Some(name) = label(before)
                {
                    take(name, &Found::new(value, cell.spot), place, facts);
                }
            }
            return Took::One;
        }
        account.left(cell.spot, if name == "person" { "person" } else { "label" });
        take(name, &Found::new(value, cell.spot), place, facts);
        return Took::One;
    }
    let Some(name) = label(&typed) else { return Took::Nothing };
    account.left(cell.spot, "label");
    match next.filter(|next| label(&next.text).is_none() && !next.text.contains([':', '：'])) {
        Some(value) => {
            account.left(value.spot, if name == "person" { "person" } else { "label" });
            take(name, &Found::new(&value.text, value.spot), place, facts);
            Took::Two
        }
        None => Took::One,
    }
}

fn take(name: &str, value: &Found, place: &mut Place, facts: &mut Facts) {
    // ____ to be filled in.
    if !value.text.contains(char::is_alphanumeric) {
        return;
    }
    match name {
        "department" => drop(facts.department.get_or_insert_with(|| value.clone())),
        "company" => drop(facts.company.get_or_insert_with(|| value.clone())),
        "period" => drop(facts.period.get_or_insert_with(|| value.clone())),
        "role" => place.role = Some(value.clone()),
        _ => {}
    }
}

/// The percentage in a text: `20%` of 自评20%, 占70%.
pub(super) fn percent_in(text: &str) -> Option<String> {
    let whole = key(text);
    let end = whole.find('%')?;
    let digits: String = whole
        .get(..end)?
        .chars()
        .rev()
        .take_while(|c| c.is_ascii_digit() || *c == '.')
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    (!digits.is_empty()).then(|| format!("{digits}%"))
}

/// 仪容仪表（20分）, 出勤（权重20%）: takes what a KPI is worth out of its name, where nothing else says it.
pub(super) fn take_worth(item: &mut Item) {
    if item.weight.is_some() || item.points.is_some() {
        return;
    }
    let Some((name, worth)) = worth_behind(&item.name.text) else { return };
    let found = Some(Found::of(&worth, &item.name.spots));
    if worth.ends_with('%') {
        item.weight = found;
    } else {
        item.points = found;
    }
    item.name.text = name;
}

/// A name without what it is worth behind it, and that: 20分 of 仪容仪表（20分）, 20% of 出勤（权重：20%）.
fn worth_behind(name: &str) -> Option<(String, String)> {
    let (before, inside) =
        name.trim().trim_end_matches([')', '）', ']', '】']).rsplit_once(['(', '（', '[', '【', '\n'])?;
    let said = key(inside);
    let words = ["weight", "full"].iter().flat_map(|list| super::words::words(&format!("text.{list}")));
    let worth =
        words.filter_map(|word| said.strip_prefix(word.as_str())).min_by_key(|rest| rest.len()).unwrap_or(&said);
    let worth = worth.trim_start_matches([':', '为', '占']);
    let digits = worth.trim_end_matches(['%', '分']).trim_end_matches("points");
    let number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let unit = worth.get(digits.len()..).unwrap_or_default();
    let before = before.trim();
    (number && matches!(unit, "%" | "分" | "points") && !before.is_empty())
        .then(|| (before.to_owned(), if unit == "%" { worth.to_owned() } else { digits.to_owned() }))
}

/// A share of one, as typed with % or without; `None` where it is none.
pub(super) fn share(text: &str) -> Option<(Decimal, bool)> {
    match number::read(text, &Unit::percent()) {
        Typed::Number { value, percent } => Some((value, percent)),
        _ => None,
    }
}

/// A duty without a name of its own: what stands before the colon of its text.
pub(super) fn name_of_duty(duty: &mut DutyItem) {
    let text = duty.text.clone();
    let (name, rest) = split_name(&text.text);
    duty.name = Found::of(name, &text.spots);
    duty.text = Found::of(rest, &text.spots);
}

/// A duty in one text, which stands where its name does.
pub(super) fn name_of_whole_duty(duty: &mut DutyItem) {
    let whole = duty.name.clone();
    let (name, rest) = split_name(&whole.text);
    if !rest.is_empty() {
        duty.name = Found::of(name, &whole.spots);
        duty.text = Found::of(rest, &whole.spots);
    }
}

/// 团队管理：负责…。 → both sides of the colon; a text without a short name before one is a name as a whole.
fn split_name(text: &str) -> (&str, &str) {
    /// Letters of the longest name of a duty.
    const LONGEST: usize = 24;
    let plain = super::title::without_number(text);
    match plain.split_once(['：', ':']) {
        Some((name, rest)) if name.chars().count() <= LONGEST && !name.contains(['，', '。', ',']) => {
            (name.trim(), rest.trim())
        }
        _ => (plain, ""),
    }
}
