//! Radar (or bars) of the KPI scores and the trend of totals, over cells of the data sheet.

use rust_decimal::Decimal;

use super::layout::across;
use super::{Context, Part, dimensions};
use crate::decimal;
use crate::output::palette::{INK, LINE, MUTED, RULE};
use crate::output::{
    Area, Cell, Chart, ChartKind, Content, Font, LabelPosition, Labels, Line, Marker, Range, Series, Sheet, Style,
    Value, metrics,
};
use crate::period::Span;
use crate::report::formulas::quoted;
use crate::report::months;

/// Fewest KPIs of a radar; below it bars are drawn.
const LEAST_RADAR: usize = 3;
/// Most KPIs whose radar labels hold the score too.
const MOST_LABELLED: usize = 8;
/// Periods of a trend at most, this one included.
const TREND: usize = 12;
/// Most periods whose totals are all labelled; more would run into each other, and the last one stands alone.
const MOST_LABELS: usize = 8;

fn plain_style() -> Style {
    Style::new(80, MUTED).bottom(Line::Dotted, LINE)
}

fn number(value: i64) -> Decimal {
    Decimal::from(value)
}

/// The greatest value rounded up to the step, at least 120.
fn ceiling(values: &[Decimal]) -> Decimal {
    let highest = values.iter().copied().max().unwrap_or_default();
    let steps = highest.checked_div(number(40)).map_or(Decimal::ZERO, |steps| steps.ceil());
    steps.checked_mul(number(40)).unwrap_or_default().max(number(120))
}

/// An axis for points of both signs: from the lowest to the highest, in about four steps of 5, 10, 20, 50 ….
fn both_sides(values: &[Decimal]) -> (Decimal, Decimal, Decimal) {
    let lowest = values.iter().copied().min().unwrap_or_default().min(Decimal::ZERO);
    let highest = values.iter().copied().max().unwrap_or_default().max(Decimal::ZERO);
    let span = highest.checked_sub(lowest).unwrap_or_default();
    let steps = [5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 10_000, 100_000].map(number);
    let fits = |step: &Decimal| step.checked_mul(number(4)).is_some_and(|room| room >= span);
    let step = steps.into_iter().find(fits).unwrap_or(number(1_000_000));
    let whole = |value: Decimal, round: fn(&Decimal) -> Decimal| {
        value.checked_div(step).and_then(|steps| round(&steps).checked_mul(step)).unwrap_or(value)
    };
    let top = whole(highest, Decimal::ceil);
    let bottom = whole(lowest, Decimal::floor);
    // A bar's figure stands beyond its end.
    let top = if top == highest && (!top.is_zero() || bottom.is_zero()) { top.saturating_add(step) } else { top };
    (if bottom == lowest && !bottom.is_zero() { bottom.saturating_sub(step) } else { bottom }, top, step)
}

fn range(sheet: &str, column: u16, top: u32, cache: Vec<Value>) -> Range {
    let last = u32::try_from(cache.len()).unwrap_or_default().saturating_sub(1);
    Range { sheet: sheet.to_owned(), area: Area::new(top, column, top.saturating_add(last), column), cache }
}

/// The text before a bracket, as long as a label of a radar may be before it runs into the next.
fn short(name: &str, many: bool) -> String {
    let room = if many { 103.0 } else { 150.0 };
    let short = name.split(['(', '（']).next().map(str::trim).filter(|short| !short.is_empty()).unwrap_or(name);
    metrics::cut(short, 80, room)
}

