//! A worksheet part: cells, merged areas. One pass; what is not shown to people is not read.

use std::io::Read;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::escapes;
use super::rich_text::{Growing, Within};
use super::stale::{Formula, Formulas};
use crate::cell::CellRef;
use crate::problem::{Code, Place, Problem};
use crate::workbook::calculation::Belief;
use crate::workbook::element_path::Trail;
use crate::workbook::limits::Budget;
use crate::workbook::strings::Strings;
use crate::workbook::value::{self, Epoch, Shown, Style};
use crate::workbook::xml::{Node, Xml, attribute};
use crate::workbook::{Area, Cell, Sheet, Value, address, merges, refusal};

/// What the cells of every sheet share.
pub(super) struct Shared<'a> {
    /// The texts.
    pub(super) strings: &'a Strings,
    /// What each cell format shows.
    pub(super) formats: &'a [Style],
    /// The first day.
    pub(super) epoch: Epoch,
    /// Which values of formulas are believed.
    pub(super) belief: Belief,
    /// What is calculated is what a cell shows, and no sum of the figures behind it.
    pub(super) rounds: bool,
}

/// A sheet and the number of rows that it claims to have.
pub(super) struct Claimed {
    /// The sheet.
    pub(super) sheet: Sheet,
    /// The last row that has an element of its own.
    pub(super) rows: u32,
    /// There are formulas.
    pub(super) has_formulas: bool,
}

/// How a cell says what its value is (`t="s"`).
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Number,
    Shared,
    /// A formula's text.
    Text,
    Inline,
    Bool,
    Error,
    IsoDate,
    /// A word that no edition of the format has.
    Unknown,
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    at: (u32, u16),
    kind: Kind,
    format: usize,
    text: Growing,
    values: usize,
    inlines: usize,
    has_formula: bool,
    formula: Formula,
}

/// A place in the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Outside,
    Sheet,
    Data,
    Row,
    Cell,
    Value,
    Formula,
    Inline(Within),
    Columns,
    Column,
    Merges,
    Merge,
}

impl At {
    fn next(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            (Self::Outside, "worksheet") => Self::Sheet,
            (Self::Sheet, "sheetData") => Self::Data,
            (Self::Sheet, "mergeCells") => Self::Merges,
            (Self::Sheet, "cols") => Self::Columns,
            (Self::Columns, "col") => Self::Column,
            (Self::Data, "row") => Self::Row,
            (Self::Row, "c") => Self::Cell,
            (Self::Cell, "v") => Self::Value,
            (Self::Cell, "f") => Self::Formula,
            (Self::Cell, "is") => Self::Inline(Within::Text),
            (Self::Inline(within), _) => return within.next(name).map(Self::Inline),
            (Self::Merges, "mergeCell") => Self::Merge,
            _ => return None,
        })
    }

    /// Whether letters here are the cell's value.
    fn is_value(self) -> bool {
        match self {
            Self::Value => true,
            Self::Inline(within) => within.is_shown(),
            _ => false,
        }
    }
}

/// What makes up cells and merged areas; anywhere else it would be shown by some programs only.
const WATCHED: &[&str] = &["worksheet", "sheetData", "row", "c", "v", "is", "mergeCells", "mergeCell"];

