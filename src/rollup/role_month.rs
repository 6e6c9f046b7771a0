//! A role in a month.

use super::Month;
use crate::model::Role;

/// A month in which a role was there.
pub(super) struct Held<'a> {
    pub(super) month: &'a Month,
    pub(super) role: &'a Role,
}

/// Where a role has a KPI of this name; beyond all of them where it has none.
pub(super) fn index_in(role: &Role, name: &str) -> usize {
    role.kpis.iter().position(|kpi| kpi.name == name).unwrap_or(usize::MAX)
}
