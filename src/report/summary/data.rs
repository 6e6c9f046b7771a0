//! `数据-<role>`, and `数据` for several small roles: what was read. Each person's measures combined, and below them the rows, grouped by person.

use super::places::{DATA_FIRST, Member, RolePlace, below, measure_column};
use super::{Context, shared_words, value_format};
use crate::model::layout::Column;
use crate::model::{Back, MeasureValue, Role};
use crate::output::{Cell, Content, Line, Page, Sheet, Style, metrics, palette};
use crate::report::formulas::measure::{Rows, combined};
use crate::score::RoleResult;

/// Columns that a page holds at a readable scale.
const PAGE_COLUMNS: u16 = 14;
/// The last column of the title, at least: it must not run into the company's name.
const TITLE: u16 = 8;

/// Column of an earlier value: after the measures.
pub(super) fn earlier_column(role: &Role, place: &RolePlace, measure: usize, back: Back) -> Option<u16> {
    let at = place.earlier.iter().position(|one| *one == (measure, back))?;
    Some(measure_column(role.measures.len().saturating_add(at)))
}

/// The data sheets: one for each role, or for several small ones.
pub(super) fn sheets(context: &Context<'_>) -> Vec<Sheet> {
    let places = &context.places.roles;
    let mut drawn: Vec<&str> = Vec::new();
    let mut sheets = Vec::new();
    for place in places {
        if drawn.contains(&place.data.as_str()) {
            continue;
        }
        drawn.push(&place.data);
        let roles = context.department.roles.iter().zip(places).filter(|(_, other)| other.data == place.data);
        sheets.push(sheet(context, &place.data, &roles.collect::<Vec<_>>()));
    }
    sheets
}

fn sheet(context: &Context<'_>, name: &str, roles: &[(&Role, &RolePlace)]) -> Sheet {
    let mut sheet = Sheet::new(name);
    let columns = |role: &Role, place: &RolePlace| role.measures.len().saturating_add(place.earlier.len());
    let most = roles.iter().map(|(role, place)| columns(role, place)).max().unwrap_or_default();
    let title = match roles {
        [(role, _)] => context.say("summary-data-title", &[("role", &role.name)]),
        _ => context.say("summary-data-all", &[]),
    };
    for (role, place) in roles {
        if roles.len() > 1 {
            let heading = Cell::text(&*role.name, context.palette.section());
            sheet.put(place.data_first.saturating_sub(2), 0, heading);
        }
        block(context, role, place, &mut sheet);
    }
    let right = measure_column(most).saturating_sub(1);
    let widest = |text: fn(&crate::score::PersonResult) -> &str, least: f64| {
        let px = context.results.people.iter().map(|person| metrics::text_px(text(person), 90)).fold(0.0, f64::max);
        metrics::column_chars(px + 10.0).clamp(least, 40.0)
    };
    sheet.columns.extend([(0, widest(|person| &person.id, 10.0)), (1, widest(|person| &person.name, 14.0)), (2, 12.0)]);
    for column in 0..most {
        sheet.columns.insert(measure_column(column), 14.0);
    }
    let pages = right.div_ceil(PAGE_COLUMNS).max(1);
    let repeated = (pages > 1).then_some(1);
    let note = Content::Text(context.say("summary-combined", &[]));
    context.title(&mut sheet, title, note, (repeated, right.max(TITLE)));
    sheet.widen_for_numbers(measure_column(0)..=right);
    let head = DATA_FIRST.saturating_sub(1);
    let alone = roles.len() == 1;
    sheet.freeze = Some((if alone { DATA_FIRST } else { head }, 2));
    sheet.page = Page {
        fit: Some((pages, 0)),
        repeat_columns: repeated.map(|last| (0, last)),
        repeat_rows: alone.then_some((head, head)),
        ..context.page(name)
    };
    sheet
}

/// The head and the rows of a role.
fn block(context: &Context<'_>, role: &Role, place: &RolePlace, sheet: &mut Sheet) {
    let formats: Vec<String> = (0..role.measures.len()).map(|measure| format_of(role, measure)).collect();
    head(context, role, place, place.data_first.saturating_sub(1), sheet);
    for member in &place.members {
        let Some(person) = context.results.people.get(member.person) else { continue };
        let Some(result) = person.roles.get(member.held) else { continue };
        let row = member.combined_row;
        name(sheet, row, &person.id, &person.name);
        sheet.put(row, 2, Cell::blank(figure("yyyy-mm-dd")));
        if place.has_raw_table {
            raw(context, role, member, (&person.id, &person.name), &formats, sheet);
            combine(context, role, member, result, &formats, sheet);
        } else {
            read(context, role, member, row, &formats, sheet);
        }
        earlier(context, role, place, result, row, &formats, sheet);
    }
    if place.has_raw_table {
        let heading = below(place.data_first, place.members.len()).saturating_add(1);
        sheet.put(heading, 0, Cell::text(context.say("summary-raw", &[]), context.palette.section()));
        head(context, role, place, heading.saturating_add(1), sheet);
    }
}

