//! The step from base, coefficient and total to pay.

use rust_decimal::Decimal;

use super::{Audience, Step, Why};
use crate::decimal::{fixed, grouped, plain};
use crate::model::PayName;
use crate::model::layout::AppraisalField;
use crate::score::{MONEY_DECIMALS, PersonResult};
use crate::texts::say;

impl Why<'_> {
    /// The pay of somebody with a base; a personal workbook tells it only where the department shows it there.
    pub(super) fn pay(&self, person: &PersonResult) -> Option<Step> {
        let people = &self.department.appraisal.people;
        if self.audience == Audience::Person && !people.show_pay {
            return None;
        }
        let (pay, rule) = (person.pay.as_ref()?, people.pay.as_ref()?);
        let shown = |value: Option<Decimal>| value.map_or_else(|| "—".to_owned(), plain);
        let mut named: Vec<usize> = rule.formula.measures().into_iter().collect();
        named.sort_unstable();
        let values: Vec<String> = named
            .into_iter()
            .filter_map(|at| PayName::ALL.get(at).copied())
            .map(|name| {
                let value = match name {
                    PayName::Base => grouped(pay.base),
                    PayName::Coefficient => shown(person.coefficient),
                    PayName::Total => shown(person.total),
                    PayName::Days => pay.days.to_string(),
                    PayName::WholeDays => self.department.appraisal.period.days().to_string(),
                };
                format!("{} {value}", name.word(self.lang))
            })
            .collect();
        let usual = say(self.lang, "people-pay-usual", &[]);
        let formula = if rule.text.is_empty() { usual.as_str() } else { rule.text.as_str() };
        let values = values.join(&say(self.lang, "people-comma-full", &[]));
        let amount = pay.amount.map(|amount| fixed(amount, MONEY_DECIMALS));
        let id = if amount.is_some() { "why-pay" } else { "why-pay-none" };
        let args = [("formula", formula), ("values", &*values), ("amount", amount.as_deref().unwrap_or_default())];
        Some(Step { label: AppraisalField::Pay.name(self.lang).to_owned(), text: say(self.lang, id, &args) })
    }
}
