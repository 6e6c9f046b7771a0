//! The second sheet: what was filled in, how it combines, and each KPI's reading step by step.

use rust_decimal::Decimal;

use super::{Context, Part};
use crate::book::house::{INK, LINE, MUTED};
use crate::book::{Area, Cell, Content, Line, Page, Sheet, Style, metrics};
use crate::decimal;
use crate::formula::{Cells, Expr, Team};
use crate::model::{Back, Kpi, ReadingValue, Role};
use crate::report::live::{At, kpi, literal, measure, number};
use crate::report::why::{Audience, Why};
use crate::score::{CombinedValue, KpiResult, KpiValue, Status};

/// Fewest people over whom a team value may stand in a personal workbook.
const LEAST_TEAM: u32 = 5;

/// Columns beside the first at least, and the width of each in characters.
const LEAST_COLUMNS: u16 = 6;
const COLUMN: f64 = 13.0;

/// Where the data stands on the sheet.
pub(super) struct Places {
    sheet: String,
    combined: u32,
    kpis: u32,
    /// First free row below.
    pub(super) end: u32,
}

impl Places {
    fn kpi(&self, at: usize, column: u16) -> String {
        let row = self.kpis.saturating_add(u32::try_from(at).unwrap_or_default());
        At::on(&self.sheet, row, column).to_string()
    }
    /// The cell of a KPI's weight.
    pub(super) fn weight(&self, at: usize) -> String {
        self.kpi(at, 2)
    }
    /// The cell of a KPI's value.
    pub(super) fn value(&self, at: usize) -> String {
        self.kpi(at, 3)
    }
    /// The cell of a KPI's points.
    pub(super) fn points(&self, at: usize) -> String {
        self.kpi(at, 4)
    }
}

/// The cells of one KPI's names.
struct Names<'a> {
    context: &'a Context<'a>,
    places: &'a Places,
    target: String,
}

impl Cells for Names<'_> {
    fn measure(&self, index: usize) -> String {
        cell(self.places, 0, index)
    }
    fn earlier(&self, index: usize, back: Back) -> String {
        cell(self.places, if back == Back::Previous { 1 } else { 2 }, index)
    }
    fn team(&self, team: Team, measure: &str) -> String {
        let found = self.context.results.team.iter().find(|value| value.function == team && value.measure == measure);
        literal(found.and_then(|value| value.value).unwrap_or_default())
    }
    fn target(&self) -> String {
        self.target.clone()
    }
}

fn cell(places: &Places, below: u32, measure: usize) -> String {
    let column = u16::try_from(measure).unwrap_or_default().saturating_add(1);
    At::on(&places.sheet, places.combined.saturating_add(below), column).to_string()
}

/// The sheet, and where its data stands.
pub(super) fn sheet(context: &Context<'_>, part: &Part<'_>) -> (Sheet, Places) {
    let mut sheet = Sheet { protected: true, ..Sheet::new(part.data.as_str()) };
    let title = format!("{}　{}　{}", part.data, context.person.name, part.role.name);
    sheet.put(0, 0, Cell::text(title, Style::new(160, INK).bold()));
    sheet.rows.insert(0, 28.0);
    let rows: Vec<usize> =
        part.role.rows.iter().enumerate().filter(|(_, row)| row.id == context.person.id).map(|(at, _)| at).collect();
    let combined = 3_u32.saturating_add(u32::try_from(rows.len()).unwrap_or_default());
    let mut places = Places { sheet: part.data.clone(), combined, kpis: combined.saturating_add(5), end: 0 };
    measures(context, part, &rows, &mut sheet, &places);
    kpis(context, part, &mut sheet, &places);
    let kpis = u32::try_from(part.role.kpis.len()).unwrap_or_default();
    places.end = readings(context, part, &mut sheet, places.kpis.saturating_add(kpis).saturating_add(1));
    let wide = part.role.measures.len().max(usize::from(LEAST_COLUMNS));
    sheet.columns.insert(0, 22.0);
    for column in 1..=u16::try_from(wide).unwrap_or(u16::MAX) {
        sheet.columns.insert(column, COLUMN);
    }
    sheet.page = Page {
        landscape: true,
        footer: format!("&L&8{}　{}&R&8&P / &N", context.person.id.replace('&', "&&"), context.period()),
        ..Page::default()
    };
    (sheet, places)
}

fn number_format(number: Decimal, percent: bool) -> String {
    if percent {
        super::places("0", number.normalize().scale().saturating_sub(2)) + "%"
    } else {
        super::places("#,##0", number.normalize().scale())
    }
}

