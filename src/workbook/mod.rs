//! A workbook as our own plain values: sheets of cells with absolute addresses, whatever the file format was.
//!
//! The formats are read here, on `zip` and `quick-xml`, within the bounds that strangers' files need, and then a second time by
//! calamine ([`second`]), so that a cell which two readers read differently is told. Calamine alone would not do: version
//! 0.38 allocates what a file claims (two cells in opposite corners of a sheet, a row number of 4,000,000,000 or
//! `uniqueCount="4000000000"` abort the process, for .xls a sector chain likewise), which no caller can catch; a shared string
//! of 1 GB takes 3 GB; one `#SPILL!` loses the whole sheet; formulas that were never calculated and .ods percentages look
//! like blanks and plain numbers. It sees only what our reader has read to the end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDateTime;
use rust_decimal::Decimal;

use self::cfb::Container;
pub use self::encrypted::Tries;
pub use self::excerpt::excerpt;
pub use self::hidden::Hidden;
use self::sniff::Format;
use crate::cell;
use crate::problem::{Checked, Code, Problem};
use crate::quantity::format::Look;

mod address;
pub mod amend;
mod calculation;
mod cfb;
pub mod document;
mod duration;
mod element_path;
mod encrypted;
mod excerpt;
mod foreign;
mod hidden;
mod lean;
mod letters;
mod limits;
mod merges;
mod ods;
pub mod own_output;
mod package;
pub mod parts;
mod refusal;
pub mod second;
mod sniff;
mod strings;
pub mod sums;
mod utf16;
mod value;
mod xls;
mod xlsx;
mod xml;
mod zip_directory;

/// Whether a number format shows days or times.
pub(crate) fn shows_days(code: &str) -> bool {
    value::Shown::of_code(code) == value::Shown::Date
}

/// Bytes of a file from which on it is refused unread.
pub const FILE_BYTES: usize = limits::FILE_BYTES;

/// The refusal of a file that is larger than [`FILE_BYTES`].
pub fn too_many_bytes() -> Problem {
    refusal::too_large("bytes", limits::FILE_BYTES / 1_048_576)
}

/// Reads a workbook from the bytes of a file, in bounded memory and time whatever the bytes are.
///
/// The value is absent when the file as a whole can't be read; then there is one error that says why and what to do.
/// Mistakes in single cells are values here ([`Value::Error`], [`Value::Uncalculated`], [`Value::Unusable`]).
pub fn read(bytes: &[u8]) -> Checked<Workbook> {
    checked(bytes, &How { wanted: &|_| true, twice: Twice::Inputs, passwords: &[], tries: &Tries::of(u64::MAX) })
}

/// The same for a workbook of ours that came back filled in: it is read twice too, and opened with one of the passwords where it
/// has one and the tries suffice.
pub fn read_answer(bytes: &[u8], passwords: &[&str], tries: &Tries) -> Checked<Workbook> {
    checked(bytes, &How { wanted: &|_| true, twice: Twice::Always, passwords, tries })
}

/// How much of a workbook is read.
struct How<'a> {
    /// Sheets by their names.
    wanted: &'a dyn Fn(&str) -> bool,
    twice: Twice,
    /// Passwords that may open it.
    passwords: &'a [&'a str],
    tries: &'a Tries,
}

/// Whether a second reader reads it too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Twice {
    No,
    /// What is no output of ours.
    Inputs,
    Always,
}

impl Twice {
    fn of(self, workbook: &Workbook) -> bool {
        match self {
            Self::No => false,
            Self::Inputs => !workbook.is_own_output,
            Self::Always => true,
        }
    }
}

/// The same for some sheets by their names, read once: for what is read again whole before it counts. The others are left
/// out where the format lets them be passed over unread.
pub fn read_sheets(bytes: &[u8], wanted: &dyn Fn(&str) -> bool) -> Checked<Workbook> {
    checked(bytes, &How { wanted, twice: Twice::No, passwords: &[], tries: &Tries::of(u64::MAX) })
}

fn checked(bytes: &[u8], how: &How<'_>) -> Checked<Workbook> {
    let mut problems = Vec::new();
    match read_any(bytes, how, &mut problems) {
        Ok(workbook) => Checked::new(workbook, problems),
        Err(problem) => Checked { value: None, problems: vec![problem] },
    }
}

