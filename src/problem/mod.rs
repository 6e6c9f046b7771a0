//! What a finding is: a value with a code, a place and the words' arguments; never an error that is thrown.
//!
//! The words (headline, hint and what `explain` prints) stand per language under the code's id in
//! `src/messages/<tag>/problems-*.ftl`: `E201 = headline`, `.hint`, `.what`, `.why`, `.example`, `.mend`.

mod code;
pub mod render;

use std::fmt;
use std::sync::Arc;

pub use code::Code;

use crate::cell::CellRef;
use crate::lang::Lang;
use crate::{messages, text};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// No score is given until it is mended.
    Error,
    /// Scores are given; somebody should look.
    Warning,
    /// For information.
    Note,
}

/// Where a finding stands, from the most to the least exact.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The workbook as a whole, or something outside it.
    File,
    /// A sheet.
    Sheet(Arc<str>),
    /// A cell.
    Cell(CellRef),
}

impl fmt::Display for Place {
    /// `主播!D5`, the sheet's name, or nothing for the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => Ok(()),
            Self::Sheet(name) => f.write_str(name),
            Self::Cell(cell) => cell.fmt(f),
        }
    }
}

impl From<&CellRef> for Place {
    fn from(cell: &CellRef) -> Self {
        Self::Cell(cell.clone())
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which kind of finding.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// The named arguments of its texts.
    pub args: Vec<(&'static str, String)>,
    /// What stands in its row, as column and shown content: whose row it is, the cell and those beside it. Taken while the grid is at
    /// hand; empty where it stands in no cell.
    pub excerpt: Vec<(u16, String)>,
}

impl Problem {
    /// A finding without arguments.
    pub fn new(code: Code, place: impl Into<Place>) -> Self {
        Self { code, place: place.into(), args: Vec::new(), excerpt: Vec::new() }
    }

    /// The same with one more argument. A longer one than a message holds is cut: cells may be filled with whole pages.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        /// Characters of an argument. The longest sentence that is offered instead of another stays whole.
        const LONGEST: usize = 300;
        // What comes from a file stays within its line and steers no terminal, wherever the message is shown.
        let mut value = text::on_one_line(&value.to_string());
        if let Some((end, _)) = value.char_indices().nth(LONGEST) {
            value.truncate(end);
            value.push('…');
            value.shrink_to_fit();
        }
        self.args.push((name, value));
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The headline; makes sense alone.
    pub fn headline(&self, lang: Lang) -> String {
        messages::say(lang, self.code.id(), &self.arguments())
    }

    /// How to mend it; `None` where the headline says all.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        let hint = messages::attribute(lang, self.code.id(), "hint", &self.arguments());
        // What no grammar reads may be a criterion, by which people mark.
        let for_people = matches!(
            self.code,
            Code::RuleUnreadable | Code::RuleJudgement | Code::RulePointRange | Code::RuleElsewhere
        );
        match (hint, for_people && matches!(self.place, Place::Cell(_))) {
            (Some(hint), true) => {
                // A hint that ends in the sentence it offers has no full stop behind the quote.
                let quote = hint.ends_with(['」', '”', '"']);
                let next = if quote { "people-or-marked-behind-quote" } else { "people-or-marked" };
                Some(format!("{hint}{}", messages::say(lang, next, &[])))
            }
            (hint, _) => hint,
        }
    }

    fn arguments(&self) -> Vec<messages::Arg<'_>> {
        self.args.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}

/// A value with the findings made on the way; the value is absent when one of them is an error.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// The value, where there is no error.
    pub value: Option<T>,
    /// All findings.
    pub problems: Vec<Problem>,
}

impl<T> Checked<T> {
    /// A value with findings; the value is dropped when one of them is an error.
    pub fn new(value: T, problems: Vec<Problem>) -> Self {
        let value = (!has_errors(&problems)).then_some(value);
        Self { value, problems }
    }
}

/// Whether one of the findings is an error.
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity() == Severity::Error)
}
