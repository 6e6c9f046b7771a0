//! The shape of a book: what the library writes of it. Books of one shape differ in their cells, sizes, titles, and in where
//! the ranges of charts and prints end; the sheets of a department's people mostly are of one shape.

use crate::output::{Book, Chart, Content, Page, Properties, Range, Series, Sheet};

/// Whether what the library writes for one book serves the other too.
pub(super) fn same(one: &Book, other: &Book) -> bool {
    properties(&one.properties, &other.properties)
        && one.sheets.len() == other.sheets.len()
        && one.sheets.iter().zip(&other.sheets).all(|(one, other)| sheets(one, other))
}

fn properties(one: &Properties, other: &Properties) -> bool {
    let Properties { title, subject, author, company, created, custom } = one;
    title.is_empty() == other.title.is_empty()
        && subject.is_empty() == other.subject.is_empty()
        && *author == other.author
        && *company == other.company
        && *created == other.created
        && *custom == other.custom
}

fn sheets(one: &Sheet, other: &Sheet) -> bool {
    // Every field is named: who adds one decides here whether it belongs to the shape.
    let Sheet {
        name,
        columns: _,
        column_styles: _,
        rows: _,
        cells: _,
        merges: _,
        charts,
        conditions,
        validations,
        sparklines,
        freeze,
        filter,
        page,
        protected,
        gridlines,
        tab,
        hidden,
        selected,
    } = one;
    *name == other.name
        && charts.len() == other.charts.len()
        && charts.iter().zip(&other.charts).all(|(one, other)| same_chart(one, other))
        && *conditions == other.conditions
        && *validations == other.validations
        && *sparklines == other.sparklines
        && *freeze == other.freeze
        && *filter == other.filter
        && same_page(page, &other.page)
        && *protected == other.protected
        && *gridlines == other.gridlines
        && *tab == other.tab
        && *hidden == other.hidden
        && *selected == other.selected
        && !has_more_than_cells(one)
        && !has_more_than_cells(other)
}

/// Notes and links stand in parts of their own.
fn has_more_than_cells(sheet: &Sheet) -> bool {
    sheet.cells.values().any(|cell| cell.note.is_some() || matches!(cell.content, Content::Link { .. }))
}

fn same_page(one: &Page, other: &Page) -> bool {
    let Page { landscape, margins, fit, scale, column_breaks, row_breaks, repeat_rows, repeat_columns, .. } = one;
    let Page { header, footer, area, centered, .. } = one;
    *landscape == other.landscape
        && *margins == other.margins
        && *fit == other.fit
        && *scale == other.scale
        && *column_breaks == other.column_breaks
        && *row_breaks == other.row_breaks
        && *repeat_rows == other.repeat_rows
        && *repeat_columns == other.repeat_columns
        && header.is_empty() == other.header.is_empty()
        && footer.is_empty() == other.footer.is_empty()
        && area.is_some() == other.area.is_some()
        && *centered == other.centered
}

fn same_chart(one: &Chart, other: &Chart) -> bool {
    let Chart { kind, area, series, axis, axis_labels, gridlines, plot, legend, font_size, gap, description } = one;
    *kind == other.kind
        && *area == other.area
        && series.len() == other.series.len()
        && series.iter().zip(&other.series).all(|(one, other)| same_series(one, other))
        && *axis == other.axis
        && *axis_labels == other.axis_labels
        && *gridlines == other.gridlines
        && *plot == other.plot
        && *legend == other.legend
        && *font_size == other.font_size
        && *gap == other.gap
        && *description == other.description
}

fn same_series(one: &Series, other: &Series) -> bool {
    let Series { name, categories, values, line, fill, marker, points, labels, overlay } = one;
    *name == other.name
        && same_range(categories, &other.categories)
        && same_range(values, &other.values)
        && *line == other.line
        && *fill == other.fill
        && *marker == other.marker
        && *points == other.points
        && *labels == other.labels
        && *overlay == other.overlay
}

/// Ranges may lie elsewhere: where they lie and what they hold is filled in.
fn same_range(one: &Range, other: &Range) -> bool {
    one.cache.len() == other.cache.len()
}
