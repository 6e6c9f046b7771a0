//! A worksheet part: cells, merged areas. One pass; what is not shown to people is not read.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::escapes;
use crate::diagnostic::Problem;
use crate::workbook::limits::{Budget, CELL_CHARACTERS};
use crate::workbook::strings::Strings;
use crate::workbook::value::{self, Epoch, Shown};
use crate::workbook::xml::{Node, Xml, attribute};
use crate::workbook::{Area, Cell, Sheet, Value, address, merges, refusal};

/// What the cells of every sheet share.
pub(super) struct Shared<'a> {
    /// The texts.
    pub(super) strings: &'a Strings,
    /// What each cell format shows.
    pub(super) formats: &'a [Shown],
    /// The first day.
    pub(super) epoch: Epoch,
}

/// A sheet and the number of rows that it claims to have.
pub(super) struct Claimed {
    /// The sheet.
    pub(super) sheet: Sheet,
    /// The last row that has an element of its own.
    pub(super) rows: u32,
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
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    at: (u32, u16),
    kind: Kind,
    format: usize,
    text: String,
    has_value: bool,
    has_formula: bool,
}

/// Reads a worksheet.
pub(super) fn read<R: Read>(
    xml: &mut Xml<R>,
    name: &Arc<str>,
    shared: &Shared<'_>,
    budget: &mut Budget,
) -> Result<Claimed, Problem> {
    let mut cells = BTreeMap::new();
    let mut areas: Vec<Area> = Vec::new();
    let mut open = Open::default();
    // The row and column after the last ones, for cells and rows without an address.
    let (mut next_row, mut next_column) = (0_u32, 0_u32);
    let mut in_cell = false;
    let mut takes_text = false;
    let mut in_phonetic = false;
    // Most cells of a drawn table only have a format.
    xml.tell_empty();
    loop {
        let node = xml.next()?;
        let goes_on = !matches!(node, Node::Empty(_));
        match node {
            Node::Start(element) | Node::Empty(element) => match element.local_name().as_ref() {
                "row" => {
                    next_row = match attribute(&element, "r") {
                        Some(number) => {
                            let row = number.parse::<u32>().ok().and_then(|row| row.checked_sub(1));
                            address::position(row, Some(0)).ok_or_else(|| refusal::outside(&number))?.0
                        }
                        None => next_row,
                    }
                    .saturating_add(1);
                    next_column = 0;
                }
                "c" => {
                    open.text.clear();
                    (open.has_value, open.has_formula) = (false, false);
                    begin(&element, &mut open, next_row.checked_sub(1), next_column)?;
                    (next_row, next_column) = (open.at.0.saturating_add(1), u32::from(open.at.1).saturating_add(1));
                    in_cell = goes_on;
                }
                "v" if in_cell => {
                    open.has_value = true;
                    takes_text = goes_on;
                }
                "t" if in_cell && !in_phonetic => takes_text = goes_on,
                "rPh" => in_phonetic = goes_on,
                "f" if in_cell => open.has_formula = true,
                "mergeCell" => {
                    if let Some(reference) = attribute(&element, "ref") {
                        budget.merge()?;
                        areas.push(address::area(&reference)?);
                    }
                }
                _ => {}
            },
            Node::Text(piece) if takes_text => {
                open.text.push_str(&piece);
                if open.text.len() > CELL_CHARACTERS.saturating_mul(4) {
                    return Err(refusal::too_large("characters", CELL_CHARACTERS));
                }
            }
            Node::End(element) => match element.local_name().as_ref() {
                "v" | "t" => takes_text = false,
                "rPh" => in_phonetic = false,
                "c" if in_cell => {
                    in_cell = false;
                    if let Some(cell) = finish(&mut open, shared, budget)? {
                        budget.cell()?;
                        cells.insert(open.at, cell);
                    }
                }
                _ => {}
            },
            Node::Eof => break,
            Node::Text(_) | Node::Other => {}
        }
    }
    merges::uncover(&mut cells, &areas);
    let days_from_1904 = shared.epoch == Epoch::Y1904;
    Ok(Claimed { sheet: Sheet { name: name.clone(), cells, merges: areas, days_from_1904 }, rows: next_row })
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
                    _ => Kind::Number,
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

/// The value of a cell that was read; `None` for one that only has a format.
fn finish(open: &mut Open, shared: &Shared<'_>, budget: &mut Budget) -> Result<Option<Cell>, Problem> {
    let plain = |value| Some(Cell { value, percent: false });
    let shown = shared.formats.get(open.format).copied().unwrap_or_default();
    // `=""` has an empty text as its value; no value at all means that nobody calculated.
    let calculated = open.has_value && (open.kind == Kind::Text || !open.text.is_empty());
    if open.has_formula && !calculated && open.kind != Kind::Inline {
        return Ok(Some(Cell { value: Value::Uncalculated, percent: shown == Shown::Percent }));
    }
    if open.text.is_empty() {
        return Ok(None);
    }
    Ok(match open.kind {
        Kind::Number => Some(value::number_text(&open.text, shown, shared.epoch)),
        Kind::Shared => {
            let index = open.text.trim().parse::<usize>().ok();
            let text = index
                .and_then(|index| shared.strings.get(index))
                .ok_or_else(|| refusal::damaged("sharedStrings.xml"))?;
            budget.text(text.len())?;
            value::text(text.to_owned())
        }
        Kind::Text | Kind::Inline => {
            budget.text(open.text.len())?;
            value::text(escapes::resolved(&open.text).into_owned())
        }
        Kind::Bool => plain(Value::Bool(matches!(open.text.trim(), "1" | "true"))),
        Kind::Error => {
            budget.text(open.text.len())?;
            plain(Value::Error(open.text.trim().to_owned()))
        }
        Kind::IsoDate => match value::iso_date(&open.text) {
            Some(date) => plain(Value::Date(date)),
            None => plain(Value::Unusable(open.text.clone())),
        },
    })
}
