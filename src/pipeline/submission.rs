//! What an office handed in: a department workbook, read and checked.

use super::list::attach_rows;
use super::{Outputs, Scored, Scoring};
use crate::history::History;
use crate::lang::Lang;
use crate::model::Department;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::{check, workbook};

/// What a workbook's bytes say.
#[derive(Debug, Clone)]
pub struct Submission {
    /// The department; absent with errors and for our own outputs.
    pub department: Option<Department>,
    /// The workbook's language where its sheets tell it.
    pub lang: Option<Lang>,
    /// The department's name where 考核信息 tells it, whatever else is wrong.
    pub name: Option<String>,
    /// The period likewise.
    pub period: Option<Period>,
    /// Problems of reading and checking, all at once.
    pub problems: Vec<Problem>,
}

impl Submission {
    /// Reads and checks a workbook: .xlsx, .xlsm, .xls or .ods. What can't be read is refused with a problem that says why.
    ///
    /// ```
    /// use scorebook::pipeline::Submission;
    ///
    /// let sample = Submission::read(include_bytes!("../../samples/live-commerce-en-2026-11.xlsx"));
    /// assert!(sample.department.is_some());
    /// assert_eq!(sample.name.as_deref(), Some("Live Commerce"));
    ///
    /// let refused = Submission::read(b"no workbook");
    /// assert!(refused.department.is_none());
    /// assert_eq!(refused.problems.len(), 1);
    /// ```
    pub fn read(bytes: &[u8]) -> Self {
        let read = workbook::read(bytes);
        let mut problems = read.problems;
        let nothing = |problems| Self { department: None, lang: None, name: None, period: None, problems };
        let Some(mut workbook) = read.value else { return nothing(problems) };
        if workbook.is_own_output {
            problems.push(Problem::new(Code::OwnOutputSkipped, Place::File));
            return nothing(problems);
        }
        let lang = Some(check::language(&workbook));
        let (name, period) = check::identity(&workbook);
        let checked = check::check(&workbook);
        problems.extend(checked.problems);
        attach_rows(&mut workbook, &mut problems);
        Self { department: checked.value, lang, name, period, problems }
    }

    /// Everything that there is to say of it before it is scored. Scoring finds what reading can't: a value that a rule has no answer
    /// for, an overflow, a share cap that is exceeded.
    ///
    /// ```
    /// use scorebook::pipeline::{History, Lang, Submission};
    ///
    /// let sample = Submission::read(include_bytes!("../../samples/live-commerce-en-2026-11.xlsx"));
    /// let problems = sample.check(&History::default());
    /// let headline = problems.last().map(|problem| problem.headline(Lang::En));
    /// assert_eq!(headline.as_deref(), Some("Grade “S” has 7 people, more than the 2 of its share cap (2.4)"));
    /// ```
    pub fn check(&self, history: &History) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        if let Some(department) = &self.department {
            problems.extend(Scored::problems_of(department, history, Outputs::All));
        }
        problems
    }

    /// Scores it over what earlier periods say.
    ///
    /// ```
    /// use scorebook::pipeline::{History, Outputs, Submission};
    ///
    /// let sample = Submission::read(include_bytes!("../../samples/live-commerce-en-2026-11.xlsx"));
    /// let scoring = sample.score(History::default(), Outputs::SummaryOnly);
    /// assert_eq!(scoring.people, 24);
    /// assert!(scoring.scored.is_some_and(|scored| scored.results_json().contains("\"people\"")));
    /// ```
    pub fn score(self, history: History, outputs: Outputs) -> Scoring {
        match self.department {
            Some(department) => Scored::of(department, history, self.problems, outputs),
            None => Scoring { people: 0, problems: self.problems, warned: 0, scored: None },
        }
    }
}

/// Department and period only, as far as a workbook tells them: a quick look at one of many.
///
/// ```
/// let sample = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
/// let (department, period) = scorebook::pipeline::identity(sample);
/// assert_eq!((department.as_deref(), period), (Some("Live Commerce"), "2026-11".parse().ok()));
/// ```
pub fn identity(bytes: &[u8]) -> (Option<String>, Option<Period>) {
    let workbook =
        workbook::read_sheets(bytes, &check::names_settings).value.filter(|workbook| !workbook.is_own_output);
    workbook.map_or((None, None), |workbook| check::identity(&workbook))
}

/// Whether bytes are one of the workbooks that this program gives out.
///
/// ```
/// let sample = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
/// assert!(!scorebook::pipeline::is_own_output(sample));
/// ```
pub fn is_own_output(bytes: &[u8]) -> bool {
    workbook::read(bytes).value.is_some_and(|workbook| workbook.is_own_output)
}

/// Whether a file can't be read as a whole in a way that a half copied one can't either: worth another look a little later.
///
/// ```
/// let sample = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
/// let (half, _) = sample.split_at(sample.len() / 2);
/// assert!(scorebook::pipeline::is_cut_off(half) && !scorebook::pipeline::is_cut_off(sample));
/// ```
pub fn is_cut_off(bytes: &[u8]) -> bool {
    let read = workbook::read(bytes);
    read.value.is_none() && {
        let half = [Code::EmptyFile, Code::DamagedFile, Code::DamagedPart];
        // Some copying programs make the whole length first: zeros.
        read.problems.iter().any(|problem| half.contains(&problem.code)) || bytes.iter().take(8).all(|byte| *byte == 0)
    }
}
