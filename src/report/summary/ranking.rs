//! 排名: everybody by total, each figure a formula over the role sheets.

use rust_decimal::Decimal;

use super::places::{RANKING_FIRST, result_columns};
use super::{Context, words};
use crate::book::{Area, Cell, Condition, Content, Line, Page, Sheet, Style, When, house};
use crate::model::layout::Column;
use crate::report::live::{self, At, Span, total};
use crate::score::PersonResult;

const TOTAL: u16 = 4;
const GRADE: u16 = 6;

pub(super) fn sheet(context: &Context<'_>) -> Sheet {
    let mut sheet = Sheet::new(&context.places.ranking);
    let department = &context.department.appraisal.department;
    let title = context.say("summary-ranking-title", &[("department", department)]);
    sheet.put(0, 0, Cell::text(title, Style::new(160, house::INK).bold()));
    let note = format!("{}　{}", context.period, context.department.appraisal.company);
    sheet.put(1, 0, Cell::text(note, Style::new(80, house::MUTED)));
    sheet.rows.extend([(0, 28.0), (1, 17.0), (2, 24.0)]);
    let mut heads = vec![
        context.say("summary-rank", &[]),
        Column::Name.name(context.lang).to_owned(),
        Column::Id.name(context.lang).to_owned(),
        Column::Role.name(context.lang).to_owned(),
        context.say("summary-total", &[]),
        String::new(),
        context.say("summary-grade", &[]),
        context.say("summary-coefficient", &[]),
        context.say("summary-adjustment", &[]),
    ];
    if context.history.previous.is_some() {
        heads.extend([context.words.previous.clone(), context.say("summary-change", &[])]);
    }
    let right = u16::try_from(heads.len()).unwrap_or(u16::MAX).saturating_sub(1);
    for (column, head) in (0..).zip(heads) {
        sheet.put(2, column, Cell::text(head, context.house.dark_head()));
    }
    let (first, last) = context.places.ranking_rows();
    for (row, at) in (RANKING_FIRST..).zip(&context.places.ranked) {
        if let Some(person) = context.results.people.get(*at) {
            line(context, *at, person, row, &mut sheet);
        }
    }
    sheet.columns.extend([
        (0, 7.0),
        (1, 14.0),
        (2, 10.0),
        (3, 22.0),
        (4, 10.71),
        (5, 14.14),
        (6, 8.0),
        (7, 8.0),
        (8, 10.0),
        (9, 10.5),
        (10, 12.5),
    ]);
    for row in first..=last {
        sheet.rows.insert(row, if context.places.ranked.len() <= 20 { 24.0 } else { 19.5 });
    }
    let column = |column| Area { top: first, left: column, bottom: last, right: column };
    chips(context, column(GRADE), &mut sheet);
    let bar = When::Bar { color: context.house.bar, maximum: Decimal::from(120), bar_only: true };
    sheet.conditions.push(Condition { area: column(5), when: bar, stop: false });
    sheet.freeze = Some((RANKING_FIRST, 2));
    sheet.filter = Some(Area { top: 2, left: 0, bottom: last, right });
    sheet.page =
        Page { landscape: true, repeat_rows: Some((2, 2)), footer: context.footer(&sheet.name), ..Page::default() };
    sheet
}

/// Grade chips over a column of grades.
pub(super) fn chips(context: &Context<'_>, area: Area, sheet: &mut Sheet) {
    let order = house::grade_order(&context.department.grades, context.department.appraisal.grading);
    let cell = At::beside(area.top, area.left);
    for (position, at) in order.iter().enumerate() {
        let Some(grade) = context.department.grades.get(*at) else { continue };
        let look = context.house.grade_chip(position, order.len());
        let formula = format!("{cell}={}", live::quoted(&grade.name));
        sheet.conditions.push(Condition { area, when: When::Formula(formula, look), stop: true });
    }
}

