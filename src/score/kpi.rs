//! One KPI of one person: whether it counts, its value, its points.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::combine::{self, CombinedRoles};
use super::earlier::Past;
use super::{Change, Combined, KpiResult, KpiValue, Outcome, Reason, Scored, TeamValue};
use crate::cell::CellRef;
use crate::decimal::{self, VALUE_DECIMALS, plain, round};
use crate::formula::{EvaluationError, Inputs, Team, settle};
use crate::model::{Back, Department, Kpi, MeasureValue, MissingPolicy, Posting, Role};
use crate::problem::{Code, Problem};
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

/// What is known of an earlier value that some formula asks for.
pub(super) struct Known {
    /// The measure, by index.
    pub(super) of: usize,
    pub(super) back: Back,
    pub(super) value: Option<Decimal>,
    /// Why there is no value, where the measure changed.
    pub(super) changed: Option<Change>,
}

/// One person in one role.
pub(super) struct Seat<'a> {
    pub(super) department: &'a Department,
    pub(super) role: &'a Role,
    pub(super) posting: &'a Posting,
    pub(super) measures: &'a [Combined],
    pub(super) earlier: &'a [Known],
    pub(super) team: &'a [TeamValue],
}

struct Figures<'a> {
    seat: &'a Seat<'a>,
    kpi: &'a Kpi,
}

