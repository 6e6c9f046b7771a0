//! The text of a KPI or duty alone: its name, its weight, and what each sentence says of it.

use super::account::Spot;
use super::facts::{Found, Item};
use super::words::{bare, find_any, starts, words};
use super::{labels, title};

/// The place of a field of a KPI.
pub(super) fn slot<'a>(item: &'a mut Item, field: &str) -> Option<&'a mut Option<Found>> {
    Some(match field {
        "target" => &mut item.target,
        "rule" => &mut item.rule,
        "formula" => &mut item.formula,
        "source" => &mut item.source,
        "unit" => &mut item.unit,
        "weight" => &mut item.weight,
        "full" => &mut item.points,
        _ => return None,
    })
}

/// The field that a word before a colon names.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    let word = bare(name);
    ["rule", "formula", "target", "source", "unit", "weight", "full"]
        .into_iter()
        .find(|field| words(&format!("text.{field}")).iter().any(|known| known.trim_end_matches(':') == word))
}

/// A text's part that may hold the weight of its first item.
pub(super) fn text_until_item_end(text: &str) -> &str {
    text.split('。').next().unwrap_or(text)
}

/// Whether a text names a weight.
pub(super) fn has_weight(text: &str) -> bool {
    weight_in(text).is_some()
}

/// A weight in a text: its number with %, and the bytes that say it.
pub(super) fn weight_in(text: &str) -> Option<(String, (usize, usize))> {
    let (start, end) = find_any(text, "text.weight")?;
    let rest = text.get(end..)?;
    let skipped =
        rest.len().saturating_sub(rest.trim_start_matches([':', '：', ' ', '为', '为', '約', '约', '占']).len());
    let from = end.saturating_add(skipped);
    let digits: String = text.get(from..)?.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let after = from.saturating_add(digits.len());
    let percent = text.get(after..)?.chars().next().filter(|c| matches!(c, '%' | '％'))?;
    (!digits.is_empty()).then(|| (format!("{digits}%"), (start, after.saturating_add(percent.len_utf8()))))
}

/// A KPI from its own text.
pub(super) fn kpi(text: &str, spot: Spot, role: Option<Found>) -> Item {
    // 库存准确率，权重50%，目标99%: a name that ends at a comma.
    let at_comma = || {
        let at = text.find(['，', ','])?;
        Some((text.get(..at)?, text.get(at..)?.trim_start_matches(['，', ','])))
    };
    // 考勤准确率 权重：30% 目标：100%: a name that ends at the first word of another kind.
    let at_blank = || {
        let (before, _) = split_name(text)?;
        let at = before.rfind([' ', '　', '\t'])?;
        let (name, label) = before.split_at_checked(at)?;
        attribute(label)?;
        Some((name.trim(), text.get(at..)?.trim_start()))
    };
    let (name, rest) = at_blank().or_else(|| split_name(text)).or_else(at_comma).unwrap_or((text, ""));
    let mut item = Item { role, ..Item::default() };
    let mut name = title::without_number(name).to_owned();
    let mut rest = rest.to_owned();
    for part in [&mut rest, &mut name] {
        if item.weight.is_none()
            && let Some((weight, (start, end))) = weight_in(part)
        {
            item.weight = Some(Found::new(&weight, spot));
            let before = part
                .get(..start)
                .unwrap_or_default()
                .trim_end_matches(['，', ',', '(', '（', '；', ';', ' ', '、', '[', '【']);
            let after = part
                .get(end..)
                .unwrap_or_default()
                .trim_start_matches([')', '）', ']', '】', '，', ',', '。', '；', ' ', '.']);
            let joined = if after.is_empty() || before.is_empty() {
                format!("{before}{after}")
            } else {
                format!("{before}。{after}")
            };
            *part = joined;
        }
    }
    // 销售额达成率（40%）, 销售额达成率 40%.
    if item.weight.is_none()
        && let Some(percent) = labels::percent_in(&name)
    {
        let at = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
        let before =
            name.get(..at).unwrap_or_default().trim_end_matches(['(', '（', ' ', '[', '【', '-', '—', '、']).to_owned();
        if !before.is_empty() {
            name = before;
            item.weight = Some(Found::new(&percent, spot));
        }
    }
    item.name = Found::new(name.trim().trim_end_matches(['。', '，', ',']), spot);
    let mut meaning = String::new();
    for sentence in sentences(&rest).iter().flat_map(|sentence| clauses(sentence)) {
        let plain = sentence.trim().trim_end_matches(['。', '；', '，', ',', ';']);
        let mut left = "";
        let said =
            split_name(plain).and_then(|(name, value)| Some((attribute(name)?, value.to_owned()))).or_else(|| {
                // 目标100%, 每低5%扣2分: without a colon.
                let value = starts(plain, "text.target")
                    .map(|rest| rest.trim_start_matches(['为', '為', '是', ' ']))
                    .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "≥≤><不".contains(c)))?;
                let (value, more) = value.split_once(['，', ',', '；']).unwrap_or((value, ""));
                left = more;
                (value.chars().count() <= 14).then(|| ("target", value.to_owned()))
            });
        match said {
            Some((field, value)) => {
                if let Some(slot) = slot(&mut item, field) {
                    slot.get_or_insert_default().join(&Found::of(&value, &[spot]), "；");
                }
                meaning.push_str(left);
            }
            None => meaning.push_str(sentence),
        }
    }
    let meaning = meaning.trim();
    let (meaning, rule) = rule_at_end(meaning, &item);
    if let Some(rule) = rule.filter(|_| item.rule.is_none()) {
        item.rule = Some(Found::new(&rule, spot));
    }
    if !meaning.is_empty() {
        item.meaning = Some(Found::new(meaning.trim_end_matches(['；', '，', ',']), spot));
    }
    item
}