fn line(context: &Context<'_>, at: usize, person: &PersonResult, row: u32, sheet: &mut Sheet) {
    let plain = Style::new(90, house::INK).bottom(Line::Dotted, house::LINE);
    let number = |format: &str| plain.clone().right().format(format);
    let (first, last) = context.places.ranking_rows();
    let all = Span::column(None, TOTAL, first, last).to_string();
    let own = At::beside(row, TOTAL).to_string();
    let dash = words::DASH;
    sheet.put(row, 0, Cell::new(total::rank(&own, &all, person.rank, dash), plain.clone().center()));
    sheet.put(row, 1, Cell::text(&*person.name, plain.clone().bold()));
    sheet.put(row, 2, Cell::text(&*person.id, plain.clone().color(house::MUTED)));
    let roles = words::role_names(context.department, person.roles.iter().map(|held| held.role), &context.words.comma);
    sheet.put(row, 3, Cell::text(roles, plain.clone()));
    sheet.put(
        row,
        TOTAL,
        Cell::new(total_of(context, at, person, row), number(&context.score_format).bold().size(100)),
    );
    let bar = match person.total {
        Some(value) => live::number(own.clone(), value),
        None => Content::Blank,
    };
    sheet.put(row, 5, Cell::new(bar, number(";;;")));
    let grade = live::grade::grade(context.department, person, &context.grades, &own, Some(&all), dash);
    sheet.put(row, GRADE, Cell::new(grade, plain.clone().center().bold()));
    let coefficient = live::grade::coefficient(person, &context.grades, &own, Some(&all), dash);
    sheet.put(row, 7, Cell::new(coefficient, number(&context.coefficient_format)));
    let signed = format!("\"+\"{0};\"-\"{0};\"—\"", context.score_format);
    sheet.put(row, 8, Cell::number(person.adjustment, number(&signed)));
    if context.history.previous.is_some() {
        let past = context.places.past(context.history, at).and_then(|past| past.total);
        let previous = past.map_or_else(|| Content::Text(dash.to_owned()), Content::Number);
        sheet.put(row, 9, Cell::new(previous, number(&context.score_format).color(house::MUTED)));
        let change = match (person.total, past.and_then(|past| person.total?.checked_sub(past))) {
            (Some(_), Some(change)) => {
                live::number(format!("ROUND({own}-{},{})", At::beside(row, 9), context.decimals), change)
            }
            _ => Content::Text(dash.to_owned()),
        };
        let format = format!("\"▲ \"{0};\"▼ \"{0};\"—\"", context.score_format);
        sheet.put(row, 10, Cell::new(change, number(&format)));
    }
}

/// The total: the role sheet's cell; for several roles their joint total with the adjustments.
fn total_of(context: &Context<'_>, at: usize, person: &PersonResult, row: u32) -> Content {
    let mut cells = Vec::new();
    for (held, result) in person.roles.iter().enumerate() {
        let (Some(role), Some(place)) =
            (context.department.roles.get(result.role), context.places.roles.get(result.role))
        else {
            continue;
        };
        let line = place.members.iter().position(|member| (member.person, member.held) == (at, held));
        let (Some(line), Some(_)) = (line, result.total) else { continue };
        let row = super::places::below(super::places::ROLE_FIRST, line);
        cells.push((At::on(&place.sheet, row, result_columns(role.kpis.len()).total).to_string(), result.days));
    }
    match (person.total, cells.as_slice(), person.roles.len()) {
        (None, _, _) => Content::Text(words::DASH.to_owned()),
        (Some(value), [(cell, _)], 1) => live::number(cell.clone(), value),
        (Some(value), _, _) => match total::joint_expression(&cells, context.decimals) {
            Some(joint) => {
                let adjustment = At::beside(row, 8).to_string();
                let parts = total::Parts {
                    subtotal: &joint,
                    adjustment: Some(&adjustment),
                    calibration: None,
                    cap: context.department.appraisal.cap,
                    decimals: context.decimals,
                };
                total::total(person, parts, words::DASH)
            }
            None => Content::Number(value),
        },
    }
}
