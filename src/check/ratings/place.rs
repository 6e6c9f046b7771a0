//! Where the marks go: rows of 评分-<岗位> that are there for them, blank rows below, or a sheet that there was none of. What a cell
//! holds already is never written over.

use std::collections::{BTreeMap, BTreeSet};

use super::super::findings::Findings;
use super::super::grid::{Grid, is_blank, shown, tidy};
use super::super::marks_sheet;
use super::super::number::{self, Typed};
use super::super::table::{Table, bare, without_unit};
use super::answer::Given;
use super::gather::GatheredRow;
use super::{Plan, Rater};
use crate::cell::CellRef;
use crate::model::layout::{Choice, Column, marks_sheet_names};
use crate::model::{Category, Kpi, Role};
use crate::problem::{Code, Problem};
use crate::text::key;
use crate::unit::Unit;
use crate::workbook::amend::{Cells, NewSheet, Put};
use crate::workbook::{Cell, Sheet, Value, Workbook};

/// What is to be written.
#[derive(Debug, Clone, Default)]
pub struct Placed {
    /// Cells of sheets that are there.
    pub cells: Vec<Cells>,
    /// Sheets that are not.
    pub sheets: Vec<NewSheet>,
    /// What stands against it.
    pub problems: Vec<Problem>,
}

/// Finds the places of all rows.
pub fn placed(workbook: &Workbook, plan: &Plan, rows: &[GatheredRow]) -> Placed {
    let mut placed = Placed::default();
    let mut findings = Findings::default();
    let department = &plan.department;
    let names = marks_sheet_names(department.lang, department.roles.iter().map(|role| &*role.name));
    for ((at, role), name) in department.roles.iter().enumerate().zip(&names) {
        let own: Vec<&GatheredRow> = rows.iter().filter(|row| row.asked.role == at).collect();
        if own.is_empty() {
            continue;
        }
        let sheet = workbook.sheets.iter().find(|sheet| role.marks_sheet.as_ref() == Some(&sheet.name));
        match sheet {
            Some(sheet) => placed.cells.extend(in_sheet(sheet, plan, role, &own, &mut findings)),
            None => placed.sheets.push(new_sheet(name, plan, role, &own)),
        }
    }
    placed.problems = findings.sorted(workbook);
    placed
}

fn marked(role: &Role) -> Vec<&Kpi> {
    role.kpis.iter().filter(|kpi| kpi.marks.is_some()).collect()
}

fn put(given: &Given) -> Put {
    match given {
        Given::Number(number) => Put::Number(*number),
        Given::Word(word) => Put::Text(word.clone()),
    }
}

fn new_sheet(name: &str, plan: &Plan, role: &Role, rows: &[&GatheredRow]) -> NewSheet {
    let lang = plan.department.lang;
    let kpis = marked(role);
    let text = |text: &str| Some(text).filter(|text| !text.is_empty()).map(|text| Put::Text(text.to_owned()));
    let mut header: Vec<Option<Put>> =
        [Column::Id, Column::Name, Column::Category, Column::Rater].map(|column| text(column.name(lang))).into();
    header.extend(kpis.iter().map(|kpi| text(&kpi.name)));
    header.push(text(Column::Comment.name(lang)));
    let mut widths = vec![12, 16, 12, 14];
    widths.extend(kpis.iter().map(|_| 16));
    widths.push(40);
    let mut all = vec![header];
    for row in rows {
        let rater = plan.raters.get(row.rater).map_or("", |rater| &rater.shown);
        let mut cells =
            vec![text(&row.asked.id), text(&row.asked.name), text(row.asked.category.name(lang)), text(rater)];
        cells.extend(kpis.iter().map(|kpi| row.given.get(&kpi.name).map(put)));
        cells.push(text(&row.comment));
        all.push(cells);
    }
    NewSheet { name: name.to_owned(), widths, rows: all }
}

/// A sheet of marks as it stands.
struct Marks<'a> {
    role: &'a Role,
    table: Table<'a>,
    /// Columns of marks with their KPIs.
    columns: Vec<(u16, &'a Kpi)>,
    /// Rows by id and category, each with its rater as typed.
    rows: BTreeMap<(String, String), Vec<(u32, String)>>,
    /// Rows that belong to an answer.
    taken: BTreeSet<u32>,
    /// The row from which on blank ones are looked for.
    next: u32,
    cells: Cells,
}

