//! A department workbook before it is drawn: the words and figures of each sheet, in the language of the workbook.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{RowsPerPerson, Template};
use crate::lang::Lang;
use crate::model::layout::{AppraisalField, Choice};
use crate::model::{Aggregate, Grading, MissingPolicy, Scale};
use crate::output::{Book, Properties};
use crate::period::Period;

/// What a cell of a sheet is given.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Entry {
    /// Left to whoever fills it in.
    #[default]
    Blank,
    /// Text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A share, shown in percent.
    Share(Decimal),
    /// A day.
    Date(NaiveDate),
}

impl Entry {
    /// A text, or blank where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// A share typed as `40%`, as a number that sums; any other text as it is.
    pub fn share(typed: &str) -> Self {
        typed
            .strip_suffix('%')
            .and_then(|number| number.trim().parse::<Decimal>().ok())
            .and_then(|number| number.checked_div(Decimal::ONE_HUNDRED))
            .map_or_else(|| Self::text(typed), Self::Share)
    }
}

impl From<Option<Decimal>> for Entry {
    fn from(number: Option<Decimal>) -> Self {
        number.map_or(Self::Blank, Self::Number)
    }
}

impl From<Option<NaiveDate>> for Entry {
    fn from(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Blank, Self::Date)
    }
}

/// A department workbook's content.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its language.
    pub lang: Lang,
    /// 考核周期.
    pub period: Period,
    /// 考核信息, in the order of the layout.
    pub appraisal: Vec<(AppraisalField, Entry)>,
    /// Roles with their definitions and data.
    pub roles: Vec<DraftRole>,
    /// 人员名单.
    pub staff: Vec<DraftStaff>,
    /// 加减分.
    pub adjustments: Vec<DraftAdjustment>,
    /// 等级: name, lowest, coefficient, share cap, meaning.
    pub grades: Vec<[Entry; 5]>,
    /// Paragraphs of the guide that belong to this department.
    pub notes: Vec<String>,
    /// 个人目标: id, KPI, target, weight, rule. `None` for a workbook without that sheet.
    pub goals: Option<Vec<[Entry; 5]>>,
    /// 评分关系: rater's id, rater, id of who is marked, category. `None` without that sheet.
    pub raters: Option<Vec<[String; 4]>>,
    /// Columns and sheets that stand ready though nothing fills them yet.
    pub with: With,
}

/// Parts of a workbook that it has only where it uses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct With {
    /// 评分人 and the sheets of marks.
    pub ratings: bool,
    /// 个人目标, 折算.
    pub goals: bool,
    /// 绩效工资基数.
    pub pay: bool,
    /// 维度, 维度权重.
    pub dimensions: bool,
}

/// A KPI's cells that a workbook has only where some KPI fills them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DraftFurther {
    /// 维度.
    pub dimension: Entry,
    /// 维度权重.
    pub dimension_weight: Entry,
    /// 评分人.
    pub marked_by: Entry,
    /// 折算.
    pub prorate: Entry,
}

/// A row of 评分-<岗位>.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DraftMarking {
    /// 工号.
    pub id: String,
    /// 类别.
    pub category: String,
    /// 评分人.
    pub rater: String,
    /// One entry per marked KPI.
    pub values: Vec<Entry>,
    /// 评语.
    pub comment: String,
}

/// A role's sheets.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftRole {
    /// 岗位.
    pub name: String,
    /// What one data row is.
    pub hint: String,
    /// Whether the data sheet has 日期.
    pub dated: bool,
    /// 职责, 职责描述.
    pub duties: Vec<[String; 2]>,
    /// 考核指标 from 指标 to 数据来源, in the order of the layout.
    pub kpis: Vec<[Entry; 10]>,
    /// 季度目标, 半年目标, 年度目标 per KPI; a column that nobody fills is not written. Empty where there are none.
    pub longer_targets: Vec<[Entry; 3]>,
    /// What else a KPI's row says; one per KPI, or none.
    pub further: Vec<DraftFurther>,
    /// The names of the KPIs that people mark.
    pub marked: Vec<String>,
    /// 评分-<岗位>.
    pub markings: Vec<DraftMarking>,
    /// 数据项.
    pub measures: Vec<DraftMeasure>,
    /// Data rows.
    pub rows: Vec<DraftRow>,
}

