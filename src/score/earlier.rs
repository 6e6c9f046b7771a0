//! Values of earlier periods: a data column 上期X wins, then the archive; what neither has makes growth not applicable.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Combined, CombinedValue};
use crate::history::{History, PastPeriod, PastRole, PastValue};
use crate::model::{Back, Role};
use crate::text;
use crate::unit::{Unit, UnitKind};

/// The earlier periods, found by person and role.
pub(super) struct Past<'a> {
    previous: BTreeMap<(&'a str, String), &'a PastRole>,
    year_ago: BTreeMap<(&'a str, String), &'a PastRole>,
}

/// What is known of an earlier value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Earlier {
    /// The value, where there is one.
    pub(super) value: Option<Decimal>,
    /// The archive's value, where it differs from the column's.
    pub(super) conflict: Option<Decimal>,
    /// The archive's unit, where it does not convert into the present one.
    pub(super) foreign_unit: Option<String>,
}

impl<'a> Past<'a> {
    pub(super) fn new(history: &'a History) -> Self {
        let index = |past: Option<&'a PastPeriod>| {
            past.into_iter()
                .flat_map(|past| &past.people)
                .flat_map(|person| person.roles.iter().map(|role| ((person.id.as_str(), text::key(&role.role)), role)))
                .collect()
        };
        Self { previous: index(history.previous.as_ref()), year_ago: index(history.year_ago.as_ref()) }
    }

    /// The earlier value of a measure for a person in a role.
    pub(super) fn value(&self, id: &str, role: &Role, measures: &[Combined], of: usize, back: Back) -> Earlier {
        let column = role
            .measures
            .iter()
            .position(|measure| measure.earlier.is_some_and(|earlier| earlier.of == of && earlier.back == back))
            .and_then(|at| measures.get(at))
            .map(|combined| &combined.value);
        match column {
            Some(CombinedValue::Number(number)) => {
                let archived = self.archived(id, role, of, back).value;
                let conflict = archived.filter(|archived| archived != number);
                Earlier { value: Some(*number), conflict, foreign_unit: None }
            }
            Some(CombinedValue::NotApplicable | CombinedValue::Label(_)) => Earlier::default(),
            Some(CombinedValue::Missing) | None => self.archived(id, role, of, back),
        }
    }

    fn archived(&self, id: &str, role: &Role, of: usize, back: Back) -> Earlier {
        let roles = if back == Back::Previous { &self.previous } else { &self.year_ago };
        let found = || {
            let measure = role.measures.get(of)?;
            let key = text::key(&measure.name);
            let past = roles.get(&(id, text::key(&role.name)))?;
            let past = past.measures.iter().find(|past| text::key(&past.name) == key)?;
            let PastValue::Number(number) = past.value else { return None };
            Some(match converted(number, &past.unit, &measure.unit) {
                Some(value) => Earlier { value: Some(value), ..Earlier::default() },
                None => Earlier { foreign_unit: Some(past.unit.clone()), ..Earlier::default() },
            })
        };
        found().unwrap_or_default()
    }

    /// Every archived number of a measure by person and role, in a unit; `None` where one's unit does not convert into it.
    pub(super) fn everybodys(&self, key: &str, unit: &Unit, back: Back) -> Option<BTreeMap<(String, String), Decimal>> {
        let roles = if back == Back::Previous { &self.previous } else { &self.year_ago };
        let mut found = BTreeMap::new();
        for ((id, role), past) in roles {
            let Some(past) = past.measures.iter().find(|past| text::key(&past.name) == key) else { continue };
            if let PastValue::Number(number) = past.value {
                found.insert(((*id).to_owned(), role.clone()), converted(number, &past.unit, unit)?);
            }
        }
        Some(found)
    }
}

/// An archived number in the present unit; `None` where its own does not convert.
fn converted(number: Decimal, archived: &str, unit: &Unit) -> Option<Decimal> {
    let archived = Unit::read(archived);
    // Shares are kept as shares whatever sign stands beside them.
    let factor = if archived.kind == UnitKind::Percent && unit.is_percent() {
        Some(Decimal::ONE)
    } else {
        archived.in_units_of(unit)
    };
    factor.and_then(|factor| number.checked_mul(factor)).map(|value| value.normalize())
}
