//! What the check says of the first draft, mended where the source itself tells how: a rule that is none is a criterion, a target that is
//! no amount is said in words, a definition that is no formula likewise.

use rust_decimal::Decimal;

use super::account::{Account, Home};
use super::plan::{KpiPlan, Plan};
use super::{Wishes, draft, measure};
use crate::error::Error;
use crate::lang::Lang;
use crate::messages::say;
use crate::model::Scale;
use crate::model::layout::{Column, SheetName};
use crate::output::Book;
use crate::problem::{Code, Place, Problem, Severity};

/// Rounds after which a draft stays as it is: each problem is mended once, and a mend may show another problem behind it.
const ROUNDS: usize = 5;

/// Mends.
pub(super) fn settle(plan: &mut Plan, wishes: &Wishes<'_>, lang: Lang, account: &mut Account) -> Result<(), Error> {
    judged(plan, lang, account);
    for _ in 0..ROUNDS {
        let drawn = draft::drawn(plan, wishes, lang)?;
        let told: Vec<((usize, usize), &Problem)> = drawn
            .problems
            .iter()
            .filter(|problem| problem.severity() != Severity::Note)
            .filter_map(|problem| Some((kpi_at(plan, &drawn.book, problem, lang)?, problem)))
            .collect();
        if in_points(plan, &drawn.problems, &told, account) {
            continue;
        }
        let mut mended = false;
        for (place, problem) in told {
            if let Some(role) = plan.roles.get_mut(place.0) {
                mended |= mend(role, place, problem, lang, account);
            }
        }
        if !mended {
            return Ok(());
        }
    }
    Ok(())
}

/// The KPI that a problem is told at, by its role and its place in it.
fn kpi_at(plan: &Plan, book: &Book, problem: &Problem, lang: Lang) -> Option<(usize, usize)> {
    let Place::Cell(cell) = &problem.place else { return None };
    if *cell.sheet != *SheetName::Kpis.name(lang) {
        return None;
    }
    let all = plan.roles.iter().enumerate().flat_map(|(role, own)| (0..own.kpis.len()).map(move |at| (role, at)));
    let mut numbered = (0_usize..).zip(all);
    numbered.find_map(|(number, place)| {
        let row = draft::place(book, lang, SheetName::Kpis, Column::Kpi, number);
        row.is_some_and(|(row, _)| row == cell.row).then_some(place)
    })
}

/// 优秀15分 of a weight of 15%: rules that give the weight's points are of that scale, and with them the table. Whether it changed.
fn in_points(
    plan: &mut Plan,
    problems: &[Problem],
    told: &[((usize, usize), &Problem)],
    account: &mut Account,
) -> bool {
    /// Criteria whose best mark is their weight: a single one may have its own full points.
    const SEVERAL: usize = 2;
    let of_weight = |((role, at), problem): &&((usize, usize), &Problem)| {
        let kpi = plan.roles.get(*role).and_then(|role| role.kpis.get(*at));
        let points = argument(problem, "points").and_then(|points| points.parse::<Decimal>().ok());
        problem.code == Code::RuleBelowFull && kpi.and_then(KpiPlan::points_of_weight) == points && points.is_some()
    };
    let doubtful = problems.iter().any(|problem| problem.code == Code::ScaleDoubtful)
        || told.iter().filter(of_weight).count() >= SEVERAL;
    if !doubtful || plan.points || plan.deductions {
        return false;
    }
    plan.points = true;
    for spot in plan.roles.iter().flat_map(|role| &role.kpis).flat_map(|kpi| &kpi.spots.rule) {
        account.look(*spot, "points-of-weight", Vec::new());
    }
    true
}

