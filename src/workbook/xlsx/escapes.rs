//! `_x000D_`: how the format writes characters that XML cannot hold (ECMA-376 part 1, 22.4.2.4, `ST_Xstring`).

use std::borrow::Cow;

/// The text with its escapes resolved.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        match escaped(from) {
            Some((character, after)) => {
                plain.push(character);
                rest = after;
            }
            None => {
                plain.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The character of an escape at the start of a text, and what follows it.
fn escaped(text: &str) -> Option<(char, &str)> {
    let digits = text.get(2..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let after = text.get(6..)?.strip_prefix('_')?;
    Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_become_their_characters_and_look_alikes_stay() {
        assert_eq!(resolved("上半年_x000D_\n下半年"), "上半年\r\n下半年");
        assert_eq!(resolved("a_x005F_x000D_"), "a_x000D_");
        assert_eq!(resolved("max_x _xyz_ _x12"), "max_x _xyz_ _x12");
    }
}
