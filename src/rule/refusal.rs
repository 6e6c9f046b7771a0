//! Why a rule is not read: the words in the way, what is missing, and the nearest form that would be read.

use std::ops::Range;

use crate::cell::CellRef;
use crate::problem::{Code, Problem};

/// A kind of refusal; each is a problem code of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Words that no part of the grammar reads.
    Unreadable,
    /// No rule at all.
    Empty,
    /// A place for a number was left open.
    Blank,
    /// 酌情: somebody's judgement.
    Judgement,
    /// 80-100分: a range of points.
    PointRange,
    /// Two rules for one side of the target.
    TwoRules,
    /// Tiers leave a hole.
    Hole,
    /// Tiers overlap.
    Overlap,
    /// A step or a threshold in a unit of another kind.
    UnitConflict,
    /// A target is needed and there is none, or it is 0 or less where it divides.
    Target,
    /// 以此类推 without a pattern.
    AndSoOn,
    /// A consequence in money.
    Money,
    /// A cut-off without a main rule.
    OnlyCutOff,
    /// By rank.
    Rank,
    /// A formula other than actual/target.
    FreeFormula,
    /// A rounding of its own.
    Rounding,
    /// Something in another cell.
    Elsewhere,
    /// 加倍, 除外: changes the rule in a way that is not read.
    Modifier,
    /// A step without 每: once, or per step?
    OnceOrEach,
    /// A deduction whose event is not counted.
    NotCounted,
    /// Two counted things that are no measures of the role.
    TwoCounts,
    /// Another target than the KPI has.
    TargetConflict,
    /// Points or a bound that contradict F.
    FullConflict,
    /// A bound whose meaning is unclear: 扣至5分, one-sided 最低扣5分, a cap above 2F.
    BoundUnclear,
    /// A tier without points, or above F, or a step inside a tier.
    TierPoints,
    /// The scale of a direct score is not said.
    Scale,
    /// Single values only: nothing is said about the values between.
    SingleValues,
    /// Words that limit the rule to some people, times or cases.
    Whom,
    /// The worse would earn more: in proportion to a value that should be small, or the other way round.
    Direction,
    /// The sentence can be read as two different rules.
    TwoReadings,
    /// 满分, 扣完为止, 按比例 where there are no full points.
    NoFull,
}

impl Reason {
    /// Its code in the catalogue.
    pub const fn code(self) -> Code {
        match self {
            Self::Unreadable => Code::RuleUnreadable,
            Self::Empty => Code::RuleEmpty,
            Self::Blank => Code::RuleBlank,
            Self::Judgement => Code::RuleJudgement,
            Self::PointRange => Code::RulePointRange,
            Self::TwoRules => Code::RuleTwice,
            Self::Hole => Code::RuleHole,
            Self::Overlap => Code::RuleOverlap,
            Self::UnitConflict => Code::RuleUnitConflict,
            Self::Target => Code::RuleTarget,
            Self::AndSoOn => Code::RuleAndSoOn,
            Self::Money => Code::RuleMoney,
            Self::OnlyCutOff => Code::RuleOnlyCutOff,
            Self::Rank => Code::RuleRank,
            Self::FreeFormula => Code::RuleFormula,
            Self::Rounding => Code::RuleRounding,
            Self::Elsewhere => Code::RuleElsewhere,
            Self::Modifier => Code::RuleModifier,
            Self::OnceOrEach => Code::RuleOnceOrEach,
            Self::NotCounted => Code::RuleNotCounted,
            Self::TwoCounts => Code::RuleTwoCounts,
            Self::TargetConflict => Code::RuleTargetConflict,
            Self::FullConflict => Code::RuleFullConflict,
            Self::BoundUnclear => Code::RuleBoundUnclear,
            Self::TierPoints => Code::RuleTierPoints,
            Self::Scale => Code::RuleScale,
            Self::SingleValues => Code::RuleSingleValues,
            Self::Whom => Code::RuleWhom,
            Self::Direction => Code::RuleDirection,
            Self::TwoReadings => Code::RuleTwoReadings,
            Self::NoFull => Code::RuleNoFullPoints,
        }
    }
}

/// A rule, or a part of it, that is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which kind.
    pub reason: Reason,
    /// The bytes of the rule's text that stand in the way.
    pub span: Range<usize>,
    /// Those words.
    pub words: String,
    /// The values without a tier, or with two: 97%～98%; empty elsewhere.
    pub between: String,
    /// The nearest form that would be read; empty where there is none.
    pub nearest: String,
    /// Whether points are signed: the way out speaks of no full points then.
    pub signed: bool,
    /// What the sentence can mean, each as a sentence to copy; none where it has one meaning or no meaning.
    pub meanings: Vec<String>,
}

impl Refusal {
    /// Words of a rule's text that stand in the way.
    pub(in crate::rule) fn new(reason: Reason, text: &str, span: Range<usize>, between: String) -> Self {
        let words = text.get(span.clone()).unwrap_or(text).trim().to_owned();
        Self { reason, span, words, between, nearest: String::new(), signed: false, meanings: Vec::new() }
    }

    /// The problem at the rule's cell.
    pub fn problem(&self, at: &CellRef) -> Problem {
        Problem::new(self.reason.code(), at)
            .with("words", &self.words)
            .with("between", &self.between)
            .with("has-nearest", if self.nearest.is_empty() { "no" } else { "yes" })
            .with("nearest", &self.nearest)
            .with("scale", if self.signed { "signed" } else { "full" })
            .with("first", self.meanings.first().map_or("", String::as_str))
            .with("second", self.meanings.get(1).map_or("", String::as_str))
    }
}

/// Something to know about a rule that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A bonus has no maximum.
    EndlessBonus,
    /// Nothing is said on one side of the target.
    BonusOnly,
    /// Nothing is said below the last tier.
    OpenTier(String),
    /// Two tiers named one number; which has it.
    SharedNumber(String),
    /// Words taken as a description only.
    Described(String),
}

impl Remark {
    /// The warning or note at the rule's cell.
    pub fn problem(&self, at: &CellRef) -> Problem {
        match self {
            Self::EndlessBonus => Problem::new(Code::RuleEndlessBonus, at),
            Self::BonusOnly => Problem::new(Code::RuleBonusOnly, at),
            Self::OpenTier(level) => Problem::new(Code::RuleOpenTier, at).with("level", level),
            Self::SharedNumber(level) => Problem::new(Code::RuleSharedNumber, at).with("level", level),
            Self::Described(words) => Problem::new(Code::RuleDescribed, at).with("words", words),
        }
    }
}
