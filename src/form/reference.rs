//! Places in formulas and lists of areas, moved where rows are put in.

use crate::cell::spot::{Half, Spot};

/// Rows that are put in behind others: `count` rows behind `last`, which ends a block of rows that are alike and begins with `first`.
/// Rows are counted from 1, as they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Insertion {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) count: u32,
}

/// Several of them on one sheet, from above to below, by the rows as they were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Moves(pub(super) Vec<Insertion>);

impl Moves {
    /// Where a row goes.
    pub(super) fn row(&self, row: u32) -> u32 {
        self.0.iter().filter(|one| row > one.last).fold(row, |moved, one| moved.saturating_add(one.count))
    }

    /// Where the last row of an area goes: one that ends with a block of alike rows ends with the rows that are put in.
    fn end(&self, top: u32, bottom: u32) -> u32 {
        let grown = self.0.iter().find(|one| one.last == bottom && top <= one.last).map_or(0, |one| one.count);
        self.row(bottom).saturating_add(grown)
    }

    /// An area of rows.
    pub(super) fn area(&self, top: u32, bottom: u32) -> (u32, u32) {
        (self.row(top), self.end(top, bottom))
    }

    /// Whether nothing moves.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|one| one.count == 0)
    }
}

/// What is done to each place of a formula.
pub(super) struct Change<'a> {
    /// The rows that are put in, and the sheet they are put into.
    pub(super) moves: &'a Moves,
    pub(super) sheet: &'a str,
    /// Whether the formula stands on that sheet.
    pub(super) own: bool,
    /// How far the formula itself is copied: places that are not fixed go along, down and to the right.
    pub(super) copied: (u32, i32),
    /// The row that it is copied from.
    pub(super) from: u32,
}

/// A formula with its places moved.
pub(super) fn formula(text: &str, change: &Change<'_>) -> String {
    let mut moving = Moving { change, out: String::with_capacity(text.len()), named: None, begun: 0 };
    let mut at = 0_usize;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at = at.saturating_add(moving.part(rest));
    }
    moving.out
}

/// A formula that is being written again with its places moved.
struct Moving<'a> {
    change: &'a Change<'a>,
    out: String,
    /// The sheet that was named right before.
    named: Option<String>,
    /// Where its name begins in what is written.
    begun: usize,
}

impl Moving<'_> {
    /// Writes what stands first in the rest of the formula; how long that is.
    fn part(&mut self, rest: &str) -> usize {
        match rest.chars().next() {
            Some('"') => self.copy(rest, string_end(rest, '"')),
            Some('\'') => self.quoted_sheet(rest),
            // A column of a table, or another workbook.
            Some('[') => self.copy(rest, rest.find(']').map_or(rest.len(), |end| end.saturating_add(1))),
            Some(first) => {
                let other = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '?' | '\\'));
                match rest.find(other).unwrap_or(rest.len()) {
                    0 => {
                        if first != ':' {
                            self.named = None;
                        }
                        self.copy(rest, first.len_utf8())
                    }
                    word => self.word(rest, word),
                }
            }
            None => rest.len(),
        }
    }

    fn copy(&mut self, rest: &str, length: usize) -> usize {
        self.out.push_str(rest.get(..length).unwrap_or(rest));
        length
    }

    fn quoted_sheet(&mut self, rest: &str) -> usize {
        let end = string_end(rest, '\'');
        let inside = rest.get(1..end.saturating_sub(1)).unwrap_or_default().replace("''", "'");
        self.begun = self.out.len();
        self.copy(rest, end);
        if !rest.get(end..).is_some_and(|rest| rest.starts_with('!')) {
            return end;
        }
        self.out.push('!');
        self.named = Some(inside);
        end.saturating_add(1)
    }

    /// A word of so many bytes: the name of a sheet, a place, rows, or anything else.
    fn word(&mut self, rest: &str, word: usize) -> usize {
        let token = rest.get(..word).unwrap_or(rest);
        let after = rest.get(word..).unwrap_or_default();
        if after.starts_with('!') {
            self.begun = self.out.len();
            self.named = Some(token.to_owned());
            return self.copy(rest, word.saturating_add(1));
        }
        let ours = self.named.as_deref().map_or(self.change.own, |sheet| same(sheet, self.change.sheet));
        let length = if let Some((one, _)) =
            Spot::read(token).filter(|(_, length)| *length == token.len() && !after.starts_with('('))
        {
            word.saturating_add(self.place(one, after, ours))
        } else if let Some((rows, length)) = whole_rows(rest).filter(|_| ours) {
            self.rows(rows);
            length
        } else {
            self.copy(rest, word)
        };
        self.named = None;
        length
    }

    /// A place, or an area that begins with it; how much of what stands behind it belongs to it.
    fn place(&mut self, one: Spot, after: &str, ours: bool) -> usize {
        let (change, out) = (self.change, &mut self.out);
        let second = after.strip_prefix(':').and_then(|second| {
            let end = second.find(|c: char| !(c.is_alphanumeric() || c == '$')).unwrap_or(second.len());
            let (other, length) = Spot::read(second.get(..end)?)?;
            (length == end && !second.get(end..)?.starts_with('(')).then_some((other, end))
        });
        if let Some((other, length)) = second {
            let (top, bottom) = moved(one, Some(other), ours, change);
            top.write(out);
            out.push(':');
            bottom.unwrap_or(other).write(out);
            return length.saturating_add(1);
        }
        let before = if self.named.is_some() { out.get(..self.begun).unwrap_or_default() } else { out.as_str() };
        // The only cell that an aggregate is of grows as an area does.
        if ours && is_only_argument(before, after) && change.copied == (0, 0) {
            let (top, bottom) = moved(one, Some(one), ours, change);
            top.write(out);
            if let Some(bottom) = bottom.filter(|bottom| bottom.row.number > top.row.number) {
                out.push(':');
                bottom.write(out);
            }
        } else {
            moved(one, None, ours, change).0.write(out);
        }
        0
    }

    /// 5:7, whole rows.
    fn rows(&mut self, rows: (Half, Half)) {
        let (top, bottom) = self.change.moves.area(rows.0.number, rows.1.number);
        for (half, number, mark) in [(rows.0, top, ":"), (rows.1, bottom, "")] {
            if half.fixed {
                self.out.push('$');
            }
            self.out.push_str(&number.to_string());
            self.out.push_str(mark);
        }
    }
}

