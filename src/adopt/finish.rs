//! The whole workbook: drawn, with 导入说明 behind its sheets, and counted.

use super::account::Account;
use super::draft::{Drawn, checked, drawn, is_of_data};
use super::plan::{KpiPlan, Plan};
use super::{Adopted, Counts, Wishes, note_sheet};
use crate::error::Error;
use crate::lang::Lang;
use crate::output::write;
use crate::problem::{Code, Problem, Severity};
use crate::template::Entry;

/// The whole workbook.
pub(super) fn finished(
    plan: &Plan,
    wishes: &Wishes<'_>,
    lang: Lang,
    files: &[&str],
    account: &Account,
) -> Result<Adopted, Error> {
    let Drawn { mut book, problems } = drawn(plan, wishes, lang)?;
    let lacks: Vec<Problem> = problems.iter().filter(|problem| problem.severity() != Severity::Note).cloned().collect();
    let looks = note_sheet::add(&mut book, plan, lang, files, account, &lacks);
    let bytes = write::to_bytes(&book)?;
    let pieces = account.pieces();
    let left = pieces.iter().filter(|piece| piece.homes.is_empty()).count();
    let (mut fields, mut blank) = (0_usize, 0_usize);
    for kpi in plan.roles.iter().flat_map(|role| &role.kpis) {
        for filled in fields_of(kpi, plan.deductions) {
            fields = fields.saturating_add(1);
            blank = blank.saturating_add(usize::from(!filled));
        }
        fields = fields.saturating_add(usize::from(kpi.marked_by.is_empty() && !kpi.target.is_empty()));
    }
    // A rule that is read with a target says by its problem that there is none.
    let untold = problems.iter().filter(|problem| problem.code == Code::RuleTarget).count();
    fields = fields.saturating_add(untold);
    blank = blank.saturating_add(untold);
    let counts = Counts {
        roles: plan.roles.len(),
        kpis: plan.roles.iter().map(|role| role.kpis.len()).sum(),
        duties: plan.roles.iter().map(|role| role.duties.len()).sum(),
        pieces: pieces.len(),
        left,
        looks,
        fields,
        blank,
    };
    let problems = checked(&book)?.into_iter().filter(|problem| !is_of_data(problem)).collect();
    Ok(Adopted { bytes, lang, problems, counts })
}

/// Whether each field that every KPI needs is filled: name, weight (none under 扣分制), what is counted or who marks, and rule.
fn fields_of(kpi: &KpiPlan, deductions: bool) -> Vec<bool> {
    let weighed = (!deductions).then_some(kpi.weight != Entry::Blank);
    let others = [
        !kpi.name.is_empty(),
        !kpi.formula.is_empty() || !kpi.marked_by.is_empty(),
        !kpi.rule.is_empty() || !kpi.marked_by.is_empty(),
    ];
    others.into_iter().chain(weighed).collect()
}
