//! A department as data: the shape of a template's TOML file, which names no trade.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Entry;
use crate::lang::Lang;
use crate::model::layout::{AppraisalField, Choice};
use crate::model::{Aggregate, Grading, MissingPolicy, Scale};

/// A text in one language for all, or in several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Text {
    /// The same in every language.
    Plain(String),
    /// Per language tag.
    ByLang(BTreeMap<Lang, String>),
}

impl Default for Text {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl Text {
    /// Whether there is nothing to say in any language.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.is_empty(),
            Self::ByLang(texts) => texts.values().all(String::is_empty),
        }
    }

    /// The text in a language; `None` where it has none in it.
    pub fn find(&self, lang: Lang) -> Option<&str> {
        match self {
            Self::Plain(text) => Some(text),
            Self::ByLang(texts) => texts.get(&lang).map(String::as_str),
        }
    }

    /// The text in a language, else in the first language that it has.
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::ByLang(texts) => texts.get(&lang).or_else(|| texts.values().next()).map_or("", String::as_str),
        }
    }
}

/// A template: one kind of department.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Template {
    /// What `scorebook new` calls it.
    pub name: String,
    /// What it is for.
    pub title: Text,
    /// 部门 unless `--department` says otherwise.
    pub department: Text,
    /// 考核信息.
    pub appraisal: AppraisalTemplate,
    /// What whoever fills it in must know; printed on the guide sheet.
    #[serde(default, rename = "note", skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// 等级, best first.
    #[serde(rename = "grade")]
    pub grades: Vec<GradeTemplate>,
    /// 岗位.
    #[serde(rename = "role")]
    pub roles: Vec<RoleTemplate>,
    /// What `--sample` does beside the measures' own ranges.
    #[serde(default, skip_serializing_if = "SampleStory::is_empty")]
    pub sample: SampleStory,
}

/// A paragraph of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// The paragraph.
    pub text: Text,
}

/// 考核信息 of a template.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AppraisalTemplate {
    /// 公司 of the sample; a blank workbook leaves it to the office.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub company: Text,
    /// 计分方式.
    #[serde(with = "ScaleName")]
    pub scale: Scale,
    /// 小数位数.
    #[serde(default = "two")]
    pub decimals: u32,
    /// 缺数据处理.
    #[serde(with = "MissingName")]
    pub missing: MissingPolicy,
    /// 总分上限.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Decimal>,
    /// 定级方式.
    #[serde(with = "GradingName")]
    pub grading: Grading,
    /// 显示岗位排名.
    #[serde(default)]
    pub show_rank: bool,
    /// 主题色 as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub accent: String,
    /// 页脚.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub footer: Text,
    /// 评分人 of every KPI without a formula.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub marked_by: Text,
    /// 绩效工资.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub pay: Text,
    /// 显示绩效工资.
    #[serde(default, skip_serializing_if = "is_false")]
    pub show_pay: bool,
    /// 签字栏.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub signatures: Text,
    /// 表格栏目.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub form_parts: Text,
    /// 起评分.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Decimal>,
}

