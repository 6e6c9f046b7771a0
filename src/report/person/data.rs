//! The second sheet: what was filled in, how it combines, and each KPI's reading step by step.

use rust_decimal::Decimal;

use super::{Context, Part};
use crate::decimal;
use crate::formula::{Cells, Team};
use crate::model::{Back, Kpi, MeasureValue, MissingPolicy};
use crate::output::palette::{INK, LINE, MUTED};
use crate::output::{Area, Cell, Content, Line, Page, Sheet, Style, Value, metrics};
use crate::report::formulas::{self, At, Span, kpi, literal, measure};
use crate::report::marks;
use crate::report::why::{Audience, Why};
use crate::report::withheld::withheld;
use crate::score::{Combined, KpiResult, KpiValue, Status};

/// Columns beside the first that a page holds, and the width of each in characters. More measures stand in further blocks
/// below.
const COLUMNS: u16 = 9;
const COLUMN: f64 = 13.0;
/// Characters of the first column.
const FIRST: f64 = 22.0;
/// Columns of the KPI block after the full points: the weight that a KPI carries, and whether its rule vetoes.
const CARRIED: u16 = 6;
const VETO: u16 = 7;
/// How whether a rule vetoes is shown.
const FLAG: &str = "\"✓\";;\"—\"";
/// Decimals to which sums of weights are rounded.
const WEIGHT_GUARD: u32 = 12;
/// The row of the first block's head.
const TOP: u32 = 2;

/// Where the data stands on the sheet.
pub(super) struct Places {
    /// The sheet's name, for formulas on others; none while it is made itself.
    sheet: Option<String>,
    /// Data rows of the person.
    rows: u32,
    /// Whether values of the previous period, and of a year ago, have a row.
    previous: bool,
    year_ago: bool,
    kpis: u32,
    /// How many KPIs.
    count: usize,
    /// Points are signed: there are no columns of weights and full points.
    signed: bool,
    /// First free row below.
    pub(super) end: u32,
}

impl Places {
    /// The row of a block's head, and the column of a measure in it.
    fn block(&self, measure: usize) -> (u32, u16) {
        let at = u32::try_from(measure).unwrap_or_default();
        let block = at.checked_div(u32::from(COLUMNS)).unwrap_or_default();
        let column = at.checked_rem(u32::from(COLUMNS)).unwrap_or_default();
        let top = TOP.saturating_add(block.saturating_mul(self.height()));
        (top, u16::try_from(column).unwrap_or_default().saturating_add(1))
    }
    /// Rows of a block: its head, the data rows, what they combine to, earlier values, a gap.
    fn height(&self) -> u32 {
        self.rows.saturating_add(3).saturating_add(u32::from(self.previous)).saturating_add(u32::from(self.year_ago))
    }
    /// The cell of a measure's combined value; of its earlier values `below` it.
    fn combined(&self, measure: usize, below: u32) -> (u32, u16) {
        let (top, column) = self.block(measure);
        (top.saturating_add(1).saturating_add(self.rows).saturating_add(below), column)
    }
    /// How far below the combined value an earlier value stands.
    fn below(&self, back: Back) -> u32 {
        match back {
            Back::Previous => 1,
            Back::YearAgo => 1_u32.saturating_add(u32::from(self.previous)),
        }
    }
    fn kpi(&self, at: usize, column: u16) -> String {
        let row = self.kpis.saturating_add(u32::try_from(at).unwrap_or_default());
        self.at(row, column).to_string()
    }
    /// A cell that stays, as a formula names it.
    fn at(&self, row: u32, column: u16) -> At<'_> {
        At { sheet: self.sheet.as_deref(), row, column, fixed: true }
    }
    /// The cell of the mean of a category's marks.
    pub(super) fn mean(&self, measure: usize) -> String {
        let (row, column) = self.combined(measure, 0);
        self.at(row, column).to_string()
    }
    /// The cell of a KPI's weight.
    pub(super) fn weight(&self, at: usize) -> String {
        self.kpi(at, 2)
    }
    /// The columns of a KPI's value, of its points and of its rule's veto.
    const fn columns(&self) -> [u16; 3] {
        if self.signed { [2, 3, 4] } else { [3, 4, VETO] }
    }
    /// The cell of a KPI's value.
    pub(super) fn value(&self, at: usize) -> String {
        let [value, ..] = self.columns();
        self.kpi(at, value)
    }
    /// The cell of a KPI's points.
    pub(super) fn points(&self, at: usize) -> String {
        let [_, points, _] = self.columns();
        self.kpi(at, points)
    }
    /// The cell of the weight that a KPI carries.
    pub(super) fn carried(&self, at: usize) -> String {
        self.kpi(at, CARRIED)
    }
    /// The sum of the weights that apply, free of a float's dust.
    pub(super) fn all_carried(&self) -> String {
        let last = u32::try_from(self.count).unwrap_or_default().saturating_sub(1);
        let span = Span::column(self.sheet.as_deref(), CARRIED, self.kpis, self.kpis.saturating_add(last));
        format!("ROUND(SUM({span}),{WEIGHT_GUARD})")
    }
    /// The KPIs whose rule may veto the total: their names, the cells that say so (1) and whether they do.
    pub(super) fn vetoes(&self, part: &Part<'_>) -> Vec<(String, String, bool)> {
        let may = part.kpis().enumerate().filter(|(_, (kpi, _))| kpi.rule.can_veto());
        let [.., veto] = self.columns();
        may.map(|(at, (kpi, result))| (kpi.name.clone(), self.kpi(at, veto), result.vetoed())).collect()
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
        cell(self.places, 0, index).to_string()
    }
    fn earlier(&self, index: usize, back: Back) -> String {
        cell(self.places, self.places.below(back), index).to_string()
    }
    fn team(&self, team: Team, measure: &str) -> String {
        let found = self.context.results.team.iter().find(|value| value.function == team && value.measure == measure);
        literal(found.and_then(|value| value.value).unwrap_or_default())
    }
    fn target(&self) -> String {
        self.target.clone()
    }
}

