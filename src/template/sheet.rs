//! What every sheet of a department workbook shares: title, hint, header row, cells to fill, widths and heights.

use super::{Draft, Entry};
use crate::book::house::{self, House};
use crate::book::{Allow, Area, Cell, Content, Line, Sheet, Style, Validation, metrics};

/// The row of the table's header; title, hint and rule stand above.
pub(super) const HEADER: u32 = 3;

/// A column of a table.
pub(super) struct TableColumn {
    /// Its header.
    pub name: String,
    /// Widest and narrowest width in characters.
    pub width: f64,
    /// Number format of its cells; `@` for text.
    pub format: &'static str,
    /// What may be filled in.
    pub allow: Option<Allow>,
}

impl TableColumn {
    pub(super) fn new(name: &str, width: f64, format: &'static str) -> Self {
        Self { name: name.to_owned(), width, format, allow: None }
    }

    pub(super) fn of(mut self, allow: Allow) -> Self {
        self.allow = Some(allow);
        self
    }
}

/// A sheet with its title, and the hint below it.
pub(super) fn titled(draft: &Draft, house: &House, name: &str, title: &str, hint: &str, last_column: u16) -> Sheet {
    let mut sheet = Sheet::new(name);
    sheet.put(0, 0, Cell::text(title, Style::new(160, house::INK).bold()));
    sheet.put(1, 0, Cell::text(hint, Style::new(80, house::MUTED)));
    let rule = Area { top: 2, left: 0, bottom: 2, right: last_column };
    sheet.paint(rule, &Style::default().top(Line::Thick, house.accent));
    for (row, height) in [(0, 29.0), (1, 17.0), (2, 6.0)] {
        sheet.rows.insert(row, height);
    }
    let text = |text: &str| text.replace('&', "&&");
    let department = draft.setting(crate::model::layout::AppraisalField::Department);
    sheet.page.landscape = true;
    sheet.page.footer = format!("&L&8{}  {}  {}&R&8&P / &N", text(department), draft.period, text(name));
    sheet
}

/// Draws a table from its header row on: filled rows, then `spare` rows to fill.
pub(super) fn table(
    sheet: &mut Sheet,
    house: &House,
    header: u32,
    columns: &[TableColumn],
    rows: &[Vec<Entry>],
    spare: u32,
) {
    let head = Style::new(90, house::WHITE).bold().fill(house.accent);
    let filled = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let first = header.saturating_add(1);
    let last = header.saturating_add(filled).saturating_add(spare);
    for (at, column) in (0_u16..).zip(columns) {
        let listed = matches!(column.allow, Some(Allow::Words(_) | Allow::Range(_)));
        let style = if listed { head.clone().format("@\" ▾\"") } else { head.clone() };
        sheet.put(header, at, Cell::text(&column.name, style));
        sheet.columns.insert(at, column.width);
        if let Some(allow) = &column.allow {
            let area = Area { top: first, left: at, bottom: last, right: at };
            sheet.validations.push(Validation { area, allow: allow.clone(), prompt: None, refusal: None });
        }
        for row in first..=last {
            let index = usize::try_from(row.saturating_sub(first)).unwrap_or(usize::MAX);
            let entry = rows.get(index).and_then(|row| row.get(usize::from(at))).cloned().unwrap_or_default();
            sheet.put(row, at, input(entry, column.format));
        }
    }
    sheet.rows.insert(header, 24.0);
    for row in first..=last {
        let index = usize::try_from(row.saturating_sub(first)).unwrap_or(usize::MAX);
        let lines = rows.get(index).map_or(1, |row| {
            row.iter()
                .zip(columns)
                .map(|(entry, column)| match entry {
                    Entry::Text(text) => metrics::lines(text, 90, metrics::column_px(column.width)),
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
}

/// A cell to fill: input tint, thin grid, unlocked.
pub(super) fn input(entry: Entry, format: &str) -> Cell {
    let style = Style::new(90, house::INK).fill(house::INPUT).framed(Line::Thin, house::LINE).unlocked();
    let (content, style) = match entry {
        Entry::Blank => (Content::Blank, style.format(format)),
        Entry::Text(text) => (Content::Text(text), style.wrapped().format("@")),
        Entry::Number(number) => (Content::Number(number), style.format(if format == "@" { "" } else { format })),
        Entry::Date(date) => (Content::Date(date), style.format("yyyy-mm-dd")),
    };
    Cell::new(content, style)
}
