//! Tables found by their header row: in any of the first 20 rows, columns in any order, notes and totals around them.

mod heading;
mod totals;
mod units;

pub(super) use heading::{CLOSING, bare, brackets, without_unit};
use heading::{is_first_name, named};
use totals::Total;
pub(super) use totals::{is_only_total, is_total};
pub(super) use units::{named_unit, unit_behind_label};

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::findings::Findings;
use super::grid::{Grid, shown, tidy};
use crate::cell::CellRef;
use crate::decimal;
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::problem::{Code, Place, Problem};
use crate::text::{self, key};
use crate::unit::{Unit, UnitKind};
use crate::workbook::{Cell, Value};

/// Header rows lie within this many rows from the top.
pub(super) const HEADER_ROWS: u32 = 20;

/// Headers of a table: some names of columns and one per measure. Each is compared with every word of the layout.
const HEADERS: usize = 512;

/// A table of a sheet.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) grid: Grid<'a>,
    pub(super) header: u32,
    /// The upper row of a heading in two levels, else the same.
    pub(super) top: u32,
    /// The row under the headings that holds nothing but the columns' units.
    pub(super) unit_row: Option<u32>,
    pub(super) columns: BTreeMap<Column, u16>,
    /// Columns whose header is no word of the layout, with the header as typed.
    pub(super) others: Vec<(u16, String)>,
    /// The rows that hold entries: no blanks, notes or totals.
    pub(super) rows: Vec<u32>,
    /// Rows that are perhaps of totals, until it is known who is a person.
    totals: Vec<Total>,
}

/// The header as it is seen in one of two header rows: the lower one where it is filled, else the upper one.
fn header_text(grid: &Grid<'_>, rows: (u32, u32), column: u16) -> String {
    let lower = grid.text(rows.1, column);
    if lower.is_empty() { grid.text(rows.0, column) } else { lower }
}

fn header_columns(grid: &Grid<'_>, rows: (u32, u32)) -> Vec<(u16, String)> {
    let mut columns: Vec<u16> = grid.filled(rows.0).chain(grid.filled(rows.1)).map(|(column, _)| column).collect();
    for row in [rows.0, rows.1] {
        columns.extend(grid.sheet.merges.iter().filter(|a| a.top <= row && a.bottom >= row).map(|a| a.left));
    }
    columns.sort_unstable();
    columns.dedup();
    columns.truncate(HEADERS);
    columns.into_iter().map(|column| (column, header_text(grid, rows, column))).filter(|(_, t)| !t.is_empty()).collect()
}

impl<'a> Table<'a> {
    /// Finds the table of a sheet; `None` where its header row or a required column is not there (then that is said).
    pub(super) fn find(
        grid: Grid<'a>,
        wanted: &[Column],
        required: &[Column],
        also: &dyn Fn(&str) -> bool,
        lang: Lang,
        findings: &mut Findings,
    ) -> Option<Self> {
        Self::find_from(0, grid, (wanted, required), also, lang, findings)
    }

