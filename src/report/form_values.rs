//! What each person gives to the office's own form.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::why::{Audience, Why};
use crate::form::{Field, Form, Group, Known, PersonValues, Put};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::layout::Choice;
use crate::model::{AdjustmentKind, Category, Department, Kpi, Role};
use crate::problem::Problem;
use crate::score::{KpiResult, KpiValue, PersonResult, Results, Status};
use crate::text;

/// The values of the person at an index of [`Results::people`].
pub fn person(department: &Department, results: &Results, person: usize) -> PersonValues {
    let Some(result) = results.people.get(person) else { return PersonValues::default() };
    let all = Values { department, lang: department.lang, person: result };
    let mut rows = BTreeMap::new();
    rows.insert(Group::Kpi, all.kpis());
    rows.insert(Group::Duty, all.duties());
    rows.insert(Group::Adjustment, all.adjustments());
    PersonValues { own: all.own(), rows, steps: steps(department, results, result) }
}

/// What an office's own form, filled for everybody, would show that is not the result.
pub fn doubts(department: &Department, results: &Results, form: &Form) -> Vec<Problem> {
    let people: Vec<(String, PersonValues)> = results
        .people
        .iter()
        .enumerate()
        .map(|(at, result)| (result.name.to_string(), person(department, results, at)))
        .collect();
    let known = Known {
        period: department.appraisal.period,
        people: results.people.iter().flat_map(|one| [one.id.to_string(), one.name.to_string()]).collect(),
        grades: department.grades.iter().map(|grade| grade.name.to_string()).collect(),
    };
    form.doubts(&known, &people)
}

/// What one KPI of a person is measured by, as a table of a host shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// The target with its unit; the person's own where they have one.
    pub target: String,
    /// The value with its unit, or 不适用.
    pub value: String,
    /// Whether target, weight or rule is the person's own.
    pub is_own: bool,
}

/// All KPIs of the person at an index of [`Results::people`], role by role.
pub fn measured(department: &Department, results: &Results, person: usize) -> Vec<Measured> {
    let Some(result) = results.people.get(person) else { return Vec::new() };
    let all = Values { department, lang: department.lang, person: result };
    let with_unit = |put: Option<&Put>, unit: &str| match put {
        // 80次, but 80 people.
        Some(put @ Put::Number(_)) => {
            let apart = if unit.starts_with(|c: char| c.is_ascii_alphabetic()) { " " } else { "" };
            format!("{}{apart}{unit}", put.shown())
        }
        put => put.map(Put::shown).unwrap_or_default(),
    };
    let own = result.roles.iter().flat_map(|held| &held.kpis).map(|kpi| kpi.own.is_some());
    all.kpis()
        .iter()
        .zip(own)
        .map(|(row, is_own)| {
            let unit = row.get(&Field::Unit).map(Put::shown).unwrap_or_default();
            Measured {
                target: with_unit(row.get(&Field::Target), &unit),
                value: with_unit(row.get(&Field::Value), &unit),
                is_own,
            }
        })
        .collect()
}

/// Data and steps, as the second sheet shows them: nothing of anybody else's.
fn steps(department: &Department, results: &Results, person: &PersonResult) -> (String, Vec<Vec<String>>) {
    let lang = department.lang;
    let why = Why { department, results, lang, audience: Audience::Person };
    let mut lines = vec![vec![format!("{}　{}", say(lang, "person-data-sheet", &[]), person.name)], Vec::new()];
    for section in why.sections(person, None) {
        lines.push(vec![section.title]);
        lines.extend(section.steps.into_iter().map(|step| vec![step.label, step.text]));
        lines.push(Vec::new());
    }
    (say(lang, "person-data-sheet", &[]), lines)
}

struct Values<'a> {
    department: &'a Department,
    lang: Lang,
    person: &'a PersonResult,
}

