//! What people decide and no data tells: who is appraised, dimensions, marks, pay, and what the form holds.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::layout::{AppraisalField, Choice};
use crate::cell::CellRef;
use crate::formula::Formula;
use crate::lang::Lang;
use crate::text::key;

/// 参评: how a person takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Appraised {
    /// 是.
    #[default]
    Yes,
    /// 试用: scored, without a rank and a place in the grades' quota.
    Probation,
    /// 否: data count for the team, nothing is given out.
    No,
}

/// 维度: KPIs of a role that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its name.
    pub name: String,
    /// Its share of the whole: the sum of its KPIs' weights.
    pub weight: Decimal,
}

/// Who marks a KPI that no data tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marks {
    /// 评分人 as typed.
    pub text: String,
    /// The categories with their shares, which add up to one.
    pub by: Vec<MarkedBy>,
    /// The lowest and the highest mark that may be given.
    pub bounds: (Decimal, Decimal),
    /// Levels of the criterion with one number each, whose names may be entered too.
    pub levels: Vec<(String, Decimal)>,
    /// The criterion names ranges: a level's name alone says too little.
    pub ranged: bool,
}

/// A category of people who mark, with its share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedBy {
    /// Who.
    pub category: Category,
    /// Its share of one.
    pub share: Decimal,
    /// The measure that its marks combine to, by index in [`super::Role::measures`].
    pub measure: usize,
}

/// 类别: who stands to the person how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// 自评.
    Own,
    /// 上级.
    Manager,
    /// 同级.
    Peer,
    /// 下级.
    Report,
    /// 客户.
    Customer,
    /// 评审组.
    Panel,
    /// Any other word.
    Other(Arc<str>),
}

impl Category {
    /// The ones that have a word of their own.
    const KNOWN: [(Choice, Self); 6] = [
        (Choice::OwnMark, Self::Own),
        (Choice::ManagersMark, Self::Manager),
        (Choice::PeersMark, Self::Peer),
        (Choice::ReportsMark, Self::Report),
        (Choice::CustomersMark, Self::Customer),
        (Choice::PanelsMark, Self::Panel),
    ];

    /// The category of a word: 上级, 直接上级评分, manager.
    pub fn of(word: &str) -> Self {
        const ENDS: [&str; 8] = ["的评分", "的评价", "评分", "评价", "打分", "考评", "考核", "评"];
        let word = word.trim();
        let plain = key(word);
        let bare = ENDS.iter().find_map(|end| plain.strip_suffix(end)).filter(|bare| bare.chars().count() > 1);
        let known = |word: &str| {
            let found = Choice::named(word);
            Self::KNOWN.iter().find(|(choice, _)| found.contains(choice)).map(|(_, category)| category.clone())
        };
        known(&plain).or_else(|| known(bare?)).unwrap_or_else(|| Self::Other(Arc::from(word)))
    }

    /// Its word in a language; any other word as it was typed.
    pub fn name(&self, lang: Lang) -> &str {
        match self {
            Self::Other(word) => word,
            known => Self::KNOWN.iter().find(|(_, one)| one == known).map_or("", |(choice, _)| choice.name(lang)),
        }
    }

    /// Whether both are one category, however it is written.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Other(one), Self::Other(other)) => key(one) == key(other),
            _ => self == other,
        }
    }

    /// Whether who marked must not be told apart: everybody but the person and the manager.
    pub const fn is_private(&self) -> bool {
        !matches!(self, Self::Own | Self::Manager)
    }
}

/// Fewer raters of a private category than this, and their mean stands nowhere by itself.
pub const FEW_RATERS: usize = 3;

/// One row of a sheet of marks: who marked whom, and what was said beside the numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// 工号.
    pub id: Arc<str>,
    /// 类别.
    pub category: Category,
    /// 评分人; empty where it is not said.
    pub rater: String,
    /// 评语.
    pub comment: String,
    /// The id's cell.
    pub at: CellRef,
}

/// A name that the formula of 绩效工资 may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PayName {
    /// 基数.
    Base,
    /// 系数.
    Coefficient,
    /// 总分.
    Total,
    /// 在岗天数.
    Days,
    /// 应计天数: the days of the period.
    WholeDays,
}

impl PayName {
    /// Every one: the measures of the formula, by index.
    pub const ALL: [Self; 5] = [Self::Base, Self::Coefficient, Self::Total, Self::Days, Self::WholeDays];

    /// Its word in a language.
    pub fn word(self, lang: Lang) -> &'static str {
        let at = match lang {
            Lang::ZhCn => 0,
            Lang::ZhTw => 1,
            Lang::En => 2,
        };
        self.words().get(at).copied().unwrap_or_default()
    }

    /// The words that name it, first that of each language.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Base => &["基数", "基數", "base", "绩效工资基数", "绩效基数", "工资基数", "pay base"],
            Self::Coefficient => &["系数", "係數", "coefficient", "绩效系数", "等级系数", "考核系数"],
            Self::Total => &["总分", "總分", "total", "得分", "考核得分", "总得分", "绩效得分", "score"],
            Self::Days => &["在岗天数", "在崗天數", "days", "出勤天数", "实际天数", "days in role"],
            Self::WholeDays => {
                &["应计天数", "應計天數", "days of the period", "当月天数", "应出勤天数", "周期天数", "period days"]
            }
        }
    }
}

/// 绩效工资: how pay comes about.
#[derive(Debug, Clone, PartialEq)]
pub struct PayRule {
    /// As typed; empty for the usual one.
    pub text: String,
    /// Where it stands; `None` for the usual one.
    pub at: Option<CellRef>,
    /// As understood: its measures are [`PayName::ALL`] by index.
    pub formula: Formula,
}

impl PayRule {
    /// The names that the formula uses, in their order.
    pub fn names(&self) -> Vec<PayName> {
        let used = self.formula.measures();
        (0..).zip(PayName::ALL).filter(|(at, _)| used.contains(at)).map(|(_, name)| name).collect()
    }
}

/// What of the settings is about people: each as understood, and all as typed for the next workbook.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeopleSettings {
    /// 绩效工资; `None` where nobody has a base.
    pub pay: Option<PayRule>,
    /// 显示绩效工资 on the person's own page.
    pub show_pay: bool,
    /// 起评分 of 扣分制; `None` for 100.
    pub start: Option<Decimal>,
    /// 签字栏: who signs; empty for the usual three.
    pub signatures: Vec<String>,
    /// 表格栏目: what else the page shows.
    pub shown: Vec<FormPart>,
    /// The settings as typed.
    pub typed: Vec<(AppraisalField, String)>,
}

/// What the page may hold besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormPart {
    /// 等级说明: a line of all grades and their bounds.
    Grades,
    /// 面谈记录: a box for the interview.
    Interview,
    /// 员工意见: a box for what the person says.
    Opinion,
    /// 得分点数: points beside the score where the full points are not 100.
    Points,
}

impl PeopleSettings {
    /// A setting as typed, where it says something.
    pub fn typed(&self, field: AppraisalField) -> Option<&str> {
        self.typed.iter().find(|(own, _)| *own == field).map(|(_, text)| text.as_str()).filter(|text| !text.is_empty())
    }
}
