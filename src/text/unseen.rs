//! Characters that do not say what they seem to say: invisible ones, and figures that are no digits.

use unicode_normalization::UnicodeNormalization;

/// Whether a character takes no room and shows nothing. Pasting from web pages, chats and other scripts leaves them behind; two
/// texts that differ in nothing else look the same to everybody.
///
/// The one list of them: names, ids, numbers, formulas, rules and file names are all read with it.
pub const fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        // Controls but for the tab and the line breaks.
        return matches!(c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}');
    }
    // Han characters, and all that lies between the two lists below.
    if matches!(c, '\u{2070}'..='\u{3163}' | '\u{3165}'..='\u{fdff}') {
        return false;
    }
    matches!(c,
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}'    // controls; U+0085 is a line break
        | '\u{ad}'                                     // soft hyphen
        | '\u{34f}'                                    // grapheme joiner
        | '\u{61c}'                                    // Arabic letter mark
        | '\u{115f}'..='\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{17b4}'..='\u{17b5}'                      // Khmer inherent vowels
        | '\u{180b}'..='\u{180f}'                      // Mongolian variation selectors
        | '\u{200b}'..='\u{200f}'                      // zero-width space and joiners, direction marks
        | '\u{202a}'..='\u{202e}'                      // direction embeddings and overrides
        | '\u{2060}'..='\u{206f}'                      // word joiner, invisible operators, isolates
        | '\u{fe00}'..='\u{fe0f}'                      // variation selectors
        | '\u{feff}'                                   // byte order mark
        | '\u{fff9}'..='\u{fffb}'                      // interlinear annotation
        | '\u{1bca0}'..='\u{1bca3}'                    // shorthand controls
        | '\u{1d173}'..='\u{1d17a}'                    // musical controls
        | '\u{e0000}'..='\u{e0fff}'                    // tags, ideographic variation selectors
    )
}

/// Whether an invisible character turns what follows from right to left: 123 is then seen as 321.
pub const fn is_turning(c: char) -> bool {
    matches!(c, '\u{202b}' | '\u{202e}' | '\u{2067}')
}

/// Whether a character is a figure and yet no digit: ², ①, ₂, ½, Ⅷ, ㊿, ⒈. NFKC makes digits or letters of it, and so a number
/// that nobody wrote: 102 of 10². The full-width digits ０–９ are digits.
pub fn is_figure(c: char) -> bool {
    if c.is_ascii() || matches!(c, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}') {
        return false;
    }
    // ↉, the Roman numerals, and whatever holds a digit within.
    matches!(c, '\u{2150}'..='\u{218b}') || std::iter::once(c).nfkc().any(|part| part.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_are_no_digits_are_told_from_digits() {
        for c in "²①₂½Ⅷ㊿⒈⑽¼㋀㍘𝟗".chars() {
            assert!(is_figure(c), "{c}");
        }
        for c in "0９ａ元〇一％￥m，".chars() {
            assert!(!is_figure(c), "{c}");
        }
    }

    #[test]
    fn nothing_that_shows_is_invisible_and_line_breaks_stay() {
        for c in "a1 \t\r\n\u{a0}\u{3000}员é".chars() {
            assert!(!is_invisible(c), "{c:?}");
        }
        for c in "\u{200b}\u{202e}\u{2066}\u{feff}\u{ad}\u{e0101}\u{3164}\u{0}".chars() {
            assert!(is_invisible(c), "{c:?}");
        }
        assert!(is_turning('\u{202e}') && !is_turning('\u{200b}'));
    }
}