/// Mends one problem of a KPI; whether something changed.
fn mend(
    role: &mut super::plan::RolePlan,
    (role_at, at): (usize, usize),
    problem: &Problem,
    lang: Lang,
    account: &mut Account,
) -> bool {
    let id = problem.code.id();
    let Some(kpi) = role.kpis.get_mut(at) else { return false };
    match problem.code {
        Code::TargetUnreadable | Code::TargetUnit if !kpi.target.is_empty() => {
            let said = say(lang, "adopt-target-in-words", &[("target", &kpi.target)]);
            measure::to_meaning(&mut kpi.meaning, &said);
            for spot in &kpi.spots.target {
                account.look(*spot, "target-in-words", Vec::new());
                account.went(*spot, Home::Kpi(role_at, at, Column::KpiMeaning));
            }
            kpi.target.clear();
            true
        }
        // 得30分 of a rule is out of 30: the rule says so itself.
        Code::RuleBelowFull if kpi.full.is_none() => {
            let points = argument(problem, "points").and_then(|points| points.parse::<Decimal>().ok());
            kpi.full = points;
            for spot in &kpi.spots.rule {
                account.look(*spot, "full-of-rule", vec![("points", points.unwrap_or_default().to_string())]);
                account.went(*spot, Home::Kpi(role_at, at, Column::Full));
            }
            points.is_some()
        }
        Code::FullPoints if kpi.full.is_some() => {
            kpi.full = None;
            true
        }
        _ if ((id.starts_with("E5") || problem.code == Code::RuleNoFullPoints)
            && problem.code != Code::RuleEmpty
            && (problem.code != Code::RuleTarget || judged_without_target(kpi))
            || problem.code == Code::RuleAgainstTarget)
            && kpi.marked_by.is_empty()
            && !kpi.rule.is_empty() =>
        {
            // 完成率*60 of a weight of 60%: the rule gives the weight's points.
            let points = kpi.points_of_weight().filter(|_| kpi.full.is_none());
            let named = points.filter(|points| kpi.rule.contains(&points.to_string()));
            if let Some(points) = named
                && measure::read_rule(&kpi.rule, &kpi.target, (&kpi.unit, Scale::Percent), &kpi.name, Some(points))
                    .is_some()
            {
                kpi.full = Some(points);
                for spot in &kpi.spots.rule {
                    account.look(*spot, "full-of-rule", vec![("points", points.to_string())]);
                    account.went(*spot, Home::Kpi(role_at, at, Column::Full));
                }
                return true;
            }
            criterion(kpi, Some(problem), lang, account);
            drop_measure(role, at);
            true
        }
        _ if id.starts_with("E40")
            || matches!(problem.code, Code::FormulaUnits | Code::FormulaValueUnit | Code::FormulaConverts) =>
        {
            let Some(found) = kpi.formula_found.take() else { return false };
            measure::to_meaning(&mut kpi.meaning, &found.text);
            for spot in &found.spots {
                account.look(*spot, "no-formula", Vec::new());
                account.went(*spot, Home::Kpi(role_at, at, Column::KpiMeaning));
            }
            let mut own = kpi.clone();
            measure::alone(role, &mut own);
            if let Some(kpi) = role.kpis.get_mut(at) {
                *kpi = own;
            }
            true
        }
        _ => false,
    }
}

fn argument<'a>(problem: &'a Problem, name: &str) -> Option<&'a str> {
    problem.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

/// KPIs of which the source itself says that somebody judges: no rule beside columns of marks, or a name that says who.
fn judged(plan: &mut Plan, lang: Lang, account: &mut Account) {
    let scale = if plan.deductions { Scale::Deductions } else { Scale::Percent };
    for role in &mut plan.roles {
        for at in 0..role.kpis.len() {
            let Some(kpi) = role.kpis.get_mut(at) else { continue };
            let only_marks = kpi.rule.is_empty() && !kpi.markers.is_empty() && kpi.formula_found.is_none();
            if only_marks || is_judged(kpi, scale) {
                criterion(kpi, None, lang, account);
                drop_measure(role, at);
            }
        }
    }
}

/// Whether a rule says that somebody judges: 由主管评价, or levels in whole sentences.
fn is_judged(kpi: &KpiPlan, scale: Scale) -> bool {
    /// Letters of a level that a record may hold: 优秀, 及格.
    const LEVEL: usize = 6;
    if kpi.rule.is_empty() {
        return false;
    }
    if says_who_judges(&kpi.rule) {
        return true;
    }
    let read = measure::read_rule(&kpi.rule, &kpi.target, (&kpi.unit, scale), &kpi.name, kpi.full);
    read.is_some_and(|rule| {
        let labels = rule.labels();
        // That somebody's work is 饱和 stands in no data.
        !labels.is_empty()
            && (scale == Scale::Deductions
                || !kpi.markers.is_empty()
                || labels.iter().any(|label| label.chars().count() > LEVEL))
    })
}

