//! Numbers as people write them in running text: digits with thousands commas, 万 and 亿, Chinese numerals, 百分之八十, 半.

use rust_decimal::Decimal;

use super::words::{multiplier, unit_length};

const DIGITS: [(char, u32); 12] = [
    ('零', 0),
    ('〇', 0),
    ('一', 1),
    ('二', 2),
    ('两', 2),
    ('三', 3),
    ('四', 4),
    ('五', 5),
    ('六', 6),
    ('七', 7),
    ('八', 8),
    ('九', 9),
];

/// Words before a share, and how many of it make one in a hundred.
const SHARES: [([char; 3], u32); 3] = [(['百', '分', '之'], 1), (['千', '分', '之'], 10), (['万', '分', '之'], 100)];

/// Whether a number is written as a share: 百分之八十.
pub fn is_share(text: &str) -> bool {
    SHARES.iter().any(|(word, _)| text.chars().take(3).eq(word.iter().copied()))
}

/// The number that a Chinese digit is.
pub fn digit(c: char) -> Option<u32> {
    DIGITS.iter().find(|(numeral, _)| *numeral == c).map(|(_, value)| *value)
}

/// Whether a character can begin a Chinese numeral.
pub fn is_numeral(c: char) -> bool {
    digit(c).is_some() || matches!(c, '十' | '百' | '千' | '万' | '半')
}

/// Whether a character can number a list.
pub fn is_ordinal(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || c == '十'
}

/// The number that the text begins with: its value, whether 万 or 亿 was multiplied in, and its length.
pub fn number(rest: &[char], before: &[char]) -> Option<(Decimal, bool, usize)> {
    if before.last() == Some(&'第') {
        return None;
    }
    let (value, length) = arabic(rest).or_else(|| chinese(rest))?;
    let after = rest.get(length..).unwrap_or_default();
    let (factor, more) = multiplier(after).unwrap_or((1, 0));
    let value = value.checked_mul(Decimal::from(factor))?;
    Some((value, factor > 1, length.saturating_add(more)))
}

fn arabic(rest: &[char]) -> Option<(Decimal, usize)> {
    let mut text = String::new();
    let mut at = 0_usize;
    let leading = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    if leading == 0 {
        return None;
    }
    text.extend(rest.iter().take(leading));
    at = at.saturating_add(leading);
    // Thousands commas: groups of exactly three digits after one to three.
    if leading <= 3 {
        while rest.get(at) == Some(&',') {
            let group = rest.get(at.saturating_add(1)..).unwrap_or_default();
            let digits = group.iter().take_while(|c| c.is_ascii_digit()).count();
            if digits != 3 {
                break;
            }
            text.extend(group.iter().take(3));
            at = at.saturating_add(4);
        }
    }
    if rest.get(at) == Some(&'.') {
        let decimals: String =
            rest.get(at.saturating_add(1)..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).collect();
        if !decimals.is_empty() {
            text.push('.');
            text.push_str(&decimals);
            at = at.saturating_add(1).saturating_add(decimals.len());
        }
    }
    let value: Decimal = text.parse().ok()?;
    // An ordinal in a date or a version number is no amount.
    Some((value, at))
}

/// A Chinese numeral that counts something: a unit, 成 or a multiplier must follow, or 百分之 stand before.
fn chinese(rest: &[char]) -> Option<(Decimal, usize)> {
    // 万分之五 is 0.05%: in percent, as what begins with such a word is.
    for (word, parts) in SHARES {
        if rest.starts_with(&word) {
            let (value, length) = plain(rest.get(3..)?).or_else(|| arabic(rest.get(3..)?))?;
            return Some((value.checked_div(Decimal::from(parts))?, length.saturating_add(3)));
        }
    }
    if rest.first() == Some(&'半') {
        return unit_length(rest.get(1..)?).map(|_| (Decimal::new(5, 1), 1));
    }
    let (value, length) = plain(rest)?;
    let after = rest.get(length..)?;
    (counted(after) || ranges(after)).then_some((value, length))
}

/// Whether what a number counts follows.
fn counted(after: &[char]) -> bool {
    unit_length(after).is_some() || matches!(after.first(), Some('万' | '亿' | '%'))
}

/// Whether a range goes on to a numeral that counts something: 一至三次.
fn ranges(after: &[char]) -> bool {
    let (Some('至' | '到' | '~' | '-' | '—' | '–'), Some(rest)) = (after.first(), after.get(1..)) else {
        return false;
    };
    let upper = plain(rest).map(|(_, length)| length).or_else(|| arabic(rest).map(|(_, length)| length));
    upper.and_then(|length| rest.get(length..)).is_some_and(counted)
}

/// The letters before the second of two numerals that only guess at a number: 一 in 一两次, 三 in 三五天, 一、 in 一、二次.
pub fn guesses(rest: &[char]) -> Option<usize> {
    let first = digit(*rest.first()?)?;
    let (written, length) = match rest.get(1)? {
        '、' => (rest.get(2)?, 2),
        written => (written, 1),
    };
    let second = digit(*written)?;
    let near = first > 0 && (first.checked_add(1) == Some(second) || (first, second) == (3, 5));
    let after = rest.get(length..)?.get(1..)?;
    let counts = counted(after) || matches!(after.first(), Some('十' | '百' | '千' | '成'));
    (near && counts).then_some(length)
}

/// 一百二十三, 十五, 三点五.
fn plain(rest: &[char]) -> Option<(Decimal, usize)> {
    let mut total = 0_u32;
    let mut current: Option<u32> = None;
    let mut length = 0_usize;
    for c in rest {
        if let Some(value) = digit(*c) {
            if current.is_some_and(|current| current != 0) {
                return None;
            }
            current = Some(value);
        } else {
            let unit = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1_000,
                _ => break,
            };
            total = total.checked_add(current.unwrap_or(1).checked_mul(unit)?)?;
            current = None;
        }
        length = length.saturating_add(1);
    }
    if length == 0 {
        return None;
    }
    let mut value = Decimal::from(total.checked_add(current.unwrap_or(0))?);
    if rest.get(length) == Some(&'点') {
        let decimals: Vec<u32> = rest.get(length.saturating_add(1)..)?.iter().map_while(|c| digit(*c)).collect();
        if !decimals.is_empty() {
            let text: String = decimals.iter().map(u32::to_string).collect();
            value = format!("{value}.{text}").parse().ok()?;
            length = length.saturating_add(1).saturating_add(decimals.len());
        }
    }
    Some((value, length))
}
