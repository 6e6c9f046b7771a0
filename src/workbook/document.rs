//! Text documents (.docx): paragraphs and tables in their order, within the bounds of workbooks.

use std::collections::BTreeMap;

use super::limits::Budget;
use super::package::Package;
use super::sniff::ZIP;
use super::xml::{Node, Xml, local_attribute};
use super::{Area, limits, refusal, xlsx};
use crate::diagnostic::{Code, Problem};

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
}

/// Tables and paragraphs of a document. Long ones have some thousands.
const BLOCKS: usize = 50_000;

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
    // A table within a cell of another is read as text of that cell.
    let (mut open, mut depth): (Option<Open>, u32) = (None, 0);
    let (mut paragraph, mut in_text, mut deleted) = (String::new(), false, 0_u32);
    loop {
        match xml.next()? {
            Node::Eof => return Ok(blocks),
            Node::Start(element) => match element.local_name().as_ref() {
                "tbl" => {
                    depth = depth.saturating_add(1);
                    if depth == 1 {
                        open = Some(Open::default());
                    }
                }
                "tr" if depth == 1 => {
                    if let Some(open) = &mut open {
                        open.column = 0;
                    }
                }
                // Columns that a row leaves out at its beginning.
                "gridBefore" if depth == 1 => {
                    let count = number(local_attribute(&element, "val").as_deref());
                    if let Some(open) = &mut open {
                        open.column = open.column.saturating_add(count);
                    }
                }
                "tc" if depth == 1 => {
                    if let Some(open) = &mut open {
                        open.span = 1;
                        open.goes_on = false;
                        open.begins = false;
                        open.text.clear();
                    }
                }
                "gridSpan" if depth == 1 => {
                    let span = number(local_attribute(&element, "val").as_deref());
                    if let Some(open) = &mut open {
                        open.span = span.clamp(1, 256);
                    }
                }
                "vMerge" if depth == 1 => {
                    let begins = local_attribute(&element, "val").is_some_and(|value| value == "restart");
                    if let Some(open) = &mut open {
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
                "p" => match &mut open {
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
                "tc" if depth == 1 => {
                    budget.cell()?;
                    if let Some(open) = &mut open {
                        open.end_cell();
                    }
                }
                "tr" if depth == 1 => {
                    if let Some(open) = &mut open {
                        open.row = open.row.saturating_add(1);
                    }
                }
                "tbl" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0
                        && let Some(done) = open.take()
                    {
                        blocks.push(Block::Table(done.table));
                    }
                }
                _ => {}
            },
            Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
        if blocks.len() > BLOCKS {
            return Err(Problem::new(Code::FileTooLarge, crate::diagnostic::Place::File)
                .with("what", "cells")
                .with("limit", BLOCKS));
        }
    }
}

fn push(open: &mut Option<Open>, paragraph: &mut String, text: &str) {
    match open {
        Some(open) => open.text.push_str(text),
        None => paragraph.push_str(text),
    }
}

fn number(text: Option<&str>) -> u16 {
    text.and_then(|text| text.parse().ok()).unwrap_or(1)
}
