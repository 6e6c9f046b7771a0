//! What several sheets of a department workbook are made of: lists of words and ids, names that fill themselves, plain tables.

use super::sheet::{HEADER, LAST_ROW, TableColumn, table, titled};
use super::{Draft, Entry};
use crate::lang::Lang;
use crate::messages;
use crate::model::layout::{Choice, Column, SheetName};
use crate::output::palette::Palette;
use crate::output::{Allow, Sheet};

/// The words of choices, for a drop-down list.
pub(super) fn words(lang: Lang, choices: &[Choice]) -> Allow {
    Allow::Words(choices.iter().map(|choice| choice.name(lang).to_owned()).collect())
}

/// What stands below a sheet's title.
pub(super) fn hint(lang: Lang, sheet: &str) -> String {
    messages::say(lang, &format!("template-hint-{sheet}"), &[])
}

/// A sheet that is one table.
pub(super) fn plain(
    draft: &Draft,
    name: SheetName,
    key: &str,
    columns: &[TableColumn],
    rows: &[Vec<Entry>],
    spare: u32,
) -> Sheet {
    let palette = Palette::new(None);
    let widths: Vec<f64> = columns.iter().map(|column| column.width).collect();
    let name = name.name(draft.lang);
    let mut sheet = titled(draft, &palette, name, name, &hint(draft.lang, key), &widths);
    table(&mut sheet, &palette, HEADER, columns, rows, spare);
    sheet
}

/// The cells of a column of 人员名单, as a formula writes them.
fn staff_cells(lang: Lang, column: char) -> String {
    let (first, last) = (HEADER.saturating_add(2), LAST_ROW.saturating_add(1));
    format!("'{}'!${column}${first}:${column}${last}", SheetName::Staff.name(lang))
}

/// The ids of 人员名单, for a drop-down list.
pub(super) fn ids(lang: Lang) -> Allow {
    Allow::Range(staff_cells(lang, 'A'))
}

/// The name of an id in 人员名单; empty where it has none.
pub(super) fn name_of<'a>(draft: &'a Draft, id: &str) -> &'a str {
    draft.staff.iter().find(|person| person.id == id).map_or("", |person| &person.name)
}

/// The column 姓名 beside 工号 in column A: filled from 人员名单.
pub(super) fn names(draft: &Draft) -> TableColumn {
    let (ids, names) = (staff_cells(draft.lang, 'A'), staff_cells(draft.lang, 'B'));
    let formula = format!("IF($A{{row}}=\"\",\"\",IFERROR(INDEX({names},MATCH($A{{row}},{ids},0)),\"\"))");
    TableColumn::of(draft, Column::Name, 16.0, "@").computed(formula).prompted(draft, "name")
}
