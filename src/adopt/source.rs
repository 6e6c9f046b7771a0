//! Files become parts: grids and lines, every piece of them in the account.

use std::collections::BTreeMap;

use super::account::{Account, Position, Spot};
use super::grid::{Grid, GridCell};
use super::part::{Part, push_line};
use super::{copied_text, extent, lines};
use crate::cell::CellRef;
use crate::problem::{Code, Place, Problem};
use crate::workbook::{self, document};

/// A file that somebody brings in.
#[derive(Debug, Clone)]
pub struct SourceFile<'a> {
    /// Its name without the folder.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// Reads a file into its parts.
pub(super) fn read(number: usize, file: &SourceFile<'_>, account: &mut Account) -> Result<Vec<Part>, Problem> {
    if file.bytes.is_empty() {
        return Err(Problem::new(Code::EmptyFile, Place::File));
    }
    if let Some(document) = document::read(file.bytes)? {
        return Ok(of_document(number, document, account));
    }
    let read = workbook::read(file.bytes);
    match read.value {
        Some(workbook) if workbook.is_own_output => Err(Problem::new(Code::OwnOutputSkipped, Place::File)),
        Some(workbook) => Ok(of_workbook(number, &workbook, account)),
        None => {
            let problem =
                read.problems.into_iter().next().unwrap_or_else(|| Problem::new(Code::NotAWorkbook, Place::File));
            let may_be_text = matches!(problem.code, Code::DelimitedText | Code::NotAWorkbook);
            match copied_text::text(file.bytes).filter(|_| may_be_text) {
                Some(text) if text.chars().count() > extent::LETTERS => Err(extent::too_many_letters()),
                Some(text) => {
                    let mended = copied_text::mended(&text);
                    account.repaired.extend(mended.repaired);
                    Ok(lines::of_text(number, &mended.text, account))
                }
                None => Err(problem),
            }
        }
    }
}

fn of_workbook(number: usize, workbook: &workbook::Workbook, account: &mut Account) -> Vec<Part> {
    let mut parts = Vec::new();
    for sheet in &workbook.sheets {
        let mut grid = Grid::new(&sheet.name);
        for area in &sheet.merges {
            grid.merge(*area);
        }
        for ((row, column), cell) in &sheet.cells {
            if extent::is_full(account) {
                break;
            }
            let text = cell.text();
            if !text.trim().is_empty() {
                let at = CellRef::new(sheet.name.clone(), *row, *column).to_string();
                let spot = account.open(number, Position::Cell(at), &text);
                grid.cells.insert((*row, *column), GridCell { text, spot });
            }
        }
        if !grid.cells.is_empty() {
            parts.push(Part::Grid(grid));
        }
    }
    parts
}

fn of_document(number: usize, document: Vec<document::Block>, account: &mut Account) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut tables, mut line) = (0_usize, 0_usize);
    for block in document {
        match block {
            document::Block::Paragraph(text) => {
                line = line.saturating_add(1);
                let mended = copied_text::mended(&text);
                account.repaired.extend(mended.repaired);
                push_line(&mut parts, line, &mended.text);
            }
            document::Block::Table(table) => of_table(number, table, &mut tables, &mut parts, account),
        }
    }
    parts
}

/// A table of a document, and behind it those within its cells that are tables of their own; what is none is text of its cell.
fn of_table(number: usize, table: document::Table, tables: &mut usize, parts: &mut Vec<Part>, account: &mut Account) {
    *tables = tables.saturating_add(1);
    let own = *tables;
    let mut cells = table.cells;
    let mut within = Vec::new();
    for (at, inner) in table.within {
        if is_table(&inner) {
            within.push((at, inner));
        } else {
            let text = cells.entry(at).or_default();
            for line in as_lines(&inner) {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&line);
            }
        }
    }
    // What stands before a table within belongs before it; the rows of a table that has a header stay together.
    within.sort_by_key(|(at, _)| *at);
    let whole = within.is_empty() || has_header(&table.merges, &cells);
    let cuts: Vec<(u32, u16)> = if whole { Vec::new() } else { within.iter().map(|(at, _)| *at).collect() };
    let mut chunks = vec![Grid::new("")];
    if let (true, Some(grid)) = (whole, chunks.first_mut()) {
        table.merges.iter().for_each(|area| grid.merge(*area));
    }
    for ((row, column), text) in cells {
        if extent::is_full(account) {
            break;
        }
        while chunks.len() <= cuts.partition_point(|cut| *cut < (row, column)) {
            chunks.push(Grid::new(""));
        }
        let at = Position::InTable(own, row.saturating_add(1), u32::from(column).saturating_add(1));
        let spot = account.open(number, at, &text);
        if let Some(chunk) = chunks.last_mut() {
            chunk.cells.insert((row, column), GridCell { text, spot });
        }
    }
    let mut within = within.into_iter().map(|(_, inner)| inner);
    for chunk in chunks {
        if !chunk.cells.is_empty() {
            parts.push(Part::Grid(chunk));
        }
        if !whole && let Some(inner) = within.next() {
            of_table(number, inner, tables, parts, account);
        }
    }
    for inner in within {
        of_table(number, inner, tables, parts, account);
    }
}

/// Whether a table within a cell has a header, in it or deeper within.
fn is_table(table: &document::Table) -> bool {
    has_header(&table.merges, &table.cells) || table.within.iter().any(|(_, inner)| is_table(inner))
}

/// Whether cells have a header above them or at their side.
fn has_header(merges: &[workbook::Area], cells: &BTreeMap<(u32, u16), String>) -> bool {
    let mut grid = Grid::new("");
    for area in merges {
        grid.merge(*area);
    }
    for (at, text) in cells {
        grid.cells.insert(*at, GridCell { text: text.clone(), spot: Spot::default() });
    }
    grid.rows().into_iter().any(|row| super::heading::at(&grid, row).is_some())
        || super::sideways::tables(&grid).is_some()
}

/// A table's rows as lines.
fn as_lines(table: &document::Table) -> Vec<String> {
    let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for ((row, _), text) in &table.cells {
        lines.entry(*row).or_default().push(text.clone());
    }
    for ((row, _), inner) in &table.within {
        lines.entry(*row).or_default().extend(as_lines(inner));
    }
    lines.into_values().map(|cells| cells.join(" ")).collect()
}