fn cell(places: &Places, below: u32, measure: usize) -> At<'_> {
    let (row, column) = places.combined(measure, below);
    places.at(row, column)
}

/// The sheet, and where its data stands.
pub(super) fn sheet(context: &Context<'_>, part: &Part<'_>) -> (Sheet, Places) {
    let mut sheet = Sheet { protected: true, ..Sheet::new(part.data.as_str()) };
    let title = format!("{}　{}　{}", part.data, context.person.name, part.role.name);
    sheet.put(0, 0, Cell::text(title, Style::new(160, INK).bold()));
    sheet.rows.insert(0, 28.0);
    let own = |row: &crate::model::DataRow| row.id == context.person.id && !row.is_marking;
    let rows: Vec<usize> = part.role.rows.iter().enumerate().filter(|(_, row)| own(row)).map(|(at, _)| at).collect();
    let any = |earlier: fn(&Combined) -> &Option<MeasureValue>| {
        part.result.measures.iter().any(|found| earlier(found).is_some())
    };
    let mut places = Places {
        sheet: None,
        rows: u32::try_from(rows.len()).unwrap_or_default(),
        previous: any(|found| &found.previous),
        year_ago: any(|found| &found.year_ago),
        kpis: 0,
        count: part.role.kpis.len(),
        signed: context.start().is_some(),
        end: 0,
    };
    let blocks = u32::try_from(part.role.measures.len()).unwrap_or_default().div_ceil(u32::from(COLUMNS)).max(1);
    places.kpis = TOP.saturating_add(blocks.saturating_mul(places.height())).saturating_add(1);
    sheet.columns.insert(0, FIRST);
    for column in 1..=COLUMNS {
        sheet.columns.insert(column, COLUMN);
    }
    measures(context, part, &rows, &mut sheet, &places);
    kpis(context, part, &mut sheet, &places);
    places.sheet = Some(part.data.clone());
    let kpis = u32::try_from(part.role.kpis.len()).unwrap_or_default();
    places.end = readings(context, part, &mut sheet, places.kpis.saturating_add(kpis).saturating_add(1));
    sheet.widen_for_numbers(1..=COLUMNS);
    let printed = Area::new(0, 0, places.end.saturating_sub(2), COLUMNS);
    sheet.page =
        Page { landscape: true, area: Some(printed), repeat_rows: Some((0, 0)), ..super::front::page(context, 0) };
    sheet.page.fit = Some((1, 0));
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
    let head = context.palette.dark_head().wrapped();
    let body = || Style::new(90, INK).bottom(Line::Dotted, LINE);
    let bold = || body().bold().fill(context.palette.band);
    let absent = context.absent();
    for ((index, measure), found) in part.role.measures.iter().enumerate().zip(&part.result.measures) {
        let (top, column) = places.block(index);
        let first = top.saturating_add(1);
        if column == 1 {
            names(context, part, rows, sheet, (top, places));
        }
        if let Some(text) = marked(context, part, index, (sheet, places)) {
            let lines = metrics::lines(&text, 80, metrics::column_px(COLUMN));
            let height = sheet.rows.get(&top).copied().unwrap_or(34.0).max(metrics::row_height(lines, 80));
            sheet.rows.insert(top, height);
            sheet.put(top, column, Cell::text(text, head.clone()));
            for row in first..first.saturating_add(places.rows) {
                sheet.put(row, column, Cell::blank(body()));
            }
            continue;
        }
        let text = match measure.unit.text.as_str() {
            "" => measure.name.to_string(),
            unit => format!("{}\n{unit}", measure.name),
        };
        let lines = metrics::lines(&text, 80, metrics::column_px(COLUMN));
        let height = sheet.rows.get(&top).copied().unwrap_or(34.0).max(metrics::row_height(lines, 80));
        sheet.rows.insert(top, height);
        sheet.put(top, column, Cell::text(text, head.clone()));
        let percent = measure.unit.is_percent();
        for (row, at) in (first..).zip(rows) {
            let reading = part.role.rows.get(*at).and_then(|data| data.readings.get(index));
            let (content, format) = match reading.and_then(|reading| reading.value.as_ref()) {
                Some(MeasureValue::Number(number)) => (Content::Number(*number), number_format(*number, percent)),
                Some(MeasureValue::Label(label)) => (Content::Text(label.to_string()), String::new()),
                Some(MeasureValue::NotApplicable) => (Content::Text(absent.clone()), String::new()),
                Some(MeasureValue::Missing) | None => (Content::Blank, String::new()),
            };
            sheet.put(row, column, Cell::new(content, body().right().format(format)));
        }
        let format = match &found.value {
            MeasureValue::Number(number) => number_format(*number, percent),
            _ => String::new(),
        };
        let content = measure::combined(
            part.role,
            index,
            found,
            measure::Rows { sheet: None, rows, first },
            column,
            &context.states,
        );
        let (row, column) = places.combined(index, 0);
        sheet.put(row, column, Cell::new(content, bold().right().format(format)));
        let earlier =
            [(places.previous, Back::Previous, &found.previous), (places.year_ago, Back::YearAgo, &found.year_ago)];
        for (_, back, value) in earlier.into_iter().filter(|(stands, ..)| *stands) {
            let (content, format) = match value {
                Some(MeasureValue::Number(number)) => (Content::Number(*number), number_format(*number, percent)),
                Some(MeasureValue::Label(label)) => (Content::Text(label.to_string()), String::new()),
                Some(MeasureValue::NotApplicable) => (Content::Text(absent.clone()), String::new()),
                Some(MeasureValue::Missing) | None => (Content::Blank, String::new()),
            };
            let (row, column) = places.combined(index, places.below(back));
            sheet.put(row, column, Cell::new(content, bold().right().format(format)));
        }
    }
}

