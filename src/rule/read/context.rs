//! What a rule is read with.

use rust_decimal::Decimal;

use crate::model::{Scale, Target};
use crate::period::Span;
use crate::unit::Unit;

/// The KPI around a rule.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// 单位.
    pub unit: &'a Unit,
    /// 目标值.
    pub target: Option<&'a Target>,
    /// 满分 column; `None` where blank.
    pub full: Option<Decimal>,
    /// 计分方式.
    pub scale: Scale,
    /// 权重 as a share of one.
    pub weight: Decimal,
    /// The span of 考核周期, which a rule may speak of (每月不少于2次); `None` where it is not known.
    pub span: Option<Span>,
    /// Names of the role's measures, for counts that a rule makes itself.
    pub measures: &'a [&'a str],
    /// The names of the KPI and of its role, which a rule may speak of; empty where there are none.
    pub names: [&'a str; 2],
}
