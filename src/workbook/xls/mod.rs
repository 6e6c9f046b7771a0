//! .xls of Excel 97 and later (MS-XLS, BIFF8): records of a stream in an OLE container, read one by one.

mod kept;
mod records;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use self::kept::kept_from_second;
use self::records::{Records, record};
use super::cfb::{Container, Stream, u16_at, u32_at};
use super::limits::{Budget, FORMATS, SHEETS};
use super::strings::Strings;
use super::value::{self, Epoch, Shown};
use super::{Area, Cell, Sheet, Value, Workbook, merges, own_output, refusal};
use crate::cell::CellRef;
use crate::diagnostic::{Code, Place, Problem};

/// The version that Excel 97 and later write into their first record.
const BIFF8: u16 = 0x0600;

fn damaged() -> Problem {
    refusal::damaged("Workbook")
}

/// What the first substream says about the rest.
#[derive(Default)]
struct Globals {
    epoch: Epoch,
    formats: Vec<Shown>,
    strings: Strings,
    /// Places and names of worksheets, in tab order.
    sheets: Vec<(usize, Arc<str>)>,
}

/// Reads the workbook; with it, where its sheets begin.
pub(super) fn read(container: &Container<'_>) -> Result<(Workbook, Vec<usize>), Problem> {
    let stream = container.stream("Workbook")?.ok_or_else(damaged)?;
    let mut budget = Budget::default();
    let globals = globals(&stream, &mut budget)?;
    let mut workbook = Workbook { is_own_output: is_own_output(container)?, ..Workbook::default() };
    for (place, name) in &globals.sheets {
        let sheet =
            sheet(&stream, *place, name, &globals, &mut budget).map_err(|problem| refusal::at_sheet(problem, name))?;
        workbook.sheets.push(sheet);
    }
    let places = globals.sheets.into_iter().map(|(place, _)| place).collect();
    Ok((workbook, places))
}

/// Whether the custom properties hold our mark; names and values stand there as plain or wide characters.
fn is_own_output(container: &Container<'_>) -> Result<bool, Problem> {
    /// Bytes of the property stream that are looked at.
    const LOOKED_AT: usize = 64 * 1024;
    let Some(stream) = container.stream("\u{5}DocumentSummaryInformation")? else { return Ok(false) };
    let mut bytes = Vec::new();
    if stream.read(0, stream.size().min(LOOKED_AT), &mut bytes).is_none() {
        return Ok(false);
    }
    let holds = |word: &str| {
        let plain = word.as_bytes().to_vec();
        let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [plain, wide].iter().any(|form| bytes.windows(form.len()).any(|part| part == form.as_slice()))
    };
    Ok(holds(own_output::NAME) && holds(own_output::VALUE))
}

fn globals(stream: &Stream<'_>, budget: &mut Budget) -> Result<Globals, Problem> {
    let mut globals = Globals::default();
    let mut own: BTreeMap<u16, Shown> = BTreeMap::new();
    let mut ids: Vec<u16> = Vec::new();
    let mut units = Vec::new();
    let mut names = BTreeSet::new();
    let mut records = Records::new(stream, 0);
    if records.advance() != Some(record::BOF) {
        return Err(damaged());
    }
    if u16_at(&records.data, 0) != Some(BIFF8) {
        return Err(refusal::file(Code::OldExcel));
    }
    loop {
        match records.advance().ok_or_else(damaged)? {
            record::EOF => break,
            record::FILE_PASS => return Err(refusal::file(Code::Encrypted)),
            record::DATE_1904 if u16_at(&records.data, 0) == Some(1) => globals.epoch = Epoch::Y1904,
            record::FORMAT => {
                let id = records.u16().ok_or_else(damaged)?;
                let code = records.string(&mut units).ok_or_else(damaged)?;
                own.insert(id, Shown::of_code(&code));
            }
            record::XF => {
                ids.push(u16_at(&records.data, 2).ok_or_else(damaged)?);
                if ids.len() > FORMATS {
                    return Err(refusal::too_large("formats", FORMATS));
                }
            }
            record::BOUND_SHEET => {
                let (place, name) = bound_sheet(&mut records).ok_or_else(damaged)?;
                if globals.sheets.len() >= SHEETS {
                    return Err(refusal::too_large("sheets", SHEETS));
                }
                if let Some(name) = name {
                    budget.text(name.len())?;
                    let twice = globals.sheets.iter().any(|(at, _)| *at == place);
                    if twice || !names.insert(name.to_lowercase()) {
                        return Err(refusal::ambiguous("name").with("part", name));
                    }
                    globals.sheets.push((place, Arc::from(name)));
                }
            }
            record::SST => {
                // The counts may lie: strings are read until the record and its continuations end. A cell that names one
                // beyond is damaged.
                let unique = records.u32().and_then(|_| records.u32()).ok_or_else(damaged)?;
                for _ in 0..unique {
                    if records.is_at_end() {
                        break;
                    }
                    let text = records.string(&mut units).ok_or_else(damaged)?;
                    globals.strings.push(&text, budget)?;
                }
            }
            _ => {}
        }
    }
    globals.formats =
        ids.iter().map(|id| own.get(id).copied().unwrap_or_else(|| Shown::builtin(u32::from(*id)))).collect();
    Ok(globals)
}