/// The mean of a category's marks, which stands by itself unless it is of few; gives the head of its column. `None` for a
/// measure of data.
fn marked(
    context: &Context<'_>,
    part: &Part<'_>,
    measure: usize,
    (sheet, places): (&mut Sheet, &Places),
) -> Option<String> {
    let (kpi, result, at) = part.kpis().find_map(|(kpi, result)| {
        let at = kpi.marks.as_ref()?.by.iter().position(|by| by.measure == measure)?;
        Some((kpi, result, at))
    })?;
    let by = kpi.marks.as_ref()?.by.get(at)?;
    let mark = result.marks.get(at);
    let found = part.result.measures.get(measure).map(|found| &found.value);
    let content = match (found, mark) {
        (_, Some(mark)) if marks::is_few(by, mark) => Content::Text("—".to_owned()),
        (Some(MeasureValue::Number(mean)), _) => Content::Number(*mean),
        (Some(MeasureValue::NotApplicable), _) => Content::Text(context.absent()),
        _ => Content::Text(context.states.missing.clone()),
    };
    let format = match &content {
        Content::Number(mean) => super::places("#,##0", decimal::round(*mean, 2).normalize().scale()),
        _ => String::new(),
    };
    let style = Style::new(90, INK).bottom(Line::Dotted, LINE).bold().fill(context.palette.band);
    let (row, column) = places.combined(measure, 0);
    sheet.put(row, column, Cell::new(content, style.right().format(format)));
    Some(marks::head(context.lang, kpi, by, mark))
}

