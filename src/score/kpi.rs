//! One KPI of one person: whether it counts, its value, its points.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::combine::{self, CombinedRoles};
use super::earlier::Past;
use super::{Combined, CombinedValue, KpiResult, KpiValue, Reason, Status, TeamValue};
use crate::cell::CellRef;
use crate::decimal::{VALUE_DECIMALS, plain, round};
use crate::diagnostic::{Code, Problem};
use crate::formula::{EvaluationError, Inputs, Team, settle};
use crate::model::{Back, Department, Kpi, MissingPolicy, Posting, Role};
use crate::rule::{Input, Unanswered};

/// What scoring one person needs of the rest.
pub(super) struct Scene<'a> {
    pub(super) department: &'a Department,
    pub(super) combined: &'a CombinedRoles<'a>,
    pub(super) past: &'a Past<'a>,
    pub(super) team: &'a [TeamValue],
}

/// What is found while scoring, each place once.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) problems: Vec<Problem>,
}

impl Findings {
    pub(super) fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }
}

/// One person in one role.
pub(super) struct Seat<'a> {
    pub(super) department: &'a Department,
    pub(super) role: &'a Role,
    pub(super) posting: &'a Posting,
    pub(super) measures: &'a [Combined],
    pub(super) earlier: &'a [(usize, Back, Option<Decimal>)],
    pub(super) team: &'a [TeamValue],
}

struct Figures<'a> {
    seat: &'a Seat<'a>,
    kpi: &'a Kpi,
}

impl Inputs for Figures<'_> {
    fn measure(&self, index: usize) -> Option<Decimal> {
        match self.seat.measures.get(index)?.value {
            CombinedValue::Number(number) => Some(number),
            _ => None,
        }
    }
    fn earlier(&self, index: usize, back: Back) -> Option<Decimal> {
        self.seat.earlier_value(index, back)
    }
    fn team(&self, team: Team, measure: &str) -> Option<Decimal> {
        self.seat.team_value(team, measure)
    }
    fn target(&self) -> Option<Decimal> {
        self.kpi.target.as_ref().map(|target| target.value)
    }
}