    /// The same where the header row is looked for from a row on.
    pub(super) fn find_from(
        first_row: u32,
        grid: Grid<'a>,
        (wanted, required): (&[Column], &[Column]),
        also: &dyn Fn(&str) -> bool,
        lang: Lang,
        findings: &mut Findings,
    ) -> Option<Self> {
        // Every text of the first rows is seen three times: as a single row, as the upper and as the lower of two.
        let mut known: BTreeMap<String, (Vec<Column>, bool)> = BTreeMap::new();
        let mut score = |headers: &[(u16, String)]| {
            let mut fixed: BTreeSet<Column> = BTreeSet::new();
            let mut own = 0_usize;
            for (_, text) in headers {
                let (columns, is_own) = match known.get(text) {
                    Some(seen) => seen,
                    None => known.entry(text.clone()).or_insert_with(|| (named(text), also(text))),
                };
                fixed.extend(columns.iter().filter(|column| wanted.contains(column)));
                own = own.saturating_add(usize::from(*is_own));
            }
            fixed.len().saturating_add(own)
        };
        let mut best: (usize, (u32, u32)) = (0, (0, 0));
        let last = grid.sheet.cells.last_key_value().map_or(0, |((row, _), _)| *row);
        for row in first_row..first_row.saturating_add(HEADER_ROWS).min(last.saturating_add(1)) {
            let single = score(&header_columns(&grid, (row, row)));
            if single > best.0 {
                best = (single, (row, row));
            }
            if single < 2 {
                continue;
            }
            // A heading in two levels: the lower row alone lacks what stands only above it.
            let pair = score(&header_columns(&grid, (row, row.saturating_add(1))));
            if pair > best.0.max(single) {
                best = (pair, (row, row.saturating_add(1)));
            }
        }
        if best.0 < required.len().min(2) {
            let names: Vec<_> = required.iter().map(|c| c.name(lang)).collect();
            findings.add(
                Problem::new(Code::HeaderNotFound, Place::Sheet(grid.name().clone())).with("columns", names.join("、")),
            );
            return None;
        }
        let (top, header) = best.1;
        let headers = header_columns(&grid, (top, header));
        let mut columns: BTreeMap<Column, u16> = BTreeMap::new();
        let mut others = Vec::new();
        for (at, typed) in &headers {
            let bared = bare(typed);
            let named = wanted.iter().copied().find(|c| is_first_name(&bared, *c) && !also(typed));
            match named {
                Some(column) if columns.contains_key(&column) => findings.add(
                    Problem::new(Code::ColumnTwice, Place::Cell(grid.at(header, *at))).with("column", tidy(typed)),
                ),
                Some(column) => {
                    columns.insert(column, *at);
                }
                None => others.push((*at, typed.clone())),
            }
        }
        others.retain(|(at, typed)| {
            let names = if also(typed) { Vec::new() } else { named(typed) };
            let synonym = wanted.iter().copied().find(|c| !columns.contains_key(c) && names.contains(c));
            if let Some(column) = synonym {
                columns.insert(column, *at);
            }
            synonym.is_none()
        });
        let mut whole = true;
        for column in required.iter().filter(|c| !columns.contains_key(c)) {
            let seen: Vec<(u16, &str)> = others.iter().map(|(at, typed)| (*at, typed.as_str())).collect();
            findings.add(missing_column(&grid, header, column.name(lang), &seen));
            whole = false;
        }
        if !whole {
            return None;
        }
        let first = headers
            .iter()
            .filter_map(|(column, _)| grid.merge(header, *column))
            .map(|area| area.bottom)
            .fold(header, u32::max);
        let known: Vec<u16> = columns.values().copied().collect();
        let mut table =
            Self { grid, header, top, unit_row: None, columns, others, rows: Vec::new(), totals: Vec::new() };
        table.unit_row = table.find_unit_row(first);
        (table.rows, table.totals) = table.entries(first, &known, (&headers, required), also, findings);
        Some(table)
    }

