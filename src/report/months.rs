//! The months of a roll-up beside its result: it holds their printed totals as measures that are named after them.

use rust_decimal::Decimal;

use crate::model::{Department, MeasureValue};
use crate::period::{Period, Span};
use crate::score::PersonResult;

/// The months that a longer period was rolled up from, oldest first; none for a month, and for a workbook of a longer period.
pub(super) fn rolled_up(department: &Department) -> Vec<Period> {
    let held = |month: &Period| {
        let name = month.to_string();
        department.roles.iter().flat_map(|role| &role.measures).any(|measure| *measure.name == *name)
    };
    within(department).into_iter().filter(held).collect()
}

/// The months that a roll-up lacks; none where nothing was rolled up.
pub(super) fn lacking(department: &Department) -> Vec<Period> {
    let there = rolled_up(department);
    if there.is_empty() {
        there
    } else {
        within(department).into_iter().filter(|month| !there.contains(month)).collect()
    }
}

fn within(department: &Department) -> Vec<Period> {
    let period = department.appraisal.period;
    if period.span() == Span::Month { Vec::new() } else { period.months() }
}

/// A person's printed total of a month; `None` where there was none.
pub(super) fn total(department: &Department, person: &PersonResult, month: Period) -> Option<Decimal> {
    let name = month.to_string();
    person.roles.iter().find_map(|held| {
        let role = department.roles.get(held.role)?;
        let at = role.measures.iter().position(|measure| *measure.name == *name)?;
        match held.measures.get(at)?.value {
            MeasureValue::Number(total) => Some(total),
            _ => None,
        }
    })
}

/// The days that count in a period: of a roll-up those of its months.
pub(super) fn days(department: &Department) -> u32 {
    let months = rolled_up(department);
    if months.is_empty() {
        department.appraisal.period.days()
    } else {
        months.into_iter().map(Period::days).fold(0, u32::saturating_add)
    }
}
