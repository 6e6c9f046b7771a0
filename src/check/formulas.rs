//! Each KPI's formula, read with the names of its role.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::draft::KpiDraft;
use super::findings::Findings;
use super::table::bare;
use super::units;
use crate::formula::{self, Formula, Names, Vocabulary};
use crate::model::Measure;
use crate::problem::{Code, Problem};
use crate::unit::Unit;

struct RoleNames<'a> {
    own: &'a [Measure],
    vocabulary: &'a Vocabulary,
    all: &'a [Vec<Measure>],
    has_target: bool,
}

impl Names for RoleNames<'_> {
    fn measures(&self) -> &[Measure] {
        self.own
    }

    fn team(&self) -> Vec<(&str, &Unit)> {
        self.all.iter().flatten().map(|m| (&*m.name, &m.unit)).collect()
    }

    fn has_target(&self) -> bool {
        self.has_target
    }

    fn vocabulary(&self) -> Cow<'_, Vocabulary> {
        Cow::Borrowed(self.vocabulary)
    }
}

/// Reads a KPI's formula; `None` where it could not be read (then that is said, unless what it names may be there after all).
pub(super) fn read(
    (all, stray): (&[Vec<Measure>], &BTreeSet<String>),
    draft: &KpiDraft,
    role: &str,
    (own, vocabulary): (&[Measure], &Vocabulary),
    broken: bool,
    unknown_names: &mut BTreeSet<String>,
    findings: &mut Findings,
) -> Option<Formula> {
    let text = draft.formula()?;
    let has_target = draft.target.is_some() || draft.target_broken;
    let names = RoleNames { own, vocabulary, all, has_target };
    match formula::read(&text, &names) {
        Ok(formula) => {
            if formula.measures().is_empty() && formula.team().is_empty() {
                findings.add(
                    Problem::new(Code::FormulaConstant, &draft.formula_at)
                        .with("kpi", &draft.name)
                        .with("formula", text.trim()),
                );
            }
            units::of_formula(&formula, draft, role, own, all, findings)
        }
        Err(errors) => {
            let unknown = |e: &formula::FormulaError| {
                matches!(
                    e.kind,
                    formula::FormulaErrorKind::UnknownName(_) | formula::FormulaErrorKind::UnknownFunction(_)
                )
            };
            unknown_names.extend(errors.iter().filter(|e| unknown(e)).map(|e| bare(&e.quote)));
            let told = |e: &&formula::FormulaError| !unknown(e) || !(broken || stray.contains(&bare(&e.quote)));
            for error in errors.iter().filter(told) {
                let column = draft.no_targets.as_ref().filter(|_| error.kind == formula::FormulaErrorKind::NoTarget);
                let own = || error.problem(&draft.formula_at, role, &draft.name);
                findings.add(column.cloned().unwrap_or_else(own));
            }
            None
        }
    }
}
