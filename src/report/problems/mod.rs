//! The workbook of `--issues`: a list of all problems, and beside it a copy of each faulty sheet with the cells coloured
//! and a note on each, so that a person sees in the grid what to mend.

mod copy;
mod list;

use chrono::NaiveDate;

use crate::lang::Lang;
use crate::messages;
use crate::model::layout;
use crate::output::{Book, Line, Properties, Style, palette, write};
use crate::problem::{Place, Problem, Severity, render};
use crate::workbook::{Sheet, Workbook, own_output};
use copy::Copy;

/// Problems that are listed and marked. Nobody mends more in one go, and a sheet may hold no more than 65,530 links.
const PROBLEMS: usize = 2_000;

/// The workbook of a file's problems. `workbook` is what was read of it, empty where nothing could be; `file_name` stands
/// in the title. The book carries the mark of our outputs, so that it is never taken for an input.
pub fn book(workbook: &Workbook, problems: &[Problem], lang: Lang, file_name: &str) -> Book {
    let mut sorted = problems.to_vec();
    let tabs: Vec<&str> = workbook.sheets.iter().map(|sheet| &*sheet.name).collect();
    render::sort(&mut sorted, &tabs);
    let left_out = sorted.len().saturating_sub(PROBLEMS);
    sorted.truncate(PROBLEMS);

    let list_name = messages::say(lang, "issues-sheet", &[]);
    let faulty: Vec<&Sheet> =
        workbook.sheets.iter().filter(|sheet| sorted.iter().any(|problem| stands_on(problem, sheet))).collect();
    // The list's own name comes first, so that a sheet of the same name gives way.
    let given = std::iter::once(list_name.as_str()).chain(faulty.iter().map(|sheet| named(&sheet.name)));
    let mut names = layout::sheet_names("", given).into_iter();
    let list_name = names.next().unwrap_or(list_name);
    let mut room = copy::CELLS;
    let copies: Vec<Copy<'_>> = faulty
        .into_iter()
        .zip(names)
        .map(|(sheet, name)| {
            let own: Vec<&Problem> = sorted.iter().filter(|problem| stands_on(problem, sheet)).collect();
            Copy::new(sheet, name, &own, lang, &mut room)
        })
        .collect();

    let mut sheets = vec![list::sheet(&list_name, workbook, &sorted, left_out, &copies, lang, file_name)];
    sheets.extend(copies.into_iter().map(|copy| copy.sheet));
    Book {
        properties: Properties {
            title: messages::say(lang, "issues-title", &[]),
            subject: file_name.to_owned(),
            author: String::new(),
            company: String::new(),
            // A file that can't be read has no period, and nothing here knows the clock: any fixed day.
            created: NaiveDate::default(),
            custom: vec![(write::MARK.to_owned(), own_output::VALUE.to_owned())],
        },
        sheets,
    }
}

fn stands_on(problem: &Problem, sheet: &Sheet) -> bool {
    match &problem.place {
        Place::File => false,
        Place::Sheet(name) => *name == sheet.name,
        Place::Cell(cell) => cell.sheet == sheet.name,
    }
}

/// A name that a sheet may have: files made by other programs hold empty ones.
fn named(name: &str) -> &str {
    if name.trim_matches(|c: char| c == '\'' || c.is_whitespace()).is_empty() { "_" } else { name }
}

/// How a severity looks, in the list and in the grid: a fill and a frame, so that it shows in grey too.
fn look(severity: Severity, style: Style) -> Style {
    match severity {
        Severity::Error => style.fill(0xFA_E3E1).framed(Line::Medium, palette::NEGATIVE),
        Severity::Warning => style.fill(0xFF_F1CC).framed(Line::Thin, 0xB7_8400),
        Severity::Note => style.fill(0xE3_EBEF).framed(Line::Dotted, palette::RULE),
    }
}

#[cfg(test)]
mod tests;
