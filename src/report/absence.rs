//! Why a KPI has no score, in a few words.

use crate::lang::Lang;
use crate::model::{Back, Role};
use crate::score::Reason;
use crate::texts::say;

/// The reason in words; measures are named as the role names them.
pub(super) fn why(lang: Lang, role: &Role, reason: &Reason) -> String {
    let name = |at: &usize| role.measures.get(*at).map_or_else(String::new, |measure| measure.name.to_string());
    let names =
        |list: &[usize]| list.iter().map(name).collect::<Vec<_>>().join(&say(lang, "person-list-separator", &[]));
    let back = |back: &Back| match back {
        Back::Previous => say(lang, "person-previous", &[]),
        Back::YearAgo => say(lang, "person-year-ago", &[]),
    };
    match reason {
        Reason::NotApplicable(list) => say(lang, "person-note-na", &[("names", &names(list))]),
        Reason::Missing(list) => say(lang, "person-note-missing", &[("names", &names(list))]),
        Reason::NoEarlier(at, when) => {
            say(lang, "person-note-no-earlier", &[("name", &name(at)), ("back", &back(when))])
        }
        Reason::EarlierZero(at, when) => {
            say(lang, "person-note-earlier-zero", &[("name", &name(at)), ("back", &back(when))])
        }
        Reason::DivisionByZero => say(lang, "person-note-division", &[]),
        Reason::EmptyTeam(_) => say(lang, "person-note-team", &[]),
    }
}