    fn entries(
        &self,
        header: u32,
        known: &[u16],
        (headers, required): (&[(u16, String)], &[Column]),
        also: &dyn Fn(&str) -> bool,
        findings: &mut Findings,
    ) -> (Vec<u32>, Vec<Total>) {
        let grid = &self.grid;
        let counts =
            |column: u16| known.contains(&column) || headers.iter().any(|(at, typed)| *at == column && also(typed));
        let (mut rows, mut found) = (Vec::new(), Vec::new());
        let names: BTreeMap<u16, String> = headers.iter().map(|(at, typed)| (*at, bare(typed))).collect();
        /// Cells of a row that tell whether it repeats the header.
        const LOOKED_AT: usize = 8;
        let is_header = |column: &u16, cell: &Cell| match (&cell.value, names.get(column)) {
            (Value::Text(typed), Some(name)) => bare(typed) == *name,
            _ => false,
        };
        let counted: BTreeSet<u16> = headers.iter().map(|(at, _)| *at).filter(|at| counts(*at)).collect();
        for row in grid.rows().into_iter().filter(|row| *row > header) {
            let filled: Vec<(u16, &Cell)> = grid.filled(row).collect();
            let Some((first, cell)) = filled.first().copied() else { continue };
            // 姓名 waits for its 工号.
            let waiting = |(column, cell): &(u16, &Cell)| {
                cell.value == Value::Uncalculated && self.column(Column::Name) == Some(*column)
            };
            if filled.iter().all(waiting) {
                continue;
            }
            if let Some(total) = totals::of_row(self, row, &filled, required) {
                found.push(total);
                continue;
            }
            // The header again, on every printed page.
            if filled.iter().take(LOOKED_AT).filter(|(column, cell)| is_header(column, cell)).take(2).count() >= 2 {
                continue;
            }
            if self.unit_row == Some(row) {
                continue;
            }
            if is_remark(&filled) {
                findings.add(Problem::new(Code::RemarkRow, Place::Cell(grid.at(row, first))).with("text", shown(cell)));
                continue;
            }
            if filled.iter().any(|(column, _)| counted.contains(column)) {
                rows.push(row);
            }
        }
        (rows, found)
    }

    /// The first filled row under the headings, where it is one of units.
    fn find_unit_row(&self, header: u32) -> Option<u32> {
        let row = header.saturating_add(1);
        let filled: Vec<(u16, &Cell)> = self.grid.filled(row).collect();
        (!filled.is_empty() && self.is_unit_row(&filled)).then_some(row)
    }

    /// A second heading row under the first one of a table of people: nothing but the columns' units (元, 次).
    fn is_unit_row(&self, filled: &[(u16, &Cell)]) -> bool {
        let Some(id) = self.column(Column::Id) else { return false };
        let people = [Some(id), self.column(Column::Name), self.column(Column::Date)];
        filled.iter().all(|(column, cell)| {
            let Value::Text(typed) = &cell.value else { return false };
            let word = bare(typed);
            let word = word.trim_matches(['(', ')']).trim_start_matches("单位").trim_start_matches(':');
            if people.contains(&Some(*column)) || matches!(word, "-" | "—" | "/") {
                return matches!(word, "" | "-" | "—" | "/");
            }
            let unit = Unit::read(word);
            // 万笔 is a unit, whatever 笔 is.
            word.is_empty() || !matches!(unit.kind, UnitKind::Plain | UnitKind::Other(_)) || unit.factor != Decimal::ONE
        })
    }

    /// Where a column stands.
    pub(super) fn column(&self, column: Column) -> Option<u16> {
        self.columns.get(&column).copied()
    }

    /// The cell's address; the row's first cell where the table has no such column.
    pub(super) fn at(&self, row: u32, column: Column) -> CellRef {
        self.grid.at(row, self.column(column).unwrap_or_default())
    }