fn measures(context: &Context<'_>, part: &Part<'_>, rows: &[usize], sheet: &mut Sheet, places: &Places) {
    let head = context.house.dark_head().wrapped();
    let body = || Style::new(90, INK).bottom(Line::Dotted, LINE);
    sheet.put(2, 0, Cell::text(context.say("person-date"), head.clone().left()));
    sheet.rows.insert(2, 34.0);
    for (row, at) in (3_u32..).zip(rows) {
        let Some(data) = part.role.rows.get(*at) else { continue };
        let date = data.date.map_or(Content::Blank, Content::Date);
        sheet.put(row, 0, Cell::new(date, body().left().format("yyyy-mm-dd")));
    }
    let bold = || body().bold().fill(context.house.band);
    let names = ["person-combined", "person-previous", "person-year-ago"];
    for (below, id) in (0_u32..).zip(names) {
        sheet.put(places.combined.saturating_add(below), 0, Cell::text(context.say(id), bold()));
    }
    let absent = context.absent();
    let where_rows = measure::Rows { sheet: None, rows, first: 3 };
    for ((index, measure), found) in part.role.measures.iter().enumerate().zip(&part.result.measures) {
        let Ok(column) = u16::try_from(index.saturating_add(1)) else { break };
        let unit = if measure.unit.text.is_empty() { String::new() } else { format!("\n{}", measure.unit.text) };
        sheet.put(2, column, Cell::text(format!("{}{unit}", measure.name), head.clone()));
        let percent = measure.unit.is_percent();
        for (row, at) in (3_u32..).zip(rows) {
            let reading = part.role.rows.get(*at).and_then(|data| data.readings.get(index));
            let (content, format) = match reading.map(|reading| &reading.value) {
                Some(ReadingValue::Number(number)) => (Content::Number(*number), number_format(*number, percent)),
                Some(ReadingValue::Label(label)) => (Content::Text(label.to_string()), String::new()),
                Some(ReadingValue::NotApplicable) => (Content::Text(absent.clone()), String::new()),
                Some(ReadingValue::Missing) | None => (Content::Blank, String::new()),
            };
            sheet.put(row, column, Cell::new(content, body().right().format(format)));
        }
        let shown = match &found.value {
            CombinedValue::Missing => context.say("person-missing"),
            _ => absent.clone(),
        };
        let format = match &found.value {
            CombinedValue::Number(number) => number_format(*number, percent),
            _ => String::new(),
        };
        let content = measure::combined(part.role, index, found, where_rows, column, &shown);
        sheet.put(places.combined, column, Cell::new(content, bold().right().format(format)));
        for (below, earlier) in [(1_u32, &found.previous), (2, &found.year_ago)] {
            let (content, format) = match earlier {
                Some(CombinedValue::Number(number)) => (Content::Number(*number), number_format(*number, percent)),
                Some(CombinedValue::Label(label)) => (Content::Text(label.to_string()), String::new()),
                Some(CombinedValue::NotApplicable) => (Content::Text(absent.clone()), String::new()),
                Some(CombinedValue::Missing) | None => (Content::Blank, String::new()),
            };
            let row = places.combined.saturating_add(below);
            sheet.put(row, column, Cell::new(content, bold().right().format(format)));
        }
    }
}

/// The KPI block: name, target, weight, value, points, full points.
fn kpis(context: &Context<'_>, part: &Part<'_>, sheet: &mut Sheet, places: &Places) {
    let head = context.house.light_head();
    let ids = ["person-kpi", "person-target", "person-weight", "person-value", "person-rule-points", "person-full"];
    let top = places.kpis.saturating_sub(1);
    for (column, id) in (0_u16..).zip(ids) {
        let style = if column == 0 { head.clone() } else { head.clone().right() };
        sheet.put(top, column, Cell::text(context.say(id), style));
    }
    let body = || Style::new(90, INK).bottom(Line::Dotted, LINE);
    let absent = context.absent();
    for ((at, (kpi, result)), row) in part.kpis().enumerate().zip(places.kpis..) {
        sheet.put(row, 0, Cell::text(kpi.name.as_str(), body().bold()));
        let percent = kpi.unit.is_percent();
        let mut put = |column, content, format: String| {
            sheet.put(row, column, Cell::new(content, body().right().format(format)));
        };
        match &kpi.target {
            Some(target) => put(1, Content::Number(target.value), number_format(target.value, percent)),
            None => put(1, Content::Blank, String::new()),
        }
        put(2, Content::Number(kpi.weight), number_format(kpi.weight, true));
        let names = Names { context, places, target: places.kpi(at, 1) };
        let value = match &result.value {
            Some(KpiValue::Number(value)) if withheld(context, &kpi.formula.root) => Content::Number(*value),
            _ => kpi::value(result, &kpi.formula, &names, &absent),
        };
        put(3, value, super::note::value_format(kpi, result));
        put(4, points(context, part, (at, kpi, result), places), points_format(result));
        put(5, Content::Number(kpi.full), number_format(kpi.full, false));
    }
}

