//! What building the roles needs to know of the rest of the workbook.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::draft::{Goal, KpiDraft};
use super::people::Staff;
use super::plausible::MarkScale;
use crate::lang::Lang;
use crate::model::{Appraisal, Marks, Measure};
use crate::period::Period;
use crate::problem::Place;
use crate::workbook::Sheet;

/// What building the roles needs besides.
pub(super) struct Context<'a> {
    pub(super) appraisal: Option<&'a Appraisal>,
    /// The settings that rows of data are read with: these, or what stands in for them.
    pub(super) for_rows: Option<&'a Appraisal>,
    /// The period, where it is known.
    pub(super) period: Option<Period>,
    pub(super) staff: &'a Staff,
    pub(super) staff_read: bool,
    pub(super) measures_read: bool,
    /// A row of 考核指标 has no role: no role's weights can be added up.
    pub(super) roles_broken: bool,
    /// Keys of roles that a row with a misspelt role may belong to.
    pub(super) doubtful_roles: &'a BTreeSet<String>,
    pub(super) lang: Lang,
    pub(super) untaken: Vec<&'a Sheet>,
    /// Where 计分方式 stands.
    pub(super) scale_at: Option<&'a Place>,
    /// The sheet of marks of each role.
    pub(super) marks_sheets: &'a [Option<&'a Sheet>],
    /// What 个人目标 says.
    pub(super) goals: &'a [Goal],
}

impl Context<'_> {
    /// The workbook's own department, where it is known.
    pub(super) fn department(&self) -> Option<&str> {
        self.appraisal.map(|appraisal| &*appraisal.department)
    }
}

/// A role as it is being put together.
pub(super) struct OfRole<'a> {
    pub(super) index: usize,
    pub(super) name: &'a str,
    pub(super) drafts: &'a [&'a KpiDraft],
    /// 不适用时 of each.
    pub(super) heirs: &'a [Option<usize>],
}

/// What reading one role's sheet needs to know.
#[derive(Clone, Copy)]
pub(super) struct RoleData<'a> {
    pub(super) index: usize,
    pub(super) measures: &'a [Measure],
    /// The measures that a KPI uses, by index.
    pub(super) used: &'a BTreeSet<usize>,
    /// Whether every KPI could be read, so that no other measure is needed.
    pub(super) used_known: bool,
    /// Labels that rules name, by measure.
    pub(super) labels: &'a [(usize, String)],
    /// The scales of marks that rules and definitions name.
    pub(super) scales: &'a [MarkScale],
    pub(super) appraisal: &'a Appraisal,
    /// The period, where it is known.
    pub(super) period: Option<Period>,
    pub(super) staff: &'a Staff,
    pub(super) staff_read: bool,
}

/// What may be entered for a person, by id and the KPI's place in the role, where that is not what the role says; `None` where their
/// criterion is wrong (which is said), so that no mark can be judged.
pub(super) type OwnMarks = BTreeMap<(Arc<str>, usize), Option<Marks>>;
