//! Reasons of adjustments that name a colleague: they are printed on the person's own sheet.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Problem};
use crate::model::Department;

/// A warning at each adjustment whose reason names somebody other than the person and the person's managers.
pub fn named_in_reasons(department: &Department) -> Vec<Problem> {
    let names: BTreeMap<&str, &str> =
        department.postings.iter().map(|posting| (&*posting.id, &*posting.name)).collect();
    let mut found = Vec::new();
    for adjustment in &department.adjustments {
        let own = names.get(&*adjustment.id).copied().unwrap_or_default();
        let manages = |name: &str| {
            department.postings.iter().any(|posting| posting.id == adjustment.id && posting.manager == name)
        };
        let named = names.iter().filter(|(id, _)| **id != &*adjustment.id).any(|(id, name)| {
            let by_name = *name != own && !manages(name) && names_whole(&adjustment.reason, name);
            by_name || names_whole(&adjustment.reason, id)
        });
        if named {
            found.push(Problem::new(Code::ReasonNamesColleague, &adjustment.at));
        }
    }
    found
}

/// Whether a text holds a name as a whole: E001 is not in E0011. Han names have no borders between words; one character
/// alone is no name.
pub(super) fn names_whole(text: &str, name: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    if name.chars().count() < 2 {
        return false;
    }
    text.match_indices(name).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at.saturating_add(found.len())..).and_then(|after| after.chars().next());
        let joined = |edge: Option<char>, own: Option<char>| edge.is_some_and(latin) && own.is_some_and(latin);
        !joined(before, name.chars().next()) && !joined(after, name.chars().next_back())
    })
}
