//! What stands in an explanation or a remark and would change scores, if it were read: 低于95不得分 beside a rule that does not say so,
//! 取月平均值 beside 求和, 单位：万元 beside 元. Nothing of it is read, and that is told.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::amounts::amounts;
use super::draft::KpiDraft;
use super::findings::Findings;
use super::grid::shown;
use super::table::{Table, unit_behind_label};
use crate::model::layout::Column;
use crate::model::{Aggregate, Measure};
use crate::problem::{Code, Place, Problem};
use crate::text::{as_typed, key};
use crate::unit::Unit;

/// Words by which a clause with a number decides points, in the form of keys.
#[rustfmt::skip]
const DECIDING: [&str; 19] = [
    "不得分", "得0分", "得零分", "不计分", "不给分", "扣", "封顶", "最高", "最低", "上限", "下限", "保底", "加分", "deduct", "nopoints", "zeropoints", "capped", "atmost", "atleast",
];

/// Names of means in an explanation of a figure that is added up, and of sums in one of a mean.
const OF_MEAN: [&str; 4] = ["平均", "均值", "average", "mean"];
const OF_SUM: [&str; 6] = ["求和", "合计", "累加", "累计", "总和", "total"];
const OF_LAST: [&str; 5] = ["期末", "月末", "最后一", "最新", "lastvalue"];

/// What a remark decides.
#[derive(Clone, Copy)]
enum Decides {
    Points,
    Aggregate,
    Unit,
}

/// Looks at what stands beside a KPI: its explanation and the columns that are not read.
pub(super) fn of_kpi(table: &Table<'_>, row: u32, draft: &KpiDraft, findings: &mut Findings) {
    let said = [draft.rule_text.as_deref(), Some(draft.weight_text.as_str()), draft.formula_text.as_deref()];
    let cells = [Column::Target, Column::Full].into_iter().filter_map(|column| table.cell(row, column).map(shown));
    let known: BTreeSet<Decimal> =
        said.into_iter().flatten().map(str::to_owned).chain(cells).flat_map(|text| numbers(&key(&text))).collect();
    let explained = table.column(Column::KpiMeaning);
    for column in table.others.iter().map(|(column, _)| *column).chain(explained) {
        let Some(text) = table.grid.own(row, column).map(shown) else { continue };
        let decides = if decides_points(&text, &known) {
            Decides::Points
        } else if names_other_unit(&text, &draft.unit) {
            Decides::Unit
        } else {
            continue;
        };
        tell(table, (row, column), &text, decides, findings);
    }
}

/// Looks at the explanation of a figure.
pub(super) fn of_measure(table: &Table<'_>, row: u32, measure: &Measure, findings: &mut Findings) {
    let Some(column) = table.column(Column::Meaning) else { return };
    let Some(text) = table.grid.own(row, column).map(shown) else { return };
    // 平均停留时长 is a mean by its name.
    let word = key(&text).replace(&key(&measure.name), "");
    let says = |words: &[&str]| words.iter().any(|known| word.contains(known));
    let other = match measure.aggregate {
        Aggregate::Sum => says(&OF_MEAN) && !says(&OF_SUM) || says(&OF_LAST),
        Aggregate::Mean => says(&OF_SUM) && !says(&OF_MEAN),
        _ => false,
    };
    if other {
        tell(table, (row, column), &text, Decides::Aggregate, findings);
    } else if names_other_unit(&text, &measure.unit) {
        tell(table, (row, column), &text, Decides::Unit, findings);
    }
}

fn tell(table: &Table<'_>, (row, column): (u32, u16), text: &str, decides: Decides, findings: &mut Findings) {
    let why = match decides {
        Decides::Points => "points",
        Decides::Aggregate => "aggregate",
        Decides::Unit => "unit",
    };
    let heading = table.grid.text(table.header, column);
    findings.add(
        Problem::new(Code::RemarkDecides, Place::Cell(table.grid.at(row, column)))
            .with("column", as_typed(&heading))
            .with("text", as_typed(text))
            .with("why", why),
    );
}

/// Whether a clause of a text decides points by a number that is said nowhere else.
fn decides_points(text: &str, known: &BTreeSet<Decimal>) -> bool {
    text.split(['，', '。', '；', '、', ',', ';', '\n', '（', '）', '(', ')']).map(key).any(|clause| {
        DECIDING.iter().any(|word| clause.contains(word))
            && numbers(&clause).iter().any(|number| !known.contains(number))
    })
}

fn numbers(word: &str) -> Vec<Decimal> {
    amounts(word).into_iter().map(|amount| amount.number).collect()
}

/// Whether a text names a unit as that of the figures, and it is another one than they have.
fn names_other_unit(text: &str, own: &Unit) -> bool {
    let differs = |unit: Unit| unit.kind != own.kind || unit.factor != own.factor;
    // 单位：家 may be anything's; money, time and shares are what is mistaken by a factor.
    let has_size = |unit: &Unit| unit.kind.is_measured() || unit.is_percent();
    !own.text.is_empty() && unit_behind_label(text).filter(has_size).is_some_and(differs)
}
