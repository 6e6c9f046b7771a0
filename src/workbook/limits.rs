//! Limits on what is read, each with its reason. Together they keep the peak of memory under 200 MB and the answer
//! within seconds for any file of up to 50 MB, whatever the file claims about itself.

use super::refusal;
use crate::problem::Problem;

/// Bytes of a file. A month of a department takes well under 1 MB; 50 MB leaves room for pasted pictures.
pub(super) const FILE_BYTES: usize = 50 * 1024 * 1024;

/// Bytes that all read parts of a zip container may unfold to. A filled cell takes 30 to 80 bytes of XML, so this is
/// five times what [`CELLS`] need; a zip bomb unfolds a thousandfold.
pub(super) const UNFOLDED_BYTES: u64 = 256 * 1024 * 1024;

/// Entries of a zip container. Office files have tens; each costs some hundred bytes while the directory is read.
pub(super) const ENTRIES: usize = 20_000;

/// Filled cells of a workbook: 500 people with 31 rows of 30 columns. Each takes about 80 bytes once read.
pub(super) const CELLS: usize = 500_000;

/// Bytes of all texts that are kept (cells, shared strings, sheet names): 80 bytes for each of [`CELLS`].
pub(super) const TEXT_BYTES: usize = 40 * 1024 * 1024;

/// Characters of one cell: Excel's own limit.
pub(super) const CELL_CHARACTERS: usize = 32_767;

/// Bytes of one piece of XML (a tag with its attributes, a text, a comment), which is held in memory at once. The
/// longest lawful cell takes 32,767 characters of up to 10 bytes (`&#128512;`).
pub(super) const TOKEN_BYTES: usize = 1024 * 1024;

/// Elements inside one another. Workbooks use about ten.
pub(super) const DEPTH: usize = 200;

/// Shared strings, empty ones too: as many as there may be cells. The second reader keeps each by itself.
pub(super) const STRINGS: usize = CELLS;

/// Bytes that an .xls file may have: the second reader holds it three times over. The largest that Excel's 65,536 rows of
/// forty columns make is about as large.
pub(super) const WHOLE_BYTES: usize = 16 * 1024 * 1024;

/// Cells between the first and the last filled one of each sheet of .xls and .ods, blanks too: the second reader keeps a place
/// for each. Four times [`CELLS`].
pub(super) const AREA: u64 = 2_000_000;

/// How often a password is digested. Office writes 100,000; a file that claims the most that the format allows would take
/// seconds.
pub(super) const SPINS: u32 = 1_000_000;

/// Bytes that the list of sheets, with the names of areas in it, may unfold to: a hundred thousand names.
pub(super) const TABS_BYTES: u64 = 16 * 1024 * 1024;

/// Bytes of parts that are written anew for the second reader: those in UTF-16, which no current program writes, and the sheets of an
/// indented .ods file.
pub(super) const WIDE_BYTES: u64 = 16 * 1024 * 1024;

/// Bytes of parts that are held at once for the second reader without their blank cells: the largest department of ours unfolds to
/// a tenth of it. Those of a larger file are read as they are, one piece after the other.
pub(super) const LEAN_BYTES: u64 = 8 * 1024 * 1024;

/// Namespaces that are declared at once, and characters of the prefix of one. Workbooks use a dozen; each element's is looked up
/// among them.
pub(super) const NAMESPACES: usize = 128;

/// Sheets. A workbook has one per role and some more.
pub(super) const SHEETS: usize = 1_000;

/// References of one part to others. A workbook has one per sheet, linked workbook, pivot cache and picture.
pub(super) const RELATIONS: usize = 10_000;

/// Merged areas of a workbook.
pub(super) const MERGES: usize = 50_000;

/// Cell formats: Excel's own limit is 65,490.
pub(super) const FORMATS: usize = 65_536;

/// Rows of a sheet in Excel.
pub(super) const ROWS: u32 = 1_048_576;

/// Columns of a sheet in Excel.
pub(super) const COLUMNS: u32 = 16_384;

/// Empty rows below the last filled one from which a sheet is worth a warning: a page of them is habit, thousands are
/// a whole column that was formatted by accident.
pub(super) const EMPTY_ROWS: u32 = 20_000;

/// What of the limits is used up while one file is read.
#[derive(Debug, Default)]
pub(super) struct Budget {
    cells: usize,
    text: usize,
    merges: usize,
}

impl Budget {
    /// Counts one more filled cell.
    pub(super) fn cell(&mut self) -> Result<(), Problem> {
        self.cells = self.cells.saturating_add(1);
        if self.cells > CELLS { Err(refusal::too_large("cells", CELLS)) } else { Ok(()) }
    }

    /// Counts one more merged area.
    pub(super) fn merge(&mut self) -> Result<(), Problem> {
        self.merges = self.merges.saturating_add(1);
        if self.merges > MERGES { Err(refusal::too_large("merges", MERGES)) } else { Ok(()) }
    }

    /// Counts bytes of text that will be kept.
    pub(super) fn text(&mut self, bytes: usize) -> Result<(), Problem> {
        self.text = self.text.saturating_add(bytes);
        if self.text > TEXT_BYTES { Err(refusal::too_large("text", TEXT_BYTES / 1_048_576)) } else { Ok(()) }
    }
}
