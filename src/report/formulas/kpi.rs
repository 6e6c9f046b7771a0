//! A KPI's value, score and weighted score.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{At, Span, States, literal, quoted};
use crate::formula::Cells;
use crate::model::Kpi;
use crate::output::{Content, Value};
use crate::rule::{Main, Rule};
use crate::score::{KpiResult, KpiValue, Outcome, Reason, Status};

/// The cells that decide whether a KPI applies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named<'a> {
    /// The cells of the measures that the formula and the rule name, in the order in which they stand.
    measures: Vec<At<'a>>,
    /// Those of the earlier values that the formula names.
    earlier: Vec<String>,
}

impl<'a> Named<'a> {
    /// The cells of what a KPI's formula names, and of the measures that its rule counts itself. `place`: the cell of a measure of the
    /// role, which stays.
    pub fn of(kpi: &Kpi, cells: &dyn Cells, place: impl Fn(usize) -> At<'a>) -> Self {
        let named: BTreeSet<usize> = kpi.formula.measures().into_iter().chain(kpi.rule.counted()).collect();
        let mut measures: Vec<At<'a>> = named.into_iter().map(place).collect();
        measures.sort_by_key(|at| (at.row, at.column));
        let earlier = kpi.formula.earlier().into_iter().map(|(index, back)| cells.earlier(index, back)).collect();
        Self { measures, earlier }
    }

    /// The measures' cells, those side by side as one span, so that a formula which counts them stays short.
    fn spans(&self) -> Vec<Span<'a>> {
        let mut spans: Vec<Span<'a>> = Vec::new();
        for at in &self.measures {
            let beside =
                |span: &&mut Span<'_>| span.area.top == at.row && span.area.right.checked_add(1) == Some(at.column);
            match spans.last_mut().filter(beside) {
                Some(span) => span.area.right = at.column,
                None => spans.push(Span::row(at.sheet, at.row, at.column, at.column)),
            }
        }
        spans
    }

    fn counted_alike(&self, word: &str) -> String {
        joined(self.spans().iter().map(|span| format!("COUNTIF({span},{word})")), "+")
    }

    /// Whether something that it names does not apply, as a condition.
    fn absent(&self, states: &States) -> Option<String> {
        let mut conditions = Vec::new();
        if !self.measures.is_empty() {
            conditions.push(format!("{}>0", self.counted_alike(&states.absent_text())));
        }
        if !self.earlier.is_empty() {
            conditions.push(format!("COUNT({})<{}", self.earlier.join(","), self.earlier.len()));
            conditions.extend(self.earlier.iter().map(|cell| format!("{cell}=0")));
        }
        match conditions.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(format!("OR({})", several.join(","))),
        }
    }

    /// Whether something that it names was not filled in, as a condition.
    fn missing(&self, states: &States) -> String {
        let blank = joined(self.spans().iter().map(|span| format!("COUNTBLANK({span})")), "+");
        format!("{blank}+{}>0", self.counted_alike(&states.missing_text()))
    }
}

fn joined(parts: impl Iterator<Item = String>, separator: &str) -> String {
    parts.collect::<Vec<_>>().join(separator)
}

/// The value: the KPI's formula rounded to 4 decimals, or a label as it stands in its cell; the state where something that the
/// KPI names does not apply or was not filled in, or where it divides by zero.
pub fn value(result: &KpiResult, kpi: &Kpi, cells: &dyn Cells, named: &Named<'_>, states: &States) -> Content {
    if result.outcome == Outcome::NotApplicable(Reason::NotTheirs) {
        // Whatever is filled in.
        return Content::Text(states.absent.clone());
    }
    if let Some(marks) = &kpi.marks {
        return super::marks::value(result, marks, cells, states, states.policy);
    }
    let cached = match (result.value(), result.status()) {
        (Some(KpiValue::Number(value)), _) => Value::Number(*value),
        (Some(KpiValue::Label(label)), _) => Value::Text(label.to_string()),
        (None, Status::Missing) => Value::Text(states.missing.clone()),
        (None, _) => Value::Text(states.absent.clone()),
    };
    // What rests on others is a constant here, and so is that there is nothing of them.
    let of_team = matches!(
        result.outcome,
        Outcome::NotApplicable(
            Reason::EmptyTeam(_)
                | Reason::NoEarlierTeam(..)
                | Reason::EarlierZeroTeam(..)
                | Reason::EarlierLossTeam(..)
                | Reason::EarlierChangedTeam(..)
        )
    );
    if of_team {
        return Content::Text(states.absent.clone());
    }
    if let (Main::Labels(_), Some(cell)) = (&kpi.rule.main, kpi.formula.label_cell(cells)) {
        // The cell of the measure tells the states by itself; a blank would show as 0.
        return Content::Formula(format!("IF(COUNTBLANK({cell})>0,{},{cell})", states.missing_text()), cached);
    }
    let calculated = kpi.formula.excel(cells);
    let calculated =
        if kpi.formula.may_fail() { format!("IFERROR({calculated},{})", states.absent_text()) } else { calculated };
    let filled = if named.measures.is_empty() {
        calculated
    } else {
        let all =
            format!("COUNT({})={}", joined(named.spans().iter().map(ToString::to_string), ","), named.measures.len());
        format!("IF({all},{calculated},IF({},{},NA()))", named.missing(states), states.missing_text())
    };
    let formula = match named.absent(states) {
        Some(absent) => format!("IF({absent},{},{filled})", states.absent_text()),
        None => filled,
    };
    Content::Formula(formula, cached)
}

