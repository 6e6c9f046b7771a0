//! A file's problems in its grid: as a workbook, and the row of each.

use std::collections::BTreeSet;

use crate::error::Error;
use crate::lang::Lang;
use crate::problem::{Place, Problem};
use crate::workbook::{self, Workbook, excerpt};
use crate::{check, output, report};

/// The workbook that shows a file's problems in its grid, as bytes; `file` is its name without folders.
///
/// # Errors
/// [`Error::Write`], a defect of this program.
///
/// ```
/// use scorebook::pipeline::{Lang, Submission, is_own_output, problem_list};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let bytes = b"no workbook".to_vec();
/// let problems = Submission::read(&bytes).problems;
/// let list = problem_list(bytes, &problems, "november.xlsx", Lang::En)?;
/// assert!(is_own_output(&list));
/// # Ok(())
/// # }
/// ```
pub fn problem_list(bytes: Vec<u8>, problems: &[Problem], file: &str, lang: Lang) -> Result<Vec<u8>, Error> {
    // What was refused as a whole has no grid: then the list stands alone.
    let mut workbook = workbook::read(&bytes).value.unwrap_or_default();
    // Of a large workbook, its bytes, its cells and the copy do not lie in memory together.
    drop(bytes);
    check::hide_secrets(&mut workbook);
    let book = report::problems::book(&workbook, problems, lang, file);
    drop(workbook);
    output::write::to_bytes(&book)
}

/// Gives each problem that stands in a cell and has no excerpt yet that of its row: what scoring finds is found when the grid is gone.
/// Where there is none such, the bytes are not looked at.
///
/// ```
/// use scorebook::pipeline::{History, Submission, show_rows};
///
/// let bytes = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
/// let mut problems = Submission::read(bytes).check(&History::default());
/// show_rows(bytes, &mut problems);
/// // The grade whose share cap is exceeded.
/// let row = problems.last().map(|problem| problem.excerpt.clone()).unwrap_or_default();
/// assert_eq!(row.first(), Some(&(0, "S".to_owned())));
/// ```
pub fn show_rows(bytes: &[u8], problems: &mut [Problem]) {
    // Only the sheets with problems, which were read by the second reader before.
    let sheets: BTreeSet<&str> = problems
        .iter()
        .filter(|problem| lacks_excerpt(problem))
        .filter_map(|problem| match &problem.place {
            Place::Cell(cell) => Some(&*cell.sheet),
            Place::File | Place::Sheet(_) => None,
        })
        .collect();
    if sheets.is_empty() {
        return;
    }
    let read = workbook::read_sheets(bytes, &|name| sheets.contains(name));
    if let Some(mut workbook) = read.value {
        attach_rows(&mut workbook, problems);
    }
}

/// The same where the grid is at hand; passwords and what colleagues entered about each other are hidden.
pub(super) fn attach_rows(workbook: &mut Workbook, problems: &mut [Problem]) {
    if !problems.iter().any(lacks_excerpt) {
        return;
    }
    check::hide_secrets(workbook);
    for problem in problems.iter_mut().filter(|problem| lacks_excerpt(problem)) {
        if let Place::Cell(cell) = &problem.place {
            problem.excerpt = excerpt(workbook, cell);
        }
    }
}

fn lacks_excerpt(problem: &Problem) -> bool {
    problem.excerpt.is_empty() && matches!(problem.place, Place::Cell(_))
}
