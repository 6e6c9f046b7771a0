//! What the library writes of a book, once for all books of its shape: fixed parts, and forms for the parts that differ.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};
use zip::result::{ZipError, ZipResult};
use zip::{ZipArchive, ZipWriter};

use super::form::Form;
use super::styles::{Styles, Xf};
use super::{DEFAULT_COLUMN_PX, DEFAULT_ROW_PX, chart, formats, package, sheet, strings, theme};
use crate::book::{Book, Sheet};

/// Deflate level of the library's package, whose larger parts are compressed again: the fastest that it takes.
const LEVEL: u8 = 1;

/// Bytes of a part for which better compression is not worth its time: it would save 50 bytes or so.
const SMALL: u64 = 2048;

/// What may follow the merged areas in a sheet (ECMA-376 part 1, §18.3.1.99); the margins are in every sheet.
const BEHIND_MERGES: [&str; 5] =
    ["<conditionalFormatting", "<dataValidations", "<hyperlinks", "<printOptions", "<pageMargins"];

/// The library's part of a book.
pub(super) struct Frame {
    /// The parts in the order of the package.
    pub(super) parts: Vec<(String, Part)>,
    /// A package of the fixed parts, compressed.
    pub(super) fixed: Vec<u8>,
    /// The numbers of the styles, in their order.
    pub(super) xfs: Vec<Xf>,
}

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
}

/// What the document's properties fill in.
pub(super) enum InCore {
    Title,
    Subject,
}

/// Why there is no frame.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The library refuses what the book asks for.
    #[error(transparent)]
    Refused(#[from] XlsxError),
    /// The library's package is none.
    #[error(transparent)]
    Package(#[from] ZipError),
    /// The library writes a part in a way that is not known here.
    #[error("{0} is not written as expected")]
    Unknown(String),
}

impl Frame {
    /// The frame of a book, and of every book of its shape whose styles are among `styles`.
    pub(super) fn of(book: &Book, styles: &Styles<'_>) -> Result<Self, Failure> {
        let mut package = ZipArchive::new(Cursor::new(written(book, styles)?))?;
        let (mut parts, mut fixed, mut xfs) = (Vec::new(), ZipWriter::new(Cursor::new(Vec::new())), Vec::new());
        let mut number = 0_usize;
        for at in 0..package.len() {
            let (name, size) = {
                let part = package.by_index_raw(at)?;
                (part.name()?.into_owned(), part.size())
            };
            let mut xml = || text(&mut package, at);
            let part = if let Some(at) = place_in(&name, "xl/worksheets/sheet") {
                let xml = xml()?;
                if at == 0 {
                    xfs = styles.numbers(&xml);
                }
                sheet_form(&xml).map(|form| Part::Sheet(at, form))
            } else if let Some(at) = place_in(&name, "xl/drawings/drawing") {
                let charted = book.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.charts.is_empty());
                charted
                    .map(|(place, _)| place)
                    .nth(at)
                    .zip(drawing_form(xml()?))
                    .map(|(at, form)| Part::Drawing(at, form))
            } else if let Some(at) = place_in(&name, "xl/charts/chart") {
                chart_place(&book.sheets, at)
                    .zip(chart_form(xml()?))
                    .map(|((sheet, at), form)| Part::Chart(sheet, at, form))
            } else if name == "xl/workbook.xml" {
                workbook_form(xml()?).map(Part::Workbook)
            } else if name == "docProps/core.xml" {
                core_form(xml()?, book).map(Part::Core)
            } else if name == strings::PART {
                Some(Part::Strings)
            } else {
                let better = if name == theme::PART {
                    Some(theme::xml())
                } else if size > SMALL {
                    Some(xml()?)
                } else {
                    None
                };
                match better {
                    Some(xml) => {
                        fixed.start_file(name.as_str(), package::options())?;
                        fixed.write_all(xml.as_bytes()).map_err(ZipError::Io)?;
                    }
                    None => fixed.raw_copy_file(package.by_index_raw(at)?)?,
                }
                number = number.saturating_add(1);
                Some(Part::Fixed(number.saturating_sub(1)))
            };
            let part = part.ok_or_else(|| Failure::Unknown(name.clone()))?;
            parts.push((name, part));
        }
        Ok(Self { parts, fixed: fixed.finish()?.into_inner(), xfs })
    }
}

