//! The line of pay below the total, where the page shows it.

use super::Context;
use super::layout::across;
use super::section::{ADJUSTMENT, Rows};
use crate::model::{PayName, PayRule};
use crate::output::palette::{INK, MUTED};
use crate::output::{Cell, Content, Sheet, Style};
use crate::report::formulas::{self, quoted};
use crate::report::pay::named;
use crate::score::Pay;

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
    let cells = formulas::pay::Cells {
        base: formulas::literal(pay.base),
        coefficient: coefficient.to_owned(),
        total: total.to_owned(),
        days: pay.days.to_string(),
        whole: context.department.appraisal.period.days().to_string(),
    };
    let rule = context.department.appraisal.people.pay.as_ref();
    let words = rule.map_or(Content::Blank, |rule| way(context, rule, &pay, (total, coefficient)));
    sheet.put_over(across(row, 2, 8), Cell::new(words, Style::new(85, INK).left()));
    let content = match rule {
        Some(rule) => formulas::pay::amount(&pay, rule, &cells, "—"),
        None => Content::Blank,
    };
    sheet.put_over(across(row, 9, 10), Cell::new(content, Style::new(90, INK).bold().right().format("#,##0.00_0")));
}

/// The formula, where it is not the usual one, and what each of its names stands for; total and coefficient follow their cells.
fn way(context: &Context<'_>, rule: &PayRule, pay: &Pay, (total, coefficient): (&str, &str)) -> Content {
    let lang = context.lang;
    let (mut formula, mut text) = (Vec::new(), String::new());
    let mut add = |words: String, cell: Option<&str>, value: String| {
        formula.push(quoted(&words));
        formula.push(cell.map_or_else(|| quoted(&value), |cell| format!("{cell}&\"\"")));
        text.push_str(&words);
        text.push_str(&value);
    };
    let gap = context.say("people-comma-full");
    let mut before =
        if rule.text.is_empty() { String::new() } else { format!("{}{}", rule.text, context.say("people-colon")) };
    for (name, value) in named(rule, pay, context.person, context.department) {
        let cell = match name {
            PayName::Coefficient => Some(coefficient),
            PayName::Total => Some(total),
            PayName::Base | PayName::Days | PayName::WholeDays => None,
        };
        add(format!("{before}{} ", name.word(lang)), cell, value);
        before.clone_from(&gap);
    }
    // A formula of none of these is all there is to say.
    if text.is_empty() {
        return Content::Text(rule.text.clone());
    }
    formulas::text(formula.join("&"), text)
}