/// Whether a place is all that an aggregate is of.
fn is_only_argument(before: &str, after: &str) -> bool {
    const AGGREGATES: [&str; 7] = ["SUM(", "AVERAGE(", "MAX(", "MIN(", "COUNT(", "COUNTA(", "PRODUCT("];
    let upper = before.trim_end().to_ascii_uppercase();
    after.trim_start().starts_with(')') && AGGREGATES.iter().any(|name| upper.ends_with(name))
}

/// One or two places moved.
fn moved(one: Spot, other: Option<Spot>, ours: bool, change: &Change<'_>) -> (Spot, Option<Spot>) {
    let (down, right) = change.copied;
    let along = |spot: Spot| {
        let mut spot = spot;
        if !spot.column.fixed && right != 0 {
            spot.column.number = spot.column.number.saturating_add_signed(right);
        }
        spot
    };
    let (mut top, bottom) = (along(one), other.map(along));
    let go = |spot: &Spot, number: u32| if spot.row.fixed || down == 0 { number } else { number.saturating_add(down) };
    if !ours {
        top.row.number = go(&top, top.row.number);
        let bottom = bottom.map(|mut bottom| {
            bottom.row.number = go(&bottom, bottom.row.number);
            bottom
        });
        return (top, bottom);
    }
    // Copied rows look at themselves; what they look at below is moved.
    let to = |spot: &Spot, number: u32, moved: u32| {
        if down > 0 && !spot.row.fixed && number <= change.from { moved.saturating_add(down) } else { moved }
    };
    let Some(mut bottom) = bottom else {
        let was = top.row.number;
        top.row.number = to(&top, was, change.moves.row(was));
        return (top, None);
    };
    let (was_top, was_bottom) = (top.row.number, bottom.row.number);
    let (new_top, mut new_bottom) = change.moves.area(was_top, was_bottom);
    // An area within one copied row is that row's own.
    if was_top == was_bottom && was_top == change.from && down > 0 {
        new_bottom = change.moves.row(was_bottom);
    }
    // In the row that is copied, too, its own cells are no block.
    if was_top == was_bottom && was_top == change.from && change.copied == (0, 0) && change.from > 0 {
        new_bottom = change.moves.row(was_bottom);
    }
    top.row.number = to(&top, was_top, new_top);
    bottom.row.number = to(&bottom, was_bottom, new_bottom);
    (top, Some(bottom))
}

/// Whether two names are of one sheet.
fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Where a text in quotation marks ends; a doubled mark is one of the text.
fn string_end(text: &str, mark: char) -> usize {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = letters.next() {
        if c == mark {
            if letters.peek().is_some_and(|(_, next)| *next == mark) {
                letters.next();
            } else {
                return at.saturating_add(c.len_utf8());
            }
        }
    }
    text.len()
}

/// `5:7` and `$5:$7` at the beginning of a text.
fn whole_rows(text: &str) -> Option<((Half, Half), usize)> {
    let half = |text: &str| {
        let fixed = text.starts_with('$');
        let rest = text.get(usize::from(fixed)..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number = rest.get(..digits)?.parse().ok()?;
        Some((Half { fixed, number }, digits.saturating_add(usize::from(fixed))))
    };
    let (one, length) = half(text)?;
    let second = text.get(length..)?.strip_prefix(':')?;
    let (other, more) = half(second)?;
    let ends =
        second.get(more..)?.chars().next().is_none_or(|c| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '(' | '!')));
    ends.then_some(((one, other), length.saturating_add(1).saturating_add(more)))
}

