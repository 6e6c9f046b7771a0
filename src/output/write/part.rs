//! A part of the package, and the forms of those that differ between books of one shape.

use zip::result::ZipResult;

use super::form::Form;
use super::frame::Failure;
use super::{marks, strings};
use crate::output::{Book, Sheet};

/// How the names of sheet parts begin.
const SHEETS: &str = "xl/worksheets/sheet";

/// The first sheet's part.
pub(super) const FIRST_SHEET: &str = "xl/worksheets/sheet1.xml";

/// A part of the package.
pub(super) enum Part {
    /// The same for all books of the shape: its place in the package of fixed parts.
    Fixed(usize),
    /// The table of shared texts.
    Strings,
    /// A sheet, by its place among the sheets.
    Sheet(usize, Form<InSheet>),
    /// The list of sheets and their print areas, each by its sheet's place.
    Workbook(Form<usize>),
    /// Title and subject.
    Core(Form<InCore>),
    /// The charts of a sheet: its place, and of each chart where it ends.
    Drawing(usize, Form<usize>),
    /// A chart: the places of its sheet and of itself on it, and its ranges by their order in the part.
    Chart(usize, usize, Form<usize>),
}

/// What a sheet fills in.
pub(super) enum InSheet {
    Dimension,
    /// Widths of columns and rows of cells.
    Grid,
    Merges,
    Header,
    Footer,
    /// What Excel is not to mark.
    Ignored,
}

/// What the document's properties fill in.
pub(super) enum InCore {
    Title,
    Subject,
}

impl Part {
    /// A part of a book by its name and the library's text of it; `None` where books of the shape share it.
    ///
    /// # Errors
    /// Where the library writes the part in a way that is not known here.
    pub(super) fn of(
        name: &str,
        book: &Book,
        text: impl FnOnce() -> ZipResult<String>,
    ) -> Result<Option<Self>, Failure> {
        let form = if let Some(at) = place(name, SHEETS) {
            sheet_form(&text()?).map(|form| Self::Sheet(at, form))
        } else if let Some(at) = place(name, "xl/drawings/drawing") {
            charted(&book.sheets, at).zip(drawing_form(text()?)).map(|(sheet, form)| Self::Drawing(sheet, form))
        } else if let Some(at) = place(name, "xl/charts/chart") {
            chart(&book.sheets, at).zip(chart_form(text()?)).map(|((sheet, at), form)| Self::Chart(sheet, at, form))
        } else {
            match name {
                "xl/workbook.xml" => workbook_form(text()?).map(Self::Workbook),
                "docProps/core.xml" => core_form(text()?, book).map(Self::Core),
                strings::PART => Some(Self::Strings),
                _ => return Ok(None),
            }
        };
        form.map(Some).ok_or_else(|| Failure::Unknown(name.to_owned()))
    }
}

/// The place of a numbered part among its kind: `xl/worksheets/sheet1.xml` is the first sheet.
fn place(name: &str, kind: &str) -> Option<usize> {
    let number: usize = name.strip_prefix(kind)?.strip_suffix(".xml")?.parse().ok()?;
    number.checked_sub(1)
}

/// The sheet of a drawing: one is numbered for each sheet with charts.
fn charted(sheets: &[Sheet], at: usize) -> Option<usize> {
    sheets.iter().enumerate().filter(|(_, sheet)| !sheet.charts.is_empty()).map(|(place, _)| place).nth(at)
}

/// The sheet of a chart, and its place there; charts are numbered through the workbook.
fn chart(sheets: &[Sheet], at: usize) -> Option<(usize, usize)> {
    let on = |(sheet, of): (usize, &Sheet)| (0..of.charts.len()).map(move |chart| (sheet, chart));
    sheets.iter().enumerate().flat_map(on).nth(at)
}

fn sheet_form(xml: &str) -> Option<Form<InSheet>> {
    let mut form = Form::new(xml.replacen(marks::NO_CELLS, marks::CELLS, 1));
    form.blank(marks::DIMENSION, "\"", InSheet::Dimension)?;
    form.pass(marks::SIZES)?;
    form.blank("/>", marks::CELLS_END, InSheet::Grid)?;
    form.blank_before(&marks::BEHIND_MERGES, InSheet::Merges)?;
    // Either may be missing.
    let _ = form.blank_in(marks::HEADER, InSheet::Header);
    let _ = form.blank_in(marks::FOOTER, InSheet::Footer);
    form.blank_before(&marks::BEHIND_IGNORED, InSheet::Ignored)?;
    Some(form)
}

fn workbook_form(xml: String) -> Option<Form<usize>> {
    let mut form = Form::new(xml);
    while form.pass(marks::PRINT_AREA).is_some() {
        let sheet = form.rest().split('"').next()?.parse().ok()?;
        form.blank(">", marks::NAME_END, sheet)?;
    }
    Some(form)
}

fn core_form(xml: String, book: &Book) -> Option<Form<InCore>> {
    let mut form = Form::new(xml);
    if !book.properties.title.is_empty() {
        form.blank_in(marks::TITLE, InCore::Title)?;
    }
    if !book.properties.subject.is_empty() {
        form.blank_in(marks::SUBJECT, InCore::Subject)?;
    }
    Some(form)
}

fn drawing_form(xml: String) -> Option<Form<usize>> {
    let mut form = Form::new(xml);
    for chart in 0..form.rest().matches(marks::CHART_TO[0]).count() {
        form.blank_in(marks::CHART_TO, chart)?;
    }
    Some(form)
}

/// A range's number is its series' number twice, and one more for values.
fn chart_form(xml: String) -> Option<Form<usize>> {
    let mut form = Form::new(xml);
    for series in 0..form.rest().matches(marks::CATEGORIES[0]).count() {
        let first = series.checked_mul(2)?;
        form.blank_in(marks::CATEGORIES, first)?;
        form.blank_in(marks::VALUES, first.checked_add(1)?)?;
    }
    Some(form)
}
