//! Print set-up.

use super::Area;

/// Print set-up: A4 always.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Landscape instead of portrait.
    pub landscape: bool,
    /// Margins in millimetres: top, right, bottom, left, header, footer.
    pub margins: [f64; 6],
    /// Pages wide and tall to fit; 0 is as many as needed.
    pub fit: Option<(u16, u16)>,
    /// Scale in percent, where `fit` is `None`.
    pub scale: Option<u16>,
    /// Columns before which a page begins.
    pub column_breaks: Vec<u16>,
    /// Rows before which a page begins.
    pub row_breaks: Vec<u32>,
    /// Rows repeated on each page: first, last.
    pub repeat_rows: Option<(u32, u32)>,
    /// Columns repeated on each page: first, last.
    pub repeat_columns: Option<(u16, u16)>,
    /// Header in Excel's codes (`&L`, `&P` …; `&` of a text doubled).
    pub header: String,
    /// Footer in Excel's codes.
    pub footer: String,
    /// Printed area.
    pub area: Option<Area>,
    /// Centred on the page across.
    pub centered: bool,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            landscape: false,
            margins: [11.0, 11.0, 15.0, 11.0, 7.0, 7.0],
            fit: Some((1, 0)),
            scale: None,
            column_breaks: Vec::new(),
            row_breaks: Vec::new(),
            repeat_rows: None,
            repeat_columns: None,
            header: String::new(),
            footer: String::new(),
            area: None,
            centered: true,
        }
    }
}
