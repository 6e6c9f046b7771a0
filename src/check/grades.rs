//! 等级: lowest scores or shares.

use rust_decimal::Decimal;

use super::findings::Findings;
use super::grid::{shown, tidy};
use super::number::{self, Typed};
use super::table::{Table, unreadable};
use crate::cell::CellRef;
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::model::{Grade, Grading};
use crate::problem::{Code, Place, Problem};
use crate::quantity::number::is_several;
use crate::quantity::share::{self as percent, Reading};
use crate::text::key;
use crate::unit::Unit;

/// 最低分 written as a bound: `≥85`, `85分以上`. 以上 includes the number itself, as in every rule.
fn lower_bound(typed: &str) -> String {
    let word = tidy(typed);
    let word = ["≥", ">=", "不低于"].iter().find_map(|sign| word.strip_prefix(sign)).unwrap_or(&word);
    ["(含)以上", "及以上", "或以上", "以上", "起"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word)
        .to_owned()
}

/// Reads 等级.
///
/// `signed`: totals are sums of signed points, which may be small.
pub(super) fn read(
    table: &Table<'_>,
    (grading, signed): (Grading, bool),
    lang: Lang,
    findings: &mut Findings,
) -> Vec<Grade> {
    if grading == Grading::ByScore && !table.rows.is_empty() && table.column(Column::Lowest).is_none() {
        findings.add(table.missing(Column::Lowest, lang));
    }
    let mut grades: Vec<Grade> = Vec::new();
    let mut broken = false;
    let mut bare: Vec<(usize, Decimal)> = Vec::new();
    for row in table.rows.iter().copied() {
        let name = table.filled_words(row, Column::Grade, lang, findings);
        let at = table.at(row, Column::Grade);
        let twice = name.as_ref().is_some_and(|name| grades.iter().any(|grade| key(&grade.name) == key(name)));
        if let (true, Some(name)) = (twice, &name) {
            findings.add(Problem::new(Code::GradeTwice, &at).with("grade", name));
        }
        let mut amount = |column: Column, unit: &Unit| -> Result<Option<(Decimal, bool)>, ()> {
            let Some(cell) = table.cell(row, column) else { return Ok(None) };
            let at = table.at(row, column);
            if !unreadable(cell, &at, findings) {
                return Err(());
            }
            let typed = shown(cell);
            let bound = if column == Column::Lowest { lower_bound(&typed) } else { typed.clone() };
            match number::read(&bound, unit) {
                Typed::Number { value, percent } if !is_several(&typed) && value >= Decimal::ZERO => {
                    Ok(Some((value, percent)))
                }
                Typed::Blank | Typed::NotApplicable => Ok(None),
                _ => {
                    findings.add(Problem::new(Code::NotANumber, &at).with("text", shown(cell)).with("kind", "grade"));
                    Err(())
                }
            }
        };
        let lowest = amount(Column::Lowest, &Unit::read("分"));
        let coefficient = amount(Column::Coefficient, &Unit::plain());
        let share = amount(Column::ShareCap, &Unit::percent());
        broken |= share.is_err();
        let number = |read: &Result<Option<(Decimal, bool)>, ()>| read.as_ref().ok().copied().flatten().map(|(n, _)| n);
        if grading == Grading::ByScore && lowest == Ok(None) && table.column(Column::Lowest).is_some() {
            findings.add(
                Problem::new(Code::CellEmpty, Place::Cell(table.at(row, Column::Lowest)))
                    .with("column", Column::Lowest.name(lang)),
            );
        }
        let lowest = number(&lowest);
        let meaning = table.explanation(row, Column::Meaning, findings).unwrap_or_default();
        // Its own cells are looked at; with the other grades it is not compared.
        let Some(name) = name.filter(|_| !twice) else { continue };
        if grading == Grading::ByScore
            && let (Some(own), Some(other)) = (lowest, grades.iter().find(|g| g.lowest.is_some() && g.lowest == lowest))
        {
            findings.add(
                Problem::new(Code::LowestTwice, Place::Cell(table.at(row, Column::Lowest)))
                    .with("text", own)
                    .with("grade", &other.name),
            );
        }
        if let Ok(Some((value, false))) = share {
            bare.push((grades.len(), value));
        }
        grades.push(Grade { name, lowest, coefficient: number(&coefficient), share_cap: number(&share), meaning, at });
    }
    let reading = percent::decide(bare.iter().map(|(_, n)| *n));
    for (index, value) in &bare {
        if let Some(grade) = grades.get_mut(*index) {
            grade.share_cap = Some(percent::share(*value, reading));
        }
    }
    tell_doubtful(table, &grades, (grading, signed), findings);
    let place = |grade: &Grade| match table.column(Column::ShareCap) {
        Some(column) => Place::Cell(table.grid.at(grade.at.row, column)),
        None => Place::Cell(grade.at.clone()),
    };
    if reading == Reading::Mixed {
        broken = true;
        if let Some(first) = bare.first().and_then(|(i, _)| grades.get(*i)) {
            findings.add(Problem::new(Code::ShareCapsMixed, place(first)));
        }
    }
    if grading == Grading::ByRank && !broken {
        let blank: Vec<&Grade> = grades.iter().filter(|g| g.share_cap.is_none()).collect();
        if let [first, second, ..] = blank.as_slice() {
            findings.add(
                Problem::new(Code::CapsBlank, place(second)).with("grades", format!("{}、{}", first.name, second.name)),
            );
        }
        let sum = grades.iter().filter_map(|g| g.share_cap).try_fold(Decimal::ZERO, |s, n| s.checked_add(n));
        if let (Some(sum), Some(first)) = (sum.filter(|s| *s > Decimal::ONE), grades.first()) {
            let shown = crate::decimal::plain(sum.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(sum));
            findings.add(Problem::new(Code::CapsOver, place(first)).with("sum", format!("{shown}%")));
        }
    }
    grades
}