/// The chart of KPI scores, or of dimensions where the KPIs are too many to name; `scores` holds the score cell of each KPI. `None`
/// without any score.
pub(super) fn scores(
    context: &Context<'_>,
    part: &Part<'_>,
    (scores, dimensions): (&[String], Option<Vec<dimensions::Axis>>),
    data: &mut Sheet,
    top: u32,
    area: Area,
) -> Option<Chart> {
    let count = part.kpis().filter(|(_, result)| result.score().is_some()).count();
    // A radar has no side below 0: signed points are bars to both sides.
    let signed = context.start().is_some();
    let radar = count >= LEAST_RADAR && !signed;
    let by_dimension = if count > MOST_LABELLED { dimensions } else { None };
    let many = count > MOST_LABELLED && by_dimension.is_none();
    let drawn: Vec<(String, String, Decimal)> = match by_dimension {
        Some(dimensions) => {
            dimensions.into_iter().map(|(name, formula, score)| (short(&name, many), formula, score)).collect()
        }
        None => part
            .kpis()
            .zip(scores)
            .filter_map(|((kpi, result), cell)| Some((short(&kpi.name, many), cell.clone(), result.score()?)))
            .collect(),
    };
    let (mut labels, mut values, mut hundred) = (Vec::new(), Vec::new(), Vec::new());
    for ((name, cell, score), row) in drawn.iter().zip(top..) {
        let (label, text) = if many || !radar {
            (Content::Text(name.clone()), name.clone())
        } else {
            let text = format!("{name}\n{}", decimal::fixed(*score, 1));
            let formula = format!("{}&CHAR(10)&TEXT(ROUND({cell},1),\"0.0\")", quoted(name));
            (Content::Formula(formula, Value::text(text.as_str())), text)
        };
        data.put(row, 0, Cell::new(label, plain_style()));
        let live = Cell::formula(cell.as_str(), Value::Number(*score), plain_style().format(context.score_format()));
        data.put(row, 1, live);
        if !signed {
            data.put(row, 2, Cell::number(Decimal::ONE_HUNDRED, plain_style()));
        }
        labels.push(Value::Text(text));
        values.push(Value::Number(*score));
        hundred.push(Value::Number(Decimal::ONE_HUNDRED));
    }
    if values.is_empty() {
        return None;
    }
    let all: Vec<Decimal> = drawn.iter().map(|(.., score)| *score).collect();
    let categories = range(&part.data, 0, top, labels);
    let own = Series {
        name: context.say("person-score"),
        categories: categories.clone(),
        values: range(&part.data, 1, top, values),
        line: radar.then_some((context.palette.accent, 225, false)),
        fill: (!radar).then_some(context.palette.mid),
        marker: Some(Marker { dash: false, size: 5, color: context.palette.accent }),
        points: Vec::new(),
        labels: (!radar).then(|| Labels {
            format: context.score_format(),
            font: Font::new(80, INK),
            position: LabelPosition::OutsideEnd,
            last_only: false,
            last_font: None,
        }),
        overlay: false,
    };
    let full = Series {
        name: "100".to_owned(),
        categories,
        values: range(&part.data, 2, top, hundred),
        line: Some((RULE, 75, true)),
        fill: None,
        marker: None,
        labels: None,
        ..own.clone()
    };
    Some(Chart {
        kind: if radar { ChartKind::Radar } else { ChartKind::Bar },
        area,
        series: if radar { vec![own, full] } else { vec![own] },
        axis: Some(if signed { both_sides(&all) } else { (Decimal::ZERO, ceiling(&all), number(40)) }),
        axis_labels: !radar,
        gridlines: true,
        plot: radar.then_some(if many { [200, 120, 600, 780] } else { [220, 145, 560, 715] }),
        legend: false,
        font_size: if many { 70 } else { 80 },
        // One or two bars as thick as the room allows would be blocks.
        gap: if all.len() <= 2 { 250 } else { 60 },
        description: context.say("person-chart-scores"),
    })
}

/// The totals of several roles as bars: name, the total's cell, the total.
pub(super) fn role_totals(
    context: &Context<'_>,
    roles: &[(&str, String, Decimal)],
    (data, (name, top)): (&mut Sheet, (&str, u32)),
    area: Area,
) -> Option<Chart> {
    let totals: Vec<Decimal> = roles.iter().map(|(.., total)| *total).collect();
    if totals.is_empty() {
        return None;
    }
    let (mut labels, mut values) = (Vec::new(), Vec::new());
    for ((role, cell, total), row) in roles.iter().zip(top..) {
        data.put(row, 0, Cell::text(*role, plain_style()));
        let style = plain_style().format(context.score_format());
        data.put(row, 1, Cell::formula(cell.as_str(), Value::Number(*total), style));
        labels.push(Value::text(*role));
        values.push(Value::Number(*total));
    }
    let series = Series {
        name: context.say("person-role-total"),
        categories: range(name, 0, top, labels),
        values: range(name, 1, top, values),
        line: None,
        fill: Some(context.palette.mid),
        marker: None,
        points: Vec::new(),
        labels: Some(Labels {
            format: context.score_format(),
            font: Font::new(90, INK),
            position: LabelPosition::OutsideEnd,
            last_only: false,
            last_font: None,
        }),
        overlay: false,
    };
    Some(Chart {
        kind: ChartKind::Bar,
        area,
        series: vec![series],
        axis: Some((Decimal::ZERO, ceiling(&totals), number(40))),
        axis_labels: false,
        gridlines: false,
        plot: None,
        legend: false,
        font_size: 80,
        gap: 120,
        description: context.say("person-joint-scores"),
    })
}

/// Rows that the trend's figures take at most.
pub(super) const TREND_ROWS: u32 = 12;

