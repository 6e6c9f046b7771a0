//! The hidden sheet with the cells that charts and sparklines draw.

use crate::output::{Area, Cell, Content, Range, Sheet, Style, Value, palette};

/// Columns of figures, filled from the left.
pub(super) struct Drawn {
    sheet: Sheet,
    next: u16,
}

impl Drawn {
    pub(super) fn new(name: String) -> Self {
        Self { sheet: Sheet { hidden: true, ..Sheet::new(name) }, next: 0 }
    }

    /// The cells as a column of their own.
    pub(super) fn column(&mut self, cells: Vec<Content>) -> Range {
        let column = self.next;
        self.next = column.saturating_add(1);
        let last = super::places::last_row(0, cells.len());
        let mut cache = Vec::with_capacity(cells.len());
        for (row, content) in (0..).zip(cells) {
            cache.push(match &content {
                Content::Number(number) => Value::Number(*number),
                Content::Text(text) => Value::Text(text.clone()),
                Content::Formula(_, value) => value.clone(),
                _ => Value::Text(String::new()),
            });
            if content != Content::Blank {
                self.sheet.put(row, column, Cell::new(content, Style::new(90, palette::INK)));
            }
        }
        Range { sheet: self.sheet.name.clone(), area: Area::new(0, column, last, column), cache }
    }

    pub(super) fn name(&self) -> &str {
        &self.sheet.name
    }

    /// The column that the next cells get.
    pub(super) const fn next(&self) -> u16 {
        self.next
    }

    pub(super) fn finish(self) -> Sheet {
        self.sheet
    }
}
