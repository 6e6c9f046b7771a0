//! Grade and coefficient: a look-up in the workbook's own table of grades.

use rust_decimal::Decimal;

use super::{quoted, text};
use crate::model::{Department, Grade, Grading};
use crate::output::palette::grade_order;
use crate::output::{Content, Value};
use crate::score::{PersonResult, Results};

/// A table of grades, best first, as formulas name its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Names.
    names: String,
    /// 按分数: 最低分. 按排名: how many people the grades down to this one take, from the top.
    bounds: String,
    /// Coefficients; a grade without one holds `absent` there.
    coefficients: String,
    /// How many grades.
    count: usize,
    /// Decided by rank instead of score.
    by_rank: bool,
}

impl Table {
    /// A table that stands in cells: three columns of equal length. `bounds` as [`bound`] gives them.
    pub fn in_cells(department: &Department, names: String, bounds: String, coefficients: String) -> Self {
        let by_rank = department.appraisal.grading == Grading::ByRank;
        Self { names, bounds, coefficients, count: department.grades.len(), by_rank }
    }

    /// A table inside the formulas themselves, for workbooks without one.
    pub fn inline(department: &Department, results: &Results, absent: &str) -> Self {
        let order = grade_order(&department.grades, department.appraisal.grading);
        let list = |part: &dyn Fn(usize) -> String| {
            let parts: Vec<String> = order.iter().map(|at| part(*at)).collect();
            format!("{{{}}}", parts.join(","))
        };
        let grade = |at: usize| department.grades.get(at);
        let names = list(&|at| quoted(grade(at).map_or("", |grade| &grade.name)));
        let bounds =
            list(&|at| bound(department, results, at).map_or_else(|| "0".to_owned(), |d| d.normalize().to_string()));
        let coefficients = list(&|at| {
            grade(at).and_then(|grade| grade.coefficient).map_or_else(|| quoted(absent), |d| d.normalize().to_string())
        });
        Self::in_cells(department, names, bounds, coefficients)
    }

    /// The place in the table (from 1) that a total takes: as many grades as there are, less those whose 最低分 it reaches,
    /// plus one. 按排名: one more than the grades that are full before the last of the people who share the rank.
    fn place(&self, total: &str, all: Option<&str>) -> Option<String> {
        if self.by_rank {
            let all = all?;
            Some(format!("1+SUMPRODUCT(--({}<RANK({total},{all})+COUNTIF({all},{total})-1))", self.bounds))
        } else {
            let beyond = self.count.saturating_add(1);
            Some(format!("{beyond}-SUMPRODUCT(--({}<={total}))", self.bounds))
        }
    }
}

/// The number that the table's bounds column holds for a grade: 最低分, or 按排名 the people whom it and the better grades
/// take together.
pub fn bound(department: &Department, results: &Results, grade: usize) -> Option<Decimal> {
    match department.appraisal.grading {
        Grading::ByScore => department.grades.get(grade).and_then(|grade| grade.lowest),
        Grading::ByRank => {
            let ranked = results.people.iter().filter(|person| person.rank.is_some()).count();
            let places = |at: usize| results.grades.iter().find(|count| count.grade == at)?.places.map(|(n, _)| n);
            // A grade that takes the rest has no places of its own: what it takes is found from below.
            let below = (grade.saturating_add(1)..department.grades.len())
                .map(|at| if takes_rest(department, at) { None } else { places(at) })
                .try_fold(0_u32, |all, n| all.checked_add(n?));
            let above = (0..=grade)
                .map(|at| if takes_rest(department, at) { None } else { places(at) })
                .try_fold(0_u32, |all, n| all.checked_add(n?));
            above.or_else(|| u32::try_from(ranked).ok()?.checked_sub(below?)).map(Decimal::from)
        }
    }
}

/// Whether a grade takes the people whom the caps leave: the one with a blank cap, else the last.
fn takes_rest(department: &Department, grade: usize) -> bool {
    let blank = |grade: &Grade| grade.share_cap.is_none();
    match department.grades.iter().position(blank) {
        Some(at) => at == grade,
        None => grade.saturating_add(1) == department.grades.len(),
    }
}

/// The grade of a total's cell. `all` is the column of all ranked totals, for 按排名; without it (a workbook of one person)
/// the grade by rank is a constant, since it rests on people who are not in the workbook.
pub fn grade(
    department: &Department,
    person: &PersonResult,
    table: &Table,
    total: &str,
    all: Option<&str>,
    absent: &str,
) -> Content {
    let name = person.grade.and_then(|at| department.grades.get(at)).map_or(absent, |grade| &grade.name);
    match table.place(total, all).filter(|_| table.count > 0) {
        Some(place) => text(format!("IF(ISNUMBER({total}),INDEX({},{place}),{})", table.names, quoted(absent)), name),
        None => Content::Text(name.to_owned()),
    }
}

/// The coefficient of a total's cell, found like its grade.
pub fn coefficient(person: &PersonResult, table: &Table, total: &str, all: Option<&str>, absent: &str) -> Content {
    let cached = person.grade.and(person.coefficient);
    match (table.place(total, all).filter(|_| table.count > 0), cached) {
        (Some(place), cached) => {
            let formula = format!("IF(ISNUMBER({total}),INDEX({},{place}),{})", table.coefficients, quoted(absent));
            Content::Formula(formula, cached.map_or_else(|| Value::Text(absent.to_owned()), Value::Number))
        }
        (None, Some(value)) => Content::Number(value),
        (None, None) => Content::Text(absent.to_owned()),
    }
}

/// What is said of a place in the table: a text before the distance to the next grade and one after it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Before the distance; all that is said where there is none.
    pub before: String,
    /// After it.
    pub after: String,
    /// What the next grade needs; `None` where points don't get there.
    pub next: Option<Decimal>,
}

impl Table {
    /// What stands beside a total in words: for each place of the table (best first) what [`Said`] says, with the distance
    /// counted from `sum`, the points before they are bounded.
    pub fn line(&self, said: &[Said], total: &str, sum: &str, decimals: u32) -> Option<String> {
        let place = self.place(total, None)?;
        let list = |part: &dyn Fn(&Said) -> String| {
            let parts: Vec<String> = said.iter().map(part).collect();
            format!("{{{}}}", parts.join(","))
        };
        let (before, after) = (list(&|said| quoted(&said.before)), list(&|said| quoted(&said.after)));
        let plain = format!("INDEX({before},{place})");
        let zeros =
            if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(usize::try_from(decimals).ok()?)) };
        let with_distance = if said.iter().all(|said| said.next.is_none()) {
            plain
        } else {
            let next = list(&|said| said.next.map_or_else(|| quoted(""), |next| next.normalize().to_string()));
            let next = format!("INDEX({next},{place})");
            format!("{plain}&IF(ISNUMBER({next}),TEXT({next}-{sum},\"{zeros}\"),\"\")&INDEX({after},{place})")
        };
        Some(format!("IF(ISNUMBER({total}),{with_distance},\"\")"))
    }
}
