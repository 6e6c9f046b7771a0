//! Workbooks to fill in: blank ones from a template, and the next period's from the last.

use super::list::attach_rows;
use crate::error::Error;
use crate::history::History;
use crate::lang::Lang;
use crate::model::Department;
use crate::output::write;
use crate::period::Period;
use crate::problem::{Code, Problem, Severity};
use crate::report::facts;
use crate::template::{self, Template, With};
use crate::{check, score, workbook};

/// A template's department workbook as bytes, blank or filled with plausible people and data. `department` replaces the template's.
///
/// # Errors
/// [`Error::Write`], a defect of this program.
///
/// ```
/// use scorebook::pipeline::{DEFAULT_TEMPLATE, Lang, Submission, form, template};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let template = template(DEFAULT_TEMPLATE).ok_or("it is embedded")?;
/// let sample = form(&template, Lang::En, "2026-11".parse()?, Some("Studio 3"), true)?;
/// assert_eq!(Submission::read(&sample).name.as_deref(), Some("Studio 3"));
/// # Ok(())
/// # }
/// ```
pub fn form(
    template: &Template,
    lang: Lang,
    period: Period,
    department: Option<&str>,
    filled: bool,
) -> Result<Vec<u8>, Error> {
    form_with(template, lang, (period, department), filled, With::default())
}

/// The same with parts that a workbook has only where they are used.
///
/// # Errors
/// As [`form`].
///
/// ```
/// use scorebook::pipeline::{DEFAULT_TEMPLATE, FormParts, Lang, form_mistakes, form_with, template};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let template = template(DEFAULT_TEMPLATE).ok_or("it is embedded")?;
/// let all = FormParts { ratings: true, goals: true, pay: true, dimensions: true };
/// let blank = form_with(&template, Lang::En, ("2026-11".parse()?, None), false, all)?;
/// assert_eq!(form_mistakes(&blank), []);
/// # Ok(())
/// # }
/// ```
pub fn form_with(
    template: &Template,
    lang: Lang,
    (period, department): (Period, Option<&str>),
    filled: bool,
    with: With,
) -> Result<Vec<u8>, Error> {
    let draw = if filled { template::sample_with } else { template::workbook_with };
    write::to_bytes(&draw(template, lang, period, department, with))
}

/// What the definitions of a form have wrong. A blank workbook lacks people and data by nature: that is no mistake of it.
///
/// ```
/// use scorebook::pipeline::{DEFAULT_TEMPLATE, Lang, form, form_mistakes, template};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let template = template(DEFAULT_TEMPLATE).ok_or("it is embedded")?;
/// assert_eq!(form_mistakes(&form(&template, Lang::En, "2026-11".parse()?, None, false)?), []);
/// # Ok(())
/// # }
/// ```
pub fn form_mistakes(form: &[u8]) -> Vec<Problem> {
    let Some(mut workbook) = workbook::read(form).value else { return Vec::new() };
    let mut problems = check::check(&workbook).problems;
    problems.retain(|problem| problem.severity() == Severity::Error && problem.code != Code::EmptyTable);
    attach_rows(&mut workbook, &mut problems);
    problems
}

/// The workbook of a later period: definitions and people of the last one, data cleared. `None` where the last can't be read.
///
/// # Errors
/// [`Error::Write`], a defect of this program.
///
/// ```
/// use scorebook::pipeline::{Submission, next_form};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let november: &[u8] = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
/// let department = Submission::read(november).department.ok_or("no errors")?;
/// let december = next_form(november, &department, "2026-12".parse()?)?.ok_or("it can be read")?;
/// assert_eq!(Submission::read(&december).period, "2026-12".parse().ok());
/// # Ok(())
/// # }
/// ```
pub fn next_form(last: &[u8], department: &Department, period: Period) -> Result<Option<Vec<u8>>, Error> {
    next_form_with(last, department, period, With::default())
}

/// The same with parts that the last workbook did not have.
///
/// # Errors
/// As [`next_form`].
pub fn next_form_with(
    last: &[u8],
    department: &Department,
    period: Period,
    with: With,
) -> Result<Option<Vec<u8>>, Error> {
    let Some(workbook) = workbook::read(last).value else { return Ok(None) };
    // Combined measures rest on no earlier period, so that none is needed to fill the columns of the next one.
    let results = score::score(department, &History::default());
    let facts = facts::past_period(department, &results, 1);
    let draft = template::next(&workbook, department, &facts, period).adding(with);
    write::to_bytes(&draft.book()).map(Some)
}

/// The definitions of somebody's workbook as a template's TOML. `None` where it can't be read.
///
/// # Errors
/// [`Error::Internal`], a defect of this program.
///
/// ```
/// use scorebook::pipeline::{Submission, template_of};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let november: &[u8] = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
/// let department = Submission::read(november).department.ok_or("no errors")?;
/// let toml = template_of(november, &department)?.ok_or("it can be read")?;
/// assert!(toml.contains("weight"));
/// # Ok(())
/// # }
/// ```
pub fn template_of(bytes: &[u8], department: &Department) -> Result<Option<String>, Error> {
    let Some(workbook) = workbook::read(bytes).value else { return Ok(None) };
    let own = template::of_department(&workbook, department);
    template::toml(&own).map(Some).map_err(|error| Error::Internal(error.to_string()))
}
