//! Values of earlier periods: a data column 上期X wins, then the archive; what neither has makes growth not applicable.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{Change, ChangedPart, Combined};
use crate::history::{History, PastMeasure, PastPeriod, PastRole, PastValue};
use crate::lang::Lang;
use crate::model::layout::Choice;
use crate::model::{Aggregate, Back, Measure, MeasureValue, Posting, Role};
use crate::problem::{Code, Problem};
use crate::text;
use crate::unit::{Unit, UnitKind};

/// The earlier periods, found by person and role.
pub(super) struct Past<'a> {
    /// Ids that belonged to somebody else then.
    others: [BTreeSet<&'a str>; 2],
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
    /// What of the measure is otherwise than in the archive, so that its values cannot be compared.
    pub(super) changed: Option<Change>,
}

impl<'a> Past<'a> {
    pub(super) fn new(history: &'a History, held: &BTreeMap<&str, &str>) -> Self {
        let others = [&history.previous, &history.year_ago].map(|past| {
            let people = past.iter().flat_map(|past| &past.people);
            let changed = people.filter(|past| held.get(past.id.as_str()).is_some_and(|name| !past.is(&past.id, name)));
            changed.map(|past| past.id.as_str()).collect()
        });
        let index = |past: Option<&'a PastPeriod>| {
            past.into_iter()
                .flat_map(|past| &past.people)
                .flat_map(|person| person.roles.iter().map(|role| ((person.id.as_str(), text::key(&role.role)), role)))
                .collect()
        };
        Self { others, previous: index(history.previous.as_ref()), year_ago: index(history.year_ago.as_ref()) }
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
            Some(MeasureValue::Number(number)) => {
                let archived = self.archived(id, role, of, back).value;
                let conflict = archived.filter(|archived| archived != number);
                Earlier { value: Some(*number), conflict, changed: None }
            }
            Some(MeasureValue::NotApplicable | MeasureValue::Label(_)) => Earlier::default(),
            Some(MeasureValue::Missing) | None => self.archived(id, role, of, back),
        }
    }

    fn archived(&self, id: &str, role: &Role, of: usize, back: Back) -> Earlier {
        let [previous, year_ago] = &self.others;
        let (roles, others) =
            if back == Back::Previous { (&self.previous, previous) } else { (&self.year_ago, year_ago) };
        let found = || {
            if others.contains(id) {
                return None;
            }
            let measure = role.measures.get(of)?;
            let key = text::key(&measure.name);
            let past = roles.get(&(id, text::key(&role.name)))?;
            let past = past.measures.iter().find(|past| text::key(&past.name) == key)?;
            let PastValue::Number(number) = past.value else { return None };
            Some(match comparable(number, past, measure) {
                Ok(value) => Earlier { value: Some(value), ..Earlier::default() },
                Err(changed) => Earlier { changed: Some(changed), ..Earlier::default() },
            })
        };
        found().unwrap_or_default()
    }

    /// Every archived number of a measure by person and role, in its present unit.
    ///
    /// # Errors
    /// What changed, where somebody's number cannot be compared: a part of the department is not the department.
    pub(super) fn everybodys(
        &self,
        key: &str,
        measure: &Measure,
        back: Back,
    ) -> Result<BTreeMap<(String, String), Decimal>, Change> {
        let roles = if back == Back::Previous { &self.previous } else { &self.year_ago };
        let mut found = BTreeMap::new();
        for ((id, role), past) in roles {
            let Some(past) = past.measures.iter().find(|past| text::key(&past.name) == key) else { continue };
            if let PastValue::Number(number) = past.value {
                found.insert(((*id).to_owned(), role.clone()), comparable(number, past, measure)?);
            }
        }
        Ok(found)
    }
}

/// A warning at each id that belonged to somebody else when it was last archived.
pub(super) fn changed_hands(history: &History, postings: &[Posting], problems: &mut Vec<Problem>) {
    let mut past: Vec<&PastPeriod> = history.trend.iter().chain(&history.previous).chain(&history.year_ago).collect();
    past.sort_by_key(|past| std::cmp::Reverse(past.period));
    let mut seen = BTreeSet::new();
    for posting in postings.iter().filter(|posting| seen.insert(&posting.id)) {
        let last = past.iter().find_map(|past| {
            let person = past.people.iter().find(|person| *person.id == *posting.id)?;
            Some((past.period, person))
        });
        let Some((period, before)) = last.filter(|(_, before)| !before.is(&posting.id, &posting.name)) else {
            continue;
        };
        problems.push(
            Problem::new(Code::IdChangedHands, &posting.at)
                .with("id", &posting.id)
                .with("period", period)
                .with("before", &before.name)
                .with("name", &posting.name),
        );
    }
}

/// An archived number as it would be now, or what changed so that it can't be told.
fn comparable(number: Decimal, past: &PastMeasure, measure: &Measure) -> Result<Decimal, Change> {
    let then = Choice::find(&past.aggregate);
    if let Some(then) = then.filter(|then| *then != measure.aggregate.choice()) {
        let aggregate = Aggregate::ALL.into_iter().find(|aggregate| aggregate.choice() == then);
        let word = |aggregate: Aggregate| aggregate.choice().name(Lang::En).to_owned();
        let then = aggregate.map_or_else(|| past.aggregate.clone(), word);
        return Err(Change { part: ChangedPart::Aggregate, then, now: word(measure.aggregate) });
    }
    converted(number, &past.unit, &measure.unit).ok_or_else(|| Change {
        part: ChangedPart::Unit,
        then: past.unit.clone(),
        now: measure.unit.text.clone(),
    })
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
