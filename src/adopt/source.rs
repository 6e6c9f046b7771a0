//! Files become parts: grids and lines, every piece of them in the account.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::account::{Account, Position, Spot};
use super::grid::{Grid, GridCell};
use super::{extent, mended, title};
use crate::cell::CellRef;
use crate::diagnostic::{Code, Place, Problem};
use crate::workbook::{self, document};

/// A file that somebody brings in.
#[derive(Debug, Clone)]
pub struct SourceFile<'a> {
    /// Its name without the folder.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A part of a file, in the file's order.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// A table or sheet.
    Grid(Grid),
    /// Lines or paragraphs with nothing else between them: the words and the number of each.
    Text(Vec<(usize, String)>),
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
            match mended::text(file.bytes).filter(|_| may_be_text) {
                Some(text) if text.chars().count() > extent::LETTERS => Err(extent::too_many_letters()),
                Some(text) => {
                    let mended = mended::mended(&text);
                    account.repaired.extend(mended.repaired);
                    Ok(of_text(number, &mended.text, account))
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
                let mended = mended::mended(&text);
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
    grid.rows().into_iter().any(|row| super::heading::at(&grid, row).is_some()) || super::lying::tables(&grid).is_some()
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

fn push_line(parts: &mut Vec<Part>, line: usize, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(Part::Text(lines)) => lines.push((line, text.trim().to_owned())),
        _ => parts.push(Part::Text(vec![(line, text.trim().to_owned())])),
    }
}

/// Lines of a text; several in a row with as many marks between their cells are a table.
fn of_text(number: usize, text: &str, account: &mut Account) -> Vec<Part> {
    let mut parts = Vec::new();
    let lines = whole_lines(text);
    let mut at = 0_usize;
    while let Some((line, text)) = lines.get(at).map(|(line, text)| (*line, &**text)) {
        let Some(mark) = mark_of(text) else {
            push_line(&mut parts, line, text);
            at = at.saturating_add(1);
            continue;
        };
        let rows: Vec<(usize, Vec<String>)> = lines
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|(_, text)| mark_of(text) == Some(mark))
            .map(|(line, text)| (*line, cut(text, mark)))
            .collect();
        // A single line with marks is no table.
        if rows.len() < 2 {
            push_line(&mut parts, line, text);
            at = at.saturating_add(1);
            continue;
        }
        at = at.saturating_add(rows.len());
        let mut grid = Grid::new("");
        for (line, cells) in rows {
            let row = u32::try_from(line).unwrap_or(u32::MAX);
            // |---|---| under the header of a table in Markdown.
            if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | ' ')) && !cell.is_empty()) {
                continue;
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

/// Lines with their numbers; a cell in quotes may hold line breaks.
fn whole_lines(text: &str) -> Vec<(usize, Cow<'_, str>)> {
    /// Lines of the longest such cell: quotes that never close are no cell's.
    const LONGEST: usize = 60;
    let typed: Vec<&str> = text.lines().collect();
    let mut lines = Vec::new();
    let mut at = 0_usize;
    while let Some(first) = typed.get(at) {
        let open = |text: &str| text.matches('"').count() % 2 == 1;
        let is_cell = open(first) && first.contains([',', '\t']);
        let more = typed.get(at.saturating_add(1)..).unwrap_or_default();
        let end = more.iter().take(LONGEST).position(|line| open(line)).filter(|_| is_cell);
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

fn cut(line: &str, mark: char) -> Vec<String> {
    let line = if mark == '|' { line.trim().trim_matches('|') } else { line };
    let mut cells = Vec::new();
    let (mut cell, mut quoted, mut closed) = (String::new(), false, false);
    for c in line.chars() {
        if c == '"' && mark != '|' {
            quoted = !quoted;
            // Two in quotes are one.
            if quoted && std::mem::replace(&mut closed, false) {
                cell.push(c);
            }
            closed = !quoted;
            continue;
        }
        closed = false;
        if c == mark && !quoted {
            cells.push(std::mem::take(&mut cell).trim().to_owned());
        } else {
            cell.push(c);
        }
    }
    cells.push(cell.trim().to_owned());
    cells
}
