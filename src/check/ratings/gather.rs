//! The answers of all raters put together: one row for each rater and each person whom they mark.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::{Answer, AnsweredRow, Given};
use super::{Asked, Plan, Rater};
use crate::cell::CellRef;
use crate::messages;
use crate::model::layout::Column;
use crate::problem::{Code, Place, Problem};

/// Raters who are named together: a message has room for so many.
const NAMED: usize = 20;

/// A row for 评分-<岗位>.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheredRow {
    /// Who marks, by index in [`Plan::raters`].
    pub rater: usize,
    /// Whom.
    pub asked: Asked,
    /// By the KPI's name.
    pub given: BTreeMap<String, Given>,
    /// 评语.
    pub comment: String,
}

/// What all answers say together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// Rows with something in them, by person, category and rater.
    pub rows: Vec<GatheredRow>,
    /// Problems of each file.
    pub of_files: Vec<Vec<Problem>>,
    /// What is told of the whole.
    pub problems: Vec<Problem>,
    /// Raters who have answered.
    pub answered: usize,
}

/// What stands in one row of one rater, and where.
#[derive(Default)]
struct Merged {
    given: BTreeMap<String, (Given, usize, CellRef)>,
    comment: Option<(String, usize, CellRef)>,
    /// The file and the cells of what was left blank.
    blank: Vec<(String, usize, CellRef)>,
}

/// Puts answers together. `answers`: each with the file that it came in; `names`: the files'.
pub fn gathered(plan: &Plan, answers: &[(usize, Answer)], names: &[&str]) -> Gathered {
    let mut found: BTreeMap<(usize, Asked), Merged> = BTreeMap::new();
    let mut gathered =
        Gathered { rows: Vec::new(), of_files: vec![Vec::new(); names.len()], problems: Vec::new(), answered: 0 };
    for (file, answer) in answers {
        for row in &answer.rows {
            let merged = found.entry((answer.rater, row.asked.clone())).or_default();
            merged.take(row, *file, plan, answer.rater, (names, &mut gathered));
        }
    }
    let answered: BTreeSet<usize> =
        found.iter().filter(|(_, merged)| !merged.is_blank()).map(|((rater, _), _)| *rater).collect();
    let came: BTreeSet<usize> = answers.iter().map(|(_, answer)| answer.rater).collect();
    gathered.answered = answered.len();
    // What lacks where an answer is wrong is told when it is right.
    let doubtful: BTreeSet<usize> =
        answers.iter().filter(|(_, answer)| !answer.is_whole).map(|(_, answer)| answer.rater).collect();
    let mut silent: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (at, rater) in plan.raters.iter().enumerate().filter(|(at, _)| !doubtful.contains(at)) {
        if answered.contains(&at) {
            gathered.tell_blanks(plan, at, rater, &found);
        } else {
            silent.entry(if came.contains(&at) { "blank" } else { "none" }).or_default().push(&rater.shown);
        }
    }
    for (why, raters) in silent {
        let comma = messages::say(plan.department.lang, "ratings-comma", &[]);
        for some in raters.chunks(NAMED) {
            let problem = Problem::new(Code::RaterSilent, Place::File).with("why", why).with("count", some.len());
            gathered.problems.push(problem.with("raters", some.join(&comma)));
        }
    }
    for ((rater, asked), merged) in found {
        if !merged.is_blank() {
            gathered.rows.push(GatheredRow {
                rater,
                asked,
                given: merged.given.into_iter().map(|(kpi, (given, ..))| (kpi, given)).collect(),
                comment: merged.comment.map(|(comment, ..)| comment).unwrap_or_default(),
            });
        }
    }
    gathered.rows.sort_by_key(|row| (row.asked.role, row.asked.place, row.asked.order, row.rater));
    gathered
}

impl Merged {
    fn is_blank(&self) -> bool {
        self.given.is_empty() && self.comment.is_none()
    }

    fn take(
        &mut self,
        row: &AnsweredRow,
        file: usize,
        plan: &Plan,
        rater: usize,
        (names, gathered): (&[&str], &mut Gathered),
    ) {
        let mut differs = |at: &CellRef, kpi: &str, here: &str, (there, other, cell): (&str, usize, &CellRef)| {
            let rater = plan.raters.get(rater).map_or("", |rater| &rater.shown);
            let problem = Problem::new(Code::RatingsDiffer, at)
                .with("rater", rater)
                .with("name", &row.asked.name)
                .with("kpi", kpi)
                .with("private", if row.asked.category.is_private() { "yes" } else { "no" })
                .with("here", here)
                .with("there", there)
                .with("file", names.get(other).copied().unwrap_or_default())
                .with("cell", cell);
            if let Some(own) = gathered.of_files.get_mut(file) {
                own.push(problem);
            }
        };
        for (kpi, (given, at)) in &row.given {
            match self.given.get(kpi) {
                Some((known, other, cell)) if known != given => {
                    differs(at, kpi, &given.text(), (&known.text(), *other, cell));
                }
                Some(_) => {}
                None => {
                    self.given.insert(kpi.clone(), (given.clone(), file, at.clone()));
                }
            }
        }
        if !row.comment.is_empty() {
            match &self.comment {
                Some((known, other, cell)) if *known != row.comment => {
                    let word = Column::Comment.name(plan.department.lang);
                    differs(&row.comment_at, word, &row.comment, (known, *other, cell));
                }
                Some(_) => {}
                None => self.comment = Some((row.comment.clone(), file, row.comment_at.clone())),
            }
        }
        self.blank.extend(row.blank.iter().map(|(kpi, at)| (kpi.clone(), file, at.clone())));
    }
}

impl Gathered {
    /// Warns of marks that a rater who has answered has left blank, a row at a time.
    fn tell_blanks(&mut self, plan: &Plan, at: usize, rater: &Rater, found: &BTreeMap<(usize, Asked), Merged>) {
        for asked in &rater.asked {
            let told = |place: Place, kpis: &str| {
                Problem::new(Code::RatingBlank, place)
                    .with("rater", &rater.shown)
                    .with("name", &asked.name)
                    .with("category", asked.category.name(plan.department.lang))
                    .with("kpis", kpis)
            };
            let Some(merged) = found.get(&(at, asked.clone())) else {
                // Asked only since the workbook was sent.
                self.problems.push(told(Place::File, "—"));
                continue;
            };
            let mut blank: Vec<&(String, usize, CellRef)> =
                merged.blank.iter().filter(|(kpi, ..)| !merged.given.contains_key(kpi)).collect();
            // A copy that was left blank says nothing more.
            blank.dedup_by(|one, other| one.0 == other.0);
            let Some((_, file, cell)) = blank.first().copied() else { continue };
            let mut kpis: Vec<&str> = Vec::new();
            for (kpi, ..) in &blank {
                if !kpis.contains(&kpi.as_str()) {
                    kpis.push(kpi);
                }
            }
            let problem = told(Place::Cell(cell.clone()), &kpis.join("、"));
            if let Some(own) = self.of_files.get_mut(*file) {
                own.push(problem);
            }
        }
    }
}
