//! 绩效工资: a base and a coefficient made into pay, by the formula of 考核信息.

use std::sync::Arc;

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::PersonResult;
use crate::cell::CellRef;
use crate::decimal::{plain, round};
use crate::formula::{EvaluationError, Inputs, settle};
use crate::model::{Appraised, Department, Grade, PayName, PayRule, Posting};
use crate::problem::{Code, Problem};

/// Decimals of money.
pub(crate) const MONEY_DECIMALS: u32 = 2;

/// A person's pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pay {
    /// 绩效工资基数.
    pub base: Decimal,
    /// What is paid, rounded to 0.01; `None` where something that it rests on is not there.
    pub amount: Option<Decimal>,
    /// 在岗天数.
    pub days: u32,
}

/// The values of the names that the formula may use.
struct Values<'a> {
    person: &'a PersonResult,
    pay: Pay,
    whole: u32,
}

impl Pay {
    /// What a name of the formula stands for; `whole` are the days of the period. `None` where the person has none.
    pub fn value(&self, name: PayName, person: &PersonResult, whole: u32) -> Option<Decimal> {
        match name {
            PayName::Base => Some(self.base),
            PayName::Coefficient => person.coefficient,
            PayName::Total => person.total,
            PayName::Days => Some(Decimal::from(self.days)),
            PayName::WholeDays => Some(Decimal::from(whole)),
        }
    }
}

impl Inputs for Values<'_> {
    fn measure(&self, index: usize) -> Option<Decimal> {
        self.pay.value(*PayName::ALL.get(index)?, self.person, self.whole)
    }
}

/// Sets the pay of everybody with a base.
pub(super) fn pay(
    department: &Department,
    people: &mut [PersonResult],
    held: &IndexMap<&str, Vec<&Posting>>,
    problems: &mut Vec<Problem>,
) {
    let Some(rule) = &department.appraisal.people.pay else { return };
    let whole = department.appraisal.period.days();
    let mut unknown = Unknown::default();
    let mut far = Far::default();
    for person in people {
        let postings = held.get(&*person.id).map(Vec::as_slice).unwrap_or_default();
        // The base may stand in one row of several, even in that of a role that is not appraised.
        let (those, others): (Vec<&Posting>, Vec<&Posting>) =
            postings.iter().partition(|posting| posting.appraised != Appraised::No);
        let mut bases = those.iter().chain(&others).filter_map(|posting| Some((*posting, posting.pay_base?)));
        let Some((posting, base)) = bases.next() else { continue };
        let days = person.roles.iter().fold(0_u32, |sum, role| sum.saturating_add(role.days));
        let values = Values { person, pay: Pay { base, amount: None, days }, whole };
        let blank = rule.names().into_iter().find(|name| values.pay.value(*name, person, whole).is_none());
        let amount = match (blank, rule.formula.evaluate(&values)) {
            // That nothing applies, so that there is no total, is told of the person.
            (Some(_), _) if person.total.is_none() => None,
            (Some(_), _) => {
                let grade = person.grade.and_then(|grade| department.grades.get(grade));
                unknown.add(Why::Coefficient, grade.map_or(&posting.at, |grade| &grade.at), person, grade);
                None
            }
            (None, Ok(amount)) => {
                let amount = round(settle(amount), MONEY_DECIMALS);
                if amount < Decimal::ZERO {
                    unknown.add(Why::Negative, &posting.at, person, None);
                }
                far.add(base, amount, person);
                Some(amount)
            }
            (None, Err(EvaluationError::DivisionByZero)) => {
                unknown.add(Why::Zero, &posting.at, person, None);
                None
            }
            // The formula's fault is told once.
            (None, Err(_)) if problems.iter().any(|problem| problem.code == Code::PayTooLarge) => None,
            (None, Err(_)) => {
                problems.push(
                    Problem::new(Code::PayTooLarge, &posting.at).with("name", &person.name).with("formula", &rule.text),
                );
                None
            }
        };
        person.pay = Some(Pay { base, amount, days });
    }
    problems.extend(unknown.told(rule, department));
    problems.extend(far.told(rule));
}

/// Pays of ten and more times their base, which a total out of 100 makes of it: 基数*总分.
#[derive(Default)]
struct Far {
    /// The first, as name, base and pay.
    first: Option<(Arc<str>, Decimal, Decimal)>,
    count: usize,
}

impl Far {
    fn add(&mut self, base: Decimal, amount: Decimal, person: &PersonResult) {
        if base > Decimal::ZERO && base.checked_mul(Decimal::TEN).is_some_and(|times| amount >= times) {
            self.first.get_or_insert_with(|| (person.name.clone(), base, amount));
            self.count = self.count.saturating_add(1);
        }
    }

    /// At the formula. Coefficients of the usual one are asked about where they stand.
    fn told(self, rule: &PayRule) -> Option<Problem> {
        let (at, (name, base, amount)) = rule.at.as_ref().zip(self.first)?;
        let by_total = rule.names().contains(&PayName::Total);
        Some(
            Problem::new(Code::PayFar, at)
                .with("name", name)
                .with("base", plain(base))
                .with("amount", plain(amount))
                .with("formula", &rule.text)
                .with("by", if by_total { "total" } else { "other" })
                .with("count", self.count),
        )
    }
}

/// Why a pay is not known, or not to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Why {
    /// A division by 0.
    Zero,
    /// The grade has no coefficient.
    Coefficient,
    /// It is below 0.
    Negative,
}

/// Whose pay is not known, by reason and grade.
#[derive(Default)]
struct Unknown(IndexMap<(Why, String), (CellRef, Vec<Named>)>);

/// Name and id.
type Named = (Arc<str>, Arc<str>);

/// Names that one finding gives.
const NAMED: usize = 3;

impl Unknown {
    fn add(&mut self, why: Why, at: &CellRef, person: &PersonResult, grade: Option<&Grade>) {
        let grade = grade.map(|grade| grade.name.clone()).unwrap_or_default();
        let (_, names) = self.0.entry((why, grade)).or_insert_with(|| (at.clone(), Vec::new()));
        names.push((person.name.clone(), person.id.clone()));
    }

    /// One finding a reason: at the person's row, or for several people at the formula.
    fn told(self, rule: &PayRule, department: &Department) -> Vec<Problem> {
        let usual = || PayName::ALL.iter().take(2).map(|name| name.word(department.lang)).collect::<Vec<_>>().join("×");
        let formula = if rule.text.is_empty() { usual() } else { rule.text.clone() };
        let told = self.0.into_iter().map(|((why, grade), (at, names))| {
            let at = match &rule.at {
                Some(of_formula) if names.len() > 1 && why != Why::Coefficient => of_formula,
                _ => &at,
            };
            let word = match why {
                Why::Zero => "zero",
                Why::Coefficient => "coefficient",
                Why::Negative => "negative",
            };
            let lang = department.lang;
            let written = |(name, id): &Named| format!("{name}{}", lang.in_brackets(id));
            let first: Vec<String> = names.iter().take(NAMED).map(written).collect();
            Problem::new(Code::PayUnknown, at)
                .with("why", word)
                .with("names", first.join(lang.between()))
                .with("count", names.len())
                .with("more", if names.len() > NAMED { "yes" } else { "no" })
                .with("grade", grade)
                .with("formula", &formula)
        });
        told.collect()
    }
}
