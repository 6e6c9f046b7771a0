//! A person's roles added up: weighted scores, joint total, adjustments, bounds, veto, calibration.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::kpi::{Findings, Known, Scene, Seat};
use super::limits::within;
use super::lines::{self, LineKind};
use super::weight::Shares;
use super::{Change, ChangedPart, Combined, Counted, KpiResult, Outcome, PersonResult, RoleResult, combine, weight};
use crate::cell::CellRef;
use crate::decimal::{plain, round};
use crate::formula::settle;
use crate::lang::Lang;
use crate::model::{
    Adjustment, AdjustmentKind, Appraisal, Appraised, Back, Kpi, MeasureValue, MissingPolicy, Posting, Role, Scale,
};
use crate::problem::{Code, Problem};

/// A role that a person holds in the period: all its stretches together.
struct Held<'a> {
    role: usize,
    posting: &'a Posting,
    days: u32,
    until: NaiveDate,
}

/// Scores one person from all postings of theirs.
pub(super) fn person(
    scene: &Scene<'_>,
    postings: &[&Posting],
    adjustments: &[usize],
    findings: &mut Findings,
) -> PersonResult {
    let appraisal = &scene.department.appraisal;
    let mut roles: Vec<RoleResult> =
        held(appraisal, postings).iter().filter_map(|held| role(scene, held, findings)).collect();
    let too_large = |findings: &mut Findings| {
        if let Some(posting) = postings.first() {
            let problem = Problem::new(Code::ScoreOverflow, &posting.at);
            findings.add(problem.with("kpi", &posting.name).with("id", &posting.id));
        }
    };
    let subtotal = joint(&roles, appraisal.decimals);
    // What has a score has a weighted score, and a sum of these.
    let scored = || roles.iter().flat_map(|role| &role.kpis).filter(|kpi| kpi.score().is_some());
    if scored().any(|kpi| kpi.weighted().is_none() || subtotal.is_none()) {
        too_large(findings);
    }
    let rows: Vec<(usize, &Adjustment)> =
        adjustments.iter().filter_map(|index| Some((*index, scene.department.adjustments.get(*index)?))).collect();
    let lines = lines::lines(subtotal, &rows, &roles, appraisal.cap).unwrap_or_else(|| {
        too_large(findings);
        Vec::new()
    });
    let signed = lines.iter().filter(|line| matches!(line.kind, LineKind::Adjustment(_)));
    let adjustment = signed.fold(Decimal::ZERO, |sum, line| sum.checked_add(line.amount).unwrap_or(sum));
    let of_kind = |kind| {
        adjustments
            .iter()
            .filter_map(|index| scene.department.adjustments.get(*index))
            .find(move |adjustment| adjustment.kind == kind)
    };
    let vetoed =
        of_kind(AdjustmentKind::Veto).is_some() || roles.iter().any(|role| role.kpis.iter().any(KpiResult::vetoed));
    let raw_total = if vetoed {
        Some(Decimal::ZERO)
    } else {
        let sum = subtotal.and_then(|subtotal| subtotal.checked_add(adjustment));
        sum.map(|sum| within(sum, appraisal.cap).0)
    };
    let calibration = of_kind(AdjustmentKind::Calibration).and_then(|row| row.points).filter(|_| !vetoed);
    let row = of_kind(AdjustmentKind::Calibration).filter(|_| !vetoed);
    if let Some((row, points, before)) = row.and_then(|row| Some((row, row.points?, raw_total?)))
        && is_fraction(points, before)
    {
        let name = postings.first().map(|posting| posting.name.clone()).unwrap_or_default();
        findings.add(
            Problem::new(Code::CalibrationSmall, &row.at)
                .with("name", name)
                .with("id", &row.id)
                .with("points", plain(points))
                .with("total", plain(before)),
        );
    }
    let total = calibration.map(|points| within(points, appraisal.cap).0).or(raw_total);
    if let [only] = roles.as_mut_slice() {
        only.total = total;
    }
    let first = postings.first();
    if let Some(posting) = first.filter(|_| total.is_none()) {
        findings
            .add(Problem::new(Code::NothingApplies, &posting.at).with("name", &posting.name).with("id", &posting.id));
    }
    PersonResult {
        id: first.map(|posting| posting.id.clone()).unwrap_or_default(),
        name: first.map(|posting| posting.name.clone()).unwrap_or_default(),
        total,
        raw_total,
        subtotal,
        adjustment,
        adjustments: adjustments.to_vec(),
        calibrated: calibration.is_some(),
        vetoed,
        lines,
        grade: None,
        coefficient: None,
        rank: None,
        on_probation: postings.iter().any(|posting| posting.appraised == Appraised::Probation),
        pay: None,
        roles,
    }
}

