//! The department summary as one [`Book`]: 排名, a matrix per role, and the data that their live formulas rest on.
//!
//! ```text
//! 数据-<role> ── combined measures ──▶ 岗位-<role> ── totals and grades ──▶ 排名
//! ```
//!
//! [`places`] decides first where everything stands; the sheets then name each other's cells by it.

mod chart_cells;
mod charts;
mod checks;
mod data;
mod definitions;
mod overview;
mod overview_tables;
mod pay;
mod places;
mod ranking;
mod role;
mod role_charts;
mod role_columns;
mod role_dimensions;
mod role_line;
mod sentence;
mod shared_words;
mod table;
mod whole_pages;

use rust_decimal::Decimal;

use crate::history::{History, PastPeriod};
use crate::lang::Lang;
use crate::messages;
use crate::model::Department;
use crate::output::palette::{self, Palette};
use crate::output::{Area, Book, Cell, Content, Line, Page, Properties, Sheet, Style, metrics, write};
use crate::score::{PersonResult, Results, RoleResult};
use crate::unit::Unit;
use crate::workbook::own_output;
use chart_cells::Drawn;
use places::{Places, RolePlace};
use shared_words::Words;

use super::Source;
use super::formulas::grade::Table;
use super::formulas::{At, Span, States};

/// The department summary of a scored department; `source` says where its figures came from.
pub fn book(department: &Department, results: &Results, history: &History, source: &Source) -> Book {
    let context = Context::new(department, results, history, source);
    let mut drawn = Drawn::new(context.places.drawn.clone());
    let mut sheets = vec![overview::sheet(&context, &mut drawn), ranking::sheet(&context, &mut drawn)];
    for role in 0..department.roles.len() {
        sheets.push(role::sheet(&context, role, &mut drawn));
    }
    sheets.extend(pay::sheet(&context));
    sheets.extend(definitions::duties(&context));
    sheets.push(definitions::kpis(&context));
    sheets.extend(data::sheets(&context));
    sheets.push(checks::sheet(&context));
    sheets.iter_mut().for_each(whole_pages::fill);
    sheets.push(drawn.finish());
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
    palette: Palette,
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
    /// The words for what does not apply and what nobody filled in.
    states: States,
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
            palette: Palette::of(department),
            decimals,
            score_format: fixed_format(decimals),
            coefficient_format: fixed_format(coefficients.unwrap_or(1).max(1)),
            places: Places::new(department, results, history),
            words: Words::new(lang),
            grades: Table::inline(department, results, shared_words::DASH),
            period: shared_words::period(lang, department.appraisal.period),
            states: {
                let words = Words::new(lang);
                States::new(lang, words.not_applicable, words.missing).under(department.appraisal.missing)
            },
        }
    }

    fn say(&self, id: &str, args: &[messages::Arg<'_>]) -> String {
        messages::say(self.lang, id, args)
    }
}

