//! The domain model: one department in one period, every value knowing its cell.
//!
//! ```text
//! Department ── Appraisal              company, period, scale, decimals, missing-data policy, cap, grading
//!   ├─ Role*   ── Duty*                what the role does
//!   │    ├─ Measure*                   what is counted, and how rows combine
//!   │    ├─ Kpi*                       weight, Formula over measures, Target, Rule
//!   │    └─ DataRow* ── Reading*       what was filled in: number, label, 不适用, or nothing
//!   ├─ Posting*                        who holds which role from when to when
//!   ├─ Adjustment*                     bonus, penalty, veto, calibration
//!   └─ Grade*                          lowest score or share, coefficient
//! ```
//!
//! A [`Department`] comes out of `check` and `rollup` only, so whoever holds one may score it.

mod kpi;
pub mod layout;
mod measure;
mod people;
mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::cell::CellRef;
use crate::lang::Lang;
use crate::period::Period;
use crate::text;

pub use kpi::{Direction, Kpi, LongerTargets, Target};
pub use measure::{Aggregate, Back, DataRow, Earlier, Measure, MeasureValue, Reading};
pub use people::{
    Appraised, Category, Dimension, FEW_RATERS, FormPart, MarkedBy, Marking, Marks, PayName, PayRule, PeopleSettings,
};

/// One department in one period, checked: what is in it can be read and not changed.
///
/// Only `check` and `rollup` make one (`tests/architecture.rs`).
#[derive(Debug, Clone, PartialEq)]
pub struct Department(DepartmentParts);

impl Department {
    /// A department of parts that were checked.
    pub(crate) fn checked(parts: DepartmentParts) -> Self {
        Self(parts)
    }

    /// The parts, to make another department of.
    pub fn into_parts(self) -> DepartmentParts {
        self.0
    }

    /// A department that nothing has checked, for this project's own tests of what comes after reading.
    #[cfg(any(test, feature = "internals"))]
    pub fn unchecked(parts: DepartmentParts) -> Self {
        Self(parts)
    }
}

impl Deref for Department {
    type Target = DepartmentParts;

    fn deref(&self) -> &DepartmentParts {
        &self.0
    }
}

#[cfg(test)]
impl std::ops::DerefMut for Department {
    fn deref_mut(&mut self) -> &mut DepartmentParts {
        &mut self.0
    }
}

/// What a department holds.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentParts {
    /// The language of the workbook.
    pub lang: Lang,
    /// 考核信息.
    pub appraisal: Appraisal,
    /// Roles in the order of 考核指标.
    pub roles: Vec<Role>,
    /// Who holds which role, in the order of 人员名单; rows outside the period are left out.
    pub postings: Vec<Posting>,
    /// 加减分, in sheet order.
    pub adjustments: Vec<Adjustment>,
    /// 等级, in sheet order.
    pub grades: Vec<Grade>,
}

/// 考核信息: the settings of the appraisal.
#[derive(Debug, Clone, PartialEq)]
pub struct Appraisal {
    /// 公司.
    pub company: String,
    /// 部门.
    pub department: String,
    /// 考核周期.
    pub period: Period,
    /// 制表人.
    pub prepared_by: String,
    /// 审核人.
    pub approved_by: String,
    /// 计分方式.
    pub scale: Scale,
    /// 小数位数 of scores, 0 to 4.
    pub decimals: u32,
    /// 缺数据处理.
    pub missing: MissingPolicy,
    /// 总分上限; `None` without one.
    pub cap: Option<Decimal>,
    /// 定级方式.
    pub grading: Grading,
    /// 显示岗位排名 on the person's sheet.
    pub show_rank: bool,
    /// 主题色 as RRGGBB.
    pub accent: Option<u32>,
    /// 页脚.
    pub footer: Option<String>,
    /// What is about people: pay, signatures, the form.
    pub people: PeopleSettings,
}

impl Appraisal {
    /// 起评分, from which the points of 扣分制 count; `None` on the other scales.
    pub fn start(&self) -> Option<Decimal> {
        (self.scale == Scale::Deductions).then(|| self.people.start.unwrap_or(Decimal::ONE_HUNDRED))
    }
}

/// 计分方式.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// 百分制: each KPI is scored out of 100 and weighted.
    Percent,
    /// 权重分: each KPI gives points up to weight × 100.
    Points,
    /// 扣分制: each KPI adds signed points to where everybody begins; there are no weights and no full points.
    Deductions,
}

impl Scale {
    /// A KPI's full points where 满分 says none: 100, or its weight × 100; `None` where there are none, or they are too large.
    pub fn usual_full(self, weight: Decimal) -> Option<Decimal> {
        match self {
            Self::Percent => Some(Decimal::ONE_HUNDRED),
            Self::Points => weight.checked_mul(Decimal::ONE_HUNDRED).map(|full| full.normalize()),
            Self::Deductions => None,
        }
    }
}

/// 缺数据处理: what a blank means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingPolicy {
    /// 报错.
    Error,
    /// 计零.
    Zero,
    /// 不考核.
    Exclude,
}

/// 定级方式.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grading {
    /// 按分数.
    ByScore,
    /// 按排名.
    ByRank,
}

