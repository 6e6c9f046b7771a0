//! Columns that nothing reads: said, so that nobody believes that they count.

use std::collections::{BTreeMap, BTreeSet};

use super::deciding::decides;
use super::findings::Findings;
use super::grid::{shown, tidy};
use super::table::{Table, is_slip};
use super::{secret, set_aside};
use crate::cell::column_name;
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::problem::{Code, Place, Problem};
use crate::text::key;

/// Headings of a unit in each row.
const UNITS: [&str; 5] = ["单位", "计量单位", "金额单位", "unit", "units"];

impl Table<'_> {
    fn is_filled(&self, row: u32, column: u16) -> bool {
        self.grid.own(row, column).is_some_and(|cell| !tidy(&shown(cell)).is_empty())
    }

    /// Whether a column of a data sheet says another unit in one row than in the next: 元, 万元.
    fn has_several_units(&self, column: u16, heading: &str, wanted: &[Column]) -> Option<&'static str> {
        let is_data = wanted.contains(&Column::Date) && !wanted.contains(&Column::AdjustmentKind);
        if !is_data || !UNITS.contains(&key(heading).as_str()) {
            return None;
        }
        let cells = self.rows.iter().filter_map(|row| self.grid.own(*row, column));
        let units: BTreeSet<String> = cells.map(|cell| key(&shown(cell))).filter(|unit| !unit.is_empty()).collect();
        (units.len() > 1).then_some("data")
    }

    /// Notes the columns that nothing reads; as a warning one that is nearly a column which is not there, and one within the
    /// table that has no header. `meant` are names of columns that are not there beside those wanted.
    pub(super) fn note_others(
        &self,
        wanted: &[Column],
        meant: &[String],
        known: &dyn Fn(&str) -> bool,
        lang: Lang,
        findings: &mut Findings,
    ) {
        for (column, typed) in self.others.iter().filter(|(_, typed)| !known(typed)) {
            let place = Place::Cell(self.grid.at(self.header, *column));
            let absent = wanted.iter().filter(|c| self.column(**c).is_none()).map(|c| c.name(lang));
            let mut absent = absent.chain(meant.iter().map(String::as_str));
            // Whoever fills in passwords believes that the workbooks are locked, whatever stands above them.
            let secret = wanted.contains(&Column::Password)
                && self.column(Column::Password).is_none()
                && secret::is_of_passwords(typed);
            let near = absent
                .find(|name| is_slip(typed, name))
                .or(secret.then(|| Column::Password.name(lang)))
                .or(set_aside::is_of_dates(self, wanted, *column, typed).then(|| Column::Date.name(lang)));
            let deciding = || {
                let decided = decides(wanted, typed).or_else(|| self.has_several_units(*column, typed, wanted));
                decided.filter(|_| self.rows.iter().any(|row| self.is_filled(*row, *column)))
            };
            findings.add(match (near, deciding()) {
                (Some(name), _) => {
                    Problem::new(Code::ColumnNearly, place).with("column", tidy(typed)).with("nearest", name)
                }
                (None, Some(table)) => {
                    Problem::new(Code::ColumnDecides, place).with("column", tidy(typed)).with("table", table)
                }
                (None, None) => Problem::new(Code::ExtraColumn, place).with("column", tidy(typed)),
            });
        }
        for (column, cells) in self.unheaded() {
            findings.add(
                Problem::new(Code::ColumnUnheaded, Place::Cell(self.grid.at(self.header, column)))
                    .with("column", column_name(column))
                    .with("count", cells),
            );
        }
    }

    /// The columns between two headers that have none and are filled in half of the rows or more, with how many cells.
    pub(super) fn unheaded(&self) -> Vec<(u16, usize)> {
        let headed = self.columns.values().copied().chain(self.others.iter().map(|(at, _)| *at));
        let Some((first, last)) = headed.fold(None, |span: Option<(u16, u16)>, at| {
            Some(span.map_or((at, at), |(first, last)| (first.min(at), last.max(at))))
        }) else {
            return Vec::new();
        };
        let above = self.header.saturating_sub(1);
        let open = |column: &u16| {
            self.grid.merge(self.header, *column).is_none()
                && self.grid.text(self.header, *column).is_empty()
                && self.grid.text(above, *column).is_empty()
        };
        let mut cells: BTreeMap<u16, usize> = (first..last).filter(open).map(|column| (column, 0)).collect();
        if !cells.is_empty() {
            for (column, _) in self.rows.iter().flat_map(|row| self.grid.filled(*row)) {
                if let Some(count) = cells.get_mut(&column) {
                    *count = count.saturating_add(1);
                }
            }
        }
        cells.into_iter().filter(|(_, count)| *count > 0 && count.saturating_mul(2) >= self.rows.len()).collect()
    }
}
