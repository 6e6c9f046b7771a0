//! How much a department's workbook may make of its outputs. What is read is bounded where it is read; here the products are:
//! rows of one person, figures of all, what is printed for each person. A few thousand bytes can ask for gigabytes.

use std::collections::BTreeMap;

use crate::model::{Department, Role};
use crate::problem::{Code, Place, Problem};

/// Data rows of one person in one role: two an hour, day and night, for a month. Each is printed on the person's sheet.
const PERSON_ROWS: usize = 1_500;

/// Figures in all data sheets: 500 people with 31 rows of 18. Each stands in the summary and in a personal workbook, half a
/// kilobyte while these are written.
const FIGURES: usize = 280_000;

/// Scores of single KPIs: 500 people with 100 KPIs each.
const SCORES: usize = 50_000;

/// Letters of duties, formulas, rules and meanings that are printed on all personal sheets together: 500 people with thirty
/// pages each.
const PRINTED: usize = 20_000_000;

/// The first bound that a department's outputs would run into.
pub(super) fn too_much(department: &Department) -> Option<Problem> {
    let too_large = |what: &'static str, limit: usize, role: Option<&Role>| {
        let sheet = role.and_then(|role| role.data_sheet.clone());
        let place = sheet.map_or(Place::File, Place::Sheet);
        Problem::new(Code::FileTooLarge, place).with("what", what).with("limit", limit)
    };
    let (mut figures, mut scores, mut printed) = (0_usize, 0_usize, 0_usize);
    for (index, role) in department.roles.iter().enumerate() {
        let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &role.rows {
            let count = rows.entry(&row.id).or_default();
            *count = count.saturating_add(1);
            if *count > PERSON_ROWS {
                return Some(too_large("person-rows", PERSON_ROWS, Some(role)).with("id", &row.id));
            }
        }
        let people = department.postings.iter().filter(|posting| posting.role == index).count();
        let letters =
            role.duties.iter().map(|duty| duty.name.len().saturating_add(duty.description.len())).sum::<usize>();
        let texts = role.kpis.iter().map(|kpi| {
            [kpi.name.len(), kpi.formula_text.len(), kpi.rule_text.len(), kpi.meaning.len()].into_iter().sum::<usize>()
        });
        figures = figures.saturating_add(role.rows.len().saturating_mul(role.measures.len()));
        scores = scores.saturating_add(people.saturating_mul(role.kpis.len()));
        printed = printed.saturating_add(people.saturating_mul(letters.saturating_add(texts.sum())));
        if figures > FIGURES {
            return Some(too_large("figures", FIGURES, Some(role)));
        }
    }
    if scores > SCORES {
        return Some(too_large("scores", SCORES, None));
    }
    (printed > PRINTED).then(|| too_large("printed", PRINTED, None))
}
