//! A file's problems in its grid: as a workbook, and the row of each.

use crate::diagnostic::{Place, Problem};
use crate::error::Error;
use crate::lang::Lang;
use crate::workbook::{self, excerpt};
use crate::{book, check, report};

/// The workbook that shows a file's problems in its grid, as bytes; `file` is its name without folders.
///
/// # Errors
/// [`Error::Write`], a defect of this program.
///
/// ```
/// use scorebook::lang::Lang;
/// use scorebook::pipeline::{Submission, is_own_output, problem_list};
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
    check::hide_passwords(&mut workbook);
    let book = report::problems::book(&workbook, problems, lang, file);
    drop(workbook);
    book::write::to_bytes(&book)
}

/// What stands in the row of each problem, as column and shown content; empty where a problem stands in no cell.
pub fn excerpts(bytes: &[u8], problems: &[Problem]) -> Vec<Vec<(u16, String)>> {
    // Only the sheets with problems, which were read by the second reader before.
    let sheets: BTreeSet<&str> = problems
        .iter()
        .filter_map(|problem| match &problem.place {
            Place::Cell(cell) => Some(&*cell.sheet),
            Place::File | Place::Sheet(_) => None,
        })
        .collect();
    let mut workbook = workbook::read_sheets(bytes, &|name| sheets.contains(name)).value.unwrap_or_default();
    check::hide_passwords(&mut workbook);
    let row = |problem: &Problem| match &problem.place {
        Place::Cell(cell) => excerpt(&workbook, cell),
        Place::File | Place::Sheet(_) => Vec::new(),
    };
    problems.iter().map(row).collect()
}
