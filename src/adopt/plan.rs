//! A department as decided, before it is drawn.

use rust_decimal::Decimal;

use super::account::Spot;
use super::facts::{Found, Marker};
use crate::template::{DraftMeasure, Entry};

/// A department as decided.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// 部门, 公司, 考核周期 as the source has them.
    pub(super) department: Option<Found>,
    pub(super) company: Option<Found>,
    pub(super) period: Option<Found>,
    /// Whether all weights are points: 权重分.
    pub(super) points: bool,
    /// Whether the source scores by deductions from a start: 扣分制.
    pub(super) deductions: bool,
    /// That start, where it says one.
    pub(super) start: Option<Decimal>,
    pub(super) roles: Vec<RolePlan>,
    /// 等级: name, lowest score, coefficient, share cap, meaning.
    pub(super) grades: Vec<[Entry; 5]>,
}

/// A role as decided.
#[derive(Debug, Clone, Default)]
pub(super) struct RolePlan {
    pub(super) name: String,
    pub(super) duties: Vec<[String; 2]>,
    pub(super) kpis: Vec<KpiPlan>,
    pub(super) measures: Vec<DraftMeasure>,
}

/// A KPI as decided.
#[derive(Debug, Clone, Default)]
pub(super) struct KpiPlan {
    pub(super) name: String,
    pub(super) dimension: String,
    pub(super) dimension_weight: Entry,
    pub(super) weight: Entry,
    /// The formula; the measure named like the KPI where the source has none.
    pub(super) formula: String,
    pub(super) unit: String,
    pub(super) target: String,
    pub(super) rule: String,
    pub(super) full: Option<Decimal>,
    pub(super) meaning: String,
    pub(super) source: String,
    /// Who marks it, as 评分人 is typed; empty where data decide.
    pub(super) marked_by: String,
    /// What is said at its rule's cell.
    pub(super) note: Option<String>,
    /// Who would mark it, where its rule turns out to be none.
    pub(super) markers: Vec<Marker>,
    /// The pieces that its rule, target, formula and name stand in.
    pub(super) spots: KpiSpots,
    /// Whether the unit stands in a column of its own.
    pub(super) unit_is_said: bool,
    /// A definition that is no formula, or the formula that was not taken.
    pub(super) formula_found: Option<Found>,
}

impl KpiPlan {
    /// The points that its weight stands for: 15 of 15%.
    pub(super) fn points_of_weight(&self) -> Option<Decimal> {
        match &self.weight {
            Entry::Share(weight) => weight.checked_mul(Decimal::ONE_HUNDRED).map(|points| points.normalize()),
            _ => None,
        }
    }
}

/// The pieces of a KPI's parts.
#[derive(Debug, Clone, Default)]
pub(super) struct KpiSpots {
    pub(super) name: Vec<Spot>,
    pub(super) rule: Vec<Spot>,
    pub(super) target: Vec<Spot>,
}
