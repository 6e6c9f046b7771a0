//! The second reader: what counts is read once more by calamine, which shares no code with ours, and every cell in which the
//! two differ is told. A file that shows one figure and holds another is never scored.
//!
//! Calamine opens only what our own reader has read to its end within its bounds, since it allocates what a file claims (the
//! head of the parent module). What it could not be trusted with is kept from it: formats and themes, the texts of formulas,
//! claimed sizes.

mod eager;
mod indented;
mod overlay;
mod xlsx;

use std::cell::Cell as Flag;
use std::collections::BTreeMap;

pub(super) use self::eager::{ods, xls};
pub(super) use self::xlsx::{Tabs, xlsx};
use super::letters::{STROKE, lowered};
use super::value::{self, Epoch, Shown};
use super::{Difference, Sheet, Value, merges};
use crate::decimal;

/// Differences of a sheet that are kept: the first ones tell what is wrong with it.
const MOST: usize = 100;

thread_local! {
    static READING: Flag<bool> = const { Flag::new(false) };
}

/// Whether this thread is within the second reader, where a panic is an answer: the file can't be read by it.
pub fn is_reading() -> bool {
    READING.with(Flag::get)
}

/// What calamine makes of something; `None` where it gives up.
fn attempt<T>(read: impl FnOnce() -> Option<T>) -> Option<T> {
    READING.with(|flag| flag.set(true));
    let answer = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    READING.with(|flag| flag.set(false));
    answer.ok().flatten()
}

/// What the second reader sees in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Seen<'a> {
    Nothing,
    Number(f64),
    Text(&'a str),
    Bool(bool),
    Day(&'a str),
    Time(&'a str),
    Error(&'a str),
}

/// Compares a sheet's cells with what is seen, cell by cell in reading order.
struct Comparison<'a, I: Iterator<Item = ((u32, u16), &'a Value)>> {
    ours: std::iter::Peekable<I>,
    epoch: Epoch,
    /// What only the second reader sees, perhaps under a merged area.
    extra: BTreeMap<(u32, u16), String>,
    differences: Vec<Difference>,
}

/// A comparison with what our reader found in a sheet.
fn comparison(sheet: &Sheet) -> Comparison<'_, impl Iterator<Item = ((u32, u16), &Value)>> {
    let epoch = if sheet.days_from_1904 { Epoch::Y1904 } else { Epoch::Y1900 };
    let ours = sheet.cells.iter().map(|(at, cell)| (*at, &cell.value)).peekable();
    Comparison { ours, epoch, extra: BTreeMap::new(), differences: Vec::new() }
}

impl<'a, I: Iterator<Item = ((u32, u16), &'a Value)>> Comparison<'a, I> {
    /// Takes the next cell that the second reader sees.
    fn see(&mut self, row: u32, column: u32, seen: Seen<'_>) {
        let Ok(column) = u16::try_from(column) else { return };
        let at = (row, column);
        while let Some((unseen, value)) = self.ours.next_if(|(ours, _)| *ours < at) {
            self.judge(unseen, value, Seen::Nothing);
        }
        match self.ours.next_if(|(ours, _)| *ours == at) {
            Some((_, value)) => self.judge(at, value, seen),
            None if shown(seen).trim().is_empty() => {}
            None => {
                if self.extra.len() < super::limits::CELLS {
                    self.extra.insert(at, cut(&shown(seen)));
                }
            }
        }
    }

    fn judge(&mut self, (row, column): (u32, u16), ours: &Value, seen: Seen<'_>) {
        if self.differences.len() < MOST && !agree(ours, seen, self.epoch) {
            let first = super::Cell::plain(ours.clone()).shown();
            self.differences.push(Difference {
                at: Some((row, column)),
                first: cut(&first),
                second: cut(&shown(seen)),
            });
        }
    }

    /// What differs, once everything was seen.
    fn finish(mut self, sheet: &Sheet) -> Vec<Difference> {
        while let Some((unseen, value)) = self.ours.next() {
            self.judge(unseen, value, Seen::Nothing);
        }
        merges::uncover(&mut self.extra, &sheet.merges);
        let extra = self.extra.into_iter();
        self.differences
            .extend(extra.map(|(at, second)| Difference { at: Some(at), first: String::new(), second }).take(MOST));
        self.differences
    }
}

/// A sheet that the second reader can't read.
fn unreadable() -> Vec<Difference> {
    vec![Difference { at: None, first: String::new(), second: String::new() }]
}