/// A measure, or a column 上期X.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftMeasure {
    /// 数据项.
    pub name: String,
    /// 单位.
    pub unit: String,
    /// 汇总方式.
    pub aggregate: Aggregate,
    /// 说明.
    pub meaning: String,
    /// A column of the data sheet without a row in 数据项.
    pub earlier: bool,
}

/// A data row.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftRow {
    /// 工号.
    pub id: String,
    /// 日期.
    pub date: Option<NaiveDate>,
    /// One entry per measure.
    pub values: Vec<Entry>,
}

/// A row of 人员名单.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftStaff {
    /// 工号.
    pub id: String,
    /// 姓名.
    pub name: String,
    /// 岗位.
    pub role: String,
    /// 到岗日期.
    pub from: Option<NaiveDate>,
    /// 离岗日期.
    pub to: Option<NaiveDate>,
    /// 直接上级.
    pub manager: String,
    /// 打开密码.
    pub password: String,
    /// 备注.
    pub notes: String,
    /// 参评; empty for 是.
    pub appraised: String,
    /// 绩效工资基数.
    pub pay_base: Option<Decimal>,
}

/// A row of 加减分.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAdjustment {
    /// 工号.
    pub id: String,
    /// 类型.
    pub kind: Choice,
    /// 分值.
    pub points: Option<Decimal>,
    /// 事由.
    pub reason: String,
    /// 日期.
    pub date: Option<NaiveDate>,
}

impl Draft {
    /// The same with parts that nothing fills yet: their columns and sheets, and the settings that go with them, blank.
    pub fn adding(mut self, with: With) -> Self {
        let asked = |field: &AppraisalField| match field {
            AppraisalField::MarkedBy => with.ratings,
            AppraisalField::Pay | AppraisalField::ShowPay => with.pay,
            _ => false,
        };
        for field in AppraisalField::ALL.iter().filter(|field| asked(field)) {
            if !self.appraisal.iter().any(|(known, _)| known == field) {
                self.appraisal.push((*field, Entry::Blank));
            }
        }
        self.appraisal.sort_by_key(|(field, _)| AppraisalField::ALL.iter().position(|known| known == field));
        self.with = with;
        self
    }

    /// The blank workbook of a template.
    pub fn of_template(template: &Template, lang: Lang, period: Period, department: Option<&str>) -> Self {
        let settings = &template.appraisal;
        let choice = |choice: Choice| Entry::text(choice.name(lang));
        let department = department.unwrap_or_else(|| template.department.get(lang));
        let appraisal = AppraisalField::ALL
            .iter()
            .map(|field| {
                let entry = match field {
                    AppraisalField::Department => Entry::text(department),
                    AppraisalField::Period => Entry::text(period.to_string()),
                    AppraisalField::Scale => choice(match settings.scale {
                        Scale::Percent => Choice::Percent,
                        Scale::Points => Choice::Points,
                        Scale::Deductions => Choice::Deductions,
                    }),
                    AppraisalField::Decimals => Entry::Number(settings.decimals.into()),
                    AppraisalField::Missing => choice(match settings.missing {
                        MissingPolicy::Error => Choice::Error,
                        MissingPolicy::Zero => Choice::Zero,
                        MissingPolicy::Exclude => Choice::Exclude,
                    }),
                    AppraisalField::Cap => settings.cap.into(),
                    AppraisalField::Grading => choice(match settings.grading {
                        Grading::ByScore => Choice::ByScore,
                        Grading::ByRank => Choice::ByRank,
                    }),
                    AppraisalField::ShowRank => choice(if settings.show_rank { Choice::Yes } else { Choice::No }),
                    AppraisalField::Accent => Entry::text(&settings.accent),
                    AppraisalField::Footer => Entry::text(settings.footer.get(lang)),
                    // Who they are, the office fills in.
                    AppraisalField::Company | AppraisalField::PreparedBy | AppraisalField::ApprovedBy => Entry::Blank,
                    further => settings.further(*further, lang),
                };
                (*field, entry)
            })
            .filter(|(field, entry)| !field.is_further() || *entry != Entry::Blank)
            .collect();
        let grades = template
            .grades
            .iter()
            .map(|grade| {
                [
                    Entry::text(grade.name.get(lang)),
                    grade.lowest.into(),
                    grade.coefficient.into(),
                    Entry::share(&grade.share_cap),
                    Entry::text(grade.meaning.get(lang)),
                ]
            })
            .collect();
        Self {
            lang,
            period,
            appraisal,
            roles: template.roles.iter().map(|role| DraftRole::of_template(role, lang)).collect(),
            staff: Vec::new(),
            adjustments: Vec::new(),
            grades,
            notes: template.notes.iter().map(|note| note.text.get(lang).to_owned()).collect(),
            goals: None,
            raters: None,
            with: With::default(),
        }
    }