/// Points that stand in a cell: those of the rule, 0 for what nobody filled in under 计零, else the state as the value has it.
pub fn points_or_state(kpi: &Kpi, points: &str, value: &str, states: &States, zero: bool) -> String {
    let state = if zero { format!("IF({value}={},0,{value})", states.missing_text()) } else { value.to_owned() };
    if matches!(kpi.rule.main, Main::Labels(_)) {
        let (absent, missing) = (states.absent_text(), states.missing_text());
        return format!("IF(OR({value}={absent},{value}={missing}),{state},{points})");
    }
    format!("IF(ISNUMBER({value}),{points},{state})")
}

/// The points of a rule over the value's cell, as the score's and the weighted score's formulas hold them. A rule that counts
/// measures itself takes their cells instead, which `measure` finds by index.
pub fn points(rule: &Rule, value: &str, measure: impl Fn(usize) -> String) -> String {
    let cells = scored_cells(rule, value, measure);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    rule.excel(&cells, None)
}

/// When the rule vetoes the total, as a condition over the value's cell; `None` where it never does.
pub fn veto(rule: &Rule, value: &str, measure: impl Fn(usize) -> String) -> Option<String> {
    let cells = scored_cells(rule, value, measure);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let condition = rule.excel_veto(&cells, None)?;
    Some(format!("IF(ISNUMBER({value}),{condition},FALSE)"))
}

/// The cells that a rule looks at: the value's, or those of the measures that it counts itself.
fn scored_cells(rule: &Rule, value: &str, measure: impl Fn(usize) -> String) -> Vec<String> {
    let counted = rule.counted();
    if counted.is_empty() {
        return vec![value.to_owned()];
    }
    counted.into_iter().map(measure).collect()
}

/// The score over a cell of points, which holds a state where there are none: points ÷ F × 100, rounded to the workbook's
/// decimals.
pub fn score_of_cell(result: &KpiResult, points: &str, full: Decimal, decimals: u32, absent: &str) -> Content {
    // Signed points are no part of anything.
    let scaled = if full == Decimal::ONE_HUNDRED || full.is_zero() {
        format!("ROUND({points},{decimals})")
    } else {
        format!("ROUND({points}/{}*100,{decimals})", literal(full))
    };
    let cached = result.score().map_or_else(|| Value::Text(absent.to_owned()), Value::Number);
    Content::Formula(format!("IF(ISNUMBER({points}),{scaled},{})", quoted(absent)), cached)
}

/// The score: points ÷ F × 100, rounded to the workbook's decimals; `absent` where the value is a state, and 0 for what nobody
/// filled in under 计零.
///
/// `points` is the rule over the value's cell, as `Rule::excel` writes it.
pub fn score(
    result: &KpiResult,
    kpi: &Kpi,
    (points, value): (&str, &str),
    decimals: u32,
    (states, zero, absent): (&States, bool, &str),
) -> Content {
    let cached = result.score().map_or_else(|| Value::Text(absent.to_owned()), Value::Number);
    let scaled = if kpi.full == Decimal::ONE_HUNDRED || kpi.rule.is_signed() {
        format!("ROUND({points},{decimals})")
    } else {
        format!("ROUND(({points})/{}*100,{decimals})", literal(kpi.full))
    };
    let dash = quoted(absent);
    let state = if zero { format!("IF({value}={},0,{dash})", states.missing_text()) } else { dash };
    let formula = if matches!(kpi.rule.main, Main::Labels(_)) {
        let (absent, missing) = (states.absent_text(), states.missing_text());
        format!("IF(OR({value}={absent},{value}={missing}),{state},{scaled})")
    } else {
        format!("IF(ISNUMBER({value}),{scaled},{state})")
    };
    Content::Formula(formula, cached)
}

/// The weight that a KPI carries, as a sum over its own and those handed to it; each KPI's weight with the condition (1 or 0)
/// that it applies. The same chains as scoring follows.
pub fn carried(kpis: &[Kpi], index: usize, weights: &[String], applies: &[String]) -> String {
    let mut formula = weights.get(index).cloned().unwrap_or_default();
    for (giver, kpi) in kpis.iter().enumerate().filter(|(giver, _)| *giver != index) {
        let (Some(weight), Some(own)) = (weights.get(giver), applies.get(giver)) else { continue };
        let mut term = format!("{weight}*(1-{own})");
        let mut receiver = kpi.when_not_applicable;
        // A chain visits each KPI once at most.
        for _ in 0..kpis.len() {
            match receiver {
                Some(next) if next == index => {
                    formula.push('+');
                    formula.push_str(&term);
                    break;
                }
                Some(next) if next != giver => {
                    term.push_str(&applies.get(next).map(|applies| format!("*(1-{applies})")).unwrap_or_default());
                    receiver = kpis.get(next).and_then(|kpi| kpi.when_not_applicable);
                }
                _ => break,
            }
        }
    }
    formula
}

/// The weighted score where the score's `cell` is a number: the score (权重分: the points) as `factor` × the carried weight ÷ the sum of what applies, multiplied
/// before divided. `own` is the KPI's own weight under 权重分.
pub fn weighted(
    result: &KpiResult,
    (cell, factor): (&str, &str),
    (carried, all): (&str, &str),
    own: Option<&str>,
    decimals: u32,
    absent: &str,
) -> Content {
    let cached = result.weighted().map_or_else(|| Value::Text(absent.to_owned()), Value::Number);
    let own = own.map_or(String::new(), |own| format!("/{own}"));
    let formula = format!("IF(ISNUMBER({cell}),ROUND({factor}*{carried}/{all}{own},{decimals}),{})", quoted(absent));
    Content::Formula(formula, cached)
}
