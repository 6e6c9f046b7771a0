//! 填写说明: for people only.

use super::Draft;
use super::sheet::{HEADER, titled};
use crate::book::house::{self, House};
use crate::book::{Cell, Sheet, Style, metrics};
use crate::model::layout::SheetName;
use crate::texts;

/// The paragraphs, in reading order.
const PARAGRAPHS: &[&str] = &["fill", "blank", "rows", "numbers", "people", "rules", "growth", "password", "run"];

/// Width of the text in characters.
const WIDTH: f64 = 84.0;

/// The guide.
pub(super) fn sheet(draft: &Draft) -> Sheet {
    let lang = draft.lang;
    let house = House::new(None);
    let name = SheetName::Guide.name(lang);
    let mut sheet = titled(draft, &house, name, name, &texts::say(lang, "template-hint-guide", &[]), 0);
    sheet.columns.insert(0, WIDTH);
    let said = PARAGRAPHS.iter().map(|id| texts::say(lang, &format!("template-guide-{id}"), &[]));
    for (row, text) in (HEADER..).zip(said.chain(draft.notes.iter().cloned())) {
        let lines = metrics::lines(&text, 95, metrics::column_px(WIDTH));
        sheet.rows.insert(row, metrics::row_height(lines, 95) + 4.0);
        sheet.put(row, 0, Cell::text(text, Style::new(95, house::INK).wrapped().left()));
    }
    sheet.page.landscape = false;
    sheet
}
