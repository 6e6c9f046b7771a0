//! Marks that are collected from those who give them: who is asked to mark whom, what came back, and where it goes.
//!
//! | part | does |
//! |---|---|
//! | `asked` | who marks whom: the person, 直接上级, and whom 评分关系 names |
//! | `relations` | the rows of 评分关系 |
//! | `layout` | what tells a rating workbook, and whose it is |
//! | `answer` | a rating workbook that came back: its rows, each as it was sent, with the marks in it |
//! | `gather` | the answers of all raters put together |
//! | `place` | the cells of 评分-<岗位> that the marks go into |

mod answer;
mod asked;
mod gather;
pub mod layout;
mod place;
mod relations;

use std::sync::Arc;

pub use answer::{Answer, AnsweredRow, Given, answer};
pub use gather::{Gathered, GatheredRow, gathered};
pub use place::{Placed, placed};

use super::findings::Findings;
use super::{Everybody, read};
use crate::model::layout::SheetName;
use crate::model::{Category, Department, Kpi, Password, Role};
use crate::problem::{Code, Place, Problem, Severity, has_errors};
use crate::text::key;
use crate::workbook::Workbook;

/// Somebody who marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Rater {
    /// 工号, or what 评分关系 writes in its place; empty where nothing is known but the name.
    pub id: Arc<str>,
    /// 姓名.
    pub name: Arc<str>,
    /// What 评分人 of the sheets of marks says: the name, with the id where two raters share it.
    pub shown: String,
    /// 打开密码.
    pub password: Option<Password>,
    /// Whom they mark, by role, category and place in 人员名单.
    pub asked: Vec<Asked>,
}

/// Somebody to be marked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asked {
    /// By index in [`crate::model::DepartmentParts::roles`].
    pub role: usize,
    /// As whom the rater marks, by its place among the role's categories.
    pub order: usize,
    /// The place in 人员名单.
    pub place: usize,
    /// As whom the rater marks.
    pub category: Category,
    /// 工号 of who is marked.
    pub id: Arc<str>,
    /// 姓名 of who is marked.
    pub name: Arc<str>,
}

/// Who marks whom in a department.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The department, whatever its data are like.
    pub department: Department,
    /// Everybody who marks: people of 人员名单 in its order, then others.
    pub raters: Vec<Rater>,
}

impl Rater {
    /// What tells raters apart.
    pub fn key(&self) -> String {
        if self.id.is_empty() { format!("name:{}", key(&self.name)) } else { format!("id:{}", key(&self.id)) }
    }
}

/// The categories that mark a role's KPIs, in the order in which they are named.
pub fn categories(role: &Role) -> Vec<&Category> {
    let mut found: Vec<&Category> = Vec::new();
    for by in role.kpis.iter().filter_map(|kpi| kpi.marks.as_ref()).flat_map(|marks| &marks.by) {
        if !found.iter().any(|known| known.is(&by.category)) {
            found.push(&by.category);
        }
    }
    found
}

/// The KPIs of a role that a category marks.
pub fn kpis_of<'a>(role: &'a Role, category: &'a Category) -> impl Iterator<Item = &'a Kpi> {
    let asks = |kpi: &&Kpi| kpi.marks.as_ref().is_some_and(|marks| marks.by.iter().any(|by| by.category.is(category)));
    role.kpis.iter().filter(asks)
}

/// Who marks whom, with everything that stands against it; `None` where an error does. Data that are not filled in yet, and sheets of
/// marks that are not there yet, stand in nobody's way.
pub fn plan(workbook: &Workbook) -> (Option<Plan>, Vec<Problem>) {
    let mut findings = Findings::default();
    let found = read(workbook, &mut findings);
    let mut problems = findings.sorted(workbook);
    problems.retain(|problem| concerns_ratings(problem, found.as_ref().map(|(department, _)| department)));
    let Some((department, everybody)) = found.filter(|_| !has_errors(&problems)) else { return (None, problems) };
    let mut findings = Findings::default();
    let raters = asked::raters(workbook, &department, &everybody, &mut findings);
    problems.extend(findings.sorted(workbook));
    let plan = Some(Plan { department, raters }).filter(|_| !has_errors(&problems));
    (plan, problems)
}

/// Whether a problem of the department workbook stands in the way of its marks.
fn concerns_ratings(problem: &Problem, department: Option<&Department>) -> bool {
    // Without a department everything may be the reason.
    let Some(department) = department else { return problem.severity() == Severity::Error };
    let of_data = [
        Code::MissingMarksSheet,
        Code::MissingDataSheet,
        Code::PersonWithoutData,
        Code::RowsAllOutside,
        Code::DataOfOtherMonth,
    ];
    if of_data.contains(&problem.code) {
        return false;
    }
    let sheet = match &problem.place {
        Place::File => return problem.severity() == Severity::Error,
        Place::Sheet(sheet) => sheet,
        Place::Cell(at) => &at.sheet,
    };
    let of_definitions = matches!(
        SheetName::of_tab(sheet),
        Some(SheetName::Appraisal | SheetName::Kpis | SheetName::Staff | SheetName::Raters)
    );
    let of_marks = department.roles.iter().any(|role| role.marks_sheet.as_ref() == Some(sheet));
    problem.severity() == Severity::Error && (of_definitions || of_marks)
}