impl Seat<'_> {
    fn earlier_value(&self, index: usize, back: Back) -> Option<Decimal> {
        self.earlier.iter().find(|(of, then, _)| *of == index && *then == back).and_then(|(.., value)| *value)
    }

    fn team_value(&self, team: Team, measure: &str) -> Option<Decimal> {
        self.team.iter().find(|value| value.function == team && value.measure == measure).and_then(|value| value.value)
    }

    /// The cell to look at for a measure: its first row, else the person's row of 人员名单.
    pub(super) fn cell(&self, measure: usize) -> CellRef {
        let first = self.measures.get(measure).and_then(|combined| combined.rows.first());
        let own = || self.role.rows.iter().position(|row| row.id == self.posting.id);
        first
            .copied()
            .or_else(own)
            .and_then(|row| self.role.rows.get(row))
            .map_or_else(|| self.posting.at.clone(), |row| combine::cell(self.role, row, measure))
    }

    /// Status, value and points; what weights do to it comes after.
    pub(super) fn kpi(&self, kpi: &Kpi, findings: &mut Findings) -> KpiResult {
        let (named, counted) = self.names(kpi);
        if let Some(reason) = self.not_applicable(kpi, &named) {
            return without(Status::NotApplicable, reason);
        }
        let missing: Vec<usize> =
            named.iter().copied().filter(|index| self.is(*index, |value| *value == CombinedValue::Missing)).collect();
        if !missing.is_empty() {
            self.report_missing(kpi, &missing, findings);
            return without(Status::Missing, Reason::Missing(missing));
        }
        if let Some(label) = self.label(kpi) {
            let value = KpiValue::Label(label.clone());
            return self.points(kpi, &Input::Label(&label), value, None, &named, findings);
        }
        if let Some((index, label)) = named.iter().find_map(|index| match &self.measures.get(*index)?.value {
            CombinedValue::Label(label) => Some((*index, label)),
            _ => None,
        }) {
            let measure = self.role.measures.get(index).map(|measure| &*measure.name).unwrap_or_default();
            let problem = Problem::new(Code::LabelInCalculation, &self.cell(index));
            findings.add(problem.with("label", label).with("measure", measure).with("reason", "formula"));
            return without(Status::Missing, Reason::Missing(vec![index]));
        }
        let exact = match kpi.formula.evaluate(&Figures { seat: self, kpi }) {
            Ok(exact) => exact,
            Err(EvaluationError::DivisionByZero) => {
                findings.add(self.finding(Code::DivisionByZero, kpi, &named));
                return without(Status::NotApplicable, Reason::DivisionByZero);
            }
            Err(error) => {
                let code =
                    if error == EvaluationError::Overflow { Code::ScoreOverflow } else { Code::FormulaWithoutValue };
                findings.add(self.finding(code, kpi, &named));
                return without(Status::Missing, Reason::Missing(Vec::new()));
            }
        };
        let value = round(exact, VALUE_DECIMALS).normalize();
        let counts: Vec<Decimal> = counted
            .iter()
            .filter_map(|index| match self.measures.get(*index)?.value {
                CombinedValue::Number(number) => Some(number),
                _ => None,
            })
            .collect();
        let input = if counted.is_empty() { Input::Number(value) } else { Input::Counts(&counts) };
        self.points(kpi, &input, KpiValue::Number(value), Some(exact), &named, findings)
    }

    /// The measures that the formula and the rule name; the rule's own ones apart too.
    fn names(&self, kpi: &Kpi) -> (Vec<usize>, Vec<usize>) {
        let mut named = kpi.formula.measures();
        let counted: Vec<usize> = kpi
            .rule
            .measures()
            .iter()
            .filter_map(|name| {
                let key = crate::text::key(name);
                self.role.measures.iter().position(|measure| crate::text::key(&measure.name) == key)
            })
            .collect();
        for index in &counted {
            if !named.contains(index) {
                named.push(*index);
            }
        }
        // A value of now beside a growth: 环比(x) names x itself too, so nothing is lost here.
        (named, counted)
    }

    fn is(&self, index: usize, wanted: impl Fn(&CombinedValue) -> bool) -> bool {
        wanted(self.measures.get(index).map_or(&CombinedValue::Missing, |combined| &combined.value))
    }

    /// Why the KPI does not apply, looking at every name in the formula.
    fn not_applicable(&self, kpi: &Kpi, named: &[usize]) -> Option<Reason> {
        let marked: Vec<usize> = named
            .iter()
            .copied()
            .filter(|index| self.is(*index, |value| *value == CombinedValue::NotApplicable))
            .collect();
        if !marked.is_empty() {
            return Some(Reason::NotApplicable(marked));
        }
        for (index, back) in kpi.formula.earlier() {
            match self.earlier_value(index, back) {
                None => return Some(Reason::NoEarlier(index, back)),
                Some(value) if value.is_zero() => return Some(Reason::EarlierZero(index, back)),
                Some(_) => {}
            }
        }
        kpi.formula.team().into_iter().find_map(|(team, name)| {
            let name = || name.to_owned();
            match (self.team_value(team, &name()), team.back) {
                (None, None) => Some(Reason::EmptyTeam(name())),
                (None, Some(back)) => Some(Reason::NoEarlierTeam(name(), back)),
                (Some(value), Some(back)) if value.is_zero() => Some(Reason::EarlierZeroTeam(name(), back)),
                (Some(_), _) => None,
            }
        })
    }

    /// The label, where the KPI is nothing but one measure that holds one.
    fn label(&self, kpi: &Kpi) -> Option<Arc<str>> {
        match &self.measures.get(kpi.formula.single_measure()?)?.value {
            CombinedValue::Label(label) => Some(label.clone()),
            _ => None,
        }
    }

    fn report_missing(&self, kpi: &Kpi, missing: &[usize], findings: &mut Findings) {
        let (code, policy) = match self.department.appraisal.missing {
            MissingPolicy::Error => (Code::DataMissing, "error"),
            MissingPolicy::Zero => (Code::MissingCountsZero, "zero"),
            MissingPolicy::Exclude => (Code::MissingCountsZero, "exclude"),
        };
        for index in missing {
            for cell in missing_cells(self.role, &self.posting.id, &self.posting.at, *index) {
                let measure = self.role.measures.get(*index).map(|measure| &*measure.name).unwrap_or_default();
                findings.add(
                    Problem::new(code, &cell)
                        .with("name", &self.posting.name)
                        .with("measure", measure)
                        .with("kpi", &kpi.name)
                        .with("policy", policy),
                );
            }
        }
    }

    fn finding(&self, code: Code, kpi: &Kpi, named: &[usize]) -> Problem {
        let cell = self.culprit(code, named).unwrap_or_else(|| self.posting.at.clone());
        Problem::new(code, &cell)
            .with("id", &self.posting.id)
            .with("name", &self.posting.name)
            .with("kpi", &kpi.name)
            .with("formula", &kpi.formula_text)
    }

    /// The cell to name: for a division by zero a measure that is 0, else the first one.
    fn culprit(&self, code: Code, named: &[usize]) -> Option<CellRef> {
        let zero = named.iter().copied().find(|index| {
            code == Code::DivisionByZero && self.is(*index, |value| *value == CombinedValue::Number(Decimal::ZERO))
        });
        zero.or_else(|| named.first().copied()).map(|index| self.cell(index))
    }

    fn points(
        &self,
        kpi: &Kpi,
        input: &Input<'_>,
        value: KpiValue,
        exact: Option<Decimal>,
        named: &[usize],
        findings: &mut Findings,
    ) -> KpiResult {
        let mut result = without(Status::Scored, Reason::DivisionByZero);
        result.reason = None;
        let shown = match &value {
            KpiValue::Number(number) if kpi.unit.is_percent() => {
                number.checked_mul(Decimal::ONE_HUNDRED).map_or_else(String::new, |share| format!("{}%", plain(share)))
            }
            KpiValue::Number(number) => kpi.unit.beside(&plain(*number)),
            KpiValue::Label(label) => label.to_string(),
        };
        result.value = Some(value);
        result.exact_value = exact;
        match kpi.rule.points(input) {
            Ok(outcome) => {
                result.vetoed = outcome.veto;
                // 一票否决 in a rule: the item has no points either.
                let points = if outcome.veto { Decimal::ZERO } else { outcome.points };
                result.points = Some(points);
                let decimals = self.department.appraisal.decimals;
                result.score = points
                    .checked_mul(Decimal::ONE_HUNDRED)
                    .and_then(|points| points.checked_div(kpi.full))
                    .map(|score| round(settle(score), decimals));
                if result.score.is_none() {
                    findings.add(self.finding(Code::ScoreOverflow, kpi, named));
                }
            }
            Err(unanswered) => {
                let reason = match unanswered {
                    Unanswered::OutsideTiers => "outside",
                    Unanswered::NotWhole => "whole",
                    Unanswered::BonusOnly => "bonus",
                    Unanswered::UnknownLabel(_) => "label",
                    Unanswered::WrongKind => "kind",
                    Unanswered::Negative => "negative",
                    Unanswered::Impossible => "impossible",
                };
                let problem = self.finding(Code::RuleWithoutAnswer, kpi, named);
                findings.add(problem.with("value", shown).with("rule", &kpi.rule_text).with("reason", reason));
            }
        }
        result
    }
}

/// The blank cells of a measure in a person's rows; the staff row where the person has no data row.
pub(super) fn missing_cells(role: &Role, id: &str, staff: &CellRef, measure: usize) -> Vec<CellRef> {
    let own: Vec<_> = role.rows.iter().filter(|row| &*row.id == id).collect();
    if own.is_empty() {
        return vec![staff.clone()];
    }
    own.into_iter()
        .filter(|row| {
            row.readings.get(measure).is_none_or(|reading| reading.value == crate::model::ReadingValue::Missing)
        })
        .map(|row| combine::cell(role, row, measure))
        .collect()
}

/// A KPI without value and score.
fn without(status: Status, reason: Reason) -> KpiResult {
    KpiResult {
        status,
        value: None,
        exact_value: None,
        points: None,
        score: None,
        effective_weight: None,
        carried_weight: Decimal::ZERO,
        carried_sum: Decimal::ZERO,
        weighted: None,
        vetoed: false,
        reason: Some(reason),
    }
}
