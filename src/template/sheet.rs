//! What every sheet of a department workbook shares: title, hint, header row, cells to fill with their messages, widths
//! and heights.

use rust_decimal::Decimal;

use super::{Draft, Entry};
use crate::messages;
use crate::model::layout::{AppraisalField, Column};
use crate::output::palette::{self, Palette};
use crate::output::{Allow, Area, Cell, Content, Line, Sheet, Style, Validation, Value, metrics};

/// The row of the table's header; title, hint and rule stand above.
pub(super) const HEADER: u32 = 3;

/// The row until which input rules and unlocked cells reach: no office fills more rows in a month.
pub(super) const LAST_ROW: u32 = 4_999;

/// Blank rows of a table that are printed: a page to fill by hand.
const PRINTED_BLANKS: u32 = 20;

/// Number format of a header or label whose cells offer a list: the cell still holds the plain word, and readers of the
/// text that is shown leave out [`crate::text::LIST_SIGN`].
pub(super) const LISTED: &str = "@\" ▾\"";

/// A column of a table.
pub(super) struct TableColumn {
    /// Its header.
    pub name: String,
    /// Width in characters.
    pub width: f64,
    /// Number format of its cells; `@` for text.
    pub format: &'static str,
    /// What may be filled in.
    allow: Allow,
    /// What is said beside a selected cell.
    prompt: Option<String>,
    /// What is said of a value that may not be filled in.
    warning: Option<String>,
    /// A formula that fills the cell, `{row}` for the row's number; the cell is locked.
    formula: Option<String>,
}

/// Takes columns out of a table.
pub(super) fn without(draft: &Draft, unused: &[Column], columns: &mut Vec<TableColumn>, rows: &mut [Vec<Entry>]) {
    let stays = |column: &TableColumn| unused.iter().all(|one| one.name(draft.lang) != column.name);
    for row in rows {
        let mut at = columns.iter();
        row.retain(|_| at.next().is_none_or(stays));
    }
    columns.retain(stays);
}

impl TableColumn {
    /// A column at least as wide as its header with the filter button.
    pub(super) fn new(name: &str, width: f64, format: &'static str) -> Self {
        /// Pixels of the padding, the sign of a list and the button.
        const BESIDE: f64 = 34.0;
        Self {
            name: name.to_owned(),
            width: width.max(metrics::column_chars(metrics::text_px(name, 90) + BESIDE)),
            format,
            allow: Allow::Any,
            prompt: None,
            warning: None,
            formula: None,
        }
    }

    /// A column of the layout.
    pub(super) fn of(draft: &Draft, column: Column, width: f64, format: &'static str) -> Self {
        Self::new(column.name(draft.lang), width, format)
    }

    /// Its cells offer a list, or accept only some values; others get a warning.
    pub(super) fn only(mut self, draft: &Draft, allow: Allow) -> Self {
        let say = |id: &str, from: String, to: String| messages::say(draft.lang, id, &[("from", &from), ("to", &to)]);
        self.warning = match &allow {
            Allow::Words(_) | Allow::Range(_) => Some(messages::say(draft.lang, "template-warning-list", &[])),
            Allow::Days(from, to) => Some(say("template-warning-date", from.to_string(), to.to_string())),
            Allow::Numbers(from, to) => Some(say("template-warning-number", from.to_string(), to.to_string())),
            Allow::Formula(_) | Allow::Any => None,
        };
        self.allow = allow;
        self
    }

    /// What is said beside a selected cell.
    pub(super) fn saying(mut self, text: String) -> Self {
        self.prompt = Some(text);
        self
    }

    /// The text of an id as what is said.
    pub(super) fn prompted(self, draft: &Draft, id: &str) -> Self {
        let text = messages::say(draft.lang, &format!("template-prompt-{id}"), &[]);
        self.saying(text)
    }

    /// Filled by a formula and locked.
    pub(super) fn computed(mut self, formula: String) -> Self {
        self.formula = Some(formula);
        self
    }

    fn listed(&self) -> bool {
        matches!(self.allow, Allow::Words(_) | Allow::Range(_))
    }

    /// Whether its cells hold numbers, which stand right.
    pub(super) fn numeric(&self) -> bool {
        is_numeric(self.format)
    }

