//! Charts: no title, frame or fill; the heading is a cell.

use rust_xlsxwriter::{
    Chart as Native, ChartAxis, ChartAxisLabelPosition, ChartAxisTickType, ChartDataLabel, ChartDataLabelPosition,
    ChartEmptyCells, ChartFont, ChartFormat, ChartLayout, ChartLegendPosition, ChartLine, ChartLineDashType,
    ChartMarker, ChartMarkerType, ChartPoint, ChartSeries, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use crate::decimal;
use crate::output::{Chart, ChartKind, Font, LabelPosition, Labels, Marker, Range, Series, Sheet, metrics, palette};

/// Rows without a height of their own, in points.
const DEFAULT_ROW_POINTS: f64 = 16.5;

/// Width of gridlines and axes in points.
const HAIR: f64 = 0.5;

/// Inserts a chart over its cells.
pub(super) fn insert(chart: &Chart, sheet: &Sheet, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    let mut native = Native::new(kind(chart.kind));
    let mut overlay = Native::new(ChartType::Line);
    let mut overlaid = false;
    for one in &chart.series {
        let target = if one.overlay { &mut overlay } else { &mut native };
        overlaid |= one.overlay;
        // Not `push_series`: it takes the markers off a line.
        *target.add_series() = series(one, chart);
    }
    if overlaid {
        native.combine(&overlay);
    }
    native.title().set_hidden();
    let mut clear = ChartFormat::new();
    clear.set_no_fill().set_no_border();
    native.chart_area().set_format(&mut clear);
    native.plot_area().set_format(&mut clear);
    if let Some(share) = chart.plot {
        let [x, y, width, height] = share.map(|thousandths| f64::from(thousandths) / 1000.0);
        native.plot_area().set_layout(&ChartLayout::new().set_offset(x, y).set_dimensions(width, height));
    }
    if chart.legend {
        let font = font(&Font::new(chart.font_size, palette::MUTED));
        native.legend().set_position(ChartLegendPosition::Top).set_font(&font);
    } else {
        native.legend().set_hidden();
    }
    axes(chart, &mut native);
    // #N/A draws no marker anyway; the extension that says so fails the validators.
    native.show_empty_cells_as(ChartEmptyCells::Gaps).show_hidden_data();
    native.set_alt_text(&chart.description);
    let (width, height) = size(chart, sheet);
    native.set_width(width).set_height(height);
    worksheet.insert_chart(chart.area.top, chart.area.left, &native)?;
    Ok(())
}

fn kind(kind: ChartKind) -> ChartType {
    match kind {
        ChartKind::Radar => ChartType::RadarWithMarkers,
        ChartKind::Line => ChartType::Line,
        ChartKind::Column => ChartType::Column,
        ChartKind::Bar => ChartType::Bar,
    }
}

/// Width and height in pixels of the cells that a chart covers.
fn size(chart: &Chart, sheet: &Sheet) -> (u32, u32) {
    let width = metrics::area_px(&sheet.columns, chart.area);
    let height: f64 = (chart.area.top..=chart.area.bottom)
        .map(|row| (sheet.rows.get(&row).copied().unwrap_or(DEFAULT_ROW_POINTS) * 4.0 / 3.0).floor())
        .sum();
    // One pixel less each way: the anchor ends inside the last cell instead of in the next one.
    (pixels(width - 1.0), pixels(height - 1.0))
}

/// A length in whole pixels.
fn pixels(length: f64) -> u32 {
    /// The widest sheet area that a chart of ours can cover; larger is a mistake, not a chart.
    const LONGEST: u32 = 20_000;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both bounds are small whole numbers")]
    let whole = length.clamp(1.0, f64::from(LONGEST)).floor() as u32;
    whole
}

fn axes(chart: &Chart, native: &mut Native) {
    let texts = font(&Font::new(chart.font_size, palette::MUTED));
    let mut axis_line = ChartLine::new();
    axis_line.set_color(Color::RGB(palette::RULE)).set_width(HAIR);
    let mut grid = ChartLine::new();
    grid.set_color(Color::RGB(palette::LINE)).set_width(HAIR);

    categories(native, chart.kind).set_font(&texts).set_major_tick_type(ChartAxisTickType::None);
    let value = values(native, chart.kind);
    value.set_font(&texts).set_major_tick_type(ChartAxisTickType::None);
    if let Some((minimum, maximum, step)) = chart.axis {
        value
            .set_min(decimal::to_excel(minimum))
            .set_max(decimal::to_excel(maximum))
            .set_major_unit(decimal::to_excel(step));
    }
    value.set_major_gridlines(chart.gridlines);
    if chart.gridlines {
        value.set_major_gridlines_line(&grid);
    }
    if !chart.axis_labels {
        value.set_label_position(ChartAxisLabelPosition::None);
    }
    if chart.kind == ChartKind::Radar {
        // The spokes are the value axis's own line.
        value.set_format(ChartFormat::new().set_line(&grid));
    } else {
        value.set_format(ChartFormat::new().set_no_line());
        categories(native, chart.kind).set_format(ChartFormat::new().set_line(&axis_line));
    }
    if chart.kind == ChartKind::Bar {
        // Lying bars run upwards; reversed, the first category stands on top.
        categories(native, chart.kind).set_reverse();
    }
    if let Some((minimum, ..)) = chart.axis {
        // Where values may lie below zero the labels of the categories stay at the bottom.
        if minimum.is_sign_negative() && chart.kind != ChartKind::Radar {
            categories(native, chart.kind).set_label_position(ChartAxisLabelPosition::Low);
        }
    }
}

/// The axis of categories. The library names axes by where they lie: a lying bar's categories are its vertical axis.
fn categories(native: &mut Native, kind: ChartKind) -> &mut ChartAxis {
    if kind == ChartKind::Bar { native.y_axis() } else { native.x_axis() }
}

/// The axis of values.
fn values(native: &mut Native, kind: ChartKind) -> &mut ChartAxis {
    if kind == ChartKind::Bar { native.x_axis() } else { native.y_axis() }
}

fn series(series: &Series, chart: &Chart) -> ChartSeries {
    let mut native = ChartSeries::new();
    native.set_name(series.name.as_str()).set_values(range(&series.values)).set_categories(range(&series.categories));
    let mut format = ChartFormat::new();
    let drawn_as_line = series.overlay || matches!(chart.kind, ChartKind::Radar | ChartKind::Line);
    match series.line {
        Some((color, hundredths, dashed)) => {
            let mut line = ChartLine::new();
            line.set_color(Color::RGB(color)).set_width(f64::from(hundredths) / 100.0);
            if dashed {
                line.set_dash_type(ChartLineDashType::Dash);
            }
            format.set_line(&line);
        }
        None if drawn_as_line => {
            format.set_no_line();
        }
        None => {}
    }
    if let Some(fill) = series.fill {
        format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(fill)));
    }
    native.set_format(&mut format);
    if drawn_as_line {
        native.set_marker(&marker(series.marker));
    } else {
        native.set_gap(chart.gap);
    }
    if !series.points.is_empty() {
        let points: Vec<ChartPoint> = series.points.iter().map(|(fill, border)| point(*fill, *border)).collect();
        native.set_points(&points);
    }
    if let Some(wanted) = &series.labels {
        labels(&mut native, wanted, series.values.cache.len());
    }
    native
}

