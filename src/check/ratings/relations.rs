//! 评分关系: who else marks whom, row by row.

use std::sync::Arc;

use super::super::findings::Findings;
use super::super::grid::{Grid, tidy};
use super::super::sheets;
use super::super::table::Table;
use super::asked::{Known, Staff};
use super::categories;
use crate::cell::CellRef;
use crate::model::layout::{Column, SheetName};
use crate::model::{Category, Department};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::text::{key, nearest};
use crate::workbook::{Sheet, Workbook};

/// Rows that are read: fifty raters of a hundred people each.
const ROWS: usize = 5_000;

/// A row that can be used.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// Who marks.
    pub(super) rater: Known,
    /// The id of who is marked, as 人员名单 writes it.
    pub(super) marked: Arc<str>,
    pub(super) category: Category,
}

/// What the sheet says.
#[derive(Debug, Clone, Default)]
pub(super) struct Relations {
    /// Where it is; `None` where there is none.
    pub(super) sheet: Option<Arc<str>>,
    pub(super) rows: Vec<Relation>,
}

impl Relations {
    /// The rater of the sheet who is the one of a name alone: the only one that is not in 人员名单 either.
    pub(super) fn same(&self, known: &Known) -> Option<&Known> {
        let is = |other: &&Known| other.at.is_some() && !other.id.is_empty() && key(&other.name) == key(&known.name);
        let mut found = self.rows.iter().map(|row| &row.rater).filter(is);
        let first = found.next().filter(|_| known.id.is_empty())?;
        found.all(|other| key(&other.id) == key(&first.id)).then_some(first)
    }
}

fn find(workbook: &Workbook, period: Period) -> Option<&Sheet> {
    let is = |sheet: &&Sheet| {
        SheetName::of_tab(&sheet.name) == Some(SheetName::Raters)
            && !sheets::is_of_another_month(&sheet.name, Some(period))
    };
    let mut found = workbook.sheets.iter().filter(is);
    let first = found.clone().find(|sheet| sheets::is_first_name(&sheet.name, SheetName::Raters));
    first.or_else(|| found.next())
}

/// Reads the sheet.
pub(super) fn read(
    workbook: &Workbook,
    department: &Department,
    staff: &Staff<'_>,
    findings: &mut Findings,
) -> Relations {
    let Some(sheet) = find(workbook, department.appraisal.period) else { return Relations::default() };
    sheets::told_twice(sheet, findings);
    let mut relations = Relations { sheet: Some(Arc::clone(&sheet.name)), rows: Vec::new() };
    let wanted = [Column::RaterId, Column::Rater, Column::MarkedId, Column::Category];
    let required = [Column::MarkedId, Column::Category];
    let lang = department.lang;
    let Some(table) = Table::find(Grid::new(sheet), &wanted, &required, &|_| false, lang, findings) else {
        return relations;
    };
    if table.rows.len() > ROWS {
        let place = Place::Sheet(table.grid.name().clone());
        findings.add(Problem::new(Code::FileTooLarge, place).with("what", "rows").with("limit", ROWS));
        return relations;
    }
    for row in table.rows.iter().copied() {
        let marked = table.filled_words(row, Column::MarkedId, lang, findings);
        let category = table.filled_words(row, Column::Category, lang, findings);
        let rater = rater(&table, row, staff, findings);
        let (Some(marked), Some(category), Some(rater)) = (marked, category, rater) else { continue };
        let at = table.at(row, Column::MarkedId);
        let Some(person) = staff.find(&tidy(&marked)) else {
            let near = nearest(&marked, staff.ids());
            findings.add(
                Problem::new(Code::UnknownId, &at)
                    .with("id", tidy(&marked))
                    .with("rows", "one")
                    .with("count", 1)
                    .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
                    .with("nearest", near.join(" / ")),
            );
            continue;
        };
        let category = Category::of(&category);
        if let Some(problem) = unfit(department, &rater, &person.id, &category, &table, row) {
            findings.extend(problem);
            continue;
        }
        relations.rows.push(Relation { rater, marked: person.id, category });
    }
    relations
}

/// What is wrong with a row; no problem where the person is simply not there in this period.
fn unfit(
    department: &Department,
    rater: &Known,
    marked: &str,
    category: &Category,
    table: &Table<'_>,
    row: u32,
) -> Option<Option<Problem>> {
    let lang = department.lang;
    let is_own = rater.is_person(marked);
    let at = table.at(row, Column::Category);
    if is_own != (*category == Category::Own) {
        let why = if is_own { "own" } else { "self" };
        return Some(Some(unusable(&at, why, &rater.name).with("category", category.name(lang))));
    }
    let own: Vec<usize> =
        department.postings.iter().filter(|posting| *posting.id == *marked).map(|posting| posting.role).collect();
    let roles: Vec<_> = own.iter().filter_map(|role| department.roles.get(*role)).collect();
    let mut allowed: Vec<&str> = Vec::new();
    for known in roles.iter().flat_map(|role| categories(role)) {
        if known.is(category) {
            return None;
        }
        if !allowed.contains(&known.name(lang)) {
            allowed.push(known.name(lang));
        }
    }
    let unknown = Problem::new(Code::MarkCategoryUnknown, &at)
        .with("text", category.name(lang))
        .with("allowed", allowed.join(" / "));
    // Rows of people who have left, or whom nobody marks, come along from month to month.
    Some(Some(unknown).filter(|_| !allowed.is_empty()))
}

pub(super) fn unusable(at: &CellRef, why: &str, name: &str) -> Problem {
    Problem::new(Code::RelationUnusable, at).with("why", why).with("name", name)
}

/// Who marks: by id, by name, or both, which must be one person.
fn rater(table: &Table<'_>, row: u32, staff: &Staff<'_>, findings: &mut Findings) -> Option<Known> {
    let id = tidy(&table.words(row, Column::RaterId, findings)?);
    let name = tidy(&table.words(row, Column::Rater, findings)?);
    let column = if table.column(Column::RaterId).is_some() { Column::RaterId } else { Column::Rater };
    let at = table.at(row, column);
    let told =
        |why: &str, more: &str| unusable(&at, why, &name).with("category", "").with("id", &id).with("other", more);
    if id.is_empty() && name.is_empty() {
        findings.add(told("blank", ""));
        return None;
    }
    let of_name: Vec<_> = if name.is_empty() { Vec::new() } else { staff.named(&name) };
    if id.is_empty() {
        return match of_name.as_slice() {
            [one] => Some(one.clone()),
            [] => Some(Known { id: "".into(), name: name.as_str().into(), at: Some(table.at(row, Column::Rater)) }),
            several => {
                let ids: Vec<&str> = several.iter().map(|one| &*one.id).collect();
                findings.add(told("several", &ids.join(" / ")));
                None
            }
        };
    }
    match staff.find(&id) {
        Some(known) if name.is_empty() || key(&known.name) == key(&name) => Some(known),
        Some(known) => {
            findings.add(told("name", &known.name));
            None
        }
        None if name.is_empty() => {
            findings.add(told("nameless", ""));
            None
        }
        None => match of_name.first() {
            // The name is on the list under another id.
            Some(one) => {
                findings.add(told("id", &one.id));
                None
            }
            None => Some(Known { id: id.as_str().into(), name: name.as_str().into(), at: Some(at) }),
        },
    }
}