/// The single cells of its own sheet that a formula names with a fixed row, as places and as they are written.
pub(super) fn fixed_rows(text: &str) -> Vec<(u16, u32, String)> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    let mut before = ' ';
    while let Some(rest) = text.get(at..) {
        let Some(first) = rest.chars().next() else { break };
        let word = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '$'))).unwrap_or(rest.len());
        let length = match first {
            '"' | '\'' => string_end(rest, first),
            '[' => rest.find(']').map_or(rest.len(), |end| end.saturating_add(1)),
            _ => word.max(first.len_utf8()),
        };
        let token = rest.get(..length).unwrap_or(rest);
        let after = rest.get(length..).unwrap_or_default();
        let whole = Spot::read(token).filter(|(_, end)| *end == token.len() && !after.starts_with([':', '(', '!']));
        if let Some((spot, _)) = whole.filter(|(spot, _)| spot.row.fixed && !matches!(before, ':' | '!'))
            && let Some((column, row)) = spot.place()
        {
            found.push((column, row, token.to_owned()));
        }
        before = token.chars().last().unwrap_or(' ');
        at = at.saturating_add(length);
    }
    found
}

/// A list of areas with blanks between them (`A1:B2 D4`), moved; each grows as an area of a formula does.
pub(super) fn areas(text: &str, moves: &Moves) -> String {
    text.split(' ')
        .map(|area| {
            let (first, last) = area.split_once(':').unwrap_or((area, area));
            let (Some((one, _)), Some((other, _))) = (Spot::read(first), Spot::read(last)) else {
                return area.to_owned();
            };
            let (top, bottom) = moves.area(one.row.number, other.row.number);
            let mut out = String::new();
            Spot { row: Half { number: top, ..one.row }, ..one }.write(&mut out);
            if area.contains(':') || bottom > top {
                out.push(':');
                Spot { row: Half { number: bottom, ..other.row }, ..other }.write(&mut out);
            }
            out
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The zero-based column and the row from 1 of an address; `None` where it is none.
pub(super) fn address(text: &str) -> Option<(u16, u32)> {
    let (spot, length) = Spot::read(text)?;
    (length == text.len()).then_some((u16::try_from(spot.column.number).ok()?, spot.row.number))
}

/// The corners of an area as [`address`] gives them; one cell is both.
pub(super) fn corners(text: &str) -> Option<((u16, u32), (u16, u32))> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    Some((address(first)?, address(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves() -> Moves {
        Moves(vec![Insertion { first: 5, last: 6, count: 3 }])
    }

    fn shifted(text: &str, own: bool) -> String {
        let moves = moves();
        formula(text, &Change { moves: &moves, sheet: "表 1", own, copied: (0, 0), from: 0 })
    }

    #[test]
    fn places_below_move_and_areas_that_end_with_the_block_grow() {
        for (was, is) in [
            ("SUM(F5:F6)", "SUM(F5:F9)"),
            ("SUM(F$5:F$6)+$G$7", "SUM(F$5:F$9)+$G$10"),
            ("A4&\"F7\"&B7", "A4&\"F7\"&B10"),
            ("IF(F7>60,LOG10(F7),F1)", "IF(F10>60,LOG10(F10),F1)"),
            ("SUM(F6)", "SUM(F6:F9)"),
            ("F6*2", "F6*2"),
            ("SUM(7:8)", "SUM(10:11)"),
            ("'别的'!F7+Sheet2!F7", "'别的'!F7+Sheet2!F7"),
            ("'表 1'!F7", "'表 1'!F10"),
            ("得分F7+F7", "得分F7+F10"),
            ("Table1[得分]+F7", "Table1[得分]+F10"),
        ] {
            assert_eq!(shifted(was, true), is, "{was}");
        }
        assert_eq!(shifted("F7+'表 1'!F5:F6", false), "F7+'表 1'!F5:F9");
        assert_eq!(areas("A1:B2 C6 F5:F6 H9:H10", &moves()), "A1:B2 C6:C9 F5:F9 H12:H13");
    }

    #[test]
    fn a_copied_row_looks_at_itself_and_at_what_is_fixed() {
        let moves = moves();
        let copy =
            |text: &str| formula(text, &Change { moves: &moves, sheet: "S", own: true, copied: (2, 0), from: 6 });
        assert_eq!(copy("D6*E6"), "D8*E8");
        assert_eq!(copy("D6*$E$2+F7"), "D8*$E$2+F10");
        assert_eq!(copy("SUM(D6:E6)"), "SUM(D8:E8)");
    }
}
