//! Numbers as people type them: `12%`, `１２３`, `1,234.50`, `¥1,200`, `3.2万`, `1.5亿`, `320人`, `(1,200)`.
//!
//! What is not surely a number is not one: the caller makes it a problem at its cell.

use std::str::FromStr;

use rust_decimal::Decimal;

use super::unit::{Unit, UnitKind, multiple};
use crate::text::{self, tidy};

/// What a text in a number's place says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A number; exact shares were typed with a percent sign.
    Number {
        /// In the column's unit; a share where `percent`.
        value: Decimal,
        /// Typed with % or ‰.
        percent: bool,
    },
    /// Nothing that can be seen.
    Blank,
    /// A number in a unit that is not the column's.
    OtherUnit,
    /// A lone hyphen: 0, blank or not applicable.
    Hyphen,
    /// No number.
    Nothing,
}

/// Reads a text under a unit.
pub fn read(typed: &str, unit: &Unit) -> Typed {
    /// Bytes of a text that may be a number with blanks around: a longer one is a sentence.
    const LONGEST: usize = 400;
    if typed.len() > LONGEST && typed.trim().len() > LONGEST {
        return Typed::Nothing;
    }
    if is_several(typed) {
        return Typed::Nothing;
    }
    let tidied = tidy(typed);
    let word = tidied.strip_prefix('\'').unwrap_or(&tidied).trim();
    if word.is_empty() {
        return Typed::Blank;
    }
    if word.chars().all(|c| matches!(c, '-' | '–' | '−' | ' ')) {
        return Typed::Hyphen;
    }
    let Some((negative, rest)) = sign(word) else { return Typed::Nothing };
    let (currency, rest) = currency(rest);
    // A sign may also stand behind the currency: ¥-1,200.
    let (negative, rest) = match (currency, sign(rest)) {
        (true, Some((true, inner))) if !negative => (true, inner),
        _ => (negative, rest),
    };
    let digits_end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ' '))).unwrap_or(rest.len());
    let (digits, tail) = rest.split_at_checked(digits_end).unwrap_or((rest, ""));
    let (exponent, tail) = exponent(tail);
    let Some(mut value) = digits_of(digits.trim(), exponent) else { return Typed::Nothing };
    if negative {
        value.set_sign_negative(!value.is_zero());
    }
    match suffix(without_brackets(tail.trim()), unit) {
        Suffix::Times(_) if currency && !matches!(unit.kind, UnitKind::Money | UnitKind::Plain) => Typed::OtherUnit,
        Suffix::Times(factor) => match value.checked_mul(factor) {
            Some(value) => Typed::Number { value: value.normalize(), percent: false },
            None => Typed::Nothing,
        },
        Suffix::Share(factor) if unit.is_percent() || unit.kind == UnitKind::Plain => match value.checked_mul(factor) {
            Some(value) => Typed::Number { value: value.normalize(), percent: true },
            None => Typed::Nothing,
        },
        Suffix::Share(_) | Suffix::Other => Typed::OtherUnit,
        Suffix::Nonsense => Typed::Nothing,
    }
}

/// Whether a text may be several numbers: blanks, a line break or a Chinese comma part digits. 90 110 and 90，110 are no 90110; in
/// what is typed full-width throughout the comma is one of thousands.
pub fn is_several(typed: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut digit: Option<char> = None;
    let (mut blank, mut comma) = (false, false);
    for c in typed.chars().filter(|c| !text::is_invisible(*c)) {
        match digit {
            Some(before) if is_digit(c) => {
                if blank || comma && (before.is_ascii_digit() || c.is_ascii_digit()) {
                    return true;
                }
                (digit, comma) = (Some(c), false);
            }
            Some(_) if c.is_whitespace() => blank = true,
            Some(_) if c == '，' => comma = true,
            _ => (digit, blank, comma) = (is_digit(c).then_some(c), false, false),
        }
    }
    false
}

