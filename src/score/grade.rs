//! Grades: by score (the highest bound that the total reaches) or by rank (places per grade, ties to the lower one).

use indexmap::IndexMap;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{GradeCount, PersonResult};
use crate::decimal::plain;
use crate::model::{Department, Grade, Grading, Posting};
use crate::problem::{Code, Problem};

/// Sets everybody's grade and coefficient and counts people per grade.
pub(super) fn grade(
    department: &Department,
    people: &mut [PersonResult],
    held: &IndexMap<&str, Vec<&Posting>>,
    problems: &mut Vec<Problem>,
) -> Vec<GradeCount> {
    let grades = &department.grades;
    // Who is on probation takes no place.
    let ranked = people.iter().filter(|person| person.total.is_some() && !person.on_probation).count();
    let places = places(grades, ranked, department.appraisal.grading);
    match department.appraisal.grading {
        Grading::ByScore => {
            // One problem for all who lie below: it is the grade that is missing.
            let mut below: Option<(&Posting, String, Decimal, usize)> = None;
            for person in people.iter_mut() {
                let Some(total) = person.total else { continue };
                person.grade = by_score(grades, total);
                let posting = held.get(&*person.id).and_then(|postings| postings.first());
                if let Some(posting) = posting.filter(|_| person.grade.is_none() && !grades.is_empty()) {
                    let (_, _, _, count) = below.get_or_insert((posting, person.name.to_string(), total, 0));
                    *count = count.saturating_add(1);
                }
            }
            problems.extend(below.map(|(posting, name, total, count)| {
                Problem::new(Code::NoGradeForTotal, &posting.at)
                    .with("name", name)
                    .with("total", plain(total))
                    .with("people", if count > 1 { "many" } else { "one" })
                    .with("count", count)
            }));
        }
        Grading::ByRank => by_rank(&places, people),
    }
    let mut counts: Vec<GradeCount> = places
        .into_iter()
        .enumerate()
        .map(|(grade, places)| GradeCount { grade, count: 0, in_quota: 0, places })
        .collect();
    for person in people.iter_mut() {
        let Some(index) = person.grade else { continue };
        person.coefficient = grades.get(index).and_then(|grade| grade.coefficient);
        if let Some(count) = counts.get_mut(index) {
            count.count = count.count.saturating_add(1);
            count.in_quota = count.in_quota.saturating_add(u32::from(!person.on_probation));
        }
    }
    if department.appraisal.grading == Grading::ByScore {
        for (count, grade) in counts.iter().zip(grades) {
            let Some((places, product)) = count.places.filter(|(places, _)| count.in_quota > *places) else { continue };
            problems.push(
                Problem::new(Code::GradeOverCap, &grade.at)
                    .with("grade", &grade.name)
                    .with("count", count.in_quota)
                    .with("places", places)
                    .with("product", plain(product)),
            );
        }
    }
    counts
}

/// The grade with the highest lowest score that the total reaches, whatever the row order.
fn by_score(grades: &[Grade], total: Decimal) -> Option<usize> {
    grades
        .iter()
        .enumerate()
        .filter_map(|(index, grade)| grade.lowest.filter(|lowest| *lowest <= total).map(|lowest| (lowest, index)))
        .max_by_key(|(lowest, index)| (*lowest, std::cmp::Reverse(*index)))
        .map(|(_, index)| index)
}

/// Places per grade with the product before it was rounded down; by score, only for grades with a cap.
fn places(grades: &[Grade], ranked: usize, grading: Grading) -> Vec<Option<(u32, Decimal)>> {
    let people = Decimal::from(ranked);
    let rest_at = grades.iter().position(|grade| grade.share_cap.is_none()).or(grades.len().checked_sub(1));
    let mut places: Vec<Option<(u32, Decimal)>> = grades
        .iter()
        .enumerate()
        .map(|(index, grade)| {
            if grading == Grading::ByRank && Some(index) == rest_at {
                return None;
            }
            let product = grade.share_cap?.checked_mul(people)?;
            Some((product.floor().to_u32()?, product.normalize()))
        })
        .collect();
    if grading == Grading::ByRank {
        let taken = places.iter().flatten().fold(0_u32, |sum, (places, _)| sum.saturating_add(*places));
        let rest = u32::try_from(ranked).unwrap_or(u32::MAX).saturating_sub(taken);
        if let Some(slot) = rest_at.and_then(|index| places.get_mut(index)) {
            *slot = Some((rest, Decimal::from(rest)));
        }
    }
    places
}

/// Positions are filled in the order of 等级; people of one rank all get the grade of their last position, so unused
/// places pass on by themselves.
fn by_rank(places: &[Option<(u32, Decimal)>], people: &mut [PersonResult]) {
    let mut ends: Vec<u32> = Vec::with_capacity(places.len());
    let mut end = 0_u32;
    for place in places {
        end = end.saturating_add(place.map_or(0, |(places, _)| places));
        ends.push(end);
    }
    let ranks: Vec<Option<u32>> = people.iter().map(|person| person.rank).collect();
    let mut sorted: Vec<u32> = ranks.iter().flatten().copied().collect();
    sorted.sort_unstable();
    for (person, rank) in people.iter_mut().zip(ranks) {
        let Some(rank) = rank else { continue };
        let last = u32::try_from(sorted.partition_point(|other| *other <= rank)).unwrap_or(u32::MAX);
        person.grade = ends.iter().position(|end| last <= *end).or(places.len().checked_sub(1));
    }
}
