//! What stands in a cell in place of a number, so that a changed data cell behaves as in the program: 不适用 and what
//! nobody filled in are told apart from each other, from 0, and from anything that is neither.

use crate::lang::Lang;
use crate::model::MissingPolicy;
use crate::model::layout::Choice;

/// The words of a workbook for the two states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct States {
    /// 不适用.
    pub absent: String,
    /// 未填写.
    pub missing: String,
    /// 缺数据处理: what a category of raters counts that has not marked.
    pub policy: MissingPolicy,
    /// What a data cell may hold to say 不适用, as an array of texts in a formula.
    marks: String,
}

impl States {
    /// The states with their words in a workbook.
    pub fn new(lang: Lang, absent: impl Into<String>, missing: impl Into<String>) -> Self {
        let absent = absent.into();
        let mut marks: Vec<String> = Vec::new();
        for mark in [&*absent, Choice::NotApplicable.name(lang), "N/A", "NA", "—", "——", "/"] {
            let mark = super::quoted(mark);
            if !marks.contains(&mark) {
                marks.push(mark);
            }
        }
        Self {
            absent,
            missing: missing.into(),
            policy: MissingPolicy::Error,
            marks: format!("{{{}}}", marks.join(",")),
        }
    }

    /// The same under another 缺数据处理.
    #[must_use]
    pub const fn under(mut self, policy: MissingPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// How many cells of a span say 不适用.
    pub fn marked(&self, span: &str) -> String {
        format!("SUMPRODUCT(COUNTIF({span},{}))", self.marks)
    }

    /// The word for 不适用 in a formula.
    pub fn absent_text(&self) -> String {
        super::quoted(&self.absent)
    }

    /// The word for what nobody filled in, in a formula.
    pub fn missing_text(&self) -> String {
        super::quoted(&self.missing)
    }
}