fn sign(word: &str) -> Option<(bool, &str)> {
    if let Some(inner) = word.strip_prefix('(') {
        // Accountants write a negative amount in parentheses, and Excel reads it so.
        let inner = inner.strip_suffix(')')?.trim();
        return inner.starts_with(|c: char| c.is_ascii_digit() || c == '¥').then_some((true, inner));
    }
    for minus in ['-', '−', '–', '﹣', '负', '負'] {
        if let Some(rest) = word.strip_prefix(minus) {
            return Some((true, rest.trim_start()));
        }
    }
    Some((false, word.strip_prefix('+').unwrap_or(word).trim_start()))
}

fn currency(word: &str) -> (bool, &str) {
    for mark in ["人民币", "RMB", "CNY", "NT$", "rmb", "¥"] {
        if let Some(rest) = word.strip_prefix(mark) {
            return (true, rest.trim_start());
        }
    }
    (false, word)
}

fn exponent(tail: &str) -> (&str, &str) {
    let end = match tail.strip_prefix(['e', 'E']) {
        Some(rest) => {
            let signed = rest.strip_prefix(['+', '-']).unwrap_or(rest);
            let digits = signed.find(|c: char| !c.is_ascii_digit()).unwrap_or(signed.len());
            if digits == 0 { 0 } else { tail.len().saturating_sub(signed.len()).saturating_add(digits) }
        }
        None => 0,
    };
    tail.split_at_checked(end).unwrap_or(("", tail))
}

/// Digits with thousands in threes and one point.
fn digits_of(digits: &str, exponent: &str) -> Option<Decimal> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let grouping = if whole.contains(',') { ',' } else { ' ' };
    let groups: Vec<&str> = whole.split(grouping).collect();
    let grouped = groups.len() > 1;
    let in_threes = groups.iter().enumerate().all(|(n, group)| {
        group.bytes().all(|b| b.is_ascii_digit())
            && if !grouped {
                true
            } else if n == 0 {
                (1..=3).contains(&group.len())
            } else {
                group.len() == 3
            }
    });
    let plain = groups.concat();
    if !in_threes || !fraction.bytes().all(|b| b.is_ascii_digit()) || (plain.is_empty() && fraction.is_empty()) {
        return None;
    }
    let text =
        format!("{}.{}", if plain.is_empty() { "0" } else { &plain }, if fraction.is_empty() { "0" } else { fraction });
    if exponent.is_empty() {
        Decimal::from_str(&text).ok()
    } else {
        Decimal::from_scientific(&format!("{text}{exponent}")).ok()
    }
}

/// A unit in brackets: `90(单)`.
fn without_brackets(tail: &str) -> &str {
    let pairs = [('(', ')'), ('[', ']'), ('【', '】')];
    pairs.iter().find_map(|(open, close)| tail.strip_prefix(*open)?.strip_suffix(*close)).map_or(tail, str::trim)
}

enum Suffix {
    /// Times this gives the value in the column's unit.
    Times(Decimal),
    /// A percent or per-mille sign: times this gives the share.
    Share(Decimal),
    /// A known unit that is not the column's.
    Other,
    /// No unit at all.
    Nonsense,
}

