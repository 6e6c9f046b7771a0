//! What stands below the KPIs in the column of weighted scores: subtotal, adjustments, total.

use rust_decimal::Decimal;

use super::front::{ADJUSTMENT, Rows};
use super::layout::{LAST, across};
use super::{Context, Part};
use crate::book::house::{INK, MUTED, NEGATIVE, POSITIVE, RULE};
use crate::book::{Cell, Content, Line, Sheet, Style, metrics};
use crate::model::AdjustmentKind;
use crate::report::live::{self, At, total};
use crate::report::months;

/// The sum of the weights as printed above: 100% unless nothing applied.
fn weights(part: &Part<'_>, row: u32, style: Style) -> Cell {
    let sum = part
        .kpis()
        .filter(|(_, result)| result.weighted.is_some())
        .try_fold(Decimal::ZERO, |sum, (kpi, result)| sum.checked_add(result.effective_weight.unwrap_or(kpi.weight)));
    let count = u32::try_from(part.role.kpis.len()).unwrap_or_default();
    match (sum, row.checked_sub(count)) {
        (Some(sum), Some(first)) if !sum.is_zero() => {
            let span = live::Span::column(None, 9, first, row.saturating_sub(1));
            Cell::new(live::number(format!("ROUND(SUM({span}),4)"), crate::decimal::round(sum, 4)), style)
        }
        _ => Cell::blank(style),
    }
}

/// Subtotal, adjustments and total in one column. Gives the total's cell.
pub(super) fn totals(
    context: &Context<'_>,
    part: &Part<'_>,
    weighted: &[String],
    whole: bool,
    (sheet, rows): (&mut Sheet, &mut Rows),
) -> At<'static> {
    let row = rows.take(sheet, 17.0);
    let muted = Style::new(85, MUTED).left().top(Line::Thin, RULE);
    sheet.paint(across(row, 0, LAST), &muted);
    sheet.put_over(across(row, 0, 1), Cell::text(context.say("person-subtotal"), muted.clone()));
    let content = total::subtotal(
        weighted,
        part.result.total.filter(|_| !whole).or(context.person.subtotal.filter(|_| whole)),
        context.decimals,
        "—",
    );
    let figure = Style::new(90, INK).right().format(format!("{}_0", context.score_format()));
    sheet.put(row, 10, Cell::new(content, figure.top(Line::Thin, RULE)));
    sheet.put(row, 9, weights(part, row, muted.right().format("0%_0")));
    let subtotal = At::here(row, 10);
    if !whole {
        return subtotal;
    }
    adjusted(context, &subtotal.to_string(), (sheet, rows))
}

/// Adjustments and total below a subtotal. Gives the total's cell.
pub(super) fn adjusted(context: &Context<'_>, subtotal: &str, (sheet, rows): (&mut Sheet, &mut Rows)) -> At<'static> {
    months_of(context, (&mut *sheet, &mut *rows));
    let person = context.person;
    let zeros = context.score_format();
    let signed = format!("\"+\"{zeros}_0;\"-\"{zeros}_0;{zeros}_0");
    let (mut cells, mut calibration) = (Vec::new(), None);
    let listed = person.adjustments.iter().filter_map(|at| context.department.adjustments.get(*at));
    for adjustment in listed {
        let text = match adjustment.date {
            Some(date) => format!("{}　{}", adjustment.reason, date.format("%Y-%m-%d")),
            None => adjustment.reason.clone(),
        };
        let lines = metrics::lines(&text, 85, metrics::area_px(&sheet.columns, across(0, 2, 9)));
        let row = rows.take(sheet, metrics::row_height(lines, 85).max(ADJUSTMENT));
        let points = adjustment.points.unwrap_or_default();
        let (id, content, color, format) = match adjustment.kind {
            AdjustmentKind::Bonus => ("person-bonus", Content::Number(points), POSITIVE, signed.clone()),
            AdjustmentKind::Penalty => ("person-penalty", Content::Number(negated(points)), NEGATIVE, signed.clone()),
            AdjustmentKind::Veto => {
                ("person-veto", Content::Text(context.say("person-veto-zero")), NEGATIVE, "@_0".to_owned())
            }
            AdjustmentKind::Calibration => ("person-calibration", Content::Number(points), INK, format!("{zeros}_0")),
        };
        sheet.put_over(across(row, 0, 1), Cell::text(context.say(id), Style::new(85, MUTED).left()));
        sheet.put_over(across(row, 2, 9), Cell::text(text, Style::new(85, INK).left().wrapped()));
        sheet.put(row, 10, Cell::new(content, Style::new(90, color).right().format(format)));
        match adjustment.kind {
            AdjustmentKind::Bonus | AdjustmentKind::Penalty => cells.push(At::here(row, 10).to_string()),
            AdjustmentKind::Calibration => calibration = Some(At::here(row, 10).to_string()),
            AdjustmentKind::Veto => {}
        }
    }
    if person.adjustments.is_empty() {
        let row = rows.take(sheet, ADJUSTMENT);
        let text = context.say(if person.vetoed { "person-rule-veto" } else { "person-no-adjustment" });
        sheet.put_over(across(row, 0, 9), Cell::text(text, Style::new(85, MUTED).left()));
        let style = Style::new(90, MUTED).right().format(format!("{zeros}_0"));
        sheet.put(row, 10, Cell::number(Decimal::ZERO, style));
    }
    let row = rows.take(sheet, 22.0);
    let band = Style::new(110, INK).bold().left().fill(context.house.band).top(Line::Medium, context.house.accent);
    sheet.paint(across(row, 0, LAST), &band);
    sheet.put_over(across(row, 0, 1), Cell::text(context.say("person-total"), band.clone()));
    let sum = (!cells.is_empty()).then(|| live::sum(&cells));
    let parts = total::Parts {
        subtotal,
        adjustment: sum.as_deref(),
        calibration: calibration.as_deref(),
        cap: context.department.appraisal.cap,
        decimals: context.decimals,
    };
    let content = total::total(person, parts, "—");
    let figure = band.color(context.house.accent).right().format(format!("{zeros}_0"));
    sheet.put(row, 10, Cell::new(content, figure));
    At::here(row, 10)
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

fn negated(points: Decimal) -> Decimal {
    Decimal::ZERO.checked_sub(points.abs()).unwrap_or_default()
}
