//! The mean of the monthly totals as the only KPI. Each person has a measure per month (the month's printed total, 不适用
//! where there is none), the sum of what counts and what it is divided by.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::people::{self, Stretch};
use super::{Method, Month, month_totals, number_or_not, person, plain_measure, readings, roles, weighed};
use crate::cell::CellRef;
use crate::formula::{self, Names};
use crate::messages::say;
use crate::model::{
    Appraisal, DataRow, Department, DepartmentParts, Kpi, LongerTargets, Measure, MeasureValue, MissingPolicy, Posting,
    Role, Scale,
};
use crate::period::Period;
use crate::rule::{Main, Quantity, Rule};
use crate::unit::Unit;

/// The department whose only KPI is the mean. Everybody lies under the role held last.
pub(super) fn department(period: Period, method: Method, months: &[Month]) -> Option<Department> {
    let last = &months.last()?.department;
    let stretches = people::stretches(months);
    let (sum, divisor) = match method {
        Method::Days => ("rollup-day-sum", "rollup-days"),
        Method::Mean | Method::Measures => ("rollup-sum", "rollup-months"),
    };
    let mut measures = month_totals(months, &say(last.lang, "rollup-month-total", &[]));
    measures.extend([sum, divisor].map(|id| plain_measure(&say(last.lang, id, &[]), "")));
    let mut made: Vec<Role> = Vec::new();
    for known in roles(months) {
        let holds_last = |one: &Stretch| people::last_role(&stretches, &one.posting.id).as_ref() == Some(&known.name);
        if stretches.iter().any(holds_last) {
            made.push(role(last, known, &measures)?);
        }
    }
    let mut postings: Vec<Posting> = Vec::new();
    for stretch in &stretches {
        let name = people::last_role(&stretches, &stretch.posting.id)?;
        let at = made.iter().position(|role| role.name == name)?;
        if !postings.iter().any(|known| known.id == stretch.posting.id) {
            let rows = &mut made.get_mut(at)?.rows;
            let row = u32::try_from(rows.len()).ok()?.saturating_add(1);
            rows.push(row_of(&stretch.posting.id, row, method, months)?);
        }
        postings.push(people::posting(stretch, at, period));
    }
    // A mean of totals is a score out of 100 by itself: where signed points begin is in it already.
    let scale = if last.appraisal.start().is_some() { Scale::Percent } else { last.appraisal.scale };
    let appraisal = Appraisal { period, scale, missing: MissingPolicy::Exclude, ..last.appraisal.clone() };
    let appraisal = super::without_pay(appraisal);
    let (adjustments, grades) = (Vec::new(), last.grades.clone());
    Some(Department::checked(DepartmentParts {
        lang: last.lang,
        appraisal,
        roles: made,
        postings,
        adjustments,
        grades,
    }))
}

struct Known<'a>(&'a [Measure]);

impl Names for Known<'_> {
    fn measures(&self) -> &[Measure] {
        self.0
    }
    fn team(&self) -> Vec<(&str, &Unit)> {
        Vec::new()
    }
    fn has_target(&self) -> bool {
        false
    }
}

/// A role whose only KPI is the rolled-up total.
fn role(last: &Department, known: &Role, measures: &[Measure]) -> Option<Role> {
    let [.., sum, weight] = measures else { return None };
    // Rounded once, as a total is: the value's own four decimals never meet a half.
    let formula_text = format!("ROUND({}/{},{})", sum.name, weight.name, last.appraisal.decimals);
    let formula = formula::read(&formula_text, &Known(measures)).ok()?;
    // On the sheets the way stands in words: whoever reads them types no formulas.
    let decimals = last.appraisal.decimals.to_string();
    let words = [("sum", &*sum.name), ("divisor", &*weight.name), ("decimals", &decimals)];
    let formula_text = say(last.lang, "rollup-way", &words);
    let unit = Unit::plain();
    let at = |column| CellRef::new(known.name.clone(), 0, column);
    let rule = Rule {
        unit: unit.clone(),
        target: None,
        full: Decimal::ONE_HUNDRED,
        quantity: Quantity::Value,
        main: Main::Direct { scale: Decimal::ONE_HUNDRED },
        floor: Some(Decimal::ZERO),
        cap: None,
        cutoffs: Vec::new(),
    };
    let kpi = Kpi {
        name: say(last.lang, "rollup-kpi", &[]),
        at: at(0),
        weight: Decimal::ONE,
        weight_text: "100%".to_owned(),
        formula_text,
        formula,
        formula_at: at(1),
        unit,
        target: None,
        longer_targets: LongerTargets::default(),
        rule_text: say(last.lang, "rollup-rule", &[]),
        rule,
        rule_at: at(2),
        full: Decimal::ONE_HUNDRED,
        when_not_applicable: None,
        meaning: String::new(),
        source: String::new(),
        dimension: None,
        prorated: false,
        marks: None,
    };
    let (measures, data_sheet) = (measures.to_vec(), Some(known.name.clone()));
    let (name, duties) = (known.name.clone(), known.duties.clone());
    Some(Role {
        name,
        duties,
        kpis: vec![kpi],
        measures,
        data_sheet,
        rows: Vec::new(),
        own: BTreeMap::new(),
        dimensions: Vec::new(),
        marks_sheet: None,
        markings: Vec::new(),
        few: Default::default(),
        pooled: false,
    })
}

/// A person's totals, their sum and what it is divided by. `None` where a figure is too large.
fn row_of(id: &Arc<str>, row: u32, method: Method, months: &[Month]) -> Option<DataRow> {
    let (sum, divisor) = weighed(id, method, months)?;
    let totals = months.iter().map(|month| number_or_not(person(month, id).and_then(|person| person.total)));
    let counted = |value: Decimal| number_or_not((!divisor.is_zero()).then_some(value));
    let values: Vec<MeasureValue> = totals.chain([counted(sum), counted(divisor)]).collect();
    Some(DataRow { id: id.clone(), row, date: None, readings: readings(values), is_marking: false })
}
