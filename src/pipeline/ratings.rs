//! Marks that are collected from those who give them: a workbook for each rater, and what came back in the department workbook.

use std::sync::Arc;

use super::list::attach_rows;
use super::returned::{AnswerFile, at_its_place, returned};
use crate::check::ratings::{Answer, Plan, Rater, gathered, placed, plan};
use crate::error::Error;
use crate::lang::Lang;
use crate::output::{Book, write};
use crate::problem::{Code, Place, Problem, has_errors};
use crate::workbook::{Workbook, amend};
use crate::{check, file_name, messages, template, workbook};

/// Workbooks that are drawn and written together.
const TOGETHER: usize = 24;

/// A workbook in which a rater marks others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatingWorkbook {
    /// Its file's name.
    pub name: String,
    /// Who marks.
    pub rater: String,
    /// How many people they mark; whoever is marked in two roles or as two categories counts once.
    pub people: usize,
    /// Whether it opens with a password only.
    pub is_locked: bool,
    /// Its bytes; encrypted for a rater with an opening password.
    pub bytes: Vec<u8>,
}

/// The workbooks for everybody who marks.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingsSent {
    /// One per rater; none where an error stands against the department workbook.
    pub workbooks: Vec<RatingWorkbook>,
    /// What stands against it, who can't be sent, who is not in 人员名单.
    pub problems: Vec<Problem>,
    /// The department workbook's language, where it tells it.
    pub lang: Option<Lang>,
    plan: Option<Plan>,
}

/// The marks that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectedRatings {
    /// The department workbook with the marks in it, and otherwise unchanged; `None` where an error stands.
    pub bytes: Option<Vec<u8>>,
    /// Problems of the department workbook, and who has not answered.
    pub problems: Vec<Problem>,
    /// Problems of each file, in their order.
    pub of_files: Vec<Vec<Problem>>,
    /// The department workbook's language, where it tells it.
    pub lang: Option<Lang>,
    /// How many were asked, and how many have answered.
    pub raters: (usize, usize),
    /// How many rows were written, and how many marks they hold.
    pub written: (usize, usize),
}

/// What a department workbook says of its marks.
struct Asked {
    workbook: Option<Workbook>,
    plan: Option<Plan>,
    problems: Vec<Problem>,
    lang: Option<Lang>,
}

fn asked(bytes: &[u8]) -> Asked {
    let read = workbook::read(bytes);
    let mut problems = read.problems;
    let Some(mut workbook) = read.value else { return Asked { workbook: None, plan: None, problems, lang: None } };
    if workbook.is_own_output {
        problems.push(Problem::new(Code::OwnOutputSkipped, Place::File));
        problems.push(Problem::new(Code::NotADepartment, Place::File));
        return Asked { workbook: None, plan: None, problems, lang: None };
    }
    let lang = Some(check::language(&workbook));
    let (plan, found) = plan(&workbook);
    problems.extend(found);
    // Raters who are told stand in rows that say who they are.
    attach_rows(&mut workbook, &mut problems);
    Asked { plan: plan.filter(|_| !has_errors(&problems)), workbook: Some(workbook), problems, lang }
}

/// A workbook for each rater of a department: whom they mark, by what criterion, and the cells to fill in. The same bytes give the
/// same workbooks, but for those with a password.
///
/// # Errors
/// [`Error::Write`] or [`Error::Internal`], a defect of this program.
///
/// ```
/// use scorebook::pipeline::send_ratings;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sent = send_ratings(include_bytes!("../../samples/live-commerce-ratings-zh-CN-2026-11.xlsx"))?;
/// assert!(sent.workbooks.iter().any(|one| one.name == "评分_E001_赵立春_2026-11.xlsx"));
/// # Ok(())
/// # }
/// ```
pub fn send_ratings(bytes: &[u8]) -> Result<RatingsSent, Error> {
    let Asked { plan, problems, lang, .. } = asked(bytes);
    let Some(plan) = plan else { return Ok(RatingsSent { workbooks: Vec::new(), problems, lang, plan: None }) };
    let names = names(&plan);
    let mut workbooks = Vec::new();
    let all: Vec<(&Rater, String)> = plan.raters.iter().zip(names).collect();
    for group in all.chunks(TOGETHER) {
        let books: Vec<Book> = group.iter().map(|(rater, _)| template::rating(&plan, rater)).collect();
        for ((rater, name), plain) in group.iter().zip(write::together(&books)?) {
            let mut people: Vec<&Arc<str>> = rater.asked.iter().map(|asked| &asked.id).collect();
            people.sort_unstable();
            people.dedup();
            workbooks.push(RatingWorkbook {
                name: name.clone(),
                rater: rater.shown.clone(),
                people: people.len(),
                is_locked: rater.password.is_some(),
                bytes: match &rater.password {
                    Some(password) => write::encrypt(&plain, password)?,
                    None => plain,
                },
            });
        }
    }
    Ok(RatingsSent { workbooks, problems, lang, plan: Some(plan) })
}

