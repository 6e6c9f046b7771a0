//! What a KPI is for single people: 个人目标 gives a target, a weight or a rule of their own, 折算 a target by days.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::context::{Context, OfRole, OwnMarks};
use super::draft::{Goal, KpiDraft};
use super::findings::Findings;
use super::grid::{shown, tidy};
use super::number::{self, Typed};
use super::people::Staff;
use super::signed_points as signed_columns;
use super::table::{Table, unreadable};
use super::{kpi_rules, row_dates, targets, tendency};
use crate::cell::CellRef;
use crate::decimal;
use crate::formula::{Expr, Function, Operator};
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::model::{Aggregate, Direction, Kpi, Marks, Measure, Scale, Target};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::quantity::share::{self as percent, Reading};
use crate::rule::Main;
use crate::text::{key, nearest};
use crate::unit::Unit;

/// KPIs that are otherwise for single people: by id, then by index.
pub(super) type OwnKpis = BTreeMap<Arc<str>, BTreeMap<usize, Arc<Kpi>>>;

/// Reads the rows.
pub(super) fn read(
    table: &Table<'_>,
    (drafts, roles): (&[KpiDraft], &[String]),
    (staff, staff_read, period): (&Staff, bool, Option<Period>),
    (lang, signed): (Lang, bool),
    findings: &mut Findings,
) -> Vec<Goal> {
    let role_keys: Vec<String> = roles.iter().map(|role| key(role)).collect();
    let mut goals: Vec<(Goal, CellRef)> = Vec::new();
    let mut bare: Vec<(usize, Decimal)> = Vec::new();
    for row in table.rows.iter().copied() {
        if period.is_some_and(|period| is_of_another_month(table, row, period, findings)) {
            continue;
        }
        let typed = table.filled_words(row, Column::Id, lang, findings);
        let name = table.name_beside(row, findings);
        let kpi = table.filled_words(row, Column::Kpi, lang, findings);
        let at = table.at(row, Column::Id);
        let (Some(typed), Some(kpi), true) = (typed, kpi, staff_read) else { continue };
        let Some((id, known)) = staff.find(&tidy(&typed)) else {
            findings.unmatched.unknown(&tidy(&typed), &name, None, &at);
            continue;
        };
        findings.unmatched.name(&name, known, id, false, &table.at(row, Column::Name));
        let held: Vec<usize> = staff.postings_of(id).map(|posting| posting.role).collect();
        if held.is_empty() {
            continue;
        }
        let own = |draft: &&KpiDraft| {
            held.iter().any(|role| role_keys.get(*role).is_some_and(|known| *known == draft.role_key))
        };
        let wanted = key(&kpi);
        let Some(draft) = drafts.iter().filter(own).find(|draft| key(&draft.name) == wanted) else {
            let near = nearest(&kpi, drafts.iter().filter(own).map(|draft| draft.name.as_str()));
            findings.add(
                Problem::new(Code::OwnGoalUnknown, &table.at(row, Column::Kpi))
                    .with("kpi", &kpi)
                    .with("name", known)
                    .with("why", "kpi")
                    .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
                    .with("nearest", near.join(" / ")),
            );
            continue;
        };
        let role = role_keys.iter().position(|known| *known == draft.role_key).unwrap_or_default();
        let kpi_at = table.at(row, Column::Kpi);
        let same = |(goal, _): &&(Goal, CellRef)| goal.id == *id && goal.role == role && goal.kpi == wanted;
        if let Some((_, first)) = goals.iter().find(same) {
            findings.add(
                Problem::new(Code::OwnGoalTwice, &kpi_at)
                    .with("kpi", &kpi)
                    .with("name", known)
                    .with("other", first.a1()),
            );
            continue;
        }
        let mut goal = Goal {
            id: Arc::clone(id),
            name: Arc::clone(known),
            role,
            kpi: wanted,
            target: None,
            weight: None,
            weight_text: table.cell(row, Column::Weight).map(shown).unwrap_or_default(),
            weight_at: table.at(row, Column::Weight),
            rule: None,
            rule_at: table.at(row, Column::Rule),
            target_at: table.at(row, Column::Target),
            broken: false,
        };
        if signed && signed_columns::unused(table, row, Column::Weight, lang, findings) {
            goal.broken = true;
        }
        read_cells(table, row, draft, &mut goal, (goals.len(), (!signed).then_some(&mut bare)), findings);
        goals.push((goal, kpi_at));
    }
    let reading = match percent::decide(bare.iter().map(|(_, number)| *number)) {
        Reading::Mixed => Reading::Percent,
        decided => decided,
    };
    for (at, number) in bare {
        if let Some((goal, _)) = goals.get_mut(at) {
            goal.weight = Some(percent::share(number, reading));
        }
    }
    goals.into_iter().map(|(goal, _)| goal).collect()
}