fn in_sheet(sheet: &Sheet, plan: &Plan, role: &Role, rows: &[&GatheredRow], findings: &mut Findings) -> Option<Cells> {
    let lang = plan.department.lang;
    let kpis = marked(role);
    let names = marks_sheet::by_name(&kpis);
    let kpi_of = |header: &str| {
        let word = bare(header);
        names.get(&word).copied().or_else(|| names.get(&without_unit(header)?.0).copied())
    };
    let known = |header: &str| kpi_of(header).is_some();
    let needed = [Column::Id, Column::Category];
    // What is wrong with the sheet was told when it was checked.
    let table = Table::find(Grid::new(sheet), &marks_sheet::COLUMNS, &needed, &known, lang, &mut Findings::default())?;
    let columns = table.others.iter().filter_map(|(at, header)| Some((*at, kpi_of(header)?))).collect();
    let mut by_key: BTreeMap<(String, String), Vec<(u32, String)>> = BTreeMap::new();
    for row in table.rows.iter().copied() {
        let text = |column: Column| tidy(&table.cell(row, column).map(shown).unwrap_or_default());
        let category = Category::of(&text(Column::Category)).name(lang).to_owned();
        by_key.entry((key(&text(Column::Id)), key(&category))).or_default().push((row, text(Column::Rater)));
    }
    let like = table.rows.last().copied();
    let mut marks = Marks {
        role,
        next: like.unwrap_or(table.header).saturating_add(1),
        cells: Cells { sheet: sheet.name.to_string(), cells: BTreeMap::new(), like, new_rows: true },
        table,
        columns,
        rows: by_key,
        taken: BTreeSet::new(),
    };
    for row in rows {
        let several = rows.iter().filter(|other| other.asked == row.asked).count() > 1;
        marks.take(row, plan, several, findings);
    }
    Some(marks.cells)
}

