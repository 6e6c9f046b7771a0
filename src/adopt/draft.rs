//! The workbook of a plan: its sheets as every department workbook has them, and 导入说明 behind them.

use rust_decimal::Decimal;

use super::Wishes;
use super::plan::{KpiPlan, Plan};
use crate::error::Error;
use crate::lang::Lang;
use crate::model::layout::{AppraisalField, Choice, Column, SheetName};
use crate::output::{Book, write};
use crate::problem::{Code, Place, Problem, Severity};
use crate::template::{Draft, DraftFurther, DraftRole, Entry};
use crate::{check, workbook};

/// The header row of every table of a department workbook, zero-based; [`place`] looks for the columns there.
const HEADER: u32 = 3;

/// The draft of a plan.
pub(super) fn of(plan: &Plan, wishes: &Wishes<'_>, lang: Lang) -> Draft {
    let choice = |choice: Choice| Entry::text(choice.name(lang));
    let text =
        |found: &Option<super::facts::Found>| Entry::text(found.as_ref().map_or("", |found| found.text.as_str()));
    let department = wishes.department.map_or_else(|| text(&plan.department), Entry::text);
    let appraisal = AppraisalField::ALL
        .iter()
        .map(|field| {
            let entry = match field {
                AppraisalField::Department => department.clone(),
                AppraisalField::Company => text(&plan.company),
                AppraisalField::Period => Entry::text(wishes.period.to_string()),
                AppraisalField::Scale => choice(match (plan.deductions, plan.points) {
                    (true, _) => Choice::Deductions,
                    (_, true) => Choice::Points,
                    _ => Choice::Percent,
                }),
                AppraisalField::Start => plan.start.map_or(Entry::Blank, Entry::Number),
                AppraisalField::Decimals => Entry::Number(Decimal::TWO),
                AppraisalField::Missing => choice(Choice::Error),
                AppraisalField::Grading => choice(Choice::ByScore),
                AppraisalField::ShowRank => choice(Choice::No),
                _ => Entry::Blank,
            };
            (*field, entry)
        })
        .filter(|(field, entry)| !field.is_further() || *entry != Entry::Blank)
        .collect();
    let roles = plan
        .roles
        .iter()
        .map(|role| DraftRole {
            name: role.name.clone(),
            hint: String::new(),
            dated: false,
            duties: role.duties.clone(),
            kpis: role.kpis.iter().map(entries).collect(),
            longer_targets: Vec::new(),
            measures: role.measures.clone(),
            rows: Vec::new(),
            further: role.kpis.iter().map(further).collect(),
            marked: role.kpis.iter().filter(|kpi| !kpi.marked_by.is_empty()).map(|kpi| kpi.name.clone()).collect(),
            markings: Vec::new(),
        })
        .collect();
    Draft {
        lang,
        period: wishes.period,
        appraisal,
        roles,
        staff: Vec::new(),
        adjustments: Vec::new(),
        grades: plan.grades.clone(),
        notes: vec![crate::messages::say(lang, "adopt-guide-note", &[])],
        goals: None,
        raters: None,
        with: crate::template::With::default(),
    }
}

/// What people decide of a KPI: its dimension, and who marks it.
fn further(kpi: &KpiPlan) -> DraftFurther {
    DraftFurther {
        dimension: Entry::text(&kpi.dimension),
        dimension_weight: kpi.dimension_weight.clone(),
        marked_by: Entry::text(&kpi.marked_by),
        prorate: Entry::Blank,
    }
}

fn entries(kpi: &KpiPlan) -> [Entry; 10] {
    let marked = !kpi.marked_by.is_empty();
    [
        Entry::text(&kpi.name),
        kpi.weight.clone(),
        Entry::text(if marked { "" } else { kpi.formula.as_str() }),
        Entry::text(&kpi.unit),
        Entry::text(&kpi.target),
        Entry::text(&kpi.rule),
        kpi.full.into(),
        Entry::Blank,
        Entry::text(&kpi.meaning),
        Entry::text(&kpi.source),
    ]
}

/// A drawn plan.
pub(super) struct Drawn {
    /// The book.
    pub(super) book: Book,
    /// What its check says.
    pub(super) problems: Vec<Problem>,
}

/// Draws a plan and checks it.
pub(super) fn drawn(plan: &Plan, wishes: &Wishes<'_>, lang: Lang) -> Result<Drawn, Error> {
    let mut book = of(plan, wishes, lang).book();
    notes(&mut book, plan, lang);
    let problems = checked(&book)?;
    Ok(Drawn { book, problems })
}

/// What the check of a book says.
pub(super) fn checked(book: &Book) -> Result<Vec<Problem>, Error> {
    let bytes = write::to_bytes(book)?;
    let read = workbook::read(&bytes);
    let mut problems = read.problems;
    if let Some(workbook) = read.value {
        problems.extend(check::check(&workbook).problems);
    }
    Ok(problems)
}

/// Says at the cells of rules what became of them.
fn notes(book: &mut Book, plan: &Plan, lang: Lang) {
    let all = plan.roles.iter().flat_map(|role| &role.kpis);
    for (index, kpi) in all.enumerate() {
        let Some(note) = &kpi.note else { continue };
        let Some((row, column)) = place(book, lang, SheetName::Kpis, Column::Rule, index) else { continue };
        let name = SheetName::Kpis.name(lang);
        if let Some(cell) = book
            .sheets
            .iter_mut()
            .find(|sheet| sheet.name == name)
            .and_then(|sheet| sheet.cells.get_mut(&(row, column)))
        {
            cell.note = Some(note.clone());
        }
    }
}

/// The cell of a column in the row of a table that has this number, counted from 0.
pub(super) fn place(book: &Book, lang: Lang, sheet: SheetName, column: Column, index: usize) -> Option<(u32, u16)> {
    let name = sheet.name(lang);
    let sheet = book.sheets.iter().find(|sheet| sheet.name == name)?;
    let wanted = column.name(lang);
    let column =
        sheet.cells.range((HEADER, 0)..=(HEADER, u16::MAX)).find_map(|((_, column), cell)| match &cell.content {
            crate::output::Content::Text(text) if text == wanted => Some(*column),
            _ => None,
        })?;
    let row = HEADER.checked_add(1)?.checked_add(u32::try_from(index).ok()?)?;
    Some((row, column))
}

/// Whether a problem is that nobody has filled in people yet, as in every new workbook.
pub(super) fn is_of_data(problem: &Problem) -> bool {
    problem.severity() == Severity::Note
        || matches!(problem.code, Code::RoleWithoutPeople | Code::NobodyInPeriod)
        || problem.code == Code::EmptyTable && matches!(problem.place, Place::Sheet(_) | Place::Cell(_))
}
