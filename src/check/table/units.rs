//! What a sheet says of the units of a table's columns: in a heading, in a row of units under the headings, in a line 单位：…
//! above the table.

use rust_decimal::Decimal;

use super::{Table, bare, brackets};
use crate::cell::CellRef;
use crate::check::grid;
use crate::text::key;
use crate::unit::{Unit, UnitKind};

/// The unit that a header names in brackets behind its name, if any says one: (万元), （单位：万元）, (含税,千元), (万元)(含税). Two
/// that differ say none.
pub(in crate::check) fn named_unit(header: &str) -> Option<Unit> {
    brackets(header, &|_| false).iter().find_map(|said| unit_among(said))
}

/// The one known unit among the words of a bracket; by itself, or behind others.
fn unit_among(said: &str) -> Option<Unit> {
    let known = |word: &str| {
        let word = word.trim_start_matches("单位").trim_start_matches([':', '为']);
        let unit = Unit::read(word);
        (!matches!(unit.kind, UnitKind::Plain | UnitKind::Other(_))).then_some(unit)
    };
    if let Some(unit) = known(said) {
        return Some(unit);
    }
    let mut found: Option<Unit> = None;
    for part in said.split([',', '、', ';', '/', '|', ':', '-', '。']) {
        let Some(unit) = known(part).or_else(|| money_behind(part)) else { continue };
        if found.as_ref().is_some_and(|other| (&other.kind, other.factor) != (&unit.kind, unit.factor)) {
            return None;
        }
        found = Some(unit);
    }
    found
}

/// Multiples of money behind another word: 含税万元. 元 alone also ends other words (单元).
fn money_behind(part: &str) -> Option<Unit> {
    part.char_indices()
        .skip(1)
        .filter_map(|(at, _)| part.get(at..))
        .map(Unit::read)
        .find(|unit| unit.kind == UnitKind::Money && unit.factor != Decimal::ONE)
}

impl Table<'_> {
    /// The unit of a column whose values are of `kind`; `kind` itself where the sheet names none of it. 绩效工资基数(万元), but
    /// not (税前).
    pub(in crate::check) fn unit_of(&self, column: u16, kind: Unit) -> Unit {
        let heading = || named_unit(&self.grid.text(self.header, column));
        let below = || self.unit_below(column).map(|(_, unit)| unit);
        let above = || self.units_above().into_iter().map(|(_, unit)| unit);
        let fits = |unit: &Unit| unit.in_units_of(&kind).is_some();
        let own = heading().filter(fits).or_else(|| below().filter(fits)).or_else(|| above().find(fits));
        own.unwrap_or(kind)
    }

    /// A column's unit in the row of units under the headings, with its cell: 万元, (元), 单位：次.
    pub(in crate::check) fn unit_below(&self, column: u16) -> Option<(CellRef, Unit)> {
        let row = self.unit_row?;
        let word = bare(&self.grid.text(row, column));
        let word = word.trim_matches(['(', ')', '[', ']']).trim_start_matches("单位").trim_start_matches(':');
        (!word.is_empty()).then(|| (self.grid.at(row, column), Unit::read(word)))
    }

    /// The units of lines 单位：万元 above the table, each with its cell.
    pub(in crate::check) fn units_above(&self) -> Vec<(CellRef, Unit)> {
        let mut found = Vec::new();
        for row in 0..self.top {
            let filled: Vec<(u16, String)> =
                self.grid.filled(row).map(|(column, cell)| (column, key(&grid::shown(cell)))).collect();
            for (position, (column, text)) in filled.iter().enumerate() {
                let Some(rest) = behind_label(text) else { continue };
                let beside = filled.get(position.saturating_add(1)).map(|(_, text)| text.as_str()).unwrap_or_default();
                let named = if rest.is_empty() { beside } else { rest };
                let end = named.find([')', ']', '】', '。', '|']).unwrap_or(named.len());
                let named = named.get(..end).unwrap_or(named);
                found.extend(
                    named
                        .split(['、', ',', ';', '，', '和'])
                        .map(|word| (self.grid.at(row, *column), Unit::read(word)))
                        .filter(|(_, unit)| !matches!(unit.kind, UnitKind::Plain | UnitKind::Other(_))),
                );
            }
        }
        found
    }
}

/// The unit that a text names behind 单位：, 单位为 万元.
pub(in crate::check) fn unit_behind_label(text: &str) -> Option<Unit> {
    let word = key(text);
    let named = behind_label(&word)?;
    let end = named.find(|sign: char| !(sign.is_alphabetic() || sign == '%')).unwrap_or(named.len());
    let unit = Unit::read(named.get(..end)?);
    (!matches!(unit.kind, UnitKind::Plain | UnitKind::Other(_))).then_some(unit)
}

/// What stands behind 单位：, in the form of keys.
fn behind_label(text: &str) -> Option<&str> {
    ["单位:", "单位为", "单位是", "units:", "unit:", "amountsin", "amountin"]
        .iter()
        .find_map(|label| text.split_once(label))
        .map(|(_, rest)| rest)
        .or_else(|| (text == "单位" || text == "金额单位").then_some(""))
}