/// The head above the figures that the charts draw; they are not printed.
pub(super) fn label(context: &Context<'_>, data: &mut Sheet, row: u32) {
    data.put(row, 0, Cell::text(context.say("person-chart-data"), Style::new(80, MUTED).bold().left()));
}

/// The trend with its head, or a line that there is none yet. `total` is the total's cell.
pub(super) fn put_trend(
    context: &Context<'_>,
    total: &str,
    (data, below): (&mut Sheet, (&str, u32)),
    sheet: &mut Sheet,
    (head, row, (left, right)): (u32, u32, (u16, u16)),
) {
    let area = |row| across(row, left, right);
    let (chart, count) = trend(context, total, (data, below), area(row));
    let heading = match &chart {
        Some(_) => context.fill("person-trend-head", &[("count", &count.to_string())]),
        None => context.say("person-trend-none-head"),
    };
    sheet.put_over(area(head), Cell::text(heading, context.palette.section()));
    if chart.is_none() {
        let quiet = Style::new(85, MUTED).center().wrapped();
        sheet.put_over(area(row), Cell::text(context.say("person-trend-none"), quiet));
    }
    sheet.charts.extend(chart);
}

/// The totals of archived periods and this one; no chart of a single total.
fn trend(
    context: &Context<'_>,
    total: &str,
    (data, (name, top)): (&mut Sheet, (&str, u32)),
    area: Area,
) -> (Option<Chart>, usize) {
    // A roll-up shows its own months: that is the way the period went.
    let months: Vec<(String, Decimal)> = months::rolled_up(context.department)
        .into_iter()
        .filter_map(|of| Some((month(context, of), months::total(context.department, context.person, of)?)))
        .collect();
    let is_of_months = months.len() > 1;
    let mut points: Vec<(String, Decimal)> = context
        .history
        .trend
        .iter()
        .filter_map(|past| {
            let person = past.people.iter().find(|past| past.is(&context.person.id, &context.person.name))?;
            Some((month(context, past.period), person.total?))
        })
        .collect();
    let beyond = points.len().saturating_add(1).saturating_sub(TREND);
    points.drain(..beyond.min(points.len()));
    let Some(now) = context.person.total else { return (None, points.len()) };
    if is_of_months {
        points = months;
    } else {
        points.push((month(context, context.department.appraisal.period), now));
    }
    if points.len() < 2 {
        return (None, points.len());
    }
    let last = points.len().saturating_sub(1);
    for ((at, (label, value)), row) in points.iter().enumerate().zip(top..) {
        data.put(row, 0, Cell::text(label.as_str(), plain_style()));
        let style = plain_style().format(context.score_format());
        let live = if at == last && !is_of_months {
            Cell::formula(total, Value::Number(*value), style)
        } else {
            Cell::number(*value, style)
        };
        data.put(row, 1, live);
    }
    let values: Vec<Decimal> = points.iter().map(|(_, value)| *value).collect();
    let lowest = values.iter().copied().min().unwrap_or_default().checked_sub(number(10)).unwrap_or_default();
    let steps = lowest.checked_div(number(20)).map_or(Decimal::ZERO, |steps| steps.floor());
    let minimum = steps.checked_mul(number(20)).unwrap_or_default().max(Decimal::ZERO).min(number(80));
    let step = if minimum.is_zero() { 40 } else { 20 };
    let accent = context.palette.accent;
    let series = Series {
        name: context.say("person-total"),
        categories: range(name, 0, top, points.iter().map(|(label, _)| Value::text(label.as_str())).collect()),
        values: range(name, 1, top, values.iter().map(|value| Value::Number(*value)).collect()),
        line: Some((accent, 225, false)),
        fill: None,
        marker: Some(Marker { dash: false, size: 6, color: accent }),
        points: Vec::new(),
        labels: Some(Labels {
            format: context.score_format(),
            font: Font::new(80, MUTED),
            position: LabelPosition::Above,
            last_only: points.len() > MOST_LABELS,
            last_font: Some(Font::new(90, accent).bold()),
        }),
        overlay: false,
    };
    let chart = Chart {
        kind: ChartKind::Line,
        area,
        series: vec![series],
        axis: Some((minimum, ceiling(&values), number(step))),
        axis_labels: true,
        gridlines: true,
        plot: None,
        legend: false,
        font_size: 80,
        gap: 60,
        description: context.say("person-chart-trend"),
    };
    (Some(chart), points.len())
}

fn month(context: &Context<'_>, period: crate::period::Period) -> String {
    let text = period.to_string();
    match (period.span(), text.split_once('-')) {
        (Span::Month, Some((_, month))) => context.fill("person-short-month", &[("month", month)]),
        _ => text,
    }
}