/// A role with its definitions and data.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// 岗位.
    pub name: Arc<str>,
    /// 岗位职责.
    pub duties: Vec<Duty>,
    /// 考核指标 of this role.
    pub kpis: Vec<Kpi>,
    /// 数据项 of this role, then the 上期X and 去年同期X columns of its data sheet.
    pub measures: Vec<Measure>,
    /// The data sheet's name; `None` where the workbook has none.
    pub data_sheet: Option<Arc<str>>,
    /// The data rows in sheet order; totals and rows of people outside the period are left out.
    pub rows: Vec<DataRow>,
    /// KPIs that are otherwise for single people, with a target, weight or rule of their own: by id, then by index in `kpis`.
    /// In a roll-up, those of people who were there for some of its months.
    pub own: BTreeMap<Arc<str>, BTreeMap<usize, Arc<Kpi>>>,
    /// 维度, in the order of 考核指标; empty where the role has none.
    pub dimensions: Vec<Dimension>,
    /// The sheet of marks; `None` where the workbook has none.
    pub marks_sheet: Option<Arc<str>>,
    /// Its rows, in sheet order.
    pub markings: Vec<Marking>,
    /// Whose marks of which measure stand nowhere by themselves although enough people gave some: in a roll-up, a month's were
    /// those of few.
    pub few: BTreeSet<(Arc<str>, usize)>,
    /// Its marks are those of several months: as many of them are not as many people.
    pub pooled: bool,
}

impl Role {
    /// Where the measure of a name stands, however it is typed.
    pub fn measure(&self, name: &str) -> Option<usize> {
        let key = text::key(name);
        self.measures.iter().position(|measure| text::key(&measure.name) == key)
    }

    /// A KPI as it is for a person, where it is not as it is for everybody.
    pub fn own(&self, id: &str, kpi: usize) -> Option<&Arc<Kpi>> {
        self.own.get(id)?.get(&kpi)
    }

    /// One of the role's KPIs as it is for somebody: their own, or itself.
    pub fn for_person<'a>(&'a self, id: &str, kpi: &'a Kpi) -> &'a Kpi {
        let at = self.kpis.iter().position(|own| own.name == kpi.name);
        kpi.or_own(at.and_then(|at| self.own(id, at)))
    }

    /// Whether a measure holds marks that people gave.
    pub fn holds_marks(&self, measure: usize) -> bool {
        self.marked_by(measure).is_some()
    }

    /// The KPI and the category whose marks a measure holds.
    pub fn marked_by(&self, measure: usize) -> Option<(&Kpi, &MarkedBy)> {
        self.kpis.iter().find_map(|kpi| {
            let by = kpi.marks.as_ref()?.by.iter().find(|by| by.measure == measure)?;
            Some((kpi, by))
        })
    }
}

/// One duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// 职责.
    pub name: String,
    /// 职责描述.
    pub description: String,
}

/// One row of 人员名单: a person in a role.
#[derive(Debug, Clone, PartialEq)]
pub struct Posting {
    /// 工号.
    pub id: Arc<str>,
    /// 姓名.
    pub name: Arc<str>,
    /// The role, by index in [`DepartmentParts::roles`].
    pub role: usize,
    /// 到岗日期 as given.
    pub from: Option<NaiveDate>,
    /// 离岗日期 as given.
    pub to: Option<NaiveDate>,
    /// 直接上级.
    pub manager: String,
    /// 打开密码 of the person's workbook.
    pub password: Option<Password>,
    /// 备注.
    pub notes: String,
    /// 参评.
    pub appraised: Appraised,
    /// 绩效工资基数.
    pub pay_base: Option<Decimal>,
    /// The id's cell.
    pub at: CellRef,
}

impl Posting {
    /// The days of a period on which the role is held by this row, and the last of them.
    pub fn days_in(&self, period: Period) -> (u32, NaiveDate) {
        let from = self.from.map_or(period.first_day(), |from| from.max(period.first_day()));
        let until = self.to.map_or(period.last_day(), |to| to.min(period.last_day()));
        let days = until.signed_duration_since(from).num_days().saturating_add(1);
        (u32::try_from(days).unwrap_or_default(), until)
    }
}

/// An opening password. Never printed, logged or compared in messages.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(pub String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// One row of 加减分.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjustment {
    /// 工号.
    pub id: Arc<str>,
    /// 类型.
    pub kind: AdjustmentKind,
    /// 分值, without sign for bonus and penalty; `None` for a veto.
    pub points: Option<Decimal>,
    /// 事由.
    pub reason: String,
    /// 日期.
    pub date: Option<NaiveDate>,
    /// The id's cell.
    pub at: CellRef,
}

/// 类型 of an adjustment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AdjustmentKind {
    /// 加分.
    Bonus,
    /// 减分.
    Penalty,
    /// 一票否决.
    Veto,
    /// 校准.
    Calibration,
}

/// One row of 等级.
#[derive(Debug, Clone, PartialEq)]
pub struct Grade {
    /// 等级.
    pub name: String,
    /// 最低分.
    pub lowest: Option<Decimal>,
    /// 绩效系数.
    pub coefficient: Option<Decimal>,
    /// 比例上限 as a share of one.
    pub share_cap: Option<Decimal>,
    /// 说明.
    pub meaning: String,
    /// The name's cell.
    pub at: CellRef,
}
