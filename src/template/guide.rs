//! 填写说明: for people only. What to do each month, what each sheet is for, how cells are filled.

use super::Draft;
use super::sheet::{HEADER, titled};
use crate::lang::Lang;
use crate::messages;
use crate::model::layout::{self, SheetName};
use crate::output::palette::{self, Palette};
use crate::output::{Area, Cell, Content, Line, Sheet, Style, metrics};

/// The steps of a month, in order.
const STEPS: &[&str] = &["fill", "data", "check", "run"];

/// How cells are filled.
const RULES: &[&str] = &["blank", "rows", "numbers", "people", "dates", "rules", "growth", "locked", "password"];

/// Widths of the columns in characters: sheet, when, what.
const WIDTHS: [f64; 3] = [30.0, 12.0, 50.0];

/// The fixed sheets with the key of when each is filled.
const SHEETS: &[(SheetName, &str, &str)] = &[
    (SheetName::Appraisal, "month", "appraisal"),
    (SheetName::Staff, "month", "staff"),
    (SheetName::Adjustments, "need", "adjustments"),
    (SheetName::Duties, "once", "duties"),
    (SheetName::Kpis, "once", "kpis"),
    (SheetName::Measures, "once", "measures"),
    (SheetName::Grades, "once", "grades"),
];

/// The sheet and the row that is next.
struct Page {
    sheet: Sheet,
    lang: Lang,
    palette: Palette,
    row: u32,
}

impl Page {
    fn say(&self, id: &str) -> String {
        messages::say(self.lang, id, &[])
    }

    fn all(&self) -> Area {
        Area { top: self.row, left: 0, bottom: self.row, right: 2 }
    }

    fn next(&mut self, height: f64) {
        self.sheet.rows.insert(self.row, height);
        self.row = self.row.saturating_add(1);
    }

    fn head(&mut self, id: &str) {
        let (area, style) = (self.all(), self.palette.section());
        let text = self.say(id);
        self.sheet.put_over(area, Cell::text(text, style.clone()));
        self.sheet.paint(area, &style);
        self.next(28.0);
    }

    fn paragraph(&mut self, text: String) {
        let area = self.all();
        let height = metrics::row_height(metrics::lines(&text, 95, metrics::area_px(&self.sheet.columns, area)), 95);
        self.sheet.put_over(area, Cell::text(text, Style::new(95, palette::INK).wrapped().left()));
        self.next(height);
    }

    fn paragraphs(&mut self, ids: &[&str]) {
        for id in ids {
            self.paragraph(self.say(&format!("template-guide-{id}")));
        }
    }

    /// A line of the list of sheets, with a link to it.
    fn sheet_line(&mut self, name: &str, when: &str, what: String) {
        let line = |style: Style| style.bottom(Line::Dotted, palette::LINE);
        let text = Style::new(90, palette::INK).wrapped().left();
        let link = Content::Link { sheet: name.to_owned(), cell: (0, 0), text: name.to_owned() };
        let [_, _, width] = WIDTHS;
        let height = metrics::row_height(metrics::lines(&what, 90, metrics::column_px(width)), 90).max(19.0);
        self.sheet.put(self.row, 0, Cell::new(link, line(Style::new(90, self.palette.accent).underlined().left())));
        let when = self.say(&format!("template-when-{when}"));
        self.sheet.put(self.row, 1, Cell::text(when, line(Style::new(90, palette::MUTED).left())));
        self.sheet.put(self.row, 2, Cell::text(what, line(text)));
        self.next(height);
    }
}

/// The guide.
pub(super) fn sheet(draft: &Draft) -> Sheet {
    let lang = draft.lang;
    let palette = Palette::new(None);
    let name = SheetName::Guide.name(lang);
    let sheet = titled(draft, &palette, name, name, &messages::say(lang, "template-hint-guide", &[]), &WIDTHS);
    let mut page = Page { sheet, lang, palette, row: HEADER };
    page.head("template-guide-head-steps");
    page.paragraphs(STEPS);
    page.head("template-guide-head-sheets");
    for (one, when, hint) in SHEETS {
        let what = page.say(&format!("template-hint-{hint}"));
        page.sheet_line(one.name(lang), when, what);
    }
    let names = layout::data_sheet_names(lang, draft.roles.iter().map(|role| role.name.as_str()));
    for (role, name) in draft.roles.iter().zip(&names) {
        let what = if role.hint.is_empty() { page.say("template-hint-data") } else { role.hint.clone() };
        page.sheet_line(name, "month", what);
    }
    if super::marks::goals(draft).is_some() {
        let what = page.say("template-hint-goals");
        page.sheet_line(SheetName::Goals.name(lang), "need", what);
    }
    if super::marks::raters(draft).is_some() {
        let what = page.say("template-hint-raters");
        page.sheet_line(SheetName::Raters.name(lang), "month", what);
    }
    for sheet in super::marks::sheets(draft) {
        let what = page.say("template-hint-marks");
        page.sheet_line(&sheet.name, "month", what);
    }
    page.head("template-guide-head-rules");
    page.paragraphs(RULES);
    if !draft.notes.is_empty() {
        page.head("template-guide-head-notes");
        for note in &draft.notes {
            page.paragraph(note.clone());
        }
    }
    let mut sheet = page.sheet;
    sheet.page.landscape = false;
    sheet.page.fit = Some((1, 1));
    sheet.page.area = Some(Area { top: 0, left: 0, bottom: page.row.saturating_sub(1), right: 2 });
    sheet
}
