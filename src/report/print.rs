//! The print file: everybody's first page, a sheet each, in the order of roles and ids, so that one print job prints a department. It
//! holds figures without formulas, and stays in the department: nobody is given it.

use std::collections::BTreeMap;

use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Department, layout};
use crate::output::{Book, Cell, Content, Properties, Range, Sheet, Style, Value, palette, write};
use crate::score::Results;

/// Sheets of one print file; a larger department gets several files, each of which a small office computer opens.
const SHEETS: usize = 200;

/// The pages as they are taken from the personal workbooks, by their place in the print.
pub(super) struct Pages {
    lang: Lang,
    /// The places of people, by the index in [`Results::people`].
    places: Vec<Place>,
    taken: BTreeMap<Place, Page>,
}

/// Where a page stands: by the role, by the id so that it sorts, by the id itself, since E1 and E01 are two people.
type Place = (usize, String, String);

struct Page {
    /// The tab: id and name.
    name: String,
    sheet: Sheet,
}

impl Pages {
    /// No pages yet.
    pub(super) fn new(department: &Department, results: &Results) -> Self {
        let places = results
            .people
            .iter()
            .map(|person| {
                // Whoever changed roles stands where the workbook lies: under the later one.
                let role = person.roles.last().map_or(department.roles.len(), |held| held.role);
                place(role, &person.id)
            })
            .collect();
        Self { lang: department.lang, places, taken: BTreeMap::new() }
    }

    /// Takes the first page out of a personal workbook that is written. `index`: the person's place in [`Results::people`].
    pub(super) fn take(&mut self, results: &Results, index: usize, mut own: Book) {
        let (Some(person), Some(place)) = (results.people.get(index), self.places.get(index)) else { return };
        let series = own.sheets.first().into_iter().flat_map(|front| &front.charts).flat_map(|chart| &chart.series);
        let shown: Vec<Vec<Value>> =
            series.flat_map(|one| [&one.categories, &one.values]).map(|range| cells(&own, range)).collect();
        let Some(front) = own.sheets.first_mut().map(std::mem::take) else { return };
        let name = format!("{} {}", person.id, person.name);
        self.taken.insert(place.clone(), Page { name, sheet: constant(front, shown) });
    }

    /// The print files, none where nobody is in them.
    pub(super) fn books(self, department: &Department) -> Vec<Book> {
        let lang = self.lang;
        let mut pages = self.taken.into_values();
        std::iter::from_fn(|| {
            let of_one: Vec<Page> = pages.by_ref().take(SHEETS).collect();
            (!of_one.is_empty()).then(|| book(department, lang, of_one))
        })
        .collect()
    }
}

fn place(role: usize, id: &str) -> Place {
    (role, in_order(id), id.to_owned())
}

/// An id so that 9 comes before 10: each of its numbers as wide as any.
fn in_order(id: &str) -> String {
    const WIDTH: usize = 20;
    let mut key = String::new();
    let mut digits = String::new();
    for sign in id.chars().chain(['\0']) {
        if sign.is_ascii_digit() {
            digits.push(sign);
        } else {
            if !digits.is_empty() {
                key.push_str(&format!("{digits:0>WIDTH$}"));
                digits.clear();
            }
            key.push(sign);
        }
    }
    key
}

fn book(department: &Department, lang: Lang, pages: Vec<Page>) -> Book {
    let appraisal = &department.appraisal;
    let drawn = say(lang, "print-drawn", &[]);
    let names = pages.iter().map(|page| page.name.as_str()).chain([drawn.as_str()]);
    let mut names = layout::sheet_names("", names);
    let mut figures = Figures { sheet: Sheet { hidden: true, ..Sheet::new(names.pop().unwrap_or(drawn)) }, next: 0 };
    let mut sheets = Vec::with_capacity(pages.len().saturating_add(1));
    for (page, name) in pages.into_iter().zip(names) {
        let mut sheet = Sheet { name, selected: true, ..page.sheet };
        figures.draw(&mut sheet);
        sheets.push(sheet);
    }
    if figures.next > 0 {
        sheets.push(figures.sheet);
    }
    Book {
        properties: Properties {
            title: say(lang, "outputs-print", &[]),
            subject: format!("{} {}", appraisal.department, appraisal.period),
            author: appraisal.prepared_by.clone(),
            company: appraisal.company.clone(),
            created: appraisal.period.last_day(),
            custom: vec![(write::MARK.to_owned(), "output".to_owned())],
        },
        sheets,
    }
}

