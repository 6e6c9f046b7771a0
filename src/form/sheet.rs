//! A sheet of a form: its rows and cells, taken apart once and written back for each person.

use rust_decimal::Decimal;

use super::fields::{Field, Group, Piece, has_placeholder, pieces};
use super::markup::{Mark, attribute, attributes, letters, marks, plain};
use super::reference::{address, corners};

/// A cell as it stands.
#[derive(Debug, Clone)]
pub(super) struct FormCell {
    /// Zero-based.
    pub(super) column: u16,
    /// The tag's attributes but for its place and its type.
    pub(super) attributes: Vec<(String, String)>,
    /// The type: `s`, `str`, `inlineStr`, …; empty for numbers.
    pub(super) kind: String,
    /// The style's number as it stands; empty without one.
    pub(super) style: String,
    /// What stands in it.
    pub(super) inner: String,
    /// Its text, where it is one.
    pub(super) text: Option<String>,
    /// Its formula: the tag as it stands, and its letters.
    pub(super) formula: Option<(String, String)>,
    /// The text's placeholders, where it holds some.
    pub(super) places: Vec<Piece>,
}

impl FormCell {
    /// The fields that it asks for.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        self.places.iter().filter_map(|piece| match piece {
            Piece::Placeholder(name) => Field::find(name),
            Piece::Words(_) => None,
        })
    }

    /// Its number, where it is one.
    pub(super) fn number(&self) -> Option<Decimal> {
        let inside = |mark: &Mark<'_>| matches!(mark, Mark::Open { name: "v", empty: false, .. });
        let mut cut = marks(&self.inner)
            .filter(|_| matches!(self.kind.as_str(), "" | "n"))?
            .into_iter()
            .skip_while(|mark| !inside(mark));
        match cut.nth(1)? {
            Mark::Text(text) => {
                let text = text.trim();
                text.parse().ok().or_else(|| Decimal::from_scientific(text).ok())
            }
            _ => None,
        }
    }

    /// Whether nothing is seen in it.
    pub(super) fn is_blank(&self) -> bool {
        self.inner.is_empty() || self.text.as_ref().is_some_and(|text| text.trim().is_empty())
    }
}

/// A row as it stands.
#[derive(Debug, Clone)]
pub(super) struct FormRow {
    /// From 1.
    pub(super) number: u32,
    /// The tag as it stands.
    pub(super) open: String,
    /// Its cells.
    pub(super) cells: Vec<FormCell>,
}

/// Alike rows that are filled item by item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) group: Group,
    /// First and last row, from 1.
    pub(super) first: u32,
    pub(super) last: u32,
    /// Items beside one another in a row.
    pub(super) beside: usize,
    /// The last row with placeholders: the pattern of those behind it.
    pub(super) pattern: u32,
}

/// A sheet taken apart.
#[derive(Debug, Clone)]
pub(super) struct FormSheet {
    /// The tab's name.
    pub(super) name: String,
    /// Its part.
    pub(super) part: String,
    /// The part before its rows, and behind them.
    pub(super) before: String,
    pub(super) after: String,
    /// The prefix of its elements, with the colon.
    pub(super) prefix: String,
    pub(super) rows: Vec<FormRow>,
    pub(super) blocks: Vec<Block>,
    /// Whether cells that are locked may not be changed.
    pub(super) is_protected: bool,
    /// Merged areas: corners as (column, row).
    pub(super) merges: Vec<((u16, u32), (u16, u32))>,
}

/// What stands in a form that can't be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The part is no sheet.
    Broken,
    /// Fields of two kinds of rows in one row.
    Mixed(u32),
}

