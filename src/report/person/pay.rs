//! The line of pay below the total, where the page shows it.

use super::Context;
use super::layout::across;
use super::section::{ADJUSTMENT, Rows};
use crate::book::house::{INK, MUTED};
use crate::book::{Cell, Content, Sheet, Style};
use crate::decimal;
use crate::report::live;

/// Whether the page shows the person's pay.
pub(super) fn lines(context: &Context<'_>, whole: bool) -> usize {
    usize::from(whole && context.department.appraisal.people.show_pay && context.person.pay.is_some())
}

/// The line of pay below the total, over the cells of total and coefficient.
pub(super) fn line(context: &Context<'_>, (total, coefficient): (&str, &str), (sheet, rows): (&mut Sheet, &mut Rows)) {
    let Some(pay) = context.person.pay.filter(|_| lines(context, true) > 0) else { return };
    let row = rows.take(sheet, ADJUSTMENT);
    let muted = Style::new(85, MUTED).left();
    let label = crate::model::layout::AppraisalField::Pay.name(context.lang);
    sheet.put_over(across(row, 0, 1), Cell::text(label, muted));
    let words = context.fill(
        "people-pay-way",
        &[
            ("base", &*decimal::grouped(pay.base)),
            ("coefficient", &*context.person.coefficient.map_or_else(|| "—".to_owned(), decimal::plain)),
        ],
    );
    sheet.put_over(across(row, 2, 8), Cell::text(words, Style::new(85, INK).left()));
    let cells = live::pay::Cells {
        base: live::literal(pay.base),
        coefficient: coefficient.to_owned(),
        total: total.to_owned(),
        days: pay.days.to_string(),
        whole: context.department.appraisal.period.days().to_string(),
    };
    let rule = context.department.appraisal.people.pay.as_ref();
    let content = match rule {
        Some(rule) => live::pay::amount(&pay, rule, &cells, "—"),
        None => Content::Blank,
    };
    sheet.put_over(across(row, 9, 10), Cell::new(content, Style::new(90, INK).bold().right().format("#,##0.00_0")));
}
