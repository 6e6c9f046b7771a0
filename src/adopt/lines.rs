//! Lines of text become tables where marks stand between their cells, and text where none do.

use std::borrow::Cow;

use super::account::Account;
use super::grid::{Grid, GridCell};
use super::heading;
use super::part::{Part, push_line};
use super::title;
use crate::workbook::Area;

/// Lines of a text; several in a row with as many marks between their cells are a table.
pub(super) fn of_text(number: usize, text: &str, account: &mut Account) -> Vec<Part> {
    let mut parts = Vec::new();
    let lines = whole_lines(text);
    let mut at = 0_usize;
    while let Some((line, text)) = lines.get(at).map(|(line, text)| (*line, &**text)) {
        let Some(mark) = mark_of(text) else {
            push_line(&mut parts, line, text);
            at = at.saturating_add(1);
            continue;
        };
        let (rows, read) = table(lines.get(at..).unwrap_or_default(), mark);
        // A single line with marks is no table.
        if rows.len() < 2 {
            push_line(&mut parts, line, text);
            at = at.saturating_add(1);
            continue;
        }
        at = at.saturating_add(read);
        let widest = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
        let mut grid = Grid::new("");
        for (line, cells) in rows {
            let row = u32::try_from(line).unwrap_or(u32::MAX);
            // |---|---| under the header of a table in Markdown.
            if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ')) && !cell.is_empty()) {
                continue;
            }
            // A line of its own within a table stands over all of it.
            if cells.len() == 1
                && let Some(last) = widest.checked_sub(1).and_then(|last| u16::try_from(last).ok())
            {
                grid.merge(Area::new(row, 0, row, last));
            }
            for (column, text) in (0_u16..).zip(cells) {
                if !text.is_empty() {
                    let spot = account.open_in_line(number, line, &text);
                    grid.cells.insert((row, column), GridCell { text, spot });
                }
            }
        }
        parts.push(Part::Grid(grid));
    }
    parts
}

