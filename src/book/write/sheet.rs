//! One sheet: cells, merges, sizes, print set-up, protection.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Format, Formula, IgnoreError, Note, ObjectMovement, ProtectionOptions, Url, Worksheet, XlsxError,
};

use super::formats::{self, Formats};
use super::{condition, runs};
use crate::book::{Cell, Content, Page, Sheet, Style, Value, metrics};
use crate::decimal;

/// Excel's paper number of A4.
const A4: u8 = 9;

/// Millimetres of an inch, in which Excel keeps margins.
const MM_PER_INCH: f64 = 25.4;

/// UTF-16 units that a cell's text may have.
const TEXT_LIMIT: usize = 32_767;

/// UTF-16 units that a header or a footer may have.
const HEADER_LIMIT: usize = 255;

/// Stands before a formula's text that the library would take for a number, and for the empty text, until
/// [`super::package`] takes it away. A private-use character, which no input reaches (see [`plain`]).
pub(super) const TEXT_MARK: char = '\u{f8ff}';

/// Writes a sheet but for its charts.
pub(super) fn write(sheet: &Sheet, worksheet: &mut Worksheet, formats: &mut Formats) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    for (column, chars) in &sheet.columns {
        worksheet.set_column_width(*column, *chars)?;
    }
    for (column, style) in &sheet.column_styles {
        worksheet.set_column_format(*column, formats.of(style))?;
    }
    for (row, points) in &sheet.rows {
        worksheet.set_row_height(*row, *points)?;
    }
    let plain_style = Style::default();
    let mut inside: BTreeMap<(u32, u16), &Style> = BTreeMap::new();
    for area in &sheet.merges {
        let style = sheet.cells.get(&(area.top, area.left)).map_or(&plain_style, |cell| &cell.style);
        worksheet.merge_range(area.top, area.left, area.bottom, area.right, "", formats.of(style))?;
        for row in area.top..=area.bottom {
            inside.extend((area.left..=area.right).map(|column| ((row, column), style)));
        }
        inside.remove(&(area.top, area.left));
    }
    let mut styled: Vec<(u32, u16, &Style)> = Vec::with_capacity(sheet.cells.len());
    for (&(row, column), cell) in &sheet.cells {
        match inside.get(&(row, column)) {
            // Inside a merged area only its first cell has content, and the merge has given every cell its style.
            Some(style) if **style == cell.style => continue,
            // A style of its own keeps borders on every side.
            Some(_) => {}
            None => write_cell(worksheet, row, column, cell, formats)?,
        }
        styled.push((row, column, &cell.style));
    }
    for (area, style) in runs::of(&styled) {
        worksheet.set_range_format(area.top, area.left, area.bottom, area.right, formats.of(style))?;
    }
    condition::write(sheet, worksheet)?;
    if let Some((row, column)) = sheet.freeze {
        worksheet.set_freeze_panes(row, column)?;
    }
    if let Some(area) = sheet.filter {
        worksheet.autofilter(area.top, area.left, area.bottom, area.right)?;
    }
    page(&sheet.page, worksheet)?;
    view(sheet, worksheet)
}

