//! 绩效工资: base, coefficient and pay of everybody with a base, and their sum.

use rust_decimal::Decimal;

use super::places::{RANKING_FIRST, below, ranking_columns};
use super::{Context, shared_words};
use crate::model::layout::{AppraisalField, Column};
use crate::output::{Area, Cell, Content, Line, Page, Sheet, Style, Value, palette};
use crate::report::formulas::{self, At, Span, pay};
use crate::report::pay::formula;

/// The head's row.
const HEAD: u32 = 3;

/// The sheet; none where nobody has a base.
pub(super) fn sheet(context: &Context<'_>) -> Option<Sheet> {
    let rule = context.department.appraisal.people.pay.as_ref()?;
    let people: Vec<(usize, usize)> = context.places.ranked.iter().copied().enumerate().collect();
    let with_base = |(_, at): &(usize, usize)| context.results.people.get(*at).is_some_and(|one| one.pay.is_some());
    let people: Vec<(usize, usize)> = people.into_iter().filter(with_base).collect();
    if people.is_empty() {
        return None;
    }
    let mut sheet = Sheet::new(AppraisalField::Pay.name(context.lang));
    sheet.columns.extend([(0, 14.0), (1, 16.0), (2, 28.0), (3, 16.0), (4, 12.0), (5, 16.0)]);
    let title = sheet.name.clone();
    let way = formula(rule, context.lang);
    let note = context.say("people-pay-note", &[("formula", &way)]);
    context.title(&mut sheet, title, Content::Text(note), (None, 5));
    let dark = context.palette.dark_head();
    let heads = [
        Column::Id.name(context.lang),
        Column::Name.name(context.lang),
        Column::Role.name(context.lang),
        Column::PayBase.name(context.lang),
        Column::Coefficient.name(context.lang),
        AppraisalField::Pay.name(context.lang),
    ];
    for (column, head) in (0_u16..).zip(heads) {
        let style = if column < 3 { dark.clone().left() } else { dark.clone().right() };
        sheet.put(HEAD, column, Cell::text(head, style));
    }
    sheet.rows.insert(HEAD, 24.0);
    let columns = ranking_columns(context.history);
    let ranking = context.places.ranking.clone();
    let first = HEAD.saturating_add(1);
    let mut sums = [Decimal::ZERO; 2];
    for (line, (place, at)) in people.iter().enumerate() {
        let Some((person, own)) = context.results.people.get(*at).and_then(|one| Some((one, one.pay?))) else {
            continue;
        };
        let row = below(first, line);
        let plain = Style::new(90, palette::INK).bottom(Line::Dotted, palette::LINE);
        let number = |format: &str| plain.clone().right().format(format);
        sheet.put(row, 0, Cell::text(&*person.id, plain.clone().left()));
        sheet.put(row, 1, Cell::text(&*person.name, plain.clone().left().bold()));
        let roles = shared_words::role_names(
            context.department,
            person.roles.iter().map(|held| held.role),
            &context.words.comma,
        );
        sheet.put(row, 2, Cell::text(roles, plain.clone().left().wrapped()));
        sheet.put(row, 3, Cell::new(Content::Number(own.base), number("#,##0.00")));
        let ranked = |column: u16| At::on(&ranking, below(RANKING_FIRST, *place), column).to_string();
        let cached = person.grade.and(person.coefficient);
        let cached = cached.map_or_else(|| Value::Text(shared_words::DASH.to_owned()), Value::Number);
        let coefficient = Content::Formula(ranked(columns.coefficient), cached);
        sheet.put(row, 4, Cell::new(coefficient, number(&context.coefficient_format)));
        let cells = pay::Cells {
            base: At::here(row, 3).to_string(),
            coefficient: At::here(row, 4).to_string(),
            total: ranked(columns.total),
            days: own.days.to_string(),
            whole: context.department.appraisal.period.days().to_string(),
        };
        sheet.put(row, 5, Cell::new(pay::amount(&own, rule, &cells, shared_words::DASH), number("#,##0.00").bold()));
        for (sum, part) in sums.iter_mut().zip([Some(own.base), own.amount]) {
            *sum = sum.checked_add(part.unwrap_or_default()).unwrap_or(*sum);
        }
    }
    let last = below(first, people.len());
    let style = Style::new(90, palette::INK).bold().fill(context.palette.band).top(Line::Thin, palette::RULE);
    sheet.paint(Area { top: last, left: 0, bottom: last, right: 5 }, &style);
    sheet.put(last, 0, Cell::text(context.say("people-sum", &[]), style.clone().left()));
    for (column, sum) in [(3, sums[0]), (5, sums[1])] {
        let span = Span::column(None, column, first, last.saturating_sub(1));
        let content = formulas::number(format!("ROUND(SUM({span}),2)"), sum);
        sheet.put(last, column, Cell::new(content, style.clone().right().format("#,##0.00")));
    }
    sheet.freeze = Some((first, 2));
    sheet.page = Page { repeat_rows: Some((HEAD, HEAD)), ..context.page(&sheet.name) };
    Some(sheet)
}