fn suffix(tail: &str, unit: &Unit) -> Suffix {
    match tail {
        "" => return Suffix::Times(Decimal::ONE),
        "%" => return Suffix::Share(Decimal::new(1, 2)),
        "‰" => return Suffix::Share(Decimal::new(1, 3)),
        _ => {}
    }
    let typed = Unit::read(tail);
    if typed.is_percent() {
        return Suffix::Share(typed.factor);
    }
    if typed.in_units_of(unit) == Some(Decimal::ONE) && typed.kind != UnitKind::Plain {
        return Suffix::Times(Decimal::ONE);
    }
    let own = text::key(&unit.text);
    let (own_base, own_multiple) = multiple(&own);
    let tail = text::key(tail);
    let (base, factor) = multiple(&tail);
    if factor != Decimal::ONE {
        let same = |a: &str, b: &str| Unit::read(a).in_units_of(&Unit::read(b)) == Some(Decimal::ONE);
        let fits = base.is_empty() || same(base, own_base);
        if !fits || unit.is_percent() {
            return Suffix::Other;
        }
        // Where the unit begins with 万 or 亿, a trailing 万 or 亿 is that unit.
        return factor.checked_div(own_multiple).map_or(Suffix::Nonsense, Suffix::Times);
    }
    if matches!(typed.kind, UnitKind::Other(_)) { Suffix::Nonsense } else { Suffix::Other }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::plain;

    fn number(typed: &str, unit: &str) -> String {
        match read(typed, &Unit::read(unit)) {
            Typed::Number { value, percent } => format!("{}{}", plain(value), if percent { " share" } else { "" }),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, unit, value) in [
            ("12%", "%", "0.12 share"),
            ("1,200（元）", "元", "1200"),
            ("90 [单]", "单", "90"),
            ("90（含补单）", "单", "Nothing"),
            ("0.12", "%", "0.12"),
            ("１２３", "次", "123"),
            ("1,234.50", "元", "1234.5"),
            ("¥1,200", "元", "1200"),
            ("￥４４，６２３．７１", "元", "44623.71"),
            ("90 人", "人", "90"),
            ("¥ 1,200 元", "元", "1200"),
            ("3.2万", "人", "32000"),
            ("3.2万", "万元", "3.2"),
            ("209.05万元", "万元", "209.05"),
            ("3.2万元", "元", "32000"),
            ("1.5亿", "元", "150000000"),
            ("1.5亿", "万元", "15000"),
            ("1.5亿", "亿元", "1.5"),
            ("  601 ", "人", "601"),
            ("1341人", "人", "1341"),
            ("1341 人", "人", "1341"),
            ("60.6分", "分", "60.6"),
            ("-3.5", "元", "-3.5"),
            ("−3.5", "元", "-3.5"),
            ("(1,200)", "元", "-1200"),
            ("¥-1,200", "元", "-1200"),
            ("'123", "次", "123"),
            ("\u{200b}42\u{a0}", "次", "42"),
            ("5‰", "%", "0.005 share"),
            ("12个百分点", "%", "0.12 share"),
            ("1.2E+3", "次", "1200"),
            (".5", "", "0.5"),
            ("3.2w", "次", "32000"),
        ] {
            assert_eq!(number(typed, unit), value, "{typed} under {unit}");
        }
    }

    #[test]
    fn what_is_no_number_is_never_one() {
        for (typed, unit, state) in [
            ("约100", "次", "Nothing"),
            ("1,23", "次", "Nothing"),
            ("1.2.3", "次", "Nothing"),
            ("无", "次", "Nothing"),
            ("12元", "次", "OtherUnit"),
            ("12%", "元", "OtherUnit"),
            ("5237元", "万元", "OtherUnit"),
            ("¥12", "人", "OtherUnit"),
            ("-", "次", "Hyphen"),
            ("10~20", "次", "Nothing"),
            ("10²", "次", "Nothing"),
            ("95①", "次", "Nothing"),
            ("90 110", "次", "Nothing"),
            ("1 234 567", "次", "Nothing"),
            ("90\n110", "次", "Nothing"),
            ("1\u{3000}200", "次", "Nothing"),
            ("90，110", "次", "Nothing"),
            ("90， 110", "次", "Nothing"),
            ("5₂", "次", "Nothing"),
            ("½", "次", "Nothing"),
            ("3½", "次", "Nothing"),
            ("Ⅷ", "次", "Nothing"),
            ("㊿", "次", "Nothing"),
            ("⒈", "次", "Nothing"),
            ("𝟗𝟓", "次", "Nothing"),
            ("", "次", "Blank"),
            (" \u{3000}\u{200b}", "次", "Blank"),
            ("999999999999999999999999999999999999", "次", "Nothing"),
        ] {
            assert_eq!(number(typed, unit), state, "{typed} under {unit}");
        }
    }
}
