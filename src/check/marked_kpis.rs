//! KPIs that people mark: each category's marks are a measure of the role, read from the sheet 评分-<岗位>.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::context::{Context, OfRole, OwnMarks};
use super::draft::{KpiDraft, default_full};
use super::findings::Findings;
use super::{criterion, marks_sheet, signed_points};
use crate::cell::CellRef;
use crate::decimal;
use crate::formula::{Expr, Formula, Operator};
use crate::lang::Lang;
use crate::model::layout::marks_sheet_names;
use crate::model::{Aggregate, DataRow, Kpi, MarkedBy, Marking, Marks, Measure, Reading, Scale};
use crate::problem::{Code, Place, Problem};
use crate::rule::{Main, Quantity, Rule};
use crate::text::key;
use crate::unit::Unit;

/// KPIs, measures and rows of a role, to which those of the marks are added.
type Made<'a> = (&'a mut Vec<Option<Kpi>>, &'a mut Vec<Measure>, &'a mut Vec<DataRow>);

/// Adds the role's marked KPIs in their places, a measure for each category of each, and the rows of marks.
pub(super) fn add(
    role: &OfRole<'_>,
    context: &Context<'_>,
    (kpis, measures, rows): Made<'_>,
    findings: &mut Findings,
) -> (Vec<Marking>, OwnMarks) {
    let of_data = measures.len();
    for (at, draft) in role.drafts.iter().enumerate().filter(|(_, draft)| draft.marked.is_some()) {
        let heir = role.heirs.get(at).copied().flatten();
        let made = kpi(draft, context, heir, measures, findings);
        if let Some(slot) = kpis.get_mut(at) {
            *slot = made;
        }
    }
    let own = of_people(role, kpis, context, findings);
    let marked: Vec<&Kpi> = kpis.iter().flatten().filter(|kpi| kpi.marks.is_some()).collect();
    let sheet = context.marks_sheets.get(role.index).copied().flatten();
    let asks = |draft: &&KpiDraft| draft.marked.as_ref().is_some_and(|marked| !marked.by.is_empty());
    let asked = role.drafts.iter().any(asks);
    let people = context.staff.postings.iter().any(|posting| posting.role == role.index);
    let Some(sheet) = sheet else {
        if asked && people {
            let names = marks_sheet_names(context.lang, [role.name]);
            findings.add(
                Problem::new(Code::MissingMarksSheet, Place::File)
                    .with("sheet", names.first().map(String::as_str).unwrap_or_default())
                    .with("role", role.name),
            );
        }
        extend(rows, measures.len(), of_data);
        return (Vec::new(), own);
    };
    let whole = kpis.iter().zip(role.drafts).all(|(kpi, draft)| kpi.is_some() || draft.marked.is_none());
    let (found, markings) = marks_sheet::read(sheet, role, (&marked, measures.len(), whole), (context, &own), findings);
    extend(rows, measures.len(), of_data);
    rows.extend(found);
    (markings, own)
}

/// The highest mark that a criterion names, where the full points are out of its reach: 10分制, or 优秀15分，良好12分, of the usual
/// 100 would give the best of everybody 10 or 15 of them. 优秀95分 is a level like any other.
fn far_below((text, marks): (&str, &Marks), full: Decimal) -> Option<Decimal> {
    let best = marks.levels.iter().map(|(_, points)| *points).max().or(marks.ranged.then_some(marks.bounds.1));
    let half = full.checked_div(Decimal::TWO).unwrap_or(full);
    let named = criterion::scale(text).filter(|scale| *scale < full && marks.levels.is_empty());
    best.filter(|best| *best <= half).or(named)
}

/// Gives rows of data a reading for each measure of marks, of which they say nothing.
fn extend(rows: &mut [DataRow], all: usize, of_data: usize) {
    let more = all.saturating_sub(of_data);
    for row in rows {
        row.readings.extend(std::iter::repeat_n(Reading { column: None, value: None }, more));
    }
}