fn range(range: &Range) -> (&str, u32, u16, u32, u16) {
    (range.sheet.as_str(), range.area.top, range.area.left, range.area.bottom, range.area.right)
}

fn marker(wanted: Option<Marker>) -> ChartMarker {
    let mut native = ChartMarker::new();
    let Some(marker) = wanted else {
        native.set_none();
        return native;
    };
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(marker.color));
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(marker.color))).set_line(&line);
    native
        .set_type(if marker.dash { ChartMarkerType::LongDash } else { ChartMarkerType::Circle })
        .set_size(marker.size)
        .set_format(&mut format);
    native
}

fn point(fill: Option<u32>, border: Option<u32>) -> ChartPoint {
    let mut format = ChartFormat::new();
    if let Some(fill) = fill {
        format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(fill)));
    }
    if let Some(border) = border {
        format.set_border(ChartLine::new().set_color(Color::RGB(border)).set_width(0.75));
    }
    ChartPoint::new().set_format(&mut format)
}

fn labels(native: &mut ChartSeries, labels: &Labels, points: usize) {
    let of = |wanted: &Font| {
        let mut label = ChartDataLabel::new();
        label
            .show_value()
            .set_num_format(&labels.format)
            .set_position(position(labels.position))
            .set_font(&font(wanted));
        label
    };
    native.set_data_label(&of(&labels.font));
    if !labels.last_only && labels.last_font.is_none() {
        return;
    }
    let last = points.saturating_sub(1);
    let single: Vec<ChartDataLabel> = (0..points)
        .map(|at| {
            if at == last {
                of(labels.last_font.as_ref().unwrap_or(&labels.font)).to_custom()
            } else if labels.last_only {
                ChartDataLabel::new().set_hidden().to_custom()
            } else {
                ChartDataLabel::default()
            }
        })
        .collect();
    native.set_custom_data_labels(&single);
}

fn position(position: LabelPosition) -> ChartDataLabelPosition {
    match position {
        LabelPosition::Above => ChartDataLabelPosition::Above,
        LabelPosition::Below => ChartDataLabelPosition::Below,
        LabelPosition::OutsideEnd => ChartDataLabelPosition::OutsideEnd,
    }
}

fn font(font: &Font) -> ChartFont {
    let mut native = ChartFont::new();
    native.set_size(f64::from(font.size) / 10.0).set_color(Color::RGB(font.color));
    if font.bold {
        native.set_bold();
    } else {
        native.unset_bold();
    }
    native
}