impl Marks<'_> {
    fn take(&mut self, row: &GatheredRow, plan: &Plan, several: bool, findings: &mut Findings) {
        let lang = plan.department.lang;
        let Some(rater) = plan.raters.get(row.rater) else { return };
        let named = row.asked.category.is_private() || (several && row.asked.category != Category::Own);
        for (column, is_needed) in [(Column::Rater, named), (Column::Comment, !row.comment.is_empty())] {
            if is_needed && self.table.column(column).is_none() {
                findings.add(self.table.missing(column, lang));
                return;
            }
        }
        let wanted = (key(&row.asked.id), key(row.asked.category.name(lang)));
        let (at, is_new) = match self.own_row(&wanted, row, rater) {
            Some(at) => (at, false),
            None => (self.blank_row(), true),
        };
        self.taken.insert(at);
        if is_new {
            self.write(at, Column::Id, Put::Text(row.asked.id.to_string()));
            self.write(at, Column::Name, Put::Shown(row.asked.name.to_string()));
            self.write(at, Column::Category, Put::Text(row.asked.category.name(lang).to_owned()));
        }
        if self.words(at, Column::Rater).is_empty() {
            self.write(at, Column::Rater, Put::Text(rater.shown.clone()));
        }
        let there = self.words(at, Column::Comment);
        if !row.comment.is_empty() && key(&there) != key(&row.comment) {
            if there.is_empty() {
                self.write(at, Column::Comment, Put::Text(row.comment.clone()));
            } else {
                let place = self.table.at(at, Column::Comment);
                findings.add(taken(&place, rater, row, Column::Comment.name(lang), (&there, &row.comment)));
            }
        }
        for (column, kpi) in self.columns.clone() {
            let Some(given) = row.given.get(&kpi.name) else { continue };
            let cell = self.table.grid.seen(at, column).filter(|cell| !is_new && !is_blank(cell));
            match cell {
                None => {
                    self.cells.cells.insert((at, column), put(given));
                }
                Some(cell) if is_same(cell, given, self.role.for_person(&row.asked.id, kpi)) => {}
                Some(cell) => {
                    let place = self.table.grid.at(at, column);
                    findings.add(taken(&place, rater, row, &kpi.name, (&shown(cell), &given.text())));
                }
            }
        }
    }

    fn write(&mut self, row: u32, column: Column, put: Put) {
        if let Some(column) = self.table.column(column) {
            self.cells.cells.insert((row, column), put);
        }
    }

    fn words(&self, row: u32, column: Column) -> String {
        match self.table.column(column).and_then(|column| self.cells.cells.get(&(row, column))) {
            Some(Put::Text(text) | Put::Shown(text)) => text.clone(),
            Some(Put::Number(number)) => number.to_string(),
            None => tidy(&self.table.cell(row, column).map(shown).unwrap_or_default()),
        }
    }

    /// The row that is there for an answer: the rater's own, else one without a name that may be theirs.
    fn own_row(&self, wanted: &(String, String), row: &GatheredRow, rater: &Rater) -> Option<u32> {
        let rows: Vec<&(u32, String)> =
            self.rows.get(wanted)?.iter().filter(|(at, _)| !self.taken.contains(at)).collect();
        let names = [key(&rater.shown), key(&rater.id)];
        let is_own = |typed: &str| !typed.is_empty() && names.contains(&key(typed));
        if let Some((at, _)) = rows.iter().find(|(_, typed)| is_own(typed)) {
            return Some(*at);
        }
        match row.asked.category {
            Category::Own => rows.first().map(|(at, _)| *at),
            Category::Manager if rows.len() == 1 => {
                rows.first().filter(|(_, typed)| typed.is_empty()).map(|(at, _)| *at)
            }
            _ => rows.iter().find(|(at, typed)| typed.is_empty() && self.is_unmarked(*at)).map(|(at, _)| *at),
        }
    }

    /// Whether no mark and no comment stands in a row.
    fn is_unmarked(&self, row: u32) -> bool {
        let columns = self.columns.iter().map(|(column, _)| *column).chain(self.table.column(Column::Comment));
        columns.into_iter().all(|column| self.table.grid.seen(row, column).is_none_or(is_blank))
    }

    /// The next row in which nothing stands.
    fn blank_row(&mut self) -> u32 {
        /// The last row of a sheet; what has no room there is refused when it is written.
        const LAST: u32 = 1_048_575;
        loop {
            let row = self.next;
            self.next = row.saturating_add(1);
            if row >= LAST || self.is_free(row) {
                return row;
            }
        }
    }

    fn is_free(&self, row: u32) -> bool {
        let name = self.table.column(Column::Name);
        let mut cells = self.table.grid.sheet.cells.range((row, 0)..=(row, u16::MAX));
        // 姓名 fills itself.
        let waits = |column: u16, cell: &Cell| cell.value == Value::Uncalculated && Some(column) == name;
        cells.all(|((_, column), cell)| is_blank(cell) || waits(*column, cell))
            && !self.table.grid.sheet.merges.iter().any(|area| (area.top..=area.bottom).contains(&row))
            && !self.table.grid.sheet.hidden.row(row)
    }
}

/// The problem of a cell that holds something else already.
fn taken(at: &CellRef, rater: &Rater, row: &GatheredRow, kpi: &str, (there, given): (&str, &str)) -> Problem {
    Problem::new(Code::MarkAlreadyThere, at)
        .with("rater", &rater.shown)
        .with("name", &row.asked.name)
        .with("kpi", kpi)
        .with("private", if row.asked.category.is_private() { "yes" } else { "no" })
        .with("there", there)
        .with("given", given)
}

/// Whether a cell holds the mark that was given.
fn is_same(cell: &Cell, given: &Given, kpi: &Kpi) -> bool {
    let typed = tidy(&shown(cell));
    let points = |word: &str| {
        let levels = kpi.marks.as_ref().map(|marks| marks.levels.as_slice()).unwrap_or_default();
        levels.iter().find(|(name, _)| key(name) == key(word)).map(|(_, points)| *points)
    };
    let there = match &cell.value {
        Value::Number(number) => Some(*number),
        _ => match number::read(&typed, &Unit::read("分")) {
            Typed::Number { value, percent: false } => Some(value),
            Typed::NotApplicable => {
                return matches!(given, Given::Word(word) if Choice::named(&key(word)).contains(&Choice::NotApplicable));
            }
            _ => points(&typed),
        },
    };
    let given = match given {
        Given::Number(number) => Some(*number),
        Given::Word(word) => points(word),
    };
    there.is_some() && there == given
}
