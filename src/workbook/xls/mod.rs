//! .xls of Excel 97 and later (MS-XLS, BIFF8): records of a stream in an OLE container, read one by one.

mod globals;
mod kept;
mod packed;
mod records;
mod sealed;
mod text_result;
mod version;
mod zeros_for_texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use self::globals::{Globals, Tab};
pub(super) use self::kept::kept_from_second;
use self::packed::{bool_or_error, eight, unpacked};
use self::records::{Records, record};
pub(super) use self::sealed::opened;
pub(super) use self::version::is_older;
use self::zeros_for_texts::{Doubt, Zeros};
use super::calculation::Belief;
use super::cfb::{Container, Stream, u16_at, u32_at};
use super::limits::Budget;
use super::value::{self, Epoch, Style};
use super::{Area, Cell, Hidden, Sheet, Value, Workbook, merges, own_output, refusal};
use crate::cell::CellRef;
use crate::problem::{Place, Problem};

/// The version that Excel 97 and later write into their first record.
const BIFF8: u16 = 0x0600;

/// What the first record of a sheet of cells says.
const WORKSHEET: u16 = 0x0010;

fn damaged() -> Problem {
    refusal::damaged("Workbook")
}

/// Reads the workbook; with it, where its sheets begin.
pub(super) fn read(container: &Container<'_>) -> Result<(Workbook, Vec<usize>), Problem> {
    let stream = container.stream("Workbook")?.ok_or_else(damaged)?;
    // Excel writes the same for its older versions into a second stream. In one of this version other programs look first.
    if let Some(older) = container.stream("Book")?
        && Records::new(&older, 0).begins().is_none_or(|(version, _)| version == BIFF8)
    {
        return Err(refusal::ambiguous("stream"));
    }
    let mut budget = Budget::default();
    let mut globals = globals::read(&stream, &mut budget)?;
    // Excel, WPS and LibreOffice say who they are and which engine calculated; libraries that write cells only do not.
    if !globals.has_engine && !container.has(SUMMARY) {
        globals.belief = globals.belief.and(Belief::Filled);
    }
    globals.texts_as_zero = holds(container, "\u{1}CompObj", LIBRE_OFFICE)?;
    let mut workbook = Workbook { is_own_output: is_own_output(container)?, ..Workbook::default() };
    let mut doubts = Vec::new();
    for (index, tab) in globals.tabs.iter().enumerate() {
        let Some(name) = &tab.name else { continue };
        let (sheet, own, is_manual) =
            sheet(&stream, tab, name, &globals, &mut budget).map_err(|problem| refusal::at_sheet(problem, name))?;
        doubts.extend(own.into_iter().map(|doubt| (index, workbook.sheets.len(), doubt)));
        workbook.is_manual |= is_manual;
        workbook.sheets.push(sheet);
    }
    let names: Vec<Option<&str>> = globals.tabs.iter().map(|tab| tab.name.as_deref()).collect();
    zeros_for_texts::settle(&mut workbook, &names, &globals.externals, doubts);
    let places = globals.tabs.iter().filter(|tab| tab.name.is_some()).map(|tab| tab.place).collect();
    Ok((workbook, places))
}

/// The stream in which programs name themselves.
const SUMMARY: &str = "\u{5}SummaryInformation";

/// How LibreOffice, in any language, calls the workbooks that it saves.
const LIBRE_OFFICE: &str = "Microsoft Excel 97-Tabelle";

/// Whether the custom properties hold our mark.
fn is_own_output(container: &Container<'_>) -> Result<bool, Problem> {
    const PROPERTIES: &str = "\u{5}DocumentSummaryInformation";
    Ok(holds(container, PROPERTIES, own_output::NAME)? && holds(container, PROPERTIES, own_output::VALUE)?)
}

/// Whether a stream of properties holds a word; names and values stand there as plain or wide characters.
fn holds(container: &Container<'_>, stream: &str, word: &str) -> Result<bool, Problem> {
    /// Bytes of the stream that are looked at.
    const LOOKED_AT: usize = 64 * 1024;
    let Some(stream) = container.stream(stream)? else { return Ok(false) };
    let mut bytes = Vec::new();
    if stream.read(0, stream.size().min(LOOKED_AT), &mut bytes).is_none() {
        return Ok(false);
    }
    let plain = word.as_bytes().to_vec();
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    Ok([plain, wide].iter().any(|form| bytes.windows(form.len()).any(|part| part == form.as_slice())))
}

