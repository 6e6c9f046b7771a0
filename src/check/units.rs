//! Units where they meet: what a data sheet says of its columns' units, and the units within a formula.

use rust_decimal::Decimal;

use super::draft::KpiDraft;
use super::findings::Findings;
use super::grid::tidy;
use super::headings::Headings;
use super::table::Table;
use crate::cell::CellRef;
use crate::formula::{Expr, Formula, Function, Misfit, Shown, Team, TeamFunction, Units};
use crate::model::{Back, Measure};
use crate::problem::{Code, Problem};
use crate::quantity::kind::{Fit, Quantity};
use crate::quantity::words::is_unread_multiple;
use crate::text::key;
use crate::unit::{Unit, UnitKind};

/// Gives the measures of a data sheet the units that the sheet itself names: in a column's heading, in a row of units under
/// the headings, or in a line 单位：… above the table. They win over 数据项, and that is noted.
pub(super) fn of_columns(table: &Table<'_>, measures: &mut [Measure], findings: &mut Findings) {
    let headings = Headings::of(measures);
    let above = table.units_above();
    let mut settled = vec![false; measures.len()];
    for (column, header) in &table.others {
        let Some(index) = headings.find(header) else { continue };
        let (Some(measure), Some(slot)) = (measures.get_mut(index), settled.get_mut(index)) else { continue };
        if *slot {
            continue;
        }
        let below = table.unit_below(*column);
        let own = headings.unit(header, index).map(|unit| (table.grid.at(table.header, *column), unit)).or(below);
        if let Some((at, unit)) = own {
            *slot = settle(measure, unit, &at, header, findings);
            continue;
        }
        // 单位：万元 counts for columns of its kind.
        let of_kind = above.iter().find(|(_, unit)| {
            let unit = Quantity::of_unit(unit);
            unit.has_kind() && matches!(unit.fits(&Quantity::of_unit(&measure.unit)), Fit::By(_))
        });
        if let Some((at, unit)) = of_kind {
            *slot = settle(measure, unit.clone(), at, header, findings);
        }
    }
    // 上期X without a unit of its own is in X's.
    for index in 0..measures.len() {
        let of = measures.get(index).and_then(|measure| measure.earlier).map(|earlier| earlier.of);
        let unit = of.and_then(|of| measures.get(of)).map(|of| of.unit.clone());
        if let (Some(unit), Some(measure), Some(false)) = (unit, measures.get_mut(index), settled.get(index)) {
            measure.unit = unit;
        }
    }
}

/// Takes a column's own unit where it is known; whether it did.
fn settle(measure: &mut Measure, unit: Unit, at: &CellRef, header: &str, findings: &mut Findings) -> bool {
    let is_unknown = matches!(unit.kind, UnitKind::Plain | UnitKind::Other(_))
        && unit.factor == Decimal::ONE
        && !Quantity::of_unit(&unit).has_kind();
    let is_multiple = is_unread_multiple(&unit.text);
    if is_unknown && !is_multiple {
        return false;
    }
    let same = measure.unit.kind == unit.kind && measure.unit.factor == unit.factor;
    if same {
        return true;
    }
    let blank = measure.unit.kind == UnitKind::Plain && measure.unit.text.is_empty();
    let fits = matches!(Quantity::of_unit(&unit).fits(&Quantity::of_unit(&measure.unit)), Fit::By(_))
        && unit.is_percent() == measure.unit.is_percent()
        // A count is none of days.
        && !(unit.kind == UnitKind::Days && matches!(measure.unit.kind, UnitKind::Count(_) | UnitKind::Score))
        && !is_multiple;
    if is_multiple || !blank && !fits {
        let problem = Problem::new(Code::HeaderUnit, at).with("kind", "unit").with("text", tidy(header));
        findings.add(problem.with("unit", &measure.unit.text));
        return true;
    }
    findings.add(
        Problem::new(Code::ColumnUnit, at)
            .with("column", tidy(header))
            .with("unit", &unit.text)
            .with("own", if blank { "blank" } else { &measure.unit.text }),
    );
    measure.unit = unit;
    true
}

/// The units of a role's formulas.
struct OfRole<'a> {
    own: &'a [Measure],
    all: &'a [Vec<Measure>],
    kpi: &'a Unit,
}

impl Units for OfRole<'_> {
    fn measure(&self, index: usize) -> Quantity {
        self.own.get(index).map_or_else(Quantity::unknown, |measure| Quantity::of_unit(&measure.unit))
    }
    fn team(&self, name: &str) -> Quantity {
        let wanted = key(name);
        let found = self.all.iter().flatten().find(|measure| key(&measure.name) == wanted);
        found.map_or_else(Quantity::unknown, |measure| Quantity::of_unit(&measure.unit))
    }
    fn kpi(&self) -> Quantity {
        Quantity::of_unit(self.kpi)
    }
}

/// A formula with its conversions; `None` where its units do not fit (then that is said).
pub(super) fn of_formula(
    formula: &Formula,
    draft: &KpiDraft,
    role: &str,
    own: &[Measure],
    all: &[Vec<Measure>],
    findings: &mut Findings,
) -> Option<Formula> {
    let units = OfRole { own, all, kpi: &draft.unit };
    let misfits = match formula.in_units(&units) {
        Ok(formula) => return Some(formula),
        Err(misfits) => misfits,
    };
    let names = Named { own };
    let said = |part: &(Expr, String)| {
        let text = Formula { root: part.0.clone() }.shown(&names);
        // A pure number has no unit to tell.
        (text, if part.1.is_empty() { "–".to_owned() } else { part.1.clone() })
    };
    for misfit in &misfits {
        let found = |code| Problem::new(code, &draft.formula_at).with("role", role).with("kpi", &draft.name);
        findings.add(match misfit {
            Misfit::Parts { left, right } => {
                let (left, right) = (said(left), said(right));
                found(Code::FormulaUnits)
                    .with("left", left.0)
                    .with("left-unit", left.1)
                    .with("right", right.0)
                    .with("right-unit", right.1)
            }
            Misfit::Value(unit) => found(Code::FormulaValueUnit)
                .with("value-unit", if unit.is_empty() { "–" } else { unit })
                .with("unit", &draft.unit.text),
            Misfit::ByHand { by, from, to } => {
                let (sign, number) = if by.over == Decimal::ONE { ("×", by.times) } else { ("÷", by.over) };
                found(Code::FormulaConverts)
                    .with("sign", sign)
                    .with("number", crate::decimal::plain(number))
                    .with("from", from)
                    .with("to", if to.is_empty() { "%" } else { to })
            }
        });
    }
    None
}

/// A formula's names as they stand in the workbook.
struct Named<'a> {
    own: &'a [Measure],
}

impl Shown for Named<'_> {
    fn measure(&self, index: usize) -> String {
        self.own.get(index).map_or_else(String::new, |measure| measure.name.to_string())
    }
    fn earlier(&self, index: usize, back: Back) -> String {
        let word = if back == Back::Previous { "PREV" } else { "PREVYEAR" };
        format!("{word}({})", self.measure(index))
    }
    fn team(&self, team: Team, measure: &str) -> String {
        let word = if team.function == TeamFunction::Sum { "TEAMSUM" } else { "TEAMAVG" };
        format!("{word}({measure})")
    }
    fn target(&self) -> String {
        "TARGET".to_owned()
    }
    fn function(&self, function: Function) -> &str {
        function.excel()
    }
}
