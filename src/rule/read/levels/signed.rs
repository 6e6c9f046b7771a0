//! A level with signed points.

use rust_decimal::Decimal;

use crate::rule::read::forms;
use crate::text;

/// Characters of a level's name, of Han and of Latin letters.
const LONGEST: usize = 10;
const LONGEST_LATIN: usize = 32;

/// 一般-5, 滞后扣10分, 按时:0.
pub(super) fn level(piece: &str) -> Option<(String, Decimal)> {
    let letters: Vec<char> = piece.trim_end_matches(['.', ' ']).chars().collect();
    let simple: Vec<char> = letters.iter().map(|c| text::simplified(*c)).collect();
    let first = simple.iter().position(|c| c.is_ascii_digit() || is_sign(*c))?;
    let (name, number) = simple.split_at_checked(first)?;
    let joins = |c: char| matches!(c, ':' | '=' | ' ' | '(');
    let trimmed = |name: &[char]| name.iter().rposition(|c| !joins(*c)).map_or(0, |last| last.saturating_add(1));
    let mut end = trimmed(name);
    let verb = match end.checked_sub(1).and_then(|last| name.get(last)) {
        Some(c) if forms::letter(*c, forms::LEVEL_TAKES) => Some(Decimal::NEGATIVE_ONE),
        Some(c) if forms::letter(*c, forms::LEVEL_ADDS) => Some(Decimal::ONE),
        _ => None,
    };
    // 优秀得5分; the name 行为 beside a sign is whole.
    let gives =
        end.checked_sub(1).and_then(|last| name.get(last)).is_some_and(|c| forms::letter(*c, forms::LEVEL_GIVES));
    if verb.is_some() || gives && !number.first().copied().is_some_and(is_sign) {
        end = trimmed(name.get(..end.saturating_sub(1))?);
    }
    let name: String = letters.get(..end)?.iter().collect();
    let name = name.trim();
    let longest = if name.is_ascii() { LONGEST_LATIN } else { LONGEST };
    let plain: String = simple.get(..end)?.iter().flat_map(|c| c.to_lowercase()).collect();
    let fits = !name.is_empty()
        && name.chars().count() <= longest
        && name.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '(')
        && !forms::holds(&plain, forms::LEVEL_OTHER);
    let number: String = number.iter().map(|c| if is_sign(*c) && *c != '+' { '-' } else { *c }).collect();
    let number = number.trim_end_matches([')', ' ']);
    let number = forms::POINTS_BEHIND.iter().find_map(|word| number.strip_suffix(word)).unwrap_or(number).trim();
    let typed: Decimal = number.trim_start_matches('+').parse().ok()?;
    // 扣-5分: twice the other way round, or once?
    let doubled = verb == Some(Decimal::NEGATIVE_ONE) && number.starts_with(is_sign);
    (fits && !doubled).then_some(())?;
    Some((name.to_owned(), typed.checked_mul(verb.unwrap_or(Decimal::ONE))?.normalize()))
}

const fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '−' | '–')
}
