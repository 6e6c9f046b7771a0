//! Width and height arithmetic for text in cells, shared by every report and the template.
//!
//! Excel never fits the height of merged cells and its writers count a Han character as 8 px, so every width and height
//! is computed here. Sizes of text are in tenths of a point, as in [`super::Font::size`]; pixels are Excel's at 96 dpi.

use super::Area;
use crate::text;

/// Pixels that one digit of the Normal font (10 pt) takes: Excel's unit of column widths.
pub const DIGIT_PX: f64 = 7.0;

/// Pixels that a column is wider than its digits.
const COLUMN_PADDING_PX: f64 = 5.0;

/// Pixels of a cell that text cannot use, left and right together.
const CELL_PADDING_PX: f64 = 7.0;

/// Pixels that one indent step takes.
pub const INDENT_PX: f64 = 9.0;

/// A narrow sign's width as a share of a Han character's.
const NARROW: f64 = 0.58;

/// Width of the few Latin signs that are much wider than a digit.
const WIDE_LATIN: f64 = 0.85;

/// Height of a line as a multiple of the font size: enough for the taller faces that stand in where 微软雅黑 is missing.
const LINE_HEIGHT: f64 = 1.44;

/// Points above and below the lines of a row together.
const ROW_PADDING: f64 = 7.0;

/// The pixels of a column of a width in characters.
pub fn column_px(chars: f64) -> f64 {
    DIGIT_PX.mul_add(chars, COLUMN_PADDING_PX)
}

/// The width in characters of a column of so many pixels, to the hundredth that Excel keeps.
pub fn column_chars(px: f64) -> f64 {
    ((px - COLUMN_PADDING_PX).max(0.0) / DIGIT_PX * 100.0).round() / 100.0
}

/// Pixels of a size in tenths of a point.
pub fn em_px(size: u16) -> f64 {
    f64::from(size) / 10.0 * 4.0 / 3.0
}

/// Whether a character takes the room of a Han character in an East-Asian font.
pub fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}'
        | '\u{1f300}'..='\u{1faff}' | '\u{2460}'..='\u{24ff}' | '\u{25a0}'..='\u{25ff}'
        | '×' | '÷' | '—' | '…' | '≤' | '≥' | '≠' | '→' | '※' | '∑')
}

/// A character's width as a share of the font size.
fn ems(character: char) -> f64 {
    match character {
        '\u{300}'..='\u{36f}' => 0.0,
        _ if text::is_invisible(character) => 0.0,
        _ if is_wide(character) => 1.0,
        '%' | '@' | 'W' | 'M' | 'm' | 'w' | '‰' => WIDE_LATIN,
        _ => NARROW,
    }
}

/// The pixels that a text takes in one line; the widest line where it has several.
pub fn text_px(text: &str, size: u16) -> f64 {
    text.lines().map(|line| line.chars().map(ems).sum::<f64>() * em_px(size)).fold(0.0, f64::max)
}

/// How much wider bold letters and digits are than regular ones.
pub const BOLD: f64 = 1.08;

/// The pixels that a column needs to show a number (as printed) of a size, so that `####` can't appear.
pub fn number_px(printed: &str, size: u16) -> f64 {
    let digits: f64 = printed.chars().map(|c| if is_wide(c) { 1.0 } else { 0.56 }).sum();
    digits.mul_add(em_px(size), 8.0)
}

/// How many lines a wrapped text takes in a cell of so many pixels. Han characters break anywhere, Latin words and
/// numbers only between words unless longer than the line.
pub fn lines(text: &str, size: u16, px: f64) -> u32 {
    let usable = ((px - CELL_PADDING_PX) / em_px(size)).max(1.0);
    text.split('\n').map(|line| wrapped(line, usable)).fold(0, u32::saturating_add).max(1)
}

