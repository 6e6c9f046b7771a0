//! The value of a KPI that people mark: the means of the categories by their shares.

use rust_decimal::Decimal;

use super::kpi::{Findings, Seat, without};
use super::{KpiValue, Outcome, Reason};
use crate::decimal::{VALUE_DECIMALS, round};
use crate::formula::settle;
use crate::model::{Category, FEW_RATERS, Kpi, MarkedBy, Marks, MeasureValue, MissingPolicy};
use crate::problem::{Code, Problem};
use crate::rule::Input;

/// What one category said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its place in [`Marks::by`].
    pub by: usize,
    /// The mean of its marks; `None` where nobody marked, or all said 不适用.
    pub mean: Option<Decimal>,
    /// How many marks there are.
    pub count: usize,
    /// Whether they may stand by themselves: not those of few of a private category.
    pub apart: bool,
    /// Whether they are marks of several months, and not one of each person.
    pub pooled: bool,
}

impl Seat<'_> {
    /// What each category said of a marked KPI.
    pub(super) fn marks_of(&self, marks: &Marks) -> Vec<Mark> {
        marks.by.iter().enumerate().map(|(at, by)| self.mark(at, by)).collect()
    }

    /// A marked KPI, from what each category said.
    pub(super) fn marked(&self, kpi: &Kpi, marks: &Marks, means: &[Mark], findings: &mut Findings) -> Outcome {
        let state = |by: &MarkedBy| self.measures.get(by.measure).map_or(&MeasureValue::Missing, |found| &found.value);
        let all = |wanted: &MeasureValue| -> Vec<usize> {
            marks.by.iter().filter(|by| state(by) == wanted).map(|by| by.measure).collect()
        };
        let (absent, missing) = (all(&MeasureValue::NotApplicable), all(&MeasureValue::Missing));
        if absent.len() == marks.by.len() {
            return Outcome::NotApplicable(Reason::NotApplicable(absent));
        }
        if !missing.is_empty() {
            self.report_unmarked(kpi, marks, findings);
        }
        let policy = self.department.appraisal.missing;
        let none = means.iter().all(|mark| mark.mean.is_none());
        if none || (!missing.is_empty() && policy == MissingPolicy::Error) {
            return without(missing);
        }
        let counted = marks.by.iter().zip(means).filter(|(by, mark)| {
            // What does not apply is left out; what is missing counts 0 under 计零.
            mark.mean.is_some() || (policy == MissingPolicy::Zero && *state(by) == MeasureValue::Missing)
        });
        let (mut sum, mut shares) = (Some(Decimal::ZERO), Decimal::ZERO);
        for (by, mark) in counted {
            let part = by.share.checked_mul(mark.mean.unwrap_or_default());
            sum = sum.zip(part).and_then(|(sum, part)| sum.checked_add(part));
            shares = shares.checked_add(by.share).unwrap_or(shares);
        }
        if shares.is_zero() {
            // Only those are there who are heard and do not count.
            return if missing.is_empty() {
                Outcome::NotApplicable(Reason::NotApplicable(absent))
            } else {
                without(missing)
            };
        }
        let exact = sum.and_then(|sum| if shares == Decimal::ONE { Some(sum) } else { sum.checked_div(shares) });
        let Some(exact) = exact.map(settle) else {
            findings.add(self.finding(Code::ScoreOverflow, kpi, &missing));
            return without(Vec::new());
        };
        let value = round(exact, VALUE_DECIMALS).normalize();
        let named: Vec<usize> = marks.by.iter().map(|by| by.measure).collect();
        let input = Input::Number(value);
        self.judged(kpi, &input, (KpiValue::Number(value), Some(exact)), &named, findings)
    }

    fn mark(&self, at: usize, by: &MarkedBy) -> Mark {
        let found = self.measures.get(by.measure);
        let mean = found.and_then(|found| match &found.value {
            MeasureValue::Number(mean) => Some(*mean),
            _ => None,
        });
        let rows = self.role.rows.iter().filter(|row| row.id == self.posting.id);
        let gave = |row: &&crate::model::DataRow| {
            row.readings.get(by.measure).is_some_and(|reading| matches!(reading.value, Some(MeasureValue::Number(_))))
        };
        let count = rows.filter(gave).count();
        let few = count > 0 && count < FEW_RATERS || self.role.few.contains(&(self.posting.id.clone(), by.measure));
        Mark { by: at, mean, count, apart: !(by.category.is_private() && few), pooled: self.role.pooled }
    }

    /// Who has not marked whom.
    fn report_unmarked(&self, kpi: &Kpi, marks: &Marks, findings: &mut Findings) {
        let (code, policy) = match self.department.appraisal.missing {
            MissingPolicy::Error => (Code::MarksMissing, "error"),
            MissingPolicy::Zero => (Code::MarksMissingAllowed, "zero"),
            MissingPolicy::Exclude => (Code::MarksMissingAllowed, "exclude"),
        };
        let lang = self.department.lang;
        for by in &marks.by {
            let state = self.measures.get(by.measure).map_or(&MeasureValue::Missing, |found| &found.value);
            if *state != MeasureValue::Missing {
                continue;
            }
            let rater = match by.category {
                Category::Own => self.posting.name.to_string(),
                Category::Manager => self.posting.manager.clone(),
                _ => String::new(),
            };
            let own = || self.role.markings.iter().filter(|row| row.id == self.posting.id);
            let row = own().find(|row| row.category.is(&by.category)).or_else(|| own().next());
            let at = row.map_or(&self.posting.at, |row| &row.at);
            findings.add(
                Problem::new(code, at)
                    .with("name", &self.posting.name)
                    .with("category", by.category.name(lang))
                    .with("rater", if rater.is_empty() { "blank" } else { &rater })
                    .with("kpi", &kpi.name)
                    .with("policy", policy),
            );
        }
    }
}
