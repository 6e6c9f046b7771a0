//! A workbook's sheets as people see them, for a host that shows problems in their grid.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::{Place, Problem, Severity};
use crate::workbook::{self, Sheet};
use crate::{cell, check};

/// Rows shown around a problem, so that it is seen where it stands.
const AROUND: u32 = 2;

/// First rows of a sheet that are always shown: titles and headings.
const HEAD: u32 = 6;

/// Rows and columns of a sheet that are shown at most: more is no view.
const ROWS: usize = 400;
const COLUMNS: u16 = 60;

/// Letters of a cell that are shown.
const LETTERS: usize = 120;

/// A sheet with problems, its rows with them and those around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The tab's name.
    pub sheet: String,
    /// The columns' letters, from A to the last one that is filled or faulty.
    pub columns: Vec<String>,
    /// Its rows, as far as they are shown.
    pub rows: Vec<GridRow>,
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridRow {
    /// Its number as people count.
    pub number: u32,
    /// Its cells, one a column.
    pub cells: Vec<GridCell>,
}

/// A cell of a grid.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GridCell {
    /// What it shows.
    pub shown: String,
    /// The worst that is said of it, and the numbers of the problems in the order in which they were given.
    pub worst: Option<Severity>,
    /// As above.
    pub problems: Vec<usize>,
}

/// The sheets of a workbook that have problems in cells, with what stands around these; passwords are hidden.
///
/// ```
/// use scorebook::pipeline::{History, Submission, grid};
///
/// let bytes = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
/// let problems = Submission::read(bytes).check(&History::default());
/// let grids = grid(bytes, &problems);
/// let faulty = grids.iter().flat_map(|grid| &grid.rows).flat_map(|row| &row.cells).filter(|cell| cell.worst.is_some());
/// assert!(faulty.count() > 0);
/// ```
pub fn grid(bytes: &[u8], problems: &[Problem]) -> Vec<Grid> {
    let mut faulty: BTreeMap<&str, BTreeMap<(u32, u16), Vec<usize>>> = BTreeMap::new();
    for (number, problem) in problems.iter().enumerate() {
        if let Place::Cell(at) = &problem.place {
            faulty.entry(&at.sheet).or_default().entry((at.row, at.column)).or_default().push(number);
        }
    }
    if faulty.is_empty() {
        return Vec::new();
    }
    let read = workbook::read_sheets(bytes, &|name| faulty.contains_key(name));
    let Some(mut workbook) = read.value else { return Vec::new() };
    check::hide_passwords(&mut workbook);
    let shown = |sheet: &Sheet| Some(of_sheet(sheet, faulty.get(&*sheet.name)?, problems));
    workbook.sheets.iter().filter_map(shown).collect()
}

fn of_sheet(sheet: &Sheet, faulty: &BTreeMap<(u32, u16), Vec<usize>>, problems: &[Problem]) -> Grid {
    let filled = sheet.cells.keys().filter(|(row, _)| *row < HEAD).map(|(_, column)| *column);
    let width = filled.chain(faulty.keys().map(|(_, column)| *column)).max().unwrap_or(0).min(COLUMNS);
    let mut rows: BTreeSet<u32> = (0..HEAD).collect();
    for (row, _) in faulty.keys() {
        if rows.len() >= ROWS {
            break;
        }
        rows.extend(row.saturating_sub(AROUND)..=row.saturating_add(AROUND));
    }
    let last = sheet.cells.last_key_value().map_or(0, |((row, _), _)| *row);
    let last = faulty.last_key_value().map_or(last, |((row, _), _)| last.max(*row));
    let cell = |row: u32, column: u16| {
        let problems_here = faulty.get(&(row, column)).cloned().unwrap_or_default();
        let worst = problems_here.iter().filter_map(|number| problems.get(*number)).map(Problem::severity).min();
        GridCell { shown: shown(sheet, row, column), worst, problems: problems_here }
    };
    let row = |row: u32| GridRow {
        number: row.saturating_add(1),
        cells: (0..=width).map(|column| cell(row, column)).collect(),
    };
    Grid {
        sheet: sheet.name.to_string(),
        columns: (0..=width).map(cell::column_name).collect(),
        rows: rows.into_iter().filter(|at| *at <= last).map(row).collect(),
    }
}

fn shown(sheet: &Sheet, row: u32, column: u16) -> String {
    let mut text = sheet.get(row, column).map(workbook::Cell::shown).unwrap_or_default();
    if let Some((end, _)) = text.char_indices().nth(LETTERS) {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// What stands beside a rule's cell in 考核指标, as typed: what the sentence is tried with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCell {
    /// The sheet.
    pub sheet: String,
    /// The rule's cell in it: `I5`.
    pub cell: String,
    /// 岗位.
    pub role: String,
    /// 指标.
    pub kpi: String,
    /// 评分标准.
    pub sentence: String,
    /// 单位.
    pub unit: String,
    /// 目标值, with a % sign where the cell shows one.
    pub target: String,
    /// 满分; in 权重分, where it is blank, weight × 100.
    pub full: String,
    /// Whether the workbook scores by 扣分制, so that the rule gives signed points.
    pub deductions: bool,
}

/// The rules of a workbook with what stands beside them, whatever else is wrong with it.
///
/// ```
/// use scorebook::pipeline::rule_cells;
///
/// let rules = rule_cells(include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx"));
/// let first = rules.first().map(|rule| (rule.cell.as_str(), rule.role.as_str(), rule.target.as_str()));
/// assert_eq!(first, Some(("G5", "部门主管", "100%")));
/// ```
pub fn rule_cells(bytes: &[u8]) -> Vec<RuleCell> {
    // The settings say what points mean.
    let read = |sheet: &str| check::names_kpis(sheet) || check::names_settings(sheet);
    let Some(workbook) = workbook::read_sheets(bytes, &read).value else { return Vec::new() };
    check::rule_rows(&workbook)
        .into_iter()
        .map(|row| RuleCell {
            sheet: row.rule_at.sheet.to_string(),
            cell: row.rule_at.a1(),
            role: row.role,
            kpi: row.kpi,
            sentence: row.rule,
            unit: row.unit,
            target: row.target,
            full: row.full,
            deductions: row.deductions,
        })
        .collect()
}