impl AppraisalTemplate {
    /// A setting that is written only where it says something.
    pub(super) fn further(&self, field: AppraisalField, lang: Lang) -> Entry {
        match field {
            AppraisalField::MarkedBy => Entry::text(self.marked_by.get(lang)),
            AppraisalField::Pay => Entry::text(self.pay.get(lang)),
            AppraisalField::ShowPay if self.show_pay => Entry::text(Choice::Yes.name(lang)),
            AppraisalField::Signatures => Entry::text(self.signatures.get(lang)),
            AppraisalField::FormParts => Entry::text(self.form_parts.get(lang)),
            AppraisalField::Start => self.start.into(),
            _ => Entry::Blank,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_none(number: &u32) -> bool {
    *number == 0
}

const fn two() -> u32 {
    2
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Scale", rename_all = "kebab-case")]
enum ScaleName {
    Percent,
    Points,
    Deductions,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "MissingPolicy", rename_all = "kebab-case")]
enum MissingName {
    Error,
    Zero,
    Exclude,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Grading", rename_all = "kebab-case")]
enum GradingName {
    ByScore,
    ByRank,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "Aggregate", rename_all = "kebab-case")]
enum AggregateName {
    Sum,
    Mean,
    Last,
    Max,
    Min,
}

/// A grade.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GradeTemplate {
    /// 等级.
    pub name: Text,
    /// 最低分.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest: Option<Decimal>,
    /// 绩效系数.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coefficient: Option<Decimal>,
    /// 比例上限 as typed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub share_cap: String,
    /// 说明.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub meaning: Text,
}

/// How many data rows a person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowsPerPerson {
    /// One, without a 日期 column.
    #[default]
    One,
    /// Many, each with its 日期.
    Many,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct RoleTemplate {
    /// How the sample's story names it.
    pub key: String,
    /// 岗位.
    pub name: Text,
    /// What one data row is.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub hint: Text,
    /// How many data rows a person has.
    #[serde(default)]
    pub rows: RowsPerPerson,
    /// People of the sample.
    #[serde(default, skip_serializing_if = "is_none")]
    pub sample_people: u32,
    /// Data rows per person of the sample.
    #[serde(default, skip_serializing_if = "is_none")]
    pub sample_rows: u32,
    /// 岗位职责.
    #[serde(default, rename = "duty", skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<DutyTemplate>,
    /// 考核指标.
    #[serde(rename = "kpi")]
    pub kpis: Vec<KpiTemplate>,
    /// 数据项.
    #[serde(default, rename = "measure")]
    pub measures: Vec<MeasureTemplate>,
}

/// A duty.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DutyTemplate {
    /// 职责.
    pub name: Text,
    /// 职责描述.
    pub text: Text,
}

/// A KPI; every text as it is typed into the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct KpiTemplate {
    /// 指标.
    pub name: Text,
    /// 权重: `40%`.
    pub weight: String,
    /// 计算公式; empty where people mark.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub formula: Text,
    /// 单位.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub unit: Text,
    /// 目标值.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub target: Text,
    /// 季度目标.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub quarter_target: Text,
    /// 半年目标.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub half_target: Text,
    /// 年度目标.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub year_target: Text,
    /// 评分标准.
    pub rule: Text,
    /// 满分.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub full: Text,
    /// 不适用时.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub when_not_applicable: Text,
    /// 指标说明.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub meaning: Text,
    /// 数据来源.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub source: Text,
    /// 维度.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub dimension: Text,
    /// 维度权重: `40%`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub dimension_weight: String,
    /// 评分人, instead of a formula.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub marked_by: Text,
    /// 折算.
    #[serde(default, skip_serializing_if = "is_false")]
    pub prorate: bool,
}

/// A measure.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct MeasureTemplate {
    /// How `sample.of` names it.
    pub key: String,
    /// 数据项.
    pub name: Text,
    /// 单位.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub unit: Text,
    /// 汇总方式.
    #[serde(with = "AggregateName")]
    pub aggregate: Aggregate,
    /// 说明.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub meaning: Text,
    /// A column 上期X or 去年同期X of the data sheet, which has no row in 数据项.
    #[serde(default, skip_serializing_if = "is_false")]
    pub earlier: bool,
    /// Plausible values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<SampleRange>,
}

/// Plausible values of a measure.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SampleRange {
    /// The weakest person's value; greater than `to` where fewer is better.
    #[serde(default)]
    pub from: Decimal,
    /// The strongest person's value.
    #[serde(default)]
    pub to: Decimal,
    /// Values are multiples of this.
    #[serde(default)]
    pub step: Decimal,
    /// Multiplies by this measure of the same row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Grows by this share of the first value per month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub growth: Option<Decimal>,
    /// Does not depend on who it is: targets.
    #[serde(default)]
    pub flat: bool,
    /// Changes little from row to row.
    #[serde(default)]
    pub steady: bool,
    /// No value below this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lowest: Option<Decimal>,
    /// One row in about so many is 不适用.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<u32>,
    /// Labels from weak to strong instead of numbers.
    #[serde(default)]
    pub labels: Vec<Text>,
}

/// What happens to the sample's people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SampleStory {
    /// The role in which interns serve for about three months each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interns: Option<String>,
    /// Somebody who changes the role.
    #[serde(default, rename = "move", skip_serializing_if = "Option::is_none")]
    pub moved: Option<SampleMove>,
}

impl SampleStory {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The last person of one role moves to another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SampleMove {
    /// From this role.
    pub from: String,
    /// To this role.
    pub to: String,
    /// First day in the new role.
    pub on: NaiveDate,
}
