//! The words of `words.txt`: how headings, rows, titles and texts of an office's own are understood. Words are data there, so that a new
//! wording is a line and no code.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::{key, simplified};

/// The words of a name: `heading.kpi`, in the form of [`key`]; the longest first.
pub(super) fn words(name: &str) -> &'static [String] {
    LISTS.get(name).map(Vec::as_slice).unwrap_or_default()
}

/// The names of a section with their words, in the order of the file's names.
pub(super) fn section(prefix: &str) -> impl Iterator<Item = (&'static str, &'static [String])> {
    let start = format!("{prefix}.");
    LISTS.iter().filter_map(move |(name, words)| name.strip_prefix(start.as_str()).map(|rest| (rest, words.as_slice())))
}

/// Whether a text is one of the words of a name.
pub(super) fn is(text: &str, name: &str) -> bool {
    let key = bare(text);
    !key.is_empty() && words(name).contains(&key)
}

/// The longest word of a name that a text ends in; the text is in the form of [`key`].
pub(super) fn ending<'a>(key: &'a str, name: &str) -> Option<(&'a str, &'static str)> {
    words(name).iter().find_map(|word| key.strip_suffix(word.as_str()).map(|before| (before, word.as_str())))
}

/// The key of a heading or label without its number, what stands in brackets behind it, and the colon at its end.
pub(super) fn bare(text: &str) -> String {
    let whole = key(text);
    let word = whole.trim_matches([':', ';', '*', '.', '、', '-', '_', '【', '】', '[', ']']);
    let word =
        word.split_once(['(', '【', '[']).map_or(word, |(before, _)| if before.is_empty() { word } else { before });
    word.trim_matches([':', '*', '.', '、', '-']).to_owned()
}

/// Whether a text is a remark or a line for signatures.
pub(super) fn is_remark(text: &str) -> bool {
    let whole = key(text);
    let line = whole.trim_end_matches([':', '_', '-', '.']);
    if words("row.signed").iter().any(|word| line.ends_with(word.as_str())) {
        return true;
    }
    ["row.note", "row.signature"].iter().any(|name| {
        is(text, name)
            || words(name).iter().any(|word| {
                whole.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with([':', '(', '_', '1', '、']))
            })
    })
}

/// 每低1%扣2分: how points come about, however short it is.
pub(super) fn says_points(text: &str) -> bool {
    let whole = key(text);
    let verbs = words("text.points");
    verbs.iter().any(|verb| {
        whole.match_indices(verb.as_str()).any(|(at, verb)| {
            let behind = whole.get(at.saturating_add(verb.len())..).unwrap_or_default();
            behind.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// A letter as words are compared: Simplified, small, with narrow signs.
fn folded(letter: char) -> char {
    match letter {
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '，' => ',',
        '\u{3000}' => ' ',
        '０'..='９' | '％' => char::from_u32(u32::from(letter).saturating_sub(0xFEE0)).unwrap_or(letter),
        other => simplified(other).to_ascii_lowercase(),
    }
}

/// Where a word stands in a text, as bytes of the text: its first place.
pub(super) fn find(text: &str, word: &str) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(start, _)| {
        let mut rest = text.get(start..)?.char_indices();
        for wanted in word.chars() {
            let (_, letter) = rest.next()?;
            if folded(letter) != wanted {
                return None;
            }
        }
        let end = start.saturating_add(rest.offset());
        let latin = |c: Option<char>| word.is_ascii() && c.is_some_and(|c| c.is_ascii_alphanumeric());
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = text.get(end..).and_then(|after| after.chars().next());
        let inside = latin(before) || latin(after) && word.ends_with(|c: char| c.is_ascii_alphabetic());
        (!inside).then_some((start, end))
    })
}

/// The same for the words of a name: the first place, of several words there the longest.
pub(super) fn find_any(text: &str, name: &str) -> Option<(usize, usize)> {
    let found = words(name).iter().filter_map(|word| find(text, word));
    found.min_by_key(|(start, end)| (*start, std::cmp::Reverse(*end)))
}

/// Whether a text begins with a word of a name: the rest behind it.
pub(super) fn starts<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let found = words(name).iter().filter_map(|word| find(text, word)).filter(|(start, _)| *start == 0);
    found.map(|(_, end)| end).max().and_then(|end| text.get(end..))
}

static LISTS: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut section = "";
    for line in include_str!("words.txt").lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else if let Some((name, words)) = line.split_once(" = ") {
            let list = lists.entry(format!("{section}.{}", name.trim())).or_default();
            list.extend(words.split('|').map(key).filter(|word| !word.is_empty()));
        }
    }
    for list in lists.values_mut() {
        list.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
        list.dedup();
    }
    lists
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_belongs_to_one_heading_only() {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, words) in section("heading") {
            for word in words {
                assert_eq!(seen.insert(word, name), None, "{word}");
            }
        }
    }

    #[test]
    fn headings_are_bared_of_numbers_brackets_and_colons() {
        for (typed, word) in [
            ("权重（%）", "权重"),
            ("自评（20%）", "自评"),
            ("評分 標準：", "评分标准"),
            ("KPI", "kpi"),
            ("（一）", "(一)"),
        ] {
            assert_eq!(bare(typed), word);
        }
        assert!(is("考核\n項目", "heading.item") && !is("", "heading.item"));
    }
}
