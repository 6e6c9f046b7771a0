//! What the formula of pay is made of, in words: on a person's page and in `why`.

use crate::decimal;
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Department, PayName, PayRule};
use crate::score::{Pay, PersonResult};

/// The formula as it is written, or the usual one.
pub(super) fn formula(rule: &PayRule, lang: Lang) -> String {
    if rule.text.is_empty() { say(lang, "people-pay-usual", &[]) } else { rule.text.clone() }
}

/// Each name that it uses with its value; a dash where the person has none.
pub(super) fn named(
    rule: &PayRule,
    pay: &Pay,
    person: &PersonResult,
    department: &Department,
) -> Vec<(PayName, String)> {
    let whole = department.appraisal.period.days();
    let shown = |name| match pay.value(name, person, whole) {
        Some(base) if name == PayName::Base => decimal::grouped(base),
        Some(value) => decimal::plain(value),
        None => "—".to_owned(),
    };
    rule.names().into_iter().map(|name| (name, shown(name))).collect()
}
