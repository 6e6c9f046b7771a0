//! A second block of the same people below blank rows of a data sheet: last month's table, or a draft, is added to the first one.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::Findings;
use super::grid::{shown, tidy};
use super::table::Table;
use crate::model::DataRow;
use crate::model::layout::Column;
use crate::problem::{Code, Problem};

/// People from which on a block is one: two rows of one person are two rows.
const PEOPLE: usize = 2;

/// Warns of such blocks, where no day or month tells the rows apart. `read`: the columns of figures.
pub(super) fn tell(table: &Table<'_>, read: &[Option<u16>], rows: &[DataRow], findings: &mut Findings) {
    let dated = |row: &&DataRow| [Column::Date, Column::Month].iter().any(|told| table.cell(row.row, *told).is_some());
    let blocks = parted(table, rows);
    let Some((first, later)) = blocks.split_first() else { return };
    let Some(known) = once_each(first) else { return };
    for block in later {
        let Some(again) = once_each(block).filter(|again| again.len() >= PEOPLE) else { continue };
        if block.iter().all(dated) {
            continue;
        }
        let repeats = again.keys().all(|id| known.contains_key(id));
        let told_apart = table.others.iter().map(|(column, _)| *column).filter(|column| !read.contains(&Some(*column)));
        let mut told_apart = told_apart.filter(|column| {
            again.iter().any(|(id, row)| {
                let said = |row: u32| table.grid.own(row, *column).map(|cell| tidy(&shown(cell))).unwrap_or_default();
                known.get(id).is_some_and(|earlier| said(*earlier) != said(*row))
            })
        });
        if let (true, None, Some(row)) = (repeats, told_apart.next(), block.first()) {
            findings.add(
                Problem::new(Code::BlockAgain, &table.at(row.row, Column::Id))
                    .with("other", first.first().map(|row| table.at(row.row, Column::Id).a1()).unwrap_or_default())
                    .with("count", again.len()),
            );
        }
    }
}

/// The rows as they are parted by rows that hold nothing.
fn parted<'r>(table: &Table<'_>, rows: &'r [DataRow]) -> Vec<Vec<&'r DataRow>> {
    let mut in_order: Vec<&DataRow> = rows.iter().collect();
    in_order.sort_by_key(|row| row.row);
    let is_blank = |row: u32| table.grid.filled(row).next().is_none();
    let mut blocks: Vec<Vec<&DataRow>> = Vec::new();
    let mut last = None;
    for row in in_order {
        let apart = last.is_none_or(|last: u32| (last.saturating_add(1)..row.row).any(is_blank));
        match blocks.last_mut().filter(|_| !apart) {
            Some(block) => block.push(row),
            None => blocks.push(vec![row]),
        }
        last = Some(row.row);
    }
    blocks
}

/// The row of each person, where nobody has two.
fn once_each<'r>(block: &[&'r DataRow]) -> Option<BTreeMap<&'r str, u32>> {
    let ids: BTreeSet<&str> = block.iter().map(|row| &*row.id).collect();
    (ids.len() == block.len()).then(|| block.iter().map(|row| (&*row.id, row.row)).collect())
}
