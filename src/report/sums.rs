//! How a person's printed figures add up, as values for a host's own tables: subtotals of dimensions, roles, and every signed line
//! between their sum and the total.

use rust_decimal::Decimal;

use crate::decimal::{self, fixed, plain};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Adjustment, AdjustmentKind, Department, Role};
use crate::score::{KpiResult, Line, LineKind, PersonResult, RoleResult};

/// What stands between a person's KPIs and the total, with the decimals that are printed. Each sum is that of the printed figures above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedUp {
    /// The roles as in the results.
    pub roles: Vec<AddedRole>,
    /// The sum of the KPIs, from the starting points where there are any; of several roles the joint one by days.
    pub subtotal: Option<String>,
    /// What moves it: adjustments, cap or floor, vetoes, calibration.
    pub lines: Vec<AddedLine>,
    /// The sum of the lines; absent where there is none.
    pub moved: Option<String>,
}

/// The sums of one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedRole {
    /// The role's dimensions in their order; none where the workbook has none.
    pub dimensions: Vec<AddedDimension>,
    /// The sum of the role's KPIs, from the starting points where there are any.
    pub sum: Option<String>,
}

/// 维度小计.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedDimension {
    /// The dimension.
    pub name: String,
    /// The weights of its KPIs as they count; absent where none applies, and for signed points.
    pub weight: Option<String>,
    /// The sum of its KPIs' points; absent where none applies.
    pub sum: Option<String>,
}

/// A line between the sum of the KPIs and the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedLine {
    /// What it is: 加分, 总分上限, 一票否决.
    pub label: String,
    /// Where it comes from.
    pub text: String,
    /// By how much it moves what stands above it; `-` before what it takes.
    pub amount: String,
}

/// The sums of a person, the lines told in a language.
pub fn up(department: &Department, person: &PersonResult, lang: Lang) -> AddedUp {
    let decimals = department.appraisal.decimals;
    let several = person.roles.len() > 1;
    let role = |held: &RoleResult| {
        let dimensions = department.roles.get(held.role).map(|role| dimensions(role, held, decimals));
        // The total of one's only role is that of the person, its lines included.
        let sum = if several { held.total } else { person.subtotal };
        AddedRole { dimensions: dimensions.unwrap_or_default(), sum: sum.map(|sum| fixed(sum, decimals)) }
    };
    let lines = &person.lines;
    let moved = lines.iter().try_fold(Decimal::ZERO, |sum, line| sum.checked_add(line.amount));
    AddedUp {
        roles: person.roles.iter().map(role).collect(),
        subtotal: person.subtotal.map(|sum| fixed(sum, decimals)),
        lines: lines.iter().map(|one| line(department, person, one, lang)).collect(),
        moved: moved.filter(|_| !lines.is_empty()).map(|moved| fixed(moved, decimals)),
    }
}

fn dimensions(role: &Role, held: &RoleResult, decimals: u32) -> Vec<AddedDimension> {
    let of = |own: usize, (name, signed): (&str, bool)| {
        let all = || role.kpis.iter().zip(&held.kpis).filter(move |(kpi, _)| kpi.dimension == Some(own));
        let sum = |part: &dyn Fn(&KpiResult) -> Option<Decimal>| {
            let mut parts = all().filter_map(|(_, result)| part(result)).peekable();
            parts.peek()?;
            parts.try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one))
        };
        let weight = sum(&|result| result.weighted().and(result.effective_weight())).filter(|_| !signed);
        AddedDimension {
            name: name.to_owned(),
            weight: weight.map(|weight| plain(decimal::round(weight, 6))),
            sum: sum(&|result| result.weighted()).map(|sum| fixed(sum, decimals)),
        }
    };
    let signed = role.kpis.iter().any(|kpi| kpi.rule.is_signed());
    role.dimensions.iter().enumerate().map(|(own, one)| of(own, (&one.name, signed))).collect()
}

/// A line in the words of the score sheet.
fn line(department: &Department, person: &PersonResult, line: &Line, lang: Lang) -> AddedLine {
    let appraisal = &department.appraisal;
    let show = |number: Decimal| fixed(number, appraisal.decimals);
    let words = |id: &str, args: &[(&str, &str)]| say(lang, id, args);
    let of_row = |at: usize, text: &dyn Fn(&Adjustment) -> String| {
        let row = department.adjustments.get(at);
        row.map(|row| dated(row, text(row))).unwrap_or_default()
    };
    let (label, text) = match line.kind {
        LineKind::Adjustment(at) => {
            let bonus = department.adjustments.get(at).is_some_and(|row| row.kind == AdjustmentKind::Bonus);
            let label = if bonus { "person-bonus" } else { "person-penalty" };
            (label, of_row(at, &|row| row.reason.clone()))
        }
        LineKind::Cap => {
            let cap = appraisal.cap.map(show).unwrap_or_default();
            ("person-cap", words("person-cap-text", &[("cap", &cap)]))
        }
        LineKind::Floor => ("person-floor", words("person-floor-text", &[])),
        LineKind::Veto(at) => {
            let text = |row: &Adjustment| words("person-veto-text", &[("reason", &row.reason)]);
            ("person-veto", of_row(at, &text))
        }
        LineKind::RuleVeto(held, kpi) => {
            let role = person.roles.get(held).and_then(|held| department.roles.get(held.role));
            let name = role.and_then(|role| role.kpis.get(kpi)).map(|kpi| kpi.name.as_str()).unwrap_or_default();
            ("person-veto", words("person-rule-veto-on", &[("kpis", name)]))
        }
        LineKind::Calibration(at) => {
            let id = if person.vetoed { "person-calibration-beaten" } else { "person-calibration-text" };
            let text = |row: &Adjustment| {
                let points = show(row.points.unwrap_or_default());
                words(id, &[("points", &points), ("reason", &row.reason)])
            };
            ("person-calibration", of_row(at, &text))
        }
    };
    AddedLine { label: words(label, &[]), text, amount: show(line.amount) }
}

/// What is said of an adjustment, with its day.
pub(super) fn dated(row: &Adjustment, text: String) -> String {
    match row.date {
        Some(date) => format!("{text}　{}", date.format("%Y-%m-%d")),
        None => text,
    }
}