/// Tells of figures that a colleague would ask about: lowest scores that are shares (0.9), coefficients in percent (120), and a better grade
/// with the smaller coefficient.
fn tell_doubtful(table: &Table<'_>, grades: &[Grade], (grading, signed): (Grading, bool), findings: &mut Findings) {
    /// Above this no coefficient is a factor.
    const FACTOR: Decimal = Decimal::TEN;
    /// Up to here lowest scores are shares.
    const SHARE: Decimal = Decimal::from_parts(15, 0, 0, false, 1);
    // Those of a scale of ten: nobody's total out of 100 lies below the best of them.
    let most = if signed { SHARE } else { Decimal::TEN };
    let best = grades.iter().filter(|grade| grade.lowest.is_some()).max_by_key(|grade| grade.lowest);
    if let Some((grade, lowest)) = best.and_then(|grade| Some((grade, grade.lowest?)))
        && grading == Grading::ByScore
        && lowest > Decimal::ZERO
        && lowest <= most
    {
        let at = table.at(grade.at.row, Column::Lowest);
        let times = if lowest <= SHARE { 100 } else { 10 };
        let problem = Problem::new(Code::GradesSmall, &at).with("grade", &grade.name).with("text", lowest);
        findings.add(problem.with("times", times));
    }
    let at = |grade: &Grade| table.at(grade.at.row, Column::Coefficient);
    if let Some((grade, coefficient)) =
        grades.iter().find_map(|grade| Some((grade, grade.coefficient.filter(|n| *n > FACTOR)?)))
    {
        findings.add(doubtful(&at(grade), "large", grade, coefficient));
        return;
    }
    let mut ranked: Vec<(&Grade, Decimal)> =
        grades.iter().filter_map(|grade| Some((grade, grade.coefficient?))).collect();
    if grading == Grading::ByScore {
        ranked.retain(|(grade, _)| grade.lowest.is_some());
        ranked.sort_by_key(|(grade, _)| std::cmp::Reverse(grade.lowest));
    }
    let turned = ranked.windows(2).find_map(|two| match two {
        [(_, better), (grade, worse)] if worse > better => Some((*grade, *worse)),
        _ => None,
    });
    if let Some((grade, coefficient)) = turned {
        findings.add(doubtful(&at(grade), "turned", grade, coefficient));
    }
}

fn doubtful(at: &CellRef, why: &str, grade: &Grade, coefficient: Decimal) -> Problem {
    Problem::new(Code::CoefficientDoubtful, at)
        .with("why", why)
        .with("grade", &grade.name)
        .with("text", crate::decimal::plain(coefficient))
}