impl FormSheet {
    /// Takes a part apart. `shared`: the texts that cells share.
    pub(super) fn read(name: &str, part: &str, text: &str, shared: &[String]) -> Result<Self, Fault> {
        let cut = marks(text).ok_or(Fault::Broken)?;
        let mut sheet = Self {
            name: name.to_owned(),
            part: part.to_owned(),
            before: String::new(),
            after: String::new(),
            prefix: String::new(),
            rows: Vec::new(),
            blocks: Vec::new(),
            is_protected: false,
            merges: Vec::new(),
        };
        let mut place = Place::Before;
        let mut next = 1_u32;
        for mark in cut {
            match (&place, mark) {
                (Place::Before, Mark::Open { raw, name: "sheetData", empty }) => {
                    let inner = raw.trim_start_matches('<');
                    sheet.prefix = inner
                        .split_once(':')
                        .filter(|(_, rest)| rest.starts_with("sheetData"))
                        .map_or_else(String::new, |(prefix, _)| format!("{prefix}:"));
                    if empty {
                        sheet.before.push_str(&raw.replace("/>", ">"));
                        sheet.after = format!("</{}sheetData>", sheet.prefix);
                        place = Place::After;
                    } else {
                        sheet.before.push_str(raw);
                        place = Place::Rows;
                    }
                }
                (Place::Before, mark) => sheet.before.push_str(mark.raw()),
                (Place::Rows, Mark::Close { raw, name: "sheetData" }) => {
                    sheet.after.push_str(raw);
                    place = Place::After;
                }
                (Place::Rows, Mark::Open { raw, name: "row", empty }) => {
                    let number = attribute(raw, "r").and_then(|r| r.parse().ok()).unwrap_or(next);
                    next = number.saturating_add(1);
                    sheet.rows.push(FormRow { number, open: raw.replace("/>", ">"), cells: Vec::new() });
                    if !empty {
                        place = Place::Row;
                    }
                }
                (Place::Row, Mark::Close { name: "row", .. }) => place = Place::Rows,
                (Place::Row, Mark::Open { raw, name: "c", empty }) => {
                    let Some(row) = sheet.rows.last_mut() else { return Err(Fault::Broken) };
                    let column = match attribute(raw, "r").and_then(|r| address(&r)) {
                        Some((column, _)) => column,
                        None => row.cells.last().map_or(0, |last| last.column.saturating_add(1)),
                    };
                    row.cells.push(FormCell::open(raw, column));
                    if !empty {
                        place = Place::Cell;
                    }
                }
                (Place::Cell, Mark::Close { name: "c", .. }) => {
                    if let Some(cell) = sheet.rows.last_mut().and_then(|row| row.cells.last_mut()) {
                        cell.settle(shared);
                    }
                    place = Place::Row;
                }
                (Place::Cell, mark) => {
                    if let Some(cell) = sheet.rows.last_mut().and_then(|row| row.cells.last_mut()) {
                        cell.inner.push_str(mark.raw());
                    }
                }
                (Place::After, mark) => sheet.after.push_str(mark.raw()),
                (Place::Rows | Place::Row, _) => {}
            }
        }
        if matches!(place, Place::Rows | Place::Row | Place::Cell) {
            return Err(Fault::Broken);
        }
        sheet.unshare();
        for mark in marks(&sheet.after).unwrap_or_default() {
            let Mark::Open { raw, name, .. } = mark else { continue };
            match name {
                "mergeCell" => sheet.merges.extend(attribute(raw, "ref").and_then(|area| corners(&area))),
                "sheetProtection" => {
                    sheet.is_protected = attribute(raw, "sheet").is_some_and(|on| matches!(&*on, "1" | "true"));
                }
                _ => {}
            }
        }
        sheet.blocks = sheet.find_blocks()?;
        Ok(sheet)
    }

    /// Whether anything is to be filled in.
    pub(super) fn has_places(&self) -> bool {
        self.rows.iter().any(|row| row.cells.iter().any(|cell| !cell.places.is_empty()))
    }

    /// Formulas that share one are written out, so that each row can move alone.
    fn unshare(&mut self) {
        let mut shared: Vec<(String, (u16, u32), String)> = Vec::new();
        for row in &mut self.rows {
            for cell in &mut row.cells {
                let Some((open, text)) = cell.formula.clone() else { continue };
                if attribute(&open, "t").as_deref() != Some("shared") {
                    continue;
                }
                let number = attribute(&open, "si").unwrap_or_default().into_owned();
                if text.is_empty() {
                    let Some((_, (column, at), master)) = shared.iter().find(|(known, ..)| *known == number) else {
                        continue;
                    };
                    let none = super::reference::Moves::default();
                    let down = row.number.saturating_sub(*at);
                    let right = i32::from(cell.column).saturating_sub(i32::from(*column));
                    let change = super::reference::Change {
                        moves: &none,
                        sheet: "",
                        own: false,
                        copied: (down, right),
                        from: u32::MAX,
                    };
                    let text = super::reference::formula(master, &change);
                    cell.formula = Some((format!("<{}f>", self.prefix), text));
                } else {
                    shared.push((number, (cell.column, row.number), text.clone()));
                    cell.formula = Some((format!("<{}f>", self.prefix), text));
                }
            }
        }
    }

    /// Rows with fields of a group, one behind the other, with the blank rows below that look alike.
    fn find_blocks(&self) -> Result<Vec<Block>, Fault> {
        let mut blocks: Vec<Block> = Vec::new();
        for row in &self.rows {
            let mut groups: Vec<Group> = row
                .cells
                .iter()
                .flat_map(FormCell::fields)
                .map(Field::group)
                .filter(|group| *group != Group::Person)
                .collect();
            groups.sort_unstable();
            groups.dedup();
            match groups.as_slice() {
                [] => {
                    if let Some(block) = blocks.last_mut()
                        && block.last.checked_add(1) == Some(row.number)
                        && self.looks_alike(block.pattern, row)
                    {
                        block.last = row.number;
                    }
                }
                [group] => match blocks.last_mut() {
                    Some(block) if block.group == *group && block.last.checked_add(1) == Some(row.number) => {
                        block.last = row.number;
                        block.pattern = row.number;
                    }
                    _ => blocks.push(Block {
                        group: *group,
                        first: row.number,
                        last: row.number,
                        beside: self.beside(row),
                        pattern: row.number,
                    }),
                },
                _ => return Err(Fault::Mixed(row.number)),
            }
        }
        Ok(blocks)
    }

