//! The step from base, coefficient and total to pay.

use super::{Audience, Step, Why};
use crate::decimal::fixed;
use crate::messages::say;
use crate::model::layout::AppraisalField;
use crate::report::pay;
use crate::score::{MONEY_DECIMALS, PersonResult};

impl Why<'_> {
    /// The pay of somebody with a base; a personal workbook tells it only where the department shows it there.
    pub(super) fn pay(&self, person: &PersonResult) -> Option<Step> {
        let people = &self.department.appraisal.people;
        if self.audience == Audience::Person && !people.show_pay {
            return None;
        }
        let (own, rule) = (person.pay.as_ref()?, people.pay.as_ref()?);
        let values = pay::named(rule, own, person, self.department).into_iter();
        let values: Vec<String> = values.map(|(name, value)| format!("{} {value}", name.word(self.lang))).collect();
        let values = values.join(&say(self.lang, "people-comma-full", &[]));
        let formula = pay::formula(rule, self.lang);
        let amount = own.amount.map(|amount| fixed(amount, MONEY_DECIMALS));
        let id = if amount.is_some() { "why-pay" } else { "why-pay-none" };
        let args = [("formula", &*formula), ("values", &*values), ("amount", amount.as_deref().unwrap_or_default())];
        Some(Step { label: AppraisalField::Pay.name(self.lang).to_owned(), text: say(self.lang, id, &args) })
    }
}
