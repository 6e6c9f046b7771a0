//! Where the library's XML is cut open: every mark that its parts are known by, in one place. They were read in version
//! `VERSION`, to which `Cargo.toml` pins it; with another one each of the tests below says which mark is no longer written.

/// The version of rust_xlsxwriter whose XML has these marks.
#[cfg(test)]
const VERSION: &str = "0.102.0";

/// A sheet's cells where there are none.
pub(super) const NO_CELLS: &str = "<sheetData/>";
/// The same, open.
pub(super) const CELLS: &str = "<sheetData></sheetData>";
/// Where a sheet's cells end.
pub(super) const CELLS_END: &str = "</sheetData>";
/// The attribute that names the area of a sheet's cells.
pub(super) const DIMENSION: &str = "<dimension ref=\"";
/// What stands in front of a sheet's columns.
pub(super) const SIZES: &str = "<sheetFormatPr";
/// How a cell of Excel's last column begins: those that show the numbers of styles.
pub(super) const SHOWN_STYLE: &str = "<c r=\"XFD";
/// What stands between that cell's row and the number of its style.
pub(super) const STYLE_NUMBER: &str = " s=";
/// What may follow the merged areas in a sheet (ECMA-376 part 1, §18.3.1.99); the margins are in every sheet.
pub(super) const BEHIND_MERGES: [&str; 5] =
    ["<conditionalFormatting", "<dataValidations", "<hyperlinks", "<printOptions", "<pageMargins"];