/// The sheet that is being read.
struct Reading<'g> {
    name: &'g Arc<str>,
    globals: &'g Globals,
    cells: BTreeMap<(u32, u16), Cell>,
    merges: Vec<Area>,
    /// A formula whose text comes in a record of its own.
    awaits_text: Option<(u32, u16)>,
    units: Vec<u16>,
    hidden: Hidden,
    struck: BTreeSet<(u32, u16)>,
    belief: Belief,
    /// Formulas are calculated when somebody asks for it.
    is_manual: bool,
    has_formulas: bool,
    /// Areas that one formula fills.
    arrays: Vec<Area>,
    /// Zeros that perhaps stand for texts, where LibreOffice wrote the file.
    zeros: Option<Zeros>,
}

fn sheet(
    stream: &Stream<'_>,
    tab: &Tab,
    name: &Arc<str>,
    globals: &Globals,
    budget: &mut Budget,
) -> Result<(Sheet, Vec<Doubt>, bool), Problem> {
    let mut records = Records::new(stream, tab.place);
    // Of another version or kind than its tab says, other programs show nothing of it.
    if records.begins() != Some((BIFF8, WORKSHEET)) {
        return Err(damaged());
    }
    let mut reading = Reading {
        name,
        globals,
        cells: BTreeMap::new(),
        merges: Vec::new(),
        awaits_text: None,
        units: Vec::new(),
        hidden: Hidden::default(),
        struck: BTreeSet::new(),
        belief: globals.belief,
        is_manual: false,
        has_formulas: false,
        arrays: Vec::new(),
        zeros: globals.texts_as_zero.then(Zeros::default),
    };
    reading.hidden.sheet = tab.is_hidden;
    // Sheets lie one behind the other: one within another would be read again and again.
    let sheets = globals.tabs.iter().filter(|other| other.name.is_some());
    let end = sheets.map(|other| other.place).filter(|other| *other > tab.place).min();
    // Charts on the sheet are substreams of their own.
    let mut inside = 0_usize;
    loop {
        if end.is_some_and(|end| records.next > end) {
            return Err(refusal::ambiguous("stream"));
        }
        match records.advance().ok_or_else(damaged)? {
            record::BOF => inside = inside.saturating_add(1),
            record::EOF if inside == 0 => break,
            record::EOF => inside = inside.saturating_sub(1),
            _ if inside > 0 => {}
            kind => reading.take(kind, &mut records, budget)?,
        }
    }
    reading.give_up_waiting(budget)?;
    merges::uncover(&mut reading.cells, &reading.merges);
    let days_from_1904 = globals.epoch == Epoch::Y1904;
    let Reading { mut cells, merges, hidden, struck, belief, arrays, zeros, is_manual, has_formulas, .. } = reading;
    let doubts = zeros.map(Zeros::doubts).unwrap_or_default();
    for area in arrays.into_iter().filter(|_| belief != Belief::All) {
        for (at, cell) in cells.range_mut((area.top, 0)..=(area.bottom, u16::MAX)) {
            if (area.left..=area.right).contains(&at.1)
                && let Some(believed) = belief.of(Some(cell.clone()))
            {
                *cell = believed;
            }
        }
    }
    Ok((
        Sheet { name: name.clone(), cells, merges, days_from_1904, hidden, struck, ..Sheet::default() },
        doubts,
        is_manual && has_formulas,
    ))
}

