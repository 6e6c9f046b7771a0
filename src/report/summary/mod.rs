//! The department summary as one [`Book`]: 排名, a matrix per role, and the data that their live formulas rest on.
//!
//! ```text
//! 数据-<role> ── combined measures ──▶ 岗位-<role> ── totals and grades ──▶ 排名
//! ```
//!
//! [`places`] decides first where everything stands; the sheets then name each other's cells by it.

mod data;
mod places;
mod ranking;
mod role;
mod words;

use rust_decimal::Decimal;

use crate::book::house::House;
use crate::book::{Book, Properties, write};
use crate::history::History;
use crate::lang::Lang;
use crate::model::Department;
use crate::score::Results;
use crate::texts;
use crate::unit::Unit;
use crate::workbook::own_output;
use places::Places;
use words::Words;

use super::Source;
use super::live::grade::Table;

/// The department summary of a scored department; `source` says where its figures came from.
pub fn book(department: &Department, results: &Results, history: &History, source: &Source) -> Book {
    let context = Context::new(department, results, history, source);
    let mut sheets = vec![ranking::sheet(&context)];
    for role in 0..department.roles.len() {
        sheets.push(role::sheet(&context, role));
    }
    for role in 0..department.roles.len() {
        sheets.push(data::sheet(&context, role));
    }
    let appraisal = &department.appraisal;
    Book {
        properties: Properties {
            title: context.say("summary-title", &[("department", &appraisal.department)]),
            subject: format!("{} {}", appraisal.department, appraisal.period),
            author: appraisal.prepared_by.clone(),
            company: appraisal.company.clone(),
            created: appraisal.period.last_day(),
            custom: vec![
                (write::MARK.to_owned(), own_output::VALUE.to_owned()),
                ("input-sha256".to_owned(), context.source.sha256.clone()),
            ],
        },
        sheets,
    }
}

/// What every sheet of the summary builds on.
struct Context<'a> {
    department: &'a Department,
    results: &'a Results,
    history: &'a History,
    source: &'a Source,
    lang: Lang,
    house: House,
    /// Decimals of scores.
    decimals: u32,
    /// The number format of scores.
    score_format: String,
    /// The number format of coefficients.
    coefficient_format: String,
    places: Places,
    words: Words,
    /// The table of grades inside the formulas.
    grades: Table,
    /// `2026 年 11 月`.
    period: String,
}

impl<'a> Context<'a> {
    fn new(department: &'a Department, results: &'a Results, history: &'a History, source: &'a Source) -> Self {
        let lang = department.lang;
        let decimals = department.appraisal.decimals;
        let places_of = |value: Decimal| value.normalize().scale();
        let coefficients = department.grades.iter().filter_map(|grade| grade.coefficient).map(places_of).max();
        Self {
            department,
            results,
            history,
            source,
            lang,
            house: House::of(department),
            decimals,
            score_format: fixed_format(decimals),
            coefficient_format: fixed_format(coefficients.unwrap_or(1).max(1)),
            places: Places::new(department, results, history),
            words: Words::new(lang),
            grades: Table::inline(department, results, words::DASH),
            period: words::period(lang, department.appraisal.period),
        }
    }

    fn say(&self, id: &str, args: &[texts::Arg<'_>]) -> String {
        texts::say(self.lang, id, args)
    }
}

impl Context<'_> {
    /// The footer of a sheet: department, period and sheet at the left, the page at the right. A `&` of a text is doubled.
    fn footer(&self, sheet: &str) -> String {
        let appraisal = &self.department.appraisal;
        let left = format!("{}　{}　{sheet}", appraisal.department, appraisal.period).replace('&', "&&");
        format!("&L&8 {left}&R&8 {}", self.say("summary-page", &[]))
    }
}

/// `0.00` for two decimals.
fn fixed_format(decimals: u32) -> String {
    let mut format = "0".to_owned();
    push_decimals(&mut format, decimals);
    format
}

/// The number format of a column of values of a unit: a percentage to 0.01%, else with thousands commas and the decimals
/// that the values have (four at most).
fn value_format<'a>(unit: &Unit, values: impl Iterator<Item = &'a Decimal>) -> String {
    if unit.is_percent() {
        return "0.00%".to_owned();
    }
    let mut format = "#,##0".to_owned();
    let decimals = values.map(|value| crate::decimal::round(*value, 4).normalize().scale()).max().unwrap_or(0);
    push_decimals(&mut format, decimals);
    format
}

fn push_decimals(format: &mut String, decimals: u32) {
    if decimals > 0 {
        format.push('.');
        for _ in 0..decimals {
            format.push('0');
        }
    }
}

#[cfg(test)]
mod tests;
