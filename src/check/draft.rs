//! Rows of 考核指标 and 个人目标 as read of their cells, before formulas and rules are.

use std::borrow::Cow;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::rater_shares::Marked;
use super::table::bare;
use crate::cell::CellRef;
use crate::model::{LongerTargets, Scale, Target};
use crate::period::Span;
use crate::problem::Problem;
use crate::rule;
use crate::unit::Unit;

/// A row of 考核指标, before its formula and rule are read.
#[derive(Debug, Clone)]
pub(super) struct KpiDraft {
    pub(super) role: String,
    /// The key under which the role's name matches.
    pub(super) role_key: String,
    /// Empty where it could not be read (which is said); the rest of the row is read all the same.
    pub(super) name: String,
    pub(super) at: CellRef,
    pub(super) role_at: CellRef,
    pub(super) weight: Option<Decimal>,
    pub(super) weight_text: String,
    pub(super) weight_at: CellRef,
    pub(super) formula_text: Option<String>,
    pub(super) formula_at: CellRef,
    pub(super) unit: Unit,
    pub(super) target: Option<Target>,
    pub(super) target_at: CellRef,
    /// The target's cell holds a number without a unit or a sign.
    pub(super) target_bare: bool,
    /// The target's cell was wrong: what needs a target says nothing more.
    pub(super) target_broken: bool,
    /// That there is no column of targets, to be told where one is needed.
    pub(super) no_targets: Option<Problem>,
    pub(super) longer_targets: LongerTargets,
    pub(super) rule_text: Option<String>,
    pub(super) rule_at: CellRef,
    pub(super) full: Option<Decimal>,
    /// The cell of the full points was wrong: the rule, which rests on them, is not read.
    pub(super) full_broken: bool,
    pub(super) full_at: CellRef,
    pub(super) when: String,
    pub(super) when_at: CellRef,
    pub(super) meaning: String,
    pub(super) source: String,
    /// 维度; empty where it has none.
    pub(super) dimension: String,
    pub(super) dimension_weight: Option<Decimal>,
    /// Where 维度权重 stands, as the merged area's first cell.
    pub(super) dimension_at: CellRef,
    pub(super) prorated: bool,
    pub(super) prorate_at: CellRef,
    /// Who marks it.
    pub(super) marked: Option<Marked>,
}

impl KpiDraft {
    /// The formula as it is read: without the full stop behind it and the KPI's own name before it (完成率=完成数÷计划数), in whose
    /// stead there are blanks, so that what is told of a letter tells its place in the cell.
    pub(super) fn formula(&self) -> Option<Cow<'_, str>> {
        let typed = self.formula_text.as_deref()?.trim_end().trim_end_matches(['。', '；', ';']);
        let named = typed.split_once(['=', '＝', ':', '：']);
        Some(match named.filter(|(name, _)| !self.name.is_empty() && bare(name) == bare(&self.name)) {
            Some((name, rest)) => format!("{} {rest}", " ".repeat(name.chars().count())).into(),
            None => typed.into(),
        })
    }

    /// What the KPI's rule is read with.
    pub(super) fn rule_context<'a>(
        &'a self,
        scale: Scale,
        (weight, span): (Decimal, Option<Span>),
        measures: &'a [&'a str],
    ) -> rule::Context<'a> {
        let names = [self.name.as_str(), self.role.as_str()];
        rule::Context {
            unit: &self.unit,
            target: self.target.as_ref(),
            full: self.full,
            scale,
            weight,
            span,
            measures,
            names,
        }
    }
}

/// A row of 个人目标.
#[derive(Debug, Clone)]
pub(super) struct Goal {
    /// The id as 人员名单 writes it.
    pub(super) id: Arc<str>,
    pub(super) name: Arc<str>,
    /// The KPI: the role by index, and the key of its name.
    pub(super) role: usize,
    pub(super) kpi: String,
    pub(super) target: Option<Target>,
    pub(super) target_at: CellRef,
    pub(super) weight: Option<Decimal>,
    pub(super) weight_text: String,
    pub(super) weight_at: CellRef,
    pub(super) rule: Option<String>,
    pub(super) rule_at: CellRef,
    /// Some cell of the row could not be read.
    pub(super) broken: bool,
}

/// F without a 满分 column: 100, or weight × 100.
pub(super) fn default_full(weight: Decimal, points: bool) -> Decimal {
    let scale = if points { Scale::Points } else { Scale::Percent };
    scale.usual_full(weight).unwrap_or(weight)
}
