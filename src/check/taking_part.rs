//! 参评: who is appraised in which role, and rows that do not agree on it.

use std::collections::BTreeSet;

use super::findings::Findings;
use super::people::Staff;
use crate::lang::Lang;
use crate::model::layout::Choice;
use crate::model::{Appraised, Posting};
use crate::problem::{Code, Problem};

/// The word that a row says.
fn word(appraised: Appraised, lang: Lang) -> &'static str {
    match appraised {
        Appraised::Yes => Choice::Yes,
        Appraised::Probation => Choice::Probation,
        Appraised::No => Choice::No,
    }
    .name(lang)
}

/// Tells who is not appraised, wholly or in one of several roles, and of rows of one role that contradict each other.
pub(super) fn tell(staff: &Staff, roles: &[String], lang: Lang, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for posting in &staff.postings {
        let mut before = staff.postings_of(&posting.id).take_while(|other| other.at != posting.at);
        let contradicts = |other: &Posting| {
            other.role == posting.role && (other.appraised == Appraised::No) != (posting.appraised == Appraised::No)
        };
        if let Some(other) = before.find(|other| contradicts(other)) {
            findings.add(contradiction(staff, (posting, other), roles, lang));
            continue;
        }
        match posting.appraised {
            Appraised::No => left_out(staff, posting, roles, &mut told, lang, findings),
            Appraised::Probation => {
                let others = staff.postings_of(&posting.id).any(|other| other.appraised == Appraised::Yes);
                if others && told.insert(posting.id.clone()) {
                    findings.add(
                        Problem::new(Code::ProbationOfPart, &staff.appraised_at(posting))
                            .with("id", &posting.id)
                            .with("name", &posting.name),
                    );
                }
            }
            Appraised::Yes => {}
        }
    }
}

fn contradiction(staff: &Staff, (posting, other): (&Posting, &Posting), roles: &[String], lang: Lang) -> Problem {
    Problem::new(Code::AppraisedContradicts, &staff.appraised_at(posting))
        .with("id", &posting.id)
        .with("name", &posting.name)
        .with("role", roles.get(posting.role).map(String::as_str).unwrap_or_default())
        .with("own", word(posting.appraised, lang))
        .with("said", word(other.appraised, lang))
        .with("other", staff.appraised_at(other).a1())
}

/// That a row's person is not appraised: at all (said once), or in this role.
fn left_out(
    staff: &Staff,
    posting: &Posting,
    roles: &[String],
    told: &mut BTreeSet<std::sync::Arc<str>>,
    lang: Lang,
    findings: &mut Findings,
) {
    let whole = staff.is_nowhere_appraised(&posting.id);
    if !staff.is_left_out(&posting.id, posting.role) || whole && !told.insert(posting.id.clone()) {
        return;
    }
    let name = |role: usize| roles.get(role).map(String::as_str).unwrap_or_default();
    let mut others: Vec<&str> = Vec::new();
    for other in staff.postings_of(&posting.id).filter(|other| other.appraised != Appraised::No) {
        if !others.contains(&name(other.role)) {
            others.push(name(other.role));
        }
    }
    findings.add(
        Problem::new(Code::NotAppraised, &posting.at)
            .with("id", &posting.id)
            .with("name", &posting.name)
            .with("whole", if whole { "yes" } else { "no" })
            .with("role", name(posting.role))
            .with("others", others.join(lang.between())),
    );
}
