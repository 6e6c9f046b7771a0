//! How far the next grade is: said only where points would get there. Under a veto, with 校准 and at 总分上限 it says so instead.

use rust_decimal::Decimal;

use super::formulas::grade::Said;
use crate::decimal::{fixed, plain};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Department, Grade, Grading};
use crate::output::palette::grade_order;
use crate::score::{LineKind, PersonResult};

/// Stands in a text where the distance will.
const GAP: &str = "\u{1}";

/// What is said of each place of the grade table, best first: what the grade means and what the next one needs. `None` by rank,
/// where points alone decide nothing.
pub(super) fn said(lang: Lang, department: &Department, between: &str) -> Option<Vec<Said>> {
    if department.appraisal.grading != Grading::ByScore || department.grades.is_empty() {
        return None;
    }
    let order = grade_order(&department.grades, department.appraisal.grading);
    let of = |place: usize| order.get(place).and_then(|at| department.grades.get(*at));
    let all = (0..order.len()).map(|place| {
        let from = of(place).and_then(|grade| {
            let lowest = plain(grade.lowest?);
            Some(say(lang, "person-grade-from", &[("grade", &grade.name), ("lowest", &lowest)]))
        });
        let (text, next) = match place.checked_sub(1).and_then(of) {
            Some(grade) => needs(lang, department, grade),
            None => (String::new(), None),
        };
        let parts: Vec<String> = [from.unwrap_or_default(), text].into_iter().filter(|part| !part.is_empty()).collect();
        let text = parts.join(between);
        let (before, after) = text.split_once(GAP).unwrap_or((&text, ""));
        Said { before: before.to_owned(), after: after.to_owned(), next }
    });
    Some(all.collect())
}

/// What a grade needs, with a place for the distance; or that 总分上限 lies below it.
fn needs(lang: Lang, department: &Department, grade: &Grade) -> (String, Option<Decimal>) {
    let Some(lowest) = grade.lowest else { return (String::new(), None) };
    let shown = plain(lowest);
    match department.appraisal.cap.filter(|cap| *cap < lowest) {
        Some(cap) => {
            let args = [("grade", &*grade.name), ("lowest", &*shown), ("cap", &*plain(cap))];
            (say(lang, "next-capped", &args), None)
        }
        None => {
            let args = [("grade", &*grade.name), ("lowest", &*shown), ("gap", GAP)];
            (say(lang, "person-grade-next", &args), Some(lowest))
        }
    }
}

/// The line of a person as it is now.
pub(super) fn line(lang: Lang, department: &Department, person: &PersonResult, between: &str) -> String {
    let decimals = department.appraisal.decimals;
    if let Some(before) = before(person) {
        let id = if person.vetoed { "next-vetoed" } else { "next-calibrated" };
        return say(lang, id, &[("total", &fixed(before, decimals))]);
    }
    let Some(said) = said(lang, department, between) else { return String::new() };
    let order = grade_order(&department.grades, department.appraisal.grading);
    let place = person.grade.and_then(|own| order.iter().position(|at| *at == own));
    let Some(Said { before, after, next }) = place.and_then(|place| said.get(place)) else { return String::new() };
    let gap = next.and_then(|next| next.checked_sub(sum(person)?)).map(|gap| fixed(gap, decimals)).unwrap_or_default();
    format!("{before}{gap}{after}")
}

/// What the next grade of a person needs, by itself; nothing at the best grade and by rank.
pub(super) fn grade(lang: Lang, department: &Department, person: &PersonResult) -> String {
    let decimals = department.appraisal.decimals;
    if let Some(before) = before(person) {
        let id = if person.vetoed { "next-vetoed" } else { "next-calibrated" };
        return say(lang, id, &[("total", &fixed(before, decimals))]);
    }
    if department.appraisal.grading != Grading::ByScore {
        return String::new();
    }
    let order = grade_order(&department.grades, department.appraisal.grading);
    let place = person.grade.and_then(|own| order.iter().position(|at| *at == own));
    let next = place.and_then(|place| order.get(place.checked_sub(1)?)).and_then(|at| department.grades.get(*at));
    let Some((text, lowest)) = next.map(|grade| needs(lang, department, grade)) else { return String::new() };
    let gap = lowest.and_then(|lowest| lowest.checked_sub(sum(person)?)).map(|gap| fixed(gap, decimals));
    text.replace(GAP, &gap.unwrap_or_default())
}

/// The points before they are bounded.
fn sum(person: &PersonResult) -> Option<Decimal> {
    person.subtotal.unwrap_or_default().checked_add(person.adjustment)
}

/// The total before a veto or a calibration, where one decided it.
fn before(person: &PersonResult) -> Option<Decimal> {
    if !person.vetoed && !person.calibrated {
        return None;
    }
    let counted = person
        .lines
        .iter()
        .filter(|line| matches!(line.kind, LineKind::Adjustment(_) | LineKind::Cap | LineKind::Floor));
    counted.fold(person.subtotal.or(Some(Decimal::ZERO)), |sum, line| sum?.checked_add(line.amount))
}
