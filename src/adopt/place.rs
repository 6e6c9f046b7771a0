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
}