/// Whether a calibration is at most a tenth of the total that it replaces: 2 that was to be added, 1.05 that was to be multiplied by. 0 is
/// meant.
fn is_fraction(points: Decimal, before: Decimal) -> bool {
    points > Decimal::ZERO && points.checked_mul(Decimal::TEN).is_some_and(|times| times <= before)
}

/// A person's roles with their days, the one held last at the end: the workbook lies under it.
fn held<'a>(appraisal: &Appraisal, postings: &[&'a Posting]) -> Vec<Held<'a>> {
    let mut roles: Vec<Held<'a>> = Vec::new();
    for posting in postings {
        let (days, until) = posting.days_in(appraisal.period);
        match roles.iter_mut().find(|held| held.role == posting.role) {
            Some(held) => {
                held.days = held.days.saturating_add(days);
                held.until = held.until.max(until);
            }
            None => roles.push(Held { role: posting.role, posting, days, until }),
        }
    }
    roles.sort_by_key(|held| held.until);
    roles
}

fn role(scene: &Scene<'_>, held: &Held<'_>, findings: &mut Findings) -> Option<RoleResult> {
    let department = scene.department;
    let role = department.roles.get(held.role)?;
    let own = scene.combined.get(held.role).and_then(|by_id| by_id.get(&*held.posting.id));
    let mut measures: Vec<Combined> =
        own.cloned().unwrap_or_else(|| role.measures.iter().map(|_| combine::nothing()).collect());
    let earlier = earlier(scene, held, role, &mut measures, findings);
    let seat =
        Seat { department, role, posting: held.posting, measures: &measures, earlier: &earlier, team: scene.team };
    let own = |at| role.own(&held.posting.id, at);
    let definitions: Vec<&Kpi> = role.kpis.iter().enumerate().map(|(at, kpi)| kpi.or_own(own(at))).collect();
    let mut kpis: Vec<KpiResult> =
        definitions.iter().enumerate().map(|(at, kpi)| seat.kpi(kpi, own(at).cloned(), findings)).collect();
    weigh(&department.appraisal, &definitions, &mut kpis);
    let weighted: Vec<Decimal> = kpis.iter().filter_map(KpiResult::weighted).collect();
    let start = department.appraisal.start().unwrap_or_default();
    let total =
        weighted.iter().try_fold(start, |sum, weighted| sum.checked_add(*weighted)).filter(|_| !weighted.is_empty());
    Some(RoleResult { role: held.role, days: held.days, rank: None, total, measures, kpis })
}

/// The earlier values that the role's formulas ask for, noted in the measures too.
fn earlier(
    scene: &Scene<'_>,
    held: &Held<'_>,
    role: &Role,
    measures: &mut [Combined],
    findings: &mut Findings,
) -> Vec<Known> {
    let mut asked: Vec<(usize, Back)> = role.kpis.iter().flat_map(|kpi| kpi.formula.earlier()).collect();
    asked.sort_unstable();
    asked.dedup();
    let mut values = Vec::with_capacity(asked.len());
    for (of, back) in asked {
        let found = scene.past.value(&held.posting.id, role, measures, of, back);
        let column = role
            .measures
            .iter()
            .position(|measure| measure.earlier.is_some_and(|earlier| earlier.of == of && earlier.back == back));
        let name = role.measures.get(of).map(|measure| &*measure.name).unwrap_or_default();
        let row = role.rows.iter().find(|row| row.id == held.posting.id);
        let cell = row.map_or_else(|| held.posting.at.clone(), |row| combine::cell(role, row, column.unwrap_or(of)));
        if let (Some(archived), Some(value)) = (found.conflict, found.value) {
            findings.add(
                Problem::new(Code::EarlierConflict, &cell)
                    .with("name", &held.posting.name)
                    .with("measure", name)
                    .with("column", plain(value))
                    .with("archive", plain(archived)),
            );
        }
        if let Some(change) = &found.changed {
            findings.add(changed_since(scene.department.lang, change, &cell, name, &held.posting.name));
        }
        let value = Some(found.value.map_or(MeasureValue::NotApplicable, MeasureValue::Number));
        if let Some(measure) = measures.get_mut(of) {
            match back {
                Back::Previous => measure.previous = value,
                Back::YearAgo => measure.year_ago = value,
            }
        }
        values.push(Known { of, back, value: found.value, changed: found.changed });
    }
    values
}