impl Values<'_> {
    /// A score with the decimals that it is printed with.
    fn number(&self, number: Option<Decimal>) -> Put {
        number.map_or(Put::Blank, |number| {
            let mut number = number;
            number.rescale(self.department.appraisal.decimals);
            Put::Number(number)
        })
    }

    fn own(&self) -> BTreeMap<Field, Put> {
        let (appraisal, person) = (&self.department.appraisal, self.person);
        let held = |role: usize| person.roles.iter().any(|held| held.role == role);
        let postings = self.department.postings.iter().filter(|posting| posting.id == person.id && held(posting.role));
        let postings: Vec<_> = postings.collect();
        let roles: Vec<&str> = person
            .roles
            .iter()
            .filter_map(|held| self.department.roles.get(held.role))
            .map(|role| &*role.name)
            .collect();
        let grade = person.grade.and_then(|grade| self.department.grades.get(grade)).map_or("", |grade| &grade.name);
        let manager = postings.last().map_or("", |posting| posting.manager.as_str());
        let days: u32 = person.roles.iter().map(|held| held.days).sum();
        let pay = person.pay.filter(|_| appraisal.people.show_pay).and_then(|pay| pay.amount);
        let rank = person.roles.last().and_then(|held| held.rank).filter(|_| appraisal.show_rank);
        // Signed points stand beside where they begin; a joint total holds that start already.
        let subtotal = match (person.roles.as_slice(), appraisal.start()) {
            ([_], Some(start)) => person.subtotal.and_then(|sum| sum.checked_sub(start)),
            _ => person.subtotal,
        };
        BTreeMap::from([
            (Field::Name, Put::text(&*person.name)),
            (Field::Id, Put::text(&*person.id)),
            (Field::Role, Put::text(roles.join(self.department.lang.between()))),
            (Field::Department, Put::text(&appraisal.department)),
            (Field::Company, Put::text(&appraisal.company)),
            (Field::Period, Put::text(appraisal.period.to_string())),
            (Field::Manager, Put::text(manager)),
            (Field::Total, self.number(person.total)),
            (Field::Start, appraisal.start().map_or(Put::Blank, |start| self.number(Some(start)))),
            (Field::Subtotal, self.number(subtotal)),
            (Field::Adjustment, self.number(Some(person.adjustment))),
            (Field::Grade, Put::text(grade)),
            (Field::Coefficient, person.coefficient.map_or(Put::Blank, Put::Number)),
            (Field::Pay, pay.map_or(Put::Blank, Put::Number)),
            (Field::Rank, rank.map_or(Put::Blank, |rank| Put::Number(rank.into()))),
            (Field::Days, Put::Number(days.into())),
            (Field::Comment, Put::Blank),
            (Field::PreparedBy, Put::text(&appraisal.prepared_by)),
            (Field::ApprovedBy, Put::text(&appraisal.approved_by)),
        ])
    }

    fn kpis(&self) -> Vec<BTreeMap<Field, Put>> {
        let mut rows = Vec::new();
        for held in &self.person.roles {
            let Some(role) = self.department.roles.get(held.role) else { continue };
            for (kpi, result) in role.kpis.iter().zip(&held.kpis) {
                let number = u32::try_from(rows.len()).unwrap_or_default().saturating_add(1);
                rows.push(self.kpi(role, kpi.or_own(result.own.as_ref()), result, number));
            }
        }
        rows
    }

    fn kpi(&self, role: &Role, kpi: &Kpi, result: &KpiResult, number: u32) -> BTreeMap<Field, Put> {
        let dimension = kpi.dimension.and_then(|at| role.dimensions.get(at)).map_or("", |dimension| &dimension.name);
        let state = match result.status() {
            Status::Scored => None,
            Status::NotApplicable => Some(Choice::NotApplicable.name(self.lang)),
            Status::Missing => Some("—"),
        };
        let score =
            |number: Option<Decimal>| state.filter(|_| number.is_none()).map_or_else(|| self.number(number), Put::text);
        let mean = |category: &Category| {
            let by = kpi.marks.as_ref().and_then(|marks| marks.by.iter().position(|by| by.category == *category));
            let own = result.marks.iter().find(|mark| Some(mark.by) == by);
            own.and_then(|mark| mark.mean).map_or(Put::Blank, |mean| Put::Number(mean.normalize()))
        };
        BTreeMap::from([
            (Field::Number, Put::Number(number.into())),
            (Field::Dimension, Put::text(dimension)),
            (Field::Kpi, Put::text(&kpi.name)),
            (Field::Weight, Self::weight(kpi, result)),
            (Field::Target, kpi.target.as_ref().map_or(Put::Blank, |target| self.target(&target.text, kpi))),
            (Field::Value, self.value(kpi, result, state)),
            (Field::Unit, Put::text(&kpi.unit.text)),
            (Field::Rule, Put::text(&kpi.rule_text)),
            (Field::Formula, Put::text(kpi.way())),
            (Field::Source, Put::text(&kpi.source)),
            (Field::Score, score(result.score())),
            (Field::Weighted, score(result.weighted())),
            (Field::OwnMark, mean(&Category::Own)),
            (Field::ManagersMark, mean(&Category::Manager)),
            (Field::Meaning, Put::text(&kpi.meaning)),
        ])
    }

    /// The weight that counts, so that a form's own product of score and weight is the weighted score; as on our own page.
    fn weight(kpi: &Kpi, result: &KpiResult) -> Put {
        if kpi.rule.is_signed() {
            return Put::Blank;
        }
        match result.weighted() {
            Some(_) => Put::Share(result.effective_weight().unwrap_or(kpi.weight)),
            None => Put::text("—"),
        }
    }

    /// A target as typed; a bare number or percentage as a number.
    fn target(&self, typed: &str, kpi: &Kpi) -> Put {
        let plain = text::tidy(typed);
        match (plain.strip_suffix('%').map(str::parse::<Decimal>), plain.parse::<Decimal>()) {
            (Some(Ok(number)), _) => {
                number.checked_div(Decimal::ONE_HUNDRED).map_or_else(|| Put::text(typed), Put::Share)
            }
            (_, Ok(_)) if kpi.unit.is_percent() => {
                kpi.target.as_ref().map_or(Put::Blank, |target| Put::Share(target.value))
            }
            (_, Ok(number)) => Put::Number(number),
            _ => Put::text(typed),
        }
    }

    fn value(&self, kpi: &Kpi, result: &KpiResult, state: Option<&str>) -> Put {
        match result.value() {
            Some(KpiValue::Number(value)) if kpi.unit.is_percent() => Put::Share(*value),
            Some(KpiValue::Number(value)) => Put::Number(value.normalize()),
            Some(KpiValue::Label(label)) => Put::text(&**label),
            None => state.map_or(Put::Blank, Put::text),
        }
    }

    fn duties(&self) -> Vec<BTreeMap<Field, Put>> {
        let held = self.person.roles.iter().filter_map(|held| self.department.roles.get(held.role));
        held.flat_map(|role| &role.duties)
            .map(|duty| {
                BTreeMap::from([(Field::Duty, Put::text(&duty.name)), (Field::DutyText, Put::text(&duty.description))])
            })
            .collect()
    }

    fn adjustments(&self) -> Vec<BTreeMap<Field, Put>> {
        let own = self.person.adjustments.iter().filter_map(|at| self.department.adjustments.get(*at));
        own.map(|row| {
            let points = match (row.kind, row.points) {
                (AdjustmentKind::Penalty, Some(points)) => Put::Number(Decimal::ZERO.saturating_sub(points)),
                (AdjustmentKind::Bonus | AdjustmentKind::Calibration, Some(points)) => Put::Number(points),
                (AdjustmentKind::Veto, _) => Put::text(Choice::Veto.name(self.lang)),
                (_, None) => Put::Blank,
            };
            BTreeMap::from([(Field::Reason, Put::text(&row.reason)), (Field::Points, points)])
        })
        .collect()
    }
}
