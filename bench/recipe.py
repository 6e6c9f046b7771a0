#!/usr/bin/env python3
"""Takes one department's outputs apart into a recipe for the Python peer: `recipe.py OUT/DEPARTMENT/PERIOD FILE`.

The peer gets every cell with its value, formula and format, sizes, merged areas, notes and charts ready-made. It reads the inputs
and writes the workbooks, but checks nothing, scores nothing and lays nothing out: that is less than the program does.
"""

import pathlib
import pickle
import sys

import openpyxl
from openpyxl.cell.cell import MergedCell

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


def series(chart):
    found = []
    for one in chart.ser:
        cat = one.cat and (one.cat.strRef or one.cat.numRef)
        found.append({"values": "=" + one.val.numRef.f, "categories": "=" + cat.f if cat else None})
    return found


KINDS = {"lineChart": "line", "barChart": "column", "radarChart": "radar"}


def charts(sheet):
    for chart in sheet._charts:
        kind = KINDS[chart.tagname]
        if kind == "column" and chart.barDir == "bar":
            kind = "bar"
        yield kind, chart.anchor._from.row, chart.anchor._from.col, series(chart), [
            (KINDS[other.tagname], series(other)) for other in chart._charts if other is not chart
        ]


def workbook(path):
    shown = openpyxl.load_workbook(path, data_only=True)
    styles, index, sheets = [], {}, []
    for sheet in openpyxl.load_workbook(path):
        cells, values = [], shown[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and not cell.has_style and not isinstance(cell, MergedCell):
                    continue
                key = str(cell._style) if cell.has_style else ""
                if key not in index:
                    index[key] = len(styles)
                    styles.append(look(cell))
                value, cached = cell.value, None
                if isinstance(value, str) and cell.data_type == "f":
                    cached = values.cell(cell.row, cell.column).value
                note = cell.comment.text if getattr(cell, "comment", None) else None
                cells.append((cell.row - 1, cell.column - 1, cell.data_type, value, cached, index[key], note))
        widths = [(d.min - 1, d.max - 1, d.width) for d in sheet.column_dimensions.values() if d.width]
        heights = [(at - 1, d.height) for at, d in sheet.row_dimensions.items() if d.height]
        merges = [(m.min_row - 1, m.min_col - 1, m.max_row - 1, m.max_col - 1) for m in sheet.merged_cells.ranges]
        sheets.append(
            {
                "name": sheet.title,
                "cells": cells,
                "widths": widths,
                "heights": heights,
                "merges": merges,
                "charts": list(charts(sheet)),
                "protected": sheet.protection.sheet,
                "hidden": sheet.sheet_state == "hidden",
            }
        )
    return {"styles": styles, "sheets": sheets}


def main():
    folder = pathlib.Path(sys.argv[1])
    recipe = {str(path.relative_to(folder)): workbook(path) for path in sorted(folder.rglob("*.xlsx"))}
    with open(sys.argv[2], "wb") as file:
        pickle.dump(recipe, file)


if __name__ == "__main__":
    main()