/// The rule over the value's cell, with its points to the digits that a spreadsheet keeps. A veto and the 0 of what nobody
/// filled in stay constants: no data cell undoes them.
fn points(
    context: &Context<'_>,
    part: &Part<'_>,
    (at, kpi, result): (usize, &Kpi, &KpiResult),
    places: &Places,
) -> Content {
    let Some(points) = result.points.map(|points| decimal::round(points, 10)) else {
        return Content::Text(context.absent());
    };
    if result.vetoed || result.status != Status::Scored {
        return Content::Number(points);
    }
    let counted: Vec<String> = counted(part.role, kpi).into_iter().map(|measure| cell(places, 0, measure)).collect();
    let cells = if counted.is_empty() { vec![places.value(at)] } else { counted };
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    // A rule that names a target of its own does not look at the target's cell.
    let shared = kpi.target.as_ref().is_some_and(|target| kpi.rule.target == Some(target.value));
    let target = shared.then(|| places.kpi(at, 1));
    number(kpi.rule.excel(&cells, target.as_deref()), points)
}

/// The measures that a rule counts itself, by index.
pub(super) fn counted(role: &Role, kpi: &Kpi) -> Vec<usize> {
    let found = |name: &&str| {
        let key = crate::text::key(name);
        role.measures.iter().position(|measure| crate::text::key(&measure.name) == key)
    };
    kpi.rule.measures().iter().filter_map(found).collect()
}

fn points_format(result: &KpiResult) -> String {
    super::places("0", result.points.map_or(0, |points| decimal::round(points, 4).normalize().scale()))
}

/// Whether a formula rests on a team value over so few people that it would give them away.
fn withheld(context: &Context<'_>, expr: &Expr) -> bool {
    match expr {
        Expr::Team(team, name) => context
            .results
            .team
            .iter()
            .any(|value| value.function == *team && value.measure == *name && value.people < LEAST_TEAM),
        Expr::Negate(inner) => withheld(context, inner),
        Expr::Binary(_, left, right) => withheld(context, left) || withheld(context, right),
        Expr::Call(_, arguments) => arguments.iter().any(|argument| withheld(context, argument)),
        Expr::Number(_) | Expr::Measure(_) | Expr::Earlier(..) | Expr::Target => false,
    }
}

/// Each KPI step by step in words, with its rule said back, then the steps to the total. Gives the first free row.
fn readings(context: &Context<'_>, part: &Part<'_>, sheet: &mut Sheet, first: u32) -> u32 {
    sheet.put(first, 0, Cell::text(context.say("person-reading"), context.house.section()));
    let why = Why {
        department: context.department,
        results: context.results,
        lang: context.lang,
        audience: Audience::Person,
    };
    let understood = context.say("person-understood");
    let mut row = first.saturating_add(1);
    for (at, (kpi, _)) in part.kpis().enumerate() {
        sheet.put(row, 0, Cell::text(kpi.name.as_str(), Style::new(90, INK).bold()));
        for step in why.kpi(part.result, at) {
            row = line(sheet, row, &step.label, &step.text);
        }
        row = line(sheet, row, &understood, &kpi.rule.describe(context.lang).join("\n"));
        row = row.saturating_add(1);
    }
    sheet.put(row, 0, Cell::text(context.say("person-total"), Style::new(90, INK).bold()));
    for step in why.total(context.person) {
        row = line(sheet, row, &step.label, &step.text);
    }
    row.saturating_add(2)
}

/// A labelled sentence in the row below.
fn line(sheet: &mut Sheet, row: u32, label: &str, text: &str) -> u32 {
    let row = row.saturating_add(1);
    sheet.put(row, 0, Cell::text(label, Style::new(80, MUTED).indented(1).at_top()));
    let width = metrics::column_px(COLUMN) * f64::from(LEAST_COLUMNS);
    sheet.rows.insert(row, metrics::row_height(metrics::lines(text, 85, width), 85));
    sheet.put_over(
        Area::new(row, 1, row, LEAST_COLUMNS),
        Cell::text(text, Style::new(85, INK).wrapped().left().at_top()),
    );
    row
}