/// A rule at the end of what is said of a KPI: 每月统计，每低1%扣2分 → both parts.
pub(super) fn rule_at_end<'a>(text: &'a str, item: &Item) -> (&'a str, Option<String>) {
    let target = item.target.as_ref().map_or("", |target| target.text.as_str());
    let mut starts: Vec<usize> = vec![0];
    starts.extend(
        text.char_indices()
            .filter(|(_, c)| matches!(c, '，' | ',' | '。' | '；' | ';'))
            .map(|(at, c)| at.saturating_add(c.len_utf8())),
    );
    let reads = |part: &str| {
        let whole = crate::text::key(part);
        let counted = part.contains(|c: char| c.is_ascii_digit())
            || ["计分", "得分", "满分"].iter().any(|word| whole.contains(word));
        let speaks = counted && (part.contains('分') || part.contains("point"));
        speaks && super::measure::reads_as_rule(part.trim().trim_end_matches('。'), target, &item.name.text)
    };
    match starts.into_iter().find(|at| text.get(*at..).is_some_and(reads)) {
        Some(at) => {
            let (before, rule) = text.split_at_checked(at).unwrap_or((text, ""));
            (before.trim_end_matches(['，', ',', '；', ';', ' ']), Some(rule.trim().trim_end_matches('。').to_owned()))
        }
        None => (text, None),
    }
}

/// The name before the first colon outside brackets, and what stands behind it; `None` where nothing before one is a name.
pub(super) fn split_name(text: &str) -> Option<(&str, &str)> {
    /// Letters of the longest name.
    const LONGEST: usize = 40;
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '（' | '【' | '[' | '《' => depth = depth.saturating_add(1),
            ')' | '）' | '】' | ']' | '》' => depth = depth.saturating_sub(1),
            '，' | ',' | '。' | '；' | ';' | '！' | '？' if depth == 0 => return None,
            ':' | '：' if depth == 0 => {
                let name = text.get(..at)?.trim();
                let rest = text.get(at.saturating_add(c.len_utf8())..)?.trim();
                let letters = name.chars().count();
                return ((1..=LONGEST).contains(&letters) && name.contains(char::is_alphabetic))
                    .then_some((name, rest));
            }
            _ => {}
        }
    }
    None
}

/// A sentence cut before each word that says what follows: 目标：100%；评分标准：….
pub(super) fn clauses(sentence: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut start = 0_usize;
    for (at, c) in sentence.char_indices() {
        let next = at.saturating_add(c.len_utf8());
        let begins = || {
            sentence.get(next..).is_some_and(|rest| {
                split_name(rest).is_some_and(|(name, _)| attribute(name).is_some())
                    || starts(rest, "text.target")
                        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "≥≤><".contains(c)))
            })
        };
        let labelled = || sentence.get(next..).is_some_and(begins_with_label);
        if matches!(c, '；' | ';' | '，' | ',' | '\n') && begins() || matches!(c, ' ' | '　' | '\t') && labelled() {
            clauses.extend(sentence.get(start..next));
            start = next;
        }
    }
    clauses.extend(sentence.get(start..).filter(|rest| !rest.trim().is_empty()));
    clauses
}

/// 目标：100%. A label stands within a few letters: a long text is not looked through behind each of its blanks.
fn begins_with_label(text: &str) -> bool {
    const NEAR: usize = 16;
    let near = text.char_indices().nth(NEAR).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    split_name(near).is_some_and(|(name, _)| attribute(name).is_some())
}

/// Sentences with their ends; none ends within brackets.
pub(super) fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let (mut sentence, mut depth) = (String::new(), 0_u32);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '(' | '（' => depth = depth.saturating_add(1),
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        sentence.push(c);
        // An English sentence ends with a full stop and a blank.
        let ends = matches!(c, '。' | '\n') || c == '.' && letters.peek().is_none_or(|next| *next == ' ');
        if ends && depth == 0 {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.trim().is_empty() {
        sentences.push(sentence);
    }
    sentences
}
