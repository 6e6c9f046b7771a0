//! All workbooks of a scored department, as bytes under their paths in the period's folder.

use super::print::Pages;
use super::{Source, form_values, person, summary};
use crate::error::Error;
use crate::file_name;
use crate::form::Form;
use crate::history::History;
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Department, Password};
use crate::output::{Book, write};
use crate::score::Results;

/// People whose workbooks are written together and share what they have in common; so many of them are in memory at once.
const TOGETHER: usize = 24;

/// An output workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its path below the period's folder, with `/`.
    pub path: String,
    /// Its bytes; encrypted for a person with an opening password.
    pub bytes: Vec<u8>,
}

/// Whose first page stands in the print file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// There is none.
    Nobody,
    /// Everybody whose workbook opens without a password.
    Unlocked,
    /// Everybody.
    Everybody,
}

/// Which workbooks there are beside the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// One per person.
    pub people: bool,
    /// The print file; none without workbooks of people.
    pub printed: Printed,
}

impl Wanted {
    /// Everything, with everybody in the print file.
    pub const ALL: Self = Self { people: true, printed: Printed::Everybody };
}

/// The department summary, the print file, then one workbook per person in the order of 人员名单.
///
/// # Errors
/// Where the writer refuses what a report asked for: a defect of this program.
pub fn books(
    department: &Department,
    results: &Results,
    history: &History,
    source: &Source,
    wanted: Wanted,
) -> Result<Vec<Output>, Error> {
    books_seen(department, (results, history), source, (wanted, None), &mut |_, _| {})
}

/// The same; with `form` the workbooks of people are copies of the office's own form. `seen` is shown each of ours workbook under its path before it is encrypted.
///
/// # Errors
/// As [`books`].
pub fn books_seen(
    department: &Department,
    (results, history): (&Results, &History),
    source: &Source,
    (wanted, form): (Wanted, Option<&Form>),
    seen: &mut dyn FnMut(&str, &[u8]),
) -> Result<Vec<Output>, Error> {
    let lang = department.lang;
    let summary = summary::book(department, results, history, source);
    let mut outputs = vec![Output { path: summary_name(department), bytes: write::to_bytes(&summary)? }];
    if let Some(summary) = outputs.first() {
        seen(&summary.path, &summary.bytes);
    }
    if wanted.people {
        let (mut pages, mut people) = (Pages::new(department, results), Vec::new());
        let paths: Vec<(usize, String)> = paths(department, results, lang).into_iter().enumerate().collect();
        for group in paths.chunks(TOGETHER) {
            // The form is the sheet; our own page is drawn for the print file alone.
            let needed = form.is_none() || wanted.printed != Printed::Nobody;
            let drawn = group.iter().filter(|_| needed);
            let books: Vec<Book> = drawn.map(|(index, _)| person::book(department, results, history, *index)).collect();
            let written = match form {
                Some(form) => group
                    .iter()
                    .map(|(index, _)| form.fill(&form_values::person(department, results, *index)))
                    .collect::<Result<_, _>>()?,
                None => write::together(&books)?,
            };
            for ((index, _), own) in group.iter().zip(books) {
                let is_printed = match wanted.printed {
                    Printed::Nobody => false,
                    Printed::Unlocked => password(department, results, *index).is_none(),
                    Printed::Everybody => true,
                };
                if is_printed {
                    pages.take(results, *index, own);
                }
            }
            for ((index, path), bytes) in group.iter().zip(written) {
                if form.is_none() {
                    seen(path, &bytes);
                }
                let bytes = match password(department, results, *index) {
                    Some(password) => write::encrypt(&bytes, password)?,
                    None => bytes,
                };
                people.push(Output { path: path.clone(), bytes });
            }
        }
        for (number, book) in (1_u32..).zip(pages.books(department)) {
            let path = print_name(lang, number);
            let bytes = write::to_bytes(&book)?;
            seen(&path, &bytes);
            outputs.push(Output { path, bytes });
        }
        outputs.append(&mut people);
    }
    Ok(outputs)
}

/// The opening password of a person's workbook.
fn password<'a>(department: &'a Department, results: &Results, index: usize) -> Option<&'a Password> {
    let person = results.people.get(index)?;
    department.postings.iter().filter(|posting| posting.id == person.id).find_map(|posting| posting.password.as_ref())
}

/// `<部门>_2026-11_绩效汇总.xlsx`.
fn summary_name(department: &Department) -> String {
    let name = file_name::clean(&department.appraisal.department);
    let word = say(department.lang, "outputs-summary", &[]);
    format!("{name}_{}_{word}.xlsx", department.appraisal.period)
}

/// `全员评分表_打印.xlsx`; further ones of a large department end in their number.
fn print_name(lang: Lang, number: u32) -> String {
    let word = say(lang, "outputs-print", &[]);
    if number == 1 { format!("{word}.xlsx") } else { format!("{word}_{number}.xlsx") }
}

/// `个人评分表/<岗位>/<工号>_<姓名>_2026-11.xlsx` per person, distinct on every file system. A person with several roles lies
/// under the latest.
fn paths(department: &Department, results: &Results, lang: Lang) -> Vec<String> {
    let folder = say(lang, "outputs-people", &[]);
    let roles = file_name::distinct(department.roles.iter().map(|role| &*role.name));
    let names: Vec<String> = results
        .people
        .iter()
        .map(|person| format!("{}_{}_{}", person.id, person.name, department.appraisal.period))
        .collect();
    let files = file_name::distinct(names.iter().map(String::as_str));
    results
        .people
        .iter()
        .zip(files)
        .map(|(person, file)| {
            let role = person.roles.last().and_then(|held| roles.get(held.role)).map_or("_", String::as_str);
            format!("{folder}/{role}/{file}.xlsx")
        })
        .collect()
}
