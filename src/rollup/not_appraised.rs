//! Months in which somebody was not appraised (参评 否): their data count for the team in that month and for nobody's own figures, so
//! what the longer period gives them rests on the other months alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Month;
use crate::model::{Appraised, Department, DepartmentParts, Posting};

/// The months with everybody who was not appraised in one of them set aside there, under an id that is nobody's: `E001 2026-10`;
/// and of those who were appraised in one of two roles, the other one. Of those who were appraised in no month nothing is set aside.
pub(super) fn set_aside(months: &[Month]) -> Vec<Month> {
    let taking_part = |posting: &&Posting| posting.appraised != Appraised::No;
    let of_month = |month: &Month| -> BTreeSet<Arc<str>> {
        month.department.postings.iter().filter(taking_part).map(|posting| posting.id.clone()).collect()
    };
    let appraised: BTreeSet<Arc<str>> = months.iter().flat_map(of_month).collect();
    let aside = |month: &Month| -> Month {
        let here = of_month(month);
        let mut department = (*month.department).clone();
        let mut roles: BTreeMap<Arc<str>, BTreeSet<usize>> = BTreeMap::new();
        for posting in month.department.postings.iter().filter(|posting| !taking_part(posting)) {
            if appraised.contains(&posting.id) {
                roles.entry(posting.id.clone()).or_default().insert(posting.role);
            }
        }
        for (id, roles) in roles {
            let other: Arc<str> = format!("{id} {}", month.facts.period).into();
            rename(&mut department, (&id, &other), &roles);
            // Bonuses go with whoever is appraised.
            if !here.contains(&id) {
                let own = department.adjustments.iter_mut().filter(|adjustment| adjustment.id == id);
                own.for_each(|adjustment| adjustment.id = other.clone());
            }
        }
        Month {
            department: Department::checked(department),
            facts: month.facts.clone(),
            decided: month.decided.clone(),
        }
    };
    months.iter().map(aside).collect()
}

/// Puts another id over what a person has in some roles.
fn rename(department: &mut DepartmentParts, (id, other): (&Arc<str>, &Arc<str>), roles: &BTreeSet<usize>) {
    let of_staff = department.postings.iter_mut().filter(|posting| roles.contains(&posting.role));
    let of_staff = of_staff.map(|posting| &mut posting.id);
    let those = department.roles.iter_mut().enumerate().filter(|(at, _)| roles.contains(at));
    let of_roles = those.flat_map(|(_, role)| {
        let of_goals = role.own.remove(id);
        role.own.extend(of_goals.map(|goals| (other.clone(), goals)));
        let of_rows = role.rows.iter_mut().map(|row| &mut row.id);
        of_rows.chain(role.markings.iter_mut().map(|marking| &mut marking.id))
    });
    for own in of_staff.chain(of_roles) {
        if own == id {
            *own = other.clone();
        }
    }
}