fn view(sheet: &Sheet, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    worksheet.set_screen_gridlines(sheet.gridlines);
    if let Some(color) = sheet.tab {
        worksheet.set_tab_color(rust_xlsxwriter::Color::RGB(color));
    }
    if sheet.hidden {
        worksheet.set_hidden(true);
    }
    if sheet.protected {
        // Filters and widths stay usable: protection is against slips, not against reading.
        let options = ProtectionOptions {
            use_autofilter: true,
            sort: true,
            format_columns: true,
            format_rows: true,
            edit_objects: false,
            ..ProtectionOptions::default()
        };
        worksheet.protect_with_options(&options);
    }
    // Ids such as 00123 are text on purpose: no green corners.
    let last = sheet.cells.keys().fold((0, 0), |last: (u32, u16), at| (last.0.max(at.0), last.1.max(at.1)));
    if sheet.cells.values().any(|cell| matches!(&cell.content, Content::Text(text) if text.parse::<f64>().is_ok())) {
        worksheet.ignore_error_range(0, 0, last.0, last.1, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// A cell's content and note. Its style follows: the library hashes a format each time that it is named.
fn write_cell(
    worksheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    formats: &mut Formats,
) -> Result<(), XlsxError> {
    match &cell.content {
        Content::Blank => &mut *worksheet,
        Content::Text(text) => worksheet.write_string(row, column, plain(text))?,
        Content::Rich(runs) => rich(worksheet, row, column, runs)?,
        Content::Number(number) => worksheet.write_number(row, column, decimal::to_excel(*number))?,
        Content::Date(day) => worksheet.write_datetime(row, column, day)?,
        Content::Formula(text, value) => {
            worksheet.write_formula(row, column, Formula::new(text).set_result(result(value)))?
        }
        Content::Link { sheet, cell: (to_row, to_column), text } => {
            let target = format!("internal:{}!{}", quoted(sheet), crate::cell::a1(*to_row, *to_column));
            let url = Url::new(target).set_text(plain(text));
            // Without a format the library would add Excel's own for links.
            worksheet.write_url_with_format(row, column, url, formats.of(&cell.style))?
        }
    };
    if let Some(note) = &cell.note {
        let text = plain(note);
        let (width, height) = note_size(&text);
        let note = Note::new(text)
            .set_width(width)
            .set_height(height)
            .add_author_prefix(false)
            .set_author("")
            .set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
        worksheet.insert_note(row, column, &note)?;
    }
    Ok(())
}

/// Pixels of a note's box, as wide as its longest line within bounds and as high as its lines: Excel shows no more of a
/// note than its box holds.
fn note_size(text: &str) -> (u32, u32) {
    /// Excel's own notes are 128 by 74 pixels; wider than 340 covers the row that it is about.
    const WIDTHS: (f64, f64) = (128.0, 340.0);
    const HEIGHTS: (f64, f64) = (74.0, 600.0);
    /// Notes are written in Tahoma 8; Han characters of the face that stands in are a point larger on some systems.
    const SIZE: u16 = 90;
    let width = (metrics::text_px(text, SIZE) + 24.0).clamp(WIDTHS.0, WIDTHS.1).ceil();
    let lines = f64::from(metrics::lines(text, SIZE, width - 8.0));
    let height = lines.mul_add(17.0, 12.0).clamp(HEIGHTS.0, HEIGHTS.1).ceil();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both lie within the bounds above")]
    let pixels = |px: f64| px as u32;
    (pixels(width), pixels(height))
}

/// Text in runs; the library refuses empty runs and a single one is plain text.
fn rich<'a>(
    worksheet: &'a mut Worksheet,
    row: u32,
    column: u16,
    runs: &[(String, crate::book::Font)],
) -> Result<&'a mut Worksheet, XlsxError> {
    let runs: Vec<(Format, String)> = runs
        .iter()
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, font)| (formats::font(font), plain(text)))
        .collect();
    match runs.as_slice() {
        [] => Ok(worksheet),
        [(_, text)] => worksheet.write_string(row, column, text),
        several => {
            let parts: Vec<(&Format, &str)> = several.iter().map(|(format, text)| (format, text.as_str())).collect();
            worksheet.write_rich_string(row, column, &parts)
        }
    }
}

/// A formula's value as the library takes it: it guesses the type from the text.
fn result(value: &Value) -> String {
    match value {
        Value::Number(number) => decimal::plain(*number),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
        Value::NotAvailable => "#N/A".to_owned(),
        Value::Text(text) => {
            let marked = is_marked(text);
            let text = plain(text);
            if marked { format!("{TEXT_MARK}{text}") } else { text }
        }
    }
}

/// Whether the library would take a formula's text for something else: empty, a number, TRUE, FALSE, an error.
pub(super) fn is_marked(text: &str) -> bool {
    text.is_empty() || text.parse::<f64>().is_ok() || text.starts_with('#') || matches!(text, "TRUE" | "FALSE")
}

/// Text as a cell can hold it: without our own mark, and cut where Excel's limit is.
fn plain(text: &str) -> String {
    let mut units = 0_usize;
    text.chars()
        .filter(|c| *c != TEXT_MARK)
        .take_while(|c| {
            units = units.saturating_add(c.len_utf16());
            units <= TEXT_LIMIT
        })
        .collect()
}

/// A sheet name in quotes, as formulas and links write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

fn page(page: &Page, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    worksheet.set_paper_size(A4);
    if page.landscape {
        worksheet.set_landscape();
    }
    let [top, right, bottom, left, header, footer] = page.margins.map(|mm| mm / MM_PER_INCH);
    worksheet.set_margins(left, right, top, bottom, header, footer);
    if let Some((wide, tall)) = page.fit {
        worksheet.set_print_fit_to_pages(wide, tall);
    }
    if let (None, Some(scale)) = (page.fit, page.scale) {
        worksheet.set_print_scale(scale);
    }
    if !page.row_breaks.is_empty() {
        worksheet.set_page_breaks(&page.row_breaks)?;
    }
    if !page.column_breaks.is_empty() {
        let breaks: Vec<u32> = page.column_breaks.iter().map(|column| u32::from(*column)).collect();
        worksheet.set_vertical_page_breaks(&breaks)?;
    }
    if let Some((first, last)) = page.repeat_rows {
        worksheet.set_repeat_rows(first, last)?;
    }
    if let Some((first, last)) = page.repeat_columns {
        worksheet.set_repeat_columns(first, last)?;
    }
    if let Some(area) = page.area {
        worksheet.set_print_area(area.top, area.left, area.bottom, area.right)?;
    }
    if !page.header.is_empty() {
        worksheet.set_header(limited(&page.header));
    }
    if !page.footer.is_empty() {
        worksheet.set_footer(limited(&page.footer));
    }
    worksheet.set_print_center_horizontally(page.centered);
    // Headings and footers keep their size when a long sheet is scaled to fit.
    worksheet.set_header_footer_scale_with_doc(false);
    Ok(())
}

/// A header within Excel's limit; reports keep within it themselves, this is the last line.
fn limited(text: &str) -> String {
    let mut units = 0_usize;
    text.chars()
        .take_while(|c| {
            units = units.saturating_add(c.len_utf16());
            units <= HEADER_LIMIT
        })
        .collect()
}