    /// The cell, merged areas considered.
    pub(super) fn cell(&self, row: u32, column: Column) -> Option<&'a Cell> {
        self.grid.seen(row, self.column(column)?)
    }

    /// What a cell says as text: empty for a blank, `None` where it can't be read (then that is said).
    pub(super) fn words(&self, row: u32, column: Column, findings: &mut Findings) -> Option<String> {
        let Some(cell) = self.cell(row, column) else { return Some(String::new()) };
        unreadable(cell, &self.at(row, column), findings).then(|| shown(cell))
    }

    /// A cell's text in a column that only explains: an error there (a picture in a cell is one to every program but Excel)
    /// stands in nobody's way, and is told.
    pub(super) fn explanation(&self, row: u32, column: Column, findings: &mut Findings) -> Option<String> {
        let cell = self.cell(row, column)?;
        match &cell.value {
            Value::Error(error) => {
                let at = self.at(row, column);
                findings.add(Problem::new(Code::ErrorAside, &at).with("text", error).with("column", "explanation"));
                None
            }
            _ => self.words(row, column, findings),
        }
    }

    /// 姓名 beside 工号, which only confirms who is meant. `new` lets it fill itself, and a program that fills a workbook in
    /// without calculating leaves that formula without a value: that says nothing, and harms nothing.
    pub(super) fn name_beside(&self, row: u32, findings: &mut Findings) -> String {
        match self.cell(row, Column::Name) {
            Some(Cell { value: Value::Uncalculated, .. }) => String::new(),
            _ => self.words(row, Column::Name, findings).unwrap_or_default(),
        }
    }

    /// The same, where a blank is a problem.
    pub(super) fn filled_words(&self, row: u32, column: Column, lang: Lang, findings: &mut Findings) -> Option<String> {
        let words = self.words(row, column, findings)?;
        if words.is_empty() {
            findings.add(
                Problem::new(Code::CellEmpty, Place::Cell(self.at(row, column))).with("column", column.name(lang)),
            );
            return None;
        }
        Some(words)
    }

    /// The problem of a column that is not there and is needed after all: at a header like it, else where one is blank.
    pub(super) fn missing(&self, column: Column, lang: Lang) -> Problem {
        let seen: Vec<(u16, &str)> = self.others.iter().map(|(at, typed)| (*at, typed.as_str())).collect();
        let mut problem = missing_column(&self.grid, self.header, column.name(lang), &seen);
        if let ([], [(blank, _)]) = (seen.as_slice(), self.unheaded().as_slice()) {
            problem.place = Place::Cell(self.grid.at(self.header, *blank));
        }
        problem
    }

    /// A header that is no word of the layout and stands above cells of one kind only, at least one of them.
    pub(super) fn above_nothing_but(&self, kind: &dyn Fn(&Cell) -> bool) -> Option<&(u16, String)> {
        self.others.iter().find(|(column, _)| {
            let mut filled = self.rows.iter().filter_map(|row| self.grid.own(*row, *column)).peekable();
            filled.peek().is_some() && filled.all(kind)
        })
    }

    /// The problem of a column that is not there, at the header that is meant.
    pub(super) fn missing_at(&self, column: Column, header: &(u16, String), lang: Lang) -> Problem {
        Problem::new(Code::MissingColumn, Place::Cell(self.grid.at(self.header, header.0)))
            .with("column", column.name(lang))
            .with("has-nearest", "yes")
            .with("nearest", tidy(&header.1))
    }

    /// The same, only where a header is that column's name but for a slip of the hand.
    pub(super) fn nearly(&self, column: Column, lang: Lang) -> Option<Problem> {
        let is_near = self.others.iter().any(|(_, typed)| is_slip(typed, column.name(lang)));
        (self.column(column).is_none() && is_near).then(|| self.missing(column, lang))
    }
}

/// Whether a header is nearly a column's name.
pub(super) fn is_slip(typed: &str, name: &str) -> bool {
    text::is_nearly_heading(&bare(typed), name)
}

/// The problem of a column that is not there, at the header that is most like it, else at the header row's start.
pub(super) fn missing_column(grid: &Grid<'_>, header: u32, column: &str, seen: &[(u16, &str)]) -> Problem {
    let near = text::nearest(column, seen.iter().map(|(_, typed)| *typed)).first().copied();
    let at = seen.iter().find(|(_, typed)| Some(*typed) == near).map_or(0, |(at, _)| *at);
    Problem::new(Code::MissingColumn, Place::Cell(grid.at(header, at)))
        .with("column", column)
        .with("has-nearest", if near.is_some() { "yes" } else { "no" })
        .with("nearest", tidy(near.unwrap_or_default()))
}

/// The problem of a table that must have rows and has none.
pub(super) fn empty(table: &Table<'_>) -> Problem {
    Problem::new(Code::EmptyTable, Place::Sheet(table.grid.name().clone())).with("sheet", table.grid.name())
}

/// Says what is wrong with a cell that holds no value; whether it can be read.
pub(super) fn unreadable(cell: &Cell, at: &CellRef, findings: &mut Findings) -> bool {
    unreadable_in("data", cell, at, findings)
}