    fn validation(&self, area: Area) -> Option<Validation> {
        let titled = |text: &Option<String>| text.clone().map(|text| (self.name.clone(), text));
        let rule = Validation {
            area,
            allow: self.allow.clone(),
            prompt: titled(&self.prompt),
            warning: titled(&self.warning),
        };
        (rule.allow != Allow::Any || rule.prompt.is_some()).then_some(rule)
    }
}

/// Whether a number format shows numbers, no text and no day.
fn is_numeric(format: &str) -> bool {
    format == "General" || format.contains('0')
}

/// A number from 0 to a bound.
pub(super) fn up_to(bound: i64) -> Allow {
    Allow::Numbers(Decimal::ZERO, Decimal::from(bound))
}

/// A sheet with its title and the hint below it; period and department stand at the right.
pub(super) fn titled(draft: &Draft, palette: &Palette, name: &str, title: &str, hint: &str, widths: &[f64]) -> Sheet {
    let mut sheet = Sheet::new(name);
    sheet.columns.extend((0..).zip(widths.iter().copied()));
    let last = u16::try_from(widths.len().saturating_sub(1)).unwrap_or_default();
    let px: f64 = widths.iter().map(|chars| metrics::column_px(*chars)).sum();
    sheet.put(0, 0, Cell::text(title, Style::new(160, palette::INK).bold()));
    sheet.put(1, 0, Cell::text(hint, Style::new(80, palette::MUTED)));
    let department = draft.setting(AppraisalField::Department);
    let period = messages::say(
        draft.lang,
        "template-month",
        &[
            ("year", &draft.period.first_day().format("%Y").to_string()),
            ("month", &draft.period.first_day().format("%-m").to_string()),
        ],
    );
    // Only where they stand clear of title and hint: a text that has no room would be cut.
    let room = |left: &str, left_size, right: &str, right_size| {
        last > 0 && metrics::text_px(left, left_size) + metrics::text_px(right, right_size) + 24.0 < px
    };
    if room(title, 160, &period, 120) {
        sheet.put(0, last, Cell::text(&period, Style::new(120, palette::INK).bold().right()));
    }
    if room(hint, 80, department, 80) {
        sheet.put(1, last, Cell::text(department, Style::new(80, palette::MUTED).right()));
    }
    let rule = Area { top: 2, left: 0, bottom: 2, right: last };
    sheet.paint(rule, &Style::default().top(Line::Thick, palette.accent));
    for (row, height) in [(0, 29.0), (1, 17.0), (2, 6.0)] {
        sheet.rows.insert(row, height);
    }
    let text = |text: &str| text.replace('&', "&&");
    sheet.page.landscape = true;
    sheet.page.footer = format!("&L&8{}  {}  {}&R&8&P / &N", text(department), draft.period, text(name));
    sheet
}

/// Draws a table from its header row on: filled rows, then `spare` rows to fill.
pub(super) fn table(
    sheet: &mut Sheet,
    palette: &Palette,
    header: u32,
    columns: &[TableColumn],
    rows: &[Vec<Entry>],
    spare: u32,
) {
    let head = Style::new(90, palette::WHITE).bold().fill(palette.accent);
    let filled = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let first = header.saturating_add(1);
    let last = header.saturating_add(filled).saturating_add(spare);
    for (at, column) in (0_u16..).zip(columns) {
        let style = if column.listed() { head.clone().format(LISTED) } else { head.clone() };
        let style = if column.numeric() { style.right() } else { style.left().indented(1) };
        sheet.put(header, at, Cell::text(&column.name, style));
        let below = Area { top: first, left: at, bottom: last.max(LAST_ROW), right: at };
        sheet.validations.extend(column.validation(below));
        if column.formula.is_none() {
            sheet.column_styles.insert(at, Style::new(90, palette::INK).format(column.format).unlocked());
        }
        for row in first..=last {
            let index = usize::try_from(row.saturating_sub(first)).unwrap_or(usize::MAX);
            let entry = rows.get(index).and_then(|row| row.get(usize::from(at))).cloned().unwrap_or_default();
            let cell = match &column.formula {
                Some(formula) => computed(palette, formula, row, &entry),
                None => input(entry, column.format),
            };
            sheet.put(row, at, cell);
        }
    }
    sheet.rows.insert(header, 24.0);
    for row in first..=last {
        let index = usize::try_from(row.saturating_sub(first)).unwrap_or(usize::MAX);
        let lines = rows.get(index).map_or(1, |row| {
            row.iter()
                .zip(columns)
                .map(|(entry, column)| match entry {
                    Entry::Text(text) => {
                        metrics::lines(text, 90, metrics::column_px(column.width) - metrics::INDENT_PX)
                    }
                    _ => 1,
                })
                .max()
                .unwrap_or(1)
        });
        sheet.rows.insert(row, metrics::row_height(lines, 90).max(19.0));
    }
    let right = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
    sheet.filter = Some(Area { top: header, left: 0, bottom: last, right });
    sheet.freeze = Some((first, 0));
    sheet.page.repeat_rows = Some((header, header));
    let (blanks, pages) = printed(sheet, header, filled, spare.min(PRINTED_BLANKS), right);
    sheet.page.area =
        Some(Area { top: 0, left: 0, bottom: header.saturating_add(filled).saturating_add(blanks), right });
    sheet.page.fit = Some((1, pages));
}

