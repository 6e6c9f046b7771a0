//! What changed between two revisions of one period: one readable list, stored in the later one's manifest.

mod definitions;
mod picture;
mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use picture::Picture;

/// One difference. Absent `from`: added; absent `to`: removed. Texts are as they stand in the workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What kind of thing.
    pub area: Area,
    /// Where it stands.
    #[serde(flatten)]
    pub subject: Subject,
    /// What was there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What is there now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// What a change is about; the parts that do not apply are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// 工号.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Role.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// KPI, measure, setting, grade, reason of an adjustment, or an earlier period.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub item: String,
    /// 姓名; it does not take part in comparing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// The kinds of things that change, in the order in which they are listed: causes first, then their effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// The program's version.
    Program,
    /// The method of a roll-up.
    Method,
    /// Another revision of an earlier period was read.
    Earlier,
    /// A setting of 考核信息.
    Setting,
    /// A row of 等级.
    GradeTable,
    /// A KPI of a role came or went.
    Kpi,
    /// Its weight.
    Weight,
    /// Its target.
    Target,
    /// Its formula.
    Formula,
    /// Its scoring rule.
    Rule,
    /// Anything else of it: unit, full points, who takes its weight, meaning, source.
    KpiDetail,
    /// A measure of a role came or went.
    Measure,
    /// A measure's unit, aggregate or meaning.
    MeasureDetail,
    /// A duty of a role.
    Duty,
    /// A person came or went.
    Person,
    /// A person's name.
    Name,
    /// A person's role came or went.
    Role,
    /// Days in a role.
    Days,
    /// What else 人员名单 says of a person: days, manager, notes, whether there is a password.
    Staff,
    /// What 个人目标 or 折算 makes of a KPI for one person: target, weight, rule.
    OwnGoal,
    /// A measure of a person.
    Data,
    /// A cell of one of a person's several rows.
    DataRow,
    /// What one rater gave or said; who it was is told by category alone.
    Mark,
    /// A row of 加减分.
    Adjustment,
    /// A KPI's value.
    Value,
    /// A KPI's score.
    Score,
    /// A person's total.
    Total,
    /// A person's grade.
    Grade,
    /// A person's pay.
    Pay,
}

/// What changed from one revision's picture to a later one's.
pub fn between(old: &Picture, new: &Picture) -> Vec<Change> {
    let keys: BTreeSet<_> = old.facts.keys().chain(new.facts.keys()).collect();
    let mut changes = Vec::new();
    for key in keys {
        let (from, to) = (old.facts.get(key), new.facts.get(key));
        let (area, subject) = key;
        let whole_came_or_went = parents(*area, subject)
            .iter()
            .any(|parent| old.facts.contains_key(parent) != new.facts.contains_key(parent));
        // A person's only row says what the combined measures say.
        let only_row = *area == Area::DataRow && old.has_one_row(subject) && new.has_one_row(subject);
        if from.map(|fact| &fact.shown) == to.map(|fact| &fact.shown) || whole_came_or_went || only_row {
            continue;
        }
        let name = to.or(from).map(|fact| fact.name.clone()).unwrap_or_default();
        changes.push(Change {
            area: *area,
            subject: Subject { name, ..subject.clone() },
            from: from.map(|fact| fact.shown.clone()),
            to: to.map(|fact| fact.shown.clone()),
        });
    }
    changes
}

/// Between a thing's name and what of it is meant: `解决率 · 单位`.
const DETAIL: &str = " · ";

/// The thing that a detail is of.
fn whole_of(item: &str) -> &str {
    item.rsplit_once(DETAIL).map_or(item, |(whole, _)| whole)
}

/// The things that something is a part of: where one of them came or went, its parts are not listed one by one.
fn parents(area: Area, subject: &Subject) -> Vec<(Area, Subject)> {
    let only = |id: &str, role: &str, item: &str| Subject {
        id: id.to_owned(),
        role: role.to_owned(),
        item: item.to_owned(),
        name: String::new(),
    };
    let person = (Area::Person, only(&subject.id, "", ""));
    let role = (Area::Role, only(&subject.id, &subject.role, ""));
    let kpi = (Area::Kpi, only("", &subject.role, &subject.item));
    match area {
        Area::Weight | Area::Target | Area::Formula | Area::Rule => vec![kpi],
        Area::KpiDetail => vec![(Area::Kpi, only("", &subject.role, whole_of(&subject.item)))],
        Area::MeasureDetail => vec![(Area::Measure, only("", &subject.role, whole_of(&subject.item)))],
        Area::GradeTable if subject.item.contains(DETAIL) => {
            vec![(Area::GradeTable, only("", "", whole_of(&subject.item)))]
        }
        Area::Name | Area::Role | Area::Total | Area::Grade | Area::Pay => vec![person],
        Area::Days | Area::Staff => vec![person, role],
        Area::OwnGoal => vec![person, role, (Area::Kpi, only("", &subject.role, whole_of(&subject.item)))],
        Area::Mark => {
            let of = subject.item.rsplit_once(DETAIL).map_or("", |(_, kpi)| kpi);
            vec![person, role, (Area::Kpi, only("", &subject.role, of))]
        }
        Area::DataRow => {
            let measure = subject.item.rsplit_once(DETAIL).map_or("", |(_, measure)| measure);
            vec![person, role, (Area::Measure, only("", &subject.role, measure))]
        }
        Area::Data => vec![person, role, (Area::Measure, only("", &subject.role, &subject.item))],
        Area::Value | Area::Score => vec![person, role, kpi],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
