//! 绩效工资: a base and a coefficient made into pay, by the formula of 考核信息.

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::PersonResult;
use crate::decimal::round;
use crate::diagnostic::{Code, Problem};
use crate::formula::{EvaluationError, Inputs, Team, settle};
use crate::model::{Appraised, Back, Department, PayName, Posting};

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
    fn earlier(&self, _: usize, _: Back) -> Option<Decimal> {
        None
    }
    fn team(&self, _: Team, _: &str) -> Option<Decimal> {
        None
    }
    fn target(&self) -> Option<Decimal> {
        None
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
    for person in people {
        let postings = held.get(&*person.id).map(Vec::as_slice).unwrap_or_default();
        // The base may stand in one row of several, even in that of a role that is not appraised.
        let (those, others): (Vec<&Posting>, Vec<&Posting>) =
            postings.iter().partition(|posting| posting.appraised != Appraised::No);
        let mut bases = those.iter().chain(&others).filter_map(|posting| Some((*posting, posting.pay_base?)));
        let Some((posting, base)) = bases.next() else { continue };
        let days = person.roles.iter().fold(0_u32, |sum, role| sum.saturating_add(role.days));
        let values = Values { person, pay: Pay { base, amount: None, days }, whole };
        let known = rule.names().into_iter().all(|name| values.pay.value(name, person, whole).is_some());
        let amount = match rule.formula.evaluate(&values) {
            _ if !known => None,
            Ok(amount) => Some(round(settle(amount), MONEY_DECIMALS)),
            // Over a total or coefficient of 0.
            Err(EvaluationError::DivisionByZero) => None,
            // The formula's fault is told once.
            Err(_) if problems.iter().any(|problem| problem.code == Code::PayTooLarge) => None,
            Err(_) => {
                problems.push(
                    Problem::new(Code::PayTooLarge, &posting.at).with("name", &person.name).with("formula", &rule.text),
                );
                None
            }
        };
        person.pay = Some(Pay { base, amount, days });
    }
}
