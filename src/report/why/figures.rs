//! Figures, cells and names as steps print them.

use rust_decimal::Decimal;

use crate::cell::a1;
use crate::decimal::plain;
use crate::formula::{Function, Shown, Team, TeamFunction};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Back, Kpi, MeasureValue, Role};
use crate::score::{Results, RoleResult};
use crate::unit::Unit;

/// Cells that one line lists before it says `…`.
const LISTED_CELLS: usize = 6;

/// The names of a formula as their numbers.
pub(super) struct Numbers<'a> {
    pub(super) role: &'a Role,
    pub(super) scores: &'a RoleResult,
    pub(super) kpi: &'a Kpi,
    pub(super) results: &'a Results,
}

impl Shown for Numbers<'_> {
    fn measure(&self, index: usize) -> String {
        match self.scores.measures.get(index).map(|combined| &combined.value) {
            Some(MeasureValue::Number(number)) => plain(*number),
            _ => self.role.measures.get(index).map(|measure| measure.name.to_string()).unwrap_or_default(),
        }
    }
    fn earlier(&self, index: usize, back: Back) -> String {
        let combined = self.scores.measures.get(index);
        let earlier = combined.and_then(|combined| match back {
            Back::Previous => combined.previous.as_ref(),
            Back::YearAgo => combined.year_ago.as_ref(),
        });
        match earlier {
            Some(MeasureValue::Number(number)) => plain(*number),
            _ => String::from("?"),
        }
    }
    fn team(&self, team: Team, measure: &str) -> String {
        let found = self.results.team.iter().find(|value| value.function == team && value.measure == measure);
        match found {
            Some(value) => value.value.map(plain).unwrap_or_default(),
            None => {
                let function = if team.function == TeamFunction::Sum { "TEAMSUM" } else { "TEAMAVG" };
                match team.back {
                    None => format!("{function}({measure})"),
                    Some(Back::Previous) => format!("PREV({function}({measure}))"),
                    Some(Back::YearAgo) => format!("PREVYEAR({function}({measure}))"),
                }
            }
        }
    }
    fn target(&self) -> String {
        self.kpi.target.as_ref().map(|target| plain(target.value)).unwrap_or_default()
    }
    fn function(&self, function: Function) -> &str {
        function.excel()
    }
}

/// A share as people write it: 0.4 is 40%.
pub(super) fn percent(share: Decimal) -> String {
    share.checked_mul(Decimal::ONE_HUNDRED).map_or_else(|| plain(share), |hundred| format!("{}%", plain(hundred)))
}

/// Decimals of a formula's value before it is rounded to 4: enough to see which way it goes.
const EXACT_DECIMALS: u32 = 8;

/// A formula's value before rounding; `…` stands for decimals that are left out.
pub(super) fn shortened(exact: Decimal) -> String {
    let short = exact.trunc_with_scale(EXACT_DECIMALS);
    if short == exact { plain(exact) } else { format!("{}…", plain(short)) }
}

/// A number with its unit; shares of a percent unit as percent.
pub(super) fn number(value: Decimal, unit: &Unit) -> String {
    let shown = if crate::decimal::is_endless(value) { shortened(value) } else { plain(value) };
    if unit.is_percent() { percent(value) } else { unit.beside(&shown) }
}

/// A combined measure's value.
pub(super) fn combined(value: &MeasureValue, unit: &Unit, lang: Lang) -> String {
    match value {
        MeasureValue::Number(value) => number(*value, unit),
        MeasureValue::Label(label) => label.to_string(),
        MeasureValue::NotApplicable => say(lang, "why-state-not-applicable", &[]),
        MeasureValue::Missing => say(lang, "why-state-missing", &[]),
    }
}

/// The cells of a measure in rows: `数据-主播!D5, D6 …`.
pub(super) fn cells(role: &Role, measure: usize, rows: &[usize]) -> String {
    let all: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let row = role.rows.get(*row)?;
            Some(a1(row.row, row.readings.get(measure)?.column?))
        })
        .collect();
    if all.is_empty() {
        return String::new();
    }
    let more = if all.len() > LISTED_CELLS { " …" } else { "" };
    let listed: Vec<String> = all.into_iter().take(LISTED_CELLS).collect();
    let marked = rows.iter().any(|row| role.rows.get(*row).is_some_and(|row| row.is_marking));
    let sheet = if marked { &role.marks_sheet } else { &role.data_sheet };
    format!("{}!{}{more}", sheet.as_deref().unwrap_or(&role.name), listed.join(", "))
}