/// Whether a rule is no more than who judges: 由主管评价, 由部门负责人打分.
fn says_who_judges(rule: &str) -> bool {
    /// Letters of such a sentence, where it names somebody whom no word is known for.
    const SENTENCE: usize = 24;
    let key = crate::text::key(rule);
    let has = |list: &str| super::words::words(list).iter().any(|word| key.contains(word.as_str()));
    let names_somebody = super::heading::marks(rule).is_some()
        || key.chars().count() <= SENTENCE && has("judged.by") && !has("judged.machine");
    has("judged.judge") && names_somebody && !key.contains(|c: char| c.is_ascii_digit())
}

/// Whether a rule that would need a target is hardly measured: people mark beside it, and the source says neither a target nor a unit.
fn judged_without_target(kpi: &KpiPlan) -> bool {
    !kpi.markers.is_empty()
        && kpi.target.is_empty()
        && kpi.meaning.is_empty()
        && !kpi.unit_is_said
        && kpi.unit.is_empty()
}

/// Makes a KPI one that is marked.
fn criterion(kpi: &mut KpiPlan, problem: Option<&Problem>, lang: Lang, account: &mut Account) {
    let (by, doubtful) = marked_by(kpi, lang);
    kpi.marked_by = by;
    // A mark has no unit; what a rule's numbers stand in was no more than a guess then.
    if !kpi.unit_is_said && kpi.target.is_empty() {
        kpi.unit.clear();
    }
    let why = problem.map(|problem| problem.headline(lang)).unwrap_or_default();
    if problem.is_some() {
        let args = [("by", kpi.marked_by.as_str()), ("why", why.as_str())];
        kpi.note = Some(say(lang, "adopt-note-criterion", &args));
    }
    for spot in if kpi.spots.rule.is_empty() { &kpi.spots.name } else { &kpi.spots.rule } {
        let by = kpi.marked_by.clone();
        account.look(
            *spot,
            if problem.is_some() { "criterion" } else { "marked" },
            vec![("by", by), ("why", why.clone())],
        );
        if doubtful {
            account.look(*spot, "marker-shares", Vec::new());
        }
    }
}

/// Who marks a KPI, as 评分人 is typed, and whether the source leaves the shares open.
fn marked_by(kpi: &KpiPlan, lang: Lang) -> (String, bool) {
    let word = |name: &str| say(lang, &format!("adopt-mark-{name}"), &[]);
    let said = super::heading::marks(&kpi.name).or_else(|| {
        let key = crate::text::key(&kpi.rule);
        let judges = super::words::words("judged.judge").iter().any(|word| key.contains(word.as_str()));
        super::heading::marks(&kpi.rule).filter(|_| judges && kpi.markers.is_empty())
    });
    if let Some(name) = said {
        return (word(name), false);
    }
    let shares: Option<Vec<Decimal>> =
        kpi.markers.iter().map(|(_, share)| share.strip_suffix('%').and_then(|number| number.parse().ok())).collect();
    match (kpi.markers.as_slice(), shares) {
        ([], _) => (word("manager"), false),
        ([(one, _)], _) => (word(one), false),
        (several, Some(shares)) if shares.iter().sum::<Decimal>() == Decimal::ONE_HUNDRED => {
            let parts: Vec<String> = several.iter().map(|(name, share)| format!("{}{share}", word(name))).collect();
            (parts.join("+"), false)
        }
        (several, _) => {
            let first = several.iter().find(|(name, _)| *name == "manager").or_else(|| several.first());
            (word(first.map_or("manager", |(name, _)| name)), true)
        }
    }
}

/// A measure that no other KPI of the role counts goes with the KPI's formula.
fn drop_measure(role: &mut super::plan::RolePlan, at: usize) {
    let Some(kpi) = role.kpis.get(at) else { return };
    let formula = kpi.formula.clone();
    let others: Vec<&str> = role
        .kpis
        .iter()
        .enumerate()
        .filter(|(other, kpi)| *other != at && kpi.marked_by.is_empty())
        .map(|(_, kpi)| kpi.formula.as_str())
        .collect();
    role.measures.retain(|measure| {
        let written = measure::written(&measure.name);
        !formula.contains(&written) || others.iter().any(|other| other.contains(&written))
    });
}
