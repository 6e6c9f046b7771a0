//! A department's own table or text becomes a department workbook to check and fill; every piece of the source is accounted for, and
//! nothing is made up.
//!
//! | part | does |
//! |---|---|
//! | `source`, `part`, `lines`, `mended` | bytes → grids and lines; encodings, pronunciations, broken runs |
//! | `words` | the words of headings, rows, titles and texts, as data |
//! | `heading`, `shape`, `lying`, `matrix`, `bands`, `beside`, `rows`, `fields`, `labels`, `title` | a grid → facts: which row or column is a header, what a row says, whom a title names |
//! | `prose`, `sentence`, `grades` | running text → facts |
//! | `decide`, `weigh`, `measure` | facts → roles with KPIs, weights, formulas, measures |
//! | `extent` | how much a source may bring |
//! | `draft`, `settle` | roles → a workbook, checked as any other, and what the check says of it mended where the source tells how |
//! | `finish`, `told` | the sheet 导入说明: what became of every piece |

mod account;
mod bands;
mod copied_text;
mod decide;
mod draft;
mod extent;
mod facts;
mod fields;
mod finish;
mod grades;
mod grid;
mod heading;
mod labels;
mod lines;
mod matrix;
mod measure;
mod note_sheet;
mod part;
mod place;
mod plan;
mod prose;
mod rows;
mod sentence;
mod settle;
mod shape;
mod side_by_side;
mod sideways;
mod source;
mod targets;
mod title;
mod weigh;
mod words;

use account::Account;
use facts::{Facts, Found};
use part::Part;
use title::Named;

pub use source::SourceFile;

use crate::error::Error;
use crate::lang::Lang;
use crate::period::{Period, Span};
use crate::problem::{Code, Place, Problem};

/// What whoever brings a source in says beside it.
#[derive(Debug, Clone)]
pub struct Wishes<'a> {
    /// The language of the new workbook; the source's own without it.
    pub lang: Option<Lang>,
    /// 部门, in place of the source's.
    pub department: Option<&'a str>,
    /// 岗位 of what names none.
    pub role: Option<&'a str>,
    /// 考核周期.
    pub period: Period,
}

/// A workbook made of somebody's own table.
#[derive(Debug, Clone)]
pub struct Adopted {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its language.
    pub lang: Lang,
    /// What its check says: what the source lacks.
    pub problems: Vec<Problem>,
    /// How much of it came from the source.
    pub counts: Counts,
}

/// Figures of an adopted workbook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Roles.
    pub roles: usize,
    /// KPIs.
    pub kpis: usize,
    /// Duties.
    pub duties: usize,
    /// Pieces of the source with words in them.
    pub pieces: usize,
    /// Of these, the ones that went nowhere.
    pub left: usize,
    /// Pieces and cells that a person must look at.
    pub looks: usize,
    /// Fields of KPIs beside data, and those of them that the source lacks.
    pub fields: usize,
    /// Of these, the ones that the source lacks.
    pub blank: usize,
}

/// What comes of a source: the workbook, or the problems of its files by their numbers.
pub type Outcome = Result<Adopted, Vec<(usize, Problem)>>;