    /// A setting as text; empty where it is blank or a number.
    pub fn setting(&self, field: AppraisalField) -> &str {
        self.appraisal.iter().find(|(f, _)| *f == field).map_or("", |(_, entry)| match entry {
            Entry::Text(text) => text,
            _ => "",
        })
    }

    /// Whether points are signed: 扣分制.
    pub fn is_signed(&self) -> bool {
        Choice::Deductions.word().matches(self.setting(AppraisalField::Scale))
    }

    /// Gives a setting a value.
    pub fn set(&mut self, field: AppraisalField, value: &Entry) {
        for (own, entry) in &mut self.appraisal {
            if *own == field {
                entry.clone_from(value);
            }
        }
    }

    /// The workbook, drawn.
    pub fn book(&self) -> Book {
        let mut sheets = vec![super::guide::sheet(self)];
        sheets.extend(super::definitions::sheets(self));
        sheets.extend(super::data::sheets(self));
        sheets.extend(super::marks::sheets(self));
        let department = self.setting(AppraisalField::Department);
        Book {
            properties: Properties {
                title: format!("{department} {}", self.period),
                subject: format!("{department} {}", self.period),
                author: self.setting(AppraisalField::PreparedBy).to_owned(),
                company: self.setting(AppraisalField::Company).to_owned(),
                created: self.period.last_day(),
                custom: Vec::new(),
            },
            sheets,
        }
    }
}

impl DraftRole {
    fn of_template(role: &super::RoleTemplate, lang: Lang) -> Self {
        let kpis = role
            .kpis
            .iter()
            .map(|kpi| {
                [
                    Entry::text(kpi.name.get(lang)),
                    Entry::share(&kpi.weight),
                    Entry::text(kpi.formula.get(lang)),
                    Entry::text(kpi.unit.get(lang)),
                    Entry::text(kpi.target.get(lang)),
                    Entry::text(kpi.rule.get(lang)),
                    Entry::text(kpi.full.get(lang)),
                    Entry::text(kpi.when_not_applicable.get(lang)),
                    Entry::text(kpi.meaning.get(lang)),
                    Entry::text(kpi.source.get(lang)),
                ]
            })
            .collect();
        let marked = role.kpis.iter().filter(|kpi| kpi.formula.is_empty()).map(|kpi| kpi.name.get(lang).to_owned());
        Self {
            name: role.name.get(lang).to_owned(),
            hint: role.hint.get(lang).to_owned(),
            dated: role.rows == RowsPerPerson::Many,
            duties: role.duties.iter().map(|d| [d.name.get(lang).to_owned(), d.text.get(lang).to_owned()]).collect(),
            kpis,
            longer_targets: role
                .kpis
                .iter()
                .map(|kpi| {
                    [&kpi.quarter_target, &kpi.half_target, &kpi.year_target].map(|text| Entry::text(text.get(lang)))
                })
                .collect(),
            measures: role
                .measures
                .iter()
                .map(|measure| DraftMeasure {
                    name: measure.name.get(lang).to_owned(),
                    unit: measure.unit.get(lang).to_owned(),
                    aggregate: measure.aggregate,
                    meaning: measure.meaning.get(lang).to_owned(),
                    earlier: measure.earlier,
                })
                .collect(),
            rows: Vec::new(),
            further: role.kpis.iter().map(|kpi| further(kpi, lang)).collect(),
            marked: marked.collect(),
            markings: Vec::new(),
        }
    }
}

fn further(kpi: &super::KpiTemplate, lang: Lang) -> DraftFurther {
    DraftFurther {
        dimension: Entry::text(kpi.dimension.get(lang)),
        dimension_weight: Entry::share(&kpi.dimension_weight),
        marked_by: Entry::text(kpi.marked_by.get(lang)),
        prorate: if kpi.prorate { Entry::text(Choice::Yes.name(lang)) } else { Entry::Blank },
    }
}
