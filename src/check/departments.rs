//! Rows of another department among those of the own one: people, data or marks of both in one table.

use super::grid::{shown, tidy};
use super::table::{Table, bare};
use crate::text::key;

/// Headings of the department that a row belongs to, in the form of keys.
const HEADINGS: [&str; 8] =
    ["部门", "所属部门", "所在部门", "部门名称", "部别", "department", "dept", "departmentname"];

/// Whether a heading is that of departments.
pub(super) fn is_heading(header: &str) -> bool {
    HEADINGS.contains(&bare(header).as_str())
}

/// The rows of other departments with what they say. Teams of the own one bear its name, and a column of nothing else than other
/// names holds teams.
pub(super) fn others(table: &Table<'_>, column: u16, own: &str) -> Vec<u32> {
    let own = key(own);
    let typed = |row: &u32| Some((*row, key(&tidy(&table.grid.seen(*row, column).map(shown)?))));
    let all: Vec<(u32, String)> = table.rows.iter().filter_map(typed).filter(|(_, word)| !word.is_empty()).collect();
    if !all.iter().any(|(_, word)| *word == own) {
        return Vec::new();
    }
    let is_part = |word: &str| word.contains(&own) || own.contains(word);
    all.into_iter().filter(|(_, word)| !is_part(word)).map(|(row, _)| row).collect()
}