/// Whether both mean one content.
fn agree(ours: &Value, seen: Seen<'_>, epoch: Epoch) -> bool {
    match (ours, seen) {
        // A problem wherever it is used, whatever was saved beside the formula.
        (Value::Uncalculated, _) => true,
        (Value::Number(ours), Seen::Number(seen)) => decimal::from_excel(seen) == Some(*ours),
        (Value::Date(_), Seen::Number(seen)) => value::number(seen, &Shown::Date.into(), epoch).value == *ours,
        (Value::Unusable(_), Seen::Number(seen)) => {
            matches!(value::number(seen, &Shown::Plain.into(), epoch).value, Value::Unusable(_))
        }
        (Value::Date(ours), Seen::Day(seen)) => value::iso_date(seen) == Some(*ours),
        (Value::Date(ours), Seen::Time(seen)) => super::duration::time(seen) == Some(*ours),
        (Value::Bool(ours), Seen::Bool(seen)) => *ours == seen,
        // In .ods a truth value may be a number that is shown as one.
        (Value::Bool(ours), Seen::Number(seen)) => decimal::from_excel(seen) == Some(u8::from(*ours).into()),
        // An error of a kind that calamine does not know is passed over by it.
        (Value::Error(ours), Seen::Nothing) => !KNOWN_ERRORS.contains(&ours.as_str()),
        (Value::Error(ours), Seen::Error(seen) | Seen::Text(seen)) => same_letters(ours, seen),
        (Value::Text(ours), Seen::Text(seen)) => same_letters(ours, seen),
        (Value::Unusable(ours), Seen::Text(seen) | Seen::Day(seen) | Seen::Time(seen)) => same_letters(ours, seen),
        // Blanks alone are nothing to see.
        (Value::Text(ours), Seen::Nothing) => ours.trim().is_empty(),
        _ => false,
    }
}

/// The errors that calamine reads.
const KNOWN_ERRORS: &[&str] = &["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// Whether two texts are the same but for blanks and line breaks, which readers keep or drop at the ends of runs.
fn same_letters(first: &str, second: &str) -> bool {
    first == second || letters(first).eq(letters(second))
}

/// The letters of a text as the second reader sees them: it knows nothing of what is struck out or raised within a text.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace() && *c != STROKE).map(lowered)
}

fn shown(seen: Seen<'_>) -> String {
    match seen {
        Seen::Nothing => String::new(),
        Seen::Number(number) => decimal::from_excel(number).map_or_else(|| number.to_string(), decimal::plain),
        Seen::Text(text) | Seen::Day(text) | Seen::Time(text) | Seen::Error(text) => text.to_owned(),
        Seen::Bool(value) => if value { "TRUE" } else { "FALSE" }.to_owned(),
    }
}

/// The beginning of a long text.
fn cut(text: &str) -> String {
    /// Characters of a content in a message.
    const LONGEST: usize = 40;
    text.char_indices()
        .nth(LONGEST)
        .map_or_else(|| text.to_owned(), |(end, _)| text.get(..end).unwrap_or_default().to_owned() + "…")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Area, Cell};

    fn sheet(cells: &[((u32, u16), Value)]) -> Sheet {
        let cells = cells.iter().map(|(at, value)| (*at, Cell::plain(value.clone()))).collect();
        Sheet { name: "数据".into(), cells, ..Sheet::default() }
    }

    fn differences(sheet: &Sheet, seen: &[((u32, u32), Seen<'_>)]) -> Vec<String> {
        let mut comparison = comparison(sheet);
        for ((row, column), seen) in seen {
            comparison.see(*row, *column, *seen);
        }
        let told = |d: Difference| format!("{:?} {}/{}", d.at.unwrap(), d.first, d.second);
        comparison.finish(sheet).into_iter().map(told).collect()
    }

    #[test]
    fn only_what_differs_is_told() {
        let number = |text: &str| Value::Number(text.parse().unwrap());
        let ours = sheet(&[
            ((0, 0), Value::Text("工号".into())),
            ((1, 0), number("80")),
            ((1, 1), number("0.3")),
            ((2, 0), Value::Error("#SPILL!".into())),
            ((2, 1), Value::Uncalculated),
            ((2, 2), Value::Date(value::iso_date("2026-11-05").unwrap())),
        ]);
        let same = [
            ((0, 0), Seen::Text(" 工 号 ")),
            ((0, 5), Seen::Nothing),
            ((1, 0), Seen::Number(80.0)),
            ((1, 1), Seen::Number(0.1 + 0.2)),
            ((2, 2), Seen::Number(46_331.0)),
            ((3, 0), Seen::Text("  ")),
        ];
        assert_eq!(differences(&ours, &same), Vec::<String>::new());
        let other = [
            ((0, 0), Seen::Text("工号")),
            ((1, 0), Seen::Number(100.0)),
            ((2, 1), Seen::Number(0.0)),
            ((2, 2), Seen::Number(46_332.0)),
            ((3, 0), Seen::Bool(true)),
        ];
        assert_eq!(
            differences(&ours, &other),
            ["(1, 0) 80/100", "(1, 1) 0.3/", "(2, 2) 2026-11-05/46332", "(3, 0) /TRUE"]
        );
    }

    #[test]
    fn what_a_merged_area_covers_is_shown_by_nobody() {
        let mut ours = sheet(&[((0, 0), Value::Bool(true))]);
        let seen = [((0, 0), Seen::Bool(true)), ((0, 1), Seen::Number(1.0))];
        assert_eq!(differences(&ours, &seen), ["(0, 1) /1"]);
        ours.merges.push(Area::new(0, 0, 0, 1));
        assert_eq!(differences(&ours, &seen), Vec::<String>::new());
    }
}