/// Makes a department workbook of one or several files.
///
/// # Errors
/// [`Error::Write`], a defect of this program. What is wrong with the files is in the [`Outcome`].
pub fn adopt(files: &[SourceFile<'_>], wishes: &Wishes<'_>) -> Result<Outcome, Error> {
    let mut account = Account::default();
    let mut facts = Facts::default();
    let mut problems = Vec::new();
    let mut letters = Letters::default();
    for (number, file) in files.iter().enumerate() {
        match source::read(number, file, &mut account) {
            Ok(parts) => {
                let lines = parts.iter().filter_map(|part| match part {
                    Part::Text(lines) => Some(lines),
                    Part::Grid(_) => None,
                });
                let lines = lines.flatten().map(|(_, line)| line.as_str());
                if let Some(problem) = extent::too_much(lines, &account) {
                    return Ok(Err(vec![(number, problem)]));
                }
                let before = facts.items.len().saturating_add(facts.duties.len());
                let items = facts.items.len();
                read_parts(number, &parts, &mut facts, &mut account);
                // 仓库文员绩效考核表.xlsx, where nothing in it names the role.
                let named = wishes.role.is_none().then(|| named_by_file(file.name)).flatten();
                for item in facts.items.iter_mut().skip(items).filter(|item| item.role.is_none()) {
                    item.role.clone_from(&named);
                }
                if let Some(problem) = extent::too_many_kpis(facts.items.len()) {
                    return Ok(Err(vec![(number, problem)]));
                }
                let found = facts.items.len().saturating_add(facts.duties.len()) > before || !facts.grades.is_empty();
                if !found {
                    problems.push((number, Problem::new(Code::AdoptNothing, Place::File)));
                }
            }
            Err(problem) => problems.push((number, problem)),
        }
    }
    // The file of a department often has its name.
    if facts.department.is_none() {
        let of_file = files.iter().find_map(|file| {
            let stem = file.name.rsplit_once('.').map_or(file.name, |(stem, _)| stem);
            match title::alone(stem)? {
                Named::Department(name) => Some(Found { text: name, spots: Vec::new() }),
                Named::Role(_) => None,
            }
        });
        facts.department = of_file;
    }
    for piece in account.pieces() {
        letters.count(&piece.text);
    }
    let lang = wishes.lang.unwrap_or_else(|| letters.lang());
    if problems.is_empty() && facts.items.is_empty() {
        problems.push((0, Problem::new(Code::AdoptNothing, Place::File)));
    }
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    if wishes.period.span() == Span::Month {
        facts.longer.iter().for_each(|spot| account.look(*spot, "target-longer", Vec::new()));
    }
    let mut plan = match decide::decide(facts, wishes.role, lang, &mut account) {
        Ok(plan) => plan,
        Err(problems) => return Ok(Err(problems)),
    };
    if let Some(problem) = extent::too_many_roles(plan.roles.len()) {
        return Ok(Err(vec![(0, problem)]));
    }
    let names: Vec<&str> = files.iter().map(|file| file.name).collect();
    settle::settle(&mut plan, wishes, lang, &mut account)?;
    finish::finished(&plan, wishes, lang, &names, &account).map(Ok)
}

fn read_parts(number: usize, parts: &[Part], facts: &mut Facts, account: &mut Account) {
    let mut place = place::Place::default();
    let count = parts.len();
    for (at, part) in parts.iter().enumerate() {
        let (items, duties) = (facts.items.len(), facts.duties.len());
        match part {
            Part::Grid(grid) => {
                // A sheet begins anew; a table of a document belongs to the text above it.
                if !grid.name.is_empty() {
                    place = place::Place::default();
                }
                let (line, role) = (place.line.take().filter(|_| grid.name.is_empty()), place.role.clone());
                rows::read(grid, &mut place, facts, account);
                if let (Some(line), true) = (&line, facts.items.iter().skip(items).any(|item| item.role == role)) {
                    line.spots.iter().for_each(|spot| account.look(*spot, "line-above", Vec::new()));
                }
                let named = line.or_else(|| named_by_sheet(grid, facts));
                for role in facts
                    .items
                    .iter_mut()
                    .skip(items)
                    .map(|item| &mut item.role)
                    .chain(facts.duties.iter_mut().skip(duties).map(|duty| &mut duty.role))
                    .filter(|role| role.is_none())
                {
                    role.clone_from(&named);
                }
            }
            Part::Text(lines) => prose::read(number, lines, at.saturating_add(1) == count, &mut place, facts, account),
        }
    }
}

/// The role in a file's name: before a title's words, or by its last letters.
fn named_by_file(name: &str) -> Option<Found> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let by_end = || title::alone(stem).filter(|_| title::ends_as_role(stem));
    match title::named(stem).or_else(by_end)? {
        Named::Role(name) => Some(Found { text: name, spots: Vec::new() }),
        Named::Department(_) => None,
    }
}

/// The role that a sheet's name is, else the department of its title where that is all that is named.
fn named_by_sheet(grid: &grid::Grid, facts: &Facts) -> Option<Found> {
    match title::alone(&grid.name) {
        Some(Named::Role(name) | Named::Department(name)) => Some(Found { text: name, spots: Vec::new() }),
        None => facts.titled.clone().filter(|found| !found.text.is_empty()),
    }
}

/// Which letters a source is written in.
#[derive(Debug, Default)]
struct Letters {
    han: usize,
    traditional: usize,
    latin: usize,
}

impl Letters {
    fn count(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\u{3400}'..='\u{9fff}' => {
                    self.han = self.han.saturating_add(1);
                    self.traditional = self.traditional.saturating_add(usize::from(crate::text::simplified(c) != c));
                }
                c if c.is_ascii_alphabetic() => self.latin = self.latin.saturating_add(1),
                _ => {}
            }
        }
    }

    fn lang(&self) -> Lang {
        if self.latin > self.han.saturating_mul(4) {
            Lang::En
        } else if self.traditional.saturating_mul(12) > self.han {
            Lang::ZhTw
        } else {
            Lang::ZhCn
        }
    }
}
