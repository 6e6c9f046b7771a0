//! The rules of 考核指标 with what stands beside them, whatever else is wrong: what somebody tries a sentence with.

use rust_decimal::Decimal;

use super::findings::Findings;
use super::grid::{Grid, shown};
use super::sheets::is_of_another_month;
use super::table::Table;
use crate::cell::CellRef;
use crate::decimal;
use crate::lang::Lang;
use crate::model::Scale;
use crate::model::layout::{Column, SheetName};
use crate::quantity::number::{self, Typed};
use crate::quantity::share;
use crate::unit::Unit;
use crate::workbook::{Sheet, Workbook};

/// A row of 考核指标, as typed.
#[derive(Debug)]
pub struct RuleRow {
    /// The rule's cell.
    pub rule_at: CellRef,
    /// 评分标准.
    pub rule: String,
    /// 岗位.
    pub role: String,
    /// 指标.
    pub kpi: String,
    /// 单位.
    pub unit: String,
    /// 目标值.
    pub target: String,
    /// 满分; in 权重分, where it is blank, weight × 100.
    pub full: String,
    /// Whether the workbook scores by 扣分制.
    pub deductions: bool,
}

/// Whether a sheet's name is that of 考核指标.
pub fn names_kpis(sheet: &str) -> bool {
    SheetName::of_tab(sheet) == Some(SheetName::Kpis)
}

/// The rows of the first sheet of that name that is of no other month; none where its table can't be found.
pub fn rule_rows(workbook: &Workbook) -> Vec<RuleRow> {
    use Column as C;
    // What stands against the settings and the table is told by the check.
    let unheard = &mut Findings::default();
    let settings = super::settings(workbook, Lang::default(), unheard);
    let period = settings.as_ref().and_then(|settings| settings.period);
    let is_own = |sheet: &&Sheet| names_kpis(&sheet.name) && !is_of_another_month(&sheet.name, period);
    let Some(sheet) = workbook.sheets.iter().find(is_own) else { return Vec::new() };
    let wanted = [C::Role, C::Kpi, C::Weight, C::Formula, C::Unit, C::Target, C::Rule, C::Full];
    let Some(table) = Table::find(Grid::new(sheet), &wanted, &[C::Kpi, C::Rule], &|_| false, Lang::default(), unheard)
    else {
        return Vec::new();
    };
    let scale = settings.map_or(Scale::Percent, |settings| settings.appraisal.scale);
    let mut role = String::new();
    let mut rows = Vec::new();
    for row in table.rows.iter().copied() {
        let text = |column| table.cell(row, column).map(shown).unwrap_or_default();
        let own = text(C::Role);
        if !own.is_empty() {
            role = own;
        }
        rows.push(RuleRow {
            rule_at: table.at(row, C::Rule),
            rule: text(C::Rule),
            role: role.clone(),
            kpi: text(C::Kpi),
            unit: text(C::Unit),
            target: text(C::Target),
            full: match text(C::Full) {
                blank if blank.is_empty() && scale == Scale::Points => hundredfold(&text(C::Weight)).unwrap_or(blank),
                said => said,
            },
            deductions: scale == Scale::Deductions,
        });
    }
    rows
}

/// A weight as the full points that it makes in 权重分: 20 for 20%, 0.2 and 20.
fn hundredfold(weight: &str) -> Option<String> {
    let Typed::Number { value, percent } = number::read(weight, &Unit::percent()) else { return None };
    let share = if percent { value } else { share::share(value, share::decide(std::iter::once(value))) };
    share.checked_mul(Decimal::ONE_HUNDRED).map(decimal::plain)
}
