//! What comes of a KPI for a person: a score, or why there is none, and its part of the total.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::marks::Mark;
use crate::lang::Lang;
use crate::model::layout::Choice;
use crate::model::{Back, Kpi};

/// One KPI's result.
#[derive(Debug, Clone, PartialEq)]
pub struct KpiResult {
    /// What came of it.
    pub outcome: Outcome,
    /// Its part of the total; `None` where it does not count.
    pub counted: Option<Counted>,
    /// The sum of what the KPIs that count carry.
    pub carried_sum: Decimal,
    /// The KPI as it is for this person, where it is not as it is for everybody.
    pub own: Option<Arc<Kpi>>,
    /// What each category of raters said, of a KPI that people mark.
    pub marks: Vec<Mark>,
}

/// What comes of a KPI.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It has a score.
    Scored(Scored),
    /// Its rule has no answer for the value, or the score is too large. An error says so, and nothing is reported.
    Unanswered(KpiValue),
    /// It does not apply: its weight goes elsewhere.
    NotApplicable(Reason),
    /// Nobody filled in these measures, by index: those that it needs, or whose figures there can't be calculated with.
    Missing {
        /// By index.
        measures: Vec<usize>,
        /// 计零: it counts with a score of 0.
        counts_zero: bool,
    },
}

/// How a value was scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The value: rounded to 4 decimals, or a label.
    pub value: KpiValue,
    /// The formula's value before rounding, of a number.
    pub exact: Option<Decimal>,
    /// Points of the rule, unrounded; 0 where it vetoes.
    pub points: Decimal,
    /// points / F × 100, rounded to the workbook's decimals; in 扣分制 the signed points.
    pub score: Decimal,
    /// Whether the rule vetoed the total.
    pub vetoed: bool,
}

/// A KPI's part of the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Own weight plus what N/A KPIs gave it by 不适用时.
    pub carried_weight: Decimal,
    /// (own + received) ÷ the sum that applies, rounded to 6 decimals for print; never calculated with. `None` where no KPI that counts
    /// has a weight.
    pub effective_weight: Option<Decimal>,
    /// score × weight (权重分: points), shared and rounded; in 扣分制 the score. `None` where it is too large: an error.
    pub weighted: Option<Decimal>,
}

/// A KPI's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KpiValue {
    /// A number in the KPI's unit; shares for %.
    Number(Decimal),
    /// A label.
    Label(Arc<str>),
}

/// Whether a KPI counts, as `results.json` and sheets say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It has a score.
    Scored,
    /// It does not apply: its weight goes elsewhere.
    NotApplicable,
    /// Nobody filled in what it needs.
    Missing,
}

/// Why a KPI has no score of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unscored<'a> {
    /// It does not apply.
    NotApplicable(&'a Reason),
    /// These measures, by index, were not filled in.
    Missing(&'a [usize]),
}

impl KpiResult {
    /// The state of a result.
    pub fn status(&self) -> Status {
        match self.outcome {
            Outcome::Scored(_) | Outcome::Unanswered(_) => Status::Scored,
            Outcome::NotApplicable(_) => Status::NotApplicable,
            Outcome::Missing { .. } => Status::Missing,
        }
    }

    /// How it was scored.
    pub fn scored(&self) -> Option<&Scored> {
        match &self.outcome {
            Outcome::Scored(scored) => Some(scored),
            _ => None,
        }
    }

    /// Why it was not scored.
    pub fn unscored(&self) -> Option<Unscored<'_>> {
        match &self.outcome {
            Outcome::Scored(_) | Outcome::Unanswered(_) => None,
            Outcome::NotApplicable(reason) => Some(Unscored::NotApplicable(reason)),
            Outcome::Missing { measures, .. } => Some(Unscored::Missing(measures)),
        }
    }

    /// The value: rounded to 4 decimals, or a label.
    pub fn value(&self) -> Option<&KpiValue> {
        match &self.outcome {
            Outcome::Scored(Scored { value, .. }) | Outcome::Unanswered(value) => Some(value),
            _ => None,
        }
    }

    /// Points of the rule, unrounded; 0 of what is missing and counts 0.
    pub fn points(&self) -> Option<Decimal> {
        self.figure(|scored| scored.points)
    }

    /// The score; 0 of what is missing and counts 0.
    pub fn score(&self) -> Option<Decimal> {
        self.figure(|scored| scored.score)
    }

    fn figure(&self, of: impl Fn(&Scored) -> Decimal) -> Option<Decimal> {
        match &self.outcome {
            Outcome::Scored(scored) => Some(of(scored)),
            Outcome::Missing { counts_zero: true, .. } => Some(Decimal::ZERO),
            _ => None,
        }
    }

    /// Its weighted score, where it counts.
    pub fn weighted(&self) -> Option<Decimal> {
        self.counted?.weighted
    }

    /// The weight that it takes of the whole, where it counts.
    pub fn effective_weight(&self) -> Option<Decimal> {
        self.counted?.effective_weight
    }

    /// Own weight plus what it was given; 0 where it does not count.
    pub fn carried_weight(&self) -> Decimal {
        self.counted.map_or(Decimal::ZERO, |counted| counted.carried_weight)
    }

    /// Whether this KPI's rule vetoed the total.
    pub fn vetoed(&self) -> bool {
        self.scored().is_some_and(|scored| scored.vetoed)
    }
}

/// Why a KPI does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// These measures (by index) are 不适用.
    NotApplicable(Vec<usize>),
    /// No earlier value of this measure (by index).
    NoEarlier(usize, Back),
    /// The earlier value of this measure is 0.
    EarlierZero(usize, Back),
    /// The earlier value of this measure, or what it is divided by with it, is less than 0.
    EarlierLoss(usize, Back),
    /// The measure is otherwise than it was, so that its values cannot be compared.
    EarlierChanged(usize, Back, Change),
    /// A weight of 0% of one's own: it is not asked of this person.
    NotTheirs,
    /// A division by zero in the formula.
    DivisionByZero,
    /// A team value over nobody.
    EmptyTeam(String),
    /// No earlier value of this measure in the whole team.
    NoEarlierTeam(String, Back),
    /// The team's earlier value of this measure is 0.
    EarlierZeroTeam(String, Back),
    /// The team's earlier value of this measure is less than 0.
    EarlierLossTeam(String, Back),
    /// The measure is otherwise than it was, so that the team's values cannot be compared.
    EarlierChangedTeam(String, Back, Change),
}

/// What of a measure's definition is otherwise than in an earlier period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which part.
    pub part: ChangedPart,
    /// What it was: a unit as typed, an aggregate by its English word.
    pub then: String,
    /// What it is.
    pub now: String,
}

/// A part of a measure's definition without which its values cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangedPart {
    /// The unit, which does not convert.
    Unit,
    /// 汇总方式.
    Aggregate,
}

impl Change {
    /// Then and now as people of a language name them.
    pub fn words(&self, lang: Lang) -> (String, String) {
        let word = |text: &str| match self.part {
            ChangedPart::Unit => text.to_owned(),
            ChangedPart::Aggregate => Choice::find(text).map_or_else(|| text.to_owned(), |c| c.name(lang).to_owned()),
        };
        (word(&self.then), word(&self.now))
    }
}
