//! The KPIs computed again: all data rows of the months under the latest definitions, adjustments summed, targets those of
//! the longer period. The months' totals stand beside as measures that no KPI reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::extent::{Seen, TargetPlan};
use super::people::{self, Stretch};
use super::role_month::{Held, index_in};
use super::{Decided, Method, Month, month_totals, number_or_not, person, roles, weighed};
use super::{marked, own_targets};
use crate::decimal::{plain, round};
use crate::messages::say;
use crate::model::{
    Adjustment, AdjustmentKind, Appraisal, Back, DataRow, Department, DepartmentParts, Direction, Kpi, Measure,
    MeasureValue, Posting, Reading, Role, Target,
};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::quantity::kind::{Fit, Quantity};
use crate::quantity::pace;
use crate::quantity::ratio::Ratio;
use crate::text;
use crate::unit::Unit;

/// Data sheet and row of the longer period → month and row of its workbook.
type Origins = BTreeMap<(Arc<str>, u32), (Period, u32)>;

/// The department of the longer period; what stands against it is added to `problems`.
pub(super) fn department(
    period: Period,
    months: &[Month],
    problems: &mut Vec<Problem>,
) -> Option<(Department, Origins)> {
    let last = &months.last()?.department;
    let stretches = people::stretches(months);
    let mut origins = Origins::new();
    let mut made: Vec<Role> = Vec::new();
    for known in roles(months) {
        made.push(role(known, period, months, &stretches, problems, &mut origins)?);
    }
    let postings = stretches.iter().filter_map(|stretch| {
        let at = made.iter().position(|role| role.name == stretch.role)?;
        Some(people::posting(stretch, at, period))
    });
    let postings = postings.collect();
    let appraisal = super::without_pay(Appraisal { period, ..last.appraisal.clone() });
    let adjustments = adjustments(months, &stretches, problems)?;
    let grades = last.grades.clone();
    Some((
        Department::checked(DepartmentParts { lang: last.lang, appraisal, roles: made, postings, adjustments, grades }),
        origins,
    ))
}

fn role(
    latest: &Role,
    period: Period,
    months: &[Month],
    stretches: &[Stretch],
    problems: &mut Vec<Problem>,
    origins: &mut Origins,
) -> Option<Role> {
    let in_month = |month| {
        let role = Month::role(month, &latest.name)?;
        Some(Held { month, role })
    };
    let held: Vec<Held<'_>> = months.iter().filter_map(in_month).collect();
    let lang = held.last()?.month.department.lang;
    let mut made = latest.clone();
    // Own definitions of each person's last month, and with them targets over the months that each was there.
    let mut own = own_targets::of_last_months(latest, &held);
    for (index, kpi) in made.kpis.iter_mut().enumerate() {
        retarget(kpi, index, period, &held, problems);
        for (id, target) in of_joiners(latest, index, period, (&held, stretches), problems) {
            let of_person = own.entry(id).or_default();
            let fallback = Arc::new(kpi.clone());
            let base = of_person.get(&index).unwrap_or(&fallback);
            let made = Arc::new(base.with_target(target));
            of_person.insert(index, made);
        }
        // A veto of a month makes that person's mean count; the item alone is 0 here.
        for cutoff in &mut kpi.rule.cutoffs {
            cutoff.veto = false;
        }
    }
    for pair in held.windows(2) {
        if let [earlier, later] = pair {
            changed(earlier, later, latest, problems);
            let summed = |kpi: &Kpi| {
                let seen = Seen { department: &later.month.department, role: later.role, kpi };
                seen.target_plan() == TargetPlan::Summed
            };
            own_targets::changed((earlier, later), latest, summed, problems);
        }
    }
    made.measures.extend(month_totals(months, &say(lang, "rollup-month-total", &[])));
    made.rows.clear();
    for kpi in own.values_mut().flat_map(BTreeMap::values_mut) {
        Arc::make_mut(kpi).rule.cutoffs.iter_mut().for_each(|cutoff| cutoff.veto = false);
    }
    made.own = own;
    made.markings = marked::markings(&held);
    made.few = marked::of_few(&made, &held);
    made.pooled = held.len() > 1;
    pool(&mut made, latest.measures.len(), &held, origins)?;
    add_totals(&mut made, latest.measures.len(), months, stretches)?;
    Some(made)
}

impl Month {
    fn role(&self, name: &str) -> Option<&Role> {
        self.department.roles.iter().find(|role| &*role.name == name)
    }
}

