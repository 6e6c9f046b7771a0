//! What earlier periods say: the values that growth formulas, trends and "what changed" rest on.
//!
//! A [`PastPeriod`] is what the archive keeps of a period beside `results.json` (`facts.json`) and what it hands to
//! scoring and reports. The core never reads the archive itself.

mod earlier;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::period::Period;
use crate::text;

/// What is known about the time before a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The directly preceding period of the same length, current revision.
    pub previous: Option<PastPeriod>,
    /// The same period a year earlier.
    pub year_ago: Option<PastPeriod>,
    /// Up to eleven archived periods of the same length before this one, oldest first (the previous one included).
    pub trend: Vec<PastPeriod>,
}

/// One archived period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPeriod {
    /// Which period.
    pub period: Period,
    /// Which revision of it: 1 for `r1`.
    pub revision: u32,
    /// Everybody who was scored.
    pub people: Vec<PastPerson>,
    /// The definitions that were in force, to name what changed since.
    pub kpis: Vec<PastKpi>,
    /// The settings that decide what a score means, by their English names; a choice in its English word. Empty in a record
    /// written before they were kept.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, String>,
    /// The grade table: each grade's lowest score, coefficient and share cap in short. Empty likewise.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub grades: BTreeMap<String, String>,
    /// The months that a roll-up lacked. No part of the record: the archive reads it from the manifest.
    #[serde(skip)]
    pub missing_months: Vec<Period>,
}

impl PastPeriod {
    /// A period of which nothing is known yet.
    pub const fn of(period: Period) -> Self {
        Self {
            period,
            revision: 0,
            people: Vec::new(),
            kpis: Vec::new(),
            settings: BTreeMap::new(),
            grades: BTreeMap::new(),
            missing_months: Vec::new(),
        }
    }
}

/// One person in an archived period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPerson {
    /// 工号.
    pub id: String,
    /// 姓名.
    pub name: String,
    /// Printed total; absent when no KPI applied.
    pub total: Option<Decimal>,
    /// Grade.
    pub grade: Option<String>,
    /// 绩效工资, where there is a base and all that it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<Decimal>,
    /// Per role.
    pub roles: Vec<PastRole>,
}

impl PastPerson {
    /// Whether an id and a name of today are this person: an id that was given to somebody else shares no history.
    pub fn is(&self, id: &str, name: &str) -> bool {
        self.id == id && text::key(&self.name) == text::key(name)
    }
}

/// One role of a person in an archived period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastRole {
    /// Role name.
    pub role: String,
    /// Days in the role.
    pub days: u32,
    /// The role's total.
    pub total: Option<Decimal>,
    /// Combined measures by name, in the measure's own unit.
    pub measures: Vec<PastMeasure>,
    /// KPI values and scores.
    pub kpis: Vec<PastScore>,
}

/// A combined measure of an archived period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastMeasure {
    /// Measure name.
    pub name: String,
    /// Its unit as typed.
    pub unit: String,
    /// How its rows were combined, in the English word; empty in a record written before it was kept.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub aggregate: String,
    /// Its combined value.
    pub value: PastValue,
}

/// The three states of a measure, and labels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PastValue {
    /// A number.
    Number(Decimal),
    /// A label such as 优秀.
    Label(String),
    /// 不适用.
    NotApplicable,
    /// Nobody filled it in.
    Missing,
}

/// A KPI's figures of an archived period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastScore {
    /// KPI name.
    pub name: String,
    /// The value as printed in results.json.
    pub value: Option<String>,
    /// The printed score.
    pub score: Option<Decimal>,
}

/// A KPI's definition of an archived period, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastKpi {
    /// Role name.
    pub role: String,
    /// KPI name.
    pub name: String,
    /// Weight as a share of one.
    pub weight: Decimal,
    /// Target as typed.
    pub target: String,
    /// Formula as typed.
    pub formula: String,
    /// Rule as typed.
    pub rule: String,
    /// 评分人 as typed; empty where nobody marks it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marked_by: String,
}