/// `评分_E001_赵立春_2026-11.xlsx` for each rater, distinct on every file system.
fn names(plan: &Plan) -> Vec<String> {
    let word = messages::say(plan.department.lang, "ratings-file", &[]);
    let period = plan.department.appraisal.period;
    let all: Vec<String> = plan
        .raters
        .iter()
        .map(|rater| {
            let id = if rater.id.is_empty() { String::new() } else { format!("{}_", rater.id) };
            format!("{word}_{id}{}_{period}", rater.name)
        })
        .collect();
    let distinct = file_name::distinct(all.iter().map(String::as_str));
    distinct.into_iter().map(|name| format!("{name}.xlsx")).collect()
}

impl RatingsSent {
    /// Whether a file that lies where a workbook goes is one in which something was filled in, or somebody's own: it must not be
    /// replaced by a blank one.
    pub fn is_kept(&self, file: AnswerFile<'_>) -> bool {
        let Some(plan) = &self.plan else { return true };
        let (found, problems) = at_its_place(plan, &file);
        // What can't be read is somebody's all the same.
        has_errors(&problems) || found.is_none_or(|found| found.rows.iter().any(|row| !row.is_blank()))
    }
}

/// The marks of all files that came back in the department workbook, which is otherwise unchanged: each part that needs no change
/// keeps its very bytes.
///
/// # Errors
/// [`Error::Internal`], a defect of this program.
///
/// ```
/// use scorebook::pipeline::{Code, collect_ratings};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// // Nobody has answered yet.
/// let november = include_bytes!("../../samples/live-commerce-ratings-zh-CN-2026-11.xlsx");
/// let collected = collect_ratings(november, &[])?;
/// assert_eq!(collected.bytes.as_deref(), Some(november.as_slice()));
/// assert!(collected.problems.iter().any(|problem| problem.code == Code::RaterSilent));
/// # Ok(())
/// # }
/// ```
pub fn collect_ratings(bytes: &[u8], files: &[AnswerFile<'_>]) -> Result<CollectedRatings, Error> {
    let Asked { workbook, plan, problems, lang } = asked(bytes);
    let mut collected = CollectedRatings {
        bytes: None,
        problems,
        of_files: vec![Vec::new(); files.len()],
        lang,
        raters: (0, 0),
        written: (0, 0),
    };
    let (Some(mut workbook), Some(plan)) = (workbook, plan) else { return Ok(collected) };
    let mut answers: Vec<(usize, Answer)> = Vec::new();
    for (at, (found, problems)) in returned(&plan, files).into_iter().enumerate() {
        if let Some(own) = collected.of_files.get_mut(at) {
            own.extend(problems);
        }
        answers.extend(found.map(|found| (at, found)));
    }
    let names: Vec<&str> = files.iter().map(|file| file.name).collect();
    let together = gathered(&plan, &answers, &names);
    for (own, more) in collected.of_files.iter_mut().zip(together.of_files) {
        own.extend(more);
    }
    let mut told = together.problems;
    let places = placed(&workbook, &plan, &together.rows);
    told.extend(places.problems);
    attach_rows(&mut workbook, &mut told);
    collected.problems.extend(told);
    collected.raters = (plan.raters.len(), together.answered);
    let marks = together.rows.iter().map(|row| row.given.len()).fold(0, usize::saturating_add);
    collected.written = (together.rows.len(), marks);
    if has_errors(&collected.problems) || collected.of_files.iter().any(|problems| has_errors(problems)) {
        return Ok(collected);
    }
    match written(bytes, &places.cells, &places.sheets) {
        Ok(bytes) => collected.bytes = Some(bytes),
        Err(problem) => collected.problems.push(problem),
    }
    Ok(collected)
}

fn written(bytes: &[u8], cells: &[amend::Cells], sheets: &[amend::NewSheet]) -> Result<Vec<u8>, Problem> {
    if sheets.is_empty() && cells.iter().all(|sheet| sheet.cells.is_empty()) {
        return Ok(bytes.to_vec());
    }
    let new = amend::written(bytes, cells, sheets).map_err(|problem| {
        let said = |name: &str| problem.args.iter().find(|(own, _)| *own == name).map_or("", |(_, text)| text);
        Problem::new(Code::MarksNotWritten, Place::File).with("cell", said("cell")).with("why", said("why"))
    })?;
    // What was written must read as it was meant, by both readers.
    let read = workbook::read(&new).value.map(|workbook| plan(&workbook).1);
    match read {
        Some(problems) if !has_errors(&problems) => Ok(new),
        _ => {
            let cell = cells.first().map_or("", |sheet| &sheet.sheet);
            Err(Problem::new(Code::MarksNotWritten, Place::File).with("cell", cell).with("why", "other"))
        }
    }
}
