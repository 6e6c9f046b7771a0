//! The styles of a workbook's cells, and the numbers that the library gives them.
//!
//! The library numbers formats while it writes, and tells the numbers only in what it wrote. So each style is given to
//! one cell far outside of every report, and its number is read from that cell, which then goes.

use indexmap::IndexSet;
use rust_xlsxwriter::{Worksheet, XlsxError};
use rustc_hash::FxBuildHasher;

use super::sheet::LAST_COLUMN;
use super::{formats, marks};
use crate::output::Style;

/// The styles of a workbook's cells, each once.
#[derive(Default)]
pub(super) struct Styles<'a> {
    known: IndexSet<&'a Style, FxBuildHasher>,
    /// The style asked for last: most cells look like the one before.
    last: Option<(&'a Style, usize)>,
}

/// The number of a style.
#[derive(Default)]
pub(super) struct Xf {
    /// The attribute by which a cell names it: ` s="12"`; empty for the Normal style, as is the number.
    attribute: String,
    number: String,
}

impl<'a> Styles<'a> {
    /// The place of a style among those of the workbook.
    pub(super) fn number(&mut self, style: &'a Style) -> usize {
        if let Some((_, number)) = self.last.filter(|(last, _)| *last == style) {
            return number;
        }
        let number = self.known.insert_full(style).0;
        self.last = Some((style, number));
        number
    }

    /// Shows every style to the library.
    pub(super) fn show(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (row, style) in (0..).zip(&self.known) {
            worksheet.write_blank(row, LAST_COLUMN, &formats::format(style))?;
        }
        Ok(())
    }

    /// The numbers that the library has given them, from the XML of the sheet that they were shown to.
    pub(super) fn numbers(&self, sheet: &str) -> Vec<Xf> {
        let mut xfs: Vec<Xf> = self.known.iter().map(|_| Xf::default()).collect();
        for cell in sheet.split(marks::SHOWN_STYLE).skip(1) {
            // `5" s="12"/>…`: row, number.
            let mut quoted = cell.split('"');
            let row = quoted.next().and_then(|row| row.parse::<usize>().ok()).and_then(|row| row.checked_sub(1));
            let number = quoted.next().filter(|name| *name == marks::STYLE_NUMBER).and_then(|_| quoted.next());
            if let (Some(xf), Some(number)) = (row.and_then(|row| xfs.get_mut(row)), number) {
                *xf = Xf { attribute: format!(" s=\"{number}\""), number: number.to_owned() };
            }
        }
        xfs
    }
}

impl Xf {
    /// ` s="12"`; empty for the Normal style.
    pub(super) fn attribute(&self) -> &str {
        &self.attribute
    }

    /// `12`; empty for the Normal style.
    pub(super) fn number(&self) -> &str {
        &self.number
    }
}