/// The workbook as the library writes it, without its cells. In their stead the first sheet shows the styles' numbers, and a
/// text sees to it that there is a table of texts.
fn written(book: &Book, styles: &Styles<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(LEVEL);
    workbook.set_default_format(&formats::normal(), DEFAULT_ROW_PX, DEFAULT_COLUMN_PX)?;
    workbook.set_properties(&properties(book));
    for (at, sheet) in book.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        sheet::write(sheet, worksheet)?;
        for chart in &sheet.charts {
            chart::insert(chart, sheet, worksheet)?;
        }
        if at == 0 {
            worksheet.write_string(0, 0, "-")?;
            styles.show(worksheet)?;
        }
    }
    workbook.save_to_buffer()
}

fn properties(book: &Book) -> DocProperties {
    let own = &book.properties;
    let pinned = own.created.and_time(chrono::NaiveTime::MIN);
    let properties = DocProperties::new()
        .set_title(&own.title)
        .set_subject(&own.subject)
        .set_author(&own.author)
        .set_company(&own.company)
        .set_creation_datetime(&pinned);
    own.custom.iter().fold(properties, |properties, (name, value)| properties.set_custom_property(name, value.as_str()))
}

fn text(package: &mut ZipArchive<Cursor<Vec<u8>>>, at: usize) -> ZipResult<String> {
    let mut part = package.by_index(at)?;
    let mut text = String::with_capacity(usize::try_from(part.size()).unwrap_or_default());
    part.read_to_string(&mut text)?;
    Ok(text)
}

/// The place of a numbered part among its kind: `xl/worksheets/sheet1.xml` is the first sheet.
fn place_in(name: &str, kind: &str) -> Option<usize> {
    let number: usize = name.strip_prefix(kind)?.strip_suffix(".xml")?.parse().ok()?;
    number.checked_sub(1)
}

/// The sheet of a chart, and its place there; charts are numbered through the workbook.
fn chart_place(sheets: &[Sheet], at: usize) -> Option<(usize, usize)> {
    let places =
        sheets.iter().enumerate().flat_map(|(place, sheet)| (0..sheet.charts.len()).map(move |on_it| (place, on_it)));
    places.clone().nth(at)
}

fn sheet_form(xml: &str) -> Option<Form<InSheet>> {
    let mut form = Form::new(xml.replacen("<sheetData/>", "<sheetData></sheetData>", 1));
    form.blank("<dimension ref=\"", "\"", InSheet::Dimension)?;
    form.pass("<sheetFormatPr")?;
    form.blank("/>", "</sheetData>", InSheet::Grid)?;
    form.blank_before(&BEHIND_MERGES, InSheet::Merges)?;
    // Either may be missing.
    let _ = form.blank("<oddHeader>", "</oddHeader>", InSheet::Header);
    let _ = form.blank("<oddFooter>", "</oddFooter>", InSheet::Footer);
    Some(form)
}

fn workbook_form(xml: String) -> Option<Form<usize>> {
    let mut form = Form::new(xml);
    while form.pass("name=\"_xlnm.Print_Area\" localSheetId=\"").is_some() {
        let sheet = form.rest().split('"').next()?.parse().ok()?;
        form.blank(">", "</definedName>", sheet)?;
    }
    Some(form)
}

fn core_form(xml: String, book: &Book) -> Option<Form<InCore>> {
    let mut form = Form::new(xml);
    if !book.properties.title.is_empty() {
        form.blank("<dc:title>", "</dc:title>", InCore::Title)?;
    }
    if !book.properties.subject.is_empty() {
        form.blank("<dc:subject>", "</dc:subject>", InCore::Subject)?;
    }
    Some(form)
}

fn drawing_form(xml: String) -> Option<Form<usize>> {
    let mut form = Form::new(xml);
    for chart in 0..form.rest().matches("<xdr:to>").count() {
        form.blank("<xdr:to>", "</xdr:to>", chart)?;
    }
    Some(form)
}

/// A range's number is its series' number twice, and one more for values.
fn chart_form(xml: String) -> Option<Form<usize>> {
    let mut form = Form::new(xml);
    for series in 0..form.rest().matches("<c:cat>").count() {
        let first = series.checked_mul(2)?;
        form.blank("<c:cat>", "</c:cat>", first)?;
        form.blank("<c:val>", "</c:val>", first.checked_add(1)?)?;
    }
    Some(form)
}