/// The rows of a table with their lines, and how many lines they are. Blank lines and single short ones between its rows are of it: bands.
fn table(lines: &[(usize, Cow<'_, str>)], mark: char) -> (Vec<(usize, Vec<String>)>, usize) {
    let is_row = |at: usize| lines.get(at).is_some_and(|(_, text)| mark_of(text) == Some(mark));
    let begins = |at: usize| {
        let cells = lines.get(at).map(|(_, text)| cut(text, mark)).unwrap_or_default();
        cells.iter().filter(|cell| heading::is_heading(cell)).count() > 1
    };
    let (mut rows, mut at) = (Vec::new(), 0_usize);
    while let Some((line, text)) = lines.get(at) {
        if is_row(at) {
            rows.push((*line, cut(text, mark)));
            at = at.saturating_add(1);
            continue;
        }
        let mut next = at;
        let mut bands = Vec::new();
        while let Some((line, text)) = lines.get(next).filter(|(_, text)| text.trim().is_empty() || is_band(text)) {
            // Two lines may stand over one another: a role and its first dimension.
            if next.saturating_sub(at) > 3 {
                break;
            }
            if !text.trim().is_empty() {
                bands.push((*line, vec![text.trim().to_owned()]));
            }
            next = next.saturating_add(1);
        }
        if rows.len() < 2 && !begins(at.saturating_sub(1)) || rows.is_empty() || !is_row(next) || begins(next) {
            break;
        }
        rows.extend(bands);
        at = next;
    }
    (rows, at)
}

/// Whether a line may be a band over rows of a table: short, and no sentence, label or remark.
fn is_band(text: &str) -> bool {
    /// Letters of the longest one.
    const LONGEST: usize = 24;
    let text = text.trim();
    text.chars().count() <= LONGEST
        && !text.contains(['。', '；', ';', '：', ':', '，', '#', '|', '\t'])
        && !super::words::is_remark(text)
}

/// Lines with their numbers; a cell in quotes may hold line breaks.
fn whole_lines(text: &str) -> Vec<(usize, Cow<'_, str>)> {
    /// Lines of the longest such cell: quotes that never close are no cell's.
    const LONGEST: usize = 60;
    let typed: Vec<&str> = text.lines().collect();
    let mut lines = Vec::new();
    let mut at = 0_usize;
    while let Some(first) = typed.get(at) {
        let more = typed.get(at.saturating_add(1)..).unwrap_or_default();
        let end = more.iter().take(LONGEST).position(|line| !is_open(line, true)).filter(|_| is_open(first, false));
        let number = at.saturating_add(1);
        match end {
            Some(end) => {
                let last = number.saturating_add(end);
                lines.push((number, Cow::Owned(typed.get(at..=last).unwrap_or_default().join("\n"))));
                at = last.saturating_add(1);
            }
            None => {
                lines.push((number, Cow::Borrowed(*first)));
                at = number;
            }
        }
    }
    lines
}

/// The mark between the cells of a line: a tab, an upright line, or a comma where three stand in it and no sentence ends.
fn mark_of(line: &str) -> Option<char> {
    let count = |mark: char| line.matches(mark).count();
    if count('\t') >= 2 || two_cells(line) {
        Some('\t')
    } else if count('|') >= 2 {
        Some('|')
    } else if count(',') >= 3 && count('。') == 0 && cut(line, ',').iter().all(|cell| !cell.ends_with('.')) {
        Some(',')
    } else {
        None
    }
}

/// Whether a line is two cells with a tab between them, and no item of a list behind its number (1. and a tab).
fn two_cells(line: &str) -> bool {
    line.split_once('\t').is_some_and(|(first, second)| {
        let named = first.contains(char::is_alphabetic) && title::without_number(first).contains(char::is_alphabetic);
        named && first.trim().chars().count() > 1 && !second.trim().is_empty() && !second.contains('\t')
    })
}

/// The cells of a line between marks. In quotes, as spreadsheets write them, a cell may hold the mark.
fn cut(line: &str, mark: char) -> Vec<String> {
    let trimmed = |cells: Vec<&str>| cells.into_iter().map(|cell| cell.trim().to_owned()).collect();
    let Some(delimiter) = u8::try_from(mark).ok().filter(|_| mark != '|') else {
        return trimmed(line.trim().trim_matches('|').split(mark).collect());
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line.as_bytes());
    match reader.records().next() {
        Some(Ok(record)) => trimmed(record.iter().collect()),
        _ => trimmed(line.split(mark).collect()),
    }
}

/// Whether a cell in quotes is open behind a text, and was before it. A quote opens a cell at its very beginning: 19" is inches.
fn is_open(text: &str, before: bool) -> bool {
    // Two quotes in quotes are one: behind the first of them the cell goes on.
    let (mut open, mut may_open) = (before, !before);
    for c in text.chars() {
        let closes = open && c == '"';
        open = if c == '"' { !open && may_open } else { open };
        may_open = closes || matches!(c, ',' | '\t');
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_quotes_hold_marks_and_line_breaks_and_inches_are_no_quotes() {
        assert_eq!(cut("甲,\"乙,\"\"丙\"\"\",丁", ','), ["甲", "乙,\"丙\"", "丁"]);
        assert_eq!(cut("19\"屏幕,\"a\nb\",c", ','), ["19\"屏幕", "a\nb", "c"]);
        assert_eq!(cut("| 甲 | \"乙\" |", '|'), ["甲", "\"乙\""]);
        assert_eq!(cut("甲\t\t乙", '\t'), ["甲", "", "乙"]);
        let lines =
            |text: &str| whole_lines(text).iter().map(|(line, text)| (*line, text.to_string())).collect::<Vec<_>>();
        assert_eq!(lines("a,\"b\nc\",d\ne,f"), [(1, "a,\"b\nc\",d".to_owned()), (3, "e,f".to_owned())]);
        // Two lines with inches in them stay two.
        assert_eq!(lines("19\"屏幕,1\n21\"屏幕,2").len(), 2);
        assert_eq!(lines("a,\"x\"\"y\",b\nc,d").len(), 2);
    }
}