/// Whether 月份 says that a goal is one of another month, which is told; it is left out.
fn is_of_another_month(table: &Table<'_>, row: u32, period: Period, findings: &mut Findings) -> bool {
    let Some(cell) = table.cell(row, Column::Month).filter(|cell| !tidy(&shown(cell)).is_empty()) else { return false };
    let place = Place::Cell(table.at(row, Column::Month));
    match row_dates::month(table, row, period) {
        Some(month) if month.first_day() <= period.last_day() && period.first_day() <= month.last_day() => false,
        Some(month) => {
            findings.add(Problem::new(Code::DateOutside, place).with("date", month).with("period", period));
            true
        }
        None => {
            let problem = Problem::new(Code::RowVoid, place)
                .with("column", table.grid.text(table.header, table.column(Column::Month).unwrap_or_default()));
            findings.add(problem.with("text", shown(cell)).with("rows", "one").with("count", 1));
            false
        }
    }
}

/// The cells of a row that say what is otherwise. `bare` takes a weight that is ratio or percent, with the goal's place; without
/// it no weight is read.
fn read_cells(
    table: &Table<'_>,
    row: u32,
    draft: &KpiDraft,
    goal: &mut Goal,
    (place, bare): (usize, Option<&mut Vec<(usize, Decimal)>>),
    findings: &mut Findings,
) {
    if let Some(cell) = table.cell(row, Column::Target) {
        let at = table.at(row, Column::Target);
        if unreadable(cell, &at, findings) {
            match targets::headed(table, (row, Column::Target), &mut draft.unit.clone()) {
                // Neither a blank, which leaves the role's, nor a target: whether the KPI is asked is said by a weight of 0%.
                Ok(None)
                    if draft.target.is_some()
                        && number::is_not_applicable(&shown(cell))
                        && !weighs_nothing(table, row) =>
                {
                    goal.broken = true;
                    let problem = Problem::new(Code::OwnGoalUnknown, &at).with("kpi", &draft.name);
                    let problem = problem.with("name", &goal.name).with("why", "none").with("text", shown(cell));
                    findings.add(problem.with("has-nearest", "none").with("nearest", ""));
                }
                Ok(target) => goal.target = target,
                Err(problem) => {
                    goal.broken = true;
                    findings.add(*problem);
                }
            }
        } else {
            goal.broken = true;
        }
    }
    if let (Some(cell), Some(bare)) = (table.cell(row, Column::Weight), bare) {
        let at = goal.weight_at.clone();
        let read = unreadable(cell, &at, findings).then(|| number::read(&shown(cell), &Unit::percent()));
        match read {
            // 0% of one's own: this KPI is not asked of the person.
            Some(Typed::Number { value, percent: true }) if value >= Decimal::ZERO => goal.weight = Some(value),
            Some(Typed::Number { value, percent: false }) if value >= Decimal::ZERO => bare.push((place, value)),
            Some(Typed::Blank) => {}
            other => {
                goal.broken = true;
                if other.is_some() {
                    let problem = Problem::new(Code::WeightUnusable, &at);
                    findings.add(problem.with("text", shown(cell)).with("reason", "other"));
                }
            }
        }
    }
    match table.words(row, Column::Rule, findings) {
        Some(rule) => goal.rule = Some(rule).filter(|rule| !rule.is_empty()),
        None => goal.broken = true,
    }
}

fn weighs_nothing(table: &Table<'_>, row: u32) -> bool {
    let weight = table.cell(row, Column::Weight).map(|cell| number::read(&shown(cell), &Unit::percent()));
    matches!(weight, Some(Typed::Number { value, .. }) if value.is_zero())
}

/// The KPIs of a role that are otherwise for single people.
pub(super) fn of_role(
    role: &OfRole<'_>,
    (kpis, own_marks): (&[Option<Kpi>], &OwnMarks),
    measures: &[Measure],
    context: &Context<'_>,
    findings: &mut Findings,
) -> OwnKpis {
    let mut found: OwnKpis = BTreeMap::new();
    let goals: Vec<&Goal> = context.goals.iter().filter(|goal| goal.role == role.index).collect();
    weights(role, &goals, findings);
    for goal in goals.iter().filter(|goal| !goal.broken) {
        let at = role.drafts.iter().position(|draft| key(&draft.name) == goal.kpi);
        let Some((at, draft, kpi)) = at.and_then(|at| Some((at, *role.drafts.get(at)?, kpis.get(at)?.as_ref()?)))
        else {
            continue;
        };
        let marks = match own_marks.get(&(Arc::clone(&goal.id), at)) {
            Some(None) => continue,
            found => found.and_then(Option::as_ref),
        };
        if let Some(own) = own_kpi(goal, draft, (kpi, marks), measures, context, findings) {
            found.entry(Arc::clone(&goal.id)).or_default().insert(at, Arc::new(own));
        }
    }
    by_days(role, kpis, measures, (context, &mut found), findings);
    found
}

