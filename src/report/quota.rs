//! How many people each grade takes under grading by rank, with the arithmetic: 19 people at 20% are 3.8, so 3.

use crate::decimal::{percent, plain};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Department, Grading};
use crate::score::Results;

/// How many people are ranked.
pub(super) fn ranked(results: &Results) -> usize {
    results.people.iter().filter(|person| person.rank.is_some()).count()
}

/// A line per grade, in the order of 等级; nothing under grading by score.
pub(super) fn lines(lang: Lang, department: &Department, results: &Results) -> Vec<String> {
    if department.appraisal.grading != Grading::ByRank {
        return Vec::new();
    }
    let people = ranked(results).to_string();
    let rest_at = department.grades.iter().position(|grade| grade.share_cap.is_none());
    let last = department.grades.len().checked_sub(1);
    let line = |count: &crate::score::GradeCount| {
        let grade = department.grades.get(count.grade)?;
        let (places, product) = count.places?;
        let places = places.to_string();
        let takes_rest = rest_at.or(last) == Some(count.grade);
        Some(match grade.share_cap.filter(|_| !takes_rest) {
            Some(cap) => {
                let (cap, product) = (percent(cap), plain(product));
                let args = [
                    ("grade", &*grade.name),
                    ("people", &*people),
                    ("cap", &*cap),
                    ("product", &*product),
                    ("places", &*places),
                ];
                say(lang, "quota-line", &args)
            }
            None => say(lang, "quota-rest", &[("grade", &grade.name), ("places", &places)]),
        })
    };
    results.grades.iter().filter_map(line).collect()
}