/// A front page with figures in the place of formulas: what they rest on is in other sheets of the personal workbook. `drawn`:
/// what its charts' ranges show, in their order.
fn constant(mut sheet: Sheet, drawn: Vec<Vec<Value>>) -> Sheet {
    for cell in sheet.cells.values_mut() {
        if let Content::Formula(_, value) = &cell.content {
            cell.content = shown(value);
        }
        if let Content::Link { text, .. } = &cell.content {
            cell.content = Content::Text(text.clone());
        }
        cell.note = None;
    }
    for (range, cache) in ranges(&mut sheet).zip(drawn) {
        range.cache = cache;
    }
    // Numbered through, the pages of a print job would say "page 37 of 60" to whoever gets one of them.
    if let Some((left, _)) = sheet.page.footer.split_once("&R") {
        sheet.page.footer = left.to_owned();
    }
    sheet
}

fn shown(value: &Value) -> Content {
    match value {
        Value::Number(number) => Content::Number(*number),
        Value::Text(text) => Content::Text(text.clone()),
        Value::Bool(is) => Content::Text(if *is { "TRUE" } else { "FALSE" }.to_owned()),
        Value::NotAvailable => Content::Formula("NA()".to_owned(), Value::NotAvailable),
    }
}

fn ranges(sheet: &mut Sheet) -> impl Iterator<Item = &mut Range> {
    sheet.charts.iter_mut().flat_map(|chart| &mut chart.series).flat_map(|one| [&mut one.categories, &mut one.values])
}

/// What the cells of a range of a personal workbook show, where its own cache does not say it.
fn cells(own: &Book, range: &Range) -> Vec<Value> {
    if !range.cache.is_empty() {
        return range.cache.clone();
    }
    let sheet = own.sheets.iter().find(|sheet| sheet.name == range.sheet);
    let area = range.area;
    let places = (area.top..=area.bottom).flat_map(|row| (area.left..=area.right).map(move |column| (row, column)));
    let value = |place| match sheet.and_then(|sheet| sheet.cells.get(&place)).map(|cell| &cell.content) {
        Some(Content::Number(number)) => Value::Number(*number),
        Some(Content::Text(text)) => Value::Text(text.clone()),
        Some(Content::Formula(_, value)) => value.clone(),
        _ => Value::Text(String::new()),
    };
    places.map(value).collect()
}

/// The hidden sheet with the figures of all charts, a column for each range.
struct Figures {
    sheet: Sheet,
    next: u16,
}

impl Figures {
    /// Gives the charts of a page their figures here. Ranges that are drawn twice stand once.
    fn draw(&mut self, page: &mut Sheet) {
        let mut known: Vec<(Range, Range)> = Vec::new();
        for range in ranges(page) {
            let found = known.iter().find(|(from, _)| from == range).map(|(_, to)| to.clone());
            let to = found.unwrap_or_else(|| {
                let to = self.column(range);
                known.push((range.clone(), to.clone()));
                to
            });
            *range = to;
        }
    }

    fn column(&mut self, from: &Range) -> Range {
        let column = self.next;
        self.next = column.saturating_add(1);
        let mut last = 0;
        for (row, value) in (0..).zip(&from.cache) {
            last = row;
            self.sheet.put(row, column, Cell::new(shown(value), Style::new(90, palette::INK)));
        }
        let area = crate::output::Area::new(0, column, last, column);
        Range { sheet: self.sheet.name.clone(), area, cache: from.cache.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn pages_stand_by_role_and_number_and_no_two_people_share_a_place() {
        let mut places = [place(1, "E2"), place(0, "E10"), place(0, "E01"), place(0, "E9"), place(0, "E1")];
        places.sort();
        let ids: Vec<&str> = places.iter().map(|(_, _, id)| id.as_str()).collect();
        assert_eq!(ids, ["E01", "E1", "E9", "E10", "E2"]);
        assert!(places.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
