//! How every workbook that is written looks: colours, fonts, lines and grade chips, in one place.
//!
//! One accent hue; red and green only for signs and exceptions, always with a second mark. Grades fall dark → mid →
//! light → white → framed, so that they can be told apart in a grey print too.

use crate::model::{Department, Grade, Grading};

use super::{Font, Line, Style};

/// Text.
pub const INK: u32 = 0x1F_272D;
/// Labels, formulas, targets, weights, notes.
pub const MUTED: u32 = 0x65_717A;
/// Dotted row lines, gridlines of charts.
pub const LINE: u32 = 0xC8_D0D5;
/// Section rules, axes, reference series.
pub const RULE: u32 = 0x87_96A0;
/// Signs of what is better: ▲, +.
pub const POSITIVE: u32 = 0x1F_6B4A;
/// Signs of what is worse: ▼, −, veto, a score under 60.
pub const NEGATIVE: u32 = 0xA8_322B;
/// Cells that people fill in a template.
pub const INPUT: u32 = 0xFF_FCF0;
/// Paper.
pub const WHITE: u32 = 0xFF_FFFF;
/// Columns of a sparkline before the last.
pub const SPARK: u32 = 0xB4_C0C7;

/// A score below this is marked as an exception.
pub const LOW_SCORE: u32 = 60;

/// The accent without 主题色.
const ACCENT: u32 = 0x17_495E;

/// The colours that follow the accent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Title rule, section heads, big total, header fill of long tables, main chart series.
    pub accent: u32,
    /// Second chart fill, the second grade.
    pub mid: u32,
    /// Data bars.
    pub bar: u32,
    /// The third grade.
    pub light: u32,
    /// Result panel, light headers, total row, locked template cells.
    pub band: u32,
    /// A score of 100 or more in a matrix.
    pub high: u32,
}

impl Palette {
    /// The colours, with 主题色 as the accent where the workbook names one. A colour too light to carry white text is
    /// darkened until it does.
    pub fn new(accent: Option<u32>) -> Self {
        let Some(accent) = accent.filter(|accent| *accent != ACCENT) else {
            return Self {
                accent: ACCENT,
                mid: 0x4B_7A90,
                bar: 0xB7_CBD4,
                light: 0xC3_D5DD,
                band: 0xEE_F2F4,
                high: 0xDC_E7EC,
            };
        };
        let accent = readable(accent & 0xFF_FFFF);
        // The shares of white that the hand-picked tints of the first accent have.
        let tint = |percent| mix(accent, WHITE, percent);
        Self { accent, mid: tint(27), bar: tint(71), light: tint(77), band: tint(93), high: tint(87) }
    }

    /// The colours of a department's workbooks.
    pub fn of(department: &Department) -> Self {
        Self::new(department.appraisal.accent)
    }

    /// A section head: 10.5 bold accent, with the section rule below.
    pub fn section(&self) -> Style {
        Style::new(105, self.accent).bold().at_bottom().left().bottom(Line::Thin, RULE)
    }

    /// The quiet note at the right of a section head.
    pub fn section_note(&self) -> Style {
        Style::new(80, MUTED).at_bottom().right().bottom(Line::Thin, RULE)
    }

    /// A light table head: 8 muted on band.
    pub fn light_head(&self) -> Style {
        Style::new(80, MUTED).fill(self.band).left()
    }

    /// A dark table head: 8 bold white on accent.
    pub fn dark_head(&self) -> Style {
        Style::new(80, WHITE).bold().fill(self.accent).center()
    }

    /// The chip of a grade by its position from the top among `count` grades, as a conditional format: the best filled
    /// with the accent, the last two framed.
    pub fn grade_chip(&self, position: usize, count: usize) -> Style {
        let from_bottom = count.saturating_sub(position.saturating_add(1));
        let chip = |color| Style { font: Font::new(90, color).bold(), ..Style::default() };
        match (position, from_bottom) {
            (0, _) => chip(WHITE).fill(self.accent),
            (_, 0) => chip(NEGATIVE).fill(WHITE).framed(Line::Thin, NEGATIVE),
            (_, 1) => chip(INK).fill(WHITE).framed(Line::Thin, RULE),
            (1, _) => chip(WHITE).fill(self.mid),
            (2, _) => chip(INK).fill(self.light),
            _ => chip(INK).fill(self.high),
        }
    }
}

/// The grades from the best to the worst, by index: by 最低分 under 按分数, in sheet order under 按排名.
pub fn grade_order(grades: &[Grade], grading: Grading) -> Vec<usize> {
    let mut order: Vec<usize> = (0..grades.len()).collect();
    if grading == Grading::ByScore {
        order.sort_by_key(|index| std::cmp::Reverse(grades.get(*index).and_then(|grade| grade.lowest)));
    }
    order
}

/// Red, green and blue.
fn channels(color: u32) -> [u32; 3] {
    [color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF]
}

/// A colour with a share of another, in percent.
fn mix(color: u32, other: u32, percent: u32) -> u32 {
    let mut mixed = 0;
    for (own, other) in channels(color).into_iter().zip(channels(other)) {
        let own = own.saturating_mul(100_u32.saturating_sub(percent));
        let sum = own.saturating_add(other.saturating_mul(percent)).saturating_add(50);
        mixed = mixed << 8 | (sum / 100).min(0xFF);
    }
    mixed
}

/// The colour, or the nearest darker one on which white text has WCAG's contrast of 4.5 to 1.
fn readable(color: u32) -> u32 {
    /// White's luminance plus 0.05, over 4.5, less 0.05.
    const LIGHTEST: f64 = 1.05 / 4.5 - 0.05;
    let luminance = |color: u32| {
        let linear = |channel: u32| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = channels(color);
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    };
    (0..=100).map(|percent| mix(color, 0, percent)).find(|color| luminance(*color) <= LIGHTEST).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_accent_brings_its_own_tints() {
        let palette = Palette::new(Some(0x7A_1F3D));
        assert_eq!(palette.accent, 0x7A_1F3D);
        assert_eq!(palette.band, 0xF6_EFF1);
    }

    #[test]
    fn an_accent_too_light_for_white_text_is_darkened() {
        let yellow = Palette::new(Some(0xFF_E000)).accent;
        // 4.5 to 1 against white, computed by hand from the WCAG formula: #877700 has 4.53, #8A7900 4.39.
        assert!((0x80_7000..=0x88_7800).contains(&yellow), "{yellow:06X}");
    }

    #[test]
    fn the_last_two_grades_are_framed_and_the_first_is_the_darkest() {
        let palette = Palette::new(None);
        let fills: Vec<_> = (0..5).map(|position| palette.grade_chip(position, 5).fill).collect();
        assert_eq!(fills, [Some(0x17_495E), Some(0x4B_7A90), Some(0xC3_D5DD), Some(WHITE), Some(WHITE)]);
        assert!(palette.grade_chip(3, 5).borders.iter().all(Option::is_some));
        assert_eq!(palette.grade_chip(1, 2).font.color, NEGATIVE);
        assert_eq!(palette.grade_chip(0, 1).fill, Some(0x17_495E));
    }
}
