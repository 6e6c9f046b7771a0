//! Months in which somebody was not appraised (参评 否): their data count for the team in that month and for nobody's own figures, so
//! what the longer period gives them rests on the other months alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Month;
use crate::model::{Appraised, Department};

/// The months with everybody who was not appraised in one of them set aside there, under an id that is nobody's: `E001 2026-10`. Of
/// those who were appraised in no month nothing is set aside.
pub(super) fn set_aside(months: &[Month]) -> Vec<Month> {
    let appraised: BTreeSet<Arc<str>> = months.iter().flat_map(|month| those(&month.department, true)).collect();
    let mut changed = months.to_vec();
    for month in &mut changed {
        for id in those(&month.department, false).intersection(&appraised) {
            let other: Arc<str> = format!("{id} {}", month.facts.period).into();
            rename(&mut month.department, id, &other);
        }
    }
    changed
}

/// Who is appraised in a month in some role, or who in none.
fn those(department: &Department, appraised: bool) -> BTreeSet<Arc<str>> {
    let ids = |wanted: &dyn Fn(Appraised) -> bool| -> BTreeSet<Arc<str>> {
        let found = department.postings.iter().filter(|posting| wanted(posting.appraised));
        found.map(|posting| posting.id.clone()).collect()
    };
    let yes = ids(&|appraised| appraised != Appraised::No);
    if appraised { yes } else { ids(&|_| true).difference(&yes).cloned().collect() }
}

fn rename(department: &mut Department, id: &Arc<str>, other: &Arc<str>) {
    let of_staff = department.postings.iter_mut().map(|posting| &mut posting.id);
    let of_adjustments = department.adjustments.iter_mut().map(|adjustment| &mut adjustment.id);
    let of_roles = department.roles.iter_mut().flat_map(|role| {
        let of_goals = role.own.remove(id);
        role.own.extend(of_goals.map(|goals| (other.clone(), goals)));
        let of_rows = role.rows.iter_mut().map(|row| &mut row.id);
        of_rows.chain(role.markings.iter_mut().map(|marking| &mut marking.id))
    });
    for own in of_staff.chain(of_adjustments).chain(of_roles) {
        if own == id {
            *own = other.clone();
        }
    }
}