impl Context<'_> {
    /// The footer of a sheet: department, period and sheet at the left, the page at the right. A `&` of a text is doubled.
    fn footer(&self, sheet: &str) -> String {
        let appraisal = &self.department.appraisal;
        let left = format!("{}　{}　{sheet}", appraisal.department, appraisal.period).replace('&', "&&");
        format!("&L&8&K65717A{left}&R&8&K65717A{}", self.say("summary-page", &[]))
    }

    /// A landscape page as wide as the sheet.
    fn page(&self, sheet: &str) -> Page {
        Page {
            landscape: true,
            margins: [11.0, 11.0, 14.0, 11.0, 7.0, 7.0],
            footer: self.footer(sheet),
            ..Page::default()
        }
    }

    /// Title and period, a quiet line and the company, and the thick rule, in the first three rows of a sheet whose columns
    /// have their widths. Title and quiet line run over the columns beside them, up to `repeated` where those columns stand
    /// on each page; what then has no room at the right is left out there.
    fn title(&self, sheet: &mut Sheet, title: String, note: Content, (repeated, right): (Option<u16>, u16)) {
        /// Between the texts of a row, in pixels.
        const GAP: f64 = 24.0;
        let px = |left: u16, right: u16| metrics::area_px(&sheet.columns, Area { top: 0, left, bottom: 0, right });
        let (period, company) = (self.period.as_str(), self.department.appraisal.company.as_str());
        let room = |text: &str, size: u16| match repeated {
            Some(last) => (px(0, last), metrics::text_px(text, size) <= px(last.saturating_add(1), right)),
            None => (px(0, right) - metrics::text_px(text, size) - GAP, true),
        };
        let (of_title, period_stands) = room(period, 120);
        let size = metrics::fitting(&title, of_title, &[160, 140, 120, 105]);
        let period_stands = period_stands && (repeated.is_some() || metrics::text_px(&title, size) <= of_title);
        let said = if let Content::Text(text) = &note { text.as_str() } else { "" };
        let (of_note, company_stands) = room(company, 80);
        let company_stands = company_stands && (repeated.is_some() || metrics::text_px(said, 80) <= of_note);
        let height = |text: &str, size: u16, least: f64| match repeated {
            Some(last) => metrics::row_height(metrics::lines(text, size, px(0, last)), size).max(least),
            None => least,
        };
        sheet.rows.extend([(0, height(&title, size, 28.0)), (1, height(said, 80, 17.0)), (2, 5.0)]);
        let over = |row: u32| Area { top: row, left: 0, bottom: row, right: repeated.unwrap_or(0) };
        let wrapped = |style: Style| if repeated.is_some() { style.left().wrapped() } else { style.left() };
        let quiet = Style::new(80, palette::MUTED);
        sheet.put_over(over(0), Cell::text(title, wrapped(Style::new(size, palette::INK).bold())));
        sheet.put_over(over(1), Cell::new(note, wrapped(quiet.clone())));
        if period_stands {
            sheet.put(0, right, Cell::text(period, Style::new(120, palette::INK).bold().right().at_bottom()));
        }
        if company_stands {
            sheet.put(1, right, Cell::text(company, quiet.right()));
        }
        let rule = Style::default().top(Line::Thick, self.palette.accent);
        sheet.paint(Area { top: 2, left: 0, bottom: 2, right }, &rule);
    }

    /// The line to sign: who made it, who looked it over, who approves. Each field has the columns of its label and of its line.
    fn approval(&self, sheet: &mut Sheet, row: u32, fields: [[(u16, u16); 2]; 3]) {
        sheet.rows.extend([(row.saturating_sub(1), 9.0), (row, 26.0)]);
        let over = |(left, right): (u16, u16)| Area { top: row, left, bottom: row, right };
        for (id, [label, line]) in
            ["summary-sign-made", "summary-sign-checked", "summary-sign-approved"].iter().zip(fields)
        {
            let style = Style::new(85, palette::INK).right().at_bottom();
            sheet.put_over(over(label), Cell::text(self.say(id, &[]), style));
            let style = Style::new(85, palette::INK).bottom(Line::Thin, palette::INK);
            sheet.paint(over(line), &style);
        }
    }

    /// The grades from the best to the worst.
    fn grade_order(&self) -> Vec<usize> {
        palette::grade_order(&self.department.grades, self.department.appraisal.grading)
    }

    /// A column of people on 排名, for formulas on other sheets.
    fn ranking_span(&self, column: u16) -> String {
        let (first, last) = self.places.ranking_rows();
        Span::column(Some(&self.places.ranking), column, first, last).to_string()
    }

    /// The same over those who are ranked.
    fn ranked_span(&self, column: u16) -> String {
        let (first, last) = self.places.ranked_rows();
        Span::column(Some(&self.places.ranking), column, first, last).to_string()
    }

    /// All totals.
    fn totals(&self) -> Vec<Decimal> {
        self.results.people.iter().filter_map(|person| person.total).collect()
    }

    /// The people of a role with their results in it, by rank.
    fn members<'p>(&'p self, place: &'p RolePlace) -> impl Iterator<Item = (&'p PersonResult, &'p RoleResult)> {
        place.members.iter().filter_map(|member| {
            let person = self.results.people.get(member.person)?;
            Some((person, person.roles.get(member.held)?))
        })
    }

    /// The totals as a role's sheet shows them: the person's own, or the role's part of a joint one.
    fn role_totals(&self, place: &RolePlace) -> Vec<Decimal> {
        self.members(place)
            .filter_map(|(person, held)| if person.roles.len() == 1 { person.total } else { held.total })
            .collect()
    }

    /// The role sheet and the row in which a person stands with a role held.
    fn role_row(&self, person: usize, held: usize) -> Option<(&str, u32)> {
        let role = self.results.people.get(person)?.roles.get(held)?.role;
        let place = self.places.roles.get(role)?;
        let line = place.members.iter().position(|member| (member.person, member.held) == (person, held))?;
        Some((&place.sheet, places::below(places::ROLE_FIRST, line)))
    }

    /// The cell of a person's total: the role sheet's, which stays in place when 排名 is sorted; 排名's for a joint total.
    fn total_cell(&self, person: usize) -> String {
        let roles = self.results.people.get(person).map(|person| person.roles.as_slice()).unwrap_or_default();
        if let ([held], Some((sheet, row))) = (roles, self.role_row(person, 0)) {
            let column = self.places.roles.get(held.role).map_or(0, |place| place.results.total);
            return At::on(sheet, row, column).to_string();
        }
        let line = self.places.ranked.iter().position(|at| *at == person).unwrap_or_default();
        let column = places::ranking_columns(self.history).total;
        At::on(&self.places.ranking, places::below(places::RANKING_FIRST, line), column).to_string()
    }

    /// The last periods before this one, oldest first.
    fn trend(&self, most: usize) -> Vec<&PastPeriod> {
        let all = &self.history.trend;
        all.iter().skip(all.len().saturating_sub(most)).collect()
    }

    /// `+3.00`, `-5.00`, and a dash for nothing.
    fn signed_format(&self) -> String {
        format!("\"+\"{0};\"-\"{0};\"—\"", self.score_format)
    }

    /// Signed points: `+3.00`, `-5.00`, `0.00`.
    fn points_format(&self) -> String {
        format!("\"+\"{0};\"-\"{0};{0}", self.score_format)
    }

    /// `▲ 3.00`, `▼ 5.00`, and a dash for no change.
    fn change_format(&self) -> String {
        format!("\"▲ \"{0};\"▼ \"{0};\"—\"", self.score_format)
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
