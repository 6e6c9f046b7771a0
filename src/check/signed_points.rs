//! 扣分制: what has no place where points are signed — weights, full points, who takes a weight — and what a mark may be there.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::draft::KpiDraft;
use super::findings::Findings;
use super::grid::shown;
use super::number::{self, Typed};
use super::table::Table;
use crate::lang::Lang;
use crate::model::layout::Column;
use crate::problem::{Code, Problem};
use crate::unit::Unit;

/// The columns of 考核指标 that nothing is made of.
const UNUSED: [Column; 4] = [Column::DimensionWeight, Column::Weight, Column::Full, Column::WhenNotApplicable];

/// Takes the weights off the rows: every one that is filled in is a problem at its cell.
pub(super) fn unweighted(table: &Table<'_>, drafts: &mut [KpiDraft], lang: Lang, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for row in table.rows.iter().copied() {
        for column in UNUSED {
            let at = table.at(row, column);
            // A merged cell stands for all its rows.
            let first = table.grid.merge(at.row, at.column).map_or((at.row, at.column), |area| (area.top, area.left));
            if told.insert(first) {
                unused(table, row, column, lang, findings);
            }
        }
    }
    for draft in drafts {
        draft.weight = Some(Decimal::ZERO);
        draft.weight_text = String::new();
        draft.dimension_weight = None;
        (draft.full, draft.full_broken) = (None, false);
        draft.when = String::new();
    }
}

/// The problem of a cell that is filled in; 0 and 不适用 say that there is none. Whether it was one.
pub(super) fn unused(table: &Table<'_>, row: u32, column: Column, lang: Lang, findings: &mut Findings) -> bool {
    let Some(cell) = table.cell(row, column) else { return false };
    let text = shown(cell);
    let none = match number::read(&text, &Unit::plain()) {
        Typed::Blank | Typed::NotApplicable => true,
        Typed::Number { value, .. } => value.is_zero(),
        _ => false,
    };
    if !none {
        let problem = Problem::new(Code::NotInDeductions, &table.at(row, column));
        findings.add(problem.with("column", column.name(lang)).with("text", text).with("which", which(column)));
    }
    !none
}

const fn which(column: Column) -> &'static str {
    match column {
        Column::Full => "full",
        Column::WhenNotApplicable => "when",
        _ => "weight",
    }
}

/// What a mark may be where the criterion names neither levels nor ranges: as much as can be lost or won at all, and only that
/// way which the criterion speaks of.
pub(super) fn bounds(criterion: &str, start: Decimal) -> (Decimal, Decimal) {
    let holds = |words: &[char]| criterion.contains(words);
    let (takes, adds) = (holds(&['扣', '减', '減']), holds(&['加', '奖', '獎']));
    let most = if start.is_zero() { Decimal::ONE_HUNDRED } else { start };
    let least = Decimal::ZERO.checked_sub(most).unwrap_or_default();
    match (takes, adds) {
        (true, false) => (least, Decimal::ZERO),
        (false, true) => (Decimal::ZERO, most),
        _ => (least, most),
    }
}