impl Inputs for Figures<'_> {
    fn measure(&self, index: usize) -> Option<Decimal> {
        match self.seat.measures.get(index)?.value {
            MeasureValue::Number(number) => Some(number),
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
        self.known(index, back).and_then(|known| known.value)
    }

    fn known(&self, index: usize, back: Back) -> Option<&Known> {
        self.earlier.iter().find(|known| known.of == index && known.back == back)
    }

    fn team_value(&self, team: Team, measure: &str) -> Option<Decimal> {
        self.team.iter().find(|value| value.function == team && value.measure == measure).and_then(|value| value.value)
    }

    /// The cell to look at for a measure: its first row, else the person's row of 人员名单.
    pub(super) fn cell(&self, measure: usize) -> CellRef {
        let first = self.measures.get(measure).and_then(|combined| combined.rows.first());
        let own = || self.role.rows.iter().position(|row| row.id == self.posting.id && !row.is_marking);
        first
            .copied()
            .or_else(own)
            .and_then(|row| self.role.rows.get(row))
            .map_or_else(|| self.posting.at.clone(), |row| combine::cell(self.role, row, measure))
    }

    /// What comes of a KPI, `own` where it is this person's own; what weights do to it comes after.
    pub(super) fn kpi(&self, kpi: &Kpi, own: Option<Arc<Kpi>>, findings: &mut Findings) -> KpiResult {
        let mut marks = Vec::new();
        let outcome = if kpi.weight.is_zero() && !kpi.rule.is_signed() {
            Outcome::NotApplicable(Reason::NotTheirs)
        } else if let Some(by) = &kpi.marks {
            marks = self.marks_of(by);
            self.marked(kpi, by, &marks, findings)
        } else {
            self.calculated(kpi, findings)
        };
        KpiResult { outcome, counted: None, carried_sum: Decimal::ZERO, own, marks }
    }

    /// Value and points of a KPI that is calculated from data, or why there are none.
    fn calculated(&self, kpi: &Kpi, findings: &mut Findings) -> Outcome {
        let (named, counted) = self.names(kpi);
        if let Some(reason) = self.not_applicable(kpi, &named) {
            self.report_no_base(&reason, findings);
            return Outcome::NotApplicable(reason);
        }
        let missing: Vec<usize> =
            named.iter().copied().filter(|index| self.is(*index, |value| *value == MeasureValue::Missing)).collect();
        if !missing.is_empty() {
            self.report_missing(kpi, &missing, findings);
            return without(missing);
        }
        if let Some(label) = self.label(kpi) {
            let value = KpiValue::Label(label.clone());
            return self.judged(kpi, &Input::Label(&label), (value, None), &named, findings);
        }
        if let Some((index, label)) = named.iter().find_map(|index| match &self.measures.get(*index)?.value {
            MeasureValue::Label(label) => Some((*index, label)),
            _ => None,
        }) {
            let measure = self.role.measures.get(index).map(|measure| &*measure.name).unwrap_or_default();
            let problem = Problem::new(Code::LabelInCalculation, &self.cell(index));
            findings.add(problem.with("label", label).with("measure", measure).with("reason", "formula"));
            return without(vec![index]);
        }
        let exact = match kpi.formula.evaluate(&Figures { seat: self, kpi }) {
            Ok(exact) => exact,
            Err(EvaluationError::DivisionByZero) => {
                findings.add(self.finding(Code::DivisionByZero, kpi, &named));
                return Outcome::NotApplicable(Reason::DivisionByZero);
            }
            Err(EvaluationError::NoBase) => {
                let reason = self.loss(kpi);
                self.report_no_base(&reason, findings);
                return Outcome::NotApplicable(reason);
            }
            Err(EvaluationError::NegativeDivisor) => {
                findings.add(self.finding(Code::NegativeDivisor, kpi, &named));
                return without(Vec::new());
            }
            Err(error) => {
                let code =
                    if error == EvaluationError::Overflow { Code::ScoreOverflow } else { Code::FormulaWithoutValue };
                findings.add(self.finding(code, kpi, &named));
                return without(Vec::new());
            }
        };
        let value = round(exact, VALUE_DECIMALS).normalize();
        // 800000元 over 100 of a unit that nobody gave is 800000%. A single figure was looked at where it was read.
        if kpi.formula.single_measure().is_none() && kpi.unit.is_percent() && value.abs() > Decimal::TEN {
            let problem = self.finding(Code::ValueBeyond, kpi, &named);
            findings.add(problem.with("value", decimal::percent(value)));
        }
        let counts: Vec<Decimal> = counted
            .iter()
            .filter_map(|index| match self.measures.get(*index)?.value {
                MeasureValue::Number(number) => Some(number),
                _ => None,
            })
            .collect();
        let input = if counted.is_empty() { Input::Number(value) } else { Input::Counts(&counts) };
        self.judged(kpi, &input, (KpiValue::Number(value), Some(exact)), &named, findings)
    }

    /// The measures that the formula and the rule name; the rule's own ones apart too.
    fn names(&self, kpi: &Kpi) -> (Vec<usize>, Vec<usize>) {
        let mut named = kpi.formula.measures();
        let counted = kpi.rule.counted();
        for index in &counted {
            if !named.contains(index) {
                named.push(*index);
            }
        }
        // A value of now beside a growth: 环比(x) names x itself too, so nothing is lost here.
        (named, counted)
    }

    fn is(&self, index: usize, wanted: impl Fn(&MeasureValue) -> bool) -> bool {
        wanted(self.measures.get(index).map_or(&MeasureValue::Missing, |combined| &combined.value))
    }

    /// Why the KPI does not apply, looking at every name in the formula.
    fn not_applicable(&self, kpi: &Kpi, named: &[usize]) -> Option<Reason> {
        let marked: Vec<usize> = named
            .iter()
            .copied()
            .filter(|index| self.is(*index, |value| *value == MeasureValue::NotApplicable))
            .collect();
        if !marked.is_empty() {
            return Some(Reason::NotApplicable(marked));
        }
        for (index, back) in kpi.formula.earlier() {
            match self.earlier_value(index, back) {
                None => {
                    let changed = self.known(index, back).and_then(|known| known.changed.clone());
                    return Some(changed.map_or(Reason::NoEarlier(index, back), |changed| {
                        Reason::EarlierChanged(index, back, changed)
                    }));
                }
                Some(value) if value.is_zero() => return Some(Reason::EarlierZero(index, back)),
                Some(_) => {}
            }
        }
        kpi.formula.team().into_iter().find_map(|(team, name)| {
            let name = || name.to_owned();
            let changed = || {
                let found = self.team.iter().find(|value| value.function == team && value.measure == name());
                found.and_then(|value| value.changed.clone())
            };
            match (self.team_value(team, &name()), team.back) {
                (None, None) => Some(Reason::EmptyTeam(name())),
                (None, Some(back)) => Some(match changed() {
                    Some(changed) => Reason::EarlierChangedTeam(name(), back, changed),
                    None => Reason::NoEarlierTeam(name(), back),
                }),
                (Some(value), Some(back)) if value.is_zero() => Some(Reason::EarlierZeroTeam(name(), back)),
                (Some(_), _) => None,
            }
        })
    }

    /// Which earlier value is no base: the first below 0, else the first that the formula names.
    fn loss(&self, kpi: &Kpi) -> Reason {
        let below = |value: Option<Decimal>| value.is_some_and(|value| value < Decimal::ZERO);
        let own = kpi.formula.earlier();
        let teams: Vec<(Team, &str)> = kpi.formula.team().into_iter().filter(|(team, _)| team.back.is_some()).collect();
        let found = own.iter().find(|(index, back)| below(self.earlier_value(*index, *back)));
        let team = || teams.iter().find(|(team, name)| below(self.team_value(*team, name))).or_else(|| teams.first());
        match (found, team(), own.first()) {
            (Some((index, back)), ..) => Reason::EarlierLoss(*index, *back),
            (None, Some((team, name)), _) => {
                Reason::EarlierLossTeam((*name).to_owned(), team.back.unwrap_or(Back::Previous))
            }
            (None, None, Some((index, back))) => Reason::EarlierLoss(*index, *back),
            (None, None, None) => Reason::DivisionByZero,
        }
    }

    /// That an earlier value of 0 or less is no base of growth, at the cell that holds it.
    fn report_no_base(&self, reason: &Reason, findings: &mut Findings) {
        let (cell, measure, back, value) = match reason {
            Reason::EarlierZero(index, back) | Reason::EarlierLoss(index, back) => {
                let is_column = |measure: &crate::model::Measure| {
                    measure.earlier.is_some_and(|earlier| earlier.of == *index && earlier.back == *back)
                };
                let filled = |at: &usize| self.is(*at, |value| matches!(value, MeasureValue::Number(_)));
                let column = self.role.measures.iter().position(is_column).filter(filled);
                let measure = self.role.measures.get(*index).map(|measure| measure.name.to_string());
                (self.cell(column.unwrap_or(*index)), measure, back, self.earlier_value(*index, *back))
            }
            Reason::EarlierZeroTeam(name, back) | Reason::EarlierLossTeam(name, back) => {
                let of = |value: &&TeamValue| value.measure == *name && value.function.back == Some(*back);
                let found = self.team.iter().find(of).and_then(|value| value.value);
                (self.posting.at.clone(), Some(name.clone()), back, found)
            }
            _ => return,
        };
        let when = if *back == Back::Previous { "previous" } else { "year" };
        let value = value.map(plain).unwrap_or_default();
        let measure = measure.unwrap_or_default();
        findings.add(
            Problem::new(Code::EarlierNoBase, &cell)
                .with("name", &self.posting.name)
                .with("measure", measure)
                .with("when", when)
                .with("value", value),
        );
    }

    /// The label, where the KPI is nothing but one measure that holds one.
    fn label(&self, kpi: &Kpi) -> Option<Arc<str>> {
        match &self.measures.get(kpi.formula.single_measure()?)?.value {
            MeasureValue::Label(label) => Some(label.clone()),
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

    pub(super) fn finding(&self, code: Code, kpi: &Kpi, named: &[usize]) -> Problem {
        let cell = self.culprit(code, named).unwrap_or_else(|| self.posting.at.clone());
        Problem::new(code, &cell)
            .with("id", &self.posting.id)
            .with("name", &self.posting.name)
            .with("kpi", &kpi.name)
            .with("formula", &kpi.formula_text)
    }

    /// The cell to name: for a division by zero a measure that is 0, for two negatives one below 0, else the first one.
    fn culprit(&self, code: Code, named: &[usize]) -> Option<CellRef> {
        let amiss = |value: &MeasureValue| match value {
            MeasureValue::Number(number) => match code {
                Code::DivisionByZero => number.is_zero(),
                Code::NegativeDivisor => *number < Decimal::ZERO,
                _ => false,
            },
            _ => false,
        };
        let found = named.iter().copied().find(|index| self.is(*index, amiss));
        found.or_else(|| named.first().copied()).map(|index| self.cell(index))
    }

    /// What the rule makes of a value.
    pub(super) fn judged(
        &self,
        kpi: &Kpi,
        input: &Input<'_>,
        (value, exact): (KpiValue, Option<Decimal>),
        named: &[usize],
        findings: &mut Findings,
    ) -> Outcome {
        if matches!(value, KpiValue::Number(_))
            && kpi.rule.target.is_some_and(|target| target < Decimal::ZERO)
            && kpi.rule.divides_by_target()
        {
            findings.add(self.finding(Code::NegativeDivisor, kpi, named));
        }
        let outcome = match kpi.rule.points(input) {
            Ok(outcome) => outcome,
            Err(unanswered) => {
                let problem = self.finding(Code::RuleWithoutAnswer, kpi, named).with("value", shown(kpi, &value));
                findings.add(problem.with("rule", &kpi.rule_text).with("reason", reason_word(&unanswered)));
                return Outcome::Unanswered(value);
            }
        };
        // 一票否决 in a rule: the item has no points either.
        let points = if outcome.veto { Decimal::ZERO } else { outcome.points };
        // Signed points are the score: there are no full points that they are a part of.
        let signed = kpi.rule.is_signed().then_some(points);
        let share = || points.checked_mul(Decimal::ONE_HUNDRED).and_then(|points| points.checked_div(kpi.full));
        let Some(score) = signed.or_else(share) else {
            findings.add(self.finding(Code::ScoreOverflow, kpi, named));
            return Outcome::Unanswered(value);
        };
        let score = round(settle(score), self.department.appraisal.decimals);
        Outcome::Scored(Scored { value, exact, points, score, vetoed: outcome.veto })
    }
}

/// A value as a message shows it.
fn shown(kpi: &Kpi, value: &KpiValue) -> String {
    match value {
        KpiValue::Number(number) if kpi.unit.is_percent() => {
            number.checked_mul(Decimal::ONE_HUNDRED).map_or_else(String::new, |share| format!("{}%", plain(share)))
        }
        KpiValue::Number(number) => kpi.unit.beside(&plain(*number)),
        KpiValue::Label(label) => label.to_string(),
    }
}

/// The word by which the texts tell why a rule has no answer.
fn reason_word(unanswered: &Unanswered) -> &'static str {
    match unanswered {
        Unanswered::OutsideTiers => "outside",
        Unanswered::NotWhole => "whole",
        Unanswered::BonusOnly => "bonus",
        Unanswered::UnknownLabel(_) => "label",
        Unanswered::WrongKind => "kind",
        Unanswered::Negative => "negative",
        Unanswered::Impossible => "impossible",
    }
}

/// The blank cells of a measure in a person's rows; the staff row where the person has no data row.
pub(super) fn missing_cells(role: &Role, id: &str, staff: &CellRef, measure: usize) -> Vec<CellRef> {
    let own: Vec<_> = role.rows.iter().filter(|row| &*row.id == id && !row.is_marking).collect();
    if own.is_empty() {
        return vec![staff.clone()];
    }
    own.into_iter()
        .filter(|row| row.readings.get(measure).is_none_or(|reading| reading.value == Some(MeasureValue::Missing)))
        .map(|row| combine::cell(role, row, measure))
        .collect()
}

/// A KPI without what these measures say.
pub(super) fn without(measures: Vec<usize>) -> Outcome {
    Outcome::Missing { measures, counts_zero: false }
}