/// Gives a KPI the target of the longer period, or says why it cannot be computed again.
fn retarget(kpi: &mut Kpi, index: usize, period: Period, held: &[Held<'_>], problems: &mut Vec<Problem>) {
    let Some(last) = held.last() else { return };
    let Some(original) = last.role.kpis.get(index) else { return };
    let seen = Seen { department: &last.month.department, role: last.role, kpi: original };
    let plan = seen.target_plan();
    let problem = |code| {
        Problem::new(code, Place::File)
            .with("role", &last.role.name)
            .with("kpi", &original.name)
            .with("rule", &original.rule_text)
            .with("formula", &original.formula_text)
    };
    if let Some(obstacle) = seen.obstacle(plan) {
        problems.push(problem(Code::RollUpKpiNotComparable).with("why", obstacle.word()));
        return;
    }
    let Some(target) = &original.target else { return };
    let given = original.longer_targets.of(period.span()).cloned();
    let longer = match (given, plan) {
        (Some(given), _) => given,
        (None, TargetPlan::Stays) => return,
        // 300元/季 in each of three months is not 900.
        (None, TargetPlan::Summed) if pace::months_of_figure(&text::key(&target.text)).is_some() => {
            return problems.push(problem(Code::RollUpTargetUnknown).with("target", &target.text));
        }
        (None, TargetPlan::Summed) => match summed(target, original, held) {
            Some(sum) => sum,
            None => return problems.push(problem(Code::RollUpTargetUnknown).with("target", &target.text)),
        },
        (None, TargetPlan::Unknown) => {
            return problems.push(problem(Code::RollUpTargetUnknown).with("target", &target.text));
        }
    };
    kpi.rule.target = kpi.rule.target.map(|_| longer.value);
    kpi.target = Some(longer);
}

/// The targets of those who held the role in some of its months only: the sum over these, where the KPI's own is the sum over
/// all. A target that is given for the longer period is everybody's, which is said of each.
fn of_joiners(
    latest: &Role,
    index: usize,
    period: Period,
    (held, stretches): (&[Held<'_>], &[Stretch]),
    problems: &mut Vec<Problem>,
) -> Vec<(Arc<str>, Target)> {
    let found = || {
        let last = held.last()?;
        let original = last.role.kpis.get(index)?;
        let target = original.target.as_ref()?;
        let seen = Seen { department: &last.month.department, role: last.role, kpi: original };
        let summed = seen.target_plan() == TargetPlan::Summed;
        Some((original, target, original.longer_targets.of(period.span()).is_some(), summed))
    };
    let Some((original, target, given, true)) = found() else { return Vec::new() };
    let mut told = BTreeSet::new();
    let mut own = Vec::new();
    for stretch in stretches.iter().filter(|stretch| stretch.role == latest.name) {
        let id = &stretch.posting.id;
        let there: Vec<Held<'_>> = held
            .iter()
            .filter(|held| {
                let of_role = |posting: &Posting| {
                    posting.id == *id
                        && held.month.department.roles.get(posting.role).is_some_and(|role| role.name == latest.name)
                };
                held.month.department.postings.iter().any(of_role)
            })
            .map(|held| Held { month: held.month, role: held.role })
            .collect();
        // Who has a goal of their own in some month has the sum of what was theirs.
        let has_own = there.iter().any(|held| held.role.own(id, index_in(held.role, &original.name)).is_some());
        if there.len() == held.len() && !has_own || !told.insert(id.clone()) {
            continue;
        }
        if given && !has_own {
            problems.push(
                Problem::new(Code::RollUpTargetWhole, Place::File)
                    .with("name", &stretch.posting.name)
                    .with("id", id)
                    .with("kpi", &original.name)
                    .with("months", there.len())
                    .with("all", held.len()),
            );
        } else if let Some(sum) = summed_for(id, target, original, &there) {
            own.push((id.clone(), sum));
        }
    }
    own
}

/// The sum of a KPI's targets over the months that have its role; `None` where a month has none or it is too large.
fn summed(last: &Target, kpi: &Kpi, held: &[Held<'_>]) -> Option<Target> {
    summed_for("", last, kpi, held)
}

/// The same of a person's own targets, where a month has some.
fn summed_for(id: &str, last: &Target, kpi: &Kpi, held: &[Held<'_>]) -> Option<Target> {
    let mut sum = Decimal::ZERO;
    for held in held {
        let at = index_in(held.role, &kpi.name);
        let own = held.role.kpis.get(at)?.or_own(held.role.own(id, at));
        sum = sum.checked_add(own.target.as_ref()?.value)?;
    }
    let sign = match last.direction {
        Some(Direction::Higher) => "≥",
        Some(Direction::Lower) => "≤",
        None => "",
    };
    let unit = if last.text.ends_with(&kpi.unit.text) { kpi.unit.text.as_str() } else { "" };
    Some(Target { text: format!("{sign}{}{unit}", plain(sum)), value: sum, direction: last.direction })
}

/// KPIs that mean something else in the later of two months. A target that is summed or given may differ.
fn changed(earlier: &Held<'_>, later: &Held<'_>, latest: &Role, problems: &mut Vec<Problem>) {
    let named = |kpi: &Kpi| kpi.name.clone();
    let names: BTreeSet<String> = earlier.role.kpis.iter().chain(&later.role.kpis).map(named).collect();
    for name in names {
        let of = |held: &Held<'_>| held.role.kpis.iter().find(|kpi| kpi.name == name).cloned();
        let same = match (of(earlier), of(later)) {
            (Some(old), Some(new)) => {
                let seen = Seen { department: &later.month.department, role: later.role, kpi: &new };
                let target = |kpi: &Kpi| kpi.target.as_ref().map(|target| (target.value, target.direction));
                let targets_alike = target(&old) == target(&new) || seen.target_plan() == TargetPlan::Summed;
                targets_alike
                    && definition(&old, earlier.role) == definition(&new, later.role)
                    && units_convert(&old, earlier.role, later.role)
            }
            _ => false,
        };
        if !same {
            problems.push(
                Problem::new(Code::RollUpMeasuresChanged, Place::File)
                    .with("role", &latest.name)
                    .with("kpi", name)
                    .with("from", earlier.month.facts.period)
                    .with("to", later.month.facts.period),
            );
        }
    }
}

/// Whether the measures of a KPI's formula are in units of one kind in both of two months.
fn units_convert(kpi: &Kpi, earlier: &Role, later: &Role) -> bool {
    kpi.formula.measures().iter().filter_map(|at| earlier.measures.get(*at)).all(|old| {
        let key = text::key(&old.name);
        let new = later.measures.iter().find(|new| text::key(&new.name) == key);
        new.is_some_and(|new| converted(&old.unit, &new.unit).is_some())
    })
}

/// Everything but the target, and the units of measures, that decides what a KPI's figures mean, as one text.
fn definition(kpi: &Kpi, role: &Role) -> String {
    let heir = kpi.when_not_applicable.and_then(|at| role.kpis.get(at)).map_or("", |heir| heir.name.as_str());
    let mut measures: Vec<String> = kpi
        .formula
        .measures()
        .iter()
        .filter_map(|at| role.measures.get(*at))
        .map(|measure| format!("{} {:?}", text::key(&measure.name), measure.aggregate))
        .collect();
    measures.sort_unstable();
    let (weight, full) = (kpi.weight.normalize(), kpi.full.normalize());
    let parts = [&text::key(kpi.way()), &text::key(&kpi.rule_text), kpi.unit.text.as_str(), heir];
    format!("{weight}\n{full}\n{}\n{}", parts.join("\n"), measures.join("\n"))
}

/// The rows of all months, oldest first, numbered anew; readings in the order of the role's measures.
fn pool(made: &mut Role, own: usize, held: &[Held<'_>], origins: &mut Origins) -> Option<()> {
    let sheet = held.iter().rev().find_map(|held| held.role.data_sheet.clone());
    made.data_sheet = Some(sheet.unwrap_or_else(|| made.name.clone()));
    let dated = held.iter().any(|held| held.role.rows.iter().any(|row| row.date.is_some()));
    for held in held {
        let places: Vec<Option<(usize, Ratio)>> =
            made.measures.iter().take(own).map(|measure| place(measure, held.role)).collect();
        for row in &held.role.rows {
            let mut readings: Vec<Reading> = places
                .iter()
                .map(|place| {
                    let missing = Reading { column: None, value: Some(MeasureValue::Missing) };
                    let Some((place, ratio)) = *place else { return Some(missing) };
                    let mut found = row.readings.get(place).cloned().unwrap_or(missing);
                    if let (Some(MeasureValue::Number(number)), false) = (&mut found.value, ratio.is_one()) {
                        *number = ratio.of(*number)?.normalize();
                    }
                    Some(found)
                })
                .collect::<Option<_>>()?;
            let beyond = made.measures.len().saturating_sub(own);
            readings.extend(std::iter::repeat_n(not_applicable(), beyond));
            let number = u32::try_from(made.rows.len()).ok()?.saturating_add(1);
            let origin = (held.month.facts.period, row.row);
            let sheet = made.marks_sheet.clone().filter(|_| row.is_marking).or_else(|| made.data_sheet.clone())?;
            origins.insert((sheet, number), origin);
            let date = if dated { Some(day(row, held)) } else { None };
            made.rows.push(DataRow { id: row.id.clone(), row: number, date, readings, is_marking: row.is_marking });
        }
    }
    Some(())
}

const fn not_applicable() -> Reading {
    Reading { column: None, value: Some(MeasureValue::NotApplicable) }
}

/// Where a month's role has a measure, and what converts its numbers into the latest month's unit. A column 上期X says nothing
/// about the longer period: what it holds is left out, so that growth is found in the archive.
fn place(measure: &Measure, role: &Role) -> Option<(usize, Ratio)> {
    if measure.earlier.is_some_and(|earlier| earlier.back == Back::Previous) {
        return None;
    }
    let at = role.measure(&measure.name)?;
    // Where the units do not convert, that is a change of the KPI, and told.
    let ratio = role.measures.get(at).and_then(|own| converted(&own.unit, &measure.unit)).unwrap_or(Ratio::ONE);
    Some((at, ratio))
}

/// What makes numbers of one unit those of another of its kind; `None` where they do not convert.
fn converted(from: &Unit, to: &Unit) -> Option<Ratio> {
    if text::key(&from.text) == text::key(&to.text) {
        return Some(Ratio::ONE);
    }
    // Shares are kept as shares, whatever sign they were typed with.
    match Quantity::of_unit(from).fits(&Quantity::of_unit(to)) {
        Fit::By(ratio) => Some(ratio),
        Fit::Unchecked | Fit::Different => None,
    }
}

/// A row's day. Among dated rows one without a date comes first in its month, and a month whose rows have none comes as a
/// whole before the next: the last day is then that of the lowest row.
fn day(row: &DataRow, held: &Held<'_>) -> NaiveDate {
    let period = held.month.facts.period;
    let others_dated = held.role.rows.iter().any(|other| other.id == row.id && other.date.is_some());
    row.date.unwrap_or(if others_dated { period.first_day() } else { period.last_day() })
}

/// A row per person and role with the totals of the months in which that role was the last one held.
fn add_totals(made: &mut Role, own: usize, months: &[Month], stretches: &[Stretch]) -> Option<()> {
    let mut ids: Vec<Arc<str>> = Vec::new();
    for stretch in stretches.iter().filter(|stretch| stretch.role == made.name) {
        if !ids.contains(&stretch.posting.id) {
            ids.push(stretch.posting.id.clone());
        }
    }
    for id in ids {
        // Without any row every measure of the person is missing, as in a month.
        let without = !made.rows.iter().any(|row| row.id == id);
        let measure = if without { MeasureValue::Missing } else { MeasureValue::NotApplicable };
        let mut readings: Vec<Reading> =
            std::iter::repeat_n(Reading { column: None, value: Some(measure) }, own).collect();
        readings.extend(months.iter().map(|month| {
            let person = person(month, &id);
            let here = person.filter(|one| one.roles.last().is_some_and(|role| *role.role == *made.name));
            Reading { column: None, value: Some(number_or_not(here.and_then(|person| person.total))) }
        }));
        let row = u32::try_from(made.rows.len()).ok()?.saturating_add(1);
        made.rows.push(DataRow { id, row, date: None, readings, is_marking: false });
    }
    Some(())
}

/// Bonuses and penalties of all months, each with its month, and for whom a month was decided by a veto or a calibration
/// the mean of the monthly totals.
fn adjustments(months: &[Month], stretches: &[Stretch], problems: &mut Vec<Problem>) -> Option<Vec<Adjustment>> {
    let last = &months.last()?.department;
    let mut all = Vec::new();
    for month in months {
        let kept = |row: &&Adjustment| matches!(row.kind, AdjustmentKind::Bonus | AdjustmentKind::Penalty);
        all.extend(month.department.adjustments.iter().filter(kept).map(|row| {
            let args = [("month", month.facts.period.to_string()), ("reason", row.reason.clone())];
            let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
            Adjustment { reason: say(last.lang, "rollup-month-reason", &args), ..row.clone() }
        }));
    }
    let mut done = BTreeSet::new();
    for stretch in stretches.iter().filter(|stretch| done.insert(stretch.posting.id.clone())) {
        let id = &stretch.posting.id;
        let decided: Vec<(&Month, Decided)> =
            months.iter().filter_map(|month| month.decided.get(&**id).map(|decided| (month, *decided))).collect();
        let (sum, count) = weighed(id, Method::Mean, months)?;
        if decided.is_empty() || count.is_zero() {
            continue;
        }
        let words: Vec<String> = decided
            .iter()
            .map(|(month, decided)| {
                let word = if *decided == Decided::Veto { "rollup-veto" } else { "rollup-calibration" };
                say(last.lang, word, &[("month", &month.facts.period.to_string())])
            })
            .collect();
        let months = words.join(&say(last.lang, "rollup-separator", &[]));
        problems.push(
            Problem::new(Code::RollUpPersonByMean, Place::File)
                .with("name", &stretch.posting.name)
                .with("id", id)
                .with("months", &months),
        );
        all.push(Adjustment {
            id: id.clone(),
            kind: AdjustmentKind::Calibration,
            points: Some(round(sum.checked_div(count)?, last.appraisal.decimals)),
            reason: say(last.lang, "rollup-by-mean", &[("months", &months)]),
            date: None,
            at: stretch.posting.at.clone(),
        });
    }
    Some(all)
}
