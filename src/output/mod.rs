//! An output workbook as a value: sheets of cells with roles, formulas paired with their exact value, charts, print
//! set-up. No library type; [`write`](mod@write) alone knows the writer.
//!
//! Coordinates are zero-based. Sizes are Excel's: column widths in characters, row heights in points.

mod cell;
mod chart;
mod condition;
pub mod metrics;
mod page;
pub mod palette;
mod style;
mod widths;
pub mod write;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use cell::{Cell, Content, Value};
pub use chart::{Chart, ChartKind, LabelPosition, Labels, Marker, Range, Series};
pub use condition::{Allow, Condition, Sparkline, Validation, When};
pub use page::Page;
pub use style::{Across, Border, Down, Font, Line, Style};

pub use crate::workbook::Area;

/// An output workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// Document properties.
    pub properties: Properties,
    /// Its sheets, in tab order.
    pub sheets: Vec<Sheet>,
}

/// Document properties. `created` is pinned (the period's last day): no clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Subject: department and period.
    pub subject: String,
    /// Author: 制表人.
    pub author: String,
    /// Company.
    pub company: String,
    /// Day of creation.
    pub created: NaiveDate,
    /// Named values for programs (for example the mark by which an output is recognised).
    pub custom: Vec<(String, String)>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Tab name; made by [`crate::model::layout::sheet_names`] where it holds names from the input.
    pub name: String,
    /// Widths of columns in characters of the Normal font.
    pub columns: BTreeMap<u16, f64>,
    /// Looks of the cells of a column that stand in no row of their own.
    pub column_styles: BTreeMap<u16, Style>,
    /// Heights of rows in points.
    pub rows: BTreeMap<u32, f64>,
    /// Filled or formatted cells.
    pub cells: BTreeMap<(u32, u16), Cell>,
    /// Merged areas; the top left cell holds content and style.
    pub merges: Vec<Area>,
    /// Charts.
    pub charts: Vec<Chart>,
    /// Conditional formats, in order of priority.
    pub conditions: Vec<Condition>,
    /// Input rules with their messages.
    pub validations: Vec<Validation>,
    /// Column sparklines: (cell, row area of values).
    pub sparklines: Vec<Sparkline>,
    /// Rows and columns kept in sight: the first row and column that scroll.
    pub freeze: Option<(u32, u16)>,
    /// Area with filter buttons.
    pub filter: Option<Area>,
    /// Print set-up.
    pub page: Page,
    /// Whether cells that are not `unlocked` are protected.
    pub protected: bool,
    /// Whether gridlines show on screen.
    pub gridlines: bool,
    /// Tab colour, RRGGBB.
    pub tab: Option<u32>,
    /// Whether the tab is hidden (chart data).
    pub hidden: bool,
    /// Whether the tab is among those that are selected when the workbook opens, and so printed together. The first one always is.
    pub selected: bool,
}

impl Sheet {
    /// An empty sheet without gridlines.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Sets a cell; what stood there is replaced.
    pub fn put(&mut self, row: u32, column: u16, cell: Cell) {
        self.cells.insert((row, column), cell);
    }

    /// Sets a cell over an area: merged where the area has more than one cell.
    pub fn put_over(&mut self, area: Area, cell: Cell) {
        self.cells.insert((area.top, area.left), cell);
        if area.top != area.bottom || area.left != area.right {
            self.merges.push(area);
        }
    }

    /// Gives every cell of an area that is not yet set a format.
    pub fn paint(&mut self, area: Area, style: &Style) {
        for row in area.top..=area.bottom {
            for column in area.left..=area.right {
                self.cells.entry((row, column)).or_insert_with(|| Cell::blank(style.clone()));
            }
        }
    }
}