/// Reads a worksheet.
pub(super) fn read<R: Read>(
    xml: &mut Xml<R>,
    name: &Arc<str>,
    shared: &Shared<'_>,
    budget: &mut Budget,
) -> Result<Claimed, Problem> {
    let mut reading = Reading {
        sheet: Sheet { name: name.clone(), days_from_1904: shared.epoch == Epoch::Y1904, ..Sheet::default() },
        shared,
        budget,
        open: Open::default(),
        next_row: 0,
        next_column: 0,
        tables: 0,
        has_formulas: false,
        arrays: Vec::new(),
        formulas: Formulas::default(),
    };
    let mut trail = Trail::new(At::Outside, WATCHED);
    // Most cells of a drawn table only have a format.
    xml.tell_empty();
    loop {
        let at = trail.at();
        let in_value = at.is_some_and(At::is_value);
        match xml.next()? {
            Node::Start(_) | Node::Empty(_) | Node::Other if in_value => {
                return Err(reading.at_cell(refusal::ambiguous("text")));
            }
            Node::Start(element) => {
                if let Some(place) = trail.enter(&element, At::next).map_err(|problem| reading.near(problem, at))? {
                    reading.enter(place, &element)?;
                }
            }
            Node::Empty(element) => {
                if let Some(place) = trail.enter(&element, At::next).map_err(|problem| reading.near(problem, at))? {
                    reading.enter(place, &element)?;
                }
                if let Some(place) = trail.leave() {
                    reading.leave(place)?;
                }
            }
            Node::Text(piece) if in_value => reading.open.text.push(&piece)?,
            Node::Text(piece) if at == Some(At::Formula) => reading.open.formula.push(&piece),
            Node::End(_) => {
                if let Some(place) = trail.leave() {
                    reading.leave(place)?;
                }
            }
            Node::Eof => break,
            Node::Text(_) | Node::Other => {}
        }
    }
    if reading.tables != 1 {
        // None at all is no worksheet; of two, some programs show the first and others both.
        return Err(refusal::ambiguous("markup").with("part", "sheetData"));
    }
    reading.fill_arrays()?;
    reading.doubt_stale();
    let Reading { mut sheet, next_row: rows, has_formulas, .. } = reading;
    merges::uncover(&mut sheet.cells, &sheet.merges);
    Ok(Claimed { sheet, rows, has_formulas })
}

/// The sheet that is being read.
struct Reading<'r> {
    sheet: Sheet,
    shared: &'r Shared<'r>,
    budget: &'r mut Budget,
    open: Open,
    /// The row and column after the last ones, for rows and cells without an address.
    next_row: u32,
    next_column: u32,
    /// How often cells begin.
    tables: usize,
    has_formulas: bool,
    /// Areas that one formula fills; only its first cell holds the formula.
    arrays: Vec<Area>,
    /// Formulas of numbers, as far as they may be sums.
    formulas: Formulas,
}