fn own_kpi(
    goal: &Goal,
    draft: &KpiDraft,
    (kpi, marks): (&Kpi, Option<&Marks>),
    measures: &[Measure],
    context: &Context<'_>,
    findings: &mut Findings,
) -> Option<Kpi> {
    let mut own = draft.clone();
    if let Some(target) = &goal.target {
        own.target = Some(target.clone());
        own.target_bare = false;
        own.target_broken = false;
        // The role's rule goes with the role's target: what it refuses now is this one.
        own.rule_at = goal.target_at.clone();
    }
    if let Some(weight) = goal.weight {
        own.weight = Some(weight);
        own.weight_text.clone_from(&goal.weight_text);
        if context.appraisal.is_some_and(|appraisal| appraisal.scale == Scale::Points) {
            // The full points are those of the own weight.
            own.full = None;
        }
    }
    if let Some(rule) = &goal.rule {
        own.rule_text = Some(rule.clone());
        own.rule_at = goal.rule_at.clone();
    }
    if goal.weight.is_some_and(|weight| weight.is_zero()) {
        // Nothing of it is scored: its rule and full points stay the role's.
        return Some(Kpi { weight: Decimal::ZERO, weight_text: own.weight_text, ..kpi.clone() });
    }
    if kpi.marks.is_some() {
        // In points the bounds of marks are those of the role's weight.
        let in_points = context.appraisal.is_some_and(|appraisal| appraisal.scale == Scale::Points);
        if goal.weight.is_some_and(|weight| in_points && weight != kpi.weight) {
            let problem = Problem::new(Code::OwnGoalUnknown, &goal.weight_at).with("kpi", &kpi.name);
            let problem = problem.with("name", &goal.name).with("why", "marked");
            findings.add(problem.with("has-nearest", "no").with("nearest", ""));
            return None;
        }
        let (weight, weight_text, rule_text) = (own.weight?, own.weight_text, own.rule_text?);
        let mut own = Kpi { weight, weight_text, rule_text, ..kpi.clone() };
        if let Some(marks) = marks {
            own.rule.cap = own.rule.cap.map(|_| marks.bounds.1.max(own.rule.full));
            own.marks = Some(marks.clone());
        }
        return Some(own);
    }
    let mut told = Findings::default();
    let rule = kpi_rules::read(&own, (context.appraisal, None), measures, false, &mut told);
    // What the role's rule says for everybody is said there; only an own one is told here.
    if goal.rule.is_some() || rule.is_none() {
        told.move_to(findings);
    }
    let rule = rule?;
    let made = kpi_rules::kpi(&own, Some(kpi.formula.clone()), rule, kpi.when_not_applicable)?;
    Some(Kpi { dimension: kpi.dimension, ..made })
}

/// Weights of a person, with those that are the role's, must add up to 100% again.
fn weights(role: &OfRole<'_>, goals: &[&Goal], findings: &mut Findings) {
    let mut ids: Vec<&Arc<str>> = Vec::new();
    for goal in goals.iter().filter(|goal| goal.weight.is_some()) {
        if !ids.contains(&&goal.id) {
            ids.push(&goal.id);
        }
    }
    for id in ids {
        let own = |draft: &KpiDraft| {
            let goal = goals.iter().find(|goal| goal.id == *id && goal.kpi == key(&draft.name));
            goal.and_then(|goal| goal.weight).or(draft.weight)
        };
        let all: Option<Vec<Decimal>> = role.drafts.iter().map(|draft| own(draft)).collect();
        let Some(all) = all.filter(|_| !goals.iter().any(|goal| goal.id == *id && goal.broken)) else { continue };
        let sum = all.iter().fold(Decimal::ZERO, |sum, weight| sum.checked_add(*weight).unwrap_or(sum));
        let mut of_person = goals.iter().filter(|goal| goal.id == *id && goal.weight.is_some());
        if let (true, Some(first)) = (sum != Decimal::ONE, of_person.next()) {
            findings.add(
                Problem::new(Code::OwnWeightsOff, &first.weight_at)
                    .with("name", &first.name)
                    .with("role", role.name)
                    .with("sum", decimal::percent(sum)),
            );
        }
    }
}

