//! What becomes what: the facts of a source as the roles of a department workbook, nothing invented.

use rust_decimal::Decimal;

use super::account::{Account, Home};
use super::facts::{Facts, Found, Item};
use super::plan::{KpiPlan, Plan, RolePlan};
use super::{measure, title, weigh};
use crate::lang::Lang;
use crate::model::layout::{AppraisalField, Column};
use crate::problem::{Code, Place, Problem};
use crate::template::Entry;
use crate::text::key;

/// Decides. `role` names the role of KPIs for which the source names none.
///
/// # Errors
/// The problems that leave nothing to be written, with the files that they are of.
pub(super) fn decide(
    facts: Facts,
    role: Option<&str>,
    lang: Lang,
    account: &mut Account,
) -> Result<Plan, Vec<(usize, Problem)>> {
    let mut problems = Vec::new();
    let mut plan =
        Plan { department: facts.department, company: facts.company, period: facts.period, ..Plan::default() };
    let mut items: Vec<(usize, Vec<Item>)> = Vec::new();
    for item in facts.items {
        let name = item.role.as_ref().map(|role| role.text.clone()).or_else(|| role.map(str::to_owned));
        // A figure is nobody's role.
        let Some(name) = name.filter(|name| name.contains(char::is_alphabetic)) else {
            let spot = item.name.spots.first().and_then(|spot| account.piece(*spot));
            let (file, at) = spot.map_or((0, String::new()), |piece| (piece.file, piece.position.say(lang)));
            if !problems.iter().any(|(known, _)| *known == file) {
                let problem = Problem::new(Code::AdoptNoRole, Place::File).with("kpi", &item.name.text).with("at", at);
                problems.push((file, problem));
            }
            continue;
        };
        let names = title::several(&name);
        for name in &names {
            let number = plan.role(name);
            for spot in item.role.iter().flat_map(|role| &role.spots) {
                account.went(*spot, Home::Role(number));
                if names.len() > 1 {
                    account.look(*spot, "several-roles", Vec::new());
                }
            }
            match items.iter_mut().find(|(known, _)| *known == number) {
                Some((_, own)) => own.push(item.clone()),
                None => items.push((number, vec![item.clone()])),
            }
        }
    }
    for (_, own) in &mut items {
        problems.extend(contradictions(own, lang, account));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    items.sort_by_key(|(number, _)| *number);
    let mut all_points = true;
    // Who says so and weighs nothing scores by deductions.
    let weighed = items.iter().flat_map(|(_, own)| own).any(weigh::is_weighed);
    if let Some((spot, start)) = facts.deductions.filter(|_| !weighed) {
        (plan.deductions, plan.start) = (true, start);
        account.went(spot, Home::Setting(AppraisalField::Scale));
        account.look(spot, "deductions", Vec::new());
    }
    for (number, own) in items {
        let weights = weigh::weigh(&own, plan.deductions, account);
        all_points &= weights.from_points;
        for (item, weight) in own.into_iter().zip(weights.each) {
            let Some(role) = plan.roles.get_mut(number) else { continue };
            kpi(&item, weight, (number, role), account);
        }
    }
    plan.points = !plan.deductions && all_points && plan.roles.iter().any(|role| !role.kpis.is_empty());
    for duty in facts.duties {
        let name = duty.role.as_ref().map(|role| role.text.clone()).or_else(|| role.map(str::to_owned));
        let Some(name) = name else {
            duty.name.spots.iter().chain(&duty.text.spots).for_each(|spot| account.left(*spot, "no-role"));
            continue;
        };
        for name in title::several(&name) {
            let number = plan.role(&name);
            for spot in duty.role.iter().flat_map(|role| &role.spots) {
                account.went(*spot, Home::Role(number));
            }
            let Some(role) = plan.roles.get_mut(number) else { continue };
            let at = role.duties.len();
            duty.name.spots.iter().for_each(|spot| account.went(*spot, Home::Duty(number, at, Column::Duty)));
            duty.text.spots.iter().for_each(|spot| account.went(*spot, Home::Duty(number, at, Column::Description)));
            role.duties.push([duty.name.text.clone(), duty.text.text.clone()]);
        }
    }
    for (found, field) in [
        (&plan.department, AppraisalField::Department),
        (&plan.company, AppraisalField::Company),
        (&plan.period, AppraisalField::Period),
    ] {
        found.iter().flat_map(|found| &found.spots).for_each(|spot| account.went(*spot, Home::Setting(field)));
    }
    for grade in facts.grades {
        plan.grade(grade, account);
    }
    Ok(plan)
}

impl Plan {
    /// The number of a role; a new one where the name is new.
    fn role(&mut self, name: &str) -> usize {
        let wanted = key(name);
        if let Some(at) = self.roles.iter().position(|role| key(&role.name) == wanted) {
            return at;
        }
        self.roles.push(RolePlan { name: name.trim().to_owned(), ..RolePlan::default() });
        self.roles.len().saturating_sub(1)
    }

    fn grade(&mut self, grade: super::facts::GradeItem, account: &mut Account) {
        let at = self.grades.len();
        let mut put = |found: &Option<Found>, column: Column| {
            found.iter().flat_map(|found| &found.spots).for_each(|spot| account.went(*spot, Home::Grade(at, column)));
        };
        put(&Some(grade.name.clone()), Column::Grade);
        put(&grade.from, Column::Lowest);
        put(&grade.coefficient, Column::Coefficient);
        put(&grade.share_cap, Column::ShareCap);
        put(&grade.meaning, Column::Meaning);
        let lowest = grade.from.as_ref().and_then(|from| weigh::lowest(&from.text));
        let text = |found: &Option<Found>| Entry::text(found.as_ref().map_or("", |found| found.text.as_str()));
        let number = |found: &Option<Found>| match found.as_ref().and_then(|found| found.text.parse::<Decimal>().ok()) {
            Some(number) => Entry::Number(number),
            None => text(found),
        };
        self.grades.push([
            Entry::text(grade.name.text),
            lowest.map_or(Entry::Blank, Entry::Number),
            number(&grade.coefficient),
            Entry::share(grade.share_cap.as_ref().map_or("", |found| found.text.as_str())),
            text(&grade.meaning),
        ]);
    }
}

/// KPIs of one name in one role: what stands twice alike is one, what differs between two tables is a problem.
fn contradictions(own: &mut Vec<Item>, lang: Lang, account: &mut Account) -> Vec<(usize, Problem)> {
    let mut problems = Vec::new();
    let mut at = 0_usize;
    while let Some(item) = own.get(at) {
        let wanted = key(&item.name.text);
        let Some(first) =
            own.iter().take(at).find(|other| key(&other.name.text) == wanted && other.origin != item.origin)
        else {
            at = at.saturating_add(1);
            continue;
        };
        let text = |found: &Option<Found>| found.as_ref().map_or_else(String::new, |found| key(&found.text));
        let parts = |item: &Item| [&item.weight, &item.points, &item.target, &item.rule].map(text);
        let differing = parts(first)
            .into_iter()
            .zip(parts(item))
            .any(|(one, other)| !one.is_empty() && !other.is_empty() && one != other);
        let place = |item: &Item| item.name.spots.first().and_then(|spot| account.piece(*spot));
        if differing {
            let (file, at_second) =
                place(item).map_or((0, String::new()), |piece| (piece.file, piece.position.say(lang)));
            let at_first = place(first).map_or_else(String::new, |piece| piece.position.say(lang));
            problems.push((
                file,
                Problem::new(Code::AdoptContradiction, Place::File)
                    .with("kpi", &item.name.text)
                    .with("role", item.role.as_ref().map_or("", |role| role.text.as_str()))
                    .with("first", at_first)
                    .with("second", at_second),
            ));
            at = at.saturating_add(1);
            continue;
        }
        let second = own.remove(at);
        let more =
            [second.weight, second.points, second.target, second.rule, second.formula, second.meaning, second.source];
        for found in std::iter::once(Some(second.name)).chain(more).flatten() {
            found.spots.iter().for_each(|spot| account.left(*spot, "repeated"));
        }
    }
    problems
}

/// Puts a KPI into its role.
fn kpi(item: &Item, weight: weigh::Weight, (number, role): (usize, &mut RolePlan), account: &mut Account) {
    let at = role.kpis.len();
    let text = |found: &Option<Found>| found.as_ref().map_or_else(String::new, |found| found.text.clone());
    let mut plan = KpiPlan {
        name: item.name.text.clone(),
        weight: weight.entry,
        full: weight.full,
        target: text(&item.target),
        rule: text(&item.rule),
        meaning: text(&item.meaning),
        source: text(&item.source),
        markers: item.markers.clone(),
        ..KpiPlan::default()
    };
    plan.spots.name.clone_from(&item.name.spots);
    plan.spots.rule = item.rule.as_ref().map(|found| found.spots.clone()).unwrap_or_default();
    plan.spots.target = item.target.as_ref().map(|found| found.spots.clone()).unwrap_or_default();
    let mut went = |found: &Option<Found>, column: Column| {
        found.iter().flat_map(|found| &found.spots).for_each(|spot| account.went(*spot, Home::Kpi(number, at, column)));
    };
    went(&Some(item.name.clone()), Column::Kpi);
    went(&item.weight, Column::Weight);
    went(&item.points, if weight.points_are_weight { Column::Weight } else { Column::Full });
    went(&item.target, Column::Target);
    went(&item.unit, Column::Unit);
    went(&item.rule, Column::Rule);
    went(&item.formula, Column::Formula);
    went(&item.meaning, Column::KpiMeaning);
    went(&item.source, Column::Source);
    went(&item.dimension, Column::Dimension);
    went(&item.dimension_weight, Column::DimensionWeight);
    if let Some(dimension) = &item.dimension {
        let (name, percent) = weigh::dimension(&dimension.text);
        plan.dimension = name;
        let typed = item.dimension_weight.as_ref().map(|weight| weight.text.clone()).or(percent).unwrap_or_default();
        plan.dimension_weight = weigh::dimension_weight(&typed);
    }
    plan.unit = measure::unit(item, &plan);
    plan.unit_is_said = item.unit.is_some();
    let formula = item.formula.as_ref();
    let read = formula.and_then(|formula| measure::formula(&formula.text, &plan));
    match (formula, read) {
        (_, Some(read)) => {
            plan.formula = read.text;
            for name in read.names {
                measure::add(role, &name, "", &plan.unit);
            }
            plan.formula_found = item.formula.clone();
        }
        (None, None) if let Some((read, rest)) = measure::formula_in(&plan.meaning, &plan) => {
            plan.meaning = rest;
            plan.formula_found =
                item.meaning.as_ref().map(|found| Found { text: read.text.clone(), spots: found.spots.clone() });
            item.meaning
                .iter()
                .flat_map(|found| &found.spots)
                .for_each(|spot| account.went(*spot, Home::Kpi(number, at, Column::Formula)));
            plan.formula = read.text;
            for name in read.names {
                measure::add(role, &name, "", &plan.unit);
            }
        }
        (found, None) => {
            if let Some(found) = found {
                measure::to_meaning(&mut plan.meaning, &found.text);
                found.spots.iter().for_each(|spot| {
                    account.look(*spot, "no-formula", Vec::new());
                    account.went(*spot, Home::Kpi(number, at, Column::KpiMeaning));
                });
            }
            measure::alone(role, &mut plan);
        }
    }
    role.kpis.push(plan);
}