/// The first column of a block: dates of the rows, and what stands below them.
fn names(context: &Context<'_>, part: &Part<'_>, rows: &[usize], sheet: &mut Sheet, (top, places): (u32, &Places)) {
    let body = || Style::new(90, INK).bottom(Line::Dotted, LINE);
    sheet.put(top, 0, Cell::text(context.say("person-date"), context.palette.dark_head().wrapped().left()));
    let first = top.saturating_add(1);
    for (row, at) in (first..).zip(rows) {
        let date = part.role.rows.get(*at).and_then(|data| data.date).map_or(Content::Blank, Content::Date);
        sheet.put(row, 0, Cell::new(date, body().left().format("yyyy-mm-dd")));
    }
    let combined = first.saturating_add(places.rows);
    let labels = [
        (true, 0, "person-combined"),
        (places.previous, places.below(Back::Previous), "person-previous"),
        (places.year_ago, places.below(Back::YearAgo), "person-year-ago"),
    ];
    for (_, below, id) in labels.into_iter().filter(|(stands, ..)| *stands) {
        let style = body().bold().fill(context.palette.band);
        sheet.put(combined.saturating_add(below), 0, Cell::text(context.say(id), style));
    }
}

/// The KPI block: name, target, weight, value, points, full points.
fn kpis(context: &Context<'_>, part: &Part<'_>, sheet: &mut Sheet, places: &Places) {
    let head = context.palette.light_head();
    let mut ids = if places.signed {
        vec!["person-kpi", "person-target", "person-value", "person-rule-points"]
    } else {
        let before = ["person-kpi", "person-target", "person-weight", "person-value"];
        [&before[..], &["person-rule-points", "person-full", "person-carried"]].concat()
    };
    let [value_column, points_column, veto_column] = places.columns();
    if part.kpis().any(|(kpi, _)| kpi.rule.can_veto()) {
        ids.push("person-veto");
    }
    let top = places.kpis.saturating_sub(1);
    for (column, id) in (0_u16..).zip(ids) {
        let style = if column == 0 { head.clone() } else { head.clone().right() };
        sheet.put(top, column, Cell::text(context.say(id), style));
    }
    let body = || Style::new(90, INK).bottom(Line::Dotted, LINE);
    let weights: Vec<String> = (0..part.kpis.len()).map(|at| places.weight(at)).collect();
    let applies: Vec<String> = part
        .kpis()
        .enumerate()
        .map(|(at, (kpi, result))| match (withheld(context.results, &kpi.formula), result.score()) {
            (true, Some(_)) => "1".to_owned(),
            (true, None) => "0".to_owned(),
            (false, _) => format!("ISNUMBER({})", places.points(at)),
        })
        .collect();
    for ((at, (kpi, result)), row) in part.kpis().enumerate().zip(places.kpis..) {
        sheet.put(row, 0, Cell::text(kpi.name.as_str(), body().bold().wrapped()));
        let lines = metrics::lines(&kpi.name, 90, metrics::column_px(FIRST));
        sheet.rows.insert(row, metrics::row_height(lines, 90).max(18.0));
        let percent = kpi.unit.is_percent();
        let mut put = |column, content, format: String| {
            sheet.put(row, column, Cell::new(content, body().right().format(format)));
        };
        let own = applies.get(at).map_or("0", String::as_str);
        let sum = kpi::carried(&part.role.kpis, at, &weights, &applies);
        let carried = formulas::number(format!("ROUND(({sum})*{own},{WEIGHT_GUARD})"), result.carried_weight());
        if !places.signed {
            put(CARRIED, carried, number_format(result.carried_weight(), true));
            put(2, Content::Number(kpi.weight), number_format(kpi.weight, true));
        }
        if withheld(context.results, &kpi.formula) {
            if kpi.rule.can_veto() {
                put(veto_column, Content::Number(Decimal::from(u8::from(result.vetoed()))), FLAG.to_owned());
            }
            continue;
        }
        match &kpi.target {
            Some(target) => put(1, Content::Number(target.value), number_format(target.value, percent)),
            None => put(1, Content::Blank, String::new()),
        }
        let names = Names { context, places, target: places.kpi(at, 1) };
        let named = kpi::Named::of(kpi, &names, |measure| cell(places, 0, measure));
        let value = match result.value() {
            // Of few raters: their mean must not be found from it.
            Some(KpiValue::Number(value)) if marks::holds_few(kpi, result) => Content::Number(*value),
            _ => kpi::value(result, kpi, &names, &named, &context.states),
        };
        put(value_column, value, super::note::value_format(kpi, result));
        put(points_column, points(context, (at, kpi, result), places), points_format(result));
        if !places.signed {
            put(5, Content::Number(kpi.full), number_format(kpi.full, false));
        }
        if let Some(veto) = veto((at, kpi), places) {
            let vetoed = Decimal::from(u8::from(result.vetoed()));
            put(veto_column, formulas::number(format!("IF({veto},1,0)"), vetoed), FLAG.to_owned());
        }
    }
}

