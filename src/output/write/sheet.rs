//! One sheet around its cells: sizes, links, notes, print set-up, protection.

use rust_xlsxwriter::{Format, Note, ObjectMovement, ProtectionOptions, Url, Worksheet, XlsxError};

use super::{condition, xml};
use crate::cell::QuotedSheet;
use crate::output::{Area, Cell, Content, Page, Sheet, metrics};

/// Excel's paper number of A4.
const A4: u8 = 9;

/// Millimetres of an inch, in which Excel keeps margins.
const MM_PER_INCH: f64 = 25.4;

/// Excel's last column.
pub(super) const LAST_COLUMN: u16 = 16_383;

/// UTF-16 units that a header or a footer may have.
const HEADER_LIMIT: usize = 255;

/// Writes a sheet but for its cells and charts. Sizes come first: notes take their places from them.
pub(super) fn write(sheet: &Sheet, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    for (column, chars) in &sheet.columns {
        worksheet.set_column_width(*column, *chars)?;
    }
    for (row, points) in &sheet.rows {
        worksheet.set_row_height(*row, *points)?;
    }
    for (&(row, column), cell) in &sheet.cells {
        around_cell(worksheet, row, column, cell)?;
    }
    condition::write(sheet, worksheet)?;
    if let Some((row, column)) = sheet.freeze {
        worksheet.set_freeze_panes(row, column)?;
    }
    if let Some(area) = sheet.filter {
        worksheet.autofilter(area.top, area.left, area.bottom, area.right)?;
    }
    view(sheet, worksheet);
    page(&sheet.page, worksheet)
}

fn view(sheet: &Sheet, worksheet: &mut Worksheet) {
    worksheet.set_screen_gridlines(sheet.gridlines);
    if let Some(color) = sheet.tab {
        worksheet.set_tab_color(rust_xlsxwriter::Color::RGB(color));
    }
    if sheet.hidden {
        worksheet.set_hidden(true);
    }
    if sheet.selected {
        worksheet.set_selected(true);
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
}

/// What belongs to a cell and stands elsewhere in the file: the target of a link, a note.
fn around_cell(worksheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    if let Content::Link { sheet, cell: (to_row, to_column), text } = &cell.content {
        let target = format!("internal:{}!{}", QuotedSheet(sheet), crate::cell::a1(*to_row, *to_column));
        // Without a format the library would add Excel's own for links.
        worksheet.write_url_with_format(row, column, Url::new(target).set_text(text), &Format::new())?;
    }
    if let Some(note) = &cell.note {
        let text = xml::within_a_cell(note);
        let (width, height) = note_size(text);
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

/// An area of a sheet as charts and print areas name it: `'总览'!$A$1:$N$21`.
pub(super) fn reference(sheet: &str, area: Area) -> String {
    format!("{}!{}", QuotedSheet(sheet), area.absolute())
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
pub(super) fn limited(text: &str) -> &str {
    xml::within(text, HEADER_LIMIT)
}
