//! Styles as the library's formats.

use rust_xlsxwriter::{Color, FontScheme, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::theme::FACE;
use crate::output::{Across, Border, Down, Font, Line, Style};

/// Charset number of simplified Chinese (GB 2312), by which Windows finds a face where the named one is missing.
pub(super) const CHARSET: u8 = 134;

/// Font family number of sans serif faces.
pub(super) const SWISS: u8 = 2;

/// The Normal style's size in points.
const NORMAL_SIZE: f64 = 10.0;

/// The Normal style.
pub(super) fn normal() -> Format {
    face(Format::new()).set_font_size(NORMAL_SIZE)
}

/// The theme's face.
fn face(format: Format) -> Format {
    format.set_font_name(FACE).set_font_family(SWISS).set_font_charset(CHARSET).set_font_scheme(FontScheme::Body)
}

fn with_font(format: Format, font: &Font) -> Format {
    let mut format = format.set_font_size(f64::from(font.size) / 10.0).set_font_color(Color::RGB(font.color));
    if font.bold {
        format = format.set_bold();
    }
    if font.italic {
        format = format.set_italic();
    }
    if font.underline {
        format = format.set_underline(FormatUnderline::Single);
    }
    format
}

/// What a conditional format changes: colour, weight, underline, fill, borders; never the face or size.
pub(super) fn differential(style: &Style) -> Format {
    let mut format = Format::new().set_font_color(Color::RGB(style.font.color));
    if style.font.bold {
        format = format.set_bold();
    }
    if style.font.underline {
        format = format.set_underline(FormatUnderline::Single);
    }
    if let Some(fill) = style.fill {
        format = format.set_background_color(Color::RGB(fill));
    }
    with_borders(format, style.borders)
}

/// The format of a cell's style.
pub(super) fn format(style: &Style) -> Format {
    let mut format = with_font(face(Format::new()), &style.font);
    if let Some(fill) = style.fill {
        format = format.set_background_color(Color::RGB(fill));
    }
    format = with_borders(format, style.borders);
    format = match style.across {
        Across::General => format,
        Across::Left => format.set_align(FormatAlign::Left),
        Across::Center => format.set_align(FormatAlign::Center),
        Across::Right => format.set_align(FormatAlign::Right),
        Across::CenterAcross => format.set_align(FormatAlign::CenterAcross),
    };
    format = format.set_align(match style.down {
        Down::Middle => FormatAlign::VerticalCenter,
        Down::Top => FormatAlign::Top,
        Down::Bottom => FormatAlign::Bottom,
    });
    if style.wrap {
        format = format.set_text_wrap();
    }
    if style.indent > 0 {
        format = format.set_indent(style.indent);
    }
    if !style.format.is_empty() {
        format = format.set_num_format(&style.format);
    }
    if style.unlocked {
        format = format.set_unlocked();
    }
    format
}

fn with_borders(mut format: Format, [top, right, bottom, left]: [Option<Border>; 4]) -> Format {
    if let Some(border) = top {
        format = format.set_border_top(line(border)).set_border_top_color(Color::RGB(border.color));
    }
    if let Some(border) = right {
        format = format.set_border_right(line(border)).set_border_right_color(Color::RGB(border.color));
    }
    if let Some(border) = bottom {
        format = format.set_border_bottom(line(border)).set_border_bottom_color(Color::RGB(border.color));
    }
    if let Some(border) = left {
        format = format.set_border_left(line(border)).set_border_left_color(Color::RGB(border.color));
    }
    format
}

fn line(border: Border) -> FormatBorder {
    match border.line {
        Line::Dotted => FormatBorder::Dotted,
        Line::Thin => FormatBorder::Thin,
        Line::Medium => FormatBorder::Medium,
        Line::Thick => FormatBorder::Thick,
    }
}