impl Reading<'_> {
    fn enter(&mut self, place: At, element: &BytesStart<'_>) -> Result<(), Problem> {
        match place {
            At::Data => self.tables = self.tables.saturating_add(1),
            At::Row => {
                let row = match attribute(element, "r") {
                    Some(number) => {
                        let row = number.parse::<u32>().ok().and_then(|row| row.checked_sub(1));
                        address::position(row, Some(0)).ok_or_else(|| refusal::outside(&number))?.0
                    }
                    None => self.next_row,
                };
                // Rows stand in order in what programs write; a second row of a number would be shown by some of them only.
                if row < self.next_row {
                    return Err(refusal::ambiguous("row").with("row", row.saturating_add(1)));
                }
                (self.next_row, self.next_column) = (row.saturating_add(1), 0);
                let flat = attribute(element, "ht").is_some_and(|height| is_nothing(&height));
                if flat || attribute(element, "hidden").is_some_and(|flag| is_true(&flag)) {
                    self.sheet.hidden.add_rows(row, row);
                }
            }
            At::Column => {
                let flat = attribute(element, "width").is_some_and(|width| is_nothing(&width));
                let end = |name| attribute(element, name)?.parse::<u16>().ok()?.checked_sub(1);
                if let (Some(first), Some(last)) = (end("min"), end("max"))
                    && (flat || attribute(element, "hidden").is_some_and(|flag| is_true(&flag)))
                {
                    self.sheet.hidden.add_columns(first, last);
                }
            }
            At::Cell => {
                self.open.text.clear();
                (self.open.values, self.open.inlines, self.open.has_formula) = (0, 0, false);
                let row = self.next_row.checked_sub(1);
                begin(element, &mut self.open, row, self.next_column)?;
                if Some(self.open.at.0) != row || u32::from(self.open.at.1) < self.next_column {
                    return Err(self.at_cell(refusal::ambiguous("cell")));
                }
                self.next_column = u32::from(self.open.at.1).saturating_add(1);
            }
            At::Value => self.open.values = self.open.values.saturating_add(1),
            At::Formula => {
                (self.open.has_formula, self.has_formulas) = (true, true);
                let fills = attribute(element, "t").is_some_and(|kind| matches!(&*kind, "array" | "dataTable"));
                let group = attribute(element, "si").and_then(|group| group.parse().ok());
                self.open.formula.begin(fills, group);
                if let (true, Some(area)) = (fills, attribute(element, "ref")) {
                    self.budget.merge()?;
                    self.arrays.push(address::area(&area)?);
                }
            }
            At::Inline(Within::Text) => self.open.inlines = self.open.inlines.saturating_add(1),
            At::Inline(within) => {
                let entered = self.open.text.enter(within, attribute(element, "val").as_deref());
                entered.map_err(|problem| self.at_cell(problem))?;
            }
            At::Merge => {
                if let Some(reference) = attribute(element, "ref") {
                    self.budget.merge()?;
                    self.sheet.merges.push(address::area(&reference)?);
                }
            }
            At::Outside | At::Sheet | At::Columns | At::Merges => {}
        }
        Ok(())
    }

    fn leave(&mut self, place: At) -> Result<(), Problem> {
        if place == At::Cell {
            let found = finish(&mut self.open, self.shared, self.budget);
            if let Some(cell) = found.map_err(|problem| self.at_cell(problem))? {
                self.budget.cell()?;
                if self.shared.formats.get(self.open.format).is_some_and(|style| style.struck) {
                    self.sheet.struck.insert(self.open.at);
                }
                if self.open.has_formula && !self.shared.rounds {
                    let is_number = matches!(cell.value, Value::Number(_));
                    let kept = self.formulas.keep(self.open.at, &mut self.open.formula, is_number);
                    self.budget.text(kept)?;
                }
                self.sheet.cells.insert(self.open.at, cell);
            }
        }
        Ok(())
    }

    /// Values that their formulas do not give are no values.
    fn doubt_stale(&mut self) {
        for at in self.formulas.stale(&self.sheet.cells) {
            if let Some(cell) = self.sheet.cells.get_mut(&at) {
                cell.value = Value::Uncalculated;
            }
        }
    }

    /// The cells of a formula that fills several: they are the formula's as well, whatever stands in them.
    fn fill_arrays(&mut self) -> Result<(), Problem> {
        let (last_row, last_column) =
            self.sheet.cells.keys().fold((0, 0), |(row, column), at| (row.max(at.0), column.max(at.1)));
        for area in std::mem::take(&mut self.arrays) {
            let first = (area.top, area.left);
            let cells = &self.sheet.cells;
            let unknown = cells.get(&first).is_some_and(|cell| cell.value == Value::Uncalculated);
            if !unknown && self.shared.belief == Belief::All {
                continue;
            }
            // What lies beyond the last filled cell is read by nobody.
            for row in area.top..=area.bottom.min(last_row) {
                for column in area.left..=area.right.min(last_column) {
                    let at = (row, column);
                    let own = self.sheet.cells.get(&at).cloned();
                    let was_empty = own.is_none();
                    let cell = if unknown { Belief::None.of(own) } else { self.shared.belief.of(own) };
                    if let Some(cell) = cell {
                        if was_empty {
                            self.budget.cell()?;
                        }
                        self.sheet.cells.insert(at, cell);
                    }
                }
            }
        }
        Ok(())
    }

    /// The problem at the current cell.
    fn at_cell(&self, mut problem: Problem) -> Problem {
        if problem.code == Code::Ambiguous {
            let (row, column) = self.open.at;
            problem.place = Place::Cell(CellRef::new(self.sheet.name.clone(), row, column));
        }
        problem
    }

    /// The problem at the current cell, where there is one around it.
    fn near(&self, problem: Problem, at: Option<At>) -> Problem {
        if at == Some(At::Cell) { self.at_cell(problem) } else { problem }
    }
}

