//! A formula's text as comparable characters, each knowing where it stood: width, case, Traditional forms and spaces do
//! not matter, positions do.

use unicode_normalization::UnicodeNormalization;

use crate::text;

/// One comparable character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    /// In the form in which names are compared.
    pub(super) c: char,
    /// Which character of the text it comes from, counted from 0.
    pub(super) at: usize,
    /// Whether a space or line break stands before it.
    pub(super) spaced: bool,
}

/// The comparable characters of a text. Works character by character, so that positions stay known; names are compared
/// in this form on both sides.
pub(super) fn glyphs(typed: &str) -> Vec<Glyph> {
    let mut found = Vec::with_capacity(typed.len());
    let mut spaced = false;
    for (at, original) in typed.chars().enumerate() {
        // ≠ would fall apart into = and a stroke, and 10² would become 102.
        let whole = (original == '≠' || text::is_figure(original)).then_some(original);
        let parts = std::iter::once(original).filter(|_| whole.is_none()).nfkd();
        for part in whole.into_iter().chain(parts) {
            if part.is_whitespace() {
                spaced = true;
                continue;
            }
            if text::is_invisible(part) {
                continue;
            }
            for c in text::simplified(part).to_lowercase() {
                found.push(Glyph { c, at, spaced });
                spaced = false;
            }
        }
    }
    found
}

/// A name in comparable form.
pub(super) fn comparable(name: &str) -> Vec<char> {
    glyphs(name).into_iter().map(|glyph| glyph.c).collect()
}

/// Whether a character can be part of a bare name: everything but signs of the language.
pub(super) fn in_name(c: char) -> bool {
    !is_sign(c)
}

/// Signs of the formula language, in narrow form.
pub(super) fn is_sign(c: char) -> bool {
    matches!(
        c,
        '+' | '-'
            | '*'
            | '/'
            | '^'
            | '%'
            | '='
            | '<'
            | '>'
            | '('
            | ')'
            | '['
            | ']'
            | '【'
            | '】'
            | ','
            | ';'
            | '、'
            | '!'
    ) || is_multiply(c)
        || is_divide(c)
        || is_minus(c)
        || matches!(c, '≥' | '≤' | '≠' | '≧' | '≦')
}

/// × in its shapes.
pub(super) fn is_multiply(c: char) -> bool {
    matches!(c, '*' | '×' | '✕' | '✖' | '∗' | '⋅')
}

/// ÷ in its shapes.
pub(super) fn is_divide(c: char) -> bool {
    matches!(c, '/' | '÷' | '∕' | '⁄')
}

/// − in its shapes. A dash of prose (—) is not one: it says 不适用 in this field.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–' | '‐' | '‑')
}