fn read_any(bytes: &[u8], how: &How<'_>, warnings: &mut Vec<Problem>) -> Result<Workbook, Problem> {
    let twice = how.twice;
    if bytes.len() > limits::FILE_BYTES {
        return Err(too_many_bytes());
    }
    match sniff::format(bytes)? {
        Format::Encrypted(container) => match &*encrypted::open(&container, how.passwords, how.tries)? {
            // One envelope, not one in another.
            inside if inside.starts_with(sniff::ZIP) => read_any(inside, how, warnings),
            _ => Err(refusal::file(Code::Encrypted)),
        },
        Format::Xlsx(mut package, main) => {
            let (mut workbook, tabs) = xlsx::read(&mut package, &main, how.wanted, warnings)?;
            if twice.of(&workbook) {
                second::xlsx(&mut package, &tabs, &mut workbook)?;
            }
            Ok(workbook)
        }
        Format::Ods(mut package) => {
            let mut workbook = ods::read(&mut package)?;
            if twice.of(&workbook) {
                second::ods(&mut package, &mut workbook)?;
            }
            Ok(workbook)
        }
        Format::Xls(container) => match xls::opened(bytes, &container)? {
            Some(plain) => read_xls(&plain, &Container::open(&plain)?, twice),
            None => read_xls(bytes, &container, twice),
        },
    }
}

fn read_xls(bytes: &[u8], container: &Container<'_>, twice: Twice) -> Result<Workbook, Problem> {
    let (mut workbook, places) = xls::read(container)?;
    if twice.of(&workbook) {
        second::xls(bytes, xls::kept_from_second(container, &places)?, &mut workbook)?;
    }
    Ok(workbook)
}

/// A workbook that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Workbook {
    /// Its sheets in the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// Whether this program wrote it as an output (see `report`); such a workbook is no input.
    pub is_own_output: bool,
    /// Whether it holds formulas and says that they are calculated when somebody asks for it only.
    pub is_manual: bool,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The tab's name, as it stands.
    pub name: Arc<str>,
    /// The filled cells by (row, column), zero-based, in reading order.
    pub cells: BTreeMap<(u32, u16), Cell>,
    /// Merged areas.
    pub merges: Vec<Area>,
    /// Whether days are counted from 1904, as on old Macs: what a plain number in a date's place means.
    pub days_from_1904: bool,
    /// Where a second, independent reader sees something else than what is here.
    pub differences: Vec<Difference>,
    /// What of it is not seen.
    pub hidden: Hidden,
    /// Filled cells whose font strikes them out.
    pub struck: BTreeSet<(u32, u16)>,
}

/// A cell that two readers read differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The cell, zero-based; `None` where the second reader can't read the sheet.
    pub at: Option<(u32, u16)>,
    /// What the first reader sees.
    pub first: String,
    /// What the second one sees.
    pub second: String,
}

/// A rectangle of cells, zero-based, ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Area {
    /// First row.
    pub top: u32,
    /// First column.
    pub left: u16,
    /// Last row.
    pub bottom: u32,
    /// Last column.
    pub right: u16,
}

/// A filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Whether its number format shows percent (0.85 shows as 85%).
    pub percent: bool,
    /// How its number looks, where another figure is seen than it holds: 3.2万 of 32000.
    pub look: Option<Arc<Look>>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number, as the decimal that Excel shows for it.
    Number(Decimal),
    /// Text, as typed.
    Text(String),
    /// TRUE or FALSE.
    Bool(bool),
    /// A number whose format shows a date, or an ISO date of .ods.
    Date(NaiveDateTime),
    /// An error value: `#DIV/0!`.
    Error(String),
    /// A formula whose value was never calculated.
    Uncalculated,
    /// A number that is no number of arithmetic: infinite, NaN, or beyond 28 digits.
    Unusable(String),
}

impl Cell {
    /// A cell whose format says nothing.
    pub const fn plain(value: Value) -> Self {
        Self { value, percent: false, look: None }
    }
}

impl Sheet {
    /// The cell at a zero-based position, merged areas not considered.
    pub fn get(&self, row: u32, column: u16) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }
}

impl Area {
    /// An area by its first and last row and column.
    pub const fn new(top: u32, left: u16, bottom: u32, right: u16) -> Self {
        Self { top, left, bottom, right }
    }

    /// One cell.
    pub const fn cell(row: u32, column: u16) -> Self {
        Self { top: row, left: column, bottom: row, right: column }
    }

    /// Appends `A1:C4`; one cell is `A1`.
    pub fn push_a1(self, out: &mut String) {
        cell::push_a1(out, self.top, self.left);
        if !self.is_cell() {
            out.push(':');
            cell::push_a1(out, self.bottom, self.right);
        }
    }

    /// `$A$1:$C$4`; one cell is `$A$1`.
    pub fn absolute(self) -> String {
        let corner = |row, column| format!("${}${}", cell::column_name(column), u64::from(row).saturating_add(1));
        let from = corner(self.top, self.left);
        if self.is_cell() { from } else { format!("{from}:{}", corner(self.bottom, self.right)) }
    }

    fn is_cell(self) -> bool {
        (self.top, self.left) == (self.bottom, self.right)
    }
}

#[cfg(test)]
mod tests;
