//! Merged areas: what lies under them is dropped, as no program shows it.

use std::collections::BTreeMap;

use super::Area;

/// Removes the cells that a merged area covers, all but its top left one. One pass over cells and areas.
pub(super) fn uncover<T>(cells: &mut BTreeMap<(u32, u16), T>, merges: &[Area]) {
    if merges.is_empty() {
        return;
    }
    let mut by_top: Vec<Area> = merges.to_vec();
    by_top.sort_unstable();
    let mut coming = by_top.into_iter().peekable();
    // Areas that reach the current row, by their left column; they do not overlap in any lawful file.
    let mut open: BTreeMap<u16, Area> = BTreeMap::new();
    cells.retain(|&(row, column), _| {
        while let Some(area) = coming.next_if(|area| area.top <= row) {
            open.insert(area.left, area);
        }
        let Some((&left, area)) = open.range(..=column).next_back() else { return true };
        if area.bottom < row {
            open.remove(&left);
            return true;
        }
        column > area.right || (area.top, area.left) == (row, column)
    });
}
