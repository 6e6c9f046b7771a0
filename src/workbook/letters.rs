//! Letters that are struck out or raised within a text, as the letters that they are seen as.

/// Strikes out the letter before it.
pub(super) const STROKE: char = '\u{336}';

/// Digits as they stand above the line.
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// How a piece of a text looks, as far as it says what was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lettering {
    /// It is struck out.
    pub(super) struck: bool,
    /// It stands above or below the line.
    pub(super) raised: bool,
}

/// Adds a piece to a text.
pub(super) fn push(text: &mut String, piece: &str, look: Lettering) {
    if look == Lettering::default() {
        text.push_str(piece);
        return;
    }
    for c in piece.chars() {
        text.push(if look.raised { raised(c) } else { c });
        if look.struck && !c.is_whitespace() {
            text.push(STROKE);
        }
    }
}

/// A letter as it stands above or below the line.
fn raised(c: char) -> char {
    let digit = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    digit.and_then(|digit| RAISED.get(digit)).copied().unwrap_or(c)
}

/// A raised letter as it is on the line.
pub(super) fn lowered(c: char) -> char {
    let digit = RAISED.iter().position(|known| *known == c).and_then(|digit| u32::try_from(digit).ok());
    digit.and_then(|digit| char::from_digit(digit, 10)).unwrap_or(c)
}
