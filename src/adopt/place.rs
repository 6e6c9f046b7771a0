//! What the titles, labels and rows above a place have named.

use super::facts::Found;

/// What is known of the place in a grid.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The role that a title, label or sheet named last.
    pub(super) role: Option<Found>,
    /// The dimension that a row of its own named last, with its weight.
    pub(super) dimension: Option<Found>,
    pub(super) dimension_weight: Option<Found>,
    /// A short line right above that says nothing else: the name of a role, where nothing names one.
    pub(super) line: Option<Found>,
    /// Whether no KPI stands below that row yet.
    pub(super) pending: bool,
}

impl Place {
    /// A role begins; what was named for another one ends.
    pub(super) fn name_role(&mut self, role: Found) {
        *self = Self { role: Some(role), ..Self::default() };
    }

    /// A row of its own names the dimension of what is below, with its weight.
    pub(super) fn name_dimension(&mut self, (name, weight): (Found, Option<Found>)) {
        self.dimension = Some(name);
        self.dimension_weight = weight;
        self.pending = true;
    }
}
