//! What stands below the KPIs in the column of weighted scores: subtotal, adjustments, total.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::layout::{LAST, across};
use super::section::{ADJUSTMENT, Rows};
use super::{Context, Part};
use crate::model::{AdjustmentKind, MissingPolicy};
use crate::output::palette::{INK, MUTED, NEGATIVE, POSITIVE, RULE};
use crate::output::{Cell, Condition, Content, Line, Sheet, Style, Value, When, metrics};
use crate::report::formulas::{self, At, total};
use crate::report::months;
use crate::report::sums::dated;
use crate::score::LineKind;

/// The sum of the weights as printed above: 100% unless nothing applied.
fn weights(part: &Part<'_>, scores: &[At<'_>], style: Style) -> Cell {
    let sum = part
        .kpis()
        .filter(|(_, result)| result.weighted().is_some())
        .try_fold(Decimal::ZERO, |sum, (kpi, result)| sum.checked_add(result.effective_weight().unwrap_or(kpi.weight)));
    match (sum, scores) {
        (Some(sum), [first, ..]) if !sum.is_zero() => {
            let all = if part.role.dimensions.is_empty() {
                let last = scores.last().unwrap_or(first);
                format!("SUM({})", formulas::Span::column(None, 9, first.row, last.row))
            } else {
                // Between them stand those of the dimensions.
                let cells: Vec<String> = scores.iter().map(|at| At::here(at.row, 9).to_string()).collect();
                formulas::sum(&cells)
            };
            Cell::new(formulas::number(format!("ROUND({all},4)"), crate::decimal::round(sum, 4)), style)
        }
        _ => Cell::blank(style),
    }
}

/// Where the total stands, and what else the result is told by.
pub(super) struct Totals {
    /// The total's cell.
    pub(super) total: At<'static>,
    /// The sum of the lines before the bounds; nothing for a role's total.
    pub(super) sum: String,
    /// The sum of the lines before vetoes and calibration.
    pub(super) before: String,
    /// The condition of a rule's veto, where one may come.
    pub(super) flag: Option<String>,
}

/// A KPI whose rule may veto: its name, the cell that says so and whether it does.
type Veto = (String, String, bool);

/// Whether the sum may leave its bounds: there is a cap, or something that may bring it below 0.
fn bounded(context: &Context<'_>, parts: &[&Part<'_>]) -> bool {
    let rows = context.person.adjustments.iter().filter_map(|at| context.department.adjustments.get(*at));
    let deducted = rows.into_iter().any(|row| row.kind == AdjustmentKind::Penalty);
    let below =
        |part: &&Part<'_>| part.kpis().any(|(kpi, _)| kpi.rule.floor.is_none_or(|floor| floor.is_sign_negative()));
    context.department.appraisal.cap.is_some() || deducted || parts.iter().any(below)
}

/// How many lines stand between the subtotal and the total.
pub(super) fn lines(context: &Context<'_>, parts: &[&Part<'_>], vetoes: &[Veto]) -> usize {
    let own = context.person.adjustments.len().max(1);
    own.saturating_add(usize::from(bounded(context, parts))).saturating_add(usize::from(!vetoes.is_empty()))
}

