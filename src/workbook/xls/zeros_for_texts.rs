//! Zeros of an .xls file that stand for texts: LibreOffice saves a formula's text as 0 where the cell has a number format of its
//! own. Such a zero is taken back where the formula may give a text.

use std::collections::BTreeMap;

use super::text_result::{self, Outcome};
use crate::workbook::{Value, Workbook};

/// A formula with such a zero: its cell, and what its result comes from.
pub(super) type Doubt = ((u32, u16), Outcome);

/// The zeros of a sheet that is being read.
#[derive(Default)]
pub(super) struct Zeros {
    doubts: Vec<Doubt>,
    /// Cells that share a formula, with the cell that holds it.
    sharing: Vec<((u32, u16), (u32, u16))>,
    /// The tokens of formulas that several cells share, by the cell that holds them.
    shared: BTreeMap<(u32, u16), Vec<u8>>,
    /// The last formula's cell.
    last: (u32, u16),
}

impl Zeros {
    /// Goes on to the next formula.
    pub(super) fn at(&mut self, cell: (u32, u16)) {
        self.last = cell;
    }

    /// Takes a formula's record whose value is 0.
    pub(super) fn take(&mut self, at: (u32, u16), record: &[u8]) {
        let Some(tokens) = text_result::tokens(record) else { return };
        match text_result::base(tokens) {
            Some(base) => self.sharing.push((at, base)),
            None => self.doubts.extend(text_result::outcome(tokens, at).map(|outcome| (at, outcome))),
        }
    }

    /// Keeps the formula that the last cell shares with others; `fills`: it fills an area.
    pub(super) fn share(&mut self, record: &[u8], fills: bool) {
        if let Some(tokens) = text_result::shared_tokens(record, fills) {
            self.shared.insert(self.last, tokens.to_vec());
        }
    }

    /// The zeros that may be texts.
    pub(super) fn doubts(self) -> Vec<Doubt> {
        let Self { mut doubts, sharing, shared, .. } = self;
        for (at, base) in sharing {
            let outcome = shared.get(&base).and_then(|tokens| text_result::outcome(tokens, at));
            doubts.extend(outcome.map(|outcome| (at, outcome)));
        }
        doubts
    }
}

/// Takes back the zeros of formulas that give a text.
///
/// `names`: the tabs, without those of charts; `externals`: the tab of each sheet that references to other sheets name;
/// `doubts`: each with the places of its sheet among the tabs and in the workbook.
pub(super) fn settle(
    workbook: &mut Workbook,
    names: &[Option<&str>],
    externals: &[u16],
    mut doubts: Vec<(usize, usize, Doubt)>,
) {
    /// Formulas that refer to one another in a chain, each with such a zero.
    const LINKS: usize = 16;
    /// Cells that are looked at in all; beyond, a zero is not believed.
    const LOOKED_AT: usize = 5_000_000;
    let left = std::cell::Cell::new(LOOKED_AT);
    let sheets: Vec<Option<usize>> =
        names.iter().map(|name| workbook.sheets.iter().position(|sheet| Some(&*sheet.name) == *name)).collect();
    for _ in 0..LINKS {
        let mut found = Vec::new();
        doubts.retain(|(tab, sheet, (at, outcome))| {
            let is_text = outcome.may_be_text(|external, row, column| {
                let tab = match external {
                    Some(external) => externals.get(usize::from(external)).map_or(usize::MAX, |tab| usize::from(*tab)),
                    None => *tab,
                };
                let Some(rest) = left.get().checked_sub(1) else { return true };
                left.set(rest);
                let target = sheets.get(tab).copied().flatten().and_then(|sheet| workbook.sheets.get(sheet));
                let cell = target.and_then(|sheet| sheet.get(row, column));
                cell.is_some_and(|cell| matches!(cell.value, Value::Text(_) | Value::Uncalculated))
            });
            if is_text {
                found.push((*sheet, *at));
            }
            !is_text
        });
        for (sheet, at) in &found {
            if let Some(cell) = workbook.sheets.get_mut(*sheet).and_then(|sheet| sheet.cells.get_mut(at)) {
                cell.value = Value::Uncalculated;
            }
        }
        if found.is_empty() {
            return;
        }
    }
}
