//! The charts of the summary.

use rust_decimal::Decimal;

use super::Context;
use crate::output::{Area, Chart, ChartKind, Font, LabelPosition, Labels, Line, Marker, Range, Series, Value, palette};

/// The numbers of a range's cache.
pub(super) fn numbers(range: &Range) -> Vec<Decimal> {
    range
        .cache
        .iter()
        .filter_map(|value| match value {
            Value::Number(number) => Some(*number),
            _ => None,
        })
        .collect()
}

/// A value rounded up, or down, to a multiple of a step.
fn stepped(value: Decimal, step: u32, up: bool) -> Decimal {
    let step = Decimal::from(step);
    let steps = value.checked_div(step).unwrap_or_default();
    let steps = if up { steps.ceil() } else { steps.floor() };
    steps.checked_mul(step).unwrap_or_default()
}

fn plain(name: String, categories: Range, values: Range) -> Series {
    Series {
        name,
        categories,
        values,
        line: None,
        fill: None,
        marker: None,
        points: Vec::new(),
        labels: None,
        overlay: false,
    }
}

fn labels(format: &str, font: Font, position: LabelPosition) -> Option<Labels> {
    Some(Labels { format: format.to_owned(), font, position, last_only: false, last_font: None })
}

/// Lying bars from 0 with their values, to 120 or beyond.
pub(super) fn bars(
    context: &Context<'_>,
    color: u32,
    name: String,
    (categories, values): (Range, Range),
    area: Area,
) -> Chart {
    let highest = numbers(&values).into_iter().max().unwrap_or_default();
    let top = stepped(highest.max(Decimal::from(100)), 20, true).max(Decimal::from(120));
    let few = values.cache.len() < 3;
    let series = Series {
        fill: Some(color),
        labels: labels(&context.score_format, Font::new(90, palette::INK), LabelPosition::OutsideEnd),
        ..plain(name.clone(), categories, values)
    };
    Chart {
        kind: ChartKind::Bar,
        area,
        series: vec![series],
        axis: Some((Decimal::ZERO, top, Decimal::from(40))),
        axis_labels: false,
        gridlines: false,
        plot: None,
        legend: false,
        font_size: 80,
        // One or two bars alone would fill the chart.
        gap: if few { 250 } else { 60 },
        description: name,
    }
}

/// People per grade as columns filled like the grades' chips; dashes where the share caps are, white inside a column that
/// exceeds its cap.
pub(super) fn grades(context: &Context<'_>, [names, counts, inside, above]: [Range; 4], area: Area) -> Chart {
    let highest = numbers(&counts).into_iter().chain(numbers(&inside)).chain(numbers(&above)).max().unwrap_or_default();
    let room = highest.checked_mul(Decimal::new(118, 2)).unwrap_or(highest).max(Decimal::ONE);
    let count = counts.cache.len();
    let points = (0..count)
        .map(|position| {
            let chip = context.palette.grade_chip(position, count);
            (chip.fill, chip.borders.first().copied().flatten().map(|border| border.color))
        })
        .collect();
    let name = context.say("summary-grades", &[]);
    let people = context.say("summary-people-format", &[]);
    let dash = |values: Range, color| Series {
        marker: Some(Marker { dash: true, size: 20, color }),
        overlay: true,
        ..plain(context.say("summary-cap", &[]), names.clone(), values)
    };
    let columns = Series {
        fill: Some(context.palette.mid),
        points,
        labels: labels(&people, Font::new(90, palette::INK).bold(), LabelPosition::OutsideEnd),
        ..plain(name.clone(), names.clone(), counts)
    };
    let mut series = vec![columns];
    for (values, color) in [(inside, palette::WHITE), (above, palette::INK)] {
        series.push(dash(values, color));
    }
    Chart {
        kind: ChartKind::Column,
        area,
        series,
        axis: Some((Decimal::ZERO, room, room)),
        axis_labels: false,
        gridlines: false,
        plot: None,
        legend: false,
        font_size: 90,
        gap: 55,
        description: name,
    }
}

/// Most periods of a trend whose means are all labelled: a panel has room for eight.
const MOST_LABELS: usize = 8;

/// Mean (solid) and median (dashed) over periods.
pub(super) fn trend(context: &Context<'_>, [periods, means, medians]: [Range; 3], area: Area) -> Chart {
    let all: Vec<Decimal> = numbers(&means).into_iter().chain(numbers(&medians)).collect();
    let margin = Decimal::from(5);
    let low = all.iter().min().copied().unwrap_or_default().checked_sub(margin).unwrap_or_default();
    let high = all.iter().max().copied().unwrap_or_default().checked_add(margin).unwrap_or_default();
    let (low, high) = (stepped(low.max(Decimal::ZERO), 10, false), stepped(high, 10, true));
    let wide = high.checked_sub(low).unwrap_or_default() > Decimal::from(60);
    let accent = context.palette.accent;
    // The labels of the line that ends higher stand above it, those of the other below: they never meet.
    let ends = |range: &Range| numbers(range).last().copied();
    let (above, below) = (LabelPosition::Above, LabelPosition::Below);
    let (of_mean, of_median) = if ends(&means) > ends(&medians) { (above, below) } else { (below, above) };
    // More labels than this would run into each other; then the last one stands alone, as the median's does.
    let crowded = numbers(&means).len() > MOST_LABELS;
    let mean = Series {
        line: Some((accent, 225, false)),
        marker: Some(Marker { dash: false, size: 6, color: accent }),
        labels: labels(&context.score_format, Font::new(80, palette::INK).bold(), of_mean)
            .map(|labels| Labels { last_only: crowded, ..labels }),
        ..plain(context.say("summary-mean-total", &[]), periods.clone(), means)
    };
    let last = Labels {
        format: context.score_format.clone(),
        font: Font::new(80, palette::MUTED),
        position: of_median,
        last_only: true,
        last_font: None,
    };
    let median = Series {
        line: Some((palette::RULE, 150, true)),
        labels: Some(last),
        ..plain(context.say("summary-median", &[]), periods, medians)
    };
    Chart {
        kind: ChartKind::Line,
        area,
        series: vec![median, mean],
        axis: Some((low, high, Decimal::from(if wide { 20 } else { 10 }))),
        axis_labels: true,
        gridlines: true,
        plot: None,
        legend: true,
        font_size: 80,
        gap: 60,
        description: context.say("summary-trend", &[]),
    }
}

/// The head of a section: its name, a quiet note at the right, a rule above.
pub(super) fn section(
    context: &Context<'_>,
    sheet: &mut crate::output::Sheet,
    row: u32,
    [left, middle, right]: [u16; 3],
    (head, note): (String, String),
) {
    let rule = |style: crate::output::Style| style.top(Line::Thin, palette::RULE);
    let name = rule(crate::output::Style::new(105, context.palette.accent).bold().left());
    let quiet = rule(crate::output::Style::new(80, palette::MUTED).right());
    let area = |left, right| Area { top: row, left, bottom: row, right };
    sheet.paint(area(left, right), &name);
    sheet.put_over(area(left, middle), crate::output::Cell::text(head, name));
    sheet.put_over(area(middle.saturating_add(1), right), crate::output::Cell::text(note, quiet));
}
