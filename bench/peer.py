#!/usr/bin/env python3
"""The Python peer: `peer.py RECIPE INPUTS OUT` reads each workbook with openpyxl and writes a department's workbooks with
XlsxWriter: the same sheets, cells, formulas, formats and charts as the program (see recipe.py)."""

import functools
import pathlib
import pickle
import sys

import openpyxl
import xlsxwriter


def read(path):
    """Every cell of every sheet, as a script would collect them."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def chart(book, made):
    """A chart with its axes, legend and areas; further kinds lie over the first."""
    charts = []
    for kind, options, lines in made["kinds"]:
        one = book.add_chart({"type": kind, **options})
        for line in lines:
            one.add_series(line)
        charts.append(one)
    first = charts[0]
    for other in charts[1:]:
        first.combine(other)
    first.set_title({"none": True})
    first.set_legend(made["legend"])
    first.set_chartarea({"fill": {"none": True}, "border": {"none": True}})
    first.set_plotarea(made["plot"])
    first.set_x_axis(made["category"])
    first.set_y_axis(made["value"])
    first.show_blanks_as("gap")
    first.show_hidden_data()
    return first


def set_up(sheet, page):
    """How a sheet prints and shows."""
    sheet.set_paper(9)
    if page["landscape"]:
        sheet.set_landscape()
    if page["fit"]:
        sheet.fit_to_pages(*page["fit"])
    elif page["scale"]:
        sheet.set_print_scale(page["scale"])
    sheet.set_margins(*page["margins"])
    if page["header"]:
        sheet.set_header(page["header"], {"scale_with_doc": False})
    if page["footer"]:
        sheet.set_footer(page["footer"], {"scale_with_doc": False})
    if page["repeat"]:
        sheet.repeat_rows(*(int(row) - 1 for row in page["repeat"].replace("$", "").split(":")))
    if page["area"]:
        sheet.print_area(page["area"].rpartition("!")[2].replace("$", ""))
    if page["breaks"]:
        sheet.set_h_pagebreaks(page["breaks"])
    if page["centred"]:
        sheet.center_horizontally()
    if page["freeze"]:
        sheet.freeze_panes(page["freeze"])
    if page["filter"]:
        sheet.autofilter(page["filter"])
    if not page["gridlines"]:
        sheet.hide_gridlines(2)
    if page["tab"]:
        sheet.set_tab_color(page["tab"])
    if page["protected"] is not None:
        sheet.protect("", page["protected"])
    if page["hidden"]:
        sheet.hide()


def cell(sheet, formats, rich, row, column, kind, value, cached, look):
    if value is None:
        sheet.write_blank(row, column, None, look)
    elif kind == "f":
        sheet.write_formula(row, column, value, look, cached if cached is not None else "")
    elif kind == "n":
        sheet.write_number(row, column, value, look)
    elif kind == "d":
        sheet.write_datetime(row, column, value, look)
    elif kind == "link":
        sheet.write_url(row, column, value[0], look, value[1])
    elif kind == "rich":
        parts = [part for font, text in value for part in ([rich(tuple(font.items())), text] if font else [text])]
        sheet.write_rich_string(row, column, *parts, look)
    else:
        sheet.write_string(row, column, str(value), look)


def write(path, recipe):
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(path)
    book.set_properties(recipe["properties"])
    for name, value in recipe["names"].items():
        book.set_custom_property(name, value)
    formats = [book.add_format(style) for style in recipe["styles"]]

    @functools.cache
    def rich(font):
        return book.add_format(dict(font))

    for part in recipe["sheets"]:
        sheet = book.add_worksheet(part["name"])
        for first, last, width in part["widths"]:
            sheet.set_column(first, last, width)
        for row, height in part["heights"]:
            sheet.set_row(row, height)
        for top, left, bottom, right in part["merges"]:
            sheet.merge_range(top, left, bottom, right, "")
        for row, column, kind, value, cached, style, note in part["cells"]:
            cell(sheet, formats, rich, row, column, kind, value, cached, formats[style])
            if note:
                sheet.write_comment(row, column, note)
        for area, rule, style in part["conditions"]:
            sheet.conditional_format(area, rule if style is None else rule | {"format": book.add_format(style)})
        for row, column, (wide, tall), made in part["charts"]:
            drawn = chart(book, made)
            drawn.set_size({"width": wide * 64, "height": tall * 22})
            sheet.insert_chart(row, column, drawn)
        set_up(sheet, part["page"])
    book.close()


def main():
    with open(sys.argv[1], "rb") as file:
        recipe = pickle.load(file)
    cells = 0
    for path in sorted(pathlib.Path(sys.argv[2]).glob("*.xlsx")):
        cells += sum(len(row) for rows in read(path).values() for row in rows)
        for name, workbook in recipe.items():
            write(pathlib.Path(sys.argv[3]) / path.stem / name, workbook)
    print(f"{cells} cells read")


if __name__ == "__main__":
    main()
