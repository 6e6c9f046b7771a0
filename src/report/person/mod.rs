//! A person's workbook: the score sheet to print and sign, and the data that its live formulas rest on. It holds this one
//! person's figures and nothing of anybody else.

mod charts;
mod colleagues;
mod data;
mod dimensions;
mod form;
mod front;
mod head;
mod joint;
mod layout;
mod more;
mod note;
mod pay;
mod plan;
mod section;
mod totals;

pub use colleagues::named_in_reasons;

use rust_decimal::Decimal;

use crate::decimal;
use crate::history::History;
use crate::lang::Lang;
use crate::messages;
use crate::model::{Department, Kpi, MissingPolicy, Role};
use crate::output::palette::Palette;
use crate::output::{Book, Properties, write};
use crate::period::Span;
use crate::report::formulas::States;
use crate::score::{KpiResult, PersonResult, Results, RoleResult};

/// What every part of a person's workbook needs.
struct Context<'a> {
    department: &'a Department,
    results: &'a Results,
    history: &'a History,
    person: &'a PersonResult,
    palette: Palette,
    lang: Lang,
    decimals: u32,
    /// The words for what does not apply and what nobody filled in.
    states: States,
}

impl Context<'_> {
    fn say(&self, id: &str) -> String {
        messages::say(self.lang, id, &[])
    }

    fn fill(&self, id: &str, args: &[messages::Arg<'_>]) -> String {
        messages::say(self.lang, id, args)
    }

    /// A score as printed.
    fn shown(&self, score: Decimal) -> String {
        decimal::fixed(score, self.decimals)
    }

    /// 起评分, where points are signed and nothing is weighed.
    fn start(&self) -> Option<Decimal> {
        self.department.appraisal.start()
    }

    /// The number format of signed points, with half a digit of padding.
    fn signed_format(&self) -> String {
        let zeros = self.score_format();
        format!("\"+\"{zeros}_0;\"-\"{zeros}_0;{zeros}_0")
    }

    /// The number format of scores.
    fn score_format(&self) -> String {
        places("0", self.decimals)
    }

    /// The period in words.
    fn period(&self) -> String {
        let period = self.department.appraisal.period;
        let text = period.to_string();
        match (period.span(), text.split_once('-')) {
            (Span::Month, Some((year, month))) => {
                self.fill("person-month", &[("year", year), ("month", month.trim_start_matches('0'))])
            }
            _ => text,
        }
    }

    fn absent(&self) -> String {
        self.states.absent.clone()
    }

    /// 缺数据处理.
    fn missing(&self) -> MissingPolicy {
        self.department.appraisal.missing
    }
}

/// A number format with so many decimals: `0.00`.
fn places(whole: &str, decimals: u32) -> String {
    let zeros = "0".repeat(usize::try_from(decimals).unwrap_or_default());
    if zeros.is_empty() { whole.to_owned() } else { format!("{whole}.{zeros}") }
}

/// A role of the person with its definition and the sheets that show it.
struct Part<'a> {
    role: &'a Role,
    /// The role's KPIs with the person's own targets.
    kpis: Vec<&'a Kpi>,
    result: &'a RoleResult,
    front: String,
    data: String,
}

impl<'a> Part<'a> {
    fn kpis(&self) -> impl Iterator<Item = (&'a Kpi, &'a KpiResult)> {
        self.kpis.iter().copied().zip(&self.result.kpis)
    }
}

/// The workbook of the person at an index of [`Results::people`]. An index beyond it gives a workbook without sheets.
pub fn book(department: &Department, results: &Results, history: &History, person: usize) -> Book {
    let appraisal = &department.appraisal;
    let mut book = Book {
        properties: Properties {
            title: String::new(),
            subject: format!("{} {}", appraisal.department, appraisal.period),
            author: appraisal.prepared_by.clone(),
            company: appraisal.company.clone(),
            created: appraisal.period.last_day(),
            custom: vec![(write::MARK.to_owned(), "output".to_owned())],
        },
        sheets: Vec::new(),
    };
    let Some(person) = results.people.get(person) else { return book };
    let context = Context {
        department,
        results,
        history,
        person,
        palette: Palette::of(department),
        lang: department.lang,
        decimals: appraisal.decimals,
        states: States::new(
            department.lang,
            messages::say(department.lang, "person-not-applicable", &[]),
            messages::say(department.lang, "person-missing", &[]),
        )
        .under(appraisal.missing),
    };
    book.properties.title = format!("{} {}", context.say("person-title"), person.name);
    let several = person.roles.len() > 1;
    let parts: Vec<Part<'_>> = person
        .roles
        .iter()
        .enumerate()
        .filter_map(|(at, result)| {
            let number = match (several, department.lang) {
                (false, _) => String::new(),
                (true, Lang::En) => format!(" {}", at.saturating_add(1)),
                (true, _) => at.saturating_add(1).to_string(),
            };
            let role = department.roles.get(result.role)?;
            Some(Part {
                role,
                kpis: role.kpis.iter().zip(&result.kpis).map(|(kpi, found)| kpi.or_own(found.own.as_ref())).collect(),
                result,
                front: format!("{}{number}", context.say("person-sheet")),
                data: format!("{}{number}", context.say("person-data-sheet")),
            })
        })
        .collect();
    let mut backs = Vec::new();
    let mut totals = Vec::new();
    let mut vetoes = Vec::new();
    let mut free = 0;
    for part in &parts {
        let (mut data, places) = data::sheet(&context, part);
        let front = front::sheet(&context, part, &places, !several, &mut data);
        totals.push(front.total);
        vetoes.extend(places.vetoes(part));
        if backs.is_empty() {
            free = front.free;
        }
        book.sheets.push(front.sheet);
        book.sheets.extend(front.more);
        backs.push(data);
    }
    if let (true, Some(data)) = (several, backs.first_mut()) {
        let joint = joint::sheet(&context, &parts, (&totals, &vetoes), (data, free));
        book.sheets.insert(0, joint);
    }
    book.sheets.extend(backs);
    book
}

#[cfg(test)]
mod tests;
