//! What a source says, in its own words: KPIs, duties, grades, each word with its pieces.

use super::account::Spot;
use super::heading;
use super::words::{bare, words};

/// Words of the source with the pieces that they stand in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The words.
    pub(super) text: String,
    /// Their pieces.
    pub(super) spots: Vec<Spot>,
}

impl Found {
    /// Words of one piece.
    pub(super) fn new(text: &str, spot: Spot) -> Self {
        Self { text: text.trim().to_owned(), spots: vec![spot] }
    }

    /// Words of several pieces.
    pub(super) fn of(text: &str, spots: &[Spot]) -> Self {
        Self { text: text.trim().to_owned(), spots: spots.to_vec() }
    }

    /// Appends more words behind a mark; a piece that is there already adds nothing.
    pub(super) fn join(&mut self, other: &Self, mark: &str) {
        if other.spots.iter().all(|spot| self.spots.contains(spot)) && !self.spots.is_empty() {
            return;
        }
        if !other.text.is_empty() {
            if !self.text.is_empty() && !self.text.ends_with(['；', ';', '。', '\n']) {
                self.text.push_str(mark);
            }
            self.text.push_str(&other.text);
        }
        for spot in &other.spots {
            if !self.spots.contains(spot) {
                self.spots.push(*spot);
            }
        }
    }
}

/// A category of markers with its share in percent as it stands.
pub(super) type Marker = (&'static str, String);

/// A KPI.
#[derive(Debug, Clone, Default)]
pub(super) struct Item {
    /// 岗位; `None` where nothing names it.
    pub(super) role: Option<Found>,
    /// 维度.
    pub(super) dimension: Option<Found>,
    /// 维度权重.
    pub(super) dimension_weight: Option<Found>,
    /// 指标.
    pub(super) name: Found,
    /// 权重.
    pub(super) weight: Option<Found>,
    /// 分值, 配分.
    pub(super) points: Option<Found>,
    /// 目标值.
    pub(super) target: Option<Found>,
    /// 单位.
    pub(super) unit: Option<Found>,
    /// 评分标准.
    pub(super) rule: Option<Found>,
    /// 计算公式, 指标定义.
    pub(super) formula: Option<Found>,
    /// 指标说明, remarks and what stands in columns that are not known.
    pub(super) meaning: Option<Found>,
    /// 数据来源.
    pub(super) source: Option<Found>,
    /// Who marks, by the columns of its table.
    pub(super) markers: Vec<Marker>,
    /// Which table or text it stands in.
    pub(super) origin: usize,
}

/// A duty.
#[derive(Debug, Clone, Default)]
pub(super) struct DutyItem {
    /// 岗位.
    pub(super) role: Option<Found>,
    /// 职责.
    pub(super) name: Found,
    /// 职责描述.
    pub(super) text: Found,
}

/// A grade.
#[derive(Debug, Clone, Default)]
pub(super) struct GradeItem {
    /// 等级.
    pub(super) name: Found,
    /// The scores that it is for.
    pub(super) from: Option<Found>,
    /// 绩效系数.
    pub(super) coefficient: Option<Found>,
    /// 比例上限.
    pub(super) share_cap: Option<Found>,
    /// 说明.
    pub(super) meaning: Option<Found>,
}

/// All that was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// KPIs, in the order of the source.
    pub(super) items: Vec<Item>,
    /// Duties.
    pub(super) duties: Vec<DutyItem>,
    /// Grades.
    pub(super) grades: Vec<GradeItem>,
    /// 部门.
    pub(super) department: Option<Found>,
    /// The department that a title names before its last words: what is appraised, where nothing names a role.
    pub(super) titled: Option<Found>,
    /// 公司.
    pub(super) company: Option<Found>,
    /// 考核周期.
    pub(super) period: Option<Found>,
    /// What says that points are only taken off and added, with where they begin.
    pub(super) deductions: Option<(Spot, Option<rust_decimal::Decimal>)>,
    /// Targets under a heading of a year or a quarter.
    pub(super) longer: Vec<Spot>,
    /// Tables and texts with KPIs in them, so far.
    pub(super) tables: usize,
}

impl Facts {
    /// 评分说明：得分=完成率×100，封顶100分 below a table: the rule of its KPIs that have none. Whether a text was that.
    pub(super) fn rule_of_all(&mut self, text: &str, spot: Spot) -> bool {
        let Some((label, rule)) = text.split_once(['：', ':']) else { return false };
        let rule = rule.trim().trim_end_matches(['。', '；']);
        let says_how = words("text.rule").contains(&bare(label)) && !rule.is_empty();
        let origin = self.tables;
        let without = |item: &&mut Item| item.origin == origin && item.rule.is_none();
        if !says_how || !self.items.iter_mut().any(|item| without(&item)) {
            return false;
        }
        self.items.iter_mut().filter(without).for_each(|item| item.rule = Some(Found::new(rule, spot)));
        true
    }

    /// Takes what a remark says of the whole table: 备注：起始100分，只列扣分.
    pub(super) fn remark(&mut self, text: &str, spot: Spot) {
        if heading::is_of_deductions(text) {
            self.deductions.get_or_insert((spot, heading::start_of_deductions(text)));
        }
    }
}
