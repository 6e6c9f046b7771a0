//! Rectangles of cells of one style: most cells look like their neighbours, and a format that is named once for all of
//! them is looked up once.

use crate::book::{Area, Style};

/// The rectangles of equal style that cover cells given in the order of their rows and columns, each cell once.
pub(super) fn of<'a>(cells: &[(u32, u16, &'a Style)]) -> Vec<(Area, &'a Style)> {
    let mut done: Vec<(Area, &Style)> = Vec::new();
    // The rectangles that may still grow downwards, by their left column.
    let mut above: Vec<(Area, &Style)> = Vec::new();
    for row in cells.chunk_by(|(one, ..), (other, ..)| one == other) {
        let mut growing = Vec::with_capacity(above.len());
        for run in row.chunk_by(|(_, one, style), (_, other, same)| one.checked_add(1) == Some(*other) && style == same)
        {
            let (Some((row, left, style)), Some((_, right, _))) = (run.first(), run.last()) else { continue };
            let fits = above.iter().position(|(area, known)| {
                area.left == *left && area.right == *right && area.bottom.checked_add(1) == Some(*row) && known == style
            });
            growing.push(match fits {
                Some(at) => {
                    let (area, known) = above.swap_remove(at);
                    (Area { bottom: *row, ..area }, known)
                }
                None => (Area { top: *row, left: *left, bottom: *row, right: *right }, *style),
            });
        }
        done.append(&mut above);
        above = growing;
    }
    done.append(&mut above);
    done
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::book::Cell;

    proptest! {
        #[test]
        fn every_cell_lies_in_one_rectangle_of_its_style(
            grid in proptest::collection::btree_map((0_u32..6, 0_u16..6), 0_u32..3, 0..30)
        ) {
            let styles: Vec<Style> = (0..3).map(|fill| Style { fill: Some(fill), ..Style::default() }).collect();
            let cells: Vec<(u32, u16, &Style)> =
                grid.iter().map(|((row, column), fill)| (*row, *column, &styles[*fill as usize])).collect();
            let found = of(&cells);
            for (row, column, style) in &cells {
                let over: Vec<&Style> = found
                    .iter()
                    .filter(|(a, _)| (a.top..=a.bottom).contains(row) && (a.left..=a.right).contains(column))
                    .map(|(_, style)| *style)
                    .collect();
                prop_assert_eq!(over, vec![*style]);
            }
            let covered: usize = found
                .iter()
                .map(|(a, _)| (a.top..=a.bottom).count().saturating_mul((a.left..=a.right).count()))
                .sum();
            prop_assert_eq!(covered, cells.len());
        }
    }

    #[test]
    fn a_column_of_one_style_is_one_rectangle() {
        let plain = Cell::blank(Style::default());
        let bold = Style { fill: Some(1), ..Style::default() };
        let cells: Vec<(u32, u16, &Style)> =
            (0..9).flat_map(|row| [(row, 0, &plain.style), (row, 1, &bold), (row, 2, &bold)]).collect();
        let found = of(&cells);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|(area, _)| (area.top, area.bottom) == (0, 8)));
    }
}
