//! Labels with their values above a table, percentages in brackets, and the names of duties in one text.

use rust_decimal::Decimal;

use super::account::Account;
use super::facts::{DutyItem, Facts, Found, Item};
use super::grid::GridCell;
use super::place::Place;
use super::title;
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
    let parts = parts(&typed);
    if parts.iter().any(|(_, value)| !value.is_empty()) || parts.len() > 1 {
        let only = matches!(parts.as_slice(), [("person", _)]);
        account.left(cell.spot, if only { "person" } else { "label" });
        for (name, value) in parts {
            take(name, &Found::new(value, cell.spot), place, facts);
        }
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

/// The labels of a text with what stands behind each: 岗位：出纳　部门：财务部. None where the text does not begin with one.
pub(super) fn parts(text: &str) -> Vec<(&'static str, &str)> {
    /// Labels of the longest such line: one that is longer is a text.
    const MOST: usize = 12;
    /// Places where a label may begin, counted back from its colon: 岗 位：.
    const BACK: usize = 3;
    let is_colon = |c: char| matches!(c, ':' | '：');
    let mut found: Vec<(&'static str, usize, usize)> = Vec::new();
    let mut from = 0_usize;
    for (colon, mark) in text.char_indices().filter(|(_, c)| is_colon(*c)).take(MOST) {
        let before = text.get(from..colon).unwrap_or_default();
        let is_cut = |c: char| c.is_whitespace() || matches!(c, ';' | '；' | ',' | '，' | '|' | '/' | '、');
        let mut begins: Vec<usize> = before
            .char_indices()
            .filter(|(_, c)| is_cut(*c))
            .map(|(at, c)| from.saturating_add(at).saturating_add(c.len_utf8()))
            .collect();
        begins.insert(0, from);
        let near = begins.len().saturating_sub(BACK.saturating_add(1));
        let known = begins.iter().skip(near).find_map(|at| Some((label(text.get(*at..colon)?)?, *at)));
        let behind = colon.saturating_add(mark.len_utf8());
        match known {
            Some((name, at)) => found.push((name, at, behind)),
            None if found.is_empty() => return Vec::new(),
            None => {}
        }
        from = behind;
    }
    let whole = found.first().is_some_and(|(_, at, _)| *at == 0);
    let ends = found.iter().skip(1).map(|(_, at, _)| *at).chain([text.len()]);
    let value = |start: usize, end: usize| {
        text.get(start..end).unwrap_or_default().trim().trim_end_matches([';', '；', ',', '，', '|', '/', '、']).trim()
    };
    if whole {
        found.iter().zip(ends).map(|((name, _, start), end)| (*name, value(*start, end))).collect()
    } else {
        Vec::new()
    }
}

/// Whether a label with its value names a role: 岗位：出纳, 考核对象：客服专员, but not 考核对象：张三.
fn is_role(name: &str, value: &str) -> bool {
    value.contains(char::is_alphanumeric) && (name == "role" || name == "subject" && title::ends_as_role(value))
}

/// Whether a row's cells are labels with their values, and a role is among these.
pub(super) fn name_role(cells: &[&str]) -> bool {
    let tells = |text: &str, next: Option<&&str>| {
        let beside = label(text).zip(next.filter(|next| label(next).is_none()));
        parts(text).iter().any(|(name, value)| is_role(name, value))
            || beside.is_some_and(|(name, value)| is_role(name, value))
    };
    let begins = cells.first().is_some_and(|text| label(text).is_some() || !parts(text).is_empty());
    let others = || cells.iter().filter(|text| label(text).is_some() || !parts(text).is_empty()).count();
    begins
        && cells.len() <= others().saturating_mul(2)
        && (0..).zip(cells).any(|(at, text): (usize, _)| tells(text, cells.get(at.saturating_add(1))))
}

pub(super) fn take(name: &str, value: &Found, place: &mut Place, facts: &mut Facts) {
    // ____ to be filled in.
    if !value.text.contains(char::is_alphanumeric) {
        return;
    }
    match name {
        "department" => drop(facts.department.get_or_insert_with(|| value.clone())),
        "company" => drop(facts.company.get_or_insert_with(|| value.clone())),
        "period" => drop(facts.period.get_or_insert_with(|| value.clone())),
        _ if is_role(name, &value.text) => place.role = Some(value.clone()),
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

/// 出入登记：漏登一次扣2分 in the one cell that says what is appraised and how.
pub(super) fn take_rule(item: &mut Item) {
    if item.rule.is_some() {
        return;
    }
    let whole = item.name.clone();
    let (name, rest) = split_name(&whole.text);
    if !rest.is_empty() && super::words::says_points(rest) {
        item.name = Found::of(name, &whole.spots);
        item.rule = Some(Found::of(rest, &whole.spots));
    }
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
pub(super) fn worth_behind(name: &str) -> Option<(String, String)> {
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
    let plain = title::without_number(text);
    match plain.split_once(['：', ':']) {
        Some((name, rest)) if name.chars().count() <= LONGEST && !name.contains(['，', '。', ',']) => {
            (name.trim(), rest.trim())
        }
        _ => (plain, ""),
    }
}