/// Lines of a paragraph of text where a line holds `usable` ems.
fn wrapped(paragraph: &str, usable: f64) -> u32 {
    /// Sums of thirds and 0.58s: what fits by arithmetic must not fail by the last binary digit.
    const SLACK: f64 = 1e-6;
    let (mut count, mut line, mut word) = (1_u32, 0.0_f64, 0.0_f64);
    for character in paragraph.chars() {
        let width = ems(character);
        let breaks = character == ' ' || is_wide(character);
        if line + word + width > usable + SLACK {
            count = count.saturating_add(1);
            // The word that doesn't fit moves to the next line, unless it fills a line alone.
            if line > 0.0 {
                line = 0.0;
            } else {
                word = 0.0;
            }
        }
        word += width;
        if breaks {
            line += word;
            word = 0.0;
        }
    }
    count
}

/// The greatest of some sizes, given from the greatest down, at which a text stands in one line of so many pixels; the
/// last where none does.
pub fn fitting(text: &str, px: f64, sizes: &[u16]) -> u16 {
    let fits = |size: &&u16| text_px(text, **size) + CELL_PADDING_PX <= px;
    sizes.iter().find(fits).or_else(|| sizes.last()).copied().unwrap_or_default()
}

/// A text cut with … so that it stands in one line of so many pixels.
pub fn cut(text: &str, size: u16, px: f64) -> String {
    let room = (px - CELL_PADDING_PX) / em_px(size);
    if text.chars().map(ems).sum::<f64>() <= room {
        return text.to_owned();
    }
    let mut used = ems('…');
    let kept: String = text
        .chars()
        .take_while(|character| {
            used += ems(*character);
            used <= room
        })
        .collect();
    format!("{}…", kept.trim_end())
}

/// The height in points of a row of so many lines of a size.
pub fn row_height(lines: u32, size: u16) -> f64 {
    (f64::from(lines) * f64::from(size) / 10.0).mul_add(LINE_HEIGHT, ROW_PADDING)
}

/// The pixels of the columns of an area.
pub fn area_px(columns: &std::collections::BTreeMap<u16, f64>, area: Area) -> f64 {
    /// Excel's width of a column that has none of its own.
    const DEFAULT_CHARS: f64 = 8.43;
    (area.left..=area.right).map(|column| column_px(columns.get(&column).copied().unwrap_or(DEFAULT_CHARS))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_han_character_is_one_font_size_wide() {
        assert!((text_px("绩效", 90) - 24.0).abs() < 1e-9);
        assert!((text_px("12", 90) - 13.92).abs() < 1e-9);
    }

    #[test]
    fn text_wraps_between_han_characters_and_between_words() {
        // 9 pt = 12 px a character; 67 px hold five characters beside the padding of 7.
        assert_eq!(lines("一二三四五", 90, 67.0), 1);
        assert_eq!(lines("一二三四五六", 90, 67.0), 2);
        // "hello" takes 5 × 0.58 = 2.9 of five ems: two such words don't stand in one line.
        assert_eq!(lines("hello hello", 90, 67.0), 2);
        assert_eq!(lines("一\n二", 90, 67.0), 2);
        assert_eq!(lines("", 90, 67.0), 1);
        assert_eq!(lines(&"x".repeat(30), 90, 67.0), 4);
    }

    #[test]
    fn a_text_is_cut_and_sized_to_its_room() {
        // 9 pt = 12 px a character; 67 px hold five beside the padding of 7.
        assert_eq!(cut("一二三四五", 90, 67.0), "一二三四五");
        assert_eq!(cut("一二三四五六", 90, 67.0), "一二三四…");
        assert_eq!(fitting("一二三四五", 67.0, &[110, 90, 80]), 90);
        assert_eq!(fitting("一二三四五六七八", 67.0, &[110, 90, 80]), 80);
    }

    #[test]
    fn widths_in_characters_and_pixels_agree() {
        assert!((column_px(6.71) - 51.97).abs() < 1e-9);
        assert!((column_chars(column_px(12.43)) - 12.43).abs() < 1e-9);
    }
}
