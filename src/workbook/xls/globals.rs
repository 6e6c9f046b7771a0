//! The first substream of a workbook: its tabs, formats, fonts and texts, which the others refer to by number.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::records::{Records, record};
use super::{BIFF8, damaged};
use crate::problem::{Code, Problem};
use crate::workbook::calculation::Belief;
use crate::workbook::cfb::{Stream, u16_at, u32_at};
use crate::workbook::letters::Lettering;
use crate::workbook::limits::{Budget, FORMATS, SHEETS};
use crate::workbook::refusal;
use crate::workbook::strings::Strings;
use crate::workbook::value::{Epoch, Style};

/// What the first substream says about the rest.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) epoch: Epoch,
    pub(super) formats: Vec<Style>,
    fonts: Vec<Lettering>,
    pub(super) strings: Strings,
    /// Number formats that show a number by its own code, by cell format: not `General`.
    pub(super) coded: Vec<bool>,
    /// All tabs, in their order.
    pub(super) tabs: Vec<Tab>,
    /// The tab that each entry of the list of external sheets begins at, as references name it.
    pub(super) externals: Vec<u16>,
    pub(super) belief: Belief,
    /// Which engine calculated last, where that is told.
    pub(super) has_engine: bool,
    /// LibreOffice wrote the file: it saves a text as 0 where the cell has a number format of its own.
    pub(super) texts_as_zero: bool,
}

impl Globals {
    /// How a font looks. Their numbers leave out 4 (MS-XLS 2.5.129).
    fn look(&self, font: u16) -> Lettering {
        let at = if font > 4 { font.saturating_sub(1) } else { font };
        self.fonts.get(usize::from(at)).copied().unwrap_or_default()
    }
}

/// A tab.
pub(super) struct Tab {
    /// The place of its substream.
    pub(super) place: usize,
    /// Empty for charts and macro sheets, which hold no data.
    pub(super) name: Option<Arc<str>>,
    pub(super) is_hidden: bool,
}

pub(super) fn read(stream: &Stream<'_>, budget: &mut Budget) -> Result<Globals, Problem> {
    let mut globals = Globals::default();
    let mut own: BTreeMap<u16, Style> = BTreeMap::new();
    let mut ids: Vec<(u16, u16)> = Vec::new();
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
            record::FONT => {
                let (flags, script) = (u16_at(&records.data, 2).unwrap_or_default(), u16_at(&records.data, 8));
                let look = Lettering { struck: flags & 8 != 0, raised: script.is_some_and(|script| script != 0) };
                globals.fonts.push(look);
                if globals.fonts.len() > FORMATS {
                    return Err(refusal::too_large("formats", FORMATS));
                }
            }
            record::FORMAT => {
                let id = records.u16().ok_or_else(damaged)?;
                let code = records.string(&mut units).ok_or_else(damaged)?;
                own.insert(id, Style::of_code(&code));
            }
            record::XF => {
                let font = u16_at(&records.data, 0).ok_or_else(damaged)?;
                ids.push((u16_at(&records.data, 2).ok_or_else(damaged)?, font));
                if ids.len() > FORMATS {
                    return Err(refusal::too_large("formats", FORMATS));
                }
            }
            record::BOUND_SHEET => {
                let (place, name, is_hidden) = bound_sheet(&mut records).ok_or_else(damaged)?;
                if globals.tabs.len() >= SHEETS {
                    return Err(refusal::too_large("sheets", SHEETS));
                }
                if let Some(name) = &name {
                    budget.text(name.len())?;
                    let twice = globals.tabs.iter().any(|tab| tab.name.is_some() && tab.place == place);
                    if twice || !names.insert(name.to_lowercase()) {
                        return Err(refusal::ambiguous("name").with("part", name));
                    }
                }
                globals.tabs.push(Tab { place, name: name.map(Arc::from), is_hidden });
            }
            record::EXTERN_SHEET => {
                let count = u16_at(&records.data, 0).unwrap_or_default();
                for index in 0..usize::from(count) {
                    let at = index.saturating_mul(6).saturating_add(4);
                    globals.externals.extend(u16_at(&records.data, at));
                }
            }
            record::RECALCULATION => {
                globals.has_engine = true;
                if u32_at(&records.data, 4) == Some(0) {
                    globals.belief = globals.belief.and(Belief::Filled);
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
                    let text = records.rich_string(&mut units, &|font| globals.look(font)).ok_or_else(damaged)?;
                    globals.strings.push(&text, budget)?;
                }
            }
            _ => {}
        }
    }
    globals.coded = ids.iter().map(|(id, _)| *id != 0).collect();
    let style = |id: &u16| own.get(id).cloned().unwrap_or_else(|| Style::builtin(u32::from(*id)));
    let styles = ids.iter().map(|(id, font)| Style { struck: globals.look(*font).struck, ..style(id) });
    globals.formats = styles.collect();
    Ok(globals)
}

/// Place and name of a tab, and whether it is hidden; no name for charts and macro sheets, which hold no data.
fn bound_sheet(records: &mut Records<'_, '_>) -> Option<(usize, Option<String>, bool)> {
    let place = usize::try_from(records.u32()?).ok()?;
    let is_hidden = records.byte()? & 3 != 0;
    let kind = records.byte()?;
    let count = usize::from(records.byte()?);
    let flags = records.byte()?;
    let mut units = Vec::new();
    records.characters(count, flags, &mut units)?;
    Some((place, (kind == 0).then(|| String::from_utf16_lossy(&units)), is_hidden))
}