/// How many of the blank rows are printed, and on how many pages (0: as many as it takes). Blank rows go to the end of the
/// last page and begin no other; a few filled rows alone on a last page go onto the page before, a little smaller.
fn printed(sheet: &Sheet, header: u32, filled: u32, spare: u32, right: u16) -> (u32, u16) {
    /// Printable room of A4 landscape with the sheets' margins (275 × 184 mm) in pixels and points; a little less, since
    /// programs differ in how they round heights.
    const PAGE: (f64, f64) = (1039.0, 521.0 * 0.98);
    /// Rows without a height of their own, in points.
    const DEFAULT: f64 = 16.5;
    /// The share of a page that is no page of its own.
    const LITTLE: f64 = 0.14;
    let height = |row: u32| sheet.rows.get(&row).copied().unwrap_or(DEFAULT);
    let room =
        PAGE.1 / (PAGE.0 / metrics::area_px(&sheet.columns, Area { top: 0, left: 0, bottom: 0, right })).min(1.0);
    let mut used: f64 = (0..=header).map(height).sum();
    let mut full = 0_u16;
    let first = header.saturating_add(1);
    for row in first..first.saturating_add(filled) {
        if used + height(row) > room {
            full = full.saturating_add(1);
            used = height(header);
        }
        used += height(row);
    }
    if full > 0 && used - height(header) < LITTLE * room * f64::from(full) {
        return (0, full);
    }
    let mut blanks = 0;
    while blanks < spare {
        used += height(first.saturating_add(filled).saturating_add(blanks));
        if used > room {
            break;
        }
        blanks = blanks.saturating_add(1);
    }
    (blanks, 0)
}

/// A cell that fills itself: locked, on band.
fn computed(palette: &Palette, formula: &str, row: u32, entry: &Entry) -> Cell {
    let formula = formula.replace("{row}", &row.saturating_add(1).to_string());
    let shown = match entry {
        Entry::Text(text) => text.as_str(),
        _ => "",
    };
    let style = Style::new(90, palette::MUTED).fill(palette.band).framed(Line::Thin, palette::LINE).left().indented(1);
    Cell::formula(formula, Value::text(shown), style)
}

/// A cell to fill: input tint, thin grid, unlocked.
pub(super) fn input(entry: Entry, format: &str) -> Cell {
    let style = Style::new(90, palette::INK).fill(palette::INPUT).framed(Line::Thin, palette::LINE).unlocked();
    let numeric = is_numeric(format);
    let (content, style) = match entry {
        Entry::Blank if numeric => (Content::Blank, style.format(format)),
        Entry::Blank => (Content::Blank, style.format(format).left().indented(1)),
        // 不适用 in a column of numbers stands right, as they do.
        Entry::Text(text) if numeric => (Content::Text(text), style.color(palette::MUTED).right().format(format)),
        Entry::Text(text) => (Content::Text(text), style.wrapped().format("@").left().indented(1)),
        Entry::Number(number) => (Content::Number(number), style.format(if format == "@" { "" } else { format })),
        Entry::Share(share) => {
            let whole = share.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|percent| percent.fract().is_zero());
            (Content::Number(share), style.format(if whole { "0%" } else { "0.00%" }))
        }
        Entry::Date(date) => (Content::Date(date), style.format("yyyy-mm-dd").left().indented(1)),
    };
    Cell::new(content, style)
}
