//! Remarks that people set apart: 【…】 and 说明：…. They are always accepted, always shown and never read.

use std::ops::Range;

use crate::rule::read::forms;

/// The remarks of a rule, as bytes of its text.
pub(super) fn of(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = if rest.starts_with('【') {
            rest.find('】').map(|close| close.saturating_add('】'.len_utf8()))
        } else if forms::begins(rest, forms::REMARKS) {
            Some(rest.find(['。', '\n', '；', ';']).unwrap_or(rest.len()))
        } else {
            None
        };
        let end = at.saturating_add(length.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8)));
        if length.is_some() {
            out.push(at..end);
        }
        at = end;
    }
    out
}

/// The text with each remark as one full stop and blanks, byte for byte as long as before.
pub(super) fn blanked(text: &str, remarks: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if remarks.iter().any(|remark| remark.start == at) {
            // An opening letter has three bytes or one, as has the full stop in its place.
            out.push(if c.len_utf8() == 3 { '。' } else { '.' });
        } else if remarks.iter().any(|remark| remark.contains(&at)) {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_found_and_blanked_byte_for_byte() {
        let text = "每低1%扣2分【只对新员工】；说明：季度考核。最高100分";
        let found = of(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found.first().and_then(|note| text.get(note.clone())), Some("【只对新员工】"));
        assert_eq!(found.get(1).and_then(|note| text.get(note.clone())), Some("说明：季度考核"));
        let blanked = blanked(text, &found);
        assert_eq!(blanked.len(), text.len());
        assert!(blanked.starts_with("每低1%扣2分。") && blanked.ends_with("最高100分"));
    }
}
