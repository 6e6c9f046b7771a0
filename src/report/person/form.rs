//! The foot of the page as the office's form has it: boxes for the interview and for what the person says, the line of
//! grades, and who signs.

use super::Context;
use super::layout::{LAST, STACKED, across};
use super::plan::Plan;
use super::section::{self, Rows};
use crate::decimal::{percent, plain};
use crate::model::{FormPart, Grading};
use crate::output::palette::{INK, LINE, MUTED, grade_order};
use crate::output::{Cell, Line, Sheet, Style, metrics};

/// Heights of a further box and of a row of signatures, in points.
const BOX: f64 = 44.0;
const SIGNED: f64 = 26.0;
/// A section's gap and head.
const HEAD: f64 = 28.0;

fn shows(context: &Context<'_>, part: FormPart) -> bool {
    context.department.appraisal.people.shown.contains(&part)
}

/// The further boxes, with their heads.
fn further_boxes(context: &Context<'_>) -> Vec<&'static str> {
    let boxes = [(FormPart::Opinion, "people-opinion"), (FormPart::Interview, "people-interview")];
    boxes.into_iter().filter(|(part, _)| shows(context, *part)).map(|(_, id)| id).collect()
}

/// What the foot takes beyond the usual one, in points.
pub(super) fn extra(context: &Context<'_>, plan: &Plan) -> f64 {
    let signers = context.department.appraisal.people.signatures.len();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or_default());
    let signed = count(signers.div_ceil(2).saturating_sub(1)) * SIGNED;
    let boxes = further_boxes(context).len();
    let boxes = count(if plan.boxes_beside { boxes.min(1) } else { boxes }) * (BOX + HEAD);
    let grades = if shows(context, FormPart::Grades) { section::ADJUSTMENT + 4.0 } else { 0.0 };
    signed + boxes + grades
}

/// Draws it below everything else.
pub(super) fn foot(context: &Context<'_>, plan: &Plan, sheet: &mut Sheet, rows: &mut Rows) {
    let open = || Style::new(90, INK).left().at_top().wrapped().framed(Line::Thin, LINE).unlocked();
    match further_boxes(context).as_slice() {
        [one, other] if plan.boxes_beside => {
            let (head, row) = (section::gap_and_head(sheet, rows), rows.take(sheet, BOX));
            for (id, (left, right)) in [(one, STACKED.comment), (other, STACKED.plan)] {
                section::heading(context, sheet, head, (id, ""), (left, right));
                sheet.put_over(across(row, left, right), Cell::blank(open()));
            }
        }
        all => {
            for id in all {
                section::section(context, sheet, rows, (id, ""), (0, LAST));
                let row = rows.take(sheet, BOX);
                sheet.put_over(across(row, 0, LAST), Cell::blank(open()));
            }
        }
    }
    if shows(context, FormPart::Grades) {
        rows.take(sheet, 4.0);
        let row = rows.take(sheet, section::ADJUSTMENT);
        let text = grades(context);
        let room = metrics::area_px(&sheet.columns, across(row, 0, LAST));
        let size = metrics::fitting(&text, room, &[80, 75]);
        let lines = metrics::lines(&text, size, room);
        sheet.rows.insert(row, metrics::row_height(lines, size).max(section::ADJUSTMENT));
        sheet.put_over(across(row, 0, LAST), Cell::text(text, Style::new(size, MUTED).left().wrapped()));
    }
    let signers = &context.department.appraisal.people.signatures;
    if signers.is_empty() {
        return usual(context, sheet, rows);
    }
    rows.take(sheet, 9.0);
    for pair in signers.chunks(2) {
        let row = rows.take(sheet, SIGNED);
        let halves = [[(0, 1), (2, 3), (4, 4), (5, 5)], [(6, 7), (8, 9), (10, 10), (11, 12)]];
        for (signer, [label, line, dated, date]) in pair.iter().zip(halves) {
            let muted = |style: Style| style.at_bottom().format("@_0");
            let px = metrics::area_px(&sheet.columns, across(row, label.0, label.1)) - 10.0;
            let size = metrics::fitting(signer, px, &[85, 80, 75, 70]);
            let own = muted(Style::new(size, MUTED));
            let own = if label.0 == 0 { own.left() } else { own.right() };
            sheet.put_over(across(row, label.0, label.1), Cell::text(signer.as_str(), own));
            let day = context.say("person-sign-date");
            sheet.put_over(across(row, dated.0, dated.1), Cell::text(day, muted(Style::new(80, MUTED)).right()));
            for (left, right) in [line, date] {
                let open = Style::new(90, INK).left().at_bottom().bottom(Line::Thin, INK).unlocked();
                sheet.put_over(across(row, left, right), Cell::blank(open));
            }
        }
    }
}

/// All grades with their bounds: A ≥90 · B ≥80 · C ≥0.
fn grades(context: &Context<'_>) -> String {
    let appraisal = &context.department.appraisal;
    let order = grade_order(&context.department.grades, appraisal.grading);
    let one = |at: &usize| {
        let grade = context.department.grades.get(*at)?;
        let bound = match appraisal.grading {
            Grading::ByScore => grade.lowest.map(|lowest| format!(" ≥{}", plain(lowest))),
            Grading::ByRank => grade.share_cap.map(|cap| format!(" {}", percent(cap))),
        };
        let coefficient = grade
            .coefficient
            .map(|one| context.department.lang.in_brackets(&format!("×{}", plain(one))))
            .unwrap_or_default();
        Some(format!("{}{}{coefficient}", grade.name, bound.unwrap_or_default()))
    };
    let all: Vec<String> = order.iter().filter_map(one).collect();
    context.fill("people-grades", &[("grades", &all.join(&context.say("people-gap")))])
}

/// The usual three, and a date.
fn usual(context: &Context<'_>, sheet: &mut Sheet, rows: &mut Rows) {
    rows.take(sheet, 9.0);
    let row = rows.take(sheet, 26.0);
    let fields = [
        ("person-sign-own", (0, 0), (1, 2)),
        ("person-sign-manager", (3, 3), (4, 5)),
        ("person-sign-hr", (6, 7), (8, 9)),
        ("person-sign-date", (10, 10), (11, 12)),
    ];
    for (id, label, line) in fields {
        let style = Style::new(85, MUTED).at_bottom().format("@_0");
        // The first stands at the page's edge: a longer word must run to the right, not off the page.
        let style = if label.0 == 0 { style.left() } else { style.right() };
        sheet.put_over(across(row, label.0, label.1), Cell::text(context.say(id), style));
        let open = Style::new(90, INK).left().at_bottom().bottom(Line::Thin, INK).unlocked();
        sheet.put_over(across(row, line.0, line.1), Cell::blank(open));
    }
}