/// Place and name of a tab; no name for charts and macro sheets, which hold no data.
fn bound_sheet(records: &mut Records<'_, '_>) -> Option<(usize, Option<String>)> {
    let place = usize::try_from(records.u32()?).ok()?;
    let _visible = records.byte()?;
    let kind = records.byte()?;
    let count = usize::from(records.byte()?);
    let flags = records.byte()?;
    let mut units = Vec::new();
    records.characters(count, flags, &mut units)?;
    Some((place, (kind == 0).then(|| String::from_utf16_lossy(&units))))
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
}

fn sheet(
    stream: &Stream<'_>,
    place: usize,
    name: &Arc<str>,
    globals: &Globals,
    budget: &mut Budget,
) -> Result<Sheet, Problem> {
    let mut records = Records::new(stream, place);
    if records.advance() != Some(record::BOF) {
        return Err(damaged());
    }
    let mut reading =
        Reading { name, globals, cells: BTreeMap::new(), merges: Vec::new(), awaits_text: None, units: Vec::new() };
    // Sheets lie one behind the other: one within another would be read again and again.
    let end = globals.sheets.iter().map(|(other, _)| *other).filter(|other| *other > place).min();
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
    Ok(Sheet { name: name.clone(), cells: reading.cells, merges: reading.merges, days_from_1904, ..Sheet::default() })
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
            Some(at) => self.put(at, Some(Cell { value: Value::Uncalculated, percent: false }), budget),
            None => Ok(()),
        }
    }

    fn number(&self, number: f64, format: u16) -> Option<Cell> {
        let shown = self.globals.formats.get(usize::from(format)).copied().unwrap_or_default();
        Some(value::number(number, shown, self.globals.epoch))
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
        if kind == record::STRING {
            let text = records.string(&mut self.units).ok_or_else(damaged)?;
            let Some(at) = self.awaits_text.take() else { return Ok(()) };
            return self.put(at, value::text(text), budget);
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
        self.cell(kind, records, budget)?.ok_or_else(damaged)
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
            _ => match eight(&records.data, 6) {
                // The last two bytes full: no number, but what the first byte says.
                Some([0, _, _, _, _, _, 0xFF, 0xFF]) => {
                    self.awaits_text = Some(at);
                    None
                }
                Some([1, _, value, _, _, _, 0xFF, 0xFF]) => Some(bool_or_error(value, false)),
                Some([2, _, value, _, _, _, 0xFF, 0xFF]) => Some(bool_or_error(value, true)),
                Some([_, _, _, _, _, _, 0xFF, 0xFF]) => None,
                Some(bytes) => self.number(f64::from_le_bytes(bytes), format),
                None => return Ok(None),
            },
        };
        self.put(at, cell, budget).map(Some)
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
            column = column.saturating_add(1);
        }
        Ok(Some(()))
    }
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

fn eight(bytes: &[u8], at: usize) -> Option<[u8; 8]> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok()
}

/// A packed number (MS-XLS 2.5.217): an integer or the upper half of a float, perhaps times a hundred.
fn unpacked(packed: u32) -> f64 {
    let value = if packed & 2 == 2 {
        f64::from(i32::from_le_bytes(packed.to_le_bytes()) >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 == 1 { value / 100.0 } else { value }
}

fn bool_or_error(value: u8, is_error: bool) -> Cell {
    let value = if is_error {
        let name = match value {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0F => "#VALUE!",
            0x17 => "#REF!",
            0x1D => "#NAME?",
            0x24 => "#NUM!",
            0x2A => "#N/A",
            _ => "#ERROR!",
        };
        Value::Error(name.to_owned())
    } else {
        Value::Bool(value == 1)
    };
    Cell { value, percent: false }
}
