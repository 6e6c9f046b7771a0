//! Words of headings and labels under which something would decide points, if it were read. Whoever fills it in believes that it
//! counts.

use crate::model::layout::Column;
use crate::text::key;

/// Words of headings under which something would decide points, if it were read: in the table of KPIs, of staff, and of data, and what goals, adjustments and settings have besides.
#[rustfmt::skip]
const BOUNDS: &[&str] = &[
    "最低", "最高", "封顶", "上限", "下限", "保底", "门槛", "否决", "扣分", "加分", "减分", "系数",
    "max", "maximum", "min", "minimum", "cap", "floor", "threshold", "veto", "bonus", "penalty", "deduction", "factor",
];
#[rustfmt::skip]
const OF_KPIS: &[&str] = &[
    "目标", "频率", "频次", "挑战", "冲刺", "底线", "方向", "性质", "奖励", "分值", "stretch", "direction",
];
const OF_STAFF: &[&str] = &[
    "系数",
    "出勤",
    "缺勤",
    "天数",
    "折算",
    "目标",
    "权重",
    "加分",
    "扣分",
    "奖惩",
    "factor",
    "attendance",
    "target",
    "weight",
];
#[rustfmt::skip]
const OF_DATA: &[&str] = &[
    "加分", "扣分", "减分", "奖惩", "否决", "系数", "折算", "币种", "汇率", "收支", "bonus", "penalty", "deduction", "factor", "currency",
];

const OF_GOALS: &[&str] = &["满分", "full"];
const OF_ADJUSTMENTS: &[&str] = &["指标", "考核项", "kpi", "indicator", "系数", "factor"];

#[rustfmt::skip]
const OF_SETTINGS: &[&str] = &["底分", "基础分", "起评", "折算", "权重", "满分", "占比", "coefficient", "weight"];

/// The kind of table in which a heading seems to decide points, if it does.
pub(super) fn decides(wanted: &[Column], heading: &str) -> Option<&'static str> {
    let (table, words): (_, &[&[&str]]) = if wanted.contains(&Column::Kpi) && wanted.contains(&Column::Id) {
        ("goals", &[BOUNDS, OF_KPIS, OF_GOALS])
    } else if wanted.contains(&Column::Kpi) && wanted.contains(&Column::Rule) {
        ("kpis", &[BOUNDS, OF_KPIS])
    } else if wanted.contains(&Column::Password) {
        ("staff", &[OF_STAFF])
    } else if wanted.contains(&Column::Date) && !wanted.contains(&Column::AdjustmentKind) {
        ("data", &[OF_DATA])
    } else if wanted.contains(&Column::AdjustmentKind) {
        ("adjustments", &[OF_ADJUSTMENTS])
    } else {
        return None;
    };
    says(heading, words).then_some(table)
}

/// Whether a label of 考核信息 that is no setting seems to decide points: 部门系数, 保底分.
pub(super) fn setting_decides(label: &str) -> bool {
    says(label, &[BOUNDS, OF_SETTINGS])
}

/// Whether a heading holds a word of the lists. Latin words count as a whole: no min of Admin.
fn says(heading: &str, lists: &[&[&str]]) -> bool {
    let (folded, plain) = (key(heading), heading.to_lowercase());
    let latin: Vec<&str> =
        plain.split(|c: char| !c.is_ascii_alphabetic()).map(|word| word.trim_end_matches('s')).collect();
    let is_said = |word: &&str| if word.is_ascii() { latin.contains(word) } else { folded.contains(*word) };
    lists.iter().copied().flatten().any(is_said)
}