/// Targets by days, and the warning where a fixed amount is not.
fn by_days(
    role: &OfRole<'_>,
    kpis: &[Option<Kpi>],
    measures: &[Measure],
    (context, found): (&Context<'_>, &mut OwnKpis),
    findings: &mut Findings,
) {
    for (draft, kpi) in role.drafts.iter().zip(kpis).filter(|(draft, _)| draft.prorated) {
        let Some(kpi) = kpi else { continue };
        if kpi.target.is_none() || kpi.unit.is_percent() || kpi.marks.is_some() {
            let why = if kpi.target.is_none() { "none" } else { "ratio" };
            findings.add(Problem::new(Code::ProrateUnfit, &draft.prorate_at).with("kpi", &kpi.name).with("why", why));
        }
    }
    let Some(period) = context.period else { return };
    let whole = period.days();
    let mut days: BTreeMap<&Arc<str>, (u32, &CellRef, &Arc<str>)> = BTreeMap::new();
    for posting in context.staff.postings.iter().filter(|posting| posting.role == role.index) {
        let (sum, ..) = days.entry(&posting.id).or_insert((0, &posting.at, &posting.name));
        *sum = sum.saturating_add(posting.days_in(period).0);
    }
    for (id, (days, at, name)) in days.into_iter().filter(|(_, (days, ..))| *days < whole && *days > 0) {
        for (index, kpi) in kpis.iter().enumerate().filter_map(|(index, kpi)| Some((index, kpi.as_ref()?))) {
            let own = found.get(id).and_then(|own| own.get(&index)).cloned();
            let kpi = own.as_deref().unwrap_or(kpi);
            if kpi.marks.is_some() {
                continue;
            }
            if kpi.prorated && !kpi.unit.is_percent() {
                let target = kpi.target.as_ref();
                if let Some(target) = target.and_then(|target| reckoned(target, &kpi.unit, (days, whole), context.lang))
                {
                    let made = Arc::new(kpi.with_target(target));
                    found.entry(Arc::clone(id)).or_default().insert(index, made);
                }
            } else if !kpi.prorated
                && own.is_none()
                && let Some(asked) = fixed_amount(kpi, measures)
            {
                if context.staff.is_left_out(id, role.index) {
                    continue;
                }
                findings.add(
                    Problem::new(Code::TargetWholeForPart, at)
                        .with("name", name)
                        .with("kpi", &kpi.name)
                        .with("target", asked)
                        .with("days", days)
                        .with("whole", whole),
                );
            }
        }
    }
}

/// A target by days with its way: 3333.3333（5,000×20÷30）.
fn reckoned(target: &Target, unit: &Unit, (days, whole): (u32, u32), lang: Lang) -> Option<Target> {
    let product = target.value.checked_mul(Decimal::from(days))?;
    let value = decimal::round(product.checked_div(Decimal::from(whole))?, 4).normalize();
    let sign = match target.direction {
        Some(Direction::Higher) => "≥",
        Some(Direction::Lower) => "≤",
        None => "",
    };
    let behind = if unit.text.is_empty() || !target.text.ends_with(&unit.text) { "" } else { &unit.text };
    let way = lang.in_brackets(&format!("{}×{days}÷{whole}", decimal::grouped(target.value)));
    let text = format!("{sign}{}{behind}{way}", decimal::grouped(value));
    Some(Target { text, value, direction: target.direction })
}

/// What is asked for the whole period, where a KPI's value is an amount or a count that grows with the days: the target, or the
/// highest level of tiers that hold amounts of their own.
fn fixed_amount(kpi: &Kpi, measures: &[Measure]) -> Option<String> {
    let is_sum = |index: usize| measures.get(index).is_some_and(|measure| measure.aggregate == Aggregate::Sum);
    let adds = |part: &Expr| match part {
        Expr::Measure(index) => is_sum(*index),
        Expr::Number(_) | Expr::Convert(..) => true,
        Expr::Binary(operator, ..) => matches!(operator, Operator::Add | Operator::Subtract),
        Expr::Call(function, _) => matches!(function, Function::Sum | Function::Round),
        _ => false,
    };
    // Less is better of what goes wrong: fewer days are no hardship there.
    let lower = kpi.target.as_ref().and_then(|target| target.direction) == Some(Direction::Lower);
    let counts = !kpi.formula.measures().is_empty() && kpi.formula.parts().all(adds);
    if !counts || lower || kpi.unit.is_percent() || tendency::tendency(&kpi.rule) != Some(Direction::Higher) {
        return None;
    }
    match kpi.target.as_ref().filter(|target| !target.value.is_zero()) {
        Some(target) if kpi.rule.target.is_some() => Some(target.text.clone()),
        _ if matches!(kpi.rule.main, Main::Tiers(_) | Main::Line(_)) => {
            let highest = kpi.rule.levels().last().copied().filter(|level| *level > Decimal::ZERO)?;
            Some(format!("{}{}", decimal::plain(highest), kpi.unit.text))
        }
        _ => None,
    }
}
