//! Text documents (.docx): paragraphs and tables in their order, within the bounds of workbooks.

use std::collections::BTreeMap;

use super::limits::Budget;
use super::package::Package;
use super::sniff::ZIP;
use super::xml::{Node, Xml, local_attribute};
use super::{Area, limits, refusal, xlsx};
use crate::problem::{Code, Problem};

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph that is not empty.
    Paragraph(String),
    /// A table.
    Table(Table),
}

/// A table of a document: cells by row and column, zero-based.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Filled cells.
    pub cells: BTreeMap<(u32, u16), String>,
    /// Cells that are one, across or down.
    pub merges: Vec<Area>,
    /// Tables within its cells, each with the cell; what is within them is theirs alone.
    pub within: Vec<((u32, u16), Table)>,
}

/// Tables and paragraphs of a document. Long ones have some thousands.
const BLOCKS: usize = 50_000;

/// Tables within one another that are told apart; what lies deeper is text of its cell.
const DEEPEST: usize = 4;

/// Reads a document; `None` where the bytes are none.
///
/// # Errors
/// The problem of a file that is too large or damaged.
pub fn read(bytes: &[u8]) -> Result<Option<Vec<Block>>, Problem> {
    if !bytes.starts_with(ZIP) {
        return Ok(None);
    }
    if bytes.len() > limits::FILE_BYTES {
        return Err(super::too_many_bytes());
    }
    let mut package = Package::open(bytes)?;
    if !package.has("[Content_Types].xml") {
        return Ok(None);
    }
    let main = xlsx::main_part(&mut package)?;
    if !main.starts_with("word/") {
        return Ok(None);
    }
    #[expect(clippy::redundant_closure, reason = "the function alone is not general enough over the parts' lifetimes")]
    let read = package.xml(&main, |xml| blocks(xml))?;
    read.ok_or_else(|| refusal::damaged(main)).map(Some)
}

/// A table that is being read, and the place in it.
#[derive(Default)]
struct Open {
    table: Table,
    row: u32,
    column: u16,
    span: u16,
    text: String,
    /// Cells that go on downwards, by column: the row that they began in, and which of the table's areas they are, once they are one.
    down: BTreeMap<u16, (u32, Option<usize>)>,
    goes_on: bool,
    begins: bool,
}

impl Open {
    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let last = self.column.saturating_add(self.span.max(1)).saturating_sub(1);
        if self.goes_on {
            let (from, known) = self.down.get(&self.column).copied().unwrap_or((self.row, None));
            // The area grows with each row.
            let area = Area::new(from, self.column, self.row, last);
            match known.and_then(|at| self.table.merges.get_mut(at)) {
                Some(own) => *own = area,
                None => {
                    self.down.insert(self.column, (from, Some(self.table.merges.len())));
                    self.table.merges.push(area);
                }
            }
            if !text.is_empty() {
                self.table.cells.insert((self.row, self.column), text);
            }
        } else {
            self.down.remove(&self.column);
            let area = (self.span > 1).then(|| Area::new(self.row, self.column, self.row, last));
            if self.begins {
                self.down.insert(self.column, (self.row, area.map(|_| self.table.merges.len())));
            }
            self.table.merges.extend(area);
            if !text.is_empty() {
                self.table.cells.insert((self.row, self.column), text);
            }
        }
        self.column = last.saturating_add(1);
    }
}

fn blocks<R: std::io::Read>(xml: &mut Xml<R>) -> Result<Vec<Block>, Problem> {
    let mut blocks = Vec::new();
    let mut budget = Budget::default();
    let (mut open, mut deeper): (Vec<Open>, usize) = (Vec::new(), 0);
    let (mut paragraph, mut in_text, mut deleted) = (String::new(), false, 0_u32);
    loop {
        match xml.next()? {
            Node::Eof => return Ok(blocks),
            Node::Start(element) => match element.local_name().as_ref() {
                "tbl" if open.len() < DEEPEST => open.push(Open::default()),
                "tbl" => deeper = deeper.saturating_add(1),
                "tr" if deeper == 0 => {
                    if let Some(open) = open.last_mut() {
                        open.column = 0;
                    }
                }
                // Columns that a row leaves out at its beginning.
                "gridBefore" if deeper == 0 => {
                    let count = number(local_attribute(&element, "val").as_deref());
                    if let Some(open) = open.last_mut() {
                        open.column = open.column.saturating_add(count);
                    }
                }
                "tc" if deeper == 0 => {
                    if let Some(open) = open.last_mut() {
                        open.span = 1;
                        open.goes_on = false;
                        open.begins = false;
                        open.text.clear();
                    }
                }
                "gridSpan" if deeper == 0 => {
                    let span = number(local_attribute(&element, "val").as_deref());
                    if let Some(open) = open.last_mut() {
                        open.span = span.clamp(1, 256);
                    }
                }
                "vMerge" if deeper == 0 => {
                    let begins = local_attribute(&element, "val").is_some_and(|value| value == "restart");
                    if let Some(open) = open.last_mut() {
                        open.begins = begins;
                        open.goes_on = !begins;
                    }
                }
                "del" | "moveFrom" => deleted = deleted.saturating_add(1),
                "t" => in_text = deleted == 0,
                "tab" | "br" | "cr" => {
                    push(&mut open, &mut paragraph, if element.local_name().as_ref() == "tab" { "\t" } else { "\n" })
                }
                _ => {}
            },
            Node::Text(text) if in_text => {
                budget.text(text.len())?;
                push(&mut open, &mut paragraph, &text);
            }
            Node::End(element) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "del" | "moveFrom" => deleted = deleted.saturating_sub(1),
                "p" => match open.last_mut() {
                    Some(open) => {
                        if !open.text.is_empty() && !open.text.ends_with('\n') {
                            open.text.push('\n');
                        }
                    }
                    None => {
                        let text = std::mem::take(&mut paragraph).trim().to_owned();
                        if !text.is_empty() {
                            blocks.push(Block::Paragraph(text));
                        }
                    }
                },
                "tc" if deeper == 0 => {
                    budget.cell()?;
                    if let Some(open) = open.last_mut() {
                        open.end_cell();
                    }
                }
                "tr" if deeper == 0 => {
                    if let Some(open) = open.last_mut() {
                        open.row = open.row.saturating_add(1);
                    }
                }
                "tbl" if deeper > 0 => deeper = deeper.saturating_sub(1),
                "tbl" => {
                    let Some(done) = open.pop() else { continue };
                    match open.last_mut() {
                        Some(outer) => outer.table.within.push(((outer.row, outer.column), done.table)),
                        None => blocks.push(Block::Table(done.table)),
                    }
                }
                _ => {}
            },
            Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
        if blocks.len() > BLOCKS {
            return Err(Problem::new(Code::FileTooLarge, crate::problem::Place::File)
                .with("what", "cells")
                .with("limit", BLOCKS));
        }
    }
}

fn push(open: &mut [Open], paragraph: &mut String, text: &str) {
    match open.last_mut() {
        Some(open) => open.text.push_str(text),
        None => paragraph.push_str(text),
    }
}

fn number(text: Option<&str>) -> u16 {
    text.and_then(|text| text.parse().ok()).unwrap_or(1)
}