/// `1` and `true`.
pub(super) fn is_true(flag: &str) -> bool {
    matches!(flag, "1" | "true")
}

/// A height or width of nothing.
fn is_nothing(size: &str) -> bool {
    size.trim().parse::<f64>().is_ok_and(|size| size <= 0.0)
}

/// Takes a cell's attributes: address, kind, format.
fn begin(element: &BytesStart<'_>, open: &mut Open, row: Option<u32>, column: u32) -> Result<(), Problem> {
    (open.kind, open.format) = (Kind::Number, 0);
    let mut at = None;
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    for found in attributes.flatten() {
        match found.key.as_ref() {
            "r" => at = Some(address::cell(&found.value)?),
            "s" => open.format = found.value.parse().unwrap_or(usize::MAX),
            "t" => {
                open.kind = match found.value.as_ref() {
                    "s" => Kind::Shared,
                    "str" => Kind::Text,
                    "inlineStr" => Kind::Inline,
                    "b" => Kind::Bool,
                    "e" => Kind::Error,
                    "d" => Kind::IsoDate,
                    "n" => Kind::Number,
                    _ => Kind::Unknown,
                }
            }
            _ => {}
        }
    }
    open.at = match at {
        Some(at) => at,
        None => address::position(row, Some(column)).ok_or_else(|| refusal::outside("c"))?,
    };
    Ok(())
}

/// The value of a cell that was read, as far as it is believed; `None` for one that only has a format.
fn finish(open: &mut Open, shared: &Shared<'_>, budget: &mut Budget) -> Result<Option<Cell>, Problem> {
    let cell = value_of(open, shared, budget)?;
    Ok(if open.has_formula { shared.belief.of(cell) } else { cell })
}

fn value_of(open: &mut Open, shared: &Shared<'_>, budget: &mut Budget) -> Result<Option<Cell>, Problem> {
    let plain = |value| Some(Cell::plain(value));
    let general = Style::default();
    let style = shared.formats.get(open.format).unwrap_or(&general);
    // Which of two values is shown, or of one that stands where its kind does not look for it, is each program's own choice.
    let in_place = if open.kind == Kind::Inline { open.values == 0 } else { open.inlines == 0 };
    if open.values > 1 || open.inlines > 1 || !in_place || open.kind == Kind::Unknown {
        return Err(refusal::ambiguous("value"));
    }
    // `=""` has an empty text as its value; no value at all means that nobody calculated.
    let calculated = open.values > 0 && (open.kind == Kind::Text || !open.text.text.is_empty());
    if open.has_formula && !calculated && open.kind != Kind::Inline {
        return Ok(Some(Cell { percent: style.shown == Shown::Percent, ..Cell::plain(Value::Uncalculated) }));
    }
    let text = &open.text.text;
    if text.is_empty() {
        return Ok(None);
    }
    Ok(match open.kind {
        Kind::Number => Some(value::number_text(text, style, shared.epoch)),
        Kind::Shared => {
            let index = text.trim().parse::<usize>().ok();
            let shared_text = index
                .and_then(|index| shared.strings.get(index))
                .ok_or_else(|| refusal::damaged("sharedStrings.xml"))?;
            budget.text(shared_text.len())?;
            value::text(shared_text.to_owned())
        }
        Kind::Text | Kind::Inline => {
            budget.text(text.len())?;
            value::text(escapes::resolved(text).into_owned())
        }
        Kind::Bool => plain(match text.trim() {
            "1" | "true" | "TRUE" | "True" => Value::Bool(true),
            "0" | "false" | "FALSE" | "False" => Value::Bool(false),
            _ => Value::Unusable(text.clone()),
        }),
        Kind::Error => {
            budget.text(text.len())?;
            plain(Value::Error(text.trim().to_owned()))
        }
        Kind::Unknown => return Err(refusal::ambiguous("value")),
        Kind::IsoDate => match value::iso_date(text) {
            Some(date) => plain(Value::Date(date)),
            None => plain(Value::Unusable(text.clone())),
        },
    })
}
