//! Phrases: what the grammar finds between words and clauses.

use rust_decimal::Decimal;

use crate::rule::refusal::Reason;
use crate::rule::types::{Counting, Way};

/// Bytes of the original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub(super) fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// The unit that stands behind a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Measure {
    /// Nothing, or a noun that is no known unit.
    Bare,
    /// %
    Percent,
    /// 个百分点
    Point,
    /// A unit.
    Unit(String),
}

/// An amount as written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub value: Decimal,
    /// Whether 万 or 亿 was multiplied in: then a bare number is in base units.
    pub big: bool,
    pub measure: Measure,
    /// 目标的N%.
    pub of_target: bool,
    /// 目标95% without 的: a share of the target, or the target said again.
    pub joined: bool,
    /// ±N.
    pub signed: bool,
    pub span: Span,
}

/// What a condition compares with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Edge {
    Amount(Amount),
    Target(Span),
    /// 超出预算10%: so far from the target.
    Beyond(Amount, Way),
}

/// One end of a condition's band.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct End {
    pub edge: Edge,
    pub included: bool,
    /// Named by a sign or a comparing word; `false` for the bare ends of a range.
    pub named: bool,
    /// 含 or 不含 stands beside it.
    pub fixed: bool,
}

/// A condition on the value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cond {
    /// Between two ends, either of which may be open. `reach`: the good side of one end, told by the direction.
    Band { low: Option<End>, high: Option<End>, reach: bool },
    /// Exactly this value (a bare N% or N次).
    Single(Amount),
    /// At the target or better.
    OnTarget,
    /// Worse than the target.
    OffTarget,
    /// A noun that is denied: v = 0 on a count.
    Nothing(String),
    /// A noun alone: v > 0 on a count; or a label.
    Noun(String),
    /// 目标95%, alone: the target said again.
    States(Amount),
    /// All the rest.
    Else,
}

/// A number of points as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Points {
    Number(Decimal),
    /// A share of F.
    Share(Decimal),
    /// 满分.
    Full,
    /// 不得分.
    Zero,
    /// 按比例得分 in one tier: F·v/t there.
    Ratio,
    /// 50-80分 beside 线性: along a band.
    Span(Decimal, Decimal),
}

impl Points {
    /// 不得分, 得0分.
    pub(super) fn are_none(self) -> bool {
        match self {
            Self::Zero => true,
            Self::Number(points) => points.is_zero(),
            _ => false,
        }
    }
}

/// What a points phrase does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Give,
    Add,
    Take,
    /// 加/扣: add on the first side, deduct on the second.
    AddTake,
    /// No verb: 15分 after a condition.
    Bare,
}

/// Why a side word was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SideKind {
    /// 低于, 超过.
    Comparing,
    /// 降低, 增加.
    Moving,
    /// 少, 缺, 漏.
    Lack,
    /// 未.
    Not,
    /// 延迟, 超时.
    Late,
    /// 相差.
    Apart,
    /// 差: short of the target, on its bad side or on the side that was named.
    Short,
}

/// 每…: a step before its points are known.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct StepPhrase {
    /// Whether 每 stands there.
    pub each: bool,
    pub sides: Vec<(Way, SideKind)>,
    /// Whether it names the target.
    pub target: bool,
    /// 每低于95%…1个百分点: where it counts from.
    pub threshold: Option<Amount>,
    pub size: Option<Amount>,
    /// Nouns inside.
    pub noun: String,
    /// The words of its sides: 迟到, 延误.
    pub sided: String,
    /// ± or 上下: both sides.
    pub both: bool,
    /// A start that is said again: 在40分的基础上.
    pub said: Vec<Decimal>,
    /// The words of what is counted, numbers of its name (5S) among them.
    pub named: Vec<Span>,
    /// 之后每次: beyond what was said before.
    pub after: bool,
    /// 不少于3次，每次: behind what is asked for at least.
    pub asked: bool,
}

/// What stands in a rule, phrase by phrase.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phrase {
    Noun(String),
    Cond(Cond),
    Step(StepPhrase),
    Points {
        verb: Verb,
        points: Points,
        per: Option<String>,
    },
    /// 最高N分, with the verb inside (最高扣N分).
    Most {
        verb: Option<Verb>,
        points: Option<Points>,
    },
    /// 最低N分.
    Least {
        verb: Option<Verb>,
        points: Option<Points>,
    },
    /// 扣至N分.
    DeductTo {
        least: bool,
        points: Points,
        negative: bool,
    },
    /// 扣完为止.
    FloorZero,
    Endless,
    Bottomless,
    Veto,
    NoBonus,
    NoDeduction,
    /// 得分=100-次数×5: what the count takes from the full points.
    Minus {
        start: Option<Decimal>,
        points: Decimal,
    },
    /// 按比例计分, with 扣 instead of 计: below the target.
    Ratio {
        inverse: bool,
        times: Option<Decimal>,
        /// 实际值/5万元×100: the number that stands for the target.
        over: Option<Amount>,
    },
    /// 回款额/应收额×20分: F times the value, where that is a percentage of itself.
    OwnShare {
        times: Option<Decimal>,
    },
    Direct,
    /// Somebody gives a mark.
    Marked {
        scale: Option<Decimal>,
    },
    /// 线性; `ratio`: by the ratio to the target, with points.
    Linear {
        ratio: bool,
    },
    Partial {
        amount: Option<Amount>,
        counting: Counting,
    },
    /// 按实际占目标的百分比评分.
    DefinesRatio,
    /// 按提升率占目标的百分比评分: v/t on a percentage too.
    RateOfTarget,
    /// 按…考核: only names what is looked at; `ratio` where it names a ratio.
    Names {
        ratio: bool,
    },
    /// 满分20分.
    FullPoints(Decimal),
    /// 基础分60分: where counting starts.
    Start(Decimal),
    AndSoOn,
    ThisItem,
    /// Words that say how points come about and leave it open.
    Refused(Reason),
    /// 按次数计分: by the amount itself.
    Scores,
    /// 部分 after a condition: 超过100%部分.
    Part,
}

/// How strongly a phrase is cut off from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Space,
    Comma,
    Clause,
}

/// A phrase with its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed {
    pub phrase: Phrase,
    pub span: Span,
    pub gap: Gap,
}

/// A refusal before it is worded.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stop {
    pub reason: Reason,
    pub span: Span,
    /// The values that stand in the way, in words: 97%～98%.
    pub between: Option<String>,
}

impl Stop {
    pub(super) fn new(reason: Reason, span: Span) -> Self {
        Self { reason, span, between: None }
    }
}