fn head(context: &Context<'_>, role: &Role, place: &RolePlace, row: u32, sheet: &mut Sheet) {
    let style = context.palette.dark_head().wrapped();
    for (column, label) in [(0, Column::Id), (1, Column::Name), (2, Column::Date)] {
        sheet.put(row, column, Cell::text(label.name(context.lang), style.clone()));
    }
    for (at, measure) in role.measures.iter().enumerate() {
        let unit = &measure.unit.text;
        let text = if unit.is_empty() { measure.name.to_string() } else { format!("{} ({unit})", measure.name) };
        sheet.put(row, measure_column(at), Cell::text(text, style.clone()));
    }
    for (at, (measure, back)) in place.earlier.iter().enumerate() {
        let name = role.measures.get(*measure).map_or("", |measure| &measure.name);
        let text = format!("{} · {name}", context.words.back(*back));
        sheet.put(row, measure_column(role.measures.len().saturating_add(at)), Cell::text(text, style.clone()));
    }
    let height = sheet
        .cells
        .range((row, 0)..=(row, u16::MAX))
        .filter_map(|(_, cell)| match &cell.content {
            Content::Text(text) => Some(metrics::row_height(metrics::lines(text, 80, metrics::column_px(14.0)), 80)),
            _ => None,
        })
        .fold(32.0, f64::max);
    sheet.rows.insert(row, height);
}

fn name(sheet: &mut Sheet, row: u32, id: &str, name: &str) {
    let style = Style::new(90, palette::INK).left().bottom(Line::Dotted, palette::LINE);
    sheet.put(row, 0, Cell::text(id, style.clone()));
    sheet.put(row, 1, Cell::text(name, style));
}

fn figure(format: &str) -> Style {
    Style::new(90, palette::INK).right().bottom(Line::Dotted, palette::LINE).format(format)
}

fn combine(
    context: &Context<'_>,
    role: &Role,
    member: &Member,
    result: &RoleResult,
    formats: &[String],
    sheet: &mut Sheet,
) {
    // On the sheet itself: a name before every cell would be a good part of the workbook.
    let rows = Rows { sheet: None, rows: &member.rows, first: member.raw_first };
    for (measure, (found, format)) in result.measures.iter().zip(formats).enumerate() {
        let column = measure_column(measure);
        let content = combined(role, measure, found, rows, column, &context.states);
        sheet.put(member.combined_row, column, Cell::new(content, figure(format)));
    }
}

fn raw(
    context: &Context<'_>,
    role: &Role,
    member: &Member,
    (id, who): (&str, &str),
    formats: &[String],
    sheet: &mut Sheet,
) {
    for at in 0..member.rows.len() {
        let row = below(member.raw_first, at);
        name(sheet, row, id, who);
        let one = Member { rows: member.rows.get(at).copied().into_iter().collect(), ..member.clone() };
        read(context, role, &one, row, formats, sheet);
    }
}

fn read(context: &Context<'_>, role: &Role, member: &Member, row: u32, formats: &[String], sheet: &mut Sheet) {
    let Some(data) = member.rows.first().and_then(|at| role.rows.get(*at)) else { return };
    if let Some(date) = data.date {
        sheet.put(row, 2, Cell::new(Content::Date(date), figure("yyyy-mm-dd")));
    }
    for (at, (reading, format)) in data.readings.iter().zip(formats).enumerate() {
        let content = match &reading.value {
            Some(MeasureValue::Number(number)) => Content::Number(*number),
            Some(MeasureValue::Label(label)) => Content::Text(label.to_string()),
            Some(MeasureValue::NotApplicable) => Content::Text(context.words.not_applicable.clone()),
            Some(MeasureValue::Missing) => Content::Blank,
            // Left out, as the cells of the other sheet that it is.
            None => Content::Text(shared_words::DASH.to_owned()),
        };
        sheet.put(row, measure_column(at), Cell::new(content, figure(format)));
    }
}

fn earlier(
    context: &Context<'_>,
    role: &Role,
    place: &RolePlace,
    result: &RoleResult,
    row: u32,
    formats: &[String],
    sheet: &mut Sheet,
) {
    for (at, (measure, back)) in place.earlier.iter().enumerate() {
        let found = result.measures.get(*measure).and_then(|found| match back {
            Back::Previous => found.previous.as_ref(),
            Back::YearAgo => found.year_ago.as_ref(),
        });
        let content = match found {
            Some(MeasureValue::Number(number)) => Content::Number(*number),
            Some(MeasureValue::Label(label)) => Content::Text(label.to_string()),
            Some(other) => Content::Text(state(context, other).to_owned()),
            None => Content::Text(shared_words::DASH.to_owned()),
        };
        let format = formats.get(*measure).map_or("", String::as_str);
        sheet.put(row, measure_column(role.measures.len().saturating_add(at)), Cell::new(content, figure(format)));
    }
}

fn state<'c>(context: &'c Context<'_>, value: &MeasureValue) -> &'c str {
    if *value == MeasureValue::Missing { &context.words.missing } else { &context.words.not_applicable }
}

fn format_of(role: &Role, measure: usize) -> String {
    let Some(definition) = role.measures.get(measure) else { return String::new() };
    let values = role.rows.iter().filter_map(|row| match &row.readings.get(measure)?.value {
        Some(MeasureValue::Number(number)) => Some(number),
        _ => None,
    });
    value_format(&definition.unit, values)
}