/// Subtotal, lines and total in one column.
pub(super) fn totals(
    context: &Context<'_>,
    part: &Part<'_>,
    (scores, weighted, vetoes, start): (&[At<'_>], &[String], &[Veto], Option<&str>),
    whole: bool,
    (sheet, rows): (&mut Sheet, &mut Rows),
) -> Totals {
    let row = rows.take(sheet, 17.0);
    let muted = Style::new(85, MUTED).left().top(Line::Thin, RULE);
    sheet.paint(across(row, 0, LAST), &muted);
    let label = if start.is_some() { "person-signed-subtotal" } else { "person-subtotal" };
    sheet.put_over(across(row, 0, if start.is_some() { 5 } else { 1 }), Cell::text(context.say(label), muted.clone()));
    let count = part.role.kpis.len();
    // Under 报错 a blank is no score: there is no sum until it is filled in.
    let strict = context.missing() == MissingPolicy::Error && count > 0;
    let first = scores.first().map_or(row, |at| at.row);
    let values = formulas::Span::column(None, 5, first, row.saturating_sub(1));
    let unfit = strict.then(|| format!("COUNTIF({values},{})>0", context.states.missing_text()));
    let content = total::subtotal(
        weighted,
        (unfit.as_deref(), start),
        part.result.total.filter(|_| !whole).or(context.person.subtotal.filter(|_| whole)),
        context.decimals,
        "—",
    );
    let figure = Style::new(90, INK).right().format(format!("{}_0", context.score_format()));
    sheet.put(row, 10, Cell::new(content, figure.top(Line::Thin, RULE)));
    if start.is_none() {
        sheet.put(row, 9, weights(part, scores, muted.right().format("0%_0")));
    }
    let subtotal = At::here(row, 10);
    if !whole {
        return Totals { total: subtotal, sum: String::new(), before: String::new(), flag: None };
    }
    adjusted(context, &[part], (row, vetoes), (sheet, rows))
}

/// A line below the subtotal.
struct Below {
    label: Content,
    text: Content,
    amount: Content,
    color: u32,
}

/// The lines below a subtotal's row, and the total. Each is a formula over the sum of those before it.
pub(super) fn adjusted(
    context: &Context<'_>,
    parts: &[&Part<'_>],
    (first, vetoes): (u32, &[Veto]),
    (sheet, rows): (&mut Sheet, &mut Rows),
) -> Totals {
    months_of(context, (&mut *sheet, &mut *rows));
    let (person, decimals, cap) = (context.person, context.decimals, context.department.appraisal.cap);
    let amount_of = |wanted: LineKind| person.lines.iter().find(|line| line.kind == wanted).map(|line| line.amount);
    let above =
        |rows: &Rows| format!("SUM({})", formulas::Span::column(None, 10, first, rows.next().saturating_sub(1)));
    let flags: Vec<&str> = vetoes.iter().map(|(_, cell, _)| cell.as_str()).collect();
    let flag = (!flags.is_empty()).then(|| format!("{}>0", formulas::sum(&flags)));
    let listed = || person.adjustments.iter().filter_map(|at| Some((*at, context.department.adjustments.get(*at)?)));
    let said = |id: &str| Content::Text(context.say(id));
    for (at, row) in listed() {
        let (id, color) = match row.kind {
            AdjustmentKind::Bonus => ("person-bonus", POSITIVE),
            AdjustmentKind::Penalty => ("person-penalty", NEGATIVE),
            AdjustmentKind::Veto | AdjustmentKind::Calibration => continue,
        };
        let amount = Content::Number(amount_of(LineKind::Adjustment(at)).unwrap_or_default());
        let text = Content::Text(dated(row, row.reason.clone()));
        put(context, Below { label: said(id), text, amount, color }, sheet, rows);
    }
    if person.adjustments.is_empty() {
        let id = if flags.is_empty() { "person-no-adjustment" } else { "person-no-own-adjustment" };
        let row = rows.take(sheet, ADJUSTMENT);
        sheet.put_over(across(row, 0, 9), Cell::text(context.say(id), Style::new(85, MUTED).left()));
        let style = Style::new(90, MUTED).right().format(format!("{}_0", context.score_format()));
        sheet.put(row, 10, Cell::number(Decimal::ZERO, style));
    }
    let sum = above(rows);
    if bounded(context, parts) {
        let amount = amount_of(LineKind::Cap).or(amount_of(LineKind::Floor)).unwrap_or_default();
        let cell = At::here(rows.next(), 10);
        let shown = cap.map(|cap| context.shown(cap)).unwrap_or_default();
        let words = |id: &str| context.fill(id, &[("cap", &shown)]);
        let (label, idle) =
            if cap.is_some() { ("person-cap", "person-cap-idle") } else { ("person-floor", "person-floor-idle") };
        let line = Below {
            label: signed(&cell, amount, [&words("person-cap"), &words("person-floor"), &words(label)]),
            text: signed(&cell, amount, [&words("person-cap-text"), &words("person-floor-text"), &words(idle)]),
            amount: formulas::number(total::bounds(&sum, cap, decimals), amount),
            color: MUTED,
        };
        put(context, line, sheet, rows);
    }
    let before = above(rows);
    let by_row = listed().any(|(_, row)| row.kind == AdjustmentKind::Veto);
    for (at, row) in listed().filter(|(_, row)| row.kind == AdjustmentKind::Veto) {
        let amount = amount_of(LineKind::Veto(at)).unwrap_or_default();
        let line = Below {
            label: said("person-veto"),
            text: Content::Text(dated(row, context.fill("person-veto-text", &[("reason", &row.reason)]))),
            amount: formulas::number(total::veto(&above(rows), None, decimals), amount),
            color: NEGATIVE,
        };
        put(context, line, sheet, rows);
    }
    if let Some(flag) = &flag {
        let of_rules = person.lines.iter().filter(|line| matches!(line.kind, LineKind::RuleVeto(..)));
        let amount = of_rules.fold(Decimal::ZERO, |sum, line| sum.checked_add(line.amount).unwrap_or(sum));
        let line = Below {
            label: said("person-veto"),
            text: vetoed_by(context, vetoes, flag),
            amount: formulas::number(total::veto(&above(rows), Some(flag), decimals), amount),
            color: MUTED,
        };
        put(context, line, sheet, rows);
    }
    for (at, row) in listed().filter(|(_, row)| row.kind == AdjustmentKind::Calibration) {
        let amount = amount_of(LineKind::Calibration(at)).unwrap_or_default();
        let typed = row.points.unwrap_or_default();
        let points = cap.map_or(typed, |cap| typed.min(cap));
        let args = [("points", &*context.shown(typed)), ("reason", &*row.reason)];
        let id = if by_row { "person-calibration-beaten" } else { "person-calibration-text" };
        let content = if by_row {
            Content::Number(amount)
        } else {
            formulas::number(total::calibration(points, &above(rows), flag.as_deref(), decimals), amount)
        };
        let text = Content::Text(dated(row, context.fill(id, &args)));
        put(context, Below { label: said("person-calibration"), text, amount: content, color: INK }, sheet, rows);
    }
    let all = above(rows);
    let row = rows.take(sheet, 22.0);
    let band = Style::new(110, INK).bold().left().fill(context.palette.band).top(Line::Medium, context.palette.accent);
    sheet.paint(across(row, 0, LAST), &band);
    sheet.put_over(across(row, 0, 1), Cell::text(context.say("person-total"), band.clone()));
    let decided = listed().any(|(_, row)| matches!(row.kind, AdjustmentKind::Veto | AdjustmentKind::Calibration));
    let subtotal = At::here(first, 10).to_string();
    let made = total::Made { subtotal: &subtotal, decided, flag: flag.as_deref() };
    let content = total::total(&all, made, person.total, decimals, "—");
    let figure = band.color(context.palette.accent).right().format(format!("{}_0", context.score_format()));
    sheet.put(row, 10, Cell::new(content, figure));
    Totals { total: At::here(row, 10), sum, before, flag }
}

/// A line with its amount: green above 0, red below, as the live amount is.
fn put(context: &Context<'_>, line: Below, sheet: &mut Sheet, rows: &mut Rows) {
    let shown = match &line.text {
        Content::Text(text) | Content::Formula(_, Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let lines = metrics::lines(shown, 85, metrics::area_px(&sheet.columns, across(0, 2, 9)));
    let row = rows.take(sheet, metrics::row_height(lines, 85).max(ADJUSTMENT));
    let format = context.signed_format();
    let live = matches!(line.amount, Content::Formula(..));
    sheet.put_over(across(row, 0, 1), Cell::new(line.label, Style::new(85, MUTED).left()));
    sheet.put_over(across(row, 2, 9), Cell::new(line.text, Style::new(85, INK).left().wrapped()));
    sheet.put(row, 10, Cell::new(line.amount, Style::new(90, line.color).right().format(format)));
    if live {
        let (area, cell) = (across(row, 10, 10), At::here(row, 10));
        for (sign, color) in [("<", NEGATIVE), (">", POSITIVE)] {
            let when = When::Formula(format!("={cell}{sign}0"), Style::new(90, color));
            sheet.conditions.push(Condition { area, when, stop: false });
        }
    }
}

/// One of three texts by the sign of an amount's cell: below 0, above 0, 0.
fn signed(cell: &At<'_>, amount: Decimal, [below, above, none]: [&str; 3]) -> Content {
    let [low, high, zero] = [below, above, none].map(formulas::quoted);
    let formula = format!("IF({cell}<0,{low},IF({cell}>0,{high},{zero}))");
    let shown = match amount.cmp(&Decimal::ZERO) {
        Ordering::Less => below,
        Ordering::Greater => above,
        Ordering::Equal => none,
    };
    formulas::text(formula, shown)
}

/// Which KPIs' rules veto the total, as the data has it.
fn vetoed_by(context: &Context<'_>, vetoes: &[Veto], flag: &str) -> Content {
    let separator = context.say("person-list-separator");
    let names = |list: Vec<&str>| list.join(&separator);
    let all = names(vetoes.iter().map(|(name, ..)| name.as_str()).collect());
    let hit = names(vetoes.iter().filter(|(.., vetoed)| *vetoed).map(|(name, ..)| name.as_str()).collect());
    let (on, off) = ("person-rule-veto-on", "person-rule-veto-off");
    let shown = if hit.is_empty() { context.fill(off, &[("kpis", &all)]) } else { context.fill(on, &[("kpis", &hit)]) };
    // The names of those that do, each with the separator before it, the first one's taken off.
    let parts: Vec<String> = vetoes
        .iter()
        .map(|(name, cell, _)| {
            format!("IF({cell}>0,{},\"\")", formulas::quoted(&format!("{separator}{}", short(name))))
        })
        .collect();
    let start = separator.encode_utf16().count().saturating_add(1);
    let live = format!("MID({},{start},999)", parts.join("&"));
    let with = context.fill(on, &[("kpis", "\u{1}")]);
    let (left, right) = with.split_once('\u{1}').unwrap_or((&with, ""));
    let off = formulas::quoted(&short(&context.fill(off, &[("kpis", &all)])));
    let formula = format!("IF({flag},{}&{live}&{},{off})", formulas::quoted(left), formulas::quoted(right));
    let fits = vetoes.iter().all(|(name, ..)| short(name) == *name) && short(&shown) == shown;
    // A text that a formula cannot hold stands as it is now.
    if fits { formulas::text(formula, shown) } else { Content::Text(shown) }
}

/// What a text within a formula may hold.
fn short(text: &str) -> String {
    text.chars().take(120).collect()
}

/// The totals of the months that the period was rolled up from, and which of them are not archived.
fn months_of(context: &Context<'_>, (sheet, rows): (&mut Sheet, &mut Rows)) {
    let department = context.department;
    let shown = |month| months::total(department, context.person, month).map_or("—".to_owned(), |t| context.shown(t));
    let mut parts: Vec<String> =
        months::rolled_up(department).into_iter().map(|month| format!("{month} {}", shown(month))).collect();
    if parts.is_empty() {
        return;
    }
    let lacking: Vec<String> = months::lacking(department).iter().map(ToString::to_string).collect();
    if !lacking.is_empty() {
        let names = lacking.join(&context.say("person-list-separator"));
        parts.push(context.fill("person-months-lacking", &[("months", &names)]));
    }
    let text = parts.join(&context.say("person-note-comma"));
    let lines = metrics::lines(&text, 85, metrics::area_px(&sheet.columns, across(0, 2, 9)));
    let row = rows.take(sheet, metrics::row_height(lines, 85).max(ADJUSTMENT));
    sheet.put_over(across(row, 0, 1), Cell::text(context.say("person-months"), Style::new(85, MUTED).left()));
    sheet.put_over(across(row, 2, 9), Cell::text(text, Style::new(85, INK).left().wrapped()));
}
