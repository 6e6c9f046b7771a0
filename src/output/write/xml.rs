//! Text as it stands in a part's XML.

/// The first line of every part.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// UTF-16 units that a cell's text may have.
const TEXT_LIMIT: usize = 32_767;

/// Text as a cell can hold it: cut where Excel's limit is.
pub(super) fn within_a_cell(text: &str) -> &str {
    within(text, TEXT_LIMIT)
}

/// The beginning of a text that has no more than so many units of UTF-16, by which Excel counts.
pub(super) fn within(text: &str, limit: usize) -> &str {
    // A byte of UTF-8 is never less than a unit of UTF-16.
    if text.len() <= limit {
        return text;
    }
    let mut units = 0_usize;
    let beyond = text.char_indices().find(|(_, c)| {
        units = units.saturating_add(c.len_utf16());
        units > limit
    });
    beyond.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// Appends a text of a cell or a formula. Characters that XML has no place for are written by their number, `_x0007_`, and
/// what already looks like that has its `_` written so (`ST_Xstring`, ECMA-376 part 1, §22.9.2.19).
pub(super) fn push_text(out: &mut String, text: &str) {
    let special =
        |c: char| matches!(c, '&' | '<' | '>' | '_' | '\u{fffe}' | '\u{ffff}') || (c < ' ' && c != '\n' && c != '\t');
    let mut rest = text;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| special(*c)) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        rest = from.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' => out.push_str(if is_number(rest) { "_x005F_" } else { "_" }),
            other => out.push_str(&format!("_x{:04X}_", u32::from(other))),
        }
    }
    out.push_str(rest);
}

/// Whether a text goes on like `x0007_`, behind a `_`.
fn is_number(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('x')
        && chars.by_ref().take(4).filter(char::is_ascii_hexdigit).count() == 4
        && chars.next() == Some('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        push_text(&mut out, text);
        out
    }

    #[test]
    fn marks_of_xml_are_named_and_control_characters_numbered() {
        assert_eq!(written("A<B & C>\"D'"), "A&lt;B &amp; C&gt;\"D'");
        assert_eq!(written("一\t二\n三\r\u{7}"), "一\t二\n三_x000D__x0007_");
        assert_eq!(written("\u{ffff}"), "_xFFFF_");
    }

    #[test]
    fn a_text_that_looks_like_a_numbered_character_stays_text() {
        assert_eq!(written("_x0041_"), "_x005F_x0041_");
        assert_eq!(written("a_x12_ _x004_ _xZZZZ_ _"), "a_x12_ _x004_ _xZZZZ_ _");
    }

    #[test]
    fn a_text_is_cut_by_units_of_utf_16() {
        assert_eq!(within_a_cell(&"长".repeat(40_000)).chars().count(), 32_767);
        assert_eq!(within_a_cell(&"😀".repeat(20_000)).chars().count(), 16_383);
        assert_eq!(within_a_cell(&"a".repeat(32_767)).len(), 32_767);
    }
}