fn kpi(
    draft: &KpiDraft,
    context: &Context<'_>,
    heir: Option<usize>,
    measures: &mut Vec<Measure>,
    findings: &mut Findings,
) -> Option<Kpi> {
    let marked = draft.marked.as_ref().filter(|marked| !marked.by.is_empty())?;
    let points = context.appraisal.is_some_and(|appraisal| appraisal.scale == Scale::Points);
    let text = draft.rule_text.clone()?;
    if draft.full_broken || points && draft.weight.is_none() {
        return None;
    }
    let usual = default_full(draft.weight.unwrap_or(Decimal::ONE), points);
    if points && draft.full.is_some_and(|full| full != usual) {
        let full = draft.full.unwrap_or_default();
        findings.add(Problem::new(Code::FullPoints, &draft.full_at).with("text", full));
        return None;
    }
    let start = context.appraisal.and_then(crate::model::Appraisal::start);
    let full = if start.is_some() { Decimal::ZERO } else { draft.full.unwrap_or(usual) };
    // Marks are points, whatever the unit of the thing that is judged: 90 under % is no 9000%.
    let unit = Unit::read(match context.lang {
        Lang::En => "points",
        Lang::ZhCn | Lang::ZhTw => "分",
    });
    let mut by = Vec::new();
    for (category, share) in &marked.by {
        let name = format!("{}·{}", draft.name, category.name(context.lang));
        by.push(MarkedBy { category: category.clone(), share: *share, measure: measures.len() });
        measures.push(Measure {
            name: Arc::from(name),
            unit: unit.clone(),
            aggregate: Aggregate::Mean,
            meaning: String::new(),
            earlier: None,
        });
    }
    let formula = mean_by_shares(&by)?;
    let marks = bounded((&text, &draft.rule_at), (&marked.text, by), (full, start), findings)?;
    if let Some(highest) =
        far_below((&text, &marks), full).filter(|_| start.is_none() && (points || draft.full.is_none()))
    {
        let problem = Problem::new(Code::RuleBelowFull, &draft.rule_at).with("points", highest).with("full", full);
        findings.add(problem.with("scale", if points { "points" } else { "percent" }));
    }
    if start.is_some() {
        return in_signed_points(draft, (unit, formula, heir), marks);
    }
    let rule = Rule {
        unit: unit.clone(),
        target: None,
        full,
        quantity: Quantity::Value,
        main: Main::Direct { scale: full },
        floor: Some(Decimal::ZERO),
        cap: Some(marks.bounds.1.max(full)),
        cutoffs: Vec::new(),
    };
    let made = super::kpi_rules::kpi(draft, Some(formula), rule, heir)?;
    Some(Kpi { unit, marks: Some(marks), ..made })
}

/// What may be entered by a criterion, for the role or for one person.
fn bounded(
    (text, at): (&str, &CellRef),
    (marked, by): (&str, Vec<MarkedBy>),
    (full, start): (Decimal, Option<Decimal>),
    findings: &mut Findings,
) -> Option<Marks> {
    let criterion = criterion::criterion(text, start.is_some());
    if let Some(start) = start {
        return Some(criterion.signed_marks(marked, by, signed_points::bounds(text, start)));
    }
    let highest = criterion.highest();
    let marks = criterion.marks(marked, by, (Decimal::ZERO, full));
    if let Some(highest) = highest.filter(|highest| *highest > marks.bounds.1) {
        findings.add(
            Problem::new(Code::CriterionBeyondFull, at)
                .with("points", decimal::plain(highest))
                .with("full", decimal::plain(full)),
        );
        return None;
    }
    Some(marks)
}

/// What may be entered for people whose 个人目标 have a criterion of their own.
fn of_people(role: &OfRole<'_>, kpis: &[Option<Kpi>], context: &Context<'_>, findings: &mut Findings) -> OwnMarks {
    let start = context.appraisal.and_then(crate::model::Appraisal::start);
    let mut found = OwnMarks::new();
    for goal in context.goals.iter().filter(|goal| goal.role == role.index && !goal.broken) {
        let at = role.drafts.iter().position(|draft| key(&draft.name) == goal.kpi);
        let Some((at, kpi)) = at.and_then(|at| Some((at, kpis.get(at)?.as_ref()?))) else { continue };
        let (Some(marks), Some(text)) = (&kpi.marks, &goal.rule) else { continue };
        let of_role = (&*marks.text, marks.by.clone());
        let own = bounded((text, &goal.rule_at), of_role, (kpi.rule.full, start), findings);
        let far = own.as_ref().and_then(|own| far_below((text, own), kpi.rule.full)).filter(|_| start.is_none());
        if let Some(highest) = far {
            let problem = Problem::new(Code::RuleBelowFull, &goal.rule_at).with("points", highest);
            findings.add(problem.with("full", kpi.rule.full).with("scale", "points"));
        }
        found.insert((Arc::clone(&goal.id), at), own);
    }
    found
}

/// A KPI whose marks are its signed points.
fn in_signed_points(
    draft: &KpiDraft,
    (unit, formula, heir): (Unit, Formula, Option<usize>),
    marks: Marks,
) -> Option<Kpi> {
    let rule = Rule {
        unit: unit.clone(),
        target: None,
        full: Decimal::ZERO,
        quantity: Quantity::Value,
        main: Main::Direct { scale: Decimal::ONE },
        floor: None,
        cap: None,
        cutoffs: Vec::new(),
    };
    let made = super::kpi_rules::kpi(draft, Some(formula), rule, heir)?;
    Some(Kpi { unit, marks: Some(marks), ..made })
}

/// Σ share × mean of the category.
fn mean_by_shares(by: &[MarkedBy]) -> Option<Formula> {
    let part = |by: &MarkedBy| {
        let measure = Expr::Measure(by.measure);
        if by.share == Decimal::ONE {
            return measure;
        }
        Expr::Binary(Operator::Multiply, Box::new(measure), Box::new(Expr::Number(by.share)))
    };
    let sum = |left: Expr, right: Expr| Expr::Binary(Operator::Add, Box::new(left), Box::new(right));
    Some(Formula { root: by.iter().map(part).reduce(sum)? })
}