    /// How many items a row shows beside one another: how often it asks for one field.
    fn beside(&self, row: &FormRow) -> usize {
        let fields: Vec<Field> =
            row.cells.iter().flat_map(FormCell::fields).filter(|field| field.group() != Group::Person).collect();
        fields.iter().map(|field| fields.iter().filter(|other| other == &field).count()).max().unwrap_or(1)
    }

    /// Whether a row is blank and each of its cells looks like the pattern's.
    fn looks_alike(&self, pattern: u32, row: &FormRow) -> bool {
        let Some(pattern) = self.rows.iter().find(|one| one.number == pattern) else { return false };
        let style = |row: &FormRow, column: u16| {
            row.cells.iter().find(|cell| cell.column == column).map(|cell| cell.style.clone())
        };
        let framed = pattern.cells.iter().any(|cell| !cell.style.is_empty() && cell.style != "0");
        // Merged as the pattern is: across in the same columns, down within the same area.
        let merged = |at: u32| -> Vec<((u16, u32), (u16, u32))> {
            let own = self.merges.iter().filter(|((_, top), (_, bottom))| (*top..=*bottom).contains(&at));
            own.map(|((left, top), (right, bottom))| {
                let in_row = top == bottom;
                ((*left, if in_row { 0 } else { *top }), (*right, if in_row { 0 } else { *bottom }))
            })
            .collect()
        };
        framed
            && merged(pattern.number) == merged(row.number)
            && row.cells.iter().all(|cell| cell.is_blank() || cell.formula.is_some())
            && pattern
                .cells
                .iter()
                .filter(|cell| !cell.places.is_empty())
                .all(|cell| style(row, cell.column).as_ref() == Some(&cell.style))
    }

    /// The row of a number.
    pub(super) fn row(&self, number: u32) -> Option<&FormRow> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().and_then(|at| self.rows.get(at))
    }
}

/// Where in a part a piece stands.
enum Place {
    Before,
    Rows,
    Row,
    Cell,
    After,
}

impl FormCell {
    fn open(raw: &str, column: u16) -> Self {
        let own = |name: &str| attribute(raw, name).unwrap_or_default().into_owned();
        Self {
            column,
            attributes: attributes(raw)
                .into_iter()
                .filter(|(name, ..)| !matches!(*name, "r" | "t" | "s" | "vm" | "cm"))
                .map(|(name, value, _)| (name.to_owned(), value.to_owned()))
                .collect(),
            kind: own("t"),
            style: own("s"),
            inner: String::new(),
            text: None,
            formula: None,
            places: Vec::new(),
        }
    }

    /// A cell that the form does not have yet.
    pub(super) fn blank(column: u16) -> Self {
        Self::open("<c>", column)
    }

    /// Understands what stands in it.
    fn settle(&mut self, shared: &[String]) {
        let mut value = String::new();
        let mut inside = "";
        let mut formula = (String::new(), String::new());
        let mut has_formula = false;
        for mark in marks(&self.inner).unwrap_or_default() {
            match mark {
                Mark::Open { raw, name: "f", empty } => {
                    has_formula = true;
                    formula.0 = raw.replace("/>", ">");
                    inside = if empty { "" } else { "f" };
                }
                Mark::Open { name: "v", empty: false, .. } => inside = "v",
                Mark::Close { name: "v" | "f", .. } => inside = "",
                Mark::Text(text) if inside == "v" => value.push_str(&plain(text)),
                Mark::Text(text) if inside == "f" => formula.1.push_str(&plain(text)),
                _ => {}
            }
        }
        self.formula = has_formula.then_some(formula);
        self.text = match self.kind.as_str() {
            "s" => value.trim().parse::<usize>().ok().and_then(|at| shared.get(at)).cloned(),
            "inlineStr" => Some(letters(&self.inner)),
            "str" => Some(value),
            _ => None,
        };
        if self.formula.is_none()
            && let Some(text) = self.text.as_ref().filter(|text| has_placeholder(text))
        {
            self.places = pieces(text);
        }
    }
}

/// The texts of `sharedStrings.xml`.
pub(super) fn shared_texts(text: &str) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    let mut open: Option<String> = None;
    for mark in marks(text)? {
        match mark {
            Mark::Open { name: "si", empty: true, .. } => texts.push(String::new()),
            Mark::Open { name: "si", .. } => open = Some(String::new()),
            Mark::Close { name: "si", .. } => texts.push(open.take().map(|raw| letters(&raw)).unwrap_or_default()),
            mark => {
                if let Some(open) = &mut open {
                    open.push_str(mark.raw());
                }
            }
        }
    }
    Some(texts)
}