/// The cells that a KPI's rule looks at, and the target's where it is the rule's.
fn scored((at, kpi): (usize, &Kpi), places: &Places) -> (Vec<String>, Option<String>) {
    let counted: Vec<String> =
        kpi.rule.counted().into_iter().map(|measure| cell(places, 0, measure).to_string()).collect();
    let cells = if counted.is_empty() { vec![places.value(at)] } else { counted };
    // A rule that names a target of its own does not look at the target's cell.
    let shared = kpi.target.as_ref().is_some_and(|target| kpi.rule.target == Some(target.value));
    (cells, shared.then(|| places.kpi(at, 1)))
}

/// The rule over the value's cell, with its points to the digits that a spreadsheet keeps; the value's state where it has one.
fn points(context: &Context<'_>, (at, kpi, result): (usize, &Kpi, &KpiResult), places: &Places) -> Content {
    let cached = match (result.points(), result.status()) {
        (Some(points), _) => Value::Number(decimal::round(points, 10)),
        (None, Status::Missing) => Value::Text(context.states.missing.clone()),
        (None, _) => Value::Text(context.absent()),
    };
    let (cells, target) = scored((at, kpi), places);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let points = kpi.rule.excel(&cells, target.as_deref());
    let zero = context.missing() == MissingPolicy::Zero;
    Content::Formula(kpi::points_or_state(kpi, &points, &places.value(at), &context.states, zero), cached)
}

/// When a KPI's rule vetoes the total.
fn veto((at, kpi): (usize, &Kpi), places: &Places) -> Option<String> {
    let (cells, target) = scored((at, kpi), places);
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let condition = kpi.rule.excel_veto(&cells, target.as_deref())?;
    Some(format!("IF(ISNUMBER({}),{condition},FALSE)", places.value(at)))
}

fn points_format(result: &KpiResult) -> String {
    super::places("0", result.points().map_or(0, |points| decimal::round(points, 4).normalize().scale()))
}

/// Each KPI step by step in words, with its rule said back, then the steps to the total. Gives the first free row.
fn readings(context: &Context<'_>, part: &Part<'_>, sheet: &mut Sheet, first: u32) -> u32 {
    sheet.put(first, 0, Cell::text(context.say("person-reading"), context.palette.section()));
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
        sheet.rows.insert(row, 18.0);
        for step in why.kpi(part.result, at) {
            row = line(sheet, row, &step.label, &step.text);
        }
        if !withheld(context.results, &kpi.formula) {
            row = line(sheet, row, &understood, &marks::reading(kpi, context.lang).join("\n"));
        }
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
    let width = metrics::column_px(COLUMN) * f64::from(COLUMNS);
    sheet.rows.insert(row, metrics::row_height(metrics::lines(text, 85, width), 85));
    sheet.put_over(Area::new(row, 1, row, COLUMNS), Cell::text(text, Style::new(85, INK).wrapped().left().at_top()));
    row
}