/// What may follow the errors that are not marked, and the end of the sheet.
pub(super) const BEHIND_IGNORED: [&str; 4] = ["<drawing", "<legacyDrawing", "<extLst", "</worksheet>"];
/// A sheet's header in print.
pub(super) const HEADER: [&str; 2] = ["<oddHeader>", "</oddHeader>"];
/// Its footer.
pub(super) const FOOTER: [&str; 2] = ["<oddFooter>", "</oddFooter>"];
/// The print area of a sheet in the list of sheets, up to the sheet's number.
pub(super) const PRINT_AREA: &str = "name=\"_xlnm.Print_Area\" localSheetId=\"";
/// Where a defined name ends.
pub(super) const NAME_END: &str = "</definedName>";
/// The document's title.
pub(super) const TITLE: [&str; 2] = ["<dc:title>", "</dc:title>"];
/// Its subject.
pub(super) const SUBJECT: [&str; 2] = ["<dc:subject>", "</dc:subject>"];
/// Where a chart ends on its sheet.
pub(super) const CHART_TO: [&str; 2] = ["<xdr:to>", "</xdr:to>"];
/// The categories of a series.
pub(super) const CATEGORIES: [&str; 2] = ["<c:cat>", "</c:cat>"];
/// Its values.
pub(super) const VALUES: [&str; 2] = ["<c:val>", "</c:val>"];

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use rust_xlsxwriter::{Chart, ChartType, DataValidation, DocProperties, Format, Workbook, Worksheet, XlsxError};
    use zip::ZipArchive;

    use super::*;

    /// A part of a workbook of one sheet as the library writes it.
    fn part(name: &str, draw: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> String {
        let mut workbook = Workbook::new();
        workbook.set_properties(&DocProperties::new().set_title("题").set_subject("目"));
        draw(workbook.add_worksheet()).unwrap();
        let mut package = ZipArchive::new(Cursor::new(workbook.save_to_buffer().unwrap())).unwrap();
        let mut text = String::new();
        package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn sheet(draw: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> String {
        part("xl/worksheets/sheet1.xml", draw)
    }

    /// How often a mark stands in the library's text.
    fn holds(text: &str, mark: &str, times: usize) {
        assert_eq!(
            text.matches(mark).count(),
            times,
            "rust_xlsxwriter {VERSION} wrote {mark:?}; this one does not: {text}"
        );
    }

    fn holds_pair(text: &str, [begin, end]: [&str; 2], between: &str) {
        holds(text, &format!("{begin}{between}{end}"), 1);
    }

    #[test]
    fn the_library_is_the_version_that_the_marks_were_read_in() {
        let lock = include_str!("../../../Cargo.lock");
        let entry = format!("name = \"rust_xlsxwriter\"\nversion = \"{VERSION}\"\n");
        assert!(
            lock.replace("\r\n", "\n").contains(&entry),
            "look at every mark again, then name the new version here"
        );
    }

    #[test]
    fn a_sheet_without_cells_has_an_empty_element_for_them() {
        holds(&sheet(|_| Ok(())), NO_CELLS, 1);
    }

    #[test]
    fn a_sheet_with_cells_ends_them() {
        holds(&sheet(|sheet| sheet.write(0, 0, 1).map(|_| ())), CELLS_END, 1);
        assert_eq!(CELLS.strip_suffix(CELLS_END), Some("<sheetData>"));
    }

    #[test]
    fn a_sheet_names_the_area_of_its_cells() {
        holds(&sheet(|sheet| sheet.write(1, 1, 1).map(|_| ())), &format!("{DIMENSION}B2\""), 1);
    }

    #[test]
    fn the_default_sizes_stand_in_an_element_without_content() {
        let text = sheet(|_| Ok(()));
        holds(&text, SIZES, 1);
        let behind = text.split(SIZES).nth(1).unwrap();
        let (_, behind) = behind.split_once("/>").unwrap();
        assert!(behind.starts_with("<sheetData"), "{behind}");
    }

    #[test]
    fn a_cell_of_the_last_column_tells_its_styles_number() {
        let bold = Format::new().set_bold();
        let text = sheet(|sheet| sheet.write_blank(4, 16_383, &bold).map(|_| ()));
        holds(&text, &format!("{SHOWN_STYLE}5\"{STYLE_NUMBER}\"1\""), 1);
    }

    #[test]
    fn what_may_follow_merged_areas_is_written_behind_the_cells() {
        let text = sheet(|sheet| {
            let list = DataValidation::new().allow_list_strings(&["是", "否"])?;
            sheet.add_data_validation(0, 0, 0, 0, &list)?;
            sheet.add_conditional_format(0, 0, 0, 0, &rust_xlsxwriter::ConditionalFormatBlank::new())?;
            sheet.write_url(1, 0, "https://example.com")?;
            sheet.set_print_center_horizontally(true);
            Ok(())
        });
        let behind = text.split(CELLS_END).nth(1).unwrap();
        for mark in BEHIND_MERGES {
            holds(behind, mark, 1);
        }
        let places: Vec<usize> = BEHIND_MERGES.iter().map(|mark| behind.find(mark).unwrap()).collect();
        assert!(places.is_sorted(), "{behind}");
    }

    #[test]
    fn the_margins_stand_in_every_sheet() {
        holds(&sheet(|_| Ok(())), BEHIND_MERGES[4], 1);
    }

    #[test]
    fn a_drawing_stands_behind_header_and_footer() {
        let text = sheet(|sheet| {
            sheet.set_header("头").set_footer("脚");
            sheet.insert_chart(0, 0, &charted()).map(|_| ())
        });
        let drawing = text.find(BEHIND_IGNORED[0]).unwrap();
        assert!(text.find(FOOTER[1]).unwrap() < drawing);
        holds(&text, BEHIND_IGNORED[3], 1);
    }

    #[test]
    fn a_header_and_a_footer_are_written_as_they_are_given() {
        let text = sheet(|sheet| {
            sheet.set_header("&L头").set_footer("&R脚");
            Ok(())
        });
        holds_pair(&text, HEADER, "&amp;L头");
        holds_pair(&text, FOOTER, "&amp;R脚");
    }

    #[test]
    fn a_print_area_is_a_defined_name_of_its_sheet() {
        let text = part("xl/workbook.xml", |sheet| sheet.set_print_area(0, 0, 3, 3).map(|_| ()));
        holds(&text, &format!("{PRINT_AREA}0\""), 1);
        let behind = text.split(PRINT_AREA).nth(1).unwrap();
        assert!(behind.contains("$A$1:$D$4") && behind.contains(NAME_END), "{behind}");
    }

    #[test]
    fn title_and_subject_stand_in_the_documents_properties() {
        let text = part("docProps/core.xml", |_| Ok(()));
        holds_pair(&text, TITLE, "题");
        holds_pair(&text, SUBJECT, "目");
    }

    fn charted() -> Chart {
        let mut chart = Chart::new(ChartType::Column);
        chart.add_series().set_categories("Sheet1!$A$1:$A$2").set_values("Sheet1!$B$1:$B$2");
        chart
    }

    #[test]
    fn a_chart_tells_where_it_ends_on_its_sheet() {
        let text = part("xl/drawings/drawing1.xml", |sheet| sheet.insert_chart(0, 0, &charted()).map(|_| ()));
        for mark in CHART_TO {
            holds(&text, mark, 1);
        }
    }

    #[test]
    fn a_series_has_its_categories_before_its_values() {
        let text = part("xl/charts/chart1.xml", |sheet| sheet.insert_chart(0, 0, &charted()).map(|_| ()));
        for mark in [CATEGORIES, VALUES].concat() {
            holds(&text, mark, 1);
        }
        assert!(text.find(CATEGORIES[0]).unwrap() < text.find(VALUES[0]).unwrap());
    }
}
