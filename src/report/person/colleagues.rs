//! Reasons of adjustments that name a colleague: they are printed on the person's own sheet.

use std::collections::BTreeMap;

use crate::model::Department;
use crate::problem::{Code, Problem};
use crate::text;

/// A warning at each adjustment whose reason names somebody other than the person and the person's managers. Ids and names are
/// seen as the reader matches them: whatever their width, case and spaces.
pub fn named_in_reasons(department: &Department) -> Vec<Problem> {
    let names: BTreeMap<String, (&str, &str)> =
        department.postings.iter().map(|posting| (text::key(&posting.id), (&*posting.id, &*posting.name))).collect();
    let mut found = Vec::new();
    for adjustment in &department.adjustments {
        let id = text::key(&adjustment.id);
        let own = names.get(&id).map(|(_, name)| text::key(name)).unwrap_or_default();
        let managers: Vec<String> = department
            .postings
            .iter()
            .filter(|posting| text::key(&posting.id) == id)
            .map(|posting| text::key(&posting.manager))
            .collect();
        let reason = Reason::of(&adjustment.reason);
        let named = names.iter().filter(|(other, _)| **other != id).any(|(_, (other, name))| {
            let key = text::key(name);
            key != own && !managers.contains(&key) && reason.names(name) || reason.names(other)
        });
        if named {
            found.push(Problem::new(Code::ReasonNamesColleague, &adjustment.at));
        }
    }
    found
}

/// A reason in the two forms in which names are looked for: with single spaces, which border Latin names, and without any.
struct Reason {
    spaced: String,
    tight: String,
}

impl Reason {
    fn of(reason: &str) -> Self {
        Self { spaced: spaced(reason), tight: text::key(reason) }
    }

    fn names(&self, name: &str) -> bool {
        names_whole(&self.spaced, &spaced(name)) || names_whole(&self.tight, &text::key(name))
    }
}

/// Each word of a text as [`text::key`] has it, with a space between two.
fn spaced(words: &str) -> String {
    words.split_whitespace().map(text::key).collect::<Vec<_>>().join(" ")
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