/// The same for a cell of 计算公式, where `=销售额/目标` typed as text is meant, not a formula of the workbook.
pub(super) fn unreadable_formula(cell: &Cell, at: &CellRef, findings: &mut Findings) -> bool {
    unreadable_in("formula", cell, at, findings)
}

fn unreadable_in(column: &str, cell: &Cell, at: &CellRef, findings: &mut Findings) -> bool {
    let problem = match &cell.value {
        Value::Error(error) => Problem::new(Code::ErrorValue, at).with("text", error).with("column", column),
        Value::Uncalculated => Problem::new(Code::Uncalculated, at).with("column", column),
        Value::Unusable(number) => Problem::new(Code::UnusableNumber, at).with("text", number),
        Value::Text(typed) if is_error_text(typed) => {
            Problem::new(Code::ErrorValue, at).with("text", tidy(typed)).with("column", column)
        }
        Value::Number(number) if cell.look.as_ref().is_some_and(|look| look.misleads(*number)) => {
            shown_otherwise(cell, *number, at)
        }
        Value::Number(number) if cell.percent && number.abs() > GREATEST_SHARE => {
            Problem::new(Code::PercentBeyond, at).with("text", shown(cell))
        }
        _ => return true,
    };
    findings.add(problem);
    false
}

/// Above 1000% a share is a mistake of the format sooner than a share: 88 in a cell of percentages shows 8800%.
pub(super) const GREATEST_SHARE: Decimal = Decimal::TEN;

/// The problem of a cell that shows another figure than it holds.
pub(super) fn shown_otherwise(cell: &Cell, held: Decimal, at: &CellRef) -> Problem {
    let seen = cell.look.as_ref().map(|look| look.text(held)).unwrap_or_default();
    Problem::new(Code::ShownOtherwise, at)
        .with("seen", if seen.is_empty() { "blank" } else { &seen })
        .with("number", decimal::plain(held))
}

/// .ods gives error values as text.
fn is_error_text(typed: &str) -> bool {
    typed.contains(['#', '＃'])
        && matches!(tidy(typed).as_str(), "#DIV/0!" | "#N/A" | "#NAME?" | "#NULL!" | "#NUM!" | "#REF!" | "#VALUE!")
}

/// How remarks and signature lines below a table begin.
const REMARKS: [&str; 23] = [
    "注",
    "备注",
    "说明",
    "填表",
    "填报",
    "制表",
    "审核",
    "复核",
    "审批",
    "核对",
    "签字",
    "签名",
    "负责人签",
    "数据来源",
    "打印",
    "以上",
    "以下",
    "本表",
    "note",
    "remark",
    "p.s",
    "※",
    "*",
];

/// Labels of signature lines whose name stands in a cell of its own.
const SIGNATURES: [&str; 8] = ["填表人", "填报人", "制表人", "制表", "审核人", "复核人", "审批人", "签字"];

/// A remark or signature line: its filled cells are sentences or labels, none is an entry.
fn is_remark(filled: &[(u16, &Cell)]) -> bool {
    let text = |cell: &Cell| match &cell.value {
        Value::Text(typed) => tidy(typed),
        _ => String::new(),
    };
    let begins = |text: &str| {
        let text = key(text);
        REMARKS.iter().any(|word| text.starts_with(word))
    };
    match filled {
        [(_, only)] => {
            let only = text(only);
            !only.is_empty()
                && (begins(&only)
                    || only.contains([':', ',', '。', ';', '、', '!'])
                    || (only.starts_with('(') && only.ends_with(')'))
                    || only.chars().count() > 20)
        }
        [(_, first), rest @ ..] => {
            let first = text(first);
            let label = |text: &str| text.ends_with(':');
            let signed = || SIGNATURES.contains(&bare(&first).as_str()) && rest.len() < 6;
            let labelled = || label(&first) && rest.iter().any(|(_, cell)| label(&text(cell)));
            !first.is_empty()
                && (first.contains([':', '。']) && begins(&first) || labelled() || signed())
                && rest.iter().all(|(_, cell)| matches!(&cell.value, Value::Text(_)))
        }
        [] => false,
    }
}