/// That a measure's unit or aggregate is otherwise than it was, said at a cell; `name` is whose value it is.
pub(super) fn changed_since(lang: Lang, change: &Change, at: &CellRef, measure: &str, name: &str) -> Problem {
    let code = match change.part {
        ChangedPart::Unit => Code::EarlierUnitChanged,
        ChangedPart::Aggregate => Code::EarlierAggregateChanged,
    };
    let (then, now) = change.words(lang);
    Problem::new(code, at).with("name", name).with("measure", measure).with("then", then).with("now", now)
}

/// Shares the weights and sets each KPI's weighted score.
fn weigh(appraisal: &Appraisal, kpis: &[&Kpi], results: &mut [KpiResult]) {
    let zero = appraisal.missing == MissingPolicy::Zero;
    let applies: Vec<bool> = results
        .iter_mut()
        .map(|result| match &mut result.outcome {
            Outcome::Scored(_) | Outcome::Unanswered(_) => true,
            Outcome::NotApplicable(_) => false,
            Outcome::Missing { counts_zero, .. } => {
                *counts_zero = zero;
                zero
            }
        })
        .collect();
    let shares = weight::shares(kpis, &applies);
    for (index, ((result, kpi), applies)) in results.iter_mut().zip(kpis).zip(applies).enumerate() {
        result.carried_sum = shares.sum;
        if applies {
            result.counted = Some(counted(appraisal, kpi, result, &shares, index));
        }
    }
}

/// A KPI's part of the total.
fn counted(appraisal: &Appraisal, kpi: &Kpi, result: &KpiResult, shares: &Shares, index: usize) -> Counted {
    let carried_weight = shares.carried.get(index).copied().unwrap_or_default();
    // Multiplied before divided: one division, so nothing is rounded on the way.
    let shared = |factor: Option<Decimal>, divisor: Option<Decimal>| {
        let product = factor.and_then(|factor| factor.checked_mul(carried_weight));
        match (product, divisor) {
            // A KPI without weight adds nothing.
            (Some(_), Some(divisor)) if divisor.is_zero() => Some(Decimal::ZERO),
            (Some(product), Some(divisor)) => product.checked_div(divisor),
            _ => None,
        }
        .map(|weighted| round(settle(weighted), appraisal.decimals))
    };
    let weighted = match appraisal.scale {
        Scale::Percent => shared(result.score(), Some(shares.sum)),
        // points × effective ÷ own weight; without anything handed over that is the points.
        Scale::Points => shared(result.points(), kpi.weight.checked_mul(shares.sum)),
        // Signed points are added as they are.
        Scale::Deductions => result.score(),
    };
    Counted { carried_weight, effective_weight: shares.effective(index), weighted }
}

/// What stands before the adjustments: the only role's total, or several by their days. A role without a total drops
/// out with its days.
fn joint(roles: &[RoleResult], decimals: u32) -> Option<Decimal> {
    if let [only] = roles {
        return only.total;
    }
    let mut sum = Decimal::ZERO;
    let mut days = Decimal::ZERO;
    for role in roles {
        let Some(total) = role.total else { continue };
        let own = Decimal::from(role.days);
        sum = sum.checked_add(total.checked_mul(own)?)?;
        days = days.checked_add(own)?;
    }
    sum.checked_div(days).map(|joint| round(joint, decimals))
}
