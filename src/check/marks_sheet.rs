//! The rows of 评分-<岗位>: who marked whom, with a number or a level for each KPI.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::context::{Context, OfRole, OwnMarks};
use super::criterion;
use super::findings::Findings;
use super::grid::{Grid, shown, tidy};
use super::hidden;
use super::number::{self, Typed};
use super::qualified_headings;
use super::scales;
use super::set_aside;
use super::table::{Table, bare, brackets, is_only_total, is_total, unreadable, without_unit};
use crate::decimal;
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::model::{Category, DataRow, Kpi, Marking, Marks, MeasureValue, Reading};
use crate::problem::{Code, Place, Problem};
use crate::quantity::mark_scale;
use crate::text::key;
use crate::unit::Unit;
use crate::workbook::{Cell, Sheet, Value};

pub(super) const COLUMNS: [Column; 5] = [Column::Id, Column::Name, Column::Category, Column::Rater, Column::Comment];

/// A column of marks.
struct Marked<'a> {
    column: u16,
    /// The KPI's place in the role.
    at: Option<usize>,
    kpi: &'a Kpi,
    marks: &'a Marks,
}

/// Reads the rows of a role's sheet of marks; `measures` is how many measures the role has, `whole` whether every marked KPI
/// could be read.
pub(super) fn read(
    sheet: &Sheet,
    role: &OfRole<'_>,
    (marked, measures, whole): (&[&Kpi], usize, bool),
    (context, own_marks): (&Context<'_>, &OwnMarks),
    findings: &mut Findings,
) -> (Vec<DataRow>, Vec<Marking>) {
    let names = by_name(marked);
    let kpi_of = |header: &str| {
        let word = bare(header);
        names.get(&word).copied().or_else(|| names.get(&without_unit(header)?.0).copied())
    };
    let known = |header: &str| kpi_of(header).is_some();
    let needed = [Column::Id, Column::Category];
    let Some(mut table) = Table::find(Grid::new(sheet), &COLUMNS, &needed, &known, context.lang, findings) else {
        return (Vec::new(), Vec::new());
    };
    table.settle_totals(&|id, name| context.staff.knows(id, name), findings);
    let columns: Vec<Marked<'_>> = table
        .others
        .iter()
        .filter_map(|(column, header)| {
            let kpi = kpi_of(header)?;
            let at = role.drafts.iter().position(|draft| draft.name == kpi.name);
            Some(Marked { column: *column, at, kpi, marks: kpi.marks.as_ref()? })
        })
        .collect();
    for column in &columns {
        let name = bare(&column.kpi.name);
        qualified_headings::tell_time(&table, column.column, &|rest| rest == name, context.period, findings);
        tell_scale(&table, column, &name, findings);
    }
    if whole {
        tell_columns(&table, (marked, &columns), &known, context, findings);
    }
    let read: Vec<u16> = table.columns.values().copied().chain(columns.iter().map(|marked| marked.column)).collect();
    hidden::tell(&table, &read, findings);
    let mut seen: BTreeMap<(String, String, String), u32> = BTreeMap::new();
    let mut rows = Vec::new();
    let mut markings: Vec<Marking> = Vec::new();
    let mut blanks = Vec::new();
    for row in table.rows.iter().copied() {
        let category = category(&table, row, (marked, whole), context, findings);
        let owner = owner(&table, row, role, context, findings);
        let rater = table.words(row, Column::Rater, findings).unwrap_or_default();
        let comment = table.explanation(row, Column::Comment, findings).unwrap_or_default();
        let of_row = OfRow { row, owner: owner.as_ref(), category: category.as_ref() };
        let readings = readings(&table, &of_row, (&columns, own_marks, measures), &mut blanks, context.lang, findings);
        let (Some(id), Some(category)) = (owner, category) else { continue };
        let at = table.at(row, Column::Id);
        tell_other_rater(&table, row, (&id, &category, &rater), context, findings);
        let who = if category == Category::Own { String::new() } else { rater_key(&rater, context) };
        // Several of a private category may well leave their names out.
        if !who.is_empty() || !category.is_private() {
            let same = (key(&id), key(category.name(context.lang)), who);
            if let Some(first) = seen.get(&same) {
                findings.add(
                    Problem::new(Code::MarkTwice, &at)
                        .with("id", &id)
                        .with("category", category.name(context.lang))
                        .with("rater", if rater.is_empty() { "blank" } else { &rater })
                        .with("other", table.at(*first, Column::Id).a1()),
                );
                continue;
            }
            seen.insert(same, row);
        }
        rows.push(DataRow { id: Arc::clone(&id), row, date: None, readings, is_marking: true });
        markings.push(Marking { id, category, rater, comment, at });
    }
    tell_blanks(&table, &blanks, &rows, findings);
    for column in &columns {
        scales::tell(&table, (column.column, column.kpi, column.marks), (&rows, &markings), findings);
    }
    (rows, markings)
}

/// Tells of the columns that lack, and of those that are not marks.
fn tell_columns(
    table: &Table<'_>,
    (marked, columns): (&[&Kpi], &[Marked<'_>]),
    known: &dyn Fn(&str) -> bool,
    context: &Context<'_>,
    findings: &mut Findings,
) {
    for kpi in marked.iter().filter(|kpi| !columns.iter().any(|known| known.kpi.name == kpi.name)) {
        let seen: Vec<(u16, &str)> =
            table.others.iter().filter(|(_, h)| !known(h)).map(|(at, h)| (*at, h.as_str())).collect();
        findings.add(super::table::missing_column(&table.grid, table.header, &kpi.name, &seen));
    }
    // How much a rater weighs is said beside the KPI.
    let weighs = |header: &str| Column::named(&bare(header)).contains(&Column::Weight);
    for (column, header) in table.others.iter().filter(|(_, header)| !known(header) && weighs(header)) {
        let at = table.grid.at(table.header, *column);
        findings.add(Problem::new(Code::ColumnDecides, &at).with("column", tidy(header)).with("table", "marks"));
    }
    table.note_others(&COLUMNS, &[], &|header| known(header) || weighs(header), context.lang, findings);
    set_aside::tell(table, known, (context.period, context.department()), findings);
}

/// Whose marks a row holds, and of whom they are, as far as that is known.
struct OfRow<'a> {
    row: u32,
    owner: Option<&'a Arc<str>>,
    category: Option<&'a Category>,
}

/// A mark that lacks: whose, of which measure, where, and the KPI's name.
type Blank = (Arc<str>, usize, u32, u16, String);

/// The marks of a row, each at the place of its measure.
fn readings(
    table: &Table<'_>,
    of_row: &OfRow<'_>,
    (columns, own_marks, measures): (&[Marked<'_>], &OwnMarks, usize),
    blanks: &mut Vec<Blank>,
    lang: Lang,
    findings: &mut Findings,
) -> Vec<Reading> {
    let OfRow { row, owner, category } = *of_row;
    let mut readings = vec![Reading { column: None, value: None }; measures];
    for Marked { column, at, kpi, marks } in columns {
        // An own criterion says what may be entered for its person.
        let own = owner.zip(*at).and_then(|(id, at)| own_marks.get(&(Arc::clone(id), at)));
        let Some(marks) = own.map_or(Some(*marks), Option::as_ref) else { continue };
        let Some(category) = category else {
            // The number is looked at all the same.
            mark(table, (row, *column), kpi, marks, findings);
            continue;
        };
        let own = marks.by.iter().find(|by| by.category.is(category));
        let value = mark(table, (row, *column), kpi, marks, findings);
        let Some(by) = own else {
            if matches!(value, MeasureValue::Number(_)) {
                let at = table.grid.at(row, *column);
                let asked: Vec<&str> = marks.by.iter().map(|by| by.category.name(lang)).collect();
                findings.add(
                    Problem::new(Code::MarkNotAsked, &at)
                        .with("kpi", &kpi.name)
                        .with("category", category.name(lang))
                        .with("asked", asked.join(lang.between())),
                );
            }
            continue;
        };
        if let (MeasureValue::Missing, Some(id)) = (&value, owner) {
            blanks.push((Arc::clone(id), by.measure, row, *column, kpi.name.clone()));
        }
        if let (Some(slot), false) = (readings.get_mut(by.measure), value == MeasureValue::Missing) {
            *slot = Reading { column: Some(*column), value: Some(value) };
        }
    }
    readings
}

/// Tells of a heading that names another scale than the marks': 态度(10分) beside marks out of 100.
fn tell_scale(table: &Table<'_>, column: &Marked<'_>, name: &str, findings: &mut Findings) {
    let header = table.grid.text(table.header, column.column);
    let (low, high) = column.marks.bounds;
    let scales = brackets(&header, &|rest| rest == name).into_iter().filter_map(|said| mark_scale::of(&said));
    if scales.into_iter().any(|scale| scale != high) {
        findings.add(
            Problem::new(Code::HeaderUnit, &table.grid.at(table.header, column.column))
                .with("kind", "marks")
                .with("text", tidy(&header))
                .with("unit", format!("{}～{}", decimal::plain(low), decimal::plain(high))),
        );
    }
}

/// Tells of a row of 自评 that says somebody else filled it in, and of one of another category by the person themselves.
fn tell_other_rater(
    table: &Table<'_>,
    row: u32,
    (id, category, rater): (&Arc<str>, &Category, &str),
    context: &Context<'_>,
    findings: &mut Findings,
) {
    if rater.is_empty() || Category::of(rater) == Category::Own {
        return;
    }
    let name = context.staff.find(id).map(|(_, name)| Arc::clone(name)).unwrap_or_default();
    let is_own = rater_key(rater, context) == key(id);
    let why = match category {
        _ if is_of_several(rater) => "several",
        Category::Own if !is_own && key(rater) != key(&name) => "other",
        Category::Own => return,
        _ if is_own => "self",
        _ => return,
    };
    findings.add(
        Problem::new(Code::RaterOfAnother, &table.at(row, Column::Rater))
            .with("why", why)
            .with("id", id)
            .with("name", name)
            .with("category", category.name(context.lang))
            .with("rater", rater),
    );
}

/// Whether a rater's name is what a line of several raters' marks is called: 平均, 合计, 去掉最高最低.
fn is_of_several(rater: &str) -> bool {
    const LESS: [&str; 8] = ["去掉", "去除", "剔除", "扣除", "去最高", "最高最低", "加权", "trimmed"];
    let word = key(rater);
    // A word of a longer Latin name is that of a person: Max Mean.
    let is_line = if rater.is_ascii() { is_only_total(rater) } else { is_total(rater) };
    is_line || LESS.iter().any(|known| word.contains(known))
}

/// Who marked, whether the id stands there or the name of the one who has it.
fn rater_key(rater: &str, context: &Context<'_>) -> String {
    let typed = tidy(rater);
    let of_id = context.staff.find(&typed).map(|(id, _)| key(id));
    of_id.unwrap_or_else(|| match context.staff.ids_of(&typed).as_slice() {
        [id] => key(id),
        _ => key(rater),
    })
}

/// Blanks beside marks that others of the category gave for the same person and KPI.
fn tell_blanks(table: &Table<'_>, blanks: &[Blank], rows: &[DataRow], findings: &mut Findings) {
    let filled: BTreeSet<(&str, usize)> = rows
        .iter()
        .flat_map(|row| {
            let numbers = row.readings.iter().enumerate();
            numbers.filter(|(_, r)| matches!(r.value, Some(MeasureValue::Number(_)))).map(|(at, _)| (&*row.id, at))
        })
        .collect();
    for (id, measure, row, column, kpi) in blanks {
        if filled.contains(&(&**id, *measure)) {
            let at = table.grid.at(*row, *column);
            findings.add(Problem::new(Code::MarkBlank, &at).with("id", id).with("kpi", kpi));
        }
    }
}

/// Whose marks a row holds: a person of the role.
fn owner(
    table: &Table<'_>,
    row: u32,
    role: &OfRole<'_>,
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<Arc<str>> {
    let typed = table.filled_words(row, Column::Id, context.lang, findings)?;
    let name = table.name_beside(row, findings);
    let at = table.at(row, Column::Id);
    if !context.staff_read {
        return None;
    }
    let Some((id, known)) = context.staff.find(&tidy(&typed)) else {
        findings.unmatched.unknown(&tidy(&typed), &name, None, &at);
        return None;
    };
    findings.unmatched.name(&name, known, id, false, &table.at(row, Column::Name));
    let mut postings = context.staff.postings_of(id).peekable();
    if postings.peek().is_none() || context.staff.doubtful.contains(&key(id)) {
        return None;
    }
    match postings.find(|posting| posting.role == role.index) {
        Some(posting) => Some(Arc::clone(&posting.id)),
        None => {
            findings.unmatched.elsewhere(id, known, role.index, &at);
            None
        }
    }
}

fn category(
    table: &Table<'_>,
    row: u32,
    (marked, whole): (&[&Kpi], bool),
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<Category> {
    let typed = table.filled_words(row, Column::Category, context.lang, findings)?;
    let category = Category::of(&typed);
    let all = || marked.iter().filter_map(|kpi| kpi.marks.as_ref()).flat_map(|marks| &marks.by);
    let found = all().find(|by| by.category.is(&category)).map(|by| by.category.clone());
    if found.is_none() && whole {
        let mut allowed: Vec<&str> = Vec::new();
        for name in all().map(|by| by.category.name(context.lang)) {
            if !allowed.contains(&name) {
                allowed.push(name);
            }
        }
        findings.add(
            Problem::new(Code::MarkCategoryUnknown, &table.at(row, Column::Category))
                .with("text", &typed)
                .with("allowed", allowed.join(" / ")),
        );
    }
    found
}

/// What a cell of marks says: a number within the bounds, a level's name, 不适用, or nothing.
pub(super) fn mark(
    table: &Table<'_>,
    (row, column): (u32, u16),
    kpi: &Kpi,
    marks: &Marks,
    findings: &mut Findings,
) -> MeasureValue {
    let at = table.grid.at(row, column);
    if let Some(area) = table.grid.merge(row, column).filter(|area| area.bottom > area.top) {
        let place = Place::Cell(table.grid.at(area.top, area.left));
        findings.add(Problem::new(Code::MergedNumbers, place).with("measure", &kpi.name));
        return MeasureValue::NotApplicable;
    }
    let Some(cell) = table.grid.own(row, column) else { return MeasureValue::Missing };
    if !unreadable(cell, &at, findings) {
        return MeasureValue::NotApplicable;
    }
    let value = match of_cell(cell, marks) {
        Ok(Some(value)) => value,
        Ok(None) => return MeasureValue::Missing,
        Err(Nothing::NotApplicable) => return MeasureValue::NotApplicable,
        Err(Nothing::Unreadable) => {
            let levels: Vec<String> =
                marks.levels.iter().map(|(name, points)| format!("{name} {}", decimal::plain(*points))).collect();
            let rank = matches!(&cell.value, Value::Number(held) if doubtful(*held, marks))
                || matches!(number::read(&shown(cell), &Unit::read("分")), Typed::Number { value, .. } if doubtful(value, marks));
            let ranged = if marks.ranged { "yes" } else { "no" };
            findings.add(
                bounded(Code::MarkUnreadable, &at, marks)
                    .with("text", shown(cell))
                    .with("kpi", &kpi.name)
                    .with("ranged", if rank { "rank" } else { ranged })
                    .with("has-levels", if levels.is_empty() { "no" } else { "yes" })
                    .with("levels", levels.join(" / ")),
            );
            return MeasureValue::NotApplicable;
        }
    };
    if value < marks.bounds.0 || value > marks.bounds.1 {
        let problem = bounded(Code::MarkBeyondBounds, &at, marks);
        findings.add(problem.with("text", shown(cell)).with("kpi", &kpi.name));
        return MeasureValue::NotApplicable;
    }
    MeasureValue::Number(value)
}

fn bounded(code: Code, at: &crate::cell::CellRef, marks: &Marks) -> Problem {
    Problem::new(code, at).with("low", decimal::plain(marks.bounds.0)).with("high", decimal::plain(marks.bounds.1))
}

/// Why a cell holds no mark.
enum Nothing {
    NotApplicable,
    Unreadable,
}

fn of_cell(cell: &Cell, marks: &Marks) -> Result<Option<Decimal>, Nothing> {
    if cell.percent {
        return Err(Nothing::Unreadable);
    }
    let typed = shown(cell);
    let number = match &cell.value {
        Value::Number(held) => Typed::Number { value: *held, percent: false },
        Value::Text(typed) => number::read(typed, &Unit::read("分")),
        _ => Typed::Nothing,
    };
    match number {
        // 5 under 1级5分…5级25分: the level or its points, which nobody can tell.
        Typed::Number { value, percent: false } if doubtful(value, marks) => Err(Nothing::Unreadable),
        Typed::Number { value, percent: false } => Ok(Some(value.normalize())),
        Typed::Blank => Ok(None),
        Typed::NotApplicable => Err(Nothing::NotApplicable),
        _ => {
            let wanted = key(&typed);
            let level = marks.levels.iter().find(|(name, points)| {
                key(name) == wanted
                    || key(&format!("{name}{}", decimal::plain(*points))) == wanted.trim_end_matches('分')
            });
            level.map(|(_, points)| Some(*points)).ok_or(Nothing::Unreadable)
        }
    }
}

/// Whether a number is that of a level which gives other points.
fn doubtful(value: Decimal, marks: &Marks) -> bool {
    marks.levels.iter().any(|(name, points)| criterion::rank_of(name) == Some(value) && *points != value)
}

/// The marked KPIs by the key of their names.
pub(super) fn by_name<'a>(marked: &[&'a Kpi]) -> BTreeMap<String, &'a Kpi> {
    marked.iter().map(|kpi| (key(&kpi.name), *kpi)).collect()
}
