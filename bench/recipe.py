#!/usr/bin/env python3
"""Takes one department's outputs apart into a recipe for the Python peer: `recipe.py OUT/DEPARTMENT/PERIOD FILE`.

The peer gets every cell with its value, formula and format, sizes, merged areas, conditional formats, page set-ups, notes and
charts ready-made. It reads the inputs and writes the workbooks, but checks nothing, scores nothing and lays nothing out: that is less
than the program does.
"""

import pathlib
import pickle
import sys
import warnings
import zipfile

import openpyxl
import recipe_charts
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock

SIDES = ("left", "right", "top", "bottom")


def colour(value):
    return "#" + value.rgb[-6:] if value is not None and value.type == "rgb" and isinstance(value.rgb, str) else None


def look(cell):
    """A cell's style in XlsxWriter's words."""
    font, align = cell.font, cell.alignment
    style = {"font_name": font.name or "微软雅黑", "font_size": font.sz or 10, "num_format": cell.number_format}
    style["bold"], style["italic"], style["underline"] = bool(font.b), bool(font.i), 1 if font.u else 0
    style["font_color"] = colour(font.color)
    if cell.fill.fill_type == "solid":
        style["bg_color"], style["pattern"] = colour(cell.fill.fgColor), 1
    kinds = {"thin": 1, "medium": 2, "dashed": 3, "dotted": 4, "thick": 5}
    for side in SIDES:
        line = getattr(cell.border, side)
        if line is not None and line.style:
            style[side], style[side + "_color"] = kinds.get(line.style, 1), colour(line.color)
    across = {"left": "left", "center": "center", "right": "right", "centerContinuous": "center_across"}
    style["align"] = across.get(align.horizontal)
    style["valign"] = {"center": "vcenter", "top": "top", "bottom": "bottom"}.get(align.vertical)
    style["text_wrap"], style["indent"] = bool(align.wrap_text), int(align.indent or 0)
    style["locked"] = bool(cell.protection.locked)
    return {name: value for name, value in style.items() if value not in (None, False, 0) or name == "locked"}


def differential(style):
    """What a conditional format changes."""
    made = {}
    if style.font is not None:
        made |= {"bold": bool(style.font.b), "underline": 1 if style.font.u else 0, "font_color": colour(style.font.color)}
    if style.fill is not None:
        made["bg_color"] = colour(style.fill.bgColor)
    for side in SIDES if style.border is not None else ():
        line = getattr(style.border, side)
        if line is not None and line.style:
            made[side], made[side + "_color"] = 1, colour(line.color)
    return {name: value for name, value in made.items() if value}


def conditions(sheet):
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            where = str(area.sqref)
            if rule.type == "dataBar":
                yield where, {"type": "data_bar", "bar_solid": True, "bar_color": colour(rule.dataBar.color), "data_bar_2010": True}, None
            elif rule.type == "expression":
                yield where, {"type": "formula", "criteria": "=" + rule.formula[0], "stop_if_true": bool(rule.stopIfTrue)}, differential(rule.dxf)


def page(sheet):
    """How a sheet prints and shows."""
    setup, margins, view = sheet.page_setup, sheet.page_margins, sheet.sheet_view
    fit = sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
    options = ("formatColumns", "formatRows", "sort", "autoFilter")
    said = {"formatColumns": "format_columns", "formatRows": "format_rows", "sort": "sort", "autoFilter": "autofilter"}
    return {
        "landscape": setup.orientation == "landscape",
        "fit": (setup.fitToWidth or 1, 1 if setup.fitToHeight is None else int(setup.fitToHeight)) if fit else None,
        "scale": setup.scale,
        "margins": (margins.left, margins.right, margins.top, margins.bottom),
        "header": parts(sheet.oddHeader),
        "footer": parts(sheet.oddFooter),
        "repeat": sheet.print_title_rows,
        "area": sheet.print_area or None,
        "breaks": [one.id for one in sheet.row_breaks.brk],
        "centred": bool(sheet.print_options.horizontalCentered),
        "freeze": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "gridlines": view.showGridLines is not False,
        "tab": colour(sheet.sheet_properties.tabColor),
        "protected": {said[name]: not getattr(sheet.protection, name) for name in options} if sheet.protection.sheet else None,
        "hidden": sheet.sheet_state == "hidden",
    }


def parts(line):
    """A header or footer as the text that the file holds, without its sizes and colours."""
    return "".join(f"&{at}{part.text}" for at, part in (("L", line.left), ("C", line.center), ("R", line.right)) if part.text)


def runs(text):
    """The runs of a rich text, each with its font in XlsxWriter's words."""
    for run in text:
        if isinstance(run, TextBlock):
            yield {"font_size": run.font.sz or 10, "bold": bool(run.font.b), "font_color": colour(run.font.color) or "#000000"}, run.text
        else:
            yield {}, str(run)


def workbook(path):
    shown = openpyxl.load_workbook(path, data_only=True)
    styles, index, sheets = [], {}, []
    book = openpyxl.load_workbook(path, rich_text=True)
    package = zipfile.ZipFile(path)
    for number, sheet in enumerate(book, 1):
        cells, values = [], shown[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and not cell.has_style and not isinstance(cell, MergedCell):
                    continue
                key = str(cell._style) if cell.has_style else ""
                if key not in index:
                    index[key] = len(styles)
                    styles.append(look(cell))
                kind, value, cached = cell.data_type, cell.value, None
                if isinstance(value, CellRichText):
                    kind, value = "rich", list(runs(value))
                elif getattr(cell, "hyperlink", None) is not None and cell.hyperlink.location:
                    kind, value = "link", ("internal:" + cell.hyperlink.location, str(value))
                elif isinstance(value, str) and kind == "f":
                    cached = values.cell(cell.row, cell.column).value
                note = cell.comment.text if getattr(cell, "comment", None) else None
                cells.append((cell.row - 1, cell.column - 1, kind, value, cached, index[key], note))
        sheets.append(
            {
                "name": sheet.title,
                "cells": cells,
                "widths": [(d.min - 1, d.max - 1, d.width) for d in sheet.column_dimensions.values() if d.width],
                "heights": [(at - 1, d.height) for at, d in sheet.row_dimensions.items() if d.height],
                "merges": [(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells.ranges],
                "conditions": list(conditions(sheet)),
                "charts": list(recipe_charts.of_sheet(package, f"xl/worksheets/sheet{number}.xml")),
                "page": page(sheet),
            }
        )
    own = book.properties
    properties = {"title": own.title, "subject": own.subject, "author": own.creator, "created": own.created.replace(tzinfo=None)}
    names = {one.name: one.value for one in book.custom_doc_props.props}
    return {"styles": styles, "sheets": sheets, "properties": properties, "names": names}


def main():
    # openpyxl says of each extension that it leaves out.
    warnings.simplefilter("ignore")
    folder = pathlib.Path(sys.argv[1])
    recipe = {str(path.relative_to(folder)): workbook(path) for path in sorted(folder.rglob("*.xlsx"))}
    with open(sys.argv[2], "wb") as file:
        pickle.dump(recipe, file)


if __name__ == "__main__":
    main()
