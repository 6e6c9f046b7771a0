//! The words of a rule that stand in the way, with carets under them.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of text shown before and behind the words in a long line.
const AROUND: usize = 60;

/// Each line that the span touches, indented, with carets under its words: Han characters take two columns.
pub(super) fn marked(text: &str, span: &Range<usize>) -> String {
    let mut out = String::new();
    let mut start = 0_usize;
    for line in text.split('\n') {
        let end = start.saturating_add(line.len());
        let from = span.start.clamp(start, end).saturating_sub(start);
        let to = span.end.clamp(start, end).saturating_sub(start);
        let words = line.get(from..to).unwrap_or_default();
        let here = span.start <= end && span.end >= start && !words.trim().is_empty();
        // Where nothing is named (an empty rule, the place behind its end) a caret stands there alone.
        let nothing = span.is_empty() && (start..=end).contains(&span.start);
        if here || nothing {
            let before = shown(line.get(..from).unwrap_or_default());
            let lead = words.len().saturating_sub(words.trim_start().len());
            let blank = shown(words.get(..lead).unwrap_or_default());
            let words = shown(words.trim());
            let after = shown(line.get(to..).unwrap_or_default());
            let (cut, before) = tail(&before);
            let (after, more) = head(&after);
            let dots = |cut: bool| if cut { "…" } else { "" };
            let spaces = dots(cut).width().saturating_add(before.width()).saturating_add(blank.width());
            out.push_str(&format!("  {}{before}{blank}{words}{after}{}\n", dots(cut), dots(more)).replace(" \n", "\n"));
            out.push_str(&format!("  {}{}\n", " ".repeat(spaces), "^".repeat(words.width().max(1))));
        }
        start = end.saturating_add(1);
    }
    out.trim_end().to_owned()
}

/// Without what would move the columns: tabs and control characters become spaces.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.width().is_none() { ' ' } else { c }).collect()
}

/// The last columns, and whether something before them was left out.
fn tail(text: &str) -> (bool, String) {
    let mut width = 0_usize;
    let mut kept: Vec<char> = Vec::new();
    for c in text.chars().rev() {
        width = width.saturating_add(c.width().unwrap_or(0));
        if width > AROUND {
            return (true, kept.into_iter().rev().collect());
        }
        kept.push(c);
    }
    (false, text.to_owned())
}

/// The first columns, and whether something behind them was left out.
fn head(text: &str) -> (String, bool) {
    let mut width = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        width = width.saturating_add(c.width().unwrap_or(0));
        if width > AROUND {
            return (kept, true);
        }
        kept.push(c);
    }
    (kept, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn under(text: &str, words: &str) -> String {
        let start = text.find(words).unwrap_or_default();
        marked(text, &(start..start.saturating_add(words.len())))
    }

    #[test]
    fn carets_stand_under_the_words_where_han_characters_take_two_columns() {
        assert_eq!(under("每低1%扣2分，视情况减免", "视情况"), "  每低1%扣2分，视情况减免\n               ^^^^^^");
        assert_eq!(
            under("2 points off when unhappy", "when unhappy"),
            "  2 points off when unhappy\n               ^^^^^^^^^^^^"
        );
    }

    #[test]
    fn only_the_lines_that_the_words_touch_are_shown() {
        assert_eq!(under("达标得满分\n每低1%扣\t酌情\n完", "酌情"), "  每低1%扣 酌情\n           ^^^^");
        assert_eq!(under("甲乙\n丙丁\n戊", "乙\n丙"), "  甲乙\n    ^^\n  丙丁\n  ^^");
    }

    #[test]
    fn long_lines_are_cut_around_the_words_and_an_empty_rule_has_one_caret() {
        let long = format!("{}酌情{}", "扣".repeat(50), "分".repeat(50));
        let (before, after) = ("扣".repeat(30), "分".repeat(30));
        assert_eq!(under(&long, "酌情"), format!("  …{before}酌情{after}…\n{}^^^^", " ".repeat(63)));
        assert!(marked("", &(0..0)).ends_with("\n  ^"));
        assert_eq!(crate::pipeline::letters("每低1%", &(3..6)), [1, 2]);
    }
}
