//! An input workbook, from its path to a checked department: the road that `check`, `run` and `why` share.
#![expect(clippy::disallowed_methods, reason = "reading the inputs is this edge's matter")]

use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Place, Problem};
use crate::error::Error;
use crate::lang::Lang;
use crate::model::Department;
use crate::period::Period;
use crate::{book, check, report, workbook};

/// What a workbook's bytes say.
pub(super) struct Read {
    /// The department; absent with errors and for our own outputs.
    pub value: Option<Department>,
    /// The workbook's language where its sheets tell it.
    pub lang: Option<Lang>,
    /// The department's name where 考核信息 tells it, whatever else is wrong.
    pub name: Option<String>,
    /// The period likewise.
    pub period: Option<Period>,
    /// Findings of reading and checking.
    pub problems: Vec<Problem>,
}

/// Whether a path names a file.
pub(super) fn is_there(path: &Path) -> bool {
    path.is_file()
}

/// A file's bytes.
///
/// # Errors
/// What the system says.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|e| Error::io(path, e))
}

/// Reads and checks a workbook.
pub(super) fn department(bytes: &[u8]) -> Read {
    let read = workbook::read(bytes);
    let mut problems = read.problems;
    let nothing = |problems| Read { value: None, lang: None, name: None, period: None, problems };
    let Some(workbook) = read.value else { return nothing(problems) };
    if workbook.is_own_output {
        problems.push(Problem::new(Code::OwnOutputSkipped, Place::File));
        return nothing(problems);
    }
    let lang = Some(check::language(&workbook));
    let (name, period) = check::identity(&workbook);
    let checked = check::check(&workbook);
    problems.extend(checked.problems);
    Read { value: checked.value, lang, name, period, problems }
}

/// Department and period, as far as a workbook tells them.
pub(super) fn identity(bytes: &[u8]) -> (Option<String>, Option<Period>) {
    let workbook =
        workbook::read_sheets(bytes, &check::names_settings).value.filter(|workbook| !workbook.is_own_output);
    workbook.map_or((None, None), |workbook| check::identity(&workbook))
}

/// The workbook that shows a file's problems in its grid, as bytes; `file` is its name without folders.
///
/// # Errors
/// [`Error::Write`], a defect of this program.
pub(super) fn problem_book(bytes: Vec<u8>, problems: &[Problem], file: &str, lang: Lang) -> Result<Vec<u8>, Error> {
    // What was refused as a whole has no grid: then the list stands alone.
    let mut workbook = workbook::read(&bytes).value.unwrap_or_default();
    // Of a large workbook, its bytes, its cells and the copy do not lie in memory together.
    drop(bytes);
    check::hide_passwords(&mut workbook);
    let book = report::problems::book(&workbook, problems, lang, file);
    drop(workbook);
    book::write::to_bytes(&book)
}

/// Writes a file whole.
///
/// # Errors
/// What the system says.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    fs::write(path, bytes).map_err(|e| Error::io(path, e))
}
