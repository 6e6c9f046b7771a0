//! A KPI: its formula, target and rule.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::Marks;
use crate::cell::CellRef;
use crate::formula::Formula;
use crate::period::Span;
use crate::rule::Rule;
use crate::unit::Unit;

/// One KPI.
#[derive(Debug, Clone, PartialEq)]
pub struct Kpi {
    /// 指标.
    pub name: String,
    /// Its name's cell.
    pub at: CellRef,
    /// 权重 as a share of one.
    pub weight: Decimal,
    /// 权重 as typed, for definitions sheets.
    pub weight_text: String,
    /// 计算公式 as typed.
    pub formula_text: String,
    /// 计算公式 as understood.
    pub formula: Formula,
    /// Its formula's cell.
    pub formula_at: CellRef,
    /// 单位.
    pub unit: Unit,
    /// 目标值.
    pub target: Option<Target>,
    /// 季度目标, 半年目标, 年度目标: targets of the longer periods that months are rolled up to.
    pub longer_targets: LongerTargets,
    /// 评分标准 as typed.
    pub rule_text: String,
    /// 评分标准 as understood.
    pub rule: Rule,
    /// Its rule's cell.
    pub rule_at: CellRef,
    /// F: the full points of the rule (满分, or what the rule says, else 100 or weight × 100).
    pub full: Decimal,
    /// 不适用时: the KPI of the same role (by index) that takes the weight.
    pub when_not_applicable: Option<usize>,
    /// 指标说明.
    pub meaning: String,
    /// 数据来源.
    pub source: String,
    /// 维度, by index in [`dimensions`](super::Role::dimensions).
    pub dimension: Option<usize>,
    /// 折算: the target is multiplied by the days in the role ÷ the days of the period.
    pub prorated: bool,
    /// 评分人: people mark it; its formula is then the mean of the categories by their shares, and its rule gives the value.
    pub marks: Option<Marks>,
}

impl Kpi {
    /// The KPI with another target, with which its rule is read too.
    #[must_use]
    pub fn with_target(&self, own: Target) -> Self {
        let mut kpi = self.clone();
        kpi.rule.target = kpi.rule.target.map(|_| own.value);
        kpi.target = Some(own);
        kpi
    }

    /// The KPI as it is for somebody: their own, or itself.
    pub fn or_own<'a>(&'a self, own: Option<&'a Arc<Self>>) -> &'a Self {
        own.map_or(self, |own| own)
    }

    /// How its value comes about: the formula, or who marks it.
    pub fn way(&self) -> &str {
        self.marks.as_ref().map_or(&self.formula_text, |marks| &marks.text)
    }
}

/// 目标值: a number with the direction that its sign tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// As typed: `≤2小时`, `100%`.
    pub text: String,
    /// In the KPI's unit; shares for %.
    pub value: Decimal,
    /// What the sign tells; `None` without a sign.
    pub direction: Option<Direction>,
}

/// A KPI's targets of the periods that months are rolled up to; `None` where the column is blank or not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LongerTargets {
    /// 季度目标.
    pub quarter: Option<Target>,
    /// 半年目标.
    pub half: Option<Target>,
    /// 年度目标.
    pub year: Option<Target>,
}

impl Target {
    /// The scale of a target that is a mark: 5 in 4.5分(满分5分).
    pub fn scale(&self) -> Option<Decimal> {
        crate::quantity::mark_scale::split(&self.text).1
    }
}

impl LongerTargets {
    /// The target of a period of this length.
    pub const fn of(&self, span: Span) -> Option<&Target> {
        match span {
            Span::Month => None,
            Span::Quarter => self.quarter.as_ref(),
            Span::Half => self.half.as_ref(),
            Span::Year => self.year.as_ref(),
        }
    }
}

/// Which side of the target is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// More is better: ≥, 不低于.
    Higher,
    /// Less is better: ≤, 不超过.
    Lower,
}
