//! What the phrases of a rule are grouped into.

use crate::rule::read::phrase::{Cond, Points, Span, StepPhrase, Verb};
use crate::rule::types::Way;

/// A condition (or none) and what it gives.
#[derive(Debug, Clone)]
pub(super) struct AwardClause {
    pub cond: Option<Cond>,
    pub points: Points,
    pub verb: Verb,
    pub span: Span,
    /// 下降超过5个百分点: the condition is a distance this way.
    pub moved: Option<Way>,
    /// 不扣分 says it, not 满分.
    pub keeps: bool,
    /// What is named right before the condition: 投诉 in 投诉1次扣2分.
    pub about: String,
}

impl AwardClause {
    /// 低于80%不得分, 低于80%得0分
    pub(super) fn gives_nothing(&self) -> bool {
        self.verb != Verb::Take && self.points.are_none()
    }

    /// Points that a condition gives, with nothing else said of them.
    pub(super) fn given(cond: Option<Cond>, points: Points, span: Span) -> Self {
        Self { cond, points, verb: Verb::Give, span, moved: None, keeps: false, about: String::new() }
    }
}

/// A step with its points.
#[derive(Debug, Clone)]
pub(super) struct StepClause {
    pub step: StepPhrase,
    pub verb: Verb,
    pub points: Points,
    pub base: Option<Cond>,
    pub span: Span,
    pub subject: String,
    /// Whether a comma stands between the condition and the step.
    pub apart: bool,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct BoundClause {
    pub most: bool,
    pub verb: Option<Verb>,
    pub points: Points,
    pub to: bool,
    pub negative: bool,
    /// The number of the step that it stands behind.
    pub after: Option<usize>,
    pub span: Span,
}
