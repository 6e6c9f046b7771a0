//! Why a KPI has no score, in a few words.

use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Back, Role};
use crate::period::Period;
use crate::score::{Change, ChangedPart, Reason, Unscored};

/// The reason in words, for a period; measures are named as the role names them, an earlier period that says nothing by itself.
pub(super) fn why(lang: Lang, period: Period, role: &Role, why: Unscored<'_>) -> String {
    let name = |at: &usize| role.measures.get(*at).map_or_else(String::new, |measure| measure.name.to_string());
    let names =
        |list: &[usize]| list.iter().map(name).collect::<Vec<_>>().join(&say(lang, "person-list-separator", &[]));
    let back = |back: &Back| {
        let id = match back {
            Back::Previous => "person-back-previous",
            Back::YearAgo => "person-back-year-ago",
        };
        say(lang, id, &[("period", &back.of(period).map(|at| at.to_string()).unwrap_or_default())])
    };
    let no_earlier = |name: &str, when| say(lang, "person-note-no-earlier", &[("name", name), ("back", &back(when))]);
    let earlier_zero =
        |name: &str, when| say(lang, "person-note-earlier-zero", &[("name", name), ("back", &back(when))]);
    let earlier_loss =
        |name: &str, when| say(lang, "person-note-earlier-loss", &[("name", name), ("back", &back(when))]);
    let changed = |name: &str, when, change: &Change| {
        let id = match change.part {
            ChangedPart::Unit => "person-note-unit-changed",
            ChangedPart::Aggregate => "person-note-aggregate-changed",
        };
        let (then, now) = change.words(lang);
        say(lang, id, &[("name", name), ("back", &back(when)), ("then", &then), ("now", &now)])
    };
    let reason = match why {
        Unscored::NotApplicable(reason) => reason,
        Unscored::Missing(list) => return say(lang, "person-note-missing", &[("names", &names(list))]),
    };
    match reason {
        Reason::NotApplicable(list) => say(lang, "person-note-na", &[("names", &names(list))]),
        Reason::NoEarlier(at, when) => no_earlier(&name(at), when),
        Reason::NoEarlierTeam(name, when) => no_earlier(name, when),
        Reason::EarlierZero(at, when) => earlier_zero(&name(at), when),
        Reason::EarlierZeroTeam(name, when) => earlier_zero(name, when),
        Reason::EarlierLoss(at, when) => earlier_loss(&name(at), when),
        Reason::EarlierLossTeam(name, when) => earlier_loss(name, when),
        Reason::EarlierChanged(at, when, change) => changed(&name(at), when, change),
        Reason::EarlierChangedTeam(name, when, change) => changed(name, when, change),
        Reason::NotTheirs => say(lang, "person-note-not-theirs", &[]),
        Reason::DivisionByZero => say(lang, "person-note-division", &[]),
        Reason::EmptyTeam(_) => say(lang, "person-note-team", &[]),
    }
}