impl Reading<'_> {
    fn put(&mut self, at: (u32, u16), cell: Option<Cell>, budget: &mut Budget) -> Result<(), Problem> {
        if let Some(cell) = cell {
            budget.cell()?;
            if let Value::Text(text) = &cell.value {
                budget.text(text.len())?;
            }
            if self.cells.insert(at, cell).is_some() {
                return Err(self.twice(at));
            }
        }
        Ok(())
    }

    /// The problem of a cell that has two records.
    fn twice(&self, (row, column): (u32, u16)) -> Problem {
        let mut problem = refusal::ambiguous("cell");
        problem.place = Place::Cell(CellRef::new(self.name.clone(), row, column));
        problem
    }

    /// A formula whose text never came was never calculated.
    fn give_up_waiting(&mut self, budget: &mut Budget) -> Result<(), Problem> {
        match self.awaits_text.take() {
            Some(at) => self.put(at, Some(Cell::plain(Value::Uncalculated)), budget),
            None => Ok(()),
        }
    }

    /// Takes note of a filled cell that its format strikes out; a text that comes later is one.
    fn strike(&mut self, at: (u32, u16), format: u16) {
        let is_struck = self.globals.formats.get(usize::from(format)).is_some_and(|style| style.struck);
        if is_struck && (self.cells.contains_key(&at) || self.awaits_text == Some(at)) {
            self.struck.insert(at);
        }
    }

    fn number(&self, number: f64, format: u16) -> Option<Cell> {
        let general = Style::default();
        let style = self.globals.formats.get(usize::from(format)).unwrap_or(&general);
        Some(value::number(number, style, self.globals.epoch))
    }

    fn take(&mut self, kind: u16, records: &mut Records<'_, '_>, budget: &mut Budget) -> Result<(), Problem> {
        if kind == record::MERGE_CELLS {
            let count = records.u16().ok_or_else(damaged)?;
            for _ in 0..count {
                budget.merge()?;
                self.merges.push(merge(records).ok_or_else(damaged)?);
            }
            return Ok(());
        }
        match kind {
            record::ROW | record::COLUMN_INFO => self.see(kind, &records.data),
            record::UNCALCULATED => self.belief = Belief::None,
            record::CALCULATION_MODE => self.is_manual = u16_at(&records.data, 0) == Some(0),
            record::CALCULATED_ON_SAVE if self.is_manual && u16_at(&records.data, 0) == Some(0) => {
                self.belief = Belief::None;
            }
            record::ARRAY => {
                budget.merge()?;
                self.arrays.extend(array(&records.data));
                self.zeros.iter_mut().for_each(|zeros| zeros.share(&records.data, true));
            }
            record::SHARED => self.zeros.iter_mut().for_each(|zeros| zeros.share(&records.data, false)),
            _ => {}
        }
        if kind == record::STRING {
            let text = records.string(&mut self.units).ok_or_else(damaged)?;
            let Some(at) = self.awaits_text.take() else { return Ok(()) };
            let cell = self.belief.of(value::text(text));
            return self.put(at, cell, budget);
        }
        if !matches!(
            kind,
            record::NUMBER
                | record::RK
                | record::MUL_RK
                | record::LABEL_SST
                | record::LABEL
                | record::RICH_LABEL
                | record::BLANK
                | record::MUL_BLANK
                | record::BOOL_ERR
                | record::FORMULA
        ) {
            return Ok(());
        }
        self.give_up_waiting(budget)?;
        self.has_formulas |= kind == record::FORMULA;
        self.cell(kind, records, budget)?.ok_or_else(damaged)
    }

    /// Whether a row or columns are hidden (MS-XLS 2.4.221 `fDyZero`, 2.4.53 `fHidden`), or of no height or width.
    fn see(&mut self, kind: u16, data: &[u8]) {
        let at = |place| u16_at(data, place);
        if kind == record::ROW {
            let flat = at(6).is_some_and(|height| height & 0x7FFF == 0);
            if let (Some(row), Some(flags)) = (at(0), at(12))
                && (flat || flags & 0x20 != 0)
            {
                self.hidden.add_rows(u32::from(row), u32::from(row));
            }
        } else if let (Some(first), Some(last), Some(width), Some(flags)) = (at(0), at(2), at(4), at(8))
            && (width == 0 || flags & 1 != 0)
        {
            self.hidden.add_columns(first, last);
        }
    }

    /// A cell's record; `Ok(None)` where it is shorter than it must be.
    fn cell(&mut self, kind: u16, records: &mut Records<'_, '_>, budget: &mut Budget) -> Result<Option<()>, Problem> {
        let (Some(row), Some(column), Some(format)) = (records.u16(), records.u16(), records.u16()) else {
            return Ok(None);
        };
        let at = (u32::from(row), column);
        let cell = match kind {
            record::NUMBER => match eight(&records.data, 6) {
                Some(bytes) => self.number(f64::from_le_bytes(bytes), format),
                None => return Ok(None),
            },
            record::RK => match u32_at(&records.data, 6) {
                Some(packed) => self.number(unpacked(packed), format),
                None => return Ok(None),
            },
            record::MUL_RK => return self.many(at, records, budget),
            record::LABEL_SST => {
                let index = u32_at(&records.data, 6).and_then(|index| usize::try_from(index).ok());
                match index.and_then(|index| self.globals.strings.get(index)) {
                    Some(text) => value::text(text.to_owned()),
                    None => return Ok(None),
                }
            }
            // Nothing but a format, which a filled cell has in its own record.
            record::BLANK | record::MUL_BLANK => {
                let last = if kind == record::BLANK { Some(column) } else { last_column(&records.data) };
                let Some(last) = last.filter(|last| *last >= column) else { return Ok(None) };
                if self.cells.range(at..=(at.0, last)).next().is_some() {
                    return Err(self.twice(at));
                }
                None
            }
            record::LABEL | record::RICH_LABEL => match records.string(&mut self.units) {
                Some(text) => value::text(text),
                None => return Ok(None),
            },
            record::BOOL_ERR => match (records.data.get(6), records.data.get(7)) {
                (Some(value), Some(is_error)) => Some(bool_or_error(*value, *is_error == 1)),
                _ => return Ok(None),
            },
            // Whose formula is none, other programs show an error of their own, whatever is saved beside it.
            _ if !text_result::tokens(&records.data).is_some_and(text_result::are_tokens) => return Ok(None),
            _ => match eight(&records.data, 6).inspect(|_| self.zeros.iter_mut().for_each(|zeros| zeros.at(at))) {
                // The last two bytes full: no number, but what the first byte says.
                Some([0, _, _, _, _, _, 0xFF, 0xFF]) => {
                    self.awaits_text = Some(at);
                    None
                }
                Some([1, _, value, _, _, _, 0xFF, 0xFF]) => Some(bool_or_error(value, false)),
                Some([2, _, value, _, _, _, 0xFF, 0xFF]) => Some(bool_or_error(value, true)),
                Some([_, _, _, _, _, _, 0xFF, 0xFF]) => self.belief.of(None),
                Some(bytes) => {
                    let number = f64::from_le_bytes(bytes);
                    let is_coded = self.globals.coded.get(usize::from(format)).copied().unwrap_or(false);
                    if number == 0.0 && is_coded {
                        self.zeros.iter_mut().for_each(|zeros| zeros.take(at, &records.data));
                    }
                    self.belief.of(self.number(number, format))
                }
                None => return Ok(None),
            },
        };
        self.put(at, cell, budget)?;
        self.strike(at, format);
        Ok(Some(()))
    }

    /// Numbers side by side: format and packed number each, then the last column.
    fn many(
        &mut self,
        (row, mut column): (u32, u16),
        records: &Records<'_, '_>,
        budget: &mut Budget,
    ) -> Result<Option<()>, Problem> {
        let Some(pairs) = records.data.get(4..records.data.len().saturating_sub(2)) else { return Ok(None) };
        for pair in pairs.chunks_exact(6) {
            let (Some(format), Some(packed)) = (u16_at(pair, 0), u32_at(pair, 2)) else { return Ok(None) };
            let cell = self.number(unpacked(packed), format);
            self.put((row, column), cell, budget)?;
            self.strike((row, column), format);
            column = column.saturating_add(1);
        }
        Ok(Some(()))
    }
}

/// The area that an array formula fills.
fn array(data: &[u8]) -> Option<Area> {
    let (top, bottom) = (u16_at(data, 0)?, u16_at(data, 2)?);
    let (left, right) = (u16::from(*data.get(4)?), u16::from(*data.get(5)?));
    Some(Area { top: u32::from(top), left, bottom: u32::from(bottom.max(top)), right: right.max(left) })
}

/// The last column of a record that ends with it.
fn last_column(data: &[u8]) -> Option<u16> {
    u16_at(data, data.len().checked_sub(2)?)
}

fn merge(records: &mut Records<'_, '_>) -> Option<Area> {
    let (top, bottom) = (u32::from(records.u16()?), u32::from(records.u16()?));
    let (left, right) = (records.u16()?, records.u16()?);
    Some(Area { top, left, bottom: bottom.max(top), right: right.max(left) })
}
